"""Versions in time: the peildatum chooses them, or the day that was asked for, and a source is cited as it was then."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.audit import DIRECT, Auditor
from spoortoets.engine.mistakes import MistakesFound

SOURCES = """
bronnen:
  boek:
    titel: Het boek
    kort: Boek
    gezag: wet
    versies:
      - {versie: eerste druk, nagelezen: ja, geldig_tot: 2026-06-30}
      - {versie: tweede druk, geldig_van: 2026-07-01}
"""
OUTCOMES = """
uitkomsten:
  voldoet: {als: "p.n >= parameter.grens", uitleg: Genoeg.}
  voldoet_niet: {als: "p.n < parameter.grens", gezag: beleid, uitleg: Te weinig.}
"""
LIMIT = """
parameters:
  grens:
    titel: de grens
    eenheid: dagen
    gezag: beleid
    bronnen: [{boek: p. 1}]
    versies:
      - {waarde: 10, geldig_tot: 2026-06-30}
      - {waarde: 20, geldig_van: 2026-07-01}
"""


@pytest.fixture
def book(bench):
    return bench.book(
        {"bronnen.yaml": SOURCES, "parameters.yaml": LIMIT, "criteria/A1.yaml": bench.criterion(OUTCOMES)}
    )


def found(bench, book, day: str, rules_day: date | None = None):
    pinned = book._replace(rules_day=rules_day)
    dossier = bench.dossier(book, "n: 15", day)
    result = Auditor(pinned, dossier.reference_date, DIRECT).audit(dossier)
    finding = result.finding("A1")
    assert finding is not None
    return result, finding.outcome.value, finding.sources[0]


def test_the_peildatum_chooses_the_threshold_and_the_text_of_the_source(bench, book):
    _, outcome, source = found(bench, book, "2026-06-30")
    assert (outcome, source.version, source.verified) == ("voldoet", "eerste druk", True)
    _, outcome, source = found(bench, book, "2026-07-01")
    assert (outcome, source.version, source.verified) == ("voldoet_niet", "tweede druk", False)


def test_the_rules_of_another_day_take_their_place_and_the_result_says_so(bench, book):
    result, outcome, source = found(bench, book, "2026-06-30", date(2027, 1, 1))
    assert (outcome, source.version) == ("voldoet_niet", "tweede druk")
    assert result.rules_day == date(2027, 1, 1) and result.reference_date == date(2026, 6, 30)
    assert found(bench, book, "2026-06-30")[0].rules_day is None


def test_the_rules_of_the_peildatum_itself_give_the_same_findings(bench, book):
    plain, *own = found(bench, book, "2026-06-30")
    asked, *same = found(bench, book, "2026-06-30", date(2026, 6, 30))
    assert own == same and asked._replace(rules_day=None) == plain


def test_a_source_that_ends_before_the_rule_that_cites_it_is_refused(bench):
    ended = SOURCES.replace("      - {versie: tweede druk, geldig_van: 2026-07-01}\n", "")
    files = {"bronnen.yaml": ended, "parameters.yaml": LIMIT, "criteria/A1.yaml": bench.criterion(OUTCOMES)}
    with pytest.raises(MistakesFound, match=r"R121 het criterium A1 noemt de bron 'boek'.*vanaf 2026-07-01"):
        bench.book(files)


def test_a_criterion_that_ends_with_its_source_is_fine(bench):
    ended = SOURCES.replace("      - {versie: tweede druk, geldig_van: 2026-07-01}\n", "")
    limit = LIMIT.replace("bronnen: [{boek: p. 1}]", "bronnen: []")
    own = bench.criterion("geldig_tot: 2026-06-30\n" + OUTCOMES.strip("\n"))
    assert bench.book({"bronnen.yaml": ended, "parameters.yaml": limit, "criteria/A1.yaml": own})
