"""A Word file for an office to begin its own template with: our template, with remarks that say what goes where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

import docx

from ....engine.rulebook import Piece
from .fields import BLOCK_FIELDS, CONTENT, LINE_FIELDS, chapter_field, written
from .house import LANGUAGE, house_parts
from .markup import elements, paragraph, run
from .package import packed
from .properties import saved, set_properties
from .styles import Role, Styles

_MADE_ON = date(2026, 1, 1)
"""The date in the file: the file is the same on every day that one asks for it."""

_ABOVE = (
    "Dit is een sjabloon voor Spoortoets. Maak er uw huisstijl van: lettertypen, kleuren, logo, marges, koptekst en"
    " voettekst. De velden tussen accolades vult Spoortoets in.",
    "Alinea's in de stijl 'Spoortoets uitleg', zoals deze, komen nooit in een stuk. U mag ze laten staan of weghalen.",
    "Typ een veld altijd in één keer en geef het daarna pas een opmaak. 'spoortoets sjabloon controleer' leest uw"
    " sjabloon na en noemt elk veld dat niet klopt.",
    "Velden binnen een regel, die in de tekst, in een tabel, in de koptekst en in de voettekst kunnen staan:",
)
_BLOCKS = (
    "Velden die een hele alinea vervangen en alleen op een eigen regel in de gewone tekst staan. Een hoofdstuk zonder"
    f" eigen plaats komt bij {written(CONTENT)}, of anders achteraan:"
)
_STYLES = (
    "De koppen krijgen de stijlen Kop 1, Kop 2 en Kop 3, een opsomming Lijst opsom.teken en een bijschrift Bijschrift."
    " De overige stijlen beginnen met 'Spoortoets'. Wijzig ze in dit bestand; Spoortoets neemt ze over. Een tabel"
    " krijgt de stijl 'Spoortoets tabel'. Haalt u die weg en heeft u zelf één tabelstijl gemaakt, dan krijgt hij die."
)


def starting_template(pieces: Sequence[Piece]) -> bytes:
    """The Word file. `pieces` name the chapters that may have a place of their own."""
    document = docx.Document(BytesIO(packed(house_parts())))
    note = Styles(document)[Role.NOTE]
    remarks = [paragraph(note, run(line)) for line in _remarks(pieces)]
    body = document.element.body
    for place, one in enumerate(elements(remarks)):
        body.insert(place, one)
    set_properties(document, "Sjabloon voor Spoortoets", LANGUAGE, _MADE_ON)
    return saved(document)


def _remarks(pieces: Sequence[Piece]) -> Iterator[str]:
    yield from _ABOVE
    for name, meaning in LINE_FIELDS.items():
        yield f"{written(name)}: {meaning}"
    yield _BLOCKS
    for name, meaning in BLOCK_FIELDS.items():
        yield f"{written(name)}: {meaning}"
    for piece in pieces:
        yield f"Hoofdstukken van het stuk '{piece.title}':"
        for chapter in piece.chapters:
            yield f"{written(chapter_field(chapter.id))}: {chapter.title}"
    yield _STYLES
