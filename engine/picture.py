"""The picture of the timeline, filled in for one dossier: days and periods with their titles. Nothing is drawn here.

What it shows stands in `tijdlijn/`. What is not known is left out of it, and counted as missing; nothing is guessed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .audit import DURABLE, Auditor
from .dossier import Dossier, Records
from .findings import Report
from .language.tree import Condition, FactRef, FindingRef, Value
from .language.types import ListType
from .language.walk import descendants
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
    """A day that everything else is seen against; `confidential` when it leans on what not every reader may see."""

    title: str
    day: date
    confidential: bool = False


class PeriodBand(NamedTuple):
    """Periods under one title, by first day. `complete` False = the dossier says, or shows, that there are more."""

    title: str
    shape: Shape
    periods: tuple[Period, ...]
    complete: bool = True
    confidential: bool = False


class DaySeries(NamedTuple):
    """Days under one title, in order. `complete` and `confidential` as those of a band."""

    title: str
    days: tuple[date, ...]
    complete: bool = True
    confidential: bool = False


class Picture(NamedTuple):
    """What there is to draw. `start` or `end` is None when it cannot be worked out.

    `open_facts` would give the first of the two that is missing.
    """

    start: date | None
    end: date | None
    lines: tuple[DayLine, ...] = ()
    bands: tuple[PeriodBand, ...] = ()
    series: tuple[DaySeries, ...] = ()
    open_facts: tuple[OpenFact, ...] = ()

    def without_secrets(self) -> Picture:
        """The picture for who may not see what is confidential."""
        return self._replace(
            lines=tuple(one for one in self.lines if not one.confidential),
            bands=tuple(one for one in self.bands if not one.confidential),
            series=tuple(one for one in self.series if not one.confidential),
            open_facts=tuple(one for one in self.open_facts if not one.confidential),
        )


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
        missing = rule.start if start is None else rule.end if end is None else None
        lines = [
            DayLine(one.title, day, self.secret(one.applies, one.day))
            for one in rule.lines
            if self.holds(one.applies) and (day := self.day(one.day)) is not None
        ]
        bands = [self.band(one) for one in rule.bands if self.holds(one.applies)]
        series = [self.series(one) for one in rule.series if self.holds(one.applies)]
        names = [] if missing is None else self.premises.facts_of(missing)
        return Picture(
            start,
            end,
            tuple(lines),
            tuple(one for one in bands if one.periods),
            tuple(one for one in series if one.days),
            self.premises.open_facts(names),
        )

    def band(self, band: Band) -> PeriodBand:
        match band.what:
            case Stretch(start, end, runs) as stretch:
                periods, complete = self.stretch(stretch), True
                secret = self.secret(band.applies, start, end, runs)
            case ListedPeriods(source, first, last) as listed:
                periods, complete = self.listed(listed)
                secret = self.secret(band.applies) or self.secret_fields(source, first, last)
        ordered = sorted(periods, key=lambda one: (one.start, one.end or date.max))
        return PeriodBand(band.title, band.shape, tuple(ordered), complete, secret)

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
        secret = self.secret(series.applies) or self.secret_fields(series.source, series.field)
        return DaySeries(series.title, tuple(sorted(days)), complete, secret)

    def records(self, name: str) -> Records:
        value = self.premises.dossier.fact(name).value
        return value if isinstance(value, Records) else Records(())

    def day(self, node: Value) -> date | None:
        value = self.premises.layout.value(node, self.premises.registers, self.premises.dossier)
        return value if isinstance(value, date) else None

    def holds(self, condition: Condition | None) -> bool:
        return condition is None or self.premises.truth(condition) is True

    def secret(self, *nodes: Condition | Value | None) -> bool:
        """Whether any of these leans on what is confidential."""
        parts = [part for one in nodes if one is not None for part in descendants(one)]
        facts = {part.name for part in parts if isinstance(part, FactRef)}
        rules = {part.criterion for part in parts if isinstance(part, FindingRef)}
        return any(self.premises.used(one).confidential for one in facts) or any(
            map(self.premises.secrets.behind, rules)
        )

    def secret_fields(self, source: str, *fields: str) -> bool:
        """Whether a list, or any of these fields of it, is confidential."""
        concept = self.premises.concepts[source]
        own = concept.type.fields if isinstance(concept.type, ListType) else ()
        return concept.confidential or any(one.confidential for one in own if one.name in fields)


def _period(start: date, end: date | None, runs: bool) -> list[Period]:
    """A period that ends before it begins is none."""
    return [] if end is not None and end < start else [Period(start, end, runs)]
