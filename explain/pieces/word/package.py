"""A Word file as its parts: opening one that somebody else made, without trusting it, and packing one.

What is refused: a file that is no Word document, macros, references to files elsewhere, and what would fill the memory.
What is left behind: the properties of the file (who made it, for which company), its thumbnail and its other extras.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml

from ....engine.mistakes import Mistake, MistakesFound, Place

Parts = dict[str, bytes]
"""The content of a Word file by the name of each part, such as "word/document.xml"."""

MAX_PARTS = 1_000
MAX_UNPACKED = 48 * 1024 * 1024
MAX_MARKUP = 8 * 1024 * 1024
"""Most for one part of markup. A letter with a logo is a hundredth of this; a zip file can hide a thousandfold."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold: every part of every file gets it."""

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_CONTENT_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_ONLY_THE_TEXT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)
"""The relations of the file as a whole: no properties, thumbnail or toolbar comes along."""

_SAVE_AS = "sla het sjabloon in Word op als 'Word-document (.docx)'"


@dataclass(frozen=True, slots=True, order=True)
class TemplatePlace(Place):
    """A place in a Word file, which has no lines: `line` only orders, `where` says it, such as "alinea 3"."""

    where: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.where}" if self.where else self.file


def open_template(data: bytes, name: str) -> Parts:
    """The parts of a template that is shown as `name`. Raises: MistakesFound with codes W01 to W03."""
    if data.startswith(_OLD_WORD):
        raise refused(name, "W01", "dit is een oud Word-bestand (.doc) of een bestand met een wachtwoord", _SAVE_AS)
    try:
        with ZipFile(BytesIO(data)) as file:
            parts = _unpacked(file, name)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise refused(name, "W01", "dit is geen Word-bestand, of het is beschadigd", _SAVE_AS) from None
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")) and _has_document_type(content):
            raise refused(name, "W01", f"het onderdeel {part} hoort niet in een Word-bestand", _SAVE_AS)
    main = main_part(parts, name)
    _refuse_outside(parts, name)
    parts[_ROOT_RELATIONS] = _ONLY_THE_TEXT.format(main).encode()
    _cut_attached_template(parts, name)
    return parts


def packed(parts: Parts) -> bytes:
    """The parts as a Word file: the same bytes on every machine.

    Not compressed: what a compressor makes of a text differs from one build of it to the next.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as file:
        for name in sorted(parts, key=lambda one: (one != _CONTENT_TYPES, one != _ROOT_RELATIONS, one)):
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
    for one in parse_part(parts, _CONTENT_TYPES, name):
        kind = str(one.get("ContentType", ""))
        if "macroEnabled" in kind or "vbaProject" in kind:
            hint = f"{_SAVE_AS}; dat heeft geen macro's"
            raise refused(name, "W02", "dit bestand heeft macro's; die worden niet aangenomen", hint)
        if kind == _TEMPLATE:
            raise refused(name, "W01", "dit is een Word-sjabloon (.dotx)", _SAVE_AS)
        if kind == _MAIN:
            main = str(one.get("PartName", "")).removeprefix("/")
    if main not in parts:
        raise refused(name, "W01", "dit is geen Word-bestand", _SAVE_AS)
    return main


def text_parts(parts: Parts, name: str) -> Iterator[tuple[str, str]]:
    """The parts that hold text of the page: (name, kind), with kinds document, header, footer, footnotes, endnotes."""
    kinds = {"document.main": "document", **{one: one for one in ("header", "footer", "footnotes", "endnotes")}}
    for one in parse_part(parts, _CONTENT_TYPES, name):
        kind = str(one.get("ContentType", "")).rpartition("wordprocessingml.")[2].removesuffix("+xml")
        part = str(one.get("PartName", "")).removeprefix("/")
        if kind in kinds and part in parts:
            yield part, kinds[kind]


def parse_part(parts: Parts, part: str, name: str) -> Any:
    """The root element of a part. Raises: MistakesFound with code W01 when it cannot be read."""
    try:
        return parse_xml(parts[part])
    except (KeyError, SyntaxError, ValueError):
        # The parser of lxml reports what it cannot read as a SyntaxError.
        raise refused(name, "W01", f"het onderdeel {part} ontbreekt of is niet te lezen", _SAVE_AS) from None


def refused(name: str, code: str, message: str, hint: str) -> MistakesFound:
    """A mistake of the file as a whole."""
    return MistakesFound([Mistake(TemplatePlace(name), code, message, hint)])


def _unpacked(file: ZipFile, name: str) -> Parts:
    entries = [one for one in file.infolist() if not one.is_dir()]
    markup = max((one.file_size for one in entries if one.filename.endswith((".xml", ".rels"))), default=0)
    total = sum(one.file_size for one in entries)
    if len(entries) > MAX_PARTS or total > MAX_UNPACKED or markup > MAX_MARKUP:
        limit = f"{MAX_UNPACKED // 1024 // 1024} MB"
        message = f"dit bestand is uitgepakt te groot voor een sjabloon (ten hoogste {limit} en {MAX_PARTS} onderdelen)"
        raise refused(name, "W03", message, "verklein de afbeeldingen, of begin met 'spoortoets sjabloon nieuw'")
    return {one.filename: file.read(one) for one in entries}


def _has_document_type(content: bytes) -> bool:
    """Whether markup declares a document type, with which a small file can name a huge or a foreign text."""
    return b"<!DOCTYPE" in content or b"<!DOCTYPE" in content.replace(b"\0", b"")


def _refuse_outside(parts: Parts, name: str) -> None:
    """Links to click on may stay. What Word would fetch by itself may not: a piece says nothing to other computers."""
    for part in sorted(parts):
        if not part.endswith(".rels") or part == _ROOT_RELATIONS:
            continue
        for relation in parse_part(parts, part, name):
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind not in ("hyperlink", "attachedTemplate"):
                message = "dit bestand haalt iets op van buiten het bestand, zoals een gekoppelde afbeelding"
                raise refused(name, "W02", message, "neem de afbeelding in het bestand zelf op")


def _cut_attached_template(parts: Parts, name: str) -> None:
    """Take out the name of the template that the file was made with: it tells a folder on somebody's computer."""
    for part in [one for one in parts if one.endswith("settings.xml.rels")]:
        relations = parse_part(parts, part, name)
        named = [one for one in relations if str(one.get("Type", "")).endswith("/attachedTemplate")]
        settings_part = part.replace("_rels/", "").removesuffix(".rels")
        if not named or settings_part not in parts:
            continue
        settings = parse_part(parts, settings_part, name)
        for one in named:
            relations.remove(one)
        for one in [one for one in settings if str(one.tag).endswith("}attachedTemplate")]:
            settings.remove(one)
        parts[part] = serialize_part_xml(relations)
        parts[settings_part] = serialize_part_xml(settings)
