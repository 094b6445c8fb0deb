"""Runs a plan again for variants of one dossier: only what leans on a changed fact is computed again.

A register whose inputs kept their values keeps its own, so the outcome is that of a full run; a test holds the two
against each other.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from ..dossier import ABSENT, CONTRADICTIONS, Dossier
from ..evaluate import evaluate
from ..layout import Layout
from ..plan import Registers


class Rerun:
    """A finished run of one dossier, ready for its variants."""

    def __init__(self, layout: Layout, dossier: Dossier) -> None:
        steps = layout.plan.steps
        self.dossier = dossier
        self.registers = evaluate(layout.plan, dossier)
        self._compute = [one.compute for one in steps]
        self._leaning: list[list[int]] = [[] for _ in steps]
        for step in steps:
            for one in dict.fromkeys(step.inputs):
                self._leaning[one].append(step.register)
        # What no rule of this day derives has a register without a reader: it never changes.
        own = {f"feit/{name}": name for name in layout.names.facts}
        self._facts = {own[one.id]: one.register for one in steps if one.id in own}

    def leaning_on(self, name: str, end: frozenset[int] = frozenset()) -> frozenset[int]:
        """The registers that lean on a fact, directly or through others but not through those in `end`; none when no
        rule names it.
        """
        found: set[int] = set()
        waiting = [self._facts[name]] if name in self._facts else []
        while waiting:
            for one in self._leaning[waiting.pop()]:
                if one not in found:
                    found.add(one)
                    if one not in end:
                        waiting.append(one)
        return frozenset(found)

    def run(self, dossier: Dossier) -> Registers:
        """Every register for a variant of the dossier."""
        registers = self.registers.copy()
        compute, leaning = self._compute, self._leaning
        waiting = sorted(self._facts[name] for name in self._changed(dossier))
        queued = set(waiting)
        while waiting:
            register = heappop(waiting)
            value = compute[register](registers, dossier)
            if _same(registers[register], value):
                continue
            registers[register] = value
            for one in leaning[register]:
                if one not in queued:
                    queued.add(one)
                    heappush(waiting, one)
        return registers

    def _changed(self, dossier: Dossier) -> list[str]:
        """The facts of the plan that may have another value; each is computed anyway, so one too many does no harm."""
        before, after = self.dossier.facts, dossier.facts
        names = before.keys() | after.keys()
        changed = [one for one in names if before.get(one, ABSENT) is not after.get(one, ABSENT)]
        return [one for one in (*changed, *((CONTRADICTIONS,) if changed else ())) if one in self._facts]


def _same(before: Any, after: Any) -> bool:
    """`True` and `1` are equal to Python and not to us."""
    return before is after or (type(before) is type(after) and bool(before == after))
