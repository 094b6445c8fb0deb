"""`spoortoets vragen`: on the screen, as JSON against its schema, and as a list on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from ..commands.opdrachtregel import Terminal
from ..regels.zaak import ROOT

EXAMPLES = sorted((ROOT / "voorbeelden").glob("*.yaml"))
HALF = str(ROOT / "voorbeelden" / "half_ingevuld.yaml")
DISPUTED = str(ROOT / "voorbeelden" / "tegenstrijdige_stukken.yaml")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def checker() -> jsonschema.Draft202012Validator:
    folder = ROOT / "explain" / "schema"
    own, other = (json.loads((folder / f"{one}.schema.json").read_text("utf-8")) for one in ("vragen-1", "toets-1"))
    registry: Registry[Any] = Registry().with_resources([(other["$id"], Resource.from_contents(other))])
    return jsonschema.Draft202012Validator(own, registry=registry)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_json_fits_its_published_schema(run: Terminal, path: Path) -> None:
    ran = run("vragen", str(path), "--formaat", "json", "--motor", "direct")
    assert ran.status == 0
    assert [one.message for one in checker().iter_errors(json.loads(ran.out))] == []


def test_the_page_says_what_is_asked_why_of_whom_and_where_it_stands(run: Terminal) -> None:
    ran = run("vragen", DISPUTED)
    said = " ".join(ran.out.split())
    assert "Oordeel nu: ? onvoldoende gegevens" in said
    assert "1. Op welke dag was de intake? Beslist mee K18, K24, K29, K32, K33 en K48 (dragend);" in said
    assert "re-integratiebedrijf; intakeverslag" in said
    assert "tegenstrijdig: 23 maart 2026 (D16, p. 1, vastgesteld) tegenover 14 april 2026 (D12" in said
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_same_field_of_many_elements_is_one_question(run: Terminal) -> None:
    said = " ".join(run("vragen", DISPUTED).out.split())
    assert said.count("Wat is bekend over het resultaat, bij activiteit") == 1
    assert "en nog 7 andere" in said


def test_a_list_for_the_employer_holds_only_what_the_employer_can_answer(run: Terminal) -> None:
    data = json.loads(run("vragen", HALF, "--aan", "werkgever", "--formaat", "json", "--motor", "direct").out)
    assert data["vragen"]
    assert {one["wie"] for one in data["vragen"]} == {"werkgever"}
    assert len(data["vragen"]) < data["aantal"]


def test_a_list_to_mail_has_room_for_answers_and_warns_against_medical_data(run: Terminal, tmp_path: Path) -> None:
    ran = run("vragen", HALF, "--aan", "werkgever", "--formaat", "md", "--motor", "direct")
    assert "# Vragenlijst bij het dossier" in ran.out
    assert "Vragen aan: werkgever" in ran.out
    assert "Vragen aan: bedrijfsarts" not in ran.out
    assert "Geen medische gegevens" in ran.out
    for form in ("html", "docx"):
        target = tmp_path / f"lijst.{form}"
        assert run("vragen", HALF, "--aan", "werkgever", "--formaat", form, "--uit", str(target)).status == 0
        assert target.stat().st_size > 1_000


def test_an_unknown_person_is_told_with_the_nearest_one(run: Terminal) -> None:
    ran = run("vragen", HALF, "--aan", "werkgevr")
    assert ran.status == 2
    assert "bedoelde u 'werkgever'?" in ran.errors
