"""What the end of a traject makes of the verdict; what K49 finds of each end is in `rules/toetsen`."""

from __future__ import annotations

from typing import Any

from .zaak import verdict

END: dict[str, Any] = {"traject.beeindigd": True, "traject.einddatum": "2026-03-13"}
NOT_DONE = {"traject.stappen_doorlopen": False, "traject.zelfredzaam_bij_einde": False}


def ended(reason: str, **facts: Any) -> dict[str, Any]:
    return END | NOT_DONE | {"traject.eindreden": reason} | facts


def test_a_traject_that_was_stopped_for_cost_is_not_adequate() -> None:
    assert verdict(ended("kosten")) == "niet_adequaat"


def test_a_traject_of_one_week_is_never_adequate() -> None:
    week = ended("contractduur_bureau", **{"traject.einddatum": "2025-10-20", "traject.activiteiten": []})
    assert verdict(week) == "niet_adequaat"


def test_a_reason_to_weigh_makes_the_verdict_doubtful() -> None:
    assert verdict(ended("medisch")) == "twijfel"
