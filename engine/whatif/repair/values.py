"""At which values of a number or a date the rules turn: found by running the rules, not by reading them.

Between two such values every condition that leans on the fact keeps its truth, so one value stands for all between.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

Signature = Callable[[int], Hashable]

POINTS = 24
"""Values looked at before halving between those that differ; two turns closer together than that may be missed."""

MOST = 12
"""Stretches of one fact that are kept: those nearest to the value that it has."""

SPAN = 3 * 366
"""Days before and after the peildatum within which a date is looked for."""


class Stretch(NamedTuple):
    """Whole numbers from `low` to `high` between which nothing turns; `open_low`: on to the end of the range."""

    low: int
    high: int
    open_low: bool
    open_high: bool


def stretches(low: int, high: int, signature: Signature) -> list[Stretch]:
    """The range cut at every number where the signature turns.

    >>> stretches(0, 36, lambda months: months >= 9)
    [Stretch(low=0, high=8, open_low=True, open_high=False), Stretch(low=9, high=36, open_low=False, open_high=True)]
    """
    known: dict[int, Hashable] = {}

    def at(number: int) -> Hashable:
        if number not in known:
            known[number] = signature(number)
        return known[number]

    step = max(1, (high - low) // POINTS)
    points = sorted({*range(low, high + 1, step), high})
    cuts = [low]
    for left, right in pairwise(points):
        while at(left) != at(right):
            below, above = left, right
            while above - below > 1:
                middle = (below + above) // 2
                below, above = (middle, above) if at(middle) == at(left) else (below, middle)
            cuts.append(above)
            left = above
    ends = [*(one - 1 for one in cuts[1:]), high]
    return [Stretch(a, b, a == low, b == high) for a, b in zip(cuts, ends, strict=True)]


def as_day(number: int) -> date:
    return date.fromordinal(number)


def date_range(day: date, first: date | None, *, past: bool, future: bool) -> tuple[int, int]:
    """Days that may be proposed: none before `first`, of the past and the future as far as those are open."""
    low = day - timedelta(days=SPAN) if past else day
    high = day + timedelta(days=SPAN) if future else day
    if first is not None and first > low:
        low = first
    return low.toordinal(), high.toordinal()
