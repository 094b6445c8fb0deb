"""A list of any length: counts and extremes are variables of which is said only what holds of every list, and what they
say of some element is said of an element. So what is impossible with it is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from ..language.types import ChoiceType, DateType, ListType, NumberType
from .facts import FIRST_DAY, LAST_DAY, Facts
from .kleene import Truth, certain, unknown
from .lists import Element, Judge, ListFact
from .logic import Logic, Sort, Term
from .value import Choice, Choices, Day, Number, Value

MOST_RELATED = 24
"""So many counts of one list are held against each other at most: every element says something of every count."""


@dataclass(slots=True, eq=False)
class _Group:
    """The elements that a condition sorts out: how many certainly belong, and how many may."""

    label: str
    judge: Judge
    certain: Term
    possible: Term
    crisp: bool
    """No element of it is only possible."""
    judged: dict[str, Truth] = field(default_factory=dict)
    filled: tuple[Term, Term, Term] | None = None

    def truth(self, element: Element) -> Truth:
        """Whether an element belongs."""
        found = self.judged.get(element.path)
        if found is None:
            found = self.judged[element.path] = self.judge(element)
        return found


@dataclass(slots=True, eq=False)
class _Asked:
    """A question about a field of a group: `kind` as the rule language calls it, and the variables of its answer.

    `known`: there is an answer (of a sum: some number is not stated). `value`: the answer, of a sum the least that it
    can be, and then `high` the most. `members` of `soorten`.
    """

    kind: str
    label: str
    group: _Group
    column: str
    known: Term
    value: Term
    high: Term
    members: dict[str, Term]

    def used(self, variables: set[Term]) -> bool:
        return any(one in variables for one in (self.known, self.value, self.high, *self.members.values()))


class AnyList(ListFact):
    """Any number of elements; says no more than what holds of every list."""

    def __init__(self, name: str, kind: ListType, facts: Facts) -> None:
        super().__init__(name, kind, facts)
        logic = self.logic
        self.total = self._variable("aantal", Sort.WHOLE)
        logic.attach([self.total], logic.at_most(logic.zero, self.total))
        self.sample = self.element("voorbeeld")
        self._groups: dict[tuple[Term, Term], _Group] = {}
        self._asked: dict[str, _Asked] = {}
        self._elements: dict[str, Element] = {}
        self._related: dict[tuple[str, ...], list[Term]] = {}

    def every(self, judge: Judge) -> Truth:
        logic = self.logic
        group = self._group(judge)
        everything = logic.equal(group.certain, self.total)
        return Truth(
            logic.all(self.known, self.complete, everything),
            logic.all(self.known, logic.at_most(logic.one, self._rest(group))),
        )

    def none_of(self, judge: Judge) -> Truth:
        logic = self.logic
        group = self._group(judge)
        nothing = logic.equal(logic.add(group.certain, group.possible), logic.zero)
        return Truth(
            logic.all(self.known, self.complete, nothing),
            logic.all(self.known, logic.at_most(logic.one, group.certain)),
        )

    def query(self, kind: str, column: str | None, judge: Judge | None) -> Value:
        logic = self.logic
        group = self._group(judge or (lambda _: certain(logic, logic.true)))
        if kind == "aantal":
            high = logic.add(group.certain, group.possible)
            return Number(self.known, group.certain, high, logic.false, logic.negate(self.complete), logic.false)
        assert column is not None
        match kind:
            case "som":
                return self._sum(group, column)
            case "grootste_gat":
                return self._largest_gap(group, column)
            case "soorten":
                return self._kinds(group, column)
        return self._extreme("eerste" if kind in ("min", "eerste") else "laatste", group, column)

    # --- groups -----------------------------------------------------------------------------------------------------

    def _group(self, judge: Judge) -> _Group:
        logic = self.logic
        truth = judge(self.sample)
        known = self._groups.get(truth)
        if known is None:
            label = f"{truth.true.key}/{truth.false.key}"
            if truth.true is logic.true:
                known = _Group(label, judge, self.total, logic.zero, True)
            elif truth.false is logic.true:
                known = _Group(label, judge, logic.zero, logic.zero, True)
            else:
                crisp = unknown(logic, truth) is logic.false
                sure = self._variable(f"zeker/{label}", Sort.WHOLE)
                maybe = logic.zero if crisp else self._variable(f"mogelijk/{label}", Sort.WHOLE)
                known = _Group(label, judge, sure, maybe, crisp)
                for one in (sure, maybe):
                    logic.attach([one], logic.at_most(logic.zero, one))
                logic.attach([sure, maybe], logic.at_most(logic.add(sure, maybe), self.total))
            self._groups[truth] = known
        return known

    def _rest(self, group: _Group) -> Term:
        """How many certainly do not belong."""
        return self.logic.subtract(self.total, _belonging(self.logic, group))

    def _settled(self, group: _Group) -> Term:
        """The list is complete and it is clear which elements belong."""
        logic = self.logic
        return logic.all(self.complete, logic.equal(group.possible, logic.zero))

    # --- questions about a field ------------------------------------------------------------------------------------

    def _ask(self, kind: str, group: _Group, column: str, sort: Sort, members: Iterable[str] = ()) -> _Asked:
        label = f"{kind}/{column}/{group.label}"
        known = self._asked.get(label)
        if known is None:
            known = self._asked[label] = _Asked(
                kind,
                label,
                group,
                column,
                self._variable(f"{label}/bekend", Sort.TRUTH),
                self._variable(label, sort),
                self._variable(f"{label}/hoog", sort),
                {name: self._variable(f"{label}/={name}", Sort.TRUTH) for name in members},
            )
        return known

    def _extreme(self, kind: str, group: _Group, column: str) -> Value:
        logic, concept = self.logic, self.column(column)
        is_day = isinstance(concept.type, DateType)
        asked = self._ask(kind, group, column, Sort.WHOLE if is_day else Sort.NUMBER)
        known, value = asked.known, asked.value
        logic.attach([known], logic.implies(known, logic.at_most(logic.one, group.certain)))
        if is_day:
            last = logic.number(LAST_DAY) if concept.future else self.facts.today()
            self.facts.calendar.bound(value, FIRST_DAY, LAST_DAY)
            logic.attach(
                [known, value],
                logic.within(value, FIRST_DAY, LAST_DAY),
                logic.implies(known, logic.all(self._settled(group), logic.at_most(value, last))),
            )
            return self.values.day(logic.all(self.known, known), value)
        is_open = self._variable(f"{asked.label}/open", Sort.TRUTH)
        low_open, high_open = (is_open, logic.false) if kind == "eerste" else (logic.false, is_open)
        return Number(logic.all(self.known, known), value, value, low_open, high_open, logic.false)

    def _largest_gap(self, group: _Group, column: str) -> Number:
        logic = self.logic
        asked = self._ask("grootste_gat", group, column, Sort.WHOLE)
        known, gap = asked.known, asked.value
        logic.attach([known], logic.implies(known, self._settled(group)))
        logic.attach(
            [gap],
            logic.at_most(logic.zero, gap),
            logic.implies(logic.at_most(group.certain, logic.one), logic.equal(gap, logic.zero)),
        )
        return self.values.exactly(logic.all(self.known, known), gap)

    def _sum(self, group: _Group, column: str) -> Number:
        logic, minimum = self.logic, self.column(column).minimum
        asked = self._ask("som", group, column, Sort.NUMBER)
        low, high, missing = asked.value, asked.high, asked.known
        nothing = logic.equal(_belonging(logic, group), logic.zero)
        zero = logic.all(logic.equal(low, logic.zero), logic.equal(high, logic.zero))
        said = [
            logic.at_most(low, high),
            logic.implies(logic.equal(group.possible, logic.zero), logic.equal(low, high)),
            logic.implies(nothing, logic.all(zero, logic.negate(missing))),
        ]
        if minimum is not None and minimum >= 0:
            said.append(logic.at_most(logic.scale(group.certain, minimum), low))
            said.append(logic.at_most(logic.scale(group.possible, minimum), logic.subtract(high, low)))
        logic.attach([low, high, missing], *said)
        is_open = logic.any(logic.negate(self.complete), missing)
        return Number(self.known, low, high, is_open, is_open, logic.false)

    def _kinds(self, group: _Group, column: str) -> Choices:
        logic = self.logic
        kind = self.column(column).type
        assert isinstance(kind, ChoiceType)
        asked = self._ask("soorten", group, column, Sort.WHOLE, kind.values)
        number = self.values.count(asked.members.values())
        logic.attach([asked.value, *asked.members.values()], logic.at_most(number, group.certain))
        logic.attach(
            [asked.value],
            logic.at_most(logic.zero, asked.value),
            logic.at_most(asked.value, _belonging(logic, group)),
        )
        return Choices(self.known, asked.members, asked.value, logic.negate(self.complete), logic.false)

    # --- what holds between the questions that are asked -----------------------------------------------------------

    def relations(self, used: set[Term], together: Iterable[tuple[Term, ...]]) -> list[Term]:
        """What a number says of some element, and what such an element says of the other numbers that are used.

        `together` are the numbers that are added or compared. Nothing is said of a list that is asked too much.
        """
        groups = [one for one in self._groups.values() if one.certain in used or one.possible in used]
        asked = [one for one in self._asked.values() if one.used(used)]
        pairs = self._pairs(groups, together)
        labels = [one.label for one in groups] + [one.label for one in asked]
        names = tuple(sorted(labels + [f"{one.label}&{other.label}" for one, other in pairs]))
        if not names or len(groups) + len(pairs) > MOST_RELATED:
            return []
        known = self._related.get(names)
        if known is None:
            elements: list[Element] = []
            known = [said for one in asked for said in self._of_asked(one, elements)]
            known += [said for one, other in combinations(asked, 2) for said in self._of_sums(one, other, elements)]
            parts: list[_Group] = []
            for one, other in pairs:
                split, said = self._split(one, other)
                parts += split
                known += said
            for one in groups:
                known += self._of_group(one, (0, 2) if one.crisp else (0, 1, 2), elements)
            known += [said for one in parts for said in self._of_group(one, (0,), elements)]
            known += [said for element in elements for said in self._of_element(element, [*groups, *parts], asked)]
            self._related[names] = known
        return known

    def _pairs(self, groups: list[_Group], together: Iterable[tuple[Term, ...]]) -> list[tuple[_Group, _Group]]:
        """The groups whose counts are held against each other."""
        by_count = {one.certain: one for one in groups if one.certain is not self.total}
        found: dict[tuple[str, str], tuple[_Group, _Group]] = {}
        for terms in together:
            for pair in combinations([by_count[term] for term in terms if term in by_count], 2):
                one, other = sorted(pair, key=lambda group: group.label)
                found[one.label, other.label] = one, other
        return [found[labels] for labels in sorted(found)]

    def _split(self, one: _Group, other: _Group) -> tuple[list[_Group], list[Term]]:
        """What is certain of both, of the one alone and of the other alone, as groups; and how their counts add up."""
        logic = self.logic

        def part(how: Callable[[Term, Term], Term]) -> _Group:
            return self._group(lambda element: certain(logic, how(one.truth(element).true, other.truth(element).true)))

        groups = [
            part(logic.all),
            part(lambda own, theirs: logic.all(own, logic.negate(theirs))),
            part(lambda own, theirs: logic.all(theirs, logic.negate(own))),
        ]
        both, first, second = (group.certain for group in groups)
        said = [
            logic.equal(one.certain, logic.add(both, first)),
            logic.equal(other.certain, logic.add(both, second)),
        ]
        return groups, said

    def _of_sums(self, one: _Asked, other: _Asked, elements: list[Element]) -> Iterable[Term]:
        """Of numbers that are not negative the larger sum has an element that the other has not."""
        minimum = self.column(one.column).minimum
        if one.kind != "som" or other.kind != "som" or one.column != other.column or minimum is None or minimum < 0:
            return
        logic = self.logic
        bounded = logic.all(self.complete, logic.negate(one.known), logic.negate(other.known))
        for more, less in ((one, other), (other, one)):
            element = self._some(f"{more.label}>{less.label}", elements)
            own, theirs = more.group.truth(element), less.group.truth(element)
            shown = logic.all(element.there, own.true, logic.negate(theirs.true))
            yield logic.implies(logic.all(bounded, logic.below(less.value, more.value)), shown)
            element = self._some(f"{more.label}>>{less.label}", elements)
            own, theirs = more.group.truth(element), less.group.truth(element)
            shown = logic.all(element.there, logic.negate(own.false), theirs.false)
            yield logic.implies(logic.all(bounded, logic.below(less.high, more.high)), shown)

    def _some(self, label: str, elements: list[Element]) -> Element:
        """An element that shows something, when there is one."""
        element = self._elements.get(label)
        if element is None:
            element = self._elements[label] = self.element(label)
        elements.append(element)
        return element

    def _of_group(self, group: _Group, parts: Iterable[int], elements: list[Element]) -> Iterable[Term]:
        """Where a count is not 0 there is an element that is counted."""
        logic = self.logic
        for index in parts:
            element = self._some(f"{group.label}/{index}", elements)
            counted = logic.all(element.there, self._places(group, element)[index])
            yield logic.implies(self._filled(group)[index], counted)

    def _places(self, group: _Group, element: Element) -> tuple[Term, Term, Term]:
        """Whether an element belongs, may belong or does not."""
        truth = group.truth(element)
        return truth.true, unknown(self.logic, truth), truth.false

    def _filled(self, group: _Group) -> tuple[Term, Term, Term]:
        """Whether there are elements that belong, that may and that do not."""
        if group.filled is None:
            logic = self.logic
            counts = (group.certain, group.possible, self._rest(group))
            some, maybe, rest = (logic.at_most(logic.one, one) for one in counts)
            group.filled = some, maybe, rest
        return group.filled

    def _of_asked(self, asked: _Asked, elements: list[Element]) -> Iterable[Term]:
        """An extreme is that of an element; where there is no answer, some element does not state the field."""
        logic, group = self.logic, asked.group
        if asked.kind == "soorten":
            for name, member in asked.members.items():
                element = self._some(f"{asked.label}/{name}", elements)
                value = element.fields[asked.column]
                assert isinstance(value, Choice)
                belongs = logic.all(element.there, group.truth(element).true)
                yield logic.implies(member, logic.all(belongs, value.cases[name]))
            return
        silent = self._some(f"{asked.label}/zonder", elements)
        _, stated = _amount(silent, asked.column)
        unstated = logic.all(silent.there, logic.negate(stated))
        if asked.kind == "som":
            yield logic.implies(asked.known, logic.all(unstated, logic.negate(group.truth(silent).false)))
            return
        answer = self._settled(group)
        if asked.kind != "grootste_gat":
            answer = logic.all(answer, logic.at_most(logic.one, group.certain))
            chosen = self._some(asked.label, elements)
            amount, there = _amount(chosen, asked.column)
            belongs = logic.all(chosen.there, group.truth(chosen).true, there)
            yield logic.implies(asked.known, logic.all(belongs, logic.equal(amount, asked.value)))
        yield logic.implies(answer, logic.any(asked.known, logic.all(unstated, group.truth(silent).true)))

    def _of_element(self, element: Element, groups: list[_Group], asked: list[_Asked]) -> Iterable[Term]:
        logic, there = self.logic, element.there
        yield logic.implies(there, logic.at_most(logic.one, self.total))
        for group in groups:
            for holds, filled in zip(self._places(group, element), self._filled(group), strict=True):
                yield logic.implies(logic.all(there, holds), filled)
        for one in asked:
            belongs = logic.all(there, one.group.truth(element).true)
            value = element.fields[one.column]
            if one.kind == "soorten":
                assert isinstance(value, Choice)
                for name, member in one.members.items():
                    yield logic.implies(logic.all(belongs, value.cases[name]), member)
            elif one.kind in ("eerste", "laatste"):
                yield self._beyond(one, belongs, element)

    def _beyond(self, asked: _Asked, belongs: Term, element: Element) -> Term:
        """No element of the group lies beyond its extreme."""
        logic = self.logic
        amount, stated = _amount(element, asked.column)
        first = asked.kind == "eerste"
        limit = logic.at_most(asked.value, amount) if first else logic.at_most(amount, asked.value)
        if isinstance(self.column(asked.column).type, NumberType):
            return logic.implies(logic.all(asked.known, belongs, stated), limit)
        return logic.implies(logic.all(asked.known, belongs), logic.all(stated, limit))


def _belonging(logic: Logic, group: _Group) -> Term:
    """How many belong, or may."""
    return logic.add(group.certain, group.possible)


def _amount(element: Element, column: str) -> tuple[Term, Term]:
    """The value of a field, and whether it is stated."""
    value = element.fields[column]
    assert isinstance(value, Day | Number)
    return (value.day if isinstance(value, Day) else value.low), value.known
