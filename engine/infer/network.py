"""Cutting a plan into stages.

A stage computes the elementary steps that can be computed with what is known, then has the engine derive the gates
whose inputs are then known, in the order of the plan. The same plan gives the same network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..dossier import Dossier
from ..plan import GateKind, Plan, Registers, Step
from .limits import WIDEST


class Gate(NamedTuple):
    """A gate of the network: a node of the plan, or a helper for part of a wide one. `inputs` are different slots."""

    slot: int
    id: str
    kind: GateKind
    inputs: tuple[int, ...]


class Elementary(NamedTuple):
    """An elementary step. Without `inputs` it reads the dossier, or nothing. `proposition`: some gate reads it, so it
    must hold True, False or None.
    """

    register: int
    id: str
    inputs: tuple[int, ...]
    compute: Callable[[Registers, Dossier], Any]
    proposition: bool


class Stage(NamedTuple):
    """Elementary steps in the order of the plan, then gates that do not depend on each other."""

    elementary: tuple[Elementary, ...]
    gates: tuple[Gate, ...]


class Network(NamedTuple):
    """A plan as the engine runs it. A slot holds a proposition: first the registers of the plan, then the helper nodes.

    `constants` are the gates without inputs: `alle` of nothing is true, `een_van` of nothing is false. They hold
    without a run of the library, as there is no message that they could follow from.
    """

    stages: tuple[Stage, ...]
    constants: tuple[Step, ...]
    gates: tuple[Step, ...]
    registers: int
    slots: int


def compile_network(plan: Plan) -> Network:
    """The network of a plan. Raises: ValueError when a `niet` does not have exactly one input."""
    registers = 1 + max((step.register for step in plan.steps), default=-1)
    levels = _Levels(registers)
    for step in plan.steps:
        levels.add(step)
    propositions = {one for step in plan.steps if step.gate is not None for one in step.inputs}
    stages = tuple(
        Stage(
            tuple(
                Elementary(step.register, step.id, step.inputs, step.compute, step.register in propositions)
                for step in levels.elementary.get(level, ())
            ),
            tuple(levels.gates.get(level, ())),
        )
        for level in range(1 + max((*levels.gates, *levels.elementary), default=-1))
    )
    gates = tuple(step for step in plan.steps if step.gate is not None)
    return Network(stages, tuple(step for step in gates if not step.inputs), gates, registers, levels.slots)


@dataclass(slots=True)
class _Levels:
    """The steps of a plan by stage, while it is being cut. `level` is the first stage in which a slot is known."""

    slots: int
    level: dict[int, int] = field(default_factory=dict)
    gates: dict[int, list[Gate]] = field(default_factory=dict)
    elementary: dict[int, list[Step]] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        """An input that a gate has twice counts once. A wide gate becomes a gate over helper nodes of its own kind."""
        inputs = tuple(dict.fromkeys(step.inputs))
        if step.gate is None:
            self.level[step.register] = level = self._known(inputs)
            self.elementary.setdefault(level, []).append(step)
        elif step.gate is GateKind.NOT and len(inputs) != 1:
            raise ValueError(f"{step.id}: niet with {len(inputs)} inputs")
        elif not inputs:
            self.level[step.register] = 0
        else:
            while len(inputs) > WIDEST:
                parts = [inputs[at : at + WIDEST] for at in range(0, len(inputs), WIDEST)]
                inputs = tuple(self._helper(step, step.gate, part) for part in parts)
            self._place(Gate(step.register, step.id, step.gate, inputs))

    def _helper(self, step: Step, kind: GateKind, part: tuple[int, ...]) -> int:
        if len(part) == 1:
            return part[0]
        slot, self.slots = self.slots, self.slots + 1
        self._place(Gate(slot, step.id, kind, part))
        return slot

    def _place(self, gate: Gate) -> None:
        level = self._known(gate.inputs)
        self.level[gate.slot] = level + 1
        self.gates.setdefault(level, []).append(gate)

    def _known(self, inputs: Iterable[int]) -> int:
        return max((self.level[one] for one in inputs), default=0)
