"""One gate as rules of the library: a pattern for true, one for false, one for unknown, over a single message.

`alle` is true when all inputs are 1, false when some input is 0, unknown when no input is 0 and some input is 2;
`een_van` is its mirror image; `niet` is three equalities. So unknown is derived as positively as true and false, and
nothing depends on absence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..plan import GateKind

FALSE, TRUE, UNKNOWN = 0, 1, 2
"""A proposition as the library knows it."""

CODES = (FALSE, TRUE, UNKNOWN)
NEGATION = (TRUE, FALSE, UNKNOWN)

Pattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of the network: a node of the plan, or a helper for part of a wide one. `inputs` are different slots."""

    slot: int
    id: str
    rule: str
    kind: GateKind
    inputs: tuple[int, ...]


class Condition(NamedTuple):
    """A test of one proposition: for 0, 1 and 2, whether (1) or not (0) it holds."""

    slot: int
    holds: tuple[int, int, int]


EQUAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
DIFFERS = ((0, 1, 1), (1, 0, 1), (1, 1, 0))


def deciding(kind: GateKind) -> int:
    """The input that decides the gate by itself: 0 for `alle`, 1 for `een_van`."""
    return FALSE if kind is GateKind.ALL else TRUE


def patterns(kind: GateKind, names: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
    """(conclusion, pattern) three times; `names` are the properties of the inputs, at least one.

    >>> dict(patterns(GateKind.ALL, ["p0", "p1"]))[1]
    {'$and': [{'p0': 1}, {'p1': 1}]}
    """
    if len(names) == 1:
        for code in CODES:
            yield NEGATION[code] if kind is GateKind.NOT else code, {names[0]: code}
        return
    strong = deciding(kind)
    weak = TRUE - strong
    yield weak, {"$and": [{name: weak} for name in names]}
    yield strong, {"$or": [{name: strong} for name in names]}
    undecided = [{"$neq": {name: strong}} for name in names]
    yield UNKNOWN, {"$and": [*undecided, {"$or": [{name: UNKNOWN} for name in names]}]}


def first_conditions(gate: Gate) -> dict[Condition, int]:
    """The conditions that the matcher tests first for this gate, each with how many ways to an end begin there.

    This follows the shape that `patterns` gives: two chains that start at the first input, and one alternative per
    input.
    """
    first = gate.inputs[0]
    if len(gate.inputs) == 1:
        return {Condition(first, EQUAL[code]): 1 for code in CODES}
    strong = deciding(gate.kind)
    return {
        Condition(first, EQUAL[TRUE - strong]): 1,
        **{Condition(slot, EQUAL[strong]): 1 for slot in gate.inputs},
        Condition(first, DIFFERS[strong]): len(gate.inputs),
    }
