"""The JSON Schema (draft-07) of a dossier, made of the concepts of one rulebook: every group and key with its title and
question, every form in which a fact can be written.

What needs more than one place is left to the reader: dates after the peildatum or in the wrong order, documents that
are not listed, pages that are not there, and whether somebody's own verdict is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..dossier import CONTRADICTIONS
from ..dossier_reader import DOCUMENTS, ID, ID_PATTERN, REFERENCE_DATE, missing_fixed
from ..dossier_statements import CHOICE_KEYS, STATEMENT_KEYS
from ..dossier_terms import ASKED, CHOSEN, STATEMENTS
from ..dossier_values import CERTAINTIES, LIST_KEYS, LONG_KEYS, MAX_PAGE_TEXT, RECORD_KEYS, SOURCE_KEYS
from ..language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    ValueType,
    YesNoType,
)
from ..rulebook import Rulebook
from .schema import DAY, DRAFT, EMPTY, FILLED, LEFT_OPEN, SCALAR, YES_NO, Schema

LIMITS = (
    "Dit schema kijkt per sleutel. De volgorde van datums, datums na de peildatum, verwijzingen naar documenten en"
    " aanhalingstekens ziet het niet na: dat doet 'spoortoets toets'."
)
BOTH = [*YES_NO["ja"], *YES_NO["nee"]]


def dossier_schema(rulebook: Rulebook) -> Schema:
    """The schema of a dossier for this rulebook; it asks for an id and a peildatum."""
    concepts = _concepts(rulebook.concepts)
    titles = dict(rulebook.groups)
    groups: dict[str, list[Concept]] = {}
    for one in concepts:
        groups.setdefault(one.name.partition(".")[0], []).append(one)
    core = {name.partition(".")[2] for name in (ID, REFERENCE_DATE)}
    properties = {group: _group(titles.get(group, ""), some, core) for group, some in groups.items()}
    return {
        "$schema": DRAFT,
        "$comment": LIMITS,
        "title": "een dossier",
        "description": f"De feiten van één zaak, met de begrippen van '{rulebook.title}' (versie {rulebook.version}).",
        "type": "object",
        "properties": properties,
        "required": ["dossier"],
        "additionalProperties": False,
        "definitions": shared_definitions(rulebook.concepts),
    }


def fact_schema(concept: Concept, *more: Schema, inside: str = "") -> Schema:
    """What may stand below the key of a fact, in each of its forms, or in one `more`. `inside` names the list of a
    field. It refers to the definitions of `shared_definitions`.
    """
    shared = SHARED.get(type(concept.type))
    value = {"$ref": f"#/definitions/{_value_name(concept, inside)}"}
    forms = [{"$ref": f"#/definitions/{shared}"}] if shared else _forms(concept.type, value)
    return {"title": concept.title, "description": _about(concept), "anyOf": [*forms, *more]}


def shared_definitions(concepts: tuple[Concept, ...]) -> dict[str, Schema]:
    """What the schemas of facts refer to."""
    values: dict[str, Schema] = {}
    for concept in _concepts(concepts):
        fields = concept.type.fields if isinstance(concept.type, ListType) else ()
        for one, inside in ((concept, ""), *((field, concept.name) for field in fields)):
            if type(one.type) not in SHARED:
                values[_value_name(one, inside)] = _value(one)
    return {
        "leeg": EMPTY,
        "bron": _source(),
        "zekerheid": _certainty(),
        "reden": _reason(),
        "feit_datum": {"anyOf": _forms(DateType(), DAY)},
        "feit_ja_nee": {"anyOf": _forms(YesNoType(), {"enum": BOTH})},
        "feit_tekst": {"anyOf": _forms(TextType(), {"type": SCALAR, "pattern": FILLED})},
        **values,
    }


def _value_name(concept: Concept, inside: str) -> str:
    return f"waarde.{inside}.{concept.name}" if inside else f"waarde.{concept.name}"


def _concepts(concepts: tuple[Concept, ...]) -> list[Concept]:
    return [one for one in (*missing_fixed(concepts), *concepts) if one.name != CONTRADICTIONS]


def _group(title: str, concepts: Iterable[Concept], core: set[str]) -> Schema:
    facts = {one.name.partition(".")[2]: fact_schema(one) for one in concepts}
    schema: Schema = {"type": "object", "properties": facts, "additionalProperties": False}
    if any(one.name == ID for one in concepts):
        facts[ID.partition(".")[2]]["pattern"] = rf"^\s*{ID_PATTERN}\s*$"
        return {"description": title, **schema, "required": sorted(core)}
    return {"description": title, "anyOf": [schema, LEFT_OPEN]}


def _about(concept: Concept) -> str:
    """The hover text: the question, what counts, the unit, and where it is found."""
    kind = concept.type
    unit = f"In {kind.unit}." if isinstance(kind, NumberType) and kind.unit else ""
    paper = f"Stuk: {concept.document}." if concept.document else ""
    asked = f"Te vragen aan: {concept.answerer}." if concept.answerer else ""
    choices = ""
    if isinstance(kind, ChoiceType | ChoicesType):
        choices = "; ".join(f"{value} = {kind.label(value)}" for value in kind.values) + "."
    return " ".join(one for one in (concept.question, concept.help, unit, choices, paper, asked) if one)


SHARED: Mapping[type[ValueType], str] = {DateType: "feit_datum", YesNoType: "feit_ja_nee", TextType: "feit_tekst"}
"""The types of which all facts may hold the same."""


def _forms(kind: ValueType, value: Schema) -> list[Schema]:
    """Short, long, asked for and not known, nothing filled in, and what several documents say."""
    is_list = isinstance(kind, ListType)
    forms = [value, {"const": ASKED}, LEFT_OPEN, _long(value, is_list)]
    return forms if is_list else [*forms, _statements(value)]


def _value(concept: Concept) -> Schema:
    """The value itself, of a type whose facts do not all hold the same."""
    match concept.type:
        case NumberType():
            limits = {"minimum": concept.minimum, "maximum": concept.maximum}
            return {"type": "number", **{key: limit for key, limit in limits.items() if limit is not None}}
        case ChoiceType(values, labels):
            return {"enum": list(values), "enumDescriptions": list(labels)}
        case ChoicesType(values, labels):
            one = {"enum": list(values), "enumDescriptions": list(labels)}
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case ListType():
            return {"type": "array", "items": _record(concept.name, concept.type)}
    raise AssertionError(f"a type with one schema for all: {concept.type}")


def _record(name: str, kind: ListType) -> Schema:
    """One element of a list."""
    fields = {one.name: fact_schema(one, inside=name) for one in kind.fields}
    fields.update((key, PROVENANCE[key]) for key in RECORD_KEYS)
    schema: Schema = {"title": kind.element, "type": "object", "properties": fields, "additionalProperties": False}
    return {**schema, "required": ["id"]} if name == DOCUMENTS else schema


# --- where it was read ------------------------------------------------------------------------------------------------

PROVENANCE: Mapping[str, Schema] = {
    "bron": {"$ref": "#/definitions/bron"},
    "zekerheid": {"$ref": "#/definitions/zekerheid"},
}


def _source() -> Schema:
    text = {"type": SCALAR, "pattern": FILLED}
    keys: dict[str, Schema] = {
        "document": {"description": "Het kenmerk uit de lijst 'documenten'.", **text},
        "pagina": {
            "description": "De pagina, zoals 2 of 4-6.",
            "anyOf": [{**text, "maxLength": MAX_PAGE_TEXT}, LEFT_OPEN],
        },
    }
    source = {
        "type": "object",
        "properties": {key: keys[key] for key in SOURCE_KEYS},
        "required": ["document"],
        "additionalProperties": False,
    }
    return {"description": "Waar het staat: {document: D08, pagina: 2}.", "anyOf": [source, LEFT_OPEN]}


def _certainty() -> Schema:
    return {"description": "Wie het zegt.", "anyOf": [{"enum": list(CERTAINTIES)}, LEFT_OPEN]}


def _reason() -> Schema:
    return {"description": "De reden, in eigen woorden.", "type": SCALAR, "pattern": FILLED}


def _long(value: Schema, is_list: bool) -> Schema:
    """`{waarde, bron, zekerheid}`, of a list also `volledig`; or `{nvt: reden}`."""
    keys: dict[str, Schema] = {
        "waarde": {"description": "De waarde.", "anyOf": [value, {"const": ASKED}, LEFT_OPEN]},
        "nvt": {"description": "Niet van toepassing, met de reden.", "allOf": [{"$ref": "#/definitions/reden"}]},
        "volledig": {
            "description": "nee = de lijst is misschien niet volledig.",
            "anyOf": [{"enum": BOTH}, LEFT_OPEN],
        },
        **PROVENANCE,
    }
    return {
        "type": "object",
        "properties": {key: keys[key] for key in (LIST_KEYS if is_list else LONG_KEYS)},
        "additionalProperties": False,
        "anyOf": [{"required": ["waarde"]}, {"required": ["nvt"]}],
        "if": {"required": ["nvt"]},
        "then": {"properties": {"waarde": LEFT_OPEN}},
    }


def _statements(value: Schema) -> Schema:
    """What several documents say, and which of it was chosen."""
    said = {"description": "Wat dit stuk zegt.", "allOf": [value]}
    chosen = {"description": "De waarde die telt: een van de verklaarde.", "allOf": [value]}
    of_statement: dict[str, Any] = {"waarde": said, **PROVENANCE}
    of_choice: dict[str, Any] = {"waarde": chosen, "reden": {"$ref": "#/definitions/reden"}}
    statement = {
        "type": "object",
        "properties": {key: of_statement[key] for key in STATEMENT_KEYS},
        "required": ["waarde"],
        "anyOf": [{"required": ["bron"]}, {"required": ["zekerheid"]}],
        "additionalProperties": False,
    }
    choice = {
        "type": "object",
        "properties": {key: of_choice[key] for key in CHOICE_KEYS},
        "required": list(CHOICE_KEYS),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            STATEMENTS: {
                "description": "Wat elk stuk zegt: - {waarde: ..., bron: {document: D08}}.",
                "anyOf": [{"type": "array", "minItems": 2, "items": statement}, LEFT_OPEN],
            },
            CHOSEN: {
                "description": "Welke verklaring telt, en waarom: {waarde: ..., reden: ...}.",
                "anyOf": [choice, LEFT_OPEN],
            },
        },
        "anyOf": [{"required": [STATEMENTS]}, {"required": [CHOSEN]}],
        "additionalProperties": False,
    }
