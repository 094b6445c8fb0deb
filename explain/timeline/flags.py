"""The names of the upright lines above the axis of the timeline, placed so that none touches another or hides a line.

A line runs down from the height of its own name. So a name that lies across another line must stand above the name of
that line; names that lie across each other's lines cannot both stand at that side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from .shapes import BELOW, LINE_HEIGHT, SIZE, Anchor, Group, Ink, Label, Stroke
from .text_width import text_width

MOST_TRIED = 6
"""With more lines than this not every arrangement is tried: each name then gets a height of its own."""

_AWAY = 2.5
_APART = 4.0


class Flag(NamedTuple):
    """A line at `x` with its name."""

    x: float
    name: str
    ink: Ink


def flags(lines: Sequence[Flag], width: float) -> tuple[Group, float]:
    """The names, between 0 and `width`, with lines that lead to the axis below them; and where the axis begins."""
    labels, levels = _arranged(lines, width)
    axis = (max(levels, default=-1) + 1) * LINE_HEIGHT
    placed = [
        label._replace(y=axis - level * LINE_HEIGHT - BELOW - 1) for label, level in zip(labels, levels, strict=True)
    ]
    strokes = [Stroke(one.x, _from(one, label), one.x, axis, one.ink) for one, label in zip(lines, placed, strict=True)]
    return Group("tijdlijn-lijnen", "Vaste punten en peildatum", tuple(strokes), labels=tuple(placed)), axis


def _arranged(lines: Sequence[Flag], width: float) -> tuple[list[Label], list[int]]:
    """The names at a side each, and how high: the lowest arrangement in which nothing is in the way."""
    best: tuple[list[Label], list[int]] | None = None
    sides = [_sides(one, width) for one in lines]
    for chosen in product(*sides) if len(lines) <= MOST_TRIED else ():
        levels = _levels(lines, chosen)
        if levels is not None and (best is None or max(levels, default=0) < max(best[1], default=0)):
            best = list(chosen), levels
    if best is not None:
        return best
    return [some[-1] for some in sides], list(range(len(lines)))


def _from(line: Flag, label: Label) -> float:
    """Where a line begins: beside its name, or below a name that stands over it."""
    room = label.rect
    return room.bottom if room.left < line.x < room.right else room.top


def _sides(line: Flag, width: float) -> list[Label]:
    """Where its name can stand: pointing to the middle of the picture first, over the line last."""
    strong = line.ink is Ink.REFERENCE
    wide = text_width(line.name, SIZE, strong=strong)
    right = Label(line.x + _AWAY, 0, line.name, Anchor.START, strong, line.ink, halo=True)
    left = Label(line.x - _AWAY, 0, line.name, Anchor.END, strong, line.ink, halo=True)
    over = right._replace(x=min(max(line.x - wide / 2, 0.0), max(width - wide, 0.0)))
    both = [right, left] if line.x < width / 2 else [left, right]
    return [*(one for one in both if one.rect.left >= 0 and one.rect.right <= width), over]


def _levels(lines: Sequence[Flag], labels: Sequence[Label]) -> list[int] | None:
    """The lowest height for each name, given its side; None when two lie across each other's lines."""
    rooms = [one.rect for one in labels]
    count = range(len(lines))
    below = {
        one: [other for other in count if other != one and rooms[one].left < lines[other].x < rooms[one].right]
        for one in count
    }
    levels: dict[int, int] = {}
    while len(levels) < len(lines):
        ready = [one for one in count if one not in levels and all(other in levels for other in below[one])]
        if not ready:
            return None
        one = ready[0]
        level = max((levels[other] + 1 for other in below[one]), default=0)
        beside = [
            levels[other]
            for other in levels
            if rooms[one].left < rooms[other].right + _APART and rooms[other].left < rooms[one].right + _APART
        ]
        while level in beside:
            level += 1
        levels[one] = level
    return [levels[one] for one in count]
