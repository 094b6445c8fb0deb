"""What repair and hindsight come to."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from ...dossier import ScalarValue
from ...language.terms import Outcome
from ...result import EngineInfo, OpenFact, UsedFact
from ..questions import Question
from .edits import Edits
from .search import Bounds


class Moved(NamedTuple):
    """A finding that a set of changes makes better or worse."""

    criterion: str
    title: str
    before: Outcome
    after: Outcome


class Left(NamedTuple):
    """A finding that carries and is still not in order after a set of changes."""

    criterion: str
    title: str
    outcome: Outcome
    reasons: tuple[str, ...]


class Measure(NamedTuple):
    """What the rules say on mending one finding: what, who, how long, the soonest day on which it can be done, and the
    last day on which it helps. None: no such day is said or known.
    """

    criterion: str
    what: str
    who: str
    time: str
    ready: date | None
    until: date | None
    late: bool


class How(Enum):
    """What a field of a new element must hold."""

    VALUE = "waarde"
    KNOWN = "ingevuld"
    LEAST = "minstens"
    MOST = "hoogstens"
    BETWEEN = "tussen"
    FROM = "vanaf"


class Needed(NamedTuple):
    """One field of a new element that matters. Of VALUE any of `values` does.

    `apart`: each of several new elements needs another one of these. `fresh`: these are all that the list does not
    have yet.
    """

    field: str
    how: How
    values: tuple[ScalarValue, ...]
    apart: bool = False
    fresh: bool = False


class Otherwise(NamedTuple):
    """What the verdict is when another of the statements of documents turns out to be right."""

    value: ScalarValue
    verdict: str


class Change(NamedTuple):
    """One change of a set: new elements of one kind and dropped elements of one list are one change.

    `mends`: the findings that are not in order without it. `form`: what a new element must hold. `others`: of a choice
    between documents, what the other statements lead to.
    """

    edits: Edits
    mends: tuple[str, ...]
    measures: tuple[Measure, ...]
    form: tuple[Needed, ...] = ()
    others: tuple[Otherwise, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it cannot be done before the last day on which it helps."""
        return any(one.late for one in self.measures)


class MendingSet(NamedTuple):
    """Changes that together give `verdict`; none of them can be left out. `left`: what carries and stays open."""

    changes: tuple[Change, ...]
    verdict: str
    better: tuple[Moved, ...]
    worse: tuple[Moved, ...]
    left: tuple[Left, ...]

    @property
    def late(self) -> bool:
        return any(one.late for one in self.changes)

    @property
    def size(self) -> int:
        return sum(len(one.edits) for one in self.changes)

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(edit.fact for one in self.changes for edit in one.edits)


class Obstacle(NamedTuple):
    """A finding that carries and stands in the way: the sets that mend it by itself, or what cannot change any more.

    `conditions` are those that can no longer come to hold, as Dutch text, with the facts that they rest on, and
    `measures` what the rules still say to do about it. Of an unknown finding there are only the facts that would decide
    it.
    """

    criterion: str
    title: str
    outcome: Outcome
    reasons: tuple[str, ...]
    sets: tuple[tuple[Change, ...], ...]
    conditions: tuple[tuple[str, tuple[UsedFact, ...]], ...]
    measures: tuple[Measure, ...]
    open_facts: tuple[OpenFact, ...]


class Limits(NamedTuple):
    """How far was searched, and which bounds cut it short: more sets than are told, combinations that were not looked
    at, larger sets.
    """

    bounds: Bounds
    more_sets: bool = False
    unsearched: bool = False
    larger: bool = False


class Repairs(NamedTuple):
    """All that repair, or hindsight, found.

    `late`: sets that reach the best verdict and can no longer be done in time, when none can. `questions`: what to ask
    first, when the verdict waits for facts and no set reaches the best one.
    """

    history: bool
    day: date
    verdict: str
    reached: str
    sets: tuple[MendingSet, ...]
    late: tuple[MendingSet, ...]
    obstacles: tuple[Obstacle, ...]
    questions: tuple[Question, ...]
    limits: Limits
    engine: EngineInfo
