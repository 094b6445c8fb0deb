"""How wide a text really is: read from the font that comes with the program, without kerning."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "explain" / "pieces" / "fonts"


@cache
def widths(weight: str) -> dict[str, int]:
    """The width of every character of the Regular or Bold font, in units of 2048 to the size."""
    data = (FONTS / f"Carlito-{weight}.ttf").read_bytes()
    tables = {}
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        tables[tag.decode()] = offset
    assert struct.unpack_from(">H", data, tables["head"] + 18)[0] == 2048
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    advances = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * one)[0] for one in range(count)]
    return {character: advances[min(glyph, count - 1)] for character, glyph in _glyphs(data, tables["cmap"])}


def _glyphs(data: bytes, start: int) -> list[tuple[str, int]]:
    """The glyph of each character, from the first table of format 4."""
    offsets = [
        struct.unpack_from(">HHI", data, start + 4 + 8 * one)[2]
        for one in range(struct.unpack_from(">H", data, start + 2)[0])
    ]
    table = next(start + one for one in offsets if struct.unpack_from(">H", data, start + one)[0] == 4)
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        table + 14,
        table + 16 + 2 * segments,
        table + 16 + 4 * segments,
        table + 16 + 6 * segments,
    )
    found = []
    for one in range(segments):
        end, first = (struct.unpack_from(">H", data, at + 2 * one)[0] for at in (ends, starts))
        delta, shift = (struct.unpack_from(">H", data, at + 2 * one)[0] for at in (deltas, ranges))
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, ranges + 2 * one + shift + 2 * (code - first))[0]
            if glyph:
                found.append((chr(code), (glyph + delta) & 0xFFFF))
    return found


def real_width(text: str, size: float, *, strong: bool = False) -> float:
    known = widths("Bold" if strong else "Regular")
    return sum(known[one] for one in text) * size / 2048
