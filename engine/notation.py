"""A condition in the words of the rule language, with the place of each term whose value can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .language.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Contains,
    DateShift,
    Duration,
    Every,
    Extreme,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    ListQuery,
    Literal,
    Member,
    NoneOf,
    Not,
    ParameterRef,
    Size,
    Value,
)
from .language.walk import needs_brackets


class Term(NamedTuple):
    """A piece of text; `node` is the value that it stands for, None for the words between."""

    text: str
    node: Value | None = None


def terms(node: Condition | Value) -> tuple[Term, ...]:
    """The terms of a condition in the order in which they are read.

    >>> "".join(one.text for one in terms(Constant(True)))
    'altijd waar'
    """
    return tuple(_terms(node, outside=True))


def label(node: Value) -> str:
    """A value in short, as a name for it: of a list only the list is named, not the condition on its elements."""
    if isinstance(node, ListQuery):
        column = "" if node.field is None else f".{node.field.name}"
        return f"{node.kind}({node.source.name}{column}{'' if node.where is None else ' waarvoor ...'})"
    return text(node)


def text(node: Condition | Value) -> str:
    return "".join(one.text for one in terms(node))


def _terms(node: Condition | Value, *, outside: bool) -> Iterator[Term]:
    """`outside`: not inside a `waarvoor`, where a term has a value per element and none for the whole."""
    match node:
        case FactRef(name) | FieldRef(name):
            yield Term(name, node if outside and isinstance(node, FactRef) else None)
        case ParameterRef(name):
            yield Term(f"parameter.{name}", node)
        case FindingRef(criterion, aspect):
            yield Term(f"{criterion}.{aspect}", node)
        case Literal(value):
            yield Term(_literal(value))
        case Constant(truth):
            yield Term("altijd waar" if truth else "altijd onwaar")
        case All(parts):
            yield from _joined(parts, " en ", outside)
        case AnyOf(parts):
            yield from _joined(parts, " of ", outside)
        case Not(part):
            yield Term("niet ")
            yield from _part(part, outside)
        case Compare(operator, left, right):
            yield from _terms(left, outside=outside)
            yield Term(f" {operator} ")
            yield from _terms(right, outside=outside)
        case Arithmetic(operator, left, right):
            yield from _operand(left, operator, outside)
            yield Term(f" {operator} ")
            yield from _operand(right, operator, outside, last=True)
        case Member(value, choices):
            yield from _terms(value, outside=outside)
            yield Term(f" in [{', '.join(sorted(map(str, choices)))}]")
        case Contains(members, choice):
            yield from _terms(members, outside=outside)
            yield Term(f" bevat {choice}")
        case IsKnown(value) | IsUnknown(value):
            yield from _terms(value, outside=outside)
            yield Term(" is bekend" if isinstance(node, IsKnown) else " is onbekend")
        case IsTrue(value):
            yield from _terms(value, outside=outside)
        case Size(members):
            yield from _call("aantal", (members,), outside)
        case Extreme(name, values):
            yield from _call(name, values, outside)
        case Duration(unit, start, end):
            yield from _call(unit, (start, end), outside)
        case DateShift(start, amount, unit, sign):
            yield from _terms(start, outside=outside)
            operator = "+" if sign > 0 else "-"
            yield Term(f" {operator} ")
            yield from _operand(amount, operator, outside, last=True)
            yield Term(f" {unit}" if isinstance(amount, Literal) else "")
        case Every(source, where) | NoneOf(source, where):
            yield Term("elk(" if isinstance(node, Every) else "geen(")
            yield from _terms(source, outside=outside)
            yield Term(" waarvoor ")
            yield from _terms(where, outside=False)
            yield Term(")")
        case ListQuery(name, source, column, where):
            yield Term(f"{name}(", node if outside else None)
            yield from _terms(source, outside=False)
            yield Term(f".{column.name}" if column is not None else "")
            if where is not None:
                yield Term(" waarvoor ")
                yield from _terms(where, outside=False)
            yield Term(")")
        case FindingCount():
            yield Term("aantal(bevindingen waarvoor ...)", node)


def _joined(parts: tuple[Condition, ...], word: str, outside: bool) -> Iterator[Term]:
    for index, part in enumerate(parts):
        if index:
            yield Term(word)
        yield from _part(part, outside)


def _part(part: Condition, outside: bool) -> Iterator[Term]:
    if isinstance(part, All | AnyOf):
        yield Term("(")
        yield from _terms(part, outside=outside)
        yield Term(")")
    else:
        yield from _terms(part, outside=outside)


def _operand(node: Value, operator: str, outside: bool, *, last: bool = False) -> Iterator[Term]:
    """One side of a calculation, in brackets where it would otherwise be read in another order."""
    grouped = needs_brackets(node, operator, last=last)
    if grouped:
        yield Term("(")
    yield from _terms(node, outside=outside)
    if grouped:
        yield Term(")")


def _call(name: str, values: tuple[Value, ...], outside: bool) -> Iterator[Term]:
    yield Term(f"{name}(")
    for index, value in enumerate(values):
        if index:
            yield Term(", ")
        yield from _terms(value, outside=outside)
    yield Term(")")


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)
