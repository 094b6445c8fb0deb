"""The blocks of a piece as paragraphs and tables of Word, in the styles of one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple, assert_never

from docx.document import Document

from ...words import Tone
from ..blocks import (
    Bullets,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Remark,
    Signature,
    Table,
    Terms,
    Text,
    heading_text,
)
from ..columns import column_widths, columns_on
from ..structure import Placed, stays_whole
from .markup import cell, elements, paragraph, picture, row, run, table
from .styles import CELL_MARGIN, HEADINGS, Role, Styles

TWIPS_PER_MM, TWIPS_PER_POINT = 1440 / 25.4, 20
EMU_PER_TWIP = 635
LINE_MM = 170
"""The width of the text on our own page, and the greatest width of a picture on any page."""

_TALLEST_PICTURE = round(215 * TWIPS_PER_MM)
_LABEL_SHARES, _LONG_LABEL_SHARES = (9, 41), (16, 34)
_LONG_LABEL = 24
"""A label of more characters than this gets the wider column."""

_WIDEST_LABEL = 90
"""A label of more characters than this stands above its text, on the whole line."""

_SIGNING_HEIGHT = round(17 * TWIPS_PER_MM)
_FIRST_PICTURE = 9001
"""Pictures are numbered from here, away from those of a template."""

_TONE_COLOURS: dict[Tone, str] = {
    Tone.GOOD: "1B5E20",
    Tone.BAD: "8E1B1B",
    Tone.DOUBT: "7A4A00",
    Tone.OPEN: "1F3F77",
    Tone.COMING: "1F3F77",
    Tone.NEUTRAL: "404040",
}
"""Dark enough to be black on a black and white printer; the word itself says what it is."""

_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""The number of a heading is in its text; a style that numbers by itself would give it a second one."""


class Written(NamedTuple):
    """The elements of a series of blocks, and the remarks with the paragraph that each belongs to."""

    elements: list[Any]
    remarks: list[tuple[Any, Remark]]


