"""What a ruleset may hold. Beyond its own limits, durable-rules 2.0.28 hangs, crashes or answers wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

WIDEST = 10
"""Inputs of one gate; a wider gate is split over helper nodes. It keeps every ruleset, and there are only two dozen of
them, far inside the limits of the library: 64 conditions that wait on the matcher's stack (error 303
beyond), 252 properties in a message (302), 511 first conditions in a ruleset (it never returns), 255 rules that end in
one condition (writes beyond a list)."""

RESERVED_NAMES = (
    *("sid", "id", "m", "name", "all", "any", "pri", "count", "cap", "dist"),
    *("$s", "$m", "$i", "$l", "$r", "$forward", "$and", "$or", "$not", "$all", "$any", "$iall", "$iany"),
    *("$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$ex", "$nex", "$add", "$sub", "$mul", "$div"),
)
"""Every name that the library itself gives a meaning to."""


class NamesCollide(Exception):
    """Two names that the library would take for one. Cannot happen with the generated names; checked all the same."""


def fnv_hash(name: str) -> int:
    """The 32-bit FNV-1a hash, by which alone the library compares names.

    >>> fnv_hash("costarring") == fnv_hash("liquid")
    True
    >>> fnv_hash("id")
    926444256
    """
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def check_names(names: Iterable[str]) -> None:
    """Raises: NamesCollide when two of the names, or one of them and a name of the library, hash alike."""
    seen = {fnv_hash(name): name for name in RESERVED_NAMES}
    for name in names:
        key = fnv_hash(name)
        if key in seen:
            raise NamesCollide(f"de namen '{name}' en '{seen[key]}' zijn voor de redeneermachine dezelfde")
        seen[key] = name


@cache
def property_names() -> tuple[str, ...]:
    """The names p0, p1, ... of the propositions in one message, as many as the widest gate needs, checked."""
    names = tuple(f"p{number}" for number in range(WIDEST))
    check_names(names)
    return names
