"""The typed condition tree: the single source of truth. Every reading (evaluate, infer, render) is a module that
walks it.

Nodes are frozen and hold no positions and no results. A *value* node yields a date, number, choice, set or list;
a *condition* node yields a truth of strong Kleene logic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .types import ChoicesType, ChoiceType, ValueType

# --- values -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: number (int/Fraction), date, or choice; `type` as in the rulebook."""

    value: int | Fraction | date | str | bool
    type: ValueType


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact of the dossier or a derived fact, `groep.naam`."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field of the element under judgement; only inside a `where`."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A threshold of the rulebook, `parameter.naam`."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class FindingRef:
    """An aspect of another criterion's finding: `bevinding`, `zwaarte`, `verschoond` or `herstelbaar`.

    Or of a no-go ground, which `criterion` then names: `beroep`, `bewezen`, `draagkrachtig` or `draagkrachtig_deels`.
    """

    criterion: str
    aspect: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - * /` on numbers (units checked); intervals are carried along."""

    operator: str
    left: Value
    right: Value
    type: ValueType


@dataclass(frozen=True, slots=True)
class DateShift:
    """A date moved by a number of `unit` (dagen, weken, maanden, jaren); months and years clamp to the month's end."""

    start: Value
    amount: Value
    unit: str
    sign: int
    type: ValueType


@dataclass(frozen=True, slots=True)
class Duration:
    """From `start` to `end` in dagen, weken, hele_weken or (whole) maanden; negative when `end` lies before `start`."""

    unit: str
    start: Value
    end: Value
    type: ValueType


@dataclass(frozen=True, slots=True)
class Extreme:
    """`min(a, b, ...)` or `max(a, b, ...)` of numbers or dates."""

    kind: str
    values: tuple[Value, ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A question to a list: `kind` is aantal, som, min, max, eerste, laatste, grootste_gat or soorten.

    `field` is None for aantal. `where` judges each element. An incomplete list or an unknown element gives an interval.
    """

    kind: str
    source: FactRef
    field: FieldRef | None
    where: Condition | None
    type: ValueType


@dataclass(frozen=True, slots=True)
class Size:
    """How many different values a set has: `aantal(soorten(...))` or `aantal(meerkeuze)`."""

    members: Value
    type: ValueType


@dataclass(frozen=True, slots=True)
class FindingCount:
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


@dataclass(frozen=True, slots=True)
class Constant:
    """Always true or always false."""

    truth: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """`= != < <= > >=` between two values of one type and unit; intervals decide only when the whole interval does."""

    operator: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Member:
    """A choice is one of `choices`."""

    value: Value
    choices: tuple[str, ...]
    type: ChoiceType


@dataclass(frozen=True, slots=True)
class Contains:
    """A set (meerkeuze or soorten) contains `choice`."""

    members: Value
    choice: str
    type: ChoicesType


@dataclass(frozen=True, slots=True)
class IsKnown:
    """`is bekend`: the value is there. Never unknown itself, so certainty is not monotone here."""

    value: Value


@dataclass(frozen=True, slots=True)
class IsUnknown:
    """`is onbekend`: neither a value nor nvt. Never unknown itself."""

    value: Value


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A yes/no fact as a condition."""

    value: Value


@dataclass(frozen=True, slots=True)
class Every:
    """`elk(lijst waarvoor ...)`: each element satisfies; true of an empty list."""

    source: FactRef
    where: Condition


@dataclass(frozen=True, slots=True)
class NoneOf:
    """`geen(lijst waarvoor ...)`: no element satisfies; true of an empty list."""

    source: FactRef
    where: Condition


@dataclass(frozen=True, slots=True)
class All:
    """`alle` / `en`: false as soon as one part is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`een_van` / `of`: true as soon as one part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`niet`."""

    part: Condition


Condition = Constant | Compare | Member | Contains | IsKnown | IsUnknown | IsTrue | Every | NoneOf | All | AnyOf | Not
