"""What an employer may not know: the ground of a judgement, and whatever gives away what kind of illness it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier, Fact, Record, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.types import ChoiceType, Concept, ListType, NumberType
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.pieces import piece_facts
from spoortoets.engine.result import FactState
from spoortoets.explain.pieces.blocks import Reader
from spoortoets.explain.pieces.build import build
from spoortoets.explain.pieces.markdown import markdown_text

ROOT = Path(__file__).parents[2]
SECRETS = {
    "dienstverband.vangnet_grond",
    "gbm.oordelen.grond",
    "gbm.oordelen.keer_vastgesteld",
    "traject.onderbrekingen.reden",
    "verzuim.zelfde_oorzaak",
}


def soak_generator(concepts: tuple[Concept, ...], day: date, seed: int) -> Any:
    """The generator of dossiers of the soak; the benchmarks are no part of the package."""
    spec = spec_from_file_location("doorlooptest", ROOT / "benchmarks" / "doorlooptest.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Generator(concepts, day, seed)


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

ENOUGH_SECRETS, COPIES = 3, 4


def with_unlikely_numbers(dossier: Dossier) -> Dossier:
    """The dossier with one number in every confidential field that holds a number."""
    facts = dict(dossier.facts)
    for concept in book().concepts:
        fact = facts.get(concept.name)
        if isinstance(concept.type, ListType) and fact and isinstance(fact.value, Records):
            numbers = [one.name for one in concept.type.fields if one.confidential and isinstance(one.type, NumberType)]
            items = tuple(
                replace(one, values={**one.values, **{name: UNLIKELY for name in numbers if name in one.values}})
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
    return labels | {str(value) for _, value in told if value == UNLIKELY}


def test_no_copy_for_the_employer_tells_a_confidential_value():
    """Unless a rule uses the same words, as in "een behandeling is op zichzelf geen reden om stil te liggen"."""
    rules = [
        one.read_text(encoding="utf-8") for one in (ROOT / "rules").rglob("*.yaml") if "begrippen" not in one.parts
    ]
    in_rules = " ".join(" ".join(rules).split()).lower()
    generator = soak_generator(book().concepts, date(2026, 6, 1), seed=7)
    copies = 0
    for number in range(200):
        dossier = with_unlikely_numbers(generator.dossier(number))
        secrets = {one for one in secrets_in(dossier) if one.lower() not in in_rules}
        if len(secrets) < ENOUGH_SECRETS:
            continue
        facts = piece_facts(book(), dossier, "auditrapport", "werkgever", motor=DIRECT)
        copy = markdown_text(build(facts, Reader.EMPLOYER)).lower()
        assert {one for one in secrets if one.lower() in copy} == set()
        copies += 1
        if copies == COPIES:
            break
    assert copies == COPIES
