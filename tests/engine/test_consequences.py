"""The page of consequences: a line shows when its condition is true; what is unknown is asked, never filled in."""

from __future__ import annotations

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.consequences import AmountText, AssumptionText, FactText, RemarkText, consequences
from spoortoets.engine.result import FactState, Truth

RULES = {
    "begrippen/geld.yaml": """
groep: geld
titel: Geld
begrippen:
  prijs: {type: getal, eenheid: euro, titel: de prijs, vraag: Wat kost het?}
""",
    "afleidingen/geld.yaml": """
afleidingen:
  geld.laag:
    titel: het laagste bedrag
    type: getal
    eenheid: euro
    formule: geld.prijs / 3
  geld.hoog:
    titel: het hoogste bedrag
    type: getal
    eenheid: euro
    gevallen:
      - als: geld.prijs is bekend
        dan: geld.prijs
      - anders: parameter.tarief
  p.slot:
    titel: het slot
    type: datum
    uitleg: Tien dagen later.
    bronnen: [{boek: p. 9}]
    gevallen:
      - als: p.c
        dan: nvt
        omdat: Het hoeft niet.
      - anders: p.begin + parameter.grens
""",
    "gevolgen/g.yaml": """
secties:
  - sectie: eerste
    titel: De eerste
    toelichting: Vanaf {p.begin}.
    van_toepassing_als: p.a
    niet_van_toepassing_als: [{als: p.b, omdat: Punt b sluit dit uit.}]
    regels:
      - {zin: Altijd waar., gezag: wet, bronnen: [{boek: p. 1}]}
      - {als: p.c, zin: Alleen bij c., gezag: ontwerp}
      - {zin: "Het eindigt op {p.einde}.", gezag: ontwerp}
  - sectie: tweede
    titel: De tweede
    regels:
      - feit: p.slot
      - {titel: De prijs, bedrag: {van: geld.laag, tot: geld.hoog}}
      - {aanname: geld.prijs, parameters: [parameter.tarief]}
""",
}


@pytest.fixture(scope="module")
def told(bench):
    book = bench.book(RULES)

    def tell(facts: str, day: str = "2026-06-01"):
        found = consequences(book, bench.dossier(book, facts, day), motor=DIRECT)
        return {one.id: one for one in found.sections}

    return tell


def texts(section):
    return [one.text for one in section.lines if isinstance(one, RemarkText)]


def asked(section):
    return [one.name for one in section.open_facts]


def test_a_line_shows_when_its_condition_is_true(told):
    section = told("a: ja, b: nee, c: ja, begin: 2026-03-05, einde: 2026-04-01")["eerste"]
    assert (section.applies, section.remark) == (Truth.TRUE, "Vanaf 5 maart 2026.")
    assert texts(section) == ["Altijd waar.", "Alleen bij c.", "Het eindigt op 1 april 2026."]
    assert asked(section) == []


def test_a_line_whose_condition_or_sentence_is_unknown_is_asked_for(told):
    section = told("a: ja, b: nee")["eerste"]
    assert texts(section) == ["Altijd waar."]
    assert asked(section) == ["p.c", "p.einde"]


def test_a_fact_that_does_not_apply_leaves_its_sentence_out_and_is_not_asked(told):
    section = told("a: ja, b: nee, c: nee, einde: {nvt: er is geen einde}")["eerste"]
    assert (texts(section), asked(section)) == (["Altijd waar."], [])


@pytest.mark.parametrize(
    ("facts", "applies", "reason", "shown"),
    [
        ("a: nee, b: nee", Truth.FALSE, "De voorwaarden waaronder dit geldt, zijn in dit dossier niet vervuld.", 0),
        ("a: ja, b: ja", Truth.FALSE, "Punt b sluit dit uit.", 0),
        ("b: nee, c: nee", Truth.UNKNOWN, "", 1),
        ("a: ja, c: nee", Truth.UNKNOWN, "", 1),
    ],
)
def test_a_section_that_does_not_apply_or_may_not(told, facts, applies, reason, shown):
    section = told(facts)["eerste"]
    assert (section.applies, section.reason, len(section.lines)) == (applies, reason, shown)


def test_what_would_decide_a_section_is_asked_first(told):
    assert asked(told("c: nee")["eerste"]) == ["p.a", "p.b", "p.einde"]


def test_a_computed_fact_says_how(told):
    fact = told("c: nee, begin: 2026-03-05")["tweede"].lines[0]
    assert isinstance(fact, FactText)
    assert (fact.fact.value, fact.day.isoformat()) == ("15 maart 2026", "2026-03-15")
    assert fact.method == "het begin (5 maart 2026) plus de grens (10 dagen)"
    assert (fact.help, [one.place for one in fact.sources]) == ("Tien dagen later.", ["p. 9"])


def test_a_computed_fact_without_a_value(told):
    absent = told("c: ja")["tweede"]
    unknown = told("c: nee")["tweede"]
    open_case = told("begin: 2026-03-05")["tweede"]
    assert (absent.lines[0].fact.state, absent.lines[0].fact.reason) == (FactState.NOT_APPLICABLE, "Het hoeft niet.")
    assert unknown.lines[0].fact.state is FactState.NOT_DERIVABLE
    assert (unknown.lines[0].method, open_case.lines[0].method) == ("het begin plus de grens (10 dagen)", "")
    assert "p.begin" in asked(unknown) and "p.c" in asked(open_case)


def test_an_amount_is_in_whole_euros_and_says_what_was_assumed(told):
    _, amount, assumption = told("\ngeld: {prijs: 100}\np: {c: ja}")["tweede"].lines
    assert amount == AmountText("De prijs", 33, 100)
    assert isinstance(assumption, AssumptionText) and not assumption.assumed
    _, amount, assumption = told("c: ja")["tweede"].lines
    assert amount == AmountText("De prijs", None, 20)
    assert assumption.assumed
    assert [(one.name, one.value) for one in assumption.values] == [("tarief", "€ 20")]


def test_a_parameter_that_is_not_in_force_is_not_assumed(told):
    assert told("c: ja", "2027-06-01")["tweede"].lines[2].values == ()
