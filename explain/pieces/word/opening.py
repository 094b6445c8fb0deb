"""Opening a Word file that somebody else made, without trusting it.

What is refused: a file that is no Word document or a damaged one, macros, links that Word would follow by itself, and
what would fill the memory. What is left behind: the properties of the file (who made it, for which company), its
thumbnail and its other extras.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from docx.opc.oxml import serialize_part_xml

from .links import refuse_loose_ends
from .package import ROOT_RELATIONS, SAVE_AS, SMALLER, Parts, main_part, parse_part, refused

MAX_PARTS = 1_000
MAX_UNPACKED = 48 * 1024 * 1024
"""A letter with a logo is a hundredth of this; a zip file can hide a thousandfold."""

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ONLY_THE_TEXT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)
"""The relations of the file as a whole: no properties, thumbnail or toolbar comes along."""


def open_template(data: bytes, name: str) -> Parts:
    """The parts of a template that is shown as `name`. Raises: MistakesFound with codes W01 to W03."""
    if data.startswith(_OLD_WORD):
        raise refused(name, "W01", "dit is een oud Word-bestand (.doc) of een bestand met een wachtwoord", SAVE_AS)
    try:
        with ZipFile(BytesIO(data)) as file:
            parts = _unpacked(file, name)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise refused(name, "W01", "dit is geen Word-bestand, of het is beschadigd", SAVE_AS) from None
    main = main_part(parts, name)
    _refuse_outside(parts, name)
    refuse_loose_ends(parts, main, name)
    parts[ROOT_RELATIONS] = _ONLY_THE_TEXT.format(escape(main)).encode()
    _cut_attached_template(parts, name)
    return parts


def _unpacked(file: ZipFile, name: str) -> Parts:
    entries = [one for one in file.infolist() if not one.is_dir()]
    if len(entries) > MAX_PARTS or sum(one.file_size for one in entries) > MAX_UNPACKED:
        limit = f"{MAX_UNPACKED // 1024 // 1024} MB"
        message = f"dit bestand is uitgepakt te groot voor een sjabloon (ten hoogste {limit} en {MAX_PARTS} onderdelen)"
        raise refused(name, "W03", message, SMALLER)
    return {one.filename: file.read(one) for one in entries}


def _refuse_outside(parts: Parts, name: str) -> None:
    """Links to click on may stay. What Word would fetch by itself may not: a piece says nothing to other computers."""
    for part in sorted(parts):
        if not part.endswith(".rels") or part == ROOT_RELATIONS:
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
