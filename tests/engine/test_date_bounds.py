"""A deadline that is not known: between which days it lies, or what it waits for. No rule decides on it."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.explain.screen.timeline import step_dates

DERIVED = """
afleidingen:
  q.keuze:
    titel: de ene of de andere dag
    type: datum
    gevallen: [{als: p.a, dan: p.begin}, {als: p.b, dan: p.einde}, {anders: 2026-07-01}]
  q.soms:
    titel: een dag die soms niet geldt
    type: datum
    gevallen: [{als: p.a, dan: nvt, omdat: Het hoefde niet.}, {anders: p.begin}]
  q.termijn:
    titel: de termijn
    type: getal
    eenheid: dagen
    gevallen: [{als: p.a, dan: 10 dagen}, {anders: 20 dagen}]
  q.later: {titel: een latere dag, type: datum, formule: q.keuze + 1 maand}
"""
CASES = [
    ("q.keuze", "begin: 2026-03-01, einde: 2026-02-01", date(2026, 2, 1), date(2026, 7, 1)),
    ("q.keuze", "begin: 2026-03-01, einde: 2026-02-01, b: ja", date(2026, 2, 1), date(2026, 3, 1)),
    ("q.keuze", "begin: 2026-03-01, a: nee, b: onbekend, einde: 2026-02-01", date(2026, 2, 1), date(2026, 7, 1)),
    ("q.keuze", "begin: 2026-03-01", None, None),
    ("q.later", "begin: 2026-03-01, einde: 2026-02-01, b: ja", date(2026, 3, 1), date(2026, 4, 1)),
    ("q.soms", "begin: 2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
    ("p.begin + q.termijn", "begin: 2026-03-01", date(2026, 3, 11), date(2026, 3, 21)),
    ("p.begin - q.termijn", "begin: 2026-03-31", date(2026, 3, 11), date(2026, 3, 21)),
    ("p.begin + p.n", "begin: 2026-03-31", None, None),
    ("min(p.begin, p.einde)", "begin: 2026-03-01", None, date(2026, 3, 1)),
    ("max(p.begin, p.einde)", "begin: 2026-03-01", date(2026, 3, 1), None),
    ("p.begin", "", None, None),
    ("p.begin", "begin: 2026-09-01", None, None),
]


def step(bench, deadline, facts):
    keys = f"uiterlijk: '{deadline}', gebeurd_op: 2026-05-01, gezag: wet, bronnen: [{{boek: p. 1}}], gevolg: Dan."
    files = {
        "afleidingen/q.yaml": DERIVED,
        "tijdlijn/s.yaml": f"stappen: [{{stap: S1, titel: De stap, wie: werkgever, {keys}}}]",
    }
    (found,) = bench.audit(files, facts, "2026-06-01").timeline
    return found


@pytest.mark.parametrize(("deadline", "facts", "earliest", "latest"), CASES)
def test_an_unknown_deadline_lies_between_the_days_that_it_can_still_be(bench, deadline, facts, earliest, latest):
    found = step(bench, deadline, facts)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.deadline is None or (found.earliest, found.latest, found.waits_for) == (None, None, ())


@pytest.mark.parametrize(
    ("deadline", "facts", "told"),
    [
        ("q.keuze", "begin: 2026-03-01, einde: 2026-02-01, b: ja",
         "uiterste dag tussen 1 februari 2026 en 1 maart 2026 · gebeurd op 1 mei 2026"),
        ("min(p.begin, p.einde)", "begin: 2026-03-01", "uiterste dag op of vóór 1 maart 2026 · gebeurd op 1 mei 2026"),
        ("max(p.begin, p.einde)", "begin: 2026-03-01", "uiterste dag op of na 1 maart 2026 · gebeurd op 1 mei 2026"),
        ("p.begin", "", "gebeurd op 1 mei 2026 · uiterste dag hangt af van het begin"),
        ("p.begin", "begin: 2026-03-01", "uiterlijk 1 maart 2026 · gebeurd op 1 mei 2026 · 61 dagen te laat"),
    ],
)  # fmt: skip
def test_the_timeline_tells_the_days_or_what_the_deadline_waits_for(bench, deadline, facts, told):
    assert step_dates(step(bench, deadline, facts)) == told


def test_the_days_between_which_a_deadline_lies_decide_nothing(bench):
    """It happened after every day that the deadline can be, and still the rules do not call it late."""
    found = step(bench, "q.keuze", "begin: 2026-03-01, einde: 2026-02-01, b: ja")
    assert found.state.value == "onbekend"
