"""Shares of the line for the columns of a table, by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Text, plain

NARROW, WIDE = 8, 30
"""Characters that a column has room for at least, and at most."""


def fitted(header: Sequence[str], rows: Sequence[Sequence[Text]]) -> tuple[int, ...]:
    """A long text gets more room, a short one stays whole; no word of the header is broken."""
    columns = zip(*rows, strict=True)
    longest = (max(len(plain(cell)) for cell in column) for column in columns)
    words = (max(map(len, title.split())) for title in header)
    return tuple(max(NARROW, word, min(WIDE, most)) for word, most in zip(words, longest, strict=True))
