"""From conditions to a finding: outcomes, anders, conflicts, authority, weight, grounds, repair and applicability."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.audit import RulebookConflict
from spoortoets.engine.language.terms import Authority, Outcome, Weight
from spoortoets.engine.result import Truth

THREE = """
uitkomsten:
  voldoet: {als: p.n <= 5, uitleg: "Het duurde {p.n}."}
  twijfel: {als: p.n > 5 en p.n <= 9, uitleg: "Het duurde {p.n}.", af_te_wegen: ["Was {p.n} nodig?"]}
  voldoet_niet: {als: p.n > 9, uitleg: "Het duurde {p.n}, langer dan 9 dagen."}
"""

OUTCOMES = [
    ("n: 5", Outcome.MET, ("Het duurde 5 dagen.",)),
    ("n: 1", Outcome.MET, ("Het duurde 1 dag.",)),
    ("n: 6", Outcome.DOUBT, ("Het duurde 6 dagen.",)),
    ("n: 10", Outcome.NOT_MET, ("Het duurde 10 dagen, langer dan 9 dagen.",)),
    ("", Outcome.UNKNOWN, ()),
    ("n: onbekend", Outcome.UNKNOWN, ()),
    ("n: {nvt: nooit begonnen}", Outcome.UNKNOWN, ()),
]


@pytest.mark.parametrize(("facts", "outcome", "reasons"), OUTCOMES)
def test_the_outcome_that_is_true_is_the_finding(bench, facts, outcome, reasons):
    found = bench.finding(THREE, facts)
    assert (found.outcome, found.reasons) == (outcome, reasons)


def test_what_to_weigh_comes_with_the_case_that_is_true(bench):
    assert bench.finding(THREE, "n: 7").to_weigh == ("Was 7 dagen nodig?",)
    assert bench.finding(THREE, "n: 3").to_weigh == ()


SHARED_QUESTION = """
uitkomsten:
  twijfel:
    - {als: p.n > 5, uitleg: Lang., af_te_wegen: [Nodig?, Gevraagd?]}
    - {als: p.n > 9, uitleg: Erg lang., af_te_wegen: [Gevraagd?, Waarom?]}
  voldoet: {als: p.n <= 5, uitleg: Goed.}
"""


def test_a_question_that_two_true_cases_share_is_asked_once(bench):
    assert bench.finding(SHARED_QUESTION, "n: 10").to_weigh == ("Nodig?", "Gevraagd?", "Waarom?")


REST = """
uitkomsten:
  voldoet: {als: p.a, uitleg: Goed.}
  voldoet_niet: {als: p.b, uitleg: Mis.}
  twijfel: {anders: ja, uitleg: Geen van beide.}
"""


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ("a: ja, b: nee", Outcome.MET),
        ("a: nee, b: ja", Outcome.NOT_MET),
        ("a: nee, b: nee", Outcome.DOUBT),
        ("a: nee", Outcome.UNKNOWN),
        ("b: nee", Outcome.UNKNOWN),
        ("a: ja", Outcome.MET),
    ],
)
def test_anders_is_none_of_the_others_and_unknown_while_another_is(bench, facts, outcome):
    assert bench.finding(REST, facts).outcome is outcome


def test_two_outcomes_that_are_both_true_are_reported_and_never_resolved(bench):
    with pytest.raises(RulebookConflict) as caught:
        bench.finding(REST, "a: ja, b: ja")
    assert str(caught.value) == (
        "criteria/A1.yaml: R00 bij het criterium A1 zijn voldoet en voldoet_niet allebei waar voor dit dossier; "
        "dat is een fout in de regel"
    )


def test_outcomes_that_are_all_false_are_reported(bench):
    body = "uitkomsten: {voldoet: {als: p.a, uitleg: Goed.}, voldoet_niet: {als: p.b, uitleg: Mis.}}"
    with pytest.raises(RulebookConflict, match="is geen enkele uitkomst mogelijk"):
        bench.finding(body, "a: nee, b: nee")
    assert bench.finding(body, "a: nee").outcome is Outcome.UNKNOWN


def test_no_conflict_where_the_criterion_does_not_apply(bench):
    body = "van_toepassing_als: p.c\n" + REST.strip()
    assert bench.finding(body, "a: ja, b: ja, c: nee").outcome is Outcome.NOT_APPLICABLE


# --- authority ---------------------------------------------------------------------------------------------------

OURS = """
uitkomsten:
  voldoet: {als: p.n <= parameter.grens, uitleg: Goed.}
  voldoet_niet: {als: p.n > parameter.grens, gezag: ontwerp, uitleg: Langer dan de grens.}
"""
CONFIRMED = """
parameters:
  grens: {titel: de grens, waarde: 10, eenheid: dagen, gezag: ontwerp, toelichting: Eigen keuze.,
          bevestigd_door: de beleidseigenaar, op: 2026-05-01}
