"""New rules: what must be filled in is named exactly, what is there already is refused, nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoortoets.engine.editing.additions import KINDS, Addition, CannotAdd, add
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.engine.rule_tests.running import Runner, State

OTHER = Path(__file__).parents[1] / "andere_regels"
GOOD = """
dossier: {id: U-1, peildatum: 2026-06-01}
punt: {soort: school, omvang: klein, beheerder_bekend: ja}
"""


def texts() -> dict[str, str]:
    paths = sorted(OTHER.rglob("*.yaml"))
    return {path.relative_to(OTHER).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def added(kind: str, name: str, more: dict[str, str] | None = None) -> tuple[dict[str, str], Addition]:
    """The whole rulebook with the new rule in it."""
    before = {**texts(), **(more or {})}
    addition = add(kind, name, before)
    return {**before, **addition.texts}, addition


def complaints(files: dict[str, str]) -> list[str]:
    try:
        compile_rulebook({name: text.encode() for name, text in files.items() if not name.startswith("toetsen/")})
    except MistakesFound as found:
        return [str(one) for one in found.mistakes]
    return []


NEW = {
    "criterium B5": ("criteria/B5.yaml", "toetsen/B5.yaml"),
    "nogo N11": ("nogo/N11.yaml", "toetsen/N11.yaml"),
    "grond N11": ("nogo/N11.yaml", "toetsen/N11.yaml"),
    "grond B2.verbouwing": ("criteria/B2.yaml", "toetsen/B2.yaml"),
    "afleiding telling.later": ("afleidingen/telling.yaml", "toetsen/telling.later.yaml"),
    "afleiding lid.sinds": ("afleidingen/lid.yaml", "toetsen/lid.sinds.yaml"),
    "begrip punt.kleur": ("begrippen/punt.yaml",),
    "begrip lezer.leeftijd": ("begrippen/lezer.yaml",),
    "parameter grens_uren": ("parameters.yaml",),
    "bron verordening": ("bronnen.yaml",),
    "traject groot_pakket": ("trajecten/groot_pakket.yaml",),
    "toets B2": ("toetsen/B2.yaml",),
}


@pytest.mark.parametrize("what", NEW)
def test_a_new_rule_changes_only_its_own_files(what: str) -> None:
    kind, name = what.split()
    before = texts()
    files, addition = added(kind, name)
    assert tuple(addition.texts) == NEW[what]
    for file, text in before.items():
        assert set(text.splitlines()) <= set(files[file].splitlines())


@pytest.mark.parametrize("what", [one for one in NEW if not one.startswith("toets ")])
def test_what_must_be_filled_in_is_named_with_its_line_in_the_new_rule(what: str) -> None:
    kind, name = what.split()
    before = texts()
    files, addition = added(kind, name)
    found = complaints(files)
    assert found, "an empty rule is never accepted"
    for one in found:
        file, line = one.split(":")[:2]
        assert file in addition.texts
        told = files[file].splitlines()[int(line) - 1]
        assert told not in before.get(file, "").splitlines(), one
        assert not told.lstrip().startswith("#"), one


def test_a_criterium_has_all_its_keys_with_what_they_are_for() -> None:
    text = added("criterium", "B5")[1].texts["criteria/B5.yaml"]
    for key in ("titel", "vraag", "zwaarte", "gezag", "bronnen", "norm", "uitkomsten"):
        assert f"\n{key}:" in text
    for key in ("geldig_van", "van_toepassing_als", "deugdelijke_gronden", "herstel"):
        assert f"\n# {key}:" in text
    assert "Kies uit: beheer, bezit." in text and "Kies uit: wet, beleid" in text


def test_filled_in_it_is_a_rule_and_its_test_fails_until_that_is_filled_in_too(tmp_path: Path) -> None:
    files, _ = added("criterium", "B5", {"toetsen/basis/goed.yaml": GOOD})
    rule = files["criteria/B5.yaml"]
    for empty, filled in (
        ("titel:", "titel: Openbaar"),
        ("vraag:", "vraag: beheer"),
        ("zwaarte:", "zwaarte: admin"),
        ("gezag:", "gezag: wet"),
        ("bronnen:", "bronnen: [{statuut: art. 9}]"),
        ("norm:", "norm: Het punt is van een school."),
    ):
        rule = rule.replace(f"\n{empty} ", f"\n{filled} ", 1)
    for condition, sentence in (("punt.soort = school", "Een school."), ("punt.soort != school", "Geen school.")):
        rule = rule.replace("    - als:  ", f"    - als: {condition} ", 1)
        rule = rule.replace("      uitleg:  ", f"      uitleg: {sentence} ", 1)
    files["criteria/B5.yaml"] = rule
    assert complaints(files) == []

    def states(story: str) -> list[State]:
        for name, text in {**files, "toetsen/B5.yaml": story}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        tests = read_tests(tmp_path)
        book = compile_rulebook({name: text.encode() for name, text in files.items() if "toetsen" not in name})
        return [one.state for one in Runner(book, tests).run_all(tests.tests)]

    story = files["toetsen/B5.yaml"]
    assert State.FAILED in states(story)
    kinds = iter(("school", "wijk", "onbekend"))
    whole = "".join(
        f"    feiten: {{punt.soort: {next(kinds)}}}\n" if line.startswith("    feiten:") else line
        for line in story.splitlines(keepends=True)
    )
    assert states(whole) == [State.PASSED] * 3


def test_the_everyday_words_of_a_new_criterium_are_asked_for() -> None:
    plain = "uitkomsten: {}\noordeel: {}\nvragen: {}\ncriteria:\n  B1:\n    vraag: Is het zo?\n    uitleg: Daarom.\n"
    files, _ = added("criterium", "B5", {"stukken/gewone_taal.yaml": plain})
    assert files["stukken/gewone_taal.yaml"].startswith(plain + "  B5:\n    vraag:")


def test_a_new_rule_gets_the_modeline_that_the_others_have() -> None:
    line = "# yaml-language-server: $schema=../schemas/regelset.schema.json\n"
    files, _ = added("criterium", "B5", {"regelset.yaml": line + texts()["regelset.yaml"]})
    assert files["criteria/B5.yaml"].startswith(
        "# yaml-language-server: $schema=../../schemas/criteria.schema.json\n# Vul in"
    )


REFUSED = {
    "criterium B2": "'B2' bestaat al, in criteria/B2.yaml; het eerste vrije nummer is B5",
    "criterium N7": "'N7' bestaat al, in nogo/N7.yaml; het eerste vrije nummer is N11",
    "criterium b5": "de naam 'b5' van een criterium kan niet; bedoelde u 'B5'?",
    "nogo n-7": "de naam 'n-7' van een no-gogrond kan niet; schrijf bijvoorbeeld NG1",
    "grond B9.verbouwing": "het criterium 'B9' bestaat niet",
    "grond BB2.verbouwing": "het criterium 'BB2' bestaat niet; bedoelde u 'B2'?",
    "grond B2.Verbouwing": "de naam 'Verbouwing' van een grond kan niet; gebruik kleine letters, cijfers en _",
    "begrip kleur": "schrijf een begrip als groep.naam",
    "begrip punt": "schrijf een begrip als groep.naam, bijvoorbeeld punt.nieuwe_naam",
    "grond B2": "'B2' is een criterium; schrijf een grond daarvan als B2.naam",
    "begrip pund.kleur": "de groep 'pund' bestaat niet; bedoelde u 'punt'?",
    "begrip punt.soort": "'punt.soort' bestaat al, in begrippen/punt.yaml; kies een andere naam",
    "begrip punt.bekend": "'bekend' is een woord van de regeltaal; kies een andere naam",
    "afleiding punt.soort": "'punt.soort' bestaat al, in begrippen/punt.yaml; kies een andere naam",
    "parameter Grens": "de naam 'Grens' van een parameter kan niet; gebruik kleine letters",
    "bron statuut": "'statuut' bestaat al, in bronnen.yaml; kies een andere naam",
    "traject basis": "'basis' bestaat al, in trajecten/basis.yaml; kies een andere naam",
    "toets B22": "'B22' is geen regel van deze regelset; bedoelde u 'B2'?",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_what_was_probably_meant(what: str) -> None:
    kind, name = what.split()
    with pytest.raises(CannotAdd) as refused:
        add(kind, name, texts())
    assert str(refused.value).startswith(REFUSED[what])


def test_every_kind_is_tried_here() -> None:
    assert {one.split()[0] for one in NEW} == KINDS.keys()


def test_a_rulebook_with_mistakes_takes_a_new_rule_too() -> None:
    files, _ = added("criterium", "B5", {"criteria/B4.yaml": "criterium: B4\ntitel: [\n", "parameters.yaml": "x"})
    assert "criterium: B5\n" in files["criteria/B5.yaml"]
