"""K01, K02, K03 and K06: which test applies, and from which day. Expectations by hand from the norms."""

from __future__ import annotations

from typing import Any

import pytest

from .zaak import DOUBT, LEFT_OUT, MET, NA, NOT_MET, UNKNOWN, Facts, audited, finding, outcome, table, verdict

# --- K01 ---


def contract(kind: str = "onbepaald", ends: str | None = None, **more: Any) -> dict[str, Any]:
    """A contract of this kind, with its last day or without an end; `more`: `group__name`."""
    facts: dict[str, Any] = {
        "dienstverband.type": kind,
        "dienstverband.eindigt": ends is not None,
        "dienstverband.einddatum": ends if ends is not None else {"nvt": "het dienstverband loopt door"},
    }
    return facts | {name.replace("__", "."): value for name, value in more.items()}


@table(
    ("runs on", contract(), MET),
    ("temporary, ends on the last day of the wachttijd", contract("bepaald", "2026-10-04"), MET),
    ("temporary, ends a day before it, still to come", contract("bepaald", "2026-10-03"), DOUBT),
    ("ended, no eigenrisicodrager", contract("bepaald", "2026-05-31"), NA),
    ("ended, eigenrisicodrager", contract("bepaald", "2026-05-31", werkgever__eigenrisicodrager_zw=True), MET),
    ("ended, not said whether eigenrisicodrager",
     contract("bepaald", "2026-05-31", werkgever__eigenrisicodrager_zw=LEFT_OUT), UNKNOWN),
    ("uitzendbeding, ziekengeld", contract("uitzend_met_beding", dienstverband__vangnet_grond="uitzend"), NA),
    ("ziek uit dienst", contract(dienstverband__vangnet_grond="einde_dienstverband"), NA),
    ("no-risk with a running contract: duties, but no sanction",
     contract(dienstverband__vangnet_grond="no_risk"), DOUBT),
    ("pregnancy with a running contract", contract(dienstverband__vangnet_grond="zwangerschap"), DOUBT),
    ("director and owner", contract("dga"), DOUBT),
    ("bankrupt", contract(werkgever__failliet=True), DOUBT),
    ("uitzendbeding, yet no ziekengeld", contract("uitzend_met_beding"), DOUBT),
    ("kind unknown", {"dienstverband.type": LEFT_OUT}, UNKNOWN),
    ("not said whether it ends", {"dienstverband.eindigt": LEFT_OUT}, UNKNOWN),
    ("ground for ziekengeld unknown", {"dienstverband.vangnet_grond": LEFT_OUT}, UNKNOWN),
    ("last day of a contract that ends unknown", {"dienstverband.eindigt": True}, UNKNOWN),
)  # fmt: skip
def test_whose_duty_it_is(facts: Facts, expected: str) -> None:
    assert outcome("K01", facts) == expected


def test_without_an_employer_nothing_else_is_tested() -> None:
    result = audited(contract("bepaald", "2026-05-31"))
    assert result.verdict.outcome == "niet_aan_de_orde"
    assert {one.outcome.value for one in result.findings if one.question != "route"} == {NA}


# --- K02 ---

LEAVE: dict[str, Any] = {
    "verzuim.wazo_perioden": [{"van": "2025-03-03", "tot": "2025-06-22", "duur": 112}],
    "verzuim.zelfde_oorzaak": True,
}


def recovered(until: str, days: int, fully: bool | None = True) -> dict[str, Any]:
    one = {"van": "2025-02-03", "tot": until, "duur": days, "volledig_hersteld": fully}
    return {"verzuim.herstelperioden": [{key: value for key, value in one.items() if value is not LEFT_OUT}]}


@table(
    ("no interruption", {}, MET),
    ("recovered for 27 days: bridged", recovered("2025-03-01", 27), MET),
    ("recovered for 28 days: a new wachttijd", recovered("2025-03-02", 28), NOT_MET),
    ("partly recovered for 28 days", recovered("2025-03-02", 28, fully=False), MET),
    ("28 days, not said whether fully", recovered("2025-03-02", 28, fully=LEFT_OUT), UNKNOWN),
    ("leave, same cause before and after", LEAVE, MET),
    ("leave, another cause", LEAVE | {"verzuim.zelfde_oorzaak": False}, DOUBT),
    ("leave, cause unknown", LEAVE | {"verzuim.zelfde_oorzaak": LEFT_OUT}, UNKNOWN),
    ("documents disagree on the first day", {"verzuim.eerste_ziektedag_betwist": True}, DOUBT),
    ("not said whether they disagree", {"verzuim.eerste_ziektedag_betwist": LEFT_OUT}, UNKNOWN),
    ("days that do not fit the dates", recovered("2025-03-01", 20), DOUBT),
    ("first day unknown", {"verzuim.eerste_ziektedag": LEFT_OUT}, UNKNOWN),
    ("recoveries unknown", {"verzuim.herstelperioden": LEFT_OUT}, UNKNOWN),
    ("leave unknown", {"verzuim.wazo_perioden": LEFT_OUT}, UNKNOWN),
)
def test_the_wachttijd(facts: Facts, expected: str) -> None:
    assert outcome("K02", facts) == expected


