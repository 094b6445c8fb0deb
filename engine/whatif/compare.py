"""A dossier beside its variants: which findings change and through what, what gets worse, and what does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ..audit import DURABLE
from ..dossier import Dossier
from ..findings import Report
from ..language.terms import Outcome, Weight
from ..layout import CriterionLayout
from ..premises import Premises
from ..result import EngineInfo, OpenFact
from ..rulebook import Rulebook
from .changes import Change, Variant, changed
from .standing import Found, Standing, Stands
from .turning import Standstill, Turn, Turning, conditions_of, deciding, standstill

MOST_BLOCKS = 3
"""So many findings are told of a change without effect: those that stand worst."""


class Direction(Enum):
    """Whether a finding got worse or better; OTHER where neither can be said."""

    WORSE = "slechter"
    BETTER = "beter"
    OTHER = "anders"


class FindingChange(NamedTuple):
    """A finding that another one takes the place of. `reasons` are those of the variant.

    None where the rules of that peildatum do not have the criterion.
    """

    criterion: str
    title: str
    question: str
    before: Found | None
    after: Found | None
    direction: Direction
    through: tuple[Turn, ...]
    reasons: tuple[str, ...]


class NoGoChange(NamedTuple):
    """Whether a no-go ground carries, before and after; None = unknown."""

    nogo: str
    title: str
    before: bool | None
    after: bool | None


class Block(NamedTuple):
    """A finding that leans on a changed fact and stays: by which conditions, or for want of which facts."""

    criterion: str
    title: str
    outcome: Outcome
    conditions: tuple[Standstill, ...]
    reasons: tuple[str, ...]
    open_facts: tuple[OpenFact, ...]


class Idle(NamedTuple):
    """A change without effect. `alone`: it has one without the other changes. `blocks`: what it could have touched,
    empty when no finding leans on the fact.
    """

    change: Change
    alone: bool
    blocks: tuple[Block, ...]


class QuestionChange(NamedTuple):
    """How the findings on one question add up, before and after."""

    question: str
    title: str
    before: str
    after: str


class Comparison(NamedTuple):
    """One variant beside the dossier. Findings that got worse come first."""

    variant: Variant
    before: Standing
    after: Standing
    reason: str
    questions: tuple[QuestionChange, ...]
    findings: tuple[FindingChange, ...]
    nogos: tuple[NoGoChange, ...]
    idle: tuple[Idle, ...]

    def of(self, direction: Direction) -> tuple[FindingChange, ...]:
        return tuple(one for one in self.findings if one.direction is direction)


class Comparisons(NamedTuple):
    """A dossier, how it stands now and why, and its variants beside it."""

    rulebook: Rulebook
    dossier: Dossier
    engine: EngineInfo
    before: Standing
    reason: str
    variants: tuple[Comparison, ...]


class Comparer:
    """Compares variants of one dossier with it."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier, motor: str = DURABLE) -> None:
        self.rulebook, self.dossier = rulebook, dossier
        self.shown = Stands(rulebook, dossier, motor)
        self._touched: dict[tuple[str, int], tuple[frozenset[int], list[CriterionLayout]]] = {}
        self._order = {one.id: index for index, one in enumerate(rulebook.questions)}

    def compare(self, variants: Sequence[Variant]) -> Comparisons:
        """Every variant beside the dossier. Raises: ReadingsDisagree; RulebookConflict."""
        before, *after = self.shown.of_all([self.dossier, *(one.dossier for one in variants)])
        now = self.shown.premises(before, self.dossier)
        found = [self._compare(one, before, now, other) for one, other in zip(variants, after, strict=True)]
        return Comparisons(
            self.rulebook, self.dossier, self.shown.engine(self.dossier), before, _reason(now), tuple(found)
        )

    def _compare(self, variant: Variant, before: Standing, now: Premises, after: Standing) -> Comparison:
        then = self.shown.premises(after, variant.dossier)
        turning = Turning(now, then)
        findings = [
            self._finding(name, before, after, turning)
            for name in dict.fromkeys((*before.findings, *after.findings))
            if before.findings.get(name) != after.findings.get(name)
        ]
        ranks = list(Direction)
        findings.sort(key=lambda one: (ranks.index(one.direction), self._order[one.question], one.criterion))
        titles = {one.id: one.title for one in self.rulebook.questions}
        questions = tuple(
            QuestionChange(name, titles[name], before.questions.get(name, ""), outcome)
            for name, outcome in after.questions.items()
        )
        return Comparison(
            variant,
            before,
            after,
            _reason(then),
            questions,
            tuple(findings),
            tuple(
                NoGoChange(name, then.layout.nogos[name].nogo.title, before.nogos[name], carries)
                for name, carries in after.nogos.items()
                if name in before.nogos and before.nogos[name] is not carries
            ),
            tuple(one for change in variant.changes if (one := self._idle(variant, change, before, after, then))),
        )

    def _finding(self, name: str, before: Standing, after: Standing, turning: Turning) -> FindingChange:
        old, new = before.findings.get(name), after.findings.get(name)
        premises = turning.after if new is not None else turning.before
        layout = premises.layout.criteria[name]
        through = turning.of_criterion(layout) if old is not None and new is not None else ()
        reasons = () if new is None else Report(premises, ()).reasons(layout, new.outcome)
        rule = layout.criterion
        return FindingChange(name, rule.title, rule.question, old, new, direction(old, new), through, reasons)

    # --- changes without effect ---

    def _idle(self, variant: Variant, change: Change, before: Standing, after: Standing, then: Premises) -> Idle | None:
        """None for a change that matters: without it the variant would stand differently."""
        if len(variant.changes) == 1:
            if not after.same(before):
                return None
            return Idle(change, False, self._blocks(change, after, then))
        others = {one.name: one.after for one in variant.changes if one is not change}
        concepts = self.rulebook.concepts
        if not self.shown.tried(changed(self.dossier, others, concepts)).same(after):
            return None
        alone = changed(self.dossier, {change.name: change.after}, concepts)
        return Idle(change, not self.shown.tried(alone).same(before), self._blocks(change, after, then))

    def _blocks(self, change: Change, after: Standing, then: Premises) -> tuple[Block, ...]:
        """The findings that lean on the fact without another finding in between, those that stand worst first."""
        leaning, touched = self._leaning(change.name, then)
        report = Report(then, ())
        ranked = sorted(touched, key=lambda one: _severity(after.findings[one.criterion.id]), reverse=True)
        return tuple(self._block(one, leaning, then, report) for one in ranked[:MOST_BLOCKS])

    def _leaning(self, name: str, then: Premises) -> tuple[frozenset[int], list[CriterionLayout]]:
        """The registers and the criteria that lean on a fact; the same for every variant under the same rules."""
        key = name, id(then.layout)
        if key not in self._touched:
            layout = then.layout
            ends = frozenset(layout.names.findings.values())
            leaning = self.shown.rerun(then.dossier).leaning_on(name, ends)
            criteria = layout.criteria.values()
            paths = ((one, [layout.nodes[path] for _, path in conditions_of(one)]) for one in criteria)
            self._touched[key] = leaning, [one for one, registers in paths if not leaning.isdisjoint(registers)]
        return self._touched[key]

    def _block(self, layout: CriterionLayout, leaning: frozenset[int], then: Premises, report: Report) -> Block:
        """What holds a finding where it is: of the conditions that decide it those that do not lean on the fact, and
        all of them when each does.
        """
        rule, outcome = layout.criterion, report.outcome(layout)
        decisive = [
            leaf
            for case in report.true_cases(layout, outcome)
            if case.condition is not None
            for leaf in deciding(then, case.condition, f"{rule.id}/{case.path}")
        ]
        elsewhere = [one for one in decisive if then.layout.nodes[one[1]] not in leaning]
        conditions = tuple(standstill(then, *one) for one in elsewhere or decisive)
        open_facts = then.open_facts(report.open_names(layout, outcome))
        return Block(rule.id, rule.title, outcome, conditions, report.reasons(layout, outcome), open_facts)


