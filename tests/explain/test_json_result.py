"""The JSON of a result, against its published schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import spoortoets.explain
from spoortoets.engine.result import SCHEMA, Result
from spoortoets.explain.as_json.result import json_text, result_json

from .resultaten import ALLE, TE_LAAT

SCHEMA_FILE = Path(spoortoets.explain.__file__).parent / "schema" / "toets-1.schema.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of the schema that describes an object of the result."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def test_het_schema_is_zelf_geldig(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("result", ALLE)
def test_elke_uitkomst_voldoet_aan_het_schema(schema: dict[str, Any], result: Result) -> None:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert [one.message for one in checker.iter_errors(json.loads(json_text(result)))] == []


def test_het_schema_laat_geen_andere_sleutels_toe(schema: dict[str, Any]) -> None:
    found = list(objects(schema))
    assert len(found) >= 12
    for one in found:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    wrong = result_json(TE_LAAT) | {"score": 7}
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def test_elke_sleutel_heeft_een_beschrijving(schema: dict[str, Any]) -> None:
    bare = [name for one in objects(schema) for name, kind in one["properties"].items() if not kind.get("description")]
    assert bare == []


def test_alleen_een_mens_vult_zijn_oordeel_in() -> None:
    data = result_json(TE_LAAT)
    assert data["oordeel"]["mens"] is None
    assert [one["mens"] for one in data["bevindingen"]] == [None] * len(TE_LAAT.findings)


def test_een_afleiding_staat_eenmaal_uitgewerkt_en_elders_alleen_met_naam_en_waarde() -> None:
    data = result_json(TE_LAAT)
    (worked,) = data["afleidingen"]
    assert worked["id"] == "afleiding/spoor2.uiterste_start"
    assert [one["tekst"] for one in worked["onderdelen"]] == ["de datum van de eerstejaarsevaluatie"]
    named = data["bevindingen"][0]["redenering"]["onderdelen"][1]["onderdelen"][1]
    assert (named["id"], named["onderdelen"], named["waarden"][0]["waarde"]) == (worked["id"], [], "5 maart 2026")


def test_datums_zijn_iso_en_sleutels_nederlands() -> None:
    data = result_json(TE_LAAT)
    assert data["peildatum"] == "2026-09-14"
    step = next(one for one in data["tijdlijn"] if one["stap"] == "T10")
    assert (step["uiterlijk"], step["gebeurd_op"], step["status"], step["dagen_te_laat"]) == (
        "2026-03-05",
        "2026-04-13",
        "te_laat",
        39,
    )


def test_dezelfde_uitkomst_geeft_dezelfde_bytes() -> None:
    assert json_text(TE_LAAT).encode() == json_text(TE_LAAT).encode()
    assert json.loads(json_text(TE_LAAT, ascii_only=True)) == json.loads(json_text(TE_LAAT))
