"""What one can ask of all possible dossiers at once, and the answers: a dossier, never, or not decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from ..dossier import Dossier
from ..language.tree import Condition
from ..plan import Registers
from ..rulebook import Rulebook


class Side(Enum):
    """Which dossier a claim is about: the first, or the second that differs from it by the goal's changes."""

    FIRST = "eerste"
    SECOND = "tweede"


@dataclass(frozen=True, slots=True)
class Holds:
    """The condition or gate with this node id has this truth (None = unknown); `equal` False = any other truth."""

    id: str
    truth: bool | None
    side: Side = Side.FIRST
    equal: bool = True


@dataclass(frozen=True, slots=True)
class HasValue:
    """The node with this id (a fact, derivation, finding, verdict, state of a step) has this value.

    None = no value, `NVT` = not applicable; a finding has its outcome as text. `equal` False = anything else.
    """

    id: str
    value: Any
    side: Side = Side.FIRST
    equal: bool = True


@dataclass(frozen=True, slots=True)
class Says:
    """A condition that no rule states, in terms of the rulebook, has this truth; `equal` False = any other truth."""

    condition: Condition
    truth: bool | None
    side: Side = Side.FIRST
    equal: bool = True


@dataclass(frozen=True, slots=True)
class Differs:
    """The node with this id comes out otherwise in the rulebook `changed`, for the same dossier."""

    id: str
    changed: Rulebook


Claim = Holds | HasValue | Says | Differs


class Change(Enum):
    """How a fact of the second dossier relates to that of the first."""

    MORE = "hoger"
    """Both are known; a later date, a higher number or (ordered) choice, yes after no."""
    LESS = "lager"
    OTHER = "anders"
    """Not the same; either may be unknown."""
    LEARNED = "bekend geworden"
    """The first has no value (not even nvt), the second has."""
    FORGOTTEN = "onbekend geworden"
    """The first has a value, the second is unknown."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact of the dossier (no derived one, no list) in which the second dossier differs from the first."""

    fact: str
    change: Change


class Goal(NamedTuple):
    """All these claims together, in one dossier; or, with `changes`, in two that differ in exactly those facts."""

    claims: tuple[Claim, ...]
    changes: tuple[Changed, ...] = ()


class Shown(NamedTuple):
    """A small dossier, its text as YAML that the dossier reader accepts, and its registers from the real engine."""

    dossier: Dossier
    text: str
    registers: Registers


class Witness(NamedTuple):
    """A dossier that shows the goal: read from its own text, and run through both readings of the real engine.

    `second` is the other dossier of a goal with changes.
    """

    first: Shown
    second: Shown | None = None


class Impossible(NamedTuple):
    """No dossier shows the goal: proved for everything that the dossier reader accepts."""


class Doubt(Enum):
    """Why a goal was not decided, in words."""

    EFFORT = "binnen de rekenlimiet is geen dossier gevonden en geen bewijs dat het niet bestaat"
    SMALL_LISTS = "geen dossier met korte lijsten laat het zien; dat geen enkel dossier het doet, is niet bewezen"
    UNCONFIRMED = "de gevonden dossiers gaven bij narekenen een andere uitkomst"
    CUT = "het zoeken duurde op deze computer te lang en is afgebroken; een volgende keer wordt het opnieuw gezocht"


class Undecided(NamedTuple):
    """Neither shown nor ruled out."""

    reason: Doubt


Answer = Witness | Impossible | Undecided
