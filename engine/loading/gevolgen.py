"""Reads `gevolgen/`: the sections of the page of consequences, in the order of the files and of each file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..forms.pages import AMOUNT, SECTION, SECTION_LINE, SECTIONS_FILE
from ..language.terms import Authority
from ..language.tree import FactRef, ParameterRef
from ..language.types import NumberType
from ..mistakes import Place
from ..section_rule import Amount, Assumption, LineContent, Remark, Section, SectionLine, ShownFact
from ..text.text_tree import Node
from .expressions import Reader
from .fields import Fields
from .sections import as_fact, kind_of_line, read_section


def read_sections(node: Node, reader: Reader) -> Iterator[tuple[Section[LineContent], Place]]:
    """The sections of one file, each with its place."""
    top = Fields.of(node, node.place, "een bestand met gevolgen", SECTIONS_FILE, reader.problems)
    if top is not None and not top.items("secties"):
        top.missing("secties")
    for item in top.items("secties") if top else ():
        fields = Fields.of(item, node.place, "een sectie", SECTION, reader.problems)
        if fields is not None:
            names = ("sectie", "een sectie", "regels")
            yield read_section(fields, names, reader, partial(_line, reader)), fields.at("sectie")


def _line(reader: Reader, node: Node, place: Place) -> SectionLine[LineContent] | None:
    found = kind_of_line(SECTION_LINE, node, place, reader)
    if found is None:
        return None
    kind, fields = found
    condition = reader.condition(fields.get("als"), fields.at("als")) if fields.has("als") else None
    content = _content(kind, fields, reader)
    return None if content is None else SectionLine(condition, content)


def _content(kind: str, fields: Fields, reader: Reader) -> LineContent | None:
    match kind:
        case "zin":
            return _remark(fields, reader)
        case "feit":
            fact = _fact(fields, "feit", reader)
            return None if fact is None else ShownFact(fact)
        case "bedrag":
            return _amount(fields, reader)
    return _assumption(fields, reader)


def _remark(fields: Fields, reader: Reader) -> Remark:
    authority = fields.authority(required=True) or Authority.DESIGN
    if not fields.items("bronnen") and authority is not Authority.DESIGN:
        reader.problems.add(fields.place, "R80", "deze zin noemt geen bron", "vul 'bronnen' in")
    return Remark(reader.sentence_of(fields, "zin"), authority, fields.citations(reader.sources))


def _amount(fields: Fields, reader: Reader) -> Amount | None:
    title = fields.text("titel", required=True)
    ends = Fields.of(fields.get("bedrag"), fields.at("bedrag"), "een bedrag", AMOUNT, reader.problems)
    if ends is None:
        return None
    low, high = _fact(ends, "van", reader), _fact(ends, "tot", reader)
    if low is None or high is None:
        return None
    for end, key in ((low, "van"), (high, "tot")):
        if end.type != NumberType("euro"):
            reader.problems.add(ends.at(key), "R103", "bij een bedrag hoort een getal met de eenheid euro")
    return Amount(title, low, high)


def _assumption(fields: Fields, reader: Reader) -> Assumption | None:
    fact = _fact(fields, "aanname", reader)
    thresholds: list[ParameterRef] = []
    for item in fields.items("parameters"):
        value = reader.value(item, fields.at("parameters"))
        if isinstance(value, ParameterRef):
            thresholds.append(value)
            if fact is not None and value.type != fact.type:
                message = f"de parameter '{value.name}' heeft een ander type of een andere eenheid dan '{fact.name}'"
                reader.problems.add(item.place, "R104", message)
        elif value is not None:
            reader.problems.add(item.place, "R104", "hier hoort een parameter", "schrijf parameter.naam")
    if not fields.items("parameters"):
        fields.missing("parameters")
    return None if fact is None else Assumption(fact, tuple(thresholds))


def _fact(fields: Fields, key: str, reader: Reader) -> FactRef | None:
    """The one fact named under a key."""
    if not fields.has(key):
        fields.missing(key)
        return None
    return as_fact(fields.get(key), fields.at(key), key, reader)
