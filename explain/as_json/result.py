"""A result as JSON, in the structure that `explain/schema/toets-1.schema.json` publishes. Same result, same bytes."""

from __future__ import annotations

from ... import __version__
from ...engine.result import (
    SCHEMA,
    Finding,
    GroundResult,
    HumanVerdict,
    NoGoResult,
    ProofNode,
    QuestionResult,
    RepairResult,
    Result,
    TimelineStep,
)
from ...engine.rulebook import Release
from ..reasoning import reading, worked_out
from .parts import (
    Json,
    day_json,
    facts_json,
    heading_json,
    open_facts_json,
    outcome_json,
    sources_json,
    truth_json,
    written,
)

PROGRAM = "spoortoets"


def json_text(result: Result, *, ascii_only: bool = False) -> str:
    """The result as indented JSON that ends with a newline."""
    return written(result_json(result), ascii_only=ascii_only)


def result_json(result: Result) -> Json:
    """The result as plain JSON values, keys in a fixed order. `mens` is what a person recorded in the dossier.

    Raises: ValueError when the result was made without its reasoning.
    """
    findings, nogos = (one.proof for one in result.findings), (one.proof for one in result.nogos)
    told = reading(map(worked_out, (result.verdict.proof, *findings, *nogos)))
    verdict_proof, *rest = told.roots
    proofs, nogo_proofs = rest[: len(result.findings)], rest[len(result.findings) :]
    return {
        **heading_json(result, SCHEMA),
        "uitgave": _release(result.release),
        "programma": {"naam": PROGRAM, "versie": __version__},
        "oordeel": {
            "uitkomst": result.verdict.outcome,
            "uitleg": result.verdict.reason,
            "berust_op": list(result.verdict.carried_by),
            "per_vraag": [_question(one) for one in result.verdict.questions],
            "redenering": _proof(verdict_proof),
            "mens": _human(result.verdict.human),
        },
        "bevindingen": [_finding(one, proof) for one, proof in zip(result.findings, proofs, strict=True)],
        "gronden_nogo": [_nogo(one, proof) for one, proof in zip(result.nogos, nogo_proofs, strict=True)],
        "afleidingen": [_proof(one) for one in told.derivations],
        "tijdlijn": [_step(one) for one in result.timeline],
        "tegenstrijdige_feiten": facts_json(result.disputed),
    }


def _release(release: Release | None) -> Json | None:
    if release is None:
        return None
    return {"versie": release.version, "datum": day_json(release.day), "hash": release.receipt}


def _question(question: QuestionResult) -> Json:
    return {
        "vraag": question.id,
        "titel": question.title,
        "opmerking": question.remark,
        "uitkomst": question.outcome,
        "bevindingen": list(question.findings),
    }


def _human(human: HumanVerdict | None) -> Json | None:
    if human is None:
        return None
    return {
        "uitkomst": human.outcome,
        "motivering": human.reason,
        "rol": human.role,
        "datum": day_json(human.day),
    }


def _finding(finding: Finding, proof: ProofNode) -> Json:
    return {
        "criterium": finding.criterion,
        "titel": finding.title,
        "vraag": finding.question,
        **outcome_json(finding),
        "bronnen": sources_json(finding.sources),
        "uitleg": list(finding.reasons),
        "verschoond": finding.excused,
        "herstelbaar": finding.repairable,
        "gronden": [_ground(one) for one in finding.grounds],
        "redenering": _proof(proof),
        "feiten": facts_json(finding.facts),
        "open_feiten": open_facts_json(finding.open_facts),
        "herstel": [_repair(one) for one in finding.repairs],
        "af_te_wegen": list(finding.to_weigh),
        "mens": _human(finding.human),
    }


def _ground(ground: GroundResult) -> Json:
    return {
        "grond": ground.id,
        "titel": ground.title,
        "waarheid": ground.truth.value,
        "uitleg": ground.text,
        "gezag": ground.authority.value,
        "bronnen": sources_json(ground.sources),
        "open_feiten": open_facts_json(ground.open_facts),
    }


def _nogo(ground: NoGoResult, proof: ProofNode) -> Json:
    return {
        "code": ground.nogo,
        "titel": ground.title,
        "sterkte": ground.strength.value,
        "gezag": ground.authority.value,
        "norm": ground.norm,
        "bronnen": sources_json(ground.sources),
        "van_toepassing": ground.applies.value,
        "reden": ground.reason,
        "in_beroep": ground.invoked.value,
        "bewezen": ground.shown.value,
        "draagkrachtig": ground.carries.value,
        "draagkrachtig_deels": ground.partly.value,
        "op_tijd": truth_json(ground.in_time),
        "dekt_hele_periode": truth_json(ground.covered),
        "periode": {"van": day_json(ground.start), "tot": day_json(ground.end)},
        "bewijs": [
            {
                "bewijs": one.id,
                "wat": one.text,
                "waarheid": one.truth.value,
                "opsteller": one.author,
                "stuk": one.document,
                "feiten": facts_json(one.facts),
                "open_feiten": open_facts_json(one.open_facts),
            }
            for one in ground.evidence
        ],
        "herbeoordeling": {"wat": ground.review, "uiterlijk": day_json(ground.review_by)},
        "afwijzing": [{"omdat": one.text, "waarheid": truth_json(one.truth)} for one in ground.objections],
        "vragen": list(ground.to_ask),
        "redenering": _proof(proof),
        "open_feiten": open_facts_json(ground.open_facts),
    }


def _repair(repair: RepairResult) -> Json:
    return {"wat": repair.what, "wie": repair.who, "tijd": repair.time, "uiterlijk": day_json(repair.until)}


def _proof(node: ProofNode) -> Json:
    return {
        "id": node.id,
        "soort": node.kind,
        "aanduiding": node.label,
        "tekst": node.text,
        "waarheid": truth_json(node.truth),
        "waarden": facts_json(node.values),
        "onderdelen": [_proof(one) for one in node.children],
    }


def _step(step: TimelineStep) -> Json:
    return {
        "stap": step.id,
        "titel": step.title,
        "wie": step.who,
        "status": step.state.value,
        "vanaf": day_json(step.start),
        "uiterlijk": day_json(step.deadline),
        "uiterlijk_vroegst": day_json(step.earliest),
        "uiterlijk_laatst": day_json(step.latest),
        "wacht_op": list(step.waits_for),
        "gebeurd_op": day_json(step.happened),
        "dagen_te_laat": step.days_late,
        "gevolg": step.consequence,
        "afwijking": step.deviation,
        "reden": step.reason,
        "gezag": step.authority.value,
        "bronnen": sources_json(step.sources),
        "tegenstrijdige_feiten": facts_json(step.disputed),
    }