class BodyWriter:
    """Writes blocks for one document. `png` makes a picture from an SVG and tells how high it is for its width."""

    def __init__(self, document: Document, styles: Styles, png: Callable[[str], bytes]) -> None:
        self._document = document
        self._styles = styles
        self._png = png
        self._pictures = 0

    def write(self, blocks: Iterable[Placed], width: int) -> Written:
        """The blocks on a line of `width` twips."""
        markup: list[str] = []
        marked: list[tuple[int, Remark]] = []
        for one in blocks:
            if isinstance(one.block, Heading) and one.block.remark is not None:
                marked.append((len(markup), one.block.remark))
            markup.extend(self._block(one, width))
        written = elements(markup)
        return Written(written, [(written[index], remark) for index, remark in marked])

    def _block(self, placed: Placed, width: int) -> Iterator[str]:
        """One text for each paragraph or table."""
        block, leads = placed.block, placed.leads
        match block:
            case Heading():
                yield self._heading(block, placed)
            case Paragraph(spans, quiet):
                yield self._paragraph(Role.QUIET if quiet else Role.TEXT, spans, keep_next=leads)
            case Bullets(items, checkbox):
                for item in items:
                    yield self._paragraph(Role.CHECKBOX if checkbox else Role.BULLET, item, keep_next=leads)
            case Table():
                yield from self._table(block, width)
            case Terms():
                yield from self._terms(block, width)
            case Notice(_, title, paragraphs):
                yield paragraph(self._styles[Role.NOTICE_TITLE], run(title), keep_next=True)
                for number, one in enumerate(paragraphs, 1):
                    yield self._paragraph(Role.NOTICE, one, keep_next=number < len(paragraphs))
            case Figure():
                yield from self._figure(block, width)
            case Signature():
                yield from self._signature(block, width, leads)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, placed: Placed) -> str:
        shown = heading_text(heading)
        content = run(shown)
        if heading.mark is not None:
            mark = heading.mark.text
            colour = f'<w:color w:val="{_TONE_COLOURS[heading.tone]}"/>'
            content = run(shown.removesuffix(mark)) + run(mark, colour)
        style = self._styles[HEADINGS[placed.level]]
        new_page = "<w:pageBreakBefore/>" if placed.signed else ""
        return paragraph(style, content, keep_next=True, properties=f"<w:keepLines/>{new_page}{_NO_NUMBER}")

    def _paragraph(self, role: Role, spans: Text, *, keep_next: bool = False) -> str:
        return paragraph(self._styles[role], _runs(spans), keep_next=keep_next)

    def _table(self, block: Table, width: int) -> Iterator[str]:
        if block.caption:
            yield paragraph(self._styles[Role.CAPTION], run(block.caption), keep_next=True)
        widths = columns_on(block, width, margin=CELL_MARGIN, unit=TWIPS_PER_POINT).widths
        style = self._styles[Role.CELL]
        names = [
            cell(wide, paragraph(style, run(name, "<w:b/>"), keep_next=True))
            for wide, name in zip(widths, block.header, strict=True)
        ]
        rows = [
            row(cell(wide, paragraph(style, _runs(one))) for wide, one in zip(widths, cells, strict=True))
            for cells in block.rows
        ]
        yield table(
            self._styles[Role.TABLE],
            widths,
            [row(names, header=True), *rows],
            header=True,
            row_titles=False,
            caption=block.caption,
        )
        yield self._space()

    def _terms(self, block: Terms, width: int) -> Iterator[str]:
        long = any(_LONG_LABEL < len(label) <= _WIDEST_LABEL for label, _ in block.rows)
        widths = column_widths(_LONG_LABEL_SHARES if long else _LABEL_SHARES, width)
        style = self._styles[Role.CELL]
        rows = []
        for label, texts in block.rows:
            name = paragraph(style, run(label, "<w:b/>") if label else "")
            wide = len(label) > _WIDEST_LABEL
            told = "".join(paragraph(style, _runs(one, first_column=wide)) for one in texts)
            cells = [cell(width, name + told, columns=2)] if wide else [cell(widths[0], name), cell(widths[1], told)]
            rows.append(row(cells, whole=stays_whole(texts)))
        yield table(self._styles[Role.TERMS], widths, rows, header=False, row_titles=True)
        yield self._space()

    def _figure(self, block: Figure, width: int) -> Iterator[str]:
        relation, image = self._document.part.get_or_add_image(BytesIO(self._png(block.svg)))
        wide = min(width, round(LINE_MM * TWIPS_PER_MM))
        high = wide * image.px_height // image.px_width
        if high > _TALLEST_PICTURE:
            wide, high = wide * _TALLEST_PICTURE // high, _TALLEST_PICTURE
        identity = _FIRST_PICTURE + self._pictures
        self._pictures += 1
        shown = picture(relation, identity, block.alt, wide * EMU_PER_TWIP, high * EMU_PER_TWIP)
        yield paragraph(self._styles[Role.FIGURE], shown, keep_next=True)
        yield paragraph(self._styles[Role.CAPTION], run(block.caption))

    def _signature(self, block: Signature, width: int, leads: bool) -> Iterator[str]:
        """A line of boxes for each party, with room to write below the label; `leads`: it may not end a page."""
        widths = column_widths((1,) * len(block.fields), width)
        style = self._styles[Role.CELL]
        for party in block.parties:
            yield paragraph(self._styles[Role.TEXT], run(party, "<w:b/>"), keep_next=True)
            boxes = (
                cell(wide, paragraph(style, run(name), keep_next=leads))
                for wide, name in zip(widths, block.fields, strict=True)
            )
            line = row(boxes, height=_SIGNING_HEIGHT)
            yield table(self._styles[Role.SIGNATURE], widths, [line], header=False, row_titles=False, caption=party)
            yield self._space(keep_next=leads)

    def _space(self, *, keep_next: bool = False) -> str:
        """Between a table and what follows: Word joins two tables that touch."""
        return paragraph(self._styles[Role.SPACER], "", keep_next=keep_next)


def _runs(spans: Text, *, first_column: bool = False) -> str:
    """The runs of a text; in the first column of a table the style would make them all bold."""
    light = '<w:b w:val="0"/>' if first_column else ""
    return "".join(run(span.text, "<w:b/>" if span.strong else light) for span in spans)
