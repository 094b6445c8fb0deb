"""The markup of Word (WordprocessingML) as text: runs, paragraphs, tables and a picture.

Every function gives a whole element; the parser of python-docx turns a series of them into elements with `elements`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from docx.oxml.parser import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not have; Word calls a file with one of them damaged."""


def clean(text: str) -> str:
    """The text with a space for every character that a Word file cannot hold."""
    return _UNWRITABLE.sub(" ", text)


def escaped(text: str) -> str:
    """The text as it stands between tags or in an attribute."""
    return escape(clean(text))


def elements(markup: Iterable[str]) -> list[Any]:
    """The elements that these texts describe, as python-docx knows them."""
    return list(parse_xml(f"<w:body {NAMESPACES}>{''.join(markup)}</w:body>"))


def run(text: str, properties: str = "") -> str:
    """A run of text with properties such as `<w:b/>`."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def paragraph(style: str, content: str, *, keep_next: bool = False, properties: str = "") -> str:
    """A paragraph in a style; `properties` are those that come after keepNext in the order of the schema."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str) -> str:
    """A field that Word fills in while it lays out a page, such as PAGE."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def cell(width: int, paragraphs: str, *, columns: int = 1) -> str:
    """A cell of a table over one or more columns, `width` in twips."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{paragraphs}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False, whole: bool = True, height: int = 0) -> str:
    """A row; `header` is repeated on each page, `whole` stays on one page, `height` is the least, in twips."""
    properties = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if header else "")
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(
    style: str, widths: tuple[int, ...], rows: Iterable[str], *, header: bool, row_titles: bool, caption: str = ""
) -> str:
    """A table of fixed columns. `header`: the first row names the columns; `row_titles`: the first column the rows.

    `caption` is what the table shows, for who has it read aloud.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    # The number says the same as the words: some programs read the one, some the other.
    look = (
        f'w:val="{0x600 + 0x20 * header + 0x80 * row_titles:04X}" w:firstRow="{header:d}" w:lastRow="0" '
        f'w:firstColumn="{row_titles:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    )
    told = f'<w:tblCaption w:val="{escaped(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look}/>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def picture(relation: str, identity: int, alt: str, width: int, height: int) -> str:
    """A run with a picture in the line of text; `width` and `height` in EMU, 36000 to the millimetre."""
    name = f'id="{identity}" name="Figuur {identity}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr {name} descr="{escaped(alt)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {name} descr="{escaped(alt)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
