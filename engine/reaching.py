"""All that is reached from somewhere, step after step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def reached(first: Iterable[T], following: Callable[[T], Iterable[T]]) -> set[T]:
    """What is given, all that directly follows it, and so on.

    >>> sorted(reached([1], {1: [2, 3], 2: [1], 3: [4], 4: []}.__getitem__))
    [1, 2, 3, 4]
    """
    found = set(first)
    waiting = list(found)
    while waiting:
        for one in following(waiting.pop()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found
