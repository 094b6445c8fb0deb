"""Holds what the rules find in a decided case against what was held.

The measure: a shortcoming is a carrying criterion that is not met, not excused and can be repaired, or a carrying
criterion in doubt. A decision that was right agrees with a shortcoming, one that was not with none. Without a
shortcoming a case is decided only when no carrying criterion is unknown and the verdict does not ask for more facts:
what is not known never counts as agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from ..audit import DIRECT, Auditor
from ..dossier import Dossier
from ..findings import Report
from ..language.terms import Outcome, Weight
from ..layout import CriterionLayout
from ..plan import Registers
from ..premises import TRUTHS, Premises
from ..result import UNDECIDED, Finding, OpenFact
from ..rulebook import Rulebook
from .ruling import Agreement, GroundLabel, Richness, Ruling, Rulings, Standing


class Found(Enum):
    """What the rules find in a case."""

    SHORTCOMING = "tekort"
    NONE = "geen_tekort"
    UNDECIDED = "niet_beslist"


class RuleReading(NamedTuple):
    """One rule in one case: the outcome of a criterion, or of a no-go ground whether it carries (waar, onwaar)."""

    rule: str
    outcome: str
    nogo: bool = False


class LabelReading(NamedTuple):
    """One reason of a court, and the rules that express it in this case."""

    ground: GroundLabel
    rules: tuple[RuleReading, ...]


class Reading(NamedTuple):
    """What the rules find in one dossier. `shortcomings` are as the measure has them; `others` are criteria in doubt or
    not met that are none: contributing, excused, or past repair. `undecided` counts carrying criteria that are unknown.

    `open_facts` would decide the criteria that express the reasons of the court; those that the file of the case names
    as deciding come first.
    """

    found: Found
    agreement: Agreement
    verdict: str
    shortcomings: tuple[Finding, ...]
    others: tuple[Finding, ...]
    undecided: int
    labels: tuple[LabelReading, ...]
    open_facts: tuple[OpenFact, ...]


class Comparison(NamedTuple):
    """One case: its facts alone, and with suppositions (None = it has none)."""

    ruling: Ruling
    facts: Reading
    supposed: Reading | None

    @property
    def best(self) -> Reading:
        """With suppositions where there are any."""
        return self.supposed or self.facts

    @property
    def unexpected(self) -> bool:
        """Whether the run differs from what the file of the case states."""
        runs = (self.facts, self.supposed)
        return any(
            stated is not None and (run is None or run.agreement is not stated)
            for stated, run in zip(self.ruling.expected, runs, strict=True)
        )


class Confusion(NamedTuple):
    """One row of the table: cases of one richness that ended one way, by what the rules find and how that agrees."""

    richness: Richness
    standing: Standing
    found: dict[Found, int]
    agreement: dict[Agreement, int]


def compare_all(rulebook: Rulebook, rulings: Rulings) -> Iterator[Comparison]:
    """Every case, in order, with the direct reading of the rules. Raises: RulebookConflict."""
    grounds = {one.label: one for one in rulings.grounds}
    for ruling in rulings.rulings:
        # One layout for the days of one case: they may be many, and each takes its megabytes.
        auditor = Auditor(rulebook, ruling.dossier.reference_date, DIRECT)
        labels = tuple(grounds[one] for one in ruling.labels)
        supposed = None if ruling.supposed is None else _reading(auditor, ruling, ruling.supposed, labels)
        yield Comparison(ruling, _reading(auditor, ruling, ruling.dossier, labels), supposed)


def confusion(comparisons: Iterable[Comparison], *, supposed: bool) -> tuple[Confusion, ...]:
    """The table, one row per richness and outcome that occurs; `supposed` asks for the run with suppositions."""
    found: dict[tuple[Richness, Standing], Counter[Found]] = {}
    agreed: dict[tuple[Richness, Standing], Counter[Agreement]] = {}
    for one in comparisons:
        key, reading = (one.ruling.richness, one.ruling.standing), one.best if supposed else one.facts
        found.setdefault(key, Counter())[reading.found] += 1
        agreed.setdefault(key, Counter())[reading.agreement] += 1
    return tuple(
        Confusion(
            richness,
            standing,
            {one: found[richness, standing][one] for one in Found},
            {one: agreed[richness, standing][one] for one in Agreement},
        )
        for richness in Richness
        for standing in Standing
        if (richness, standing) in found
    )


def _reading(auditor: Auditor, ruling: Ruling, dossier: Dossier, labels: tuple[GroundLabel, ...]) -> Reading:
    registers, _ = auditor.run(dossier)
    layout = auditor.layout
    report = Report(Premises(layout, registers, dossier, auditor.concepts, auditor.words), ())
    verdict = str(registers[layout.verdict.outcome] or UNDECIDED)
    shortcomings: list[Finding] = []
    others: list[Finding] = []
    undecided = 0
    for one in layout.criteria.values():
        weight, outcome = Weight(registers[one.weight]), registers[one.finding]
        if outcome is None:
            undecided += weight is Weight.CARRYING
        elif outcome in (Outcome.NOT_MET.value, Outcome.DOUBT.value) and weight in (
            Weight.CARRYING,
            Weight.CONTRIBUTING,
        ):
            into = shortcomings if _is_shortcoming(one, registers) else others
            into.append(report.finding(one))
    found = _found(bool(shortcomings), undecided, verdict)
    named = list(dict.fromkeys(rule for label in labels for rule in label.rules))
    open_facts = (
        fact
        for rule in named
        if rule in layout.criteria and registers[layout.criteria[rule].finding] is None
        for fact in report.finding(layout.criteria[rule]).open_facts
    )
    return Reading(
        found,
        _agreement(found, ruling.standing),
        verdict,
        tuple(shortcomings),
        tuple(others),
        undecided,
        tuple(LabelReading(one, tuple(_rule(auditor, registers, rule) for rule in one.rules)) for one in labels),
        _deciding_first({one.name: one for one in open_facts}, ruling.deciding),
    )


def _deciding_first(facts: dict[str, OpenFact], deciding: tuple[str, ...]) -> tuple[OpenFact, ...]:
    first = [facts[name] for name in deciding if name in facts]
    return (*first, *(one for name, one in facts.items() if name not in deciding))


def _is_shortcoming(layout: CriterionLayout, registers: Registers) -> bool:
    if Weight(registers[layout.weight]) is not Weight.CARRYING:
        return False
    if registers[layout.finding] == Outcome.DOUBT.value:
        return True
    return not registers[layout.excused] and bool(registers[layout.repairable])


def _found(shortcoming: bool, undecided: int, verdict: str) -> Found:
    if shortcoming:
        return Found.SHORTCOMING
    return Found.UNDECIDED if undecided or verdict == UNDECIDED else Found.NONE


def _agreement(found: Found, standing: Standing) -> Agreement:
    if found is Found.UNDECIDED:
        return Agreement.UNDECIDED
    if standing is Standing.PARTLY:
        return Agreement.INCOMPARABLE
    return Agreement.AGREES if (found is Found.SHORTCOMING) is (standing is Standing.UPHELD) else Agreement.DISAGREES


def _rule(auditor: Auditor, registers: Registers, rule: str) -> RuleReading:
    """`nvt` of a rule that is not in force on that day."""
    layout = auditor.layout
    if rule in layout.nogos:
        return RuleReading(rule, TRUTHS[registers[layout.nogos[rule].carries]].value, nogo=True)
    if rule in layout.criteria:
        return RuleReading(rule, registers[layout.criteria[rule].finding] or Outcome.UNKNOWN.value)
    return RuleReading(rule, Outcome.NOT_APPLICABLE.value)
