"""Looks once more at a piece before it is written: what should not stand in it, and in which chapter."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.guard import hits
from ...engine.mistakes import Mistake, Place
from .blocks import Heading, Piece, block_lines, heading_text

HINT = "haal het weg uit het dossier en maak het stuk opnieuw"
BEGIN = "het begin, de kop of de voet van het stuk"


def found_in_piece(piece: Piece, words: Sequence[str]) -> list[Mistake]:
    """What a piece holds and should not, by chapter; what is found is never repeated."""
    chapters = {BEGIN: [piece.title, piece.subtitle, piece.dossier, piece.header, piece.footer, *piece.labels]}
    chapter = BEGIN
    for block in piece.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = f"hoofdstuk {heading_text(block)}"
        chapters.setdefault(chapter, []).extend(block_lines(block))
    place = Place(f"het stuk voor de {piece.reader.value}")
    found = {
        Mistake(place, "S02", f"in {chapter} staat misschien {one.kind.value}", HINT): None
        for chapter, lines in chapters.items()
        for one in hits("\n".join(line.replace("\n", " ") for line in lines), words)
    }
    return list(found)
