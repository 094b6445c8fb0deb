"""JSON files as the same tree of texts as YAML files, with the place of every value."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from ..mistakes import Collector, Place
from .text_tree import Node, Scalar, place_at
from .tree_builder import TreeBuilder

_TOKEN = re.compile(r'[ \t\n]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+)')

_MESSAGES = (
    ("Expecting property name", "hier hoort een sleutel tussen dubbele aanhalingstekens", ""),
    ("Expecting ':'", "na een sleutel hoort een dubbele punt", ""),
    ("Expecting ','", "hier hoort een komma of het sluitende haakje", ""),
    ("Expecting value", "hier hoort een waarde: tekst tussen aanhalingstekens, een getal, true, false of null", ""),
    ("Unterminated string", "dit aanhalingsteken wordt niet gesloten", ""),
    ("Invalid control character", "in een tekst in JSON mag geen tab of nieuwe regel staan", r"schrijf \t of \n"),
    (
        "Invalid \\",
        r"na een backslash hoort in JSON een van de tekens \" \\ / b f n r t of u met vier cijfers",
        r"schrijf \\ voor een gewone backslash",
    ),
    ("Extra data", "na het einde van de JSON staat nog tekst", ""),
)


class _NoSuchConstant(Exception):
    """NaN and the infinities: Python reads them, JSON does not have them."""


_CONSTANTS = ("NaN", "Infinity", "-Infinity")


def parse_json(text: str, file: str, problems: Collector) -> Node | None:
    """The tree of a JSON text. None when the syntax is wrong or the tree too large; `problems` then says so."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        _explain(error, text, file, problems)
        return None
    except RecursionError:
        problems.add(Place(file), "Y14", "dit bestand is te diep genest")
        return None
    except _NoSuchConstant:
        place = next(place_at(file, text, one.start(1)) for one in _TOKEN.finditer(text) if one[1] in _CONSTANTS)
        problems.add(place, "Y17", "NaN en Infinity zijn geen getallen", "gebruik null als het getal er niet is")
        return None
    return _build(text, file, problems)


def _explain(error: json.JSONDecodeError, text: str, file: str, problems: Collector) -> None:
    """Reports a syntax error in Dutch. Newer Pythons point at a trailing comma itself, older ones at what follows."""
    comma = error.pos if text[error.pos : error.pos + 1] == "," else len(text[: error.pos].rstrip()) - 1
    if comma >= 0 and text[comma] == "," and text[comma + 1 :].lstrip()[:1] in ("}", "]"):
        message = "voor een sluitend haakje hoort geen komma"
        problems.add(place_at(file, text, comma), "Y17", message, "haal de komma weg")
        return
    message, hint = next(
        ((message, hint) for start, message, hint in _MESSAGES if error.msg.startswith(start)),
        ("dit is geen geldige JSON", ""),
    )
    problems.add(place_at(file, text, error.pos), "Y17", message, hint)


def _refuse_constant(_: str) -> NoReturn:
    raise _NoSuchConstant


def _build(text: str, file: str, problems: Collector) -> Node | None:
    """The tree of a text that is known to be valid JSON."""
    builder = TreeBuilder(problems)
    line, line_start, scanned = 1, 0, 0
    for match in _TOKEN.finditer(text):
        token, start = match[1], match.start(1)
        breaks = text.count("\n", scanned, start)
        if breaks:
            line += breaks
            line_start = text.rindex("\n", scanned, start) + 1
        scanned = start
        place = Place(file, line, start - line_start + 1)
        if token == "{":
            builder.open_mapping(place)
        elif token == "[":
            builder.open_sequence(place)
        elif token in "]}":
            builder.close()
        elif token[0] == '"':
            escaped = "\\" in token
            value = json.loads(token) if escaped else token[1:-1]
            builder.scalar(Scalar(value, True, place, token if escaped else ""))
        elif token not in ",:":
            builder.scalar(Scalar("" if token == "null" else token, False, place))
        if builder.full:
            return None
    return builder.root
