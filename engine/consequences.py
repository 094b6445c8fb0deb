"""The page of consequences of one run: its sections with sentences, computed facts, amounts and assumptions.

Nothing is decided here. Which lines show is the same for a piece on paper: see `section_filling`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from . import dutch, render
from .audit import DURABLE, Auditor
from .dossier import Dossier
from .findings import Report
from .language.terms import Authority
from .language.tree import ParameterRef, Value
from .layout import SectionLayout
from .planning_sections import facts_of
from .premises import Premises
from .result import CitedSource, FactState, OpenFact, Result, Truth, UsedFact
from .rulebook import Cases, Formula, Rulebook
from .section_filling import Filled, fill_in, has_gap, still_open
from .section_rule import Amount, Assumption, LineContent, Remark, ShownFact
from .values import Interval, bounds


class RemarkText(NamedTuple):
    """A sentence with how hard it is."""

    text: str
    authority: Authority
    sources: tuple[CitedSource, ...]


class FactText(NamedTuple):
    """A fact with how it was computed: `method` is the rule in Dutch with the values it used, `help` its explanation.

    `day` is the value of a date. Facts of the dossier have no method, help or sources.
    """

    fact: UsedFact
    day: date | None
    method: str
    help: str
    sources: tuple[CitedSource, ...]


class AmountText(NamedTuple):
    """An amount in whole euros; None = it cannot be computed."""

    title: str
    low: int | None
    high: int | None


class AssumedValue(NamedTuple):
    """One parameter that stands in for a fact."""

    name: str
    title: str
    value: str
    authority: Authority
    sources: tuple[CitedSource, ...]
    remark: str


class AssumptionText(NamedTuple):
    """A fact with the values that stand in for it; `assumed` = the dossier does not give it, so they do now."""

    fact: UsedFact
    assumed: bool
    values: tuple[AssumedValue, ...]


LineText = RemarkText | FactText | AmountText | AssumptionText


class SectionText(NamedTuple):
    """One section. `applies` unknown: its lines hold only if it does. `reason` is why it does not apply.

    `open_facts` would decide what is left open in it.
    """

    id: str
    title: str
    remark: str
    applies: Truth
    reason: str
    lines: tuple[LineText, ...]
    open_facts: tuple[OpenFact, ...]


class Consequences(NamedTuple):
    """The sections, with the audit that they belong to (without its reasoning)."""

    result: Result
    sections: tuple[SectionText, ...]


def consequences(rulebook: Rulebook, dossier: Dossier, *, motor: str = DURABLE) -> Consequences:
    """The consequences of one dossier, from one run.

    Raises: ReadingsDisagree; RulebookConflict.
    """
    auditor = Auditor(rulebook, dossier.reference_date, motor)
    registers, engine = auditor.run(dossier)
    premises = Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)
    report = Report(premises, ())
    writer = _Writer(premises, report)
    return Consequences(report.result(engine), tuple(writer.section(one) for one in auditor.layout.sections))


class _Writer(NamedTuple):
    """Writes the sections of one run."""

    premises: Premises
    report: Report

    def section(self, layout: SectionLayout[LineContent]) -> SectionText:
        filled: Filled[LineText] = fill_in(self.premises, layout, self.line)
        return SectionText(
            layout.section.id,
            layout.section.title,
            filled.remark,
            filled.applies,
            filled.reason,
            filled.lines,
            filled.open_facts,
        )

    def line(self, content: LineContent) -> tuple[LineText | None, list[str]]:
        """The line, None for a sentence with a gap in it; and the facts to ask for."""
        unknown = still_open(self.premises, facts_of(content))
        match content:
            case Remark(sentence, authority, citations):
                if has_gap(self.premises, facts_of(content)):
                    return None, unknown
                return RemarkText(self.premises.sentence(sentence.parts), authority, self.report.cited(citations)), []
            case ShownFact(fact):
                return self.fact(fact.name), unknown
            case Amount(title, low, high):
                return AmountText(title, self.euros(low.name, 0), self.euros(high.name, 1)), unknown
            case Assumption(fact, parameters):
                used = self.premises.used(fact.name)
                values = tuple(one for reference in parameters if (one := self.assumed(reference)) is not None)
                return AssumptionText(used, used.state is not FactState.KNOWN, values), []

    def fact(self, name: str) -> FactText:
        value, rule = self.premises.value(name), self.premises.layout.derivations.get(name)
        used = self.premises.used(name)
        day = value if isinstance(value, date) else None
        if rule is None:
            return FactText(used, day, "", "", ())
        return FactText(used, day, self.method(name), rule.help, self.report.cited(rule.citations))

    def method(self, name: str) -> str:
        """The formula that gave a derived fact, with the values behind its names; "" when there is not one."""
        node = self.chosen(name)
        if node is None:
            return ""
        words = self.premises.words
        titles = {one: self.with_value(one, words.facts[one]) for one in self.premises.facts_of(node)}
        values = {
            name: f"{words.parameters[name]} ({dutch.text(one.value, one.type)})"
            for name, one in self.premises.layout.parameters.items()
        }
        return render.value(node, render.Words({**words.facts, **titles}, values))

    def chosen(self, name: str) -> Value | None:
        """The formula of a derivation, or that of the case which is true."""
        layout = self.premises.layout
        match layout.derivations[name].method:
            case Formula(value):
                return value
            case Cases(branches):
                for index, branch in enumerate(branches, start=1):
                    if branch.condition is None:
                        return branch.result
                    truth = self.premises.registers[layout.nodes[f"afleiding/{name}/geval/{index}"]]
                    if truth is not False:
                        return branch.result if truth else None
        return None

    def with_value(self, name: str, title: str) -> str:
        used = self.premises.used(name)
        return f"{title} ({used.value})" if used.state is FactState.KNOWN else title

    def euros(self, name: str, end: int) -> int | None:
        """The value in whole euros, a half rounded up; of an interval one of its ends."""
        value = self.premises.value(name)
        if not isinstance(value, int | Fraction | Interval):
            return None
        amount = bounds(value)[end]
        return None if amount is None else int((2 * amount + 1) // 2)

    def assumed(self, reference: ParameterRef) -> AssumedValue | None:
        parameter = self.premises.layout.parameters.get(reference.name)
        if parameter is None:
            return None
        return AssumedValue(
            parameter.name,
            parameter.title,
            dutch.text(parameter.value, parameter.type),
            parameter.authority,
            self.report.cited(parameter.citations),
            parameter.remark,
        )


def merged_open_facts(sections: Iterable[SectionText]) -> tuple[OpenFact, ...]:
    """All facts still to learn, each once."""
    return tuple({one.name: one for section in sections for one in section.open_facts}.values())
