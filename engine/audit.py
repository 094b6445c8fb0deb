"""One audit: a rulebook and a dossier in, one immutable result out. The inference engine and the direct reading must agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from . import render
from .dossier import Dossier
from .evaluate import evaluate
from .infer import DurableEngine, compare, compile_network, durable_available
from .plan import Registers
from .planning import CriterionLayout, Layout, StepLayout, VerdictLayout, lay_out
from .proof import TRUTHS, Prover
from .result import (
    CitedSource,
    EngineInfo,
    FactState,
    Finding,
    GroundResult,
    ProofNode,
    QuestionResult,
    RepairResult,
    Result,
    StepState,
    TimelineStep,
    UsedFact,
    Verdict,
)
from .rulebook import Authority, Case, Citation, Outcome, Rulebook, Source, Weight
from .tree import FindingCount, FindingRef
from .values import NVT
from .walk import descendants

DURABLE, DIRECT = "durable", "direct"


class RulebookConflict(Exception):
    """A criterion whose outcomes overlap, or are all ruled out, for this dossier: a mistake in the rulebook, never resolved silently."""

    def __init__(self, criterion: str, file: str, outcomes: Iterable[str]) -> None:
        self.criterion, self.file, self.outcomes = criterion, file, tuple(outcomes)
        what = f"zijn {' en '.join(self.outcomes)} allebei waar" if self.outcomes else "is geen enkele uitkomst mogelijk"
        super().__init__(f"{file}: R00 bij het criterium {criterion} {what} voor dit dossier; dat is een fout in de regel")


class Auditor:
    """A rulebook made ready for one day; runs any number of dossiers of that peildatum. One auditor per thread."""

    def __init__(self, rulebook: Rulebook, day: date, motor: str = DURABLE) -> None:
        self.rulebook = rulebook
        self.layout = lay_out(rulebook, day)
        self.notice = ""
        self.engine: DurableEngine | None = None
        if motor == DURABLE:
            available, reason = durable_available()
            if available:
                self.engine = DurableEngine(compile_network(self.layout.plan))
            else:
                self.notice = reason
        concepts = [*rulebook.concepts, *(one.concept for one in rulebook.derivations)]
        self.concepts = {one.name: one for one in concepts}
        self.words = render.Words({one.name: one.title for one in concepts}, {name: one.title for name, one in self.layout.parameters.items()})

    def run(self, dossier: Dossier) -> tuple[Registers, EngineInfo]:
        """All registers, after both readings agreed on every node.

        Raises: ReadingsDisagree; RulebookConflict.
        """
        registers = evaluate(self.layout.plan, dossier)
        compared = 0
        if self.engine is not None:
            inference = self.engine.run(dossier)
            compared = compare(self.layout.plan, registers, inference.registers)
            registers = inference.registers
        for layout in self.layout.criteria.values():
            _refuse_conflict(layout, registers)
        name = DIRECT if self.engine is None else DURABLE
        return registers, EngineInfo(name, _engine_version(name), compared, self.notice)

    def audit(self, dossier: Dossier) -> Result:
        """The result of one dossier."""
        registers, engine = self.run(dossier)
        return _Report(self.layout, Prover(self.layout, registers, dossier, self.concepts, self.words)).result(engine)


def audit(rulebook: Rulebook, dossier: Dossier, *, motor: str = DURABLE) -> Result:
    """One audit with a fresh auditor.

    Raises: ReadingsDisagree when the engines differ; RulebookConflict when a rule contradicts itself for this dossier.
    """
    return Auditor(rulebook, dossier.reference_date, motor).audit(dossier)


@lru_cache(maxsize=2)
def _engine_version(name: str) -> str:
    if name == DIRECT:
        return ""
    from importlib.metadata import version

    return version("durable-rules")


def _refuse_conflict(layout: CriterionLayout, registers: Registers) -> None:
    if registers[layout.applies] is not True:
        return
    true = [outcome.value for outcome, register in layout.outcomes.items() if registers[register] is True]
    if len(true) > 1 or not any(registers[register] is not False for register in layout.outcomes.values()):
        raise RulebookConflict(layout.criterion.id, layout.criterion.file, true)


class _Report:
    """Turns the registers of one run into the result."""

    def __init__(self, layout: Layout, prover: Prover) -> None:
        self.layout, self.prover = layout, prover
        self.registers, self.dossier = prover.registers, prover.dossier
        self.sources = {one.id: one for one in layout.rulebook.sources}

    def result(self, engine: EngineInfo) -> Result:
        book, dossier = self.layout.rulebook, self.dossier
        description, synthetic = dossier.fact("dossier.omschrijving"), dossier.fact("dossier.synthetisch")
        findings = tuple(self.finding(one) for one in self.layout.criteria.values())
        order = {question.id: index for index, question in enumerate(book.questions)}
        findings = tuple(sorted(findings, key=lambda one: (order[one.question], one.criterion)))
        return Result(
            book.name, book.version, book.hash, dossier.id, dossier.hash, str(description.value or ""), synthetic.value is True,
            dossier.reference_date, engine, self.verdict(findings), findings, tuple(self.step(one) for one in self.layout.steps))

    # --- findings ---

    def finding(self, layout: CriterionLayout) -> Finding:
        rule, registers, prover = layout.criterion, self.registers, self.prover
        outcome = Outcome(registers[layout.finding]) if registers[layout.finding] else Outcome.UNKNOWN
        true_cases = [case for case, register in layout.cases.get(outcome, ()) if registers[register] is True]
        reasons = tuple(prover.sentence(case.sentence.parts) for case in true_cases)
        if outcome is Outcome.NOT_APPLICABLE:
            reasons = self.exclusion_reasons(layout)
        citations = tuple(dict.fromkeys([*(one for case in true_cases for one in case.citations), *rule.citations]))
        return Finding(
            rule.id, rule.title, rule.question, outcome, Weight(registers[layout.weight]), self.authority(rule.authority, true_cases),
            bool(true_cases) and all(case.provisional for case in true_cases), prover.sentence(rule.norm.parts), self.cited(citations), reasons,
            registers[layout.excused], registers[layout.repairable],
            self.grounds(layout) if outcome is Outcome.NOT_MET else (), self.proof(layout), self.facts(layout, outcome, true_cases),
            prover.open_facts(prover.open_in_criterion(layout)) if outcome is Outcome.UNKNOWN else (),
            self.repairs(layout) if outcome in (Outcome.NOT_MET, Outcome.DOUBT) else (),
            tuple(prover.sentence(one.parts) for case in true_cases for one in case.to_weigh))

    def proof(self, layout: CriterionLayout) -> ProofNode:
        return self.prover.criterion(layout)

    def authority(self, own: Authority, cases: list[Case]) -> Authority:
        """The hardest authority among the cases that are true."""
        ranks = list(Authority)
        return min((case.authority for case in cases), key=ranks.index, default=own)

    def exclusion_reasons(self, layout: CriterionLayout) -> tuple[str, ...]:
        reasons = [self.prover.sentence(exclusion.reason.parts) for exclusion, register, _ in layout.exclusions if self.registers[register] is True]
        return tuple(reasons) or ("De voorwaarden waaronder dit criterium geldt, zijn in dit dossier niet vervuld.",)

    def facts(self, layout: CriterionLayout, outcome: Outcome, cases: list[Case]) -> tuple[UsedFact, ...]:
        """The deciding facts: those of the conditions that hold, derived ones with the dossier's facts behind them."""
        prover, names = self.prover, list[str]()
        if outcome is Outcome.NOT_APPLICABLE:
            for exclusion, register, _ in layout.exclusions:
                if self.registers[register] is True:
                    names += prover.facts_of(exclusion.condition)
            if not names and layout.criterion.applies is not None:
                names += prover.facts_of(layout.criterion.applies)
        for case in cases:
            if case.condition is not None:
                names += prover.deciding(case.condition, f"{layout.criterion.id}/{case.path}")
            else:
                names += [name for others in layout.cases.values() for one, _ in others if one.condition is not None
                          for name in prover.facts_of(one.condition)]
        own = list(dict.fromkeys(names))
        behind = [name for name in prover.base_facts([name for name in own if name in self.layout.derivations]) if name not in own]
        used = [prover.used(name) for name in [*own, *behind]]
        return tuple(one for one in used if one.state is not FactState.ABSENT and not one.name.endswith(".gezag"))

    def grounds(self, layout: CriterionLayout) -> tuple[GroundResult, ...]:
        results = []
        for ground, register in layout.grounds:
            truth = TRUTHS[self.registers[register]]
            path = f"{layout.criterion.id}/grond/{ground.id}"
            open_facts = self.prover.open_facts(self.prover.open_names(ground.condition, path))
            results.append(GroundResult(ground.id, ground.title, truth, self.prover.sentence(ground.sentence.parts), ground.authority,
                                        self.cited(ground.citations), open_facts))
        return tuple(results)

    def repairs(self, layout: CriterionLayout) -> tuple[RepairResult, ...]:
        results = []
        for repair, condition, read in layout.repairs:
            if condition is not None and self.registers[condition] is not True:
                continue
            until = None if read is None else read(self.registers, self.dossier)
            results.append(RepairResult(self.prover.sentence(repair.what.parts), repair.who, repair.time, until))
        return tuple(results)

    def cited(self, citations: Iterable[Citation]) -> tuple[CitedSource, ...]:
        return tuple(_cited(self.sources[one.source], one.place) for one in citations)

    # --- verdict and timeline ---

    def verdict(self, findings: tuple[Finding, ...]) -> Verdict:
        book, layout = self.layout.rulebook, self.layout.verdict
        outcome = self.registers[layout.outcome] or "onvoldoende_gegevens"
        index = self.true_case(layout)
        case = None if index is None else book.verdict[index]
        reason = self.prover.sentence(case.sentence.parts) if case is not None and case.sentence is not None else ""
        questions = []
        for question in book.questions:
            own = tuple(one.criterion for one in findings if one.question == question.id)
            result = self.registers[self.layout.questions[question.id].outcome] or "onbekend"
            questions.append(QuestionResult(question.id, question.title, question.remark, result, own))
        below = tuple(self.prover.node(one.condition, f"oordeel/eindoordeel/{number}", one.outcome.replace("_", " "))
                      for number, one in enumerate(book.verdict, start=1) if one.condition is not None)
        proof = ProofNode("oordeel/eindoordeel", "oordeel", "het eindoordeel", None, (), below)
        return Verdict(outcome, reason, tuple(questions), self.carried_by(index), proof)

    def true_case(self, layout: VerdictLayout) -> int | None:
        """The case that decided; None when an earlier one is unknown."""
        for index, register in enumerate(layout.cases):
            truth = True if register is None else self.registers[register]
            if truth is True:
                return index
            if truth is None:
                return None
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
                    if self.registers[self.layout.names.nodes[id(case)]] is True:
                        names.update({ref.criterion: None for ref in descendants(case) if isinstance(ref, FindingRef)})
        if not names:
            names.update(self.prover.deciding_criteria(condition, f"oordeel/eindoordeel/{(index or 0) + 1}"))
        return tuple(sorted(names))

    def step(self, layout: StepLayout) -> TimelineStep:
        rule, registers = layout.step, self.registers
        state = StepState(registers[layout.state] or "onbekend")
        start, deadline, happened = (None if register is None or registers[register] is NVT else registers[register]
                                     for register in (layout.start, layout.deadline, layout.happened))
        late = None
        if state is StepState.LATE and deadline is not None:
            late = ((happened or self.dossier.reference_date) - deadline).days
        reason = next((self.prover.sentence(exclusion.reason.parts) for exclusion, register in layout.exclusions if registers[register] is True), "")
        return TimelineStep(rule.id, rule.title, rule.who, state, start, deadline, happened, late, self.prover.sentence(rule.consequence.parts),
                            rule.deviation, reason if state is StepState.NOT_APPLICABLE else "", rule.authority, self.cited(rule.citations))


def _cited(source: Source, place: str) -> CitedSource:
    return CitedSource(source.id, source.short, place, source.authority, source.version, source.address, source.verified)
