"""K49, the end of a traject: all steps done and self-reliant, a placement, or a reason that a person must weigh."""

from __future__ import annotations

from typing import Any

import pytest

from .zaak import DOUBT, LEFT_OUT, MET, NA, NOT_MET, UNKNOWN, outcome, verdict

END: dict[str, Any] = {"traject.beeindigd": True, "traject.einddatum": "2026-03-13"}
DONE = {"traject.stappen_doorlopen": True, "traject.zelfredzaam_bij_einde": True}
NOT_DONE = {"traject.stappen_doorlopen": False, "traject.zelfredzaam_bij_einde": False}


def ended(reason: str, **facts: Any) -> dict[str, Any]:
    return END | NOT_DONE | {"traject.eindreden": reason} | facts


@pytest.mark.parametrize(
    ("case", "facts", "expected"),
    [
        ("running at the peildatum", {"traject.beeindigd": False}, NA),
        (
            "ran until the end of the wachttijd",
            END | {"traject.einddatum": "2026-10-04", "dossier.peildatum": "2026-10-05"},
            NA,
        ),
        ("ended by a placement", ended("plaatsing"), MET),
        ("all steps done and self-reliant", END | DONE | {"traject.eindreden": "plan_afgerond"}, MET),
        ("called finished, not self-reliant", ended("plan_afgerond", **{"traject.stappen_doorlopen": True}), DOUBT),
        ("for the cost alone", ended("kosten"), NOT_MET),
        ("the contract of the bureau ran out", ended("contractduur_bureau"), NOT_MET),
        ("for the cost, after all steps, self-reliant", END | DONE | {"traject.eindreden": "kosten"}, MET),
        ("the employee refuses", ended("werknemer_weigert"), DOUBT),
        ("for medical reasons", ended("medisch"), DOUBT),
        ("no reason known", END | NOT_DONE | {"traject.eindreden": LEFT_OUT}, UNKNOWN),
        (
            "for the cost, steps not known",
            ended("kosten", **{"traject.stappen_doorlopen": LEFT_OUT, "traject.zelfredzaam_bij_einde": LEFT_OUT}),
            UNKNOWN,
        ),
    ],
)
def test_the_end_of_a_traject(case: str, facts: dict[str, Any], expected: str) -> None:
    assert outcome("K49", facts) == expected, case


def test_a_traject_that_was_stopped_for_cost_is_not_adequate() -> None:
    assert verdict(ended("kosten")) == "niet_adequaat"


def test_a_traject_of_one_week_is_never_adequate() -> None:
    week = ended("contractduur_bureau", **{"traject.einddatum": "2025-10-20", "traject.activiteiten": []})
    assert verdict(week) == "niet_adequaat"


def test_a_reason_to_weigh_makes_the_verdict_doubtful() -> None:
    assert verdict(ended("medisch")) == "twijfel"
