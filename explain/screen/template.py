"""The page of `sjabloon controleer`: what a template without mistakes holds, and which chapters it has no place for."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.piece_rule import Piece
from ..pieces.word.fields import CONTENT, LINE_FIELDS, Field, chapter_field, written
from ..words import Mark, Tone
from .page import Page, PageBuilder, Span, Style, mark_span


def template_page(
    name: str, fields: Sequence[Field], pieces: Sequence[Piece], *, width: int, ascii_only: bool = False
) -> Page:
    """The fields with their places, the fields that are not used, and per piece the chapters without a place."""
    builder = PageBuilder(width, ascii_only)
    builder.text(mark_span(Mark("geen fouten", Tone.GOOD)), f" in {name}", hanging=2)
    builder.blank()
    builder.text(Span("Velden in dit sjabloon", Style.HEADING))
    column = max(len(written(field.name)) for field in fields) + 2
    for field in fields:
        builder.labelled(written(field.name), field.where, indent=2, width=column, style=Style.PLAIN)
    used = {field.name for field in fields}
    unused = [written(one) for one in LINE_FIELDS if one not in used]
    if unused:
        builder.blank()
        builder.text(Span("Niet gebruikt: ", Style.STRONG), ", ".join(unused))
    for piece in pieces:
        _homeless(builder, piece, used)
    return builder.page()


def _homeless(builder: PageBuilder, piece: Piece, used: set[str]) -> None:
    """The chapters of a piece without a place of their own, and where they come."""
    without = [one.title for one in piece.chapters if chapter_field(one.id) not in used]
    builder.blank()
    builder.text(Span(piece.title, Style.HEADING))
    if not without:
        builder.text("elk hoofdstuk heeft een eigen plaats", indent=2)
        return
    where = f"komen bij {written(CONTENT)}" if CONTENT in used else "komen na de laatste plaats"
    if len(without) == len(piece.chapters):
        builder.text(f"alle hoofdstukken {where}", indent=2)
        return
    builder.text(f"hoofdstukken zonder eigen plaats; zij {where}:", indent=2)
    for title in without:
        builder.text(f"- {title}", indent=4, hanging=6)
