"""The words of a piece, taken out of a file of each format in the order of a reader or a screen reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pypdf
from markdown_it import MarkdownIt
from pypdf.generic import ContentStream

INVISIBLE = ("Cf", "Cc")
BULLET = "•"
TO_TICK = "[ ] "


def words(*texts: str) -> list[str]:
    """The words of the texts; the way a letter is put together, and what is invisible, make no difference."""
    joined = unicodedata.normalize("NFC", " ".join(texts))
    kept = "".join(one for one in joined if one.isspace() or unicodedata.category(one) not in INVISIBLE)
    return kept.split()


def markdown_words(page: str) -> list[str]:
    """What a Markdown reader shows."""
    tokens = MarkdownIt().enable("table").parse(page)
    found = []
    for at, token in enumerate(tokens):
        if token.type != "inline":
            continue
        shown = "".join("" if child.type.startswith("html") else child.content for child in token.children or [])
        box = tokens[at - 2].type == "list_item_open" and token.content.startswith(TO_TICK)
        found.append(shown.removeprefix(TO_TICK) if box else shown)
    return words(*found)


class PageText(HTMLParser):
    """The text of a page without what stands on every page, the list of contents and the pictures."""

    INLINE = ("strong", "span", "a")
    LEFT_OUT = ("head", "nav", "svg", "footer")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or tag in self.LEFT_OUT or ("class", "running") in attrs:
            if not self._hidden or self._hidden[-1] == tag:
                self._hidden.append(tag)
        elif tag not in self.INLINE:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()
        elif not self._hidden and tag not in self.INLINE:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def html_words(page: str) -> list[str]:
    """What a browser shows."""
    reader = PageText()
    reader.feed(page)
    return words("".join(reader.found))


def pdf_words(file: bytes) -> list[str]:
    """What a screen reader reads: the tree of structure, without what is marked as no part of the text."""
    document = pypdf.PdfReader(BytesIO(file))
    pages = {page.indirect_reference.idnum: _marked(page, document) for page in document.pages}
    return words("".join(_told(document.trailer["/Root"]["/StructTreeRoot"]["/K"], 0, pages)))


INLINE_ROLES = ("/Span", "/Strong", "/Em", "/Link", "/Reference")


def _told(node: Any, page: int, pages: dict[int, dict[int, str]]) -> Iterator[str]:
    """The texts of a node of the tree; `page` is the number of the object of the page it is on."""
    if hasattr(node, "get_object"):
        node = node.get_object()
    if isinstance(node, int):
        yield pages[page].get(node, "")
    elif isinstance(node, list):
        for at, one in enumerate(node):
            after = node[at + 1].get_object() if at + 1 < len(node) else None
            above_contents = isinstance(after, dict) and after.get("/S") == "/TOC"
            yield from () if above_contents else _told(one, page, pages)
    elif node.get("/S") not in ("/Figure", "/TOC") and node.get("/Type") != "/OBJR":
        if "/Pg" in node:
            page = node.raw_get("/Pg").idnum
        if node.get("/Type") == "/MCR":
            yield pages[page].get(node["/MCID"], "")
        else:
            inner = "".join(_told(node.get("/K", []), page, pages))
            marker = node.get("/S") == "/Lbl" and inner == BULLET
            yield "" if marker else inner if node.get("/S") in INLINE_ROLES else f" {inner} "


def _marked(page: Any, document: pypdf.PdfReader) -> dict[int, str]:
    """The text of every marked piece of a page by its number."""
    alphabets = {name: _alphabet(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[int | None] = []
    instead: list[str | None] = []
    letters: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), document).operations:
        number = next((mark for mark in reversed(marks) if mark is not None), None)
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            marks.append(properties.get("/MCID"))
            instead.append(properties.get("/ActualText"))
            if instead[-1] is not None and number is not None:
                found[number] = found.get(number, "") + instead[-1]
        elif operator == b"EMC":
            marks.pop()
            instead.pop()
        elif operator == b"Tf":
            letters = alphabets[operands[0]]
        elif operator in (b"Tj", b"TJ") and number is not None and not any(one is not None for one in instead):
            shown = operands[0] if operator == b"TJ" else operands
            for part in shown:
                if isinstance(part, (str, bytes)):
                    raw = part if isinstance(part, bytes) else part.original_bytes
                    glyphs = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
                    found[number] = found.get(number, "") + "".join(letters[one] for one in glyphs)
    return found


def _alphabet(font: Any) -> dict[int, str]:
    """Which characters each glyph of a font stands for, by its ToUnicode table."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, letters in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(letters).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def docx_words(file: bytes) -> list[str]:
    """What stands in the body of a Word file."""
    import docx

    body = docx.Document(BytesIO(file)).element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = body.iter(f"{space}p")
    return words(*("".join(one.text or "" for one in paragraph.iter(f"{space}t")) for paragraph in paragraphs))
