"""An empty dossier with an explanation at every key, generated from the concepts; itself a readable dossier."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import date
from functools import cache
from json import dumps
from pathlib import Path
from typing import NamedTuple

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..engine.dossier import CONTRADICTIONS
from ..engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    ValueType,
    YesNoType,
    type_name,
)

UNFILLED_DATE = "JJJJ-MM-DD"
"""Stands for the peildatum until somebody fills it in; no date, so the reader asks for it."""

FIRST_ID = "D01"
"""The id in an example record, so that the first document is called what other facts refer to."""

CORE_GROUP = "dossier"
"""The group that every dossier begins with."""

_COMMENT_WIDTH = 76
_EXAMPLE_WIDTH = 75
_TEMPLATE = Path(__file__).parent / "templates" / "dossier.yaml.j2"
_BARE_ID = re.compile(r"[A-Za-z]{1,4}-[0-9]+")


class BlankField(NamedTuple):
    """One key of the empty dossier: its comment lines, the value filled in, and the lines of an example record."""

    key: str
    comment: tuple[str, ...]
    value: str
    example: tuple[str, ...]


class BlankGroup(NamedTuple):
    """One group of keys."""

    name: str
    title: str
    fields: tuple[BlankField, ...]


def empty_dossier(
    groups: Sequence[tuple[str, str]], concepts: Sequence[Concept], *, id: str, reference_date: date | None
) -> str:
    """The text of an empty dossier. Without a `reference_date` it can only be read after one was filled in."""
    blank = tuple(
        BlankGroup(name, title, tuple(_field(one, id, reference_date) for one in _members(name, concepts)))
        for name, title in sorted(groups, key=lambda one: one[0] != CORE_GROUP)
        if _members(name, concepts)
    )
    return _template().render(groups=blank, filled=reference_date is not None)


@cache
def _template() -> Template:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _members(group: str, concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    own = (one for one in concepts if one.name.partition(".")[0] == group)
    return tuple(one for one in own if one.name != CONTRADICTIONS)


def _field(concept: Concept, id: str, reference_date: date | None) -> BlankField:
    value = ""
    if concept.name == "dossier.id":
        value = id if _BARE_ID.fullmatch(id) else dumps(id, ensure_ascii=False)
    elif concept.name == "dossier.peildatum":
        value = reference_date.isoformat() if reference_date else UNFILLED_DATE
    example: tuple[str, ...] = ()
    if isinstance(concept.type, ListType):
        example = _example(concept.type)
    return BlankField(concept.name.partition(".")[2], _comment(concept), value, example)


def _comment(concept: Concept) -> tuple[str, ...]:
    lines = [f"{concept.title} [{allowed(concept.type)}]"]
    if concept.question:
        lines.append(concept.question)
    if concept.help:
        lines.append(concept.help)
    asked = [f"wie: {concept.answerer}"] if concept.answerer else []
    if concept.document:
        asked.append(f"stuk: {concept.document}")
    if asked:
        lines.append("; ".join(asked))
    return tuple(part for line in lines for part in _folded(line))


def allowed(value_type: ValueType) -> str:
    """The type with its unit or its allowed values: "keuze: geen | eigen_werkgever"."""
    match value_type:
        case ChoiceType(values) | ChoicesType(values):
            return f"{type_name(value_type)}: {' | '.join(values)}"
        case ListType(element):
            return f"lijst; elke regel is een {element}; [] = er zijn er geen"
        case DateType():
            return "datum, JJJJ-MM-DD"
        case YesNoType():
            return "ja | nee"
        case _:
            return type_name(value_type)


def _example(list_type: ListType) -> tuple[str, ...]:
    """One record as lines of YAML, with what may stand in each field behind it.

    The fields are empty: a sample value that somebody forgets to replace would count as a fact.
    """
    lines = []
    for number, one in enumerate(list_type.fields):
        lead = "  " if number else "- "
        written = f"{lead}{one.name}:" + (f" {FIRST_ID}" if one.name == "id" else "")
        note = f"  # {one.title} [{allowed(one.type)}]"
        if len(written) + len(note) <= _EXAMPLE_WIDTH:
            lines.append(written + note)
        else:
            lines.extend(f"  # {part}" for part in _folded(note.lstrip(" #"), _EXAMPLE_WIDTH - 4))
            lines.append(written)
    return tuple(lines)


def _folded(text: str, width: int = _COMMENT_WIDTH) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False) or [""]
