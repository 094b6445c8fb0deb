"""K13: the evaluation of the first year of illness. Expectations by hand from the norm, counted in days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .zaak import (
    DOUBT,
    FIRST_DAY,
    LEFT_OUT,
    MET,
    NA,
    NOT_MET,
    UNKNOWN,
    Facts,
    after,
    as_of,
    finding,
    ground,
    outcome,
    table,
)

NOT_HELD: dict[str, Any] = {
    "eerstejaarsevaluatie.gehouden": False,
    "eerstejaarsevaluatie.datum": LEFT_OUT,
    "eerstejaarsevaluatie.conclusie": LEFT_OUT,
}


def held(day: str, conclusion: str = "starten") -> dict[str, Any]:
    return {"eerstejaarsevaluatie.datum": day, "eerstejaarsevaluatie.conclusie": conclusion}


@table(
    ("first day of week 46", held(after(FIRST_DAY, 315)), MET),
    ("a day before week 46", held(after(FIRST_DAY, 314)), DOUBT),
    ("last day of week 52", held(after(FIRST_DAY, 363)), MET),
    ("a week of grace", held(after(FIRST_DAY, 371)), MET),
    ("a day after the week of grace", held(after(FIRST_DAY, 372)), DOUBT),
    ("not needed because of a perspective: K23 decides on that", held("2025-09-16", "niet_nodig_perspectief"), MET),
    ("not needed because of no capacity: K04 decides on that", held("2025-09-16", "niet_nodig_gbm"), MET),
    ("not spoken of", held("2025-09-16", "niet_besproken"), NOT_MET),
    ("not spoken of, and late", held("2025-12-01", "niet_besproken"), NOT_MET),
    ("put off with a new date",
     held("2025-09-16", "uitgesteld") | {"eerstejaarsevaluatie.uitstel_met_datum": True}, DOUBT),
    ("put off without a date",
     held("2025-09-16", "uitgesteld") | {"eerstejaarsevaluatie.uitstel_met_datum": False}, NOT_MET),
    ("put off, not said whether with a date",
     held("2025-09-16", "uitgesteld") | {"eerstejaarsevaluatie.uitstel_met_datum": LEFT_OUT}, UNKNOWN),
    ("not held", NOT_HELD, NOT_MET),
    ("not said whether it was held", {"eerstejaarsevaluatie.gehouden": LEFT_OUT}, UNKNOWN),
    ("conclusion unknown", {"eerstejaarsevaluatie.conclusie": LEFT_OUT}, UNKNOWN),
    ("date unknown", {"eerstejaarsevaluatie.datum": LEFT_OUT}, UNKNOWN),
)  # fmt: skip
def test_the_evaluation_of_the_first_year(facts: Facts, expected: str) -> None:
    found = finding("K13", facts)
    assert found.outcome.value == expected
    assert found.weight.value == "bijdragend"


def test_the_evaluation_need_not_have_been_held_while_it_would_still_count_as_timely() -> None:
    facts = as_of(date(2025, 10, 13)) | NOT_HELD
    assert outcome("K13", facts) == NA
    assert outcome("K13", facts | {"dossier.peildatum": "2025-10-14"}) == NOT_MET


@pytest.mark.parametrize(("elsewhere", "truth"), [(True, "waar"), (False, "onwaar"), (LEFT_OUT, "onbekend")])
def test_the_content_in_another_joint_document_excuses(elsewhere: bool | None, truth: str) -> None:
    found = finding("K13", NOT_HELD | {"eerstejaarsevaluatie.inhoud_in_ander_stuk": elsewhere})
    assert ground(found, "inhoud_in_ander_stuk").truth.value == truth
    assert found.excused == (truth == "waar")
