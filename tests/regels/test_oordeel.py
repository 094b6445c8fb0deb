"""How findings become a verdict: the weighing of carrying, contributing, doubtful, excused and unknown findings."""

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
    TODAY,
    UNKNOWN,
    Facts,
    as_of,
    audited,
    changed,
    rulebook,
    verdict,
)

LATE = {"traject.intake_datum": "2025-11-12"}
SLIGHTLY_LATE = {"traject.intake_datum": "2025-10-29"}
JOBS = "zoekprofiel.beroepen"
REFUSALS, OPINIONS = "medewerking.weigeringen", "deskundigenoordeel.aanvragen"


def pause(until: str, advised: bool) -> dict[str, Any]:
    """A pause from 5 January 2026 that nobody reviewed; the company doctor advised it or not."""
    one = {"van": "2026-01-05", "tot": until, "reden": "gezondheid", "advies_bedrijfsarts": advised}
    return {"traject.onderbrekingen": [{**one, "herbeoordeeld": False}]}


def refused(measure: str, **more: Any) -> dict[str, Any]:
    """Eight weeks of not cooperating with the plan, unexplained, and what the employer did."""
    days = {"van": "2026-02-02", "tot": "2026-03-29"}
    return {**days, "wat": "plan", "verklaring": "geen", "maatregel": measure, **more}


def unfavourable(**more: Any) -> dict[str, Any]:
    """UWV found on 23 February 2026 that the employer did too little."""
    asked = {"aanvraag_datum": "2026-02-02", "aanvrager": "werknemer", "onderwerp": "inspanningen_werkgever"}
    return {**asked, "afgegeven": True, "oordeel_datum": "2026-02-23", "uitkomst": "positief", **more}


def hours(**more: Any) -> dict[str, Any]:
    """One period of work in spoor 1: eight hours a week, as advised."""
    one = {"uren_per_week": 8, "geadviseerde_uren": 8, "therapeutisch": False, "reden": "geen", "weken": 4}
    return {"spoor1.urenverloop": [{**one, **more}]}


SHORT: dict[str, dict[str, Any]] = {
    "K18": {"belastbaarheid.fml_auteur": "overig"},
    "K19": {"bedrijfsarts.toetsing": "uwv_wijkt_af", "bedrijfsarts.afwijking_uwv_gemotiveerd": True},
    "K21": {"spoor1.ander_werk": "niet_onderzocht"},
    "K22": hours(therapeutisch=True, weken=7),
    "K24": LATE | {"spoor1.terugkeer_uitgesloten": False},
    "K28": {"begeleiding.uitvoerder": "niemand"},
    "K29": {"traject.trajectplan_aanwezig": False, "traject.beeindigd": True, "traject.einddatum": "2026-06-22"},
    "K32": {JOBS: [], "zoekprofiel.richtingen": []},
    "K33": changed(JOBS, past_bij_belastbaarheid="past_niet"),
    "K40": {"traject.activiteiten": []},
    "K48": pause("2026-03-02", False),
    "K52": {REFUSALS: [refused("geen")]},
    "K53": {OPINIONS: [unfavourable(opgevolgd=False)]},
}
"""One shortcoming for each carrying criterion that the good case is tested on."""

DOUBTFUL: dict[str, dict[str, Any]] = {
    "K18": {"belastbaarheid.rubrieken_ingevuld": 5},
    "K19": {"bedrijfsarts.oordeel_gemotiveerd": False},
    "K21": {"spoor1.functiebestand_volledig": False},
    "K22": hours(weken=5, geadviseerde_uren=12),
    "K24": SLIGHTLY_LATE,
    "K28": {"begeleiding.uitvoerder": "werkgever_zelf", "begeleiding.deskundigheid_aangetoond": False},
    "K29": {"traject.generiek": True},
    "K32": {JOBS: []},
    "K33": changed(JOBS, past_bij_belastbaarheid="niet_getoetst"),
    "K40": {"traject.activiteiten": [{"datum": "2025-11-10", "soort": "coaching"}]},
    "K48": pause("2026-03-02", True),
    "K52": {REFUSALS: [refused("gesprek", maatregel_datum="2026-02-09")]},
    "K53": {OPINIONS: [unfavourable(opgevolgd=True, opvolging_datum="2026-03-24")]},
}

OPEN: dict[str, dict[str, Any]] = {
    "K18": {"belastbaarheid.fml_auteur": LEFT_OUT},
    "K19": {"bedrijfsarts.oordeel_gemotiveerd": LEFT_OUT},
    "K21": {"spoor1.ander_werk": LEFT_OUT},
    "K22": {"spoor1.urenverloop": LEFT_OUT},
    "K24": {"traject.intake_datum": LEFT_OUT},
    "K28": {"begeleiding.uitvoerder": LEFT_OUT},
    "K29": {"traject.generiek": LEFT_OUT},
    "K32": {"zoekprofiel.richtingen": LEFT_OUT, JOBS: []},
    "K33": changed(JOBS, past_bij_belastbaarheid=LEFT_OUT),
    "K40": {"traject.activiteiten": LEFT_OUT},
    "K48": {"traject.onderbrekingen": LEFT_OUT},
    "K52": {REFUSALS: LEFT_OUT},
    "K53": {OPINIONS: LEFT_OUT},
}


def test_the_good_case_is_adequate() -> None:
    assert verdict() == "adequaat"


def test_every_carrying_criterion_is_covered_below() -> None:
    """K23, K26, K49 and K56 do not apply to the good case, and are held to the same by the tests of their own."""
    carrying = {one.id for one in rulebook().criteria if one.weight.value == "dragend"}
    assert set(SHORT) == set(DOUBTFUL) == set(OPEN) == carrying - {"K23", "K26", "K49", "K56"}


