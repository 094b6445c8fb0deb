"""Several statements of one fact: agreeing ones are known, differing ones decide nothing and are shown everywhere."""

from __future__ import annotations

import pytest
from spoortoets.engine.audit import DURABLE
from spoortoets.engine.result import FactState, StepState

LONG = "uitkomsten: {voldoet: {als: p.n > 10, uitleg: 'Het duurde {p.n}.'}, twijfel: {anders: ja, uitleg: Mis.}}"
TOTAL = {
    "afleidingen/q.yaml": (
        "afleidingen: {q.som: {titel: de som, type: getal, eenheid: dagen, formule: p.n + p.m},"
        " q.laatste: {titel: de laatste dag, type: datum, formule: laatste(p.werk.dag)}}"
    )
}
STEP = {
    "tijdlijn/s.yaml": (
        "stappen: [{stap: S1, titel: De stap, wie: iemand, uiterlijk: p.begin + 6 weken, gebeurd_op: p.einde,"
        " gezag: wet, bronnen: [{boek: p. 1}], gevolg: Dan is het zover.}]"
    )
}


def said(*values: str, chosen: str = "") -> str:
    """The statements of a fact in flow style: the first on page 1 of D01, the next on page 2."""
    told = ", ".join(
        f"{{waarde: {one}, bron: {{document: D01, pagina: {n}}}}}" for n, one in enumerate(values, start=1)
    )
    return f"{{verklaringen: [{told}]{chosen and f', gekozen: {{waarde: {chosen}, reden: dat is het nieuwste}}'}}}"


def test_statements_that_differ_decide_nothing_and_are_asked_about(bench):
    found = bench.finding(LONG, f"n: {said('11', '9')}")
    assert found.outcome.value == "onbekend"
    (asked,) = found.open_facts
    assert (asked.name, asked.state) == ("p.n", FactState.CONTRADICTED)
    assert [(one.value, one.provenance.page, one.counts) for one in asked.statements] == [
        ("11 dagen", "1", False),
        ("9 dagen", "2", False),
    ]


def test_not_even_when_each_of_them_would_give_the_same_outcome(bench):
    assert bench.finding(LONG, f"n: {said('11', '12')}").outcome.value == "onbekend"


def test_statements_that_agree_count_and_both_places_are_told(bench):
    found = bench.finding(LONG, f"n: {said('11', '11')}")
    assert found.outcome.value == "voldoet"
    (fact,) = found.facts
    assert fact.state is FactState.KNOWN
    assert [(one.provenance.page, one.counts) for one in fact.statements] == [("1", True), ("2", True)]


def test_a_chosen_statement_counts_with_its_reason_and_the_other_stays_in_sight(bench):
    found = bench.finding(LONG, f"n: {said('9', '11', chosen='11')}")
    assert (found.outcome.value, found.reasons) == ("voldoet", ("Het duurde 11 dagen.",))
    (fact,) = found.facts
    assert (fact.value, fact.provenance.page, fact.reason) == ("11 dagen", "2", "")
    assert [(one.value, one.counts, one.reason) for one in fact.statements] == [
        ("9 dagen", False, ""),
        ("11 dagen", True, "dat is het nieuwste"),
    ]


def test_a_contradiction_is_found_behind_a_derived_fact(bench):
    body = LONG.replace("p.n > 10", "q.som > 10")
    found = bench.finding(body, f"n: {said('11', '9')}, m: 4", TOTAL)
    assert [(one.name, one.state.value) for one in found.open_facts] == [("p.n", "tegenstrijdig")]


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("p.a", f"a: {said('ja', 'nee')}"),
        ("niet p.a", f"a: {said('ja', 'nee')}"),
        ("p.begin < p.einde", f"begin: {said('2026-01-01', '2026-01-02')}, einde: 2026-03-01"),
        ("p.kleur in [rood, groen]", f"kleur: {said('rood', 'groen')}"),
        ("p.talen bevat nl", f"talen: {said('[nl]', '[nl, fr]')}"),
        ("aantal(p.werk waarvoor uren > 2) >= 1", f"werk: [{{uren: {said('3', '4')}}}]"),
    ],
)
def test_a_contradicted_fact_of_any_type_is_unknown(bench, condition, facts):
    assert bench.truth(condition, facts) is None


def test_a_contradicted_fact_is_not_known(bench):
    facts = f"n: {said('11', '9')}"
    assert (bench.truth("p.n is bekend", facts), bench.truth("p.n is onbekend", facts)) == (False, True)


def test_what_else_is_known_still_decides(bench):
    assert bench.truth("p.n > 10 of p.a", f"n: {said('11', '9')}, a: ja") is True


