"""Holds a dossier against a goal with the real engine: what it finds there counts, not what the formulas say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..dossier import Dossier
from ..evaluate import evaluate
from ..language.types import ChoiceType, Concept
from ..layout import Layout
from ..plan import Registers, Step
from ..reaching import reached
from ..result import FactState
from ..values import NVT
from .extending import extended
from .goals import Change, Changed, Claim, Differs, Goal, HasValue, Holds, Says, Side

if TYPE_CHECKING:
    from ..infer import DurableEngine


class Reading:
    """One layout as the engine runs it: part of it and directly while searching, all of it in both readings at last."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._engine: DurableEngine | None = None

    def steps(self, ids: Iterable[str]) -> tuple[Step, ...]:
        """The steps on which these nodes lean, inputs first."""
        steps = self.layout.plan.steps
        found = reached([self.layout.nodes[one] for one in ids], lambda one: steps[one].inputs)
        return tuple(steps[one] for one in sorted(found))

    def partly(self, steps: tuple[Step, ...], dossier: Dossier) -> Registers:
        """The registers of these steps; the others hold nothing."""
        registers: Registers = [None] * len(self.layout.plan.steps)
        for step in steps:
            registers[step.register] = step.compute(registers, dossier)
        return registers

    def fully(self, dossier: Dossier) -> Registers:
        """All registers, after both readings agreed on every node. Raises: ReadingsDisagree."""
        from ..infer import DurableEngine, compare, compile_network, durable_available

        registers = evaluate(self.layout.plan, dossier)
        if durable_available()[0]:
            if self._engine is None:
                self._engine = DurableEngine(compile_network(self.layout.plan))
            compare(self.layout.plan, registers, self._engine.run(dossier).registers)
        return registers


class Confirming:
    """One goal, ready to be held against dossiers."""

    def __init__(self, goal: Goal, base: Reading, changed: Layout | None) -> None:
        self._goal = goal
        said = [one.condition for one in goal.claims if isinstance(one, Says)]
        layout, ids = extended(base.layout, said) if said else (base.layout, ())
        self.reading = Reading(layout) if said else base
        self._changed = None if changed is None else Reading(changed)
        waiting = iter(ids)
        self._nodes = [next(waiting) if isinstance(one, Says) else one.id for one in goal.claims]
        self._steps = self.reading.steps(self._nodes)
        differing = [one.id for one in goal.claims if isinstance(one, Differs)]
        self._changed_steps = () if self._changed is None else self._changed.steps(differing)

    def shows(self, first: Dossier, second: Dossier | None, concepts: dict[str, Concept]) -> bool:
        """Whether these dossiers show the goal, by the direct reading of what it leans on."""
        own = self.reading.partly(self._steps, first)
        other = None if second is None else self.reading.partly(self._steps, second)
        theirs = None if self._changed is None else self._changed.partly(self._changed_steps, first)
        return self._holds(own, other, theirs) and self._changes(first, second, concepts)

    def confirms(self, first: Dossier, second: Dossier | None) -> tuple[Registers, Registers | None] | None:
        """The registers of the dossiers when they show the goal in both readings."""
        own = self.reading.fully(first)
        other = None if second is None else self.reading.fully(second)
        theirs = None if self._changed is None else self._changed.fully(first)
        return (own, other) if self._holds(own, other, theirs) else None

    def _holds(self, first: Registers, second: Registers | None, changed: Registers | None) -> bool:
        return all(
            self._claim(claim, id, first, second, changed)
            for claim, id in zip(self._goal.claims, self._nodes, strict=True)
        )

    def _claim(
        self, claim: Claim, id: str, first: Registers, second: Registers | None, changed: Registers | None
    ) -> bool:
        node = self.reading.layout.nodes[id]
        if isinstance(claim, Differs):
            assert changed is not None and self._changed is not None
            return not same(first[node], changed[self._changed.layout.nodes[id]])
        registers = first if claim.side is Side.FIRST else second
        assert registers is not None
        wanted = claim.value if isinstance(claim, HasValue) else claim.truth
        found = registers[node]
        if isinstance(claim, Says | Holds) and found is NVT:
            found = None
        return same(found, wanted) is claim.equal

    def _changes(self, first: Dossier, second: Dossier | None, concepts: dict[str, Concept]) -> bool:
        return all(
            second is not None and _changed(one, first, second, concepts[one.fact]) for one in self._goal.changes
        )


def same(one: Any, other: Any) -> bool:
    """Equal to the engine: `True` and `1` are not."""
    if one is other:
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    return bool(one == other)


def _changed(changed: Changed, first: Dossier, second: Dossier, concept: Concept) -> bool:
    before, after = _value(first, changed.fact), _value(second, changed.fact)
    match changed.change:
        case Change.OTHER:
            return not same(before, after)
        case Change.LEARNED:
            return before is None and after is not None and after is not NVT
        case Change.FORGOTTEN:
            return before is not None and before is not NVT and after is None
    if before is None or after is None or before is NVT or after is NVT:
        return False
    if isinstance(concept.type, ChoiceType):
        before, after = concept.type.values.index(before), concept.type.values.index(after)
    return bool(before < after if changed.change is Change.MORE else after < before)


def _value(dossier: Dossier, name: str) -> Any:
    fact = dossier.fact(name)
    return NVT if fact.state is FactState.NOT_APPLICABLE else fact.value
