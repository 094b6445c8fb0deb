"""Walking the condition tree generically: children, rebuilding, substitution, simplification, collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .tree import (
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

Node = Condition | Value


_LEAVES = frozenset((Literal, FactRef, FieldRef, ParameterRef, FindingRef, Constant))
_CHILDREN: dict[type[Any], Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys(_LEAVES, lambda _: ()),
    **dict.fromkeys((All, AnyOf), lambda one: one.parts),
    **dict.fromkeys((Compare, Arithmetic), lambda one: (one.left, one.right)),
    **dict.fromkeys((Member, IsKnown, IsUnknown, IsTrue), lambda one: (one.value,)),
    **dict.fromkeys((Contains, Size), lambda one: (one.members,)),
    **dict.fromkeys((Every, NoneOf), lambda one: (one.source, one.where)),
    Not: lambda one: (one.part,),
    DateShift: lambda one: (one.start, one.amount),
    Duration: lambda one: (one.start, one.end),
    Extreme: lambda one: one.values,
    ListQuery: lambda one: tuple(part for part in (one.source, one.field, one.where) if part is not None),
    FindingCount: lambda one: one.cases,
}
"""By class, as every rule is walked many times at the start of a command."""


Naming = FactRef | FindingRef | FindingCount
_NAMING = frozenset((FactRef, FindingRef, FindingCount))


def needs_brackets(operand: Value, operator: str, *, last: bool = False) -> bool:
    """Whether one side of a calculation would be read in another order without brackets; `last`: the right side."""
    if not isinstance(operand, Arithmetic):
        return False
    return (operator in "*/" and operand.operator in "+-") or (last and operator in "-/")


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order in which they are written."""
    return _CHILDREN[type(node)](node)


def descendants(node: Node) -> Iterator[Node]:
    """The node itself and all nodes below it."""
    stack: list[Node] = [node]
    while stack:
        one = stack.pop()
        yield one
        kind = type(one)
        if kind not in _LEAVES:
            stack.extend(_CHILDREN[kind](one)[::-1])


def named_in(node: Node) -> list[Naming]:
    """What a node names of the dossier and of other rules, in the order in which it is written."""
    found: list[Any] = []
    stack: list[Any] = [node]
    while stack:
        one = stack.pop()
        kind = type(one)
        if kind in _NAMING:
            found.append(one)
        if kind not in _LEAVES:
            stack.extend(_CHILDREN[kind](one)[::-1])
    return found


def all_of(parts: Iterable[Condition]) -> Condition:
    """`alle` of the parts; a part that is itself `alle` is taken up in it."""
    return All(tuple(one for part in parts for one in (part.parts if isinstance(part, All) else (part,))))


def any_of(parts: Iterable[Condition]) -> Condition:
    """`een_van` of the parts; a part that is itself `een_van` is taken up in it."""
    return AnyOf(tuple(one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))))


def _map_value(value: Value, change: Callable[[Value], Value]) -> Value:
    match value:
        case Arithmetic(operator, left, right, kind):
            return Arithmetic(operator, _map_value(left, change), _map_value(right, change), kind)
        case Extreme(name, values, kind):
            return Extreme(name, tuple(_map_value(one, change) for one in values), kind)
    return change(value)


def substitute(condition: Condition, fields: Mapping[str, Value]) -> Condition:
    """The condition with each field of the element replaced by the value it has there."""

    def change(value: Value) -> Value:
        return fields[value.name] if isinstance(value, FieldRef) else value

    match condition:
        case All(parts):
            return All(tuple(substitute(part, fields) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(substitute(part, fields) for part in parts))
        case Not(part):
            return Not(substitute(part, fields))
        case Compare(operator, left, right):
            return Compare(operator, _map_value(left, change), _map_value(right, change))
        case Member(value, choices, kind):
            return Member(_map_value(value, change), choices, kind)
        case IsKnown(value):
            return IsKnown(_map_value(value, change))
        case IsUnknown(value):
            return IsUnknown(_map_value(value, change))
        case IsTrue(value):
            return IsTrue(_map_value(value, change))
    return condition


def simplify(condition: Condition) -> Condition:
    """Constants folded away: comparisons of two literals, and parts that decide a group by themselves."""
    match condition:
        case Compare(("=" | "!=") as operator, Literal(a), Literal(b)):
            return Constant((a == b) == (operator == "="))
        case Member(Literal(value), choices):
            return Constant(value in choices)
        case Not(part):
            return _negated(simplify(part))
        case All(parts):
            return _fold(parts, deciding=False)
        case AnyOf(parts):
            return _fold(parts, deciding=True)
    return condition


def _fold(parts: tuple[Condition, ...], *, deciding: bool) -> Condition:
    return _grouped(map(simplify, parts), deciding=deciding)


def specialized(condition: Condition, fields: Mapping[str, Value]) -> Condition:
    """`simplify(substitute(condition, fields))`, looking no further than a part that decides its group: written out for
    every criterion, most conditions on findings end at their first part.
    """
    match condition:
        case All(parts):
            return _grouped((specialized(part, fields) for part in parts), deciding=False)
        case AnyOf(parts):
            return _grouped((specialized(part, fields) for part in parts), deciding=True)
        case Not(part):
            return _negated(specialized(part, fields))
    return simplify(substitute(condition, fields))


def _negated(part: Condition) -> Condition:
    return Constant(not part.truth) if isinstance(part, Constant) else Not(part)


def _grouped(parts: Iterable[Condition], *, deciding: bool) -> Condition:
    """`een_van` of the parts when one that is true decides it, else `alle`."""
    kept: list[Condition] = []
    for one in parts:
        if not isinstance(one, Constant):
            kept.append(one)
        elif one.truth is deciding:
            return one
    if len(kept) == 1:
        return kept[0]
    if not kept:
        return Constant(not deciding)
    return AnyOf(tuple(kept)) if deciding else All(tuple(kept))