@pytest.mark.usefixtures("engine_present")
def test_both_readings_agree_on_it(bench):
    facts = f"n: {said('11', '9')}, m: {said('1', '2', chosen='2')}"
    result = bench.audit({"criteria/A1.yaml": bench.criterion(LONG)}, facts, motor=DURABLE)
    assert result.engine.compared > 0
    assert result.findings[0].outcome.value == "onbekend"


def test_the_reasoning_shows_both_statements_beside_the_condition(bench):
    proof = bench.finding(LONG, f"n: {said('11', '9')}").proof
    value = proof.children[0].values[0]
    assert (value.name, value.state) == ("p.n", FactState.CONTRADICTED)
    assert [one.value for one in value.statements] == ["11 dagen", "9 dagen"]


def test_a_field_of_an_element_is_told_with_the_element(bench):
    facts = f"werk: [{{dag: 2026-01-05}}, {{dag: {said('2026-02-05', '2026-03-05')}}}]"
    body = LONG.replace("p.n > 10", "q.laatste > 2026-02-20").replace("{p.n}", "{q.laatste}")
    found = bench.finding(body, facts, TOTAL)
    assert found.outcome.value == "onbekend"
    (asked,) = found.open_facts
    assert (asked.name, asked.state) == ("p.werk", FactState.PARTIAL)
    assert [(one.subject, one.value) for one in asked.statements] == [
        ("klus 2, de dag", "5 februari 2026"),
        ("klus 2, de dag", "5 maart 2026"),
    ]


def test_the_judgement_of_an_element_shows_what_was_said_of_its_field(bench):
    body = LONG.replace("p.n > 10", "elk(p.werk waarvoor uren > 2)").replace(" {p.n}", "")
    proof = bench.finding(body, f"werk: [{{uren: {said('3', '1', chosen='3')}}}]").proof
    (element,) = proof.children[0].children
    assert (element.truth.value, element.values[0].value) == ("waar", "3 uur")
    assert [one.reason for one in element.values[0].statements] == ["dat is het nieuwste", ""]


def test_a_step_tells_what_it_leans_on_and_documents_differ_about(bench):
    dates = f"begin: {said('2026-01-05', '2026-01-12')}, einde: 2026-02-01, n: {said('1', '2')}"
    (step,) = bench.audit(STEP, dates).timeline
    assert step.state is StepState.UNKNOWN
    assert [one.name for one in step.disputed] == ["p.begin"]
    chosen = f"begin: {said('2026-01-05', '2026-01-12', chosen='2026-01-12')}, einde: 2026-02-01"
    (step,) = bench.audit(STEP, chosen).timeline
    assert (step.state, [one.name for one in step.disputed]) == (StepState.DONE, ["p.begin"])
    (step,) = bench.audit(STEP, f"begin: {said('2026-01-05', '2026-01-05')}, einde: 2026-02-01").timeline
    assert step.disputed == ()


def test_the_result_lists_every_fact_that_documents_differ_about(bench):
    chosen, work = said("1", "2", chosen="2"), f"[{{uren: {said('3', '4')}}}]"
    facts = f"n: {said('11', '9')}, m: {chosen}, x: {said('1', '1')}, werk: {work}"
    disputed = bench.audit({"criteria/A1.yaml": bench.criterion(LONG)}, facts).disputed
    assert [(one.name, one.state.value) for one in disputed] == [
        ("p.n", "tegenstrijdig"),
        ("p.m", "bekend"),
        ("p.werk", "bekend"),
    ]


def test_rules_can_see_how_many_facts_are_contradicted(bench):
    group = (
        bench.files()["begrippen/dossier.yaml"].decode()
        + "  tegenstrijdige_feiten: {type: getal, titel: het aantal, vraag: Hoeveel?}\n"
    )
    extra = {
        "begrippen/dossier.yaml": group,
        "afleidingen/q.yaml": (
            "afleidingen: {q.uit: {titel: de uitkomst, type: ja_nee, formule: dossier.tegenstrijdige_feiten >= 1}}"
        ),
    }
    assert bench.fact("q.uit", extra, f"n: {said('11', '9')}") is True
    assert bench.fact("q.uit", extra, f"n: {said('11', '9', chosen='9')}") is False
    assert bench.fact("q.uit", extra) is False


def test_statements_in_the_facts_of_a_rule_test_need_no_listed_document(bench):
    from spoortoets.engine.dossier_reader import read_changes
    from spoortoets.engine.mistakes import Collector
    from spoortoets.engine.text.text_tree import Mapping
    from spoortoets.engine.text.yaml_text import read_text

    book = bench.book()
    tree = read_text(f"p: {{n: {said('11', '9').replace('D01', 'D77')}}}".encode(), "toets.yaml")
    assert isinstance(tree, Mapping)
    problems = Collector()
    changes = read_changes(tree, "toets.yaml", book.concepts, bench.dossier(book), problems)
    assert not problems.mistakes
    assert changes["p.n"].state is FactState.CONTRADICTED
