"""Calendar arithmetic as formulas, as `engine.values` does it on dates.

Days and weeks are plain sums. Of a day moved by months, and of the months between two days, is said what always holds:
that is enough for most proofs, and light work for a solver. Where it is not enough, `consulted` says what exactly
holds in the months that a model chose.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

from ..values import duration
from .logic import Logic, Op, Scalar, Sort, Term
from .value import DAY_0, day_number

FIRST_DAY, LAST_DAY = 1 - DAY_0, date.max.toordinal() - DAY_0
"""Outside these a date is not known: it falls out of the calendar."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYCLE = 4800
"""After so many months the calendar repeats itself."""

_AVERAGE = Fraction(146_097, _CYCLE)
"""Days per month over a whole cycle."""


class _Month(NamedTuple):
    """A month: how many lie before it, counted from the year 1, and its first and last day."""

    number: int
    first: int
    last: int


class Consulted(NamedTuple):
    """What exactly holds as long as days are in these months."""

    exact: list[Term]
    months: list[Term]


class Calendar:
    """The calendar of one world. A date that a shift would move out of it is not known: see `in_calendar`."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self._ranges: dict[Term, tuple[Scalar, Scalar] | None] = {}
        self._shifts: dict[Term, tuple[Term, Term]] = {}
        self._durations: dict[Term, tuple[Term, Term]] = {}

    def bound(self, variable: Term, low: int, high: int) -> None:
        """A variable always lies between these."""
        self._ranges[variable] = (low, high)

    def in_calendar(self, day: Term) -> Term:
        span = self._range(day)
        if span is not None and span[0] >= FIRST_DAY and span[1] <= LAST_DAY:
            return self.logic.true
        return self.logic.within(day, FIRST_DAY, LAST_DAY)

    def _range(self, term: Term) -> tuple[Scalar, Scalar] | None:
        if term not in self._ranges:
            self._ranges[term] = self._found_range(term)
        return self._ranges[term]

    def _found_range(self, term: Term) -> tuple[Scalar, Scalar] | None:
        match term.op:
            case Op.CONSTANT:
                return term.data, term.data
            case Op.CHOOSE:
                one, other = self._range(term.args[1]), self._range(term.args[2])
                return None if one is None or other is None else (min(one[0], other[0]), max(one[1], other[1]))
            case Op.SUM:
                low = high = term.data[0]
                for factor, part in zip(term.data[1:], term.args, strict=True):
                    span = self._range(part)
                    if span is None:
                        return None
                    ends = (factor * span[0], factor * span[1])
                    low, high = low + min(ends), high + max(ends)
                return low, high
        return None

    # --- months -----------------------------------------------------------------------------------------------------

    def shifted(self, day: Term, months: Term) -> Term:
        """The day moved by a whole number of months, clipped to the end of the month."""
        logic = self.logic
        moved = logic.variable(f"verschoven/{day.key}/{months.key}", Sort.WHOLE)
        if moved not in self._shifts:
            self._shifts[moved] = (day, months)
            span = logic.subtract(moved, day)
            if months.op is Op.CONSTANT:
                least, most = _span(0, months.data)
                logic.attach([moved], logic.within(span, least, most))
                reach = self._range(day)
                self._ranges[moved] = None if reach is None else (reach[0] + least, reach[1] + most)
            else:
                drift = logic.subtract(span, logic.scale(months, _AVERAGE))
                logic.attach([moved], logic.within(drift, -_drift(), _drift()))
        return moved

    def months_between(self, start: Term, end: Term) -> Term:
        """Whole calendar months from `start` to `end`, negative when `end` lies before `start`."""
        logic = self.logic
        months = logic.variable(f"maanden/{start.key}/{end.key}", Sort.WHOLE)
        if months not in self._durations:
            self._durations[months] = (start, end)
            span = logic.subtract(end, start)
            drift = logic.subtract(span, logic.scale(months, _AVERAGE))
            month = _AVERAGE + _drift()
            logic.attach(
                [months],
                logic.within(drift, -month, month),
                logic.implies(logic.at_most(logic.zero, span), logic.at_most(logic.zero, months)),
                logic.implies(logic.at_most(span, logic.zero), logic.at_most(months, logic.zero)),
                logic.implies(logic.within(span, -27, 27), logic.equal(months, logic.zero)),
            )
        return months

    # --- between the months that a question uses --------------------------------------------------------------------

    def relations(self, used: Iterable[Term]) -> list[Term]:
        """What holds between these variables, beyond what is attached to each."""
        found: list[Term] = []
        some = sorted(used, key=lambda one: one.key)
        shifts = [(one, *self._shifts[one]) for one in some if one in self._shifts]
        durations = [(one, *self._durations[one]) for one in some if one in self._durations]
        for one, other in combinations(shifts, 2):
            found += self._between_shifts(one, other)
        for one, other in permutations(durations, 2):
            found.append(self._between_durations(one, other))
        for moved, day, months in shifts:
            for lasting, start, end in durations:
                if start is day and months.op is Op.CONSTANT and months.data > 0:
                    found.append(self._reached(moved, months, lasting, end))
        return found

    def _between_shifts(self, one: tuple[Term, Term, Term], other: tuple[Term, Term, Term]) -> list[Term]:
        """Two days moved alike keep their order; one day moved by different numbers keeps its distance."""
        logic = self.logic
        (moved, day, months), (other_moved, other_day, other_months) = one, other
        if months is other_months:
            return [
                logic.implies(logic.at_most(day, other_day), logic.at_most(moved, other_moved)),
                logic.implies(logic.at_most(other_day, day), logic.at_most(other_moved, moved)),
            ]
        if day is other_day and months.op is Op.CONSTANT and other_months.op is Op.CONSTANT:
            return [logic.within(logic.subtract(other_moved, moved), *_span(months.data, other_months.data))]
        return []

    def _between_durations(self, one: tuple[Term, Term, Term], other: tuple[Term, Term, Term]) -> Term:
        """What starts later and ends earlier is no longer."""
        logic = self.logic
        (months, start, end), (other_months, other_start, other_end) = one, other
        inside = logic.all(logic.at_most(other_start, start), logic.at_most(end, other_end))
        return logic.implies(inside, logic.at_most(months, other_months))

    def _reached(self, moved: Term, months: Term, duration: Term, end: Term) -> Term:
        """So many months fit exactly when the day moved by them is not past the end."""
        logic = self.logic
        return logic.same(logic.at_most(months, duration), logic.at_most(moved, end))

    # --- exactly ----------------------------------------------------------------------------------------------------

    def consulted(self, used: Iterable[Term], value: Callable[[Term], int]) -> Consulted | None:
        """What exactly holds of these variables in the months where `value` puts them; None when it has all right."""
        wrong = False
        exact: list[Term] = []
        months: list[Term] = []
        for one in sorted(used, key=lambda one: one.key):
            if one in self._shifts:
                found = self._shift(one, *self._shifts[one], value)
            elif one in self._durations:
                found = self._duration(one, *self._durations[one], value)
            else:
                continue
            if found is not None:
                here, then, right = found
                exact.append(self.logic.implies(here, then))
                months.append(here)
                wrong = wrong or right != value(one)
        return Consulted(exact, months) if wrong else None

    def _shift(
        self, moved: Term, day: Term, months: Term, value: Callable[[Term], int]
    ) -> tuple[Term, Term, int] | None:
        """That the day is in its month, what follows for the day moved, and its right value."""
        logic = self.logic
        month = _month_of(value(day))
        target = None if month is None else _month(month.number + value(months))
        if month is None or target is None:
            return None
        here = logic.all(logic.within(day, month.first, month.last), logic.equal(months, logic.number(value(months))))
        clipped = logic.lesser(logic.plus(day, target.first - month.first), logic.number(target.last))
        return here, logic.equal(moved, clipped), min(value(day) - month.first + target.first, target.last)

    def _duration(
        self, months: Term, start: Term, end: Term, value: Callable[[Term], int]
    ) -> tuple[Term, Term, int] | None:
        logic = self.logic
        first, last = _month_of(value(start)), _month_of(value(end))
        if first is None or last is None:
            return None
        here = logic.all(logic.within(start, first.first, first.last), logic.within(end, last.first, last.last))
        there = logic.choose(
            logic.at_most(start, end),
            self._whole_months(start, first, end, last),
            logic.scale(self._whole_months(end, last, start, first), -1),
        )
        right = duration(_date(value(start)), _date(value(end)), "maanden")
        return here, logic.equal(months, there), int(right)

    def _whole_months(self, start: Term, first: _Month, end: Term, last: _Month) -> Term:
        """From a day in one month to a later one in another."""
        logic = self.logic
        full = logic.any(
            logic.at_most(logic.plus(start, -first.first), logic.plus(end, -last.first)),
            logic.equal(end, logic.number(last.last)),
        )
        between = last.number - first.number
        return logic.choose(full, logic.number(between), logic.number(between - 1))


def _month_of(day: int) -> _Month | None:
    """The month of a day; None outside the calendar."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    found = _date(day)
    return _month(found.year * 12 + found.month - 1)


