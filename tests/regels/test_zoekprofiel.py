"""K32, K33 and K34: does the search profile name concrete, suitable and feasible work? Expectations by hand."""

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
    as_of,
    changed,
    finding,
    good_case,
    ground,
    incomplete,
    outcome,
    table,
    verdict,
)

JOBS = "zoekprofiel.beroepen"
PLANNER: dict[str, Any] = good_case()[JOBS][3]
NO_JOBS: dict[str, Any] = {JOBS: []}
NO_DIRECTIONS: dict[str, Any] = {"zoekprofiel.richtingen": []}
NO_PROFILE: dict[str, Any] = {"zoekprofiel.aanwezig": False, JOBS: LEFT_OUT, "zoekprofiel.datum": LEFT_OUT}


def jobs(*differences: dict[str, Any]) -> dict[str, Any]:
    """A profile of as many occupations, each as the planner's but for what is given."""
    return {JOBS: [{**PLANNER, **one} for one in differences]}


def planned(day: str) -> dict[str, Any]:
    """A plan with an orientation that ends on this day."""
    return {"traject.orientatie_in_plan": True, "traject.zoekprofiel_gepland_op": day}


BUILDING, TRADE, CARE = {"branche": "bouw"}, {"branche": "handel"}, {"branche": "zorg_welzijn"}


# --- K32: concrete occupations ---


@table(
    ("three occupations in two lines of business", jobs(BUILDING, BUILDING, TRADE), MET),
    ("two occupations in two lines of business", jobs(BUILDING, TRADE), MET),
    ("three occupations in one line of business", jobs(BUILDING, BUILDING, BUILDING), DOUBT),
    ("two occupations in one line of business: too narrow perhaps", jobs(BUILDING, BUILDING), DOUBT),
    ("one occupation", jobs(BUILDING), DOUBT),
    ("no line of business named", jobs({"branche": "niet_benoemd"}, {"branche": "niet_benoemd"}), DOUBT),
    ("no occupation and no direction", NO_JOBS | NO_DIRECTIONS, NOT_MET),
    ("no occupation, but a direction with a reason", NO_JOBS, DOUBT),
    ("no occupation, and directions without a reason",
     NO_JOBS | {"zoekprofiel.richtingen": [{"branche": "bouw", "reden_genoemd": False}]}, NOT_MET),
    ("no occupation, and a direction without a line of business",
     NO_JOBS | {"zoekprofiel.richtingen": [{"branche": "niet_benoemd", "reden_genoemd": True}]}, NOT_MET),
    ("light work is no occupation", changed(JOBS, naam_concreet=False) | NO_DIRECTIONS, NOT_MET),
    ("an occupation without a reason is not concrete",
     changed(JOBS, reden_passend_genoemd=False) | NO_DIRECTIONS, NOT_MET),
    ("region and vacancies missing at one of four", changed(JOBS, 0, regio_genoemd=False), DOUBT),
    ("source of vacancies missing at all, region named", changed(JOBS, vacaturebron_genoemd=False), DOUBT),
    ("neither region nor source at any", changed(JOBS, regio_genoemd=False, vacaturebron_genoemd=False), NOT_MET),
    ("no profile, traject long under way", NO_PROFILE, NOT_MET),
    ("no profile and no start: that weighs at K24", NO_PROFILE | NOT_STARTED, NA),
    ("not said whether there is a profile", {"zoekprofiel.aanwezig": LEFT_OUT}, UNKNOWN),
    ("occupations unknown", {JOBS: LEFT_OUT}, UNKNOWN),
    ("no occupation in a list that may go on", {JOBS: incomplete([])} | NO_DIRECTIONS, UNKNOWN),
    ("none named, directions unknown", NO_JOBS | {"zoekprofiel.richtingen": LEFT_OUT}, UNKNOWN),
    ("region unknown at one of four", changed(JOBS, 0, regio_genoemd=LEFT_OUT), UNKNOWN),
    ("fixed 28 days after the intake", {"zoekprofiel.datum": "2025-11-10"}, MET),
    ("fixed a day later", {"zoekprofiel.datum": "2025-11-11", "traject.orientatie_in_plan": False}, DOUBT),
    ("fixed a day later, not said whether the plan has an orientation", {"zoekprofiel.datum": "2025-11-11"}, UNKNOWN),
    ("fixed eight months after the intake, with neither region nor source",
     {"zoekprofiel.datum": "2026-06-13"} | changed(JOBS, regio_genoemd=False, vacaturebron_genoemd=False), NOT_MET),
    ("a day later, in an orientation that the plan ends that day",
     {"zoekprofiel.datum": "2025-11-11"} | planned("2025-11-11"), MET),
    ("a day after the orientation of the plan", {"zoekprofiel.datum": "2025-11-12"} | planned("2025-11-11"), DOUBT),
    ("an orientation of more than eight weeks", {"zoekprofiel.datum": "2025-12-09"} | planned("2025-12-31"), DOUBT),
    ("day of the profile unknown", {"zoekprofiel.datum": LEFT_OUT}, UNKNOWN),
    ("concreteness unknown at all", changed(JOBS, naam_concreet=LEFT_OUT), UNKNOWN),
)  # fmt: skip
def test_concrete_occupations(facts: Facts, expected: str) -> None:
    assert outcome("K32", facts) == expected


