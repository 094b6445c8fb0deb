"""One wrong rule file per message, laid over the rulebook in `tests/andere_regels`; the whole message is tested.

The first line of a fixture says what it does: `# bestand: criteria/B1.yaml` puts it in the place of that file, or adds
it; `# zonder: bronnen.yaml` leaves that file out. Lines and columns in the messages are those of the fixture.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import read_folder

TESTS = Path(__file__).parents[1]
RULES = TESTS / "andere_regels"
FIXTURES = sorted((TESTS / "fouten" / "regels").glob("*.yaml"))


def overlaid(fixture: Path) -> dict[str, bytes]:
    files = read_folder(RULES)
    data = fixture.read_bytes()
    verb, _, name = data.decode("utf-8").partition("\n")[0].removeprefix("# ").partition(": ")
    if verb == "zonder":
        del files[name]
    else:
        assert verb == "bestand", fixture.name
        files[name] = data
    return files


def mistakes(files: dict[str, bytes]) -> str:
    try:
        compile_rulebook(files)
    except MistakesFound as found:
        return f"{found}\n"
    return ""


def test_the_rulebook_without_a_mistake_loads():
    assert mistakes(read_folder(RULES)) == ""


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_wrong_rule_file_gives_exactly_this_message(fixture):
    assert mistakes(overlaid(fixture)) == fixture.with_suffix(".txt").read_text(encoding="utf-8")


def test_each_fixture_has_its_message_and_each_message_its_fixture():
    folder = TESTS / "fouten" / "regels"
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in FIXTURES}
    assert len(FIXTURES) >= 24


CRITERION = """\
criterium: B9
titel: Proef
vraag: bezit
zwaarte: admin
gezag: wet
bronnen: [{statuut: art. 1}]
norm: Het is zo.
uitkomsten:
"""
PLACES = [
    ("  voldoet: {als: punt.bekent, uitleg: Ja.}", "punt.bekent"),
    ("  voldoet: {als: niet punt.bekent, uitleg: Ja.}", "punt.bekent"),
    ("  voldoet: {als: 'punt.soort = scool', uitleg: Ja.}", "scool"),
    ('  voldoet: {als: "punt.soort in [school, wijck]", uitleg: Ja.}', "wijck"),
    ("  voldoet:\n    als: >-\n      punt.soort = school\n      en punt.bekent\n    uitleg: Ja.", "punt.bekent"),
    ("  voldoet:\n    als: >\n\n      punt.soort = school en\n      punt.omvang > grot\n    uitleg: Ja.", "grot\n"),
    ("  voldoet:\n    als: |\n      punt.soort = school\n      en punt.bekent\n    uitleg: Ja.", "punt.bekent"),
    ("  voldoet:\n    als: punt.soort = school\n      en punt.bekent\n    uitleg: Ja.", "punt.bekent"),
    ('  voldoet:\n    als: "punt.soort = school\n      en punt.bekent"\n    uitleg: Ja.', "punt.bekent"),
    ("  voldoet:\n    als: punt.heel\n    uitleg: Ja.", "punt.heel"),
    ("  voldoet:\n    als: punt.streng\n    uitleg: >-\n      Het punt is van\n      {punt.ooit}.", "punt.ooit"),
    ("  voldoet:\n    als: punt.streng\n    uitleg: >-\n      Het punt\n      {is er.", "{is"),
    ("  voldoet:\n    als: {alle: [punt.streng, {niet: punt.streeng}]}\n    uitleg: Ja.", "punt.streeng"),
    ("  voldoet: {als: aantal(punt.boeken waarvoor heell) > 1, uitleg: Ja.}", "heell"),
    ("  voldoet: {als: punt.streng, uitleg: 'Het is ''zo'' {punt.ooit}.'}", "punt.ooit"),
    ("  voldoet: {als: punt.streng, uitlegging: Ja., uitleg: Ja.}", "uitlegging"),
    ("  voldoet: {als: punt.streng, uitleg: Ja., gezag: wett}", "wett"),
    ("  voldoet: {als: punt.streng, uitleg: Ja., bronnen: [{statuut: a}, {statut: b}]}", "statut: b"),
]


@pytest.mark.parametrize(("text", "word"), PLACES)
def test_a_mistake_points_at_its_word(text, word):
    whole = f"{CRITERION}{text}\n"
    before = whole[: whole.index(word)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    first = mistakes({**read_folder(RULES), "criteria/B9.yaml": whole.encode()}).splitlines()[0]
    assert first.startswith(f"criteria/B9.yaml:{line}:{column}: "), first
