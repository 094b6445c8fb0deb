"""What is written otherwise in a derivation, parameter, concept, step, source or question."""

from __future__ import annotations

from collections.abc import Iterator

from .. import dutch, notation
from ..language.types import ChoicesType, ChoiceType, Concept, ListType, NumberType
from ..rulebook import Branch, Cases, Derivation, Formula, Parameter, Question, Step, Table, Truth
from ..sources import Source
from .aligning import aligned, is_reordered
from .changes import Difference, Kind
from .reading import Reading, period, sentence, type_text
from .sides import Sides, at, yes_no

NOT_APPLICABLE = "niet van toepassing"


def derivation_differences(old: Derivation, new: Derivation, sides: Sides) -> Iterator[Difference]:
    """Two versions of one derivation."""
    name = new.concept.name
    path = f"afleiding/{name}"
    yield from sides.text(Kind.TEXT, "titel", old.concept.title, new.concept.title)
    undone = new._replace(concept=old.concept)
    yield from sides.text(Kind.MEANING, "type", type_text(old.concept.type), type_text(new.concept.type), undone)
    yield from _labels(sides, old.concept, new.concept)
    undone = new._replace(validity=old.validity)
    yield from sides.text(Kind.MEANING, "geldig", period(old.validity), period(new.validity), undone)
    undone = new._replace(method=old.method)
    match old.method, new.method:
        case Formula(before), Formula(after):
            yield from sides.value("formule", before, after, path, undone)
        case Truth(before), Truth(after):
            yield from sides.condition("formule", before, after, path, undone)
        case Cases(some), Cases(others):
            yield from _branches(some, others, new, sides)
        case ((Table() as table), (Table() as other)):
            yield from _cells(table, other, new, sides)
        case one, another if type(one) is not type(another):
            shown = method_text(old, sides.old), method_text(new, sides.new)
            yield Difference(Kind.MEANING, "berekening", *shown, path, undone=undone)
    yield from sides.text(
        Kind.AUTHORITY,
        "gezag",
        old.authority.value if old.authority else "",
        new.authority.value if new.authority else "",
    )
    yield from sides.cited("bronnen", old.citations, new.citations)
    yield from sides.text(Kind.TEXT, "uitleg", old.help, new.help)
    told = yes_no(old.discloses), yes_no(new.discloses)
    yield from sides.text(Kind.DISPLAY, "vertrouwelijk als wat erachter ligt dat is", *told)


def method_text(rule: Derivation, reading: Reading) -> str:
    """How a fact is worked out, on one line."""
    match rule.method:
        case Formula(value):
            return reading.value(value)
        case Truth(condition):
            return reading.condition(condition)
        case Cases(branches):
            return "; ".join(_branch_text(one, reading) for one in branches)
        case Table(row, column):
            return f"tabel van {reading.value(row)} en {reading.value(column)}"
    return ""


def _branches(old: tuple[Branch, ...], new: tuple[Branch, ...], rule: Derivation, sides: Sides) -> Iterator[Difference]:
    name = rule.concept.name
    keys = (_branch_key, lambda one: _branch_key(one)[0], lambda one: _branch_key(one)[1])
    pairs = aligned(old, new, keys)
    whole = rule._replace(method=Cases(old))
    if is_reordered(pairs):
        told = (
            "; ".join(_branch_text(one, sides.old) for one in old),
            "; ".join(_branch_text(one, sides.new) for one in new),
        )
        yield Difference(Kind.MEANING, "volgorde van de gevallen", *told, f"afleiding/{name}", undone=whole)
    for before, after in pairs:
        one, other = at(old, before), at(new, after)
        number = ((before if after is None else after) or 0) + 1
        part, path = f"geval {number}", f"afleiding/{name}/geval/{number}"
        if one is None or other is None:
            told_before = "" if one is None else _branch_text(one, sides.old)
            told_after = "" if other is None else _branch_text(other, sides.new)
            branches = tuple(each for each in new if each is not other) if one is None else old
            undone = rule._replace(method=Cases(branches))
            yield Difference(Kind.MEANING, part, told_before, told_after, path, undone=undone)
            continue
        undone = rule._replace(method=Cases(_put(new, after, other._replace(condition=one.condition))))
        yield from sides.condition(f"{part}: als", one.condition, other.condition, path, undone)
        undone = rule._replace(method=Cases(_put(new, after, other._replace(result=one.result, reason=one.reason))))
        if (one.result is None) != (other.result is None):
            shown = _result_text(one, sides.old), _result_text(other, sides.new)
            yield Difference(Kind.MEANING, f"{part}: dan", *shown, path, undone=undone)
        else:
            yield from sides.value(f"{part}: dan", one.result, other.result, path, undone)
        yield from sides.said(f"{part}: omdat", one.reason, other.reason)


