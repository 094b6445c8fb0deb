"""Two dossiers of which one lacks a fact: which facts can make a difference at all.

Every node but those that judge silence is monotone: with a fact less it keeps its truth or becomes unknown. So what is
true with less was true with more, unless it leans on the fact through a node that judges silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..dossier import CONTRADICTIONS
from ..dossier_reader import ID, REFERENCE_DATE
from ..language.terms import Outcome
from ..language.tree import Compare, Condition, FactRef, FindingRef, IsKnown, IsUnknown, Literal
from ..language.types import ListType
from ..language.walk import descendants
from ..layout import Layout
from .goals import Change, Changed, Claim, Goal, HasValue, Holds, Says, Side

FACT = "feit/"
ALWAYS_THERE = (ID, REFERENCE_DATE, CONTRADICTIONS)


class Forgetting(NamedTuple):
    """What settles a pair of claims for every fact: no dossier shows the pair, whichever fact is left out, when none
    shows one of `goals` and there are no `lists`, which cannot be left out of a goal.
    """

    goals: tuple[Goal, ...]
    lists: tuple[str, ...]


def forgetting(pairs: Iterable[Goal], layout: Layout) -> Forgetting:
    """Each pair of claims is about a dossier, and about the same dossier with a fact less."""
    silence = _Silence(layout)
    lists = {one.name for one in layout.rulebook.concepts if isinstance(one.type, ListType)}
    goals: list[Goal] = []
    open_lists: set[str] = set()
    for pair in pairs:
        claims: list[Claim] = []
        judged: set[str] = set()
        for claim in pair.claims:
            before, facts = silence.transferred(claim)
            claims.append(before)
            judged |= facts
        goals.append(Goal(tuple(claims)))
        open_lists |= judged & lists
        goals += [Goal(pair.claims, (Changed(name, Change.FORGOTTEN),)) for name in sorted(judged - lists)]
    return Forgetting(tuple(goals), tuple(sorted(open_lists)))


class _Silence:
    """Per register the facts on which it leans through a node that judges silence."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        judging = {
            one.register
            for one in layout.conditions.values()
            if any(isinstance(node, IsKnown | IsUnknown) for node in descendants(one.condition))
        }
        # What is not shown does not excuse, counts as repairable, and weighs as the heaviest that it can be.
        for name, rule in layout.criteria.items():
            judging |= {rule.excused, rule.repairable, rule.weight, layout.names.findings[name, "zwaarte"]}
        facts: list[frozenset[str]] = []
        self._judged: list[frozenset[str]] = []
        nothing = frozenset[str]()
        for step in layout.plan.steps:
            own = frozenset((step.id.removeprefix(FACT),)) if step.id.startswith(FACT) else nothing
            facts.append(own.union(*(facts[one] for one in step.inputs)))
            judged = nothing.union(*(self._judged[one] for one in step.inputs))
            # A gate passes on what its inputs judge; it judges nothing itself.
            alone = step.gate is None and step.register in judging
            self._judged.append(judged | facts[-1] if alone else judged)

    def transferred(self, claim: Claim) -> tuple[Claim, frozenset[str]]:
        """A claim about the dossier with less as one about that with more, and the facts for which this may not go."""
        match claim:
            case Says(Compare("=", FindingRef(rule, "bevinding"), Literal(outcome)), True, Side.SECOND, True):
                return self._outcome(rule, str(outcome))
            case HasValue(id, str() as outcome, Side.SECOND, True) if id.endswith("/bevinding"):
                return self._outcome(id.partition("/")[0], outcome)
            case Says(condition, True | False as truth, Side.SECOND, True):
                return Says(condition, truth), self._of(condition)
            case HasValue(id, value, Side.SECOND, True) if value is not None:
                return HasValue(id, value), self._kept(self._layout.nodes[id])
            case Holds(id, True | False as truth, Side.SECOND, True):
                return Holds(id, truth), self._kept(self._layout.nodes[id])
            case Says(side=Side.FIRST) | HasValue(side=Side.FIRST) | Holds(side=Side.FIRST):
                return claim, frozenset()
        raise ValueError("of a dossier with less only what is certain can be asked")

    def _outcome(self, rule: str, outcome: str) -> tuple[Claim, frozenset[str]]:
        """That a finding comes out so says that its condition is true; whether the criterion applied was asked of the
        dossier with more.
        """
        id = f"{rule}/{outcome}/of_anders"
        if id not in self._layout.nodes:
            id = f"{rule}/bevinding/nvt" if outcome == Outcome.NOT_APPLICABLE.value else f"{rule}/{outcome}"
        return Holds(id, True), self._kept(self._layout.nodes[id])

    def _of(self, condition: Condition) -> frozenset[str]:
        names = self._layout.names
        found: set[str] = set()
        for node in descendants(condition):
            match node:
                case IsKnown() | IsUnknown():
                    raise ValueError("a condition that judges silence says nothing of a dossier with more")
                case FactRef(name):
                    found |= self._kept(names.facts[name])
                case FindingRef(rule, aspect):
                    found |= self._kept(names.findings[rule, aspect])
        return frozenset(found)

    def _kept(self, register: int) -> frozenset[str]:
        """Without what no dossier can lack."""
        return self._judged[register].difference(ALWAYS_THERE)
