"""The parts of a rule as lines of readable Dutch: its conditions, cases, grounds, formulas and sentences.

Everything comes from the rulebook's own trees and texts; a placeholder of a sentence stands between square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from ...engine import dutch, render
from ...engine.language.tree import All, AnyOf, Condition, FactRef, FindingRef, Not, ParameterRef, Value
from ...engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from ...engine.language.walk import descendants
from ...engine.rule_links import source_name
from ...engine.rulebook import (
    Case,
    Cases,
    CellAuthority,
    Criterion,
    Derivation,
    Formula,
    Rulebook,
    Table,
    Truth,
    VerdictCase,
)
from ...engine.section_rule import Amount, Assumption, LineContent, Remark, Section, ShownFact
from ...engine.sentences import Exclusion, Sentence
from ...engine.sources import Citation
from ..words import AUTHORITIES, QUESTION_OUTCOMES, VERDICTS


class Row(NamedTuple):
    """One line: its text, how deep it stands, and the facts, parameters and rules that it names."""

    text: str
    depth: int = 0
    names: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A short line above the parts of a rule, and what it names."""

    label: str
    text: str
    names: tuple[str, ...] = ()


class Part(NamedTuple):
    """Lines under a heading."""

    heading: str
    rows: tuple[Row, ...]


