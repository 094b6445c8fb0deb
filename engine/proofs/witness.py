"""From values of variables to a dossier: what it holds, as facts for the engine and as YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..dossier import CONTRADICTIONS, Dossier, Fact, Record, Records, ScalarValue
from ..dossier_edit import scalar
from ..dossier_reader import DOCUMENTS, ID, REFERENCE_DATE
from ..language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, YesNoType
from ..result import FactState
from ..text.scalars import MAX_DECIMALS
from ..values import NVT, NotApplicable
from .facts import Facts
from .lists import Element, ListFact
from .logic import Term
from .short_list import ShortList
from .solver import Model
from .value import DAY_0, Choice, Choices, Day, Number, Value, Words, YesNo

NAME = "bewijs"
"""The id of a dossier made up to show something."""

WORD = "voorbeeld"
"""What stands in a text, and as the reason of nvt."""

Plain = ScalarValue | NotApplicable
Elements = tuple[dict[str, Plain], ...]


class ListSketch(NamedTuple):
    """The elements of a list, each with the fields that have a value or are nvt."""

    elements: Elements
    complete: bool


class Sketch(NamedTuple):
    """A dossier in the making: facts that have a value or are nvt, and how many others are contradicted."""

    day: date
    facts: dict[str, Plain | ListSketch]
    contradicted: int = 0


class Unwritable(Exception):
    """A value that no dossier can hold: a number with too many decimals."""


# --- from a model ---------------------------------------------------------------------------------------------------


def sketch(model: Model, facts: Facts, lists: Iterable[ListFact], day: date) -> Sketch:
    """The dossier that a model stands for; `day` is its peildatum where the model does not say. Raises: Unwritable."""
    found: dict[str, Plain | ListSketch] = {}
    today, contradicted = day, 0
    for name, value in facts.made():
        plain = _plain(value, model)
        if name == REFERENCE_DATE:
            assert isinstance(value, Day)
            number = model.get(str(value.day.data))
            today = day if number is None else date.fromordinal(number + DAY_0)
        elif name == CONTRADICTIONS:
            assert isinstance(plain, int)
            contradicted = plain
        elif name != ID and plain is not None:
            found[name] = plain
    for one in (some for some in lists if isinstance(some, ShortList)):
        if _is(one.nvt, model):
            found[one.name] = NVT
        elif _is(one.known, model):
            elements = tuple(
                fields
                for element in one.elements
                if _is(element.there, model)
                for fields in [_fields(element, one, model)] * int(model.get(str(element.times.data), 1))
            )
            found[one.name] = ListSketch(elements, _is(one.complete, model))
    return Sketch(today, {name: found[name] for name in facts.concepts if name in found}, contradicted)


def _fields(element: Element, of: ShortList, model: Model) -> dict[str, Plain]:
    fields = {name: _plain(value, model) for name, value in element.fields.items()}
    if of.name == DOCUMENTS:
        fields.pop("id", None)
    return {name: value for name, value in fields.items() if value is not None}


def _is(term: Term, model: Model) -> bool:
    return bool(term.data) if not isinstance(term.data, str) else bool(model.get(term.data, False))


def _plain(value: Value, model: Model) -> Plain | None:
    """The value that a model gives; None when it gives none."""
    if _is(value.nvt, model):
        return NVT
    match value:
        case YesNo(truth):
            return True if _is(truth.true, model) else False if _is(truth.false, model) else None
        case Choice(cases):
            return next((name for name, case in cases.items() if _is(case, model)), None)
        case Day(known, day) if _is(known, model):
            return date.fromordinal(int(model.get(str(day.data), 0)) + DAY_0)
        case Number(known, number) if _is(known, model):
            return _decimal(model.get(str(number.data), 0))
        case Choices(known, members) if _is(known, model):
            return frozenset(name for name, member in members.items() if _is(member, model))
        case Words(known) if _is(known, model):
            return WORD
    return None


def _decimal(number: int | Fraction) -> int | Fraction:
    if (number * 10**MAX_DECIMALS).denominator != 1:
        raise Unwritable
    return number


# --- to facts -------------------------------------------------------------------------------------------------------


def dossier(drawn: Sketch, concepts: Mapping[str, Concept]) -> Dossier:
    """The facts of a sketch as the engine reads them. Contradicted facts are left out: see `text`."""
    facts = {
        ID: Fact(FactState.KNOWN, NAME),
        REFERENCE_DATE: Fact(FactState.KNOWN, drawn.day),
        **{name: _fact(value) for name, value in drawn.facts.items()},
    }
    for name in _contradicted(drawn, concepts):
        facts[name] = Fact(FactState.CONTRADICTED)
    return Dossier(NAME, drawn.day, facts, "")


def _fact(value: Plain | ListSketch) -> Fact:
    if isinstance(value, ListSketch):
        return Fact(FactState.KNOWN, Records(tuple(map(_record, value.elements)), value.complete))
    if isinstance(value, NotApplicable):
        return Fact(FactState.NOT_APPLICABLE, reason=WORD)
    return Fact(FactState.KNOWN, value)


def _record(fields: dict[str, Plain]) -> Record:
    values = {name: value for name, value in fields.items() if not isinstance(value, NotApplicable)}
    return Record(values, {name: FactState.NOT_APPLICABLE for name in fields if name not in values})


def _contradicted(drawn: Sketch, concepts: Mapping[str, Concept]) -> list[str]:
    """Facts on which documents of the sketch differ: yes-or-no facts that it does not use otherwise."""
    free = (name for name, one in concepts.items() if isinstance(one.type, YesNoType) and name not in drawn.facts)
    return [name for _, name in zip(range(drawn.contradicted), free, strict=False)]


# --- to text --------------------------------------------------------------------------------------------------------


def text(drawn: Sketch, concepts: Mapping[str, Concept]) -> str:
    """The sketch as a dossier in YAML, in the order of the concepts."""
    groups: dict[str, list[str]] = {"dossier": [f"  id: {NAME}", f"  peildatum: {drawn.day}"]}
    contradicted = set(_contradicted(drawn, concepts))
    for name, concept in concepts.items():
        group, _, key = name.rpartition(".")
        if name in contradicted:
            said = [
                f"      - {{waarde: {word}, zekerheid: verklaard_w{who}}}" for word, who in (("ja", "g"), ("nee", "n"))
            ]
            groups.setdefault(group, []).extend([f"  {key}:", "    verklaringen:", *said])
        elif name in drawn.facts:
            groups.setdefault(group, []).extend(_lines(key, drawn.facts[name], concept, name == DOCUMENTS))
    return "".join(f"{group}:\n" + "".join(f"{line}\n" for line in lines) for group, lines in groups.items())


def _lines(key: str, value: Plain | ListSketch, concept: Concept, documents: bool) -> list[str]:
    if not isinstance(value, ListSketch):
        return [f"  {key}: {_written(value, concept)}"]
    kind = concept.type
    assert isinstance(kind, ListType)
    elements = [
        _element(one, kind, f"D{number:02}" if documents else "") for number, one in enumerate(value.elements, 1)
    ]
    if value.complete:
        return [f"  {key}: []"] if not elements else [f"  {key}:", *(f"    - {one}" for one in elements)]
    rows = ["    waarde: []"] if not elements else ["    waarde:", *(f"      - {one}" for one in elements)]
    return [f"  {key}:", "    volledig: nee", *rows]


def _element(fields: dict[str, Plain], kind: ListType, id: str) -> str:
    parts = [f"id: {id}"] if id else []
    parts += [f"{one.name}: {_written(fields[one.name], one)}" for one in kind.fields if one.name in fields]
    return f"{{{', '.join(parts)}}}"


def _written(value: Plain, concept: Concept) -> str:
    if isinstance(value, NotApplicable):
        return f"{{nvt: {WORD}}}"
    match concept.type:
        case YesNoType():
            return "ja" if value else "nee"
        case DateType():
            return str(value)
        case NumberType():
            return _number(value)  # type: ignore[arg-type]
        case ChoiceType():
            return scalar(str(value))
        case ChoicesType(values):
            assert isinstance(value, frozenset)
            return f"[{', '.join(scalar(one) for one in values if one in value)}]"
    return scalar(str(value))


def _number(value: int | Fraction) -> str:
    """A number in decimals, exactly.

    >>> _number(Fraction(15, 2)), _number(-3)
    ('7.5', '-3')
    """
    if isinstance(value, int):
        return str(value)
    whole, rest = divmod(abs(value) * 10**MAX_DECIMALS, 10**MAX_DECIMALS)
    decimals = f"{int(rest):0{MAX_DECIMALS}}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}.{decimals}"


# --- smaller --------------------------------------------------------------------------------------------------------


Less = Callable[[Sketch], Sketch | None]
"""Takes one thing out of a sketch; None when it is not in it."""


def without(drawn: Sketch) -> Iterator[Less]:
    """For each thing in a sketch what takes it out: facts, contradictions, elements and their fields."""
    for name in reversed(drawn.facts):
        yield _without_fact(name)
    for _ in range(drawn.contradicted):
        yield lambda one: one._replace(contradicted=one.contradicted - 1) if one.contradicted else None
    for name, value in drawn.facts.items():
        if isinstance(value, ListSketch):
            if not value.complete:
                yield _in_list(name, lambda one: one._replace(complete=True))
            for index in reversed(range(len(value.elements))):
                yield _in_list(name, _without_element(index))
            for index in reversed(range(len(value.elements))):
                for field in value.elements[index]:
                    yield _in_list(name, _without_field(index, field))


def _without_fact(name: str) -> Less:
    def less(drawn: Sketch) -> Sketch:
        return drawn._replace(facts={key: value for key, value in drawn.facts.items() if key != name})

    return less


def _in_list(name: str, change: Callable[[ListSketch], ListSketch | None]) -> Less:
    def less(drawn: Sketch) -> Sketch | None:
        value = drawn.facts.get(name)
        changed = change(value) if isinstance(value, ListSketch) else None
        return None if changed is None else drawn._replace(facts={**drawn.facts, name: changed})

    return less


def _without_element(index: int) -> Callable[[ListSketch], ListSketch]:
    return lambda value: value._replace(elements=value.elements[:index] + value.elements[index + 1 :])


def _without_field(index: int, field: str) -> Callable[[ListSketch], ListSketch | None]:
    """Elements are taken out from the end, so those that are left keep their places."""

    def less(value: ListSketch) -> ListSketch | None:
        if index >= len(value.elements) or field not in value.elements[index]:
            return None
        fields = {key: one for key, one in value.elements[index].items() if key != field}
        return value._replace(elements=(*value.elements[:index], fields, *value.elements[index + 1 :]))

    return less