@pytest.mark.parametrize("criterion", SHORT)
def test_one_carrying_shortcoming_is_enough(criterion: str) -> None:
    result = audited(SHORT[criterion])
    found = result.finding(criterion)
    assert found is not None and found.outcome.value == NOT_MET
    assert result.verdict.outcome == "niet_adequaat"
    assert criterion in result.verdict.carried_by


@pytest.mark.parametrize("criterion", DOUBTFUL)
def test_one_carrying_doubt_leaves_it_to_a_person(criterion: str) -> None:
    result = audited(DOUBTFUL[criterion])
    found = result.finding(criterion)
    assert found is not None and found.outcome.value == DOUBT and found.to_weigh
    assert result.verdict.outcome == "twijfel"


@pytest.mark.parametrize("criterion", OPEN)
def test_one_carrying_unknown_is_no_verdict_and_says_what_to_ask(criterion: str) -> None:
    result = audited(OPEN[criterion])
    found = result.finding(criterion)
    assert found is not None and found.outcome.value == UNKNOWN and found.open_facts
    assert result.verdict.outcome == "onvoldoende_gegevens"


@pytest.mark.parametrize("criterion", SHORT)
def test_a_certain_shortcoming_stands_whatever_else_is_unknown(criterion: str) -> None:
    other = "K28" if criterion != "K28" else "K18"
    assert verdict(SHORT[criterion] | OPEN[other]) == "niet_adequaat"


EXCUSED = LATE | {
    "traject.vertragingsredenen": [{
        "reden": "medische_blokkade_bedrijfsarts", "van": "2025-10-20", "tot": "2025-11-10", "bewijs_gedateerd": True}]
}  # fmt: skip


def test_a_shown_ground_takes_the_shortcoming_away_and_an_unshown_one_does_not() -> None:
    assert verdict(EXCUSED) == "adequaat"
    assert verdict(LATE | {"traject.vertragingsredenen": LEFT_OUT}) == "niet_adequaat"


CONTRIBUTING: dict[str, dict[str, Any]] = {
    "K29": {"traject.planonderdelen": ["omschrijving", "persoonsprofiel", "zoekprofiel"]},
    "K34": changed(JOBS, vacatures_regio=0),
    "K37": {"traject.looptijd_gemotiveerd": False},
    "K41": {"persoon.belemmeringen": [{"soort": "taal", "activiteit_gekoppeld": False}]},
}


def test_four_contributing_shortcomings_ask_for_a_person_and_three_do_not() -> None:
    three = {name: value for one in ("K34", "K37", "K41") for name, value in CONTRIBUTING[one].items()}
    four = three | CONTRIBUTING["K29"]
    result = audited(four)
    assert {one.criterion for one in result.findings if one.outcome.value == NOT_MET} == {"K07", *CONTRIBUTING}
    assert verdict(three) == "adequaat"
    assert result.verdict.outcome == "twijfel"


@pytest.mark.parametrize("facts", CONTRIBUTING.values(), ids=CONTRIBUTING)
def test_one_contributing_shortcoming_alone_is_a_point_of_attention(facts: Facts) -> None:
    assert verdict(facts) == "adequaat"


def test_nothing_known_is_no_verdict() -> None:
    result = audited(base={"dossier.id": "L-001", "dossier.peildatum": TODAY.isoformat()})
    assert result.verdict.outcome == "onvoldoende_gegevens"
    assert {one.outcome.value for one in result.findings} == {UNKNOWN}


def test_a_doubtful_route_makes_no_shortcoming_certain() -> None:
    doubtful = {"werkgever.failliet": True}
    assert verdict(doubtful) == "twijfel"
    assert verdict(doubtful | SHORT["K40"]) == "twijfel"


def test_the_second_track_need_not_have_started_yet() -> None:
    assert verdict(as_of(date(2025, 10, 28)) | NOT_STARTED) == "niet_aan_de_orde"
    assert verdict(as_of(date(2025, 10, 29)) | NOT_STARTED) == "niet_adequaat"


def questions(facts: Facts | None = None) -> dict[str, str]:
    return {one.id: one.outcome for one in audited(facts).verdict.questions}


def test_the_questions_come_in_the_order_of_uwv_and_then_whether_the_papers_agree() -> None:
    assert list(questions()) == [
        "route", "administratief", "medisch", "resultaat", "spoor1", "spoor2", "deugdelijke_grond", "herstelbaar",
        "samenhang",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "question", "expected"),
    [
        ({}, "spoor1", MET),
        ({}, "spoor2", MET),
        ({}, "resultaat", "nee"),
        ({}, "deugdelijke_grond", NA),
        ({}, "herstelbaar", NA),
        (SHORT["K40"], "spoor2", "tekort"),
        (SHORT["K40"], "deugdelijke_grond", "nee"),
        (SHORT["K40"], "herstelbaar", "ja"),
        (SHORT["K21"], "spoor1", "tekort"),
        (SHORT["K21"], "spoor2", MET),
        (EXCUSED, "spoor2", MET),
        (EXCUSED, "deugdelijke_grond", "ja"),
        (EXCUSED, "herstelbaar", NA),
        (OPEN["K40"], "spoor2", UNKNOWN),
        (DOUBTFUL["K29"], "spoor2", DOUBT),
        (CONTRIBUTING["K37"], "spoor2", DOUBT),
    ],
)
def test_each_question_is_answered_by_its_own_criteria(facts: Facts, question: str, expected: str) -> None:
    assert questions(facts)[question] == expected
