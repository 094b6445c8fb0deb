"""Reads what rules speak about: sources, parameters and concepts."""

from __future__ import annotations

from ..forms.vocabulary import (
    CONCEPT,
    CONCEPTS_FILE,
    OF_TYPE,
    PARAMETER,
    PARAMETER_VERSION,
    PARAMETERS_FILE,
    SOURCE,
    SOURCE_VERSION,
    SOURCES_FILE,
)
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
from ..mistakes import Collector, Place, did_you_mean
from ..rulebook import Parameter
from ..sources import Source
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..validity import ALWAYS
from .fields import Fields, check_name
from .mending import read_mending
from .versions import Versions

ARTICLES = ("de", NEUTER := "het")
"""What may stand before `element`; without it, it is a word with "de"."""


def read_sources(node: Node, problems: Collector, placed: Versions) -> tuple[Source, ...]:
    """`bronnen.yaml`; a source with `versies` gives one Source per version of its text."""
    top = Fields.of(node, node.place, "bronnen.yaml", SOURCES_FILE, problems)
    sources: list[Source] = []
    for key, value in top.entries("bronnen", required=True) if top else ():
        fields = Fields.of(value, key.place, f"de bron '{key.text}'", SOURCE, problems)
        if fields is None or not check_name(key, "een bron", problems):
            continue
        title, short = fields.text("titel", required=True), fields.text("kort", required=True)
        authority = fields.authority(required=True) or Authority.DESIGN
        for version, place in _versions(key, fields, tuple(SOURCE_VERSION), "een bron"):
            validity = version.validity()
            placed.add(f"bron.{key.text}", f"de bron '{key.text}'", validity, place)
            sources.append(
                Source(
                    key.text,
                    title,
                    short,
                    authority,
                    version.text("versie", required=True),
                    version.text("adres"),
                    version.yes_no("nagelezen", False),
                    version.text("opmerking"),
                    validity,
                )
            )
    return tuple(sources)


def read_parameters(
    node: Node, sources: dict[str, Source], problems: Collector, placed: Versions
) -> tuple[Parameter, ...]:
    """`parameters.yaml`; a parameter with `versies` gives one Parameter per version."""
    top = Fields.of(node, node.place, "parameters.yaml", PARAMETERS_FILE, problems)
    parameters: list[Parameter] = []
    for key, value in top.entries("parameters", required=True) if top else ():
        fields = Fields.of(value, key.place, f"de parameter '{key.text}'", PARAMETER, problems)
        if fields is None or not check_name(key, "een parameter", problems):
            continue
        shared = Parameter(
            key.text,
            fields.text("titel", required=True),
            0,
            NumberType(_unit(fields)),
            fields.authority(required=True) or Authority.DESIGN,
            fields.citations(sources),
            fields.text("toelichting"),
            ALWAYS,
        )
        for version, place in _versions(key, fields, tuple(PARAMETER_VERSION), "een parameter"):
            for one in _one_version(version, shared):
                called = f"de parameter '{key.text}'"
                placed.add(f"parameter.{key.text}", called, one.validity, place, code="R13")
                parameters.append(one)
    return tuple(parameters)


def _versions(key: Scalar, fields: Fields, own: tuple[str, ...], what: str) -> list[tuple[Fields, Place]]:
    """The fields that each version has of its own (`own`), and its place; without `versies` there is one."""
    items = fields.items("versies")
    if fields.has("versies") and not items:
        fields.missing("versies")
    if not items:
        return [(fields, key.place)]
    for name in own:
        if fields.has(name):
            message = f"{what} heeft '{name}' of 'versies', niet allebei"
            fields.problems.add(fields.at(name), "R14", message, f"zet '{name}' bij elke versie")
    called = f"een versie van '{key.text}'"
    read = ((item, Fields.of(item, key.place, called, own, fields.problems)) for item in items)
    return [(version, item.place) for item, version in read if version is not None]


