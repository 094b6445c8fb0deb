"""Looks once more at a piece before it is written: what should not stand in it, and in which chapter."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.guard import hits
from ...engine.mistakes import Mistake, Place
from .blocks import Heading, Piece, block_lines, heading_text

HINT = "haal het weg uit het dossier en maak het stuk opnieuw"
OPTION = "--toch"
REASON_HINT = "haal het weg uit de reden"
BEGIN = "het begin, de kop of de voet van het stuk"


def found_in_piece(piece: Piece, words: Sequence[str], reason: str = "") -> list[Mistake]:
    """What a piece holds and should not, by chapter; what is found is never repeated.

    `reason` stands before the first chapter and comes from the command line, not from the dossier.
    """
    chapters = {BEGIN: [piece.title, piece.subtitle, piece.dossier, piece.header, piece.footer, *piece.labels]}
    chapter = BEGIN
    for block in piece.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = f"hoofdstuk {heading_text(block)}"
        chapters.setdefault(chapter, []).extend(block_lines(block))
    chapters[BEGIN] = [line for line in chapters[BEGIN] if line != reason]
    place = Place(f"het stuk voor {piece.reader.title}" if piece.reader else "het stuk")
    found = {
        Mistake(place, "S02", f"in {chapter} staat misschien {one.kind.value}", HINT): None
        for chapter, lines in chapters.items()
        for one in hits("\n".join(line.replace("\n", " ") for line in lines), words)
    }
    typed = (f"in de reden staat misschien {one.kind.value}" for one in hits(reason, words))
    return [*found, *(Mistake(Place(OPTION), "S02", one, REASON_HINT) for one in dict.fromkeys(typed))]
