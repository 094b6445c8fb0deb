"""The structure of a piece that a reader navigates by: headings nested without a gap, and the list of its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .blocks import Block, Bullets, Heading, Paragraph, Piece, Signature, Text, plain

LEAST_CHAPTERS = 4
"""A piece with fewer chapters is seen at one glance, and has no list of contents."""

FINDING = 3
"""The level of the headings of findings, see `Heading`."""

MOST_KEPT_WHOLE = 900
"""Characters of texts that stay on one page; keeping more of them together leaves much white."""

CONTENTS = "Inhoud"
"""What stands above the list of contents."""


class Placed(NamedTuple):
    """A block with the name of its kind; `level` is the depth of a heading, 0 for any other block.

    `leads`: it may not end a page, see `leads_on`. `signed`: the heading above the lines to sign on; Word starts a page
    there, as LibreOffice does not keep tables and lists together.
    """

    kind: str
    block: Block
    level: int
    leads: bool
    signed: bool = False


def placed(piece: Piece) -> tuple[Placed, ...]:
    """Every block in order. A heading lies one level below the heading it belongs to, also where the piece skips one.

    A screen reader announces a jump from chapter to finding as a missing heading, and PDF/UA forbids it.
    """
    above: list[int] = []
    found: list[Placed] = []
    for block in piece.blocks:
        level = 0
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            level = len(above)
        leads = leads_on(block, found[-1].block if found else None)
        found.append(Placed(type(block).__name__.lower(), block, level, leads))
    return tuple(_signed_on_one_page(found))


def _signed_on_one_page(blocks: list[Placed]) -> list[Placed]:
    """What stands directly above the lines to sign on, and what is ticked off below them, stays with them."""
    kept = list(blocks)
    for place, one in enumerate(blocks):
        if not isinstance(one.block, Signature):
            continue
        first = last = place
        while first > 0 and isinstance(blocks[first - 1].block, Paragraph):
            first -= 1
        while last + 1 < len(blocks) and isinstance(blocks[last + 1].block, Paragraph | Bullets):
            last += 1
        for at in range(first, last):
            kept[at] = kept[at]._replace(leads=True)
        above = [at for at in range(place) if isinstance(blocks[at].block, Heading)]
        if len(above) > 1:
            kept[above[-1]] = kept[above[-1]]._replace(signed=True)
    return kept


def leads_on(block: Block, before: Block | None = None) -> bool:
    """Whether a block only leads to what follows, and so may not end a page.

    That is a small title, "Dit berust op:", the one quiet line between a heading and what it is about, or the claim
    between the heading of a finding and its evidence.
    """
    if not isinstance(block, Paragraph):
        return False
    explains = isinstance(before, Heading) and (block.quiet or before.level == FINDING)
    return explains or plain(block.text).rstrip().endswith(":") or all(span.strong for span in block.text)


def stays_whole(paragraphs: Sequence[Text]) -> bool:
    """Whether texts that belong together are so short that keeping them on one page leaves little white."""
    return sum(len(plain(one)) for one in paragraphs) <= MOST_KEPT_WHOLE


def contents(piece: Piece) -> tuple[Heading, ...]:
    """The chapters, for a list of contents; empty for a short piece."""
    chapters = tuple(one for one in piece.blocks if isinstance(one, Heading) and one.level == 1)
    return chapters if len(chapters) >= LEAST_CHAPTERS else ()
