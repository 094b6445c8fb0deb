"""The marks of a piece, such as CONCEPT, on every page, also where a template has no place for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document

from .markup import W, elements, paragraph, run
from .styles import Role, Styles


def show_labels(document: Document, labels: tuple[str, ...], styles: Styles) -> None:
    """Put the labels above each header that does not show them, in itself or in the footer of the same pages."""
    if not labels:
        return
    line = paragraph(styles[Role.LABELS], run(" · ".join(labels)))
    for header, footer in _pages(document):
        shown = _text(header) + _text(footer)
        if not all(one in shown for one in labels):
            header.part.element.insert(0, elements([line])[0])


def _pages(document: Document) -> Iterator[tuple[Any, Any]]:
    """The header and the footer of each kind of page that the document has."""
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        yield section.header, section.footer
        if section.different_first_page_header_footer:
            yield section.first_page_header, section.first_page_footer
        if even:
            yield section.even_page_header, section.even_page_footer


def _text(part: Any) -> str:
    return "".join(one.text or "" for one in part.part.element.iter(f"{W}t"))
