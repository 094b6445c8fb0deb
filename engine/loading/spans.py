"""Reads how long a repair takes: `2 weken`, `1 tot 3 weken`, `enkele dagen tot 2 weken`, `direct`."""

from __future__ import annotations

import re

from ..language.scope import CALENDAR, UNITS
from ..rulebook import Span
from ..text.text_tree import Scalar
from .fields import Fields

AT_ONCE = ("direct", "vandaag", "dezelfde dag")
FEW_DAYS, FEW = "enkele dagen", 2
"""`enkele dagen` is at least two days."""

NO_LEAST = "hoogstens "
BOUND = re.compile(r"(\d{1,3})(?: ([a-z]+))?\Z")
CODE = "R146"
HINT = "schrijf bijvoorbeeld 'direct', '2 weken', '1 tot 3 weken' of 'enkele dagen tot 2 weken'"


def read_span(fields: Fields, key: str) -> Span | None:
    """The time under a key; as a block with `tekst` it only tells, for what depends on the dossier."""
    if not fields.has(key):
        return None
    node = fields.get(key)
    if not isinstance(node, Scalar):
        told = Fields.of(node, fields.at(key), f"'{key}'", ("tekst",), fields.problems)
        return None if told is None else Span(told.text("tekst", required=True))
    span = _span(" ".join(node.text.split()))
    if span is None:
        fields.problems.add(node.place, CODE, f"bij '{key}' staat '{node.text}', en dat is geen duur", HINT)
    return span


def _span(text: str) -> Span | None:
    if text in AT_ONCE:
        return Span(text, 0)
    low, between, high = text.removeprefix(NO_LEAST).partition(" tot ")
    most = _bound(high) if between else None
    least = _bound(low, most[1] if most else "")
    if least is None or (between and most is None):
        return None
    if text.startswith(NO_LEAST):
        return None if between else Span(text, 0)
    if most is not None and least[1] == most[1] and least[0] >= most[0]:
        return None
    return Span(text, *least)


def _bound(text: str, unit: str = "") -> tuple[int, str] | None:
    """A number of a calendar unit; without a unit that of the other bound."""
    if text == FEW_DAYS:
        return FEW, "dagen"
    match = BOUND.match(text)
    if match is None:
        return None
    word = UNITS.get(match[2], "") if match[2] else unit
    return (int(match[1]), word) if word in CALENDAR else None
