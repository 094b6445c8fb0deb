"""Questions to lists.

Counts and sums become intervals where an element, its condition or the list itself is not fully known.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from .dossier import Record, Records
from .plan import Registers
from .values import Interval, Number, OpenSet, extreme, interval

Read = Callable[[Registers, Any], Any]
Judged = tuple[list[Record], list[Record], bool]
"""Elements that certainly belong, elements that may belong, and whether the list is complete."""


def every(source: Read, where: Read) -> Read:
    """True when each element satisfies `where` and no more can come; false when one certainly does not."""

    def read(r: Registers, c: Any) -> bool | None:
        records = source(r, c)
        if records is None:
            return None
        truth: bool | None = True if records.complete else None
        for element in records.items:
            one = where(r, element)
            if one is False:
                return False
            if one is None:
                truth = None
        return truth

    return read


def none_of(source: Read, where: Read) -> Read:
    """True when no element satisfies `where` and no more can come; false when one certainly does."""

    def read(r: Registers, c: Any) -> bool | None:
        records = source(r, c)
        if records is None:
            return None
        truth: bool | None = True if records.complete else None
        for element in records.items:
            one = where(r, element)
            if one is True:
                return False
            if one is None:
                truth = None
        return truth

    return read


def count_true(registers: list[int]) -> Read:
    """How many of these registers are true."""

    def read(r: Registers, _c: Any) -> Number | Interval:
        truths = [r[register] for register in registers]
        certain = truths.count(True)
        return interval(certain, certain + truths.count(None))

    return read


def size(members: Read) -> Read:
    """How many members a set has."""

    def read(r: Registers, c: Any) -> Number | Interval | None:
        found = members(r, c)
        if found is None:
            return None
        if isinstance(found, OpenSet):
            low = len(found.members)
            return interval(low, None if found.extra is None else low + found.extra)
        return len(found)

    return read


def query(kind: str, source: Read, column: str | None, where: Read | None) -> Read:
    """A `ListQuery` as a closure; `column` is the field asked for."""
    if kind == "aantal":
        return lambda r, c: None if (judged := _judge(source, where, r, c)) is None else _count(judged)
    answer = _ANSWERS[kind]
    assert column is not None
    return lambda r, c: None if (judged := _judge(source, where, r, c)) is None else answer(judged, column)


def _judge(source: Read, where: Read | None, r: Registers, c: Any) -> Judged | None:
    records: Records | None = source(r, c)
    if records is None:
        return None
    if where is None:
        return list(records.items), [], records.complete
    certain: list[Record] = []
    possible: list[Record] = []
    for element in records.items:
        one = where(r, element)
        if one is True:
            certain.append(element)
        elif one is None:
            possible.append(element)
    return certain, possible, records.complete


def _count(judged: Judged) -> Number | Interval:
    certain, possible, complete = judged
    low = len(certain)
    return interval(low, low + len(possible) if complete else None)


def _sum(judged: Judged, column: str) -> Number | Interval:
    """Negative numbers may come in an open list, so its sum has no bounds; an unknown number has none either."""
    certain, possible, complete = judged
    if not complete or any(column not in one.values for one in (*certain, *possible)):
        return Interval(None, None)
    low = high = sum((_number(one, column) for one in certain), start=0)
    for element in possible:
        amount = _number(element, column)
        low, high = low + min(0, amount), high + max(0, amount)
    return interval(low, high)


def _number(element: Record, column: str) -> Any:
    return element.values[column]


def _known(elements: list[Record], column: str) -> list[Any]:
    return [one.values[column] for one in elements if column in one.values]


def _extreme(judged: Judged, column: str, kind: str) -> Any:
    certain, possible, complete = judged
    known = _known(certain, column)
    settled = complete and not possible and len(known) == len(certain)
    if settled:
        if not known:
            return None
        return min(known) if kind == "min" else max(known)
    if not known or isinstance(known[0], date):
        return None
    return extreme(kind, [*known, Interval(None, None)])


def _largest_gap(judged: Judged, column: str) -> Number | Interval | None:
    """In days, between dates that follow each other; fewer than two dates have no gap."""
    certain, possible, complete = judged
    days = sorted(_known(certain, column))
    if not complete or possible or len(days) != len(certain):
        return None
    return max(((later - earlier).days for earlier, later in pairwise(days)), default=0)


def _kinds(judged: Judged, column: str) -> frozenset[str] | OpenSet:
    certain, possible, complete = judged
    members = frozenset(str(one.values[column]) for one in certain if column in one.values)
    maybe = {one.values[column] for one in possible if column in one.values} - members
    extra = len(maybe) + sum(column not in one.values for one in (*certain, *possible))
    if complete and not extra:
        return members
    return OpenSet(members, extra if complete else None)


_ANSWERS: dict[str, Callable[[Judged, str], Any]] = {
    "som": _sum,
    "min": lambda judged, column: _extreme(judged, column, "min"),
    "max": lambda judged, column: _extreme(judged, column, "max"),
    "eerste": lambda judged, column: _extreme(judged, column, "min"),
    "laatste": lambda judged, column: _extreme(judged, column, "max"),
    "grootste_gat": _largest_gap,
    "soorten": _kinds,
}
