"""K07: a satisfactory result goes before the efforts. Expectations by hand from the norm."""

from __future__ import annotations

from typing import Any

import pytest

from .zaak import LEFT_OUT, NA, Facts, audited, finding


def work(**more: Any) -> dict[str, Any]:
    """Lasting work at the own employer for all hours that can be worked; `more` replaces facts of it."""
    facts: dict[str, Any] = {
        "hervatting": "eigen_werkgever", "contractvorm": "onbepaald", "structureel": True, "uren_per_week": 36,
        "belastbare_uren": 36, "niveau_passend": True, "loonwaarde_pct": 60, "instemming_werkgever": True,
        "instemming_werknemer": True, "betere_optie_aangedragen": False, **more,
    }  # fmt: skip
    return {f"resultaat.{name}": value for name, value in facts.items()}


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
