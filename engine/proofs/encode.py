"""The rules of a layout as formulas: for each register what `engine.evaluate` finds there, for any dossier.

Gates are taken over from the plan itself. What the other registers hold is written down here a second time, as
formulas; the tests hold the two against each other, node by node. Only what a question needs is encoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from ..language.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Contains,
    DateShift,
    Duration,
    Every,
    Extreme,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    ListQuery,
    Literal,
    Member,
    NoneOf,
    Not,
    ParameterRef,
    Size,
)
from ..language.tree import Value as ValueNode
from ..language.types import ChoiceType
from ..layout import Layout
from ..plan import GateKind
from .calendar import Calendar
from .facts import Facts
from .kleene import Truth, all_of, any_of, certain, negated, unknown
from .lists import Element, ListFact
from .logic import Sort, Term
from .registers import Encoded, recipes
from .value import Day, Number, Value, YesNo
from .values import Values


class Lists(Protocol):
    """Gives the lists of a dossier, each in one of the ways of `lists`."""

    def __call__(self, name: str, facts: Facts) -> ListFact | None: ...


class Encoder:
    """One layout read as formulas over the facts of one dossier."""

    def __init__(self, layout: Layout, facts: Facts, calendar: Calendar, lists: Lists) -> None:
        self.layout, self.facts, self.calendar, self._lists = layout, facts, calendar, lists
        self.values: Values = facts.values
        self.logic = facts.values.logic
        self.whole_numbers: dict[Term, Term] = {}
        """Variables that are the number beside them, where that is whole."""
        self._found: dict[int, Encoded] = {}
        self._recipes = recipes(self)

    # --- registers --------------------------------------------------------------------------------------------------

    def today(self) -> Term:
        return self.facts.today()

    def cone(self, registers: Iterable[int]) -> list[int]:
        """These registers and all that they lean on, each after what it leans on."""
        steps = self.layout.plan.steps
        waiting, found = list(registers), set[int]()
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(steps[one].inputs)
        return sorted(found)

    def register(self, register: int) -> Encoded:
        """What a register holds."""
        if register not in self._found:
            for one in self.cone([register]):
                if one not in self._found:
                    self._found[one] = self._recipe(one)
        return self._found[register]

    def truth(self, register: int) -> Truth:
        found = self.register(register)
        if isinstance(found, YesNo):
            return found.truth
        assert isinstance(found, Truth), self.layout.plan.steps[register].id
        return found

    def value(self, register: int) -> Value:
        """A value as it stands in a register: nvt is kept apart from unknown."""
        found = self.register(register)
        return YesNo(found, self.logic.false) if isinstance(found, Truth) else found

    def _recipe(self, register: int) -> Encoded:
        recipe = self._recipes.get(register)
        if recipe is not None:
            return recipe()
        step = self.layout.plan.steps[register]
        inputs = [self.truth(one) for one in step.inputs]
        match step.gate:
            case GateKind.ALL:
                return all_of(self.logic, inputs)
            case GateKind.ANY:
                return any_of(self.logic, inputs)
            case GateKind.NOT:
                return negated(inputs[0])
        raise KeyError(f"no formula for the node {step.id}")

    # --- conditions -------------------------------------------------------------------------------------------------

    def condition(self, node: Condition, element: Element | None = None) -> Truth:
        logic, values = self.logic, self.values
        match node:
            case Constant(truth):
                return certain(logic, logic.truth(truth))
            case Compare(operator, FindingRef(criterion, "bevinding"), Literal(outcome)):
                same = self._finding(criterion, str(outcome))
                return same if operator == "=" else negated(same)
            case Compare(operator, left, right):
                ranks = left.type.values if isinstance(left.type, ChoiceType) else ()
                return values.compare(operator, self._value(left, element), self._value(right, element), ranks)
            case Member(FindingRef(criterion, "bevinding"), choices):
                return any_of(logic, [self._finding(criterion, one) for one in choices])
            case Member(value, choices):
                return values.member(self._value(value, element), choices)
            case Contains(members, choice):
                return values.contains(self._value(members, element), choice)
            case IsKnown(value):
                return certain(logic, values.decided(self._raw(value, element)))
            case IsUnknown(value):
                raw = self._raw(value, element)
                return certain(logic, logic.negate(logic.any(values.decided(raw), raw.nvt)))
            case IsTrue(value):
                found = self._value(value, element)
                assert isinstance(found, YesNo)
                return found.truth
            case Every(source, where):
                return self._list(source).every(lambda one: self.condition(where, one))
            case NoneOf(source, where):
                return self._list(source).none_of(lambda one: self.condition(where, one))
            case All(parts):
                return all_of(logic, [self.condition(part, element) for part in parts])
            case AnyOf(parts):
                return any_of(logic, [self.condition(part, element) for part in parts])
            case Not(part):
                return negated(self.condition(part, element))

    def _finding(self, criterion: str, outcome: str) -> Truth:
        return self.truth(self.layout.names.findings[criterion, outcome])

    # --- values -----------------------------------------------------------------------------------------------------

    def _raw(self, node: ValueNode, element: Element | None) -> Value:
        """As `_value`, but nvt is kept apart from unknown."""
        match node:
            case FactRef(name):
                return self._fact(name)
            case FieldRef(name):
                assert element is not None
                return element.fields[name]
        return self._value(node, element)

    def node_value(self, node: ValueNode) -> Value:
        """The value of a value node outside any list."""
        return self._value(node, None)

    def fact(self, name: str) -> Value | ListFact:
        """A fact of the dossier."""
        return self._lists(name, self.facts) or self.facts.fact(name)

    def _value(self, node: ValueNode, element: Element | None) -> Value:
        match node:
            case Literal(value):
                return self.values.constant(value)
            case ParameterRef(name):
                threshold = self.layout.names.parameters.get(name)
                return self.values.nothing(node.type) if threshold is None else self.values.constant(threshold)
            case FactRef() | FieldRef():
                raw = self._raw(node, element)
                return raw if isinstance(raw, ListFact) else self.values.applied(raw)  # type: ignore[type-var]
            case FindingRef(criterion, aspect):
                return self.value(self.layout.names.findings[criterion, aspect])
            case Arithmetic(operator, left, right):
                return self.values.calculate(operator, self._value(left, element), self._value(right, element))
            case DateShift(start, amount, unit, sign):
                return self._shift(self._value(start, element), self._value(amount, element), unit, sign)
            case Duration(unit, start, end):
                return self._duration(self._value(start, element), self._value(end, element), unit)
            case Extreme(kind, some):
                return self.values.extreme(kind, [self._value(one, element) for one in some])
            case ListQuery(kind, source, column, where):
                judge = None if where is None else lambda one: self.condition(where, one)
                return self._list(source).query(kind, None if column is None else column.name, judge)
            case Size(members):
                return self.values.size(self._value(members, element))
            case FindingCount(cases):
                return self._count([self._counted(case) for case in cases])

    def _count(self, truths: Sequence[Truth]) -> Number:
        low = self.values.count([one.true for one in truths])
        high = self.logic.add(low, self.values.count([unknown(self.logic, one) for one in truths]))
        return self.values.between(self.logic.true, low, high)

    def _counted(self, case: Condition) -> Truth:
        register = self.layout.names.nodes.get(case)
        return self.condition(case) if register is None else self.truth(register)

    def _fact(self, name: str) -> Value:
        """A fact, also one that only a goal names."""
        register = self.layout.names.facts.get(name)
        return self.fact(name) if register is None else self.value(register)

    def _list(self, source: FactRef) -> ListFact:
        found = self._fact(source.name)
        assert isinstance(found, ListFact)
        return found

    def _shift(self, start: Value, amount: Value, unit: str, sign: int) -> Day:
        """A date cannot move by an interval, by part of a day, or out of the calendar: such a date is not known."""
        logic = self.logic
        assert isinstance(start, Day) and isinstance(amount, Number)
        number = logic.scale(amount.low, sign * (7 if unit == "weken" else 12 if unit == "jaren" else 1))
        # Weeks may be part of a week as long as the days are whole; years may not be part of a year.
        whole = logic.is_whole(amount.low if unit == "jaren" else number)
        known = logic.all(start.known, self.values.decided(amount), whole)
        if known is logic.false:
            return self.values.day(known, logic.zero)
        steps = self._whole(number)
        day = logic.add(start.day, steps) if unit in ("dagen", "weken") else self.calendar.shifted(start.day, steps)
        return self.values.day(logic.all(known, self.calendar.in_calendar(day)), day)

    def _whole(self, number: Term) -> Term:
        """A number that is whole wherever its value counts, as a whole number."""
        logic = self.logic
        if number.sort is Sort.WHOLE:
            return number
        whole = logic.variable(f"geheel/{number.key}", Sort.WHOLE)
        self.whole_numbers[whole] = number
        logic.attach([whole], logic.implies(logic.is_whole(number), logic.equal(whole, number)))
        return whole

    def _duration(self, start: Value, end: Value, unit: str) -> Number:
        logic = self.logic
        assert isinstance(start, Day) and isinstance(end, Day)
        days = logic.subtract(end.day, start.day)
        match unit:
            case "dagen":
                number = days
            case "weken":
                number = logic.scale(days, Fraction(1, 7))
            case "hele_weken":
                back = logic.scale(logic.quotient(logic.scale(days, -1), 7), -1)
                number = logic.choose(logic.at_most(logic.zero, days), logic.quotient(days, 7), back)
            case _:
                number = self.calendar.months_between(start.day, end.day)
        return self.values.exactly(logic.all(start.known, end.known), number)
