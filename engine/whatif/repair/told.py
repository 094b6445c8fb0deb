"""From a set of changes that the search found to what is told of it: narrowed, verified, with what it does and asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from ...dossier import CONTRADICTIONS, Dossier, Records
from ...findings import Report
from ...layout import Layout
from ..standing import Standing, Stands
from .candidates import Candidates
from .carrying import Carrying, as_known, at_least, goodness, rank
from .cones import Cones
from .edits import Action, Edit, Edits, Means, changed
from .measures import Measures
from .narrowing import Narrowing
from .results import Change, Left, Measure, MendingSet, Moved, Otherwise

Reaches = Callable[[Standing], bool]
"""Whether a standing is what the set is for."""


class Telling:
    """What is told of the sets of one dossier."""

    def __init__(
        self,
        stands: Stands,
        now: Standing,
        dossier: Dossier,
        candidates: Candidates,
        cones: Cones,
        carrying: Carrying,
    ) -> None:
        self.stands, self.now, self.dossier = stands, now, dossier
        self.candidates, self.carrying = candidates, carrying
        self.layout: Layout = stands.auditor(dossier).layout
        self.measures = Measures(self.layout, stands.premises(now, dossier))
        disputed = cones.leaning(CONTRADICTIONS)
        self._counting = frozenset(
            name for name, one in self.layout.criteria.items() if not disputed.isdisjoint(one.outcomes.values())
        )

    def tried(self, edits: Iterable[Edit]) -> Standing:
        return self.stands.tried(changed(self.dossier, edits))

    def narrowed(self, sets: Iterable[Edits], reaches: Reaches) -> list[Narrowing]:
        """The sets narrowed, without those that another one tells with values that do as well. The best come first."""
        some = sorted(sets, key=self._order)
        told: list[Narrowing] = []
        for edits in some:
            if not any(one.covers(edits) for one in told):
                told.append(self._narrowed(edits, reaches))
        return told

    def _order(self, edits: Edits) -> tuple[int, ...]:
        """Fewer changes first; then the better outcome, values nearer to the present ones, more kinds of changes."""
        kinds = len({one.alike for one in edits})
        standing = self.tried(edits)
        return len(edits), -goodness(standing), self._distance(edits), -goodness(standing, light=True), -kinds

    def _distance(self, edits: Edits) -> int:
        pairs = ((one.value, self.dossier.fact(one.fact).value) for one in edits if one.action is Action.SET)
        return sum(abs(_number(new) - _number(old)) for new, old in pairs if old is not None)

    def _narrowed(self, edits: Edits, reaches: Reaches) -> Narrowing:
        base = self.tried(edits)

        def does(other: Edits, strict: bool) -> bool:
            standing = self.tried(other)
            return reaches(standing) and at_least(standing, base) and (not strict or as_known(standing, base))

        return Narrowing(edits, self.dossier, self.candidates.concepts, self._siblings, does)

    def _siblings(self, edit: Edit) -> list[Edit]:
        """The other values for the same place that come about in the same way, from low to high."""
        found = [one for one in self.candidates.edits if one.place == edit.place and one.means is edit.means]
        return sorted(found, key=lambda one: _number(one.value))

    # --- sets for a verdict ---

    def sets(self, told: Sequence[Narrowing], verdict: str) -> tuple[MendingSet, ...]:
        """Those that a full run of both readings confirms, and of which nothing can be left out.

        Raises: ReadingsDisagree; RulebookConflict.
        """
        standings = self.stands.of_all([changed(self.dossier, one.edits) for one in told])
        found = (self._set(one, after, verdict) for one, after in zip(told, standings, strict=True))
        return _without_needless([one for one in found if one is not None])

    def _set(self, narrowed: Narrowing, after: Standing, verdict: str) -> MendingSet | None:
        edits = narrowed.edits
        if after.verdict != verdict:
            return None
        without = {one.number: self.tried(_rest(edits, one)) for one in edits}
        left = self.carrying.left(after)
        if any(one.verdict == verdict and self.carrying.left(one) <= left for one in without.values()):
            return None
        better, worse = self._moved(after)
        changes = self._changes(narrowed, after, without, settle=True)
        return MendingSet(changes, verdict, better, worse, self._left(edits, after))

    def own_sets(self, told: Sequence[Narrowing]) -> tuple[tuple[Change, ...], ...]:
        """The sets for one finding: of those that change the same facts only the first, which is the best."""
        best: dict[tuple[int, frozenset[str]], Narrowing] = {}
        for one in told:
            best.setdefault((len(one.edits), frozenset(edit.fact for edit in one.edits)), one)
        return tuple(map(self._own, best.values()))

    def _own(self, narrowed: Narrowing) -> tuple[Change, ...]:
        edits = narrowed.edits
        without = {one.number: self.tried(_rest(edits, one)) for one in edits}
        return self._changes(narrowed, self.tried(edits), without, settle=False)

    def _changes(
        self, narrowed: Narrowing, after: Standing, without: dict[int, Standing], *, settle: bool
    ) -> tuple[Change, ...]:
        changes = []
        for edits, form in zip(narrowed.groups, narrowed.forms, strict=True):
            mends = tuple(
                name
                for name, one in after.findings.items()
                if any(rank(without[edit.number].findings[name]) < rank(one) for edit in edits)
            )
            others = tuple(self._otherwise(narrowed.edits, edits[0])) if settle else ()
            changes.append(Change(edits, mends, self._measured(mends, edits), form, others))
        return tuple(changes)

    def _measured(self, mends: tuple[str, ...], edits: Edits) -> tuple[Measure, ...]:
        """The measures for the findings that carry; for all of them when none does. In hindsight there are none."""
        if self.candidates.history:
            return ()
        if edits[0].means is Means.SETTLE:
            heavy = tuple(one for one in mends if one in self._counting)
        else:
            heavy = tuple(one for one in mends if self.carrying.carries(self.now.findings[one]))
        return self.measures.of(heavy or mends, (one.fact for one in edits))

    def _otherwise(self, edits: Edits, edit: Edit) -> Iterable[Otherwise]:
        """What the verdict is with each of the other statements of documents."""
        if edit.means is not Means.SETTLE:
            return
        for other in self.candidates.of(edit.fact):
            if other.place == edit.place and other.number != edit.number and not isinstance(other.value, Records):
                standing = self.tried(other if one.number == edit.number else one for one in edits)
                if other.value is not None:
                    yield Otherwise(other.value, standing.verdict)

    def _moved(self, after: Standing) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
        better, worse = [], []
        for name, one in after.findings.items():
            before = self.now.findings[name]
            moved = Moved(name, self.layout.criteria[name].criterion.title, before.outcome, one.outcome)
            if rank(one) > rank(before):
                better.append(moved)
            elif rank(one) < rank(before):
                worse.append(moved)
        return tuple(better), tuple(worse)

    def _left(self, edits: Edits, standing: Standing) -> tuple[Left, ...]:
        names = self.carrying.left(standing)
        if not names:
            return ()
        report = Report(self.stands.premises(standing, changed(self.dossier, edits)), ())
        found = []
        for name, one in standing.findings.items():
            if name in names:
                layout = self.layout.criteria[name]
                found.append(Left(name, layout.criterion.title, one.outcome, report.reasons(layout, one.outcome)))
        return tuple(found)


def _rest(edits: Edits, left_out: Edit) -> Edits:
    """The other changes, without the one that comes after it."""
    return tuple(one for one in edits if one.number != left_out.number and one.after != left_out.number)


def _number(value: object) -> int:
    return value.toordinal() if isinstance(value, date) else int(value) if isinstance(value, int | Fraction) else 0


def _without_needless(sets: Sequence[MendingSet]) -> tuple[MendingSet, ...]:
    """Without sets that a better one makes needless; those that leave least open first.

    A set is needless beside one of no more changes that leaves less open, and beside one that changes the same facts
    and makes less worse.
    """
    kept = [one for one in sets if not any(_is_better(other, one) for other in sets)]
    return tuple(sorted(kept, key=lambda one: (len(one.left), one.size)))


def _is_better(one: MendingSet, other: MendingSet) -> bool:
    if one.size > other.size:
        return False
    left, others_left = ({a.criterion for a in some.left} for some in (one, other))
    worse, others_worse = ({a.criterion for a in some.worse} for some in (one, other))
    return left < others_left or (left == others_left and worse < others_worse and one.facts == other.facts)
