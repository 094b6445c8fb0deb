"""Runs a plan again for variants of one dossier: only what leans on a changed fact is computed again.

A register whose inputs kept their values keeps its own, so the outcome is that of a full run; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..dossier import ABSENT, CONTRADICTIONS, Dossier, is_contradicted
from ..evaluate import evaluate
from ..layout import Layout
from ..plan import Registers


class Rerun:
    """A finished run of one dossier, ready for its variants.

    `facts` has the register of each fact of the dossier, `leaning` those that read each register, in order.
    """

    def __init__(self, layout: Layout, dossier: Dossier) -> None:
        steps = layout.plan.steps
        self.dossier = dossier
        self.registers = evaluate(layout.plan, dossier)
        self.compute = [one.compute for one in steps]
        self.leaning: list[list[int]] = [[] for _ in steps]
        for step in steps:
            for one in dict.fromkeys(step.inputs):
                self.leaning[one].append(step.register)
        # What no rule of this day derives has a register without a reader: it never changes.
        own = {f"feit/{name}": name for name in layout.names.facts}
        self.facts = {own[one.id]: one.register for one in steps if one.id in own}

    def leaning_on(self, name: str, end: frozenset[int] = frozenset()) -> frozenset[int]:
        """The registers that lean on a fact, directly or through others but not through those in `end`; none when no
        rule names it.
        """
        found: set[int] = set()
        waiting = [self.facts[name]] if name in self.facts else []
        while waiting:
            for one in self.leaning[waiting.pop()]:
                if one not in found:
                    found.add(one)
                    if one not in end:
                        waiting.append(one)
        return frozenset(found)

    def run(self, dossier: Dossier) -> Registers:
        """Every register for a variant of the dossier."""
        registers = self.registers.copy()
        self._update(registers, dossier, self._changed(dossier))
        return registers

    def watch(self, watched: Iterable[int]) -> Watch:
        """Ready to tell of many variants whether one of these registers changes."""
        return Watch(self, frozenset(watched))

    def _update(self, registers: Registers, dossier: Dossier, names: Iterable[str]) -> None:
        """Bring registers up to date after a change of these facts."""
        compute, leaning = self.compute, self.leaning
        waiting = bytearray(len(compute))
        for name in names:
            waiting[self.facts[name]] = 1
        register = waiting.find(1)
        while register >= 0:
            value, old = compute[register](registers, dossier), registers[register]
            # `True` and `1` are equal to Python and not to us.
            if value is not old and (type(value) is not type(old) or value != old):
                registers[register] = value
                for one in leaning[register]:
                    waiting[one] = 1
            register = waiting.find(1, register + 1)

    def _changed(self, dossier: Dossier) -> list[str]:
        """The facts of the plan that may have another value; each is computed anyway, so one too many does no harm."""
        before, after = self.dossier.facts, dossier.facts
        changed = [one for one, fact in after.items() if before.get(one) is not fact]
        changed += [one for one in before if one not in after]
        own = [one for one in changed if one in self.facts]
        # The dossier counts its contradictions itself: that takes longer than a short rerun.
        if CONTRADICTIONS in self.facts and any(
            is_contradicted(side.get(one, ABSENT)) for one in changed for side in (before, after)
        ):
            own.append(CONTRADICTIONS)
        return own


class Watch:
    """Tells of variants that differ in one fact whether a watched register changes; computes nothing else."""

    def __init__(self, run: Rerun, watched: frozenset[int]) -> None:
        self._watched, self._facts, self._compute = watched, run.facts, run.compute
        self._registers = run.registers.copy()
        # Inputs come before what leans on them: so one pass from the end finds all that reaches a watched register.
        reaching = set(watched)
        self._leaning: list[tuple[int, ...]] = [()] * len(run.leaning)
        for register in range(len(run.leaning) - 1, -1, -1):
            kept = tuple(one for one in run.leaning[register] if one in reaching)
            if kept:
                self._leaning[register] = kept
                reaching.add(register)

    def reaches(self, name: str) -> bool:
        """Whether a watched register leans on the fact at all."""
        return name in self._facts and bool(self._leaning[self._facts[name]])

    def changes(self, name: str, dossier: Dossier, ignored: frozenset[int] = frozenset()) -> bool:
        """Whether a watched register that is not ignored changes in a variant that differs from the dossier in this
        fact only.
        """
        registers, compute, leaning, watched = self._registers, self._compute, self._leaning, self._watched
        waiting = bytearray(len(compute))
        register = self._facts[name]
        before: list[tuple[int, Any]] = []
        found = False
        while register >= 0 and not found:
            value, old = compute[register](registers, dossier), registers[register]
            if value is not old and (type(value) is not type(old) or value != old):
                before.append((register, old))
                registers[register] = value
                found = register in watched and register not in ignored
                for one in leaning[register]:
                    waiting[one] = 1
            register = waiting.find(1, register + 1)
        for register, old in before:
            registers[register] = old
        return found
