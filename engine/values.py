"""Values at run time beside plain ones: intervals of numbers, sets that may be open, `nvt`; and calendar arithmetic."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known only to lie from `low` to `high`, ends included; None = no bound on that side."""

    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class OpenSet:
    """A set of which `members` are certain; at most `extra` more may be in it (None = any number)."""

    members: frozenset[str]
    extra: int | None


class NotApplicable:
    """The value of a fact that does not apply. For a condition it is as little a value as unknown is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "nvt"


NVT = NotApplicable()


def interval(low: Number | None, high: Number | None) -> Number | Interval:
    """The interval, or the number itself when there is only one."""
    return low if low is not None and low == high else Interval(low, high)


def bounds(value: Number | Interval) -> tuple[Number | None, Number | None]:
    return (value.low, value.high) if isinstance(value, Interval) else (value, value)


def exact(value: Fraction) -> Number:
    """An int where it is one, so that equal numbers look equal."""
    return value.numerator if value.denominator == 1 else value


def hull(values: Iterable[Number | Interval]) -> Number | Interval:
    """The smallest interval that holds them all.

    >>> hull([6, 12, 9])
    Interval(low=6, high=12)
    """
    lows, highs = zip(*map(bounds, values), strict=True)
    low = None if None in lows else min(lows)
    high = None if None in highs else max(highs)
    return interval(low, high)


def calculate(operator: str, a: Number | Interval, b: Number | Interval) -> Number | Interval:
    """`+ - * /` on exact numbers; on intervals the interval of all results. Division is by a number other than
    zero only.
    """
    if isinstance(a, Interval) or isinstance(b, Interval):
        return _calculate_interval(operator, a, b)
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            product = a * b
            return exact(product) if isinstance(product, Fraction) else product
    return exact(Fraction(a) / Fraction(b))


def _calculate_interval(operator: str, a: Number | Interval, b: Number | Interval) -> Number | Interval:
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    match operator:
        case "+":
            return interval(_both(a_low, b_low, lambda x, y: x + y), _both(a_high, b_high, lambda x, y: x + y))
        case "-":
            return interval(_both(a_low, b_high, lambda x, y: x - y), _both(a_high, b_low, lambda x, y: x - y))
        case "*":
            factor, (low, high) = (b, (a_low, a_high)) if not isinstance(b, Interval) else (a, (b_low, b_high))
            if isinstance(factor, Interval):
                return _product(a_low, a_high, b_low, b_high)
            ends = [None if end is None else calculate("*", end, factor) for end in (low, high)]
            if factor == 0:
                return 0
            first, last = ends if factor > 0 else reversed(ends)
            return interval(first, last)  # type: ignore[arg-type]
    return _calculate_interval("*", a, exact(1 / Fraction(b)))  # type: ignore[arg-type]


def _both(x: Number | None, y: Number | None, operation: Callable[[Number, Number], Number]) -> Number | None:
    return None if x is None or y is None else operation(x, y)


def _product(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> Number | Interval:
    if a is None or b is None or c is None or d is None:
        non_negative = a is not None and c is not None and a >= 0 and c >= 0
        return Interval(a * c, None) if non_negative and a is not None and c is not None else Interval(None, None)
    corners = [a * c, a * d, b * c, b * d]
    return interval(min(corners), max(corners))


def extreme(kind: str, values: list[Number | Interval]) -> Number | Interval:
    """`min` or `max`, also of intervals."""
    lows, highs = zip(*map(bounds, values), strict=True)
    if kind == "min":
        low = None if None in lows else min(lows)
        known = [one for one in highs if one is not None]
        return interval(low, min(known) if known else None)
    known = [one for one in lows if one is not None]
    return interval(max(known) if known else None, None if None in highs else max(highs))


def shift_date(start: date, amount: int, unit: str) -> date:
    """`start` moved by whole units; months and years clamp to the last day of the month.

    >>> shift_date(date(2026, 1, 31), 1, "maanden")
    datetime.date(2026, 2, 28)
    """
    if unit == "dagen":
        return start + timedelta(days=amount)
    if unit == "weken":
        return start + timedelta(days=7 * amount)
    months = start.year * 12 + start.month - 1 + (amount if unit == "maanden" else 12 * amount)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def duration(start: date, end: date, unit: str) -> Number:
    """From `start` to `end`; weeks are exact (may be a fraction), months are whole: the most that still fit.

    >>> duration(date(2026, 1, 31), date(2026, 2, 28), "maanden")
    1
    >>> duration(date(2026, 3, 5), date(2026, 4, 13), "dagen")
    39
    """
    if unit == "dagen":
        return (end - start).days
    if unit == "weken":
        return exact(Fraction((end - start).days, 7))
    if end < start:
        return -duration(end, start, unit)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if shift_date(start, months, "maanden") <= end else months - 1