"""


def test_our_own_threshold_alone_gives_a_provisional_doubt(bench):
    found = bench.finding(OURS, "n: 11")
    assert (found.outcome, found.provisional, found.authority) == (Outcome.DOUBT, True, Authority.DESIGN)


def test_a_threshold_that_the_policy_owner_confirmed_carries_a_voldoet_niet(bench):
    found = bench.finding(OURS, "n: 11", {"parameters.yaml": CONFIRMED})
    assert (found.outcome, found.provisional) == (Outcome.NOT_MET, False)


SOFTENED = """
uitkomsten:
  voldoet: {als: p.n <= 0, uitleg: Op tijd.}
  twijfel: {als: p.n > 0 en p.n <= parameter.grens, gezag: ontwerp, uitleg: Weinig te laat.}
  voldoet_niet: {als: p.n > parameter.grens, verzachtend: [grens], uitleg: Te laat.}
"""


@pytest.mark.parametrize(
    ("facts", "outcome", "authority"),
    [
        ("n: 0", Outcome.MET, Authority.POLICY),
        ("n: 5", Outcome.DOUBT, Authority.DESIGN),
        ("n: 11", Outcome.NOT_MET, Authority.POLICY),
    ],
)
def test_a_threshold_that_only_softens_does_not_weaken_the_norm(bench, facts, outcome, authority):
    found = bench.finding(SOFTENED, facts)
    assert (found.outcome, found.authority, found.provisional) == (outcome, authority, False)


TABLE = """
afleidingen:
  q.norm:
    titel: de norm
    type: getal
    eenheid: dagen
    tabel:
      rij: p.kleur
      kolom: p.maat
      gezag: ontwerp
      cellen:
        rood: {klein: 1, midden: {waarde: 2, gezag: praktijk}, groot: {waarde: 3, gezag: wet, bronnen: [{boek: p. 9}]}}
        groen: {klein: 4, midden: 4, groot: 4}
        blauw: {klein: 5, midden: 5, groot: 9}
"""
BY_CELL = """
uitkomsten:
  voldoet: {als: p.n <= q.norm, uitleg: Goed.}
  voldoet_niet: {als: p.n > q.norm, gezag: {tabel: q.norm}, uitleg: "Meer dan {q.norm}."}
"""


@pytest.mark.parametrize(
    ("facts", "outcome", "authority", "provisional"),
    [
        ("kleur: rood, maat: klein", Outcome.DOUBT, Authority.DESIGN, True),
        ("kleur: rood, maat: midden", Outcome.NOT_MET, Authority.PRACTICE, False),
        ("kleur: rood, maat: groot", Outcome.NOT_MET, Authority.LAW, False),
        ("kleur: groen", Outcome.DOUBT, Authority.DESIGN, True),
        ("kleur: rood", Outcome.UNKNOWN, Authority.POLICY, False),
    ],
)
def test_the_cell_that_was_hit_gives_the_authority(bench, facts, outcome, authority, provisional):
    found = bench.finding(BY_CELL, f"n: 99, {facts}", {"afleidingen/q.yaml": TABLE})
    assert (found.outcome, found.authority, found.provisional) == (outcome, authority, provisional)


WEIGHTS = """
uitkomsten:
  voldoet: {als: p.n <= 5, uitleg: Goed.}
  voldoet_niet:
    - {als: p.n > 5, zwaarte: admin, uitleg: Wat veel.}
    - {als: p.n > 9, zwaarte: bijdragend, gezag: wet, bronnen: [{boek: p. 7}], uitleg: Veel te veel.}
"""


@pytest.mark.parametrize(
    ("facts", "weight", "reasons"),
    [
        ("n: 5", Weight.CARRYING, ("Goed.",)),
        ("n: 6", Weight.ADMINISTRATIVE, ("Wat veel.",)),
        ("n: 10", Weight.CONTRIBUTING, ("Wat veel.", "Veel te veel.")),
        ("", Weight.CARRYING, ()),
    ],
)
def test_the_heaviest_case_that_is_true_gives_the_weight(bench, facts, weight, reasons):
    found = bench.finding(WEIGHTS, facts)
    assert (found.weight, found.reasons) == (weight, reasons)


def test_the_case_brings_its_own_source_before_that_of_the_criterion(bench):
    assert [one.place for one in bench.finding(WEIGHTS, "n: 10").sources] == ["p. 7", "p. 3"]
    assert [one.place for one in bench.finding(WEIGHTS, "n: 5").sources] == ["p. 3"]


PROVISIONAL_REST = """
uitkomsten:
  voldoet: {als: p.a, uitleg: Goed.}
  twijfel: {als: p.b, uitleg: Twijfel.}
  voldoet_niet: {anders: ja, gezag: ontwerp, uitleg: Niets van dit alles.}
