"""The page of `toets`: the verdict first, then the no-go grounds relied on, then per question the findings."""

from __future__ import annotations

from ...engine.result import Result
from ..argument import DISPUTED, Argument, FindingText, Labelled, QuestionText, argument
from ..nogo_text import MOMENT, NoGoText, nogo_texts
from .page import Page, PageBuilder, Span, Style, mark_span

_DETAIL_INDENT = 4


def verdict_page(result: Result, *, width: int, ascii_only: bool = False) -> Page:
    """The whole audit as one page."""
    builder = PageBuilder(width, ascii_only)
    whole = argument(result)
    write_heading(builder, whole.title, whole.heading)
    _write_verdict(builder, whole)
    _write_disputed(builder, whole)
    _write_nogos(builder, nogo_texts(result))
    for question in whole.questions:
        _write_question(builder, question)
    return builder.page()


def write_heading(builder: PageBuilder, title: str, heading: tuple[Labelled, ...]) -> None:
    """Dossier, peildatum, rules and engine: the same at the top of every page."""
    builder.text(Span(title, Style.HEADING))
    for line in heading:
        write_labelled(builder, line, indent=0)


def write_labelled(builder: PageBuilder, line: Labelled, *, indent: int) -> None:
    """A labelled line; with a mark its symbol comes first."""
    if line.mark is None:
        builder.labelled(line.label, line.text, indent=indent)
    else:
        symbol = Span(line.mark.symbol, Style(line.mark.tone.value))
        builder.labelled(line.label, symbol, f" {line.text}", indent=indent)


def _write_verdict(builder: PageBuilder, whole: Argument) -> None:
    verdict = whole.verdict
    builder.blank()
    builder.rule()
    builder.text(Span("Oordeel: ", Style.HEADING), mark_span(verdict.mark))
    builder.rule()
    if verdict.reason:
        builder.text(verdict.reason)
    for number, line in enumerate(verdict.carried_by):
        mark: list[Span | str] = [" · ", mark_span(line.mark)] if line.mark else []
        builder.labelled("" if number else "Berust op", Span(line.label, Style.STRONG), f" {line.text}", *mark)
    builder.text(Span(verdict.notice, Style.STRONG))
    for line in verdict.human:
        write_labelled(builder, line, indent=0)
    builder.blank()
    builder.text(Span("Overzicht", Style.HEADING))
    for question in whole.questions:
        builder.text(f"{question.number}. {question.title} ", mark_span(question.mark), indent=2, hanging=5)
        if question.overview:
            builder.text(Span(question.overview, Style.DIM), indent=5)


def _write_disputed(builder: PageBuilder, whole: Argument) -> None:
    if whole.disputed:
        builder.blank()
        builder.text(Span(DISPUTED, Style.HEADING))
    for line in whole.disputed:
        symbol = [Span(f"{line.mark.symbol} ", Style(line.mark.tone.value))] if line.mark else []
        builder.text(*symbol, line.text, indent=2, hanging=4)


def _write_nogos(builder: PageBuilder, grounds: tuple[NoGoText, ...]) -> None:
    """The grounds that the dossier relies on; nothing when there is none."""
    if not grounds:
        return
    builder.blank()
    builder.rule()
    builder.text(Span("No-go", Style.HEADING))
    builder.text(Span(MOMENT, Style.DIM))
    for ground in grounds:
        builder.blank()
        builder.text(mark_span(ground.mark), " · ", Span(f"{ground.code} {ground.title}", Style.STRONG), hanging=2)
        builder.text(Span(" · ".join(ground.qualifiers), Style.DIM), indent=_DETAIL_INDENT)
        builder.labelled("Norm", ground.norm, indent=_DETAIL_INDENT)
        for line in ground.lines:
            write_labelled(builder, line, indent=_DETAIL_INDENT)


def _write_question(builder: PageBuilder, question: QuestionText) -> None:
    if not (question.findings or question.not_applicable or question.remark):
        return
    builder.blank()
    builder.rule()
    builder.text(Span(f"{question.number}. {question.title} ", Style.HEADING), mark_span(question.mark), hanging=3)
    if question.remark:
        builder.text(Span(question.remark, Style.DIM), indent=3)
    for finding in question.findings:
        _write_finding(builder, finding)
    if question.not_applicable:
        builder.blank()
        builder.text(Span("– niet van toepassing", Style.NEUTRAL))
        for group in question.not_applicable:
            builder.text(group.reason, indent=_DETAIL_INDENT)
            builder.text(Span("; ".join(group.criteria), Style.DIM), indent=_DETAIL_INDENT + 4)


def _write_finding(builder: PageBuilder, finding: FindingText) -> None:
    builder.blank()
    builder.text(mark_span(finding.mark), " · ", Span(f"{finding.criterion} {finding.title}", Style.STRONG), hanging=2)
    builder.text(Span(" · ".join(finding.qualifiers), Style.DIM), indent=_DETAIL_INDENT)
    for reason in finding.reasons:
        builder.text(reason, indent=_DETAIL_INDENT)
    for line in finding.lines:
        write_labelled(builder, line, indent=_DETAIL_INDENT)
