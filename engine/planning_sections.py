"""Lays the sections of the page of consequences, and the chapters of a piece, out in registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .language.tree import FactRef
from .layout import SectionLayout
from .piece_rule import FactTable, ListTable, Piece, PieceContent, PlainSentence
from .planning_scope import lay_out_scope
from .registers import RegisterBuilder
from .section_rule import Amount, Assumption, Content, Remark, Section, ShownFact
from .sentences import Sentence


def lay_out_chapters(builder: RegisterBuilder, piece: Piece, day: date) -> Iterator[SectionLayout[PieceContent]]:
    """The chapters of a piece that are in force on a day."""
    for one in piece.chapters:
        if one.validity.covers(day):
            yield lay_out_section(builder, f"stuk/{piece.id}/{one.id}", one)


def lay_out_section(builder: RegisterBuilder, id: str, rule: Section[Content]) -> SectionLayout[Content]:
    """The registers of one section, or chapter, below `id`, and of every fact that it names."""
    scope = lay_out_scope(builder, id, rule.applies, rule.exclusions)
    lines = tuple(
        (one, None if one.condition is None else builder.node(one.condition, path, id), path)
        for one, path in ((one, f"{id}/regel/{index}") for index, one in enumerate(rule.lines, start=1))
    )
    sentences = [rule.remark, *(one.reason for one in rule.exclusions)]
    for name in (*_named(sentences), *(name for one in rule.lines for name in facts_of(one.content))):
        builder.fact(name)
    return SectionLayout(id, rule, scope.applies, scope.excluded, lines)


def facts_of(content: object) -> tuple[str, ...]:
    """The facts that a line shows, in reading order."""
    match content:
        case Remark(sentence) | PlainSentence(sentence):
            return _named([sentence])
        case ShownFact(fact) | Assumption(fact):
            return (fact.name,)
        case Amount(_, low, high):
            return tuple(dict.fromkeys((low.name, high.name)))
        case FactTable(_, facts):
            return tuple(dict.fromkeys(one.name for one in facts))
        case ListTable(_, source):
            return (source.name,)
    return ()


def _named(sentences: Iterable[Sentence | None]) -> tuple[str, ...]:
    return tuple(part.name for one in sentences if one for part in one.parts if isinstance(part, FactRef))
