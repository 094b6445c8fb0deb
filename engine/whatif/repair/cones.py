"""What leans on what in a plan: the facts under a register, and one register computed again for a variant."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from ...dossier import Dossier
from ...layout import Layout
from ...plan import Registers
from ...reaching import reached
from ..rerun import Rerun


class Cones:
    """The dependencies of one layout, worked out when first asked for."""

    def __init__(self, layout: Layout, rerun: Rerun) -> None:
        self.layout, self.rerun = layout, rerun
        self._inputs = [one.inputs for one in layout.plan.steps]
        self._compute = [one.compute for one in layout.plan.steps]
        own = {f"feit/{name}": name for name in layout.names.facts}
        self._own = {one.register: own[one.id] for one in layout.plan.steps if one.id in own}
        self.fact_register = {name: register for register, name in self._own.items()}
        self.outcome = layout.verdict.outcome
        gates = {one.register for one in layout.plan.steps if one.gate is not None}
        stated = {one.register for one in layout.conditions.values()}
        self._scratch = rerun.registers.copy()
        self._below: dict[int, frozenset[int]] = {}
        self._facts: dict[int, tuple[str, ...]] = {}
        self._leaning: dict[str, frozenset[int]] = {}
        self._consumers: dict[int, dict[int, tuple[int, ...]]] = {}
        self._conditions = (stated - gates) & self.below(self.outcome)

    def below(self, register: int) -> frozenset[int]:
        """The registers that this one leans on, itself included."""
        known = self._below.get(register)
        if known is None:
            known = self._below[register] = frozenset(reached([register], self._inputs.__getitem__))
        return known

    def facts(self, register: int) -> tuple[str, ...]:
        """The dossier's own facts under a register, in the order of the plan."""
        known = self._facts.get(register)
        if known is None:
            own = sorted(one for one in self.below(register) if one in self._own)
            known = self._facts[register] = tuple(self._own[one] for one in own)
        return known

    def leaning(self, fact: str) -> frozenset[int]:
        """The registers that lean on a fact, its own included."""
        known = self._leaning.get(fact)
        if known is None:
            known = self.rerun.leaning_on(fact)
            if fact in self.fact_register:
                known = known | {self.fact_register[fact]}
            self._leaning[fact] = known
        return known

    def consumers(self, register: int) -> dict[int, tuple[int, ...]]:
        """Of each register under this one those that read it on the way here."""
        known = self._consumers.get(register)
        if known is None:
            found: dict[int, list[int]] = {}
            for one in sorted(self.below(register)):
                for read in dict.fromkeys(self._inputs[one]):
                    found.setdefault(read, []).append(one)
            known = self._consumers[register] = {one: tuple(some) for one, some in found.items()}
        return known

    def telling(self, fact: str) -> tuple[int, ...]:
        """The elementary conditions under the verdict that lean on a fact."""
        return tuple(sorted(self.leaning(fact) & self._conditions))

    def truths(self, telling: tuple[int, ...], dossier: Dossier, values: dict[str, Any]) -> tuple[Any, ...]:
        """What some registers under the verdict come to when these facts have these values."""
        kept = self._changed(self.outcome, self._scratch, dossier, values)
        found = tuple(self._scratch[one] for one in telling)
        for one, value in kept.items():
            self._scratch[one] = value
        return found

    def value(self, register: int, scratch: Registers, dossier: Dossier, values: dict[str, Any]) -> Any:
        """The register when these facts have these values; `scratch` is put back as it was.

        How often documents contradict each other is left as it is.
        """
        kept = self._changed(register, scratch, dossier, values)
        found = scratch[register]
        for one, value in kept.items():
            scratch[one] = value
        return found

    def is_idle(self, register: int, scratch: Registers, dossier: Dossier, fact: str, value: Any) -> bool:
        """Whether a value of a fact does nothing under a register, whatever else changes there.

        That is so when all that reads the fact reads nothing else, and none of it changes.
        """
        own = self.fact_register[fact]
        consumers = self.consumers(register).get(own, ())
        if register == own or any(self._inputs[one] != (own,) for one in consumers):
            return False
        before, scratch[own] = scratch[own], value
        idle = all(_same(scratch[one], self._compute[one](scratch, dossier)) for one in consumers)
        scratch[own] = before
        return idle

    def _changed(self, register: int, scratch: Registers, dossier: Dossier, values: dict[str, Any]) -> dict[int, Any]:
        """Carries the new values on in `scratch` as far as they change anything; gives what stood there before."""
        consumers = self.consumers(register)
        kept: dict[int, Any] = {}
        waiting: list[int] = []
        for name, value in values.items():
            own = self.fact_register.get(name)
            if own is None:
                continue
            kept[own], scratch[own] = scratch[own], value
            waiting += consumers.get(own, ())
        waiting = sorted(set(waiting))
        queued = set(waiting)
        while waiting:
            one = heappop(waiting)
            value = self._compute[one](scratch, dossier)
            if _same(scratch[one], value):
                continue
            kept[one], scratch[one] = scratch[one], value
            for more in consumers.get(one, ()):
                if more not in queued:
                    queued.add(more)
                    heappush(waiting, more)
        return kept


def _same(before: Any, after: Any) -> bool:
    """`True` and `1` are equal to Python and not to us."""
    return before is after or (type(before) is type(after) and bool(before == after))
