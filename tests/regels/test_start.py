"""K24, K25 and K26: was the tweede spoor started in time? Expectations by hand from the norms, counted in days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from .zaak import (
    DOUBT,
    DUE,
    EVALUATED,
    FIRST_DAY,
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
    incomplete,
    outcome,
    table,
    verdict,
)

YEAR = date(2025, 10, 6)
"""The first day after the first year of illness: 364 days after the first day."""

NO_EVALUATION: dict[str, Any] = {
    "eerstejaarsevaluatie.gehouden": False,
    "eerstejaarsevaluatie.datum": LEFT_OUT,
    "eerstejaarsevaluatie.conclusie": LEFT_OUT,
}
UNEVALUATED_DUE = date(2025, 11, 17)
"""Six weeks after the first year: day 406."""


def intake(day: date, late: int = 0) -> dict[str, Any]:
    return {"traject.intake_datum": after(day, late)}


EARLY = intake(date(2025, 9, 1)) | {"traject.trajectplan_datum": "2025-09-22"}


def concluded(conclusion: str) -> dict[str, Any]:
    return {"eerstejaarsevaluatie.conclusie": conclusion}


# --- K24: six weeks after the eerstejaarsevaluatie ---


@table(
    ("on the last day", intake(DUE), MET),
    ("before the eerstejaarsevaluatie", EARLY, MET),
    ("one day late: a person looks for missed chances", intake(DUE, 1), DOUBT),
    ("fourteen days late: still small by our own tolerance", intake(DUE, 14), DOUBT),
    ("fifteen days late", intake(DUE, 15), NOT_MET),
    ("forty-two days late", intake(DUE, 42), NOT_MET),
    ("forty-three days late", intake(DUE, 43), NOT_MET),
    ("no start at all, long past the due date", NOT_STARTED, NOT_MET),
    ("started, day of the intake left out", intake(DUE) | {"traject.intake_datum": LEFT_OUT}, UNKNOWN),
    ("started, day of the intake asked and not known", {"traject.intake_datum": "onbekend"}, UNKNOWN),
    ("not said whether it was started", {"traject.gestart": LEFT_OUT, "traject.intake_datum": LEFT_OUT}, UNKNOWN),
    ("first day of illness unknown and no evaluation", NO_EVALUATION | {"verzuim.eerste_ziektedag": LEFT_OUT}, UNKNOWN),
    ("late, and not said whether there was an evaluation",
     intake(UNEVALUATED_DUE, -1) | {"eerstejaarsevaluatie.gehouden": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_the_start_counted_from_the_evaluation(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


@table(
    ("no evaluation: day 406 is the last", NO_EVALUATION | intake(FIRST_DAY, 406), MET),
    ("no evaluation: one day later", NO_EVALUATION | intake(FIRST_DAY, 407), DOUBT),
    ("no evaluation: fifteen days later", NO_EVALUATION | intake(FIRST_DAY, 421), NOT_MET),
    ("evaluation seven days after the year still counts",
     {"eerstejaarsevaluatie.datum": after(YEAR, 7)} | intake(YEAR, 49), MET),
    ("evaluation eight days after the year does not move the due date, but a person may count from it",
     {"eerstejaarsevaluatie.datum": after(YEAR, 8)} | intake(YEAR, 50), DOUBT),
    ("three months late, evaluation too, start six weeks after it",
     {"eerstejaarsevaluatie.datum": after(YEAR, 91)} | intake(YEAR, 133), DOUBT),
    ("three months late, evaluation too, start a day after those six weeks",
     {"eerstejaarsevaluatie.datum": after(YEAR, 91)} | intake(YEAR, 134), NOT_MET),
    ("sixteen weeks of maternity leave in the first year move the due date by as much",
     NO_EVALUATION | intake(UNEVALUATED_DUE, 112) | {
         "verzuim.wazo_perioden": [{"van": "2025-03-03", "tot": "2025-06-22", "duur": 112}],
         "verzuim.zelfde_oorzaak": True}, MET),
)  # fmt: skip
def test_the_start_without_a_timely_evaluation(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


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


def activity(kind: str, day: date) -> dict[str, Any]:
    return {"soort": kind, "datum": day.isoformat(), "door": "uitvoerder"}


@table(
    ("an intake of 1 September, then no plan and no step for more than 28 days", intake(date(2025, 9, 1)), DOUBT),
    ("a step on the 28th day after it", intake(date(2025, 9, 1)) | {
        "traject.activiteiten": [activity("assessment", date(2025, 9, 29))]}, MET),
    ("a step one day later", intake(date(2025, 9, 1)) | {
        "traject.activiteiten": [activity("assessment", date(2025, 9, 30))]}, DOUBT),
    ("vacancies sent are not a step", intake(date(2025, 9, 1)) | {
        "traject.activiteiten": [activity("vacature_toezending", date(2025, 9, 8))]}, DOUBT),
    ("no plan at all and no step", intake(date(2025, 9, 1)) | {
        "traject.trajectplan_aanwezig": False, "traject.trajectplan_datum": LEFT_OUT}, DOUBT),
    ("the list may have more", intake(date(2025, 9, 1)) | {"traject.activiteiten": incomplete([])}, UNKNOWN),
    ("the only intake among the activities is after the due date", {
        "traject.activiteiten": [activity("intake", DUE + timedelta(1))]}, DOUBT),
    ("it is on the due date: another day, but no difference", {
        "traject.activiteiten": [activity("intake", DUE)]}, MET),
    ("no intake among the activities: nothing contradicts", {
        "traject.activiteiten": [activity("assessment", DUE + timedelta(1))]}, MET),
)  # fmt: skip
def test_an_intake_that_the_rest_of_the_file_does_not_bear_out(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


def test_a_plan_long_after_the_intake_is_pointed_out() -> None:
    late = finding("K24", {"traject.trajectplan_datum": "2025-11-11"})
    assert late.outcome.value == MET and any("28 dagen na de intake" in one for one in late.reasons)
    assert not any("28 dagen" in one for one in finding("K24", {"traject.trajectplan_datum": "2025-11-10"}).reasons)


# --- K24: geen benutbare mogelijkheden over the due date ---

CAPACITY_LOST = {
    "auteur": "bedrijfsarts", "grond": "opname", "motivering_aanwezig": True,
    "datum": "2025-09-10", "van": "2025-09-10", "tot": "2025-12-10",
}  # fmt: skip
RECOVERED = date(2025, 12, 10)


def no_capacity(**fields: Any) -> dict[str, Any]:
    return {"gbm.oordelen": [CAPACITY_LOST | fields], "gbm.activiteit_in_periode": False}


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
    found = finding("K24", {**route, **no_capacity(), **intake(RECOVERED, days)})
    assert found.outcome.value == expected
    assert not found.excused


@table(
    ("capacity lost at the evaluation, back a week before the due date: eight weeks from then",
     no_capacity(tot="2025-10-21") | intake(date(2025, 10, 21), 56), MET),
    ("the same, a day later", no_capacity(tot="2025-10-21") | intake(date(2025, 10, 21), 57), DOUBT),
    ("capacity lost only after the due date explains nothing before it",
     no_capacity(datum="2025-10-29", van="2025-10-29", tot="2026-01-20") | intake(date(2026, 1, 30)), NOT_MET),
    ("capacity lost and back before the evaluation explains nothing after it",
     no_capacity(datum="2025-06-20", van="2025-06-20", tot="2025-09-15") | intake(DUE, 15), NOT_MET),
    ("a series that follows on counts as one",
     {"gbm.activiteit_in_periode": False, "gbm.oordelen": [CAPACITY_LOST, CAPACITY_LOST | {
         "datum": "2025-12-10", "van": "2025-12-11", "tot": "2026-03-10", "aansluitend": True}]}
     | intake(date(2026, 3, 10), 56), MET),
    ("a series with a gap ends at the gap",
     {"gbm.activiteit_in_periode": False, "gbm.oordelen": [CAPACITY_LOST, CAPACITY_LOST | {
         "datum": "2026-01-10", "van": "2026-01-10", "tot": "2026-03-10", "aansluitend": False}]}
     | intake(date(2026, 3, 10), 56), NOT_MET),
    ("no ground named: open question, so is the delay",
     no_capacity(grond="niet_benoemd") | intake(RECOVERED, 56), DOUBT),
    ("no ground named, and long after it ended", no_capacity(grond="niet_benoemd") | intake(RECOVERED, 71), NOT_MET),
    ("no ground named and no evaluation held",
     NO_EVALUATION | no_capacity(grond="niet_benoemd") | intake(RECOVERED, 56), DOUBT),
    ("an opinion of the employer is none", no_capacity(auteur="werkgever") | intake(RECOVERED, 56), NOT_MET),
    ("nothing known of opinions: the term runs as normal", {"gbm.oordelen": LEFT_OUT} | intake(DUE, 15), NOT_MET),
    ("concluded so at the evaluation, nothing known of opinions",
     concluded("niet_nodig_gbm") | {"gbm.oordelen": LEFT_OUT} | intake(DUE, 15), UNKNOWN),
)  # fmt: skip
def test_what_an_opinion_without_capacity_can_carry(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


def test_after_recovery_a_timely_start_makes_an_adequate_case_without_any_evaluation() -> None:
    facts = {**NO_EVALUATION, **no_capacity(), **intake(RECOVERED, 21)}
    assert outcome("K13", facts) == NOT_MET
    assert verdict({**facts, "traject.activiteiten": _later_activities()}) == "adequaat"


def _later_activities() -> list[dict[str, Any]]:
    kinds = ("intake", "loopbaanonderzoek", "cv_brief", "coaching", "jobhunting", "werkgeversbezoek", "jobhunting")
    return [{"datum": after(RECOVERED, 21 + 28 * number), "soort": kind} for number, kind in enumerate(kinds)]


# --- K24: a perspective at the own employer, capacity that came later, and the grounds ---

PERSPECTIVE: dict[str, Any] = {
    **concluded("niet_nodig_perspectief"),
    **{f"spoor1.perspectief_{part}": True for part in (
        "functie_benoemd", "uren_benoemd", "ba_ondersteunt", "plek_bevestigd", "structureel", "sluit_aan")},
    "spoor1.perspectief_datum": "2025-12-16",
    "spoor1.perspectief_gerealiseerd": False,
}  # fmt: skip
AIMED = date(2025, 12, 16)


@table(
    ("on the day that the return should have been reached", PERSPECTIVE | intake(AIMED), MET),
    ("fourteen days after it", PERSPECTIVE | intake(AIMED, 14), DOUBT),
    ("fifteen days after it", PERSPECTIVE | intake(AIMED, 15), NOT_MET),
    ("hope is no perspective: counted from the evaluation",
     PERSPECTIVE | {"spoor1.perspectief_plek_bevestigd": False} | intake(AIMED), NOT_MET),
    ("the return was reached: when it failed is for a person to weigh",
     PERSPECTIVE | {"spoor1.perspectief_gerealiseerd": True} | intake(AIMED, 60), DOUBT),
    ("not said whether the return was reached",
     PERSPECTIVE | {"spoor1.perspectief_gerealiseerd": LEFT_OUT} | intake(AIMED, 60), UNKNOWN),
    ("not said whether the bedrijfsarts supported it: no carrying perspective, no failing either",
     PERSPECTIVE | {"spoor1.perspectief_ba_ondersteunt": LEFT_OUT} | intake(AIMED), UNKNOWN),
)  # fmt: skip
def test_a_perspective_at_the_own_employer(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


LATER = {"belastbaarheid.eerste_vaststelling_datum": "2025-11-20", "belastbaarheid.fml_datum": "2025-11-20"}


@table(
    ("capacity first established later, start within eight weeks, but nothing shown of the time before",
     LATER | intake(date(2026, 1, 15)), DOUBT),
    ("a day after those eight weeks", LATER | intake(date(2026, 1, 16)), NOT_MET),
    ("an FML from before the evaluation shows that there was capacity",
     LATER | {"belastbaarheid.fml_datum": "2025-08-28"} | intake(date(2026, 1, 15)), NOT_MET),
)  # fmt: skip
def test_capacity_that_was_established_after_the_evaluation(facts: Facts, expected: str) -> None:
    assert outcome("K24", facts) == expected


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
         no_capacity() | {"belastbaarheid.eerste_vaststelling_datum": "2026-01-05"} | intake(date(2026, 2, 25)), YES),
        ("mogelijkheden_later_ontstaan",
         no_capacity() | {"belastbaarheid.eerste_vaststelling_datum": "2026-01-05"} | intake(date(2026, 3, 3)), NO),
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


@table(
    ("six weeks after the conclusion", SIGNAL | intake(EXCLUDED, 42), MET),
    ("a day later, but within the term after the evaluation", SIGNAL | intake(EXCLUDED, 43), DOUBT),
    ("on the last day after the evaluation", SIGNAL | intake(DUE), DOUBT),
    ("fourteen days after that", SIGNAL | intake(DUE, 14), DOUBT),
    ("fifteen days after that", SIGNAL | intake(DUE, 15), NOT_MET),
    ("no start", SIGNAL | NOT_STARTED, NOT_MET),
    ("the conclusion came too late to be an early signal",
     {"spoor1.vaststelling_uitgesloten_datum": "2025-09-16"}, NA),
    ("one day earlier it is one", {"spoor1.vaststelling_uitgesloten_datum": "2025-09-15"}, MET),
    ("return was not excluded", {"spoor1.terugkeer_uitgesloten": False}, NA),
    ("day of the conclusion unknown", {"spoor1.vaststelling_uitgesloten_datum": LEFT_OUT}, UNKNOWN),
    ("not said whether return was excluded", {"spoor1.terugkeer_uitgesloten": LEFT_OUT}, UNKNOWN),
    ("intake unknown", SIGNAL | {"traject.intake_datum": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_an_early_signal(facts: Facts, expected: str) -> None:
    assert outcome("K25", facts) == expected


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
ADJUSTED: dict[str, Any] = LATER | {
    "spoor2.pva_na_mogelijkheden": True,
    "spoor2.pva_na_mogelijkheden_datum": "2025-12-04",
}


@table(
    ("plan after two weeks and start after eight", ADJUSTED | intake(NEW_DUE), MET),
    ("plan a day late", ADJUSTED | {"spoor2.pva_na_mogelijkheden_datum": "2025-12-05"} | intake(NEW_DUE), DOUBT),
    ("no plan found", ADJUSTED | {"spoor2.pva_na_mogelijkheden": False} | intake(NEW_DUE), DOUBT),
    ("start a day late", ADJUSTED | intake(NEW_DUE, 1), DOUBT),
    ("start fourteen days late", ADJUSTED | intake(NEW_DUE, 14), DOUBT),
    ("start fifteen days late", ADJUSTED | intake(NEW_DUE, 15), NOT_MET),
    ("no start", ADJUSTED | NOT_STARTED, NOT_MET),
    ("not said whether the plan was adjusted",
     ADJUSTED | {"spoor2.pva_na_mogelijkheden": LEFT_OUT} | intake(NEW_DUE), UNKNOWN),
    ("intake unknown", ADJUSTED | {"traject.intake_datum": LEFT_OUT}, UNKNOWN),
    ("capacity already established on the day of the evaluation",
     {"belastbaarheid.eerste_vaststelling_datum": EVALUATED.isoformat()}, NA),
    ("no date, but an FML from before the evaluation", {"belastbaarheid.eerste_vaststelling_datum": LEFT_OUT}, NA),
    ("no date and no FML from before",
     {"belastbaarheid.eerste_vaststelling_datum": LEFT_OUT, "belastbaarheid.fml_datum": "2025-11-20"}, UNKNOWN),
)  # fmt: skip
def test_capacity_after_the_evaluation(facts: Facts, expected: str) -> None:
    assert outcome("K26", facts) == expected


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
