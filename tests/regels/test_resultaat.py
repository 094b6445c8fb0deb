"""K07: a satisfactory result goes before the efforts. Expectations by hand from the norm."""

from __future__ import annotations

from typing import Any

import pytest

from .zaak import DOUBT, LEFT_OUT, MET, NA, NOT_MET, UNKNOWN, Facts, audited, finding, outcome, table

NEAR_THE_END = {"dossier.peildatum": "2026-07-05"}
"""91 days before the last day of the wachttijd."""


def work(**more: Any) -> dict[str, Any]:
    """Lasting work at the own employer for all hours that can be worked; `more` replaces facts of it."""
    facts: dict[str, Any] = {
        "hervatting": "eigen_werkgever", "contractvorm": "onbepaald", "structureel": True, "uren_per_week": 36,
        "belastbare_uren": 36, "niveau_passend": True, "loonwaarde_pct": 60, "instemming_werkgever": True,
        "instemming_werknemer": True, "betere_optie_aangedragen": False, **more,
    }  # fmt: skip
    return {f"resultaat.{name}": value for name, value in facts.items()}


@table(
    ("no work", {}, NOT_MET),
    ("lasting work for all hours", work(), MET),
    ("at another employer just as well", work(hervatting="andere_werkgever"), MET),
    ("a tenth fewer hours", work(uren_per_week=36, belastbare_uren=40), MET),
    ("just over a tenth fewer", work(uren_per_week=35.9, belastbare_uren=40), NOT_MET),
    ("just over a tenth more", work(uren_per_week=40, belastbare_uren=36), DOUBT),
    ("below the level that fits", work(niveau_passend=False), NOT_MET),
    ("temporary, until the last day of the wachttijd",
     work(contractvorm="bepaald", contract_einddatum="2026-10-04"), NOT_MET),
    ("temporary, a day longer", work(contractvorm="bepaald", contract_einddatum="2026-10-05"), DOUBT),
    ("own business", work(contractvorm="eigen_onderneming", hervatting="zelfstandig"), DOUBT),
    ("work placement without contract", work(contractvorm="wep"), NOT_MET),
    ("arbeidstherapeutisch", work(contractvorm="arbeidstherapeutisch"), NOT_MET),
    ("odd jobs", work(contractvorm="losse_taken"), NOT_MET),
    ("not structural", work(structureel=False), NOT_MET),
    ("not said whether structural", work(structureel=LEFT_OUT), UNKNOWN),
    ("hours worked unknown", work(uren_per_week=LEFT_OUT), UNKNOWN),
    ("level unknown", work(niveau_passend=LEFT_OUT), UNKNOWN),
    ("form unknown", work(contractvorm=LEFT_OUT), UNKNOWN),
    ("not said whether there is work", {"resultaat.hervatting": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_work_in_line_with_what_can_be_done(facts: Facts, expected: str) -> None:
    assert outcome("K07", facts) == expected


def paid(percentage: float, **more: Any) -> dict[str, Any]:
    return work(niveau_passend=False, loonwaarde_pct=percentage, **more)


@table(
    ("65 percent towards the end", paid(65) | NEAR_THE_END, MET),
    ("just under 65 percent", paid(64.9) | NEAR_THE_END, NOT_MET),
    ("65 percent, a day too early", paid(65) | {"dossier.peildatum": "2026-07-04"}, DOUBT),
    ("the employee named something better", paid(65, betere_optie_aangedragen=True) | NEAR_THE_END, NOT_MET),
    ("the employee does not agree", paid(65, instemming_werknemer=False) | NEAR_THE_END, NOT_MET),
    ("the employer does not agree", paid(65, instemming_werkgever=False) | NEAR_THE_END, NOT_MET),
    ("not said whether the employee agrees", paid(65, instemming_werknemer=LEFT_OUT) | NEAR_THE_END, UNKNOWN),
    ("65 percent, temporary", paid(65, contractvorm="bepaald", contract_einddatum="2027-10-01") | NEAR_THE_END, DOUBT),
    ("wage worth unknown",
     work(niveau_passend=False, loonwaarde_pct=LEFT_OUT) | NEAR_THE_END, UNKNOWN),
)  # fmt: skip
def test_sixty_five_percent_of_the_wage(facts: Facts, expected: str) -> None:
    assert outcome("K07", facts) == expected


def test_the_tenth_is_our_own_and_is_shown_as_such() -> None:
    assert finding("K07", work(uren_per_week=36, belastbare_uren=40)).authority.value == "ontwerp"
    assert finding("K07", work()).authority.value == "beleid"


HOURS: dict[str, Any] = {
    "spoor1.urenverloop": [
        {"weken": 20, "uren_per_week": 36, "geadviseerde_uren": 36, "therapeutisch": False, "reden": "geen"}]
}  # fmt: skip
"""The hours that were worked at the own employer, as the company doctor advised."""


def test_a_satisfactory_result_ends_the_test_of_efforts() -> None:
    result = audited(work() | {"traject.intake_datum": "2026-06-01", "traject.activiteiten": []})
    assert result.verdict.outcome == "niet_aan_de_orde"
    assert {one.outcome.value for one in result.findings if one.question in ("spoor1", "spoor2")} == {NA}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (work(structureel=LEFT_OUT), "onvoldoende_gegevens"),
        (work(structureel=LEFT_OUT) | {"traject.activiteiten": []}, "onvoldoende_gegevens"),
        (work(contractvorm="eigen_onderneming", hervatting="zelfstandig"), "adequaat"),
        (work(contractvorm="eigen_onderneming", hervatting="zelfstandig") | {"traject.activiteiten": []}, "twijfel"),
        (work(structureel=False) | HOURS, "adequaat"),
        (work(structureel=False) | {"traject.activiteiten": []}, "niet_adequaat"),
    ],
    ids=["result open", "result open, efforts short", "result in doubt", "result in doubt, efforts short",
         "no result", "no result, efforts short"],
)  # fmt: skip
def test_the_result_goes_before_the_efforts(facts: Facts, expected: str) -> None:
    assert audited(facts).verdict.outcome == expected
