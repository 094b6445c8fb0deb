"""The direct reading: strong Kleene truth of every node for one dossier. This module defines what a rule means.

Trees become closures once per plan. Each closure takes the registers and a context: the element inside `waarvoor`, and
otherwise the dossier. True, False and None (unknown) are the truths; a value is None when it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from . import lists
from .dossier import Dossier, Record
from .frozen import Frozen
from .language.tree import (
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
    Value,
)
from .language.types import ChoiceType
from .plan import Plan, Registers
from .result import FactState
from .values import NVT, Interval, Number, OpenSet, bounds, calculate, duration, extreme, shift_date

Read = Callable[[Registers, Any], Any]
"""Registers and context in, a truth or a value out."""

_TESTS: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class Names(Frozen):
    """Where names live: registers of facts and finding aspects, values of parameters, registers of verdict cases."""

    facts: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    parameters: Mapping[str, int | Fraction | date]
    nodes: Mapping[Condition, int]


def evaluate(plan: Plan, dossier: Dossier) -> Registers:
    """Every register of the plan for one dossier."""
    registers: Registers = []
    push = registers.append
    for step in plan.steps:
        push(step.compute(registers, dossier))
    return registers


# --- conditions -------------------------------------------------------------------------------------------------


def condition(node: Condition, names: Names) -> Read:
    """The truth of `node`; gates inside `waarvoor` included."""
    return _CONDITIONS[type(node)](node, names)


def _constant(node: Constant, _names: Names) -> Read:
    truth = node.truth
    return lambda _r, _c: truth


def _member(node: Member, names: Names) -> Read:
    if isinstance(node.value, FindingRef) and node.value.aspect == "bevinding":
        return any_gate([_finding_is(node.value, choice, names) for choice in node.choices])
    read, allowed = value_of(node.value, names), frozenset(node.choices)
    return lambda r, c: None if (v := read(r, c)) is None else v in allowed


def _is_known(node: IsKnown, names: Names) -> Read:
    raw = raw_of(node.value, names)
    return lambda r, c: (v := raw(r, c)) is not NVT and not _undecided(v)


def _is_unknown(node: IsUnknown, names: Names) -> Read:
    raw = raw_of(node.value, names)
    return lambda r, c: _undecided(raw(r, c))


def _undecided(value: Any) -> bool:
    """No value, or one of which only bounds are known."""
    return value is None or type(value) is Interval or type(value) is OpenSet


def all_gate(parts: list[Read]) -> Read:
    """False as soon as one is false, else unknown as soon as one is unknown."""

    def read(r: Registers, c: Any) -> bool | None:
        truth: bool | None = True
        for part in parts:
            one = part(r, c)
            if one is False:
                return False
            if one is None:
                truth = None
        return truth

    return read


def any_gate(parts: list[Read]) -> Read:
    """True as soon as one is true, else unknown as soon as one is unknown."""

    def read(r: Registers, c: Any) -> bool | None:
        truth: bool | None = False
        for part in parts:
            one = part(r, c)
            if one is True:
                return True
            if one is None:
                truth = None
        return truth

    return read


def not_gate(part: Read) -> Read:
    return lambda r, c: None if (v := part(r, c)) is None else not v


def _compare(node: Compare, names: Names) -> Read:
    if isinstance(node.left, FindingRef) and isinstance(node.right, Literal) and node.left.aspect == "bevinding":
        same = _finding_is(node.left, str(node.right.value), names)
        return same if node.operator == "=" else not_gate(same)
    left, right = value_of(node.left, names), value_of(node.right, names)
    kind = node.left.type
    if isinstance(kind, ChoiceType) and node.operator not in ("=", "!="):
        rank = {value: index for index, value in enumerate(kind.values)}
        ordered = _TESTS[node.operator]
        return lambda r, c: (
            None if (a := left(r, c)) is None or (b := right(r, c)) is None else ordered(rank[a], rank[b])
        )
    test, operator = _TESTS[node.operator], node.operator

    def read(r: Registers, c: Any) -> bool | None:
        a = left(r, c)
        if a is None:
            return None
        b = right(r, c)
        if b is None:
            return None
        if type(a) is Interval or type(b) is Interval:
            return compare_intervals(operator, a, b)
        return test(a, b)

    return read


def compare_intervals(operator: str, a: Number | Interval, b: Number | Interval) -> bool | None:
    """Certain only when every pair of numbers from both intervals agrees."""
    match operator:
        case ">" | ">=":
            return compare_intervals("<" if operator == ">" else "<=", b, a)
        case "!=":
            same = compare_intervals("=", a, b)
            return None if same is None else not same
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    if operator == "=":
        apart = (a_high is not None and b_low is not None and a_high < b_low) or (
            b_high is not None and a_low is not None and b_high < a_low
        )
        return False if apart else None
    test, converse = (lt, ge) if operator == "<" else (le, gt)
    if a_high is not None and b_low is not None and test(a_high, b_low):
        return True
    if a_low is not None and b_high is not None and converse(a_low, b_high):
        return False
    return None


def _finding_is(finding: FindingRef, outcome: str, names: Names) -> Read:
    register = names.findings[finding.criterion, outcome]
    return lambda r, _c: r[register]


def _contains(members: Read, choice: str) -> Read:
    def read(r: Registers, c: Any) -> bool | None:
        found = members(r, c)
        if found is None:
            return None
        if type(found) is OpenSet:
            return True if choice in found.members else (None if found.extra != 0 else False)
        return choice in found

    return read


_CONDITIONS: dict[type[Any], Callable[[Any, Names], Read]] = {
    Constant: _constant,
    Compare: _compare,
    Member: _member,
    Contains: lambda node, names: _contains(value_of(node.members, names), node.choice),
    IsKnown: _is_known,
    IsUnknown: _is_unknown,
    IsTrue: lambda node, names: value_of(node.value, names),
    Every: lambda node, names: lists.every(value_of(node.source, names), condition(node.where, names)),
    NoneOf: lambda node, names: lists.none_of(value_of(node.source, names), condition(node.where, names)),
    All: lambda node, names: all_gate([condition(part, names) for part in node.parts]),
    AnyOf: lambda node, names: any_gate([condition(part, names) for part in node.parts]),
    Not: lambda node, names: not_gate(condition(node.part, names)),
}
"""By class, as the conditions of every rule are read at the start of a command."""


# --- values -----------------------------------------------------------------------------------------------------


def raw_of(node: Value, names: Names) -> Read:
    """As `value_of`, but `nvt` is kept apart from unknown: for `is bekend` and `is onbekend` only."""
    match node:
        case FactRef(name):
            register = names.facts[name]
            return lambda r, _c: r[register]
        case FieldRef(name):

            def field(_r: Registers, element: Record) -> Any:
                if name in element.values:
                    return element.values[name]
                return NVT if element.missing.get(name) is FactState.NOT_APPLICABLE else None

            return field
    return value_of(node, names)


def value_of(node: Value, names: Names) -> Read:
    """The value of `node`, None when it has none."""
    return _VALUES[type(node)](node, names)


def _literal(node: Literal, _names: Names) -> Read:
    value = node.value
    return lambda _r, _c: value


def _parameter(node: ParameterRef, names: Names) -> Read:
    threshold = names.parameters.get(node.name)
    return lambda _r, _c: threshold


def _fact(node: FactRef, names: Names) -> Read:
    register = names.facts[node.name]
    return lambda r, _c: None if (v := r[register]) is NVT else v


def _field(node: FieldRef, _names: Names) -> Read:
    name = node.name
    return lambda _r, element: element.values.get(name)


def _finding(node: FindingRef, names: Names) -> Read:
    register = names.findings[node.criterion, node.aspect]
    return lambda r, _c: r[register]


def _arithmetic(node: Arithmetic, names: Names) -> Read:
    operator = node.operator
    return _binary(value_of(node.left, names), value_of(node.right, names), lambda a, b: calculate(operator, a, b))


def _date_shift(node: DateShift, names: Names) -> Read:
    unit, sign = node.unit, node.sign
    return _binary(value_of(node.start, names), value_of(node.amount, names), lambda a, b: _shift(a, b, unit, sign))


def _duration(node: Duration, names: Names) -> Read:
    unit = node.unit
    return _binary(value_of(node.start, names), value_of(node.end, names), lambda a, b: duration(a, b, unit))


def _list_query(node: ListQuery, names: Names) -> Read:
    judge = None if node.where is None else condition(node.where, names)
    column = None if node.field is None else node.field.name
    return lists.query(node.kind, value_of(node.source, names), column, judge)


def _binary(left: Read, right: Read, operation: Callable[[Any, Any], Any]) -> Read:
    def read(r: Registers, c: Any) -> Any:
        a = left(r, c)
        if a is None:
            return None
        b = right(r, c)
        return None if b is None else operation(a, b)

    return read


def _shift(start: date, amount: Any, unit: str, sign: int) -> date | None:
    """A date cannot move by an interval, by part of a day, or out of the calendar: such a date is not known."""
    if isinstance(amount, Interval):
        return None
    if isinstance(amount, Fraction):
        if unit != "weken" or (amount * 7).denominator != 1:
            return None
        unit, amount = "dagen", int(amount * 7)
    try:
        return shift_date(start, sign * amount, unit)
    except (ValueError, OverflowError):
        return None


def _extreme(kind: str, parts: list[Read]) -> Read:
    choose = min if kind == "min" else max

    def read(r: Registers, c: Any) -> Any:
        values = [part(r, c) for part in parts]
        if None in values:
            return _half_known(kind, values)
        if any(type(one) is Interval for one in values):
            return extreme(kind, values)
        return choose(values)

    return read


def _half_known(kind: str, values: list[Any]) -> Any:
    """The larger of 0 and something unknown is at least 0: numbers keep that bound."""
    known = [one for one in values if one is not None]
    if not known or not isinstance(known[0], int | Fraction | Interval):
        return None
    return extreme(kind, [*known, Interval(None, None)])


_VALUES: dict[type[Any], Callable[[Any, Names], Read]] = {
    Literal: _literal,
    ParameterRef: _parameter,
    FactRef: _fact,
    FieldRef: _field,
    FindingRef: _finding,
    Arithmetic: _arithmetic,
    DateShift: _date_shift,
    Duration: _duration,
    Extreme: lambda node, names: _extreme(node.kind, [value_of(one, names) for one in node.values]),
    ListQuery: _list_query,
    Size: lambda node, names: lists.size(value_of(node.members, names)),
    FindingCount: lambda node, names: lists.count_true([names.nodes[case] for case in node.cases]),
}
"""By class, as for conditions."""
