"""A piece on the screen: the same blocks as on paper, in plain lines."""

from __future__ import annotations

from ..pieces.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Piece,
    Signature,
    Table,
    Terms,
    Text,
    heading_text,
    plain,
)
from .page import LABEL_WIDTH, Page, PageBuilder, Span, Style

_INDENT = 2


def piece_page(piece: Piece, *, width: int, ascii_only: bool = False, side_by_side: bool = False) -> Page:
    """The whole piece. `side_by_side`: tables have columns where the width allows; otherwise each row is a list."""
    builder = PageBuilder(width, ascii_only)
    builder.text(Span(" · ".join((piece.title, *piece.labels)), Style.HEADING))
    if piece.subtitle:
        builder.text(piece.subtitle)
    for block in piece.blocks:
        if side_by_side and isinstance(block, Table):
            _write_columns(builder, block)
        else:
            _write(builder, block)
    builder.blank()
    builder.rule()
    builder.text(Span(piece.footer, Style.DIM))
    return builder.page()


def _write(builder: PageBuilder, block: Block) -> None:
    if not isinstance(block, Paragraph):
        builder.blank()
    match block:
        case Heading(level):
            builder.text(Span(heading_text(block), Style.HEADING if level == 1 else Style.STRONG))
        case Paragraph(text, quiet):
            builder.text(Span(plain(text), Style.DIM if quiet else Style.PLAIN))
        case Bullets(items, checkbox):
            for item in items:
                builder.text(f"{'[ ]' if checkbox else '-'} {plain(item)}", hanging=_INDENT)
        case Terms(rows):
            _write_terms(builder, rows)
        case Notice(_, title, paragraphs):
            builder.text(Span(title, Style.STRONG))
            for paragraph in paragraphs:
                builder.text(plain(paragraph), indent=_INDENT)
        case Table(header, rows, _, caption):
            if caption:
                builder.text(Span(caption, Style.STRONG))
            for row in rows:
                builder.text(f"- {plain(row[0])}", hanging=_INDENT)
                for title, cell in zip(header[1:], row[1:], strict=True):
                    builder.text(f"{title}: {plain(cell)}", indent=_INDENT, hanging=_INDENT)
        case Figure(_, alt, caption):
            builder.text(caption)
            builder.text(Span(alt, Style.DIM))
        case Signature(parties, fields):
            for party in parties:
                builder.text(f"{party}: {', '.join(f'{field} ....' for field in fields)}", hanging=_INDENT)


def _write_columns(builder: PageBuilder, table: Table) -> None:
    from .table import Cell, Row, write_table

    builder.blank()
    if table.caption:
        builder.text(Span(table.caption, Style.STRONG))
    rows = [Row(plain(row[0]), tuple(Cell(plain(cell)) for cell in row[1:])) for row in table.rows]
    write_table(builder, table.header[1:], rows)


def _write_terms(builder: PageBuilder, rows: tuple[tuple[str, tuple[Text, ...]], ...]) -> None:
    """Labels in a column; a block with a label that the column cannot hold has each label on a line of its own."""
    beside = all(len(label) < LABEL_WIDTH for label, _ in rows)
    for label, paragraphs in rows:
        if not beside:
            builder.text(Span(label, Style.DIM))
        for number, paragraph in enumerate(paragraphs):
            if beside:
                builder.labelled(label if number == 0 else "", plain(paragraph), indent=0)
            else:
                builder.text(plain(paragraph), indent=_INDENT)
