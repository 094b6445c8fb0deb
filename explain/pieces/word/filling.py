"""Filling in a template with docxtpl: the fields within lines get their text, those of blocks become empty markers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from .fields import foreign_commands, written
from .markup import W, clean
from .package import Parts, parse_part, refused, text_parts
from .places import is_note, note_styles

_MARKER = "Spoortoets:"
"""Before the name of a block field, in the style of the paragraph that keeps its place."""


def filled(parts: Parts, values: Mapping[str, str], blocks: Collection[str], name: str) -> Parts:
    """The parts with every field filled in; `blocks` are the names of the fields that keep the place of blocks.

    A paragraph with nothing but a field that is empty in this piece is left out, and so are remarks to who makes the
    template. The template is not trusted: nothing but these names is ever given to the template engine, which runs in
    its sandbox. Raises: MistakesFound with code W04.
    """
    engine = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    context: dict[str, object] = {key: clean(value) for key, value in values.items()}
    context |= {key: Markup(_marker(key)) for key in blocks}
    notes = note_styles(parts, name)
    template = DocxTemplate(BytesIO())
    done = dict(parts)
    for part, _ in text_parts(parts, name):
        root = parse_part(parts, part, name)
        _leave_out(root, notes, values)
        markup = template.patch_xml(serialize_part_xml(root).decode())
        for foreign in foreign_commands(markup, context):
            message = f"in een onderdeel dat geen gewone tekst is staat '{foreign}'"
            raise refused(name, "W04", message, "kijk bij de alternatieve teksten van afbeeldingen")
        shown = template.render_xml_part(markup, None, context, engine)
        try:
            done[part] = serialize_part_xml(parse_xml(shown.encode()))
        except SyntaxError:
            message = f"het onderdeel {part} is na het invullen niet meer te lezen"
            raise refused(name, "W01", message, "typ de velden opnieuw, elk in één keer") from None
    return done


def markers(body: Any) -> dict[str, Any]:
    """The paragraphs that keep the place of blocks, by the name of their field, in the order of the document."""
    found = {}
    for style in body.iter(f"{W}pStyle"):
        kind = str(style.get(f"{W}val", ""))
        if kind.startswith(_MARKER):
            found[kind.removeprefix(_MARKER)] = style.getparent().getparent()
    return found


def _marker(name: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_MARKER}{name}"/></w:pPr></w:p>'


def _leave_out(root: Any, notes: frozenset[str], values: Mapping[str, str]) -> None:
    """Take out what has no place in this piece."""
    empty = {written(key).replace(" ", "") for key, value in values.items() if not value}
    for paragraph in list(root.iter(f"{W}p")):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}t")).replace(" ", "")
        if not is_note(paragraph, notes) and text not in empty:
            continue
        around = paragraph.getparent()
        if sum(one.tag == f"{W}p" for one in around) > 1 and paragraph.find(f"{W}pPr/{W}sectPr") is None:
            around.remove(paragraph)
        else:
            # A cell, a header and the end of a section need their last paragraph.
            for one in [one for one in paragraph if one.tag != f"{W}pPr"]:
                paragraph.remove(one)
