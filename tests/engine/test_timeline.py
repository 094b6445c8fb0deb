"""The state of a dated step at the peildatum. Silence is never late."""

from __future__ import annotations

from datetime import date

import pytest

HAPPENING = """
stappen:
  - stap: S1
    titel: De stap
    wie: werkgever
    niet_van_toepassing_als: [{als: p.c, omdat: Het hoefde niet.}]
    vanaf: p.begin
    uiterlijk: p.begin + 6 weken
    gebeurd_op: p.einde
    niet_gebeurd_als: p.a = nee
    gezag: wet
    bronnen: [{boek: p. 1}]
    gevolg: "Het moest voor {p.begin}."
"""
# p.begin 2026-03-05 gives 2026-04-16 as the last day; the peildatum is 2026-06-01
STATES = [
    ("begin: 2026-03-05, einde: 2026-04-16, c: nee", "gehaald", None),
    ("begin: 2026-03-05, einde: 2026-04-17, c: nee", "te_laat", 1),
    ("begin: 2026-03-05, c: nee", "onbekend", None),
    ("begin: 2026-03-05, einde: onbekend, c: nee", "onbekend", None),
    ("begin: 2026-03-05, a: nee, c: nee", "te_laat", 46),
    ("begin: 2026-03-05, a: ja, c: nee", "onbekend", None),
    ("begin: 2026-05-20, c: nee", "komt_nog", None),
    ("begin: 2026-05-20, a: nee, c: nee", "komt_nog", None),
    ("begin: 2026-04-20, c: nee", "komt_nog", None),
    ("begin: 2026-04-19, c: nee", "onbekend", None),
    ("begin: 2026-09-01, c: nee", "komt_nog", None),
    ("einde: 2026-04-16, c: nee", "onbekend", None),
    ("begin: 2026-03-05, einde: 2026-04-16, c: ja", "nvt", None),
    ("begin: 2026-03-05, einde: 2026-04-16", "onbekend", None),
    ("c: nee", "onbekend", None),
    ("", "onbekend", None),
]


def one_step(keys):
    return f"stappen: [{{stap: S1, titel: De stap, wie: werkgever, {keys}, gezag: wet, gevolg: Dan is het zover.}}]"


def step(bench, text, facts, day="2026-06-01"):
    (found,) = bench.audit({"tijdlijn/s.yaml": text}, facts, day).timeline
    return found


@pytest.mark.parametrize(("facts", "state", "days_late"), STATES)
def test_the_state_of_a_step(bench, facts, state, days_late):
    found = step(bench, HAPPENING, facts)
    assert (found.state.value, found.days_late) == (state, days_late)


def test_a_step_gives_its_dates_and_its_reason(bench):
    found = step(bench, HAPPENING, "begin: 2026-03-05, einde: 2026-04-17, c: ja")
    assert (found.start, found.deadline, found.happened) == (date(2026, 3, 5), date(2026, 4, 16), date(2026, 4, 17))
    assert (found.reason, found.consequence) == ("Het hoefde niet.", "Het moest voor 5 maart 2026.")


@pytest.mark.parametrize(
    ("facts", "state"), [("begin: 2026-06-01", "gehaald"), ("begin: 2026-06-02", "komt_nog"), ("", "onbekend")]
)
def test_a_milestone_comes_by_itself(bench, facts, state):
    assert step(bench, one_step("uiterlijk: p.begin, mijlpaal: ja"), facts).state.value == state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ("begin: 2026-05-01, a: ja, b: nee", "gehaald"),
        ("begin: 2026-05-01, a: nee, b: ja", "te_laat"),
        ("begin: 2026-07-01, a: nee, b: nee", "komt_nog"),
        ("begin: 2026-05-01, a: nee, b: nee", "onbekend"),
        ("begin: 2026-07-01, a: nee", "onbekend"),
        ("begin: 2026-05-01", "onbekend"),
    ],
)
def test_a_step_that_repeats_has_conditions_of_its_own(bench, facts, state):
    assert step(bench, one_step("uiterlijk: p.begin, gehaald_als: p.a, te_laat_als: p.b"), facts).state.value == state


@pytest.mark.parametrize(("facts", "state"), [("einde: 2026-05-01", "gehaald"), ("", "onbekend")])
def test_a_step_without_a_last_day_is_never_late(bench, facts, state):
    assert step(bench, one_step("gebeurd_op: p.einde"), facts).state.value == state


def test_the_peildatum_chooses_the_version_of_a_step(bench):
    versions = "\n".join(
        f"  - {{stap: S1, titel: {title}, wie: werkgever, gebeurd_op: p.einde, gezag: wet, gevolg: Dat., {term}}}"
        for title, term in (("Oud", "geldig_tot: 2025-12-31"), ("Nieuw", "geldig_van: 2026-01-01"))
    )
    assert step(bench, f"stappen:\n{versions}", "", "2025-06-01").title == "Oud"
    assert step(bench, f"stappen:\n{versions}", "", "2026-06-01").title == "Nieuw"
