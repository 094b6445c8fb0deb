"""A rulebook as bytes and back, where equal values are one: a line of JSON with its texts and numbers and the classes
that it is made of, and after that line what to make of which, as machine numbers.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any

from . import offer, picture_rule, piece_rule, rulebook, section_rule, sentences, sources, validity
from .language import terms, tree, types

CLASSES: dict[str, type[Any]] = {
    name: cls
    for module in (
        rulebook,
        offer,
        picture_rule,
        piece_rule,
        section_rule,
        sentences,
        sources,
        validity,
        terms,
        tree,
        types,
    )
    for name, cls in vars(module).items()
    if isinstance(cls, type) and cls.__module__ == module.__name__
}
FIELDS: dict[str, tuple[str, ...]] = {
    name: cls.__match_args__ for name, cls in CLASSES.items() if hasattr(cls, "__match_args__")
}


_ATOMS = frozenset((str, int, bool, type(None)))
_NUMBERS = "i"


def pack(value: Any) -> bytes:
    """`losse` are the texts, numbers, ja/nee and nothing, `soorten` the names of the classes. A row is the number of a
    class, how many parts it has, and these: the numbers of `losse` and, after those, of earlier rows. The last row is
    `value`.
    """
    atoms: dict[tuple[type[Any], Any], int] = {}
    rows: dict[tuple[Any, ...], int] = {}
    placed: dict[int, int] = {}

    def place(one: Any) -> int:
        """The number of a row, from 1, or of an atom, from 0 down. What was met before is not taken apart again."""
        known = placed.get(id(one))
        if known is not None:
            return known
        kind, parts = _taken_apart(one)
        if kind is None:
            return -atoms.setdefault((type(one), one), len(atoms))
        row = (kind, *map(place, parts))
        placed[id(one)] = 1 + rows.setdefault(row, len(rows))
        return placed[id(one)]

    place(value)
    shift = len(atoms) - 1
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(kind for kind, *_ in rows))}
    numbers = array(_NUMBERS)
    for kind, *parts in rows:
        numbers.extend((kinds[kind], len(parts), *(part + shift if part > 0 else -part for part in parts)))
    head = json.dumps({"losse": [one for _, one in atoms], "soorten": list(kinds)}, separators=(",", ":"))
    return head.encode() + b"\n" + numbers.tobytes()


def _taken_apart(one: Any) -> tuple[str | None, tuple[Any, ...]]:
    """What makes a value, and of which parts; (None, ()) = it stands by itself."""
    kind = type(one)
    if kind in _ATOMS:
        return None, ()
    if isinstance(one, tuple):
        return kind.__name__, tuple(one)
    if kind is date:
        return "date", (one.isoformat(),)
    if kind is Fraction:
        return "Fraction", (one.numerator, one.denominator)
    return kind.__name__, (one.value,)


def unpack(data: bytes) -> Any:
    """The value of the last row.

    Raises: LookupError, TypeError, ValueError or ArithmeticError on what `pack` did not make.
    """
    head, _, rows = data.partition(b"\n")
    tables = json.loads(head)
    makers = [(_maker(kind), len(FIELDS.get(kind, ())) or None) for kind in tables["soorten"]]
    numbers = array(_NUMBERS, rows).tolist()
    values: list[Any] = list(tables["losse"])
    value_of, add = values.__getitem__, values.append
    at, size = 0, len(numbers)
    while at < size:
        (make, fields), count = makers[numbers[at]], numbers[at + 1]
        if count != fields if fields is not None else count < 0:
            raise ValueError(tables["soorten"][numbers[at]])
        parts, at = at + 2, at + 2 + count
        add(make(map(value_of, numbers[parts:at])))
    return values[-1]


def _maker(kind: str) -> Callable[[Iterable[Any]], Any]:
    """Makes a value of a class from its parts. A tuple with fields not by calling its class: there are ten thousand."""
    if kind == "tuple":
        return tuple
    if kind in _MADE_FROM_ONE_OR_TWO:
        make = _MADE_FROM_ONE_OR_TWO[kind]
        return lambda parts: make(*parts)
    cls = CLASSES[kind]
    if issubclass(cls, Enum):
        return lambda parts: cls(*parts)
    return partial(tuple.__new__, cls)


_MADE_FROM_ONE_OR_TWO: dict[str, Callable[..., Any]] = {"date": date.fromisoformat, "Fraction": Fraction}
