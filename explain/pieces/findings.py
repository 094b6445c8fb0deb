"""The findings of a piece: per question of UWV the claim, the norm, the facts, what was rejected and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ...engine.dutch import listing
from ...engine.language.terms import Outcome
from ...engine.pieces import PartLine
from ...engine.result import Finding, OpenFact, QuestionResult
from ..argument import FindingText, QuestionText
from ..words import FACT_STATES, fact_text, sentence_case, source_text, sources_text, statements_text
from .blocks import Block, Heading, Paragraph, Remark, Span, Terms, Text, text
from .context import Context, anchor, in_one_line, places, terms, with_places
from .human import human_rows

ORDER = ("Norm", "Bron", "Gewicht", "Feiten", "Voorlopig", "Gronden", "Open", "Herstel", "Af te wegen")
MOST_IN_A_LIST = 8
"""Facts of a criterion that is met and that stand below each other; more of them follow each other on the line."""


MOST_NAMED = 2
"""Criteria that one reason keeps out and that are named before it; more of them follow it."""


def findings(context: Context, part: PartLine) -> Iterator[Block]:
    """The findings of the questions, or of the criteria, that a chapter names."""
    first = _first_told(context)
    for result, told in zip(context.result.verdict.questions, context.argument.questions, strict=True):
        wanted = result.id in part.questions
        codes = tuple(code for code in result.findings if wanted or code in part.criteria)
        if wanted or codes:
            yield from _question(context, result, told, codes, first, whole=wanted)


def _first_told(context: Context) -> Mapping[str, str]:
    """Per fact the criterion at which this piece tells it first; a criterion that is met does not repeat it."""
    first: dict[str, str] = {}
    for code in context.told():
        finding = context.result.finding(code)
        shown = finding is not None and finding.outcome is not Outcome.NOT_APPLICABLE
        for fact in finding.facts if finding and shown else ():
            first.setdefault(fact.name, code)
    return first


def _question(
    context: Context,
    question: QuestionResult,
    told: QuestionText,
    codes: tuple[str, ...],
    first: Mapping[str, str],
    *,
    whole: bool,
) -> Iterator[Block]:
    if whole:
        yield Heading(2, "", told.title, anchor("vraag", question.id), Span(told.mark.word), told.mark.tone)
        if told.remark:
            yield Paragraph(text(told.remark), quiet=True)
    for one in told.findings:
        finding = context.result.finding(one.criterion)
        if finding is not None and one.criterion in codes:
            yield from _finding(context, finding, one, first)
    rows = []
    for group in told.not_applicable:
        own = [title for title in group.criteria if title.split(" ")[0] in codes]
        if own:
            reason, named = text(group.reason or context.elsewhere), "; ".join(own)
            many = len(own) > MOST_NAMED
            rows.append((f"{len(own)} criteria", (reason, text(named))) if many else (named, (reason,)))
    if rows:
        yield Paragraph(text(Span("Niet van toepassing", strong=True)))
        yield Terms(tuple(rows))


def _finding(context: Context, finding: Finding, told: FindingText, first: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(
        3,
        "",
        f"{told.criterion} {told.title}",
        told.criterion.lower(),
        Span(told.mark.word),
        told.mark.tone,
        None if finding.withheld else _remark(finding),
    )
    if told.reasons:
        yield Paragraph(with_places(" ".join(told.reasons), finding.facts))
    elif finding.withheld and finding.outcome is not Outcome.UNKNOWN:
        yield Paragraph(text(context.elsewhere))
    rows = dict(terms(told.lines).rows)
    if finding.outcome is Outcome.MET and finding.facts:
        rows["Feiten"] = _facts_not_told(finding, first)
    if finding.open_facts:
        rows["Open"] = tuple(map(text, _open_in_short(finding.open_facts)))
    rows["Bron"] = (text(sentence_case(sources_text(finding.sources))),)
    rows["Gewicht"] = (text(sentence_case("; ".join(told.qualifiers))),)
    yield Terms((*((label, rows[label]) for label in ORDER if label in rows), *human_rows(finding.human)))


def _facts_not_told(finding: Finding, first: Mapping[str, str]) -> tuple[Text, ...]:
    """The facts behind a criterion that is met: those that no finding told before, and where the others stand."""
    own = tuple(one for one in finding.facts if first[one.name] == finding.criterion)
    elsewhere = Counter(first[one.name] for one in finding.facts if first[one.name] != finding.criterion)
    lines = [text(in_one_line(own))] if len(own) > MOST_IN_A_LIST else [text(fact_text(one)) for one in own]
    if elsewhere:
        where = listing(f"{code} ({number})" for code, number in elsewhere.items())
        lines.append(text(f"{'Ook gebruikt' if own else 'Gebruikt'}: gegevens die al staan bij {where}."))
    return tuple(lines)


def _open_in_short(facts: tuple[OpenFact, ...]) -> Iterator[str]:
    """What is open, by how it is open; the report puts the questions themselves in a chapter of their own."""
    groups: dict[str, list[str]] = {}
    for one in facts:
        said = f" ({statements_text(one.statements)})" if one.statements else ""
        groups.setdefault(FACT_STATES[one.state], []).append(one.title + said)
    for state, titles in groups.items():
        yield f"{sentence_case(state)}: {'; '.join(dict.fromkeys(titles))}."


def _remark(finding: Finding) -> Remark:
    sources = tuple(source_text(one) for one in finding.sources)
    where = places(finding.facts)
    pages = (f"Vindplaats: {where}",) if where else ("Geen vindplaats in het dossier",)
    return Remark(finding.criterion, (*sources, *pages))
