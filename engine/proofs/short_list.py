"""A list of at most so many elements, each with its fields: it answers exactly as `engine.lists` does, so what is
possible with it is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..language.types import ChoiceType, DateType, ListType
from .facts import Facts, Kind
from .kleene import Truth, unknown
from .lists import Element, Judge, ListFact
from .logic import Sort, Term
from .value import Choice, Choices, Day, Number, Value

MOST_TIMES = 60
"""So many equal elements an element of a short list may stand for: dossiers that show something stay readable."""


class _Judged(NamedTuple):
    """An element of a short list with what is certain of it, and what is only possible."""

    element: Element
    certain: Term
    possible: Term


class ShortList(ListFact):
    """At most so many elements; exact."""

    def __init__(self, name: str, kind: ListType, facts: Facts, length: int) -> None:
        super().__init__(name, kind, facts)
        logic = self.logic
        self.elements: list[Element] = []
        for index in range(length):
            times = self._variable(f"[{index}]/keer", Sort.WHOLE)
            facts.kinds[times] = Kind.TIMES
            logic.attach([times], logic.within(times, 1, MOST_TIMES))
            self.elements.append(self.element(str(index), times=times))
        for one, later in zip(self.elements, self.elements[1:], strict=False):
            logic.attach([one.there, later.there], logic.implies(later.there, one.there))
        self.once = logic.all(*(logic.implies(one.there, logic.equal(one.times, logic.one)) for one in self.elements))

    def every(self, judge: Judge) -> Truth:
        logic = self.logic
        truths = [(one.there, judge(one)) for one in self.elements]
        true = logic.all(self.known, self.complete, *(logic.implies(there, one.true) for there, one in truths))
        return Truth(true, logic.all(self.known, logic.any(*(logic.all(there, one.false) for there, one in truths))))

    def none_of(self, judge: Judge) -> Truth:
        return self.every(lambda element: Truth(*reversed(judge(element))))

    def query(self, kind: str, column: str | None, judge: Judge | None) -> Value:
        judged = [self._judged(one, judge) for one in self.elements]
        if kind == "aantal":
            return self._count(judged)
        assert column is not None
        match kind:
            case "som":
                return self._sum(judged, column)
            case "grootste_gat":
                return self._largest_gap(judged, column)
            case "soorten":
                return self._kinds(judged, column)
        return self._extreme(judged, column, "min" if kind in ("min", "eerste") else "max")

    def _judged(self, element: Element, judge: Judge | None) -> _Judged:
        logic = self.logic
        if judge is None:
            return _Judged(element, element.there, logic.false)
        truth = judge(element)
        return _Judged(element, logic.all(element.there, truth.true), logic.all(element.there, unknown(logic, truth)))

    def _times(self, some: Iterable[tuple[Term, Element]]) -> Term:
        logic = self.logic
        return logic.add(*(logic.choose(when, element.times, logic.zero) for when, element in some))

    def _count(self, judged: list[_Judged]) -> Number:
        logic = self.logic
        low = self._times((one.certain, one.element) for one in judged)
        more = self._times((one.possible, one.element) for one in judged)
        return Number(self.known, low, logic.add(low, more), logic.false, logic.negate(self.complete), logic.false)

    def _sum(self, judged: list[_Judged], column: str) -> Number:
        logic = self.logic
        low = high = logic.zero
        missing = [logic.negate(self.complete)]
        for one in judged:
            value = one.element.fields[column]
            assert isinstance(value, Number)
            missing.append(logic.all(logic.any(one.certain, one.possible), logic.negate(value.known)))
            sure = logic.choose(one.certain, value.low, logic.zero)
            low = logic.add(low, sure, logic.choose(one.possible, logic.lesser(logic.zero, value.low), logic.zero))
            high = logic.add(high, sure, logic.choose(one.possible, logic.greater(logic.zero, value.low), logic.zero))
        is_open = logic.any(*missing)
        # Repeated elements would make a sum a product of variables.
        known = logic.all(self.known, self._each_once())
        return Number(known, low, high, is_open, is_open, logic.false)

    def _each_once(self) -> Term:
        """True, and every element of this list is then there once."""
        logic = self.logic
        single = self._variable("elk_eenmaal", Sort.TRUTH)
        logic.attach([single], single, self.once)
        return single

    def _extreme(self, judged: list[_Judged], column: str, kind: str) -> Value:
        logic = self.logic
        choose = logic.lesser if kind == "min" else logic.greater
        bound, found = logic.zero, logic.false
        settled = [self.complete]
        for one in judged:
            value = one.element.fields[column]
            assert isinstance(value, Day | Number)
            amount = value.day if isinstance(value, Day) else value.low
            counts = logic.all(one.certain, value.known)
            bound = logic.choose(counts, logic.choose(found, choose(amount, bound), amount), bound)
            found = logic.any(found, counts)
            settled += [logic.negate(one.possible), logic.implies(one.certain, value.known)]
        all_settled = logic.all(*settled)
        if isinstance(self.column(column).type, DateType):
            return self.values.day(logic.all(self.known, all_settled, found), bound)
        is_open = logic.negate(all_settled)
        low_open, high_open = (is_open, logic.false) if kind == "min" else (logic.false, is_open)
        return Number(logic.all(self.known, found), bound, bound, low_open, high_open, logic.false)

    def _largest_gap(self, judged: list[_Judged], column: str) -> Number:
        logic = self.logic
        days: list[tuple[Term, Term]] = []
        settled = [self.known, self.complete]
        for one in judged:
            value = one.element.fields[column]
            assert isinstance(value, Day)
            days.append((one.certain, value.day))
            settled += [logic.negate(one.possible), logic.implies(one.certain, value.known)]
        largest = logic.zero
        for index, (here, day) in enumerate(days):
            following, found = logic.zero, logic.false
            for position, (there, other) in enumerate(days):
                if position != index:
                    later = logic.at_most(day, other) if position > index else logic.below(day, other)
                    counts = logic.all(there, later)
                    nearer = logic.choose(found, logic.lesser(other, following), other)
                    following, found = logic.choose(counts, nearer, following), logic.any(found, counts)
            gap = logic.choose(logic.all(here, found), logic.subtract(following, day), logic.zero)
            largest = logic.greater(largest, gap)
        return self.values.exactly(logic.all(*settled), largest)

    def _kinds(self, judged: list[_Judged], column: str) -> Choices:
        logic = self.logic
        kind = self.column(column).type
        assert isinstance(kind, ChoiceType)
        members: dict[str, Term] = {}
        extra = logic.zero
        fields = [(one, one.element.fields[column]) for one in judged]
        some = [(one, value) for one, value in fields if isinstance(value, Choice)]
        for name in kind.values:
            surely = logic.any(*(logic.all(one.certain, value.cases[name]) for one, value in some))
            maybe = logic.any(*(logic.all(one.possible, value.cases[name]) for one, value in some))
            members[name] = surely
            extra = logic.add(extra, logic.choose(logic.all(maybe, logic.negate(surely)), logic.one, logic.zero))
        unstated = [
            (logic.all(logic.any(one.certain, one.possible), logic.negate(self.values.known(value))), one.element)
            for one, value in some
        ]
        extra = logic.add(extra, self._times(unstated))
        return Choices(self.known, members, extra, logic.negate(self.complete), logic.false)
