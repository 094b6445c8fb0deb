"""What an employer may not know: the ground of a judgement, and whatever gives away what kind of illness it is."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine import dutch
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier, Fact, Record, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.types import ChoiceType, Concept, ListType, NumberType
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.loading.plain_language import load_plain_language
from spoortoets.engine.pieces import piece_facts
from spoortoets.engine.result import FactState
from spoortoets.explain.pieces.build import build
from spoortoets.explain.pieces.markdown import markdown_text

from ..gemaakte_dossiers import Generator

ROOT = Path(__file__).parents[2]
SECRETS = {
    "dienstverband.vangnet_grond",
    "gbm.oordelen.grond",
    "gbm.oordelen.keer_vastgesteld",
    "traject.onderbrekingen.reden",
    "verzuim.zelfde_oorzaak",
}


@cache
def book():
    return load_rulebook(ROOT / "rules")


def example(name: str) -> Dossier:
    path = ROOT / "voorbeelden" / f"{name}.yaml"
    return read_dossier(path.read_bytes(), path.name, book().concepts)


def filled(dossier: Dossier, reader: str) -> str:
    """Everything in every piece for one reader."""
    return str([piece_facts(book(), dossier, one.id, reader, motor=DIRECT) for one in book().pieces])


def test_what_is_confidential():
    fields = {
        f"{one.name}.{field.name}" if field else one.name
        for one in book().concepts
        for field in (None, *(one.type.fields if isinstance(one.type, ListType) else ()))
        if (field or one).confidential
    }
    assert fields == SECRETS


def test_only_these_rules_hide_their_reasons_and_only_where_a_dossier_gives_a_ground_or_cause():
    """A rule more here takes reasons away from the employer: an outcome that gives nothing away says so itself."""
    assert {one.name for one in book().leanings} == {"K02", "K04", "K37", "NG1", "NG6"}


@pytest.mark.parametrize("reader", ["werkgever", "werknemer"])
def test_the_ground_stands_only_in_the_copy_of_the_expert(reader):
    dossier = example("no_go_gbm")
    kind = next(one for one in book().concepts if one.name == "gbm.oordelen").type
    assert isinstance(kind, ListType)
    ground = kind.field("grond").type
    assert isinstance(ground, ChoiceType)
    stated = {ground.label(one.values["grond"]) for one in dossier.fact("gbm.oordelen").value.items}
    expert, other = filled(dossier, "arbeidsdeskundige"), filled(dossier, reader)
    assert stated and all(label in expert for label in stated)
    assert not any(label in other for label in stated)


def test_the_reason_of_an_interruption_and_the_ground_of_sick_pay_stand_only_there_too():
    pause = Record({"van": date(2026, 3, 2), "tot": date(2026, 3, 20), "reden": "behandeling"})
    facts = {
        "traject.onderbrekingen": Fact(FactState.KNOWN, Records((pause,))),
        "dienstverband.vangnet_grond": Fact(FactState.KNOWN, "zwangerschap"),
    }
    dossier = example("adequaat")
    dossier = dossier._replace(facts={**dossier.facts, **facts})
    expert, employer = filled(dossier, "arbeidsdeskundige"), filled(dossier, "werkgever")
    for words in ("'ziekte door zwangerschap of bevalling'", "'een behandeling'"):
        assert words in expert
        assert words not in employer
    assert "heeft naast het dienstverband recht op ziekengeld" in employer


UNLIKELY = 86_417
"""A number that stands nowhere else in a piece."""

ENOUGH_SECRETS, COPIES = 3, 3
COPIED = (("auditrapport", "werkgever"), ("nogo", "werkgever"), ("werknemer", "werknemer"))


def with_unlikely_numbers(dossier: Dossier) -> Dossier:
    """The dossier with one number in every confidential field that holds a number."""
    facts = dict(dossier.facts)
    for concept in book().concepts:
        fact = facts.get(concept.name)
        if isinstance(concept.type, ListType) and fact and isinstance(fact.value, Records):
            numbers = [one.name for one in concept.type.fields if one.confidential and isinstance(one.type, NumberType)]
            items = tuple(
                one._replace(values={**one.values, **{name: UNLIKELY for name in numbers if name in one.values}})
                for one in fact.value.items
            )
            facts[concept.name] = fact._replace(value=fact.value._replace(items=items))
    return dossier._replace(facts=facts)


def secrets_in(dossier: Dossier) -> set[str]:
    """How the confidential values of a dossier read."""
    told: list[tuple[Concept, object]] = []
    for concept in book().concepts:
        value = dossier.fact(concept.name).value
        if concept.confidential:
            told.append((concept, value))
        if isinstance(concept.type, ListType) and isinstance(value, Records):
            secret = [one for one in concept.type.fields if one.confidential]
            told += [(one, record.values.get(one.name)) for record in value.items for one in secret]
    labels = {one.type.label(str(value)) for one, value in told if isinstance(one.type, ChoiceType) and value}
    return labels | ({str(UNLIKELY), dutch.number(UNLIKELY)} if any(value == UNLIKELY for _, value in told) else set())


def test_no_copy_for_another_reader_holds_a_confidential_value_and_what_is_written_from_it_does_not_either():
    """Unless a rule uses the same words, as in "een behandeling is op zichzelf geen reden om stil te liggen"."""
    rules = [
        one.read_text(encoding="utf-8") for one in (ROOT / "rules").rglob("*.yaml") if "begrippen" not in one.parts
    ]
    in_rules = " ".join(" ".join(rules).split()).lower()
    words = load_plain_language(ROOT / "rules", book())
    generator = Generator(book().concepts, date(2026, 6, 1), seed=7)
    copies, told_to_expert = 0, set()
    for number in range(200):
        dossier = with_unlikely_numbers(generator.dossier(number))
        secrets = {one.lower() for one in secrets_in(dossier) if one.lower() not in in_rules}
        if len(secrets) < ENOUGH_SECRETS:
            continue
        whole = piece_facts(book(), dossier, "auditrapport", "arbeidsdeskundige", motor=DIRECT)
        told_to_expert |= {one for one in secrets if one in markdown_text(build(whole)).lower()}
        for id, reader in COPIED:
            facts = piece_facts(book(), dossier, id, reader, motor=DIRECT)
            copy = markdown_text(build(facts, words if facts.plain else None)).lower()
            held = " ".join(map(str, facts)).lower()
            assert {one for one in secrets if one in copy or one in held} == set(), (id, reader)
        copies += 1
        if copies == COPIES:
            break
    assert copies == COPIES
    assert told_to_expert
