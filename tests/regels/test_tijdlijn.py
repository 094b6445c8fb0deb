"""Every dated step of the rulebook: its five states, its dates around the last day, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from spoortoets.engine.language.terms import Authority

from .tijdlijn_bouw import FIRST_DAY, NO_INTERRUPTIONS, REGULAR, audited, day, days, rulebook, steps

START = {**REGULAR, FIRST_DAY: "2024-11-04"}
EVALUATED = {
    "eerstejaarsevaluatie.gehouden": True,
    "eerstejaarsevaluatie.datum": "2025-10-20",
    "eerstejaarsevaluatie.conclusie": "starten",
}
APPLIED = {"uwv.wia_aanvraag_datum": "2026-08-10"}
SANCTIONED = {**APPLIED, "sanctie.besluit": "inhoudelijk", "sanctie.besluit_datum": "2026-09-14"}
REPAIRED = {
    **SANCTIONED,
    "sanctie.melding_herstel_datum": "2027-01-04",
    "sanctie.herstelbesluit_datum": "2027-01-20",
    "sanctie.tekortkoming_hersteld": True,
}
WITHOUT_CAPACITY = {
    "eerstejaarsevaluatie.gehouden": True,
    "eerstejaarsevaluatie.datum": "2025-10-20",
    "gbm.oordelen": [
        {
            "auteur": "bedrijfsarts", "grond": "opname", "datum": "2025-10-27", "van": "2025-10-27",
            "tot": "2026-01-25", "motivering_aanwezig": True, "aansluitend": True, "keer_vastgesteld": 1,
        }
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A step with one last day.

    `facts` give that day, `happened` is the fact that meets it, `refused` says that it was not done, and with
    `outside` the step does not apply.
    """

    step: str
    deadline: str
    happened: str
    facts: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, Any] = field(default_factory=dict)
    outside: dict[str, Any] = field(default_factory=dict)


