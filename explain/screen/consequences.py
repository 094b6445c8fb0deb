"""The page of `gevolgen`: the sections in their own order, what is not known, and what does not apply."""

from __future__ import annotations

from typing import assert_never

from ...engine import dutch
from ...engine.consequences import (
    AmountText,
    AssumptionText,
    Consequences,
    FactText,
    LineText,
    RemarkText,
    SectionText,
    merged_open_facts,
)
from ...engine.result import FactState, Truth
from ..argument import heading_lines, heading_title
from ..words import AUTHORITIES, HUMAN_DECIDES, Mark, Tone, fact_origin, fact_value, sentence_case, sources_text
from .page import Page, PageBuilder, Span, Style, mark_span
from .verdict import write_heading

_INDENT = 2
_VALUE_WIDTH = 19
_AMOUNT_WIDTH = 35
_READABLE = 24
"""Columns that a paragraph needs beside something else."""

_UNSURE = Mark("niet zeker of dit deel geldt", Tone.OPEN)
_ROUNDED = "Bedragen zijn afgerond op hele euro's."


def consequences_page(found: Consequences, *, width: int, ascii_only: bool = False) -> Page:
    """All sections that apply or may apply, the questions that are open, then those that do not apply."""
    builder = PageBuilder(width, ascii_only)
    write_heading(builder, f"Gevolgen · {heading_title(found.result)}", heading_lines(found.result))
    for section in found.sections:
        if section.applies is not Truth.FALSE:
            _write_section(builder, section)
    _write_open_facts(builder, found)
    _write_outside(builder, [one for one in found.sections if one.applies is Truth.FALSE])
    builder.blank()
    builder.rule()
    if any(isinstance(line, AmountText) for section in found.sections for line in section.lines):
        builder.text(Span(_ROUNDED, Style.DIM))
    builder.text(Span(HUMAN_DECIDES, Style.DIM))
    return builder.page()


def _write_section(builder: PageBuilder, section: SectionText) -> None:
    builder.blank()
    builder.text(Span(section.title, Style.HEADING))
    if section.remark:
        builder.text(section.remark)
    if section.applies is Truth.UNKNOWN:
        builder.text(mark_span(_UNSURE))
    for line in section.lines:
        _write_line(builder, line)
    if section.open_facts:
        titles = dutch.listing(one.title for one in section.open_facts)
        builder.text(Span("? Hangt nog af van: ", Style.OPEN), Span(titles), indent=_INDENT, hanging=_INDENT + 2)


def _write_line(builder: PageBuilder, line: LineText) -> None:
    match line:
        case RemarkText():
            _write_remark(builder, line)
        case FactText():
            _write_fact(builder, line)
        case AmountText():
            _write_beside(builder, line.title, _amount(line), _AMOUNT_WIDTH, Style.PLAIN)
        case AssumptionText():
            _write_assumption(builder, line)
        case _:
            assert_never(line)


def _write_remark(builder: PageBuilder, line: RemarkText) -> None:
    builder.text(f"· {line.text}", indent=_INDENT, hanging=_INDENT + 2)
    origin = f"gezag: {AUTHORITIES[line.authority]}; bron: {sources_text(line.sources)}"
    builder.text(Span(origin, Style.DIM), indent=_INDENT + 2)


def _write_fact(builder: PageBuilder, line: FactText) -> None:
    """The value in a column of its own, with beside it what it is, how it was computed and on what source."""
    known = line.fact.state is FactState.KNOWN
    value = line.fact.value if known else "? onbekend"
    if line.fact.state is FactState.NOT_APPLICABLE:
        value = "– n.v.t."
    inner = _write_beside(builder, value, sentence_case(line.fact.title), _VALUE_WIDTH, Style.STRONG)
    if not known and line.fact.state is not FactState.NOT_DERIVABLE:
        builder.text(fact_value(line.fact), indent=inner)
    if not line.fact.derived:
        if known:
            builder.text(Span(f"uit het dossier: {fact_origin(line.fact)}", Style.DIM), indent=inner)
        return
    if line.help:
        builder.text(line.help, indent=inner)
    if line.method:
        builder.text(Span(f"berekend als: {line.method}", Style.DIM), indent=inner)
    builder.text(Span(f"bron: {sources_text(line.sources)}", Style.DIM), indent=inner)


def _write_beside(builder: PageBuilder, left: str, right: str, width: int, style: Style) -> int:
    """Two columns, or on a narrow page two lines; gives the indent of what follows below the second."""
    if builder.width - _INDENT - width < _READABLE:
        builder.text(Span(left, style), indent=_INDENT, hanging=_INDENT + 2)
        builder.text(right, indent=_INDENT + 2)
        return _INDENT + 2
    builder.labelled(left, right, indent=_INDENT, width=width, style=style)
    return _INDENT + width


def _amount(line: AmountText) -> str:
    if line.low is None and line.high is None:
        return "niet te berekenen"
    low, high = (None if one is None else dutch.quantity(one, "euro") for one in (line.low, line.high))
    if low == high:
        return str(low)
    return f"{low or 'onbekend'} tot {high or 'onbekend'}"


def _write_assumption(builder: PageBuilder, line: AssumptionText) -> None:
    """What the dossier says, or the values of the rules that stand in for it."""
    builder.text(Span(sentence_case(line.fact.title), Style.STRONG), indent=_INDENT, hanging=_INDENT + 2)
    inner = _INDENT + 2
    if not line.assumed:
        builder.text(f"{line.fact.value}, uit het dossier: {fact_origin(line.fact)}", indent=inner)
        return
    taken = " tot ".join(one.value for one in line.values) or "geen waarde"
    builder.text(Span("aanname: ", Style.DOUBT), Span(taken), Span(" (niet in het dossier gevonden)"), indent=inner)
    for remark in dict.fromkeys(one.remark for one in line.values if one.remark):
        builder.text(remark, indent=inner)
    for origin in dict.fromkeys(
        f"gezag: {AUTHORITIES[one.authority]}; bron: {sources_text(one.sources)}" for one in line.values
    ):
        builder.text(Span(origin, Style.DIM), indent=inner)


def _write_open_facts(builder: PageBuilder, found: Consequences) -> None:
    builder.blank()
    builder.text(Span("Wat niet bekend is", Style.HEADING))
    facts = merged_open_facts(found.sections)
    if not facts:
        builder.text("Alles wat deze bladzijde nodig heeft, is bekend.", indent=_INDENT)
    for one in facts:
        asked = one.question or sentence_case(one.title)
        builder.text(Span("? ", Style.OPEN), Span(asked), indent=_INDENT, hanging=_INDENT + 2)
        where = "; ".join(part for part in (one.answerer, one.document) if part)
        builder.text(Span(f"{one.name}" + (f" · {where}" if where else ""), Style.DIM), indent=_INDENT + 2)


def _write_outside(builder: PageBuilder, outside: list[SectionText]) -> None:
    if not outside:
        return
    builder.blank()
    builder.text(Span("Wat hier niet geldt", Style.HEADING))
    for section in outside:
        builder.text(f"– {section.title}: {section.reason}", indent=_INDENT, hanging=_INDENT + 2)
