"""The typed condition tree: the single source of truth. Every reading (evaluate, infer, render) is a module that
walks it.

Nodes are frozen and hold no positions and no results. A *value* node yields a date, number, choice, set or list;
a *condition* node yields a truth of strong Kleene logic.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ..frozen import Frozen
from .types import ChoicesType, ChoiceType, ValueType

# --- values -----------------------------------------------------------------------------------------------------


class Literal(Frozen):
    """A constant: number (int/Fraction), date, or choice; `type` as in the rulebook."""

    value: int | Fraction | date | str | bool
    type: ValueType


class FactRef(Frozen):
    """A fact of the dossier or a derived fact, `groep.naam`."""

    name: str
    type: ValueType


class FieldRef(Frozen):
    """A field of the element under judgement; only inside a `where`."""

    name: str
    type: ValueType


class ParameterRef(Frozen):
    """A threshold of the rulebook, `parameter.naam`."""

    name: str
    type: ValueType


class FindingRef(Frozen):
    """An aspect of another criterion's finding: `bevinding`, `zwaarte`, `verschoond` or `herstelbaar`.

    Or of a no-go ground, which `criterion` then names: `beroep`, `bewezen`, `draagkrachtig` or `draagkrachtig_deels`.
    """

    criterion: str
    aspect: str
    type: ValueType


class Arithmetic(Frozen):
    """`+ - * /` on numbers (units checked); intervals are carried along."""

    operator: str
    left: Value
    right: Value
    type: ValueType


class DateShift(Frozen):
    """A date moved by a number of `unit` (dagen, weken, maanden, jaren); months and years clamp to the month's end."""

    start: Value
    amount: Value
    unit: str
    sign: int
    type: ValueType


class Duration(Frozen):
    """From `start` to `end` in dagen, weken, hele_weken or (whole) maanden; negative when `end` lies before `start`."""

    unit: str
    start: Value
    end: Value
    type: ValueType


class Extreme(Frozen):
    """`min(a, b, ...)` or `max(a, b, ...)` of numbers or dates."""

    kind: str
    values: tuple[Value, ...]
    type: ValueType


class ListQuery(Frozen):
    """A question to a list: `kind` is aantal, som, min, max, eerste, laatste, grootste_gat or soorten.

    `field` is None for aantal. `where` judges each element. An incomplete list or an unknown element gives an interval.
    """

    kind: str
    source: FactRef
    field: FieldRef | None
    where: Condition | None
    type: ValueType


class Size(Frozen):
    """How many different values a set has: `aantal(soorten(...))` or `aantal(meerkeuze)`."""

    members: Value
    type: ValueType


class FindingCount(Frozen):
    """How many criteria satisfy a condition: `aantal(bevindingen waarvoor ...)`, written out per criterion."""

    cases: tuple[Condition, ...]
    type: ValueType


Value = (
    Literal
    | FactRef
    | FieldRef
    | ParameterRef
    | FindingRef
    | Arithmetic
    | DateShift
    | Duration
    | Extreme
    | ListQuery
    | Size
    | FindingCount
)

# --- conditions -------------------------------------------------------------------------------------------------


class Constant(Frozen):
    """Always true or always false."""

    truth: bool


class Compare(Frozen):
    """`= != < <= > >=` between two values of one type and unit; intervals decide only when the whole interval does."""

    operator: str
    left: Value
    right: Value


class Member(Frozen):
    """A choice is one of `choices`."""

    value: Value
    choices: tuple[str, ...]
    type: ChoiceType


class Contains(Frozen):
    """A set (meerkeuze or soorten) contains `choice`."""

    members: Value
    choice: str
    type: ChoicesType


class IsKnown(Frozen):
    """`is bekend`: the value is there. Never unknown itself, so certainty is not monotone here."""

    value: Value


class IsUnknown(Frozen):
    """`is onbekend`: neither a value nor nvt. Never unknown itself."""

    value: Value


class IsTrue(Frozen):
    """A yes/no fact as a condition."""

    value: Value


class Every(Frozen):
    """`elk(lijst waarvoor ...)`: each element satisfies; true of an empty list."""

    source: FactRef
    where: Condition


class NoneOf(Frozen):
    """`geen(lijst waarvoor ...)`: no element satisfies; true of an empty list."""

    source: FactRef
    where: Condition


class All(Frozen):
    """`alle` / `en`: false as soon as one part is false."""

    parts: tuple[Condition, ...]


class AnyOf(Frozen):
    """`een_van` / `of`: true as soon as one part is true."""

    parts: tuple[Condition, ...]


class Not(Frozen):
    """`niet`."""

    part: Condition


Condition = Constant | Compare | Member | Contains | IsKnown | IsUnknown | IsTrue | Every | NoneOf | All | AnyOf | Not
