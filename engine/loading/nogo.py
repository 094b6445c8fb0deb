"""Reads `nogo/`: one ground per file on which what the criteria ask may be left undone, with the evidence it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..forms.criteria import CARRYING, EVIDENCE, NOGO, OBJECTION, PERIOD, REVIEW
from ..language.terms import Authority, Strength
from ..language.tree import Condition, Value
from ..language.types import DateType
from ..mistakes import Collector
from ..rulebook import Evidence, NoGo, Objection
from ..sentences import Sentence
from ..text.text_tree import Node, Scalar
from ..validity import Validity
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields, check_name, rule_fields

STRENGTHS = {one.value: one for one in Strength}


class Draft(NamedTuple):
    """A ground whose id and validity are known."""

    id: str
    key: Scalar
    fields: Fields
    validity: Validity


def read_draft(node: Node, problems: Collector) -> Draft | None:
    found = rule_fields(node, "nogo", ("een grond in deze map", "de grond"), NOGO, problems)
    if found is None:
        return None
    key, fields = found
    return Draft(key.text, key, fields, fields.validity())


def read_nogo(draft: Draft, reader: Reader) -> NoGo | None:
    """The ground; None when something that carries it is missing. Mistakes go to the reader."""
    fields = draft.fields

    def condition(key: str) -> Condition | None:
        return reader.condition(fields.get(key), fields.at(key)) if fields.has(key) else None

    strength = fields.option("sterkte", STRENGTHS, required=True)
    authority = fields.authority(required=True)
    if not fields.items("bronnen") and authority is not Authority.DESIGN:
        reader.problems.add(fields.at("bronnen"), "R80", f"{fields.what} noemt geen bron", "vul 'bronnen' in")
    _check_strength(fields, strength, reader)
    start, end = _period(fields, reader)
    review, review_by = _review(fields, reader)
    title, citations = fields.text("titel", required=True), fields.citations(reader.sources)
    norm = reader.sentence_of(fields, "norm")
    applies, exclusions = condition("van_toepassing_als"), read_exclusions(fields, reader)
    invoked = reader.condition_of(fields, "beroep_als")
    evidence = tuple(_evidence(fields, reader))
    covered, in_time = condition("dekt"), condition("tijdig")
    objections = tuple(_objections(fields, reader))
    to_ask = tuple(reader.sentence(one) for one in fields.items("vragen"))
    if strength is None or authority is None or invoked is None:
        return None
    return NoGo(
        draft.id,
        title,
        strength,
        authority,
        citations,
        norm,
        applies,
        exclusions,
        invoked,
        evidence,
        start,
        end,
        covered,
        in_time,
        review,
        review_by,
        objections,
        to_ask,
        draft.validity,
        draft.key.place.file,
    )


def _check_strength(fields: Fields, strength: Strength | None, reader: Reader) -> None:
    """A ground that can carry says by what and for how long; a weak one never carries, whatever is shown."""
    if strength is Strength.WEAK:
        for key in (*CARRYING, "periode"):
            if fields.has(key):
                reader.problems.add(
                    fields.at(key),
                    "R105",
                    f"bij een zwakke grond hoort geen '{key}'",
                    "een zwakke grond draagt nooit; kies anders 'sterkte: voorwaardelijk'",
                )
        return
    for key in CARRYING:
        if not fields.items(key):
            fields.missing(key)
    if strength is Strength.CONDITIONAL and not fields.has("herbeoordeling"):
        fields.missing("herbeoordeling")


def _evidence(fields: Fields, reader: Reader) -> Iterator[Evidence]:
    seen: set[str] = set()
    for item in fields.items("bewijs"):
        one = Fields.of(item, fields.at("bewijs"), "een bewijsstuk", EVIDENCE, reader.problems)
        key = one.scalar("bewijs", required=True) if one else None
        if one is None or key is None or not check_name(key, "een bewijsstuk", reader.problems):
            continue
        if key.text in seen:
            reader.problems.add(key.place, "R88", f"het bewijsstuk '{key.text}' staat hier twee keer")
        seen.add(key.text)
        condition, what = reader.condition_of(one, "als"), reader.sentence_of(one, "wat")
        author, document = one.text("opsteller", required=True), one.text("stuk")
        if condition is not None:
            yield Evidence(key.text, what, condition, author, document)


def _period(fields: Fields, reader: Reader) -> tuple[Value | None, Value | None]:
    """`periode: {van, tot}`: what the ground covers; both may be left out."""
    if not fields.has("periode"):
        return None, None
    one = Fields.of(fields.get("periode"), fields.at("periode"), "de periode", PERIOD, reader.problems)
    if one is None:
        return None, None
    start, end = (
        reader.value(one.get(key), one.at(key), DateType()) if one.has(key) else None for key in ("van", "tot")
    )
    return start, end


def _review(fields: Fields, reader: Reader) -> tuple[Sentence | None, Value | None]:
    """`herbeoordeling: {wat, uiterlijk}`."""
    if not fields.has("herbeoordeling"):
        return None, None
    place = fields.at("herbeoordeling")
    one = Fields.of(fields.get("herbeoordeling"), place, "de herbeoordeling", REVIEW, reader.problems)
    if one is None:
        return None, None
    day = reader.value(one.get("uiterlijk"), one.at("uiterlijk"), DateType()) if one.has("uiterlijk") else None
    return reader.sentence_of(one, "wat"), day


def _objections(fields: Fields, reader: Reader) -> Iterator[Objection]:
    for item in fields.items("afwijzing"):
        one = Fields.of(item, fields.at("afwijzing"), "een reden van afwijzing", OBJECTION, reader.problems)
        if one is None:
            continue
        condition = reader.condition_of(one, "als") if one.has("als") else None
        if condition is not None or not one.has("als"):
            yield Objection(condition, reader.sentence_of(one, "omdat"))
