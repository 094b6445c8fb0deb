"""Word files as an office makes them, for the tests of templates."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document

CONTENT = "{{p inhoud }}"


def letter(*lines: str) -> Document:
    """An office's letter with these paragraphs."""
    document = docx.Document()
    document.core_properties.author = "J. de Vries"
    for line in lines:
        document.add_paragraph(line)
    return document


def as_file(document: Document) -> bytes:
    """The document as the bytes of a file."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def office(*lines: str) -> bytes:
    """A template of these paragraphs."""
    return as_file(letter(*lines))


def read(data: bytes) -> Document:
    """A Word file, opened."""
    return docx.Document(BytesIO(data))


def part(data: bytes, name: str) -> str:
    """One part of a Word file as text."""
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode()


def with_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The Word file with these parts added or in place of its own."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as file:
        whole: dict[str, str | bytes] = {one.filename: source.read(one) for one in source.infolist()}
        for name, content in (whole | parts).items():
            file.writestr(name, content)
    return target.getvalue()


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """The Word file with a text in one part changed, which must be there."""
    before = part(data, name)
    assert old in before
    return with_parts(data, {name: before.replace(old, new)})
