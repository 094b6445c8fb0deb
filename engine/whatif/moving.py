"""Numbers and dates as one kind of value: something that moves along a line, by steps or by days."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TypeGuard

from ..language.types import Concept, DateType, NumberType
from ..values import Number, exact

Moving = Number | date


def is_moving(value: object, concept: Concept) -> TypeGuard[Moving]:
    """Whether the value of a concept is a number or a date; ja/nee and what is known only in part are not."""
    return isinstance(concept.type, DateType | NumberType) and isinstance(value, date | int | Fraction)


def place(value: Moving) -> Number:
    """Where a value lies on its line: a date by its day.

    >>> place(date(1, 1, 3)), place(Fraction(1, 2))
    (3, Fraction(1, 2))
    """
    return value.toordinal() if isinstance(value, date) else value


def grid(value: Moving) -> Number:
    """The step in which a value moves: a day, one, or for a number that is not whole the finest that its own digits
    tell, such as 0,5.
    """
    return exact(Fraction(1, value.denominator)) if isinstance(value, Fraction) else 1


def moved(value: Moving, by: Number) -> Moving | None:
    """The value after a number of steps; None where the calendar ends."""
    if not isinstance(value, date):
        return exact(Fraction(value + by))
    try:
        return value + timedelta(days=int(by))
    except OverflowError:
        return None


def beyond(value: Moving, end: Moving | None, sign: int) -> bool:
    """Whether a value lies past an end of its own line, seen upwards (`sign` 1) or downwards (-1)."""
    return end is not None and sign * (place(value) - place(end)) > 0
