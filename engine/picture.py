"""The picture of the timeline, filled in for one dossier: days and periods with their titles. Nothing is drawn here.

What it shows stands in `tijdlijn/`. What is not known is left out of it, and counted as missing; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .audit import DURABLE, Auditor
from .dossier import Dossier, Records
from .findings import Report
from .language.tree import Condition, Value
from .picture_rule import Band, ListedPeriods, PictureRule, Series, Shape, Stretch
from .premises import Premises
from .result import OpenFact, Result
from .rulebook import Rulebook


class Period(NamedTuple):
    """First and last day. `end` None: it still runs at the peildatum (`runs`), or its last day is not known."""

    start: date
    end: date | None
    runs: bool = False


class DayLine(NamedTuple):
    """A day that everything else is seen against."""

    title: str
    day: date


class PeriodBand(NamedTuple):
    """Periods under one title, by first day. `complete` False = the dossier says, or shows, that there are more.

    `facts` names the facts of the dossier behind it.
    """

    title: str
    shape: Shape
    periods: tuple[Period, ...]
    complete: bool
    facts: tuple[str, ...]


class DaySeries(NamedTuple):
    """Days under one title, in order. `complete` and `facts` as those of a band."""

    title: str
    days: tuple[date, ...]
    complete: bool
    facts: tuple[str, ...]


class Picture(NamedTuple):
    """What there is to draw. `start` or `end` is None when it cannot be worked out; `open_facts` would give it."""

    start: date | None
    end: date | None
    lines: tuple[DayLine, ...] = ()
    bands: tuple[PeriodBand, ...] = ()
    series: tuple[DaySeries, ...] = ()
    open_facts: tuple[OpenFact, ...] = ()


def timeline_picture(rulebook: Rulebook, dossier: Dossier, *, motor: str = DURABLE) -> tuple[Result, Picture]:
    """The result of one audit, without its reasoning, and the picture that goes with it, from one run.

    Raises: ReadingsDisagree; RulebookConflict.
    """
    auditor = Auditor(rulebook, dossier.reference_date, motor)
    registers, engine = auditor.run(dossier)
    premises = Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)
    return Report(premises, ()).result(engine), picture_of(premises)


def picture_of(premises: Premises) -> Picture:
    """The picture of a finished run; an empty one when the rules describe none."""
    rule = premises.layout.rulebook.picture
    return Picture(None, None) if rule is None else _Filler(premises, rule).picture()


class _Filler:
    def __init__(self, premises: Premises, rule: PictureRule) -> None:
        self.premises, self.rule = premises, rule

    def picture(self) -> Picture:
        rule = self.rule
        start, end = self.day(rule.start), self.day(rule.end)
        unknown = [node for node, found in ((rule.start, start), (rule.end, end)) if found is None]
        lines = [
            DayLine(one.title, day)
            for one in rule.lines
            if self.holds(one.applies) and (day := self.day(one.day)) is not None
        ]
        bands = [self.band(one) for one in rule.bands if self.holds(one.applies)]
        series = [self.series(one) for one in rule.series if self.holds(one.applies)]
        names = [name for node in unknown for name in self.premises.facts_of(node)]
        return Picture(
            start,
            end,
            tuple(lines),
            tuple(one for one in bands if one.periods),
            tuple(one for one in series if one.days),
            self.premises.open_facts(list(dict.fromkeys(names))),
        )

    def band(self, band: Band) -> PeriodBand:
        match band.what:
            case Stretch() as stretch:
                periods, complete = self.stretch(stretch), True
                facts = self.behind(one for one in (stretch.start, stretch.end, stretch.runs) if one is not None)
            case ListedPeriods() as listed:
                periods, complete = self.listed(listed)
                facts = (listed.source,)
        ordered = sorted(periods, key=lambda one: (one.start, one.end or date.max))
        return PeriodBand(band.title, band.shape, tuple(ordered), complete, facts)

    def stretch(self, stretch: Stretch) -> list[Period]:
        start, end = self.day(stretch.start), self.day(stretch.end)
        if start is None:
            return []
        runs = stretch.runs is not None and self.premises.truth(stretch.runs) is True
        return _period(start, None if runs else end, runs)

    def listed(self, listed: ListedPeriods) -> tuple[list[Period], bool]:
        records = self.records(listed.source)
        found = [(one.values.get(listed.start), one.values.get(listed.end)) for one in records.items]
        dated = [(start, end if isinstance(end, date) else None) for start, end in found if isinstance(start, date)]
        periods = [period for start, end in dated for period in _period(start, end, False)]
        return periods, records.complete and len(dated) == len(found)

    def series(self, series: Series) -> DaySeries:
        records = self.records(series.source)
        days = [day for one in records.items if isinstance(day := one.values.get(series.field), date)]
        complete = records.complete and len(days) == len(records.items)
        return DaySeries(series.title, tuple(sorted(days)), complete, (series.source,))

    def records(self, name: str) -> Records:
        value = self.premises.dossier.fact(name).value
        return value if isinstance(value, Records) else Records(())

    def day(self, node: Value) -> date | None:
        value = self.premises.layout.value(node, self.premises.registers, self.premises.dossier)
        return value if isinstance(value, date) else None

    def holds(self, condition: Condition | None) -> bool:
        return condition is None or self.premises.truth(condition) is True

    def behind(self, nodes: Iterable[Condition | Value]) -> tuple[str, ...]:
        names = [name for node in nodes for name in self.premises.facts_of(node)]
        return tuple(self.premises.base_facts(list(dict.fromkeys(names))))


def _period(start: date, end: date | None, runs: bool) -> list[Period]:
    """A period that ends before it begins is none."""
    return [] if end is not None and end < start else [Period(start, end, runs)]
