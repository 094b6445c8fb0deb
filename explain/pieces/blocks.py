"""A piece on paper as a tree of blocks: the one structure of which Word, PDF, HTML and Markdown are views.

A block says what something is, never how it looks. Every view shows every text of every block, in this order; only a
`Remark` is extra: it stands in the margin in Word, and says nothing that the body does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ...engine.piece_rule import ReaderRule
from ..words import Tone


class Span(NamedTuple):
    """A run of text on one line. `strong` for what the eye must find, such as an outcome."""

    text: str
    strong: bool = False


Text = tuple[Span, ...]
"""One paragraph of text; never empty."""


class Remark(NamedTuple):
    """What stands in the margin beside a finding: its criterion, its sources and the pages it was read on."""

    criterion: str
    lines: tuple[str, ...]


class Heading(NamedTuple):
    """`level` 1 is a chapter, 2 a part of it, 3 a finding. `number` is "4" or "4.2", "" for none.

    `anchor` is unique in the piece: letters, digits and hyphens. `mark` is the outcome beside a finding.
    """

    level: int
    number: str
    text: str
    anchor: str
    mark: Span | None = None
    tone: Tone = Tone.NEUTRAL
    remark: Remark | None = None


class Paragraph(NamedTuple):
    """A paragraph; `quiet` is an explanation that may be smaller."""

    text: Text
    quiet: bool = False


class Bullets(NamedTuple):
    """A list; `checkbox`: something to tick off with a pen."""

    items: tuple[Text, ...]
    checkbox: bool = False


class Table(NamedTuple):
    """A table. `widths` are shares of the line, one for each column; the header repeats on each page.

    `caption` is "" or what the table shows, for who cannot see it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""


class Terms(NamedTuple):
    """Labels with what belongs to them: "Norm" and its text. A label may have several paragraphs."""

    rows: tuple[tuple[str, tuple[Text, ...]], ...]


class Notice(NamedTuple):
    """Something that may not be overlooked, in a frame: that it is a draft, that UWV decides for itself."""

    tone: Tone
    title: str
    paragraphs: tuple[Text, ...]


class Figure(NamedTuple):
    """A picture as SVG. `alt` says in words what it shows; `caption` stands below it."""

    svg: str
    alt: str
    caption: str


class Signature(NamedTuple):
    """Lines to sign on: (who, what is filled in by hand: "Naam", "Datum", "Handtekening")."""

    parties: tuple[str, ...]
    fields: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Terms | Notice | Figure | Signature


class Piece(NamedTuple):
    """One piece. `reader` is for whom it is written, None where the rules name no readers.

    `labels` are marks such as CONCEPT and SYNTHETISCH that stand on every page, and so do `header` and `footer`;
    the views add the number of the page themselves. `reference_date` is the only date that a view may write into the
    properties of a file.
    """

    id: str
    title: str
    subtitle: str
    reader: ReaderRule | None
    dossier: str
    reference_date: date
    labels: tuple[str, ...]
    header: str
    footer: str
    blocks: tuple[Block, ...]


def text(*parts: str | Span) -> Text:
    """A paragraph of plain texts and spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def plain(spans: Text) -> str:
    """The words of a paragraph."""
    return "".join(span.text for span in spans)


def heading_lead(heading: Heading) -> str:
    """What stands before the outcome of a heading: number and text, with a colon unless it is a question."""
    numbered = f"{heading.number} {heading.text}" if heading.number else heading.text
    return numbered if heading.mark is None or numbered.endswith("?") else f"{numbered}:"


def heading_text(heading: Heading) -> str:
    """A heading as it is read: number, text and outcome.

    >>> heading_text(Heading(3, "6.1", "K24 Tijdige start", "k24", Span("voldoet niet")))
    '6.1 K24 Tijdige start: voldoet niet'
    """
    lead = heading_lead(heading)
    return f"{lead} {heading.mark.text}" if heading.mark else lead


def lines_of(piece: Piece) -> Iterator[str]:
    """All texts of a piece in reading order, as every view must show them."""
    yield piece.title
    if piece.subtitle:
        yield piece.subtitle
    for block in piece.blocks:
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    """The texts of one block in reading order. A picture is its caption."""
    match block:
        case Heading():
            yield heading_text(block)
        case Paragraph(spans):
            yield plain(spans)
        case Bullets(items):
            yield from map(plain, items)
        case Table(header, rows, _, caption):
            if caption:
                yield caption
            yield from header
            for row in rows:
                yield from map(plain, row)
        case Terms(rows):
            for label, paragraphs in rows:
                yield label
                yield from map(plain, paragraphs)
        case Notice(_, title, paragraphs):
            yield title
            yield from map(plain, paragraphs)
        case Figure(_, _, caption):
            yield caption
        case Signature(parties, fields):
            for party in parties:
                yield party
                yield from fields
