"""The rule as readable Dutch: one sentence per condition, from the tree alone, without values of a dossier."""

from __future__ import annotations

from collections.abc import Mapping

from . import dutch
from .frozen import Frozen
from .language.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Contains,
    DateShift,
    Duration,
    Every,
    Extreme,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    ListQuery,
    Literal,
    Member,
    NoneOf,
    Not,
    ParameterRef,
    Size,
    Value,
)
from .language.types import ChoiceType, DateType, ListType
from .language.walk import needs_brackets

_DATES = {"=": "is", "!=": "is niet", "<": "ligt vóór", "<=": "ligt op of vóór", ">": "ligt na", ">=": "ligt op of na"}
_NUMBERS = {
    "=": "is",
    "!=": "is niet",
    "<": "is minder dan",
    "<=": "is hoogstens",
    ">": "is meer dan",
    ">=": "is minstens",
}
_CHOICES = {
    "=": "is",
    "!=": "is niet",
    "<": "is lager dan",
    "<=": "is hoogstens",
    ">": "is hoger dan",
    ">=": "is minstens",
}
_QUERIES = {
    "som": "het totaal van",
    "grootste_gat": "de langste tijd tussen twee opvolgende waarden van",
    "soorten": "de verschillende waarden van",
}
_ADJECTIVES = {"min": "laagste", "max": "hoogste", "eerste": "eerste", "laatste": "laatste"}
_ASPECTS = {
    "bevinding": "de bevinding van",
    "zwaarte": "de zwaarte van",
    "verschoond": "een deugdelijke grond bij",
    "herstelbaar": "de herstelbaarheid van",
    "beroep": "het beroep op",
    "bewezen": "het volledige bewijs van",
    "draagkrachtig": "de draagkracht voor de hele periode van",
    "draagkrachtig_deels": "de draagkracht voor een deel van de periode van",
}


class Words(Frozen):
    """Titles of facts and parameters by name."""

    facts: Mapping[str, str]
    parameters: Mapping[str, str]


def condition(node: Condition, words: Words) -> str:
    """One condition as a Dutch clause without capital or full stop."""
    match node:
        case Constant(truth):
            return "altijd" if truth else "nooit"
        case Compare(operator, left, right):
            return f"{value(left, words)} {_comparison(left)[operator]} {value(right, words)}"
        case Member(one, choices, kind):
            return f"{value(one, words)} is {dutch.listing([kind.label(choice) for choice in choices], 'of')}"
        case Contains(members, choice, kind):
            return f"{value(members, words)}: daarbij hoort {kind.label(choice)}"
        case IsKnown(one):
            return f"bekend is {value(one, words)}"
        case IsUnknown(one):
            return f"niet bekend is {value(one, words)}"
        case IsTrue(one):
            return f"{value(one, words)}: ja"
        case Every(source, where):
            return f"{_each(source)} {_element(source)} voldoet aan: {condition(where, words)}"
        case NoneOf(source, Constant(True)):
            return f"er is geen {_element(source)}"
        case NoneOf(source, where):
            return f"er is geen {_element(source)} waarvoor geldt: {condition(where, words)}"
        case Not(IsTrue(one)):
            return f"{value(one, words)}: nee"
        case Not(Member(one, choices, kind)):
            return f"{value(one, words)} is niet {dutch.listing([kind.label(choice) for choice in choices], 'of')}"
        case Not(part):
            whole = condition(part, words)
            return f"niet: ({whole})" if isinstance(part, All | AnyOf) else f"niet: {whole}"
        case All(parts):
            return " en ".join(_grouped(part, words, AnyOf) for part in parts)
        case AnyOf(parts):
            return " of ".join(_grouped(part, words, All) for part in parts)


def _comparison(left: Value) -> dict[str, str]:
    """How the operators read beside a value of this type."""
    match left.type:
        case DateType():
            return _DATES
        case ChoiceType():
            return _CHOICES
    return _NUMBERS


def _grouped(part: Condition, words: Words, other: type[All] | type[AnyOf]) -> str:
    return f"({condition(part, words)})" if isinstance(part, other) else condition(part, words)


def _element(source: FactRef) -> str:
    return source.type.element if isinstance(source.type, ListType) else source.name


def _elements(source: FactRef) -> str:
    """Several elements; in the singular where the rulebook gives no plural."""
    return (
        f"de {source.type.elements}" if isinstance(source.type, ListType) and source.type.elements else _element(source)
    )


def _each(source: FactRef) -> str:
    return "elk" if isinstance(source.type, ListType) and source.type.neuter else "elke"


def value(node: Value, words: Words) -> str:
    """One value as a Dutch noun phrase."""
    match node:
        case Literal(constant, kind):
            return dutch.text(constant, kind)
        case FactRef(name):
            return words.facts.get(name, name)
        case FieldRef(name):
            return name.replace("_", " ")
        case ParameterRef(name):
            return words.parameters.get(name, name)
        case FindingRef(criterion, aspect):
            return f"{_ASPECTS[aspect]} {criterion}"
        case Arithmetic(operator, left, right):
            sign = {"+": "plus", "-": "min", "*": "maal", "/": "gedeeld door"}[operator]
            return f"{_operand(left, operator, words)} {sign} {_operand(right, operator, words, last=True)}"
        case DateShift(start, amount, _, sign):
            moved = _operand(amount, "-", words, last=True)
            return f"{value(start, words)} {'plus' if sign > 0 else 'min'} {moved}"
        case Duration(unit, start, end):
            return f"het aantal {unit.replace('_', ' ')} van {value(start, words)} tot {value(end, words)}"
        case Extreme(kind, values):
            lead = "de kleinste" if kind == "min" else "de grootste"
            if isinstance(node.type, DateType):
                lead = "de vroegste" if kind == "min" else "de laatste"
            return f"{lead} van {dutch.listing([value(one, words) for one in values])}"
        case ListQuery():
            return _query(node, words)
        case Size(members):
            return f"het aantal van {value(members, words)}"
        case FindingCount():
            return "het aantal bevindingen"


def _operand(node: Value, operator: str, words: Words, *, last: bool = False) -> str:
    """One side of a calculation, in brackets where it would otherwise be read in another order."""
    text = value(node, words)
    return f"({text})" if needs_brackets(node, operator, last=last) else text


def _query(node: ListQuery, words: Words) -> str:
    where = "" if node.where is None else f" waarvoor geldt: {condition(node.where, words)}"
    element = _element(node.source)
    if node.kind == "aantal" or node.field is None:
        several = node.source.type.elements if isinstance(node.source.type, ListType) else ""
        return f"het aantal {several or f'keer {element}'}{where}"
    return f"{_asked(node.kind, node.field, node.source)} bij {_elements(node.source)}{where}"


def _asked(kind: str, field: FieldRef, source: FactRef) -> str:
    """What is asked of a field, with the article that its own title has: "de laatste datum", "het hoogste aantal"."""
    concept = source.type.field(field.name) if isinstance(source.type, ListType) else None
    title = concept.title if concept is not None else field.name.replace("_", " ")
    adjective = _ADJECTIVES.get(kind)
    if adjective is None:
        return f"{_QUERIES[kind]} {title}"
    article, _, noun = title.partition(" ")
    if article not in ("de", "het"):
        return f"de {adjective} {title}"
    return title if noun.startswith(f"{adjective} ") else f"{article} {adjective} {noun}"
