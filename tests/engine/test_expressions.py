"""What each operator and function of the expression language means, one line per case."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from spoortoets.engine.values import Interval

TRUE, FALSE, UNKNOWN = True, False, None

COMPARISONS = [
    ("p.n = 5", "n: 5", TRUE),
    ("p.n = 5", "n: 6", FALSE),
    ("p.n = 5", "", UNKNOWN),
    ("p.n = 5", "n: onbekend", UNKNOWN),
    ("p.n = 5", "n: {nvt: speelt niet}", UNKNOWN),
    ("p.n != 5", "n: 6", TRUE),
    ("p.n != 5", "n: 5", FALSE),
    ("p.n != 5", "", UNKNOWN),
    ("p.n < 5", "n: 4", TRUE),
    ("p.n < 5", "n: 5", FALSE),
    ("p.n <= 5", "n: 5", TRUE),
    ("p.n > 5", "n: 5", FALSE),
    ("p.n >= 5", "n: 5", TRUE),
    ("5 < p.n", "n: 6", TRUE),
    ("-5 <= p.n", "n: -5", TRUE),
    ("p.n >= 5 dagen", "n: 5", TRUE),
    ("p.n = 1 dag", "n: 1", TRUE),
    ("p.wk = 1 week", "wk: 1", TRUE),
    ("p.x >= 2.5", "x: 2.5", TRUE),
    ("p.begin < p.einde", "begin: 2026-01-01, einde: 2026-01-02", TRUE),
    ("p.begin < 2026-01-01", "begin: 2026-01-01", FALSE),
    ("p.begin <= 2026-01-01", "begin: 2026-01-01", TRUE),
    ("p.kleur = rood", "kleur: rood", TRUE),
    ("rood = p.kleur", "kleur: rood", TRUE),
    ("p.kleur != rood", "kleur: blauw", TRUE),
    ("p.maat < groot", "maat: midden", TRUE),
    ("p.maat >= midden", "maat: klein", FALSE),
    ("klein < p.maat", "maat: midden", TRUE),
    ("p.kleur in [rood, groen]", "kleur: groen", TRUE),
    ("p.kleur in [rood, groen]", "kleur: blauw", FALSE),
    ("p.kleur in [rood, groen]", "", UNKNOWN),
    ("p.kleur niet in [rood, groen]", "kleur: blauw", TRUE),
    ("p.kleur niet in [rood, groen]", "", UNKNOWN),
    ("p.talen bevat nl", "talen: [nl, fr]", TRUE),
    ("p.talen bevat de", "talen: [nl, fr]", FALSE),
    ("p.talen bevat de", "talen: []", FALSE),
    ("p.talen bevat de", "", UNKNOWN),
    ("p.a", "a: ja", TRUE),
    ("p.a", "a: nee", FALSE),
    ("p.a", "", UNKNOWN),
    ("p.a = ja", "a: ja", TRUE),
    ("p.a = nee", "a: ja", FALSE),
    ("p.a != ja", "a: nee", TRUE),
    ("ja = p.a", "a: ja", TRUE),
    ("p.a = p.b", "a: nee, b: nee", TRUE),
    ("p.n = parameter.grens", "n: 10", TRUE),
    ("p.begin = parameter.vaste_dag", "begin: 2026-03-01", TRUE),
    ("p.begin <= dossier.peildatum", "begin: 2026-06-01", TRUE),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), COMPARISONS)
def test_a_comparison(bench, expression, facts, expected):
    assert bench.truth(expression, facts) is expected


KNOWN = [
    ("p.n is bekend", "n: 5", TRUE),
    ("p.n is bekend", "", FALSE),
    ("p.n is bekend", "n: onbekend", FALSE),
    ("p.n is bekend", "n: {nvt: speelt niet}", FALSE),
    ("p.n is onbekend", "n: 5", FALSE),
    ("p.n is onbekend", "", TRUE),
    ("p.n is onbekend", "n: onbekend", TRUE),
    ("p.n is onbekend", "n: {nvt: speelt niet}", FALSE),
    ("p.noot is bekend", "noot: iets", TRUE),
    ("p.noot is bekend", "", FALSE),
    ("p.werk is bekend", "werk: []", TRUE),
    ("p.werk is onbekend", "", TRUE),
    ("aantal(p.werk) is bekend", "werk: [{uren: 2}]", TRUE),
    ("aantal(p.werk) is bekend", "werk: {volledig: nee, waarde: [{uren: 2}]}", FALSE),
    ("aantal(p.werk) is onbekend", "werk: {volledig: nee, waarde: [{uren: 2}]}", TRUE),
    ("aantal(p.werk waarvoor uren is onbekend) = 1", "werk: [{uren: 2}, {goed: ja}]", TRUE),
    ("aantal(p.werk waarvoor uren is onbekend) = 1", "werk: [{uren: 2}, {uren: onbekend}]", TRUE),
    ("aantal(p.werk waarvoor uren is onbekend) = 0", "werk: [{uren: 2}, {uren: {nvt: vrij}}]", TRUE),
    ("aantal(p.werk waarvoor uren is bekend) = 1", "werk: [{uren: 2}, {uren: {nvt: vrij}}]", TRUE),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), KNOWN)
def test_silence_is_only_judged_where_the_rule_says_so(bench, expression, facts, expected):
    assert bench.truth(expression, facts) is expected


def test_a_derived_number_of_which_only_a_bound_is_known_is_not_bekend(bench):
    rules = """
