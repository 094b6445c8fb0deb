"""Schemas for an editor: what we ship passes, mistakes of form are refused, and nothing that the loader takes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.editing.dossier_schema import dossier_schema
from spoortoets.engine.editing.schemas import (
    modeline,
    schema_folder,
    schema_name,
    schemas_of,
    settings,
    with_modeline,
)
from spoortoets.engine.load import compile_rulebook, load_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.text.yaml_text import read_text

from ..test_dossier_reader import CONCEPTS
from .als_editor import flow, instance, read, wrong_copies

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
RULES, OTHER = ROOT / "rules", TESTS / "andere_regels"

OF_FORM = frozenset(
    {"R01", "R02", "R03", "R04", "R08", "R11", "R12", "R14", "R15", "R16", "R17", "R65", "R66", "R68", "R71", "R73"}
) | {"R74", "R75", "R83", "R90", "R100", "R101", "R105", "R145"}
"""Mistakes in how a file is written, whatever stands in other files."""

TAKEN = {"stuk_lijst_onbekend"}
"""Of these a schema would need to know which fields a list of the dossier has."""


@lru_cache
def shipped() -> Rulebook:
    return load_rulebook(RULES)


@lru_cache
def validators(rules: Path) -> dict[str, Draft7Validator]:
    schemas = schemas_of(shipped() if rules == RULES else load_rulebook(rules))
    return {name: Draft7Validator(one) for name, one in schemas.items()}


def complaints(rules: Path, file: str, data: bytes) -> list[str]:
    name = schema_name(file)
    assert name is not None, file
    return [
        f"{list(one.absolute_path)}: {one.message[:200]}"
        for one in validators(rules)[name].iter_errors(read(data, file))
    ]


# --- what we ship -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [RULES, OTHER], ids=["eigen", "andere"])
def test_each_schema_is_one(rules: Path) -> None:
    for one in validators(rules).values():
        Draft7Validator.check_schema(one.schema)


@pytest.mark.parametrize("name", sorted({path.relative_to(RULES).parts[0] for path in RULES.rglob("*.yaml")}))
def test_every_file_of_the_rulebook_passes(name: str) -> None:
    paths = [RULES / name] if name.endswith(".yaml") else sorted((RULES / name).rglob("*.yaml"))
    found = {path.name: complaints(RULES, path.relative_to(RULES).as_posix(), path.read_bytes()) for path in paths}
    assert {name: some for name, some in found.items() if some} == {}


def test_every_file_of_another_rulebook_passes() -> None:
    for path in sorted(OTHER.rglob("*.yaml")):
        assert complaints(OTHER, path.relative_to(OTHER).as_posix(), path.read_bytes()) == []


def test_every_example_passes() -> None:
    validator = validators(RULES)["dossier.schema.json"]
    examples = [one for one in sorted((ROOT / "voorbeelden").rglob("*.yaml")) if _is_dossier(one)]
    assert len(examples) >= 9
    for path in examples:
        assert not list(validator.iter_errors(read(path.read_bytes(), path.name))), path.name


def _is_dossier(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith("dossier:") or "\ndossier:\n" in path.read_text(encoding="utf-8")


def test_every_key_says_what_it_is_for() -> None:
    silent = {
        (file, where)
        for file, one in validators(RULES).items()
        for where, key in _keys(one.schema, "")
        if not (key.get("description") or key.get("title") or "$ref" in key)
    }
    assert silent == set()


def _keys(schema: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema lists, with its path."""
    if isinstance(schema, list):
        for one in schema:
            yield from _keys(one, where)
    if not isinstance(schema, dict):
        return
    closed = schema.get("additionalProperties") is False
    for name, one in schema.get("properties", {}).items() if closed else ():
        yield f"{where}/{name}", one
    for name, one in schema.items():
        yield from _keys(one, f"{where}/{name}")


# --- what is refused --------------------------------------------------------------------------------------------------


def _of_form() -> Iterator[Path]:
    for path in sorted((TESTS / "fouten" / "regels").glob("*.yaml")):
        text, message = path.read_text(encoding="utf-8"), path.with_suffix(".txt").read_text(encoding="utf-8")
        codes = {line.split(": ", 1)[1].split()[0] for line in message.splitlines()}
        if text.startswith("# bestand: ") and codes & OF_FORM:
            yield path


@pytest.mark.parametrize("path", list(_of_form()), ids=lambda one: one.stem)
def test_a_mistake_of_form_is_refused(path: Path) -> None:
    file = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# bestand: ")
    try:
        found = complaints(OTHER, file, path.read_bytes())
    except MistakesFound:
        return  # no YAML at all: an editor says so without a schema
    assert found or path.stem in TAKEN


def test_a_key_that_is_none_is_told_by_its_name() -> None:
    data = (OTHER / "criteria/B1.yaml").read_bytes() + b"zwaarde: licht\n"
    assert any("'zwaarde'" in one for one in complaints(OTHER, "criteria/B1.yaml", data))


OF_DOSSIER = frozenset({"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D11"})


