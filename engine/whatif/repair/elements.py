"""Elements of lists: fields that change, and new elements as the conditions on the list ask for them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from fractions import Fraction
from itertools import islice, product
from typing import Any, NamedTuple

from ...dossier import Dossier, Record, Records, ScalarValue
from ...evaluate import condition, value_of
from ...language.tree import Compare, Condition, Every, FieldRef, ListQuery, NoneOf, Value
from ...language.types import (
    EARLIER,
    LATER,
    PEILDATUM,
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from ...language.walk import children, descendants
from ...layout import Layout
from ...rulebook import Cases, CellAuthority, Formula, Table, Truth
from ..rerun import Rerun
from .cones import Cones
from .edits import Action, Edit, Means, new_fact
from .values import MOST, as_day, date_range, stretches

SHAPES = 400
"""Ways to fill in a new element that are looked at."""

ALIKE = 2
"""New elements of one kind in one set of changes, each with another value of what is counted by kind."""

AMOUNTS = 12
"""How often one and the same new element may be added."""


class Asked(NamedTuple):
    """What the rules ask of the elements of one list: conditions on an element, and fields whose kinds are counted."""

    conditions: tuple[Condition, ...]
    kinds: tuple[str, ...]
    fields: frozenset[str]


class Elements:
    """New and changed elements for the lists of one dossier."""

    def __init__(self, layout: Layout, dossier: Dossier, rerun: Rerun, cones: Cones) -> None:
        self.layout, self.dossier, self.rerun, self.cones = layout, dossier, rerun, cones
        self._asked = _asked(layout)

    def field_edits(
        self, concept: Concept, column: Concept, number: int, means: Means, only: tuple[str, ...]
    ) -> Iterator[Edit]:
        """Other values of a field of an existing element."""
        records = self.dossier.fact(concept.name).value
        if not self.asks(concept, column) or not isinstance(records, Records):
            return
        record = records.items[number]
        values: list[Any] = self._values(concept, column, only)
        if column.name in record.stated:
            means = Means.SETTLE
            values = list(dict.fromkeys(one.value for one in record.stated[column.name].statements))
        elif _is_given(column) and means is Means.EVIDENCE:
            values = [self._fresh(column.fresh)]
        elif isinstance(column.type, DateType) and means is not Means.PLAN:
            values = self._days(concept, column, number, only)
        for value in values:
            if value != record.values.get(column.name):
                yield Edit(0, concept.name, Action.FIELD, means, value, element=number, field=column.name)

    def asks(self, concept: Concept, column: Concept) -> bool:
        """Whether a rule asks for this field."""
        return concept.name in self._asked and column.name in self._asked[concept.name].fields

    def _days(self, concept: Concept, column: Concept, number: int, only: tuple[str, ...]) -> list[date]:
        """Days in the past between which no condition turns: of each stretch the last. `only`: in which direction."""
        low, high = date_range(self.dossier.reference_date, None, past=True, future=column.future)
        records = self.dossier.fact(concept.name).value
        own = records.items[number].values.get(column.name) if isinstance(records, Records) else None
        if only and isinstance(own, date):
            low = low if EARLIER in only else own.toordinal()
            high = high if LATER in only else own.toordinal()

        def at(day: int) -> Hashable:
            edit = Edit(0, concept.name, Action.FIELD, Means.PLAN, as_day(day), element=number, field=column.name)
            return self._signature(edit)

        return [as_day(one.high) for one in stretches(low, high, at)[-MOST:]]

    def new(self, concept: Concept, means: Means, start: int) -> list[Edit]:
        """New elements: of each kind that the conditions tell apart up to `ALIKE`, and as often as makes a difference.

        `start` is the place in the list of edits at which these come; `after` counts from there.
        """
        found: list[Edit] = []
        for records, choice in self._kinds(concept):
            previous: int | None = None
            for record in records[:ALIKE]:
                others = tuple(
                    str(one.values[choice]) for one in records if choice and one is not record and choice in one.values
                )
                amounts = self._amounts(concept.name, record) if previous is None else [1]
                first = start + len(found)
                for amount in amounts:
                    found.append(
                        Edit(0, concept.name, Action.ADD, means, record=record, amount=amount, after=previous,
                             choice=choice, instead=others)
                    )  # fmt: skip
                previous = first
        return found

    def _kinds(self, concept: Concept) -> list[tuple[list[Record], str]]:
        """New elements that every condition on the list treats alike, those with a kind that is not there yet first."""
        asked = self._asked.get(concept.name)
        kind = concept.type
        if asked is None or not isinstance(kind, ListType):
            return []
        open_fields = [one for one in kind.fields if one.name in asked.fields and not _is_given(one)]
        open_fields = [one for one in open_fields if not isinstance(one.type, TextType)]
        fixed = {one.name: self._fresh(one.fresh) for one in kind.fields if _is_given(one)}
        allowed = [one.fresh if isinstance(one.fresh, tuple) else () for one in open_fields]
        choices = [list(self._values(concept, *pair)) or [None] for pair in zip(open_fields, allowed, strict=True)]
        judges = [condition(one, self.layout.names) for one in asked.conditions]
        per_shape: dict[Hashable, list[Record]] = {}
        for values in islice(product(*choices), SHAPES):
            own = {one.name: value for one, value in zip(open_fields, values, strict=True) if value is not None}
            record = Record({**fixed, **own})
            shape = tuple(judge(self.rerun.registers, record) for judge in judges)
            per_shape.setdefault(shape, []).append(record)
        present = self._present(concept.name, asked.kinds)
        choice = next((one for one in asked.kinds if any(one == field.name for field in open_fields)), "")
        return [(self._telling(some, choice, present), choice) for some in per_shape.values()]

    def _telling(self, records: list[Record], choice: str, present: set[Any]) -> list[Record]:
        """One element per kind, kinds that the list lacks first; without kinds just the first."""
        if not choice:
            return records[:1]
        per_kind: dict[Any, Record] = {}
        for one in records:
            per_kind.setdefault(one.values.get(choice), one)
        kinds = sorted(per_kind, key=lambda one: one in present)
        return [per_kind[one] for one in kinds]

    def _present(self, name: str, kinds: tuple[str, ...]) -> set[Any]:
        records = self.dossier.fact(name).value
        items = records.items if isinstance(records, Records) else ()
        return {one.values.get(kind) for one in items for kind in kinds}

    def _amounts(self, name: str, record: Record) -> list[int]:
        """How often to add an element: once, and the first further number at which a condition turns."""
        found, before = [1], self._run(name, record, 1)
        for amount in range(2, AMOUNTS + 1):
            now = self._run(name, record, amount)
            if now != before:
                return [1, amount]
            before = now
        return found

    def _run(self, name: str, record: Record, amount: int) -> Hashable:
        return self._signature(Edit(0, name, Action.ADD, Means.PLAN, record=record, amount=amount))

    def _signature(self, edit: Edit) -> Hashable:
        """The truth of every condition under the verdict that leans on the list."""
        value = new_fact(self.dossier.fact(edit.fact), [edit]).value
        return self.cones.truths(self.cones.telling(edit.fact), self.dossier, {edit.fact: value})

    def _fresh(self, value: bool | int | Fraction | str | tuple[str, ...] | None) -> ScalarValue:
        assert value is not None and not isinstance(value, tuple)
        return self.dossier.reference_date if value == PEILDATUM else value

    def _values(self, concept: Concept, column: Concept, only: tuple[str, ...]) -> list[Any]:
        match column.type:
            case YesNoType():
                return [one for one, word in ((True, "ja"), (False, "nee")) if not only or word in only]
            case ChoiceType(values) | ChoicesType(values):
                found = [one for one in values if not only or one in only]
                return found if isinstance(column.type, ChoiceType) else [frozenset(found)]
            case DateType():
                return [self.dossier.reference_date]
            case NumberType():
                return self._numbers(concept, column)
        return []

    def _numbers(self, concept: Concept, column: Concept) -> list[int | Fraction]:
        """The numbers with which the conditions on the list compare the field, and those beside them."""
        low = 0 if column.minimum is None else column.minimum
        found: set[int | Fraction] = {low}
        for one in self._asked[concept.name].conditions:
            for part in descendants(one):
                if isinstance(part, Compare):
                    for side, other in ((part.left, part.right), (part.right, part.left)):
                        if isinstance(side, FieldRef) and side.name == column.name:
                            found |= set(self._near(other))
        high = column.maximum
        return sorted(one for one in found if one >= low and (high is None or one <= high))

    def _near(self, node: Value) -> list[int | Fraction]:
        if any(isinstance(one, FieldRef) for one in descendants(node)):
            return []
        value = value_of(node, self.layout.names)(self.rerun.registers, self.dossier)
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            return []
        return [value - 1, value, value + 1]


def _is_given(column: Concept) -> bool:
    """Whether the concept says what the field of a new element holds."""
    return column.fresh is not None and not isinstance(column.fresh, tuple)


def _asked(layout: Layout) -> dict[str, Asked]:
    """What every rule in force asks of each list."""
    conditions: dict[str, dict[Condition, None]] = {}
    kinds: dict[str, dict[str, None]] = {}
    fields: dict[str, set[str]] = {}
    for top in _trees(layout):
        for one in descendants(top):
            if not isinstance(one, ListQuery | Every | NoneOf):
                continue
            name = one.source.name
            named = {part.name for below in children(one) for part in descendants(below) if isinstance(part, FieldRef)}
            fields.setdefault(name, set()).update(named)
            kinds.setdefault(name, {})
            conditions.setdefault(name, {})
            if one.where is not None:
                conditions[name][one.where] = None
            if isinstance(one, ListQuery) and one.kind == "soorten" and one.field is not None:
                kinds[name][one.field.name] = None
    return {name: Asked(tuple(conditions[name]), tuple(kinds[name]), frozenset(some)) for name, some in fields.items()}


def _trees(layout: Layout) -> Iterator[Condition | Value]:
    for stated in layout.conditions.values():
        yield stated.condition
    for rule in layout.derivations.values():
        match rule.method:
            case Formula(value):
                yield value
            case Truth(one):
                yield one
            case Table(row, column):
                yield row
                yield column
            case Cases(branches):
                for branch in branches:
                    if branch.result is not None:
                        yield branch.result
            case CellAuthority():
                continue