afleidingen:
  q.laat: {titel: de vertraging, type: getal, eenheid: dagen, formule: "max(0, dagen(p.begin, p.einde))"}
  q.weet: {titel: bekend, type: ja_nee, formule: q.laat is bekend}
  q.weet_niet: {titel: niet bekend, type: ja_nee, formule: q.laat is onbekend}
"""
    assert bench.fact("q.weet", {"afleidingen/q.yaml": rules}, "begin: 2026-01-01") is False
    assert bench.fact("q.weet_niet", {"afleidingen/q.yaml": rules}, "begin: 2026-01-01") is True
    assert bench.fact("q.weet", {"afleidingen/q.yaml": rules}, "begin: 2026-01-01, einde: 2026-01-02") is True


PRECEDENCE = [
    ("p.a of p.b en p.c", "a: ja, b: nee, c: nee", TRUE),
    ("(p.a of p.b) en p.c", "a: ja, b: nee, c: nee", FALSE),
    ("niet p.a en p.b", "a: nee, b: nee", FALSE),
    ("niet (p.a en p.b)", "a: nee, b: nee", TRUE),
    ("niet p.a of p.b", "a: ja, b: ja", TRUE),
    ("niet niet p.a", "a: ja", TRUE),
    ("niet p.n = 5", "n: 6", TRUE),
    ("p.a en p.b of p.c en p.a", "a: ja, b: nee, c: ja", TRUE),
    ("p.x + 2 * 3 = 7", "x: 1", TRUE),
    ("(p.n + 2) * 3 = 9", "n: 1", TRUE),
    ("p.n - 2 - 3 = 0", "n: 5", TRUE),
    ("p.n / 2 * 3 = 15", "n: 10", TRUE),
    ("-p.n + 3 = 2", "n: 1", TRUE),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), PRECEDENCE)
def test_precedence(bench, expression, facts, expected):
    assert bench.truth(expression, facts) is expected


DATES = [
    ("p.begin + 6 weken", "begin: 2026-03-05", date(2026, 4, 16)),
    ("p.begin - 91 dagen", "begin: 2026-04-01", date(2025, 12, 31)),
    ("p.begin + 1 maand", "begin: 2026-01-31", date(2026, 2, 28)),
    ("p.begin + 1 maand", "begin: 2028-01-31", date(2028, 2, 29)),
    ("p.begin + 3 maanden", "begin: 2026-01-31", date(2026, 4, 30)),
    ("p.begin - 1 maand", "begin: 2026-03-31", date(2026, 2, 28)),
    ("p.begin + 1 jaar", "begin: 2028-02-29", date(2029, 2, 28)),
    ("p.begin + 4 jaren", "begin: 2028-02-29", date(2032, 2, 29)),
    ("p.begin + 1 maand + 1 maand", "begin: 2026-01-31", date(2026, 3, 28)),
    ("p.begin + 2 maanden", "begin: 2026-01-31", date(2026, 3, 31)),
    ("6 weken + p.begin", "begin: 2026-03-05", date(2026, 4, 16)),
    ("p.begin + p.n", "begin: 2026-03-05, n: 3", date(2026, 3, 8)),
    ("p.begin + p.n", "begin: 2026-03-05, n: -3", date(2026, 3, 2)),
    ("p.begin + p.n", "begin: 2026-03-05", None),
    ("p.begin + p.n", "begin: 2026-03-05, n: 1.5", None),
    ("p.begin + p.wk", "begin: 2026-03-05, wk: 0.5", None),
    ("p.begin + p.n", "begin: 2026-03-05, n: 999999999999", None),
    ("p.begin + p.mnd", "begin: 2026-03-05, mnd: -999999", None),
    ("p.begin + parameter.grens", "begin: 2026-03-05", date(2026, 3, 15)),
    ("min(p.begin, p.einde)", "begin: 2026-03-05, einde: 2026-01-01", date(2026, 1, 1)),
    ("max(p.begin, p.einde, 2027-01-01)", "begin: 2026-03-05, einde: 2026-01-01", date(2027, 1, 1)),
    ("max(p.begin, p.einde)", "begin: 2026-03-05", None),
    ("2024-02-29 + 1 jaar", "", date(2025, 2, 28)),
]


@pytest.mark.parametrize(("expression", "facts", "expected"), DATES)
def test_a_date(bench, expression, facts, expected):
    assert bench.value(expression, "datum", facts) == expected


NUMBERS = [
    ("dagen(p.begin, p.einde)", "getal dagen", "begin: 2026-03-05, einde: 2026-04-13", 39),
    ("dagen(p.begin, p.einde)", "getal dagen", "begin: 2026-04-13, einde: 2026-03-05", -39),
    ("dagen(p.begin, p.begin)", "getal dagen", "begin: 2026-04-13", 0),
    ("dagen(p.begin, p.einde)", "getal dagen", "begin: 2028-02-28, einde: 2028-03-01", 2),
    ("weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-05, einde: 2026-04-16", 6),
    ("weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-05, einde: 2026-03-15", Fraction(10, 7)),
    ("weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-15, einde: 2026-03-05", Fraction(-10, 7)),
    ("hele_weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-05, einde: 2026-03-18", 1),
    ("hele_weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-05, einde: 2026-03-19", 2),
    ("hele_weken(p.begin, p.einde)", "getal weken", "begin: 2026-03-19, einde: 2026-03-06", -1),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2026-01-31, einde: 2026-02-27", 0),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2026-01-31, einde: 2026-02-28", 1),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2026-01-15, einde: 2026-07-14", 5),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2026-01-15, einde: 2026-07-15", 6),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2026-07-15, einde: 2026-01-15", -6),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2024-02-29, einde: 2025-02-28", 12),
    ("maanden(p.begin, p.einde)", "getal maanden", "begin: 2024-02-29", None),
    ("p.n + p.m", "getal dagen", "n: 3, m: 4", 7),
    ("p.n - p.m", "getal dagen", "n: 3, m: 4", -1),
    ("p.n * 2", "getal dagen", "n: 3", 6),
    ("p.n * p.x", "getal dagen", "n: 3, x: 2", 6),
    ("p.n / 2", "getal dagen", "n: 3", Fraction(3, 2)),
    ("p.n / 2", "getal dagen", "n: 4", 2),
    ("p.n / 7 dagen", "getal", "n: 14", 2),
    ("p.x * 0.1 * 10", "getal", "x: 3", 3),
    ("min(p.n, 5)", "getal dagen", "n: 3", 3),
    ("max(p.n, 5, p.m)", "getal dagen", "n: 3, m: 9", 9),
    ("max(0, p.n)", "getal dagen", "n: -3", 0),
    ("max(0, p.n)", "getal dagen", "", Interval(0, None)),
    ("min(0, p.n)", "getal dagen", "", Interval(None, 0)),
    ("max(0, p.n) + 5", "getal dagen", "", Interval(5, None)),
    ("5 - max(0, p.n)", "getal dagen", "", Interval(None, 5)),
    ("max(0, p.n) * -2", "getal dagen", "", Interval(None, 0)),
    ("max(0, p.n) / 2 * 0", "getal dagen", "", 0),
    ("max(3, p.n) * max(2, p.x)", "getal dagen", "", Interval(6, None)),
    ("parameter.grens * 2", "getal dagen", "", 20),
    ("aantal(p.talen)", "getal", "talen: [nl, fr]", 2),
    ("aantal(p.talen)", "getal", "", None),
]


@pytest.mark.parametrize(("expression", "kind", "facts", "expected"), NUMBERS)
def test_a_number(bench, expression, kind, facts, expected):
    value = bench.value(expression, kind, facts)
    assert value == expected
    assert type(value) is type(expected)


BOUNDS = [
    ("max(0, p.n) >= 0", TRUE),
    ("max(0, p.n) < 0", FALSE),
    ("max(0, p.n) > 0", UNKNOWN),
    ("max(0, p.n) = -1", FALSE),
    ("max(0, p.n) != -1", TRUE),
    ("max(0, p.n) = 3", UNKNOWN),
    ("min(9, p.n) <= 9", TRUE),
    ("max(5, p.n) > min(4, p.m)", TRUE),
    ("max(5, p.n) >= min(5, p.m)", TRUE),
    ("max(5, p.n) > min(5, p.m)", UNKNOWN),
    ("min(5, p.n) < max(5, p.m)", UNKNOWN),
    ("min(4, p.n) >= max(5, p.m)", FALSE),
]


@pytest.mark.parametrize(("expression", "expected"), BOUNDS)
def test_bounds_decide_only_when_the_whole_interval_does(bench, expression, expected):
    assert bench.truth(expression) is expected
