"""Repair and hindsight of one dossier: the smallest sets of changes that turn the verdict.

A set is told only when a full run of the changed dossier gives the promised verdict and leaving any one change out does
not. What can no longer be done in time is no repair: it is told apart. No set may hide a shortcoming that carries: of
two sets that come to one verdict the one that leaves more of those open is left out when it asks no fewer changes, and
where the best verdict is out of reach, a set for the next one mends every carrying point that can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...audit import DURABLE
from ...dossier import Dossier
from ...language.terms import Outcome
from ...layout import Layout
from ...plan import Registers
from ...rulebook import Rulebook
from ..questions import Question, questions
from ..standing import Stands
from .candidates import Candidates
from .carrying import Carrying
from .cones import Cones
from .goals import Demand, Each, Goals
from .obstacles import Obstacles
from .results import Limits, MendingSet, Obstacle, Repairs
from .search import Bounds, Found, Progress, Search
from .told import Telling

BEST = "adequaat"
AIMS = (BEST, "twijfel")
"""The verdicts that are aimed at, best first. That there is nothing to test, or not enough known, is never aimed at."""

MENDABLE = ("twijfel", "onvoldoende_gegevens", "niet_adequaat")
"""The verdicts of a test of what was done that may become better."""

FAR = Bounds()
HINDSIGHT = Bounds(sets=10, trials=20_000, pairs=False, beside=True, smallest=True)
"""How far is searched in hindsight, where much more can differ: only sets of the smallest size."""


def repairs(
    rulebook: Rulebook,
    dossier: Dossier,
    *,
    history: bool = False,
    motor: str = DURABLE,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
) -> Repairs:
    """The smallest sets of changes that turn the verdict. Raises: ReadingsDisagree; RulebookConflict."""
    far = bounds or (HINDSIGHT if history else FAR)
    return Mender(rulebook, dossier, history=history, motor=motor, bounds=far).result(progress)


class Mender:
    """One dossier, ready to be searched. `history`: what is over may have been otherwise."""

    def __init__(
        self, rulebook: Rulebook, dossier: Dossier, *, history: bool, motor: str = DURABLE, bounds: Bounds = FAR
    ) -> None:
        self.dossier, self.history = dossier, history
        self.stands = Stands(rulebook, dossier, motor)
        self.layout: Layout = self.stands.auditor(dossier).layout
        self.now = self.stands.of(dossier)
        self.premises = self.stands.premises(self.now, dossier)
        rerun = self.stands.rerun(dossier)
        cones = Cones(self.layout, rerun)
        self.goals = Goals(self.layout)
        candidates = Candidates(self.layout, dossier, rerun, cones, history=history)
        self.search = Search(self.goals, candidates, rerun, cones, bounds)
        self.carrying = Carrying(self.layout, self.now, self.premises)
        self.telling = Telling(self.stands, self.now, dossier, candidates, cones, self.carrying)
        self.obstacles = Obstacles(
            self.layout, self.now, self.premises, self.goals, self.search, self.telling, self.carrying
        )
        self.limits = Limits(bounds)

    def result(self, progress: Progress | None = None) -> Repairs:
        """What can be done, for the best verdict that can still be reached in time."""
        verdict, day = self.now.verdict, self.dossier.reference_date
        engine = self.stands.engine(self.dossier)
        found = Repairs(self.history, day, verdict, verdict, (), (), (), (), self.limits, engine)
        if verdict not in MENDABLE:
            return found
        sets = self.sets(BEST, (), progress)
        timely = tuple(one for one in sets if not one.late)
        if timely:
            return found._replace(reached=BEST, sets=timely, limits=self.limits)
        found = found._replace(late=sets, obstacles=self.obstacles.found(), questions=self._to_ask())
        for aim in AIMS[1:] if verdict not in AIMS else ():
            sets = self.sets(aim, self._mendable(found.obstacles), progress)
            timely = tuple(one for one in sets if not one.late)
            if timely:
                found = found._replace(reached=aim, sets=timely)
                break
        return found._replace(limits=self.limits)

    def sets(self, aim: str, must: tuple[str, ...], progress: Progress | None) -> tuple[MendingSet, ...]:
        """The verified sets for one verdict that put all of `must` in order; of any kind when there is none."""
        found = self._searched(aim, must, progress)
        if must and not found.sets:
            found = self._searched(aim, (), progress)
        edits = [self.search.edits(bits) for bits in found.sets]
        told = self.telling.narrowed(edits, lambda standing: standing.verdict == aim)
        return self.telling.sets(told, aim)

    def _searched(self, aim: str, must: tuple[str, ...], progress: Progress | None) -> Found:
        found = self.search.run(self.wish(aim, must), progress)
        cut = found.out_of_states or found.out_of_trials
        self.limits = Limits(
            self.limits.bounds,
            self.limits.more_sets or found.more_sets,
            self.limits.unsearched or cut,
            self.limits.larger or (found.too_large and not cut),
        )
        return found

    def wish(self, aim: str, must: Iterable[str] = ()) -> Callable[[Registers], Demand | None]:
        """What is still needed for a verdict with these findings in order."""
        outcome = self.layout.verdict.outcome
        fine = [self.obstacles.fine(one) for one in must]

        def wish(registers: Registers) -> Demand | None:
            parts = [one(registers) for one in fine]
            parts.append(None if registers[outcome] == aim else self.goals.verdict(aim, registers))
            wanted = tuple(one for one in parts if one is not None)
            return Each(wanted) if wanted else None

        return wish

    def _mendable(self, obstacles: Iterable[Obstacle]) -> tuple[str, ...]:
        """The findings that can each still be put in order in time."""
        return tuple(
            one.criterion
            for one in obstacles
            if any(not any(change.late for change in changes) for changes in one.sets)
        )

    def _to_ask(self) -> tuple[Question, ...]:
        """The questions of which an answer may change the verdict, when a finding that carries waits for one."""
        left = self.carrying.left(self.now)
        if not any(self.now.findings[one].outcome is Outcome.UNKNOWN for one in left):
            return ()
        return tuple(one for one in questions(self.premises).questions if one.verdict and one.is_waited_for)
