"""A YAML or JSON file as an immutable tree of texts with their places. Types come later: here all values are text."""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import Frozen
from ..mistakes import Place

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}
_WHITE_ESCAPES = frozenset("tnrvf _NLP\t")


class Scalar(Frozen):
    """One text. `quoted`: it stood between quotes or in a text block, so it was meant as text.

    `raw` is the text as it stands in the file, kept only where it differs from `text` (folded, escaped, several lines).
    """

    text: str
    quoted: bool
    place: Place
    raw: str = ""

    @property
    def empty(self) -> bool:
        """Nothing was filled in: no text, or a bare `null` or `~` as programs write it."""
        return not self.text.strip() or (not self.quoted and self.text in ("null", "~"))


class Sequence(Frozen):
    """A list, in file order."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Frozen):
    """Keys and values, in file order. Of a key that was written twice (a mistake), `get` gives the first."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def __contains__(self, key: object) -> bool:
        return any(one.text == key for one, _ in self.entries)

    def get(self, key: str) -> Node | None:
        """The value under `key`; None when the key is not there."""
        for one, node in self.entries:
            if one.text == key:
                return node
        return None

    def key_place(self, key: str) -> Place:
        """Where `key` stands; the place of the mapping when it is not there."""
        return next((one.place for one, _ in self.entries if one.text == key), self.place)


Node = Scalar | Sequence | Mapping


def place_at(file: str, text: str, index: int) -> Place:
    """The place of character `index` of a whole file's text."""
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def place_in(scalar: Scalar, offset: int) -> Place:
    """Where character `offset` of `scalar.text` stands in the file; past the end: the place just after the text.

    White space is folded and moved by YAML, other characters are not: so those are counted in the raw text.
    """
    offset = max(0, min(offset, len(scalar.text)))
    start = scalar.place
    if not scalar.raw:
        return Place(start.file, start.line, start.column + offset + (1 if scalar.quoted else 0))
    wanted = sum(1 for character in scalar.text[:offset] if not character.isspace())
    after_last = offset == len(scalar.text) or scalar.text[offset].isspace()
    line, column, seen = start.line, start.column, 0
    previous = Place(start.file, line, column)
    for width, visible, breaks in _written_characters(scalar.raw):
        if visible:
            if seen == wanted and not after_last:
                break
            seen += 1
            previous = Place(start.file, line, column + width)
            if seen == wanted and after_last:
                return previous
        line, column = (line + 1, 1) if breaks else (line, column + width)
    else:
        return previous
    return Place(start.file, line, column)


def _written_characters(raw: str) -> Iterator[tuple[int, bool, bool]]:
    """The characters of a raw scalar as (width in the file, is visible text, is a line break)."""
    position, end = 0, len(raw)
    quote = raw[0] if raw[0] in "\"'" else ""
    if quote:
        end -= 1
        position = 1
        yield 1, False, False
    elif raw[0] in "|>":
        position = raw.find("\n") + 1 or end
        yield position - 1, False, False
        yield 1, False, True
    while position < end:
        character = raw[position]
        if quote == '"' and character == "\\" and raw[position + 1 : position + 2] != "\n":
            width, visible = _escape(raw, position)
        elif quote == '"' and character == "\\":
            width, visible = 1, False
        elif quote == "'" and character == "'":
            width, visible = 2, True
        else:
            width, visible = 1, not character.isspace()
        yield width, visible, character == "\n"
        position += width


def _escape(raw: str, position: int) -> tuple[int, bool]:
    """Width and visibility of the escape at `position` in a double-quoted text."""
    kind = raw[position + 1]
    if kind not in _ESCAPE_LENGTH:
        return 2, kind not in _WHITE_ESCAPES
    width = _ESCAPE_LENGTH[kind]
    code = int(raw[position + 2 : position + width], 16)
    if 0xD800 <= code < 0xDC00 and raw[position + width : position + width + 2] == "\\u":
        return 2 * width, True
    return width, not chr(code).isspace()
