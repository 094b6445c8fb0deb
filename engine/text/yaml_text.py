"""Reads YAML and JSON files strictly: only what a person can see in the file counts, and every value has its place.

No types are guessed, no anchors, tags or merged keys are followed, and all mistakes are told at once. YAML that the
parsing library refuses is explained by `yaml_mistakes`.
"""

from __future__ import annotations

import re
from typing import Any

from ..frozen import maker
from ..mistakes import Collector, Place
from .text_tree import Mapping, Node, Scalar, Sequence, place_at, place_in
from .tree_builder import TreeBuilder, hidden_character

__all__ = ["MAX_BYTES", "Mapping", "Node", "Scalar", "Sequence", "place_in", "read_text", "read_tree"]

MAX_BYTES = 2 * 1024 * 1024
"""Largest file. A dossier of hundreds of facts is about 30 kB; reading must end before anyone thinks that it hangs."""

_HARD_SPACE_INDENT = re.compile(r"^[ \t]*\u00a0", re.MULTILINE)


def read_text(data: bytes, file: str) -> Node:
    """The tree of a YAML file, or of a JSON file when `file` ends in `.json`. `file` is its name as shown to the user.

    Raises: MistakesFound with codes Y01 to Y17.
    """
    problems = Collector()
    root = read_tree(data, file, problems)
    problems.raise_if_any()
    if root is None:
        raise AssertionError("no tree and no mistake")
    return root


def read_tree(data: bytes, file: str, problems: Collector) -> Node | None:
    """As `read_text`, but mistakes go to `problems`, so that a caller can go on and report its own as well.

    None when there is no tree to go on with; `problems` then holds at least one mistake.
    """
    text = _decode(data, file, problems)
    if text is None:
        return None
    if not text.strip():
        problems.add(Place(file), "Y03", "dit bestand is leeg")
        return None
    if file.lower().endswith(".json"):
        from .json_text import parse_json

        return parse_json(text, file, problems)
    if _has_bad_white_space(text, file, problems):
        return None
    return _parse_yaml(text, file, problems)


def _decode(data: bytes, file: str, problems: Collector) -> str | None:
    """The text with `\\n` as line end and without a byte order mark."""
    if len(data) > MAX_BYTES:
        size, limit = f"{len(data) / 2**20:.1f}".replace(".", ","), MAX_BYTES // 2**20
        message = f"dit bestand is te groot: het is {size} MiB, en een bestand mag hoogstens {limit} MiB zijn"
        problems.add(Place(file), "Y01", message)
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        place = Place(file) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else place_at(file, before, len(before))
        problems.add(place, "Y02", "dit bestand is geen tekst in UTF-8", "kies bij het opslaan de codering UTF-8")
        return None
    index = hidden_character(text)
    if index >= 0:
        message = f"hier staat een onzichtbaar of verboden teken (U+{ord(text[index]):04X})"
        problems.add(place_at(file, text, index), "Y04", message, "haal het weg")
        return None
    return text


def _has_bad_white_space(text: str, file: str, problems: Collector) -> bool:
    """Tabs and hard spaces look like spaces and are none: YAML would read another indentation than people see."""
    found = False
    tab = text.find("\t")
    if tab >= 0:
        others = sum("\t" in line for line in text.split("\n")) - 1
        also = f", en ook op {others} andere {'regel' if others == 1 else 'regels'}" if others else ""
        message = f"hier staat een tab{also}"
        problems.add(place_at(file, text, tab), "Y05", message, "gebruik spaties")
        found = True
    hard = _HARD_SPACE_INDENT.search(text)
    if hard:
        message = "in de inspringing van deze regel staat een harde spatie (U+00A0)"
        problems.add(place_at(file, text, hard.end() - 1), "Y05", message, "gebruik gewone spaties")
        found = True
    return found


