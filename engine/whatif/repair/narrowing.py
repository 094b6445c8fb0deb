"""What of a set of changes matters: how far a value may move, which fields of a new element are needed, and which kinds
of new elements do as well. Each variant is tried with a run of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from ...dossier import Dossier, Record, Records, ScalarValue
from ...language.types import ChoiceType, Concept, DateType, ListType, NumberType, YesNoType
from .edits import Action, Edit, Edits
from .results import How, Needed

MOST_COMBINATIONS = 60
"""Of more combinations of kinds that do as well, none but the first place is told to have others."""

FAR_UP = 1000
"""What stands for "any number more" where a concept gives no maximum."""

Try = Callable[[Edits, bool], bool]
"""Whether changes do as well as those of the set; when strict they leave nothing unknown either."""


class Slot(NamedTuple):
    """A new element of which other kinds do as well: the number of its group, the field, and the kinds."""

    group: int
    field: str
    kinds: tuple[ScalarValue, ...]


class Narrowing:
    """One set of changes, narrowed. `groups`: the changes by what is told as one; `forms`: what new elements of each
    must hold.
    """

    def __init__(
        self,
        edits: Edits,
        dossier: Dossier,
        concepts: dict[str, Concept],
        siblings: Callable[[Edit], list[Edit]],
        does: Try,
    ) -> None:
        self.dossier, self.concepts, self.siblings, self.does = dossier, concepts, siblings, does
        self.groups = _grouped(tuple(self._widened(edits, one) for one in edits))
        self._slots: list[Slot] = []
        self.forms = [self._form(number) for number in range(len(self.groups))]
        self._confirm()

    @property
    def edits(self) -> Edits:
        return tuple(one for some in self.groups for one in some)

    def covers(self, other: Edits) -> bool:
        """Whether another set is this one with values that do as well."""
        if len(other) != len(self.edits):
            return False
        return any(_told_by(variant, other) for variant in self._variants())

    # --- how far a value may move ---

    def _widened(self, edits: Edits, edit: Edit) -> Edit:
        """The change of a number or date, with the whole stretch of values around it that still do."""
        if edit.low is None and edit.high is None:
            return edit
        others = self.siblings(edit)
        place = next(index for index, one in enumerate(others) if one.value == edit.value)
        low = high = edit
        for one in reversed(others[:place]):
            if not self.does(_replaced(edits, edit, one), False):
                break
            low = one
        for one in others[place + 1 :]:
            if not self.does(_replaced(edits, edit, one), False):
                break
            high = one
        return self._nearest(edits, edit._replace(low=low.low, high=high.high))

    def _nearest(self, edits: Edits, edit: Edit) -> Edit:
        """With the value of its stretch that is nearest to the present one, which has moved least then."""
        own = self.dossier.fact(edit.fact).value
        if type(own) is not type(edit.value) or own is None:
            return edit
        end = edit.low if edit.value > own else edit.high  # type: ignore[operator]
        nearest = edit if end is None else edit._replace(value=end)
        return nearest if self.does(_replaced(edits, edit, nearest), False) else edit

    # --- new elements ---

    def _form(self, number: int) -> tuple[Needed, ...]:
        first = self.groups[number][0]
        kind = self.concepts[first.fact].type
        if first.record is None or not isinstance(kind, ListType):
            return ()
        found: list[Needed] = []
        for column in kind.fields:
            if column.name not in first.record.values:
                continue
            if column.name == first.choice:
                found.append(self._kind(number, column))
                continue
            without = tuple(_with(one, column.name, None) for one in self.groups[number])
            if self._does(number, without):
                self.groups[number] = without
            else:
                found.append(self._needed(number, column))
        return tuple(found)

    def _needed(self, number: int, column: Concept) -> Needed:
        """What a field must hold, that must hold something."""
        value = _value(self.groups[number][0], column.name)

        def does(other: ScalarValue) -> bool:
            return self._does(
                number, tuple(_with(one, column.name, other) for one in self.groups[number]), strict=False
            )

        match column.type:
            case DateType():
                return Needed(column.name, How.FROM, (value,))
            case NumberType() if isinstance(value, int | Fraction):
                return self._bounded(column, value, does)
            case YesNoType():
                return Needed(column.name, How.KNOWN if does(not value) else How.VALUE, (value,))
            case ChoiceType(values):
                good = tuple(one for one in values if one == value or does(one))
                return Needed(column.name, How.KNOWN if good == values else How.VALUE, good)
        return Needed(column.name, How.VALUE, (value,))

    def _bounded(self, column: Concept, value: int | Fraction, does: Callable[[ScalarValue], bool]) -> Needed:
        """Between which whole numbers a field may lie."""
        lowest = 0 if column.minimum is None else column.minimum
        highest = column.maximum if column.maximum is not None else int(value) + FAR_UP
        least, most = _furthest(int(value), lowest, does), _furthest(int(value), highest, does)
        if least == lowest:
            return Needed(column.name, How.KNOWN if most == highest else How.MOST, (most,))
        if most == highest:
            return Needed(column.name, How.LEAST, (least,))
        return Needed(column.name, How.BETWEEN, (least, most))

    def _kind(self, number: int, column: Concept) -> Needed:
        """The field of which the rules count the kinds: which other kinds do as well beside the other elements."""
        group = self.groups[number]
        assert isinstance(column.type, ChoiceType)
        allowed = column.fresh if isinstance(column.fresh, tuple) else column.type.values
        own = [_value(one, column.name) for one in group]
        # Of several new elements any may have any of the kinds that every rule treats alike.
        wider = [one for one in allowed if len(group) == 1 or one in group[0].alike]
        good = tuple(
            one for one in wider if one in own or self._does(number, (_with(group[0], column.name, one), *group[1:]))
        )
        alike = tuple(_with(one, column.name, own[0]) for one in group)
        apart = len(group) > 1 and not self._does(number, alike)
        if len(group) == 1 and len(good) > 1:
            self._slots.append(Slot(number, column.name, good))
        if set(good) == set(allowed):
            return Needed(column.name, How.KNOWN, good, apart)
        fresh = set(good) == set(allowed) - self._present(group[0].fact, column.name)
        return Needed(column.name, How.VALUE, good, apart, fresh)

    def _present(self, fact: str, field: str) -> set[object]:
        """The kinds that the list has already."""
        records = self.dossier.fact(fact).value
        items = records.items if isinstance(records, Records) else ()
        return {one.values[field] for one in items if field in one.values}

    def _does(self, number: int, group: Edits, *, strict: bool = True) -> bool:
        edits = tuple(one for n, some in enumerate(self.groups) for one in (group if n == number else some))
        return self.does(edits, strict)

    # --- kinds in several places at once ---

    def _confirm(self) -> None:
        """What does as well in one place was tried beside the other places as they are; here with each other."""
        sizes = 1
        for one in self._slots:
            sizes *= len(one.kinds)
        if len(self._slots) > 1 and (
            sizes > MOST_COMBINATIONS or not all(self.does(one, True) for one in self._variants())
        ):
            for one in self._slots[1:]:
                own = _value(self.groups[one.group][0], one.field)
                self._fixed(one, own)
            self._slots = self._slots[:1]

    def _fixed(self, slot: Slot, own: ScalarValue) -> None:
        self.forms[slot.group] = tuple(
            one._replace(how=How.VALUE, values=(own,), fresh=False) if one.field == slot.field else one
            for one in self.forms[slot.group]
        )

    def _variants(self) -> Iterator[Edits]:
        """The set with each combination of kinds that do as well; no kind twice in one list."""
        for kinds in product(*(one.kinds for one in self._slots)):
            chosen = list(zip(self._slots, kinds, strict=True))
            lists = [(self.groups[slot.group][0].fact, kind) for slot, kind in chosen]
            if len(set(lists)) < len(lists):
                continue
            groups = list(self.groups)
            for slot, kind in chosen:
                groups[slot.group] = (_with(groups[slot.group][0], slot.field, kind),)
            yield tuple(one for some in groups for one in some)


def _grouped(edits: Edits) -> list[Edits]:
    """New elements that differ in their kind only, and what is dropped from one list, are told as one change."""
    groups: dict[object, list[Edit]] = {}
    for one in edits:
        key: object = one.number
        if one.action is Action.DROP:
            key = (one.fact, one.action)
        elif one.record is not None:
            rest = {name: value for name, value in one.record.values.items() if name != one.choice}
            key = (one.fact, one.amount, tuple(sorted(map(str, rest.items()))), one.alike)
        groups.setdefault(key, []).append(one)
    return [tuple(some) for some in groups.values()]


def _told_by(variant: Edits, other: Edits) -> bool:
    """Whether another set makes the same changes; a number or a date may have another value: the nearest is told."""
    left = list(other)
    for one in variant:
        match = next((two for two in left if _alike(one, two)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _alike(one: Edit, two: Edit) -> bool:
    if (one.fact, one.action, one.element, one.field, one.amount) != (
        two.fact,
        two.action,
        two.element,
        two.field,
        two.amount,
    ):
        return False
    if one.record is not None and two.record is not None:
        # Fields that turned out not to be needed are no difference.
        return all(two.record.values.get(name) == value for name, value in one.record.values.items())
    return one.value == two.value or one.low is not None or one.high is not None


def _furthest(start: int, end: int, does: Callable[[ScalarValue], bool]) -> int:
    """The number nearest to `end` that still does; what does is taken to lie together."""
    if start == end or does(end):
        return end
    good, bad = start, end
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if does(middle) else (good, middle)
    return good


def _replaced(edits: Edits, edit: Edit, other: Edit) -> Edits:
    return tuple(other if one.number == edit.number else one for one in edits)


def _value(edit: Edit, field: str) -> ScalarValue:
    assert edit.record is not None
    return edit.record.values[field]


def _with(edit: Edit, field: str, value: ScalarValue | None) -> Edit:
    """The new element with another value of a field; None = without it."""
    assert edit.record is not None
    values = {name: one for name, one in edit.record.values.items() if name != field}
    if value is not None:
        values[field] = value
    return edit._replace(record=Record(values))
