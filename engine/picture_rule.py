"""What the picture of the timeline shows, as the rules say it: its two ends, upright lines, bands and series of days.

It decides nothing: every day in it is a fact of the dossier or follows from one. What it comes to is `picture`.
"""

from __future__ import annotations

from enum import Enum

from .frozen import Frozen
from .language.tree import Condition, Value


class Shape(Enum):
    """How a band is filled, so that it can be told from others without colour."""

    SOLID = "vol"
    OUTLINED = "open"
    STRIPED = "gestreept"


class PictureLine(Frozen):
    """An upright line at one day; `applies` None = always."""

    title: str
    applies: Condition | None
    day: Value


class Stretch(Frozen):
    """A period from its first to and including its last day. While `runs` is true it has no last day yet."""

    start: Value
    end: Value
    runs: Condition | None


class ListedPeriods(Frozen):
    """The periods in a list of the dossier: the names of the list and of the fields with first and last day."""

    source: str
    start: str
    end: str


class Band(Frozen):
    """One row of the picture with periods."""

    title: str
    shape: Shape
    applies: Condition | None
    what: Stretch | ListedPeriods


class Series(Frozen):
    """One row of the picture with the days in a list of the dossier: the names of the list and of the field."""

    title: str
    applies: Condition | None
    source: str
    field: str


class PictureRule(Frozen):
    """The whole picture, from the day `start` to and including the day `end`."""

    start: Value
    end: Value
    lines: tuple[PictureLine, ...]
    bands: tuple[Band, ...]
    series: tuple[Series, ...]

    def nodes(self) -> tuple[Condition | Value, ...]:
        """Every condition and every day that is worked out."""
        whole: list[Condition | Value | None] = [self.start, self.end]
        for line in self.lines:
            whole += [line.applies, line.day]
        whole += [one.applies for one in self.series]
        for band in self.bands:
            whole.append(band.applies)
            if isinstance(band.what, Stretch):
                whole += [band.what.start, band.what.end, band.what.runs]
        return tuple(one for one in whole if one is not None)
