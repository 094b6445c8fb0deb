"""Which changes of a rule its tests notice, on the rulebook of another domain: lending points of books."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import spoortoets.explain
from spoortoets import cli
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mutation.mutation import Subject, mutate
from spoortoets.engine.mutation.runs import TestsFail
from spoortoets.engine.planning import lay_out
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.engine.rule_tests.running import Runner, State

RULES = Path(__file__).parents[1] / "andere_regels"
SCHEMAS = Path(spoortoets.explain.__file__).parent / "schema"
BASE = """
dossier: {id: BASIS, peildatum: 2026-06-01}
punt: {geopend_op: 2026-01-10, geteld_op: 2026-04-10, soort: wijk, omvang: klein, beheerder_bekend: ja}
"""
STORIES = """
toetsen: B1
gevallen:
  - {naam: Er is een beheerder, verwacht: {B1: voldoet}}
  - {naam: Er is geen beheerder, feiten: {punt.beheerder_bekend: nee}, verwacht: {B1: voldoet_niet}}
  - {naam: Een kast heeft er geen nodig, feiten: {punt.soort: kast}, verwacht: {B1: nvt}}
  - naam: Een punt van ruim een maand is nog nieuw
    feiten: {punt.beheerder_bekend: nee, punt.geopend_op: 2026-04-20}
    verwacht: {B1.gronden.nieuw: waar}
"""
AT_THE_LIMIT = """
  - naam: Na twee maanden is een punt niet nieuw meer
    feiten: {punt.beheerder_bekend: nee, punt.geopend_op: 2026-04-01}
    verwacht: {B1.gronden.nieuw: onwaar}