@pytest.mark.parametrize(
    ("facts", "first_day_after"),
    [
        ({}, "5 oktober 2026"),
        (recovered("2025-03-01", 27), "1 november 2026"),
        (LEAVE, "25 januari 2027"),
        ({**LEAVE, **recovered("2025-03-01", 27)}, "21 februari 2027"),
    ],
    ids=["728 days", "27 days later", "112 days later", "139 days later"],
)
def test_short_recoveries_and_leave_move_the_end(facts: Facts, first_day_after: str) -> None:
    assert first_day_after in finding("K02", facts).reasons[0]


def test_another_cause_after_leave_shows_both_computations() -> None:
    text = " ".join(finding("K02", LEAVE | {"verzuim.zelfde_oorzaak": False}).reasons)
    assert "25 januari 2027" in text and "21 juni 2027" in text


@pytest.mark.parametrize("facts", [recovered("2025-03-02", 28), {"verzuim.eerste_ziektedag_betwist": True}])
def test_no_verdict_while_the_first_day_is_open(facts: Facts) -> None:
    assert verdict(facts) == "onvoldoende_gegevens"


# --- K03 ---


@table(
    ("not asked for", {}, MET),
    ("pending: the duties run on", {"iva.besluit": "lopend"}, MET),
    ("granted", {"iva.besluit": "toegekend"}, NA),
    ("refused, and decided anew", {"iva.besluit": "afgewezen", "iva.tweede_spoor_herbeslist": True}, MET),
    ("refused, not decided anew", {"iva.besluit": "afgewezen", "iva.tweede_spoor_herbeslist": False}, DOUBT),
    ("refused, not said what then", {"iva.besluit": "afgewezen"}, UNKNOWN),
    ("unknown", {"iva.besluit": LEFT_OUT}, UNKNOWN),
)
def test_the_shortened_wachttijd(facts: Facts, expected: str) -> None:
    assert outcome("K03", facts) == expected


def test_a_granted_shortened_wachttijd_ends_the_test_of_efforts() -> None:
    result = audited({"iva.besluit": "toegekend"})
    assert result.verdict.outcome == "niet_aan_de_orde"
    assert {one.outcome.value for one in result.findings if one.question in ("spoor1", "spoor2", "resultaat")} == {NA}


def test_not_knowing_of_a_shortened_wachttijd_changes_nothing() -> None:
    assert verdict({"iva.besluit": LEFT_OUT}) == "adequaat"
    assert verdict({"iva.besluit": LEFT_OUT, "traject.activiteiten": []}) == "niet_adequaat"


# --- K06 ---


def pension(day: str = "2027-10-05", **more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "binnen_bereik": True, "datum": day,
        "instemming_werkgever": True, "instemming_werkgever_datum": "2025-10-28",
        "instemming_werknemer": True, "instemming_werknemer_datum": "2025-10-01",
        **more,
    }  # fmt: skip
    return {f"aow.{name}": value for name, value in facts.items()}


@table(
    ("a year after the wachttijd to the day, both agreed on the due date", pension(), MET),
    ("a day later than a year", pension("2027-10-06"), NA),
    ("not within reach", {"aow.binnen_bereik": False}, NA),
    ("one agreed a day after the due date", pension(instemming_werkgever_datum="2025-10-29"), DOUBT),
    ("the employee did not agree", pension(instemming_werknemer=False), NOT_MET),
    ("the employer did not agree", pension(instemming_werkgever=False), NOT_MET),
    ("not said whether the employee agreed", pension(instemming_werknemer=LEFT_OUT), UNKNOWN),
    ("day of agreement unknown", pension(instemming_werknemer_datum=LEFT_OUT), UNKNOWN),
    ("day of the pension unknown", pension(LEFT_OUT), UNKNOWN),
    ("not said whether it is within reach", {"aow.binnen_bereik": LEFT_OUT}, UNKNOWN),
)
def test_the_pension_within_a_year(facts: Facts, expected: str) -> None:
    assert outcome("K06", facts) == expected


def test_the_pension_takes_the_second_track_away_only_with_both_consents() -> None:
    not_started = {"traject.gestart": False, "traject.intake_datum": LEFT_OUT}
    assert outcome("K24", pension() | not_started) == NA
    assert outcome("K24", pension(instemming_werknemer=False) | not_started) == NOT_MET
    assert outcome("K24", pension(instemming_werknemer=LEFT_OUT) | not_started) == NOT_MET
