"""Versions of a rulebook that went out before: their order, and which one a new release follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_USABLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")

Order = tuple[tuple[int, int, str], ...]


class Published(NamedTuple):
    """A rulebook that went out: the folder or revision where it is kept, its version, and the hash of its files.

    `stated` is the hash that its receipt gives, "" where there is no receipt.
    """

    name: str
    version: str
    hash: str
    stated: str = ""

    @property
    def changed(self) -> bool:
        """Whether the files are no longer those that went out."""
        return bool(self.stated) and self.stated != self.hash


def order(version: str) -> Order:
    """By which versions are put in order: numbers as numbers.

    >>> sorted(["2026.10.1", "2026.9.2", "2026.10"], key=order)
    ['2026.9.2', '2026.10', '2026.10.1']
    """
    parts: list[tuple[int, int, str]] = []
    for one in _PARTS.findall(version):
        parts.append((1, int(one), "") if one.isdigit() else (0, 0, one.lower()))
    return tuple(parts)


def is_usable(version: str) -> bool:
    """Whether a folder can be named after this version, on every system.

    >>> is_usable("2026.12.1"), is_usable("2026/12"), is_usable("..")
    (True, False, False)
    """
    return _USABLE.fullmatch(version) is not None


def before(version: str, published: Iterable[Published]) -> Published | None:
    """The last version that went out before this one; None when there is none."""
    earlier = [one for one in published if order(one.version) < order(version)]
    return max(earlier, key=lambda one: (order(one.version), one.name), default=None)
