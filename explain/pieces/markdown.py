"""A piece as GitHub-flavoured Markdown. Every text shows literally; a picture is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Piece,
    Signature,
    Span,
    Table,
    Terms,
    Text,
    heading_lead,
    text,
)
from .structure import placed

PICTURE = "Afbeelding"

_APART = "<!-- -->"
"""Between two lists; without it they would be one."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$]|:(?=//)|(?<=www)\.)")
"""What Markdown takes for markup; the last two are what GitHub takes for the address of a page."""

_FIRST = re.compile(r"\d{1,9}(?=[.)](?: |$))|(?=[-+](?:[ -]|$))")
"""What at the beginning of a line is a list or a rule, up to the character to escape."""

_SPACE = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_STRONG = re.compile(r"( ?)(.*?)( ?)")


def markdown_text(piece: Piece) -> str:
    """The whole piece; ends with a line end. What stands on every page stands above the title and at the end."""
    top = [Span(label, strong=True) for label in piece.labels] + [Span(piece.header)]
    parts = [_inline(_joined(top, " · ")), f"# {_inline(text(piece.title))}"]
    if piece.subtitle:
        parts.append(_line(text(piece.subtitle)))
    blocks = placed(piece)
    for one, before in zip(blocks, (None, *blocks), strict=False):
        if before and one.kind == before.kind == "bullets":
            parts.append(_APART)
        parts.extend(_block(one.block, one.level))
    if piece.footer:
        parts.extend(("---", _line(text(piece.footer))))
    return "\n\n".join(part for part in parts if part) + "\n"


def _joined(spans: Iterable[Span], between: str) -> Text:
    """The spans that hold something, with `between` between them."""
    found: list[Span] = []
    for span in spans:
        if span.text:
            found.extend([Span(between), span] if found else [span])
    return tuple(found)


def _block(block: Block, level: int) -> Iterator[str]:
    """The parts of a block; each stands apart from the next by an empty line."""
    match block:
        case Heading():
            yield f"{'#' * (level + 1)} {_inline(_heading(block))}"
        case Paragraph(spans):
            yield _line(spans)
        case Bullets(items, checkbox):
            marker = "- [ ] " if checkbox else "- "
            yield "\n".join(marker + _line(item) for item in items)
        case Table(header, rows, _, caption):
            if caption:
                yield _strong(caption)
            yield _table(map(text, header), rows)
        case Terms(rows):
            for label, paragraphs in rows:
                yield _strong(label)
                yield from map(_line, paragraphs)
        case Notice(_, title, paragraphs):
            yield "\n>\n".join(f"> {part}" for part in (_strong(title), *map(_line, paragraphs)))
        case Figure(_, alt, caption):
            yield f"> {PICTURE}: {_inline(text(alt))}"
            yield _line(text(caption))
        case Signature(parties, fields):
            for party in parties:
                yield _table((text(party), text("")), [(text(field), text("")) for field in fields])


def _heading(heading: Heading) -> Text:
    """The heading with its outcome strong."""
    lead = heading_lead(heading)
    return text(f"{lead} ", Span(heading.mark.text, strong=True)) if heading.mark else text(lead)


def _table(header: Iterable[Text], rows: Iterable[tuple[Text, ...]]) -> str:
    """A table with a line for each row, however long."""
    top = tuple(header)
    lines = [_row(top), "|" + " --- |" * len(top), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Iterable[Text]) -> str:
    return "|" + "".join(f" {_inline(cell)} |" for cell in cells)


def _strong(words: str) -> str:
    return _inline((Span(words, strong=True),))


def _line(spans: Text) -> str:
    """The spans as a line of its own; what looks like the beginning of a list or a rule is none."""
    line = _inline(spans)
    first = _FIRST.match(line)
    return f"{first.group()}\\{line[first.end() :]}" if first else line


def _inline(spans: Text) -> str:
    """The spans as a part of a line that reads as its words and nothing else."""
    runs = _runs(spans)
    found = []
    for at, (words, strong) in enumerate(runs):
        before = runs[at - 1][0][-1:] if at else ""
        after = runs[at + 1][0][:1] if at + 1 < len(runs) else ""
        found.append(_emphasis(words, before, after) if strong else _escaped(words))
    return "".join(found).strip(" ")


def _runs(spans: Text) -> list[tuple[str, bool]]:
    """Texts of alternating strength; the spaces at the ends of a strong one lie outside it."""
    found: list[tuple[str, bool]] = []
    for span in spans:
        words = _SPACE.sub(" ", span.text)
        inner = _STRONG.fullmatch(words) if span.strong else None
        parts = zip(inner.groups(), (False, True, False), strict=True) if inner else ((words, False),)
        for part, strong in parts:
            if part and found and found[-1][1] is strong:
                found[-1] = (found[-1][0] + part, strong)
            elif part:
                found.append((part, strong))
    return found


def _emphasis(words: str, before: str, after: str) -> str:
    """Strong text. Beside a letter, asterisks round a text that begins or ends with a sign would show as they are."""
    opens = words[0].isalnum() or before in ("", " ")
    closes = words[-1].isalnum() or after in ("", " ")
    return f"**{_escaped(words)}**" if opens and closes else f"<strong>{_escaped(words)}</strong>"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
