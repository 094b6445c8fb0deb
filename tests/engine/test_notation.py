"""A condition written back in the words of the rule language: read again, it is the same condition."""

from __future__ import annotations

import pytest
from spoortoets.engine import notation
from spoortoets.engine.load import compile_rulebook


@pytest.mark.parametrize(
    "text",
    [
        "p.begin + 6 weken <= p.einde",
        "p.begin - (p.n - p.m) <= p.einde",
        "p.begin + p.n - p.m <= p.einde",
        "p.n - (p.m - 1) > 3",
        "p.n - p.m - 1 > 3",
        "p.x * (p.x + 2) > 3",
        "p.a en (p.b of niet p.c)",
        "niet (p.a en p.b)",
        "p.maat >= midden",
        "p.kleur in [blauw, rood]",
        "p.talen bevat nl",
        "p.noot is bekend en p.n is onbekend",
        "aantal(p.werk waarvoor soort = kort en uren > 4) >= 2",
        "geen(p.werk waarvoor soort = lang)",
        "max(p.begin, p.einde) = p.begin",
        "dagen(p.begin, p.einde) < parameter.grens",
    ],
)
def test_what_is_written_back_means_the_same(bench, text):
    def condition(written: str):
        book = compile_rulebook(bench.files({"criteria/A1.yaml": bench.criterion(
            f"uitkomsten:\n  voldoet: {{als: '{written}', uitleg: Ja.}}\n  voldoet_niet: {{anders: ja, uitleg: Nee.}}"
        )}))  # fmt: skip
        return book.criteria[0].met[0].condition

    first = condition(text)
    assert condition(notation.text(first)) == first