def _date(day: int) -> date:
    return date.fromordinal(day + DAY_0)


def _month(number: int) -> _Month | None:
    year, index = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    first = day_number(date(year, index + 1, 1))
    return _Month(number, first, first + monthrange(year, index + 1)[1] - 1)


@lru_cache(maxsize=1)
def _starts() -> list[int]:
    """The first day of each month of two cycles, counted from the first."""
    starts, total = [], 0
    for month in range(2 * _CYCLE + 1):
        starts.append(total)
        year, index = divmod(month, 12)
        leap = index == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        total += _LENGTHS[index] + leap
    return starts


@lru_cache(maxsize=256)
def _span(first: int, second: int) -> tuple[int, int]:
    """The fewest and the most days from a day moved by `first` months to the same day moved by `second` months.

    >>> _span(0, 1), _span(0, 12)
    ((28, 31), (365, 366))
    """
    starts = _starts()
    base = max(0, -first, -second)
    base += -base % 12
    if base + max(first, second) + _CYCLE >= len(starts):
        return -(10**9), 10**9
    spans = set()
    for month in range(base, base + _CYCLE):
        one, other = month + first, month + second
        length, other_length = (starts[some + 1] - starts[some] for some in (one, other))
        for day in (1, 28, 29, 30, 31):
            if day <= starts[month + 1] - starts[month]:
                spans.add(starts[other] + min(day, other_length) - starts[one] - min(day, length))
    return min(spans), max(spans)


@lru_cache(maxsize=1)
def _drift() -> int:
    """The most days by which a shift by months differs from that many average months."""
    apart = [start - _AVERAGE * month for month, start in enumerate(_starts()[: _CYCLE + 1])]
    return int(max(apart) - min(apart)) + 4
