"""A dossier as small as it can be while it still shows something, and its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..dossier import Dossier, Fact, Record, Records, is_contradicted
from ..dossier_reader import DOCUMENTS, ID, REFERENCE_DATE
from ..language.types import Concept, TextType
from ..proofs import witness
from ..proofs.witness import ListSketch, Plain, Sketch
from ..result import FactState
from ..values import NVT

Shows = Callable[[Dossier], bool]


def smallest(dossier: Dossier, concepts: Iterable[Concept], shows: Shows) -> tuple[Dossier, str] | None:
    """The smallest dossier found that still shows it, with its text; None when what it says cannot be written anew.

    Free text and where something was read are left out; so is every fact without which it still shows.
    """
    known = {one.name: one for one in concepts}
    drawn = _sketch(dossier, known)
    if not shows(witness.dossier(drawn, known)):
        return None
    drawn = _halved(drawn, lambda one: shows(witness.dossier(one, known)))
    for less in witness.without(drawn):
        tried = less(drawn)
        if tried is not None and shows(witness.dossier(tried, known)):
            drawn = tried
    return witness.dossier(drawn, known), witness.text(drawn, known)


def _halved(drawn: Sketch, shows: Callable[[Sketch], bool]) -> Sketch:
    """Without as many facts as can go together: first half of them at a time, in the end one."""
    size = max(1, len(drawn.facts) // 2)
    while True:
        start = 0
        while start < len(drawn.facts):
            names = list(drawn.facts)
            kept = {*names[:start], *names[start + size :]}
            less = drawn._replace(facts={name: drawn.facts[name] for name in names if name in kept})
            if shows(less):
                drawn = less
            else:
                start += size
        if size == 1:
            return drawn
        size //= 2


def _sketch(dossier: Dossier, concepts: dict[str, Concept]) -> Sketch:
    """The facts that have a value or do not apply; how many are contradicted is kept as a number."""
    facts: dict[str, Plain | ListSketch] = {}
    for name, fact in dossier.facts.items():
        concept = concepts.get(name)
        if concept is None or name in (ID, REFERENCE_DATE):
            continue
        if fact.state is FactState.NOT_APPLICABLE:
            facts[name] = NVT
        elif fact.state is FactState.KNOWN and fact.value is not None:
            facts[name] = _plain(fact, concept)
    return Sketch(dossier.reference_date, facts, sum(map(is_contradicted, dossier.facts.values())))


def _plain(fact: Fact, concept: Concept) -> Plain | ListSketch:
    value = fact.value
    if isinstance(value, Records):
        own = concept.name == DOCUMENTS
        return ListSketch(tuple(_fields(one, without_id=own) for one in value.items), value.complete)
    if isinstance(concept.type, TextType):
        return witness.WORD
    assert isinstance(value, bool | int | str | frozenset) or value is not None
    return value  # type: ignore[return-value]


def _fields(record: Record, *, without_id: bool) -> dict[str, Plain]:
    fields: dict[str, Plain] = {
        name: witness.WORD if isinstance(value, str) and " " in value else value
        for name, value in record.values.items()
        if not (without_id and name == "id")
    }
    fields |= {name: NVT for name, state in record.missing.items() if state is FactState.NOT_APPLICABLE}
    return fields