"""
GROUND = "B1/grond/nieuw"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = shutil.copytree(RULES, tmp_path / "regels")
    (copy / "toetsen" / "basis").mkdir(parents=True)
    (copy / "toetsen" / "basis" / "goed.yaml").write_text(BASE, "utf-8")
    (copy / "toetsen" / "B1.yaml").write_text(STORIES, "utf-8")
    return copy


def mutated(folder: Path, *names: str, **how):
    return mutate(Subject(load_rulebook(folder), read_folder(folder), read_tests(folder)), names, **how)


def unnoticed(folder: Path, *names: str, **how) -> set[tuple[str, str]]:
    return {(one.part, one.becomes) for one in mutated(folder, *names, **how).survivors}


def add(folder: Path, text: str) -> None:
    path = folder / "toetsen" / "B1.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_limit_that_no_test_comes_near_is_found_with_its_place(folder):
    found = mutated(folder, "B1")
    assert {(one.part, one.was, one.becomes) for one in found.survivors} == {
        (GROUND, "maanden(punt.geopend_op, dossier.peildatum) < 2", text)
        for text in (
            "maanden(punt.geopend_op, dossier.peildatum) <= 2",
            "maanden(punt.geopend_op, dossier.peildatum) < 3",
        )
    }
    (place,) = {one.place for one in found.survivors}
    line = (folder / place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith("maanden(punt.geopend_op") or "als: " in line


def test_a_test_at_the_limit_notices_it(folder):
    add(folder, AT_THE_LIMIT)
    assert mutated(folder, "B1").clean


def test_what_is_noticed_is_what_a_changed_file_would_fail(folder):
    """The same changes, made in the rule file and run as a user does."""
    file = folder / "criteria" / "B1.yaml"
    if not file.exists():
        file = next(one for one in (folder / "criteria").rglob("*.yaml") if "criterium: B1\n" in one.read_text("utf-8"))
    as_it_was = file.read_text("utf-8")
    survived = unnoticed(folder, "B1")
    changes = {
        (GROUND, "maanden(punt.geopend_op, dossier.peildatum) <= 2"): ("peildatum) < 2", "peildatum) <= 2"),
        (GROUND, "maanden(punt.geopend_op, dossier.peildatum) < 3"): ("peildatum) < 2", "peildatum) < 3"),
        (GROUND, "maanden(punt.geopend_op, dossier.peildatum) < 1"): ("peildatum) < 2", "peildatum) < 1"),
        ("B1/niet_van_toepassing/1", "punt.soort != kast"): ("als: punt.soort = kast", "als: punt.soort != kast"),
        ("B1/voldoet_niet/als", "punt.beheerder_bekend"): ("als: niet punt.beheerder", "als: punt.beheerder"),
    }
    for change, (old, new) in changes.items():
        assert as_it_was.count(old) == 1
        file.write_text(as_it_was.replace(old, new), "utf-8")
        tests = read_tests(folder)
        states = {one.state for one in Runner(load_rulebook(folder), tests).run_all(tests.tests)}
        assert (states == {State.PASSED}) == (change in survived), change


def test_a_reason_explains_a_survivor_and_is_told_when_it_does_not_hold(folder):
    equivalents = folder / "toetsen" / "gelijkwaardig.yaml"
    wordt = "['maanden(punt.geopend_op, dossier.peildatum) <= 2', '... < 3']"
    equivalents.write_text(f"gelijkwaardig: [{{deel: {GROUND}, wordt: {wordt}, omdat: Telt niet mee.}}]\n", "utf-8")
    found = mutated(folder, "B1")
    assert found.clean and {one.reason for one in found.survivors} == {"Telt niet mee."}
    add(folder, AT_THE_LIMIT)
    found = mutated(folder, "B1")
    assert not found.clean and [one.parts for one, _ in found.stale] == [(GROUND,)]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (f"deel: {GROUND}", "een toets merkt B1/grond/nieuw: weggelaten"),
        (f"deel: {GROUND}, wordt: '... < ...'", "past op 2 wijzigingen"),
        (f"deel: {GROUND}, wordt: ['... < 3', '... < 4']", "er is geen wijziging '... < 4'"),
        (f"deel: [{GROUND}, B1/voldoet_niet/als], wordt: '... < 3'", "B1/voldoet_niet/als is er geen wijziging die zo"),
        (f"deel: {GROUND}, wordt: ['... < 3', weggelaten]", "een toets merkt B1/grond/nieuw: weggelaten"),
    ],
)
def test_a_reason_covers_no_more_than_it_names(folder, entry, why):
    (folder / "toetsen" / "gelijkwaardig.yaml").write_text(f"gelijkwaardig: [{{{entry}, omdat: Zo.}}]\n", "utf-8")
    found = mutated(folder, "B1")
    assert len(found.unexplained) == 2
    ((_, said),) = found.stale
    assert why in said


def test_one_reason_may_explain_several_parts(folder):
    parts = "[afleiding/punt.rustdag, afleiding/punt.openingsnorm]"
    survived = {one.part for one in mutated(folder, "punt.rustdag", "punt.openingsnorm").survivors}
    (folder / "toetsen" / "gelijkwaardig.yaml").write_text(
        f"gelijkwaardig: [{{deel: {parts}, omdat: Geen toets hier.}}]\n", "utf-8"
    )
    found = mutated(folder, "punt.rustdag", "punt.openingsnorm")
    assert {one.part for one in found.survivors if one.reason} == survived & {
        "afleiding/punt.rustdag",
        "afleiding/punt.openingsnorm",
    }


def test_a_reason_for_what_does_not_exist_is_told(folder):
    equivalents = folder / "toetsen" / "gelijkwaardig.yaml"
    text = "gelijkwaardig: [{deel: B1/grond/oud, wordt: [weggelaten], omdat: Bestaat niet.}]\n"
    equivalents.write_text(text, "utf-8")
    assert [one.parts for one, _ in mutated(folder, "B1").stale] == [("B1/grond/oud",)]


def test_two_processes_find_what_one_finds(folder, monkeypatch):
    alone = mutated(folder, processes=1)
    monkeypatch.setattr("spoortoets.engine.mutation.mutation.ALONE", 0)
    assert mutated(folder, processes=2) == alone
    assert len(alone.survivors) > 20  # the other rules have no tests here


def test_a_test_that_fails_as_it_is_is_refused(folder):
    add(folder, "  - {naam: Klopt niet, verwacht: {B1: twijfel}}\n")
    with pytest.raises(TestsFail):
        mutated(folder, "B1")


def test_registers_of_their_own_change_no_value(folder):
    """A layout without sharing has more registers, and the same values."""
    from spoortoets.engine.evaluate import evaluate
    from spoortoets.engine.rule_tests.cases import CaseMaker

    rulebook, tests = load_rulebook(folder), read_tests(folder)
    for test in tests.tests:
        dossier = CaseMaker(tests, rulebook.concepts).dossier(test)
        shared = lay_out(rulebook, dossier.reference_date)
        apart = lay_out(rulebook, dossier.reference_date, shared=False)
        first, second = evaluate(shared.plan, dossier), evaluate(apart.plan, dossier)
        assert [first[at] for at in shared.nodes.values()] == [second[apart.nodes[id]] for id in shared.nodes]
        registers = [one.register for one in apart.conditions.values()]
        assert len(registers) == len(set(registers))


def test_the_command_tells_what_to_do(folder, capsys):
    assert cli.main(["regels", "mutatie", "B1", "--regels", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "Geen toets merkt het" in out and f"{GROUND}" in out and "toetsen/gelijkwaardig.yaml" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    add(folder, AT_THE_LIMIT)
    assert cli.main(["regels", "mutatie", "b1", "--regels", str(folder)]) == 0
    assert cli.main(["regels", "mutatie", "B11", "--regels", str(folder)]) == 2
    add(folder, "  - {naam: Klopt niet, verwacht: {B1: twijfel}}\n")
    assert cli.main(["regels", "mutatie", "B1", "--regels", str(folder)]) == 2
    assert "Klopt niet" in capsys.readouterr().err


def test_the_same_is_there_for_other_programs(folder, capsys):
    schema = json.loads((SCHEMAS / "mutatie-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    def shown() -> tuple[int, dict]:
        code = cli.main(["regels", "mutatie", "B1", "--formaat", "json", "--regels", str(folder)])
        found = json.loads(capsys.readouterr().out)
        jsonschema.Draft202012Validator(schema).validate(found)
        return code, found

    code, found = shown()
    assert code == 1 and found["regels"] == ["B1"] and found["toetsen"] == 4 and not found["streng"]
    assert {(one["deel"], one["soort"], one["wordt"]) for one in found["niet_gemerkt"]} == {
        (GROUND, "vergelijking", "maanden(punt.geopend_op, dossier.peildatum) <= 2"),
        (GROUND, "drempel", "maanden(punt.geopend_op, dossier.peildatum) < 3"),
    }
    # What is told of a change is what an explanation of it names.
    told = [{"deel": one["deel"], "wordt": [one["wordt"]], "omdat": "Zo."} for one in found["niet_gemerkt"]]
    explained = folder / "toetsen" / "gelijkwaardig.yaml"
    explained.write_text(json.dumps({"gelijkwaardig": told}), "utf-8")
    code, found = shown()
    assert code == 0 and not found["niet_gemerkt"] and [one["omdat"] for one in found["verklaard"]] == ["Zo.", "Zo."]
    add(folder, AT_THE_LIMIT)
    code, found = shown()
    assert code == 1 and not found["verklaard"]
    assert {"een toets merkt" in one["waarom_niet"] for one in found["onjuist_verklaard"]} == {True}
    assert {one["plaats"]["bestand"] for one in found["onjuist_verklaard"]} == {"toetsen/gelijkwaardig.yaml"}
