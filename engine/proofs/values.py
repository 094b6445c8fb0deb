"""What can be said of values as formulas, and made of them.

They mirror the values that `engine.evaluate` reckons with: numbers of which only bounds are known, sets that may be
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ..language.types import ChoicesType, ChoiceType, DateType, NumberType, ValueType, YesNoType
from .kleene import Truth
from .logic import Logic, Op, Term
from .value import Choice, Choices, Day, Number, SomeValue, Value, Words, YesNo, day_number


class Values:
    """What can be said of values, and made of them, as `engine.evaluate` does it."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic

    # --- making -----------------------------------------------------------------------------------------------------

    def nothing(self, kind: ValueType, *, applies: bool = True) -> Value:
        """A value that is not there; `applies` False: nvt."""
        no, zero = self.logic.false, self.logic.zero
        nvt = self.logic.truth(not applies)
        match kind:
            case YesNoType():
                return YesNo(Truth(no, no), nvt)
            case ChoiceType():
                return Choice({}, nvt)
            case DateType():
                return Day(no, zero, nvt)
            case NumberType():
                return Number(no, zero, zero, no, no, nvt)
            case ChoicesType():
                return Choices(no, {}, zero, no, nvt)
        return Words(no, nvt)

    def constant(self, value: bool | int | Fraction | date | str) -> Value:
        logic = self.logic
        if isinstance(value, bool):
            return YesNo(Truth(logic.truth(value), logic.truth(not value)), logic.false)
        if isinstance(value, date):
            return self.day(logic.true, logic.number(day_number(value)))
        if isinstance(value, str):
            return Choice({value: logic.true}, logic.false)
        return self.exactly(logic.true, logic.number(value))

    def day(self, known: Term, day: Term) -> Day:
        return Day(known, day, self.logic.false)

    def exactly(self, known: Term, number: Term) -> Number:
        no = self.logic.false
        return Number(known, number, number, no, no, no)

    def between(self, known: Term, low: Term, high: Term) -> Number:
        no = self.logic.false
        return Number(known, low, high, no, no, no)

    # --- whether there is one ---------------------------------------------------------------------------------------

    def known(self, value: Value) -> Term:
        """Whether there is a value, be it one of which only bounds are known."""
        match value:
            case YesNo(truth):
                return self.logic.any(truth.true, truth.false)
            case Choice(cases):
                return self.logic.any(*cases.values())
        return value.known

    def decided(self, value: Value) -> Term:
        """Whether there is one value."""
        match value:
            case Number(known):
                return self.logic.all(known, self._exact(value))
            case Choices(known, _, extra, is_open):
                nothing_more = self.logic.equal(extra, self.logic.zero)
                return self.logic.all(known, nothing_more, self.logic.negate(is_open))
        return self.known(value)

    def _exact(self, number: Number) -> Term:
        no = self.logic.negate
        return self.logic.all(no(number.low_open), no(number.high_open), self.logic.equal(number.low, number.high))

    def applied(self, value: SomeValue) -> SomeValue:
        """The value as a formula gives it on: nvt is as little a value as unknown is."""
        return value if value.nvt is self.logic.false else replace(value, nvt=self.logic.false)

    # --- conditions -------------------------------------------------------------------------------------------------

    def compare(self, operator: str, left: Value, right: Value, ranks: Sequence[str] = ()) -> Truth:
        """`ranks` are the choices from low to high."""
        if operator == "!=":
            same = self.compare("=", left, right)
            return Truth(same.false, same.true)
        if operator in (">", ">="):
            return self.compare("<" if operator == ">" else "<=", right, left, ranks)
        match left, right:
            case Number(), Number():
                return self._compare_numbers(operator, left, right)
            case Day(known, day), Day(other_known, other_day):
                both = self.logic.all(known, other_known)
                return self._decided(both, self._test(operator, day, other_day))
            case Choice(), Choice():
                return self._compare_choices(operator, left, right, ranks)
            case YesNo(one), YesNo(other):
                logic = self.logic
                alike = logic.any(logic.all(one.true, other.true), logic.all(one.false, other.false))
                unlike = logic.any(logic.all(one.true, other.false), logic.all(one.false, other.true))
                return Truth(alike, unlike)
        raise TypeError(f"{type(left).__name__} {operator} {type(right).__name__}")

    def _test(self, operator: str, left: Term, right: Term) -> Term:
        if operator == "=":
            return self.logic.equal(left, right)
        return self.logic.below(left, right) if operator == "<" else self.logic.at_most(left, right)

    def _decided(self, known: Term, term: Term) -> Truth:
        return Truth(self.logic.all(known, term), self.logic.all(known, self.logic.negate(term)))

    def _compare_numbers(self, operator: str, left: Number, right: Number) -> Truth:
        """Certain only when every pair of numbers from both agrees."""
        logic, no = self.logic, self.logic.negate
        both = logic.all(left.known, right.known)
        upward = logic.all(both, no(left.high_open), no(right.low_open))
        downward = logic.all(both, no(right.high_open), no(left.low_open))
        if operator == "=":
            same = logic.all(both, self._exact(left), self._exact(right), logic.equal(left.low, right.low))
            apart = logic.any(
                logic.all(upward, logic.below(left.high, right.low)),
                logic.all(downward, logic.below(right.high, left.low)),
            )
            return Truth(same, apart)
        converse = "<=" if operator == "<" else "<"
        return Truth(
            logic.all(upward, self._test(operator, left.high, right.low)),
            logic.all(downward, self._test(converse, right.high, left.low)),
        )

    def _compare_choices(self, operator: str, left: Choice, right: Choice, ranks: Sequence[str]) -> Truth:
        logic = self.logic
        if operator == "=":
            true = logic.any(
                *(logic.all(case, right.cases[one]) for one, case in left.cases.items() if one in right.cases)
            )
        else:
            rank = {one: index for index, one in enumerate(ranks)}
            before = int.__lt__ if operator == "<" else int.__le__
            true = logic.any(
                *(
                    logic.all(case, other_case)
                    for one, case in left.cases.items()
                    for other, other_case in right.cases.items()
                    if before(rank[one], rank[other])
                )
            )
        return self._decided(logic.all(self.known(left), self.known(right)), true)

    def member(self, value: Value, choices: Sequence[str]) -> Truth:
        assert isinstance(value, Choice)
        inside = self.logic.any(*(case for one, case in value.cases.items() if one in choices))
        outside = self.logic.any(*(case for one, case in value.cases.items() if one not in choices))
        return Truth(inside, outside)

    def contains(self, value: Value, choice: str) -> Truth:
        logic = self.logic
        assert isinstance(value, Choices)
        inside = value.members.get(choice, logic.false)
        closed = logic.all(logic.equal(value.extra, logic.zero), logic.negate(value.open))
        return Truth(logic.all(value.known, inside), logic.all(value.known, logic.negate(inside), closed))

    # --- calculations -----------------------------------------------------------------------------------------------

    def size(self, value: Value) -> Number:
        assert isinstance(value, Choices)
        low = self.count(value.members.values())
        return Number(
            value.known, low, self.logic.add(low, value.extra), self.logic.false, value.open, self.logic.false
        )

    def count(self, truths: Iterable[Term]) -> Term:
        logic = self.logic
        return logic.add(*(logic.choose(one, logic.one, logic.zero) for one in truths))

    def calculate(self, operator: str, left: Value, right: Value) -> Number:
        """`+ - * /`; one divides by a fixed number only."""
        logic = self.logic
        assert isinstance(left, Number) and isinstance(right, Number)
        known = logic.all(left.known, right.known)
        match operator:
            case "+":
                low, high = logic.add(left.low, right.low), logic.add(left.high, right.high)
                low_open = logic.any(left.low_open, right.low_open)
                high_open = logic.any(left.high_open, right.high_open)
                return Number(known, low, high, low_open, high_open, logic.false)
            case "-":
                return self.calculate("+", left, self._times_fixed(right, -1))
            case "*":
                for one, other in ((left, right), (right, left)):
                    fixed = self._fixed(other)
                    if fixed is not None:
                        return replace(self._times_fixed(one, fixed), known=known)
                return self._times(known, left, right)
        divisor = self._fixed(right)
        assert divisor is not None
        return replace(self._times_fixed(left, 1 / Fraction(divisor)), known=known)

    def _fixed(self, number: Number) -> int | Fraction | None:
        """The number itself where it is written in the rules."""
        if number.low is number.high and number.low.op is Op.CONSTANT and self._exact(number) is self.logic.true:
            fixed: int | Fraction = number.low.data
            return fixed
        return None

    def _times_fixed(self, number: Number, factor: int | Fraction) -> Number:
        logic = self.logic
        if factor == 0:
            return self.exactly(number.known, logic.zero)
        low, high = logic.scale(number.low, factor), logic.scale(number.high, factor)
        if factor > 0:
            return Number(number.known, low, high, number.low_open, number.high_open, logic.false)
        return Number(number.known, high, low, number.high_open, number.low_open, logic.false)

    def _times(self, known: Term, left: Number, right: Number) -> Number:
        logic = self.logic
        by_right = self._times_exact(left, right.low)
        by_left = self._times_exact(right, left.low)
        both = self._times_intervals(left, right)
        left_exact, right_exact = self._exact(left), self._exact(right)

        def pick(name: str) -> Term:
            one, other, neither = (getattr(some, name) for some in (by_right, by_left, both))
            return logic.choose(right_exact, one, logic.choose(left_exact, other, neither))

        return Number(known, pick("low"), pick("high"), pick("low_open"), pick("high_open"), logic.false)

    def _times_exact(self, number: Number, factor: Term) -> Number:
        logic = self.logic
        low, high = logic.product(number.low, factor), logic.product(number.high, factor)
        zero, upward = logic.equal(factor, logic.zero), logic.below(logic.zero, factor)

        def turned(one: Term, other: Term) -> Term:
            return logic.choose(upward, one, other)

        return Number(
            number.known,
            logic.choose(zero, logic.zero, turned(low, high)),
            logic.choose(zero, logic.zero, turned(high, low)),
            logic.choose(zero, logic.false, turned(number.low_open, number.high_open)),
            logic.choose(zero, logic.false, turned(number.high_open, number.low_open)),
            logic.false,
        )

    def _times_intervals(self, left: Number, right: Number) -> Number:
        logic = self.logic
        any_open = logic.any(left.low_open, left.high_open, right.low_open, right.high_open)
        upward = logic.all(
            logic.negate(left.low_open),
            logic.negate(right.low_open),
            logic.at_most(logic.zero, left.low),
            logic.at_most(logic.zero, right.low),
        )
        corners = [logic.product(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
        least = most = corners[0]
        for corner in corners[1:]:
            least, most = logic.lesser(least, corner), logic.greater(most, corner)
        return Number(
            logic.all(left.known, right.known),
            logic.choose(any_open, corners[0], least),
            most,
            logic.all(any_open, logic.negate(upward)),
            any_open,
            logic.false,
        )

    def extreme(self, kind: str, values: Sequence[Value]) -> Value:
        """`min` or `max`. Of numbers a bound is kept where not all are known; of dates nothing is."""
        logic = self.logic
        days = [one for one in values if isinstance(one, Day)]
        if days:
            choose = logic.lesser if kind == "min" else logic.greater
            day = days[0].day
            for one in days[1:]:
                day = choose(day, one.day)
            return self.day(logic.all(*(one.known for one in days)), day)
        numbers = [one for one in values if isinstance(one, Number)]
        lows = [(one.low, logic.any(one.low_open, logic.negate(one.known))) for one in numbers]
        highs = [(one.high, logic.any(one.high_open, logic.negate(one.known))) for one in numbers]
        known = logic.any(*(one.known for one in numbers))
        if kind == "min":
            (low, low_open), (high, high_open) = self._all_bounds(lows, True), self._some_bound(highs, True)
        else:
            (low, low_open), (high, high_open) = self._some_bound(lows, False), self._all_bounds(highs, False)
        return Number(known, low, high, low_open, high_open, logic.false)

    def _all_bounds(self, bounds: Sequence[tuple[Term, Term]], least: bool) -> tuple[Term, Term]:
        """The bound of an extreme where each must have one."""
        choose = self.logic.lesser if least else self.logic.greater
        bound = bounds[0][0]
        for one, _ in bounds[1:]:
            bound = choose(bound, one)
        return bound, self.logic.any(*(is_open for _, is_open in bounds))

    def _some_bound(self, bounds: Sequence[tuple[Term, Term]], least: bool) -> tuple[Term, Term]:
        """The bound of an extreme where one is enough."""
        logic = self.logic
        choose = logic.lesser if least else logic.greater
        bound, is_open = bounds[0]
        for one, one_open in bounds[1:]:
            bound = logic.choose(is_open, one, logic.choose(one_open, bound, choose(bound, one)))
            is_open = logic.all(is_open, one_open)
        return bound, is_open

    # --- one of several ---------------------------------------------------------------------------------------------

    def agreed(self, kind: ValueType, possible: Sequence[tuple[Term, Value]], *, total: bool) -> Value:
        """What the values that are possible have in common; `total`: always at least one is possible."""
        logic = self.logic
        some = [(when, value) for when, value in possible if when is not logic.false]
        if not some:
            return self.nothing(kind)
        if len(some) == 1 and (total or some[0][0] is logic.true):
            return some[0][1]
        there = logic.true if total else logic.any(*(when for when, _ in some))

        def each(said: Sequence[Term]) -> Term:
            return logic.all(there, *(logic.implies(when, one) for (when, _), one in zip(some, said, strict=True)))

        nvt = each([value.nvt for _, value in some])
        known = each([self.known(value) for _, value in some])
        match some[0][1]:
            case YesNo():
                truths = [value.truth for _, value in some if isinstance(value, YesNo)]
                return YesNo(Truth(each([one.true for one in truths]), each([one.false for one in truths])), nvt)
            case Choice():
                choices = [value for _, value in some if isinstance(value, Choice)]
                names = dict.fromkeys(name for one in choices for name in one.cases)
                cases = {name: each([one.cases.get(name, logic.false) for one in choices]) for name in names}
                return Choice({name: case for name, case in cases.items() if case is not logic.false}, nvt)
            case Day():
                days = [(when, value.day) for when, value in some if isinstance(value, Day)]
                alike = [
                    logic.implies(logic.all(when, other), logic.equal(day, other_day))
                    for index, (when, day) in enumerate(days)
                    for other, other_day in days[index + 1 :]
                ]
                day = days[-1][1]
                for when, one in reversed(days[:-1]):
                    day = logic.choose(when, one, day)
                return Day(logic.all(known, *alike), day, nvt)
            case Number():
                return self._hull(known, nvt, [(when, one) for when, one in some if isinstance(one, Number)])
        raise TypeError(f"no rule chooses between values like {some[0][1]}")

    def _hull(self, known: Term, nvt: Term, possible: Sequence[tuple[Term, Number]]) -> Number:
        logic = self.logic
        last, value = possible[-1]
        low, high = value.low, value.high
        later = [last]
        for when, one in reversed(possible[:-1]):
            alone = all(logic.all(when, other) is logic.false for other in later)
            if alone:
                low, high = logic.choose(when, one.low, low), logic.choose(when, one.high, high)
            else:
                also = logic.any(*later)
                low = logic.choose(when, logic.choose(also, logic.lesser(one.low, low), one.low), low)
                high = logic.choose(when, logic.choose(also, logic.greater(one.high, high), one.high), high)
            later.append(when)
        return Number(
            known,
            low,
            high,
            logic.any(*(logic.all(when, one.low_open) for when, one in possible)),
            logic.any(*(logic.all(when, one.high_open) for when, one in possible)),
            nvt,
        )
