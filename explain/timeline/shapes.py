"""What a picture of the timeline is made of: labels, boxes, lines and marks with their places, in points.

The template turns each into SVG and chooses nothing but ink; the words and places are all here.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .text_width import text_width

SIZE = 8.0
"""Of every text, in points on paper: small, and still read without trouble."""

ABOVE, BELOW = 6.2, 2.0
"""How far a line of text reaches above and below the line it stands on."""

HALF = ABOVE / 2 - 0.4
"""From the middle of a capital to the line it stands on."""

LINE_HEIGHT = 10.0

BETWEEN = (LINE_HEIGHT + 2 - ABOVE - BELOW) / 2
"""Half of the white between two rows of text."""


class Anchor(Enum):
    """Which point of a label stands at its `x`."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Ink(Enum):
    """What a line or a mark tells; each differs from the others in pattern or shape, not only in colour."""

    GRID = "raster"
    AXIS = "as"
    DAY_LINE = "lijn"
    REFERENCE = "peildatum"
    LANE = "baan"
    LEADER = "wijzer"
    LINK = "verbinding"
    OPEN_END = "onbekend_einde"
    WINDOW = "venster"
    TICK = "dag"
    DONE = "gehaald"
    LATE = "te_laat"
    COMING = "komt_nog"
    UNKNOWN = "onbekend"


class Rect(NamedTuple):
    """The room that something takes."""

    left: float
    top: float
    right: float
    bottom: float


class Label(NamedTuple):
    """One line of text; `y` is where it stands on. `halo`: what lies behind it is painted over."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    strong: bool = False
    ink: Ink | None = None
    halo: bool = False

    @property
    def rect(self) -> Rect:
        wide = text_width(self.text, SIZE, strong=self.strong)
        left = self.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[self.anchor]
        return Rect(left, self.y - ABOVE, left + wide, self.y + BELOW)

    @property
    def behind(self) -> Rect:
        """What is painted over: so much that between two rows of text no stump of a line is left."""
        room = self.rect
        return Rect(room.left - 1, room.top - BETWEEN, room.right + 1, room.bottom + BETWEEN)


class Box(NamedTuple):
    """A filled rectangle: `vol`, `open` or `gestreept`."""

    x: float
    y: float
    width: float
    height: float
    fill: str


class Stroke(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink


class Mark(NamedTuple):
    """A sign of a few points wide around its place; `title` says what it stands for, "" where a text beside it does."""

    x: float
    y: float
    ink: Ink
    title: str = ""


class Group(NamedTuple):
    """Things that belong together, with a title for who hears the picture."""

    id: str
    title: str
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()


class Drawing(NamedTuple):
    """The whole picture; later groups lie over earlier ones."""

    width: float
    height: float
    groups: tuple[Group, ...]
