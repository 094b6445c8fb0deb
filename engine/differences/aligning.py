"""Which item of a list is which item of another: the same one, one that was changed, or one without a counterpart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from ..validity import Validity

Item = TypeVar("Item")
Pair = tuple[int | None, int | None]


def aligned(
    old: Sequence[Item], new: Sequence[Item], keys: Sequence[Callable[[Item], Hashable]], *, rest: bool = True
) -> list[Pair]:
    """Positions in `old` and `new` of what belongs together, in the order of `new`; what is gone stands where it stood.

    The first key counts most; what no key brings together is, with `rest`, taken in order.

    >>> aligned(["a", "b"], ["x", "a", "b"], [lambda one: one])
    [(None, 0), (0, 1), (1, 2)]
    """
    found: dict[int, int] = {}
    free = list(range(len(old)))
    for key in keys:
        for position, item in enumerate(new):
            if position in found:
                continue
            same = next((one for one in free if key(old[one]) == key(item)), None)
            if same is not None:
                found[position] = same
                free.remove(same)
    for position in range(len(new)) if rest else ():
        if position not in found and free:
            found[position] = free.pop(0)
    pairs: list[Pair] = [(found.get(position), position) for position in range(len(new))]
    for gone in free:
        after = [index for index, (before, _) in enumerate(pairs) if before is not None and before < gone]
        pairs.insert(after[-1] + 1 if after else 0, (gone, None))
    return pairs


def is_reordered(pairs: Sequence[Pair]) -> bool:
    """Whether what stays stands in another order."""
    kept = [old for old, new in pairs if old is not None and new is not None]
    return kept != sorted(kept)


class Dated(Protocol):
    """A version of a rule."""

    @property
    def validity(self) -> Validity: ...


Version = TypeVar("Version", bound=Dated)


def versions_side_by_side(
    old: Sequence[Version], new: Sequence[Version]
) -> Iterator[tuple[Version | None, Version | None]]:
    """Each new version beside the old one that applied on its first day, and old versions of which nothing is left.

    One that has no first day is laid beside the old one of its last day.
    """
    used: set[int] = set()
    for one in new:
        found = next((index for index, other in enumerate(old) if other.validity == one.validity), None)
        if found is None:
            day = one.validity.start or one.validity.end
            found = next((i for i, other in enumerate(old) if day is None or other.validity.covers(day)), None)
        if found is not None:
            used.add(found)
        yield (None if found is None else old[found]), one
    for index, other in enumerate(old):
        if index not in used:
            yield other, None


def editions(*periods: Validity) -> list[date]:
    """One day of each stretch of time in which the same of these apply, the last stretch first."""
    days = {one.start for one in periods if one.start is not None}
    days |= {one.end + timedelta(days=1) for one in periods if one.end is not None and one.end < date.max}
    first = min(days, default=date(2000, 1, 2)) - timedelta(days=1)
    return sorted((*days, first), reverse=True)
