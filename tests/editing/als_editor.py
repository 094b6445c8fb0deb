"""A YAML file as the YAML extension of an editor sees it (YAML 1.2: dates are texts), and small wrong copies of one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from spoortoets.engine.mistakes import Place
from spoortoets.engine.text.text_tree import Mapping, Node, Scalar, Sequence
from spoortoets.engine.text.yaml_text import read_text

NOWHERE = Place("")
PLAIN = re.compile(r"[\w.+-]+")


def instance(node: Node) -> object:
    """The values of a tree."""
    match node:
        case Mapping(entries):
            return {key.text: instance(value) for key, value in entries}
        case Sequence(items):
            return [instance(one) for one in items]
        case Scalar(text, quoted):
            return text if quoted else _guessed(text)


def _guessed(text: str) -> object:
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?\d+\.\d+", text) else text


def read(data: bytes, file: str) -> object:
    return instance(read_text(data, file))


def flow(node: Node) -> str:
    """The tree on one line of YAML."""
    match node:
        case Mapping(entries):
            return f"{{{', '.join(f'{flow(key)}: {flow(value)}' for key, value in entries)}}}"
        case Sequence(items):
            return f"[{', '.join(map(flow, items))}]"
        case Scalar(text, quoted):
            bare = not quoted and (PLAIN.fullmatch(text) or not text)
            return (text or "null") if bare else json.dumps(text, ensure_ascii=False)


def _scalar(text: str) -> Scalar:
    return Scalar(text, False, NOWHERE)


OTHERS: dict[str, Node] = {
    "niets": _scalar(""),
    "een getal": _scalar("7"),
    "een woord": _scalar("vreemd_woord"),
    "een zin": Scalar("Een zin met {gat", True, NOWHERE),
    "een datum": _scalar("2024-01-01"),
    "ja": _scalar("ja"),
    "een lijst": Sequence((_scalar("a"),), NOWHERE),
    "een lege lijst": Sequence((), NOWHERE),
    "een blok": Mapping(((_scalar("a"), _scalar("b")),), NOWHERE),
    "een leeg blok": Mapping((), NOWHERE),
}


def wrong_copies(node: Node) -> Iterator[tuple[str, Node]]:
    """The tree with one thing otherwise: another value, a key more or a key less. What it is, and where."""
    for what, other in OTHERS.items():
        yield what, other
    match node:
        case Mapping(entries):
            yield "een vreemde sleutel", Mapping((*entries, (_scalar("vreemd"), _scalar("x"))), node.place)
            for number, (key, value) in enumerate(entries):
                before, after = entries[:number], entries[number + 1 :]
                yield f"zonder {key.text}", Mapping((*before, *after), node.place)
                for what, other in wrong_copies(value):
                    yield f"{key.text}: {what}", Mapping((*before, (key, other), *after), node.place)
        case Sequence(items):
            for number, value in enumerate(items):
                for what, other in wrong_copies(value):
                    changed = (*items[:number], other, *items[number + 1 :])
                    yield f"{number + 1}: {what}", Sequence(changed, node.place)
