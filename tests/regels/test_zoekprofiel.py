"""K32, K33 and K34: does the search profile name concrete, suitable and feasible work? Expectations by hand.

The boundaries of each are stories in `rules/toetsen`; here are sentences, weights, authority and grounds.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .zaak import (
    LEFT_OUT,
    NA,
    NOT_MET,
    UNKNOWN,
    Facts,
    as_of,
    changed,
    finding,
    good_case,
    ground,
    outcome,
    verdict,
)

JOBS = "zoekprofiel.beroepen"
PLANNER: dict[str, Any] = good_case()[JOBS][3]
NO_JOBS: dict[str, Any] = {JOBS: []}
NO_DIRECTIONS: dict[str, Any] = {"zoekprofiel.richtingen": []}
BUILDING, TRADE = {"branche": "bouw"}, {"branche": "handel"}


def jobs(*differences: dict[str, Any]) -> dict[str, Any]:
    """A profile of as many occupations, each as the planner's but for what is given."""
    return {JOBS: [{**PLANNER, **one} for one in differences]}


# --- K32: concrete occupations ---


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


@pytest.mark.parametrize(("wider", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_a_wider_labour_market_excuses(wider: bool | None, truth: str) -> None:
    found = finding("K34", changed(JOBS, vacatures_regio=0) | {"zoekprofiel.ruimere_markt_onderbouwd": wider})
    assert ground(found, "ruimere_arbeidsmarkt").truth.value == truth
    assert found.excused == (truth == "waar")
    assert found.weight.value == "bijdragend"
