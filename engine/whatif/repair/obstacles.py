"""The findings that carry and stand in the way, each by itself: what mends it, or why nothing does any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ... import render
from ...findings import Report
from ...language.terms import Outcome
from ...layout import Layout
from ...plan import Registers
from ...premises import Premises
from ...result import FactState, UsedFact
from ..standing import Standing
from .carrying import FINE, IN_ORDER, Carrying, rank
from .goals import Any_, Demand, Each, Goals, Leaf
from .results import Change, Obstacle
from .search import Bounds, Search
from .told import Telling

PER_FINDING = 3
"""Sets that are told for one finding, and conditions that can no longer come to hold."""

SHORT = Bounds(changes=4, sets=PER_FINDING, states=200, trials=2000)
"""How far is searched for one finding."""


class Obstacles:
    """The findings of one dossier that are not in order."""

    def __init__(
        self,
        layout: Layout,
        now: Standing,
        premises: Premises,
        goals: Goals,
        search: Search,
        telling: Telling,
        carrying: Carrying,
    ) -> None:
        self.layout, self.now, self.premises, self.goals = layout, now, premises, goals
        self.search, self.telling, self.carrying = search, telling, carrying

    def found(self) -> tuple[Obstacle, ...]:
        """In the order of the rulebook."""
        names = self.carrying.left(self.now)
        return tuple(self._obstacle(name) for name in self.now.findings if name in names)

    def fine(self, name: str) -> Callable[[Registers], Demand | None]:
        """What is still needed for a finding to be met, not applicable or excused."""
        layout = self.layout.criteria[name]

        def wish(registers: Registers) -> Demand | None:
            if registers[layout.excused] is True or any(registers[layout.is_outcome[one]] is True for one in FINE):
                return None
            ways = [(layout.is_outcome[one], True) for one in (Outcome.MET, Outcome.NOT_APPLICABLE)]
            if registers[layout.is_outcome[Outcome.NOT_MET]] is True:
                ways.append((layout.excused, True))
            parts = [self.goals.of(register, wanted, registers) for register, wanted in ways]
            return Any_(tuple(one for one in parts if one is not None))

        return wish

    def _obstacle(self, name: str) -> Obstacle:
        layout, outcome = self.layout.criteria[name], self.now.findings[name].outcome
        report, title = Report(self.premises, ()), layout.criterion.title
        if outcome is Outcome.UNKNOWN:
            waits = self.premises.open_facts(report.open_names(layout, outcome))
            return Obstacle(name, title, outcome, (), (), (), (), waits)
        sets = self._own_sets(name)
        blocked = () if sets else self._blocked(name)
        measures = () if sets or self.telling.candidates.history else self.telling.measures.all_of(name)
        return Obstacle(name, title, outcome, report.reasons(layout, outcome), sets, blocked, measures, ())

    def _own_sets(self, name: str) -> tuple[tuple[Change, ...], ...]:
        """The smallest sets that put one finding in order."""
        kept = self.search.bounds
        self.search.bounds = SHORT._replace(pairs=kept.pairs, beside=kept.beside)
        found = self.search.run(self.fine(name))
        self.search.bounds = kept
        sets = [self.search.edits(bits) for bits in found.sets]
        told = self.telling.narrowed(sets, lambda standing: rank(standing.findings[name]) == IN_ORDER)
        return self.telling.own_sets(told)

    # --- why nothing mends it ---

    def _blocked(self, name: str) -> tuple[tuple[str, tuple[UsedFact, ...]], ...]:
        """The conditions that no change turns, of the case of being met that lacks the fewest, with their facts."""
        registers = self.premises.registers
        cases = [
            dict(told for leaf in self._dead(self.goals.of(register, True, registers)) if (told := self._leaf(leaf))[0])
            for _, register in self.layout.criteria[name].cases.get(Outcome.MET, ())
        ]
        nearest = min((one for one in cases if one), key=len, default={})
        return tuple(nearest.items())[:PER_FINDING]

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
        used = (self.premises.used(one) for one in dict.fromkeys(self.premises.facts_of(stated)))
        return render.condition(stated, self.premises.words), tuple(one for one in used if one.state is FactState.KNOWN)
