"""Grounds on which something may be left undone: when they carry, for how long, and what a rule may ask of them."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.audit import DURABLE
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.result import NoGoResult, Truth

GROUND = """
nogo: G1
titel: Een grond
sterkte: {strength}
gezag: beleid
bronnen: [{{boek: p. 4}}]
norm: Dan hoeft het niet.
niet_van_toepassing_als:
  - als: p.kleur = blauw
    omdat: Bij blauw speelt dit niet.
beroep_als: p.kleur = rood
bewijs:
  - {{bewijs: brief, wat: Er is een brief., als: p.a, opsteller: iemand, stuk: brief}}
  - {{bewijs: dagen, wat: "Het duurde {{p.n}}.", als: p.n <= 5, opsteller: een ander}}
periode: {{van: p.begin, tot: p.einde}}
dekt: p.b
tijdig: p.begin <= p.einde
herbeoordeling: {{wat: Kijk opnieuw., uiterlijk: p.einde}}
afwijzing:
  - {{als: p.c, omdat: Het is anders.}}
  - omdat: Het is nooit genoeg.
vragen: [Wanneer weer?]
"""
RELIES = """
uitkomsten:
  voldoet: {als: G1.beroep en G1.draagkrachtig, uitleg: De grond draagt.}
  twijfel: {als: G1.beroep en niet G1.draagkrachtig en G1.draagkrachtig_deels, uitleg: De grond draagt een deel.}
  voldoet_niet: {als: niet G1.beroep of (niet G1.draagkrachtig en niet G1.draagkrachtig_deels), uitleg: Nee.}
