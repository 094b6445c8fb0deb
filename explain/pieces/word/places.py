"""The paragraphs of a template with the place where a person finds them: "alinea 3", "tabel 1, rij 2, kolom 1".

Paragraphs are counted as Word counts them: those with text. A table counts on its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .markup import W
from .package import Parts, main_part, parse_part, text_parts
from .styles import Role

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = {"header": "koptekst", "footer": "voettekst", "footnotes": "voetnoten", "endnotes": "eindnoten"}
_PAGES = {"first": " van de eerste bladzijde", "even": " van de even bladzijden"}
_INVISIBLE = {f"{W}lang", f"{W}noProof"}
"""Properties of a run that change nothing one sees: Word cuts a field at them, and it stays one field."""


class _Letters(NamedTuple):
    """A text element: its text, the element around its run, and the look of the run."""

    text: str
    parent: Any
    look: tuple[tuple[str, str], ...]


class Spot(NamedTuple):
    """One paragraph. `in_body`: it may be replaced by blocks; `holds_more`: a picture or the end of a section."""

    where: str
    letters: tuple[_Letters, ...]
    in_body: bool
    holds_more: bool

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.letters)

    def is_split(self, start: int, end: int) -> bool:
        """Whether the text between these positions is in runs that look different or stand in different elements."""
        found, position = set(), 0
        for one in self.letters:
            first, position = position, position + len(one.text)
            if first < end and position > start and one.text:
                found.add((id(one.parent), one.look))
        return len(found) > 1


def spots(parts: Parts, name: str) -> Iterator[Spot]:
    """Every paragraph with text that goes into a piece, first those of the text itself."""
    main = main_part(parts, name)
    kinds = dict(text_parts(parts, name))
    notes = note_styles(parts, name)
    body = parse_part(parts, main, name).find(f"{W}body")
    if body is not None:
        yield from _Walk(notes, in_body=True).blocks(body, "")
    labels = _page_labels(parts, main, name)
    order = list(_KINDS)
    for part in sorted((one for one in kinds if one != main), key=lambda one: (order.index(kinds[one]), one)):
        where = labels.get(part, _KINDS.get(kinds[part], ""))
        root = parse_part(parts, part, name)
        containers = [root] if kinds[part] in ("header", "footer") else list(root)
        for container in containers:
            yield from _Walk(notes, in_body=False).blocks(container, f"{where}, ")


def note_styles(parts: Parts, name: str) -> frozenset[str]:
    """The ids of the style for remarks to who makes a template; its paragraphs never come into a piece."""
    found = set()
    for part in parts:
        if part.endswith("/styles.xml"):
            for style in parse_part(parts, part, name).iter(f"{W}style"):
                title = style.find(f"{W}name")
                if title is not None and str(title.get(f"{W}val", "")).lower() == Role.NOTE.value.lower():
                    found.add(str(style.get(f"{W}styleId")))
    return frozenset(found)


def is_note(paragraph: Any, notes: frozenset[str]) -> bool:
    """Whether a paragraph is a remark to who makes the template."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") in notes


def traces(parts: Parts, name: str) -> Iterator[tuple[str, str]]:
    """Work of people that would come along into every piece, with their names: (what, what to do)."""
    tags = set()
    for part, _ in text_parts(parts, name):
        tags |= {one.tag for one in parse_part(parts, part, name).iter(f"{W}ins", f"{W}del", f"{W}commentReference")}
    if tags & {f"{W}ins", f"{W}del"}:
        yield (
            "dit sjabloon heeft bijgehouden wijzigingen",
            "kies in Word Controleren, Accepteren, Alle wijzigingen accepteren",
        )
    if f"{W}commentReference" in tags:
        yield "dit sjabloon heeft opmerkingen in de kantlijn", "kies in Word Controleren, Verwijderen, Alle opmerkingen"


class _Walk:
    """Counts paragraphs and tables in one part."""

    def __init__(self, notes: frozenset[str], *, in_body: bool) -> None:
        self._notes = notes
        self._in_body = in_body
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, container: Any, prefix: str) -> Iterator[Spot]:
        """The paragraphs of a container and of what is in it, outside tables counted on."""
        for one in container:
            if one.tag == f"{W}p":
                yield from self._paragraph(one, prefix)
            elif one.tag == f"{W}tbl":
                self._tables += 1
                yield from self._table(one, f"{prefix}tabel {self._tables}")
            elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
                yield from self.blocks(one, prefix)

    def _paragraph(self, paragraph: Any, prefix: str) -> Iterator[Spot]:
        letters = tuple(_letters(paragraph))
        self._paragraphs += any(one.text.strip() for one in letters)
        where = f"{prefix}alinea {max(1, self._paragraphs)}"
        if not is_note(paragraph, self._notes):
            yield _spot(paragraph, letters, where, in_body=self._in_body and paragraph.getparent().tag == f"{W}body")
            yield from self._text_boxes(paragraph, where)

    def _table(self, table: Any, where: str) -> Iterator[Spot]:
        for row_number, row in enumerate(table.iterchildren(f"{W}tr"), 1):
            for column, cell in enumerate(row.iterchildren(f"{W}tc"), 1):
                place = f"{where}, rij {row_number}, kolom {column}"
                for paragraph in cell.iter(f"{W}p"):
                    if not is_note(paragraph, self._notes) and not _in_fallback(paragraph):
                        yield _spot(paragraph, tuple(_letters(paragraph)), place, in_body=False)

    def _text_boxes(self, paragraph: Any, where: str) -> Iterator[Spot]:
        for box in paragraph.iter(f"{W}txbxContent"):
            for one in box.iter(f"{W}p"):
                if not is_note(one, self._notes) and not _in_fallback(one):
                    yield _spot(one, tuple(_letters(one)), f"tekstvak bij {where}", in_body=False)


def _spot(paragraph: Any, letters: tuple[_Letters, ...], where: str, *, in_body: bool) -> Spot:
    more = next(paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr"), None)
    return Spot(where, letters, in_body, more is not None)


def _letters(paragraph: Any) -> Iterator[_Letters]:
    """The text of a paragraph, not that of a text box anchored in it."""
    for one in paragraph.iter(f"{W}t"):
        run = one.getparent()
        if run.tag != f"{W}r" or next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        yield _Letters(one.text or "", run.getparent(), _look(run))


def _look(run: Any) -> tuple[tuple[str, str], ...]:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ()
    seen = []
    for one in properties:
        values = sorted((key, value) for key, value in one.attrib.items() if key != f"{W}hint")
        if one.tag not in _INVISIBLE and (values or one.tag != f"{W}rFonts"):
            seen.append((str(one.tag), str(values)))
    return tuple(sorted(seen))


def _in_fallback(element: Any) -> bool:
    """Word writes a text box twice, the second time for older versions."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _page_labels(parts: Parts, main: str, name: str) -> dict[str, str]:
    """What each header and footer is called, by its part: "koptekst van de eerste bladzijde"."""
    folder, _, file = main.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if relations not in parts:
        return {}
    targets = {one.get("Id"): str(one.get("Target", "")) for one in parse_part(parts, relations, name)}
    labels: dict[str, str] = {}
    for one in parse_part(parts, main, name).iter(f"{W}headerReference", f"{W}footerReference"):
        kind = "header" if one.tag == f"{W}headerReference" else "footer"
        target = targets.get(one.get(_RELATION_ID), "")
        part = target.removeprefix("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        labels.setdefault(part, _KINDS[kind] + _PAGES.get(str(one.get(f"{W}type")), ""))
    return labels