def _put(items: tuple[Branch, ...], position: int | None, one: Branch) -> tuple[Branch, ...]:
    return tuple(one if index == position else each for index, each in enumerate(items))


def _branch_key(one: Branch) -> tuple[str, str]:
    condition = "anders" if one.condition is None else notation.text(one.condition)
    return condition, "nvt" if one.result is None else notation.text(one.result)


def _branch_text(one: Branch, reading: Reading) -> str:
    when = "anders" if one.condition is None else f"als {reading.condition(one.condition)}"
    return f"{when}: {_result_text(one, reading)}"


def _result_text(one: Branch, reading: Reading) -> str:
    return NOT_APPLICABLE if one.result is None else reading.value(one.result)


def _cells(old: Table, new: Table, rule: Derivation, sides: Sides) -> Iterator[Difference]:
    name, kind = rule.concept.name, rule.concept.type
    path = f"afleiding/{name}"
    yield from sides.value("rij", old.row, new.row, path, rule._replace(method=new._replace(row=old.row)))
    yield from sides.value("kolom", old.column, new.column, path, rule._replace(method=new._replace(column=old.column)))
    cells = {(one.row, one.column): one for one in old.cells}
    others = {(one.row, one.column): one for one in new.cells}
    for key in dict.fromkeys((*cells, *others)):
        one, other = cells.get(key), others.get(key)
        part, place = f"cel {key[0]}, {key[1]}", f"{path}/{key[0]}/{key[1]}"
        before = "" if one is None else NOT_APPLICABLE if one.value is None else dutch.text(one.value, kind)
        after = "" if other is None else NOT_APPLICABLE if other.value is None else dutch.text(other.value, kind)
        if before != after:
            undone = None
            if one is not None and other is not None:
                put = tuple(each._replace(value=one.value) if each is other else each for each in new.cells)
                undone = rule._replace(method=new._replace(cells=put))
            yield Difference(Kind.MEANING, part, before, after, place, undone=undone)
        if one is not None and other is not None:
            yield from sides.text(Kind.AUTHORITY, f"{part}: gezag", one.authority.value, other.authority.value)
            yield from sides.cited(f"{part}: bronnen", one.citations, other.citations)


def parameter_differences(old: Parameter, new: Parameter, sides: Sides) -> Iterator[Difference]:
    """Two versions of one parameter."""
    path = f"parameter.{new.name}"
    yield from sides.text(Kind.TEXT, "titel", old.title, new.title)
    before, after = dutch.text(old.value, old.type), dutch.text(new.value, new.type)
    undone = new._replace(value=old.value, type=old.type)
    if before != after or old.type != new.type or old.value != new.value:
        yield Difference(Kind.MEANING, "waarde", before, after, path, undone=undone)
    undone = new._replace(validity=old.validity)
    yield from sides.text(Kind.MEANING, "geldig", period(old.validity), period(new.validity), undone)
    yield from sides.text(Kind.AUTHORITY, "gezag", old.authority.value, new.authority.value)
    yield from sides.cited("bronnen", old.citations, new.citations)
    yield from sides.text(Kind.AUTHORITY, "bevestigd door", _confirmed(old), _confirmed(new))
    yield from sides.text(Kind.TEXT, "toelichting", old.remark, new.remark)


