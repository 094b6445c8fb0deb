"""K04, K05 and K18: what the bedrijfsarts established, and whether it still held. Expectations by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .zaak import (
    DOUBT,
    LEFT_OUT,
    MET,
    NA,
    NOT_MET,
    NOT_STARTED,
    UNKNOWN,
    Facts,
    after,
    as_of,
    finding,
    ground,
    outcome,
    table,
)

INTAKE = date(2025, 10, 13)

# --- K18 ---


def fml(days_before_the_intake: int, **more: Any) -> dict[str, Any]:
    facts = {"fml_datum": after(INTAKE, -days_before_the_intake), **more}
    return {f"belastbaarheid.{name}": value for name, value in facts.items()}


@table(
    ("made on the day of the intake", fml(0), MET),
    ("182 days old", fml(182), MET),
    ("183 days old", fml(183), MET),
    ("184 days old", fml(184, fml_bevestigd=False), DOUBT),
    ("184 days old and confirmed", fml(184, fml_bevestigd=True), MET),
    ("184 days old, not said whether it was confirmed", fml(184), UNKNOWN),
    ("365 days old", fml(365, fml_bevestigd=False), DOUBT),
    ("366 days old", fml(366, fml_bevestigd=False), NOT_MET),
    ("made after the intake", fml(-1), DOUBT),
    ("capacity changed since", fml(46, medische_wijziging_sinds=True), NOT_MET),
    ("not said whether it changed", fml(46, medische_wijziging_sinds=LEFT_OUT), UNKNOWN),
    ("made under the bedrijfsarts", fml(46, fml_auteur="taakgedelegeerde"), MET),
    ("made by someone else", fml(46, fml_auteur="overig"), NOT_MET),
    ("maker unknown", fml(46, fml_auteur=LEFT_OUT), UNKNOWN),
    ("five of six clusters", fml(46, rubrieken_ingevuld=5), DOUBT),
    ("hours left open", fml(46, werktijden_ingevuld=False), DOUBT),
    ("clusters unknown", fml(46, rubrieken_ingevuld=LEFT_OUT), UNKNOWN),
    ("no FML", {"belastbaarheid.fml_aanwezig": False}, NOT_MET),
    ("not said whether there is one", {"belastbaarheid.fml_aanwezig": LEFT_OUT}, UNKNOWN),
    ("date unknown", {"belastbaarheid.fml_datum": LEFT_OUT}, UNKNOWN),
    ("intake unknown", {"traject.intake_datum": LEFT_OUT}, UNKNOWN),
    ("no start: its age counts to the peildatum", NOT_STARTED | {"belastbaarheid.fml_datum": "2025-12-28"}, MET),
    ("no start, a day older", NOT_STARTED | {
        "belastbaarheid.fml_datum": "2025-12-27", "belastbaarheid.fml_bevestigd": False}, DOUBT),
)  # fmt: skip
def test_a_current_fml(facts: Facts, expected: str) -> None:
    found = finding("K18", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "dragend"


def test_no_fml_is_needed_before_the_second_track_is_due() -> None:
    none = NOT_STARTED | {"belastbaarheid.fml_aanwezig": False}
    assert outcome("K18", as_of(date(2025, 10, 28)) | none) == NA
    assert outcome("K18", as_of(date(2025, 10, 29)) | none) == NOT_MET


@pytest.mark.parametrize(
    ("name", "facts", "truth"),
    [
        ("fml_schriftelijk_bevestigd", fml(366, fml_bevestigd=True), "waar"),
        ("fml_schriftelijk_bevestigd", fml(366, fml_bevestigd=False), "onwaar"),
        ("fml_schriftelijk_bevestigd", fml(366), "onbekend"),
        ("fml_schriftelijk_bevestigd", fml(366, fml_bevestigd=True, medische_wijziging_sinds=True), "onwaar"),
        ("oordeel_tijdig_gevraagd", fml(366, oordeel_tijdig_gevraagd=True, orientatie_liep_door=True), "waar"),
        ("oordeel_tijdig_gevraagd", fml(366, oordeel_tijdig_gevraagd=True, orientatie_liep_door=False), "onwaar"),
        ("oordeel_tijdig_gevraagd", fml(366, oordeel_tijdig_gevraagd=True), "onbekend"),
    ],
)
def test_an_old_fml_is_excused_only_when_it_is_shown_why(name: str, facts: Facts, truth: str) -> None:
    found = finding("K18", facts)
    assert found.outcome.value == NOT_MET
    assert ground(found, name).truth.value == truth
    assert found.excused == (truth == "waar")


# --- K04 ---


def opinion(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "datum": "2025-09-10", "auteur": "bedrijfsarts", "grond": "opname", "motivering_aanwezig": True,
        "van": "2025-09-10", "tot": "2025-12-10", **more,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value is not LEFT_OUT}


def opinions(*all_of_them: dict[str, Any], active: bool | None = False) -> dict[str, Any]:
    return {"gbm.oordelen": list(all_of_them), "gbm.activiteit_in_periode": active}


@table(
    ("no opinion", opinions(), NA),
    ("by the bedrijfsarts, with ground and motive, for three months", opinions(opinion()), MET),
    ("three months and a day without review: our own term", opinions(opinion(tot="2025-12-11")), DOUBT),
    ("no ground named", opinions(opinion(grond="niet_benoemd")), DOUBT),
    ("no motive", opinions(opinion(motivering_aanwezig=False)), DOUBT),
    ("fluctuating, seen twice", opinions(opinion(grond="wisselend", keer_vastgesteld=2)), DOUBT),
    ("fluctuating, seen three times", opinions(opinion(grond="wisselend", keer_vastgesteld=3)), MET),
    ("fluctuating, not said how often", opinions(opinion(grond="wisselend")), UNKNOWN),
    ("activity in the same period", opinions(opinion(), active=True), DOUBT),
    ("not said whether there was activity", opinions(opinion(), active=LEFT_OUT), UNKNOWN),
    ("by the arbeidsdeskundige", opinions(opinion(auteur="arbeidsdeskundige")), NOT_MET),
    ("by the employer", opinions(opinion(auteur="werkgever")), NOT_MET),
    ("by someone under the bedrijfsarts", opinions(opinion(auteur="taakgedelegeerde")), DOUBT),
    ("one by the bedrijfsarts, one by the employer", opinions(opinion(), opinion(auteur="werkgever")), DOUBT),
    ("author unknown", opinions(opinion(auteur=LEFT_OUT)), UNKNOWN),
    ("ground unknown", opinions(opinion(grond=LEFT_OUT)), UNKNOWN),
    ("motive unknown", opinions(opinion(motivering_aanwezig=LEFT_OUT)), UNKNOWN),
    ("opinions unknown", {"gbm.oordelen": LEFT_OUT}, UNKNOWN),
)
def test_no_usable_capacity(facts: Facts, expected: str) -> None:
    assert outcome("K04", facts) == expected


def test_an_opinion_that_covers_part_of_the_period_says_so() -> None:
    assert "niet voor de hele periode" in finding("K04", opinions(opinion())).reasons[0]


def test_our_own_term_for_review_is_shown_as_ours() -> None:
    assert finding("K04", opinions(opinion(tot="2025-12-11"))).authority.value == "ontwerp"


# --- K05 ---


def marginal(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "belastbaarheid.uren_per_dag": 2, "belastbaarheid.opbouwperspectief": "geen",
        "marginaal.benoemd_door_bedrijfsarts": True, "marginaal.sinds": "2025-10-28",
        "marginaal.kleine_taken_onderzocht": True, "marginaal.kleine_taken": "benut",
        "marginaal.herzien_bij_elk_oordeel": True,
    }  # fmt: skip
    return facts | {name.replace("__", "."): value for name, value in more.items()}


@table(
    ("two hours, no growth, small tasks used, since the due date", marginal(), MET),
    ("no small tasks to be found", marginal(marginaal__kleine_taken="niet_beschikbaar"), MET),
    ("since a day after the due date", marginal(marginaal__sinds="2025-10-29"), DOUBT),
    ("more than two hours", marginal(belastbaarheid__uren_per_dag=2.5), NA),
    ("no hours at all: that is K04", marginal(belastbaarheid__uren_per_dag=0), NA),
    ("growth uncertain", marginal(belastbaarheid__opbouwperspectief="onzeker"), DOUBT),
    ("growth expected", marginal(belastbaarheid__opbouwperspectief="wel"), NA),
    ("the bedrijfsarts does not call it so", marginal(marginaal__benoemd_door_bedrijfsarts=False), NOT_MET),
    ("small tasks not examined", marginal(marginaal__kleine_taken_onderzocht=False), NOT_MET),
    ("small tasks not used", marginal(marginaal__kleine_taken="niet_benut"), NOT_MET),
    ("not reviewed", marginal(marginaal__herzien_bij_elk_oordeel=False), NOT_MET),
    ("hours unknown", marginal(belastbaarheid__uren_per_dag=LEFT_OUT), UNKNOWN),
    ("growth unknown", marginal(belastbaarheid__opbouwperspectief=LEFT_OUT), UNKNOWN),
    ("not said whether it was reviewed", marginal(marginaal__herzien_bij_elk_oordeel=LEFT_OUT), UNKNOWN),
)
def test_marginal_capacity(facts: Facts, expected: str) -> None:
    found = finding("K05", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "route"


def test_marginal_capacity_is_no_exemption_until_it_is_shown() -> None:
    assert outcome("K24", marginal() | NOT_STARTED) == NA
    for unsettled in (
        {"marginaal__kleine_taken_onderzocht": False},
        {"marginaal__kleine_taken_onderzocht": LEFT_OUT},
        {"belastbaarheid__opbouwperspectief": "onzeker"},
    ):
        assert outcome("K24", marginal(**unsettled) | NOT_STARTED) == NOT_MET
