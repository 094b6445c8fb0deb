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
    NOT_STARTED,
    UNKNOWN,
    Facts,
    as_of,
    finding,
    ground,
    incomplete,
    outcome,
    table,
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


def limits(count: int, how: str = "matig", hours: Any = 8) -> dict[str, Any]:
    """So many clusters with a limit, and so many hours a day."""
    return {name: how if number < count else "geen" for number, name in enumerate(CLUSTERS)} | {
        "belastbaarheid.uren_per_dag": hours
    }


FEW, SOME, MANY = limits(1), limits(2), limits(3)


def lasting(months: float, education: str, capacity: Facts, obstacles: int = 0) -> dict[str, Any]:
    """A traject planned for so many months, for a person with this education and these limits."""
    kinds = ["taal", "geletterdheid", "digitaal", "geen_recent_werk", "mentale_belasting"][:obstacles]
    return {
        **capacity,
        "persoon.opleiding": education,
        "traject.looptijd_gepland": months,
        "persoon.belemmeringen": [{"soort": one, "activiteit_gekoppeld": True} for one in kinds],
        "persoon.zelfredzaamheid_kenmerken": [],
    }


def ended(day: str, education: str, capacity: Facts, **more: Any) -> dict[str, Any]:
    """A traject from the intake of 13 October 2025 up to and including this day."""
    facts = lasting(11, education, capacity) | {"traject.beeindigd": True, "traject.einddatum": day}
    return facts | {f"traject.{name}": value for name, value in more.items()}


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


@table(
    ("one cluster, eight hours: few", lasting(4, "mbo3", limits(1)), MET),
    ("two clusters: some", lasting(5.9, "mbo3", limits(2, "licht")), DOUBT),
    ("three clusters: many", lasting(8.9, "mbo3", limits(3, "licht")), DOUBT),
    ("one severe limit: many", lasting(8.9, "mbo3", limits(1, "ernstig")), DOUBT),
    ("just under eight hours: some", lasting(5.9, "mbo3", limits(0, hours=7.5)), DOUBT),
    ("six hours: some", lasting(6, "mbo3", limits(0, hours=6)), MET),
    ("just under six hours: many", lasting(8.9, "mbo3", limits(0, hours=5.5)), DOUBT),
    ("just under six hours, nine months", lasting(9, "mbo3", limits(0, hours=5.5)), MET),
    ("a month more per obstacle", lasting(6.9, "mbo3", SOME, obstacles=1), DOUBT),
    ("a month more per obstacle, given", lasting(7, "mbo3", SOME, obstacles=1), MET),
    ("three months more at most", lasting(9, "mbo3", SOME, obstacles=5), MET),
    ("three months more", lasting(8.9, "mbo3", SOME, obstacles=3), DOUBT),
    ("two months less when fully self-reliant",
     lasting(4, "mbo3", SOME) | {"persoon.zelfredzaamheid_kenmerken": TRAITS}, MET),
    ("not with six traits",
     lasting(5.9, "mbo3", SOME) | {"persoon.zelfredzaamheid_kenmerken": TRAITS[:6]}, DOUBT),
    ("never under three months", lasting(2.9, "hbo", FEW) | {"persoon.zelfredzaamheid_kenmerken": TRAITS}, DOUBT),
)  # fmt: skip
def test_limits_obstacles_and_self_reliance_set_the_duration(facts: Facts, expected: str) -> None:
    assert outcome("K37", facts) == expected