def _confirmed(one: Parameter) -> str:
    if not one.confirmed_by:
        return ""
    return f"{one.confirmed_by}{f', {dutch.day(one.confirmed_on)}' if one.confirmed_on else ''}"


def concept_differences(old: Concept, new: Concept, sides: Sides, inside: str = "") -> Iterator[Difference]:
    """Two versions of one concept, or of a field of a list (`inside` is then what it is called)."""
    lead = f"{inside}: " if inside else ""
    yield from sides.text(Kind.TEXT, f"{lead}titel", old.title, new.title)
    yield from sides.text(Kind.MEANING, f"{lead}type", type_text(old.type), type_text(new.type))
    yield from _labels(sides, old, new, lead)
    for part, field in (("vraag", "question"), ("uitleg", "help"), ("wie", "answerer"), ("stuk", "document")):
        yield from sides.text(Kind.TEXT, f"{lead}{part}", getattr(old, field), getattr(new, field))
    yield from sides.text(Kind.MEANING, f"{lead}mag na de peildatum liggen", yes_no(old.future), yes_no(new.future))
    for part, field in (("niet voor", "not_before"), ("minimum", "minimum"), ("maximum", "maximum")):
        before, after = getattr(old, field), getattr(new, field)
        yield from sides.text(
            Kind.MEANING, f"{lead}{part}", "" if before is None else str(before), "" if after is None else str(after)
        )
    yield from sides.text(Kind.DISPLAY, f"{lead}vertrouwelijk", yes_no(old.confidential), yes_no(new.confidential))
    yield from sides.text(Kind.DISPLAY, f"{lead}invloed", old.influence.value, new.influence.value)
    yield from sides.text(Kind.DISPLAY, f"{lead}herstel", old.mending.value, new.mending.value)
    yield from sides.text(Kind.DISPLAY, f"{lead}alsnog", ", ".join(old.later), ", ".join(new.later))
    yield from sides.text(Kind.DISPLAY, f"{lead}nieuw", _fresh(old), _fresh(new))
    yield from sides.text(Kind.DISPLAY, f"{lead}terugblik", ", ".join(old.hindsight), ", ".join(new.hindsight))
    yield from sides.text(Kind.DISPLAY, f"{lead}vervalt_dan", ", ".join(old.cleared), ", ".join(new.cleared))
    yield from sides.text(Kind.DISPLAY, f"{lead}ook_bij", ", ".join(old.repeated), ", ".join(new.repeated))
    yield from sides.text(Kind.DISPLAY, f"{lead}voorstel", _proposals(old), _proposals(new))
    if isinstance(old.type, ListType) and isinstance(new.type, ListType):
        yield from _columns(old.type, new.type, sides)


def _columns(old: ListType, new: ListType, sides: Sides) -> Iterator[Difference]:
    words = f"{old.element}, {old.elements}", f"{new.element}, {new.elements}"
    yield from sides.text(Kind.TEXT, "element", *words)
    for before, after in aligned(old.fields, new.fields, (lambda one: one.name,), rest=False):
        one, other = at(old.fields, before), at(new.fields, after)
        named = other or one
        assert named is not None
        part = f"veld {named.name}"
        if one is None or other is None:
            told = f"{named.title} ({type_text(named.type)})"
            shown = ("", told) if one is None else (told, "")
            yield Difference(Kind.MEANING, part, *shown)
        else:
            yield from concept_differences(one, other, sides, part)


def _labels(sides: Sides, old: Concept, new: Concept, lead: str = "") -> Iterator[Difference]:
    """How choices that stay are described, and the singular of a unit."""
    if isinstance(old.type, ChoiceType | ChoicesType) and isinstance(new.type, ChoiceType | ChoicesType):
        for value in old.type.values:
            if value in new.type.values:
                told = old.type.label(value), new.type.label(value)
                yield from sides.text(Kind.TEXT, f"{lead}keuze {value}", *told)
    if isinstance(old.type, NumberType) and isinstance(new.type, NumberType):
        yield from sides.text(Kind.TEXT, f"{lead}enkelvoud van de eenheid", old.type.one, new.type.one)


