"""How wide a text is in Carlito, the font of our pictures, so that labels can be placed without drawing them.

The widths are those of the font itself, which comes with the program; a test holds them against it. Kerning only makes
a text narrower.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_UNITS = 2048
_WIDTHS: dict[int, str] = {
    463: " \u00a0",
    471: "'ilï",
    517: "j,.·I’‘",
    596: ":;`",
    644: "()f-[]",
    658: "{}",
    714: "J!tr",
    809: "sz",
    823: "/\\",
    866: '"“”Lc',
    931: "xvyk",
    964: "FS|?Zg",
    1020: "aTYEe#*+<=>^_~–",
    1038: "$0123456789€",
    1080: "PXKbdhnpquo",
    1114: "CRB",
    1185: "VA",
    1322: "DHGUN",
    1414: "OQ&…",
    1464: "%w",
    1636: "m",
    1831: "MW@",
    1854: "—",
}
"""Each group of characters with the width of its widest, in units of the font."""

_WIDTH_OF = {character: units for units, characters in _WIDTHS.items() for character in characters}
_STRONG = 1.07
"""No letter of the bold font is wider than this share of the plain one."""


def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """An upper bound of the width, in the unit of `size`; close to it for what is written in Dutch.

    >>> 11 < text_width("T10", 8) < 13
    True
    """
    units = sum(map(_units, text))
    return units * size / _UNITS * (_STRONG if strong else 1)


@cache
def _units(character: str) -> int:
    """Accents do not widen a letter; what the font does not have counts as a wide one."""
    known = _WIDTH_OF.get(character)
    if known is not None:
        return known
    return _WIDTH_OF.get(unicodedata.normalize("NFD", character)[:1], _UNITS)


def wrapped(text: str, room: float, size: float, *, strong: bool = False) -> tuple[str, ...]:
    """The text in lines that fit in `room`, broken at plain spaces; only a word that is wider by itself is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        whole = f"{line} {word}" if line else word
        if text_width(whole, size, strong=strong) <= room:
            line = whole
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room, size, strong)
        lines += full
    return (*lines, line) if line else tuple(lines)


def _broken(word: str, room: float, size: float, strong: bool) -> list[str]:
    """A word in pieces that fit, each but the last with a hyphen; at least one letter in each."""
    pieces: list[str] = []
    while len(word) > 1 and text_width(word, size, strong=strong) > room:
        count = len(word) - 1
        while count > 1 and text_width(f"{word[:count]}-", size, strong=strong) > room:
            count -= 1
        pieces.append(f"{word[:count]}-")
        word = word[count:]
    return [*pieces, word]
