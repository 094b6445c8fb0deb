"""K28, K29, K40 and K41: the guidance, the plan and what was done. Expectations by hand from the norms."""

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
    good_case,
    ground,
    incomplete,
    outcome,
    table,
    verdict,
)

INTAKE = date(2025, 10, 13)
DONE = "traject.activiteiten"
TRAITS = [
    "proactief", "computervaardig", "ruim_arbeidsverleden", "breed_of_hoog_opgeleid", "bekend_social_media",
    "sollicitatievaardig", "weinig_beperkingen",
]  # fmt: skip


def did(*kinds: str, every: int = 14) -> dict[str, Any]:
    """These activities, one each so many days from the intake on."""
    return {DONE: [{"datum": after(INTAKE, every * number), "soort": kind} for number, kind in enumerate(kinds)]}


VACANCIES = ("vacature_toezending",)
LIGHT: dict[str, Any] = {"traject.trajecttype": "licht", "persoon.zelfredzaamheid_kenmerken": TRAITS}


# --- K40 ---


@table(
    ("nothing but vacancies", did(*VACANCIES * 6), NOT_MET),
    ("vacancies, intake and talks", did("intake", "overleg", *VACANCIES), NOT_MET),
    ("nothing at all", {DONE: []}, NOT_MET),
    ("three kinds, with mediation and presentation", did("netwerk", "jobhunting", "cv_brief"), MET),
    ("the same among many vacancies", did("netwerk", "jobhunting", "cv_brief", *VACANCIES * 9), MET),
    ("two kinds", did("jobhunting", "cv_brief"), DOUBT),
    ("three kinds without mediation", did("netwerk", "coaching", "cv_brief"), DOUBT),
    ("three kinds without presentation", did("netwerk", "jobhunting", "wep"), DOUBT),
    ("one intervention with a reason",
     did("intake", "scholing") | {"traject.een_interventie_gemotiveerd": True}, DOUBT),
    ("one kind, half of it vacancies", did("coaching", *VACANCIES), DOUBT),
    ("one kind, over half of it vacancies: our own limit, so a doubt", did("coaching", *VACANCIES * 2), DOUBT),
    ("light and fitting, with two kinds", LIGHT | did("cv_brief", "netwerk", *VACANCIES * 9), MET),
    ("light and fitting, with one kind", LIGHT | did("cv_brief"), DOUBT),
    ("light but not fitting, with two kinds",
     LIGHT | did("cv_brief", "netwerk") | {"persoon.zelfredzaamheid_kenmerken": TRAITS[:6]}, DOUBT),
    ("activities unknown", {DONE: LEFT_OUT}, UNKNOWN),
    ("vacancies in a list that may go on", {DONE: incomplete(did(*VACANCIES * 3)[DONE])}, UNKNOWN),
    ("enough in a list that may go on", {DONE: incomplete(did("netwerk", "jobhunting", "cv_brief")[DONE])}, MET),
    ("kind of an activity unknown", {DONE: [{"datum": "2025-11-10"}]}, UNKNOWN),
    ("not started", NOT_STARTED, NA),
    ("not said whether it was started", {"traject.gestart": LEFT_OUT} | did(*VACANCIES), UNKNOWN),
)  # fmt: skip
def test_more_than_vacancies(facts: Facts, expected: str) -> None:
    assert outcome("K40", facts) == expected


def test_only_vacancies_carries_weight_and_our_own_shares_do_not() -> None:
    only = finding("K40", did(*VACANCIES * 6))
    assert (only.weight.value, only.authority.value, only.provisional) == ("dragend", "beleid", False)
    assert "6" in only.reasons[0] and verdict(did(*VACANCIES * 6)) == "niet_adequaat"
    mostly = finding("K40", did("coaching", *VACANCIES * 2))
    assert mostly.provisional and mostly.authority.value == "ontwerp"
    assert not finding("K40", did("coaching", *VACANCIES)).provisional