def _proposals(one: Concept) -> str:
    return "; ".join(f"{value}: {put}" for value, put in one.proposals)


def _fresh(one: Concept) -> str:
    if isinstance(one.fresh, bool):
        return yes_no(one.fresh)
    if isinstance(one.fresh, tuple):
        return ", ".join(one.fresh)
    return "" if one.fresh is None else str(one.fresh)


def step_differences(old: Step, new: Step, sides: Sides) -> Iterator[Difference]:
    """Two versions of one step of the timeline."""
    path = f"tijdlijn/{new.id}"
    yield from sides.text(Kind.TEXT, "titel", old.title, new.title)
    yield from sides.text(Kind.TEXT, "wie", old.who, new.who)
    undone = new._replace(validity=old.validity)
    yield from sides.text(Kind.MEANING, "geldig", period(old.validity), period(new.validity), undone)
    yield from sides.condition(
        "van toepassing als", old.applies, new.applies, f"{path}/van_toepassing", new._replace(applies=old.applies)
    )
    yield from sides.exclusions(path, old, new)
    for part, field in (("vanaf", "start"), ("uiterlijk", "deadline"), ("gebeurd op", "happened")):
        before, after = getattr(old, field), getattr(new, field)
        place = f"{path}/{part.replace(' ', '_')}"
        yield from sides.value(part, before, after, place, new._replace(**{field: before}))
    for part, field in (("niet gebeurd als", "not_happened"), ("gehaald als", "done"), ("te laat als", "missed")):
        before, after = getattr(old, field), getattr(new, field)
        yield from sides.condition(part, before, after, path, new._replace(**{field: before}))
    undone = new._replace(milestone=old.milestone)
    yield from sides.text(Kind.MEANING, "mijlpaal", yes_no(old.milestone), yes_no(new.milestone), undone)
    yield from sides.text(Kind.AUTHORITY, "gezag", old.authority.value, new.authority.value)
    yield from sides.cited("bronnen", old.citations, new.citations)
    yield from sides.said("gevolg", old.consequence, new.consequence)
    yield from sides.text(Kind.TEXT, "afwijking", old.deviation, new.deviation)


def source_differences(old: Source, new: Source, sides: Sides) -> Iterator[Difference]:
    """Two versions of one source."""
    for part, field in (("titel", "title"), ("kort", "short"), ("versie", "version"), ("adres", "address")):
        yield from sides.text(Kind.AUTHORITY, part, getattr(old, field), getattr(new, field))
    yield from sides.text(Kind.AUTHORITY, "gezag", old.authority.value, new.authority.value)
    yield from sides.text(Kind.AUTHORITY, "nagelezen", yes_no(old.verified), yes_no(new.verified))
    yield from sides.text(Kind.AUTHORITY, "opmerking", old.remark, new.remark)
    yield from sides.text(Kind.AUTHORITY, "geldig", period(old.validity), period(new.validity))


def question_differences(old: Question, new: Question, sides: Sides) -> Iterator[Difference]:
    """One question of the test."""
    yield from sides.text(Kind.TEXT, "titel", old.title, new.title)
    yield from sides.text(Kind.TEXT, "toelichting", old.remark, new.remark)
    yield from sides.exclusions(f"vraag/{new.id}", old, new)


def whole_text(rule: object, reading: Reading) -> str:
    """A rule that is new or gone, on one line."""
    match rule:
        case Parameter():
            return dutch.text(rule.value, rule.type)
        case Concept():
            return f"{rule.title} ({type_text(rule.type)})"
        case Derivation():
            return method_text(rule, reading)
        case Step() | Source():
            return rule.title
        case Question():
            return rule.title
    return sentence(getattr(rule, "norm", None))
