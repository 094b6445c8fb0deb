"""Which characters the shipped fonts can draw, and a text without the others.

PDF/A and PDF/UA forbid a page with a character that no font has; a dossier may hold any.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import unpack_from

FONTS = Path(__file__).parent / "fonts"

UNDRAWABLE = "□"
"""Stands for a character that the fonts lack; they have this one."""

_INVISIBLE = ("Cc", "Cf")
_HARD_SPACE = 0xA0

_TABLES_AT, _TABLE_SIZE = 12, 16
_ENCODINGS_AT, _ENCODING_SIZE = 4, 8
_WINDOWS_UNICODE = (3, 1)


def drawable(words: str) -> str:
    """The text with accents joined to their letters, nothing invisible, and `UNDRAWABLE` for what the fonts lack.

    >>> drawable("cafe\u0301 \u2714")
    'café □'
    """
    joined = unicodedata.normalize("NFC", words)
    if joined.isascii() and joined.isprintable():
        return joined
    known = _characters()
    if known.issuperset(map(ord, joined)):
        return joined
    return "".join(_drawn(one, known) for one in joined)


def _drawn(character: str, known: frozenset[int]) -> str:
    if ord(character) in known:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in (*_INVISIBLE, "Mn"):
        return ""
    return UNDRAWABLE


@cache
def _characters() -> frozenset[int]:
    """The visible characters that are in every shipped font, and the hard space, which is drawn as a space."""
    shared = frozenset.intersection(*(frozenset(_mapped(font.read_bytes())) for font in FONTS.glob("*.ttf")))
    return frozenset(code for code in shared if unicodedata.category(chr(code)) not in _INVISIBLE) | {_HARD_SPACE}


def _mapped(font: bytes) -> Iterator[int]:
    """The characters that a TrueType font has a glyph for, by its cmap table of format 4 (OpenType 1.9, cmap)."""
    table = next(
        unpack_from(">I", font, at + 8)[0]
        for at in range(_TABLES_AT, _TABLES_AT + _TABLE_SIZE * unpack_from(">H", font, 4)[0], _TABLE_SIZE)
        if font[at : at + 4] == b"cmap"
    )
    first = table + _ENCODINGS_AT
    map_at = next(
        table + unpack_from(">I", font, at + 4)[0]
        for at in range(first, first + _ENCODING_SIZE * unpack_from(">H", font, table + 2)[0], _ENCODING_SIZE)
        if unpack_from(">HH", font, at) == _WINDOWS_UNICODE
    )
    size = unpack_from(">H", font, map_at + 6)[0]
    count = size // 2
    row = f">{count}H"
    ends_at = map_at + 14
    starts_at = ends_at + size + 2
    offsets_at = starts_at + 2 * size
    ends, starts = unpack_from(row, font, ends_at), unpack_from(row, font, starts_at)
    deltas, offsets = unpack_from(row, font, starts_at + size), unpack_from(row, font, offsets_at)
    for segment, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, end + 1):
            if offset:
                place = offsets_at + 2 * segment + offset + 2 * (code - start)
                glyph = unpack_from(">H", font, place)[0]
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                yield code