@pytest.mark.parametrize(("day", "expected"), [(after(INTAKE, 56), NA), (after(INTAKE, 57), NOT_MET)])
def test_support_may_still_begin_in_the_first_eight_weeks(day: str, expected: str) -> None:
    assert outcome("K40", as_of(date.fromisoformat(day)) | did("intake", "vacature_toezending")) == expected


NO_NEED: dict[str, Any] = {
    "begeleiding.behoefte": "geen", "begeleiding.behoefte_vastgesteld_door": "arbeidsdeskundige",
    "begeleiding.werknemer_zoekt_actief": True, "begeleiding.verzoek_werknemer": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "truth"),
    [
        ({}, "waar"),
        ({"begeleiding.behoefte_vastgesteld_door": "werkgever"}, "onwaar"),
        ({"begeleiding.verzoek_werknemer": True}, "onwaar"),
        ({"begeleiding.werknemer_zoekt_actief": False}, "onwaar"),
        ({"begeleiding.behoefte": "licht"}, "onwaar"),
        ({"begeleiding.behoefte": LEFT_OUT}, "onbekend"),
    ],
)
def test_facilitating_is_enough_only_for_who_needs_no_guidance(change: Facts, truth: str) -> None:
    found = finding("K40", did(*VACANCIES * 6) | NO_NEED | dict(change))
    assert ground(found, "faciliteren_genoeg").truth.value == truth
    assert found.excused == (truth == "waar")


# --- K41 ---

STEPS = ("intake", "loopbaanonderzoek", "cv_brief", "sollicitatietraining", "jobhunting", "sollicitatie")


def steady(*kinds: str, every: int = 42) -> dict[str, Any]:
    """Six activities six weeks apart, the last of them six weeks before the peildatum."""
    return did(*kinds, every=every) | {"dossier.peildatum": "2026-06-22"}


