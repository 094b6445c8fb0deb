"""The dates of the timeline: worked examples, dates computed by hand, and a small calculator beside the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .tijdlijn_bouw import FIRST_DAY, REGULAR, audited, day, days, interruption, recovery, steps

ALL_PAST = "2030-06-03"
"""A peildatum after every date below; by then UWV has decided, so that the steps of a sanction have dates too."""

REPAIRED, JUDGED = "sanctie__tekortkoming_hersteld", "sanctie__herstelbesluit_datum"
HELD = "eerstejaarsevaluatie__gehouden"
CONCLUDED = "eerstejaarsevaluatie__conclusie"
ON = "eerstejaarsevaluatie__datum"
ANALYSED = "probleemanalyse__datum"
MADE = "probleemanalyse__gemaakt"
PERSPECTIVE = {CONCLUDED: "niet_nodig_perspectief"}


def dated(first_day: str | date, today: str | date = ALL_PAST, **more: Any) -> dict[str, date | None]:
    """The last day of each step. `more`: facts as `groep__naam`; `leave` and `recovered` are the interruptions."""
    facts = {**REGULAR, FIRST_DAY: first_day, "sanctie.besluit": "inhoudelijk"}
    facts["verzuim.wazo_perioden"] = more.pop("leave", [])
    facts["verzuim.herstelperioden"] = more.pop("recovered", [])
    facts["uwv.wia_aanvraag_datum"] = more.pop("applied", day(first_day) + days(600))
    facts |= {name.replace("__", "."): value for name, value in more.items()}
    return {name: step.deadline for name, step in steps(facts, today).items()}


# --- published decisions and the worked examples ---


@pytest.mark.parametrize(("first_day", "until"), [("2019-09-10", "2022-09-06"), ("2014-02-18", "2017-02-14")])
def test_the_end_of_a_sanction_as_uwv_wrote_it(first_day, until):
    assert dated(first_day)["T30"] == day(until)


def test_a_ruling_that_counts_one_day_more():
    assert abs((dated("2013-12-04")["T30"] - day("2016-12-01")).days) <= 1


def test_the_worked_example():
    found = dated("2024-11-04")
    assert found == found | {
        "T02": date(2024, 12, 16), "T06": date(2025, 8, 25), "T09": date(2025, 11, 2), "T10": date(2025, 12, 15),
        "T18": date(2026, 8, 2), "T20": date(2026, 8, 16), "T23": date(2026, 9, 20), "T24": date(2026, 11, 1),
        "T26": date(2026, 11, 2), "T30": date(2027, 11, 1),
    }  # fmt: skip
    window = steps({**REGULAR, FIRST_DAY: "2024-11-04"}, "2025-09-14")["T09"]
    assert (window.start, window.deadline) == (date(2025, 9, 15), date(2025, 11, 2))


def test_the_dossier_s_014():
    """31 January 2027 is the last day of the waiting time; 1 February is the first day after it."""
    evaluation = {HELD: True, ON: "2026-01-22", CONCLUDED: "starten"}
    found = dated("2025-02-03", "2026-09-14", applied="onbekend", **evaluation)
    assert (found["T10"], found["T20"]) == (date(2026, 3, 5), date(2026, 11, 15))
    assert (found["T24"], found["T26"]) == (date(2027, 1, 31), date(2027, 2, 1))


# --- dates computed by hand ---

BY_HAND = [
    # the first day of illness, other facts, the step, its last day
    ("2024-02-29", {}, "T01", "2024-03-07"),
    ("2024-02-29", {}, "T02", "2024-04-11"),
    ("2024-02-29", {}, "T06", "2024-12-19"),
    ("2024-02-29", {}, "T09", "2025-02-26"),
    ("2024-02-29", {}, "T10", "2025-04-10"),
    ("2024-02-29", {}, "T15", "2025-06-19"),
    ("2024-02-29", {}, "T16", "2025-11-13"),
    ("2024-02-29", {}, "T18", "2025-11-26"),
    ("2024-02-29", {}, "T20", "2025-12-10"),
    ("2024-02-29", {}, "T26", "2026-02-26"),
    ("2024-02-29", {}, "T30", "2027-02-25"),
    # 29 February 2024 in the second year, in the first year, in the first six weeks, and not at all
    ("2023-01-02", {}, "T06", "2023-10-23"),
    ("2023-01-02", {}, "T26", "2024-12-30"),
    ("2023-03-01", {}, "T26", "2025-02-26"),
    ("2023-03-01", {}, "T30", "2026-02-25"),
    ("2024-02-01", {}, "T02", "2024-03-14"),
    ("2025-02-01", {}, "T02", "2025-03-15"),
    ("2021-03-01", {}, "T26", "2023-02-27"),
    # a Saturday, a Sunday and a holiday stay where they are
    ("2024-01-27", {}, "T02", "2024-03-09"),
    ("2024-11-10", {}, "T02", "2024-12-22"),
    ("2024-11-13", {}, "T02", "2024-12-25"),
    # the plan of action follows the problem analysis, early or late; without analysis its last day
    ("2024-11-04", {MADE: True, ANALYSED: "2024-11-20"}, "T03", "2024-12-04"),
    ("2024-11-04", {MADE: True, ANALYSED: "2024-12-16"}, "T03", "2024-12-30"),
    ("2024-11-04", {MADE: True, ANALYSED: "2025-02-20"}, "T03", "2025-03-06"),
    ("2024-11-04", {MADE: False}, "T03", "2024-12-30"),
    ("2024-11-04", {}, "T03", None),
    # six weeks from the first-year evaluation: early, on the last day, a week late; held later it gives no delay
    ("2024-11-04", {HELD: True, ON: "2025-09-15", CONCLUDED: "starten"}, "T10", "2025-10-27"),
    ("2024-11-04", {HELD: True, ON: "2025-11-02", CONCLUDED: "starten"}, "T10", "2025-12-14"),
    ("2024-11-04", {HELD: True, ON: "2025-11-10", CONCLUDED: "starten"}, "T10", "2025-12-22"),
    ("2024-11-04", {HELD: True, ON: "2025-11-11", CONCLUDED: "starten"}, "T10", "2025-12-15"),
    ("2024-11-04", {HELD: True, ON: "2026-03-02", CONCLUDED: "starten"}, "T10", "2025-12-15"),
    ("2024-11-04", {HELD: False}, "T10", "2025-12-15"),
    ("2024-11-04", {HELD: True, CONCLUDED: "starten"}, "T10", None),
    # three calendar months, at the end of a month too
    ("2024-12-02", {HELD: True, ON: "2025-11-30", **PERSPECTIVE}, "T11", "2026-02-28"),
    ("2022-12-05", {HELD: True, ON: "2023-11-30", **PERSPECTIVE}, "T11", "2024-02-29"),
    ("2024-11-04", {HELD: True, ON: "2025-10-31", **PERSPECTIVE}, "T11", "2026-01-31"),
    ("2024-11-04", {"proces__kleine_uren": True, "proces__kleine_uren_sinds": "2025-08-31"}, "T14", "2025-11-30"),
    # leave of sixteen weeks moves what comes after it; what lay before it stays
    ("2024-11-04", {"leave": [interruption("2025-06-02", 112)]}, "T02", "2024-12-16"),
    ("2024-11-04", {"leave": [interruption("2025-06-02", 112)]}, "T06", "2025-12-15"),
    ("2024-11-04", {"leave": [interruption("2025-06-02", 112)]}, "T09", "2026-02-22"),
    ("2024-11-04", {"leave": [interruption("2025-06-02", 112)]}, "T10", "2026-04-06"),
    ("2024-11-04", {"leave": [interruption("2025-06-02", 112)]}, "T26", "2027-02-22"),
    ("2024-11-04", {"leave": [interruption("2025-10-06", 112)]}, "T06", "2025-08-25"),
    ("2024-11-04", {"leave": [interruption("2025-10-06", 112)]}, "T09", "2026-02-22"),
    ("2024-11-04", {"leave": [interruption("2026-01-05", 112)]}, "T09", "2025-11-02"),
    ("2024-11-04", {"leave": [interruption("2026-01-05", 112)]}, "T15", "2026-06-15"),
    ("2024-11-04", {"leave": [interruption("2026-04-06", 112)]}, "T15", "2026-02-23"),
    ("2024-11-04", {"leave": [interruption("2026-04-06", 112)]}, "T18", "2026-11-22"),
    # recoveries shorter than four weeks are bridged: they do not count and do not start a new waiting time
    ("2024-11-04", {"recovered": [recovery("2024-11-25", 10)]}, "T02", "2024-12-26"),
    ("2024-11-04", {"recovered": [recovery("2025-03-03", 27)]}, "T02", "2024-12-16"),
    ("2024-11-04", {"recovered": [recovery("2025-03-03", 27)]}, "T06", "2025-09-21"),
    ("2024-11-04", {"recovered": [recovery("2025-03-03", 27)]}, "T26", "2026-11-29"),
    ("2024-11-04", {"recovered": [recovery("2025-03-03", 7), recovery("2025-05-05", 14)]}, "T20", "2026-09-06"),
    ("2024-11-04", {"recovered": [recovery("2025-03-03", 28)]}, "T26", "2026-11-02"),
    ("2024-11-04", {"recovered": [interruption("2025-03-03", 10, volledig_hersteld=False)]}, "T26", "2026-11-02"),
    # a recovery that only falls within the waiting time because leave lengthened it
    (
        "2024-11-04",
        {"leave": [interruption("2025-06-02", 112)], "recovered": [recovery("2026-12-07", 5)]},
        "T26", "2027-02-27",
    ),
    # a leave that only begins within the first year, or before week 42, because a recovery lengthened that term
    (
        "2024-11-04",
        {"recovered": [recovery("2025-03-03", 20)], "leave": [interruption("2025-11-10", 112)]},
        "T10", "2026-04-26",
    ),
    (
        "2024-11-04",
        {"recovered": [recovery("2025-03-03", 20)], "leave": [interruption("2025-09-01", 112)]},
        "T06", "2026-01-04",
    ),
    # the decision and what follows it
    ("2024-11-04", {"sanctie__besluit_datum": "2026-09-18"}, "T25", "2026-10-30"),
    ("2024-11-04", {"sanctie__melding_herstel_datum": "2027-02-08"}, "T28", "2027-03-01"),
    ("2024-11-04", {REPAIRED: True, JUDGED: "2027-02-26"}, "T29", "2027-04-09"),
    ("2024-11-04", {REPAIRED: True, JUDGED: "2027-10-04"}, "T29", "2027-11-01"),
    ("2024-11-04", {REPAIRED: True, JUDGED: "2027-10-04"}, "T31", "2027-11-15"),
]  # fmt: skip


@pytest.mark.parametrize(("first_day", "facts", "step", "last_day"), BY_HAND)
def test_a_date_computed_by_hand(first_day, facts, step, last_day):
    assert dated(first_day, **facts)[step] == (None if last_day is None else day(last_day))


# --- a calculator beside the rules ---

Periods = list[tuple[date, int]]


def shift_before(limit: date, interruptions: Periods) -> int:
    """The days of all interruptions that begin before a day, where each may bring the next one within that day."""
    shift = 0
    for start, length in sorted(interruptions):
        shift += length if start < limit + days(shift) else 0
    return shift


def calculated(first: date, interruptions: Periods) -> dict[str, date]:
    """The dates of the counting rules: weeks from the first day, moved by the interruptions that came before."""
    after = {weeks: first + days(7 * weeks + shift_before(first + days(7 * weeks), interruptions)) for weeks in
             (6, 42, 52, 68, 104)}  # fmt: skip
    last = after[104] - days(1)
    return {
        "T01": first + days(7), "T02": after[6], "T06": after[42], "T08": after[52] - days(1),
        "T09": after[52] - days(1), "T10": after[52] + days(42), "T15": after[68], "T16": last - days(104),
        "T17": last - days(91), "T18": last - days(91), "T20": last - days(77), "T23": last - days(42), "T24": last,
        "T26": after[104], "T30": after[104] + days(364),
    }  # fmt: skip


FIRST_DAYS = [date(2020, 2, 28) + days(97 * number) for number in range(20)]
SHAPES: list[list[tuple[int, int, str]]] = [
    [],
    [(20, 5, "recovered")],
    [(200, 112, "leave")],
    [(30, 27, "recovered"), (300, 112, "leave")],
    [(500, 112, "leave"), (700, 3, "recovered")],
]


@pytest.mark.parametrize("number", range(len(FIRST_DAYS)))
def test_the_rules_count_as_the_calculator_does(number):
    first, shape = FIRST_DAYS[number], SHAPES[number % len(SHAPES)]
    more = {
        "leave": [interruption(first + days(begin), length) for begin, length, kind in shape if kind == "leave"],
        "recovered": [recovery(first + days(begin), length) for begin, length, kind in shape if kind == "recovered"],
    }
    expected = calculated(first, [(first + days(begin), length) for begin, length, _ in shape])
    found = dated(first, **more)
    assert {step: found[step] for step in expected} == expected


# --- what the waiting time itself becomes ---


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, "voldoet"),
        ({"verzuim.herstelperioden": [recovery("2025-03-03", 27)]}, "voldoet"),
        ({"verzuim.herstelperioden": [recovery("2025-03-03", 28)]}, "voldoet_niet"),
        ({"verzuim.wazo_perioden": [interruption("2025-06-02", 112)], "verzuim.zelfde_oorzaak": True}, "voldoet"),
        ({"verzuim.wazo_perioden": [interruption("2025-06-02", 112)], "verzuim.zelfde_oorzaak": False}, "twijfel"),
        ({"verzuim.wazo_perioden": [interruption("2025-06-02", 112)]}, "onbekend"),
    ],
)  # fmt: skip
def test_a_long_recovery_or_another_cause_may_begin_a_new_waiting_time(more, outcome):
    facts = {**REGULAR, FIRST_DAY: "2024-11-04", "verzuim.eerste_ziektedag_betwist": False, **more}
    waiting_time = next(one for one in audited(facts, "2026-06-01").findings if one.criterion == "K02")
    assert waiting_time.outcome.value == outcome
