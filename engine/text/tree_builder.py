"""Builds a tree of texts from a stream of parts, without recursion, and guards what both YAML and JSON must hold to."""

from __future__ import annotations

import re

from ..mistakes import Collector, Place
from .text_tree import Mapping, Node, Scalar, Sequence

MAX_DEPTH = 40
"""Deepest nesting. Rule files and dossiers need about ten; more is a broken or hostile file."""

MAX_NODES = 200_000
"""Most texts, lists and mappings in one file. A dossier of five years has a few thousand."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def hidden_character(text: str, start: int = 0) -> int:
    """Index of the first character that nobody sees, or that makes text look different from what it is; -1 = none.

    Control characters, zero-width and direction marks, lone surrogates. Tab and line feed are none of them.
    """
    match = _HIDDEN.search(text, start)
    return match.start() if match else -1


def cut(text: str, length: int = 40) -> str:
    """A text of a file as shown inside a message: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


class _Open:
    """A list or mapping that is still being read; `key` waits for its value."""

    __slots__ = ("entries", "is_mapping", "items", "key", "lines", "place")

    def __init__(self, place: Place, is_mapping: bool) -> None:
        self.place = place
        self.is_mapping = is_mapping
        self.key: Scalar | None = None
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.lines: dict[str, int] = {}


class TreeBuilder:
    """Takes the parts of a file in order. `root` is the tree once all is closed; `full`: stop, a limit was passed."""

    def __init__(self, problems: Collector) -> None:
        self.root: Node | None = None
        self.full = False
        self._problems = problems
        self._stack: list[_Open] = []
        self._count = 0

    def scalar(self, scalar: Scalar) -> None:
        """A key or a value."""
        # The text of a file was looked through as a whole: only an escape can bring such a character in yet.
        if scalar.raw and hidden_character(scalar.text) >= 0:
            message = "in deze tekst staat een onzichtbaar of verboden teken"
            self._problems.add(scalar.place, "Y04", message, "haal het weg")
        if self._stack and self._stack[-1].is_mapping and self._stack[-1].key is None:
            self._key(self._stack[-1], scalar)
        else:
            self._add(scalar)

    def open_mapping(self, place: Place) -> None:
        self._open(_Open(place, True))

    def open_sequence(self, place: Place) -> None:
        self._open(_Open(place, False))

    def close(self) -> None:
        """The end of the list or mapping that was opened last."""
        one = self._stack.pop()
        self._add(Mapping(tuple(one.entries), one.place) if one.is_mapping else Sequence(tuple(one.items), one.place))

    def _open(self, one: _Open) -> None:
        if self._stack and self._stack[-1].is_mapping and self._stack[-1].key is None:
            self._problems.add(one.place, "Y13", "een sleutel moet een enkel woord zijn, geen lijst of groep")
        if len(self._stack) >= MAX_DEPTH:
            self._problems.add(one.place, "Y14", f"dit bestand is te diep genest: hoogstens {MAX_DEPTH} niveaus")
            self.full = True
        self._stack.append(one)

    def _key(self, mapping: _Open, key: Scalar) -> None:
        mapping.key = key
        first = mapping.lines.get(key.text)
        if not key.text:
            self._problems.add(key.place, "Y13", "voor deze dubbele punt ontbreekt de sleutel")
        elif first is None:
            mapping.lines[key.text] = key.place.line
        else:
            message = f"de sleutel '{cut(key.text)}' staat al op regel {first}"
            self._problems.add(key.place, "Y07", message, "laat er één staan")

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            message = f"dit bestand heeft te veel onderdelen: hoogstens {MAX_NODES}"
            self._problems.add(Place(node.place.file), "Y15", message)
            self.full = True
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = Scalar("", True, node.place)
        else:
            parent.entries.append((parent.key, node))
            parent.key = None
