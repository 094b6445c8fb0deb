"""What is written otherwise in a new rulebook: one `Difference` per part of a rule, gathered per rule."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ..rulebook import Criterion, Derivation, NoGo, Parameter, Question, Step
from ..validity import ALWAYS, Validity

Rule = Criterion | Derivation | NoGo | Parameter | Question | Step
"""What a finding can rest on, as far as it is one value of the rulebook."""


class Kind(Enum):
    """What a difference is about."""

    MEANING = "betekenis"
    """What is found, or which dossiers are accepted."""
    AUTHORITY = "gezag"
    """How hard it is and on which source."""
    TEXT = "tekst"
    """What is read, not what is found."""
    DISPLAY = "weergave"
    """What pieces, pages and offers show."""
    TESTS = "toetsen"
    """The tests of the rules."""


class RuleSort(Enum):
    """What kind of thing the rulebook has there, in the order in which it is told."""

    CRITERION = "criterium"
    NOGO = "no-gogrond"
    DERIVATION = "afleiding"
    PARAMETER = "parameter"
    CONCEPT = "begrip"
    QUESTION = "vraag"
    VERDICT = "oordeel"
    STEP = "stap"
    SOURCE = "bron"
    FILE = "bestand"
    TEST = "toets"


class State(Enum):
    """Whether a rule was there before, and still is."""

    CHANGED = "gewijzigd"
    NEW = "nieuw"
    GONE = "vervallen"


class Narrowed(NamedTuple):
    """The parts of a condition that really differ; "" = there is none on that side.

    `inside` says of what they are parts: `alle` or `een_van`, with how many other parts stay.
    """

    inside: str
    kept: int
    before: str
    after: str


class Difference(NamedTuple):
    """One part of a rule; "" = not there. Conditions and values are in Dutch, `written_*` in the rule language.

    `path` is the id of the node that the part is. `undone` is the new rule with this one part as it was before, for
    who asks whether anything notices it.
    """

    kind: Kind
    part: str
    before: str
    after: str
    path: str = ""
    narrowed: tuple[Narrowed, ...] = ()
    written_before: str = ""
    written_after: str = ""
    undone: Rule | None = None


class RuleDifference(NamedTuple):
    """One rule, or one version of it, that is written otherwise.

    `old` and `new` are the periods of the versions that are laid side by side; None on a side where there is none.
    """

    sort: RuleSort
    id: str
    title: str
    state: State
    differences: tuple[Difference, ...]
    old: Validity | None = ALWAYS
    new: Validity | None = ALWAYS

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(one.kind for one in self.differences)

    @property
    def means_otherwise(self) -> bool:
        return Kind.MEANING in self.kinds
