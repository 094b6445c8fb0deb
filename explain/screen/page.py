"""A page of text as plain values: lines of styled spans, wrapped to a width, for a terminal, a pipe or a file alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from operator import itemgetter

from ...engine.frozen import Frozen, maker
from ..words import Mark, Tone

PAGE_WIDTH = 80
"""Width of every page that is not written to a terminal, so that the same result gives the same bytes everywhere."""

LABEL_WIDTH = 12
_ASCII_SYMBOLS = str.maketrans(
    {"✔": "+", "✘": "x", "±": "~", "→": ">", "–": "-", "·": "-", "─": "-", "│": "|", "├": "|", "└": "`", "…": ".",
     "’": "'", "‘": "'", "“": '"', "”": '"', "€": "E", "≥": ">", "≤": "<"}
)  # fmt: skip


class Style(Enum):
    """What a span is; the printer chooses the colour, and without colour nothing is lost."""

    PLAIN = "gewoon"
    HEADING = "kop"
    STRONG = "nadruk"
    DIM = "bijzaak"
    GOOD = Tone.GOOD.value
    BAD = Tone.BAD.value
    DOUBT = Tone.DOUBT.value
    OPEN = Tone.OPEN.value
    COMING = Tone.COMING.value
    NEUTRAL = Tone.NEUTRAL.value


class Span(Frozen):
    """A piece of one line in one style."""

    text: str
    style: Style = Style.PLAIN


_span = maker(Span)

Line = tuple[Span, ...]
Page = tuple[Line, ...]


def page_text(page: Page) -> str:
    """The page as plain text, each line ended by a newline.

    >>> page_text(((Span("een "), Span("twee", Style.STRONG)), ()))
    'een twee\\n\\n'
    """
    return "".join("".join(span.text for span in line) + "\n" for line in page)


def plain_letters(text: str) -> str:
    """The text in ASCII alone, for a terminal that cannot show more: symbols get a stand-in, accents fall away.

    >>> plain_letters("✔ één dag – café")
    '+ een dag - cafe'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_ASCII_SYMBOLS))
    return "".join(one if one.isascii() else "?" for one in decomposed if not unicodedata.combining(one))


def visible(text: str) -> str:
    """The text with every control character as a space, so that no text of a dossier can steer a terminal."""
    return text if text.isprintable() else "".join(one if one.isprintable() else " " for one in text)


def mark_span(mark: Mark) -> Span:
    """The symbol and the word of a status in its own colour."""
    return Span(f"{mark.symbol} {mark.word}", Style(mark.tone.value))


class PageBuilder:
    """Gathers lines, wrapped at `width` columns. `ascii_only` replaces every other character before wrapping."""

    def __init__(self, width: int = PAGE_WIDTH, ascii_only: bool = False) -> None:
        self.width = width
        self.ascii_only = ascii_only
        self.lines: list[Line] = []

    def page(self) -> Page:
        return tuple(self.lines)

    def blank(self) -> None:
        self.lines.append(())

    def rule(self) -> None:
        """A line across the page."""
        self.lines.append((Span(self._shown("─") * self.width, Style.DIM),))

    def text(self, *spans: Span | str, indent: int = 0, hanging: int | None = None) -> None:
        """One paragraph. `indent` is of its first line, `hanging` of the others (default: the same)."""
        later = indent if hanging is None else hanging
        self.guided(" " * indent, " " * later, *spans)

    def guided(self, first: str, later: str, *spans: Span | str) -> None:
        """One paragraph whose first line begins with `first` and every other line with `later`, shown dim."""
        shown = [_span((self._shown(one.text), one.style)) for one in map(_as_span, spans)]
        room = max(10, self.width - max(len(first), len(later)))
        for number, line in enumerate(_wrapped(shown, room) or [()]):
            prefix = self._shown(later if number else first, control=False)
            span = _span((prefix, Style.DIM if prefix.strip() else Style.PLAIN))
            self.lines.append((span, *line) if prefix else line)

    def labelled(
        self, label: str, *spans: Span | str, indent: int = 0, width: int = LABEL_WIDTH, style: Style = Style.DIM
    ) -> None:
        """A label in its own column, dim unless another style is asked, with a paragraph beside it."""
        start = len(self.lines)
        self.text(*spans, indent=indent + width)
        lead = _span((" " * indent, Style.PLAIN))
        name = _span((self._shown(label).ljust(width), style))
        self.lines[start] = (lead, name, *self.lines[start][1:]) if indent else (name, *self.lines[start][1:])

    def _shown(self, text: str, *, control: bool = True) -> str:
        clean = visible(text) if control else text
        return plain_letters(clean) if self.ascii_only else clean


def _as_span(one: Span | str) -> Span:
    return one if isinstance(one, Span) else _span((one, Style.PLAIN))


_Piece = tuple[str, Style]


def _wrapped(spans: list[Span], room: int) -> list[Line]:
    """Greedy wrapping of words; a word longer than `room` is cut."""
    if len(spans) == 1 and len(spans[0].text) <= room and " ".join(spans[0].text.split()) == spans[0].text != "":
        return [(spans[0],)]
    lines: list[Line] = []
    current: list[_Piece] = []
    used = 0
    for word in _words(spans, room):
        length = len(word[0][0]) if len(word) == 1 else sum(len(text) for text, _ in word)
        if current and used + 1 + length > room:
            lines.append(_joined(current))
            current, used = [], 0
        if current:
            current.append((" ", word[0][1] if current[-1][1] is word[0][1] else Style.PLAIN))
            used += 1
        current.extend(word)
        used += length
    if current:
        lines.append(_joined(current))
    return lines


def _words(spans: list[Span], room: int) -> Iterator[list[_Piece]]:
    """The words of a paragraph, each as the pieces of style it is made of."""
    word: list[_Piece] = []
    for span in spans:
        text, style = span.text, span.style
        if word and text[:1].isspace():
            yield word
            word = []
        parts = text.split()
        for number, part in enumerate(parts):
            if number and word:
                yield word
                word = []
            if (sum(len(piece) for piece, _ in word) if word else 0) + len(part) <= room:
                word.append((part, style))
                continue
            if word:
                yield word
            *full, rest = (part[start : start + room] for start in range(0, len(part), room))
            for piece in full:
                yield [(piece, style)]
            word = [(rest, style)]
        if word and parts and text[-1:].isspace():
            yield word
            word = []
    if word:
        yield word


def _joined(pieces: list[_Piece]) -> Line:
    """The pieces of one line, neighbours of one style as one span."""
    return tuple(
        _span(("".join([text for text, _ in group]), style)) for style, group in groupby(pieces, key=itemgetter(1))
    )
