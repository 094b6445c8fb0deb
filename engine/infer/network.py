"""Cutting a plan into stages and rulesets.

A stage computes the elementary steps that can be computed with what is known, then has the engine derive the gates
whose inputs are then known. Gates of one stage, of whatever rules, share rulesets as far as the limits allow, in the
order of the plan, so that gates of one rule stay together. The same plan gives the same network, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..dossier import Dossier
from ..plan import GateKind, Plan, Registers, Step
from .limits import LIMITS, Limits, NetworkTooLarge, property_names
from .packing import Load, pack
from .patterns import Gate, patterns

MESSAGE_KEY = '"sid":"s","id":"d"'
"""One session and one message per ruleset, for ever: the library never frees a session."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What it means that a rule fires: this slot has this truth (0, 1, 2)."""

    rule: str
    slot: int
    code: int


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One ruleset of the library: its rules as JSON, and its message as a template for the codes of `inputs`."""

    name: str
    definition: str
    message: str
    inputs: tuple[int, ...]
    gates: tuple[Gate, ...]
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True)
class Elementary:
    """An elementary step. `proposition`: some gate reads it, so it must hold True, False or None."""

    register: int
    id: str
    compute: Callable[[Registers, Dossier], Any]
    proposition: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Elementary steps in the order of the plan, then rulesets that do not depend on each other."""

    elementary: tuple[Elementary, ...]
    rulesets: tuple[Ruleset, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A plan as the engine runs it. A slot holds a proposition: first the registers of the plan, then the helper nodes.

    `constants` are the gates without inputs: `alle` of nothing is true, `een_van` of nothing is false. They hold
    without a run of the library, as there is no message that they could follow from.
    """

    stages: tuple[Stage, ...]
    constants: tuple[Step, ...]
    gates: tuple[Step, ...]
    registers: int
    slots: int

    @property
    def rulesets(self) -> tuple[Ruleset, ...]:
        return tuple(ruleset for stage in self.stages for ruleset in stage.rulesets)


def compile_network(plan: Plan, limits: Limits = LIMITS) -> Network:
    """The network of a plan, within the limits.

    Raises: NetworkTooLarge, naming the rule, when something does not fit and cannot be split; ValueError when a `niet`
    does not have exactly one input.
    """
    registers = 1 + max((step.register for step in plan.steps), default=-1)
    levels = _Levels(registers, limits)
    for step in plan.steps:
        levels.add(step)
    propositions = {one for step in plan.steps if step.gate is not None for one in step.inputs}
    stages = []
    count = 0
    for level in range(1 + max((*levels.gates, *levels.elementary), default=-1)):
        rulesets = []
        for load in pack(levels.gates.get(level, ()), limits):
            count += 1
            if count > limits.rulesets:
                raise NetworkTooLarge(load.gates[0].rule, f"de regelset vraagt meer dan {limits.rulesets} groepen")
            rulesets.append(_ruleset(f"r{count}", load))
        elementary = tuple(
            Elementary(step.register, step.id, step.compute, step.register in propositions)
            for step in levels.elementary.get(level, ())
        )
        stages.append(Stage(elementary, tuple(rulesets)))
    gates = tuple(step for step in plan.steps if step.gate is not None)
    return Network(tuple(stages), tuple(step for step in gates if not step.inputs), gates, registers, levels.slots)


def _ruleset(name: str, load: Load) -> Ruleset:
    inputs = tuple(load.held)
    names = dict(zip(inputs, property_names(len(inputs)), strict=True))
    definition = {}
    conclusions = []
    for number, gate in enumerate(load.gates):
        for code, pattern in patterns(gate.kind, [names[slot] for slot in gate.inputs]):
            rule = f"n{number}_{code}"
            definition[rule] = {"all": [{"m": pattern}]}
            conclusions.append(Conclusion(rule, gate.slot, code))
    message = ",".join([MESSAGE_KEY, *(f'"{one}":%d' for one in names.values())])
    rules = json.dumps(definition, separators=(",", ":"))
    return Ruleset(name, rules, "{" + message + "}", inputs, load.gates, tuple(conclusions))


@dataclass(slots=True)
class _Levels:
    """The steps of a plan by stage, while it is being cut. `level` is the first stage in which a slot is known."""

    slots: int
    limits: Limits
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
            width = self.limits.children
            while len(inputs) > width:
                parts = [inputs[at : at + width] for at in range(0, len(inputs), width)]
                inputs = tuple(self._helper(step, step.gate, part) for part in parts)
            self._place(Gate(step.register, step.id, step.rule, step.gate, inputs))

    def _helper(self, step: Step, kind: GateKind, part: tuple[int, ...]) -> int:
        if len(part) == 1:
            return part[0]
        slot, self.slots = self.slots, self.slots + 1
        self._place(Gate(slot, step.id, step.rule, kind, part))
        return slot

    def _place(self, gate: Gate) -> None:
        level = self._known(gate.inputs)
        self.level[gate.slot] = level + 1
        self.gates.setdefault(level, []).append(gate)

    def _known(self, inputs: Iterable[int]) -> int:
        return max((self.level[one] for one in inputs), default=0)