@table(
    ("no estimate in the plan", {"traject.looptijd_ingeschat": False}, NOT_MET),
    ("an estimate without a reason", {"traject.looptijd_gemotiveerd": False}, NOT_MET),
    ("not said whether there was an estimate", {"traject.looptijd_ingeschat": LEFT_OUT}, UNKNOWN),
    ("not said whether a reason was given", {"traject.looptijd_gemotiveerd": LEFT_OUT}, UNKNOWN),
    ("planned duration unknown", {"traject.looptijd_gepland": LEFT_OUT}, UNKNOWN),
    ("education unknown, and long enough for all", lasting(9, "mbo3", SOME) | {"persoon.opleiding": LEFT_OUT}, MET),
    ("education unknown, and not long enough for all",
     lasting(8, "mbo3", SOME) | {"persoon.opleiding": LEFT_OUT}, UNKNOWN),
    ("limits unknown, and long enough for all", lasting(9, "mbo3", dict.fromkeys(CLUSTERS, LEFT_OUT)), MET),
    ("limits unknown, and not long enough for all",
     lasting(8, "mbo3", dict.fromkeys(CLUSTERS, LEFT_OUT)), UNKNOWN),
    ("obstacles may be more than listed",
     lasting(8, "mbo3", SOME) | {"persoon.belemmeringen": incomplete([])}, UNKNOWN),
    ("more obstacles would make no difference",
     lasting(9, "mbo3", SOME) | {"persoon.belemmeringen": incomplete([])}, MET),
    ("intake unknown, and the plan too short unless time was short",
     lasting(5, "mbo3", SOME) | {"traject.intake_datum": LEFT_OUT}, UNKNOWN),
    ("intake unknown, and the plan long enough whenever it was",
     lasting(6, "mbo3", SOME) | {"traject.intake_datum": LEFT_OUT}, MET),
    ("not started", NOT_STARTED, NA),
    ("not said whether it ended, and the plan is too short",
     lasting(4.6, "mbo3", SOME) | {"traject.beeindigd": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_what_the_plan_says_of_the_time(facts: Facts, expected: str) -> None:
    assert outcome("K37", facts) == expected


def test_the_missing_estimate_is_a_point_of_the_plan_and_carries_nothing_alone() -> None:
    found = finding("K37", {"traject.looptijd_ingeschat": False})
    assert found.weight.value == "bijdragend" and not found.provisional
    assert verdict({"traject.looptijd_ingeschat": False}) == "adequaat"


@table(
    ("six months to the day", ended("2026-04-12", "mbo3", SOME), MET),
    ("a day less than six months", ended("2026-04-11", "mbo3", SOME), DOUBT),
    ("days of standstill do not count", ended("2026-04-12", "mbo3", SOME, onderbroken_dagen=1), DOUBT),
    ("six months after ten days of standstill", ended("2026-04-22", "mbo3", SOME, onderbroken_dagen=10), MET),
    ("standstill unknown", ended("2026-04-12", "mbo3", SOME, onderbroken_dagen=LEFT_OUT), UNKNOWN),
    ("last day unknown", ended("2026-04-12", "mbo3", SOME, einddatum=LEFT_OUT), UNKNOWN),
)  # fmt: skip
def test_the_real_duration_counts_once_it_has_ended(facts: Facts, expected: str) -> None:
    assert outcome("K37", facts) == expected


@table(
    ("lagere school, many limits, three months", ended("2026-01-12", "basis", MANY), NOT_MET),
    ("lagere school, many limits, planned for three months", lasting(3, "basis", MANY), NOT_MET),
    ("lagere school, many limits, four months", ended("2026-02-12", "basis", MANY), DOUBT),
    ("lagere school, some limits, three months", ended("2026-01-12", "basis", SOME), DOUBT),
    ("vmbo, many limits, three months", ended("2026-01-12", "vmbo", MANY), DOUBT),
    ("hbo, some limits, three months", ended("2026-01-12", "hbo", SOME), MET),
    ("hbo, some limits, two months", ended("2025-12-12", "hbo", SOME), DOUBT),
)  # fmt: skip
def test_the_examples_that_come_from_uwv(facts: Facts, expected: str) -> None:
    assert outcome("K37", facts) == expected


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


@table(
    ("running on the last day of the wachttijd", {"dossier.peildatum": "2026-10-04"}, NA),
    ("a day before it", {"dossier.peildatum": "2026-10-03", **lasting(5, "mbo3", SOME)}, DOUBT),
)
def test_a_traject_that_uses_all_the_time_there_is(facts: Facts, expected: str) -> None:
    assert outcome("K37", facts) == expected


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


def light(traits: list[str] | None) -> dict[str, Any]:
    return {"traject.trajecttype": "licht", "persoon.zelfredzaamheid_kenmerken": traits}


@table(
    ("intensive is always enough", {"persoon.zelfredzaamheid_kenmerken": []}, MET),
    ("light with all seven traits", light(TRAITS), MET),
    ("light with six", light(TRAITS[:6]), DOUBT),
    ("light with five", light(TRAITS[:5]), DOUBT),
    ("light with four: our own limit, so a doubt", light(TRAITS[:4]), DOUBT),
    ("light with none", light([]), DOUBT),
    ("light, traits unknown", light(LEFT_OUT), UNKNOWN),
    ("intensive, traits unknown", {"persoon.zelfredzaamheid_kenmerken": LEFT_OUT}, MET),
    ("kind unknown", {"traject.trajecttype": LEFT_OUT}, UNKNOWN),
    ("not started", NOT_STARTED, NA),
)
def test_light_or_intensive(facts: Facts, expected: str) -> None:
    found = finding("K36", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "bijdragend"


def test_four_traits_or_fewer_is_provisional() -> None:
    assert finding("K36", light(TRAITS[:4])).provisional
    assert not finding("K36", light(TRAITS[:5])).provisional
