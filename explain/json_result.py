"""A result as JSON, in the structure that `explain/schema/toets-1.schema.json` publishes. Same result, same bytes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ..engine.result import (
    SCHEMA,
    CitedSource,
    Finding,
    GroundResult,
    OpenFact,
    ProofNode,
    QuestionResult,
    RepairResult,
    Result,
    TimelineStep,
    UsedFact,
)
from .reasoning import reading, worked_out

Json = dict[str, Any]


def json_text(result: Result, *, ascii_only: bool = False) -> str:
    """The result as indented JSON that ends with a newline."""
    return json.dumps(result_json(result), ensure_ascii=ascii_only, indent=2) + "\n"


def result_json(result: Result) -> Json:
    """The result as plain JSON values, keys in a fixed order. `mens` is empty: only a human fills it.

    Raises: ValueError when the result was made without its reasoning.
    """
    told = reading(map(worked_out, (result.verdict.proof, *(one.proof for one in result.findings))))
    verdict_proof, *proofs = told.roots
    return {
        "schema": SCHEMA,
        "regelset": {"naam": result.rulebook, "versie": result.rulebook_version, "hash": result.rulebook_hash},
        "dossier": {
            "id": result.dossier,
            "hash": result.dossier_hash,
            "omschrijving": result.description,
            "synthetisch": result.synthetic,
        },
        "peildatum": result.reference_date.isoformat(),
        "motor": {
            "naam": result.engine.name,
            "versie": result.engine.version,
            "vergeleken": result.engine.compared,
            "melding": result.engine.notice,
        },
        "oordeel": {
            "uitkomst": result.verdict.outcome,
            "uitleg": result.verdict.reason,
            "berust_op": list(result.verdict.carried_by),
            "per_vraag": [_question(one) for one in result.verdict.questions],
            "redenering": _proof(verdict_proof),
            "mens": None,
        },
        "bevindingen": [_finding(one, proof) for one, proof in zip(result.findings, proofs, strict=True)],
        "afleidingen": [_proof(one) for one in told.derivations],
        "tijdlijn": [_step(one) for one in result.timeline],
    }


def _question(question: QuestionResult) -> Json:
    return {
        "vraag": question.id,
        "titel": question.title,
        "opmerking": question.remark,
        "uitkomst": question.outcome,
        "bevindingen": list(question.findings),
    }


def _finding(finding: Finding, proof: ProofNode) -> Json:
    return {
        "criterium": finding.criterion,
        "titel": finding.title,
        "vraag": finding.question,
        "bevinding": finding.outcome.value,
        "voorlopig": finding.provisional,
        "zwaarte": finding.weight.value,
        "gezag": finding.authority.value,
        "norm": finding.norm,
        "bronnen": [_source(one) for one in finding.sources],
        "uitleg": list(finding.reasons),
        "verschoond": finding.excused,
        "herstelbaar": finding.repairable,
        "gronden": [_ground(one) for one in finding.grounds],
        "redenering": _proof(proof),
        "feiten": [_fact(one) for one in finding.facts],
        "open_feiten": [_open_fact(one) for one in finding.open_facts],
        "herstel": [_repair(one) for one in finding.repairs],
        "af_te_wegen": list(finding.to_weigh),
        "mens": None,
    }


def _source(source: CitedSource) -> Json:
    return {
        "bron": source.id,
        "kort": source.short,
        "plaats": source.place,
        "gezag": source.authority.value,
        "versie": source.version,
        "adres": source.address,
        "nagelezen": source.verified,
    }


def _fact(fact: UsedFact) -> Json:
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
    }


def _open_fact(fact: OpenFact) -> Json:
    return {
        "feit": fact.name,
        "titel": fact.title,
        "vraag": fact.question,
        "wie": fact.answerer,
        "stuk": fact.document,
        "staat": fact.state.value,
    }


def _ground(ground: GroundResult) -> Json:
    return {
        "grond": ground.id,
        "titel": ground.title,
        "waarheid": ground.truth.value,
        "uitleg": ground.text,
        "gezag": ground.authority.value,
        "bronnen": [_source(one) for one in ground.sources],
        "open_feiten": [_open_fact(one) for one in ground.open_facts],
    }


def _repair(repair: RepairResult) -> Json:
    return {"wat": repair.what, "wie": repair.who, "tijd": repair.time, "uiterlijk": _day(repair.until)}


def _proof(node: ProofNode) -> Json:
    return {
        "id": node.id,
        "soort": node.kind,
        "aanduiding": node.label,
        "tekst": node.text,
        "waarheid": node.truth.value if node.truth else None,
        "waarden": [_fact(one) for one in node.values],
        "onderdelen": [_proof(one) for one in node.children],
    }


def _step(step: TimelineStep) -> Json:
    return {
        "stap": step.id,
        "titel": step.title,
        "wie": step.who,
        "status": step.state.value,
        "vanaf": _day(step.start),
        "uiterlijk": _day(step.deadline),
        "gebeurd_op": _day(step.happened),
        "dagen_te_laat": step.days_late,
        "gevolg": step.consequence,
        "afwijking": step.deviation,
        "reden": step.reason,
        "gezag": step.authority.value,
        "bronnen": [_source(one) for one in step.sources],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
