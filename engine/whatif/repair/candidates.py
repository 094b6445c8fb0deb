"""Which changes there are for a fact: what its concept allows, at the values where the rules turn.

Of what is planned everything may change from the peildatum on; evidence may still be found where nothing is known; what
the concept can still get later may come about; all else is fixed. A date that has passed is fixed, also of a plan. In
hindsight what the concept says could have been otherwise may differ too: not the norm, but what somebody did.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from ...dossier import Dossier, Fact, Records, ScalarValue
from ...language.types import (
    ADD,
    DROP,
    EARLIER,
    LATER,
    LESS,
    MORE,
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    Influence,
    ListType,
    Mending,
    NumberType,
    TextType,
    YesNoType,
)
from ...layout import Layout
from ...result import FactState
from ...values import NVT
from ..moving import is_moving, place
from ..rerun import Rerun
from .cones import Cones
from .edits import Action, Edit, Means
from .elements import Elements
from .values import MOST, Stretch, as_day, date_range, stretches

OPEN = (FactState.ABSENT, FactState.ASKED)
HIGHEST = 1000
"""Up to which number is looked where a concept gives no maximum."""

CONTEXTS = 8
"""Other changes beside which the values of one fact are looked for again."""

NEAR = 8
"""Facts under one condition up to which they are looked at together for that."""

YES = {"ja": True, "nee": False}


class Way(NamedTuple):
    """One way in which a fact may change. `only`: the values that it may get (empty = all), or the direction in which
    a date or a number may move.
    """

    means: Means
    only: tuple[str, ...] = ()
    past: bool = False
    future: bool = False


class Candidates:
    """The changes of one dossier, worked out per fact and numbered in the order in which they are asked for.

    `history`: what is fixed may change too; nothing of that is a plan.
    """

    def __init__(self, layout: Layout, dossier: Dossier, rerun: Rerun, cones: Cones, *, history: bool = False) -> None:
        self.layout, self.dossier, self.rerun, self.cones, self.history = layout, dossier, rerun, cones, history
        self.day = dossier.reference_date
        self.concepts = {one.name: one for one in layout.rulebook.concepts}
        self.edits: list[Edit] = []
        self.touching: dict[str, list[str]] = {}
        for one in layout.rulebook.concepts:
            for other in (*one.cleared, *(where.rpartition(".")[0] for where in one.repeated)):
                self.touching.setdefault(other, []).append(one.name)
        self._per_fact: dict[str, tuple[Edit, ...]] = {}
        self._plain: dict[str, tuple[Edit, ...]] = {}
        self._elements = Elements(layout, dossier, rerun, cones)

    def of(self, fact: str) -> tuple[Edit, ...]:
        """The changes of a fact."""
        if fact not in self._per_fact:
            found = self._worked_out(fact)
            kept: list[Edit] = []
            for one in found:
                after = None if one.after is None else kept[one.after].number
                numbered = one._replace(number=len(self.edits), after=after)
                self.edits.append(numbered)
                kept.append(numbered)
            self._per_fact[fact] = tuple(kept)
        return self._per_fact[fact]

    # --- what may change ---

    def ways(self, concept: Concept) -> list[Way]:
        """In which ways a fact may change now; in hindsight also as history.

        Which of two documents is right is still to be found out: that is no other course of history.
        """
        fact = self.dossier.fact(concept.name)
        if concept.mending is Mending.NEVER or isinstance(concept.type, TextType):
            return []
        if self.history and fact.state is FactState.CONTRADICTED:
            return []
        found = self._ways_now(concept, fact)
        if self.history and concept.hindsight:
            found.append(Way(Means.HISTORY, concept.hindsight, past=True))
        return found

    def _ways_now(self, concept: Concept, fact: Fact) -> list[Way]:
        planned = Way(Means.PLAN, concept.later, future=concept.future)
        is_plan = concept.influence is Influence.PLANNABLE
        if fact.state is FactState.CONTRADICTED:
            return [Way(Means.SETTLE)]
        if fact.state in OPEN:
            evidence = Way(Means.EVIDENCE, concept.later, past=True, future=concept.future)
            if concept.influence is Influence.EVIDENCE:
                return [evidence]
            if is_plan:
                return [planned, evidence] if isinstance(concept.type, DateType) else [planned]
            return [planned] if concept.later else []
        if is_plan:
            passed = isinstance(fact.value, date) and fact.value <= self.day
            return [] if passed else [planned]
        return [planned] if concept.later else []

    # --- per type ---

    def _worked_out(self, name: str) -> list[Edit]:
        concept = self.concepts.get(name)
        if concept is None:
            return []
        if isinstance(concept.type, ListType):
            return self._of_list(concept)
        found: list[Edit] = []
        for way in self.ways(concept):
            some = self._settled(concept) if way.means is Means.SETTLE else self._of_scalar(concept, way)
            known = {one.value for one in found}
            found += [one for one in some if one.value not in known]
        return found

    def _settled(self, concept: Concept) -> list[Edit]:
        stated = dict.fromkeys(one.value for one in self.dossier.fact(concept.name).statements)
        return [Edit(0, concept.name, Action.SET, Means.SETTLE, value) for value in stated]

    def _of_scalar(self, concept: Concept, way: Way) -> list[Edit]:
        match concept.type:
            case DateType() | NumberType():
                return self._stretched(concept, way)
        return list(self._discrete(concept, way))

    def _discrete(self, concept: Concept, way: Way) -> Iterable[Edit]:
        value = self.dossier.fact(concept.name).value
        for one in self._values(concept, way, value):
            if one != value:
                word = next((name for name, truth in YES.items() if truth is one), one)
                clears = concept.cleared if word in concept.later else ()
                yield Edit(0, concept.name, Action.SET, way.means, one, clears=clears)

    def _values(self, concept: Concept, way: Way, value: object) -> list[ScalarValue]:
        match concept.type:
            case YesNoType():
                return [YES[one] for one in way.only or YES]
            case ChoiceType(values):
                return [one for one in values if not way.only or one in way.only]
            case ChoicesType(values):
                members = value if isinstance(value, frozenset) else frozenset()
                return self._sets(concept.name, members, [one for one in values if not way.only or one in way.only])
        return []

    def _sets(self, name: str, members: frozenset[str], more: list[str]) -> list[ScalarValue]:
        """Sets with more in them: the fewest that do all that everything together does, and each one that does some."""
        now = self._signature(Edit(0, name, Action.SET, Means.PLAN, members), ())
        each = [members | {one} for one in more if one not in members]
        telling = [one for one in each if self._signature(Edit(0, name, Action.SET, Means.PLAN, one), ()) != now]
        whole = members.union(more)
        full = self._signature(Edit(0, name, Action.SET, Means.PLAN, whole), ())
        for one in more:
            less = whole - {one}
            if one not in members and self._signature(Edit(0, name, Action.SET, Means.PLAN, less), ()) == full:
                whole = less
        return list(dict.fromkeys([*telling, whole, *([members] if self.dossier.fact(name).value is None else [])]))

    # --- numbers and dates ---

    def _stretched(self, concept: Concept, way: Way) -> list[Edit]:
        """One value per stretch between two turns of the rules, now and beside each change that plays a part too."""
        own = self.dossier.fact(concept.name).value
        here = int(place(own)) if is_moving(own, concept) else None
        low, high = self._range(concept, way, here)
        if low > high:
            return []
        found: dict[int, Stretch] = {}
        for beside in ((), *((one,) for one in self._beside(concept.name))):
            turns = stretches(low, high, partial(self._at, concept, beside=beside))
            if len(turns) == 1 and (beside or here is not None):
                continue
            for one in sorted(turns, key=lambda turn: self._away(turn, here))[:MOST]:
                if here is None or not one.low <= here <= one.high:
                    found.setdefault(self._chosen(one, here), one)
        return [self._moved(concept, way, number, one) for number, one in sorted(found.items())]

    def _moved(self, concept: Concept, way: Way, number: int, turn: Stretch) -> Edit:
        is_date = isinstance(concept.type, DateType)
        ends = (None if turn.open_low else turn.low, None if turn.open_high else turn.high)
        value, low, high = (None if one is None else as_day(one) if is_date else one for one in (number, *ends))
        along = concept.repeated if way.means is Means.HISTORY else ()
        return Edit(0, concept.name, Action.SET, way.means, value, low=low, high=high, along=along)

    def turning(self, fact: str, does: Callable[[ScalarValue], bool]) -> list[Edit]:
        """Changes of a number or a date to where something turns that turns nowhere without other changes."""
        concept = self.concepts.get(fact)
        if concept is None or not isinstance(concept.type, DateType | NumberType):
            return []
        is_date = isinstance(concept.type, DateType)
        found = []
        own = self.dossier.fact(fact).value
        here = int(place(own)) if is_moving(own, concept) else None
        for way in self.ways(concept):
            low, high = self._range(concept, way, here)
            turns = (
                stretches(low, high, lambda number: does(as_day(number) if is_date else number)) if low <= high else []
            )
            for one in sorted(turns, key=lambda turn: self._away(turn, here))[:2]:
                edit = self._moved(concept, way, self._chosen(one, here), one)
                if len(turns) > 1 and edit.value != own and edit.value is not None and does(edit.value):  # type: ignore[arg-type]
                    found.append(self._numbered(edit))
        return found

    def _numbered(self, edit: Edit) -> Edit:
        """The change with its number; the one that is known already when it comes to the same value."""
        for one in self.edits:
            if one.fact == edit.fact and one.action is edit.action and one.value == edit.value:
                return one
        self.edits.append(edit._replace(number=len(self.edits)))
        return self.edits[-1]

    def _range(self, concept: Concept, way: Way, here: int | None) -> tuple[int, int]:
        """The values that may be proposed; in hindsight on one side only of the present one, which is an end then."""
        low, high = self._widest(concept, way)
        if way.means is Means.HISTORY and here is not None:
            low = low if {EARLIER, LESS} & set(way.only) else here
            high = high if {LATER, MORE} & set(way.only) else here
        return low, high

    def _widest(self, concept: Concept, way: Way) -> tuple[int, int]:
        if isinstance(concept.type, NumberType):
            low = 0 if concept.minimum is None else concept.minimum
            return low, HIGHEST if concept.maximum is None else concept.maximum
        first: date | None = None
        if concept.not_before is not None:
            group = concept.name.rpartition(".")[0]
            name = concept.not_before if "." in concept.not_before else f"{group}.{concept.not_before}"
            earlier = self.dossier.fact(name).value
            first = earlier if isinstance(earlier, date) else None
        return date_range(self.day, first, past=way.past, future=way.future)

    def _at(self, concept: Concept, number: int, beside: tuple[Edit, ...]) -> Hashable:
        value = as_day(number) if isinstance(concept.type, DateType) else number
        return self._signature(Edit(0, concept.name, Action.SET, Means.PLAN, value), beside)

    def _away(self, turn: Stretch, here: int | None) -> int:
        middle = self.day.toordinal() if here is None else here
        return 0 if turn.low <= middle <= turn.high else min(abs(turn.low - middle), abs(turn.high - middle))

    def _chosen(self, turn: Stretch, here: int | None) -> int:
        """The value of a stretch nearest to what there is now; else the bound that the rules know."""
        if here is not None:
            return turn.low if turn.low > here else turn.high
        if turn.open_low and turn.open_high:
            return min(max(turn.low, self.day.toordinal()), turn.high) if turn.low > HIGHEST else turn.low
        return turn.high if turn.open_low else turn.low

    def _signature(self, edit: Edit, beside: tuple[Edit, ...]) -> Hashable:
        """The truth of every condition that leans on the fact and that the verdict leans on."""
        values: dict[str, Any] = {one.fact: one.value for one in (*beside, edit)}
        values.update((other, NVT) for one in beside for other in one.clears)
        return self.cones.truths(self.cones.telling(edit.fact), self.dossier, values)

    def _beside(self, name: str) -> list[Edit]:
        """Changes of yes or no and of choices that meet this fact in one condition."""
        near: dict[str, None] = {}
        for register in self.cones.telling(name):
            together = self.cones.facts(register)
            if len(together) <= NEAR:
                near.update(dict.fromkeys(together))
        near.pop(name, None)
        found = [edit for one in sorted(near) for edit in self._simple(one)]
        return found[:CONTEXTS]

    def _simple(self, name: str) -> tuple[Edit, ...]:
        if name not in self._plain:
            concept = self.concepts.get(name)
            plain = concept is not None and isinstance(concept.type, YesNoType | ChoiceType)
            self._plain[name] = tuple(self._worked_out(name)) if plain else ()
        return self._plain[name]

    # --- lists ---

    def _of_list(self, concept: Concept) -> list[Edit]:
        kind, fact = concept.type, self.dossier.fact(concept.name)
        assert isinstance(kind, ListType)
        if concept.mending is Mending.NEVER:
            return []
        found: list[Edit] = []
        records = fact.value if isinstance(fact.value, Records) else None
        evidence = concept.influence is not Influence.FIXED
        if records is None and fact.state in OPEN and evidence:
            found.append(Edit(0, concept.name, Action.SET, Means.EVIDENCE, Records(())))
        if records is not None and not records.complete and evidence:
            found.append(Edit(0, concept.name, Action.COMPLETE, Means.EVIDENCE))
        for number, record in enumerate(records.items if records else ()):
            for column in kind.fields:
                if self.history and column.name in record.stated:
                    continue
                for way in self._field_ways(
                    concept, column, record.missing.get(column.name), column.name in record.values
                ):
                    found += self._elements.field_edits(concept, column, number, way.means, way.only)
            drop = Means.PLAN if DROP in concept.later else Means.HISTORY if self._had(concept, DROP) else None
            if drop is not None:
                found.append(Edit(0, concept.name, Action.DROP, drop, element=number))
        means = Means.PLAN if ADD in concept.later else Means.HISTORY if self._had(concept, ADD) else None
        if means is not None:
            found += self._elements.new(concept, means, len(found))
        return found

    def _field_ways(self, concept: Concept, column: Concept, missing: FactState | None, known: bool) -> list[Way]:
        found: list[Way] = []
        if isinstance(column.type, TextType):
            return found
        if not known and missing is not FactState.NOT_APPLICABLE and concept.influence is not Influence.FIXED:
            found.append(Way(Means.EVIDENCE))
        elif column.later or concept.influence is Influence.PLANNABLE:
            found.append(Way(Means.PLAN, column.later))
        if self.history and column.hindsight:
            found.append(Way(Means.HISTORY, column.hindsight))
        return found

    def _had(self, concept: Concept, what: str) -> bool:
        """Whether in hindsight a list could have had other elements."""
        return self.history and what in concept.hindsight