"""


@pytest.mark.parametrize(
    ("facts", "reasons", "provisional"),
    [
        ("a: nee, b: ja", ("Twijfel.",), False),
        ("a: nee, b: nee", ("Niets van dit alles.",), True),
        ("a: ja, b: nee", ("Goed.",), False),
        ("a: nee", (), False),
    ],
)
def test_anders_of_our_own_beside_a_written_doubt(bench, facts, reasons, provisional):
    found = bench.finding(PROVISIONAL_REST, facts)
    assert (found.reasons, found.provisional) == (reasons, provisional)


# --- applicability -----------------------------------------------------------------------------------------------

APPLIES = """
van_toepassing_als: p.maat > klein
niet_van_toepassing_als:
  - {als: p.b, omdat: "Op {p.begin} was het al voorbij."}
uitkomsten:
  voldoet: {als: p.a, uitleg: Goed.}
  voldoet_niet: {als: niet p.a, uitleg: Mis.}
"""


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ("a: ja, maat: groot, b: nee", Outcome.MET),
        ("a: ja, maat: klein, b: nee", Outcome.NOT_APPLICABLE),
        ("a: ja, maat: klein", Outcome.NOT_APPLICABLE),
        ("a: ja, b: ja", Outcome.NOT_APPLICABLE),
        ("a: ja, b: nee", Outcome.UNKNOWN),
        ("a: ja, maat: groot", Outcome.UNKNOWN),
    ],
)
def test_applicability_comes_first(bench, facts, outcome):
    assert bench.finding(APPLIES, facts).outcome is outcome


def test_nvt_tells_why(bench):
    found = bench.finding(APPLIES, "b: ja, begin: 2026-01-05")
    assert found.reasons == ("Op 5 januari 2026 was het al voorbij.",)
    assert [one.name for one in found.facts] == ["p.b"]


def test_a_criterion_that_is_switched_off_is_nvt_for_those_that_lean_on_it(bench):
    off = bench.criterion(
        "ingeschakeld: nee\nuitkomsten: {voldoet: {als: p.a, uitleg: Goed.}, twijfel: {anders: ja, uitleg: Mis.}}", "A0"
    )
    body = "uitkomsten: {voldoet: {als: A0.bevinding = nvt, uitleg: Uit.}, twijfel: {anders: ja, uitleg: Aan.}}"
    assert bench.finding(body, "a: nee", {"criteria/A0.yaml": off}).outcome is Outcome.MET
    assert bench.audit({"criteria/A0.yaml": off}, "a: ja").finding("A0") is None


@pytest.mark.parametrize(
    ("day", "there"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_a_criterion_is_only_there_while_it_is_in_force(bench, day, there):
    outcomes = "uitkomsten: {voldoet: {als: p.a, uitleg: Goed.}, twijfel: {anders: ja, uitleg: Mis.}}"
    body = f"geldig_van: 2026-01-01\ngeldig_tot: 2026-12-31\n{outcomes}"
    found = bench.audit({"criteria/A1.yaml": bench.criterion(body)}, "a: ja", day).finding("A1")
    assert (found is not None) is there


# --- grounds and repair ------------------------------------------------------------------------------------------

GROUNDS = """
uitkomsten:
  voldoet: {als: p.a, uitleg: Goed.}
  voldoet_niet: {als: niet p.a, uitleg: Mis.}
deugdelijke_gronden:
  - {grond: ziek, titel: ziekte, als: p.b, uitleg: "Er was ziekte."}
  - {grond: vroeg, titel: te vroeg, als: p.n < 3, uitleg: "Na {p.n}.", gezag: rechtspraak, bronnen: [{boek: p. 5}]}
herstel:
  - {wat: "Doe het binnen {p.n}.", wie: werkgever, tijd: 2 weken, uiterlijk: p.begin + 6 weken}
  - {wat: Doe iets anders., wie: werkgever, als: p.c}
