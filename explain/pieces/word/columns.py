"""How wide the columns of a table are, so that no word is broken where there is room for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...text_width import text_width
from .styles import CELL_MARGIN, CELL_POINTS

_TWIPS_PER_POINT = 20
_SPARE = 1.04
"""An office's font may be a little wider than ours."""

_MOST = 0.4
"""A column never gets more than this part of the line for one word: a word that long is an address or a code."""

_PART = re.compile(r"[^\s-]+-?|-")
"""What stays on one line: Word breaks a line at a space and after a hyphen."""


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


def least_widths(columns: Sequence[Sequence[str]], total: int) -> tuple[int, ...]:
    """For each column of texts the width that its longest word needs, in twips."""
    return tuple(min(round(total * _MOST), max(map(_word_width, texts), default=0)) for texts in columns)


def _word_width(text: str) -> int:
    words = sorted(_PART.findall(text), key=len)[-3:]
    points = max((text_width(word, CELL_POINTS, strong=True) for word in words), default=0.0)
    return round(points * _SPARE * _TWIPS_PER_POINT) + 2 * CELL_MARGIN
