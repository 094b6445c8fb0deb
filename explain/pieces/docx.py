"""A piece as a Word document, in our own template or in that of an office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ...engine.dutch import day
from ...engine.mistakes import MistakesFound
from ..timeline.picture import figure_png
from .blocks import Heading, Piece, Remark
from .structure import Placed, placed
from .word.body import LINE_MM, TWIPS_PER_MM, BodyWriter
from .word.fields import BEFORE, CONTENT, chapter_field, line_values, read_fields
from .word.filling import filled, markers
from .word.house import LANGUAGE, house_parts
from .word.labels import show_labels
from .word.markup import W, clean
from .word.opening import open_template
from .word.package import packed
from .word.properties import saved, set_properties
from .word.styles import Role, Styles, set_language

REMARKS_BY, REMARKS_INITIALS = "Spoortoets", "ST"

PICTURE_PX = 2008
"""300 dots to the inch on a line of 170 mm."""


def docx_bytes(
    piece: Piece,
    template: bytes | None,
    *,
    template_name: str = "sjabloon",
    chapters: Collection[str] | None = None,
) -> bytes:
    """The piece as a Word file: the same bytes for the same piece and template on every machine.

    `template` None = our own. A template of an office is called `template_name` in messages; `chapters` are the ids of
    all chapters that pieces have, None = not known here. Nothing of a piece is lost: a chapter without a place of its
    own comes where the template says `inhoud`, or else after the last place.
    Raises: MistakesFound with codes W01 to W09.
    """
    parts = house_parts() if template is None else open_template(template, template_name)
    known = None if chapters is None else [chapter_field(one) for one in chapters]
    reading = read_fields(parts, template_name, known)
    if reading.mistakes:
        raise MistakesFound(reading.mistakes)
    places = [field.name for field in reading.fields if field.block]
    values = line_values(piece, day(piece.reference_date))
    document = docx.Document(BytesIO(packed(filled(parts, values, places, template_name))))
    set_language(document, LANGUAGE)
    styles = Styles(document)
    _write_body(document, styles, piece)
    show_labels(document, piece.labels, styles)
    set_properties(document, piece.title, LANGUAGE, piece.reference_date)
    return saved(document)


def _write_body(document: Document, styles: Styles, piece: Piece) -> None:
    """Put each series of blocks in its place, and the remarks in the margin."""
    places = markers(document.element.body)
    writer = BodyWriter(document, styles, partial(figure_png, width_px=PICTURE_PX))
    remarks: list[tuple[Any, Remark]] = []
    for name, blocks in _series(piece, list(places)).items():
        written = writer.write(blocks, _line_width(places[name]))
        for one in written.elements:
            places[name].addprevious(one)
        remarks += written.remarks
    for marker in places.values():
        marker.getparent().remove(marker)
    for paragraph, remark in remarks:
        _add_remark(document, styles, paragraph, remark, piece.reference_date)


def _series(piece: Piece, places: list[str]) -> dict[str, list[Placed]]:
    """The blocks that come at each place, by the name of its field."""
    rest = CONTENT if CONTENT in places else places[-1]
    current = BEFORE if BEFORE in places else CONTENT if CONTENT in places else places[0]
    series: dict[str, list[Placed]] = {}
    for one in placed(piece):
        if isinstance(one.block, Heading) and one.level == 1:
            own = chapter_field(one.block.anchor)
            current = own if own in places else rest
        series.setdefault(current, []).append(one)
    return series


def _line_width(marker: Any) -> int:
    """The width of a line of text at this place, in twips: that of the section that the place is in."""
    for one in marker.itersiblings():
        section = one if one.tag == f"{W}sectPr" else one.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
            if page is not None and margins is not None:
                sides = sum(int(margins.get(f"{W}{side}", "0")) for side in ("left", "right", "gutter"))
                return max(int(page.get(f"{W}w")) - sides, round(50 * TWIPS_PER_MM))
    return round(LINE_MM * TWIPS_PER_MM)


def _add_remark(document: Document, styles: Styles, paragraph: Any, remark: Remark, day_of: date) -> None:
    shown = Paragraph(paragraph, document)
    runs = [Run(one, shown) for one in paragraph.iterchildren(f"{W}r")]
    comment = document.add_comment(runs, author=REMARKS_BY, initials=REMARKS_INITIALS)
    comment._comment_elm.set(f"{W}date", f"{day_of.isoformat()}T00:00:00Z")
    comment.paragraphs[0].add_run(clean(remark.criterion)).bold = True
    for line in remark.lines:
        comment.add_paragraph(clean(line))
    for style in comment._comment_elm.iter(f"{W}pStyle"):
        style.set(f"{W}val", styles[Role.COMMENT])
