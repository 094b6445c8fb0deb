"""The rows of the timeline: periods, series of days, and a row in words for each step that is late or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..engine.picture import DaySeries, Period, PeriodBand
from ..engine.picture_rule import Shape
from ..engine.result import StepState, TimelineStep
from .text_width import text_width, wrapped
from .timeline_lanes import INKS
from .timeline_scale import Scale
from .timeline_shapes import HALF, LINE_HEIGHT, SIZE, Anchor, Box, Group, Ink, Label, Mark, Stroke
from .timeline_words import band_title, coming_text, late_text, series_title, short_period

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
    labels = [Label(0, top + 4 + HALF + 2, title, strong=True)]
    for step in steps:
        late = step.state is StepState.LATE
        text = late_text(step) if late else coming_text(step)
        points = [day for day in _points(step, today) if day is not None]
        left, right = (scale.x(min(points)), scale.x(max(points))) if points else (scale.x(today), scale.x(today))
        side, lines, under = _beside(text, left, right, scale)
        middle = top + (LINE_HEIGHT * len(lines) + 8 if under else LINE_HEIGHT * len(lines) + 2) / 2
        first = top + 1 + LINE_HEIGHT / 2 + HALF
        x = {Anchor.START: right + _PADDING + 2, Anchor.END: left - _PADDING - 2}[side] if not under else scale.left
        anchor = Anchor.START if under else side
        labels += [
            Label(x, first + index * LINE_HEIGHT, line, anchor, ink=INKS[step.state], halo=True)
            for index, line in enumerate(lines)
        ]
        if under:
            middle = top + LINE_HEIGHT * len(lines) + 5
        if right > left:
            strokes.append(Stroke(left, middle, right, middle, Ink.LATE if late else Ink.WINDOW))
        if points:
            marks.append(Mark(scale.x(step.deadline or points[-1]), middle, INKS[step.state]))
        top += LINE_HEIGHT * len(lines) + (9 if under else 2)
    return Group(id, title, tuple(strokes), (), tuple(marks), tuple(labels)), top


def _points(step: TimelineStep, today: date) -> tuple[date | None, ...]:
    """The days between which the line of a step runs: what was due and when it came, or from when until when it may."""
    if step.state is StepState.LATE:
        return step.deadline, step.happened or (today if step.deadline else None)
    return step.start if step.deadline else None, step.deadline


def _beside(text: str, left: float, right: float, scale: Scale) -> tuple[Anchor, tuple[str, ...], bool]:
    """On which side of its line a text takes the fewest lines; or that it must stand above it."""
    rooms = {Anchor.END: left - scale.left - _PADDING - 2, Anchor.START: scale.right - right - _PADDING - 2}
    fits = [
        (len(lines), side is Anchor.END, side, lines)
        for side, room in rooms.items()
        if room >= _LEAST_ROOM or text_width(text, SIZE) <= room
        for lines in [wrapped(text, room, SIZE)]
    ]
    if not fits:
        return Anchor.START, wrapped(text, scale.right - scale.left, SIZE), True
    _, _, side, lines = min(fits, key=lambda one: one[:2])
    return side, lines, False


def _row_height(titles: Sequence[str]) -> float:
    return LINE_HEIGHT * len(titles) + 3


def _titles(titles: Sequence[str], middle: float) -> list[Label]:
    """The lines of a title around the middle of its row."""
    first = middle - (len(titles) - 1) * LINE_HEIGHT / 2 + HALF
    return [Label(0, first + index * LINE_HEIGHT, line) for index, line in enumerate(titles)]
