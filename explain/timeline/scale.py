"""From days to places on the paper: the axis of the timeline, with its months and weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ...engine.dutch import MONTHS
from .shapes import SIZE
from .text_width import text_width

WEEKS_BEFORE, WEEKS_AFTER = 13, 104
"""What lies further outside the two ends stands at the edge: one mistyped year would push all the rest together."""

WEEKS_WITHOUT_END = 104
"""The length that is drawn, at most, while the end is not known."""

WEEK_STEP = 13
_MONTH_STEPS = (1, 2, 3, 6, 12)
_GAP = 3.0
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Scale(NamedTuple):
    """Days from `first` to and including `last`, laid out from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; the nearest edge for a day outside."""
        share = (day - self.first).days / self.days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1)) if day < self.last else self.right

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def scale_for(start: date, end: date | None, days: Iterable[date], left: float, right: float) -> Scale:
    """The axis that shows the period and every one of `days` that is not far outside it."""
    earliest = start - timedelta(weeks=WEEKS_BEFORE)
    latest = (start + timedelta(weeks=WEEKS_WITHOUT_END)) if end is None else end + timedelta(weeks=WEEKS_AFTER)
    shown = [day for day in days if earliest <= day <= latest]
    last = max([start + timedelta(weeks=1), *([] if end is None else [end]), *shown])
    return Scale(min([start, *shown]), last, left, right)


def weeks(scale: Scale, start: date) -> Iterator[tuple[int, date]]:
    """Every quarter of a year from the start: the number of weeks since, and the day on which they are over."""
    number, day = 0, start
    while day <= scale.last + timedelta(days=1):
        yield number, day
        number, day = number + WEEK_STEP, day + timedelta(weeks=WEEK_STEP)


def months(scale: Scale) -> Iterator[tuple[date, str]]:
    """The first day of each month on the axis, with its short name where there is room for it, otherwise ""."""
    firsts = list(_firsts(scale))
    room = (scale.right - scale.left) / scale.days * 28
    widest = max(text_width(one, SIZE) for one in SHORT_MONTHS) + _GAP
    step = next((one for one in _MONTH_STEPS if one * room >= widest), _MONTH_STEPS[-1])
    for day in firsts:
        name = SHORT_MONTHS[day.month - 1]
        fits = scale.x(day) + text_width(name, SIZE) + 2 <= scale.right
        yield day, name if fits and (day.month - 1) % step == 0 else ""


def years(scale: Scale) -> Iterator[tuple[date, str]]:
    """The first day of each year on the axis, the first one from where the axis begins, where its number fits."""
    starts = [scale.first, *(day for day in _firsts(scale) if day.month == 1 and day != scale.first)]
    for day, following in zip(starts, [*starts[1:], None], strict=True):
        end = scale.right if following is None else scale.x(following)
        if end - scale.x(day) >= text_width(str(day.year), SIZE, strong=True) + _GAP + 2:
            yield day, str(day.year)


def short_day(day: date) -> str:
    """A date for where there is little room; it stays on one line.

    >>> short_day(date(2026, 4, 13)).split("\u00a0")
    ['13', 'apr', '2026']
    """
    return f"{day.day}\u00a0{SHORT_MONTHS[day.month - 1]}\u00a0{day.year}"


def _firsts(scale: Scale) -> Iterator[date]:
    """The first days of the months on the axis."""
    year, month = scale.first.year, scale.first.month
    while date(year, month, 1) <= scale.last:
        if date(year, month, 1) >= scale.first:
            yield date(year, month, 1)
        year, month = (year + 1, 1) if month == len(MONTHS) else (year, month + 1)
        if year > date.max.year:
            return
