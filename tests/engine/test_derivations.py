"""Derived facts: ordered cases, decision tables, nvt, dated versions and parameters."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.values import NVT, Interval

CASES = """
afleidingen:
  q.termijn:
    titel: de termijn
    type: getal
    eenheid: dagen
    gevallen:
      - {als: p.a, dan: 10}
      - {als: p.b, dan: 20}
      - {anders: 30}
  q.zelfde:
    titel: de termijn
    type: getal
    eenheid: dagen
    gevallen:
      - {als: p.a, dan: 10}
      - {als: p.b, dan: 20}
      - {anders: 10}
  q.dag:
    titel: de dag
    type: datum
    gevallen:
      - {als: p.a, dan: p.begin}
      - {anders: p.begin + 1 dag}
  q.tint:
    titel: de tint
    type: keuze
    waarden: {licht: licht, donker: donker}
    gevallen:
      - {als: p.a, dan: licht}
      - {als: p.b, dan: nvt, omdat: Er is geen tint.}
      - {anders: donker}
"""

ORDERED = [
    ("q.termijn", "a: ja", 10),
    ("q.termijn", "a: nee, b: ja", 20),
    ("q.termijn", "a: nee, b: nee", 30),
    ("q.termijn", "a: ja, b: ja", 10),
    ("q.termijn", "b: ja", Interval(10, 20)),
    ("q.termijn", "b: nee", Interval(10, 30)),
    ("q.termijn", "", Interval(10, 30)),
    ("q.termijn", "a: nee", Interval(20, 30)),
    ("q.zelfde", "b: nee", 10),
    ("q.zelfde", "", Interval(10, 20)),
    ("q.dag", "a: ja, begin: 2026-01-01", date(2026, 1, 1)),
    ("q.dag", "begin: 2026-01-01", None),
    ("q.dag", "a: ja", None),
    ("q.tint", "a: nee, b: nee", "donker"),
    ("q.tint", "a: nee, b: ja", NVT),
    ("q.tint", "a: nee", None),
    ("q.tint", "b: ja", None),
]


@pytest.mark.parametrize(("name", "facts", "expected"), ORDERED)
def test_the_first_case_that_is_true_counts(bench, name, facts, expected):
    assert bench.fact(name, {"afleidingen/q.yaml": CASES}, facts) == expected


TABLE = """
afleidingen:
  q.duur:
    titel: de duur
    type: getal
    eenheid: maanden
    tabel:
      rij: p.kleur
      kolom: p.maat
      gezag: ontwerp
      cellen:
        rood: {klein: 1, midden: 2, groot: {waarde: 3, gezag: wet, bronnen: [{boek: p. 9}]}}
        groen: {klein: 4, midden: 4, groot: 4}
        blauw: {klein: nvt, midden: nvt, groot: 9}
  q.hard: {titel: een harde cel, type: ja_nee, formule: q.duur.gezag = wet}
  q.niets: {titel: geen duur, type: ja_nee, formule: q.duur is onbekend}
"""

CELLS = [
    ("q.duur", "kleur: rood, maat: groot", 3),
    ("q.duur", "kleur: rood", Interval(1, 3)),
    ("q.duur", "kleur: groen", 4),
    ("q.duur", "maat: groot", Interval(3, 9)),
    ("q.duur", "maat: klein", None),
    ("q.duur", "", None),
    ("q.duur", "kleur: blauw, maat: klein", NVT),
    ("q.duur", "kleur: blauw", None),
    ("q.duur.gezag", "kleur: rood, maat: groot", "wet"),
    ("q.duur.gezag", "kleur: rood, maat: klein", "ontwerp"),
    ("q.duur.gezag", "kleur: rood", None),
    ("q.duur.gezag", "kleur: groen", "ontwerp"),
    ("q.duur.gezag", "maat: midden", "ontwerp"),
    ("q.hard", "kleur: rood, maat: groot", True),
    ("q.hard", "kleur: groen", False),
    ("q.niets", "kleur: blauw, maat: klein", False),
    ("q.niets", "", True),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CELLS)
def test_a_decision_table(bench, name, facts, expected):
    assert bench.fact(name, {"afleidingen/q.yaml": TABLE}, facts) == expected


PARAMETERS = [("2025-12-31", 10), ("2026-01-01", 20), ("2026-12-31", 20), ("2027-01-01", None)]


@pytest.mark.parametrize(("day", "expected"), PARAMETERS)
def test_a_parameter_has_the_value_of_the_peildatum(bench, day, expected):
    """Where no version applies the value is unknown, as any value that is not there."""
    rule = "afleidingen: {q.prijs: {titel: de prijs, type: getal, eenheid: euro, formule: parameter.tarief}}"
    assert bench.fact("q.prijs", {"afleidingen/q.yaml": rule}, day=day) == expected


OLD = "afleidingen: {q.uit: {titel: oud, type: ja_nee, formule: p.a, geldig_tot: 2025-12-31}}"
NEW = """
afleidingen:
  q.uit: {titel: nieuw, type: ja_nee, formule: niet p.a, geldig_van: 2026-01-01, geldig_tot: 2026-12-31}
"""


@pytest.mark.parametrize(("day", "expected"), [("2025-06-01", True), ("2026-06-01", False), ("2027-06-01", None)])
def test_the_peildatum_chooses_the_version_of_a_rule(bench, day, expected):
    rules = {"afleidingen/oud.yaml": OLD, "afleidingen/nieuw.yaml": NEW}
    assert bench.fact("q.uit", rules, "a: ja", day) is expected


def test_a_rule_out_of_force_is_no_question_to_anybody(bench):
    rules = {"afleidingen/oud.yaml": OLD}
    body = "uitkomsten: {voldoet: {als: q.uit en p.b, uitleg: Goed.}, twijfel: {anders: ja, uitleg: Mis.}}"
    assert [one.name for one in bench.finding(body, "", rules).open_facts] == ["p.b"]


def test_derivations_may_stand_in_any_order_and_lean_on_each_other(bench):
    rules = """
afleidingen:
  q.derde: {titel: derde, type: getal, eenheid: dagen, formule: q.tweede + 1}
  q.tweede: {titel: tweede, type: getal, eenheid: dagen, formule: q.eerste + 1}
  q.eerste: {titel: eerste, type: getal, eenheid: dagen, formule: p.n + 1}
"""
    assert bench.fact("q.derde", {"afleidingen/q.yaml": rules}, "n: 1") == 4


def test_a_count_may_carry_the_name_of_what_it_counts(bench):
    rules = """
afleidingen:
  q.klussen: {titel: de klussen, type: getal, eenheid: klussen, formule: aantal(p.werk)}
  q.genoeg: {titel: genoeg, type: ja_nee, formule: q.klussen >= 2 klussen}
"""
    assert bench.fact("q.genoeg", {"afleidingen/q.yaml": rules}, "werk: [{uren: 1}, {uren: 2}]") is True
