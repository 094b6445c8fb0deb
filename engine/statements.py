"""What several documents say of one fact, as text: of the fact itself, and of the elements when it is a list."""

from __future__ import annotations

from collections.abc import Iterator

from . import dutch
from .dossier import Fact, Records
from .language.types import Concept, ListType
from .result import FactState, StatementText


def told(fact: Fact, concept: Concept) -> tuple[StatementText, ...]:
    """All statements about a fact; of a list those about fields of its elements. Empty when there is only one word."""
    if isinstance(fact.value, Records):
        return tuple(
            one for part, subject, field in _stated(fact.value, concept) for one in _texts(part, field, subject)
        )
    return tuple(_texts(fact, concept))


def is_disputed(fact: Fact) -> bool:
    """Whether documents say different things of a fact, or of a field of its elements; also when somebody chose."""
    if isinstance(fact.value, Records):
        return any(is_disputed(one) for record in fact.value.items for one in record.stated.values())
    return len({one.value for one in fact.statements}) > 1


def _stated(records: Records, concept: Concept) -> Iterator[tuple[Fact, str, Concept]]:
    """The fields of elements of which several documents speak, each with where it stands: "activiteit 3, de datum"."""
    kind = concept.type
    assert isinstance(kind, ListType)
    for number, record in enumerate(records.items, start=1):
        for field in kind.fields if record.stated else ():
            if field.name in record.stated:
                yield record.stated[field.name], f"{kind.element} {number}, {field.title}", field


def _texts(fact: Fact, concept: Concept, subject: str = "") -> Iterator[StatementText]:
    chosen = fact.state is FactState.KNOWN
    for one in fact.statements:
        counts = chosen and one.value == fact.value
        reason = fact.reason if counts else ""
        yield StatementText(dutch.text(one.value, concept.type), one.provenance, counts, reason, subject)
