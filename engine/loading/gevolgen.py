"""Reads `gevolgen/`: the sections of the page of consequences, in the order of the files and of each file."""

from __future__ import annotations

from collections.abc import Iterator

from .. import dutch
from ..language.terms import Authority
from ..language.tree import FactRef, ParameterRef, Value
from ..language.types import NumberType
from ..mistakes import Place
from ..rulebook import Amount, Assumption, LineContent, Remark, Section, SectionLine, ShownFact
from ..text.text_tree import Node
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields, check_name

KEYS = (
    "sectie",
    "titel",
    "toelichting",
    "van_toepassing_als",
    "niet_van_toepassing_als",
    "regels",
    "geldig_van",
    "geldig_tot",
)
KINDS: dict[str, tuple[str, ...]] = {
    "zin": ("gezag", "bronnen"),
    "feit": (),
    "bedrag": ("titel",),
    "aanname": ("parameters",),
}
"""What a line can be, and the keys that go with it; `als` goes with each."""

LINE_KEYS = (*KINDS, "als", *(key for keys in KINDS.values() for key in keys))


def read_sections(node: Node, reader: Reader) -> Iterator[tuple[Section, Place]]:
    """The sections of one file, each with its place."""
    top = Fields.of(node, node.place, "een bestand met gevolgen", ("secties",), reader.problems)
    if top is not None and not top.items("secties"):
        top.missing("secties")
    for item in top.items("secties") if top else ():
        fields = Fields.of(item, node.place, "een sectie", KEYS, reader.problems)
        if fields is not None:
            yield _section(fields, reader), fields.at("sectie")


def _section(fields: Fields, reader: Reader) -> Section:
    key = fields.scalar("sectie", required=True)
    if key is not None:
        check_name(key, "een sectie", reader.problems)
    if not fields.items("regels"):
        fields.missing("regels")
    lines = [_line(item, fields.at("regels"), reader) for item in fields.items("regels")]
    applies = fields.get("van_toepassing_als")
    return Section(
        "" if key is None else key.text,
        fields.text("titel", required=True),
        reader.sentence_of(fields, "toelichting") if fields.has("toelichting") else None,
        None if applies is None else reader.condition(applies, fields.at("van_toepassing_als")),
        read_exclusions(fields, reader),
        tuple(one for one in lines if one is not None),
        fields.validity(),
    )


def _line(node: Node, place: Place, reader: Reader) -> SectionLine | None:
    fields = Fields.of(node, place, "een regel van een sectie", LINE_KEYS, reader.problems)
    if fields is None:
        return None
    kinds = [kind for kind in KINDS if fields.has(kind)]
    if len(kinds) != 1:
        message = f"een regel van een sectie heeft precies één van {dutch.listing(KINDS)} nodig"
        reader.problems.add(fields.place, "R100", message)
        return None
    for kind, keys in KINDS.items():
        for key in keys:
            if kind != kinds[0] and fields.has(key):
                reader.problems.add(fields.at(key), "R101", f"'{key}' hoort bij '{kind}', niet bij '{kinds[0]}'")
    condition = reader.condition(fields.get("als"), fields.at("als")) if fields.has("als") else None
    content = _content(kinds[0], fields, reader)
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
    ends = Fields.of(fields.get("bedrag"), fields.at("bedrag"), "een bedrag", ("van", "tot"), reader.problems)
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
    value: Value | None = reader.value(fields.get(key), fields.at(key))
    if value is None:
        return None
    if not isinstance(value, FactRef):
        message = f"bij '{key}' hoort alleen de naam van een feit"
        reader.problems.add(fields.at(key), "R102", message, "maak van een berekening een afleiding")
        return None
    return value
