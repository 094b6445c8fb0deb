"""What every JSON output is made of: how it is written, and the values that more than one of them holds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ...engine.result import CitedSource, EngineInfo, OpenFact, Result, StatementText, UsedFact

Json = dict[str, Any]


def written(whole: Json, *, ascii_only: bool = False) -> str:
    """Indented JSON that ends with a newline; the same values give the same bytes."""
    return json.dumps(whole, ensure_ascii=ascii_only, indent=2) + "\n"


def rulebook_json(name: str, version: str, digest: str) -> Json:
    """Which rulebook was used."""
    return {"naam": name, "versie": version, "hash": digest}


def engine_json(engine: EngineInfo) -> Json:
    """Which engine ran, and what it was compared with."""
    return {
        "naam": engine.name,
        "versie": engine.version,
        "vergeleken": engine.compared,
        "melding": engine.notice,
    }


def heading_json(result: Result, schema: str) -> Json:
    """What stands first in every JSON of a dossier: the schema, the rulebook, the dossier, the day and the engine."""
    return {
        "schema": schema,
        "regelset": rulebook_json(result.rulebook, result.rulebook_version, result.rulebook_hash),
        "dossier": {
            "id": result.dossier,
            "hash": result.dossier_hash,
            "omschrijving": result.description,
            "synthetisch": result.synthetic,
        },
        "peildatum": result.reference_date.isoformat(),
        "motor": engine_json(result.engine),
    }


def day_json(day: date | None) -> str | None:
    """The day as YYYY-MM-DD, or null."""
    return day.isoformat() if day else None


def source_json(source: CitedSource) -> Json:
    """A source with the place that is cited."""
    return {
        "bron": source.id,
        "kort": source.short,
        "plaats": source.place,
        "gezag": source.authority.value,
        "versie": source.version,
        "adres": source.address,
        "nagelezen": source.verified,
    }


def fact_json(fact: UsedFact) -> Json:
    """A fact with its value, and where that was read."""
    return {
        "feit": fact.name,
        "titel": fact.title,
        "staat": fact.state.value,
        "waarde": fact.value,
        "reden": fact.reason,
        "afgeleid": fact.derived,
        "document": fact.provenance.document,
        "pagina": fact.provenance.page,
        "zekerheid": fact.provenance.certainty,
        "verklaringen": [statement_json(one) for one in fact.statements],
    }


def open_fact_json(fact: OpenFact) -> Json:
    """A fact still to learn, with who knows it."""
    return {
        "feit": fact.name,
        "titel": fact.title,
        "vraag": fact.question,
        "wie": fact.answerer,
        "stuk": fact.document,
        "staat": fact.state.value,
        "verklaringen": [statement_json(one) for one in fact.statements],
    }


def statement_json(statement: StatementText) -> Json:
    """What one document says of a fact."""
    return {
        "waarde": statement.value,
        "document": statement.provenance.document,
        "pagina": statement.provenance.page,
        "zekerheid": statement.provenance.certainty,
        "telt": statement.counts,
        "reden": statement.reason,
        "onderdeel": statement.subject,
    }
