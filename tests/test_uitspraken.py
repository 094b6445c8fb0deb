"""Published rulings, encoded from the facts in a public summary alone, audited from the file to the findings.

Beside each ruling stands what the court held and what the rules find: with those facts alone, where most stays unknown,
and with stated suppositions that a reader of the whole case file would know.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from spoortoets.engine.audit import DIRECT, DURABLE, Auditor
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.infer import durable_available
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.result import Finding, Result
from spoortoets.engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
RULINGS = ROOT / "voorbeelden" / "uitspraken"
NAMES = ("CRVB_2018_2596", "CRVB_2021_1316", "RBARN_2012_2734")
OUTCOME_KEYS = {
    "uitspraak", "instantie", "datum", "gehouden", "sanctie_in_stand", "gronden",
    "wat_de_regels_vinden", "veronderstelling", "overeenstemming", "uitleg",
}  # fmt: skip


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


def outcome_of(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((RULINGS / f"{name}.uitkomst.yaml").read_text("utf-8")))


def audited(data: bytes, motor: str = DIRECT) -> Result:
    dossier = read_dossier(data, "uitspraak.yaml", rulebook().concepts)
    return Auditor(rulebook(), dossier.reference_date, motor).audit(dossier)


@lru_cache(maxsize=len(NAMES))
def from_facts_alone(name: str) -> Result:
    return audited((RULINGS / f"{name}.yaml").read_bytes())


@lru_cache(maxsize=len(NAMES))
def with_suppositions(name: str) -> Result:
    dossier = yaml.safe_load((RULINGS / f"{name}.yaml").read_text("utf-8"))
    for group, facts in outcome_of(name)["veronderstelling"]["feiten"].items():
        dossier.setdefault(group, {}).update(facts)
    return audited(yaml.safe_dump(dossier, allow_unicode=True).encode())


def found(result: Result, criterion: str) -> Finding:
    finding = result.finding(criterion)
    assert finding is not None, f"{criterion} is niet getoetst"
    return finding


def test_every_ruling_has_an_outcome_beside_it() -> None:
    assert sorted(path.name for path in RULINGS.glob("*.yaml")) == sorted(
        f"{name}{ending}" for name in NAMES for ending in (".uitkomst.yaml", ".yaml")
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_outcome_says_what_was_held_and_how_the_rules_compare(name: str) -> None:
    outcome = outcome_of(name)
    assert set(outcome) == OUTCOME_KEYS
    court, year, number = name.split("_")
    assert outcome["uitspraak"] == f"ECLI:NL:{court}:{year}:{number}"
    assert outcome["datum"].year == int(year)
    assert outcome["sanctie_in_stand"] in ("ja", "nee")
    assert outcome["overeenstemming"] in ("ja", "nee", "te_weinig_feiten")
    assert outcome["gehouden"] and outcome["gronden"] and outcome["uitleg"]


@pytest.mark.parametrize("name", NAMES)
def test_a_ruling_is_no_synthetic_dossier_and_every_fact_comes_from_the_summary(name: str) -> None:
    dossier = yaml.safe_load((RULINGS / f"{name}.yaml").read_text("utf-8"))
    assert dossier["dossier"]["synthetisch"] == "nee"
    assert [one["id"] for one in dossier["dossier"]["documenten"]] == ["D01"]
    facts = [fact for group, keys in dossier.items() if group != "dossier" for fact in keys.values()]
    assert facts and all(fact["bron"]["document"] == "D01" for fact in facts)


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_alone_give_the_findings_that_stand_beside_the_ruling(name: str) -> None:
    result, expected = from_facts_alone(name), outcome_of(name)["wat_de_regels_vinden"]
    measured = {criterion: found(result, criterion).outcome.value for criterion in expected["bevindingen"]}
    assert measured == expected["bevindingen"]
    assert result.verdict.outcome == expected["eindoordeel"]


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_alone_never_accuse_or_clear_an_employer(name: str) -> None:
    outcomes = {one.outcome for one in from_facts_alone(name).findings}
    assert outcomes <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("name", NAMES)
def test_with_what_a_reader_of_the_case_file_would_know_the_rules_come_to_the_stated_findings(name: str) -> None:
    result, expected = with_suppositions(name), outcome_of(name)["veronderstelling"]
    measured = {criterion: found(result, criterion).outcome.value for criterion in expected["bevindingen"]}
    assert measured == expected["bevindingen"]
    assert [one.criterion for one in result.findings if one.excused] == expected["verschoond"]
    assert result.verdict.outcome == expected["eindoordeel"]
    for criterion, words in expected["uitleg_noemt"].items():
        assert words in " ".join(found(result, criterion).reasons)


@pytest.mark.skipif(not durable_available()[0], reason="durable-rules is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_both_readings_agree_on_a_ruling(name: str) -> None:
    assert audited((RULINGS / f"{name}.yaml").read_bytes(), DURABLE).findings == from_facts_alone(name).findings


def test_waiting_for_a_medical_end_state_does_not_excuse_a_late_start() -> None:
    late = found(with_suppositions("CRVB_2018_2596"), "K24")
    assert late.outcome is Outcome.NOT_MET and not late.excused
    assert "crvb_2018_2596" in {one.id for one in late.sources}


def test_a_reasoned_preparatory_language_course_excuses_a_late_start() -> None:
    late = found(with_suppositions("RBARN_2012_2734"), "K24")
    assert late.outcome is Outcome.NOT_MET and late.excused
    assert [one.id for one in late.grounds if one.truth.value == "waar"] == ["voorbereidende_taalcursus"]


def test_no_concrete_kinds_of_work_fails_the_search_profile_whether_or_not_there_was_a_document() -> None:
    dossier = yaml.safe_load((RULINGS / "CRVB_2021_1316.yaml").read_text("utf-8"))
    for group, facts in outcome_of("CRVB_2021_1316")["veronderstelling"]["feiten"].items():
        dossier.setdefault(group, {}).update(facts)
    for present in ("ja", "nee"):
        dossier["zoekprofiel"]["aanwezig"] = present
        result = audited(yaml.safe_dump(dossier, allow_unicode=True).encode())
        assert found(result, "K32").outcome is Outcome.NOT_MET
        assert "K32" in result.verdict.carried_by
