"""The names of facts as files declare them, whether or not the rest of what they say can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..text.text_tree import Mapping, Node, Scalar


def declared_names(concepts: Iterable[Node], derivations: Iterable[Node]) -> Iterator[str]:
    """Full names of all facts in files of `begrippen/` and of `afleidingen/`."""
    for tree in concepts:
        top = dict(_entries(tree))
        group = top.get("groep")
        if isinstance(group, Scalar):
            yield from (f"{group.text}.{name}" for name, _ in _entries(top.get("begrippen")))
    for tree in derivations:
        yield from (name for name, _ in _entries(dict(_entries(tree)).get("afleidingen")))


def _entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    yield from ((key.text, value) for key, value in node.entries) if isinstance(node, Mapping) else ()
