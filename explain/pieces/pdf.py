"""A piece as PDF: PDF/A-2a (to keep) and PDF/UA-1 (to be read aloud), written by typst from `stuk.typ`.

The same piece gives the same bytes: fonts and template are those of this folder, and the only date is the reference
date. Every text goes to the template as data, so none can be taken for markup.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...engine.mistakes import Mistake, MistakesFound, Place
from .blocks import Heading, Piece, Table, heading_lead
from .columns import columns_of
from .glyphs import FONTS, drawable
from .structure import CONTENTS, Placed, contents, placed

if TYPE_CHECKING:
    import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

_TEMPLATE = Path(__file__).parent / "stuk.typ"
_NOON = time(12, tzinfo=UTC)
"""The time in the properties of the file: at noon the date is the same in every time zone where Dutch is spoken."""


def pdf_bytes(piece: Piece) -> bytes:
    """The whole piece. Raises: MistakesFound with code B09 when typst is not installed."""
    try:
        import typst
    except ImportError:
        raise _not_installed() from None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(_TEMPLATE.read_bytes(), root=FONTS, font_paths=fonts, sys_inputs={"stuk": _data(piece)})
    made = compiler.compile(
        format="pdf", pdf_standards=STANDARDS, timestamp=datetime.combine(piece.reference_date, _NOON)
    )
    assert isinstance(made, bytes), "without a file to write to, one PDF comes back"
    return made


def _not_installed() -> MistakesFound:
    message = "een PDF maken kan hier niet: het pakket typst is niet geïnstalleerd"
    hint = "in de map van Spoortoets: python3 -m pip --python .venv/bin/python install '.[pdf]'"
    return MistakesFound([Mistake(Place("pdf"), "B09", message, hint)])


def _data(piece: Piece) -> str:
    """What the template reads, as JSON."""
    day = piece.reference_date
    return json.dumps(
        {
            "title": _plain(piece.title),
            "subtitle": _plain(piece.subtitle),
            "labels": _plain(piece.labels),
            "header": _plain(piece.header),
            "footer": _plain(piece.footer),
            "date": {"year": day.year, "month": day.month, "day": day.day},
            "contents": CONTENTS if contents(piece) else "",
            "blocks": [_block(one) for one in placed(piece)],
        },
        ensure_ascii=False,
    )


def _block(one: Placed) -> dict[str, Any]:
    """The fields of a block under their own names."""
    fields: dict[str, Any] = {"kind": one.kind, "nested": one.level, "leads": one.leads}
    fields |= {name: _plain(value) for name, value in one.block._asdict().items()}
    if isinstance(one.block, Heading):
        fields["lead"] = _plain(heading_lead(one.block))
    if isinstance(one.block, Table):
        fields |= columns_of(one.block)._asdict()
    return fields


def _plain(value: Any) -> Any:
    """A value of a block as JSON knows it; texts as the fonts can draw them, on one line."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return {name: _plain(part) for name, part in named().items()} if named else [_plain(part) for part in value]
    return value
