"""Reads what rules speak about: sources, parameters and concepts."""

from __future__ import annotations

from ..language.scope import RESERVED, UNITS
from ..language.terms import Authority
from ..language.types import (
    TYPE_NAMES,
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    Influence,
    ListType,
    NumberType,
    TextType,
    ValueType,
    YesNoType,
)
from ..mistakes import Collector, did_you_mean
from ..rulebook import Parameter, Validity
from ..sources import Source
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from .fields import Fields, check_name
from .mending import MENDING_KEYS, read_mending
from .units import KEY as UNITS_KEY

TYPE_KEYS = ("type", "eenheid", "waarden", "geordend", "minimum", "maximum", "element", "elementen", "velden")
ARTICLES = ("de", NEUTER := "het")
"""What may stand before `element`; without it, it is a word with "de"."""

TOLD_KEYS = ("titel", "vraag", "uitleg", "invloed", "wie", "stuk")
CONCEPT_KEYS = (*TYPE_KEYS, *TOLD_KEYS, "toekomst", "niet_voor", "vertrouwelijk", *MENDING_KEYS)
SOURCE_KEYS = ("titel", "kort", "gezag", "versie", "adres", "nagelezen", "opmerking")
PARAMETER_KEYS = (
    "titel",
    "waarde",
    "eenheid",
    "gezag",
    "bronnen",
    "toelichting",
    "geldig_van",
    "geldig_tot",
    "bevestigd_door",
    "op",
    "versies",
)


def read_sources(node: Node, problems: Collector) -> dict[str, Source]:
    """`bronnen.yaml`."""
    top = Fields.of(node, node.place, "bronnen.yaml", ("bronnen",), problems)
    sources: dict[str, Source] = {}
    for key, value in top.entries("bronnen", required=True) if top else ():
        fields = Fields.of(value, key.place, f"de bron '{key.text}'", SOURCE_KEYS, problems)
        if fields is None or not check_name(key, "een bron", problems):
            continue
        authority = fields.authority(required=True)
        sources[key.text] = Source(
            key.text,
            fields.text("titel", required=True),
            fields.text("kort", required=True),
            authority or Authority.DESIGN,
            fields.text("versie", required=True),
            fields.text("adres"),
            fields.yes_no("nagelezen", False),
            fields.text("opmerking"),
        )
    return sources


def read_parameters(node: Node, sources: dict[str, Source], problems: Collector) -> tuple[Parameter, ...]:
    """`parameters.yaml`; a parameter with `versies` gives one Parameter per version."""
    top = Fields.of(node, node.place, "parameters.yaml", ("parameters",), problems)
    parameters: list[Parameter] = []
    for key, value in top.entries("parameters", required=True) if top else ():
        fields = Fields.of(value, key.place, f"de parameter '{key.text}'", PARAMETER_KEYS, problems)
        if fields is None or not check_name(key, "een parameter", problems):
            continue
        versions = _versions(key, fields, sources)
        for index, one in enumerate(versions):
            if any(one.validity.overlaps(other.validity) for other in versions[:index]):
                problems.add(key.place, "R13", f"twee versies van de parameter '{key.text}' gelden op dezelfde dag")
        parameters.extend(versions)
    return tuple(parameters)


def _versions(key: Scalar, fields: Fields, sources: dict[str, Source]) -> list[Parameter]:
    problems = fields.problems
    authority = fields.authority(required=True) or Authority.DESIGN
    shared = Parameter(
        key.text,
        fields.text("titel", required=True),
        0,
        NumberType(_unit(fields)),
        authority,
        fields.citations(sources),
        fields.text("toelichting"),
        Validity(),
    )
    items = fields.items("versies")
    if not items:
        return _one_version(fields, shared)
    if fields.has("waarde"):
        problems.add(fields.at("waarde"), "R14", "een parameter heeft 'waarde' of 'versies', niet allebei")
    versions: list[Parameter] = []
    for item in items:
        version = Fields.of(
            item,
            key.place,
            f"een versie van '{key.text}'",
            ("waarde", "geldig_van", "geldig_tot", "bevestigd_door", "op"),
            problems,
        )
        versions += _one_version(version, shared) if version else []
    return versions


def _one_version(fields: Fields, shared: Parameter) -> list[Parameter]:
    scalar = fields.scalar("waarde", required=True)
    if scalar is None:
        return []
    confirmed_by, confirmed_on = fields.text("bevestigd_door") or None, fields.date("op")
    if (confirmed_by is None) != (confirmed_on is None):
        fields.problems.add(
            fields.place, "R15", "'bevestigd_door' en 'op' horen bij elkaar", "vul beide in, of geen van beide"
        )
    validity = fields.validity()
    is_date = len(scalar.text) == 10 and scalar.text[4:5] == "-"
    value = (
        scalars.iso_date(scalar, "waarde", fields.problems)
        if is_date
        else scalars.exact_number(scalar, "waarde", fields.problems)
    )
    if value is None:
        value = shared.value
    value_type = DateType() if is_date else shared.type
    return [
        shared._replace(
            value=value,
            type=value_type,
            validity=validity,
            confirmed_by=confirmed_by,
            confirmed_on=confirmed_on,
        )
    ]


def _unit(fields: Fields) -> str | None:
    unit = fields.text("eenheid") or None
    return UNITS.get(unit, unit) if unit else None


