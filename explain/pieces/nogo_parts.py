"""The no-go grounds on paper: the conditions with their evidence, what is missing, what is against it, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...engine.dutch import day as dutch_date
from ...engine.dutch import listing
from ...engine.language.terms import Strength
from ...engine.result import EvidenceResult, NoGoResult, Truth
from ..nogo_text import EVIDENCE, MOMENT, OBJECTIONS, STRENGTHS, WEAK, nogo_mark, nogo_text
from ..words import sentence_case
from .blocks import Block, Bullets, Heading, Notice, Paragraph, Span, Table, Terms, Text, text
from .context import Context, places, strong, terms

KEPT = ("Let op", "Geldt niet", "Periode", "Op tijd", "Dekking", "Bron")
"""What is told of a ground below its conditions; the rest has a chapter of its own."""

NOT_INVOKED = "Het dossier doet op geen enkele grond een beroep."
ALL_SHOWN = "Elk bewijs dat {grounds} {ask}, is gevonden."
NO_QUESTIONS = "Bij {grounds} horen nu geen nieuwe vragen."
NO_EVIDENCE = "Er is geen bewijs te noemen: het dossier doet geen beroep op een grond die met bewijs kan dragen."
NO_OTHERS = "Er is geen andere grond die volgens het dossier geldt of kan gelden."
OTHERS = "Het dossier sluit deze gronden niet uit. Dat bewijst niet dat zij gelden."


def grounds(context: Context) -> Iterator[Block]:
    """Each ground that is relied on: its norm, its period, its conditions one by one with the evidence."""
    if not context.invoked:
        yield Paragraph(text(NOT_INVOKED))
    for ground in context.invoked:
        told = nogo_text(ground, context.result.reference_date)
        yield Heading(
            3, "", f"{told.code} {told.title}", f"grond-{told.code.lower()}", Span(told.mark.word), told.mark.tone
        )
        yield Paragraph(text(told.norm))
        yield Paragraph(text(sentence_case("; ".join(told.qualifiers))), quiet=True)
        if ground.withheld:
            yield Paragraph(text(context.elsewhere))
        if ground.evidence:
            yield _evidence_table(context, ground)
        kept = tuple(row for row in terms(told.lines).rows if row[0] in KEPT)
        if kept:
            yield Terms(tuple((label, tuple(map(_with_capital, said))) for label, said in kept))


def _with_capital(line: Text) -> Text:
    return text(line[0]._replace(text=sentence_case(line[0].text)), *line[1:])


def _evidence_table(context: Context, ground: NoGoResult) -> Table:
    return Table(
        ("Voorwaarde", "Van wie, welk stuk", "Stand", "Vindplaats"),
        tuple(
            (
                text(sentence_case(one.text)),
                text(sentence_case(": ".join(part for part in (one.author, one.document) if part)) or "niet vermeld"),
                text(strong(EVIDENCE[one.truth].word)),
                text(_found_at(context, one)),
            )
            for one in ground.evidence
        ),
        (6, 4, 3, 3),
        f"De voorwaarden van {ground.nogo}",
    )


def _found_at(context: Context, evidence: EvidenceResult) -> str:
    """The pages that show a piece of evidence, or the findings that do with the pages behind them."""
    found = [one for code in evidence.criteria if (one := context.result.finding(code)) is not None]
    behind = tuple(fact for one in found for fact in one.facts)
    where = places((*evidence.facts, *behind))
    through = f"zie {listing(evidence.criteria)}" if evidence.criteria else ""
    return "; ".join(part for part in (through, where) if part) or "niet gevonden"


def other_grounds(context: Context) -> Iterator[Block]:
    """The grounds on which the dossier does not rely but that may apply; a weak one is never more than that."""
    own = [
        one
        for one in context.result.nogos
        if one not in context.invoked and Truth.FALSE not in (one.applies, one.shown)
    ]
    if not own:
        yield Paragraph(text(NO_OTHERS))
        return
    yield Paragraph(text(OTHERS))
    yield Table(
        ("Grond", "Sterkte", "Stand"),
        tuple(
            (
                text(f"{one.nogo} {one.title}"),
                text(sentence_case(STRENGTHS[one.strength])),
                text(sentence_case(nogo_mark(one).word)),
            )
            for one in own
        ),
        (6, 3, 5),
        "Gronden zonder beroep",
    )
    if any(one.strength is Strength.WEAK for one in own):
        yield Paragraph(text(WEAK))


def missing_evidence(context: Context) -> Iterator[Block]:
    """What the grounds lack, as a list."""
    missing = [
        text(strong(ground.nogo), f" {sentence_case(one.text)}: {EVIDENCE[one.truth].word}")
        for ground in context.invoked
        for one in ground.evidence
        if one.truth is not Truth.TRUE
    ]
    missing += [
        text(strong(ground.nogo), f" {what}: {EVIDENCE[truth].word}")
        for ground in context.invoked
        for what, truth in (
            ("Het bewijs dateert van voor of op de dag van het besluit", ground.in_time),
            ("De grond dekt de hele periode waarin het gevraagde ontbreekt", ground.covered),
        )
        if truth is not None and truth is not Truth.TRUE
    ]
    if not context.invoked:
        yield Paragraph(text(NOT_INVOKED))
    if missing:
        yield Bullets(tuple(missing))
    elif any(one.evidence for one in context.invoked):
        shown = [one.nogo for one in context.invoked if one.evidence]
        ask = "vraagt" if len(shown) == 1 else "vragen"
        yield Paragraph(text(ALL_SHOWN.format(grounds=listing(shown), ask=ask)))
    yield from _withheld(context)
    weak = [one.nogo for one in context.invoked if one.strength is Strength.WEAK]
    if weak:
        bears = "is een zwakke grond. Zij draagt" if len(weak) == 1 else "zijn zwakke gronden. Zij dragen"
        yield Paragraph(text(f"{listing(weak)} {bears} het besluit niet, met welk bewijs ook."))


def _withheld(context: Context) -> Iterator[Block]:
    """The grounds of which this reader gets the outcome alone."""
    codes = [one.nogo for one in context.invoked if one.withheld]
    if codes:
        yield Paragraph(text(strong(f"{listing(codes)}: "), context.elsewhere))


def risks(context: Context) -> Iterator[Block]:
    """The usual reasons to reject these grounds, those that occur here first. Nothing is said of what UWV will do."""
    for ground in context.invoked:
        if ground.strength is Strength.WEAK:
            yield Notice(nogo_mark(ground).tone, f"{ground.nogo} {ground.title}", (text(WEAK),))
        tested = [(one.text, one.truth) for one in ground.objections if one.truth is not None]
        tested.sort(key=lambda one: (one[1] is not Truth.TRUE, one[1] is not Truth.UNKNOWN))
        if tested:
            yield Paragraph(text(f"Waarop {ground.nogo} in de praktijk wordt afgewezen, en of dat hier speelt:"))
            yield Bullets(tuple(_objection(sentence, truth) for sentence, truth in tested))
        general = [one.text for one in ground.objections if one.truth is None]
        if general:
            yield Paragraph(text(f"Wat in het algemeen tegen {ground.nogo} wordt ingebracht, los van dit dossier:"))
            yield Bullets(tuple(map(text, general)))
    yield from _withheld(context)


def _objection(sentence: str, truth: Truth) -> Text:
    return text(f"{sentence} (", strong(OBJECTIONS[truth].word), ")")


def review(context: Context) -> Iterator[Block]:
    """When each ground is looked at again."""
    rows = tuple(
        (
            text(f"{one.nogo} {one.title}"),
            text(one.review or "niet vermeld"),
            text(_last_day(one, context.result.reference_date)),
        )
        for one in context.invoked
        if not one.withheld
    )
    if rows:
        yield Table(("Grond", "Aanleiding", "Uiterlijk"), rows, (4, 7, 3), "Herbeoordeling per grond")
    yield from _withheld(context)
    yield Paragraph(text(MOMENT))


def _last_day(ground: NoGoResult, reference_date: date) -> str:
    """The last day to look again; one that has gone is said to have gone."""
    if ground.review_by is None:
        return "geen dag te berekenen"
    passed = " (die dag ligt voor de peildatum)" if ground.review_by < reference_date else ""
    return dutch_date(ground.review_by) + passed


def evidence_list(context: Context) -> Iterator[Block]:
    """Every piece of evidence with the paper that shows it and where it was found."""
    rows = tuple(
        (
            text(sentence_case(one.document) or "niet vermeld"),
            text(sentence_case(one.author) or "niet vermeld"),
            text(sentence_case(one.text)),
            text(_found_at(context, one)),
        )
        for ground in context.invoked
        for one in ground.evidence
    )
    if rows:
        yield Table(("Stuk", "Van wie", "Wat het moet laten zien", "Vindplaats"), rows, (3, 3, 6, 3), "De bewijslijst")
    elif not any(one.withheld for one in context.invoked):
        yield Paragraph(text(NO_EVIDENCE))
    yield from _withheld(context)


def questions(context: Context) -> Iterator[Block]:
    """The questions to put where evidence is short, each once."""
    asked = dict.fromkeys(
        question for one in context.invoked if one.carries is not Truth.TRUE for question in one.to_ask
    )
    if not context.invoked:
        yield Paragraph(text(NOT_INVOKED))
    elif asked:
        yield Bullets(tuple(map(text, asked)), checkbox=True)
    elif not any(one.withheld for one in context.invoked):
        yield Paragraph(text(NO_QUESTIONS.format(grounds=listing(one.nogo for one in context.invoked))))
    yield from _withheld(context)