def direction(before: Found | None, after: Found | None) -> Direction:
    """Worse or better for the dossier; a criterion that only decides the route is neither, and what is no longer known
    is not better.
    """
    if before is None or after is None or Weight.ROUTE in (before.weight, after.weight):
        return Direction.OTHER
    old, new = _severity(before), _severity(after)
    if after.outcome is Outcome.UNKNOWN and new < old:
        return Direction.OTHER
    return Direction.OTHER if old == new else Direction.WORSE if new > old else Direction.BETTER


_SEVERITY = {
    Outcome.MET: 0,
    Outcome.NOT_APPLICABLE: 0,
    Outcome.UNKNOWN: 1,
    Outcome.DOUBT: 2,
    Outcome.NOT_MET: 3,
}
_HEAVIEST_FIRST = list(Weight)


def _severity(found: Found) -> tuple[int, int]:
    """How bad: an excused shortcoming weighs less than a doubt, and between equal outcomes the weight counts."""
    rank = _SEVERITY[found.outcome]
    if rank < 2:
        return rank, 0
    return (1 if found.excused else rank), -_HEAVIEST_FIRST.index(found.weight)


def _reason(premises: Premises) -> str:
    """The sentence of the case that decided the verdict."""
    report = Report(premises, ())
    index = report.true_case(premises.layout.verdict)
    sentence = None if index is None else premises.layout.rulebook.verdict[index].sentence
    return "" if sentence is None else premises.sentence(sentence.parts)
