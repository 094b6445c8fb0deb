"""How findings add up to a verdict per question and as a whole."""

from __future__ import annotations

import pytest

PLAIN = "uitkomsten: {voldoet: {als: %s, uitleg: Goed.}, voldoet_niet: {als: niet %s, uitleg: Mis.}}"
EXCUSED = (
    PLAIN % ("p.b", "p.b") + "\ndeugdelijke_gronden: [{grond: reden, titel: een reden, als: p.c, uitleg: Daarom.}]"
)


@pytest.fixture
def rules(bench):
    second = bench.criterion(EXCUSED, "A2").replace("vraag: een", "vraag: twee")
    return {"criteria/A1.yaml": bench.criterion(PLAIN % ("p.a", "p.a")), "criteria/A2.yaml": second}


@pytest.mark.parametrize(
    ("facts", "whole", "each", "carried_by"),
    [
        ("a: ja, b: ja", "adequaat", ("voldoet", "voldoet"), ()),
        ("a: nee, b: ja", "niet_adequaat", ("tekort", "voldoet"), ("A1",)),
        ("a: nee, b: nee", "niet_adequaat", ("tekort", "tekort"), ("A1", "A2")),
        ("a: ja, b: nee, c: ja", "adequaat", ("voldoet", "voldoet"), ()),
        ("a: ja, b: nee", "niet_adequaat", ("voldoet", "tekort"), ("A2",)),
        ("a: ja", "onvoldoende_gegevens", ("voldoet", "onbekend"), ("A2",)),
        ("b: nee", "niet_adequaat", ("onbekend", "tekort"), ("A2",)),
    ],
)
def test_the_verdict(bench, rules, facts, whole, each, carried_by):
    verdict = bench.audit(rules, facts).verdict
    assert verdict.outcome == whole
    assert tuple(one.outcome for one in verdict.questions) == each
    assert verdict.carried_by == carried_by


def test_the_verdict_gives_its_reason_and_the_criteria_per_question(bench, rules):
    verdict = bench.audit(rules, "a: nee, b: ja").verdict
    assert verdict.reason == "Er is een tekort."
    assert [one.findings for one in verdict.questions] == [("A1",), ("A2",)]


def ending(condition):
    cases = f"[{{dan: niet_aan_de_orde, als: '{condition}'}}, {{anders: adequaat}}]"
    return {"oordeel/eind.yaml": f"oordeel: eindoordeel\ngevallen: {cases}"}


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("elk(bevindingen waarvoor bevinding = voldoet)", "a: ja, b: ja", True),
        ("elk(bevindingen waarvoor bevinding = voldoet)", "a: ja, b: nee", False),
        ("elk(bevindingen waarvoor vraag = een)", "a: ja, b: ja", False),
        ("elk(bevindingen waarvoor vraag != een of bevinding = voldoet)", "a: ja, b: nee", True),
        ("geen(bevindingen waarvoor bevinding = voldoet_niet)", "a: ja, b: ja", True),
        ("geen(bevindingen waarvoor bevinding = voldoet_niet)", "a: ja, b: nee", False),
        ("geen(bevindingen waarvoor criterium = A2 en bevinding = voldoet_niet)", "a: nee, b: ja", True),
        ("geen(bevindingen)", "a: ja, b: ja", False),
        ("aantal(bevindingen) = 2", "", True),
        ("aantal(bevindingen waarvoor bevinding in [voldoet, nvt]) >= 1", "a: ja", True),
        ("aantal(bevindingen waarvoor zwaarte in [dragend, route]) = 2", "", True),
        ("aantal(bevindingen waarvoor verschoond) = 1", "b: nee, c: ja", True),
    ],
)
def test_a_condition_on_all_findings(bench, rules, condition, facts, expected):
    outcome = bench.audit({**rules, **ending(condition)}, facts).verdict.outcome
    assert outcome == ("niet_aan_de_orde" if expected else "adequaat")


def test_a_question_may_exclude_all_its_criteria(bench, rules):
    rules["oordeel/vragen.yaml"] = """
vragen:
  - {vraag: een, titel: De eerste vraag}
  - vraag: twee
    titel: De tweede vraag
    niet_van_toepassing_als:
      - {als: A1.bevinding = voldoet, omdat: De eerste vraag is al beantwoord.}
"""
    result = bench.audit(rules, "a: ja, b: nee")
    found = result.finding("A2")
    assert (found.outcome.value, found.reasons) == ("nvt", ("De eerste vraag is al beantwoord.",))
    assert bench.audit(rules, "a: nee, b: nee").finding("A2").outcome.value == "voldoet_niet"
    assert bench.audit(rules, "b: nee").finding("A2").outcome.value == "onbekend"


def two_weights(bench, id):
    light, heavy = "{als: p.a, uitleg: Mis.}", "{als: p.a en p.c, zwaarte: dragend, uitleg: Zwaar mis.}"
    body = f"uitkomsten: {{voldoet: {{als: niet p.a, uitleg: Goed.}}, voldoet_niet: [{light}, {heavy}]}}"
    return bench.criterion(body, id).replace("zwaarte: dragend\n", "zwaarte: bijdragend\n", 1)


@pytest.mark.parametrize("way", ["elk(bevindingen waarvoor {})", "elk(bevindingen waarvoor niet niet ({}))"])
def test_a_criterion_that_is_too_light_to_count_does_not_carry_the_verdict(bench, rules, way):
    rules["criteria/A3.yaml"] = two_weights(bench, "A3")
    rules |= ending(way.format("zwaarte != dragend of bevinding in [voldoet, voldoet_niet]"))
    assert bench.audit(rules, "a: nee, b: ja").verdict.carried_by == ("A1", "A2")
    assert bench.audit(rules, "a: ja, b: ja, c: nee").verdict.carried_by == ("A1", "A2")
    assert bench.audit(rules, "a: ja, b: ja, c: ja").verdict.carried_by == ("A1", "A2", "A3")


def test_a_criterion_left_out_by_its_weight_in_one_group_may_be_named_in_another(bench, rules):
    rules["criteria/A3.yaml"] = two_weights(bench, "A3")
    every = "elk(bevindingen waarvoor zwaarte != dragend of bevinding in [voldoet, voldoet_niet])"
    rules |= ending(f"A3.bevinding = voldoet en {every}")
    assert bench.audit(rules, "a: nee, b: ja").verdict.carried_by == ("A1", "A2", "A3")
