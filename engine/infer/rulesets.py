"""The rulesets of the library: one per shape of gate, with a pattern for true, one for false and one for unknown.

`alle` is true when all inputs are 1, false when some input is 0, unknown when no input is 0 and some input is 2;
`een_van` is its mirror image; `niet` is three equalities. So unknown is derived as positively as true and false, and
nothing depends on absence.

A gate is a message to the ruleset of its shape. A ruleset per gate would hold the same patterns a thousand times: the
library takes some 70 KB for each gate in its rulesets and never gives them back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..plan import GateKind
from .limits import property_names

FALSE, TRUE, UNKNOWN = 0, 1, 2
"""A proposition as the library knows it."""

CODES = (FALSE, TRUE, UNKNOWN)
NEGATION = (TRUE, FALSE, UNKNOWN)

MESSAGE_KEY = '"sid":"s","id":"d"'
"""One session and one message per ruleset, for ever: the library never frees a session."""

Pattern = dict[str, Any]


class Shape(NamedTuple):
    """What gates must share to be derived by one message: their kind, their number of inputs, and how many go together.

    The places of a message have no input in common.
    """

    kind: GateKind
    width: int
    places: int


class Ruleset(NamedTuple):
    """The ruleset of a shape: rules as JSON, a message as a template for the codes of all inputs, place after place.

    `conclusions`: what it means that a rule fires, as (place, code).
    """

    definition: str
    message: str
    conclusions: dict[str, tuple[int, int]]


def ruleset(shape: Shape) -> Ruleset:
    """The three rules of each place of a shape.

    >>> ruleset(Shape(GateKind.NOT, 1, 1)).definition
    '{"n0_1":{"all":[{"m":{"p0":0}}]},"n0_0":{"all":[{"m":{"p0":1}}]},"n0_2":{"all":[{"m":{"p0":2}}]}}'
    """
    names = property_names()[: shape.width * shape.places]
    rules = {}
    conclusions = {}
    for place in range(shape.places):
        inputs = names[place * shape.width : (place + 1) * shape.width]
        for code, pattern in patterns(shape.kind, inputs):
            name = f"n{place}_{code}"
            rules[name] = {"all": [{"m": pattern}]}
            conclusions[name] = place, code
    message = ",".join([MESSAGE_KEY, *(f'"{name}":%d' for name in names)])
    return Ruleset(json.dumps(rules, separators=(",", ":")), "{" + message + "}", conclusions)


def patterns(kind: GateKind, names: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
    """(conclusion, pattern) three times; `names` are the properties of the inputs, at least one.

    >>> dict(patterns(GateKind.ALL, ["p0", "p1"]))[1]
    {'$and': [{'p0': 1}, {'p1': 1}]}
    """
    if len(names) == 1:
        for code in CODES:
            yield NEGATION[code] if kind is GateKind.NOT else code, {names[0]: code}
        return
    strong = FALSE if kind is GateKind.ALL else TRUE
    weak = TRUE - strong
    yield weak, {"$and": [{name: weak} for name in names]}
    yield strong, {"$or": [{name: strong} for name in names]}
    undecided = [{"$neq": {name: strong}} for name in names]
    yield UNKNOWN, {"$and": [*undecided, {"$or": [{name: UNKNOWN} for name in names]}]}
