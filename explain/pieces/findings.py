"""The findings of a piece: per question of UWV the claim, the norm, the facts, what was rejected and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.language.terms import Outcome
from ...engine.pieces import PartLine
from ...engine.result import Finding, QuestionResult
from ..argument import FindingText, QuestionText
from ..words import sentence_case, source_text, sources_text
from .blocks import Block, Heading, Paragraph, Remark, Span, Terms, text
from .context import NOT_FOR_THIS_READER, Context, anchor, in_one_line, places, terms, with_places
from .human import human_rows

ORDER = ("Norm", "Bron", "Feiten", "Voorlopig", "Gronden", "Open", "Herstel", "Af te wegen")
MOST_IN_A_LIST = 8
"""Facts of a criterion that is met and that stand below each other; more of them follow each other on the line."""

FOR_ALL = ("Norm", "Bron")


def findings(context: Context, part: PartLine) -> Iterator[Block]:
    """The findings of the questions, or of the criteria, that a chapter names."""
    for result, told in zip(context.result.verdict.questions, context.argument.questions, strict=True):
        wanted = result.id in part.questions
        codes = tuple(code for code in result.findings if wanted or code in part.criteria)
        if wanted or codes:
            yield from _question(context, result, told, codes, whole=wanted)


def _question(
    context: Context, question: QuestionResult, told: QuestionText, codes: tuple[str, ...], *, whole: bool
) -> Iterator[Block]:
    if whole:
        yield Heading(2, "", told.title, anchor("vraag", question.id), Span(told.mark.word), told.mark.tone)
        if told.remark:
            yield Paragraph(text(told.remark), quiet=True)
    for one in told.findings:
        finding = context.result.finding(one.criterion)
        if finding is not None and one.criterion in codes:
            yield from _finding(context, finding, one)
    rows = []
    for group in told.not_applicable:
        own = [title for title in group.criteria if title.split(" ")[0] in codes]
        if own:
            rows.append(("; ".join(own), (text(group.reason),)))
    if rows:
        yield Paragraph(text(Span("Niet van toepassing", strong=True)))
        yield Terms(tuple(rows))


def _finding(context: Context, finding: Finding, told: FindingText) -> Iterator[Block]:
    open_to_reader = context.may_show(finding.confidential)
    yield Heading(
        3,
        "",
        f"{told.criterion} {told.title}",
        told.criterion.lower(),
        Span(told.mark.word),
        told.mark.tone,
        _remark(finding) if open_to_reader else None,
    )
    if open_to_reader:
        for reason in told.reasons:
            yield Paragraph(with_places(reason, finding.facts))
    elif finding.outcome is not Outcome.UNKNOWN:
        yield Paragraph(text(NOT_FOR_THIS_READER))
    rows = dict(terms(told.lines).rows)
    if finding.outcome is Outcome.MET and len(finding.facts) > MOST_IN_A_LIST:
        rows["Feiten"] = (text(in_one_line(finding.facts)),)
    rows["Bron"] = (text(sources_text(finding.sources)),)
    kept = ORDER if open_to_reader else FOR_ALL
    weight = ("Weegt", (text(sentence_case(", ".join(told.qualifiers))),))
    yield Terms((*((label, rows[label]) for label in kept if label in rows), weight, *human_rows(finding.human)))


def _remark(finding: Finding) -> Remark:
    sources = tuple(source_text(one) for one in finding.sources)
    where = places(finding.facts)
    pages = (f"Vindplaats: {where}",) if where else ("Geen vindplaats in het dossier",)
    return Remark(finding.criterion, (f"Criterium {finding.criterion}", *sources, *pages))