def test_few_occupations_are_pointed_out() -> None:
    few = finding("K32", jobs(BUILDING, TRADE))
    assert any("minder beroepen" in one for one in few.reasons) and few.to_weigh
    assert not any("minder beroepen" in one for one in finding("K32", jobs(BUILDING, BUILDING, TRADE)).reasons)


def test_no_occupation_at_all_carries_weight_and_our_own_numbers_do_not() -> None:
    none = finding("K32", NO_JOBS | NO_DIRECTIONS)
    assert (none.weight.value, none.authority.value, none.provisional) == ("dragend", "beleid", False)
    assert verdict(NO_JOBS | NO_DIRECTIONS) == "niet_adequaat"
    for facts in (jobs(BUILDING), jobs(BUILDING, BUILDING, TRADE)):
        assert finding("K32", facts).authority.value == "ontwerp"


PLANNED: dict[str, Any] = {"traject.orientatie_in_plan": True, "traject.zoekprofiel_gepland_op": "2025-12-05"}


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        (date(2025, 11, 10), {}, NA),
        (date(2025, 11, 11), {}, NOT_MET),
        (date(2025, 11, 11), PLANNED, NA),
        (date(2025, 12, 5), PLANNED, NA),
        (date(2025, 12, 6), PLANNED, NOT_MET),
        (date(2025, 12, 8), PLANNED | {"traject.zoekprofiel_gepland_op": "2026-02-01"}, NA),
        (date(2025, 12, 9), PLANNED | {"traject.zoekprofiel_gepland_op": "2026-02-01"}, NOT_MET),
        (date(2025, 11, 11), PLANNED | {"traject.orientatie_in_plan": False}, NOT_MET),
        (date(2025, 11, 11), PLANNED | {"traject.orientatie_in_plan": LEFT_OUT}, UNKNOWN),
    ],
    ids=[
        "28 days after the intake", "a day later", "still orienting, by plan", "on the planned day",
        "after the planned day", "eight weeks after the intake", "longer than eight weeks", "no such phase in the plan",
        "plan not known",
    ],
)  # fmt: skip
def test_a_profile_may_be_open_in_the_first_weeks(day: date, facts: Facts, expected: str) -> None:
    start = {"zoekprofiel.aanwezig": False, "traject.orientatie_in_plan": False}
    assert outcome("K32", as_of(day) | start | dict(facts)) == expected


# --- K33: suitable occupations ---


