"""Reads `afleidingen/`: first the names and types (so that rules may name each other), then what computes them."""

from __future__ import annotations

from dataclasses import dataclass

from ..forms.vocabulary import BRANCH, CELL, DERIVATION, DERIVATIONS_FILE, METHODS, TABLE
from ..language.scope import RESERVED
from ..language.terms import Authority
from ..language.types import ChoiceType, Concept, ListType, NumberType, TextType, YesNoType
from ..mistakes import Collector, did_you_mean
from ..rulebook import Branch, Cases, Cell, CellAuthority, Derivation, Formula, Method, Table, Truth
from ..sources import Citation
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar
from ..validity import Validity
from .expressions import Reader
from .fields import NAME, Fields
from .vocabulary import read_type

AUTHORITY = ChoiceType(tuple(one.value for one in Authority), tuple(one.value for one in Authority))


@dataclass(frozen=True, slots=True)
class Draft:
    """A derivation whose name and type are known and whose expressions are still text."""

    concept: Concept
    key: Scalar
    fields: Fields
    validity: Validity


def read_drafts(node: Node, problems: Collector) -> list[Draft]:
    """The names and types of one file of `afleidingen/`."""
    top = Fields.of(node, node.place, "een bestand met afleidingen", DERIVATIONS_FILE, problems)
    drafts: list[Draft] = []
    for key, value in top.entries("afleidingen", required=True) if top else ():
        fields = Fields.of(value, key.place, f"de afleiding '{key.text}'", DERIVATION, problems)
        if fields is None:
            continue
        if not _is_full_name(key, problems):
            continue
        title = fields.text("titel", required=True)
        value_type = read_type(fields)
        if value_type is None or isinstance(value_type, ListType | TextType):
            if value_type is not None:
                problems.add(fields.at("type"), "R73", "een afleiding geeft een datum, getal, keuze of ja_nee")
            continue
        concept = Concept(key.text, value_type, title, help=fields.text("uitleg"))
        drafts.append(Draft(concept, key, fields, fields.validity()))
    return drafts


def _is_full_name(key: Scalar, problems: Collector) -> bool:
    parts = key.text.split(".")
    if len(parts) != 2 or not all(map(NAME.match, parts)):
        message = f"de naam '{key.text}' van een afleiding kan niet"
        problems.add(key.place, "R11", message, "schrijf groep.naam in kleine letters, cijfers en _")
        return False
    word = next((part for part in parts if part in RESERVED), None)
    if word is not None:
        message = f"in de naam '{key.text}' is '{word}' een woord van de regeltaal"
        problems.add(key.place, "R12", message, "kies een andere naam")
    return word is None


def authority_concept(draft: Draft) -> Concept:
    """The companion fact of a table: the authority of the cell that was hit."""
    return Concept(f"{draft.concept.name}.gezag", AUTHORITY, f"het gezag van {draft.concept.title}")


def read_derivation(draft: Draft, reader: Reader) -> list[Derivation]:
    """The derivation, with its companion when it is a table; nothing after a mistake."""
    fields = draft.fields
    written = [one for one in METHODS if fields.has(one)]
    if len(written) != 1:
        reader.problems.add(
            fields.place, "R74", f"{fields.what} heeft precies één van formule, gevallen en tabel nodig"
        )
        return []
    citations, authority = fields.citations(reader.sources), fields.authority()
    method: Method | None
    match written[0]:
        case "formule":
            method = _formula(draft, reader)
        case "gevallen":
            method = _cases(draft, reader)
        case _:
            method = _table(draft, reader)
    if method is None:
        return []
    rule = Derivation(
        draft.concept, method, fields.text("uitleg"), citations, authority, draft.validity, _discloses(fields)
    )
    if not isinstance(method, Table):
        return [rule]
    return [rule, rule._replace(concept=authority_concept(draft), method=CellAuthority(draft.concept.name))]


def _discloses(fields: Fields) -> bool:
    """Whether the derivation passes on that what it leans on is confidential."""
    if fields.yes_no("vertrouwelijk", False):
        message = "een afleiding is vanzelf vertrouwelijk als zij op een vertrouwelijk gegeven leunt"
        fields.problems.add(fields.at("vertrouwelijk"), "R109", message, "hier kan alleen 'vertrouwelijk: nee' staan")
    return not fields.has("vertrouwelijk")


def _formula(draft: Draft, reader: Reader) -> Method | None:
    fields = draft.fields
    if isinstance(draft.concept.type, YesNoType):
        condition = reader.condition(fields.get("formule"), fields.at("formule"))
        return None if condition is None else Truth(condition)
    value = reader.value(fields.get("formule"), fields.at("formule"), draft.concept.type)
    return None if value is None else Formula(value)


