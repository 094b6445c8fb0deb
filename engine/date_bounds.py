"""Between which days a date lies that is not known itself: what its derivation can still come to.

For readers only. No rule decides on it: to a rule such a date is unknown.
"""

from __future__ import annotations

from datetime import date

from . import dutch
from .frozen import Frozen
from .language.tree import DateShift, Extreme, FactRef, Value
from .premises import Premises
from .rulebook import Cases, Formula
from .values import NVT, Interval, bounds, shift_date


class Days(Frozen):
    """The first and the last day that a date can be; None = no bound on that side."""

    first: date | None = None
    last: date | None = None


OPEN = Days()


def days_of(node: Value, premises: Premises) -> Days:
    """The days that a value can be: one day when it is known."""
    value = premises.layout.value(node, premises.registers, premises.dossier)
    if isinstance(value, date):
        return Days(value, value)
    if value is NVT:
        return OPEN
    match node:
        case FactRef(name) if name in premises.layout.derivations:
            return _of_fact(name, premises)
        case DateShift(start, amount, unit, sign):
            return _shifted(days_of(start, premises), amount, unit, sign, premises)
        case Extreme(kind, values):
            return _extreme(kind, [days_of(one, premises) for one in values])
    return OPEN


def days_text(days: Days) -> str:
    """The bounds in words: "tussen 5 maart 2026 en 9 april 2026"; "" where there are none.

    >>> days_text(Days(date(2026, 3, 5))), days_text(OPEN)
    ('op of na 5 maart 2026', '')
    """
    first, last = days
    if first is None:
        return "" if last is None else f"op of vóór {dutch.day(last)}"
    if last is None:
        return f"op of na {dutch.day(first)}"
    return dutch.day(first) if first == last else f"tussen {dutch.day(first)} en {dutch.day(last)}"


def _of_fact(name: str, premises: Premises) -> Days:
    match premises.layout.derivations[name].method:
        case Formula(value):
            return days_of(value, premises)
        case Cases(branches):
            possible: list[Days] = []
            for index, branch in enumerate(branches, start=1):
                node = premises.layout.nodes.get(f"afleiding/{name}/geval/{index}")
                truth = True if branch.condition is None or node is None else premises.registers[node]
                if truth is not False and branch.result is not None:
                    possible.append(days_of(branch.result, premises))
                if truth is True:
                    break
            return _either(possible)
    return OPEN


def _either(possible: list[Days]) -> Days:
    """One of these, it is not known which."""
    firsts, lasts = [one.first for one in possible], [one.last for one in possible]
    return Days(
        min((one for one in firsts if one is not None), default=None) if None not in firsts else None,
        max((one for one in lasts if one is not None), default=None) if None not in lasts else None,
    )


def _extreme(kind: str, values: list[Days]) -> Days:
    """The earliest of dates is no later than any of them, the latest no earlier."""
    firsts = [one.first for one in values if one.first is not None]
    lasts = [one.last for one in values if one.last is not None]
    if kind == "min":
        return Days(min(firsts) if len(firsts) == len(values) else None, min(lasts, default=None))
    return Days(max(firsts, default=None), max(lasts) if len(lasts) == len(values) else None)


def _shifted(days: Days, amount: Value, unit: str, sign: int, premises: Premises) -> Days:
    """Moved by a number of units that may itself be known within bounds only."""
    value = premises.layout.value(amount, premises.registers, premises.dossier)
    if value is None or value is NVT:
        return OPEN
    low, high = bounds(value) if isinstance(value, Interval) else (value, value)
    least, most = (low, high) if sign > 0 else (_negative(high), _negative(low))
    return Days(_moved(days.first, least, unit), _moved(days.last, most, unit))


def _negative(amount: object) -> object:
    return -amount if isinstance(amount, int) else None


def _moved(start: date | None, amount: object, unit: str) -> date | None:
    """None where either is not known, a fraction of a unit is meant, or the day falls out of the calendar."""
    if start is None or not isinstance(amount, int):
        return None
    try:
        return shift_date(start, amount, unit)
    except (ValueError, OverflowError):
        return None
