"""A table on a page: rows with a label and one cell per column, each cell wrapped in its own column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .page import PageBuilder, Span, Style, plain_letters, visible

GAP = 1
NARROWEST_CELL = 9
"""Columns narrower than this break most words: the table is then told row by row instead."""

LABEL_SHARE = 4
"""The labels get a quarter of the width."""


class Cell(NamedTuple):
    """Text in one style; line breaks in it stay."""

    text: str
    style: Style = Style.PLAIN


class Row(NamedTuple):
    """One row. A row without cells is a heading."""

    label: str
    cells: tuple[Cell, ...] = ()


def write_table(builder: PageBuilder, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """The rows side by side, or, where the page is too narrow, each row as a list of its cells."""
    label, cell = _widths(builder.width, columns, rows)
    if cell < NARROWEST_CELL:
        _write_as_lists(builder, columns, rows)
        return
    _write_row(builder, label, cell, Row("", tuple(Cell(one, Style.STRONG) for one in columns)))
    builder.rule()
    for row in rows:
        if row.cells:
            _write_row(builder, label, cell, row)
        else:
            builder.blank()
            builder.text(Span(row.label, Style.HEADING))


def _widths(width: int, columns: Sequence[str], rows: Sequence[Row]) -> tuple[int, int]:
    """The width of the labels and of a cell; the labels make room for a word that would not fit in its cell."""
    number = max(1, len(columns))
    label = width // LABEL_SHARE + GAP
    cell = (width - label + GAP) // number - GAP
    longest = _longest_word((*columns, *(one.text for row in rows for one in row.cells)))
    if longest > cell:
        least = _longest_word([row.label for row in rows if row.cells]) + GAP
        roomy = (width - least + GAP) // number - GAP
        if longest <= roomy:
            return width + GAP - number * (longest + GAP), longest
    return label, cell


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for one in texts for word in one.split()), default=0)


def _write_row(builder: PageBuilder, label: int, cell: int, row: Row) -> None:
    names = _lines(builder, row.label, label - GAP)
    columns = [_lines(builder, one.text, cell) for one in row.cells]
    for number in range(max(len(one) for one in (names, *columns))):
        spans = [Span(_at(names, number).ljust(label), Style.DIM)]
        for lines, one in zip(columns, row.cells, strict=True):
            spans.append(Span(_at(lines, number).ljust(cell + GAP), one.style))
        builder.lines.append(_trimmed(spans))


def _write_as_lists(builder: PageBuilder, columns: Sequence[str], rows: Sequence[Row]) -> None:
    for row in rows:
        builder.text(Span(row.label, Style.STRONG if row.cells else Style.HEADING))
        for name, one in zip(columns, row.cells, strict=bool(row.cells)):
            builder.text(
                Span(f"{name}: ", Style.DIM), Span(one.text.replace("\n", " "), one.style), indent=2, hanging=4
            )


def _lines(builder: PageBuilder, text: str, width: int) -> list[str]:
    """The text wrapped; an amount stays with its euro sign."""
    tied = text.replace("€ ", "€\u00a0")
    wrapped = [line for part in tied.split("\n") for line in textwrap.wrap(part, width) or [""]]
    shown = [visible(line) for line in wrapped]
    return [plain_letters(line) for line in shown] if builder.ascii_only else shown


def _at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """A line without the white space at its end."""
    kept = list(spans)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(kept)
