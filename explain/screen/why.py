"""The page of `waarom`: the whole reasoning of one criterion, also what did not hold, with every value."""

from __future__ import annotations

from itertools import islice

from ...engine.result import Finding, NoGoResult, ProofNode, Result, Truth, UsedFact
from ..argument import (
    Labelled,
    VerdictText,
    argument,
    finding_mark,
    ground_lines,
    heading_lines,
    heading_title,
    open_fact_lines,
)
from ..nogo_text import NOT_INVOKED, STRENGTHS, nogo_text
from ..reasoning import Part, own_values, parts, reading, worked_out
from ..words import (
    AUTHORITIES,
    GROUP_TEXTS,
    HUMAN_DECIDES,
    TRUTHS,
    WEIGHTS,
    fact_origin,
    fact_value,
    sentence_case,
    source_text,
)
from .page import Page, PageBuilder, Span, Style, mark_span
from .verdict import write_heading, write_labelled

_LONGEST_TITLE = 60
_STATES = (
    "niet ingevuld = het dossier zwijgt; onbekend = wel gevraagd, geen antwoord; tegenstrijdig = stukken zeggen"
    " verschillende dingen; niet van toepassing = met een reden uitgezonderd; niet af te leiden = een gegeven voor de"
    " berekening ontbreekt. Uit geen van deze vijf volgt iets."
)


def why_page(result: Result, finding: Finding, *, width: int, ascii_only: bool = False) -> Page:
    """The reasoning of one finding of this result, which was made with it. Raises: ValueError when it was not."""
    builder = PageBuilder(width, ascii_only)
    write_heading(builder, f"Waarom · {heading_title(result)}", heading_lines(result))
    builder.blank()
    builder.rule()
    builder.text(
        Span(f"{finding.criterion} {finding.title} ", Style.HEADING), mark_span(finding_mark(finding)), hanging=2
    )
    builder.rule()
    for reason in finding.reasons:
        builder.text(reason)
    builder.labelled("Zwaarte", WEIGHTS[finding.weight])
    builder.labelled("Gezag", AUTHORITIES[finding.authority])
    if finding.norm:
        builder.labelled("Norm", finding.norm)
    for number, source in enumerate(finding.sources):
        builder.labelled("" if number else "Bron", source_text(source))
    _write_reasoning(builder, parts(worked_out(finding.proof)))
    _write_lines(builder, ground_lines(finding.grounds))
    _write_lines(builder, open_fact_lines(finding.open_facts))
    _write_closing(builder)
    return builder.page()


def why_nogo_page(result: Result, ground: NoGoResult, *, width: int, ascii_only: bool = False) -> Page:
    """The reasoning of one no-go ground of this result, which was made with it. Raises: ValueError when it was not."""
    builder = PageBuilder(width, ascii_only)
    write_heading(builder, f"Waarom · {heading_title(result)}", heading_lines(result))
    told = nogo_text(ground, result.reference_date)
    builder.blank()
    builder.rule()
    builder.text(Span(f"{told.code} {told.title} ", Style.HEADING), mark_span(told.mark), hanging=2)
    builder.rule()
    if ground.invoked is not Truth.TRUE:
        builder.text(NOT_INVOKED[ground.invoked])
    builder.labelled("Sterkte", STRENGTHS[ground.strength])
    builder.labelled("Gezag", AUTHORITIES[ground.authority])
    builder.labelled("Norm", told.norm)
    _write_lines(builder, told.lines)
    _write_reasoning(builder, parts(worked_out(ground.proof)))
    _write_closing(builder)
    return builder.page()


def why_verdict_page(result: Result, *, width: int, ascii_only: bool = False) -> Page:
    """The reasoning of the verdict as a whole. Raises: ValueError when the result was made without it."""
    builder = PageBuilder(width, ascii_only)
    write_heading(builder, f"Waarom · {heading_title(result)}", heading_lines(result))
    verdict: VerdictText = argument(result).verdict
    builder.blank()
    builder.rule()
    builder.text(Span("Oordeel ", Style.HEADING), mark_span(verdict.mark))
    builder.rule()
    if verdict.reason:
        builder.text(verdict.reason)
    _write_reasoning(builder, parts(worked_out(result.verdict.proof)))
    _write_closing(builder)
    return builder.page()


def _write_reasoning(builder: PageBuilder, told_in: tuple[Part, ...]) -> None:
    told = reading(node for part in told_in for node in part.nodes)
    roots = iter(told.roots)
    for part in told_in:
        builder.blank()
        builder.text(Span(part.heading, Style.HEADING))
        for root in islice(roots, len(part.nodes)):
            _write_node(builder, root, first="", later="")
    if told.derivations:
        builder.blank()
        builder.text(Span("Berekende feiten, elk eenmaal uitgewerkt", Style.HEADING))
    for node in told.derivations:
        builder.blank()
        _write_node(builder, node._replace(children=()), first="", later="")
        if node.label and node.text:
            builder.text(Span(node.text, Style.DIM), indent=2)
        for number, one in enumerate(node.children, start=1):
            last = number == len(node.children)
            _write_node(builder, one, first="└ " if last else "├ ", later="  " if last else "│ ")


def _write_closing(builder: PageBuilder) -> None:
    builder.blank()
    builder.text(Span(_STATES, Style.DIM))
    builder.text(Span(HUMAN_DECIDES, Style.DIM))


def _write_lines(builder: PageBuilder, lines: tuple[Labelled, ...]) -> None:
    if lines:
        builder.blank()
    for line in lines:
        write_labelled(builder, line, indent=0)


def _write_node(builder: PageBuilder, node: ProofNode, *, first: str, later: str) -> None:
    """A node, its values beside it, then what is below it, with guides that show what hangs under what."""
    inner = later + ("│ " if node.children else "  ")
    if node.truth is None and len(node.values) == 1:
        builder.guided(first, inner, *_value_spans(node.label or node.text, node.values[0]), _id_span(node))
    else:
        builder.guided(first, inner, *_judged_spans(node), _id_span(node))
        for value in own_values(node):
            builder.guided(inner + "  ", inner + "    ", *_value_spans(_shortened(value), value))
    for number, one in enumerate(node.children, start=1):
        last = number == len(node.children)
        _write_node(builder, one, first=later + ("└ " if last else "├ "), later=later + ("  " if last else "│ "))


def _judged_spans(node: ProofNode) -> list[Span]:
    """A condition: its truth, where it stands in the rule, and what it says."""
    spans = [mark_span(TRUTHS[node.truth]), Span(" · ")] if node.truth else []
    if node.label:
        spans.append(Span(f"{node.label.removesuffix('.')}: ", Style.STRONG))
    spans.append(Span(node.text or GROUP_TEXTS.get(node.kind, node.kind)))
    return spans


def _value_spans(title: str, fact: UsedFact) -> list[Span]:
    origin = fact_origin(fact)
    spans = [Span(f"{sentence_case(title or fact.title)} = "), Span(fact_value(fact), Style.STRONG)]
    if origin:
        spans.append(Span(f" [{origin}]", Style.DIM))
    return spans


def _id_span(node: ProofNode) -> Span:
    return Span(f" [{node.id}]", Style.DIM)


def _shortened(fact: UsedFact) -> str:
    """The title of a value; one without a name repeats a part of the condition right above it, so it may be cut."""
    if fact.name or len(fact.title) <= _LONGEST_TITLE:
        return fact.title
    return fact.title[:_LONGEST_TITLE].rpartition(" ")[0] + " …"