def _one_version(fields: Fields, shared: Parameter) -> list[Parameter]:
    scalar = fields.scalar("waarde", required=True)
    if scalar is None:  # it stays known by its name: every rule that names it would be told to be wrong as well
        return [shared._replace(validity=fields.validity())]
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
    top = Fields.of(node, node.place, "een begrippenbestand", CONCEPTS_FILE, problems)
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
    fields = Fields.of(node, key.place, f"het begrip '{prefix}{key.text}'", CONCEPT, problems)
    if fields is None or not check_name(key, "een begrip", problems, RESERVED):
        return None
    value_type = read_type(fields, inside_list=not prefix)
    influence = fields.option("invloed", {one.value: one for one in Influence}) or Influence.FIXED
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
        influence,
        fields.text("wie"),
        fields.text("stuk"),
        fields.yes_no("toekomst", False),
        fields.text("niet_voor") or None,
        fields.whole("minimum"),
        fields.whole("maximum"),
        fields.yes_no("vertrouwelijk", False),
        *read_mending(fields, value_type, influence, prefix),
    )


def read_type(fields: Fields, *, inside_list: bool = False) -> ValueType | None:
    """The type written with `type`, `eenheid`, `waarden`, `geordend`, `velden`."""
    kind = fields.option("type", {name: name for name in TYPE_NAMES}, required=True)
    if kind is None:
        return None
    for key, kinds in OF_TYPE.items():
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
    if len(known) != len(columns):
        return None
    article, _, noun = fields.text("element").partition(" ")
    if article not in ARTICLES or not noun:
        article, noun = "", fields.text("element") or "element"
    return ListType(noun, known, fields.text("elementen"), neuter=article == NEUTER)


def _choices(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    node = fields.get("waarden")
    pairs: list[tuple[Scalar, str]] = []
    match node:
        case Mapping(entries):
            pairs = [(key, _label(key, label, fields)) for key, label in entries]
        case Sequence():
            pairs = [(item, item.text.replace("_", " ")) for item in fields.scalars("waarden")]
        case _:
            fields.missing("waarden")
    for index, (key, _) in enumerate(pairs):
        if any(key.text == other.text for other, _ in pairs[:index]):
            fields.problems.add(key.place, "R16", f"de keuze '{key.text}' staat er twee keer", "laat er één staan")
    kept = [
        (key, label) for key, label in pairs if check_name(key, "een keuze", fields.problems, RESERVED - {"anders"})
    ]
    return tuple(key.text for key, _ in kept), tuple(label for _, label in kept)


def _label(key: Scalar, node: Node, fields: Fields) -> str:
    """What a choice is in words; the choice itself after a mistake."""
    label = fields.one_value(node, key.text)
    if label is not None and label.empty:
        fields.problems.add(key.place, "R03", f"bij de keuze '{key.text}' ontbreekt de omschrijving")
    return key.text if label is None else " ".join(label.text.split())


def check_references(concepts: list[tuple[Concept, Scalar]], problems: Collector) -> None:
    """`niet_voor` must name a date of the same group or record, `vervalt_dan` facts, `ook_bij` dates of lists."""
    names = {concept.name: concept for concept, _ in concepts}
    dates = [
        f"{concept.name}.{one.name}"
        for concept, _ in concepts
        if isinstance(concept.type, ListType)
        for one in concept.type.fields
        if isinstance(one.type, DateType)
    ]
    for concept, key in concepts:
        for name in concept.cleared:
            if name == concept.name:
                problems.add(key.place, "R18", f"'vervalt_dan' noemt '{name}' zelf", "noem alleen andere begrippen")
            elif name not in names:
                message = f"'vervalt_dan' noemt '{name}', en dat begrip bestaat niet"
                problems.add(key.place, "R18", message, did_you_mean(name, names))
        for name in concept.repeated:
            if name not in dates:
                message = f"'ook_bij' noemt '{name}', en dat is geen datum van een lijst"
                problems.add(key.place, "R18", message, did_you_mean(name, dates))
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
