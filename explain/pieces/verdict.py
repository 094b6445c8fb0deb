"""The verdict on paper: in short, and weighed."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.language.terms import Outcome, Weight
from ...engine.result import Finding, Truth
from ..argument import finding_mark
from ..words import AUTHORITIES, GROUND_TRUTHS, sentence_case
from .blocks import Block, Bullets, Heading, Notice, Paragraph, Table, text
from .context import NOT_FOR_THIS_READER, Context, strong, with_places


def conclusion(context: Context) -> Iterator[Block]:
    """The verdict, what it rests on, and the answer to each question."""
    verdict, told = context.result.verdict, context.argument.verdict
    paragraphs = [text(told.reason)] if told.reason else []
    yield Notice(told.mark.tone, f"Concept-oordeel: {told.mark.word}", (*paragraphs, text(told.notice)))
    carried = [found for code in verdict.carried_by if (found := context.result.finding(code)) is not None]
    if carried:
        yield Paragraph(text("Dit berust op:"))
        yield Bullets(
            tuple(text(strong(f"{one.criterion} {one.title}"), f": {_said(context, one)}") for one in carried)
        )
    yield Table(
        ("Vraag", "Antwoord", "Bevindingen"),
        tuple(
            (text(one.title), text(strong(one.mark.word)), text(sentence_case(one.overview) or "geen"))
            for one in context.argument.questions
        ),
        (5, 2, 5),
        "De vragen in de volgorde waarin UWV toetst",
    )


def weighing(context: Context) -> Iterator[Block]:
    """What carries the verdict, what stands against it, which grounds were looked at, and what a human must weigh."""
    findings = context.result.findings
    yield from _group("Wat niet voldoet", "weging-niet", [one for one in findings if _short(one)], context)
    doubtful = [one for one in findings if one.outcome is Outcome.DOUBT]
    yield from _group("Waarover twijfel bestaat", "weging-twijfel", doubtful, context)
    met = [one for one in findings if one.outcome is Outcome.MET and one.weight is Weight.CARRYING]
    if met:
        yield Heading(2, "", "Wat daar tegenover staat", "weging-voldoet")
        yield Paragraph(text("Deze dragende criteria zijn vervuld:"))
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in met))
    unknown = [one for one in findings if one.outcome is Outcome.UNKNOWN and one.weight is Weight.CARRYING]
    if unknown:
        yield Heading(2, "", "Wat nog niet te wegen is", "weging-onbekend")
        yield Paragraph(text("Over deze dragende criteria zegt het dossier niet genoeg:"))
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in unknown))
    yield from _grounds(context)
    to_weigh = [one for one in findings if one.to_weigh and context.may_show(one.confidential)]
    if to_weigh:
        yield Heading(2, "", "Wat een mens moet wegen", "weging-mens")
        yield Bullets(
            tuple(text(strong(one.criterion), f" {question}") for one in to_weigh for question in one.to_weigh)
        )


def _short(finding: Finding) -> bool:
    return finding.outcome is Outcome.NOT_MET and finding.weight is not Weight.ROUTE


def _group(title: str, anchor: str, findings: list[Finding], context: Context) -> Iterator[Block]:
    if not findings:
        return
    yield Heading(2, "", title, anchor)
    yield Bullets(
        tuple(
            text(
                strong(f"{one.criterion} {one.title}"),
                f" ({finding_mark(one).word}; {AUTHORITIES[one.authority]}). {_said(context, one)}",
            )
            for one in findings
        )
    )


def _said(context: Context, finding: Finding) -> str:
    if not context.may_show(finding.confidential):
        return NOT_FOR_THIS_READER
    spans = with_places(" ".join(finding.reasons), finding.facts)
    return "".join(span.text for span in spans)


def _grounds(context: Context) -> Iterator[Block]:
    """The grounds that would excuse, with what became of them: also those that were considered and rejected."""
    rows = [
        (
            text(f"{sentence_case(ground.title)} ({AUTHORITIES[ground.authority]})"),
            text(finding.criterion),
            text(
                GROUND_TRUTHS[ground.truth].word
                + (f". {ground.text}" if ground.truth is Truth.TRUE and ground.text else "")
            ),
        )
        for finding in context.result.findings
        if context.may_show(finding.confidential)
        for ground in finding.grounds
    ]
    if rows:
        yield Heading(2, "", "Gronden die zijn bezien", "weging-gronden")
        yield Table(("Grond", "Bij", "Uitkomst"), tuple(rows), (5, 1, 5), "Gronden die een tekort kunnen verschonen")
