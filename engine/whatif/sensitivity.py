"""How far a number or a date of the dossier may move before a finding flips, in both directions.

Every day, and every step of a number, is evaluated in turn until the first flip, so what is told is exact also where a
finding leans on a fact in more than one way. Beyond `HORIZON` steps a number is tried where a rule compares it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from ..audit import DURABLE
from ..dossier import Dossier, Fact, Record, Records, ScalarValue
from ..fact_changes import DAY
from ..findings import Report
from ..language.tree import Compare, FactRef
from ..language.types import Concept, ListType, NumberType
from ..result import EngineInfo
from ..rulebook import Rulebook
from ..values import exact
from .changes import changed
from .compare import Direction, direction
from .moving import Moving, beyond, grid, is_moving, moved
from .standing import Found, Standing, Stands

HORIZON = 183
"""So many days, or steps of a number, are tried in each direction: half a year."""

ELEMENT_HORIZON = 31
"""The same for the fields of the elements of a list, of which there are many."""


class Flipped(NamedTuple):
    """A finding that flips."""

    criterion: str
    title: str
    before: Found
    after: Found
    direction: Direction


class Flip(NamedTuple):
    """The first value at which a finding flips. `slack`: how far the value may move without; in days, or as its own.

    `verdict` is that at the flip.
    """

    value: Moving
    slack: int | Fraction
    findings: tuple[Flipped, ...]
    verdict: str


class End(NamedTuple):
    """Nothing flips up to and with `value`. `limit`: the value can go no further; otherwise further was not tried."""

    value: Moving
    limit: bool


class Way(NamedTuple):
    """One direction: the first flip and the first one of other findings, if there are; and how far was tried."""

    flips: tuple[Flip, ...]
    end: End


class Slack(NamedTuple):
    """One number or date. `element` counts from 1, 0 = it is no field of a list; `concept` is then that of the field.

    `deciding`: the findings as they are lean on it.
    """

    name: str
    concept: Concept
    element: int
    list_concept: Concept | None
    value: Moving
    up: Way
    down: Way
    deciding: bool

    @property
    def flips(self) -> tuple[Flip, ...]:
        return (*self.up.flips, *self.down.flips)


class Sensitivity(NamedTuple):
    """`time`: what flips when only the peildatum moves on. `slacks` have the least slack first; `steady` are deciding
    ones of which nothing flips.
    """

    rulebook: Rulebook
    dossier: Dossier
    engine: EngineInfo
    now: Standing
    time: Flip | End
    slacks: tuple[Slack, ...]
    steady: tuple[Slack, ...]


class _Spot(NamedTuple):
    """Where a number or a date stands in the dossier, and between which values it can lie."""

    name: str
    concept: Concept
    element: int
    list_concept: Concept | None
    value: Moving
    low: Moving | None
    high: Moving | None


class SensitivityFinder:
    """Finds the slack of every number and date of one dossier."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier, motor: str = DURABLE) -> None:
        self.rulebook, self.dossier = rulebook, dossier
        self._stands = Stands(rulebook, dossier, motor)
        self._layout = self._stands.auditor(dossier).layout
        self._titles = {one.id: one.title for one in rulebook.criteria}
        self._watch = self._stands.rerun(dossier).watch(
            register for one in self._layout.criteria for register in self._registers_of(one)
        )
        self._now, self._engine = self._stands.of(dossier), self._stands.engine(dossier)

    def find(self) -> Sensitivity:
        """Raises: ReadingsDisagree; RulebookConflict."""
        deciding = self._deciding()
        found = [self._slack(one, deciding) for one in self._spots(deciding)]
        moving = sorted((one for one in found if one.flips), key=_least)
        steady = tuple(one for one in found if not one.flips and one.deciding and not one.element)
        return Sensitivity(
            self.rulebook, self.dossier, self._engine, self._now, self._passing_time(), tuple(moving), steady
        )

    def _deciding(self) -> frozenset[str]:
        """The facts that the findings as they are lean on."""
        report = Report(self._stands.premises(self._now, self.dossier), ())
        return frozenset(used.name for one in self._layout.criteria.values() for used in report.finding(one).facts)

    def _spots(self, deciding: frozenset[str]) -> Iterator[_Spot]:
        """Every number and date that a finding leans on; in a list only where the findings as they are do."""
        for concept in self.rulebook.concepts:
            fact = self.dossier.facts.get(concept.name)
            if fact is None or concept.name == DAY or not self._watch.reaches(concept.name):
                continue
            if isinstance(concept.type, ListType) and isinstance(fact.value, Records):
                for number, record in enumerate(fact.value.items if concept.name in deciding else (), start=1):
                    for column in concept.type.fields:
                        field = record.values.get(column.name)
                        if is_moving(field, column):
                            low, high = self._field_bounds(column, concept.type, record)
                            yield _Spot(concept.name, column, number, concept, field, low, high)
            elif is_moving(value := fact.value, concept):
                low, high = self._bounds(concept)
                yield _Spot(concept.name, concept, 0, None, value, low, high)

    # --- how far a value can go ---

    def _bounds(self, concept: Concept) -> tuple[Moving | None, Moving | None]:
        """The limits of the concept, the peildatum, and the dates that may not come before or after this one."""
        if isinstance(concept.type, NumberType):
            return concept.minimum, concept.maximum
        group = concept.name.rpartition(".")[0]
        earlier = self._date(_full(concept.not_before, group))
        later = [
            day
            for one in self.rulebook.concepts
            if _full(one.not_before, one.name.rpartition(".")[0]) == concept.name
            and (day := self._date(one.name)) is not None
        ]
        ends = [*later, *(() if concept.future else (self.dossier.reference_date,))]
        return earlier, min(ends, default=None)

    def _field_bounds(self, column: Concept, kind: ListType, record: Record) -> tuple[Moving | None, Moving | None]:
        if isinstance(column.type, NumberType):
            return column.minimum, column.maximum
        earlier = record.values.get(column.not_before or "")
        if column.not_before and "." in column.not_before:
            earlier = self._date(column.not_before)
        later = [
            day
            for one in kind.fields
            if one.not_before == column.name and isinstance(day := record.values.get(one.name), date)
        ]
        ends = [*later, *(() if column.future else (self.dossier.reference_date,))]
        return earlier if isinstance(earlier, date) else None, min(ends, default=None)

    def _date(self, name: str) -> date | None:
        value = self.dossier.fact(name).value
        return value if isinstance(value, date) else None

    # --- looking for the flip ---

    def _slack(self, spot: _Spot, deciding: frozenset[str]) -> Slack:
        up, down = (self._way(spot, sign) for sign in (1, -1))
        return Slack(
            spot.name, spot.concept, spot.element, spot.list_concept, spot.value, up, down, spot.name in deciding
        )

    def _way(self, spot: _Spot, sign: int) -> Way:
        """What flips one way. A finding that flips at once can hide what matters: so the next of others is told too."""
        step = grid(spot.value)
        end, last = (spot.high if sign > 0 else spot.low), spot.value
        flips: list[Flip] = []
        ignored: frozenset[int] = frozenset()
        for number in range(1, (ELEMENT_HORIZON if spot.element else HORIZON) + 1):
            value = moved(spot.value, sign * number * step)
            if value is None or beyond(value, end, sign):
                return Way(tuple(flips), End(last, limit=True))
            if self._flips(spot, value, ignored):
                flips.append(self._flip(spot, value, (number - 1) * step, flips))
                if len(flips) == 2 or spot.element:
                    return Way(tuple(flips), End(value, limit=False))
                ignored = frozenset(
                    register for one in flips[0].findings for register in self._registers_of(one.criterion)
                )
            last = value
        far = None if flips else self._far_flip(spot, sign, last)
        return Way((far,) if far else tuple(flips), End(far.value if far else last, limit=False))

    def _registers_of(self, criterion: str) -> tuple[int, int, int]:
        one = self._layout.criteria[criterion]
        return one.finding, one.weight, one.excused

    def _far_flip(self, spot: _Spot, sign: int, tried: Moving) -> Flip | None:
        """A number beyond the horizon, where a rule compares it as it is; the flip itself is found by halving."""
        start: Moving = spot.value
        end = spot.high if sign > 0 else spot.low
        if isinstance(start, date) or isinstance(tried, date) or spot.element:
            return None
        step = grid(start)
        for far in sorted(self._compared_with(spot.name), key=lambda one: sign * one):
            steps = _steps(start, far, step) + 1
            value = exact(Fraction(start + sign * steps * step))
            if sign * (value - tried) <= 0 or beyond(value, end, sign) or not self._flips(spot, value):
                continue
            calm, turned = _steps(start, tried, step), steps
            while turned - calm > 1:
                middle = (calm + turned) // 2
                if self._flips(spot, exact(Fraction(start + sign * middle * step))):
                    turned = middle
                else:
                    calm = middle
            return self._flip(spot, exact(Fraction(start + sign * turned * step)), calm * step)
        return None

    def _compared_with(self, name: str) -> set[int | Fraction]:
        """The numbers that rules compare a fact with."""
        found: set[int | Fraction] = set()
        for stated in self._layout.conditions.values():
            node = stated.condition
            if isinstance(node, Compare) and isinstance(node.left, FactRef) and node.left.name == name:
                other = self._layout.value(node.right, self._now.registers, self.dossier)
                if isinstance(other, int | Fraction) and not isinstance(other, bool):
                    found.add(other)
        return found

    def _flips(self, spot: _Spot, value: Moving, ignored: frozenset[int] = frozenset()) -> bool:
        return self._watch.changes(spot.name, self._with(spot, value), ignored)

    def _with(self, spot: _Spot, value: Moving) -> Dossier:
        fact = self.dossier.facts[spot.name]
        new: Fact = fact._replace(value=value, statements=())
        if spot.element and isinstance(fact.value, Records):
            items = list(fact.value.items)
            old = items[spot.element - 1]
            values: dict[str, ScalarValue] = {**old.values, spot.concept.name: value}
            items[spot.element - 1] = Record(values, old.missing, old.provenance)
            new = fact._replace(value=Records(tuple(items), fact.value.complete))
        return self.dossier._replace(facts={**self.dossier.facts, spot.name: new})

    def _flip(self, spot: _Spot, value: Moving, slack: int | Fraction, earlier: Iterable[Flip] = ()) -> Flip:
        told = {one.criterion for flip in earlier for one in flip.findings}
        return self._told(self._stands.tried(self._with(spot, value)), value, slack, told)

    def _told(self, then: Standing, value: Moving, slack: int | Fraction, told: Collection[str] = ()) -> Flip:
        flipped = tuple(
            Flipped(name, self._titles[name], old, new, direction(old, new))
            for name, old in self._now.findings.items()
            if (new := then.findings.get(name)) is not None and new != old and name not in told
        )
        return Flip(value, slack, flipped, then.verdict)

    # --- the peildatum ---

    def _passing_time(self) -> Flip | End:
        """What flips first when the days go by and nothing else changes; also by rules that come into force."""
        day = self.dossier.reference_date
        edition = self.rulebook.edition(day)
        for number in range(1, HORIZON + 1):
            later = day + timedelta(days=number)
            dossier = changed(self.dossier, {DAY: self.dossier.fact(DAY)._replace(value=later)})
            if self.rulebook.edition(later) == edition and not self._watch.changes(DAY, dossier):
                continue
            then = self._stands.tried(dossier)
            if then.findings != self._now.findings:
                return self._told(then, later, number - 1)
        return End(day + timedelta(days=HORIZON), limit=False)


def _full(name: str | None, group: str) -> str:
    """The full name of a sibling."""
    return name or "" if name is None or "." in name else f"{group}.{name}"


def _steps(start: int | Fraction, end: int | Fraction, step: int | Fraction) -> int:
    """How many whole steps lie between two numbers."""
    return int(abs(Fraction(end) - Fraction(start)) / step)


def _least(slack: Slack) -> tuple[Fraction, str, int]:
    """The least slack first, in days or in steps of the number."""
    return min(Fraction(one.slack) / grid(slack.value) for one in slack.flips), slack.name, slack.element