CASES = [
    Case("T01", "2024-11-11", "proces.ziekmelding_datum"),
    Case("T02", "2024-12-16", "probleemanalyse.datum", refused={"probleemanalyse.gemaakt": False}),
    Case(
        "T03", "2024-12-24", "plan_van_aanpak.datum",
        {"probleemanalyse.gemaakt": True, "probleemanalyse.datum": "2024-12-10"},
        refused={"plan_van_aanpak.gemaakt": False},
    ),
    Case("T06", "2025-08-25", "proces.melding_42_datum"),
    Case(
        "T07", "2025-04-14", "traject.intake_datum",
        {"spoor1.terugkeer_uitgesloten": True, "spoor1.vaststelling_uitgesloten_datum": "2025-03-03"},
        refused={"traject.gestart": False}, outside={"spoor1.terugkeer_uitgesloten": False},
    ),
    Case(
        "T08", "2025-11-02", "spoor1.ad_onderzoek_datum", {"belastbaarheid.fml_datum": "2025-09-15"},
        refused={"spoor1.ad_onderzoek_uitgevoerd": False}, outside=WITHOUT_CAPACITY,
    ),
    Case(
        "T09", "2025-11-02", "eerstejaarsevaluatie.datum", {"eerstejaarsevaluatie.gehouden": None},
        refused={"eerstejaarsevaluatie.gehouden": False},
    ),
    Case("T10", "2025-12-01", "traject.intake_datum", EVALUATED, refused={"traject.gestart": False}),
    Case(
        "T12", "2026-03-02", "traject.intake_datum",
        {**EVALUATED, "belastbaarheid.eerste_vaststelling_datum": "2026-01-05", "belastbaarheid.fml_aanwezig": False},
        refused={"traject.gestart": False}, outside={"belastbaarheid.eerste_vaststelling_datum": "2024-12-10"},
    ),
    Case("T15", "2026-02-23", "iva.aanvraag_datum"),
    Case("T16", "2026-07-20", "uwv.aankondiging_datum"),
    Case("T17", "2026-08-02", "riv.eindevaluatie_datum", {"riv.actueel_oordeel_datum": "2026-07-06"}),
    Case("T18", "2026-08-02", "riv.afschrift_datum"),
    Case("T19", "2026-12-15", "riv.op_verzoek_verstrekt_datum", {"riv.verzoek_werknemer_datum": "2026-12-01"}),
    Case("T20", "2026-08-16", "uwv.wia_aanvraag_datum", {
        "uwv.aankondiging_datum": "2026-07-13", "proces.melding_42_datum": "2025-08-20",
    }),
    Case("T21", "2026-08-24", "uwv.ontvangstbevestiging_datum", APPLIED),
    Case(
        "T22", "2026-08-31", "uwv.aanvulling_datum",
        {"uwv.aanvulling_gevraagd": True, "uwv.aanvulling_gevraagd_tot": "2026-08-31"},
        outside={"uwv.aanvulling_gevraagd": False},
    ),
    Case("T23", "2026-09-20", "sanctie.besluit_datum", APPLIED, refused={"sanctie.besluit": "geen_besluit"}),
    Case("T25", "2026-10-26", "sanctie.bezwaar_datum", SANCTIONED, outside={"sanctie.besluit": "geen_sanctie"}),
    Case(
        "T28", "2027-01-25", "sanctie.herstelbesluit_datum",
        {**SANCTIONED, "sanctie.melding_herstel_datum": "2027-01-04"}, outside={"sanctie.besluit": "geen_sanctie"},
    ),
    Case("T31", "2027-03-03", "uwv.wia_besluit_datum", REPAIRED, outside={"sanctie.tekortkoming_hersteld": False}),
    Case(
        "T32", "2025-12-31", "dienstverband.ziek_uit_dienst_gemeld_op",
        {"dienstverband.eindigt": True, "dienstverband.einddatum": "2025-12-31"},
        outside={"dienstverband.eindigt": False},
    ),
    Case("T33", "2026-11-30", "uwv.wia_besluit_datum", APPLIED),
]  # fmt: skip
MILESTONES = [
    ("T24", "2026-11-01", APPLIED),
    ("T26", "2026-11-02", {}),
    ("T29", "2027-03-03", REPAIRED),
    ("T30", "2027-11-01", SANCTIONED),
    ("T34", "2027-01-04", {"verlenging.gevraagd": True, "verlenging.verkorting_verzoek_datum": "2026-10-05"}),
]
WITH_CONDITIONS = {"T04", "T05", "T11", "T13"}
"""Steps that repeat, or whose own conditions decide; tested one by one below. T14 repeats too; T27 has no last day."""

each = pytest.mark.parametrize("case", CASES, ids=lambda one: one.step)
each_refusable = pytest.mark.parametrize("case", [one for one in CASES if one.refused], ids=lambda one: one.step)


def found(case: Case, more: dict[str, Any], after: int) -> Any:
    """The step, `after` days after its last day."""
    facts = {key: value for key, value in {**START, **case.facts, **more}.items() if value is not None}
    return steps(facts, day(case.deadline) + days(after))[case.step]


def test_every_step_is_tested_here():
    tested = {one.step for one in CASES} | {step for step, *_ in MILESTONES} | WITH_CONDITIONS | {"T14", "T27"}
    assert tested == {one.id for one in rulebook().steps} == {f"T{number:02}" for number in range(1, 35)}


# --- one last day ---


@each
@pytest.mark.parametrize(
    ("shift", "state", "days_late"), [(-1, "gehaald", None), (0, "gehaald", None), (1, "te_laat", 1)]
)
def test_done_around_the_last_day(case, shift, state, days_late):
    done = day(case.deadline) + days(shift)
    step = found(case, {case.happened: done}, 20)
    assert (step.deadline, step.happened) == (day(case.deadline), done)
    assert (step.state.value, step.days_late) == (state, days_late)


@each
@pytest.mark.parametrize(("after", "state"), [(-1, "komt_nog"), (0, "komt_nog"), (1, "onbekend")])
def test_silence_is_never_late(case, after, state):
    step = found(case, {}, after)
    assert (step.state.value, step.days_late) == (state, None)


