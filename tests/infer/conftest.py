"""Small plans, built by hand: leaves with a given truth, then gates and readers over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.plan import GateKind, Plan, Registers, Step

DOSSIER = Dossier("proef", date(2026, 1, 1), {}, "")

Truth = bool | None
Node = tuple[GateKind | None, Sequence[int]]
"""A gate over registers, or (None) an elementary step that asks whether its one input is known."""


class SmallPlan:
    """`leaves` elementary steps whose truth is in `truths`, then the nodes, in registers that follow on.

    `reading` is the truth of every register, by arithmetic: unknown lies halfway between false and true.
    """

    def __init__(self, leaves: int, nodes: Sequence[Node], rule: str = "K01") -> None:
        self.truths: list[Any] = [None] * leaves
        self.nodes = nodes
        steps = [Step(number, f"{rule}.blad{number}", rule, (), None, self._leaf(number)) for number in range(leaves)]
        for register, (gate, inputs) in enumerate(nodes, leaves):
            steps.append(Step(register, f"{rule}.knoop{register}", rule, tuple(inputs), gate, self._node(gate, inputs)))
        self.plan = Plan(tuple(steps))

    def _leaf(self, number: int) -> Any:
        return lambda _registers, _dossier: self.truths[number]

    @staticmethod
    def _node(gate: GateKind | None, inputs: Sequence[int]) -> Any:
        def known(registers: Registers, _dossier: Dossier) -> bool:
            return registers[inputs[0]] is not None

        def never(_registers: Registers, _dossier: Dossier) -> Truth:
            raise AssertionError("a gate was computed instead of derived")

        return never if gate else known

    def reading(self) -> Registers:
        size: dict[Truth, Fraction] = {False: Fraction(0), None: Fraction(1, 2), True: Fraction(1)}
        truth = {value: key for key, value in size.items()}
        registers: Registers = list(self.truths)
        for gate, inputs in self.nodes:
            sizes = [size[registers[one]] for one in inputs]
            match gate:
                case GateKind.ALL:
                    registers.append(truth[min(sizes, default=Fraction(1))])
                case GateKind.ANY:
                    registers.append(truth[max(sizes, default=Fraction(0))])
                case GateKind.NOT:
                    registers.append(truth[1 - sizes[0]])
                case None:
                    registers.append(registers[inputs[0]] is not None)
        return registers


@pytest.fixture(scope="session")
def small_plan() -> type[SmallPlan]:
    return SmallPlan


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return DOSSIER
