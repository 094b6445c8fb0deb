"""Which conditions must turn for a register to get another truth: the condition trees read backwards.

`demand` splits a wish ("this verdict", "this finding is met") along the gates of the plan. Of `alle` that must become
true each part is needed; of `een_van` any part is enough. What is left are leaves: elementary conditions that only a
change of a fact under them can turn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...evaluate import value_of
from ...language.terms import Outcome
from ...language.tree import (
    Compare,
    Condition,
    FactRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    Literal,
    Member,
    Not,
    ParameterRef,
)
from ...layout import CriterionLayout, Layout
from ...plan import GateKind, Registers


class Leaf(NamedTuple):
    """A register that must come to a truth, and can only be turned by the facts under it."""

    register: int
    wanted: bool


class Each(NamedTuple):
    """All of these are needed."""

    parts: tuple[Demand, ...]


class Any_(NamedTuple):
    """At least one of these is needed."""

    parts: tuple[Demand, ...]


Demand = Leaf | Each | Any_
Split = Callable[[bool, Registers], "Demand | None"]


class Goals:
    """Reads one layout backwards."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._steps = layout.plan.steps
        self._nodes: dict[int, Condition] = {}
        for one in layout.conditions.values():
            self._nodes.setdefault(one.register, one.condition)
        self._special: dict[int, Split] = {}
        for rule in layout.criteria.values():
            self._criterion(rule)

    def of(self, register: int, wanted: bool, registers: Registers) -> Demand | None:
        """What is needed for a register to come to a truth; None when it has it already."""
        if registers[register] is wanted:
            return None
        step = self._steps[register]
        if step.gate is GateKind.NOT:
            return self.of(step.inputs[0], not wanted, registers)
        if step.gate is not None:
            parts = [self.of(one, wanted, registers) for one in step.inputs]
            found = tuple(one for one in parts if one is not None)
            return Each(found) if (step.gate is GateKind.ALL) is wanted else Any_(found)
        special = self._special.get(register)
        if special is not None:
            return special(wanted, registers)
        node = self._nodes.get(register)
        return Leaf(register, wanted) if node is None else self._stated(node, register, wanted, registers)

    def verdict(self, outcome: str, registers: Registers) -> Demand:
        """What is needed for the verdict to be `outcome`: one of its cases true, and no other case before it."""
        cases = self.layout.rulebook.verdict
        ways: list[Demand] = []
        for index, one in enumerate(cases):
            if one.outcome != outcome:
                continue
            wishes = [(self.layout.verdict.cases[index], True)]
            wishes += [
                (self.layout.verdict.cases[place], False)
                for place, other in enumerate(cases[:index])
                if other.outcome != outcome
            ]
            parts = [self.of(register, wanted, registers) for register, wanted in wishes if register is not None]
            ways.append(Each(tuple(one for one in parts if one is not None)))
        return Any_(tuple(ways))

    # --- conditions that name findings ---

    def _stated(self, node: Condition, register: int, wanted: bool, registers: Registers) -> Demand | None:
        match node:
            case IsTrue(FactRef() | FindingRef() as value):
                return self._passed_on(value, wanted, registers) or Leaf(register, wanted)
            case Not(IsTrue(FactRef() | FindingRef() as value)):
                return self._passed_on(value, not wanted, registers) or Leaf(register, wanted)
            case IsKnown(FindingRef(criterion, "bevinding")) if criterion in self.layout.criteria:
                # No change makes a finding unknown that is known: that would mend nothing.
                outcomes = self.layout.criteria[criterion].is_outcome.values() if wanted else ()
                return self._any([(one, True) for one in outcomes], registers)
            case Compare("=" | "!=" as operator, FindingRef(criterion, "zwaarte"), Literal(weight)):
                return self._weight(criterion, (str(weight),), (operator == "=") is wanted, registers)
            case Member(FindingRef(criterion, "zwaarte"), choices):
                return self._weight(criterion, choices, wanted, registers)
            case Compare("=", FindingCount(cases), Literal(0)):
                return self._count("<=", cases, 0, wanted, registers)
            case Compare(operator, FindingCount(cases), Literal() | ParameterRef() as limit):
                number = value_of(limit, self.layout.names)(registers, None)
                if isinstance(number, int) and operator in (">=", ">", "<", "<="):
                    return self._count(operator, cases, number, wanted, registers)
        return Leaf(register, wanted)

    def _passed_on(self, value: FactRef | FindingRef, wanted: bool, registers: Registers) -> Demand | None:
        """What is needed of the fact or finding of which a condition passes on the truth."""
        names = self.layout.names
        own = names.facts[value.name] if isinstance(value, FactRef) else names.findings[value.criterion, value.aspect]
        return self.of(own, wanted, registers)

    def _any(self, wishes: list[tuple[int, bool]], registers: Registers) -> Demand:
        parts = [self.of(register, wanted, registers) for register, wanted in wishes]
        return Any_(tuple(one for one in parts if one is not None))

    def _all(self, wishes: list[tuple[int, bool]], registers: Registers) -> Demand:
        parts = [self.of(register, wanted, registers) for register, wanted in wishes]
        return Each(tuple(one for one in parts if one is not None))

    def _count(
        self, operator: str, cases: tuple[Condition, ...], number: int, wanted: bool, registers: Registers
    ) -> Demand:
        """So many findings: every one that counts too much where none may, else at least one of them."""
        least = number + (operator in (">", "<="))
        more = (operator in (">=", ">")) is wanted
        own = [self.layout.names.nodes[one] for one in cases]
        if more:
            return self._any([(one, True) for one in own if registers[one] is not True], registers)
        wishes = [(one, False) for one in own if registers[one] is not False]
        return self._all(wishes, registers) if least <= 1 else self._any(wishes, registers)

    def _weight(self, criterion: str, weights: tuple[str, ...], inside: bool, registers: Registers) -> Demand:
        """A finding that must weigh so much: one of the cases with that weight; or may not: none of those with it."""
        rule = self.layout.criteria.get(criterion)
        cases = [] if rule is None else [pair for some in rule.cases.values() for pair in some]
        heavy = [register for case, register in cases if case.weight.value in weights]
        if inside:
            return self._any([(one, True) for one in heavy if registers[one] is not True], registers)
        return self._any([(one, False) for one in heavy if registers[one] is not False], registers)

    # --- what a criterion computes ---

    def _criterion(self, rule: CriterionLayout) -> None:
        id = rule.criterion.id
        findings = self.layout.names.findings
        for outcome, register in rule.is_outcome.items():
            self._special[findings[id, outcome.value]] = self._aspect(register)
        any_ground = self.layout.nodes[f"{id}/grond"]
        pair = (rule.is_outcome[Outcome.NOT_MET], any_ground)
        self._special[rule.excused] = self._both(pair)

    def _aspect(self, register: int) -> Split:
        return lambda wanted, registers: self.of(register, wanted, registers)

    def _both(self, pair: tuple[int, int]) -> Split:
        def split(wanted: bool, registers: Registers) -> Demand:
            wishes = [(one, wanted) for one in pair]
            return self._all(wishes, registers) if wanted else self._any(wishes, registers)

        return split
