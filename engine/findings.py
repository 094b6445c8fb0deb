"""From the registers of one run to the result: findings, verdict and timeline with everything that carries them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from . import human
from .date_bounds import OPEN, days_of
from .language.terms import Authority, Outcome, Weight
from .language.tree import FindingCount, FindingRef
from .language.walk import descendants
from .layout import CriterionLayout, NoGoLayout, StepLayout, VerdictLayout
from .nogo_report import nogo_result
from .premises import TRUTHS, Premises
from .proof import Prover
from .result import (
    UNANSWERED,
    UNDECIDED,
    CitedSource,
    EngineInfo,
    FactState,
    Finding,
    GroundResult,
    HumanVerdict,
    NoGoResult,
    ProofNode,
    QuestionResult,
    RepairResult,
    Result,
    StepState,
    TimelineStep,
    UsedFact,
    Verdict,
)
from .rulebook import Case, CellAuthority, Step
from .sources import Citation, Source
from .values import NVT

VERDICT = "oordeel"
"""The name under which the reasoning of the verdict is asked for, beside the ids of criteria."""


class Report:
    """Turns the registers of one run into the result. `reasoned`: rules whose reasoning is worked out (None = all)."""

    def __init__(self, premises: Premises, reasoned: Collection[str] | None) -> None:
        self.layout, self.premises = premises.layout, premises
        self.registers, self.dossier = premises.registers, premises.dossier
        self.reasoned = reasoned

    @cached_property
    def sources(self) -> dict[str, Source]:
        return self.layout.rulebook.sources_on(self.layout.day)

    @cached_property
    def disputed(self) -> tuple[UsedFact, ...]:
        return self.premises.disputed()

    @cached_property
    def humans(self) -> dict[str, HumanVerdict]:
        return human.per_criterion(self.dossier)

    def result(self, engine: EngineInfo) -> Result:
        book, dossier = self.layout.rulebook, self.dossier
        description, synthetic = dossier.fact("dossier.omschrijving"), dossier.fact("dossier.synthetisch")
        findings = tuple(self.finding(one) for one in self.layout.criteria.values())
        order = {question.id: index for index, question in enumerate(book.questions)}
        findings = tuple(sorted(findings, key=lambda one: (order[one.question], one.criterion)))
        return Result(
            book.name,
            book.version,
            book.hash,
            dossier.id,
            dossier.hash,
            str(description.value or ""),
            synthetic.value is True,
            dossier.reference_date,
            engine,
            self.verdict(findings),
            findings,
            tuple(self.step(one) for one in self.layout.steps),
            self.disputed,
            tuple(self.nogo(one) for one in self.layout.nogos.values()),
            book.rules_day,
            book.release,
        )

    # --- findings ---

    def finding(self, layout: CriterionLayout) -> Finding:
        rule, registers, premises = layout.criterion, self.registers, self.premises
        outcome = self.outcome(layout)
        true_cases = self.true_cases(layout, outcome)
        citations = tuple(dict.fromkeys([*(one for case in true_cases for one in case.citations), *rule.citations]))
        return Finding(
            rule.id,
            rule.title,
            rule.question,
            outcome,
            Weight(registers[layout.weight]),
            self.authority(rule.authority, true_cases),
            bool(true_cases) and all(case.provisional for case in true_cases),
            premises.sentence(rule.norm.parts),
            self.cited(citations),
            self.reasons(layout, outcome),
            registers[layout.excused],
            registers[layout.repairable],
            self.grounds(layout) if outcome is Outcome.NOT_MET else (),
            self.proof(layout),
            self.facts(layout, outcome, true_cases),
            premises.open_facts(self.open_names(layout, outcome)),
            self.repairs(layout) if outcome in (Outcome.NOT_MET, Outcome.DOUBT) else (),
            tuple(dict.fromkeys(premises.sentence(one.parts) for case in true_cases for one in case.to_weigh)),
            self.humans.get(rule.id),
            premises.secrets.behind(rule.id),
        )

    def outcome(self, layout: CriterionLayout) -> Outcome:
        value = self.registers[layout.finding]
        return Outcome(value) if value else Outcome.UNKNOWN

    def true_cases(self, layout: CriterionLayout, outcome: Outcome) -> list[Case]:
        return [case for case, register in layout.cases.get(outcome, ()) if self.registers[register] is True]

    def reasons(self, layout: CriterionLayout, outcome: Outcome) -> tuple[str, ...]:
        """The sentences that say why the finding is what it is; none of an unknown one."""
        if outcome is Outcome.NOT_APPLICABLE:
            return self.exclusion_reasons(layout)
        return tuple(self.premises.sentence(case.sentence.parts) for case in self.true_cases(layout, outcome))

    def open_names(self, layout: CriterionLayout, outcome: Outcome) -> list[str]:
        """Facts that would decide an unknown finding, or whether a known one weighs more than it does so far."""
        if outcome is Outcome.UNKNOWN:
            return self.premises.open_in_criterion(layout)
        ranks = list(Weight)
        shown = ranks.index(Weight(self.registers[layout.weight]))
        return [
            name
            for case, register in layout.cases.get(outcome, ())
            if case.condition is not None and self.registers[register] is None and ranks.index(case.weight) < shown
            for name in self.premises.open_names(case.condition, f"{layout.criterion.id}/{case.path}")
        ]

    def proof(self, layout: CriterionLayout) -> ProofNode | None:
        wanted = self.reasoned is None or layout.criterion.id in self.reasoned
        return Prover(self.premises).criterion(layout) if wanted else None

    def authority(self, own: Authority, cases: list[Case]) -> Authority:
        """The hardest authority among the cases that are true."""
        ranks = list(Authority)
        return min(map(self.case_authority, cases), key=ranks.index, default=own)

    def case_authority(self, case: Case) -> Authority:
        """That of the table's cell where the case leaves it to the table."""
        if case.authority_table is None:
            return case.authority
        cell = self.registers[self.layout.names.facts[f"{case.authority_table}.gezag"]]
        return case.authority if cell is None else Authority(cell)

    def exclusion_reasons(self, layout: CriterionLayout) -> tuple[str, ...]:
        reason = self.premises.excluded_because((one, register) for one, register, _ in layout.exclusions)
        return (reason or "De voorwaarden waaronder dit criterium geldt, zijn in dit dossier niet vervuld.",)

    def facts(self, layout: CriterionLayout, outcome: Outcome, cases: list[Case]) -> tuple[UsedFact, ...]:
        """The deciding facts: those of the conditions that hold, derived ones with the dossier's facts behind them."""
        premises, names = self.premises, list[str]()
        if outcome is Outcome.NOT_APPLICABLE:
            for exclusion, register, _ in layout.exclusions:
                if self.registers[register] is True:
                    names += premises.facts_of(exclusion.condition)
            if not names and layout.criterion.applies is not None:
                names += premises.facts_of(layout.criterion.applies)
        for case in cases:
            if case.condition is not None:
                names += premises.deciding(case.condition, f"{layout.criterion.id}/{case.path}")
            else:
                names += [
                    name
                    for others in layout.cases.values()
                    for one, _ in others
                    if one.condition is not None
                    for name in premises.facts_of(one.condition)
                ]
        own = list(dict.fromkeys(names))
        derived = [name for name in own if name in self.layout.derivations]
        reckoned = [name for one in derived for name in premises.reckoned(one) if name not in own]
        behind = [name for name in premises.base_facts(derived) if name not in own]
        used = [premises.used(name) for name in dict.fromkeys([*own, *reckoned, *behind])]
        return tuple(one for one in used if one.state is not FactState.ABSENT and not self.is_authority(one.name))

    def is_authority(self, name: str) -> bool:
        """Whether a fact is the authority of a table's cell, which the finding shows as its own."""
        rule = self.layout.derivations.get(name)
        return rule is not None and isinstance(rule.method, CellAuthority)

    def grounds(self, layout: CriterionLayout) -> tuple[GroundResult, ...]:
        results = []
        for ground, register in layout.grounds:
            truth = TRUTHS[self.registers[register]]
            path = f"{layout.criterion.id}/grond/{ground.id}"
            open_facts = self.premises.open_facts(self.premises.open_names(ground.condition, path))
            results.append(
                GroundResult(
                    ground.id,
                    ground.title,
                    truth,
                    self.premises.sentence(ground.sentence.parts),
                    ground.authority,
                    self.cited(ground.citations),
                    open_facts,
                )
            )
        return tuple(results)

    def repairs(self, layout: CriterionLayout) -> tuple[RepairResult, ...]:
        results = []
        for repair, condition, read in layout.repairs:
            if condition is not None and self.registers[condition] is not True:
                continue
            what, time = self.premises.sentence(repair.what.parts), repair.time.text if repair.time else ""
            until = None if read is None else read(self.registers, self.dossier)
            results.append(RepairResult(what, repair.who, time, until))
        return tuple(results)

    def cited(self, citations: Iterable[Citation]) -> tuple[CitedSource, ...]:
        return tuple(_cited(self.sources[one.source], one.place) for one in citations)

    # --- no-go grounds, verdict and timeline ---

    def nogo(self, layout: NoGoLayout) -> NoGoResult:
        wanted = self.reasoned is None or layout.nogo.id in self.reasoned
        return nogo_result(self.premises, layout, self.cited, Prover(self.premises).nogo(layout) if wanted else None)

    def verdict(self, findings: tuple[Finding, ...]) -> Verdict:
        book, layout = self.layout.rulebook, self.layout.verdict
        outcome = self.registers[layout.outcome] or UNDECIDED
        index = self.true_case(layout)
        case = None if index is None else book.verdict[index]
        reason = self.premises.sentence(case.sentence.parts) if case is not None and case.sentence is not None else ""
        questions = []
        for question in book.questions:
            own = tuple(one.criterion for one in findings if one.question == question.id)
            result = self.registers[self.layout.questions[question.id].outcome] or UNANSWERED
            questions.append(QuestionResult(question.id, question.title, question.remark, result, own))
        carried, proof = self.carried_by(index), self.verdict_proof()
        return Verdict(outcome, reason, tuple(questions), carried, proof, human.on_the_whole(self.dossier))

    def verdict_proof(self) -> ProofNode | None:
        if self.reasoned is not None and VERDICT not in self.reasoned:
            return None
        prover = Prover(self.premises)
        below = tuple(
            prover.node(one.condition, f"{VERDICT}/eindoordeel/{number}", one.outcome.replace("_", " "))
            for number, one in enumerate(self.layout.rulebook.verdict, start=1)
            if one.condition is not None
        )
        return ProofNode(f"{VERDICT}/eindoordeel", VERDICT, "het eindoordeel", None, (), below)

    def true_case(self, layout: VerdictLayout) -> int | None:
        """The case that decided; None when what is unknown leaves more than one outcome possible."""
        outcome = self.registers[layout.outcome]
        for index, (case, register) in enumerate(zip(self.layout.rulebook.verdict, layout.cases, strict=True)):
            if case.outcome == outcome and (register is None or self.registers[register] is True):
                return index
        return None

    def carried_by(self, index: int | None) -> tuple[str, ...]:
        """The criteria that the deciding case counts, or whose finding it names."""
        condition = None if index is None else self.layout.rulebook.verdict[index].condition
        if condition is None:
            return ()
        names: dict[str, None] = {}
        for one in descendants(condition):
            if isinstance(one, FindingCount):
                for case in one.cases:
                    if self.registers[self.layout.names.nodes[case]] is True:
                        names.update({ref.criterion: None for ref in descendants(case) if isinstance(ref, FindingRef)})
        if not names:
            names.update(self.premises.deciding_criteria(condition, f"oordeel/eindoordeel/{(index or 0) + 1}"))
        return tuple(sorted(names))

    def step(self, layout: StepLayout) -> TimelineStep:
        rule, registers = layout.step, self.registers
        state = StepState(registers[layout.state] or "onbekend")
        start, deadline, happened = (
            None if register is None or registers[register] is NVT else registers[register]
            for register in (layout.start, layout.deadline, layout.happened)
        )
        late = None
        if state is StepState.LATE and deadline is not None and layout.happened is not None:
            late = ((happened or self.dossier.reference_date) - deadline).days
        reason = next(
            (
                self.premises.sentence(exclusion.reason.parts)
                for exclusion, register in layout.exclusions
                if registers[register] is True
            ),
            "",
        )
        open_deadline = rule.deadline if deadline is None and state is not StepState.NOT_APPLICABLE else None
        between = OPEN if open_deadline is None else days_of(open_deadline, self.premises)
        waits = [] if open_deadline is None else self.premises.facts_of(open_deadline)
        return TimelineStep(
            rule.id,
            rule.title,
            rule.who,
            state,
            start,
            deadline,
            happened,
            late,
            self.premises.sentence(rule.consequence.parts),
            rule.deviation,
            reason if state is StepState.NOT_APPLICABLE else "",
            rule.authority,
            self.cited(rule.citations),
            self.disputed_at(rule) if state is not StepState.NOT_APPLICABLE else (),
            between.first,
            between.last,
            tuple(one.title for one in self.premises.open_facts(waits)),
        )

    def disputed_at(self, rule: Step) -> tuple[UsedFact, ...]:
        """Facts that a step leans on and of which documents say different things."""
        if not self.disputed:
            return ()
        parts = (rule.applies, rule.start, rule.deadline, rule.happened, rule.not_happened, rule.done, rule.missed)
        trees = (*(one for one in parts if one is not None), *(one.condition for one in rule.exclusions))
        names = [name for tree in trees for name in self.premises.facts_of(tree)]
        behind = frozenset(self.premises.base_facts(names))
        return tuple(one for one in self.disputed if one.name in behind)


def _cited(source: Source, place: str) -> CitedSource:
    return CitedSource(
        source.id, source.short, place, source.authority, source.version, source.address, source.verified
    )
