"""The rows of the timeline: periods, series of days, and a row in words for each step that is late or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ...engine.picture import DaySeries, Period, PeriodBand
from ...engine.picture_rule import Shape
from ...engine.result import StepState, TimelineStep
from .lanes import INKS
from .scale import Scale
from .shapes import HALF, LINE_HEIGHT, SIZE, Anchor, Box, Group, Ink, Label, Mark, Stroke
from .text_width import text_width, wrapped
from .words import band_title, coming_text, late_text, series_title, short_period

TITLE_ROOM = 94.0
"""Width of the titles at the left."""

_PADDING = 4.0
_BAR = 9.0
_THINNEST = 1.6
_ARROW = 5.0
_LEAST_ROOM = 110.0
"""Narrower than this a text beside its line would become a column of words; it then stands above it."""


def band_row(band: PeriodBand, today: date, scale: Scale, top: float, id: str) -> tuple[Group, float]:
    """One row with periods; where there is one only, with its days. And where the row ends."""
    titles = wrapped(band_title(band), TITLE_ROOM, SIZE)
    height = _row_height(titles)
    middle = top + height / 2
    strokes: list[Stroke] = []
    boxes: list[Box] = []
    marks: list[Mark] = []
    labels = _titles(titles, middle)
    for period in band.periods:
        left, right = scale.x(period.start), _right(period, today, scale)
        if period.end is None and not period.runs:
            strokes.append(Stroke(left, middle, right, middle, Ink.OPEN_END))
            boxes.append(Box(left, middle - _BAR / 2, _THINNEST, _BAR, Shape.SOLID.value))
            continue
        boxes.append(Box(left, middle - _BAR / 2, max(right - left, _THINNEST), _BAR, band.shape.value))
        if period.runs:
            marks.append(Mark(right, middle, Ink.WINDOW))
    if len(band.periods) == 1:
        labels += _days_of(band, today, scale, middle)
    return Group(id, band_title(band), tuple(strokes), tuple(boxes), tuple(marks), tuple(labels)), top + height


def _right(period: Period, today: date, scale: Scale) -> float:
    """Where a period ends on the paper; one without a known end reaches the peildatum, or the edge."""
    if period.end is not None:
        return scale.after(period.end)
    return scale.x(today) if period.start < today else scale.right


def _days_of(band: PeriodBand, today: date, scale: Scale, middle: float) -> list[Label]:
    """The days of the only period, in its bar or beside it, where there is room."""
    (period,) = band.periods
    text = short_period(period) + (" (einde niet bekend)" if period.end is None and not period.runs else "")
    wide = text_width(text, SIZE) + 2 * _PADDING
    left, right = scale.x(period.start), _right(period, today, scale)
    baseline = middle + HALF
    if band.shape is Shape.OUTLINED and period.end is not None and right - left >= wide:
        return [Label((left + right) / 2, baseline, text, Anchor.MIDDLE)]
    beyond = right + (_ARROW if period.runs else 0) + _PADDING
    if scale.right - beyond >= wide - _PADDING:
        return [Label(beyond, baseline, text, halo=True)]
    if left - scale.left >= wide:
        return [Label(left - _PADDING, baseline, text, Anchor.END, halo=True)]
    return [Label((left + right) / 2, baseline, text, Anchor.MIDDLE, halo=True)] if right - left >= wide else []


def series_row(series: DaySeries, scale: Scale, top: float, id: str) -> tuple[Group, float]:
    """One row with a tick for each day, and where it ends."""
    titles = wrapped(series_title(series), TITLE_ROOM, SIZE)
    height = _row_height(titles)
    middle = top + height / 2
    ticks = [Stroke(scale.x(day), middle - 3.5, scale.x(day), middle + 3.5, Ink.TICK) for day in series.days]
    line = Stroke(scale.left, middle, scale.right, middle, Ink.GRID)
    return Group(id, series_title(series), (line, *ticks), labels=tuple(_titles(titles, middle))), top + height


def step_rows(
    title: str, steps: Sequence[TimelineStep], today: date, scale: Scale, top: float, id: str
) -> tuple[Group, float]:
    """A row in words for each step, at the days that it is about, and where the last one ends."""
    strokes: list[Stroke] = []
    marks: list[Mark] = []
    labels = [Label(0, _first_line(top), title, strong=True)]
    for step in steps:
        late, ink = step.state is StepState.LATE, INKS[step.state]
        days = _days_shown(step, today)
        left, right = scale.x(days[0]), scale.x(days[-1])
        text = _beside(late_text(step) if late else coming_text(step), left, right, scale)
        labels += [
            Label(text.x, _first_line(top) + index * LINE_HEIGHT, line, text.anchor, ink=ink, halo=True)
            for index, line in enumerate(text.lines)
        ]
        height = LINE_HEIGHT * len(text.lines)
        middle = top + height + 5 if text.above else top + height / 2 + 1
        if right > left:
            strokes.append(Stroke(left, middle, right, middle, Ink.LATE if late else Ink.WINDOW))
        if step.deadline is not None or step.happened is not None:
            marks.append(Mark(scale.x(step.deadline or days[-1]), middle, ink))
        top += height + (9 if text.above else 2)
    return Group(id, title, tuple(strokes), marks=tuple(marks), labels=tuple(labels)), top


def _first_line(top: float) -> float:
    """What the first text of a row stands on."""
    return top + 1 + LINE_HEIGHT / 2 + HALF


def _days_shown(step: TimelineStep, today: date) -> list[date]:
    """The days between which the line of a step runs: what was due and when it came, or from when until when it may.

    A step without a last day stands at the peildatum.
    """
    if step.state is StepState.LATE:
        days = (step.deadline, step.happened or (today if step.days_late else None))
    else:
        days = (step.start if step.deadline else None, step.deadline)
    return sorted(one for one in days if one is not None) or [today]


class _Beside(NamedTuple):
    """The text of a row beside its line, or above it."""

    x: float
    anchor: Anchor
    lines: tuple[str, ...]
    above: bool


def _beside(text: str, left: float, right: float, scale: Scale) -> _Beside:
    """At the side of its line where a text takes the fewest lines, the right one if they are equal."""
    away = _PADDING + 2
    sides = (
        (right + away, Anchor.START, scale.right - right - away),
        (left - away, Anchor.END, left - away - scale.left),
    )
    fits = [
        _Beside(x, anchor, wrapped(text, room, SIZE), False)
        for x, anchor, room in sides
        if room >= _LEAST_ROOM or text_width(text, SIZE) <= room
    ]
    if fits:
        return min(fits, key=lambda one: len(one.lines))
    return _Beside(scale.left, Anchor.START, wrapped(text, scale.right - scale.left, SIZE), True)


def _row_height(titles: Sequence[str]) -> float:
    return LINE_HEIGHT * len(titles) + 3


def _titles(titles: Sequence[str], middle: float) -> list[Label]:
    """The lines of a title around the middle of its row."""
    first = middle - (len(titles) - 1) * LINE_HEIGHT / 2 + HALF
    return [Label(0, first + index * LINE_HEIGHT, line) for index, line in enumerate(titles)]
