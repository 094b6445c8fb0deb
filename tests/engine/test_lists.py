"""Questions to lists: complete, empty, incomplete and absent; elements that are known, unknown or half known."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.values import Interval, OpenSet

TWO = "werk: [{soort: kort, uren: 4, dag: 2026-01-01, goed: ja}, {soort: lang, uren: 6, dag: 2026-01-11, goed: nee}]"
OPEN = "werk: {volledig: nee, waarde: [{soort: kort, uren: 4, dag: 2026-01-01, goed: ja}]}"
HALF = "werk: [{soort: kort, uren: 4, dag: 2026-01-01, goed: ja}, {soort: lang}]"
EMPTY, ABSENT = "werk: []", ""
OPEN_EMPTY = "werk: {volledig: nee, waarde: []}"

COUNTS = [
    ("aantal(p.werk)", TWO, 2),
    ("aantal(p.werk)", EMPTY, 0),
    ("aantal(p.werk)", ABSENT, None),
    ("aantal(p.werk)", "werk: onbekend", None),
    ("aantal(p.werk)", OPEN, Interval(1, None)),
    ("aantal(p.werk)", OPEN_EMPTY, Interval(0, None)),
    ("aantal(p.werk waarvoor goed)", TWO, 1),
    ("aantal(p.werk waarvoor goed)", HALF, Interval(1, 2)),
    ("aantal(p.werk waarvoor niet goed)", HALF, Interval(0, 1)),
    ("aantal(p.werk waarvoor soort = kort)", HALF, 1),
    ("aantal(p.werk waarvoor soort in [kort, lang] en uren > 4)", TWO, 1),
    ("aantal(p.werk waarvoor uren > p.x * 1 uren)", "x: 5, " + TWO, 1),
    ("aantal(p.werk waarvoor dag > p.begin)", TWO, Interval(0, 2)),
    ("aantal(p.werk waarvoor dag > p.begin)", "begin: 2026-01-05, " + TWO, 1),
    ("aantal(soorten(p.werk.soort))", TWO, 2),
    ("aantal(soorten(p.werk.soort))", EMPTY, 0),
    ("aantal(soorten(p.werk.soort))", OPEN, Interval(1, None)),
    ("aantal(soorten(p.werk.soort waarvoor goed))", HALF, Interval(1, 2)),
    ("aantal(soorten(p.werk.soort))", "werk: [{soort: kort}, {uren: 2}, {soort: kort}]", Interval(1, 2)),
    ("aantal(soorten(p.werk.soort))", ABSENT, None),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), COUNTS)
def test_a_count(bench, expression, facts, expected):
    assert bench.value(expression, "getal", facts) == expected


SUMS = [
    ("som(p.werk.uren)", TWO, 10),
    ("som(p.werk.uren)", EMPTY, 0),
    ("som(p.werk.uren)", ABSENT, None),
    ("som(p.werk.uren waarvoor goed)", TWO, 4),
    ("som(p.werk.uren)", OPEN, Interval(None, None)),
    ("som(p.werk.uren)", HALF, Interval(None, None)),
    ("som(p.werk.uren waarvoor goed)", "werk: [{uren: 4, goed: ja}, {uren: 3}]", Interval(4, 7)),
    ("som(p.werk.uren waarvoor goed)", "werk: [{uren: 4, goed: ja}, {uren: -3}]", Interval(1, 4)),
    ("min(p.werk.uren)", TWO, 4),
    ("max(p.werk.uren)", TWO, 6),
    ("max(p.werk.uren)", EMPTY, None),
    ("max(p.werk.uren)", OPEN, Interval(4, None)),
    ("min(p.werk.uren)", OPEN, Interval(None, 4)),
    ("max(p.werk.uren waarvoor goed)", "werk: [{uren: 4, goed: ja}, {uren: 9}]", Interval(4, None)),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), SUMS)
def test_a_sum_or_extreme(bench, expression, facts, expected):
    assert bench.value(expression, "getal uren", facts) == expected


DAYS = [
    ("eerste(p.werk.dag)", TWO, date(2026, 1, 1)),
    ("laatste(p.werk.dag)", TWO, date(2026, 1, 11)),
    ("laatste(p.werk.dag waarvoor goed)", TWO, date(2026, 1, 1)),
    ("min(p.werk.dag)", TWO, date(2026, 1, 1)),
    ("eerste(p.werk.dag)", EMPTY, None),
    ("eerste(p.werk.dag)", OPEN, None),
    ("eerste(p.werk.dag)", HALF, None),
    ("eerste(p.werk.dag waarvoor soort = kort)", HALF, date(2026, 1, 1)),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), DAYS)
def test_the_first_and_last_date(bench, expression, facts, expected):
    assert bench.value(expression, "datum", facts) == expected


GAPS = [
    (TWO, 10),
    ("werk: [{dag: 2026-01-11}, {dag: 2026-01-01}, {dag: 2026-01-04}]", 7),
    ("werk: [{dag: 2026-01-11}]", 0),
    (EMPTY, 0),
    (OPEN, None),
    (HALF, None),
    (ABSENT, None),
]


@pytest.mark.parametrize(("facts", "expected"), GAPS)
def test_the_largest_gap_is_between_dates_that_follow_each_other(bench, facts, expected):
    assert bench.value("grootste_gat(p.werk.dag)", "getal dagen", facts) == expected


QUANTIFIERS = [
    ("elk(p.werk waarvoor uren > 3)", TWO, True),
    ("elk(p.werk waarvoor goed)", TWO, False),
    ("elk(p.werk waarvoor goed)", HALF, None),
    ("elk(p.werk waarvoor soort = lang)", HALF, False),
    ("elk(p.werk waarvoor goed)", EMPTY, True),
    ("elk(p.werk waarvoor goed)", ABSENT, None),
    ("elk(p.werk waarvoor goed)", OPEN, None),
    ("elk(p.werk waarvoor niet goed)", OPEN, False),
    ("geen(p.werk waarvoor uren > 9)", TWO, True),
    ("geen(p.werk waarvoor goed)", TWO, False),
    ("geen(p.werk waarvoor goed)", EMPTY, True),
    ("geen(p.werk)", EMPTY, True),
    ("geen(p.werk)", TWO, False),
    ("geen(p.werk)", OPEN_EMPTY, None),
    ("geen(p.werk)", OPEN, False),
    ("geen(p.werk waarvoor uren > 9)", OPEN, None),
    ("geen(p.werk waarvoor goed)", OPEN, False),
    ("geen(p.werk waarvoor uren > 9)", HALF, None),
    ("geen(p.werk waarvoor p.a)", "a: nee, " + TWO, True),
    ("aantal(p.werk) >= 1", OPEN, True),
    ("aantal(p.werk) >= 2", OPEN, None),
    ("aantal(p.werk) = 0", OPEN, False),
    ("aantal(p.werk waarvoor goed) <= 2", HALF, True),
    ("aantal(p.werk waarvoor goed) = 0", HALF, False),
    ("soorten(p.werk.soort) bevat kort", TWO, True),
    ("soorten(p.werk.soort) bevat geen", TWO, False),
    ("soorten(p.werk.soort) bevat kort", OPEN, True),
    ("soorten(p.werk.soort) bevat lang", OPEN, None),
    ("soorten(p.werk.soort waarvoor goed) bevat lang", HALF, None),
    ("soorten(p.werk.soort) bevat lang", EMPTY, False),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), QUANTIFIERS)
def test_a_condition_on_a_list(bench, expression, facts, expected):
    assert bench.truth(expression, facts) is expected


def test_a_set_from_an_open_list_stays_open(bench):
    rule = (
        "afleidingen: {q.s: {titel: s, type: meerkeuze, waarden: [kort, lang, geen], formule: soorten(p.werk.soort)}}"
    )
    assert bench.fact("q.s", {"afleidingen/q.yaml": rule}, OPEN) == OpenSet(frozenset({"kort"}), None)
    assert bench.fact("q.s", {"afleidingen/q.yaml": rule}, TWO) == frozenset({"kort", "lang"})
