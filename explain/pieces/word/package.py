"""A Word file as its parts, and packing them; and how a mistake in one is told."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx.oxml.parser import parse_xml

from ....engine.mistakes import Mistake, MistakesFound, Place

Parts = dict[str, bytes]
"""The content of a Word file by the name of each part, such as "word/document.xml"."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold: every part of every file gets it."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
CONTENT_TYPES, ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
MAX_MARKUP = 8 * 1024 * 1024
"""Most for one part of markup: the text of a letter is a hundredth of this."""

SMALLER = "verklein het, of begin met 'spoortoets sjabloon nieuw'"
SAVE_AS = "sla het sjabloon in Word op als 'Word-document (.docx)'"


class TemplatePlace(Place):
    """A place in a Word file, which has no lines: `line` only orders, `where` says it, such as "alinea 3"."""

    where: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.where}" if self.where else self.file


def packed(parts: Parts) -> bytes:
    """The parts as a Word file: the same bytes on every machine.

    Not compressed: what a compressor makes of a text differs from one build of it to the next.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as file:
        for name in sorted(parts, key=lambda one: (one != CONTENT_TYPES, one != ROOT_RELATIONS, one)):
            entry = ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            file.writestr(entry, parts[name])
    return target.getvalue()


def unpacked(data: bytes) -> Parts:
    """The parts of a file that we made ourselves."""
    with ZipFile(BytesIO(data)) as file:
        return {one.filename: file.read(one) for one in file.infolist()}


def main_part(parts: Parts, name: str) -> str:
    """The name of the part with the text. Raises: MistakesFound with codes W01 and W02."""
    main = ""
    for one in parse_part(parts, CONTENT_TYPES, name):
        kind = str(one.get("ContentType", ""))
        if "macroEnabled" in kind or "vbaProject" in kind:
            hint = f"{SAVE_AS}; dat heeft geen macro's"
            raise refused(name, "W02", "dit bestand heeft macro's; die worden niet aangenomen", hint)
        if kind == _TEMPLATE:
            raise refused(name, "W01", "dit is een Word-sjabloon (.dotx)", SAVE_AS)
        if kind == _MAIN:
            main = str(one.get("PartName", "")).removeprefix("/")
    if main not in parts:
        raise refused(name, "W01", "dit is geen Word-bestand", SAVE_AS)
    return main


def text_parts(parts: Parts, name: str) -> Iterator[tuple[str, str]]:
    """The parts that hold text of the page: (name, kind), with kinds document, header, footer, footnotes, endnotes."""
    kinds = {"document.main": "document", **{one: one for one in ("header", "footer", "footnotes", "endnotes")}}
    for one in parse_part(parts, CONTENT_TYPES, name):
        kind = str(one.get("ContentType", "")).rpartition("wordprocessingml.")[2].removesuffix("+xml")
        part = str(one.get("PartName", "")).removeprefix("/")
        if kind in kinds and part in parts:
            yield part, kinds[kind]


def parse_part(parts: Parts, part: str, name: str) -> Any:
    """The root element of a part. Raises: MistakesFound with codes W01 and W03 when it cannot be read."""
    content = parts.get(part, b"")
    if len(content) > MAX_MARKUP:
        raise refused(name, "W03", f"het onderdeel {part} is te groot voor een sjabloon", SMALLER)
    if _has_document_type(content):
        raise refused(name, "W01", f"het onderdeel {part} hoort niet in een Word-bestand", SAVE_AS)
    try:
        return parse_xml(content)
    except (SyntaxError, ValueError):
        # The parser of lxml reports what it cannot read as a SyntaxError.
        raise refused(name, "W01", f"het onderdeel {part} ontbreekt of is niet te lezen", SAVE_AS) from None


def refused(name: str, code: str, message: str, hint: str) -> MistakesFound:
    """A mistake of the file as a whole."""
    return MistakesFound([Mistake(TemplatePlace(name), code, message, hint)])


def _has_document_type(content: bytes) -> bool:
    """Whether markup declares a document type, with which a small file can name a huge or a foreign text."""
    return b"<!DOCTYPE" in content or b"<!DOCTYPE" in content.replace(b"\0", b"")
