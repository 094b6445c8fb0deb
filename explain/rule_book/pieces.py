"""The lines of a chapter of a piece, as readable Dutch: what it shows, to whom, and when."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine import dutch
from ...engine.piece_rule import FactTable, ListTable, Part, PieceContent, PlainSentence, Subheading
from ...engine.section_rule import Section
from .rows import Row, RuleRows, names_in


def chapter_rows(rows: RuleRows, chapter: Section[PieceContent]) -> Iterator[Row]:
    """Each line, with below it the condition under which it shows and who alone reads it."""
    for line in chapter.lines:
        yield _line(rows, line.content)
        if line.readers:
            yield Row(f"alleen voor {dutch.listing(line.readers)}", 1)
        if line.condition is not None:
            yield Row("als:", 1)
            yield from rows.condition(line.condition, 2)


def _line(rows: RuleRows, content: PieceContent) -> Row:
    match content:
        case Subheading(title):
            return Row(f"tussenkop: {title}")
        case PlainSentence(sentence):
            return Row(rows.sentence(sentence))
        case FactTable(title, facts):
            names = tuple(dict.fromkeys(name for one in facts for name in names_in(one)))
            return Row(f"gegevens{_titled(title)}", 0, names)
        case ListTable(title, source, columns):
            return Row(f"lijst{_titled(title)}, met {dutch.listing(columns)}", 0, names_in(source))
        case Part(part, questions, criteria, parties):
            told = (*questions, *criteria, *parties)
            return Row(f"{part.replace('_', ' ')}{f': {dutch.listing(told)}' if told else ''}")


def _titled(title: str) -> str:
    return f" ({title})" if title else ""
