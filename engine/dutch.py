"""Values as Dutch text, by type: "13 april 2026", "39 dagen", "1 dag", "4,5 uur", "minstens 2".

Nothing here depends on a locale.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from .dossier import Records
from .language.types import ChoicesType, ChoiceType, NumberType, ValueType
from .values import Interval, OpenSet

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SINGULAR = {"dagen": "dag", "weken": "week", "maanden": "maand"}
INVARIABLE = {"uren": "uur", "jaren": "jaar"}


def day(value: date) -> str:
    """A date in full.

    >>> day(date(2026, 4, 13))
    '13 april 2026'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: int | Fraction) -> str:
    """A decimal comma, at most two decimals, a half rounded up.

    >>> number(Fraction(9, 2)), number(Fraction(1, 3)), number(1250)
    ('4,5', '0,33', '1.250')
    """
    size = -value if value < 0 else value
    hundredths = int(size * 100 + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    sign = "-" if value < 0 and hundredths else ""
    fraction = f"{rest:02}".rstrip("0")
    groups = f"{whole:,}".replace(",", ".")
    return f"{sign}{groups},{fraction}" if fraction else f"{sign}{groups}"


def quantity(value: int | Fraction, unit: str | None, one: str = "") -> str:
    """A number with its unit, singular where Dutch wants it; `one` is the singular of a unit that is not fixed.

    >>> quantity(1, "dagen"), quantity(39, "dagen"), quantity(4, "uren per dag"), quantity(65, "procent")
    ('1 dag', '39 dagen', '4 uur per dag', '65%')
    >>> quantity(1, "boeken", "boek")
    '1 boek'
    """
    if unit is None:
        return number(value)
    if unit == "procent":
        return f"{number(value)}%"
    if unit == "euro":
        return f"€ {number(value)}"
    if value == 1 and one:
        return f"{number(value)} {one}"
    head, _, tail = unit.partition(" ")
    head = INVARIABLE.get(head, SINGULAR.get(head, head) if value == 1 else head)
    return f"{number(value)} {head} {tail}".rstrip()


def text(value: Any, kind: ValueType) -> str:
    """Any value of any type; None gives "onbekend"."""
    if value is None:
        return "onbekend"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Interval):
        return _interval(value, kind if isinstance(kind, NumberType) else NumberType())
    if isinstance(value, int | Fraction):
        return quantity(value, kind.unit, kind.one) if isinstance(kind, NumberType) else number(value)
    if isinstance(value, Records):
        return _records(value)
    if isinstance(value, OpenSet):
        known = _labels(value.members, kind)
        return f"in elk geval {known}" if value.members else "niet volledig bekend"
    if isinstance(value, frozenset):
        return _labels(value, kind) if value else "geen"
    if isinstance(kind, ChoiceType) and value in kind.values:
        return kind.label(value)
    return str(value)


def _interval(value: Interval, kind: NumberType) -> str:
    match value:
        case Interval(None, None):
            return "onbekend"
        case Interval(None, high) if high is not None:
            return f"hoogstens {quantity(high, kind.unit, kind.one)}"
        case Interval(0, None):
            return f"{quantity(0, kind.unit, kind.one)} of meer"
        case Interval(low, None) if low is not None:
            return f"minstens {quantity(low, kind.unit, kind.one)}"
    assert value.low is not None and value.high is not None
    return f"{number(value.low)} tot en met {quantity(value.high, kind.unit, kind.one)}"


def _records(value: Records) -> str:
    """How many elements a list names; an incomplete list names at least these."""
    count = len(value.items)
    shown = f"{count} vermeld" if count or not value.complete else "geen vermeld"
    return shown if value.complete else f"minstens {shown}"


def _labels(values: Iterable[str], kind: ValueType) -> str:
    if not isinstance(kind, ChoiceType | ChoicesType):
        return listing(sorted(values))
    present = set(values)
    return listing([kind.label(one) for one in kind.values if one in present])


def listing(words: Iterable[str], last: str = "en") -> str:
    """Words one after the other, with commas and `last` before the last one.

    >>> listing(["a", "b", "c"])
    'a, b en c'
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""
