"""K21 and K23: work at the own employer, and a concrete perspective on it. Expectations by hand."""

from __future__ import annotations

from typing import Any

import pytest

from .zaak import DOUBT, LEFT_OUT, MET, NA, NOT_MET, UNKNOWN, Facts, changed, finding, ground, outcome, table

# --- K21 ---

JOBS = "spoor1.functies"


def own(**more: Any) -> dict[str, Any]:
    return {f"spoor1.{name}": value for name, value in more.items()}


@table(
    ("own, adapted and other work examined, nothing fits", {}, MET),
    ("suitable work found and used", own(ander_werk="aanwezig", passend_werk_benut=True), MET),
    ("suitable work found and not used", own(ander_werk="aanwezig", passend_werk_benut=False), DOUBT),
    ("suitable work found, not said whether used", own(ander_werk="aanwezig", passend_werk_benut=LEFT_OUT), UNKNOWN),
    ("own work not examined", own(eigen_werk="niet_onderzocht"), NOT_MET),
    ("adapted work not examined", own(aangepast_werk="niet_onderzocht"), NOT_MET),
    ("other work not examined", own(ander_werk="niet_onderzocht"), NOT_MET),
    ("only a sentence", own(functies=[], verklaring_gemotiveerd=False), NOT_MET),
    ("a small employer with a reasoned statement", own(functies=[], verklaring_gemotiveerd=True), DOUBT),
    ("no jobs listed, statement unknown", own(functies=[]), UNKNOWN),
    ("no reason at one of the jobs", changed(JOBS, 0, motivering_aanwezig=False), DOUBT),
    ("reason unknown at one of the jobs", changed(JOBS, 0, motivering_aanwezig=LEFT_OUT), UNKNOWN),
    ("one job fits, nothing used", changed(JOBS, 0, passend="passend") | own(passend_werk_benut=False), DOUBT),
    ("not all jobs were looked at", own(functiebestand_volledig=False), DOUBT),
    ("report on the day of the FML", own(ad_onderzoek_datum="2025-08-28"), MET),
    ("report from before the FML", own(ad_onderzoek_datum="2025-08-27"), DOUBT),
    ("no report, but all work discussed", own(ad_onderzoek_uitgevoerd=False), DOUBT),
    ("not said whether there is a report", own(ad_onderzoek_uitgevoerd=LEFT_OUT), UNKNOWN),
    ("own work unknown", own(eigen_werk=LEFT_OUT), UNKNOWN),
    ("jobs unknown", own(functies=LEFT_OUT), UNKNOWN),
)
def test_work_at_the_own_employer(facts: Facts, expected: str) -> None:
    found = finding("K21", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "dragend"


BOUND = own(aangepast_werk="niet_onderzocht", aanpassing_grens="productieproces", aanpassing_grens_onderbouwd=True)


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        (BOUND, "waar"),
        (BOUND | own(aanpassing_grens="kosten_onevenredig"), "waar"),
        (BOUND | own(aanpassing_grens="geen"), "onwaar"),
        (BOUND | own(aanpassing_grens_onderbouwd=False), "onwaar"),
        (BOUND | own(aanpassing_grens_onderbouwd=LEFT_OUT), "onbekend"),
        (BOUND | own(ander_werk="niet_onderzocht"), "onwaar"),
        (BOUND | own(functies=[], verklaring_gemotiveerd=False), "onwaar"),
    ],
)
def test_a_bound_to_adapting_work_excuses_only_that(facts: Facts, truth: str) -> None:
    found = finding("K21", facts)
    assert found.outcome.value == NOT_MET
    assert ground(found, "aanpassing_niet_te_vragen").truth.value == truth
    assert found.excused == (truth == "waar")


# --- K23 ---

PARTS = ("functie_benoemd", "uren_benoemd", "ba_ondersteunt", "plek_bevestigd", "structureel", "sluit_aan")


def perspective(conclusion: str = "niet_nodig_perspectief", **more: Any) -> dict[str, Any]:
    facts = {**dict.fromkeys(PARTS, True), "datum": "2025-12-16", "gerealiseerd": True, **more}
    return {"eerstejaarsevaluatie.conclusie": conclusion} | {
        f"spoor1.perspectief_{name}": value for name, value in facts.items()
    }


@table(
    ("all parts, within three months to the day", perspective(), MET),
    ("a day later than three months", perspective(datum="2025-12-17"), NOT_MET),
    ("passed and not reached: it carried until then", perspective(gerealiseerd=False), MET),
    ("date unknown", perspective(datum=LEFT_OUT), UNKNOWN),
    ("the evaluation said to start", perspective("starten"), NA),
    ("the evaluation put it off", perspective("uitgesteld"), NA),
    ("no evaluation", {"eerstejaarsevaluatie.gehouden": False}, NA),
    ("not said whether there was an evaluation",
     perspective() | {"eerstejaarsevaluatie.gehouden": LEFT_OUT}, UNKNOWN),
    ("conclusion unknown", perspective() | {"eerstejaarsevaluatie.conclusie": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_a_concrete_perspective(facts: Facts, expected: str) -> None:
    assert outcome("K23", facts) == expected


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_perspective_is_needed(part: str) -> None:
    assert outcome("K23", perspective(**{part: False})) == NOT_MET
    assert outcome("K23", perspective(**{part: LEFT_OUT})) == UNKNOWN


def test_a_perspective_that_was_not_reached_calls_for_the_second_track_at_once() -> None:
    found = finding("K23", perspective(gerealiseerd=False))
    assert any("direct aan de orde" in one for one in found.reasons) and found.to_weigh
    assert not any("direct aan de orde" in one for one in finding("K23", perspective()).reasons)
