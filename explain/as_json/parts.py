"""What every JSON output is made of: how it is written, and the values that more than one of them holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from ...engine.result import CitedSource, EngineInfo, Finding, OpenFact, Result, StatementText, Truth, UsedFact

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
    """What stands first in every JSON of an audited dossier."""
    return heading(
        schema,
        rulebook_json(result.rulebook, result.rulebook_version, result.rulebook_hash),
        {
            "id": result.dossier,
            "hash": result.dossier_hash,
            "omschrijving": result.description,
            "synthetisch": result.synthetic,
        },
        (result.reference_date, result.rules_day),
        result.engine,
    )


def heading(schema: str, rulebook: Json, dossier: Json, days: tuple[date, date | None], engine: EngineInfo) -> Json:
    """The schema, the rulebook, the dossier, the days (the peildatum and that of the rules), and the engine."""
    return {
        "schema": schema,
        "regelset": rulebook,
        "dossier": dossier,
        "peildatum": day_json(days[0]),
        "regels_op": day_json(days[1]),
        "motor": engine_json(engine),
    }


def day_json(day: date | None) -> str | None:
    """The day as YYYY-MM-DD, or null."""
    return day.isoformat() if day else None


def truth_json(truth: Truth | None) -> str | None:
    """Waar, onwaar or onbekend; null where nothing was asked."""
    return None if truth is None else truth.value


def outcome_json(finding: Finding) -> Json:
    """How a criterion came out, how hard that is, and its norm."""
    return {
        "bevinding": finding.outcome.value,
        "voorlopig": finding.provisional,
        "zwaarte": finding.weight.value,
        "gezag": finding.authority.value,
        "norm": finding.norm,
    }


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


def sources_json(sources: Iterable[CitedSource]) -> list[Json]:
    """The sources of one element."""
    return [source_json(one) for one in sources]


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


def facts_json(facts: Iterable[UsedFact]) -> list[Json]:
    """The facts of one element."""
    return [fact_json(one) for one in facts]


def open_facts_json(facts: Iterable[OpenFact]) -> list[Json]:
    """What would decide one element."""
    return [open_fact_json(one) for one in facts]


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