@pytest.mark.parametrize("path", sorted((TESTS / "fouten" / "dossier").glob("*.yaml")), ids=lambda one: one.stem)
def test_a_mistake_of_form_in_a_dossier_is_refused(path: Path) -> None:
    message = path.with_suffix(".txt").read_text(encoding="utf-8")
    codes = {line.split(": ", 1)[1].split()[0] for line in message.splitlines()}
    if not codes & OF_DOSSIER:
        return
    try:
        tree = read_text(path.read_bytes(), path.name)
    except MistakesFound:
        return
    assert not _small().is_valid(instance(tree))


@lru_cache
def _small() -> Draft7Validator:
    return Draft7Validator(dossier_schema(load_rulebook(OTHER)._replace(concepts=CONCEPTS, groups=())))


# --- never stricter than the loader -----------------------------------------------------------------------------------


def test_what_a_schema_of_rules_refuses_the_loader_refuses() -> None:
    files = read_folder(OTHER)
    copies = [(file, what, tree) for file in files for what, tree in wrong_copies(read_text(files[file], file))]
    random.Random(11).shuffle(copies)
    refused = 0
    for file, what, tree in copies:
        text = f"{flow(tree)}\n".encode()
        if refused == 60:
            break
        try:
            if not complaints(OTHER, file, text):
                continue
        except MistakesFound:
            continue
        refused += 1
        with pytest.raises(MistakesFound):
            compile_rulebook({**files, file: text})
            pytest.fail(f"{file}: {what}")
    assert refused == 60


STORY = """
dossier:
  id: B-001
  peildatum: 2026-09-14
  documenten: [{id: D01, datum: 2026-01-05, paginas: 4}, {id: D02}]
lid:
  sinds: {waarde: 2026-01-05, bron: {document: D01, pagina: 2}, zekerheid: vastgesteld}
  tot: {nvt: het loopt nog}
  pas:
    verklaringen: [{waarde: jeugd, bron: {document: D01}}, {waarde: gewoon, zekerheid: verklaard_wg}]
    gekozen: {waarde: jeugd, reden: het nieuwste stuk}
  actief: onbekend
  toelichting: een verhaal
kamer:
  uren: 4.5
  dagen: [maandag, dinsdag]
  uitleningen:
    volledig: nee
    waarde: [{datum: 2026-02-01, soort: boek, aantal: 2, bron: {document: D01}}, {talen: fries}]
"""


def test_what_the_schema_of_a_dossier_refuses_the_reader_refuses() -> None:
    tree = read_text(STORY.encode(), "verhaal.yaml")
    assert _small().is_valid(instance(tree))
    refused = 0
    for what, copy in wrong_copies(tree):
        data = f"{flow(copy)}\n".encode()
        try:
            valid = _small().is_valid(read(data, "verhaal.yaml"))
        except MistakesFound:
            continue
        if not valid:
            refused += 1
            with pytest.raises(MistakesFound):
                read_dossier(data, "verhaal.yaml", CONCEPTS)
                pytest.fail(what)
    assert refused > 300


# --- names ------------------------------------------------------------------------------------------------------------


def test_names_of_other_files_are_offered_and_new_ones_are_not_refused() -> None:
    schema = validators(OTHER)["criteria.schema.json"].schema
    offered = schema["definitions"]["naam_van_vraag"]["anyOf"][0]
    assert offered["enum"] == ["beheer", "bezit"]
    data = (OTHER / "criteria/B1.yaml").read_bytes().replace(b"vraag: beheer", b"vraag: nieuwe_vraag")
    assert complaints(OTHER, "criteria/B1.yaml", data) == []


def test_a_choice_of_a_dossier_is_closed_and_says_what_it_means() -> None:
    schema = validators(OTHER)["dossier.schema.json"].schema
    size = schema["definitions"]["waarde.punt.omvang"]
    assert size["enum"] == ["klein", "midden", "groot"] and size["enumDescriptions"][1] == "middelgroot"
    hours = schema["definitions"]["waarde.punt.uren_per_week"]
    assert hours["type"] == "number" and hours.get("minimum") == 0


def test_the_same_rulebook_gives_the_same_schemas() -> None:
    book = load_rulebook(OTHER)
    first, second = (json.dumps(schemas_of(one)) for one in (book, load_rulebook(OTHER)))
    assert first == second


# --- how an editor finds them -----------------------------------------------------------------------------------------


def test_the_settings_lead_from_each_file_to_its_schema() -> None:
    found = settings("schemas", "mijn-regels")["yaml.schemas"]
    assert found["./schemas/criteria.schema.json"] == ["mijn-regels/criteria/**/*.yaml"]
    assert found["./schemas/dossier.schema.json"] == ["mijn-regels/toetsen/basis/*.yaml"]


def test_a_modeline_stands_on_top_once() -> None:
    line = modeline("criteria/a/K1.yaml", "../schemas")
    assert line == "# yaml-language-server: $schema=../../../schemas/criteria.schema.json"
    once = with_modeline("criterium: K1\n", line)
    assert once == f"{line}\ncriterium: K1\n" == with_modeline(once, line)
    assert schema_folder([("criteria/a/K1.yaml", once)]) == "../schemas"
    assert schema_folder([("criteria/a/K1.yaml", "criterium: K1\n")]) is None
