"""Where in the rule files a node stands: the id of a condition, or of a rule, to file, line and column.

Only the files that are asked for are read again; the rulebook itself keeps no places.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..language.syntax import Syntax, parse
from ..language.tree import All, AnyOf, Condition, Not
from ..mistakes import Place
from ..rule_files import Files
from ..text.text_tree import Mapping, Node, Scalar, Sequence, place_in
from ..text.yaml_text import read_text

_ROOMS = {
    "afleiding": "afleidingen/",
    "vraag": "oordeel/",
    "oordeel": "oordeel/",
    "tijdlijn": "tijdlijn/",
    "gevolgen": "gevolgen/",
}
_OUTCOMES = ("voldoet", "twijfel", "voldoet_niet")


class Placed(NamedTuple):
    """A condition as it is written: its place, and that of each of its parts (`kind` "" = it has none)."""

    kind: str
    place: Place
    parts: tuple[Placed, ...] = ()


class Places:
    """Finds nodes in the files of one rules folder, as its rules stand on one day."""

    def __init__(self, files: Files, day: date | None = None) -> None:
        self._files, self._day = files, day
        self._trees: dict[str, Node] = {}

    def of(self, id: str, condition: Condition | None = None) -> Place:
        """The place of a node; of a part of `condition` (the whole that its rule states) that part's own place.

        As near as it can be told: what no file writes is where its rule is.
        """
        room, _, rest = id.partition("/")
        name, _, path = rest.partition("/")
        match room:
            case "afleiding":
                return self._derivation(name, path, condition)
            case "vraag":
                return self._listed("oordeel/", "vragen", "vraag", name, path, condition)
            case "oordeel":
                return self._verdict(name, path, condition)
            case "tijdlijn":
                return self._listed("tijdlijn/", "stappen", "stap", name, path, condition)
            case "gevolgen":
                return self._listed("gevolgen/", "secties", "sectie", name, path, condition)
        return self._single(room, rest, condition)

    # --- kinds of rules ---

    def _derivation(self, name: str, path: str, condition: Condition | None) -> Place:
        found = [
            (key, node)
            for tree in self._with("afleidingen/", name)
            for key, node in _entries(_under(tree, "afleidingen"))
            if key.text == name
        ]
        if not found:
            return self._nowhere("afleidingen/")
        key, node = next((one for one in found if self._covers(one[1])), found[0])
        if not isinstance(node, Mapping):
            return key.place
        steps = path.split("/") if path else []
        if steps[:1] == ["geval"] and len(steps) > 1:
            item = _item(node.get("gevallen"), steps[1])
            return self._within(_under(item, "als"), steps[2:], condition, _place(item, key.place))
        if steps[:1] == ["cel"]:
            return _cell_place(node, steps[1:], key.place)
        return self._within(node.get("formule"), steps, condition, key.place)

    def _verdict(self, name: str, path: str, condition: Condition | None) -> Place:
        kind = "eindoordeel" if name == "eindoordeel" else "per_vraag"
        for tree in self._with("oordeel/", kind):
            own = _under(tree, "oordeel")
            if isinstance(own, Scalar) and own.text == kind:
                number, *steps = path.split("/") if path else [""]
                item = _item(_under(tree, "gevallen"), number)
                return self._within(_under(item, "als"), steps, condition, _place(item, tree.place))
        return self._nowhere("oordeel/")

    def _listed(self, folder: str, top: str, key: str, name: str, path: str, condition: Condition | None) -> Place:
        """A rule that is one element of a list: a question, a step, a section."""
        found = [
            item
            for tree in self._with(folder, name)
            for item in _items(_under(tree, top))
            if isinstance(own := _under(item, key), Scalar) and own.text == name
        ]
        if not found:
            return self._nowhere(folder)
        rule = next((one for one in found if self._covers(one)), found[0])
        return self._inside(rule, path, condition)

    def _single(self, name: str, path: str, condition: Condition | None) -> Place:
        """A criterion or a no-go ground: one file each."""
        for folder, key in (("criteria/", "criterium"), ("nogo/", "nogo")):
            found = [
                tree
                for tree in self._with(folder, name)
                if isinstance(own := _under(tree, key), Scalar) and own.text == name
            ]
            if found:
                return self._inside(next((one for one in found if self._covers(one)), found[0]), path, condition)
        return self._nowhere("criteria/")

    # --- inside a rule ---

    def _inside(self, rule: Node, path: str, condition: Condition | None) -> Place:
        steps = path.split("/") if path else []
        if steps == ["uitkomsten"] and isinstance(rule, Mapping):
            return rule.key_place("uitkomsten")
        node, rest = _part(rule, steps)
        if node is None:
            return _place(rule, rule.place)
        return self._within(node, rest, condition, node.place)

    def _within(self, node: Node | None, steps: list[str], condition: Condition | None, otherwise: Place) -> Place:
        """The part of a written condition that the last steps of an id lead to."""
        if node is None:
            return otherwise
        placed = _placed(node)
        for step in steps:
            index = 0 if step == "niet" else int(step) - 1 if step.isdigit() else -1
            parts = _parts_of(condition) if condition is not None else None
            if index < 0 or (parts is not None and len(parts) != len(placed.parts)) or index >= len(placed.parts):
                break
            placed = placed.parts[index]
            condition = None if parts is None else parts[index]
        return placed.place

    # --- files ---

    def _with(self, folder: str, word: str) -> Iterator[Node]:
        """The trees of the files in a folder that have this word somewhere."""
        for name in sorted(self._files):
            if name.startswith(folder) and word.encode() in self._files[name]:
                if name not in self._trees:
                    self._trees[name] = read_text(self._files[name], name)
                yield self._trees[name]

    def _covers(self, rule: Node) -> bool:
        if self._day is None:
            return True
        first, last = _under(rule, "geldig_van"), _under(rule, "geldig_tot")
        after = not isinstance(first, Scalar) or first.text <= self._day.isoformat()
        return after and (not isinstance(last, Scalar) or self._day.isoformat() <= last.text)

    @staticmethod
    def _nowhere(folder: str) -> Place:
        return Place(folder.rstrip("/"))


def _part(rule: Node, steps: list[str]) -> tuple[Node | None, list[str]]:
    """The node of the file that an id names inside a rule, and the steps that go on inside its condition."""
    match steps:
        case ["van_toepassing", *rest]:
            return _under(rule, "van_toepassing_als"), rest
        case ["niet_van_toepassing", number, *rest]:
            return _als(_item(_under(rule, "niet_van_toepassing_als"), number)), rest
        case [("voldoet" | "twijfel" | "voldoet_niet") as outcome, *rest]:
            return _case(_under(_under(rule, "uitkomsten"), outcome), rest)
        case ["grond", name, *rest]:
            return _als(_named(_under(rule, "deugdelijke_gronden"), "grond", name)), rest
        case ["herstelbaar_als", *rest]:
            return _under(rule, "herstelbaar"), rest
        case ["herstel", number, *rest]:
            return _als(_item(_under(rule, "herstel"), number)), rest
        case ["bewijs", name, *rest]:
            return _als(_named(_under(rule, "bewijs"), "bewijs", name)), rest
        case ["afwijzing", number, *rest]:
            return _als(_item(_under(rule, "afwijzing"), number)), rest
        case ["beroep", *rest]:
            return _under(rule, "beroep_als"), rest
        case [("tijdig" | "dekt") as key, *rest]:
            return _under(rule, key), rest
        case ["gehaald" | "te_laat" as state, *rest]:
            written = _under(rule, f"{state}_als")
            return (written, rest) if written is not None else (_under(rule, "uiterlijk") or rule, [])
        case ["regel", number, *rest]:
            return _als(_item(_under(rule, "regels"), number)), rest
    return None, []


def _case(node: Node | None, steps: list[str]) -> tuple[Node | None, list[str]]:
    """A case of an outcome: `als`, `2/als`, with `/voorlopig` where the loader split it in two."""
    number = "1"
    if steps and steps[0].isdigit():
        number, *steps = steps
    item = _item(node, number)
    rest = steps[1:] if steps[:1] == ["als"] else steps
    if rest[:1] == ["voorlopig"]:
        return _als(item), []
    return _als(item), rest


def _als(item: Node | None) -> Node | None:
    """The condition of an item, or the item where it has none (`anders`)."""
    return _under(item, "als") or item


def _named(node: Node | None, key: str, name: str) -> Node | None:
    return next((one for one in _items(node) if isinstance(own := _under(one, key), Scalar) and own.text == name), None)


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _items(node: Node | None) -> tuple[Node, ...]:
    """The elements of a list; one element may stand without a list."""
    return () if node is None else node.items if isinstance(node, Sequence) else (node,)


def _item(node: Node | None, number: str) -> Node | None:
    items = _items(node)
    index = int(number) - 1 if number.isdigit() else -1
    return items[index] if 0 <= index < len(items) else None


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _place(node: Node | None, otherwise: Place) -> Place:
    return otherwise if node is None else node.place


def _cell_place(rule: Mapping, steps: list[str], otherwise: Place) -> Place:
    """A row, or a cell, of a table: where its key stands."""
    node, place = _under(rule.get("tabel"), "cellen"), otherwise
    for name in steps:
        if not isinstance(node, Mapping) or name not in node:
            break
        place, node = node.key_place(name), node.get(name)
    return place


# --- the parts of a written condition ----------------------------------------------------------------------------


def _parts_of(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
    return ()


def _placed(node: Node) -> Placed:
    match node:
        case Scalar():
            return _of_syntax(parse(node.text), node)
        case Mapping(((key, below),)) if key.text == "niet":
            return Placed("niet", below.place, (_placed(below),))
        case Mapping(((key, Sequence(items)),)):
            return _group(key.text, items[0].place if items else key.place, [_placed(one) for one in items])
    return Placed("", node.place)


def _of_syntax(syntax: Syntax, scalar: Scalar) -> Placed:
    place = place_in(scalar, syntax.offset)
    match syntax.kind:
        case "conjunction" | "disjunction":
            kind = "alle" if syntax.kind == "conjunction" else "een_van"
            return _group(kind, place, [_of_syntax(one, scalar) for one in syntax.children])
        case "negation":
            return Placed("niet", place, (_of_syntax(syntax.children[0], scalar),))
    return Placed("", place)


def _group(kind: str, place: Place, parts: list[Placed]) -> Placed:
    """A group in a group of the same kind is taken up in it, as in the typed tree."""
    flat = (one for part in parts for one in (part.parts if part.kind == kind else (part,)))
    return Placed(kind, place, tuple(flat))
