"""The eight synthetic dossiers: each says in its first lines what the audit should find and why, and is held to that.

The expectations come from the norms and the stories, not from output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from spoortoets.engine.audit import DIRECT, DURABLE, Auditor
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.infer import durable_available
from spoortoets.engine.language.terms import Outcome, Weight
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.privacy import is_private
from spoortoets.engine.result import FactState, Result, StepState
from spoortoets.engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "voorbeelden"
MET, NOT_MET, UNKNOWN, NA = "voldoet", "voldoet_niet", "onbekend", "nvt"

IN_ORDER = {
    "K01": MET, "K02": MET, "K03": MET, "K04": NA, "K05": NA, "K06": NA, "K07": NOT_MET, "K13": MET, "K18": MET,
    "K21": MET, "K23": NA, "K24": MET, "K25": MET, "K26": NA, "K28": MET, "K29": MET, "K32": MET, "K33": MET,
    "K34": MET, "K36": MET, "K37": MET, "K40": MET, "K41": MET,
}  # fmt: skip
"""A traject in which nothing is missing, and no work has been found yet: so the efforts are what is tested."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a story should lead to.

    `carried_by`: the criteria the verdict rests on. `rests_on`: facts behind a finding that must name their document.
    `late_steps`: the dated steps that are late.
    """

    verdict: str
    findings: dict[str, str]
    carried_by: tuple[str, ...] = ()
    rests_on: dict[str, tuple[str, ...]] = field(default_factory=dict)
    late_steps: tuple[str, ...] = ()


STORIES = {
    "adequaat": Story(
        "adequaat",
        IN_ORDER,
        rests_on={
            "K24": ("traject.intake_datum", "eerstejaarsevaluatie.datum"),
            "K32": ("zoekprofiel.beroepen",),
            "K40": ("traject.activiteiten",),
        },
    ),
    "te_late_start": Story(
        "niet_adequaat",
        IN_ORDER | {"K24": NOT_MET, "K25": NA},
        ("K24",),
        {"K24": ("traject.intake_datum", "eerstejaarsevaluatie.datum", "traject.vertragingsredenen")},
        ("T08", "T10"),
    ),
    "alleen_vacatures": Story(
        "niet_adequaat", IN_ORDER | {"K40": NOT_MET, "K41": NOT_MET}, ("K40",), {"K40": ("traject.activiteiten",)}
    ),
    "geen_beroepen": Story(
        "niet_adequaat",
        {key: value for key, value in IN_ORDER.items() if key != "K33"} | {"K32": NOT_MET, "K34": NOT_MET},
        ("K32",),
        {"K32": ("zoekprofiel.beroepen", "zoekprofiel.richtingen")},
    ),
    "lagere_school_drie_maanden": Story(
        "niet_adequaat",
        IN_ORDER | {"K37": NOT_MET, "K49": NOT_MET},
        ("K37", "K49"),
        {"K37": ("persoon.opleiding", "traject.intake_datum", "traject.einddatum", "belastbaarheid.uren_per_dag")},
    ),
    "hbo_drie_maanden": Story(
        "adequaat",
        IN_ORDER,
        rests_on={"K37": ("persoon.opleiding", "traject.intake_datum", "traject.einddatum")},
    ),
    "no_go_gbm": Story(
        "niet_aan_de_orde",
        dict.fromkeys(IN_ORDER, NA) | {"K01": MET, "K02": MET, "K03": MET, "K04": MET, "K07": NOT_MET},
        ("K04", "K24"),
        {"K04": ("gbm.oordelen",)},
    ),
    "half_ingevuld": Story(
        "onvoldoende_gegevens",
        {"K01": MET, "K02": MET, "K07": NOT_MET, "K13": MET}
        | dict.fromkeys(("K03", "K04", "K18", "K21", "K24", "K25", "K28", "K29", "K32", "K37", "K40"), UNKNOWN),
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


@lru_cache(maxsize=len(STORIES))
def dossier(name: str) -> Dossier:
    path = EXAMPLES / f"{name}.yaml"
    return read_dossier(path.read_bytes(), path.name, rulebook().concepts)


@lru_cache(maxsize=len(STORIES))
def result(name: str) -> Result:
    one = dossier(name)
    return Auditor(rulebook(), one.reference_date, DIRECT).audit(one)


@lru_cache(maxsize=len(STORIES))
def written(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")))


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    """All mappings in what was written, at any depth."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from mappings(one)


stories = pytest.mark.parametrize("name", STORIES)


def test_there_is_a_story_for_every_example() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(STORIES)


@stories
def test_the_verdict_is_what_the_story_argues(name: str) -> None:
    verdict = result(name).verdict
    assert verdict.outcome == STORIES[name].verdict
    if STORIES[name].carried_by:
        assert verdict.carried_by == STORIES[name].carried_by


@stories
def test_the_findings_are_what_the_story_argues(name: str) -> None:
    found = {one.criterion: one.outcome.value for one in result(name).findings}
    expected = STORIES[name].findings
    assert {criterion: found.get(criterion) for criterion in expected} == expected


@stories
def test_nothing_but_the_story_s_own_shortcoming_carries_weight(name: str) -> None:
    carrying = [
        one.criterion
        for one in result(name).findings
        if one.weight is Weight.CARRYING and one.outcome is Outcome.NOT_MET
    ]
    assert carrying == [criterion for criterion in STORIES[name].carried_by if STORIES[name].verdict == "niet_adequaat"]


