"""What a Word file says of itself, and writing it as fixed bytes. Nobody's name, and no other date than is given."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from docx.document import Document

from .markup import clean
from .package import packed, unpacked

LONGEST_TITLE = 255
"""What a Word file can hold of a title in its properties."""


def set_properties(document: Document, title: str, language: str, day: date) -> None:
    """The title, the language and one date for every moment that a file keeps."""
    properties = document.core_properties
    properties.title = clean(title)[:LONGEST_TITLE]
    properties.language = language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1


def saved(document: Document) -> bytes:
    """The document as a file: the same bytes for the same document."""
    target = BytesIO()
    document.save(target)
    return packed(unpacked(target.getvalue()))
