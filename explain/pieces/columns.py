"""How wide the columns of a table are, so that no word is broken where there is room for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..timeline.text_width import text_width
from .blocks import Table, plain

CELL_POINTS = 9.5
"""The size of the letters in a table on paper."""

_SPARE = 1.04
"""An office's font may be a little wider than ours."""

_MOST = 0.4
"""A column never gets more than this part of the line for one word: a word that long is an address or a code."""

_SHORT = len("30 september 2026")

_PART = re.compile(r"[^\s-]+-?|-")
"""What stays on one line: a line may end at a space and after a hyphen."""

_LINE, _MARGIN = 4677, 51
"""The line and the space on either side of a cell in the PDF, in tenths of a point; a browser prints the same."""

_TENTHS = 10


class Columns(NamedTuple):
    """The widths of the columns of a table, and of each whether every word in it fits on a line."""

    widths: tuple[int, ...]
    fit: tuple[bool, ...]


def columns_of(table: Table) -> Columns:
    """The columns in tenths of a point, on a line of 165 mm."""
    return columns_on(table, _LINE, margin=_MARGIN, unit=_TENTHS)


def columns_on(table: Table, total: int, *, margin: int, unit: int) -> Columns:
    """The columns of a table on a line of `total`, with `margin` on either side of each cell.

    All three are in units of which `unit` make a point.
    """
    texts = [(name, *(plain(cells[at]) for cells in table.rows)) for at, name in enumerate(table.header)]
    needs = [round(max(map(_word_width, column)) * unit) + 2 * margin for column in texts]
    likes = [
        max(need, *(round(_short_width(one) * unit) + 2 * margin for one in column[1:]), 0)
        for need, column in zip(needs, texts, strict=True)
    ]
    most = round(total * _MOST)
    least = next((some for some in (likes, needs) if sum(some) <= total), [min(most, need) for need in needs])
    widths = column_widths(table.widths, total, least)
    return Columns(widths, tuple(need <= width for need, width in zip(needs, widths, strict=True)))


def column_widths(shares: Sequence[int], total: int, least: Sequence[int] = ()) -> tuple[int, ...]:
    """`total` divided after the shares, and no column less than its `least` as long as the others can spare it.

    >>> column_widths((1, 1, 2), 400)
    (100, 100, 200)
    >>> column_widths((1, 1, 2), 400, (0, 160, 0))
    (80, 160, 160)
    """
    fixed: dict[int, int] = {}
    widths: list[float] = []
    while True:
        room = total - sum(fixed.values())
        loose = sum(share for index, share in enumerate(shares) if index not in fixed)
        widths = [fixed.get(index, room * share / max(1, loose)) for index, share in enumerate(shares)]
        short = {index: need for index, need in enumerate(least) if index not in fixed and widths[index] < need}
        if not short or len(fixed) + len(short) == len(shares):
            break
        fixed |= short
    whole = [int(width) for width in widths]
    return (*whole[:-1], total - sum(whole[:-1]))


def _short_width(text: str) -> float:
    """The width of a text that is better not broken, such as a date, in points; 0 for a longer one."""
    return _SPARE * text_width(text, CELL_POINTS, strong=True) if len(text) <= _SHORT else 0.0


def _word_width(text: str) -> float:
    """The width of the longest word, in points."""
    words = sorted(_PART.findall(text), key=len)[-3:]
    return _SPARE * max((text_width(word, CELL_POINTS, strong=True) for word in words), default=0.0)
