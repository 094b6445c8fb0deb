"""One change of one fact, and dossiers with changes made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from ...dossier import Dossier, Fact, Record, Records, ScalarValue
from ...result import FactState


class Action(Enum):
    """What is done to the fact."""

    SET = "waarde"
    FIELD = "veld"
    ADD = "toevoegen"
    DROP = "vervallen"
    COMPLETE = "volledig"


class Means(Enum):
    """How a change can come about.

    A thing still to be done, evidence of what already happened, a choice between documents, or (in hindsight only)
    another course of history.
    """

    PLAN = "doen"
    EVIDENCE = "aantonen"
    SETTLE = "vaststellen"
    HISTORY = "terugblik"


class Edit(NamedTuple):
    """One change. `number` is its bit in a set of changes; edits with the same `place` exclude each other.

    `element` numbers the element of FIELD and DROP (from 0), `record` is what ADD adds, `amount` times. `low` and
    `high` are the values between which, by itself, it makes no difference (None = no bound that the rules know).
    `after`: the number of an edit that must be made too, for several new elements of one kind. `instead` are values
    of the field `choice` of the new element that come to the same.
    """

    number: int
    fact: str
    action: Action
    means: Means
    value: ScalarValue | Records | None = None
    element: int = 0
    field: str = ""
    record: Record | None = None
    amount: int = 1
    low: int | Fraction | date | None = None
    high: int | Fraction | date | None = None
    after: int | None = None
    choice: str = ""
    instead: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[object, ...]:
        if self.action is Action.ADD:
            return (self.fact, self.action, self.record and tuple(sorted(self.record.values.items(), key=str)))
        if self.action is Action.DROP:
            return (self.fact, Action.FIELD, self.element)
        if self.action is Action.FIELD:
            return (self.fact, self.action, self.element, self.field)
        return (self.fact, self.action)


Edits = tuple[Edit, ...]


def changed(dossier: Dossier, edits: Iterable[Edit]) -> Dossier:
    """The dossier with these changes made; changes of one list are made together."""
    per_fact: dict[str, list[Edit]] = {}
    for one in edits:
        per_fact.setdefault(one.fact, []).append(one)
    facts = dict(dossier.facts)
    for name, some in per_fact.items():
        facts[name] = new_fact(dossier.fact(name), some)
    return dossier._replace(facts=facts)


def new_fact(before: Fact, edits: list[Edit]) -> Fact:
    """One fact with the changes of it made."""
    scalar = next((one for one in edits if one.action is Action.SET), None)
    if scalar is not None and not isinstance(scalar.value, Records):
        return Fact(FactState.KNOWN, scalar.value)
    value = scalar.value if scalar is not None else before.value
    records = value if isinstance(value, Records) else Records(())
    items: list[Record | None] = list(records.items)
    complete = records.complete
    for one in sorted(edits, key=lambda edit: edit.number):
        match one.action:
            case Action.FIELD:
                own = items[one.element]
                if own is not None and not isinstance(one.value, Records) and one.value is not None:
                    items[one.element] = _with_field(own, one.field, one.value)
            case Action.DROP:
                items[one.element] = None
            case Action.ADD if one.record is not None:
                items += [one.record] * one.amount
            case Action.COMPLETE:
                complete = True
    kept = tuple(one for one in items if one is not None)
    return Fact(FactState.KNOWN, Records(kept, complete), before.provenance)


def _with_field(record: Record, field: str, value: ScalarValue) -> Record:
    return Record(
        {**record.values, field: value},
        {name: state for name, state in record.missing.items() if name != field},
        record.provenance,
        {name: one for name, one in record.field_provenance.items() if name != field},
        {name: one for name, one in record.stated.items() if name != field},
    )