class RuleRows:
    """Writes the parts of the rules of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        concepts = [*rulebook.concepts, *(one.concept for one in rulebook.derivations)]
        self.words = render.Words(
            {one.name: one.title for one in concepts},
            {one.name: f"{one.title} ({dutch.text(one.value, one.type)})" for one in rulebook.parameters},
        )
        self.sources = {one.id: one for one in rulebook.sources}

    def sentence(self, sentence: Sentence) -> str:
        """A sentence whose placeholders are named, not filled in."""
        parts = (part if isinstance(part, str) else f"[{render.value(part, self.words)}]" for part in sentence.parts)
        return " ".join("".join(parts).split())

    def condition(self, node: Condition, depth: int = 0) -> Iterator[Row]:
        """A condition as lines, groups one deeper than their word."""
        match node:
            case All(parts) | AnyOf(parts):
                yield Row("alle van deze:" if isinstance(node, All) else "een van deze:", depth)
                for part in parts:
                    yield from self.condition(part, depth + 1)
            case Not(All() | AnyOf() as part):
                yield Row("niet:", depth)
                yield from self.condition(part, depth + 1)
            case _:
                yield Row(render.condition(node, self.words), depth, names_in(node))

    def scope(self, applies: Condition | None, exclusions: tuple[Exclusion, ...]) -> Iterator[Part]:
        if applies is not None:
            yield Part("Geldt alleen als", tuple(self.condition(applies)))
        if exclusions:
            rows = [
                row for one in exclusions for row in (Row(self.sentence(one.reason)), *self.condition(one.condition, 1))
            ]
            yield Part("Niet van toepassing", tuple(rows))

    def case(self, case: Case, rule: Criterion) -> Iterator[Row]:
        notes = []
        if case.authority is not rule.authority or case.authority_table is not None:
            table = f"volgens de cel van {case.authority_table}" if case.authority_table else ""
            notes.append(f"gezag {table or AUTHORITIES[case.authority]}")
        if case.weight is not rule.weight:
            notes.append(f"zwaarte {case.weight.value}")
        if case.provisional:
            notes.append("voorlopig: alleen ons eigen ontwerp zegt dat dit niet voldoet")
        if case.citations != rule.citations:
            notes.append(self.cited(case.citations))
        said = self.sentence(case.sentence)
        yield Row(f"{said} ({'; '.join(one for one in notes if one)})" if any(notes) else said)
        if case.condition is None:
            yield Row("in alle andere gevallen", 1)
        else:
            yield from self.condition(case.condition, 1)
        for one in case.to_weigh:
            yield Row(f"af te wegen: {self.sentence(one)}", 1)

    def grounds(self, rule: Criterion) -> Iterator[Row]:
        for one in rule.grounds:
            yield Row(f"{one.title} ({AUTHORITIES[one.authority]}; {self.cited(one.citations)})")
            yield from self.condition(one.condition, 1)
            yield Row(self.sentence(one.sentence), 1)

    def repairs(self, rule: Criterion) -> Iterator[Row]:
        for one in rule.repairs:
            until = "" if one.until is None else f", uiterlijk {render.value(one.until, self.words)}"
            details = ", ".join(text for text in (one.who, one.time.text if one.time else "") if text)
            yield Row(f"{self.sentence(one.what)} ({details}{until})")
            if one.condition is not None:
                yield from self.condition(one.condition, 1)

    def method(self, rule: Derivation) -> Iterator[Row]:
        match rule.method:
            case Formula(value):
                yield Row(render.value(value, self.words), 0, names_in(value))
            case Truth(condition):
                yield from self.condition(condition)
            case Cases(branches):
                for branch in branches:
                    yield Row("anders:" if branch.condition is None else "als:")
                    if branch.condition is not None:
                        yield from self.condition(branch.condition, 1)
                    if branch.result is not None:
                        yield Row(f"dan {render.value(branch.result, self.words)}", 1, names_in(branch.result))
                    else:
                        reason = "" if branch.reason is None else f": {self.sentence(branch.reason)}"
                        yield Row(f"dan niet van toepassing{reason}", 1)
            case Table(row, column, cells):
                yield Row(f"tabel van {render.value(row, self.words)} en {render.value(column, self.words)}",
                          0, (*names_in(row), *names_in(column)))  # fmt: skip
                for cell in cells:
                    what = "niet van toepassing" if cell.value is None else dutch.text(cell.value, rule.concept.type)
                    cited = f"; {self.cited(cell.citations)}" if cell.citations else ""
                    yield Row(f"{cell.row}, {cell.column}: {what} ({AUTHORITIES[cell.authority]}{cited})", 1)
            case CellAuthority(table):
                yield Row(f"het gezag van de cel van {table} die is geraakt", 0, (table,))

    def verdict_case(self, case: VerdictCase) -> Iterator[Row]:
        said = "" if case.sentence is None else f": {self.sentence(case.sentence)}"
        marks = VERDICTS | QUESTION_OUTCOMES
        yield Row(f"{marks[case.outcome].word}{said}")
        if case.condition is None:
            yield Row("in alle andere gevallen", 1)
        else:
            yield from self.condition(case.condition, 1)

    def cited(self, citations: Iterable[Citation]) -> str:
        shown = (f"{self.sources[one.source].short}, {one.place}".rstrip(", ") for one in citations)
        return "; ".join(dict.fromkeys(shown))

    def section_lines(self, rule: Section[LineContent]) -> Iterator[Row]:
        """The lines of a section, each below the condition under which it shows."""
        for line in rule.lines:
            match line.content:
                case Remark(sentence, authority, citations):
                    cited = f"; {self.cited(citations)}" if citations else ""
                    told = f"{self.sentence(sentence)} ({AUTHORITIES[authority]}{cited})"
                    yield Row(told, 0, cited_names(citations))
                case ShownFact(fact):
                    yield Row(render.value(fact, self.words), 0, names_in(fact))
                case Amount(title, low, high):
                    told = f"{title}: van {render.value(low, self.words)} tot {render.value(high, self.words)}"
                    yield Row(told, 0, tuple(dict.fromkeys((*names_in(low), *names_in(high)))))
                case Assumption(fact, parameters):
                    used = dutch.listing(render.value(one, self.words) for one in parameters)
                    names = (*names_in(fact), *(name for one in parameters for name in names_in(one)))
                    yield Row(f"{render.value(fact, self.words)}; zonder dat gegeven: {used}", 0, names)
            if line.condition is not None:
                yield Row("als:", 1)
                yield from self.condition(line.condition, 2)


def cited_names(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The sources, each once, under the names that they have among the rules."""
    return tuple(dict.fromkeys(source_name(one.source) for one in citations))


def names_in(node: Condition | Value) -> tuple[str, ...]:
    """The facts, parameters and rules that a node names, in reading order, each once."""
    found: dict[str, None] = {}
    for one in descendants(node):
        match one:
            case FactRef(name):
                found[name] = None
            case ParameterRef(name):
                found[f"parameter.{name}"] = None
            case FindingRef(criterion):
                found[criterion] = None
    return tuple(found)


def kind(concept: Concept) -> str:
    """The type of a fact in one or two words."""
    match concept.type:
        case DateType():
            return "datum"
        case NumberType(unit):
            return f"getal ({unit})" if unit else "getal"
        case YesNoType():
            return "ja of nee"
        case ChoiceType():
            return "keuze"
        case ChoicesType():
            return "meerkeuze"
        case TextType():
            return "tekst"
        case ListType():
            return "lijst"
        case _:
            assert_never(concept.type)
