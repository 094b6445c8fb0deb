"""Repair and hindsight of one dossier: the smallest sets of changes, each verified by a full run of both readings.

A set is told only when a full run of the changed dossier gives the promised verdict and leaving any one change out does
not. Where no set reaches the best verdict the next best is looked for, and each finding that stands in the way is told
with the changes that would mend it by itself, or with what cannot be changed any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ... import render
from ...audit import DIRECT, DURABLE
from ...dossier import Dossier
from ...findings import Report
from ...language.terms import Outcome
from ...layout import Layout
from ...plan import Registers
from ...result import FactState, Finding, UsedFact
from ...rulebook import Rulebook
from ..rerun import Rerun
from ..standing import Standing, Stands
from .candidates import Candidates
from .cones import Cones
from .edits import Edit
from .goals import Any_, Demand, Each, Goals, Leaf
from .search import Bounds, Search

BEST = "adequaat"
LADDER = (BEST, "twijfel", "onvoldoende_gegevens", "niet_adequaat")
"""The verdicts of a test of what was done, best first. That there is nothing to test is never aimed at."""

FINE = frozenset((Outcome.MET, Outcome.NOT_APPLICABLE))
PER_FINDING = 3
"""Sets that are told for one finding."""

FAR = Bounds()
HINDSIGHT = Bounds(changes=3, sets=10, at_once=1)
"""How far is searched in hindsight, where far more can differ."""

SHORT = Bounds(changes=4, sets=PER_FINDING, states=400, trials=3000)
"""How far is searched for one finding."""


class Mended(NamedTuple):
    """A finding that a set of changes makes better or worse."""

    criterion: str
    title: str
    before: Outcome
    after: Outcome


class Change(NamedTuple):
    """One change of a set: which findings it mends, and what the rules say on that: what to do, who, how long, until
    when (None = no last day).
    """

    edit: Edit
    mends: tuple[str, ...]
    work: tuple[tuple[str, str, str, date | None], ...]


class MendingSet(NamedTuple):
    """Changes that together give `verdict`; none of them can be left out."""

    changes: tuple[Change, ...]
    verdict: str
    better: tuple[Mended, ...]
    worse: tuple[Mended, ...]


class Obstacle(NamedTuple):
    """A finding that stands in the way: the sets that mend it by itself, or what cannot be changed any more.

    `conditions` are those that can no longer come to hold, as Dutch text, with the facts that they rest on.
    """

    criterion: str
    title: str
    outcome: Outcome
    reasons: tuple[str, ...]
    sets: tuple[tuple[Edit, ...], ...]
    conditions: tuple[tuple[str, tuple[UsedFact, ...]], ...]


class Repairs(NamedTuple):
    """All that repair, or hindsight, found. `limits`: the bounds that cut the search short, as Dutch text."""

    history: bool
    day: date
    verdict: str
    reached: str
    sets: tuple[MendingSet, ...]
    obstacles: tuple[Obstacle, ...]
    limits: tuple[str, ...]
    bounds: Bounds


def repairs(
    rulebook: Rulebook,
    dossier: Dossier,
    *,
    history: bool = False,
    motor: str = DURABLE,
    bounds: Bounds | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Repairs:
    """The smallest sets of changes that turn the verdict. Raises: ReadingsDisagree; RulebookConflict."""
    far = bounds or (HINDSIGHT if history else FAR)
    return Mender(rulebook, dossier, history=history, motor=motor, bounds=far).result(progress)


class Mender:
    """One dossier, ready to be searched."""

    def __init__(
        self, rulebook: Rulebook, dossier: Dossier, *, history: bool, motor: str = DURABLE, bounds: Bounds = FAR
    ) -> None:
        self.dossier, self.history, self.bounds = dossier, history, bounds
        self.both = Stands(rulebook, dossier, motor)
        self.direct = self.both if motor == DIRECT else Stands(rulebook, dossier, DIRECT)
        self.layout: Layout = self.direct.auditor(dossier).layout
        self.now = self.both.of(dossier)
        self.rerun = Rerun(self.layout, dossier)
        cones = Cones(self.layout, self.rerun)
        self.goals = Goals(self.layout)
        candidates = Candidates(self.layout, dossier, self.rerun, cones, history=history)
        self.search = Search(self.goals, candidates, self.rerun, cones, bounds)
        premises = self.both.premises(self.now, dossier)
        self.premises = premises
        findings = (Report(premises, ()).finding(one) for one in self.layout.criteria.values())
        self.findings: dict[str, Finding] = {one.criterion: one for one in findings}

    def result(self, progress: Callable[[int, int], None] | None = None) -> Repairs:
        verdict, day = self.now.verdict, self.dossier.reference_date
        nothing = Repairs(self.history, day, verdict, verdict, (), (), (), self.bounds)
        if verdict == BEST or verdict not in LADDER:
            return nothing
        limits: dict[str, None] = {}
        for aim in LADDER[: LADDER.index(verdict)]:
            sets = self.sets(aim, progress, limits)
            if sets:
                break
        else:
            aim, sets = verdict, ()
        obstacles = () if aim == BEST else self.obstacles()
        return nothing._replace(reached=aim, sets=sets, obstacles=obstacles, limits=tuple(limits))

    # --- sets ---

    def sets(
        self, aim: str, progress: Callable[[int, int], None] | None, limits: dict[str, None]
    ) -> tuple[MendingSet, ...]:
        """The verified sets for one verdict."""
        found = self.search.run(self._wish(aim), progress)
        b = self.bounds
        if found.more_sets:
            limits[f"Er zijn er meer: alleen de eerste {b.sets} staan hier."] = None
        if found.out_of_states or found.out_of_trials:
            limits["De zoekruimte is niet helemaal doorzocht; er kunnen andere mogelijkheden zijn."] = None
        elif found.too_large:
            limits[f"Combinaties van meer dan {b.changes} wijzigingen zijn niet bekeken."] = None
        told = (self._told(bits, aim) for bits in found.sets)
        return tuple(one for one in told if one is not None)

    def _wish(self, aim: str) -> Callable[[Registers], Demand | None]:
        outcome = self.layout.verdict.outcome
        return lambda registers: None if registers[outcome] == aim else self.goals.verdict(aim, registers)

    def _told(self, bits: int, aim: str) -> MendingSet | None:
        edits = self.search.edits(bits)
        after = self.both.of(self.search.dossier_of(bits))
        if after.verdict != aim:
            return None
        changes = []
        for edit in edits:
            rest = sum(1 << one.number for one in edits if one is not edit and one.after != edit.number)
            without = self.direct.of(self.search.dossier_of(rest))
            if without.verdict == aim:
                return None
            changes.append(self._change(edit, after, without))
        better, worse = self._moved(after)
        return MendingSet(tuple(changes), aim, better, worse)

    def _change(self, edit: Edit, after: Standing, without: Standing) -> Change:
        mends = tuple(
            name
            for name, one in after.findings.items()
            if one.outcome in FINE and without.findings[name].outcome not in FINE
        )
        work = dict.fromkeys(
            (one.what, one.who, one.time, one.until) for name in mends for one in self.findings[name].repairs
        )
        return Change(edit, mends, tuple(work))

    def _moved(self, after: Standing) -> tuple[tuple[Mended, ...], tuple[Mended, ...]]:
        better, worse = [], []
        for name, one in after.findings.items():
            before = self.now.findings[name].outcome
            if before is one.outcome:
                continue
            moved = Mended(name, self.findings[name].title, before, one.outcome)
            if one.outcome in FINE and before not in FINE:
                better.append(moved)
            elif one.outcome is Outcome.NOT_MET or (one.outcome is Outcome.DOUBT and before in FINE):
                worse.append(moved)
        return tuple(better), tuple(worse)

    # --- what stands in the way ---

    def obstacles(self) -> tuple[Obstacle, ...]:
        """The findings that carry a shortcoming or are open, each looked at by itself."""
        found = []
        for name, layout in self.layout.criteria.items():
            state = self.now.findings[name]
            carries = name in self._carrying()
            if state.outcome in FINE or state.excused or not carries:
                continue
            sets = self._own_sets(name)
            blocked = () if sets else self._blocked(name)
            finding = self.findings[name]
            found.append(Obstacle(name, layout.criterion.title, state.outcome, finding.reasons, sets, blocked))
        return tuple(found)

    def _carrying(self) -> frozenset[str]:
        """The findings that weigh as heavily as those that the verdict rests on."""
        heavy = {self.now.findings[one].weight for one in self._counted()}
        return frozenset(
            name
            for name, one in self.now.findings.items()
            if one.weight in heavy and one.outcome in (Outcome.NOT_MET, Outcome.DOUBT, Outcome.UNKNOWN)
        )

    def _counted(self) -> tuple[str, ...]:
        report = Report(self.premises, ())
        return report.carried_by(report.true_case(self.layout.verdict))

    def _own_sets(self, name: str) -> tuple[tuple[Edit, ...], ...]:
        layout = self.layout.criteria[name]

        def wish(registers: Registers) -> Demand | None:
            if registers[layout.excused] is True or any(registers[layout.is_outcome[one]] is True for one in FINE):
                return None
            ways = [(layout.is_outcome[Outcome.MET], True), (layout.is_outcome[Outcome.NOT_APPLICABLE], True)]
            if registers[layout.is_outcome[Outcome.NOT_MET]] is True:
                ways.append((layout.excused, True))
            parts = [self.goals.of(register, wanted, registers) for register, wanted in ways]
            return Any_(tuple(one for one in parts if one is not None))

        kept = self.search.bounds
        self.search.bounds = SHORT._replace(at_once=min(SHORT.at_once, kept.at_once))
        found = self.search.run(wish, most=PER_FINDING)
        self.search.bounds = kept
        return tuple(self.search.edits(one) for one in found.sets)

    def _blocked(self, name: str) -> tuple[tuple[str, tuple[UsedFact, ...]], ...]:
        """Why a finding cannot be met any more: per case the first condition that no change turns."""
        found: dict[str, tuple[UsedFact, ...]] = {}
        layout = self.layout.criteria[name]
        registers = self.rerun.registers
        for _, register in layout.cases.get(Outcome.MET, ()):
            demand = self.goals.of(register, True, registers)
            for leaf in self._dead(demand):
                text, facts = self._leaf(leaf)
                if text:
                    found.setdefault(text, facts)
        return tuple(found.items())[:PER_FINDING]

    def _dead(self, demand: Demand | None) -> Iterable[Leaf]:
        match demand:
            case Leaf():
                if not self.search.turning(demand, 0):
                    yield demand
            case Each(parts):
                for part in parts:
                    yield from self._dead(part)
            case Any_(parts):
                each = [list(self._dead(one)) for one in parts]
                if all(each):
                    yield from (leaf for some in each for leaf in some)

    def _leaf(self, leaf: Leaf) -> tuple[str, tuple[UsedFact, ...]]:
        stated = next((one.condition for one in self.layout.conditions.values() if one.register == leaf.register), None)
        if stated is None or not leaf.wanted:
            return "", ()
        names = self.premises.facts_of(stated)
        shown = dict.fromkeys([*names, *(one for name in names for one in self._fixed(name))])
        used = (self.premises.used(one) for one in shown)
        return render.condition(stated, self.premises.words), tuple(one for one in used if one.state is FactState.KNOWN)

    def _fixed(self, name: str) -> list[str]:
        """The facts that a derived fact directly rests on."""
        return self.premises.premises(name) if name in self.layout.derivations else []
