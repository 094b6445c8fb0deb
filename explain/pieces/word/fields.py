"""The fields of a template: which there are, where an office put them, and everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ....engine.mistakes import Mistake, did_you_mean
from ..blocks import Piece
from .package import Parts, TemplatePlace
from .places import Spot, spots, traces

LINE_FIELDS: dict[str, str] = {
    "titel": "de titel van het stuk",
    "ondertitel": "het dossier en de peildatum in één regel",
    "dossier": "het kenmerk van het dossier",
    "peildatum": "de peildatum, zoals 14 september 2026",
    "lezer": "voor wie het stuk is",
    "kop": "de tekst voor de koptekst van elke bladzijde",
    "voet": "de tekst voor de voettekst van elke bladzijde",
    "merken": "de merken van het stuk, zoals CONCEPT en SYNTHETISCH",
}
"""What stands within a line, written as {{ titel }}, with what comes in its place."""

CONTENT, BEFORE, CHAPTER = "inhoud", "vooraf", "hoofdstuk_"
BLOCK_FIELDS: dict[str, str] = {
    CONTENT: "alle hoofdstukken die geen eigen plaats hebben",
    BEFORE: "wat voor het eerste hoofdstuk staat, zoals een waarschuwing",
}
"""What takes the place of a whole paragraph, written as {{p inhoud }}; so does each chapter."""

_OPENING = re.compile(r"\{[{%#]")
_CONTENT = re.compile(r"(p +)? *([A-Za-z_][A-Za-z0-9_]*) *")
_SINGLE = re.compile(r"(?<!\{)\{(?:p )? *([A-Za-z_][A-Za-z0-9_]*) *\}(?!\})")
_PATTERN = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}")
_LONGEST_SHOWN = 40
_RETYPE = "haal het hele veld weg, typ het in één keer opnieuw en geef het daarna pas zijn opmaak"


class Field(NamedTuple):
    """A field that a template has; `block`: it takes the place of a whole paragraph."""

    name: str
    where: str
    block: bool


class Reading(NamedTuple):
    """What a template holds, in the order of the file."""

    fields: tuple[Field, ...]
    mistakes: tuple[Mistake, ...]


def chapter_field(id: str) -> str:
    """The name of the field of a chapter.

    >>> chapter_field("hoofdstuk-spoor-2"), chapter_field("spoor_2")
    ('hoofdstuk_spoor_2', 'hoofdstuk_spoor_2')
    """
    return CHAPTER + id.removeprefix("hoofdstuk-").replace("-", "_")


def written(name: str) -> str:
    """A field as it is typed.

    >>> written("titel"), written("inhoud")
    ('{{ titel }}', '{{p inhoud }}')
    """
    return f"{{{{ {name} }}}}" if name in LINE_FIELDS else f"{{{{p {name} }}}}"


def line_values(piece: Piece, day: str) -> dict[str, str]:
    """What each field within a line becomes in this piece."""
    return {
        "titel": piece.title,
        "ondertitel": piece.subtitle,
        "dossier": piece.dossier,
        "peildatum": day,
        "lezer": piece.reader.id if piece.reader else "",
        "kop": piece.header,
        "voet": piece.footer,
        "merken": " · ".join(piece.labels),
    }


def read_fields(parts: Parts, name: str, chapters: Collection[str] | None) -> Reading:
    """All fields and all mistakes of a template that is shown as `name`.

    `chapters` are the fields that chapters have; None = not known here, so that each name with their prefix will do.
    Mistakes have codes W04 to W09.
    """
    reader = _Reader(name, chapters)
    for number, spot in enumerate(spots(parts, name), 1):
        reader.read(spot, number)
    if not any(field.block for field in reader.fields) and not reader.block_was_meant:
        message = "dit sjabloon heeft geen plaats voor de inhoud van het stuk"
        reader.mistakes.append(
            Mistake(TemplatePlace(name), "W08", message, f"zet op een eigen regel {written(CONTENT)}")
        )
    for message, hint in traces(parts, name):
        reader.mistakes.append(Mistake(TemplatePlace(name), "W09", message, hint))
    return Reading(tuple(reader.fields), tuple(reader.mistakes))


def foreign_commands(markup: str, names: Collection[str]) -> Iterator[str]:
    """What a template engine would take for its own in this markup, other than these fields.

    Looks at all of it, so also where no paragraph is: a command hidden in an attribute is found.
    """
    position = 0
    while found := _OPENING.search(markup, position):
        field = _PATTERN.match(markup, found.start())
        if field is None or field[1] not in names:
            yield markup[found.start() : found.start() + _LONGEST_SHOWN]
        position = found.end() if field is None else field.end()


class _Reader:
    """Reads one paragraph after another."""

    def __init__(self, file: str, chapters: Collection[str] | None) -> None:
        self.file = file
        self.chapters = chapters
        self.fields: list[Field] = []
        self.mistakes: list[Mistake] = []
        self.block_was_meant = False
        self._placed: dict[str, str] = {}

    def read(self, spot: Spot, number: int) -> None:
        text = spot.text
        position = 0
        while found := _OPENING.search(text, position):
            start = found.start()
            if found[0] != "{{":
                self._add(
                    spot, number, "W04", f"'{_shown(text[start:])}' is een opdracht; een sjabloon heeft alleen velden"
                )
                position = found.end()
                continue
            end = text.find("}}", start)
            next_one = _OPENING.search(text, start + 2)
            if end < 0 or (next_one and next_one.start() < end):
                hint = "een veld staat in één alinea, tussen {{ en }}"
                self._add(spot, number, "W07", f"het veld '{_shown(text[start:])}' is niet gesloten met }}}}", hint)
                position = start + 2
                continue
            self._field(spot, number, start, end + 2)
            position = end + 2
        for single in _SINGLE.finditer(text):
            if self._is_known(single[1]):
                hint = f"schrijf {written(single[1])}"
                self._add(spot, number, "W07", f"'{single[0]}' heeft enkele accolades; een veld heeft er twee", hint)

    def _field(self, spot: Spot, number: int, start: int, end: int) -> None:
        """One field, `{{` and `}}` included."""
        shown, content = spot.text[start:end], spot.text[start + 2 : end - 2]
        matched = _CONTENT.fullmatch(content)
        name = matched[2] if matched else ""
        if not self._is_known(name):
            self._unknown(spot, number, shown, content, is_name=bool(matched))
            return
        block = name not in LINE_FIELDS
        self.block_was_meant = self.block_was_meant or block
        if spot.is_split(start, end):
            message = f"het veld '{_shown(shown)}' is in Word over stukken met verschillende opmaak verdeeld"
            self._add(spot, number, "W06", message, _RETYPE)
            return
        if block != bool(matched and matched[1]):
            kind = "vervangt een hele alinea" if block else "staat binnen een regel"
            self._add(spot, number, "W07", f"het veld '{_shown(shown)}' {kind}", f"schrijf {written(name)}")
            return
        if block and not self._block_may_stand(spot, number, shown, name):
            return
        self.fields.append(Field(name, spot.where, block))

    def _block_may_stand(self, spot: Spot, number: int, shown: str, name: str) -> bool:
        if not spot.in_body:
            message = f"het veld '{shown}' kan alleen in de gewone tekst staan"
            self._add(spot, number, "W07", message, "niet in een tabel, tekstvak, koptekst, voettekst of voetnoot")
        elif spot.text.strip() != shown or spot.holds_more:
            message = f"het veld '{shown}' vervangt een hele alinea, en daarin staat meer"
            hint = "zet het veld alleen op een regel, zonder afbeelding of sectie-einde"
            self._add(spot, number, "W07", message, hint)
        elif name in self._placed:
            message = f"het veld '{shown}' staat er twee keer (ook in {self._placed[name]})"
            self._add(spot, number, "W07", message, "haal er een weg")
        else:
            self._placed[name] = spot.where
            return True
        return False

    def _unknown(self, spot: Spot, number: int, shown: str, content: str, *, is_name: bool) -> None:
        guess = re.sub(r"\W+", "_", content.strip().lower()).strip("_")
        near = did_you_mean(guess, self._names()) or did_you_mean(guess.removeprefix("p_"), self._names())
        hint = near or "'spoortoets sjabloon nieuw' geeft een sjabloon waarin alle velden staan"
        self.block_was_meant = self.block_was_meant or content.startswith("p ")
        if is_name:
            self._add(spot, number, "W05", f"het veld '{_shown(shown)}' is onbekend", hint)
        else:
            self._add(spot, number, "W04", f"'{_shown(shown)}' is geen veld; een veld is niet meer dan een naam", hint)

    def _is_known(self, name: str) -> bool:
        if name in LINE_FIELDS or name in BLOCK_FIELDS:
            return True
        return name.startswith(CHAPTER) if self.chapters is None else name in self.chapters

    def _names(self) -> list[str]:
        return [*LINE_FIELDS, *BLOCK_FIELDS, *(self.chapters or ())]

    def _add(self, spot: Spot, number: int, code: str, message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(TemplatePlace(self.file, number, where=spot.where), code, message, hint))


def _shown(text: str) -> str:
    end = text.find("}}")
    whole = text if end < 0 else text[: end + 2]
    return whole if len(whole) <= _LONGEST_SHOWN else f"{whole[:_LONGEST_SHOWN]}…"
