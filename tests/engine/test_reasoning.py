"""What carries a finding: facts with their provenance, facts still open, and a reasoning with stable ids."""

from __future__ import annotations

import pytest
from spoortoets.engine.result import FactState, ProofNode

PLAIN = "uitkomsten: {voldoet: {als: %s, uitleg: Goed.}, twijfel: {anders: ja, uitleg: Mis.}}"
DERIVED = {
    "afleidingen/q.yaml": """
afleidingen:
  q.duur: {titel: de duur, type: getal, eenheid: dagen, formule: "dagen(p.begin, p.einde)"}
  q.laat: {titel: te laat, type: ja_nee, formule: {een_van: [q.duur > 10, p.a]}}
  q.keus:
    titel: de keus
    type: getal
    eenheid: dagen
    gevallen: [{als: p.a, dan: p.n}, {als: p.b, dan: p.m}, {anders: 5}]
  q.lijst: {titel: de telling, type: getal, formule: aantal(p.werk waarvoor goed)}
"""
}

OPEN = [
    ("p.a en p.b", "", ["p.a", "p.b"]),
    ("p.a en p.b", "a: ja", ["p.b"]),
    ("p.a en (p.b of p.c)", "a: ja, c: nee", ["p.b"]),
    ("(p.a en p.b) of p.c", "a: nee", ["p.c"]),
    ("niet (p.a en p.b)", "a: ja", ["p.b"]),
    ("p.a en p.n > 3", "a: onbekend, n: 5", ["p.a"]),
    ("p.n > 3", "n: {nvt: speelt niet}", []),
    ("q.duur > 10", "begin: 2026-01-01", ["p.einde"]),
    ("q.duur > 10", "", ["p.begin", "p.einde"]),
    ("q.laat", "a: nee, begin: 2026-01-01", ["p.einde"]),
    ("q.laat en p.b", "a: ja", ["p.b"]),
    ("q.keus > 9", "a: ja", ["p.n"]),
    ("q.keus > 9", "a: nee", ["p.b", "p.m"]),
    ("q.keus > 9", "a: nee, b: ja, m: onbekend", ["p.m"]),
    ("max(0, q.duur) > 3", "einde: 2026-01-01", ["p.begin"]),
    ("aantal(p.werk) >= 2", "werk: {volledig: nee, waarde: [{uren: 1}]}", ["p.werk"]),
    ("aantal(p.werk waarvoor goed) >= 2", "werk: [{goed: ja}, {uren: 1}]", ["p.werk"]),
    ("aantal(p.werk waarvoor uren > p.x * 1 uren) >= 2", "werk: [{uren: 1}, {uren: 3}]", ["p.x"]),
    ("q.lijst > p.x", "werk: [{goed: ja, uren: onbekend}]", ["p.x"]),
    ("q.lijst > p.x", "werk: [{goed: {nvt: geen oordeel}}], x: 0", []),
]


@pytest.mark.parametrize(("condition", "facts", "expected"), OPEN)
def test_exactly_those_facts_are_asked_for_that_would_decide(bench, condition, facts, expected):
    found = bench.finding(PLAIN % f"'{condition}'", facts, DERIVED)
    assert found.outcome.value == "onbekend"
    assert [one.name for one in found.open_facts] == expected


def test_a_finding_that_is_certain_asks_nothing(bench):
    assert bench.finding(PLAIN % "p.a of p.b", "a: ja").open_facts == ()


def test_an_open_fact_tells_what_to_ask_whom_and_which_paper_shows_it(bench):
    (fact,) = bench.finding(PLAIN % "p.a", "a: onbekend").open_facts
    assert (fact.title, fact.question, fact.answerer, fact.document) == ("punt a", "Geldt a?", "iemand", "brief")
    assert fact.state is FactState.ASKED
    (fact,) = bench.finding(PLAIN % "p.a").open_facts
    assert fact.state is FactState.ABSENT


def test_open_facts_reach_through_the_finding_of_another_criterion(bench):
    other = {"criteria/A0.yaml": bench.criterion(PLAIN % "p.a en p.b", "A0")}
    found = bench.finding(PLAIN % "A0.bevinding = voldoet", "a: ja", other)
    assert [one.name for one in found.open_facts] == ["p.b"]


def test_while_it_is_unknown_whether_a_criterion_applies_that_is_asked_too(bench):
    body = "van_toepassing_als: p.c\n" + PLAIN % "p.a"
    assert [one.name for one in bench.finding(body, "a: ja").open_facts] == ["p.c"]


