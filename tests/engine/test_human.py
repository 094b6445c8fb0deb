"""What a person decided stands beside what the rules found, and changes nothing of it."""

from pathlib import Path

import pytest
from spoortoets.engine.audit import audit
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.human import on_the_whole, per_criterion
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.explain.as_json.result import result_json
from spoortoets.explain.words import human_text

ROOT = Path(__file__).parent.parent.parent
CASE = (ROOT / "voorbeelden" / "te_late_start.yaml").read_text(encoding="utf-8")
OWN = """
mens_oordeel:
  uitkomst: twijfel
  motivering: De brief over de wachttijd is niet meegewogen (D09).
  rol: arbeidsdeskundige
  datum: 2027-01-04
  per_criterium:
    - {criterium: K24, uitkomst: voldoet, motivering: De reden staat in D09., rol: arbeidsdeskundige, datum: 2027-01-04}
"""


@pytest.fixture(scope="module")
def rulebook():
    return load_rulebook(ROOT / "rules")


def read(rulebook, text):
    return read_dossier(text.encode(), "x.yaml", rulebook.concepts, criteria=[one.id for one in rulebook.criteria])


def test_both_are_told_and_the_findings_stay_as_they_were(rulebook):
    without = audit(rulebook, read(rulebook, CASE), motor="direct", reasoned=())
    beside = audit(rulebook, read(rulebook, CASE + OWN), motor="direct", reasoned=())
    assert beside.verdict.outcome == without.verdict.outcome == "niet_adequaat"
    assert [one._replace(human=None) for one in beside.findings] == list(without.findings)
    assert beside.finding("K24").outcome is Outcome.NOT_MET
    assert (
        human_text(beside.finding("K24").human) == "Voldoet, 4 januari 2027, arbeidsdeskundige: De reden staat in D09."
    )
    assert beside.verdict.human.outcome == "twijfel"


def test_json_has_it_and_has_null_without_it(rulebook):
    told = result_json(audit(rulebook, read(rulebook, CASE + OWN), motor="direct"))
    assert told["oordeel"]["mens"] == {
        "uitkomst": "twijfel",
        "motivering": "De brief over de wachttijd is niet meegewogen (D09).",
        "rol": "arbeidsdeskundige",
        "datum": "2027-01-04",
    }
    by_code = {one["criterium"]: one["mens"] for one in told["bevindingen"]}
    assert by_code["K24"]["uitkomst"] == "voldoet"
    assert by_code["K32"] is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            ("motivering: De reden staat in D09., ", ""),
            "D18 dit eigen oordeel is niet compleet: 'motivering' ontbreekt",
        ),
        (
            ("criterium: K24", "criterium: k24"),
            "D18 het criterium 'k24' bestaat niet in deze regelset; bedoelde u 'K24'",
        ),
        (("  rol: arbeidsdeskundige\n", ""), "D18 het eigen oordeel is niet compleet: 'rol' ontbreekt"),
        (("datum: 2027-01-04\n", "datum: onbekend\n"), "D18 het eigen oordeel is niet compleet: 'datum' ontbreekt"),
        (("datum: 2027-01-04\n", "datum: {nvt: geen}\n"), "D18 het eigen oordeel is niet compleet: 'datum' ontbreekt"),
        (
            ("motivering: De reden staat in D09.", "motivering: {waarde: }"),
            "D18 dit eigen oordeel is niet compleet: 'motivering' ontbreekt",
        ),
        (("uitkomst: voldoet,", "uitkomst: onbekend,"), "D18 dit eigen oordeel is niet compleet: 'uitkomst' ontbreekt"),
        (("datum: 2027-01-04\n", "datum: 2010-01-04\n"), "D10 bij 'datum' staat 2010-01-04, en dat is vóór"),
        (("datum: 2027-01-04}", "datum: 2010-01-04}"), "D10 bij 'datum' staat 2010-01-04, en dat is vóór"),
    ],
)
def test_a_verdict_without_reasons_or_about_nothing_is_a_mistake(rulebook, changed, message):
    with pytest.raises(MistakesFound) as caught:
        read(rulebook, CASE + OWN.replace(*changed, 1))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "nothing",
    [
        "mens_oordeel:",
        "mens_oordeel:\n  uitkomst:\n  motivering:\n  rol:\n  datum:\n  per_criterium:",
        "mens_oordeel:\n  uitkomst: onbekend\n  per_criterium: onbekend",
        "mens_oordeel:\n  uitkomst: {nvt: er is nog geen oordeel}\n  per_criterium: {nvt: er is nog geen oordeel}",
        "mens_oordeel:\n  per_criterium: []",
    ],
)
def test_a_group_without_a_verdict_is_none(rulebook, nothing):
    case = read(rulebook, f"{CASE}\n{nothing}\n")
    assert on_the_whole(case) is None
    assert per_criterion(case) == {}


def test_two_verdicts_on_one_criterion_are_a_mistake(rulebook):
    again = OWN + OWN.strip().splitlines()[-1] + "\n"
    with pytest.raises(MistakesFound, match="over K24 staat al een eigen oordeel"):
        read(rulebook, CASE + again)
