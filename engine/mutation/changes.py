"""The ways in which one condition or value can be written slightly differently: a limit one unit further, `<=` for `<`,
a turned condition, a choice less.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, cast

from ..language.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Contains,
    Every,
    FindingCount,
    IsKnown,
    IsTrue,
    IsUnknown,
    Literal,
    Member,
    NoneOf,
    Not,
    Value,
)
from ..language.types import NumberType
from ..language.walk import Node, children

BESIDE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}
"""The comparison that differs least: at the limit itself, or, where there is no limit, everywhere."""

MISSING = "weggelaten"
"""How a part reads that is left out."""


class Kind(Enum):
    """What was changed."""

    THRESHOLD = "drempel"
    COMPARISON = "vergelijking"
    CONNECTIVE = "verbinding"
    NEGATION = "ontkenning"
    CHOICE = "keuze"
    PART = "deel van een voorwaarde"
    GROUND = "grond"
    OUTCOME = "uitkomst"
    EXCEPTION = "uitzondering"
    EVIDENCE = "bewijs"
    CELL = "cel van een tabel"
    PARAMETER = "parameter"


class Variant(NamedTuple):
    """A node written differently in one place."""

    kind: Kind
    node: Node


def condition_variants(node: Condition) -> Iterator[tuple[Kind, Condition]]:
    """Every variant of a condition, in the order in which it is written.

    >>> from ..language.types import YesNoType
    >>> from ..language.tree import FactRef
    >>> [one for _, one in condition_variants(Not(IsTrue(FactRef("a.b", YesNoType()))))]
    [IsTrue(value=FactRef(name='a.b', type=YesNoType()))]
    """
    for kind, one in _variants(node):
        yield kind, cast("Condition", one)


def value_variants(node: Value) -> Iterator[tuple[Kind, Value]]:
    """Every variant of a value, in the order in which it is written."""
    for kind, one in _variants(node):
        yield kind, cast("Value", one)


def next_numbers(value: int | Fraction | date) -> tuple[int | Fraction | date, ...]:
    """A number or day one unit further, to both sides.

    >>> next_numbers(6), next_numbers(date(2024, 3, 1))
    ((7, 5), (datetime.date(2024, 3, 2), datetime.date(2024, 2, 29)))
    """
    if isinstance(value, date):
        return value + timedelta(days=1), value - timedelta(days=1)
    return value + 1, value - 1


def _variants(node: Node, *, turned: bool = False) -> Iterator[Variant]:
    """`turned`: the node stands under `niet`, and turning it is the same as leaving that out."""
    yield from _own(node, turned=turned)
    if isinstance(node, FindingCount):  # written once, and written out per criterion
        return
    below = set(map(id, children(node)))
    for place, field in enumerate(node):
        parts = field if type(field) is tuple else (field,)
        for index, part in enumerate(parts):
            if id(part) not in below:
                continue
            for kind, new in _variants(part, turned=isinstance(node, Not)):
                if isinstance(node, Arithmetic) and node.operator == "/" and _is_zero(new):
                    continue
                changed = (*parts[:index], new, *parts[index + 1 :])
                fields = list(node)
                fields[place] = changed if type(field) is tuple else new
                yield Variant(kind, type(node)(*fields))


def _own(node: Node, *, turned: bool) -> Iterator[Variant]:
    """The variants of the node itself, apart from those of its parts."""
    match node:
        case Literal(value, kind):
            if isinstance(value, date) or (isinstance(kind, NumberType) and isinstance(value, int | Fraction)):
                yield from (Variant(Kind.THRESHOLD, Literal(one, kind)) for one in next_numbers(value))
        case Compare(operator, left, right):
            yield Variant(Kind.COMPARISON, Compare(BESIDE[operator], left, right))
        case Not(part):
            yield Variant(Kind.NEGATION, part)
        case IsKnown(value):
            yield Variant(Kind.NEGATION, IsUnknown(value))
        case IsUnknown(value):
            yield Variant(Kind.NEGATION, IsKnown(value))
        case Every(source, where):
            yield Variant(Kind.NEGATION, NoneOf(source, where))
        case NoneOf(source, where):
            yield Variant(Kind.NEGATION, Every(source, where))
        case IsTrue() | Contains():
            if not turned:
                yield Variant(Kind.NEGATION, Not(node))
        case Member(value, choices, kind):
            if not turned:
                yield Variant(Kind.NEGATION, Not(node))
            if len(choices) > 1:
                for one in choices:
                    yield Variant(Kind.CHOICE, Member(value, tuple(each for each in choices if each != one), kind))
        case All(parts) | AnyOf(parts):
            if len(parts) > 1:
                yield Variant(Kind.CONNECTIVE, AnyOf(parts) if isinstance(node, All) else All(parts))
                for index in range(len(parts)):
                    yield Variant(Kind.PART, type(node)((*parts[:index], *parts[index + 1 :])))


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and node.value == 0
