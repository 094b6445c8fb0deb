"""A rule as readable Dutch: one structure, of which the terminal and the Markdown book are views.

Everything comes from the rulebook's own trees and texts; a placeholder of a sentence stands between square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from ..engine import dutch, render
from ..engine.language.terms import Outcome
from ..engine.language.tree import All, AnyOf, Condition, FactRef, FindingRef, Not, ParameterRef, Value
from ..engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from ..engine.language.walk import descendants
from ..engine.rule_links import Links
from ..engine.rule_tests.reading import RuleTest
from ..engine.rulebook import (
    Case,
    Cases,
    CellAuthority,
    Citation,
    Criterion,
    Derivation,
    Exclusion,
    Formula,
    NoGo,
    Parameter,
    Question,
    QuestionVerdict,
    Rulebook,
    Sentence,
    Source,
    Step,
    Table,
    Truth,
    Validity,
    VerdictCase,
)
from .words import AUTHORITIES, OUTCOMES


class Row(NamedTuple):
    """One line: its text, how deep it stands, and the facts, parameters and rules that it names."""

    text: str
    depth: int = 0
    names: tuple[str, ...] = ()


class Part(NamedTuple):
    """Lines under a heading."""

    heading: str
    rows: tuple[Row, ...]


class RuleText(NamedTuple):
    """A rule, a fact, a parameter or a source. `facts` are the short lines above the parts, as (label, text)."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


