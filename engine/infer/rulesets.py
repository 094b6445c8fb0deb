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
    """What gates must share to be derived by one ruleset: their kind and their number of inputs."""

    kind: GateKind
    width: int


class Ruleset(NamedTuple):
    """The ruleset of a shape: rules as JSON, and a message as a template for the codes of the inputs."""

    definition: str
    message: str


def ruleset(shape: Shape) -> Ruleset:
    """The three rules of a shape, each named after the code that it concludes.

    >>> ruleset(Shape(GateKind.NOT, 1)).definition
    '{"0":{"all":[{"m":{"p0":1}}]},"1":{"all":[{"m":{"p0":0}}]},"2":{"all":[{"m":{"p0":2}}]}}'
    """
    names = property_names()[: shape.width]
    rules = {str(code): {"all": [{"m": pattern}]} for code, pattern in sorted(patterns(shape.kind, names))}
    message = ",".join([MESSAGE_KEY, *(f'"{name}":%d' for name in names)])
    return Ruleset(json.dumps(rules, separators=(",", ":")), "{" + message + "}")


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
