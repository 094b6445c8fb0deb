"""Reads blocks with keys in files beside the rulebook, whose mistakes have a letter of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeGuard

from ..mistakes import Collector, did_you_mean
from .text_tree import Mapping, Node, Scalar


class Blocks(NamedTuple):
    """Reads blocks of one kind of file, with its codes: for no block, for a key that is not of it, for no text."""

    problems: Collector
    no_block: str
    strange_key: str
    no_text: str

    def is_block(self, node: Node, what: str, keys: Iterable[str]) -> TypeGuard[Mapping]:
        """Whether a node is a block; keys other than these are mistakes, and leave it one."""
        known = tuple(keys)
        possible = f"mogelijk: {', '.join(known)}"
        if not isinstance(node, Mapping):
            self.problems.add(node.place, self.no_block, f"{what} is een blok met sleutels", possible)
            return False
        for key, _ in node.entries:
            if key.text not in known:
                hint = did_you_mean(key.text, known) or possible
                self.problems.add(key.place, self.strange_key, f"{what} kent geen sleutel '{key.text}'", hint)
        return True

    def text(self, node: Mapping, key: str) -> str:
        """The text under a key on one line, which must be there; "" after a mistake."""
        value = node.get(key)
        if isinstance(value, Scalar) and not value.empty:
            return " ".join(value.text.split())
        self.problems.add(node.key_place(key), self.no_text, f"bij '{key}' hoort een tekst")
        return ""

    def optional_text(self, node: Mapping, key: str) -> str:
        """As `text`; "" also when the key is not there."""
        return self.text(node, key) if key in node else ""
