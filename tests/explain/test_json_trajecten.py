"""The JSON of `trajecten`, against its published schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import spoortoets
from referencing import Registry, Resource
from spoortoets import cli
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.offer_audit import OfferAuditor
from spoortoets.explain.as_json.trajecten import AUDITS_SCHEMA, OFFERS_SCHEMA, audits_json

PACKAGE = Path(spoortoets.__file__).parent
EXAMPLES = PACKAGE / "voorbeelden"
PUBLISHED = {OFFERS_SCHEMA: "trajecten-1", AUDITS_SCHEMA: "trajecttoets-1"}


@cache
def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PACKAGE / "explain" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def checker(name: str) -> jsonschema.Draft202012Validator:
    others = [schema(one) for one in (*PUBLISHED.values(), "toets-1")]
    registry: Registry[Any] = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in others])
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema(name), registry=registry, format_checker=formats)


def mistakes(text: str) -> list[str]:
    """What is wrong with a JSON text, by the schema that it names itself."""
    data = json.loads(text)
    return [f"{one.json_path}: {one.message}" for one in checker(PUBLISHED[data["schema"]]).iter_errors(data)]


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object that a schema describes by its keys."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from objects(value)


@pytest.mark.parametrize(("said", "name"), PUBLISHED.items())
def test_a_schema_is_valid_names_itself_and_describes_every_key(said: str, name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["schema"]["const"] == said
    for one in objects(schema(name)):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        assert [key for key, kind in one["properties"].items() if not kind.get("description")] == []


@pytest.mark.parametrize("words", [("lijst",), *(("toon", name) for name in ("stam", "intree", "de_overstap"))])
def test_what_is_published_follows_its_schema(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trajecten", *words, "--formaat", "json"]) == 0
    assert mistakes(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("example", "start"),
    [
        ("lagere_school_drie_maanden", date(2025, 10, 20)),
        ("hbo_drie_maanden", date(2026, 1, 12)),
        ("half_ingevuld", None),
    ],
)
def test_offers_over_a_dossier_follow_their_schema(example: str, start: date | None) -> None:
    book = cached_rulebook(PACKAGE / "rules")
    case = read_dossier((EXAMPLES / f"{example}.yaml").read_bytes(), example, book.concepts)
    auditor = OfferAuditor(book, case, start, "direct")
    audits = tuple(auditor.audit(one) for one in book.offers)
    assert mistakes(audits_json(audits, book, case)) == []
    assert mistakes(audits_json(audits[:1], book, case, ascii_only=True)) == []


def test_a_key_that_is_not_published_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["trajecten", "toon", "stam", "--formaat", "json"])
    data = json.loads(capsys.readouterr().out)
    data["trajecten"][0]["aanbevolen"] = True
    assert not checker("trajecten-1").is_valid(data)
