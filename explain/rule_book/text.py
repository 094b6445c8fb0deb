"""A rule as readable Dutch: one structure, of which the terminal and the Markdown book are views.

Everything comes from the rulebook's own trees and texts; a placeholder of a sentence stands between square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...engine import dutch, render
from ...engine.language.terms import Authority, Outcome
from ...engine.language.types import ChoicesType, ChoiceType, Concept, ListType
from ...engine.offer import Offer
from ...engine.piece_rule import Piece, PieceContent
from ...engine.rule_links import OVERLAY, Links, offer_name, source_name
from ...engine.rule_tests.reading import RuleTest
from ...engine.rulebook import (
    Criterion,
    Derivation,
    NoGo,
    Parameter,
    Question,
    QuestionVerdict,
    Rulebook,
    Step,
)
from ...engine.section_rule import LineContent, Section
from ...engine.sources import Citation, Source
from ...engine.validity import Validity
from ..words import AUTHORITIES, OUTCOMES, WEIGHTS
from .offers import OfferRows
from .pieces import chapter_rows
from .rows import Fact, Part, Row, RuleRows, cited_names, kind, names_in


class RuleText(NamedTuple):
    """A rule, a fact, a parameter or a source. `facts` are the short lines above the parts."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


class Teller:
    """Tells the rules of one rulebook; `tests` are those that its tests folder holds."""

    def __init__(self, rulebook: Rulebook, tests: Iterable[RuleTest] = ()) -> None:
        self.book = rulebook
        self.links = Links(rulebook)
        self.rows = RuleRows(rulebook)
        self.offers = OfferRows(rulebook, self.rows)
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
            *map(self.section, book.sections),
            *(self.chapter(piece, one) for piece in book.pieces for one in piece.chapters),
            *map(self.offer, book.offers),
            *self.overlay(),
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
        parts = [Part("Norm", (Row(self.rows.sentence(rule.norm)),)), *self.rows.scope(rule.applies, rule.exclusions)]
        for outcome, some in cases:
            if some:
                rows = tuple(row for case in some for row in self.rows.case(case, rule))
                parts.append(Part(OUTCOMES[outcome].word.capitalize(), rows))
        if rule.grounds:
            parts.append(Part("Deugdelijke gronden", tuple(self.rows.grounds(rule))))
        if rule.repairs:
            parts.append(Part("Herstel", tuple(self.rows.repairs(rule))))
        facts = [Fact("zwaarte", WEIGHTS[rule.weight]), *self._standing(rule.authority, rule.citations, rule.validity)]
        if not rule.enabled:
            facts.insert(0, Fact("uitgeschakeld", "geldt nog niet; geeft geen bevinding"))
        question = next((one.title for one in self.book.questions if one.id == rule.question), rule.question)
        return self._text(rule.id, rule.title, [Fact("vraag", question, (f"vraag.{rule.question}",)), *facts], parts)

    def ground(self, rule: NoGo) -> RuleText:
        """A ground for leaving something undone: what must be shown, for which period, and why it is often refused."""
        parts = [Part("Norm", (Row(self.rows.sentence(rule.norm)),)), *self.rows.scope(rule.applies, rule.exclusions)]
        parts.append(Part("Er is een beroep op als", tuple(self.rows.condition(rule.invoked))))
        evidence = [
            row
            for one in rule.evidence
            for row in (
                Row(
                    f"{self.rows.sentence(one.what)} "
                    f"(van: {one.author or 'niet genoemd'}; stuk: {one.document or 'geen'})"
                ),
                *self.rows.condition(one.condition, 1),
            )
        ]
        if evidence:
            parts.append(Part("Bewijs, alles is nodig", tuple(evidence)))
        for heading, condition in (("Op tijd", rule.in_time), ("De hele periode is gedekt", rule.covered)):
            if condition is not None:
                parts.append(Part(heading, tuple(self.rows.condition(condition))))
        period = [
            Row(f"{word}: {render.value(value, self.rows.words)}", 0, names_in(value))
            for word, value in (("van", rule.start), ("tot en met", rule.end))
            if value is not None
        ]
        if period:
            parts.append(Part("Periode", tuple(period)))
        if rule.review is not None:
            until = "" if rule.review_by is None else f" Uiterlijk: {render.value(rule.review_by, self.rows.words)}."
            parts.append(Part("Herbeoordeling", (Row(self.rows.sentence(rule.review) + until),)))
        objections = tuple(Row(self.rows.sentence(one.reason)) for one in rule.objections)
        if objections:
            parts.append(Part("Waarom deze grond vaak wordt afgewezen", objections))
        if rule.to_ask:
            parts.append(Part("Te vragen", tuple(Row(self.rows.sentence(one)) for one in rule.to_ask)))
        facts = [Fact("sterkte", rule.strength.value)]
        facts += self._standing(rule.authority, rule.citations, rule.validity)
        return self._text(rule.id, rule.title, facts, parts)

    def derivation(self, rule: Derivation) -> RuleText:
        parts = [Part("Zo berekend", tuple(self.rows.method(rule)))]
        facts = [Fact("soort", kind(rule.concept)), *self._standing(rule.authority, rule.citations, rule.validity)]
        facts.append(Fact("vertrouwelijk", "" if rule.discloses else "nee, ook niet als een gegeven erachter dat is"))
        if rule.help:
            parts.insert(0, Part("Uitleg", (Row(rule.help),)))
        return self._text(rule.concept.name, rule.concept.title, facts, parts)

    def step(self, rule: Step) -> RuleText:
        rows = [
            Row(f"{word}: {render.value(value, self.rows.words)}", 0, names_in(value))
            for word, value in (("vanaf", rule.start), ("uiterlijk", rule.deadline), ("gebeurd op", rule.happened))
            if value is not None
        ]
        for word, condition in (
            ("gehaald als", rule.done),
            ("te laat als", rule.missed),
            ("niet gebeurd als", rule.not_happened),
        ):
            if condition is not None:
                rows += [Row(f"{word}:"), *self.rows.condition(condition, 1)]
        if rule.milestone:
            rows.append(Row("komt vanzelf op die dag"))
        parts = [*self.rows.scope(rule.applies, rule.exclusions), Part("Wanneer", tuple(rows))]
        parts.append(Part("Gevolg", (Row(self.rows.sentence(rule.consequence)),)))
        if rule.deviation:
            parts.append(Part("Andere lezing", (Row(rule.deviation),)))
        facts = [Fact("wie", rule.who), *self._standing(rule.authority, rule.citations, rule.validity)]
        return self._text(rule.id, rule.title, facts, parts)

    def section(self, rule: Section[LineContent]) -> RuleText:
        """A part of the page of consequences."""
        parts = [*self.rows.scope(rule.applies, rule.exclusions), Part("Regels", tuple(self.rows.section_lines(rule)))]
        remark = "" if rule.remark is None else self.rows.sentence(rule.remark)
        facts = [Fact("toelichting", remark), *self._standing(None, (), rule.validity)]
        return self._text(f"gevolgen.{rule.id}", rule.title, facts, parts)

    def chapter(self, piece: Piece, rule: Section[PieceContent]) -> RuleText:
        """A chapter of a piece on paper."""
        parts = [*self.rows.scope(rule.applies, rule.exclusions), Part("Inhoud", tuple(chapter_rows(self.rows, rule)))]
        remark = "" if rule.remark is None else self.rows.sentence(rule.remark)
        facts = [Fact("stuk", piece.title), Fact("lezers", dutch.listing(rule.readers)), Fact("toelichting", remark)]
        facts += self._standing(None, (), rule.validity)
        return self._text(f"stuk.{piece.id}.{rule.id}", rule.title, facts, parts)

    def offer(self, one: Offer) -> RuleText:
        """What a provider publishes."""
        return RuleText(offer_name(one.id), one.title, _filled(self.offers.facts(one)), tuple(self.offers.parts(one)))

    def overlay(self) -> list[RuleText]:
        """How an offer is laid over a dossier; nothing in a rulebook without."""
        one = self.book.overlay
        if one is None:
            return []
        parts = tuple(self.offers.overlay_parts(one))
        return [RuleText(OVERLAY, "Hoe een traject op een dossier wordt gelegd", (), parts)]

    def concept(self, one: Concept) -> RuleText:
        facts = [Fact("soort", kind(one)), Fact("wie", one.answerer), Fact("stuk", one.document)]
        facts.append(Fact("vertrouwelijk", "ja" if one.confidential else ""))
        parts = [Part("Vraag", (Row(one.question),))] if one.question else []
        if one.help:
            parts.append(Part("Uitleg", (Row(one.help),)))
        if isinstance(one.type, ChoiceType | ChoicesType):
            rows = tuple(Row(f"{name}: {one.type.label(name)}") for name in one.type.values)
            parts.append(Part("Keuzes", rows))
        if isinstance(one.type, ListType):
            fields = tuple(
                Row(f"{field.name}: {field.title} ({kind(field)}{', vertrouwelijk' if field.confidential else ''})")
                for field in one.type.fields
            )
            parts.append(Part("Velden", fields))
        return self._text(one.name, one.title, facts, parts)

    def parameter(self, one: Parameter) -> RuleText:
        confirmed = (
            f"{one.confirmed_by}, {dutch.day(one.confirmed_on)}" if one.confirmed_by and one.confirmed_on else ""
        )
        facts = [Fact("waarde", dutch.text(one.value, one.type)), Fact("bevestigd door", confirmed)]
        facts += self._standing(one.authority, one.citations, one.validity)
        parts = [Part("Toelichting", (Row(one.remark),))] if one.remark else []
        return self._text(f"parameter.{one.name}", one.title, facts, parts)

    def source(self, one: Source) -> RuleText:
        """A source with the rules that cite each place in it: from law to rule."""
        rows = []
        for place, rules in self.links.places(one.id):
            rows.append(Row(place or "gehele tekst", 0, rules))
        facts = [
            Fact("kort", one.short),
            Fact("gezag", AUTHORITIES[one.authority]),
            Fact("versie", one.version),
            Fact("adres", one.address),
            Fact("nagelezen", "ja" if one.verified else "nee"),
            Fact("opmerking", one.remark),
            *self._standing(None, (), one.validity),
        ]
        return RuleText(source_name(one.id), one.title, _filled(facts), (Part("Regels", tuple(rows)),))

    def question(self, one: Question) -> RuleText:
        rules = sorted({rule.id for rule in self.book.criteria if rule.question == one.id})
        parts = [*self.rows.scope(None, one.exclusions), Part("Criteria", (Row("", 0, tuple(rules)),))]
        return RuleText(f"vraag.{one.id}", one.title, _filled([Fact("toelichting", one.remark)]), tuple(parts))

    def verdict(self) -> RuleText:
        rows = [row for case in self.book.verdict for row in self.rows.verdict_case(case)]
        return RuleText("oordeel", "Het oordeel", (), (Part("Het eerste geval dat waar is, telt", tuple(rows)),))

    def per_question(self) -> RuleText:
        verdict: QuestionVerdict | None = next(iter(self.book.question_verdicts), None)
        rows = [row for case in (verdict.cases if verdict else ()) for row in self.rows.verdict_case(case)]
        heading = "Het eerste geval dat waar is, telt; uitgeschreven voor de eerste vraag"
        return RuleText("oordeel.per_vraag", "Het oordeel per vraag", (), (Part(heading, tuple(rows)),))

    def _standing(self, authority: Authority | None, citations: tuple[Citation, ...], validity: Validity) -> list[Fact]:
        days = []
        if validity.start is not None:
            days.append(f"vanaf {dutch.day(validity.start)}")
        if validity.end is not None:
            days.append(f"tot en met {dutch.day(validity.end)}")
        return [
            Fact("gezag", AUTHORITIES[authority] if authority else ""),
            Fact("bronnen", self.rows.cited(citations), cited_names(citations)),
            Fact("geldig", " ".join(days)),
        ]

    def _text(self, id: str, title: str, facts: Iterable[Fact], parts: Iterable[Part]) -> RuleText:
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


def _filled(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(one for one in facts if one.text)