def read_concepts(node: Node, problems: Collector) -> tuple[str, str, list[tuple[Concept, Scalar]]]:
    """One file of `begrippen/`: the group's name and title, and its concepts with the place of each."""
    top = Fields.of(node, node.place, "een begrippenbestand", ("groep", "titel", UNITS_KEY, "begrippen"), problems)
    if top is None:
        return "", "", []
    group = top.scalar("groep", required=True)
    if group is None or not check_name(group, "een groep", problems, RESERVED):
        return "", "", []
    concepts: list[tuple[Concept, Scalar]] = []
    for key, value in top.entries("begrippen", required=True):
        concept = _concept(key, value, f"{group.text}.", problems)
        if concept is not None:
            concepts.append((concept, key))
    return group.text, top.text("titel", required=True), concepts


def _concept(key: Scalar, node: Node, prefix: str, problems: Collector) -> Concept | None:
    fields = Fields.of(node, key.place, f"het begrip '{prefix}{key.text}'", CONCEPT_KEYS, problems)
    if fields is None or not check_name(key, "een begrip", problems, RESERVED):
        return None
    value_type = read_type(fields, inside_list=not prefix)
    influence = fields.option("invloed", {one.value: one for one in Influence})
    title = fields.text("titel", required=True)
    if (
        prefix
        and not isinstance(value_type, ListType | TextType)
        and not fields.has("vraag")
        and not prefix.startswith("dossier.")
    ):
        fields.missing("vraag")
    if value_type is None:
        return None
    return Concept(
        prefix + key.text,
        value_type,
        title,
        fields.text("vraag"),
        fields.text("uitleg"),
        influence or Influence.FIXED,
        fields.text("wie"),
        fields.text("stuk"),
        fields.yes_no("toekomst", False),
        fields.text("niet_voor") or None,
        fields.whole("minimum"),
        fields.whole("maximum"),
        fields.yes_no("vertrouwelijk", False),
        *read_mending(fields, value_type, inside_list=not prefix),
    )


def read_type(fields: Fields, *, inside_list: bool = False) -> ValueType | None:
    """The type written with `type`, `eenheid`, `waarden`, `geordend`, `velden`."""
    kind = fields.option("type", {name: name for name in TYPE_NAMES}, required=True)
    if kind is None:
        return None
    for key, kinds in (
        ("eenheid", ("getal",)),
        ("waarden", ("keuze", "meerkeuze")),
        ("geordend", ("keuze",)),
        ("velden", ("lijst",)),
        ("minimum", ("getal",)),
        ("maximum", ("getal",)),
    ):
        if fields.has(key) and kind not in kinds:
            fields.problems.add(fields.at(key), "R16", f"'{key}' hoort niet bij het type {kind}")
    match kind:
        case "datum":
            return DateType()
        case "getal":
            return NumberType(_unit(fields))
        case "ja_nee":
            return YesNoType()
        case "tekst":
            return TextType()
        case "keuze" | "meerkeuze":
            values, labels = _choices(fields)
            return (
                ChoiceType(values, labels, fields.yes_no("geordend", False))
                if kind == "keuze"
                else ChoicesType(values, labels)
            )
    if inside_list:
        fields.problems.add(fields.at("type"), "R17", "een lijst in een lijst bestaat niet")
        return None
    columns = [_concept(key, node, "", fields.problems) for key, node in fields.entries("velden", required=True)]
    known = tuple(one for one in columns if one is not None)
    article, _, noun = fields.text("element").partition(" ")
    if article not in ARTICLES or not noun:
        article, noun = "", fields.text("element") or "element"
    return ListType(noun, known, fields.text("elementen"), neuter=article == NEUTER)


def _choices(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    node = fields.get("waarden")
    pairs: list[tuple[Scalar, str]] = []
    match node:
        case Mapping(entries):
            pairs = [
                (key, " ".join(label.text.split()) if isinstance(label, Scalar) else key.text) for key, label in entries
            ]
        case Sequence(items):
            pairs = [(item, item.text.replace("_", " ")) for item in items if isinstance(item, Scalar)]
        case _:
            fields.missing("waarden")
    for index, (key, _) in enumerate(pairs):
        if any(key.text == other.text for other, _ in pairs[:index]):
            fields.problems.add(key.place, "R16", f"de keuze '{key.text}' staat er twee keer", "laat er één staan")
    kept = [
        (key, label) for key, label in pairs if check_name(key, "een keuze", fields.problems, RESERVED - {"anders"})
    ]
    return tuple(key.text for key, _ in kept), tuple(label for _, label in kept)


def check_references(concepts: list[tuple[Concept, Scalar]], problems: Collector) -> None:
    """`niet_voor` must name a date of the same group or record."""
    names = {concept.name: concept for concept, _ in concepts}
    for concept, key in concepts:
        group = concept.name.rpartition(".")[0]
        if concept.not_before and concept.not_before not in names and f"{group}.{concept.not_before}" not in names:
            problems.add(
                key.place,
                "R18",
                f"'niet_voor' noemt '{concept.not_before}', en dat begrip bestaat niet",
                did_you_mean(concept.not_before, [name.rpartition(".")[2] for name in names if name.startswith(group)]),
            )
        if isinstance(concept.type, ListType):
            fields = [one.name for one in concept.type.fields]
            for one in concept.type.fields:
                if one.not_before and one.not_before not in fields and one.not_before not in names:
                    problems.add(
                        key.place,
                        "R18",
                        f"'niet_voor' van het veld '{one.name}' noemt '{one.not_before}', en dat veld bestaat niet",
                        did_you_mean(one.not_before, fields),
                    )
