"""Lays a rulebook out as a plan for one day: which versions apply, and which register holds what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from . import selection
from .evaluate import Read, value_of
from .language.terms import NOGO_ASPECTS, Outcome, Weight
from .language.tree import Condition, FactRef
from .language.types import DateType
from .language.walk import descendants
from .layout import CriterionLayout, Layout, NoGoLayout, StepLayout, VerdictLayout
from .piece_rule import Piece
from .plan import GateKind, Plan, Registers
from .planning_nogo import lay_out_nogo, leave_out_nogo
from .planning_scope import Excluding, lay_out_exclusions, lay_out_scope
from .planning_sections import lay_out_chapters, lay_out_section
from .registers import RegisterBuilder
from .rulebook import (
    Case,
    CellAuthority,
    Criterion,
    Derivation,
    Formula,
    Parameter,
    Question,
    Repair,
    Rulebook,
    Table,
    Truth,
)
from .rulebook import Cases as OrderedCases
from .rulebook import Step as TimelineRule
from .sentences import Sentence
from .values import NVT

REFERENCE_DATE = FactRef("dossier.peildatum", DateType())
CARRYING_OUTCOMES = (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET)


def lay_out(rulebook: Rulebook, day: date, piece: Piece | None = None, *, shared: bool = True) -> Layout:
    """The plan of `rulebook` for the peildatum `day`, with the chapters of one piece when it is asked for.

    Equal conditions share a register, unless `shared` is False.
    """
    day = rulebook.day_of_rules(day)
    parameters = {one.name: one for one in rulebook.parameters if one.validity.covers(day)}
    return _Builder(parameters, rulebook, day, piece, shared=shared).build()


class _Builder(RegisterBuilder):
    def __init__(
        self, parameters: dict[str, Parameter], rulebook: Rulebook, day: date, piece: Piece | None, *, shared: bool
    ) -> None:
        super().__init__(parameters, shared=shared)
        self.rulebook = rulebook
        self.day = day
        self.piece = piece
        self.question_exclusions: dict[str, Excluding] = {}
        self.criteria: dict[str, CriterionLayout] = {}
        self.nogos: dict[str, NoGoLayout] = {}

    def build(self) -> Layout:
        book, day = self.rulebook, self.day
        derivations = {one.concept.name: one for one in book.derivations if one.validity.covers(day)}
        criteria = {one.id: one for one in book.criteria if one.validity.covers(day) and one.enabled}
        known_criteria = {one.id for one in book.criteria}
        nogos = {one.id: one for one in book.nogos if one.validity.covers(day)}
        known_nogos = {one.id for one in book.nogos}
        questions = {one.id: one for one in book.questions}
        for name in book.order:
            if name in derivations:
                self.derivation(derivations[name])
            elif name in criteria:
                self.criterion(criteria[name], questions[criteria[name].question])
            elif name in known_criteria:
                self.absent_criterion(name)
            elif name in nogos:
                self.nogos[name] = lay_out_nogo(self, nogos[name])
            elif name in known_nogos:
                leave_out_nogo(self, name, NOGO_ASPECTS)
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
        sections = tuple(
            lay_out_section(self, f"gevolgen/{one.id}", one) for one in book.sections if one.validity.covers(day)
        )
        chapters = () if self.piece is None else tuple(lay_out_chapters(self, self.piece, day))
        self.mention_sentences(criteria.values())
        self.mention_picture()
        return Layout(
            book,
            day,
            Plan(tuple(self.steps)),
            self.names,
            self.parameters,
            derivations,
            self.nodes,
            self.conditions,
            self.criteria,
            per_question,
            verdict,
            timeline,
            {one.id: self.nogos[one.id] for one in book.nogos if one.id in self.nogos},
            sections,
            chapters,
        )

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
                results = [one.result for one in branches]
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

    def criterion(self, rule: Criterion, question: Question) -> None:
        id = rule.id
        if question.id not in self.question_exclusions:
            self.question_exclusions[question.id] = lay_out_exclusions(
                self, f"vraag/{question.id}", question.exclusions
            )
        scope = lay_out_scope(self, id, rule.applies, rule.exclusions, self.question_exclusions[question.id])
        cases, outcomes = self.outcomes(rule)
        is_outcome = {
            one: self.gate(GateKind.ALL, (scope.applies, register), f"{id}/bevinding/{one.value}", id)
            for one, register in outcomes.items()
        }
        is_outcome[Outcome.NOT_APPLICABLE] = self.gate(GateKind.NOT, (scope.applies,), f"{id}/bevinding/nvt", id)
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
        weight, counted_weight = self.weight(rule, cases, finding)
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
                (id, "zwaarte"): counted_weight,
                (id, "verschoond"): excused,
                (id, "herstelbaar"): repairable,
            }
        )
        self.criteria[id] = CriterionLayout(
            rule,
            scope.applies,
            scope.condition,
            scope.exclusions,
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

    def weight(
        self, rule: Criterion, cases: dict[Outcome, tuple[tuple[Case, int], ...]], finding: int
    ) -> tuple[int, int]:
        """The heaviest weight of the cases that are true (or can still be), the criterion's own when there is none;
        and the weight as rules count it.
        """
        ranks = list(Weight)
        per_outcome = {
            outcome.value: tuple(
                (case.weight.value, register)
                for case, register in sorted(some, key=lambda pair: ranks.index(pair[0].weight))
            )
            for outcome, some in cases.items()
        }
        pairs = tuple(pair for some in per_outcome.values() for pair in some)
        pairs = tuple(sorted(pairs, key=lambda pair: ranks.index(Weight(pair[0]))))
        own = rule.weight.value
        inputs = tuple(dict.fromkeys((finding, *(register for _, register in pairs))))
        heaviest = self.add(f"{rule.id}/zwaarte", rule.id, inputs, None, selection.heaviest(pairs, finding, own))
        if all(name == own for name, _ in pairs):
            return heaviest, heaviest
        settled = selection.settled_weight(per_outcome, finding, heaviest, own)
        return heaviest, self.add(f"{rule.id}/telt/zwaarte", rule.id, (heaviest, *inputs), None, settled)

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
        scope = lay_out_scope(self, id, rule.applies, rule.exclusions)
        start, deadline, happened = (
            None if one is None else self.value(one, f"{id}/{name}", id)
            for name, one in (("vanaf", rule.start), ("uiterlijk", rule.deadline), ("gebeurd_op", rule.happened))
        )
        is_done, is_late = selection.step_conditions(rule, REFERENCE_DATE)
        done, late = self.node(is_done, f"{id}/gehaald", id), self.node(is_late, f"{id}/te_laat", id)
        today = self.fact(REFERENCE_DATE.name)
        at = selection.StepRegisters(scope.applies, done, late, today, happened, deadline, start)
        inputs = tuple(one for one in (scope.applies, done, late, today, happened, deadline, start) if one is not None)
        state = self.add(id, id, inputs, None, selection.step_state(at))
        return StepLayout(rule, scope.excluded, state, start, deadline, happened)

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
        for ground in book.nogos:
            sentences += [ground.norm, ground.review, *ground.to_ask]
            sentences += [one.reason for one in ground.exclusions]
            sentences += [one.reason for one in ground.objections]
            sentences += [one.what for one in ground.evidence]
        for step in book.steps:
            sentences += [step.consequence, *(one.reason for one in step.exclusions)]
        for derivation in book.derivations:
            if isinstance(derivation.method, OrderedCases):
                sentences += [one.reason for one in derivation.method.branches]
        for sentence in sentences:
            for part in sentence.parts if sentence else ():
                if isinstance(part, FactRef):
                    self.fact(part.name)

    def mention_picture(self) -> None:
        """Facts that only the picture of the timeline names must be readable too."""
        for node in self.rulebook.picture.nodes() if self.rulebook.picture else ():
            for one in descendants(node):
                if isinstance(one, FactRef):
                    self.fact(one.name)


def _nvt(_r: Registers, _c: Any) -> Any:
    return NVT


def _constant(value: str) -> Read:
    return lambda _r, _c: value
