"""The structure of a piece that a reader navigates by: headings nested without a gap, and the list of its chapters."""

from __future__ import annotations

from typing import NamedTuple

from .blocks import Block, Heading, Paragraph, Piece, plain

LEAST_CHAPTERS = 4
"""A piece with fewer chapters is seen at one glance, and has no list of contents."""

CONTENTS = "Inhoud"
"""What stands above the list of contents."""


class Placed(NamedTuple):
    """A block with the name of its kind; `level` is the depth of a heading, 0 for any other block."""

    kind: str
    block: Block
    level: int


def placed(piece: Piece) -> tuple[Placed, ...]:
    """Every block in order. A heading lies one level below the heading it belongs to, also where the piece skips one.

    A screen reader announces a jump from chapter to finding as a missing heading, and PDF/UA forbids it.
    """
    above: list[int] = []
    found = []
    for block in piece.blocks:
        level = 0
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            level = len(above)
        found.append(Placed(type(block).__name__.lower(), block, level))
    return tuple(found)


def leads_on(block: Block) -> bool:
    """Whether a block only leads to what follows, and so may not end a page: a small title, or "Dit berust op:"."""
    if not isinstance(block, Paragraph):
        return False
    return plain(block.text).endswith(":") or all(span.strong for span in block.text)


def contents(piece: Piece) -> tuple[Heading, ...]:
    """The chapters, for a list of contents; empty for a short piece."""
    chapters = tuple(one for one in piece.blocks if isinstance(one, Heading) and one.level == 1)
    return chapters if len(chapters) >= LEAST_CHAPTERS else ()