def _parse_yaml(text: str, file: str, problems: Collector) -> Node | None:
    """Feeds the library's events to a builder. The library is imported here: `--help` need not wait for it; and what
    explains a mistake, where there is one.
    """
    import yaml

    reader = _EventReader(text, file, problems)
    try:
        for event in yaml.parse(text, Loader=fastest_loader()):
            reader.take(event)
            if reader.ended:
                break
    except yaml.MarkedYAMLError as error:
        from .yaml_mistakes import explain

        problems.mistakes.append(explain(error, text, file, reader.last, reader.last_end))
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The parser in Python lets chr() fail on an escape above the last character.
        problems.add(Place(file), "Y06", "dit bestand is geen geldige YAML")
        return None
    root = reader.builder.root
    if not reader.ended and (root is None or (isinstance(root, Scalar) and root.empty)):
        problems.add(Place(file), "Y03", "dit bestand is leeg")
        return None
    return root


def fastest_loader() -> Any:
    """The parser in C where PyYAML was built with it, which is ten times as fast; else the one in Python."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_place, _scalar = maker(Place), maker(Scalar)
_WITH_MARKS = frozenset(("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"))
_BLOCK = frozenset("|>")
_QUOTED = _BLOCK | frozenset("'\"")


class _EventReader:
    """Turns events of the library into parts of the tree, and refuses what strict YAML does not have.

    `last` is the scalar read last, up to index `last_end`; `ended`: read no further.
    """

    def __init__(self, text: str, file: str, problems: Collector) -> None:
        self.builder = TreeBuilder(problems)
        self.last: Scalar | None = None
        self.last_end = 0
        self.ended = False
        self._text = text
        self._file = file
        self._problems = problems
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event. They are told apart by class name, because the library that has the classes is imported late."""
        kind = type(event).__name__
        if kind in _WITH_MARKS and (event.anchor is not None or event.tag is not None):
            self._refuse_marks(event)
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind == "MappingStartEvent":
            self.builder.open_mapping(self._place(event))
        elif kind == "SequenceStartEvent":
            self.builder.open_sequence(self._place(event))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.builder.close()
        elif kind == "AliasEvent":
            message = f"verwijzingen zoals '*{event.anchor}' kunnen hier niet"
            hint = "schrijf de waarde uit, of zet de tekst tussen aanhalingstekens"
            self._problems.add(self._place(event), "Y09", message, hint)
            self.builder.scalar(Scalar(f"*{event.anchor}", True, self._place(event)))
        elif kind == "DocumentStartEvent":
            self._document(event)
        self.ended = self.ended or self.builder.full

    def _scalar(self, event: Any) -> None:
        start, end, value, style = event.start_mark, event.end_mark, event.value, event.style
        first, last = start.index, end.index
        quoted, block = style in _QUOTED, style in _BLOCK
        literal = not block and self._text[first + quoted : last - quoted] == value
        raw = "" if literal or not (value or block) else self._text[first:last]
        scalar = _scalar((value, quoted, _place((self._file, start.line + 1, start.column + 1)), raw))
        if value == "<<" and not quoted:
            message = "samenvoegen met '<<' kan hier niet"
            self._problems.add(scalar.place, "Y10", message, "schrijf de sleutels uit")
        self.last, self.last_end = scalar, last
        self.builder.scalar(scalar)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if event.version or event.tags:
            message = "een regel die met % begint kan hier niet"
            self._problems.add(self._place(event), "Y16", message, "haal die regel weg")
        if self._documents > 1:
            message = "na '---' begint een tweede document, en een bestand kan er maar één bevatten"
            self._problems.add(self._place(event), "Y12", message, "haal '---' weg of maak er twee bestanden van")
            self.ended = True

    def _refuse_marks(self, event: Any) -> None:
        """Anchors and tags make a value mean something else than it says."""
        hint = ", of zet de tekst tussen aanhalingstekens"
        if event.anchor is not None:
            message = f"ankers zoals '&{event.anchor}' kunnen hier niet"
            self._problems.add(self._place(event), "Y08", message, f"haal het anker weg{hint}")
        if event.tag is not None:
            message = "typelabels met een uitroepteken kunnen hier niet"
            self._problems.add(self._place(event), "Y11", message, f"haal het label weg{hint}")

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)
