"""A dossier as values of the variables of a world: what each variable that stands for a fact is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..dossier import CONTRADICTIONS, Dossier, Record
from ..dossier_reader import REFERENCE_DATE
from ..language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, YesNoType
from ..result import FactState
from .value import day_number


def given(concepts: Iterable[Concept], dossier: Dossier, places: int) -> Iterator[tuple[str, str, Any]]:
    """Each fact, the name of a variable of it, and its value: None where any will do, as nothing is known.

    Of a list as many elements are told as there are `places`, at least.
    """
    for concept in concepts:
        name = concept.name
        yield from ((name, variable, value) for variable, value in _fact(f"feit/{name}", concept, dossier, places))


def _fact(path: str, concept: Concept, dossier: Dossier, places: int) -> Iterator[tuple[str, Any]]:
    fact = dossier.fact(concept.name)
    value: Any = fact.value
    if concept.name == CONTRADICTIONS:
        yield f"{path}/waarde", value
    elif concept.name == REFERENCE_DATE:
        yield f"{path}/waarde", day_number(dossier.reference_date)
    elif isinstance(concept.type, ListType):
        yield f"{path}/bekend", value is not None
        yield f"{path}/nvt", fact.state is FactState.NOT_APPLICABLE
        yield f"{path}/volledig", value is not None and value.complete
        yield f"{path}/elk_eenmaal", True
        items = () if value is None else value.items
        for index in range(max(len(items), places)):
            record = items[index] if index < len(items) else Record({})
            yield f"{path}/[{index}]/is_er", index < len(items)
            yield f"{path}/[{index}]/keer", 1
            yield from fields(f"{path}[{index}]", concept.type, record)
    else:
        yield from _scalar(path, concept, value, fact.state)


def fields(path: str, kind: ListType, record: Record) -> Iterator[tuple[str, Any]]:
    """The variables of the fields of an element, with their values."""
    for one in kind.fields:
        state = record.missing.get(one.name, FactState.ABSENT)
        yield from _scalar(f"{path}/{one.name}", one, record.values.get(one.name), state)


def _scalar(path: str, concept: Concept, value: Any, state: FactState) -> Iterator[tuple[str, Any]]:
    yield f"{path}/nvt", state is FactState.NOT_APPLICABLE
    match concept.type:
        case YesNoType():
            yield f"{path}/ja", value is True
            yield f"{path}/nee", value is False
            return
        case ChoiceType(choices):
            yield from ((f"{path}/={one}", value == one) for one in choices)
            return
        case DateType():
            yield f"{path}/waarde", None if value is None else day_number(value)
        case NumberType():
            yield f"{path}/waarde", value
        case ChoicesType(choices):
            yield from ((f"{path}/+{one}", value is not None and one in value) for one in choices)
    yield f"{path}/bekend", value is not None
