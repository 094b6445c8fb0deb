"""Lays a rulebook out as a plan for one day: which versions apply, and which register holds what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import selection
from .dossier import Dossier
from .evaluate import Names, Read, condition, value_of
from .plan import GateKind, Plan, Registers, Step
from .result import FactState
from .rulebook import (
    Case,
    CellAuthority,
    Criterion,
    Derivation,
    Exclusion,
    Formula,
    Ground,
    Outcome,
    Parameter,
    Question,
    Repair,
    Rulebook,
    Sentence,
    Table,
    Truth,
    Weight,
)
from .rulebook import Cases as OrderedCases
from .rulebook import Step as TimelineRule
from .tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    FactRef,
    FindingCount,
    FindingRef,
    Literal,
    Member,
    Not,
    Value,
)
from .types import DateType
from .values import NVT
from .walk import descendants

REFERENCE_DATE = FactRef("dossier.peildatum", DateType())
CARRYING_OUTCOMES = (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET)


@dataclass(frozen=True, slots=True)
class CriterionLayout:
    """Registers of one criterion: truths of its parts, its finding (`Outcome` value or None) and what goes with it."""

    criterion: Criterion
    applies: int
    applies_condition: int | None
    exclusions: tuple[tuple[Exclusion, int, str], ...]
    cases: dict[Outcome, tuple[tuple[Case, int], ...]]
    outcomes: dict[Outcome, int]
    is_outcome: dict[Outcome, int]
    finding: int
    weight: int
    grounds: tuple[tuple[Ground, int], ...]
    excused: int
    repairable: int
    repairs: tuple[tuple[Repair, int | None, Read | None], ...]


@dataclass(frozen=True, slots=True)
class StepLayout:
    """Registers of one dated step: its state (`StepState` value) and dates; None where the step has no such part."""

    step: TimelineRule
    exclusions: tuple[tuple[Exclusion, int], ...]
    state: int
    start: int | None
    deadline: int | None
    happened: int | None


@dataclass(frozen=True, slots=True)
class VerdictLayout:
    """Registers of an ordered verdict: each case's condition (None = anders) and the outcome."""

    cases: tuple[int | None, ...]
    outcome: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan with the map of its registers. `nodes` finds the register of a node by its id (rule and path)."""

    rulebook: Rulebook
    day: date
    plan: Plan
    names: Names
    parameters: dict[str, Parameter]
    derivations: dict[str, Derivation]
    nodes: dict[str, int]
    criteria: dict[str, CriterionLayout]
    questions: dict[str, VerdictLayout]
    verdict: VerdictLayout
    steps: tuple[StepLayout, ...]

    def value(self, node: Value, registers: Registers, dossier: Dossier) -> Any:
        """The value of any value node of this rulebook, after a run."""
        return value_of(node, self.names)(registers, dossier)


def lay_out(rulebook: Rulebook, day: date) -> Layout:
    """The plan of `rulebook` as it applies on `day`."""
    return _Builder(rulebook, day).build()


@dataclass(slots=True)
class _Builder:
    rulebook: Rulebook
    day: date
    steps: list[Step] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    findings: dict[tuple[str, str], int] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    nodes: dict[str, int] = field(default_factory=dict)
    counted: dict[Condition, int] = field(default_factory=dict)
    gates: dict[tuple[GateKind, tuple[int, ...]], int] = field(default_factory=dict)
    elementary: dict[Condition, int] = field(default_factory=dict)
    question_exclusions: dict[str, tuple[tuple[Exclusion, int, str], ...]] = field(default_factory=dict)
    criteria: dict[str, CriterionLayout] = field(default_factory=dict)
    names: Names = field(init=False)

    def build(self) -> Layout:
        book, day = self.rulebook, self.day
        self.parameters = {one.name: one for one in book.parameters if one.validity.covers(day)}
        self.names = Names(
            self.facts, self.findings, {name: one.value for name, one in self.parameters.items()}, self.counted
        )
        derivations = {one.concept.name: one for one in book.derivations if one.validity.covers(day)}
        criteria = {one.id: one for one in book.criteria if one.validity.covers(day) and one.enabled}
        known_criteria = {one.id for one in book.criteria}
        questions = {one.id: one for one in book.questions}
        for name in book.order:
            if name in derivations:
                self.derivation(derivations[name])
            elif name in criteria:
                self.criterion(criteria[name], questions[criteria[name].question])
            elif name in known_criteria:
                self.absent_criterion(name)
            else:
                self.facts[name] = self.add(f"feit/{name}", name, (), None, lambda _r, _c: None)
        per_question = {
            one.question: self.verdict(
                f"oordeel/{one.question}", [(case.outcome, case.condition) for case in one.cases]
            )
            for one in book.question_verdicts
        }
        verdict = self.verdict("oordeel/eindoordeel", [(case.outcome, case.condition) for case in book.verdict])
        timeline = tuple(self.timeline_step(one) for one in book.steps if one.validity.covers(day))
        self.mention_sentences(criteria.values())
        return Layout(
            book,
            day,
            Plan(tuple(self.steps)),
            self.names,
            self.parameters,
            derivations,
            self.nodes,
            self.criteria,
            per_question,
            verdict,
            timeline,
        )

    # --- registers ---

    def add(
        self, id: str, rule: str, inputs: Iterable[int], gate: GateKind | None, compute: Callable[[Registers, Any], Any]
    ) -> int:
        register = len(self.steps)
        self.steps.append(Step(register, id, rule, tuple(inputs), gate, compute))
        self.nodes[id] = register
        return register

    def gate(self, kind: GateKind, inputs: tuple[int, ...], id: str, rule: str) -> int:
        """The register of a gate: the input itself where there is one to pass on, and one register for equal gates."""
        inputs = tuple(dict.fromkeys(inputs))
        if len(inputs) == 1 and kind is not GateKind.NOT:
            return self.same(id, inputs[0])
        known = self.gates.get((kind, inputs))
        if known is not None:
            return self.same(id, known)
        self.gates[kind, inputs] = self.add(id, rule, inputs, kind, selection.gate(kind, inputs))
        return self.gates[kind, inputs]

    def fact(self, name: str) -> int:
        """The register of a fact; facts of the dossier come into the plan when first named."""
        if name not in self.facts:
            self.facts[name] = self.add(f"feit/{name}", name, (), None, _fact_reader(name))
        return self.facts[name]

    def node(self, node: Condition, id: str, rule: str) -> int:
        """The register of a condition: a gate for a composite one, the finding's own for one about a finding."""
        match node:
            case All(parts):
                return self.gate(GateKind.ALL, self.parts(parts, id, rule), id, rule)
            case AnyOf(parts):
                return self.gate(GateKind.ANY, self.parts(parts, id, rule), id, rule)
            case Not(part) if isinstance(part, All | AnyOf | Not) or _names_finding(part):
                return self.gate(GateKind.NOT, (self.node(part, f"{id}/niet", rule),), id, rule)
            case Compare("=", FindingRef(criterion, "bevinding"), Literal(outcome)):
                return self.same(id, self.findings[criterion, str(outcome)])
            case Compare("!=", FindingRef(criterion, "bevinding"), Literal(outcome)):
                return self.gate(GateKind.NOT, (self.findings[criterion, str(outcome)],), id, rule)
            case Member(FindingRef(criterion, "bevinding"), choices):
                return self.gate(GateKind.ANY, tuple(self.findings[criterion, choice] for choice in choices), id, rule)
        if node in self.elementary:
            return self.same(id, self.elementary[node])
        inputs = self.inputs_of(node, id, rule)
        self.elementary[node] = self.add(id, rule, inputs, None, condition(node, self.names))
        return self.elementary[node]

    def same(self, id: str, register: int) -> int:
        self.nodes[id] = register
        return register

    def parts(self, parts: tuple[Condition, ...], id: str, rule: str) -> tuple[int, ...]:
        return tuple(self.node(part, f"{id}/{index}", rule) for index, part in enumerate(parts, start=1))

    def inputs_of(self, node: Condition | Value, id: str, rule: str) -> tuple[int, ...]:
        """Registers that an elementary node reads; puts what it names into the plan first."""
        inputs: dict[int, None] = {}
        for one in descendants(node):
            match one:
                case FactRef(name):
                    inputs[self.fact(name)] = None
                case FindingRef(criterion, aspect):
                    inputs[self.findings[criterion, aspect]] = None
                case FindingCount(cases):
                    for index, case in enumerate(cases, start=1):
                        if case not in self.counted:
                            self.counted[case] = self.node(case, f"{id}/geteld/{index}", rule)
                        inputs[self.counted[case]] = None
        return tuple(inputs)

    def value(self, node: Value, id: str, rule: str) -> int:
        if isinstance(node, FactRef):
            return self.same(id, self.fact(node.name))
        inputs = self.inputs_of(node, id, rule)
        return self.add(id, rule, inputs, None, value_of(node, self.names))

    # --- derivations ---

    def derivation(self, rule: Derivation) -> None:
        name = rule.concept.name
        id = f"afleiding/{name}"
        match rule.method:
            case Formula(value):
                inputs = self.inputs_of(value, id, name)
                register = self.add(id, name, inputs, None, value_of(value, self.names))
            case Truth(one):
                register = self.node(one, id, name)
            case OrderedCases(branches):
                conditions = [
                    None if one.condition is None else self.node(one.condition, f"{id}/geval/{index}", name)
                    for index, one in enumerate(branches, start=1)
                ]
                results = [None if one.result is None else one.result for one in branches]
                inputs = tuple(
                    dict.fromkeys(
                        [register for register in conditions if register is not None]
                        + [register for one in results if one is not None for register in self.inputs_of(one, id, name)]
                    )
                )
                reads = [_nvt if one is None else value_of(one, self.names) for one in results]
                register = self.add(id, name, inputs, None, selection.first_true(conditions, reads))
            case Table(row, column, cells):
                inputs = tuple(dict.fromkeys(self.inputs_of(row, id, name) + self.inputs_of(column, id, name)))
                register = self.add(
                    id,
                    name,
                    inputs,
                    None,
                    selection.table(value_of(row, self.names), value_of(column, self.names), cells),
                )
            case CellAuthority(table):
                method = next(
                    one.method
                    for one in self.rulebook.derivations
                    if one.concept.name == table and one.validity.covers(self.day)
                )
                assert isinstance(method, Table)
                inputs = tuple(
                    dict.fromkeys(self.inputs_of(method.row, id, name) + self.inputs_of(method.column, id, name))
                )
                register = self.add(
                    id,
                    name,
                    inputs,
                    None,
                    selection.cell_authority(
                        value_of(method.row, self.names), value_of(method.column, self.names), method.cells
                    ),
                )
        self.facts[name] = register

    # --- criteria ---

    def exclusions(
        self, exclusions: tuple[Exclusion, ...], id: str, rule: str
    ) -> tuple[tuple[Exclusion, int, str], ...]:
        return tuple(
            (
                one,
                self.node(one.condition, f"{id}/niet_van_toepassing/{index}", rule),
                f"{id}/niet_van_toepassing/{index}",
            )
            for index, one in enumerate(exclusions, start=1)
        )

    def criterion(self, rule: Criterion, question: Question) -> None:
        id = rule.id
        if question.id not in self.question_exclusions:
            self.question_exclusions[question.id] = self.exclusions(
                question.exclusions, f"vraag/{question.id}", f"vraag/{question.id}"
            )
        exclusions = self.question_exclusions[question.id] + self.exclusions(rule.exclusions, id, id)
        condition_register = None if rule.applies is None else self.node(rule.applies, f"{id}/van_toepassing", id)
        barriers = tuple(
            self.gate(GateKind.NOT, (register,), f"{id}/geen_uitzondering/{index}", id)
            for index, (_, register, _) in enumerate(exclusions, start=1)
        )
        needed = (*(() if condition_register is None else (condition_register,)), *barriers)
        applies = self.gate(GateKind.ALL, needed, f"{id}/toepasselijk", id)
        cases, outcomes = self.outcomes(rule)
        is_outcome = {
            one: self.gate(GateKind.ALL, (applies, register), f"{id}/bevinding/{one.value}", id)
            for one, register in outcomes.items()
        }
        is_outcome[Outcome.NOT_APPLICABLE] = self.gate(GateKind.NOT, (applies,), f"{id}/bevinding/nvt", id)
        pairs = tuple((one.value, register) for one, register in is_outcome.items())
        finding = self.add(
            f"{id}/bevinding", id, (register for _, register in pairs), None, selection.first_named(pairs)
        )
        grounds = tuple((one, self.node(one.condition, f"{id}/grond/{one.id}", id)) for one in rule.grounds)
        any_ground = self.gate(GateKind.ANY, tuple(register for _, register in grounds), f"{id}/grond", id)
        excused = self.add(
            f"{id}/verschoond",
            id,
            (is_outcome[Outcome.NOT_MET], any_ground),
            None,
            selection.both_true(is_outcome[Outcome.NOT_MET], any_ground),
        )
        repairable_condition = (
            () if rule.repairable is None else (self.node(rule.repairable, f"{id}/herstelbaar_als", id),)
        )
        repairable = self.add(
            f"{id}/herstelbaar", id, repairable_condition, None, selection.not_false(repairable_condition)
        )
        weight = self.weight(rule, cases, finding)
        repairs = tuple(
            (
                one,
                None if one.condition is None else self.node(one.condition, f"{id}/herstel/{index}", id),
                self.until(one, id),
            )
            for index, one in enumerate(rule.repairs, start=1)
        )
        for name, register in pairs:
            path = f"{id}/bevinding/is/{name}"
            self.findings[id, name] = self.add(
                path, id, (finding, register), None, selection.settled(finding, register, name)
            )
        self.findings.update(
            {
                (id, "bevinding"): finding,
                (id, "zwaarte"): weight,
                (id, "verschoond"): excused,
                (id, "herstelbaar"): repairable,
            }
        )
        self.criteria[id] = CriterionLayout(
            rule,
            applies,
            condition_register,
            exclusions,
            cases,
            outcomes,
            is_outcome,
            finding,
            weight,
            grounds,
            excused,
            repairable,
            repairs,
        )

    def outcomes(self, rule: Criterion) -> tuple[dict[Outcome, tuple[tuple[Case, int], ...]], dict[Outcome, int]]:
        written = {Outcome.MET: rule.met, Outcome.DOUBT: rule.doubt, Outcome.NOT_MET: rule.not_met}
        cases: dict[Outcome, tuple[tuple[Case, int], ...]] = {}
        outcomes: dict[Outcome, int] = {}
        for outcome, some in written.items():
            cases[outcome] = tuple(
                (case, self.node(case.condition, f"{rule.id}/{case.path}", rule.id))
                for case in some
                if case.condition is not None
            )
            truths = tuple(register for _, register in cases[outcome])
            outcomes[outcome] = self.gate(GateKind.ANY, truths, f"{rule.id}/{outcome.value}", rule.id)
        for outcome, some in written.items():
            for case in (one for one in some if one.condition is None):
                path = f"{rule.id}/{case.path}"
                others = self.gate(GateKind.ANY, tuple(outcomes.values()), f"{path}/andere", rule.id)
                rest = self.gate(GateKind.NOT, (others,), path, rule.id)
                cases[outcome] = (*cases[outcome], (case, rest))
                outcomes[outcome] = self.gate(
                    GateKind.ANY, (outcomes[outcome], rest), f"{rule.id}/{outcome.value}/of_anders", rule.id
                )
        return cases, {outcome: outcomes[outcome] for outcome in CARRYING_OUTCOMES}

    def weight(self, rule: Criterion, cases: dict[Outcome, tuple[tuple[Case, int], ...]], finding: int) -> int:
        """The heaviest weight of the cases that are true (or can still be), the criterion's own when there is none."""
        ranks = list(Weight)
        pairs = tuple((case.weight.value, register) for some in cases.values() for case, register in some)
        pairs = tuple(sorted(pairs, key=lambda pair: ranks.index(Weight(pair[0]))))
        return self.add(
            f"{rule.id}/zwaarte",
            rule.id,
            dict.fromkeys((finding, *(register for _, register in pairs))),
            None,
            selection.heaviest(pairs, finding, rule.weight.value),
        )

    def until(self, repair: Repair, rule: str) -> Read | None:
        if repair.until is None:
            return None
        self.inputs_of(repair.until, f"{rule}/herstel", rule)
        return value_of(repair.until, self.names)

    def absent_criterion(self, id: str) -> None:
        """A criterion that is switched off or not in force on this day: its finding is nvt."""
        never = self.add(f"{id}/uit", id, (), None, lambda _r, _c: False)
        always = self.add(f"{id}/nvt", id, (), None, lambda _r, _c: True)
        finding = self.add(f"{id}/bevinding", id, (), None, lambda _r, _c: Outcome.NOT_APPLICABLE.value)
        weight = next(one.weight.value for one in self.rulebook.criteria if one.id == id)
        self.findings.update({(id, outcome.value): never for outcome in CARRYING_OUTCOMES})
        self.findings.update(
            {
                (id, Outcome.NOT_APPLICABLE.value): always,
                (id, "bevinding"): finding,
                (id, "verschoond"): never,
                (id, "herstelbaar"): always,
                (id, "zwaarte"): self.add(f"{id}/zwaarte", id, (), None, lambda _r, _c: weight),
            }
        )

    # --- verdict and timeline ---

    def verdict(self, id: str, cases: list[tuple[str, Condition | None]]) -> VerdictLayout:
        conditions = [
            None if one is None else self.node(one, f"{id}/{index}", id)
            for index, (_, one) in enumerate(cases, start=1)
        ]
        outcomes = [outcome for outcome, _ in cases]
        reads: list[Read] = [_constant(outcome) for outcome in outcomes]
        inputs = tuple(dict.fromkeys(register for register in conditions if register is not None))
        return VerdictLayout(tuple(conditions), self.add(id, id, inputs, None, selection.first_true(conditions, reads)))

    def timeline_step(self, rule: TimelineRule) -> StepLayout:
        id = f"tijdlijn/{rule.id}"
        exclusions = self.exclusions(rule.exclusions, id, id)
        needed = [] if rule.applies is None else [self.node(rule.applies, f"{id}/van_toepassing", id)]
        needed += [
            self.gate(GateKind.NOT, (register,), f"{id}/geen_uitzondering/{index}", id)
            for index, (_, register, _) in enumerate(exclusions, start=1)
        ]
        applies = self.gate(GateKind.ALL, tuple(needed), f"{id}/toepasselijk", id)
        start, deadline, happened = (
            None if one is None else self.value(one, f"{id}/{name}", id)
            for name, one in (("vanaf", rule.start), ("uiterlijk", rule.deadline), ("gebeurd_op", rule.happened))
        )
        is_done, is_late = selection.step_conditions(rule, REFERENCE_DATE)
        done, late = self.node(is_done, f"{id}/gehaald", id), self.node(is_late, f"{id}/te_laat", id)
        today = self.fact(REFERENCE_DATE.name)
        at = selection.StepRegisters(applies, done, late, today, happened, deadline, start)
        inputs = tuple(one for one in (applies, done, late, today, happened, deadline, start) if one is not None)
        state = self.add(id, id, inputs, None, selection.step_state(at))
        return StepLayout(
            rule, tuple((one, register) for one, register, _ in exclusions), state, start, deadline, happened
        )

    def mention_sentences(self, criteria: Iterable[Criterion]) -> None:
        """Facts that only a sentence names must be readable too."""
        book = self.rulebook
        sentences: list[Sentence | None] = [one.reason for question in book.questions for one in question.exclusions]
        for rule in criteria:
            sentences += [
                rule.norm,
                *(one.reason for one in rule.exclusions),
                *(one.sentence for one in rule.grounds),
                *(one.what for one in rule.repairs),
            ]
            for case in (*rule.met, *rule.doubt, *rule.not_met):
                sentences += [case.sentence, *case.to_weigh]
        sentences += [one.sentence for one in book.verdict]
        for step in book.steps:
            sentences += [step.consequence, *(one.reason for one in step.exclusions)]
        for derivation in book.derivations:
            if isinstance(derivation.method, OrderedCases):
                sentences += [one.reason for one in derivation.method.branches]
        for sentence in sentences:
            for part in sentence.parts if sentence else ():
                if isinstance(part, FactRef):
                    self.fact(part.name)


def _names_finding(node: Condition) -> bool:
    """Whether a condition compares a finding, and so has a register of its own."""
    return isinstance(node, Compare | Member) and any(isinstance(one, FindingRef) for one in descendants(node))


def _nvt(_r: Registers, _c: Any) -> Any:
    return NVT


def _constant(value: str) -> Read:
    return lambda _r, _c: value


def _fact_reader(name: str) -> Callable[[Registers, Dossier], Any]:
    def read(_r: Registers, dossier: Dossier) -> Any:
        fact = dossier.facts.get(name)
        if fact is None:
            return None
        return NVT if fact.state is FactState.NOT_APPLICABLE else fact.value

    return read
