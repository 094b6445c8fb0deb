"""Closures that choose: gates over registers, the first true case, a table's cell, the true outcome, a step's state."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .evaluate import Read
from .frozen import Frozen
from .language.terms import Outcome
from .language.tree import All, AnyOf, Compare, Condition, Constant, IsKnown, Value
from .plan import GateKind, Registers
from .rulebook import Cell, Step
from .values import NVT, Interval, hull


def gate(kind: GateKind, inputs: tuple[int, ...]) -> Read:
    """A gate over registers, in strong Kleene logic."""
    if kind is GateKind.NOT:
        (only,) = inputs
        return lambda r, _c: None if (v := r[only]) is None else not v
    deciding = kind is GateKind.ANY
    if len(inputs) == 2:
        return _pair(deciding, *inputs)

    def compute(r: Registers, _c: Any) -> bool | None:
        truth: bool | None = not deciding
        for register in inputs:
            one: bool | None = r[register]
            if one is deciding:
                return deciding
            if one is None:
                truth = None
        return truth

    return compute


def _pair(deciding: bool, first: int, second: int) -> Read:
    def compute(r: Registers, _c: Any) -> bool | None:
        a: bool | None = r[first]
        b: bool | None = r[second]
        if a is deciding or b is deciding:
            return deciding
        return None if a is None or b is None else not deciding

    return compute


def first_true(conditions: list[int | None], results: list[Read]) -> Read:
    """The result of the first condition that is true (None = always).

    Where earlier conditions are unknown, every result that can still come out is possible: one and the same
    result is certain, numbers give their hull, anything else is not known.
    """
    pairs = tuple(zip(conditions, results, strict=True))

    def compute(r: Registers, c: Any) -> Any:
        possible: list[Any] = []
        for register, result in pairs:
            truth = True if register is None else r[register]
            if truth is False:
                continue
            possible.append(result(r, c))
            if truth is True:
                break
        return agreed(possible)

    return compute


def agreed(possible: list[Any]) -> Any:
    """What all possible values have in common: the value itself, an interval of numbers, or nothing (None)."""
    if len(possible) == 1:
        return possible[0]
    if not possible or any(one is None for one in possible):
        return None
    first = possible[0]
    if all(one is NVT for one in possible) or all(one is not NVT and one == first for one in possible):
        return first
    numeric = all(isinstance(one, int | Fraction | Interval) and not isinstance(one, bool) for one in possible)
    return hull(possible) if numeric else None


def table(row: Read, column: Read, cells: tuple[Cell, ...]) -> Read:
    """The value of the cell hit; with an unknown row or column what the cells that remain agree on."""

    def compute(r: Registers, c: Any) -> Any:
        return agreed(
            [NVT if cell.value is None else cell.value for cell in _remaining(row(r, c), column(r, c), cells)]
        )

    return compute


def cell_authority(row: Read, column: Read, cells: tuple[Cell, ...]) -> Read:
    """The authority of the cell hit, when it is certain."""

    def compute(r: Registers, c: Any) -> Any:
        return agreed([cell.authority.value for cell in _remaining(row(r, c), column(r, c), cells)])

    return compute


def _remaining(row: str | None, column: str | None, cells: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in cells if row in (None, cell.row) and column in (None, cell.column)]


def first_named(pairs: tuple[tuple[str, int], ...]) -> Read:
    """The name of the first register that is true, None when none is."""

    def compute(r: Registers, _c: Any) -> str | None:
        for name, register in pairs:
            if r[register] is True:
                return name
        return None

    return compute


def settled(finding: int, truth: int, outcome: str) -> Read:
    """Whether a finding is `outcome`: decided as soon as the finding is, also while another outcome is still open."""
    return lambda r, _c: r[truth] if r[finding] is None else r[finding] == outcome


class StepRegisters(Frozen):
    """Where a dated step finds what decides its state; None = the step has no such part."""

    applies: int
    done: int
    late: int
    today: int
    happened: int | None
    deadline: int | None
    start: int | None


def step_state(at: StepRegisters) -> Read:
    """nvt when a step does not apply; done; late; still to come while its day or window lies ahead; else not known."""

    def value(r: Registers, register: int | None) -> Any:
        found = None if register is None else r[register]
        return None if found is NVT else found

    def compute(r: Registers, _c: Any) -> str | None:
        if r[at.applies] is not True:
            return "nvt" if r[at.applies] is False else None
        if r[at.done] is True:
            return "gehaald"
        if r[at.late] is True:
            return "te_laat"
        if value(r, at.happened) is not None or (at.happened is None and r[at.late] is None):
            return None
        today, deadline, start = value(r, at.today), value(r, at.deadline), value(r, at.start)
        if today is None:
            return None
        ahead = (deadline is not None and today <= deadline) or (start is not None and today < start)
        return "komt_nog" if ahead else None

    return compute


def heaviest(pairs: tuple[tuple[str, int], ...], finding: int, otherwise: str) -> Read:
    """The weight of a finding: the first name (heaviest first) whose register is true, else `otherwise`.

    A finding that is not known weighs as the heaviest case that can still come out; where the criterion does not apply
    no case counts, whatever its condition is.
    """
    if all(name == otherwise for name, _ in pairs):
        return lambda _r, _c: otherwise

    def compute(r: Registers, _c: Any) -> str:
        if r[finding] == Outcome.NOT_APPLICABLE.value:
            return otherwise
        known = r[finding] is not None
        possible = (name for name, register in pairs if r[register] is True or (not known and r[register] is None))
        return next(possible, otherwise)

    return compute


def settled_weight(pairs: dict[str, tuple[tuple[str, int], ...]], finding: int, heaviest: int, otherwise: str) -> Read:
    """The weight of a finding as rules count it; `pairs` are those of `heaviest`, per outcome.

    A finding that is known has no known weight while a heavier case of its outcome is unknown: counted as light, a
    criterion that may still carry would let a favourable verdict pass.
    """

    def compute(r: Registers, _c: Any) -> str | None:
        if r[finding] is None:
            weight: str = r[heaviest]
            return weight
        possible: set[str] = set()
        for name, register in pairs.get(r[finding], ()):
            if r[register] is True:
                return name if possible <= {name} else None
            if r[register] is None:
                possible.add(name)
        return otherwise

    return compute


def both_true(first: int, second: int) -> Read:
    """Whether both are shown; unknown is not shown."""
    return lambda r, _c: r[first] is True and r[second] is True


def not_false(inputs: tuple[int, ...]) -> Read:
    """Repairable unless shown otherwise."""
    return lambda r, _c: all(r[register] is not False for register in inputs)


def step_conditions(rule: Step, today: Value) -> tuple[Condition, Condition]:
    """When a dated step is done, and when it is late. Silence is never late."""
    deadline, happened = rule.deadline, rule.happened
    if rule.milestone and deadline is not None:
        return Compare("<=", deadline, today), Constant(False)
    if happened is None:
        return rule.done or Constant(False), rule.missed or Constant(False)
    if deadline is None:
        return IsKnown(happened), Constant(False)
    late: Condition = Compare(">", happened, deadline)
    if rule.not_happened is not None:
        late = AnyOf((late, All((rule.not_happened, Compare(">", today, deadline)))))
    return Compare("<=", happened, deadline), late
