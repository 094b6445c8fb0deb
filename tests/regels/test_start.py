"""K24, K25 and K26: was the tweede spoor started in time? Expectations by hand from the norms, counted in days.

The boundaries of the terms are stories in `rules/toetsen`; here are sentences, authority, grounds and verdicts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .zaak import (
    DOUBT,
    DUE,
    LEFT_OUT,
    MET,
    NA,
    NOT_MET,
    NOT_STARTED,
    Facts,
    after,
    as_of,
    finding,
    ground,
    outcome,
    verdict,
)

NO_EVALUATION: dict[str, Any] = {
    "eerstejaarsevaluatie.gehouden": False,
    "eerstejaarsevaluatie.datum": LEFT_OUT,
    "eerstejaarsevaluatie.conclusie": LEFT_OUT,
}


def intake(day: date, late: int = 0) -> dict[str, Any]:
    return {"traject.intake_datum": after(day, late)}


def concluded(conclusion: str) -> dict[str, Any]:
    return {"eerstejaarsevaluatie.conclusie": conclusion}


# --- K24: six weeks after the eerstejaarsevaluatie ---


@pytest.mark.parametrize(("late", "expected"), [(0, NA), (1, NOT_MET)])
def test_a_term_that_has_not_passed_is_no_shortcoming(late: int, expected: str) -> None:
    found = finding("K24", as_of(date.fromisoformat(after(DUE, late))) | NOT_STARTED)
    assert found.outcome.value == expected
    assert "28 oktober 2025" in " ".join(found.reasons)


def test_the_finding_says_how_late_and_calls_only_more_than_six_weeks_large() -> None:
    assert "42 dagen na de uiterste startdatum 28 oktober 2025" in finding("K24", intake(DUE, 42)).reasons[0]
    assert "grote vertraging" not in " ".join(finding("K24", intake(DUE, 42)).reasons)
    assert "grote vertraging" in " ".join(finding("K24", intake(DUE, 43)).reasons)


def test_a_breach_is_carried_by_policy_and_the_tolerance_by_our_own_design() -> None:
    assert finding("K24", intake(DUE, 15)).authority.value == "beleid"
    assert not finding("K24", intake(DUE, 15)).provisional
    small = finding("K24", intake(DUE, 1))
    assert small.authority.value == "ontwerp" and small.to_weigh


def test_a_plan_long_after_the_intake_is_pointed_out() -> None:
    late = finding("K24", {"traject.trajectplan_datum": "2025-11-11"})
    assert late.outcome.value == MET and any("28 dagen na de intake" in one for one in late.reasons)
    assert not any("28 dagen" in one for one in finding("K24", {"traject.trajectplan_datum": "2025-11-10"}).reasons)


# --- K24: geen benutbare mogelijkheden over the due date ---

RECOVERED = date(2025, 12, 10)
NO_CAPACITY: dict[str, Any] = {
    "gbm.activiteit_in_periode": False,
    "gbm.oordelen": [{
        "auteur": "bedrijfsarts", "grond": "opname", "motivering_aanwezig": True,
        "datum": "2025-09-10", "van": "2025-09-10", "tot": RECOVERED.isoformat(),
    }],
}  # fmt: skip
ROUTES: dict[str, dict[str, Any]] = {
    "the evaluation concluded so": concluded("niet_nodig_gbm"),
    "the evaluation said to start": concluded("starten"),
    "the evaluation did not speak of it": concluded("niet_besproken"),
    "the evaluation put it off": concluded("uitgesteld") | {"eerstejaarsevaluatie.uitstel_met_datum": True},
    "no evaluation was held": NO_EVALUATION,
}


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
@pytest.mark.parametrize(("days", "expected"), [(56, MET), (57, DOUBT), (70, DOUBT), (71, NOT_MET)])
def test_eight_weeks_after_capacity_returned_whatever_the_evaluation_said(
    route: Facts, days: int, expected: str
) -> None:
    found = finding("K24", {**route, **NO_CAPACITY, **intake(RECOVERED, days)})
    assert found.outcome.value == expected
    assert not found.excused


def test_after_recovery_a_timely_start_makes_an_adequate_case_without_any_evaluation() -> None:
    facts = {**NO_EVALUATION, **NO_CAPACITY, **intake(RECOVERED, 21)}
    assert outcome("K13", facts) == NOT_MET
    assert verdict({**facts, "traject.activiteiten": _later_activities()}) == "adequaat"


def _later_activities() -> list[dict[str, Any]]:
    kinds = ("intake", "loopbaanonderzoek", "cv_brief", "coaching", "jobhunting", "werkgeversbezoek", "jobhunting")
    return [{"datum": after(RECOVERED, 21 + 28 * number), "soort": kind} for number, kind in enumerate(kinds)]


# --- K24: the grounds ---

PERSPECTIVE: dict[str, Any] = {
    **concluded("niet_nodig_perspectief"),
    **{f"spoor1.perspectief_{part}": True for part in (
        "functie_benoemd", "uren_benoemd", "ba_ondersteunt", "plek_bevestigd", "structureel", "sluit_aan")},
    "spoor1.perspectief_datum": "2025-12-16",
    "spoor1.perspectief_gerealiseerd": False,
}  # fmt: skip
STARTED_LATE = date(2026, 1, 5)
"""69 days after the due date."""


def reason(kind: str, start: str = "2025-10-20", end: str = "2025-12-31", **fields: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {"bewijs_gedateerd": True, **fields}
    return intake(STARTED_LATE) | {"traject.vertragingsredenen": [{"reden": kind, "van": start, "tot": end} | shown]}


def requested(**fields: Any) -> dict[str, Any]:
    request = {"aanvraag_datum": "2025-10-20", "onderwerp": "inspanningen_werkgever", "afgegeven": True} | fields
    return intake(STARTED_LATE) | {"deskundigenoordeel.aanvragen": [request]}


def measure(day: str, kind: str = "schriftelijke_waarschuwing") -> dict[str, Any]:
    return {"medewerking.maatregelen": [{"datum": day, "soort": kind}]}


MARGINAL: dict[str, Any] = {
    "belastbaarheid.uren_per_dag": 2, "belastbaarheid.opbouwperspectief": "geen",
    "marginaal.benoemd_door_bedrijfsarts": True, "marginaal.sinds": "2025-06-01",
    "marginaal.kleine_taken_onderzocht": True, "marginaal.kleine_taken": "benut",
    "marginaal.herzien_bij_elk_oordeel": True,
}  # fmt: skip
PENSION: dict[str, Any] = {
    "aow.binnen_bereik": True, "aow.datum": "2027-06-01",
    "aow.instemming_werkgever": True, "aow.instemming_werkgever_datum": "2025-10-01",
    "aow.instemming_werknemer": True, "aow.instemming_werknemer_datum": "2025-10-02",
}  # fmt: skip

YES, NO, OPEN = "waar", "onwaar", "onbekend"


@pytest.mark.parametrize(
    ("name", "facts", "truth"),
    [
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts"), YES),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", end="2025-12-22"), YES),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", end="2025-12-21"), NO),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", start="2025-10-29"), NO),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", bewijs_gedateerd=False), NO),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", bewijs_gedateerd=LEFT_OUT), OPEN),
        ("medische_belemmering", intake(STARTED_LATE) | {"traject.vertragingsredenen": LEFT_OUT}, OPEN),
        ("wazo_verlof", reason("wazo_verlof"), YES),
        ("wazo_verlof", reason("wazo_verlof", end="2025-11-30"), NO),
        ("lopend_deskundigenoordeel", requested(oordeel_datum="2025-12-08"), YES),
        ("lopend_deskundigenoordeel", requested(oordeel_datum="2025-12-07"), NO),
        ("lopend_deskundigenoordeel", requested(afgegeven=False), YES),
        ("lopend_deskundigenoordeel", requested(aanvraag_datum="2025-10-29", oordeel_datum="2025-12-20"), NO),
        ("lopend_deskundigenoordeel", requested(onderwerp="arbeidsongeschiktheid", oordeel_datum="2025-12-20"), NO),
        ("lopend_deskundigenoordeel", requested(afgegeven=LEFT_OUT), OPEN),
        ("weigering_met_maatregel", reason("weigering_werknemer") | measure("2025-11-10"), YES),
        ("weigering_met_maatregel", reason("weigering_werknemer") | measure("2025-11-12"), NO),
        ("weigering_met_maatregel", reason("weigering_werknemer") | measure("2025-11-10", "gesprek"), NO),
        ("weigering_met_maatregel", reason("weigering_werknemer") | {"medewerking.maatregelen": LEFT_OUT}, OPEN),
        ("voorbereidende_taalcursus", reason("voorbereidende_taalcursus", noodzaak_gemotiveerd=True), YES),
        ("voorbereidende_taalcursus",
         reason("voorbereidende_taalcursus", start="2025-11-24", noodzaak_gemotiveerd=True), YES),
        ("voorbereidende_taalcursus",
         reason("voorbereidende_taalcursus", end="2025-11-15", noodzaak_gemotiveerd=True), NO),
        ("voorbereidende_taalcursus", reason("voorbereidende_taalcursus", noodzaak_gemotiveerd=False), NO),
        ("voorbereidende_taalcursus", reason("voorbereidende_taalcursus"), OPEN),
        ("terugval_na_perspectief",
         PERSPECTIVE | intake(date(2026, 1, 27)) | {"spoor1.terugval_onvoorzien": True}, YES),
        ("terugval_na_perspectief",
         PERSPECTIVE | intake(date(2026, 1, 28)) | {"spoor1.terugval_onvoorzien": True}, NO),
        ("terugval_na_perspectief", PERSPECTIVE | intake(date(2026, 1, 27)), OPEN),
        ("marginale_mogelijkheden", intake(STARTED_LATE) | MARGINAL, YES),
        ("marginale_mogelijkheden", intake(STARTED_LATE) | MARGINAL | {"marginaal.kleine_taken": "niet_benut"}, NO),
        ("marginale_mogelijkheden", intake(STARTED_LATE) | MARGINAL | {"marginaal.kleine_taken": LEFT_OUT}, OPEN),
        ("aow_binnen_jaar", intake(STARTED_LATE) | PENSION, YES),
        ("aow_binnen_jaar", intake(STARTED_LATE) | PENSION | {"aow.instemming_werknemer": False}, NO),
        ("aow_binnen_jaar", intake(STARTED_LATE) | PENSION | {"aow.instemming_werknemer": LEFT_OUT}, OPEN),
        ("mogelijkheden_later_ontstaan",
         NO_CAPACITY | {"belastbaarheid.eerste_vaststelling_datum": "2026-01-05"} | intake(date(2026, 2, 25)), YES),
        ("mogelijkheden_later_ontstaan",
         NO_CAPACITY | {"belastbaarheid.eerste_vaststelling_datum": "2026-01-05"} | intake(date(2026, 3, 3)), NO),
        ("geen_benutbare_mogelijkheden", intake(STARTED_LATE) | {"gbm.oordelen": LEFT_OUT}, OPEN),
    ],
)  # fmt: skip
def test_a_ground_excuses_only_when_it_is_shown_for_the_whole_delay(name: str, facts: Facts, truth: str) -> None:
    found = finding("K24", facts)
    assert found.outcome.value == NOT_MET
    assert ground(found, name).truth.value == truth
    assert found.excused == any(one.truth.value == YES for one in found.grounds)
    assert found.excused == (truth == YES)


@pytest.mark.parametrize(
    "kind",
    ["wachten_op_arbeidsdeskundige", "vakantie", "kosten", "wens_werknemer", "vertrouwen_op_adviseurs",
     "capaciteit_bureau", "medische_eindsituatie", "wachten_op_behandeling", "anders"],
)  # fmt: skip
def test_what_is_no_ground_never_excuses(kind: str) -> None:
    found = finding("K24", reason(kind))
    assert found.outcome.value == NOT_MET and not found.excused
    assert verdict(reason(kind)) == "niet_adequaat"


@pytest.mark.parametrize("name", ["lopend_deskundigenoordeel", "voorbereidende_taalcursus"])
def test_a_ground_that_rests_on_one_ruling_says_so(name: str) -> None:
    one = ground(finding("K24", intake(STARTED_LATE)), name)
    assert one.authority.value == "rechtspraak"
    assert "Eén uitspraak" in one.text and "per zaak worden gewogen" in one.text


# --- K25: an early signal ---

EXCLUDED = date(2025, 6, 2)
SIGNAL: dict[str, Any] = {"spoor1.vaststelling_uitgesloten_datum": EXCLUDED.isoformat()}


@pytest.mark.parametrize(("supported", "truth"), [(True, YES), (False, NO), (LEFT_OUT, OPEN)])
def test_contradictory_signals_excuse_a_late_start_only_when_the_bedrijfsarts_wrote_so(
    supported: bool | None, truth: str
) -> None:
    found = finding("K25", SIGNAL | intake(DUE, 15) | {"spoor1.bedrijfsarts_steunde_terugkeer": supported})
    assert ground(found, "bedrijfsarts_steunde_terugkeer").truth.value == truth
    assert found.excused == (truth == YES)


def test_an_excused_start_is_not_held_against_the_early_signal_either() -> None:
    assert finding("K25", SIGNAL | reason("medische_blokkade_bedrijfsarts")).excused


# --- K26: capacity that came after the evaluation ---

NEW_DUE = date(2026, 1, 15)
LATER = {"belastbaarheid.eerste_vaststelling_datum": "2025-11-20", "belastbaarheid.fml_datum": "2025-11-20"}
ADJUSTED: dict[str, Any] = LATER | {
    "spoor2.pva_na_mogelijkheden": True,
    "spoor2.pva_na_mogelijkheden_datum": "2025-12-04",
}


def test_capacity_after_the_evaluation_with_time_left() -> None:
    facts = as_of(NEW_DUE) | LATER | NOT_STARTED
    assert outcome("K26", facts) == NA
    assert outcome("K26", facts | {"dossier.peildatum": "2026-01-16"}) == NOT_MET


@pytest.mark.parametrize(
    ("name", "facts", "truth"),
    [
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", "2026-01-10", "2026-01-25"), YES),
        ("medische_belemmering", reason("medische_blokkade_bedrijfsarts", "2026-01-16", "2026-01-25"), NO),
        ("wazo_verlof", reason("wazo_verlof", "2026-01-10", "2026-01-25"), YES),
        ("lopend_deskundigenoordeel", requested(aanvraag_datum="2026-01-10", oordeel_datum="2026-01-28"), YES),
        ("lopend_deskundigenoordeel", requested(aanvraag_datum="2026-01-20", oordeel_datum="2026-01-28"), NO),
        ("weigering_met_maatregel",
         reason("weigering_werknemer", "2026-01-10", "2026-01-25") | measure("2026-01-20"), YES),
        ("weigering_met_maatregel",
         reason("weigering_werknemer", "2026-01-10", "2026-01-25") | {"medewerking.maatregelen": LEFT_OUT}, OPEN),
        ("marginale_mogelijkheden", MARGINAL, YES),
        ("aow_binnen_jaar", PENSION, YES),
    ],
)  # fmt: skip
def test_a_late_start_after_capacity_came_is_excused_on_the_same_grounds(name: str, facts: Facts, truth: str) -> None:
    found = finding("K26", ADJUSTED | dict(facts) | intake(date(2026, 2, 4)))
    assert found.outcome.value == NOT_MET
    assert ground(found, name).truth.value == truth
    assert found.excused == (truth == YES)
