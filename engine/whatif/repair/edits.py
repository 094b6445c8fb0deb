"""One change of one fact, and dossiers with changes made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from ...dossier import ABSENT, Dossier, Fact, Record, Records, ScalarValue
from ...result import FactState
from ..moving import Moving


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
    of the field `choice` of the new element that come to the same. `clears`: facts that do not apply any more then.
    `along`: dates of lists (`groep.lijst.veld`) that move along where they are the same day.
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
    low: Moving | None = None
    high: Moving | None = None
    after: int | None = None
    choice: str = ""
    instead: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    along: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[object, ...]:
        if self.action is Action.ADD:
            return (self.fact, self.action, self.record and tuple(sorted(self.record.values.items(), key=str)))
        if self.action is Action.DROP:
            return (self.fact, Action.FIELD, self.element)
        if self.action is Action.FIELD:
            return (self.fact, self.action, self.element, self.field)
        return (self.fact, self.action)

    @property
    def alike(self) -> frozenset[str]:
        """Of a new element its kind and those that come to the same."""
        own = () if self.record is None or not self.choice else (str(self.record.values[self.choice]),)
        return frozenset((*own, *self.instead))

    def excludes(self, other: Edit) -> bool:
        """Whether another change of the same fact cannot be made beside this one."""
        if self.place == other.place:
            return True
        kinds = {self.action, other.action}
        if kinds == {Action.DROP, Action.FIELD}:
            return self.element == other.element
        return kinds == {Action.SET, Action.FIELD}


Edits = tuple[Edit, ...]
CLEARED = Fact(FactState.NOT_APPLICABLE)


def changed(dossier: Dossier, edits: Iterable[Edit]) -> Dossier:
    """The dossier with these changes made; changes of one list are made together."""
    per_fact: dict[str, list[Edit]] = {}
    for one in edits:
        per_fact.setdefault(one.fact, []).append(one)
    facts = dict(dossier.facts)
    for name, some in per_fact.items():
        facts[name] = new_fact(dossier.fact(name), some)
        facts.update((other, CLEARED) for one in some for other in one.clears)
    for edit in (one for some in per_fact.values() for one in some):
        for where in edit.along:
            name, _, field = where.rpartition(".")
            value = moved_along(facts.get(name, ABSENT).value, field, dossier.fact(edit.fact).value, edit.value)
            if value is not None:
                facts[name] = facts[name]._replace(value=value)
    return dossier._replace(facts=facts)


def moved_along(records: object, field: str, old: object, new: object) -> Records | None:
    """A list in which the elements of one day have another; None when there is nothing to move."""
    if not isinstance(records, Records) or not isinstance(new, date):
        return None
    items = tuple(
        one if one is None or one.values.get(field) != old else _with_field(one, field, new) for one in records.items
    )
    return records._replace(items=items)


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
