"""A Word file for an office to begin its own template with: our template, with remarks that say what goes where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import docx

from ....engine.piece_rule import Piece
from .fields import BLOCK_FIELDS, CONTENT, LINE_FIELDS, chapter_field, written
from .house import LANGUAGE, house_parts
from .markup import W, elements, paragraph, run
from .package import packed
from .properties import saved, set_properties
from .styles import Role, Styles

_MADE_ON = date(2026, 1, 1)
"""The date in the file: the file is the same on every day that one asks for it."""

_ABOVE = (
    "Dit is een sjabloon voor Spoortoets. Maak er uw huisstijl van: lettertypen, kleuren, logo, marges, koptekst en"
    " voettekst. De velden tussen accolades vult Spoortoets in.",
    "Alinea's in de stijl 'Spoortoets uitleg', zoals deze, komen nooit in een stuk. U mag ze laten staan of weghalen."
    " Onder de velden staat meer uitleg.",
)
_BELOW = (
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
    body = document.element.body
    for place, one in enumerate(_notes(note, _ABOVE)):
        body.insert(place, one)
    for one in _notes(note, _below(pieces)):
        body.find(f"{W}sectPr").addprevious(one)
    set_properties(document, "Sjabloon voor Spoortoets", LANGUAGE, _MADE_ON)
    return saved(document)


def _notes(style: str, lines: Iterable[str]) -> list[Any]:
    return elements(paragraph(style, run(line)) for line in lines)


def _below(pieces: Sequence[Piece]) -> Iterator[str]:
    yield from _BELOW
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
