"""A rulebook as it applies on one day, laid out as registers: each node gets a number and a way to compute it.

A plan is what both readings share: the same nodes, the same order, the same ids. `evaluate` computes every register
directly; `infer` computes the elementary ones the same way and has the inference engine derive every gate.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from .dossier import Dossier
from .frozen import Frozen

Registers = list[Any]
"""One value per register: True, False or None (unknown) of a condition, a Python value or None (none) of a value."""


class GateKind(Enum):
    """The composite conditions; everything else is elementary."""

    ALL = "alle"
    ANY = "een_van"
    NOT = "niet"


class Step(Frozen):
    """One register. `inputs` are registers computed earlier.

    `gate` None = elementary: computed by `compute` in both readings.
    """

    register: int
    id: str
    rule: str
    inputs: tuple[int, ...]
    gate: GateKind | None
    compute: Callable[[Registers, Dossier], Any]


class Plan(Frozen):
    """All steps in an order in which inputs come first; the place of a step is its register."""

    steps: tuple[Step, ...]