class Teller:
    """Tells the rules of one rulebook; `tests` are those that its tests folder holds."""

    def __init__(self, rulebook: Rulebook, tests: Iterable[RuleTest] = ()) -> None:
        self.book = rulebook
        self.links = Links(rulebook)
        concepts = [*rulebook.concepts, *(one.concept for one in rulebook.derivations)]
        self.words = render.Words(
            {one.name: one.title for one in concepts},
            {one.name: f"{one.title} ({dutch.text(one.value, one.type)})" for one in rulebook.parameters},
        )
        self.sources = {one.id: one for one in rulebook.sources}
        self.tests: dict[str, list[RuleTest]] = {}
        for test in tests:
            self.tests.setdefault(test.tested, []).append(test)

    def all(self) -> list[RuleText]:
        """Every rule, fact, parameter and source, in the order of the book."""
        book = self.book
        return [
            *map(self.criterion, book.criteria),
            *map(self.ground, book.nogos),
            *map(self.step, book.steps),
            *map(self.derivation, book.derivations),
            *map(self.concept, book.concepts),
            *map(self.parameter, book.parameters),
            *map(self.source, book.sources),
            *map(self.question, book.questions),
            self.per_question(),
            self.verdict(),
        ]

    # --- rules --------------------------------------------------------------------------------------------------------

    def criterion(self, rule: Criterion) -> RuleText:
        cases = ((Outcome.MET, rule.met), (Outcome.DOUBT, rule.doubt), (Outcome.NOT_MET, rule.not_met))
        parts = [Part("Norm", (Row(self.sentence(rule.norm)),)), *self._scope(rule.applies, rule.exclusions)]
        for outcome, some in cases:
            if some:
                rows = tuple(row for case in some for row in self._case(case, rule))
                parts.append(Part(OUTCOMES[outcome].word.capitalize(), rows))
        if rule.grounds:
            parts.append(Part("Deugdelijke gronden", tuple(self._grounds(rule))))
        if rule.repairs:
            parts.append(Part("Herstel", tuple(self._repairs(rule))))
        facts = [("zwaarte", rule.weight.value), *self._standing(rule.authority.value, rule.citations, rule.validity)]
        if not rule.enabled:
            facts.insert(0, ("uitgeschakeld", "geldt nog niet; geeft geen bevinding"))
        question = next((one.title for one in self.book.questions if one.id == rule.question), rule.question)
        return self._text(rule.id, rule.title, [("vraag", question), *facts], parts)

    def ground(self, rule: NoGo) -> RuleText:
        """A ground for leaving something undone: what must be shown, for which period, and why it is often refused."""
        parts = [Part("Norm", (Row(self.sentence(rule.norm)),)), *self._scope(rule.applies, rule.exclusions)]
        parts.append(Part("Er is een beroep op als", tuple(self.condition(rule.invoked))))
        evidence = [
            row
            for one in rule.evidence
            for row in (
                Row(f"{self.sentence(one.what)} (van: {one.author or 'niet genoemd'}; stuk: {one.document or 'geen'})"),
                *self.condition(one.condition, 1),
            )
        ]
        if evidence:
            parts.append(Part("Bewijs, alles is nodig", tuple(evidence)))
        for heading, condition in (("Op tijd", rule.in_time), ("De hele periode is gedekt", rule.covered)):
            if condition is not None:
                parts.append(Part(heading, tuple(self.condition(condition))))
        period = [
            Row(f"{word}: {render.value(value, self.words)}", 0, names_in(value))
            for word, value in (("van", rule.start), ("tot en met", rule.end))
            if value is not None
        ]
        if period:
            parts.append(Part("Periode", tuple(period)))
        if rule.review is not None:
            until = "" if rule.review_by is None else f" Uiterlijk: {render.value(rule.review_by, self.words)}."
            parts.append(Part("Herbeoordeling", (Row(self.sentence(rule.review) + until),)))
        objections = tuple(Row(self.sentence(one.reason)) for one in rule.objections)
        if objections:
            parts.append(Part("Waarom deze grond vaak wordt afgewezen", objections))
        if rule.to_ask:
            parts.append(Part("Te vragen", tuple(Row(self.sentence(one)) for one in rule.to_ask)))
        facts = [("sterkte", rule.strength.value)]
        facts += self._standing(rule.authority.value, rule.citations, rule.validity)
        return self._text(rule.id, rule.title, facts, parts)

    def derivation(self, rule: Derivation) -> RuleText:
        parts = [Part("Zo berekend", tuple(self._method(rule)))]
        authority = "" if rule.authority is None else rule.authority.value
        facts = [("soort", kind(rule.concept)), *self._standing(authority, rule.citations, rule.validity)]
        if rule.help:
            parts.insert(0, Part("Uitleg", (Row(rule.help),)))
        return self._text(rule.concept.name, rule.concept.title, facts, parts)

    def step(self, rule: Step) -> RuleText:
        rows = [
            Row(f"{word}: {render.value(value, self.words)}", 0, names_in(value))
            for word, value in (("vanaf", rule.start), ("uiterlijk", rule.deadline), ("gebeurd op", rule.happened))
            if value is not None
        ]
        for word, condition in (
            ("gehaald als", rule.done),
            ("te laat als", rule.missed),
            ("niet gebeurd als", rule.not_happened),
        ):
            if condition is not None:
                rows += [Row(f"{word}:"), *self.condition(condition, 1)]
        if rule.milestone:
            rows.append(Row("komt vanzelf op die dag"))
        parts = [*self._scope(rule.applies, rule.exclusions), Part("Wanneer", tuple(rows))]
        parts.append(Part("Gevolg", (Row(self.sentence(rule.consequence)),)))
        if rule.deviation:
            parts.append(Part("Andere lezing", (Row(rule.deviation),)))
        facts = [("wie", rule.who), *self._standing(rule.authority.value, rule.citations, rule.validity)]
        return self._text(rule.id, rule.title, facts, parts)

    def concept(self, one: Concept) -> RuleText:
        facts = [("soort", kind(one)), ("wie", one.answerer), ("stuk", one.document)]
        parts = [Part("Vraag", (Row(one.question),))] if one.question else []
        if one.help:
            parts.append(Part("Uitleg", (Row(one.help),)))
        if isinstance(one.type, ChoiceType | ChoicesType):
            rows = tuple(Row(f"{name}: {one.type.label(name)}") for name in one.type.values)
            parts.append(Part("Keuzes", rows))
        if isinstance(one.type, ListType):
            fields = tuple(Row(f"{field.name}: {field.title} ({kind(field)})") for field in one.type.fields)
            parts.append(Part("Velden", fields))
        return self._text(one.name, one.title, facts, parts)

    def parameter(self, one: Parameter) -> RuleText:
        confirmed = (
            f"{one.confirmed_by}, {dutch.day(one.confirmed_on)}" if one.confirmed_by and one.confirmed_on else ""
        )
        facts = [("waarde", dutch.text(one.value, one.type)), ("bevestigd door", confirmed)]
        facts += self._standing(one.authority.value, one.citations, one.validity)
        parts = [Part("Toelichting", (Row(one.remark),))] if one.remark else []
        return self._text(f"parameter.{one.name}", one.title, facts, parts)

    def source(self, one: Source) -> RuleText:
        """A source with the rules that cite each place in it: from law to rule."""
        rows = []
        for place, rules in self.links.places(one.id):
            rows.append(Row(place or "gehele tekst", 0, rules))
        facts = [
            ("kort", one.short),
            ("gezag", AUTHORITIES[one.authority]),
            ("versie", one.version),
            ("adres", one.address),
            ("nagelezen", "ja" if one.verified else "nee"),
            ("opmerking", one.remark),
        ]
        return RuleText(f"bron.{one.id}", one.title, _filled(facts), (Part("Regels", tuple(rows)),))

    def question(self, one: Question) -> RuleText:
        rules = sorted({rule.id for rule in self.book.criteria if rule.question == one.id})
        parts = [*self._scope(None, one.exclusions), Part("Criteria", (Row("", 0, tuple(rules)),))]
        return RuleText(f"vraag.{one.id}", one.title, _filled([("toelichting", one.remark)]), tuple(parts))

    def verdict(self) -> RuleText:
        rows = [row for case in self.book.verdict for row in self._verdict_case(case)]
        return RuleText("oordeel", "Het oordeel", (), (Part("Het eerste geval dat waar is, telt", tuple(rows)),))

    def per_question(self) -> RuleText:
        verdict: QuestionVerdict | None = next(iter(self.book.question_verdicts), None)
        rows = [row for case in (verdict.cases if verdict else ()) for row in self._verdict_case(case)]
        heading = "Het eerste geval dat waar is, telt; uitgeschreven voor de eerste vraag"
        return RuleText("oordeel.per_vraag", "Het oordeel per vraag", (), (Part(heading, tuple(rows)),))

    # --- parts of rules -----------------------------------------------------------------------------------------------

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

    def _scope(self, applies: Condition | None, exclusions: tuple[Exclusion, ...]) -> Iterator[Part]:
        if applies is not None:
            yield Part("Geldt alleen als", tuple(self.condition(applies)))
        if exclusions:
            rows = [
                row for one in exclusions for row in (Row(self.sentence(one.reason)), *self.condition(one.condition, 1))
            ]
            yield Part("Niet van toepassing", tuple(rows))

    def _case(self, case: Case, rule: Criterion) -> Iterator[Row]:
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

    def _grounds(self, rule: Criterion) -> Iterator[Row]:
        for one in rule.grounds:
            yield Row(f"{one.title} ({AUTHORITIES[one.authority]}; {self.cited(one.citations)})")
            yield from self.condition(one.condition, 1)
            yield Row(self.sentence(one.sentence), 1)

    def _repairs(self, rule: Criterion) -> Iterator[Row]:
        for one in rule.repairs:
            until = "" if one.until is None else f", uiterlijk {render.value(one.until, self.words)}"
            details = ", ".join(text for text in (one.who, one.time) if text)
            yield Row(f"{self.sentence(one.what)} ({details}{until})")
            if one.condition is not None:
                yield from self.condition(one.condition, 1)

    def _method(self, rule: Derivation) -> Iterator[Row]:
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

    def _verdict_case(self, case: VerdictCase) -> Iterator[Row]:
        said = "" if case.sentence is None else f": {self.sentence(case.sentence)}"
        yield Row(f"{case.outcome}{said}")
        if case.condition is None:
            yield Row("in alle andere gevallen", 1)
        else:
            yield from self.condition(case.condition, 1)

    def _standing(self, authority: str, citations: tuple[Citation, ...], validity: Validity) -> list[tuple[str, str]]:
        days = []
        if validity.start is not None:
            days.append(f"vanaf {dutch.day(validity.start)}")
        if validity.end is not None:
            days.append(f"tot en met {dutch.day(validity.end)}")
        return [("gezag", authority), ("bronnen", self.cited(citations)), ("geldig", " ".join(days))]

    def cited(self, citations: Iterable[Citation]) -> str:
        shown = (f"{self.sources[one.source].short}, {one.place}".rstrip(", ") for one in citations)
        return "; ".join(dict.fromkeys(shown))

    def _text(self, id: str, title: str, facts: Iterable[tuple[str, str]], parts: Iterable[Part]) -> RuleText:
        """The rule with what goes for every one: its limits, what it leans on, what leans on it, and its tests."""
        added = list(parts)
        limits = tuple(
            Row(
                f"{one.title}: {dutch.text(one.value, one.type)} ({AUTHORITIES[one.authority]}"
                f"{', bevestigd' if one.confirmed_by else ''})",
                0,
                (f"parameter.{one.name}",),
            )
            for one in self.links.thresholds(id)
        )
        if limits:
            added.append(Part("Drempels", limits))
        for heading, names in (("Steunt op", self.links.leans_on(id)), ("Gebruikt door", self.links.used_by(id))):
            if names:
                added.append(Part(heading, (Row("", 0, names),)))
        tests = tuple(Row(one.name) for one in self.tests.get(id, ()))
        if tests:
            added.append(Part("Toetsen", tests))
        return RuleText(id, title, _filled(facts), tuple(added))


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


def _filled(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in facts if text)
