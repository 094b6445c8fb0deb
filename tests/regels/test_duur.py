"""K36 and K37: a light or an intensive traject, and how long it lasts. Expectations by hand from the duration table."""

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
    Facts,
    as_of,
    finding,
    ground,
    outcome,
    verdict,
)

CLUSTERS = [
    f"belastbaarheid.{name}"
    for name in (
        "persoonlijk_functioneren", "sociaal_functioneren", "fysieke_omgeving", "dynamische_handelingen",
        "statische_houdingen", "werktijden",
    )
]  # fmt: skip
TRAITS = [
    "proactief", "computervaardig", "ruim_arbeidsverleden", "breed_of_hoog_opgeleid", "bekend_social_media",
    "sollicitatievaardig", "weinig_beperkingen",
]  # fmt: skip


def limits(count: int) -> dict[str, Any]:
    """So many clusters with a limit, and eight hours a day."""
    return {name: "matig" if number < count else "geen" for number, name in enumerate(CLUSTERS)} | {
        "belastbaarheid.uren_per_dag": 8
    }


FEW, SOME, MANY = limits(1), limits(2), limits(3)


def lasting(months: float, education: str, capacity: Facts) -> dict[str, Any]:
    """A traject planned for so many months, for a person with this education, these limits and no obstacles."""
    return {
        **capacity,
        "persoon.opleiding": education,
        "traject.looptijd_gepland": months,
        "persoon.belemmeringen": [],
        "persoon.zelfredzaamheid_kenmerken": [],
    }


def ended(day: str, education: str, capacity: Facts) -> dict[str, Any]:
    """A traject from the intake of 13 October 2025 up to and including this day."""
    return lasting(11, education, capacity) | {"traject.beeindigd": True, "traject.einddatum": day}


# --- K37 ---


@pytest.mark.parametrize(
    ("education", "few", "some", "many"),
    [
        ("basis", 6, 9, 12), ("praktijkonderwijs", 6, 9, 12), ("vmbo", 6, 9, 12), ("mbo1", 6, 9, 12),
        ("mbo2", 4, 6, 9), ("mbo4", 4, 6, 9), ("havo_vwo", 4, 6, 9), ("hbo", 3, 3, 6), ("wo", 3, 3, 6),
    ],
)  # fmt: skip
def test_each_cell_of_the_table_of_durations(education: str, few: int, some: int, many: int) -> None:
    """The intake leaves eleven whole months until the end of the wachttijd, so twelve counts as eleven."""
    for capacity, months in ((FEW, few), (SOME, some), (MANY, many)):
        enough = min(months, 11)
        assert outcome("K37", lasting(enough, education, capacity)) == MET
        assert outcome("K37", lasting(enough - 0.1, education, capacity)) == DOUBT
        assert outcome("K37", lasting(0.75 * enough, education, capacity)) == DOUBT
        far_too_short = finding("K37", lasting(0.75 * enough - 0.01, education, capacity))
        assert (far_too_short.outcome.value, far_too_short.provisional) == (DOUBT, True)


def test_the_missing_estimate_is_a_point_of_the_plan_and_carries_nothing_alone() -> None:
    found = finding("K37", {"traject.looptijd_ingeschat": False})
    assert found.weight.value == "bijdragend" and not found.provisional
    assert verdict({"traject.looptijd_ingeschat": False}) == "adequaat"


def test_only_the_example_of_uwv_is_hard_and_our_own_table_never_more_than_doubt() -> None:
    example = finding("K37", ended("2026-01-12", "basis", MANY))
    assert (example.weight.value, example.authority.value, example.provisional) == ("dragend", "beleid", False)
    assert verdict(ended("2026-01-12", "basis", MANY)) == "niet_adequaat"
    other = finding("K37", ended("2026-01-12", "vmbo", MANY))
    assert (other.outcome.value, other.provisional) == (DOUBT, True)
    assert (other.weight.value, other.authority.value) == ("dragend", "ontwerp")


def test_a_late_start_is_not_counted_twice() -> None:
    late = lasting(3, "basis", MANY) | {"traject.intake_datum": "2026-06-20"}
    assert outcome("K37", late) == MET
    assert outcome("K24", late) == NOT_MET


def test_there_is_time_to_make_the_plan() -> None:
    none = {"traject.trajectplan_aanwezig": False, "traject.looptijd_ingeschat": False}
    assert outcome("K37", as_of(date(2025, 11, 10)) | none) == NA
    assert outcome("K37", as_of(date(2025, 11, 11)) | none) == NOT_MET


SHORT = ended("2026-01-12", "basis", MANY)


@pytest.mark.parametrize(
    ("name", "facts", "truth"),
    [
        ("plaatsing", {"traject.eindreden": "plaatsing"}, "waar"),
        ("plaatsing", {"traject.eindreden": "kosten"}, "onwaar"),
        ("plaatsing", {"traject.eindreden": LEFT_OUT}, "onbekend"),
        ("stappen_gezet_en_zelfredzaam",
         {"traject.stappen_doorlopen": True, "traject.zelfredzaam_bij_einde": True}, "waar"),
        ("stappen_gezet_en_zelfredzaam",
         {"traject.stappen_doorlopen": True, "traject.zelfredzaam_bij_einde": False}, "onwaar"),
        ("stappen_gezet_en_zelfredzaam", {"traject.stappen_doorlopen": True}, "onbekend"),
        ("geen_benutbare_mogelijkheden", {"traject.eindreden": "medisch"}, "onwaar"),
        ("geen_benutbare_mogelijkheden", {"traject.eindreden": "medisch", "gbm.oordelen": LEFT_OUT}, "onbekend"),
        ("geen_benutbare_mogelijkheden", {
            "traject.eindreden": "medisch", "gbm.activiteit_in_periode": False, "gbm.oordelen": [{
                "datum": "2026-04-05", "auteur": "bedrijfsarts", "grond": "opname", "motivering_aanwezig": True,
                "van": "2026-01-20", "tot": "2026-07-01"}]}, "waar"),
    ],
)  # fmt: skip
def test_an_early_end_is_excused_only_when_the_reason_is_shown(name: str, facts: Facts, truth: str) -> None:
    found = finding("K37", SHORT | dict(facts))
    assert found.outcome.value == NOT_MET
    assert ground(found, name).truth.value == truth
    assert found.excused == (truth == "waar")


def test_the_finding_compares_only_with_what_is_known() -> None:
    known = " ".join(finding("K37", lasting(9, "mbo3", SOME)).reasons)
    assert "9 maanden" in known and "6 maanden" in known
    unknown = " ".join(finding("K37", lasting(9, "mbo3", SOME) | {"persoon.opleiding": LEFT_OUT}).reasons)
    assert unknown and "onbekend" not in unknown and "tot en met" not in unknown


# --- K36 ---


def light(traits: list[str]) -> dict[str, Any]:
    return {"traject.trajecttype": "licht", "persoon.zelfredzaamheid_kenmerken": traits}


def test_four_traits_or_fewer_is_provisional_and_contributes() -> None:
    few = finding("K36", light(TRAITS[:4]))
    assert few.provisional and few.weight.value == "bijdragend"
    assert not finding("K36", light(TRAITS[:5])).provisional
