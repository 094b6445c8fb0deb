"""Lays the sections of the page of consequences out in registers: when each applies, and each of its lines."""

from __future__ import annotations

from collections.abc import Iterable

from .language.tree import FactRef
from .layout import SectionLayout
from .plan import GateKind
from .registers import RegisterBuilder
from .rulebook import Amount, Assumption, LineContent, Remark, Section, Sentence, ShownFact


def lay_out_section(builder: RegisterBuilder, rule: Section) -> SectionLayout:
    """The registers of one section, and of every fact that it names."""
    id = f"gevolgen/{rule.id}"
    exclusions = tuple(
        (one, builder.node(one.condition, f"{id}/niet_van_toepassing/{index}", id))
        for index, one in enumerate(rule.exclusions, start=1)
    )
    needed = [] if rule.applies is None else [builder.node(rule.applies, f"{id}/van_toepassing", id)]
    needed += [
        builder.gate(GateKind.NOT, (register,), f"{id}/geen_uitzondering/{index}", id)
        for index, (_, register) in enumerate(exclusions, start=1)
    ]
    applies = builder.gate(GateKind.ALL, tuple(needed), f"{id}/toepasselijk", id)
    lines = tuple(
        (one, None if one.condition is None else builder.node(one.condition, f"{id}/regel/{index}", id))
        for index, one in enumerate(rule.lines, start=1)
    )
    sentences = [rule.remark, *(one.reason for one in rule.exclusions)]
    for name in (*_named(sentences), *(name for one in rule.lines for name in facts_of(one.content))):
        builder.fact(name)
    return SectionLayout(rule, applies, exclusions, lines)


def facts_of(content: LineContent) -> tuple[str, ...]:
    """The facts that a line shows, in reading order."""
    match content:
        case Remark(sentence):
            return _named([sentence])
        case ShownFact(fact) | Assumption(fact):
            return (fact.name,)
        case Amount(_, low, high):
            return tuple(dict.fromkeys((low.name, high.name)))


def _named(sentences: Iterable[Sentence | None]) -> tuple[str, ...]:
    return tuple(part.name for one in sentences if one for part in one.parts if isinstance(part, FactRef))