herstelbaar: p.maat != groot
"""


def test_a_ground_excuses_only_when_it_is_true(bench):
    found = bench.finding(GROUNDS, "a: nee, b: ja")
    assert found.outcome is Outcome.NOT_MET
    assert found.excused is True
    assert [(one.id, one.truth) for one in found.grounds] == [("ziek", Truth.TRUE), ("vroeg", Truth.UNKNOWN)]


def test_a_ground_that_is_unknown_is_named_with_what_would_show_it_and_does_not_excuse(bench):
    found = bench.finding(GROUNDS, "a: nee")
    assert found.excused is False
    assert [[one.name for one in ground.open_facts] for ground in found.grounds] == [["p.b"], ["p.n"]]


def test_a_ground_that_is_false_stays_visible(bench):
    found = bench.finding(GROUNDS, "a: nee, b: nee, n: 5")
    assert found.excused is False
    assert [one.truth for one in found.grounds] == [Truth.FALSE, Truth.FALSE]


def test_grounds_are_of_no_account_without_a_shortcoming(bench):
    found = bench.finding(GROUNDS, "a: ja, b: ja")
    assert (found.excused, found.grounds, found.repairs) == (False, (), ())


def test_repair_tells_what_by_whom_and_until_when(bench):
    (repair,) = bench.finding(GROUNDS, "a: nee, n: 5, begin: 2026-01-01").repairs
    assert (repair.what, repair.who, repair.time, repair.until) == (
        "Doe het binnen 5 dagen.",
        "werkgever",
        "2 weken",
        date(2026, 2, 12),
    )


def test_a_date_that_cannot_be_computed_is_left_open(bench):
    assert bench.finding(GROUNDS, "a: nee, n: 5").repairs[0].until is None


@pytest.mark.parametrize(("facts", "expected"), [("maat: groot", False), ("maat: klein", True), ("", True)])
def test_repairable_unless_shown_otherwise(bench, facts, expected):
    assert bench.finding(GROUNDS, f"a: nee{', ' + facts if facts else ''}").repairable is expected


# --- findings that lean on findings -------------------------------------------------------------------------------

LEANING = [
    ("A0.bevinding = voldoet", "a: ja", True),
    ("A0.bevinding = voldoet", "a: nee, b: ja", False),
    ("A0.bevinding = voldoet", "", None),
    ("voldoet = A0.bevinding", "a: ja", True),
    ("A0.bevinding != voldoet", "a: nee, b: ja", True),
    ("A0.bevinding in [twijfel, voldoet_niet]", "a: nee, b: nee", True),
    ("A0.bevinding niet in [twijfel, nvt]", "a: nee, b: nee", False),
    ("A0.bevinding is onbekend", "", True),
    ("A0.bevinding is bekend", "a: ja", True),
    ("A0.zwaarte = dragend", "a: ja", True),
    ("A0.zwaarte in [route, dragend]", "", True),
    ("A0.zwaarte in [route, admin]", "a: nee, b: ja", True),
    ("A0.verschoond", "a: nee, b: ja, c: ja", True),
    ("A0.verschoond", "a: nee, b: ja", False),
    ("A0.verschoond", "", False),
    ("A0.herstelbaar", "", True),
    ("A0.bevinding = nvt", "a: ja", False),
]
LEANED_ON = """
uitkomsten:
  voldoet: {als: p.a, uitleg: Goed.}
  voldoet_niet: {als: niet p.a en p.b, zwaarte: admin, uitleg: Mis.}
  twijfel: {als: niet p.a en niet p.b, uitleg: Hm.}
deugdelijke_gronden: [{grond: reden, titel: een reden, als: p.c, uitleg: Daarom.}]
"""


MAY_WEIGH_MORE = """
uitkomsten:
  voldoet: {als: niet p.a, uitleg: Goed.}
  voldoet_niet:
    - {als: p.a, zwaarte: bijdragend, uitleg: Mis.}
    - {als: p.a en p.b, uitleg: Erg mis.}
"""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [("a: ja", None), ("a: ja, b: nee", False), ("a: ja, b: ja", True), ("a: nee", True), ("", True)],
)
def test_a_finding_that_may_still_weigh_more_has_no_certain_weight(bench, facts, expected):
    rules = {
        "criteria/A0.yaml": bench.criterion(MAY_WEIGH_MORE, "A0"),
        "afleidingen/q.yaml": "afleidingen: {q.uit: {titel: uit, type: ja_nee, formule: A0.zwaarte = dragend}}",
    }
    assert bench.fact("q.uit", rules, facts) is expected


def test_what_would_make_a_finding_weigh_more_is_asked(bench):
    found = bench.finding(MAY_WEIGH_MORE, "a: ja")
    assert (found.outcome, found.weight) == (Outcome.NOT_MET, Weight.CONTRIBUTING)
    assert [one.name for one in found.open_facts] == ["p.b"]
    assert not bench.finding(MAY_WEIGH_MORE, "a: ja, b: nee").open_facts


@pytest.mark.parametrize(("expression", "facts", "expected"), LEANING)
def test_a_rule_may_lean_on_the_finding_of_another(bench, expression, facts, expected):
    rules = {
        "criteria/A0.yaml": bench.criterion(LEANED_ON, "A0"),
        "afleidingen/q.yaml": f"afleidingen: {{q.uit: {{titel: uit, type: ja_nee, formule: '{expression}'}}}}",
    }
    assert bench.fact("q.uit", rules, facts) is expected