def test_a_used_fact_keeps_its_provenance(bench):
    facts = "n: {waarde: 3, bron: {document: D01, pagina: 2}, zekerheid: vastgesteld}"
    (fact,) = bench.finding(PLAIN % "p.n > 2", facts).facts
    assert (fact.name, fact.value, fact.state, fact.derived) == ("p.n", "3 dagen", FactState.KNOWN, False)
    origin = fact.provenance
    assert (origin.document, origin.page, origin.certainty) == ("D01", "2", "vastgesteld")


def test_a_derived_fact_brings_the_facts_behind_it(bench):
    facts = "begin: 2026-01-01, einde: {waarde: 2026-01-31, bron: {document: D01}}"
    found = bench.finding(PLAIN % "q.duur > 10", facts, DERIVED)
    assert [(one.name, one.value, one.derived) for one in found.facts] == [
        ("q.duur", "30 dagen", True),
        ("p.begin", "1 januari 2026", False),
        ("p.einde", "31 januari 2026", False),
    ]
    assert found.facts[2].provenance.document == "D01"


def test_of_een_van_only_the_parts_that_hold_are_deciding(bench):
    assert [one.name for one in bench.finding(PLAIN % "p.a of p.b", "a: nee, b: ja").facts] == ["p.b"]
    assert [one.name for one in bench.finding(PLAIN % "p.a en p.b", "a: ja, b: ja").facts] == ["p.a", "p.b"]


def nodes(node: ProofNode):
    yield node
    for child in node.children:
        yield from nodes(child)


BODY = """
niet_van_toepassing_als: [{als: p.c, omdat: Het speelt niet.}]
uitkomsten:
  voldoet: {als: {alle: [q.laat, {niet: {een_van: [p.b, p.n > 3]}}]}, uitleg: Goed.}
  voldoet_niet:
    - {als: p.b, uitleg: Mis.}
    - {als: p.n > 3, uitleg: Mis.}
  twijfel: {anders: ja, uitleg: Hm.}
deugdelijke_gronden: [{grond: reden, titel: een reden, als: p.maat = klein, uitleg: Daarom.}]
"""
IDS = [
    "A1",
    "A1/niet_van_toepassing/1",
    "A1/voldoet/als",
    "A1/voldoet/als/1",
    "A1/voldoet/als/2",
    "A1/voldoet/als/2/niet",
    "A1/voldoet/als/2/niet/1",
    "A1/voldoet/als/2/niet/2",
    "A1/twijfel/als",
    "A1/voldoet_niet/1/als",
    "A1/voldoet_niet/2/als",
    "A1/grond/reden",
]


def test_every_node_of_a_reasoning_has_an_id_that_does_not_depend_on_the_dossier(bench):
    for facts in ("", "c: nee, b: ja, n: 1", "a: ja, b: nee, n: 1, c: nee"):
        proof = bench.finding(BODY, facts, DERIVED).proof
        own = [one.id for one in nodes(proof) if one.id.startswith("A1")]
        assert own == IDS


def test_a_reasoning_shows_what_held_and_what_did_not(bench):
    proof = bench.finding(BODY, "a: ja, b: nee, n: 1, c: nee", DERIVED).proof
    truths = {one.id: one.truth.value for one in nodes(proof) if one.truth is not None}
    assert truths["A1/voldoet/als"] == "waar"
    assert truths["A1/voldoet_niet/1/als"] == "onwaar"
    assert truths["A1/grond/reden"] == "onbekend"


def test_an_elementary_condition_shows_the_value_of_each_term(bench):
    proof = bench.finding(PLAIN % "p.n > parameter.grens", "n: 12").proof
    (node,) = (one for one in nodes(proof) if one.id == "A1/voldoet/als")
    assert node.text == "de dagen is meer dan de grens"
    assert [(one.title, one.value) for one in node.values] == [("de dagen", "12 dagen"), ("de grens", "10 dagen")]


def test_a_condition_on_a_list_shows_each_element(bench):
    proof = bench.finding(PLAIN % "geen(p.werk waarvoor goed)", "werk: [{goed: nee}, {uren: 2}]").proof
    elements = [one for one in nodes(proof) if one.kind == "element"]
    assert [(one.id, one.truth.value) for one in elements] == [
        ("A1/voldoet/als/p.werk[1]", "onwaar"),
        ("A1/voldoet/als/p.werk[2]", "onbekend"),
    ]


def test_the_verdict_has_a_reasoning_too(bench):
    result = bench.audit({"criteria/A1.yaml": bench.criterion(PLAIN % "p.a")}, "a: ja")
    assert [one.id for one in result.verdict.proof.children] == ["oordeel/eindoordeel/1", "oordeel/eindoordeel/2"]
