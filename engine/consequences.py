"""The page of consequences of one run: its sections with sentences, computed facts, amounts and assumptions.

Nothing is decided here. A line shows when its condition is true; while that is unknown, or a fact in its sentence is,
the section names the facts that would decide it instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from . import dutch, render
from .audit import DURABLE, Auditor
from .dossier import Dossier
from .findings import Report
from .language.terms import Authority
from .language.tree import Condition, ParameterRef, Value
from .layout import SectionLayout
from .planning_sections import facts_of
from .premises import TRUTHS, Premises
from .result import CitedSource, FactState, OpenFact, Result, Truth, UsedFact
from .rulebook import Amount, Assumption, Cases, Formula, Remark, Rulebook, Sentence, ShownFact
from .values import NVT, Interval, bounds

NOT_MET = "De voorwaarden waaronder dit geldt, zijn in dit dossier niet vervuld."


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

    def section(self, layout: SectionLayout) -> SectionText:
        rule, premises = layout.section, self.premises
        applies = premises.registers[layout.applies]
        lines: list[LineText] = []
        open_names: list[str] = []
        if applies is None:
            open_names += self.open_in_scope(layout)
        for index, (line, register) in enumerate(layout.lines, start=1) if applies is not False else ():
            truth = True if register is None else premises.registers[register]
            if truth is True:
                text, names = self.line(line.content)
                lines += [] if text is None else [text]
                open_names += names
            elif truth is None and line.condition is not None:
                open_names += premises.open_names(line.condition, f"gevolgen/{rule.id}/regel/{index}")
        return SectionText(
            rule.id,
            rule.title,
            "" if rule.remark is None else premises.sentence(rule.remark.parts),
            TRUTHS[applies],
            premises.excluded_because(layout.exclusions) or NOT_MET if applies is False else "",
            tuple(lines),
            premises.open_facts(list(dict.fromkeys(open_names))),
        )

    def open_in_scope(self, layout: SectionLayout) -> list[str]:
        """What would decide whether a section applies."""
        id = f"gevolgen/{layout.section.id}"
        conditions: list[tuple[Condition | None, str]] = [(layout.section.applies, f"{id}/van_toepassing")]
        conditions += [
            (one.condition, f"{id}/niet_van_toepassing/{index}")
            for index, (one, _) in enumerate(layout.exclusions, start=1)
        ]
        return [name for one, path in conditions if one is not None for name in self.premises.open_names(one, path)]

    def line(self, content: Remark | ShownFact | Amount | Assumption) -> tuple[LineText | None, list[str]]:
        """The line, None for a sentence with a gap in it; and the facts to ask for."""
        names = list(facts_of(content))
        unknown = [name for name in names if self.value(name) is None or isinstance(self.value(name), Interval)]
        match content:
            case Remark(sentence, authority, citations):
                if any(self.value(name) is None or self.value(name) is NVT for name in names):
                    return None, unknown
                return RemarkText(self.sentence(sentence), authority, self.report.cited(citations)), []
            case ShownFact(fact):
                return self.fact(fact.name), unknown
            case Amount(title, low, high):
                return AmountText(title, self.euros(low.name, 0), self.euros(high.name, 1)), unknown
            case Assumption(fact, parameters):
                used = self.premises.used(fact.name)
                values = tuple(one for reference in parameters if (one := self.assumed(reference)) is not None)
                return AssumptionText(used, used.state is not FactState.KNOWN, values), []

    def value(self, name: str) -> Any:
        return self.premises.registers[self.premises.layout.names.facts[name]]

    def sentence(self, sentence: Sentence) -> str:
        return self.premises.sentence(sentence.parts)

    def fact(self, name: str) -> FactText:
        value, rule = self.value(name), self.premises.layout.derivations.get(name)
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
        value = self.value(name)
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
