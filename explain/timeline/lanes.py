"""The two lanes of the timeline: what was due and what happened, each step by its number, joined where it has both.

The numbers of a lane stand in as many rows as they need. Within a row each keeps as near to its day as its neighbours
allow, and the thin lines that lead to the days never cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ...engine.dutch import day as dutch_date
from ...engine.result import StepState, TimelineStep
from .scale import Scale
from .shapes import ABOVE, BELOW, SIZE, Anchor, Group, Ink, Label, Mark, Stroke
from .text_width import text_width

INKS = {
    StepState.DONE: Ink.DONE,
    StepState.LATE: Ink.LATE,
    StepState.COMING: Ink.COMING,
    StepState.UNKNOWN: Ink.UNKNOWN,
}
_OVER = (Ink.DONE, Ink.UNKNOWN, Ink.COMING, Ink.LATE)
"""Of two signs on one day the later in this list lies over the other."""

_GAP = 3.0
_SLOT = 1.5
"""The room between two numbers through which the line of a number further away passes."""

_SLANT = 9.0
"""Height in which a line bends from its day to its number."""

_BETWEEN = 26.0
"""Height between the two lanes."""

MOST_ROWS = 5


class Place(NamedTuple):
    """A number that stands in a row, and the points through which its line leads from the day."""

    x: float
    row: int
    bends: tuple[float, ...]


def lanes(steps: Sequence[TimelineStep], scale: Scale, top: float) -> tuple[Group, float]:
    """The lanes below `top`, and where they end. Steps without any date are not in them."""
    due = [(one, one.deadline) for one in steps if one.deadline is not None]
    happened = [(one, one.happened) for one in steps if one.happened is not None]
    above, below = _placed(due, scale), _placed(happened, scale)
    upper = top + _height(above)
    lower = upper + _BETWEEN
    strokes = [Stroke(scale.left, y, scale.right, y, Ink.LANE) for y in (upper, lower)]
    strokes += [
        Stroke(scale.x(one.deadline), upper, scale.x(one.happened), lower, _link(one))
        for one in steps
        if one.deadline is not None and one.happened is not None
    ]
    labels = [
        Label(0, upper + SIZE / 2 - 1.5, "Uiterste dag", strong=True),
        Label(0, lower + SIZE / 2 - 1.5, "Gebeurd", strong=True),
    ]
    marks: list[Mark] = []
    for name, dated, places, y, side in (
        ("uiterlijk", due, above, upper, -1),
        ("gebeurd op", happened, below, lower, 1),
    ):
        for (step, day), place in zip(dated, places, strict=True):
            ink = INKS[step.state]
            marks.append(Mark(scale.x(day), y, ink, f"{step.id} {name} {dutch_date(day)}"))
            strokes += _leader(scale.x(day), y, place, side)
            labels.append(_number(step, place, y, side, scale, day))
    marks.sort(key=lambda one: _OVER.index(one.ink))
    title = "De stappen: de uiterste dag en wat is gebeurd"
    group = Group("tijdlijn-stappen", title, tuple(strokes), marks=tuple(marks), labels=tuple(labels))
    return group, lower + _height(below)


def most_that_fit(scale: Scale) -> int:
    """How many numbers a lane has room for, of a usual width."""
    rows, wide = MOST_ROWS, text_width("T00", SIZE, strong=True) + _GAP
    return int((scale.right - scale.left) * rows / (wide + (rows - 1) * (_SLOT + _GAP)))


def _link(step: TimelineStep) -> Ink:
    return Ink.LATE if step.state is StepState.LATE else Ink.LINK


def _shown(step: TimelineStep, scale: Scale, day: date) -> str:
    """The number of a step; an arrow where its day lies outside the picture."""
    if scale.holds(day):
        return step.id
    return f"‹ {step.id}" if day < scale.first else f"{step.id} ›"


def _number(step: TimelineStep, place: Place, y: float, side: int, scale: Scale, day: date) -> Label:
    near = y + side * (_SLANT + 3 + place.row * _ROW)
    late = step.state is StepState.LATE
    baseline = near - BELOW if side < 0 else near + ABOVE
    ink = Ink.LATE if late else Ink.COMING if step.state is StepState.COMING else None
    return Label(place.x, baseline, _shown(step, scale, day), Anchor.MIDDLE, late, ink, halo=True)


_ROW = ABOVE + BELOW + 5.0
"""Height of one row of numbers, with the room in which lines bend to the next."""


def _height(places: Sequence[Place]) -> float:
    rows = max((one.row for one in places), default=-1) + 1
    return 3.0 + (_SLANT + 3 + rows * _ROW - 4 if rows else 3.0)


def _leader(x: float, y: float, place: Place, side: int) -> list[Stroke]:
    """From the day to the number: slanting below each row, upright through it."""
    strokes = []
    at, height = x, 3.0
    for row, bend in enumerate(place.bends):
        near = _SLANT + 3 + row * _ROW
        strokes.append(Stroke(at, y + side * height, bend, y + side * (near - 1), Ink.LEADER))
        at, height = bend, near - 1
        if row < place.row:
            far = near + ABOVE + BELOW
            strokes.append(Stroke(bend, y + side * height, bend, y + side * far, Ink.LEADER))
            height = far
    return strokes


def _placed(dated: Sequence[tuple[TimelineStep, date]], scale: Scale) -> list[Place]:
    """A place for each number, in the order of `dated`."""
    order = sorted(range(len(dated)), key=lambda index: (dated[index][1], dated[index][0].id))
    wide = [text_width(_shown(dated[index][0], scale, dated[index][1]), SIZE, strong=True) + _GAP for index in order]
    wanted = [scale.x(dated[index][1]) for index in order]
    room = scale.right - scale.left
    rows = next((rows for rows in range(1, MOST_ROWS) if _needed(wide, rows) <= room), MOST_ROWS)
    found: dict[int, Place] = {}
    bends: list[tuple[float, ...]] = [()] * len(order)
    for row in range(rows):
        members = [place for place in range(len(order)) if place % rows >= row]
        sizes = [wide[one] if one % rows == row else _SLOT + _GAP for one in members]
        for member, x in zip(
            members, spread([wanted[one] for one in members], sizes, scale.left, scale.right), strict=True
        ):
            wanted[member] = x
            bends[member] = (*bends[member], x)
            if member % rows == row:
                found[order[member]] = Place(x, row, bends[member])
    return [found[index] for index in range(len(dated))]


def _needed(wide: Sequence[float], rows: int) -> float:
    """The room that the first row takes, which is the fullest."""
    return sum(size if index % rows == 0 else _SLOT + _GAP for index, size in enumerate(wide))


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for things of these sizes in this order, as near as can be to where they are wanted, without overlap.

    They stay between `low` and `high` as far as they fit. Least squares, by pooling neighbours that push each other.

    >>> spread([10, 10], [4, 4], 0, 100)
    [8.0, 12.0]
    """
    offsets: list[float] = []
    used = 0.0
    for size in sizes:
        offsets.append(used + size / 2)
        used += size
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        pools.append((place - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (after, many), (before, some) = pools.pop(), pools.pop()
            pools.append(((before * some + after * many) / (some + many), some + many))
    starts = [min(max(start, low), max(high - used, low)) for start, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