@table(
    ("all fit", {}, MET),
    ("hours asked are exactly those that can be worked", changed(JOBS, uren_eis=38), MET),
    ("one occupation asks an hour more", changed(JOBS, 0, uren_eis=39), DOUBT),
    ("all ask an hour more", changed(JOBS, uren_eis=39), NOT_MET),
    ("one step above the own level", changed(JOBS, niveau_verschil=1), MET),
    ("two steps above", changed(JOBS, 0, niveau_verschil=2), DOUBT),
    ("two steps below", changed(JOBS, niveau_verschil=-2), MET),
    ("three steps below", changed(JOBS, 0, niveau_verschil=-3), DOUBT),
    ("six months of schooling", changed(JOBS, scholing_nodig=6), MET),
    ("seven months at all of them", changed(JOBS, scholing_nodig=7), DOUBT),
    ("seven months at all but one", {JOBS: [*changed(JOBS, scholing_nodig=7)[JOBS][:3], PLANNER]}, MET),
    ("none fits", changed(JOBS, past_bij_belastbaarheid="past_niet"), NOT_MET),
    ("half of them fit", jobs({}, {}, *[{"past_bij_belastbaarheid": "past_niet"}] * 2), DOUBT),
    ("one in four fits: our own limit, so a doubt", jobs({}, *[{"past_bij_belastbaarheid": "past_niet"}] * 3), DOUBT),
    ("load not examined", changed(JOBS, past_bij_belastbaarheid="niet_getoetst"), DOUBT),
    ("all are the employee's wish", changed(JOBS, herkomst="wens_werknemer"), NOT_MET),
    ("all but one are", {JOBS: [*changed(JOBS, herkomst="wens_werknemer")[JOBS][:3], PLANNER]}, MET),
    ("on an outdated FML no profile can be shown to fit",
     {"belastbaarheid.medische_wijziging_sinds": True}, DOUBT),
    ("no profile: that weighs at K32", NO_PROFILE, NA),
    ("no occupation: that weighs at K32", NO_JOBS, NA),
    ("hours that can be worked unknown", {"belastbaarheid.uren_per_week": LEFT_OUT}, UNKNOWN),
    ("load unknown at one", changed(JOBS, 0, past_bij_belastbaarheid=LEFT_OUT), UNKNOWN),
    ("level unknown at one", changed(JOBS, 0, niveau_verschil=LEFT_OUT), UNKNOWN),
    ("occupations unknown", {JOBS: LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_suitable_occupations(facts: Facts, expected: str) -> None:
    assert outcome("K33", facts) == expected


def test_fewer_than_half_is_provisional_and_none_at_all_is_not() -> None:
    few = finding("K33", jobs({}, *[{"past_bij_belastbaarheid": "past_niet"}] * 3))
    assert few.provisional and few.authority.value == "ontwerp"
    none = finding("K33", changed(JOBS, past_bij_belastbaarheid="past_niet"))
    assert not none.provisional and none.authority.value == "beleid"
    assert not finding("K33", jobs({}, {}, *[{"past_bij_belastbaarheid": "past_niet"}] * 2)).provisional


def test_the_employees_wish_alone_rests_on_no_ruling_that_we_can_name() -> None:
    found = finding("K33", changed(JOBS, herkomst="wens_werknemer"))
    assert found.authority.value == "praktijk"
    assert not any(one.authority.value == "rechtspraak" for one in found.sources)


@pytest.mark.parametrize(
    ("shortest", "fit", "truth"),
    [(True, "past", "waar"), (False, "past", "onwaar"), (LEFT_OUT, "past", "onbekend"), (True, "past_niet", "onwaar")],
)
def test_a_wish_that_is_the_shortest_way_excuses(shortest: bool | None, fit: str, truth: str) -> None:
    wish = changed(JOBS, herkomst="wens_werknemer", past_bij_belastbaarheid=fit)
    found = finding("K33", wish | {"zoekprofiel.wens_is_kortste_weg": shortest})
    assert ground(found, "wens_is_kortste_weg").truth.value == truth
    assert found.excused == (truth == "waar")


# --- K34: feasible in the region ---


@table(
    ("sources of six months old to the day", changed(JOBS, bron_datum="2025-05-03"), MET),
    ("one source a day older", changed(JOBS, 0, bron_datum="2025-05-02"), DOUBT),
    ("no source at one", changed(JOBS, 0, vacaturebron_genoemd=False), DOUBT),
    ("no source at any", changed(JOBS, vacaturebron_genoemd=False), NOT_MET),
    ("no vacancies at any", changed(JOBS, vacatures_regio=0), NOT_MET),
    ("vacancies at one only", {JOBS: [*changed(JOBS, vacatures_regio=0)[JOBS][:3], PLANNER]}, MET),
    ("no profile: that weighs at K32", NO_PROFILE, NA),
    ("no occupation: that weighs at K32", NO_JOBS, NA),
    ("date of the source unknown", changed(JOBS, bron_datum=LEFT_OUT), UNKNOWN),
    ("vacancies unknown at all", changed(JOBS, vacatures_regio=LEFT_OUT), UNKNOWN),
    ("occupations unknown", {JOBS: LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_feasible_occupations(facts: Facts, expected: str) -> None:
    found = finding("K34", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "bijdragend"


@pytest.mark.parametrize(("wider", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_a_wider_labour_market_excuses(wider: bool | None, truth: str) -> None:
    found = finding("K34", changed(JOBS, vacatures_regio=0) | {"zoekprofiel.ruimere_markt_onderbouwd": wider})
    assert ground(found, "ruimere_arbeidsmarkt").truth.value == truth
    assert found.excused == (truth == "waar")