@table(
    ("in order, six weeks apart", steady(*STEPS), MET),
    ("in order, 43 days apart", steady(*STEPS, every=43), DOUBT),
    ("no orientation", steady("intake", "cv_brief", "coaching", "jobhunting", "sollicitatie", "jobhunting"), DOUBT),
    ("no presentation", steady("intake", "loopbaanonderzoek", *["jobhunting"] * 4), DOUBT),
    ("searched before the profile was set",
     steady(*STEPS) | {DONE: [*steady(*STEPS)[DONE], {"datum": "2025-11-02", "soort": "jobhunting"}]}, DOUBT),
    ("searched on the day it was set",
     steady(*STEPS) | {DONE: [*steady(*STEPS)[DONE], {"datum": "2025-11-03", "soort": "jobhunting"}]}, MET),
    ("no search yet, still running", steady("intake", "loopbaanonderzoek", "cv_brief", *["coaching"] * 3), MET),
    ("silent for seven weeks since", steady(*STEPS) | {"dossier.peildatum": "2026-06-29"}, DOUBT),
    ("an obstacle without an activity",
     {"persoon.belemmeringen": [{"soort": "taal", "activiteit_gekoppeld": False}]}, NOT_MET),
    ("no obstacle", steady(*STEPS) | {"persoon.belemmeringen": []}, MET),
    ("obstacles unknown", {"persoon.belemmeringen": LEFT_OUT}, UNKNOWN),
    ("obstacle, activity unknown", {"persoon.belemmeringen": [{"soort": "taal"}]}, UNKNOWN),
    ("activities unknown", {DONE: LEFT_OUT}, UNKNOWN),
    ("date of the profile unknown", {"zoekprofiel.datum": LEFT_OUT}, UNKNOWN),
    ("not started", NOT_STARTED, NA),
)  # fmt: skip
def test_steps_that_follow_each_other(facts: Facts, expected: str) -> None:
    found = finding("K41", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "bijdragend"


@pytest.mark.parametrize(("last", "expected"), [("2026-05-18", MET), ("2026-05-17", DOUBT)])
def test_a_running_traject_that_fell_silent(last: str, expected: str) -> None:
    """The peildatum is 29 June 2026: six weeks after 18 May."""
    until = [one for one in good_case()[DONE] if one["datum"] < date(2026, 5, 1)]
    assert outcome("K41", {DONE: [*until, {"datum": last, "soort": "coaching"}]}) == expected


@pytest.mark.parametrize(("reason", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_a_step_that_is_not_needed_excuses_when_the_reason_is_given(reason: bool | None, truth: str) -> None:
    obstacle = {"soort": "taal", "activiteit_gekoppeld": False, "reden_geen_activiteit": reason}
    if reason is LEFT_OUT:
        del obstacle["reden_geen_activiteit"]
    found = finding("K41", {"persoon.belemmeringen": [obstacle]})
    assert ground(found, "stap_niet_nodig").truth.value == truth
    assert found.excused == (truth == "waar")


def test_there_is_time_to_plan_the_steps() -> None:
    obstacle = {"persoon.belemmeringen": [{"soort": "taal", "activiteit_gekoppeld": False}]}
    assert outcome("K41", as_of(date(2025, 11, 10)) | obstacle) == NA
    assert outcome("K41", as_of(date(2025, 11, 11)) | obstacle) == NOT_MET


# --- K28 ---


def guided(who: str | None, need: str | None, **more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"uitvoerder": who, "behoefte": need, "verzoek_werknemer": False, **more}
    return {f"begeleiding.{name}": value for name, value in facts.items()}


@pytest.mark.parametrize(("waived", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_guidance_that_was_waived_in_writing(waived: bool | None, truth: str) -> None:
    found = finding("K28", guided("niemand", "licht", afgezien_schriftelijk=waived))
    assert ground(found, "afgezien_van_begeleiding").truth.value == truth
    assert found.excused == (truth == "waar")
    assert found.weight.value == "dragend"


# --- K29 ---

FOUR = ["omschrijving", "persoonsprofiel", "zoekprofiel", "rapportagemomenten"]
NO_PLAN: dict[str, Any] = {"traject.trajectplan_aanwezig": False, "traject.trajectplan_datum": LEFT_OUT}
ENDED: dict[str, Any] = {"traject.beeindigd": True, "traject.einddatum": "2026-06-22"}


def parts(*names: str) -> dict[str, Any]:
    return {"traject.planonderdelen": list(names)}


def test_no_plan_carries_weight_and_a_gap_in_it_contributes() -> None:
    assert finding("K29", NO_PLAN | ENDED).weight.value == "dragend"
    assert finding("K29", NO_PLAN).provisional
    gap = finding("K29", parts(*FOUR[:3]))
    assert (gap.weight.value, gap.authority.value) == ("bijdragend", "praktijk")


def test_a_missing_agreement_contributes_and_a_plan_of_long_after_carries() -> None:
    assert finding("K29", {"traject.ondertekening": []}).weight.value == "bijdragend"
    late = finding("K29", {"traject.trajectplan_datum": "2026-05-04"})
    assert (late.weight.value, late.authority.value) == ("dragend", "ontwerp")


def test_parts_beyond_the_minimum_are_noted() -> None:
    assert any("doelen" in one for one in finding("K29", parts(*FOUR)).reasons)
    complete = parts(*FOUR, "doelen", "fasering", "looptijd", "taakverdeling")
    assert not any("Ten minste één" in one for one in finding("K29", complete).reasons)


def test_there_is_time_to_write_the_plan() -> None:
    assert outcome("K29", as_of(date(2025, 11, 10)) | NO_PLAN) == NA
    assert outcome("K29", as_of(date(2025, 11, 11)) | NO_PLAN) == DOUBT


@pytest.mark.parametrize(("taken_over", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_a_plan_that_was_taken_over_excuses(taken_over: bool | None, truth: str) -> None:
    found = finding("K29", NO_PLAN | ENDED | {"traject.plan_overgenomen": taken_over})
    assert ground(found, "plan_overgenomen").truth.value == truth
    assert found.excused == (truth == "waar")
