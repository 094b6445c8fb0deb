"""The facts of any dossier as variables, with what the dossier reader demands of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..dossier import CONTRADICTIONS
from ..dossier_reader import DOCUMENTS, ID, REFERENCE_DATE
from ..language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    ValueType,
    YesNoType,
)
from ..text.scalars import FIRST_YEAR, LAST_YEAR, MAX_NUMBER
from .calendar import Calendar
from .kleene import Truth
from .logic import Sort, Term
from .value import Choice, Choices, Day, Number, Value, Words, YesNo, day_number
from .values import Values

FIRST_DAY, LAST_DAY = day_number(date(FIRST_YEAR, 1, 1)), day_number(date(LAST_YEAR, 12, 31))

KNOWN, NVT, VALUE = "bekend", "nvt", "waarde"
"""The ends of the names of variables: `feit/groep.naam/bekend`."""


class Kind(Enum):
    """What a variable stands for, where that matters when a dossier is looked for."""

    TODAY = "peildatum"
    DATE = "datum"
    NUMBER = "getal"
    TIMES = "keer"
    CONTRADICTED = "tegenstrijdig"


class Span(NamedTuple):
    """First and last day, counted as days are here."""

    first: int
    last: int


@dataclass(slots=True)
class Facts:
    """Facts of one dossier, each made when it is first asked for. `mark` sets a second dossier's own facts apart.

    `changed` names the facts that this dossier does not share with the one without a mark. Lists are made by `lists`.
    """

    values: Values
    calendar: Calendar
    concepts: Mapping[str, Concept]
    editions: Span
    mark: str = ""
    changed: frozenset[str] = frozenset()
    others: Mapping[str, Concept] = field(default_factory=dict)
    """The same facts as another rulebook describes them: no dossier holds what either refuses."""
    forbidden: frozenset[str] = frozenset()
    """Facts, and fields as `groep.lijst.veld`, that another rulebook refuses."""
    kinds: dict[Term, Kind] = field(default_factory=dict)
    _known: dict[str, Value] = field(default_factory=dict)

    def fact(self, name: str) -> Value:
        """The variables of a fact that is no list."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._fact(name)
        return found

    def made(self) -> Iterable[tuple[str, Value]]:
        """The facts that have been asked for."""
        return self._known.items()

    def _fact(self, name: str) -> Value:
        logic = self.values.logic
        if name == CONTRADICTIONS:
            number = logic.variable(f"feit/{name}/{VALUE}", Sort.WHOLE)
            self.kinds[number] = Kind.CONTRADICTED
            logic.attach([number], logic.at_most(logic.zero, number))
            return self.values.exactly(logic.true, number)
        if name == ID:
            return Words(logic.true, logic.false)
        concept = self.concepts.get(name)
        if name == REFERENCE_DATE:
            day = logic.variable(f"feit/{name}/{VALUE}", Sort.WHOLE)
            self._day(day, Kind.TODAY, self.editions)
            return self.values.day(logic.true, day)
        if concept is None:
            return Words(logic.false, logic.false)
        if name in self.forbidden:
            return self.values.nothing(concept.type)
        value = self.scalar(f"feit/{name}{self._mark(name)}", concept, self.others.get(name))
        group = name.rpartition(".")[0]
        other = concept.not_before
        if isinstance(value, Day) and other is not None:
            self.not_before(value, self.fact(other if "." in other else f"{group}.{other}"))
        return value

    def _mark(self, name: str) -> str:
        return self.mark if name in self.changed else ""

    def today(self) -> Term:
        value = self.fact(REFERENCE_DATE)
        assert isinstance(value, Day)
        return value.day

    def element_field(self, path: str, list_name: str, concept: Concept) -> Value:
        """The variables of a field of an element; `path` names the element."""
        if list_name == DOCUMENTS and concept.name == "id":
            return Words(self.values.logic.true, self.values.logic.false)
        full = f"{list_name}.{concept.name}"
        if full in self.forbidden:
            return self.values.nothing(concept.type)
        return self.scalar(f"{path}/{concept.name}", concept, self.others.get(full))

    def not_before(self, value: Day, earlier: Value) -> None:
        """The reader refuses a date that lies before the one that it must follow, when both are there.

        Said of the later one alone: where a question does not ask for it, it is not there.
        """
        if isinstance(earlier, Day):
            logic = self.values.logic
            both = logic.all(value.known, earlier.known)
            rule = logic.implies(both, logic.at_most(earlier.day, value.day))
            logic.attach([value.known, value.day], rule)

    def scalar(self, path: str, concept: Concept, other: Concept | None = None) -> Value:
        """The variables of a value by its type, and the limits of its concept; `other` may know fewer choices."""
        logic = self.values.logic
        nvt = logic.variable(f"{path}/{NVT}", Sort.TRUTH)
        kind: ValueType = concept.type
        match kind:
            case YesNoType():
                yes, no = (logic.variable(f"{path}/{word}", Sort.TRUTH) for word in ("ja", "nee"))
                self._exclusive([yes, no, nvt])
                return YesNo(Truth(yes, no), nvt)
            case ChoiceType(choices):
                cases = {one: logic.variable(f"{path}/={one}", Sort.TRUTH) for one in choices}
                self._exclusive([*cases.values(), nvt])
                self._known_to(other, cases)
                return Choice(cases, nvt)
        known = logic.variable(f"{path}/{KNOWN}", Sort.TRUTH)
        self._exclusive([known, nvt])
        match kind:
            case DateType():
                day = logic.variable(f"{path}/{VALUE}", Sort.WHOLE)
                self._day(day, Kind.DATE, Span(FIRST_DAY, LAST_DAY))
                if not concept.future:
                    logic.attach([known, day], logic.implies(known, logic.at_most(day, self.today())))
                return Day(known, day, nvt)
            case NumberType():
                number = logic.variable(f"{path}/{VALUE}", Sort.NUMBER)
                self.kinds[number] = Kind.NUMBER
                low = -MAX_NUMBER if concept.minimum is None else max(concept.minimum, -MAX_NUMBER)
                high = MAX_NUMBER if concept.maximum is None else min(concept.maximum, MAX_NUMBER)
                logic.attach([known, number], logic.within(number, low, high))
                return Number(known, number, number, logic.false, logic.false, nvt)
            case ChoicesType(choices):
                members = {one: logic.variable(f"{path}/+{one}", Sort.TRUTH) for one in choices}
                self._known_to(other, members)
                return Choices(known, members, logic.zero, logic.false, nvt)
        return Words(known, nvt)

    def _known_to(self, other: Concept | None, cases: Mapping[str, Term]) -> None:
        """A choice that the other does not have is not made."""
        if other is not None and isinstance(other.type, ChoiceType | ChoicesType):
            for one, case in cases.items():
                if one not in other.type.values:
                    self.values.logic.attach([case], self.values.logic.negate(case))

    def list_state(self, path: str) -> tuple[Term, Term]:
        """Whether a list is filled in, and whether it does not apply."""
        logic = self.values.logic
        known, nvt = (logic.variable(f"{path}/{word}", Sort.TRUTH) for word in (KNOWN, NVT))
        self._exclusive([known, nvt])
        return known, nvt

    def list_type(self, name: str) -> ListType | None:
        concept = self.concepts.get(name)
        return concept.type if concept is not None and isinstance(concept.type, ListType) else None

    def _day(self, day: Term, kind: Kind, span: Span) -> None:
        self.kinds[day] = kind
        self.calendar.bound(day, *span)
        self.values.logic.attach([day], self.values.logic.within(day, *span))

    def _exclusive(self, variables: Iterable[Term]) -> None:
        logic, some = self.values.logic, list(variables)
        for one in logic.at_most_one(some):
            logic.attach([part for part in some if part in _parts(one)], one)


def _parts(term: Term) -> tuple[Term, ...]:
    """The two variables of "not both"."""
    (both,) = term.args
    return both.args
