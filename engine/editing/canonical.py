"""One canonical form for rule files: order of keys, indentation, quotes, and the width of expressions.

The text is written anew from the places of its parsed nodes, as `dossier_edit` does, and not from values: every text
stays letter for letter what it was, every comment stays with what it was written at. ruamel.yaml, which writes comments
back too, hangs a comment at the end of what stands before it, so that it would stay behind when a key moves; and it
takes ten times as long. What is written is read again and held against what was there before it is given.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from ..forms.form import Block, Expression, Form, Shape
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..text.yaml_text import fastest_loader, read_text
from .folding import folded
from .quoting import is_plain, quoted
from .shapes import Written, below_key, form_of_block, item_of, shape_of

WIDTH = 150
"""Longest line of an expression; a sentence stays on one line, however long, so that a change of it is one line."""

STEP = 2
_HEADER = re.compile(r"[|>][-+]?(?=\s|$)")


class CannotFormat(ValueError):
    """The file is written in a way that this form has no place for. It is left as it is."""


def canonical(data: bytes, file: str, form: Form | None) -> str:
    """The text of a YAML file in canonical form; `form` is that of the whole file, None when it has none.

    Raises: MistakesFound when the file cannot be read, CannotFormat.
    """
    before = read_text(data, file)
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    shape = None if form is None else Block(form)
    written = _Writer(text).file(shape)
    after = read_text(written.encode(), file)
    if _meaning(before, shape) != _meaning(after, shape) or _comments(text) != _comments(written):
        raise CannotFormat(file)
    return written


def _meaning(node: Node, shape: Shape | None) -> object:
    """What is written, without places; of a block with a form without the order of its keys."""
    match node:
        case Scalar():
            return node.text, node.quoted and not is_plain(node.text, flow=False) and not isinstance(shape, Expression)
        case Sequence(items):
            inner = item_of(shape_of(shape, Written.LIST))
            return [_meaning(one, inner) for one in items]
        case Mapping(entries):
            own = shape_of(shape, Written.BLOCK)
            pairs = [(key.text, _meaning(value, below_key(own, key.text))) for key, value in entries]
            return pairs if form_of_block(own) is None else sorted(pairs, key=lambda pair: pair[0])


def _comments(text: str) -> Counter[str]:
    """Every comment of a text."""
    import yaml

    found: Counter[str] = Counter()
    last = 0
    for token in yaml.scan(text, Loader=fastest_loader()):
        found.update(_remarks(text[last : token.start_mark.index]))
        if getattr(token, "style", None) in ("|", ">"):
            found.update(_remarks(text[token.start_mark.index :].partition("\n")[0]))
        last = max(last, _end(text, token))
    found.update(_remarks(text[last:]))
    return found


def _remarks(gap: str) -> list[str]:
    return [one.strip() for one in re.findall(r"(?:^|(?<=\s))#.*", gap, re.MULTILINE)]


def _end(text: str, part: Any) -> int:
    """Where a token or node ends: the parser counts the white space after a block of text to it."""
    end: int = part.end_mark.index
    return len(text[:end].rstrip()) if end > part.start_mark.index else end


class _Gap(NamedTuple):
    """The blank lines and comments between two keys or items: how many of them belong to the first, and the others."""

    trailing: int
    leading: list[str]


class _Writer:
    """Writes one text anew."""

    def __init__(self, text: str) -> None:
        import yaml

        self.yaml = yaml
        self.text = text
        self.lines = text.split("\n")
        self.root: Any = yaml.compose(text, Loader=fastest_loader())

    def file(self, shape: Shape | None) -> str:
        if not self.is_block(self.root):
            return self.text.rstrip("\n") + "\n"
        first = self.root.start_mark.line
        # What stands above the first key speaks of the whole file, and stays there when another key comes first.
        top = [line for line in self.gap(0, first - 1, -1).leading if line != "---"]
        lines = [*top, *self.block(self.root, shape, 0, first, len(self.lines) - 1)]
        return "\n".join(lines).strip("\n") + "\n"

    # --- places -----------------------------------------------------------------------------------------------------

    def is_block(self, node: Any) -> bool:
        return not isinstance(node, self.yaml.ScalarNode) and not node.flow_style and bool(node.value)

    def last_line(self, node: Any) -> int:
        """The last line on which something of a node stands."""
        if self.is_block(node):
            last = node.value[-1]
            key, value = last if isinstance(last, tuple) else (last, last)
            return max(int(key.start_mark.line), self.last_line(value))
        end = _end(self.text, node)
        return max(int(node.start_mark.line), self.text.count("\n", 0, end))

    def gap(self, first: int, last: int, column: int) -> _Gap:
        """The lines `first` to and including `last`. A comment deeper than `column` belongs to what stands before."""
        lines = self.lines[first : last + 1]
        deeper = [number for number, line in enumerate(lines) if line.strip() and _indent_of(line) > column]
        cut = deeper[-1] + 1 if deeper and column >= 0 else 0
        return _Gap(cut, _without_double_blanks([line.strip() for line in lines[cut:]]))

    def dash(self, item: Any, column: int) -> int:
        """The line with the dash of an item of a list at `column`."""
        line = int(item.start_mark.line)
        while not (_indent_of(self.lines[line]) <= column and self.lines[line][column : column + 1] == "-"):
            line -= 1
        return line

    def remark(self, line: int, column: int) -> str:
        """The comment after a column of a line, with the space before it; "" when there is none."""
        rest = self.lines[line][column:].rstrip()
        return rest if rest.lstrip().startswith("#") else ""

    # --- blocks -----------------------------------------------------------------------------------------------------

    def block(self, node: Any, shape: Shape | None, indent: int, first: int, last: int) -> list[str]:
        """The lines of a block, which stands in the lines `first` to and including `last`."""
        if isinstance(node, self.yaml.MappingNode):
            return self.mapping(node, shape_of(shape, Written.BLOCK), indent, first, last)
        return self.sequence(node, item_of(shape_of(shape, Written.LIST)), indent, first, last)

    def mapping(self, node: Any, shape: Shape | None, indent: int, first: int, last: int) -> list[str]:
        starts = [key.start_mark.line for key, _ in node.value]
        ends = [max(key.start_mark.line, self.last_line(value)) for key, value in node.value]
        gaps = self.gaps(starts, ends, first, last, node.value[0][0].start_mark.column)
        chunks: list[tuple[str, list[str]]] = []
        for number, (key, value) in enumerate(node.value):
            until = ends[number] + gaps[number + 1].trailing
            lines = self.entry(key, value, below_key(shape, key.value), indent, until)
            chunks.append((key.value, [*_indented(gaps[number].leading, indent), *lines]))
        form = form_of_block(shape)
        if form is not None:
            order = {name: number for number, name in enumerate(form)}
            chunks.sort(key=lambda chunk: order.get(chunk[0], len(order)))
        return [*(line for _, lines in chunks for line in lines), *_indented(gaps[-1].leading, indent)]

    def sequence(self, node: Any, shape: Shape | None, indent: int, first: int, last: int) -> list[str]:
        column = node.start_mark.column
        starts = [self.dash(item, column) for item in node.value]
        ends = [max(start, self.last_line(item)) for start, item in zip(starts, node.value, strict=True)]
        gaps = self.gaps(starts, ends, first, last, column)
        lines: list[str] = []
        for number, item in enumerate(node.value):
            until = ends[number] + gaps[number + 1].trailing
            lines += _indented(gaps[number].leading, indent)
            lines += self.item(item, shape, indent, starts[number], column, until)
        return [*lines, *_indented(gaps[-1].leading, indent)]

    def gaps(self, starts: list[int], ends: list[int], first: int, last: int, column: int) -> list[_Gap]:
        """What stands before each key or item, and after the last."""
        before = self.gap(first, starts[0] - 1, -1)
        return [
            before,
            *(self.gap(end + 1, start - 1, column) for end, start in zip(ends, [*starts[1:], last + 1], strict=True)),
        ]

    def entry(self, key: Any, value: Any, shape: Shape | None, indent: int, last: int) -> list[str]:
        """One key with what stands below it; `last` is the last line of the source that belongs to it."""
        line = int(key.end_mark.line)
        head = " " * indent + self.scalar(key, flow=False) + ":"
        colon = self.lines[line].index(":", key.end_mark.column) + 1
        if not self.is_block(value):
            return self.with_value(head, value, shape, indent, (line, colon), last)
        return [head + self.remark(line, colon), *self.block(value, shape, indent + STEP, line + 1, last)]

    def item(self, item: Any, shape: Shape | None, indent: int, line: int, column: int, last: int) -> list[str]:
        """One item of a list, whose dash stands on a line at a column."""
        if not self.is_block(item):
            return self.with_value(" " * indent + "-", item, shape, indent, (line, column + 1), last)
        first = line if item.start_mark.line == line else line + 1
        remark = self.remark(line, column + 1).strip()
        lines = self.block(item, shape, indent + STEP, first, last)
        number = next(number for number, one in enumerate(lines) if one.strip() and not one.lstrip().startswith("#"))
        leading = _indented([one for one in (remark, *(one.strip() for one in lines[:number])) if one], indent)
        return [*leading, " " * indent + "- " + lines[number][indent + STEP :], *lines[number + 1 :]]

    # --- values -----------------------------------------------------------------------------------------------------

    def with_value(
        self, head: str, node: Any, shape: Shape | None, indent: int, after: tuple[int, int], last: int
    ) -> list[str]:
        """A key or dash with a value that is no block. `after` is where the key or dash ends in the source."""
        line, column = after
        ended = self.last_line(node)
        end_column = _end(self.text, node) - (self.text.rfind("\n", 0, _end(self.text, node)) + 1)
        between = [self.remark(line, column), *(one.strip() for one in self.lines[line + 1 : node.start_mark.line])]
        leading = [one.strip() for one in between if one.strip()] if node.start_mark.line > line else []
        trailing = [one.strip() for one in self.lines[ended + 1 : last + 1] if one.strip()]
        if isinstance(node, self.yaml.ScalarNode) and node.style in ("|", ">"):
            lines = self.text_block(head, node, shape, indent + STEP)
        elif self.is_empty(node):
            lines, leading = [head + self.remark(line, column)], []
        else:
            text = self.inline(node, shape)
            remark = self.remark(ended, end_column)
            lines = [f"{head} {text}{remark}"]
            if self.is_expression(node, shape) and len(head) + 1 + len(text) > WIDTH and text == " ".join(text.split()):
                # Folded from the value: between quotes it may have stood there with backslashes.
                value = node.value
                lines = [f"{head} >-{remark}", *_indented(folded(value, WIDTH - indent - STEP), indent + STEP)]
        if len(lines) > 1:
            leading, trailing = [*leading, *trailing], []
        return [*_indented(leading, indent), *lines, *_indented(trailing, indent + STEP)]

    def is_empty(self, node: Any) -> bool:
        return isinstance(node, self.yaml.ScalarNode) and node.start_mark.index == node.end_mark.index

    def is_expression(self, node: Any, shape: Shape | None) -> bool:
        single = isinstance(node, self.yaml.ScalarNode)
        return single and isinstance(shape_of(shape, Written.ONE), Expression)

    def text_block(self, head: str, node: Any, shape: Shape | None, indent: int) -> list[str]:
        """A text after `>` or `|`, line by line as it was; lines of an expression that are too long are broken."""
        first = self.lines[node.start_mark.line][node.start_mark.column :].rstrip()
        if not _HEADER.match(first) or "+" in first.split()[0]:
            raise CannotFormat(first)
        lines = self.lines[node.start_mark.line + 1 : self.last_line(node) + 1]
        column = min((_indent_of(line) for line in lines if line.strip()), default=0)
        lines = [line[column:].rstrip() if node.style == ">" else line[column:] for line in lines]
        even = all(line.strip() and not line.startswith(" ") for line in lines)
        if even and node.style == ">" and self.is_expression(node, shape):
            lines = [part for line in lines for part in folded(line, WIDTH - indent)]
        return [f"{head} {first}", *_indented(lines, indent)]

    def inline(self, node: Any, shape: Shape | None, *, flow: bool = False) -> str:
        """A value on one line."""
        if isinstance(node, self.yaml.ScalarNode):
            return self.scalar(node, flow=flow)
        if _comments(self.text[node.start_mark.index : node.end_mark.index]):
            raise CannotFormat("a comment between braces")
        if isinstance(node, self.yaml.SequenceNode):
            inner = item_of(shape_of(shape, Written.LIST))
            return f"[{', '.join(self.inline(one, inner, flow=True) for one in node.value)}]"
        own = shape_of(shape, Written.BLOCK)
        pairs = [(key.value, self.pair(key, value, below_key(own, key.value))) for key, value in node.value]
        form = form_of_block(own)
        if form is not None:
            order = {name: number for number, name in enumerate(form)}
            pairs.sort(key=lambda pair: order.get(pair[0], len(order)))
        return f"{{{', '.join(text for _, text in pairs)}}}"

    def pair(self, key: Any, value: Any, shape: Shape | None) -> str:
        text = self.inline(value, shape, flow=True)
        return f"{self.scalar(key, flow=True)}:" + (f" {text}" if text else "")

    def scalar(self, node: Any, *, flow: bool) -> str:
        """A text on one line, between quotes only where it needs them; these stay as they were."""
        value: str = node.value
        if (not node.style and "\n" not in value) or is_plain(value, flow=flow):
            return value
        raw = self.text[node.start_mark.index : node.end_mark.index]
        return raw if node.style and "\n" not in raw else quoted(value)


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _without_double_blanks(lines: list[str]) -> list[str]:
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]
