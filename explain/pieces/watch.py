"""Looks once more at a piece before it is written: what should not stand in it, and in which chapter."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.guard import hits
from ...engine.mistakes import Mistake, Place
from .blocks import Heading, Piece, block_lines, heading_text

HINT = "haal het weg uit het dossier en maak het stuk opnieuw"


def found_in_piece(piece: Piece, words: Sequence[str]) -> list[Mistake]:
    """What a piece holds and should not, by chapter; what is found is never repeated."""
    found: dict[Mistake, None] = {}
    chapter = piece.title
    for block in piece.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = f"hoofdstuk {heading_text(block)}"
        for one in hits("\n".join(block_lines(block)), words):
            message = f"in {chapter} staat misschien {one.kind.value}"
            found[Mistake(Place(f"het stuk voor de {piece.reader.value}"), "S02", message, HINT)] = None
    return list(found)
