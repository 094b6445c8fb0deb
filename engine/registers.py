"""Registers for conditions and values: each gets a number, its inputs first, and equal ones share theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from . import selection
from .dossier import Dossier
from .evaluate import Names, condition, value_of
from .frozen import maker
from .language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    FactRef,
    FindingRef,
    Literal,
    Member,
    Not,
    Value,
)
from .language.walk import descendants, named_in
from .layout import StatedCondition
from .plan import GateKind, Registers, Step
from .result import FactState
from .rulebook import Parameter
from .values import NVT

_step, _stated = maker(Step), maker(StatedCondition)


class RegisterBuilder:
    """A plan in the making. `facts` and `findings` name the registers that trees refer to, `nodes` those of each id,
    `conditions` those of the conditions as rules state them, `elementary` that of each elementary condition.
    `shared` False: each condition gets a register of its own, so that one can be changed without the others.
    """

    def __init__(self, parameters: dict[str, Parameter], *, shared: bool = True) -> None:
        self.parameters = parameters
        self.shared = shared
        self.steps: list[Step] = []
        self.facts: dict[str, int] = {}
        self.findings: dict[tuple[str, str], int] = {}
        self.nodes: dict[str, int] = {}
        self.counted: dict[Condition, int] = {}
        self.gates: dict[tuple[GateKind, tuple[int, ...]], int] = {}
        self.elementary: dict[Condition, list[int]] = {}
        self.conditions: dict[str, StatedCondition] = {}
        thresholds = {name: one.value for name, one in parameters.items()}
        self.names = Names(self.facts, self.findings, thresholds, self.counted)

    def add(
        self, id: str, rule: str, inputs: Iterable[int], gate: GateKind | None, compute: Callable[[Registers, Any], Any]
    ) -> int:
        register = len(self.steps)
        self.steps.append(_step((register, id, rule, tuple(inputs), gate, compute)))
        self.nodes[id] = register
        return register

    def gate(self, kind: GateKind, inputs: tuple[int, ...], id: str, rule: str) -> int:
        """The register of a gate: the input itself where there is one to pass on, and one register for equal gates."""
        inputs = tuple(dict.fromkeys(inputs))
        if not self.shared:
            return self.add(id, rule, inputs, kind, selection.gate(kind, inputs))
        if len(inputs) == 1 and kind is not GateKind.NOT:
            return self.same(id, inputs[0])
        alike = (kind, inputs)
        known = self.gates.get(alike)
        if known is None:
            known = self.gates[alike] = self.add(id, rule, inputs, kind, selection.gate(kind, inputs))
            return known
        return self.same(id, known)

    def fact(self, name: str) -> int:
        """The register of a fact; facts of the dossier come into the plan when first named."""
        if name not in self.facts:
            self.facts[name] = self.add(f"feit/{name}", name, (), None, _fact_reader(name))
        return self.facts[name]

    def node(self, node: Condition, id: str, rule: str) -> int:
        """The register of a condition that a rule states, and of each of its parts."""
        register = self._condition(node, id, rule)
        self.conditions[id] = _stated((node, register))
        return register

    def _condition(self, node: Condition, id: str, rule: str) -> int:
        """A gate for a composite one, the finding's own register for one about a finding."""
        make = _GATES.get(type(node))
        register = None if make is None else make(self, node, id, rule)
        if register is not None:
            return register
        # Kept in the list, the register is found or made with one look: looking up a tree means hashing all of it.
        kept = self.elementary.setdefault(node, [])
        if kept and self.shared:
            return self.same(id, kept[0])
        kept.append(self.add(id, rule, self.inputs_of(node, id, rule), None, condition(node, self.names)))
        return kept[-1]

    def _all(self, node: All, id: str, rule: str) -> int:
        return self.gate(GateKind.ALL, self.parts(node.parts, id, rule), id, rule)

    def _any(self, node: AnyOf, id: str, rule: str) -> int:
        return self.gate(GateKind.ANY, self.parts(node.parts, id, rule), id, rule)

    def _not(self, node: Not, id: str, rule: str) -> int | None:
        if isinstance(node.part, All | AnyOf | Not) or _names_finding(node.part):
            return self.gate(GateKind.NOT, (self.node(node.part, f"{id}/niet", rule),), id, rule)
        return None

    def _compared(self, node: Compare, id: str, rule: str) -> int | None:
        match node:
            case Compare("=" | "!=" as operator, FindingRef(criterion, "bevinding"), Literal(outcome)):
                kind = GateKind.ANY if operator == "=" else GateKind.NOT
                return self.gate(kind, (self.findings[criterion, str(outcome)],), id, rule)
        return None

    def _among(self, node: Member, id: str, rule: str) -> int | None:
        match node:
            case Member(FindingRef(criterion, "bevinding"), choices):
                return self.gate(GateKind.ANY, tuple(self.findings[criterion, choice] for choice in choices), id, rule)
        return None

    def same(self, id: str, register: int) -> int:
        self.nodes[id] = register
        return register

    def parts(self, parts: tuple[Condition, ...], id: str, rule: str) -> tuple[int, ...]:
        return tuple(self.node(part, f"{id}/{index}", rule) for index, part in enumerate(parts, start=1))

    def inputs_of(self, node: Condition | Value, id: str, rule: str) -> tuple[int, ...]:
        """Registers that an elementary node reads; puts what it names into the plan first."""
        inputs: dict[int, None] = {}
        for one in named_in(node):
            if isinstance(one, FactRef):
                inputs[self.fact(one.name)] = None
            elif isinstance(one, FindingRef):
                inputs[self.findings[one.criterion, one.aspect]] = None
            else:
                for index, case in enumerate(one.cases, start=1):
                    register = self.counted.get(case)
                    if register is None:
                        register = self.counted[case] = self.node(case, f"{id}/geteld/{index}", rule)
                    inputs[register] = None
        return tuple(inputs)

    def value(self, node: Value, id: str, rule: str) -> int:
        if isinstance(node, FactRef):
            return self.same(id, self.fact(node.name))
        inputs = self.inputs_of(node, id, rule)
        return self.add(id, rule, inputs, None, value_of(node, self.names))


_GATES: dict[type[Any], Callable[[RegisterBuilder, Any, str, str], int | None]] = {
    All: RegisterBuilder._all,
    AnyOf: RegisterBuilder._any,
    Not: RegisterBuilder._not,
    Compare: RegisterBuilder._compared,
    Member: RegisterBuilder._among,
}
"""What a condition comes to by other registers, by class; None = by itself."""


def _names_finding(node: Condition) -> bool:
    """Whether a condition compares a finding, and so has a register of its own."""
    return isinstance(node, Compare | Member) and any(isinstance(one, FindingRef) for one in descendants(node))


def _fact_reader(name: str) -> Callable[[Registers, Dossier], Any]:
    def read(_r: Registers, dossier: Dossier) -> Any:
        fact = dossier.fact(name)
        return NVT if fact.state is FactState.NOT_APPLICABLE else fact.value

    return read
