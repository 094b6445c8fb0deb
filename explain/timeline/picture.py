"""The timeline as a picture on paper: what was due, what happened, what ran or lay still, and what can still be done.

Everything in it is in the result or in the facts that the rules name for it; here is only decided where it stands. It
is made for the width of an A4 page and reads without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ...engine.dutch import day as dutch_date
from ...engine.result import StepState, TimelineStep
from ..pieces.blocks import Figure, Paragraph, text
from ..words import STEP_STATES
from .flags import Flag, flags
from .lanes import INKS, lanes, most_that_fit
from .rows import band_row, series_row, step_rows
from .scale import Scale, months, scale_for, weeks, years
from .shapes import ABOVE, BELOW, HALF, LINE_HEIGHT, SIZE, Anchor, Drawing, Group, Ink, Label, Mark, Stroke
from .text_width import text_width, wrapped
from .words import WAYS_TO_READ, TimelineData, caption, description, no_end, why_no_picture

WIDTH = 482.0
"""170 mm, the width of the text on an A4 page, in points."""

MILLIMETRES = 170
LEFT, RIGHT = 100.0, 478.0

PRINT_PIXELS = 1606
"""Width of the picture as PNG: 240 dots per inch on paper."""

_DOTS_PER_INCH = 96.0
"""What turns the millimetres of the SVG into dots; without it the library takes them for nothing."""

_SECTION = 7.0
_HERE = Path(__file__).parents[1]
_TEMPLATE = _HERE / "templates" / "tijdlijn.svg.j2"
_FONTS = tuple(str(_HERE / "pieces" / "fonts" / f"Carlito-{one}.ttf") for one in ("Regular", "Bold"))
_LEGEND = (StepState.LATE, StepState.COMING, StepState.DONE, StepState.UNKNOWN)


def timeline_figure(data: TimelineData) -> Figure | Paragraph:
    """The picture with its words, or a paragraph that says why there is none."""
    if data.picture.start is None:
        return Paragraph(text(why_no_picture(data)))
    told = description(data)
    return Figure(picture_svg(drawing(data), f"Tijdlijn van dossier {data.dossier}", told), told, caption(data))


def figure_png(svg: str, width_px: int = PRINT_PIXELS) -> bytes:
    """The picture in dots, on white, with the font that comes with the program: the same bytes on every machine."""
    from resvg_py import svg_to_bytes

    made = svg_to_bytes(
        svg_string=svg,
        width=width_px,
        dpi=_DOTS_PER_INCH,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(_FONTS),
        font_family="Carlito",
        sans_serif_family="Carlito",
    )
    return bytes(made)


def picture_svg(drawn: Drawing, title: str, told: str) -> str:
    """A drawing as SVG, with its title and description."""
    height = drawn.height * MILLIMETRES / drawn.width
    values = {"drawing": drawn, "title": title, "description": told, "millimetres": (MILLIMETRES, height), "size": SIZE}
    return str(_template().render(values))


@cache
def _template() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["xml"] = _allowed_in_xml
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _allowed_in_xml(told: str) -> str:
    """Without the control characters that XML cannot hold, and with no sign that the font does not have for a space."""
    told = told.replace("\u00a0", " ")
    return "".join(one for one in told if one >= " " and one not in "\ufffe\uffff" and not "\ud800" <= one <= "\udfff")


# --- the drawing -------------------------------------------------------------------------------------------------


def drawing(data: TimelineData) -> Drawing:
    """Where everything stands. The picture has a first day."""
    picture, today = data.picture, data.reference_date
    assert picture.start is not None
    shown = [one for one in data.steps if one.state is not StepState.NOT_APPLICABLE]
    scale = scale_for(picture.start, picture.end, [today, *_days(data, shown)], LEFT, RIGHT)
    lines = [_flag(scale, one.day, one.title, Ink.DAY_LINE) for one in picture.lines]
    lines.append(_flag(scale, today, "peildatum", Ink.REFERENCE))
    names, top = flags(lines, WIDTH)
    axis, chart = _axis(scale, picture.start, top)
    groups: list[Group] = []
    y = chart + 3
    for number, band in enumerate(picture.bands, start=1):
        group, y = band_row(band, today, scale, y, f"tijdlijn-balk-{number}")
        groups.append(group)
    for number, series in enumerate(picture.series, start=1):
        group, y = series_row(series, scale, y, f"tijdlijn-reeks-{number}")
        groups.append(group)
    group, y = lanes(_that_matter(shown, most_that_fit(scale)), scale, y + _SECTION)
    groups.append(group)
    for state, title, id in (
        (StepState.LATE, "Te laat", "tijdlijn-te-laat"),
        (StepState.COMING, "Komt nog, uiterlijk", "tijdlijn-komt-nog"),
    ):
        steps = data.in_state(state)
        if steps:
            group, y = step_rows(title, steps, today, scale, y + _SECTION, id)
            groups.append(group)
    upright = _upright(scale, picture.start, lines, chart, y + 2)
    drawn = {mark.ink for one in groups for mark in one.marks}
    legend, y = _legend(drawn, no_end(data), y + _SECTION)
    return Drawing(WIDTH, round(y + 1, 2), (upright, names, axis, *groups, legend))


def _days(data: TimelineData, steps: Iterable[TimelineStep]) -> Iterator[date]:
    """Every day that the picture would show."""
    picture = data.picture
    yield from (one.day for one in picture.lines)
    yield from (day for one in picture.series for day in one.days)
    for period in (period for one in picture.bands for period in one.periods):
        yield period.start
        if period.end is not None:
            yield period.end
    for step in steps:
        yield from (day for day in (step.deadline, step.happened) if day is not None)


def _that_matter(steps: Sequence[TimelineStep], most: int) -> tuple[TimelineStep, ...]:
    """As many steps as there is room for, in their own order: those that are late or to come before all others."""
    ranks = {StepState.LATE: 0, StepState.COMING: 1, StepState.UNKNOWN: 2, StepState.DONE: 3}
    kept = sorted(range(len(steps)), key=lambda index: (ranks[steps[index].state], index))[:most]
    return tuple(steps[index] for index in sorted(kept))


def _flag(scale: Scale, day: date, title: str, ink: Ink) -> Flag:
    """A line with its name; an arrow where its day lies outside the picture."""
    before, after = "‹ " if day < scale.first else "", " ›" if day > scale.last else ""
    return Flag(scale.x(day), f"{before}{title} {dutch_date(day)}{after}", ink)


def _axis(scale: Scale, start: date, top: float) -> tuple[Group, float]:
    """Years, months and weeks, and where they end."""
    rows = [top + 1 + row * (LINE_HEIGHT + 1) for row in range(4)]
    base = [row + ABOVE + BELOW for row in rows]
    strokes = [Stroke(scale.left, y, scale.right, y, Ink.AXIS) for y in (rows[0], rows[2], rows[3])]
    labels = [Label(0, base[0], "Jaar"), Label(0, base[1], "Maand"), Label(0, base[2], "Weken vanaf het begin")]
    for day, name in years(scale):
        labels.append(Label(scale.x(day) + 2, base[0], name, strong=True))
    for day, name in months(scale):
        height = rows[0] if day.month == 1 else rows[1] + (0 if name else 6)
        strokes.append(Stroke(scale.x(day), height, scale.x(day), rows[2], Ink.GRID))
        if name:
            labels.append(Label(scale.x(day) + 1.5, base[1], name))
    for number, day in weeks(scale, start):
        half = text_width(str(number), SIZE) / 2
        labels.append(Label(min(scale.x(day), WIDTH - half - 0.5), base[2], str(number), Anchor.MIDDLE))
    return Group("tijdlijn-as", "Jaren, maanden en weken", tuple(strokes), labels=tuple(labels)), rows[3]


def _upright(scale: Scale, start: date, lines: Sequence[Flag], top: float, bottom: float) -> Group:
    """The lines through the whole picture, behind everything else."""
    grid = [Stroke(scale.x(day), top, scale.x(day), bottom, Ink.GRID) for _, day in weeks(scale, start)]
    days = [Stroke(one.x, top, one.x, bottom, one.ink) for one in lines]
    return Group("tijdlijn-raster", "Raster", (*grid, *days))


def _legend(drawn: Set[Ink], remark: str, top: float) -> tuple[Group, float]:
    """What the signs mean, how to read the numbers, and what is not known; and where it ends."""
    marks: list[Mark] = []
    labels: list[Label] = []
    x, y = 4.0, top + LINE_HEIGHT / 2
    for state in _LEGEND:
        if INKS[state] in drawn:
            word = STEP_STATES[state].word
            marks.append(Mark(x, y, INKS[state]))
            labels.append(Label(x + 6, y + HALF, word))
            x += 6 + text_width(word, SIZE) + 14
    y += HALF
    if marks:
        labels.append(Label(x, y, WAYS_TO_READ))
        y += LINE_HEIGHT
    for line in wrapped(remark, WIDTH, SIZE):
        labels.append(Label(0, y, line))
        y += LINE_HEIGHT
    return Group("tijdlijn-legenda", "Legenda", (), (), tuple(marks), tuple(labels)), y - LINE_HEIGHT + BELOW
