"""What an expression may name, and what went wrong in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .terms import Outcome, Weight
from .types import ChoiceType, Concept, NumberType, ValueType

UNITS = {
    "dag": "dagen",
    "dagen": "dagen",
    "week": "weken",
    "weken": "weken",
    "maand": "maanden",
    "maanden": "maanden",
    "jaar": "jaren",
    "jaren": "jaren",
    "uur": "uren",
    "uren": "uren",
    "procent": "procent",
    "euro": "euro",
}
CALENDAR = ("dagen", "weken", "maanden", "jaren")
MAX_SHIFT = 20_000
"""The largest number that may stand before a calendar unit: keeps every date inside the calendar."""

RESERVED = frozenset(
    {
        "en",
        "of",
        "niet",
        "in",
        "is",
        "bekend",
        "onbekend",
        "bevat",
        "waarvoor",
        "ja",
        "nee",
        "nvt",
        "anders",
        "parameter",
        "bevindingen",
        "deze_vraag",
    }
)

FINDING = ChoiceType(
    tuple(one.value for one in (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)),
    ("voldoet", "twijfel", "voldoet niet", "niet van toepassing"),
)
WEIGHT = ChoiceType(tuple(one.value for one in reversed(Weight)), tuple(one.value for one in reversed(Weight)))
LIST_QUERIES = ("aantal", "som", "min", "max", "eerste", "laatste", "grootste_gat", "soorten")
FUNCTIONS = (*LIST_QUERIES, "dagen", "weken", "hele_weken", "maanden", "elk", "geen")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may name. `element` is set inside `waarvoor`.

    Only for verdicts: `findings` allows the list of findings, `questions` and `this_question` name its questions, and
    `weights` holds the weight of each criterion that has the same weight in every outcome. `unreadable` are facts that
    are declared with a mistake, which is told there: nothing more is said of what names them.
    """

    facts: Mapping[str, ValueType]
    parameters: Mapping[str, ValueType]
    criteria: Mapping[str, str]
    element: tuple[Concept, ...] | None = None
    findings: bool = False
    questions: tuple[str, ...] = ()
    this_question: str | None = None
    weights: Mapping[str, str] = field(default_factory=dict)
    nogos: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()

    def units(self) -> dict[str, NumberType]:
        """The numbers with a unit that the rulebook itself uses, by that unit, in the plural and in the singular."""
        types = (*self.facts.values(), *self.parameters.values())
        numbers = [one for one in types if isinstance(one, NumberType) and one.unit]
        return {word: one for one in numbers for word in (one.one, one.unit) if word}


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at `offset` of the expression's text."""

    offset: int
    code: str
    message: str
    hint: str = ""
