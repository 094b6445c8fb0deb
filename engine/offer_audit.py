"""Lays an offer over a dossier and audits the two together, as if the offer were the plan of that dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from . import dutch
from .audit import DURABLE, Auditor
from .dossier import Dossier, Fact, FactValue, Record, Records
from .dossier_reader import REFERENCE_DATE
from .findings import Report
from .language.scope import CALENDAR
from .language.types import ChoiceType, Concept, NumberType
from .offer import AtLeast, Between, Number, Offer, OfferedFact, OfferValue, Overlay, Planned, Shift, Trial
from .premises import Premises
from .result import CitedSource, EngineInfo, FactState, Finding, OpenFact, Provenance, UsedFact
from .rulebook import Rulebook
from .values import Interval, OpenSet, shift_date

ASSUMED = Provenance("uitgangspunt")
"""Where a fact comes from that every offer gets."""


class TrialResult(NamedTuple):
    """What a criterion finds with one value of a fact that the offer leaves open. `end`: the last day of a length."""

    trial: str
    value: str
    finding: Finding
    end: date | None = None


class CitedClaim(NamedTuple):
    """A claim with its sources looked up."""

    text: str
    difference: str
    sources: tuple[CitedSource, ...]


class OfferAudit(NamedTuple):
    """One offer over one dossier. `facts` are about the person and the dates; `last_day` ends the time there is."""

    offer: Offer
    start: date
    audited_on: date
    engine: EngineInfo
    findings: tuple[Finding, ...]
    facts: tuple[UsedFact, ...]
    trials: tuple[TrialResult, ...]
    last_day: date | None
    differences: tuple[CitedClaim, ...]


class OfferAuditor:
    """A rulebook and a dossier made ready for a start on one day; audits any number of offers.

    Raises: ValueError when the rulebook does not say how offers are laid over a dossier.
    """

    def __init__(self, rulebook: Rulebook, dossier: Dossier, start: date | None = None, motor: str = DURABLE) -> None:
        if rulebook.overlay is None:
            raise ValueError("this rulebook does not say how an offer is laid over a dossier")
        self.rulebook, self.dossier, self.overlay = rulebook, dossier, rulebook.overlay
        self.start = start or dossier.reference_date
        self.day = _shifted(self.start, self.overlay.audited_after)
        self.auditor = Auditor(rulebook, self.day, motor)

    def audit(self, offer: Offer) -> OfferAudit:
        """Everything that the rules say of this offer for this dossier.

        Raises: as `Auditor.run`.
        """
        laid = lay_over(self.rulebook, self.overlay, offer, self.dossier, self.start)
        registers, engine = self.auditor.run(laid)
        premises = self._premises(registers, laid)
        report = Report(premises, ())
        findings = tuple(
            report.finding(layout)
            for id, layout in self.auditor.layout.criteria.items()
            if layout.criterion.question in self.overlay.questions and id not in self.overlay.outside
        )
        register = self.auditor.layout.names.facts.get(self.overlay.last_day)
        last_day = laid.fact(self.overlay.last_day).value if register is None else registers[register]
        return OfferAudit(
            offer,
            self.start,
            self.day,
            engine,
            tuple(sorted(findings, key=lambda one: one.criterion)),
            tuple(premises.used(name) for name in self.overlay.shown),
            tuple(self._trials(offer, laid)),
            last_day if isinstance(last_day, date) else None,
            tuple(CitedClaim(one.text, one.difference, report.cited(one.citations)) for one in offer.differences),
        )

    def _premises(self, registers: list[object], dossier: Dossier) -> Premises:
        auditor = self.auditor
        return Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)

    def _trials(self, offer: Offer, laid: Dossier) -> Iterator[TrialResult]:
        """Each open fact with each value that it may get; a fact that the offer fixes is not tried."""
        for trial in self.overlay.trials:
            layout = self.auditor.layout.criteria.get(trial.criterion)
            if layout is None:
                continue
            for shown, value, end in self._values(trial, offer, laid):
                given = (*trial.given, OfferedFact(trial.fact, value))
                tried = laid._replace(facts={**laid.facts, **_facts(given, self.start, ASSUMED)})
                registers, _ = self.auditor.run(tried)
                finding = Report(self._premises(registers, tried), ()).finding(layout)
                yield TrialResult(trial.title, shown, finding, end)

    def _values(self, trial: Trial, offer: Offer, laid: Dossier) -> Iterator[tuple[str, OfferValue, date | None]]:
        kind = self.auditor.concepts[trial.fact].type
        if trial.fact == self.overlay.length:
            unit = kind.unit if isinstance(kind, NumberType) else None
            for word, number in _lengths(offer):
                text = dutch.quantity(number, unit)
                yield f"{text} ({word})", number, self._end(number, unit)
        elif isinstance(kind, ChoiceType) and trial.fact not in laid.facts:
            yield from ((kind.label(one), one, None) for one in kind.values)

    def _end(self, number: Number, unit: str | None) -> date | None:
        """The last day of a length that begins at the start; none for a length in parts of a unit."""
        if not isinstance(number, int) or unit is None or unit not in CALENDAR:
            return None
        return shift_date(shift_date(self.start, number, unit), -1, "dagen")


def lay_over(rulebook: Rulebook, overlay: Overlay, offer: Offer, dossier: Dossier, start: date) -> Dossier:
    """The dossier with the offer as its plan.

    What the dossier says of a plan of its own gives way; what the offer fixes comes in its place, and the rest of the
    plan is unknown.
    """
    kept = {
        name: _without_fields(fact, overlay.dropped_fields(name))
        for name, fact in dossier.facts.items()
        if not overlay.drops(name)
    }
    day = _shifted(start, overlay.audited_after)
    source = next((one.short for one in rulebook.sources if one.id == offer.source), offer.title)
    facts = {
        **kept,
        REFERENCE_DATE: Fact(FactState.KNOWN, day),
        **_facts(overlay.assumed, start, ASSUMED),
        **_facts(offer.facts, start, Provenance(source)),
        overlay.start: Fact(FactState.KNOWN, start, ASSUMED),
    }
    return Dossier(dossier.id, day, facts, dossier.hash)


def too_early(rulebook: Rulebook, dossier: Dossier, start: date) -> tuple[Concept, date] | None:
    """The date of the dossier before which no plan can start, when this start lies before it."""
    if rulebook.overlay is None:
        return None
    concepts = {one.name: one for one in rulebook.concepts}
    earlier = concepts[rulebook.overlay.start].not_before or ""
    day = dossier.fact(earlier).value
    return (concepts[earlier], day) if isinstance(day, date) and start < day else None


def agreed_later(overlay: Overlay, facts: Iterable[OpenFact]) -> tuple[tuple[OpenFact, ...], tuple[OpenFact, ...]]:
    """Open facts apart: those that can still be agreed with the provider, and those that the dossier does not tell."""
    found = tuple(facts)
    plan = tuple(one for one in found if overlay.concerns_plan(one.name))
    return plan, tuple(one for one in found if one not in plan)


def _lengths(offer: Offer) -> Iterator[tuple[str, Number]]:
    length = offer.length
    if length is None:
        return
    named = (("kortste", length.minimum), ("gemiddelde", length.average), ("langste", length.maximum))
    yield from ((word, number) for word, number in named if number is not None)


def _facts(offered: Iterable[OfferedFact], start: date, provenance: Provenance) -> dict[str, Fact]:
    return {one.name: Fact(FactState.KNOWN, _value(one.value, start), provenance) for one in offered}


def _value(value: OfferValue, start: date) -> FactValue:
    """What an offer fixes as the value of a fact; what it fixes in part becomes an interval or an open set."""
    match value:
        case Shift():
            return _shifted(start, value)
        case Between(low, high):
            return Interval(low, high)
        case AtLeast(members):
            return OpenSet(frozenset(members), None)
        case tuple():
            return Records(tuple(_record(one, start) for one in value), complete=False)
    return value


def _record(planned: Planned, start: date) -> Record:
    """An element of a list; a field that is fixed only in part stays unknown, as a record holds whole values."""
    values = {name: _value(value, start) for name, value in planned.fields}
    return Record({name: one for name, one in values.items() if not isinstance(one, Records | Interval | OpenSet)})


def _shifted(day: date, shift: Shift) -> date:
    return shift_date(day, shift.amount, shift.unit)


def _without_fields(fact: Fact, fields: frozenset[str]) -> Fact:
    """A list with these fields of its elements unknown."""
    if not fields or not isinstance(fact.value, Records):
        return fact
    items = tuple(
        one._replace(
            values={name: value for name, value in one.values.items() if name not in fields},
            missing={name: state for name, state in one.missing.items() if name not in fields},
            field_provenance={name: where for name, where in one.field_provenance.items() if name not in fields},
            stated={name: said for name, said in one.stated.items() if name not in fields},
        )
        for one in fact.value.items
    )
    return fact._replace(value=fact.value._replace(items=items))
