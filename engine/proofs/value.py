"""A value as formulas: for each kind of fact when it has a value, which one, and when it does not apply (`nvt`).

What a value is while it is not known means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from .kleene import Truth
from .logic import Term

DAY_0 = date(2000, 1, 1).toordinal()
"""Days are counted from here: numbers near 0 are short."""


@dataclass(frozen=True, slots=True)
class YesNo:
    truth: Truth
    nvt: Term


@dataclass(frozen=True, slots=True)
class Choice:
    """`cases` say which choice it is; at most one is true, none when it is not known."""

    cases: Mapping[str, Term]
    nvt: Term


@dataclass(frozen=True, slots=True)
class Day:
    """`day` is counted from `DAY_0`."""

    known: Term
    day: Term
    nvt: Term


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high`; `low_open`: no lower bound."""

    known: Term
    low: Term
    high: Term
    low_open: Term
    high_open: Term
    nvt: Term


@dataclass(frozen=True, slots=True)
class Choices:
    """`members` are certainly in it, at most `extra` more may be; `open`: any number more."""

    known: Term
    members: Mapping[str, Term]
    extra: Term
    open: Term
    nvt: Term


@dataclass(frozen=True, slots=True)
class Words:
    """A text: only whether it is there."""

    known: Term
    nvt: Term


class ListValue(Protocol):
    """What a list answers to questions; `lists` has the ways to do so."""

    known: Term
    nvt: Term


Value = YesNo | Choice | Day | Number | Choices | Words | ListValue
SomeValue = TypeVar("SomeValue", YesNo, Choice, Day, Number, Choices, Words)


def day_number(day: date) -> int:
    return day.toordinal() - DAY_0
