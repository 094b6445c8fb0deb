"""Whether the parts of a Word file hang together as Word makes them: every link leads to a part of the right kind."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ....engine.mistakes import MistakesFound
from .markup import W
from .package import CONTENT_TYPES, ROOT_RELATIONS, SAVE_AS, Parts, parse_part, refused

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = ("styles", "settings", "numbering", "header", "footer", "footnotes", "endnotes", "comments")
"""The links of the text to parts that we read or write, by the last word of their type and of that of their target."""

_NUMBERS = {
    f"{W}pgSz": ("w", "h"),
    f"{W}pgMar": ("left", "right", "gutter"),
    f"{W}abstractNum": ("abstractNumId",),
    f"{W}num": ("numId",),
}
_OPTIONAL = ("gutter", "h")


class _Link(NamedTuple):
    """A link from a part to another, or to something `outside` the file."""

    id: str
    kind: str
    target: str
    outside: bool


def refuse_loose_ends(parts: Parts, main: str, name: str) -> None:
    """Raises: MistakesFound with code W01 when a link leads nowhere or to the wrong kind, or a number is odd."""
    declared = parse_part(parts, CONTENT_TYPES, name)
    if not all(one.get("ContentType") and (one.get("PartName") or one.get("Extension")) for one in declared):
        raise _broken(name, CONTENT_TYPES)
    types = _content_types(declared)
    for part in sorted(one for one in parts if one.endswith(".rels") and one != ROOT_RELATIONS):
        source = part.replace("_rels/", "").removesuffix(".rels")
        found = set()
        for link in _links(parse_part(parts, part, name), posixpath.dirname(source)):
            if not _is_sound(link, parts, types, from_text=source == main) or link.id in found:
                raise _broken(name, part)
            found.add(link.id)
    text = parse_part(parts, main, name)
    body = text.find(f"{W}body")
    if text.tag != f"{W}document" or body is None or body.find(f"{W}sectPr") is None:
        raise _broken(name, main)
    _refuse_foreign_pages(parts, main, text, name)
    for part in parts:
        if types(part).startswith(_WORD):
            _refuse_odd_numbers(parse_part(parts, part, name), part, name)


def _is_sound(link: _Link, parts: Parts, types: Callable[[str], str], *, from_text: bool) -> bool:
    """Whether a link leads somewhere; from the text also whether it leads to what it says."""
    if link.outside or not link.id or not link.kind:
        return bool(link.id and link.kind)
    found = types(link.target) if link.target in parts else ""
    return found == f"{_WORD}{link.kind}+xml" if from_text and link.kind in _KINDS else bool(found)


def _links(relations: Any, folder: str) -> Iterator[_Link]:
    for one in relations:
        target = str(one.get("Target", ""))
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        outside = one.get("TargetMode") == "External" and bool(target)
        yield _Link(str(one.get("Id", "")), str(one.get("Type", "")).rpartition("/")[2], whole, outside)


def _refuse_foreign_pages(parts: Parts, main: str, text: Any, name: str) -> None:
    """Every header and footer that a section names is there."""
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    links = _links(parse_part(parts, relations, name), folder) if relations in parts else ()
    kinds = {link.id: link.kind for link in links}
    for tag in ("header", "footer"):
        for one in text.iter(f"{W}{tag}Reference"):
            if kinds.get(str(one.get(_ID))) != tag:
                raise _broken(name, main)


def _refuse_odd_numbers(root: Any, part: str, name: str) -> None:
    for tag, keys in _NUMBERS.items():
        for one in root.iter(tag):
            for key in keys:
                value = str(one.get(f"{W}{key}", "0" if key in _OPTIONAL else ""))
                if not value.lstrip("-").isdecimal() or len(value) > 7:
                    raise _broken(name, part)


def _content_types(root: Any) -> Callable[[str], str]:
    """Tells the kind of a part, by its name or else by the ending of its name."""
    own = {str(one.get("PartName")).removeprefix("/"): str(one.get("ContentType", "")) for one in root}
    endings = {str(one.get("Extension")).lower(): str(one.get("ContentType", "")) for one in root}
    return lambda part: own.get(part) or endings.get(part.rpartition(".")[2].lower(), "")


def _broken(name: str, part: str) -> MistakesFound:
    return refused(name, "W01", f"dit Word-bestand is beschadigd (het onderdeel {part})", SAVE_AS)