"""
ALL = {
    "kleur": "rood", "a": "ja", "n": "5", "b": "ja", "c": "nee", "begin": "2026-01-01", "einde": "2026-02-01",
}  # fmt: skip
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def facts(**changed: str) -> str:
    """All facts of a ground that carries, some changed; "" leaves one out."""
    return ", ".join(f"{name}: {value}" for name, value in {**ALL, **changed}.items() if value)


def rules(bench, strength: str = "sterk") -> dict[str, str]:
    return {"nogo/G1.yaml": GROUND.format(strength=strength), "criteria/A1.yaml": bench.criterion(RELIES)}


def ground(bench, strength: str = "sterk", motor: str = "direct", **changed: str) -> NoGoResult:
    found = bench.audit(rules(bench, strength), facts(**changed), motor=motor).nogo("G1")
    assert found is not None
    return found


@pytest.mark.parametrize("strength", ["sterk", "voorwaardelijk"])
def test_with_all_its_evidence_in_time_for_the_whole_period_a_ground_carries(bench, strength):
    found = ground(bench, strength)
    assert (found.invoked, found.shown, found.carries, found.partly) == (T, T, T, F)


@pytest.mark.parametrize(
    ("changed", "shown", "carries", "partly"),
    [
        ({"a": "nee"}, F, F, F),
        ({"a": ""}, U, U, F),
        ({"a": "onbekend"}, U, U, F),
        ({"a": "", "n": "6"}, F, F, F),
        ({"einde": "2025-12-31"}, F, F, F),
        ({"einde": ""}, U, U, F),
        ({"b": "nee"}, T, F, T),
        ({"b": ""}, T, U, U),
        ({"a": "", "b": ""}, U, U, U),
        ({"kleur": "blauw"}, F, F, F),
        ({"kleur": ""}, U, U, F),
        ({"kleur": "groen"}, T, T, F),
    ],
)
def test_what_is_missing_or_not_known_never_carries(bench, changed, shown, carries, partly):
    found = ground(bench, **changed)
    assert (found.shown, found.carries, found.partly) == (shown, carries, partly)


WEAK = """
nogo: G1
titel: Een zwakke grond
sterkte: zwak
gezag: ontwerp
norm: Dit is nooit genoeg.
beroep_als: p.kleur = rood
"""


def test_a_weak_ground_never_carries_however_much_is_shown(bench):
    files = {"nogo/G1.yaml": WEAK, "criteria/A1.yaml": bench.criterion(RELIES)}
    result = bench.audit(files, facts())
    found = result.nogo("G1")
    assert (found.invoked, found.shown, found.carries, found.partly) == (T, F, F, F)
    assert (found.in_time, found.covered, found.evidence) == (None, None, ())
    assert result.finding("A1").outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, Outcome.MET),
        ({"b": "nee"}, Outcome.DOUBT),
        ({"a": "nee"}, Outcome.NOT_MET),
        ({"kleur": "groen"}, Outcome.NOT_MET),
        ({"a": ""}, Outcome.UNKNOWN),
    ],
)
def test_a_rule_may_ask_whether_a_ground_is_invoked_and_carries(bench, changed, outcome):
    assert bench.audit(rules(bench), facts(**changed)).finding("A1").outcome is outcome


def test_a_rule_that_waits_for_a_ground_asks_for_its_evidence(bench):
    finding = bench.audit(rules(bench), facts(a="")).finding("A1")
    assert [one.name for one in finding.open_facts] == ["p.a"]


def test_the_result_says_which_evidence_is_there_by_whom_and_what_would_decide(bench):
    letter, days = ground(bench, a="").evidence
    assert (letter.id, letter.truth, letter.author, letter.document) == ("brief", U, "iemand", "brief")
    assert [one.name for one in letter.open_facts] == ["p.a"]
    assert (days.text, days.truth, [one.value for one in days.facts]) == ("Het duurde 5 dagen.", T, ["5 dagen"])


def test_the_result_has_the_period_the_review_and_the_reasons_to_reject(bench):
    found = ground(bench, c="ja")
    assert (found.start, found.end, found.review_by) == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 1))
    assert found.review == "Kijk opnieuw."
    assert [(one.text, one.truth) for one in found.objections] == [
        ("Het is anders.", T),
        ("Het is nooit genoeg.", None),
    ]
    assert found.to_ask == ("Wanneer weer?",)


def test_a_ground_that_does_not_apply_says_why(bench):
    assert ground(bench, kleur="blauw").reason == "Bij blauw speelt dit niet."
    assert ground(bench).reason == ""


def test_a_ground_that_is_not_in_force_is_never_invoked(bench):
    files = rules(bench)
    files["nogo/G1.yaml"] += "geldig_van: 2027-01-01\n"
    result = bench.audit(files, facts())
    assert result.nogo("G1") is None
    assert result.finding("A1").outcome is Outcome.NOT_MET


def test_grounds_come_in_the_order_of_their_numbers(bench):
    files = {f"nogo/{name}.yaml": WEAK.replace("G1", name) for name in ("G10", "G2", "G1")}
    assert [one.nogo for one in bench.audit(files, facts()).nogos] == ["G1", "G2", "G10"]


@pytest.mark.usefixtures("engine_present")
@pytest.mark.parametrize("changed", [{}, {"a": ""}, {"b": "nee"}, {"kleur": "blauw"}, {"einde": ""}])
def test_both_readings_agree_on_a_ground(bench, changed):
    result = bench.audit(rules(bench), facts(**changed), motor=DURABLE)
    assert result.engine.compared > 0
    assert result.nogos == bench.audit(rules(bench), facts(**changed)).nogos


def test_the_reasoning_of_a_ground_holds_each_of_its_conditions(bench):
    proof = ground(bench).proof
    assert proof is not None
    assert [one.id for one in proof.children] == [
        "G1/beroep", "G1/bewijs/brief", "G1/bewijs/dagen", "G1/tijdig", "G1/dekt", "G1/niet_van_toepassing/1",
        "G1/afwijzing/1",
    ]  # fmt: skip


def test_two_grounds_cannot_lean_on_each_other(bench):
    files = {
        "nogo/G1.yaml": WEAK.replace("p.kleur = rood", "G2.beroep"),
        "nogo/G2.yaml": WEAK.replace("G1", "G2").replace("p.kleur = rood", "G1.beroep"),
    }
    with pytest.raises(Exception, match=r"R91 .*G1 -> G2 -> G1"):
        bench.book(files)