def _cases(draft: Draft, reader: Reader) -> Method | None:
    fields, branches, failed = draft.fields, [], False
    items = fields.items("gevallen")
    if not items:
        reader.problems.add(fields.at("gevallen"), "R75", "onder 'gevallen' hoort minstens het geval 'anders'")
    for index, item in enumerate(items):
        one = Fields.of(item, fields.at("gevallen"), "een geval", BRANCH, reader.problems)
        if one is None:
            return None
        last = index == len(items) - 1
        if one.has("anders") != last or one.has("als") == one.has("anders") or (last and one.has("dan")):
            reader.problems.add(
                one.place, "R75", "elk geval heeft 'als' en 'dan', en alleen het laatste heeft 'anders'"
            )
            failed = True
            continue
        condition = None if last else reader.condition(one.get("als"), one.at("als"))
        key = "anders" if last else "dan"
        result_node = one.get(key)
        nvt = isinstance(result_node, Scalar) and result_node.text == "nvt"
        reason = reader.sentence_of(one, "omdat") if nvt else None
        result = None if nvt else reader.value(result_node, one.at(key), draft.concept.type)
        failed = failed or (condition is None and not last) or (result is None and not nvt)
        branches.append(Branch(condition, result, reason))
    return None if failed or not branches else Cases(tuple(branches))


def _table(draft: Draft, reader: Reader) -> Method | None:
    problems, concept = reader.problems, draft.concept
    if not isinstance(concept.type, NumberType | ChoiceType):
        problems.add(draft.fields.at("tabel"), "R76", "een tabel geeft een getal of een keuze")
        return None
    fields = Fields.of(
        draft.fields.get("tabel"),
        draft.key.place,
        f"de tabel van '{concept.name}'",
        TABLE,
        problems,
    )
    if fields is None:
        return None
    row, column = (reader.value(fields.get(key), fields.at(key)) for key in ("rij", "kolom"))
    authority, citations = fields.authority(required=True), fields.citations(reader.sources)
    if row is None or column is None or authority is None:
        return None
    for value, key in ((row, "rij"), (column, "kolom")):
        if not isinstance(value.type, ChoiceType):
            problems.add(fields.at(key), "R77", f"de {key} van een tabel is een keuze")
            return None
    assert isinstance(row.type, ChoiceType) and isinstance(column.type, ChoiceType)
    cells: list[Cell] = []
    rows = _keyed(fields.entries("cellen", required=True), row.type.values, "rij", fields, problems)
    for row_key, node in rows:
        entries = node.entries if isinstance(node, Mapping) else ()
        for column_key, cell in _keyed(entries, column.type.values, "kolom", fields, problems, row_key):
            cells.append(_cell(row_key.text, column_key, cell, concept, authority, citations, reader))
    return Table(row, column, tuple(cells))


def _keyed(
    entries: tuple[tuple[Scalar, Node], ...],
    values: tuple[str, ...],
    what: str,
    fields: Fields,
    problems: Collector,
    row: Scalar | None = None,
) -> list[tuple[Scalar, Node]]:
    """The entries whose key exists; each value of the choice must have one."""
    where = f" in rij '{row.text}'" if row else ""
    for key, _ in entries:
        if key.text not in values:
            problems.add(key.place, "R78", f"de {what} '{key.text}' bestaat niet", did_you_mean(key.text, values))
    present = {key.text for key, _ in entries}
    for value in values:
        if value not in present:
            problems.add(
                row.place if row else fields.at("cellen"), "R79", f"in de tabel ontbreekt de {what} '{value}'{where}"
            )
    return [(key, node) for key, node in entries if key.text in values]


def _cell(
    row: str,
    column: Scalar,
    node: Node,
    concept: Concept,
    authority: Authority,
    citations: tuple[Citation, ...],
    reader: Reader,
) -> Cell:
    problems = reader.problems
    scalar: Node | None = node
    if isinstance(node, Mapping):
        fields = Fields.of(node, column.place, "een cel", CELL, problems)
        assert fields is not None
        authority = fields.authority() or authority
        citations = fields.citations(reader.sources) or citations
        scalar = fields.scalar("waarde", required=True)
    if not isinstance(scalar, Scalar):
        if scalar is not None:
            problems.add(scalar.place, "R04", "in een cel van de tabel hoort één waarde, geen lijst of blok")
        return Cell(row, column.text, None, authority, citations)
    if scalar.text == "nvt":
        return Cell(row, column.text, None, authority, citations)
    if isinstance(concept.type, ChoiceType):
        return Cell(
            row, column.text, scalars.choice(scalar, concept.title, concept.type.values, problems), authority, citations
        )
    return Cell(row, column.text, scalars.exact_number(scalar, concept.title, problems), authority, citations)
