"""From the filled chapters of a piece to its blocks, numbered. Which chapter says what stands in `rules/stukken`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from ...engine.pieces import Chapter, FactsLine, ListLine, PartLine, PieceFacts, SentenceLine, SubheadingLine
from ...engine.plain_language import PlainLanguage
from ...engine.result import FactState, Truth, UsedFact
from ..argument import argument
from ..words import HUMAN_DECIDES, Tone, count_of, fact_value, in_table, sentence_case, subtitle
from . import findings, human, nogo_parts, plain_parts, record, todo, verdict
from .blocks import Block, Heading, Notice, Paragraph, Piece, Table, Text, text
from .context import Context, anchor, found_at, place, with_places
from .widths import fitted

SYNTHETIC, CONCEPT = "SYNTHETISCH", "CONCEPT"
OVERRIDDEN = "Opgesteld met een eigen motivering"
OVERRIDDEN_WHY = (
    "Volgens de regels draagt de grond hier niet. Dit stuk is toch opgesteld; de opsteller geeft als reden:"
)

LEFT_OUT = "Niet bekend, en daarom staat hier niet wat ervan afhangt:"
MOST_LEFT_OUT = 8
"""Of more unknown facts only the number is told: the questions have their own chapter."""

PARTS: dict[str, Callable[[Context], Iterable[Block]]] = {
    "conclusie": verdict.conclusion,
    "tijdlijnbeeld": record.timeline_picture,
    "tijdlijn": record.timeline_table,
    "weging": verdict.weighing,
    "herstelplan": todo.repair_plan,
    "open_vragen": todo.open_questions,
    "tegenstrijdigheden": todo.disputes,
    "menselijk_oordeel": human.human_part,
    "verantwoording": record.accountability,
    "regels": record.rules_applied,
    "gronden": nogo_parts.grounds,
    "overige_gronden": nogo_parts.other_grounds,
    "ontbrekend_bewijs": nogo_parts.missing_evidence,
    "bewijslijst": nogo_parts.evidence_list,
    "herbeoordeling": nogo_parts.review,
    "vragen_bij_bewijs": nogo_parts.questions,
    "risico": nogo_parts.risks,
}
"""What makes each part that a chapter may name."""

NARROWED: dict[str, Callable[[Context, PartLine], Iterable[Block]]] = {
    "bevindingen": findings.findings,
    "ondertekening": record.signatures,
}
"""The parts that also ask of which questions, or for whom, they are made."""


def build(
    facts: PieceFacts,
    plain: PlainLanguage | None = None,
    *,
    concept: bool = False,
    override: str = "",
) -> Piece:
    """The piece. `plain` are the everyday words of a piece that is told in them. `concept` marks it as a draft;
    `override` is the reason for which it was made all the same.
    """
    result = facts.result
    context = Context(facts, argument(result), plain)
    labels = ((CONCEPT,) if concept else ()) + ((SYNTHETIC,) if result.synthetic else ())
    blocks: list[Block] = []
    if override:
        blocks.append(Notice(Tone.DOUBT, OVERRIDDEN, (text(OVERRIDDEN_WHY), text(override))))
    for chapter in facts.chapters:
        blocks += _chapter(context, chapter)
    return Piece(
        facts.id,
        facts.title,
        subtitle(result.dossier, result.reference_date, result.rules_day),
        facts.reader,
        result.dossier,
        result.reference_date,
        labels,
        f"{facts.title} · dossier {result.dossier}",
        plain_parts.FOOTER if facts.plain else HUMAN_DECIDES,
        tuple(_numbered(blocks)),
    )


def _chapter(context: Context, chapter: Chapter) -> Iterator[Block]:
    """A chapter that does not apply says why; one with nothing to say is left out."""
    body = [block for line in chapter.lines for block in _line(context, line)]
    body += _left_out(context, chapter)
    if chapter.applies is Truth.FALSE:
        body = [Paragraph(text(chapter.reason))]
    if not body:
        return
    yield Heading(1, "", chapter.title, anchor("hoofdstuk", chapter.id))
    if chapter.remark:
        yield Paragraph(text(chapter.remark), quiet=True)
    yield from body


def _left_out(context: Context, chapter: Chapter) -> Iterator[Block]:
    """What must be known before a line of this chapter can be told; in everyday words it is asked instead."""
    missing = tuple(dict.fromkeys(one.title for one in chapter.open_facts))
    if missing and not context.facts.plain:
        rest = len(missing) - MOST_LEFT_OUT
        more = f"; en nog {count_of(rest, 'gegeven', 'gegevens')}" if rest > 0 else ""
        yield Paragraph(text(f"{LEFT_OUT} {'; '.join(missing[:MOST_LEFT_OUT])}{more}."), quiet=True)


def _line(context: Context, line: SentenceLine | FactsLine | ListLine | SubheadingLine | PartLine) -> Iterable[Block]:
    match line:
        case SubheadingLine(title):
            return [Heading(2, "", title, "")]
        case SentenceLine(sentence, facts):
            return [Paragraph(with_places(sentence, facts))]
        case FactsLine(title, facts):
            return [_facts(title, facts)]
        case ListLine():
            return _list(line)
        case PartLine():
            if context.facts.plain and line.part in plain_parts.PARTS:
                return plain_parts.PARTS[line.part](context, line)
            return NARROWED[line.part](context, line) if line.part in NARROWED else PARTS[line.part](context)
    assert_never(line)


def _facts(title: str, facts: tuple[UsedFact, ...]) -> Table:
    rows = ((text(in_table(one.title)), text(sentence_case(fact_value(one))), text(_where(one))) for one in facts)
    return Table(("Gegeven", "Waarde", "Vindplaats"), tuple(rows), (5, 5, 4), title)


def _where(fact: UsedFact) -> str:
    return found_at(fact) if fact.state in (FactState.KNOWN, FactState.CONTRADICTED) else "geen"


def _list(line: ListLine) -> Iterator[Block]:
    if not line.rows:
        state = "geen" if line.fact.state is FactState.KNOWN else fact_value(line.fact)
        yield Paragraph(text(f"{sentence_case(line.title)}: {state}."))
        return
    places = [place(row.provenance) for row in line.rows]
    told = any(places)
    rows: list[tuple[Text, ...]] = []
    for row, where in zip(line.rows, places, strict=True):
        cells = [text(sentence_case(cell) or "niet ingevuld") for cell in row.cells]
        rows.append((*cells, text(where or "niet vermeld")) if told else tuple(cells))
    header = (*map(in_table, line.columns), "Vindplaats") if told else tuple(map(in_table, line.columns))
    yield Table(header, tuple(rows), fitted(header, rows), sentence_case(line.title))
    if not line.complete:
        yield Paragraph(text("Het dossier zegt dat deze lijst niet volledig is."), quiet=True)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Chapters 1, 2, 3; their parts 2.1, 2.2. Headings of findings have their code. Anchors become unique."""
    chapter = part = 0
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading):
            number = ""
            if block.level == 1:
                chapter, part = chapter + 1, 0
                number = str(chapter)
            elif block.level == 2:
                part += 1
                number = f"{chapter}.{part}"
            name = block.anchor or anchor("deel", *number.split("."))
            while name in seen:
                name += "-2"
            seen.add(name)
            block = block._replace(number=number, anchor=name)
        yield block
