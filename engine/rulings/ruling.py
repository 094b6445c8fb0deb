"""A decided case as its file tells it: its facts, what was held and why, and what may be supposed with it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from ..dossier import Dossier
from ..text.text_tree import Mapping


class Standing(Enum):
    """Whether the decision that was fought was right, in the end."""

    UPHELD = "ja"
    ANNULLED = "nee"
    PARTLY = "deels"


class Richness(Enum):
    """How much a summary tells, from most to least: the outcome follows from the facts, or only with what was found
    later, or hardly from a few facts, or there are none.
    """

    RICH = "rijk"
    WITH_FINDINGS = "met_vaststellingen"
    THIN = "mager"
    NONE = "geen"


class Side(Enum):
    """Whom a reason speaks for."""

    AGAINST = "tegen"
    FOR = "voor"


class Agreement(Enum):
    """How what the rules find stands to what was held. Undecided is never agreement."""

    AGREES = "eens"
    DISAGREES = "oneens"
    UNDECIDED = "niet_beslist"
    INCOMPARABLE = "niet_te_vergelijken"


class GroundLabel(NamedTuple):
    """A label of a reason. Either `rules` express it, or `outside` says why it lies outside a dossier."""

    label: str
    meaning: str
    side: Side
    rules: tuple[str, ...]
    outside: str
    remark: str


class Inexpressible(NamedTuple):
    """A fact that no concept holds, and why."""

    fact: str
    reason: str


class Ruling(NamedTuple):
    """A decided case. `dossier` holds its facts alone, `supposed` these with the suppositions (None = there are none).

    `shared` names suppositions that cases share, `supposition` says what this one adds. `deciding` names facts of which
    its file says that they would decide. `expected` is the agreement that its file states, for the facts alone and with
    suppositions (None = not stated).
    """

    name: str
    id: str
    court: str
    day: date | None
    procedure: str
    richness: Richness
    held: str
    standing: Standing
    labels: tuple[str, ...]
    inexpressible: tuple[Inexpressible, ...]
    dossier: Dossier
    supposed: Dossier | None
    shared: tuple[str, ...]
    supposition: str
    deciding: tuple[str, ...]
    expected: tuple[Agreement | None, Agreement | None]
    explanation: str


class SharedSupposition(NamedTuple):
    """Facts that several cases suppose, by name, and why."""

    name: str
    because: str
    facts: Mapping


class Rulings(NamedTuple):
    """A folder of decided cases in the order of their file names; labels and suppositions in that of their file."""

    rulings: tuple[Ruling, ...]
    grounds: tuple[GroundLabel, ...]
    shared: tuple[SharedSupposition, ...]