@stories
def test_a_shortcoming_is_firm_unexcused_and_comes_with_a_repair(name: str) -> None:
    for one in result(name).findings:
        if one.weight is Weight.CARRYING and one.outcome is Outcome.NOT_MET:
            assert not one.provisional and not one.excused and one.repairable
            assert one.repairs


@pytest.mark.skipif(not durable_available()[0], reason="durable-rules is not installed")
@stories
def test_both_readings_agree(name: str) -> None:
    one = dossier(name)
    inferred = Auditor(rulebook(), one.reference_date, DURABLE).audit(one)
    assert inferred.engine.compared > 0
    assert inferred.findings == result(name).findings
    assert inferred.verdict == result(name).verdict


@stories
def test_no_step_is_late_but_those_of_the_story(name: str) -> None:
    late = tuple(one.id for one in result(name).timeline if one.state is StepState.LATE)
    assert late == STORIES[name].late_steps


@pytest.mark.parametrize(
    ("name", "criterion"), [(name, key) for name, story in STORIES.items() for key in story.rests_on]
)
def test_a_deciding_fact_says_where_it_was_read(name: str, criterion: str) -> None:
    finding = result(name).finding(criterion)
    assert finding is not None
    used = {one.name: one for one in finding.facts}
    for fact in STORIES[name].rests_on[criterion]:
        assert fact in used and used[fact].provenance.document, f"{fact}: geen document bij {criterion}"


@stories
def test_nearly_every_fact_says_where_it_was_read(name: str) -> None:
    known = [
        (key, fact)
        for key, fact in dossier(name).facts.items()
        if fact.state is FactState.KNOWN and not key.startswith("dossier.")
    ]
    assert len(known) >= 20
    assert [key for key, fact in known if not fact.provenance.document] == []


@stories
def test_every_document_is_listed_in_full_and_is_referred_to(name: str) -> None:
    documents = written(name)["dossier"]["documenten"]
    for one in documents:
        assert set(one) == {"id", "soort", "datum", "opsteller", "paginas"}
        assert one["datum"] <= written(name)["dossier"]["peildatum"]
    listed = [one["id"] for one in documents]
    referred = {one["bron"]["document"] for one in mappings(written(name)) if "bron" in one}
    assert len(listed) == len(set(listed))
    assert referred <= set(listed)


@stories
def test_it_is_synthetic_and_tells_its_story(name: str) -> None:
    head = written(name)["dossier"]
    assert result(name).synthetic
    assert re.fullmatch(r"[A-Z]-\d{3,}", head["id"])
    assert 2 <= len(re.findall(r"[.](?:\s|$)", head["omschrijving"])) <= 4
    first = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    assert first.startswith("# Voorbeeld ") and "Wat de toets hoort te vinden" in first


@stories
def test_it_holds_no_personal_or_medical_key(name: str) -> None:
    assert [key for one in mappings(written(name)) for key in one if is_private(key)] == ["naam_concreet"] * sum(
        "naam_concreet" in one for one in mappings(written(name))
    )


def test_the_half_filled_dossier_has_all_three_kinds_of_gap() -> None:
    states = {fact.state for fact in dossier("half_ingevuld").facts.values()}
    assert {FactState.KNOWN, FactState.ASKED, FactState.NOT_APPLICABLE} <= states
    assert dossier("half_ingevuld").fact("traject.intake_datum").state is FactState.ASKED
    assert dossier("half_ingevuld").fact("traject.einddatum").state is FactState.NOT_APPLICABLE
    assert dossier("half_ingevuld").fact("belastbaarheid.fml_datum").state is FactState.ABSENT


def test_what_is_unknown_leads_to_a_question_and_never_to_a_shortcoming() -> None:
    for one in result("half_ingevuld").findings:
        if one.outcome is Outcome.UNKNOWN:
            assert one.open_facts and all(fact.question for fact in one.open_facts)


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if story.verdict == "niet_adequaat"])
def test_forgetting_any_fact_never_makes_an_inadequate_traject_adequate(name: str) -> None:
    whole = dossier(name)
    auditor = Auditor(rulebook(), whole.reference_date, DIRECT)
    cleared = []
    for forgotten in whole.facts:
        if not forgotten.startswith("dossier."):
            rest = {key: fact for key, fact in whole.facts.items() if key != forgotten}
            registers, _ = auditor.run(whole._replace(facts=rest))
            if registers[auditor.layout.verdict.outcome] in ("adequaat", "niet_aan_de_orde"):
                cleared.append(forgotten)
    assert cleared == []


def test_the_start_was_thirty_nine_days_late() -> None:
    start = next(one for one in result("te_late_start").timeline if one.id == "T10")
    assert (str(start.deadline), str(start.happened), start.days_late) == ("2026-03-05", "2026-04-13", 39)
    late = result("te_late_start").finding("K24")
    assert late is not None and "39 dagen" in " ".join(late.reasons)


def test_the_same_three_months_are_too_short_for_one_and_enough_for_the_other() -> None:
    short, enough = result("lagere_school_drie_maanden").finding("K37"), result("hbo_drie_maanden").finding("K37")
    assert short is not None and enough is not None
    assert (short.outcome, enough.outcome) == (Outcome.NOT_MET, Outcome.MET)
    for one in (short, enough):
        assert "3 maanden" in one.reasons[0]
        assert one.authority.value == "beleid"


def test_vague_work_is_not_held_to_fit() -> None:
    fit = result("geen_beroepen").finding("K33")
    assert fit is not None and fit.outcome in (Outcome.UNKNOWN, Outcome.DOUBT)
