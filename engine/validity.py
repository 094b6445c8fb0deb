"""From when until when a rule, a value or the text of a source applies."""

from __future__ import annotations

from datetime import date

from .frozen import Frozen


class Validity(Frozen):
    """First and last day on which a rule or value applies; None = open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Validity) -> bool:
        first, last = self.start or date.min, self.end or date.max
        return first <= (other.end or date.max) and (other.start or date.min) <= last


ALWAYS = Validity()
