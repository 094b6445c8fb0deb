"""Puts a value into the text of a dossier in YAML and leaves every other character as it was.

A value is found by its path: group, key, and inside a list the number of the element and the field. A key that is not
there yet comes at the end of its group, a group at the end of the file. The text must be one that the reader accepts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from .text.yaml_text import fastest_loader

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*|-?\d+(?:\.\d+)?")
_STEP = "  "


class CannotEdit(ValueError):
    """The file is written in a way that leaves no safe place for the value."""


class Flow(NamedTuple):
    """A value on one line, as YAML: "2026-04-13", "[a, b]", "{nvt: \\"de reden\\"}"."""

    text: str


class Block(NamedTuple):
    """A value of several lines below its key, indented from 0."""

    lines: tuple[str, ...]


Written = Flow | Block


def scalar(text: str, *, quoted: bool = False) -> str:
    """A text as a YAML scalar: bare where it cannot be mistaken, else between double quotes.

    >>> scalar("2026-04-13"), scalar("de map: bijlage 2"), scalar("12", quoted=True)
    ('2026-04-13', '"de map: bijlage 2"', '"12"')
    """
    return text if not quoted and _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def put(text: str, path: Path, value: Written) -> str:
    """The text with `value` at `path`, in place of what is there. Raises: CannotEdit."""
    return _editor(text).put(path, value)


def append(text: str, path: Path, elements: Sequence[Block]) -> str:
    """The text with elements added to the list at `path`. Raises: CannotEdit."""
    return _editor(text).append(path, elements)


@lru_cache(maxsize=2)
def _editor(text: str) -> _Editor:
    """Kept for the next question about the same text."""
    return _Editor(text)


class _Editor:
    """One text with the nodes of its YAML, each with its place."""

    def __init__(self, text: str) -> None:
        import yaml

        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.yaml = yaml
        # Past a byte order mark the parser in C counts otherwise than the one in Python.
        loader = yaml.SafeLoader if text.startswith("\ufeff") else fastest_loader()
        self.root = yaml.compose(text, Loader=loader)
        if not isinstance(self.root, yaml.MappingNode) or self.root.flow_style:
            raise CannotEdit("the file is no block mapping")

    def put(self, path: Path, value: Written) -> str:
        node, rest = self.root, list(path)
        key: Any = None
        while rest:
            step = rest[0]
            found = self.entry(node, step)
            if found is None:
                break
            key, node = found
            rest.pop(0)
        if not rest:
            return self.replace(key, node, value)
        if any(isinstance(one, int) for one in rest):
            raise CannotEdit("there is no such element")
        for name in reversed(rest[1:]):
            value = _nested(str(name), value)
        return self.add_key(key, node, str(rest[0]), value)

    def append(self, path: Path, elements: Sequence[Block]) -> str:
        node: Any = self.root
        for step in path:
            found = self.entry(node, step)
            if found is None:
                raise CannotEdit("there is no such list")
            node = found[1]
        if not isinstance(node, self.yaml.SequenceNode) or not node.value or node.flow_style:
            raise CannotEdit("the list is written on one line")
        end = self.line_end(self.end_of(node))
        lead = " " * node.value[0].start_mark.column
        dash = lead[:-2]
        lines = [
            (f"{dash}- " if not number else lead) + line for one in elements for number, line in enumerate(one.lines)
        ]
        return self.insert_lines(end, lines)

    def entry(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """The key node (None in a list) and the node under a step."""
        if isinstance(step, int):
            inside = isinstance(node, self.yaml.SequenceNode) and step < len(node.value)
            return (None, node.value[step]) if inside else None
        if isinstance(node, self.yaml.MappingNode):
            return next(((key, value) for key, value in node.value if key.value == step), None)
        return None

    # --- writing ----------------------------------------------------------------------------------------------------

    def replace(self, key: Any, node: Any, value: Written) -> str:
        """The value in place of a node; a block goes below its key, behind the comment on that line."""
        start, end = node.start_mark.index, self.end_of(node)
        empty = isinstance(node, self.yaml.ScalarNode) and start == end
        before = key.end_mark.index + 1 if key is not None else start
        if isinstance(value, Flow):
            if key is None:
                return self.text[:start] + value.text + self.text[end:]
            gap = self.text[before:start]
            if not empty and "#" not in gap and "\n" not in gap:
                return self.text[:start] + value.text + self.text[end:]
            if empty:
                return self.text[:before] + f" {value.text}" + self.text[before:]
            kept = self.text[before : self.text.find("\n", before)].rstrip("\r") if "\n" in gap else ""
            return self.text[:before] + f" {value.text}{kept}" + self.text[end:]
        if key is None or self.in_flow(key):
            raise CannotEdit("a list of several lines does not fit inside braces")
        lead = " " * key.start_mark.column + _STEP
        lines = [lead + line for line in value.lines]
        if empty:
            return self.insert_lines(self.line_end(before), lines)
        gap = self.text[before:start]
        if "\n" in gap:
            first = self.line_end(before)
            return self.text[:first] + self.newline + self.newline.join(lines) + self.text[end:]
        return self.text[:before] + self.newline + self.newline.join(lines) + self.text[end:]

    def add_key(self, key: Any, node: Any, name: str, value: Written) -> str:
        """A new key in a mapping, or in a group that has none yet."""
        if isinstance(node, self.yaml.ScalarNode) and node.start_mark.index == node.end_mark.index and key is not None:
            return self.insert_lines(self.line_end(key.end_mark.index), _entry(name, value, key.start_mark.column + 2))
        if not isinstance(node, self.yaml.MappingNode):
            raise CannotEdit("there is a value where keys belong")
        if node.flow_style:
            if isinstance(value, Block):
                raise CannotEdit("a list of several lines does not fit inside braces")
            end = node.end_mark.index - 1
            inside = self.text[:end].rstrip()
            comma = "" if inside.endswith(("{", ",")) else ","
            space = "" if inside.endswith("{") else " "
            return inside + f"{comma}{space}{name}: {value.text}" + self.text[len(inside) :]
        indent = node.value[0][0].start_mark.column
        end = self.line_end(self.end_of(node))
        return self.insert_lines(end, _entry(name, value, indent))

    def insert_lines(self, at: int, lines: Sequence[str]) -> str:
        """New lines after the line that ends at `at`."""
        return self.text[:at] + "".join(self.newline + line for line in lines) + self.text[at:]

    # --- places -----------------------------------------------------------------------------------------------------

    def line_end(self, index: int) -> int:
        """Where the line of a character ends, before its line break."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def end_of(self, node: Any) -> int:
        """Where what is written in a node ends, without the comments and blank lines that follow."""
        if isinstance(node, self.yaml.ScalarNode) or node.flow_style:
            end: int = node.end_mark.index
            return len(self.text[:end].rstrip()) if end > node.start_mark.index else end
        if not node.value:
            return int(node.start_mark.index)
        last = node.value[-1]
        if isinstance(node, self.yaml.SequenceNode):
            return self.end_of(last)
        key, value = last
        return max(int(key.end_mark.index) + 1, self.end_of(value))

    def in_flow(self, key: Any) -> bool:
        """Whether a key stands inside braces."""
        line = self.text[: key.start_mark.index].rpartition("\n")[2]
        return bool(line.strip(" -"))


def _nested(name: str, value: Written) -> Block:
    return Block(tuple(_entry(name, value, 0)))


def _entry(name: str, value: Written, indent: int) -> list[str]:
    lead = " " * indent
    if isinstance(value, Flow):
        return [f"{lead}{name}: {value.text}"]
    return [f"{lead}{name}:", *(f"{lead}{_STEP}{line}" for line in value.lines)]


def holds(text: str, path: Path) -> bool:
    """Whether there is something at a path."""
    editor = _editor(text)
    node = editor.root
    for step in path:
        found = editor.entry(node, step)
        if found is None:
            return False
        node = found[1]
    return True
