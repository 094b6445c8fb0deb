"""What a ruleset may hold. Beyond its own limits, durable-rules 2.0.28 hangs, crashes or answers wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


class NetworkTooLarge(Exception):
    """A rule, or a plan as a whole, does not fit the inference engine. `rule` names the rule at which it showed."""

    def __init__(self, rule: str, reason: str) -> None:
        self.rule = rule
        super().__init__(f"regel {rule} past niet in de redeneermachine: {reason}")


class NamesCollide(Exception):
    """Two names that the library would take for one. Cannot happen with the generated names; checked all the same."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Our own limits, each well inside the one of the library that it guards.

    children    inputs of one gate; wider gates are split. A gate of 16 alone takes at most 32 places on the stack.
    stack       conditions waiting on the matcher's stack; a 65th is error 303.
    properties  propositions in one message; more than 252 is error 302.
    conditions  different first conditions in one ruleset; with 512 the library's table is full, and a search in it
                never ends.
    gates       gates in one ruleset, so at most 180 rules. 256 rules that end in the same condition, or 128 that have
                it as an alternative, write beyond a list; one gate adds at most one of each to a condition.
    rulesets    rulesets of one plan; each keeps about 1 MB, and a process has 131,071 handles, that are never freed.
    """

    children: int = 16
    stack: int = 56
    properties: int = 200
    conditions: int = 400
    gates: int = 60
    rulesets: int = 20_000


LIMITS = Limits()

RESERVED_NAMES = (
    *("sid", "id", "m", "name", "all", "any", "pri", "count", "cap", "dist"),
    *("$s", "$m", "$i", "$l", "$r", "$forward", "$and", "$or", "$not", "$all", "$any", "$iall", "$iany"),
    *("$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$ex", "$nex", "$add", "$sub", "$mul", "$div"),
)
"""Every name that the library itself gives a meaning to."""


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
def property_names(count: int) -> tuple[str, ...]:
    """The names p0, p1, ... of the propositions in one message, checked. Each ruleset numbers its own propositions."""
    names = tuple(f"p{number}" for number in range(count))
    check_names(names)
    return names
