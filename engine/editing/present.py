"""What a rulebook has already, read file by file, so that it is known too while some of them have mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..mistakes import Collector
from ..text.text_tree import Mapping as Block
from ..text.text_tree import Node, Scalar, Sequence
from ..text.yaml_text import read_tree

NUMBERED = re.compile(r"([A-Za-z]+)0*(\d+)")


@dataclass(slots=True)
class Present:
    """Names with the file in which each stands."""

    rules: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    derived: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    offers: dict[str, str] = field(default_factory=dict)
    grounds: dict[str, str] = field(default_factory=dict)
    tested: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()

    def free_number(self, id: str) -> str:
        """The first number after those in use, of rules that begin with the same letters."""
        match = NUMBERED.fullmatch(id)
        letters = match.group(1) if match else id.rstrip("0123456789")
        others = [one for one in map(NUMBERED.fullmatch, self.rules) if one and one.group(1) == letters]
        highest = max((int(one.group(2)) for one in others), default=0)
        width = max((len(one.group(0)) - len(letters) for one in others), default=1)
        return f"{letters}{highest + 1:0{width}}"

    def before(self, id: str) -> str | None:
        """The rule with the same letters and the highest number below that of `id`, or else the highest."""
        match = NUMBERED.fullmatch(id)
        if match is None:
            return None
        numbers = {
            int(one.group(2)): one.group(0)
            for one in map(NUMBERED.fullmatch, self.rules)
            if one and one.group(1) == match.group(1)
        }
        lower = [number for number in numbers if number < int(match.group(2))]
        return numbers[max(lower or numbers)] if numbers else None


def present_in(texts: Mapping[str, str]) -> Present:
    """What stands in the files of a rules folder, by path; a file that cannot be read has nothing."""
    found = Present()
    for file, text in texts.items():
        tree = read_tree(text.encode(), file, Collector())
        if isinstance(tree, Block):
            _read(file, tree, found)
    return found


def _read(file: str, tree: Block, found: Present) -> None:
    room = file.partition("/")[0]
    match room:
        case "criteria" | "nogo":
            id = _text(tree, "criterium") or _text(tree, "nogo")
            found.rules.setdefault(id, file)
            grounds = _items(tree.get("deugdelijke_gronden"))
            found.grounds.update((f"{id}.{_text(one, 'grond')}", file) for one in grounds)
        case "begrippen":
            group = _text(tree, "groep")
            found.groups.setdefault(group, file)
            found.facts.update((f"{group}.{name}", file) for name in _keys(tree, "begrippen"))
        case "afleidingen":
            found.derived.update((name, file) for name in _keys(tree, "afleidingen"))
        case "parameters.yaml":
            found.parameters.update((name, file) for name in _keys(tree, "parameters"))
        case "bronnen.yaml":
            found.sources.update((name, file) for name in _keys(tree, "bronnen"))
        case "trajecten":
            found.offers.setdefault(_text(tree, "traject"), file)
        case "oordeel":
            found.questions += tuple(_text(one, "vraag") for one in _items(tree.get("vragen")))
        case "toetsen" if not file.startswith("toetsen/basis/"):
            found.tested.setdefault(_text(tree, "toetsen"), file)


def _text(tree: Block, key: str) -> str:
    node = tree.get(key)
    return node.text if isinstance(node, Scalar) else ""


def _keys(tree: Block, key: str) -> tuple[str, ...]:
    node = tree.get(key)
    return tuple(one.text for one, _ in node.entries) if isinstance(node, Block) else ()


def _items(node: Node | None) -> tuple[Block, ...]:
    return tuple(one for one in node.items if isinstance(one, Block)) if isinstance(node, Sequence) else ()
