"""The editions of a rulebook: the periods in which the same rules and values apply."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ..dossier import Dossier
from ..rulebook import Rulebook

ANY_DAY = date(2026, 1, 1)
"""The day by which a rulebook is laid out in which nothing changes in time."""

_ONE_DAY = timedelta(days=1)


class Edition(NamedTuple):
    """The days from `first` to `last` (None = open), and one of them."""

    day: date
    first: date | None
    last: date | None


class Editions:
    """The editions of one rulebook, in the order of time; days with the same rules are one edition."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._numbers: dict[tuple[bool, ...], int] = {}
        self._of_days: dict[date, int | None] = {}
        found: list[Edition] = []
        starts = [None, *sorted(_changes(rulebook))]
        for first, following in zip(starts, [*starts[1:], None], strict=True):
            last = None if following is None else following - _ONE_DAY
            day = first or last or ANY_DAY
            if rulebook.edition(day) not in self._numbers:
                self._numbers[rulebook.edition(day)] = len(found)
                found.append(Edition(day, first, last))
        self.all = tuple(found)

    def of(self, dossier: Dossier) -> int | None:
        """The number of the edition that applies to a dossier."""
        day = dossier.reference_date
        if day not in self._of_days:
            self._of_days[day] = self._numbers.get(self._rulebook.edition(day))
        return self._of_days[day]


def _changes(book: Rulebook) -> set[date]:
    """The days on which another edition may begin."""
    rules = (book.parameters, book.derivations, book.criteria, book.steps, book.nogos)
    validities = [one.validity for some in rules for one in some]
    starts = {one.start for one in validities if one.start is not None}
    return starts | {one.end + _ONE_DAY for one in validities if one.end is not None and one.end < date.max}
