"""Reads a text that a test holds: the tree without places, its last value, or the mistakes."""

from __future__ import annotations

import pytest
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.text.text_tree import Mapping, Node, Scalar, Sequence
from spoortoets.engine.text.yaml_text import read_text


def plain(node: Node) -> object:
    """A tree without its places."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(one) for one in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}


def read(text: str, file: str = "a.yaml") -> Node:
    return read_text(text.encode(), file)


def mistakes(data: str | bytes, file: str = "a.yaml") -> list[str]:
    """Each mistake as the user sees it."""
    with pytest.raises(MistakesFound) as caught:
        read_text(data.encode() if isinstance(data, str) else data, file)
    return [str(one) for one in caught.value.mistakes]


def last_scalar(node: Node) -> Scalar:
    """The value that stands last in the text, however deep."""
    while not isinstance(node, Scalar):
        node = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    return node
