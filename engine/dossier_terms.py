"""How messages about a dossier speak of concepts and of what was written, and what is judged when all was read."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from .dossier import ScalarValue
from .frozen import Frozen
from .language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, TextType, YesNoType
from .mistakes import Place
from .text.scalars import listed
from .text.text_tree import Mapping, Node, Scalar, Sequence

ASKED = "onbekend"
"""What stands for a value that was asked for and is not known."""

STATEMENTS, CHOSEN = "verklaringen", "gekozen"
"""The keys of a fact of which several documents speak."""

_NO_REASON = frozenset({"ja", "nee", "true", "false", "nvt", "onbekend"})


def bare(concept: Concept) -> str:
    """The key of a concept inside its group or record."""
    return concept.name.rpartition(".")[2]


def tight_colon(key: Scalar) -> str:
    """The hint for a key that swallowed its value because the space after the colon is missing."""
    return "zet een spatie na de dubbele punt" if ":" in key.text and not key.quoted else ""


def expected(concept: Concept) -> str:
    """What belongs under a key, in words and with an example."""
    match concept.type:
        case DateType():
            return "een datum, zoals 2026-04-13"
        case NumberType(unit):
            return f"een getal (in {unit}), zoals 14" if unit else "een getal, zoals 14"
        case YesNoType():
            return "ja of nee"
        case ChoiceType(values):
            return f"één keuze: {listed(values)}"
        case ChoicesType(values):
            return f"een lijst met keuzes, zoals [{', '.join(values[:2])}]"
        case TextType():
            return "een tekst"
        case ListType(element):
            return f"een lijst met per {element} een streepje (-)"
        case _:
            assert_never(concept.type)


def kind_of(node: Node) -> str:
    match node:
        case Scalar():
            return "een enkele waarde"
        case Sequence():
            return "een lijst"
        case Mapping():
            return "een groep met sleutels"


def is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def reason_text(node: Node | None) -> str:
    """A reason on one line; "" for what is none."""
    if not isinstance(node, Scalar) or node.empty or node.text.strip().lower() in _NO_REASON:
        return ""
    return " ".join(node.text.split())


class ReadDate(Frozen):
    """A date that was read, to be compared once all are known. `siblings` are the values of the same record.

    `counts`: it is the value of the fact, and not only what one of several documents says.
    """

    concept: Concept
    value: date
    place: Place
    siblings: dict[str, ScalarValue] | None = None
    counts: bool = True
