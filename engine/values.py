"""Values at run time beside plain ones: intervals of numbers, sets that may be open, `nvt`; and calendar arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from .frozen import Frozen

Number = int | Fraction


class Interval(Frozen):
    """A number known only to lie from `low` to `high`, ends included; None = no bound on that side."""

    low: Number | None
    high: Number | None


class OpenSet(Frozen):
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
    """`+ - * /` on exact numbers; on intervals the interval of all results. One divides by a number only, never zero.

    >>> calculate("+", Fraction(1, 2), Fraction(1, 2))
    1
    """
    if isinstance(a, Interval) or isinstance(b, Interval):
        return _calculate_interval(operator, a, b)
    return _exactly(operator, a, b)


def _exactly(operator: str, a: Number, b: Number) -> Number:
    match operator:
        case "+":
            return exact(Fraction(a + b))
        case "-":
            return exact(Fraction(a - b))
        case "*":
            return exact(Fraction(a * b))
    return exact(Fraction(a) / Fraction(b))


def _calculate_interval(operator: str, a: Number | Interval, b: Number | Interval) -> Number | Interval:
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    match operator:
        case "+":
            return interval(_ends(operator, a_low, b_low), _ends(operator, a_high, b_high))
        case "-":
            return interval(_ends(operator, a_low, b_high), _ends(operator, a_high, b_low))
        case "*":
            factor, (low, high) = (b, (a_low, a_high)) if not isinstance(b, Interval) else (a, (b_low, b_high))
            if isinstance(factor, Interval):
                return _product(a_low, a_high, b_low, b_high)
            if factor == 0:
                return 0
            first, last = (low, high) if factor > 0 else (high, low)
            return interval(_ends(operator, first, factor), _ends(operator, last, factor))
    return _calculate_interval("*", a, exact(1 / Fraction(b)))  # type: ignore[arg-type]


def _ends(operator: str, x: Number | None, y: Number | None) -> Number | None:
    """One end of a result; without a bound where one of the two has none."""
    return None if x is None or y is None else _exactly(operator, x, y)


def _product(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> Number | Interval:
    if a is None or b is None or c is None or d is None:
        if a is not None and c is not None and a >= 0 and c >= 0:
            return Interval(a * c, None)
        return Interval(None, None)
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
    last = 31 if month == 11 else (date(year, month + 2, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def duration(start: date, end: date, unit: str) -> Number:
    """From `start` to `end`; weeks are exact (may be a fraction), months and `hele_weken` whole: what still fits.

    >>> duration(date(2026, 1, 31), date(2026, 2, 28), "maanden")
    1
    >>> duration(date(2026, 3, 5), date(2026, 4, 13), "dagen")
    39
    >>> duration(date(2026, 3, 5), date(2026, 4, 13), "hele_weken")
    5
    """
    if unit == "dagen":
        return (end - start).days
    if unit == "weken":
        return exact(Fraction((end - start).days, 7))
    if end < start:
        return -duration(end, start, unit)
    if unit == "hele_weken":
        return (end - start).days // 7
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if shift_date(start, months, "maanden") <= end else months - 1