@each_refusable
@pytest.mark.parametrize(
    ("after", "state", "days_late"), [(-1, "komt_nog", None), (0, "komt_nog", None), (1, "te_laat", 1)]
)
def test_not_done_is_late_only_after_the_last_day(case, after, state, days_late):
    step = found(case, case.refused, after)
    assert (step.state.value, step.days_late) == (state, days_late)


@pytest.mark.parametrize("case", [one for one in CASES if one.outside], ids=lambda one: one.step)
def test_a_step_that_does_not_apply(case):
    assert found(case, case.outside, 5).state.value == "nvt"


@pytest.mark.parametrize("case", [one for one in CASES if one.step not in {"T19", "T22"}], ids=lambda one: one.step)
def test_without_any_fact_a_step_is_unknown(case):
    assert steps({}, "2026-06-01")[case.step].state.value == "onbekend"


@pytest.mark.parametrize(("step", "deadline", "facts"), MILESTONES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_milestone_comes_on_its_day(step, deadline, facts):
    states = [steps({**START, **facts}, day(deadline) + days(after))[step].state.value for after in (-1, 0, 1)]
    assert states == ["komt_nog", "gehaald", "gehaald"]
    assert steps({}, deadline)[step].state.value == "onbekend"


def test_repair_can_be_reported_on_any_day_of_a_sanction():
    report = {"sanctie.melding_herstel_datum": "2027-01-04"}
    assert steps({**START, **SANCTIONED, **report}, "2027-02-01")["T27"].state.value == "gehaald"
    assert steps({**START, **SANCTIONED}, "2027-02-01")["T27"].state.value == "onbekend"
    assert steps({**START, "sanctie.besluit": "geen_besluit"}, "2027-02-01")["T27"].state.value == "nvt"


def test_a_known_answer_of_uwv_counts_however_early():
    early = {**START, "sanctie.besluit": "administratief", "sanctie.besluit_datum": "2026-07-20"}
    assert steps(early, "2026-07-30")["T25"].state.value == "komt_nog"
    assert steps(START, "2026-07-30")["T25"].state.value == "nvt"
    asked = {**START, "uwv.aanvulling_gevraagd": True, "uwv.aanvulling_gevraagd_tot": "2026-07-24"}
    assert steps(asked, "2026-07-20")["T22"].state.value == "komt_nog"
    assert steps(START, "2026-07-20")["T22"].state.value == "nvt"


# --- what takes a step away ---

EXCLUDED = {"spoor1.terugkeer_uitgesloten": True}
NO_LIST = {**EVALUATED, "belastbaarheid.fml_aanwezig": False}


@pytest.mark.parametrize(
    ("step", "facts", "today", "state"),
    [
        ("T15", {"iva.besluit": "geen"}, "2026-02-23", "komt_nog"),
        ("T15", {"iva.besluit": "geen"}, "2026-02-24", "nvt"),
        ("T15", {"iva.besluit": "lopend", "iva.aanvraag_datum": "2026-02-24"}, "2026-03-01", "te_laat"),
        ("T19", {}, "2026-11-01", "nvt"),
        ("T19", {}, "2026-11-02", "onbekend"),
        ("T21", {}, "2026-08-16", "nvt"),
        ("T21", {}, "2026-08-17", "onbekend"),
        ("T33", {}, "2026-08-16", "nvt"),
        ("T33", {}, "2026-08-17", "onbekend"),
        ("T07", {**EXCLUDED, "spoor1.vaststelling_uitgesloten_datum": "2025-11-02"}, "2026-01-05", "onbekend"),
        ("T07", {**EXCLUDED, "spoor1.vaststelling_uitgesloten_datum": "2025-11-03"}, "2026-01-05", "nvt"),
        ("T34", {"verlenging.gevraagd": False}, "2026-08-16", "nvt"),
        ("T12", {**NO_LIST, "belastbaarheid.eerste_vaststelling_datum": "2025-10-20"}, "2026-01-05", "nvt"),
        ("T12", {**NO_LIST, "belastbaarheid.eerste_vaststelling_datum": "2025-10-21"}, "2026-01-05", "onbekend"),
    ],
)  # fmt: skip
def test_when_a_step_falls_away(step, facts, today, state):
    assert steps({**START, **facts}, today)[step].state.value == state


# --- steps that repeat ---


@pytest.mark.parametrize(
    ("plan", "held", "today", "state", "deadline"),
    [
        ("2025-11-24", ["2026-01-05", "2026-02-16"], "2026-03-30", "gehaald", "2026-01-05"),
        ("2025-11-24", ["2026-01-05", "2026-02-17"], "2026-03-30", "te_laat", "2026-01-05"),
        ("2025-11-24", ["2026-01-05", "2026-02-16"], "2026-03-31", "te_laat", "2026-01-05"),
        ("2025-11-24", ["2026-02-16", "2026-01-05"], "2026-03-30", "gehaald", "2026-01-05"),
        ("2025-11-23", ["2026-01-05", "2026-02-16"], "2026-03-30", "te_laat", "2026-01-04"),
        ("2026-08-24", ["2026-10-05"], "2026-12-31", "gehaald", "2026-10-05"),
        ("2025-11-24", [], "2026-01-05", "komt_nog", "2026-01-05"),
        ("2025-11-24", [], "2026-01-06", "te_laat", "2026-01-05"),
        ("2025-11-24", None, "2026-03-30", "onbekend", "2026-01-05"),
        (None, ["2026-01-05", "2026-02-16"], "2026-03-30", "onbekend", None),
    ],
)
def test_the_evaluations_of_the_plan(plan, held, today, state, deadline):
    facts = dict(START)
    if plan is not None:
        facts |= {"plan_van_aanpak.gemaakt": True, "plan_van_aanpak.datum": plan}
    if held is not None:
        facts |= {"proces.evaluaties": [{"datum": one} for one in held]}
    step = steps(facts, today)["T04"]
    assert (step.state.value, step.deadline) == (state, None if deadline is None else day(deadline))


def test_evaluations_of_which_some_are_missing_are_not_called_late():
    part = {"volledig": False, "waarde": [{"datum": "2026-01-05"}, {"datum": "2026-05-01"}]}
    assert steps({**START, "proces.evaluaties": part}, "2026-05-20")["T04"].state.value == "onbekend"


@pytest.mark.parametrize(
    ("adjusted", "state"),
    [
        ([("2026-01-05", "2026-01-18")], "gehaald"),
        ([("2026-01-05", "2026-01-19")], "gehaald"),
        ([("2026-01-05", "2026-01-20")], "te_laat"),
        ([("2025-03-03", "2025-03-10"), ("2026-01-05", "2026-01-19")], "gehaald"),
        ([("2025-03-03", "2025-03-18"), ("2026-01-05", "2026-01-19")], "te_laat"),
        ([("2025-03-03", "2025-03-10"), ("2026-05-25", None)], "komt_nog"),
        ([("2025-03-03", "2025-03-10"), ("2026-05-18", None)], "komt_nog"),
        ([("2025-03-03", "2025-03-10"), ("2026-05-17", None)], "onbekend"),
        ([("2025-03-03", None), ("2026-01-05", "2026-01-20")], "te_laat"),
        ([], "nvt"),
        (None, "onbekend"),
    ],
)
@pytest.mark.parametrize(
    ("step", "name", "asked", "given", "term"),
    [
        ("T05", "plan_van_aanpak.bijstellingen", "datum_advies", "datum_bijstelling", 14),
        ("T13", "belastbaarheid.wijzigingen", "datum_vastgesteld", "datum_gemeld_bureau", 7),
    ],
)
def test_adjustments_and_changes_on_a_list(step, name, asked, given, term, adjusted, state):
    facts = dict(START)
    if adjusted is not None:
        facts[name] = [
            {asked: day(first) + days(14 - term)} | ({} if second is None else {given: second})
            for first, second in adjusted
        ]
    assert steps(facts, "2026-06-01")[step].state.value == state


HELD = "proces.kleine_uren_evaluaties"
SMALL = {"proces.kleine_uren": True, "proces.kleine_uren_sinds": "2025-03-31"}


@pytest.mark.parametrize(
    ("facts", "today", "state"),
    [
        ({HELD: [{"datum": "2025-06-30"}, {"datum": "2025-09-29"}]}, "2025-10-01", "gehaald"),
        ({HELD: [{"datum": "2025-09-29"}, {"datum": "2025-07-01"}]}, "2025-10-01", "te_laat"),
        ({HELD: []}, "2025-06-30", "komt_nog"),
        ({HELD: []}, "2025-07-01", "te_laat"),
        ({}, "2025-06-30", "komt_nog"),
        ({}, "2025-07-01", "onbekend"),
        ({"proces.kleine_uren": False}, "2025-07-01", "nvt"),
    ],
)
def test_the_evaluations_of_a_small_placement(facts, today, state):
    assert steps({**START, **SMALL, **facts}, today)["T14"].state.value == state


PERSPECTIVE = {**EVALUATED, "eerstejaarsevaluatie.conclusie": "niet_nodig_perspectief"}


@pytest.mark.parametrize(
    ("facts", "today", "state"),
    [
        ({"spoor1.perspectief_gerealiseerd": True}, "2026-02-01", "gehaald"),
        ({"spoor1.perspectief_gerealiseerd": False}, "2026-01-20", "komt_nog"),
        ({"spoor1.perspectief_gerealiseerd": False}, "2026-01-21", "te_laat"),
        ({}, "2026-01-21", "onbekend"),
        ({"eerstejaarsevaluatie.conclusie": "starten"}, "2026-01-21", "nvt"),
    ],
)
def test_the_perspective_at_the_own_employer(facts, today, state):
    step = steps({**START, **PERSPECTIVE, **facts}, today)["T11"]
    assert (step.state.value, step.deadline) == (state, day("2026-01-20"))


# --- the application ---

APPLICATION, LETTER, REPORT = "uwv.wia_aanvraag_datum", "uwv.aankondiging_datum", "proces.melding_42_datum"
LATE_LETTER = {LETTER: "2026-08-03", REPORT: "2025-08-20"}


@pytest.mark.parametrize(
    ("facts", "deadline", "state"),
    [
        ({**LATE_LETTER, APPLICATION: "2026-08-31"}, "2026-08-31", "gehaald"),
        ({**LATE_LETTER, APPLICATION: "2026-09-01"}, "2026-08-31", "te_laat"),
        ({**LATE_LETTER, REPORT: "2026-05-17", APPLICATION: "2026-08-31"}, "2026-08-31", "gehaald"),
        ({**LATE_LETTER, REPORT: "2026-05-18", APPLICATION: "2026-08-31"}, "2026-08-16", "te_laat"),
        ({LETTER: "2026-08-03", APPLICATION: "2026-08-31"}, None, "onbekend"),
        ({APPLICATION: "2026-08-31"}, None, "onbekend"),
        ({APPLICATION: "2026-08-16"}, "2026-08-16", "gehaald"),
        ({**LATE_LETTER, LETTER: "2026-07-20", APPLICATION: "2026-08-17"}, "2026-08-16", "te_laat"),
        ({**LATE_LETTER, LETTER: "2026-07-21"}, "2026-08-18", "onbekend"),
        ({REPORT: "2026-05-18", APPLICATION: "2026-08-31"}, "2026-08-16", "te_laat"),
    ],
)  # fmt: skip
def test_a_late_letter_of_uwv_gives_four_weeks_to_apply(facts, deadline, state):
    step = steps({**START, **facts}, "2026-09-10")["T20"]
    assert (step.deadline, step.state.value) == (None if deadline is None else day(deadline), state)


@pytest.mark.parametrize(
    ("applied", "decision", "last_day", "sanction_end"),
    [
        ("2026-08-10", "2026-09-20", "2026-11-01", "2027-11-01"),
        ("2026-08-16", "2026-09-20", "2026-11-01", "2027-11-01"),
        ("2026-08-30", "2026-10-04", "2026-11-15", "2027-11-15"),
    ],
)
def test_a_late_application_moves_the_end(applied, decision, last_day, sanction_end):
    timely_letter = {LETTER: "2026-07-13", REPORT: "2025-08-20"}
    facts = {**START, **timely_letter, APPLICATION: applied, "sanctie.besluit": "inhoudelijk"}
    found = steps(facts, "2026-09-10")
    assert [found[one].deadline for one in ("T23", "T24", "T26", "T30")] == [
        day(one) for one in (decision, last_day, "2026-11-02", sanction_end)
    ]


@pytest.mark.parametrize("step", ["T23", "T24"])
def test_the_last_day_of_uwv_is_open_while_the_day_of_application_is(step):
    assert steps(START, "2026-08-16")[step].state.value == "komt_nog"
    refused = {**START, "sanctie.besluit": "geen_besluit"}
    assert steps(refused, "2026-11-30")[step].state.value == "onbekend"


# --- what the steps say of themselves ---


@pytest.mark.parametrize("step", rulebook().steps, ids=lambda one: one.id)
def test_a_step_says_who_does_it_on_what_ground_and_what_follows(step):
    assert step.title and step.who and step.citations and step.consequence.parts


LAW, POLICY, PRACTICE, DESIGN = Authority.LAW, Authority.POLICY, Authority.PRACTICE, Authority.DESIGN
TERM_OF = {
    "T01": PRACTICE, "T02": LAW, "T03": LAW, "T04": PRACTICE, "T05": LAW, "T06": LAW, "T07": DESIGN, "T08": PRACTICE,
    "T09": LAW, "T10": POLICY, "T11": POLICY, "T12": POLICY, "T13": DESIGN, "T14": POLICY, "T15": LAW, "T16": LAW,
    "T17": PRACTICE, "T18": LAW, "T19": LAW, "T20": LAW, "T21": POLICY, "T22": LAW, "T23": LAW, "T24": LAW, "T25": LAW,
    "T26": LAW, "T27": LAW, "T28": LAW, "T29": LAW, "T30": LAW, "T31": LAW, "T32": POLICY, "T33": POLICY, "T34": LAW,
}  # fmt: skip


def test_the_authority_of_each_term():
    assert {one.id: one.authority for one in rulebook().steps} == TERM_OF


@pytest.mark.parametrize("step", rulebook().steps, ids=lambda one: one.id)
def test_a_step_leans_on_a_source_as_hard_as_it_says(step):
    authority = {one.id: one.authority for one in rulebook().sources}
    assert step.authority in {authority[one.source] for one in step.citations}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("T01", ["De Overstap", "week 1"]),
        ("T03", ["De Overstap", "week 8"]),
        ("T06", ["De Overstap", "week 41", "week 42"]),
        ("T07", ["Optimaal Werk", "week 13"]),
        ("T10", ["Stam", "Intree", "beleid van UWV", "week 52", "week 46"]),
        ("T16", ["De Overstap", "week 87"]),
        ("T18", ["De Overstap", "week 93", "week 91", "week 89"]),
        ("T20", ["De Overstap", "week 87", "week 93", "week 91"]),
    ],
)
def test_where_a_provider_names_another_date(step, words):
    text = next(one.deviation for one in rulebook().steps if one.id == step)
    assert [word for word in words if word not in text] == []


def test_a_dossier_without_lists_of_interruptions_has_no_shifted_dates():
    bare = {key: value for key, value in START.items() if key not in NO_INTERRUPTIONS}
    found = steps(bare, "2026-06-01")
    assert [found[one].deadline for one in ("T02", "T06", "T09", "T18", "T20", "T26")] == [None] * 6
    assert {found[one].state.value for one in ("T02", "T06", "T18", "T20", "T26")} == {"onbekend"}


def test_the_timeline_here_is_that_of_an_audit():
    facts = {**START, **REPAIRED}
    assert tuple(steps(facts, "2027-02-01").values()) == audited(facts, "2027-02-01").timeline
