"""What-if as JSON, as `explain/schema/watals-1.schema.json` and `gevoelig-1.schema.json` publish it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...engine.dossier import Dossier
from ...engine.result import EngineInfo
from ...engine.rulebook import Rulebook
from ...engine.whatif.changes import Change
from ...engine.whatif.compare import Block, Comparison, Comparisons, FindingChange, Idle
from ...engine.whatif.sensitivity import Flip, Sensitivity, Slack, Way
from ...engine.whatif.standing import Found, Standing
from ...engine.whatif.turning import Standstill, Turn
from ..as_json.parts import Json, fact_json, facts_json, heading, open_facts_json, rulebook_json, written
from .words import change_words

SCHEMA, SENSITIVITY_SCHEMA = "spoortoets.watals/1", "spoortoets.gevoelig/1"


def comparisons_json(found: Comparisons, *, ascii_only: bool = False) -> str:
    """The variants beside the dossier as indented JSON that ends with a newline."""
    whole = {
        **_heading(SCHEMA, found.rulebook, found.dossier, found.engine),
        "nu": _standing(found.before, found.reason),
        "varianten": [_variant(one) for one in found.variants],
    }
    return written(whole, ascii_only=ascii_only)


def sensitivity_json(found: Sensitivity, *, ascii_only: bool = False) -> str:
    """The slack of every number and date as indented JSON that ends with a newline."""
    whole = {
        **_heading(SENSITIVITY_SCHEMA, found.rulebook, found.dossier, found.engine),
        "oordeel": found.now.verdict,
        "tijd": _flip(found.time) if isinstance(found.time, Flip) else None,
        "speling": [_slack(one) for one in found.slacks],
        "ruim": [_slack(one) for one in found.steady],
    }
    return written(whole, ascii_only=ascii_only)


def _heading(schema: str, rulebook: Rulebook, dossier: Dossier, engine: EngineInfo) -> Json:
    description = dossier.fact("dossier.omschrijving").value
    facts = {
        "id": dossier.id,
        "hash": dossier.hash,
        "omschrijving": str(description or ""),
        "synthetisch": dossier.fact("dossier.synthetisch").value is True,
    }
    used = rulebook_json(rulebook.name, rulebook.version, rulebook.hash)
    return heading(schema, used, facts, (dossier.reference_date, rulebook.rules_day), engine)


def _standing(standing: Standing, reason: str) -> Json:
    return {
        "oordeel": standing.verdict,
        "reden": reason,
        "vragen": dict(standing.questions),
        "bevindingen": {name: _found(one) for name, one in standing.findings.items()},
        "nogogronden": dict(standing.nogos),
    }


def _found(found: Found | None) -> Json | None:
    if found is None:
        return None
    return {"uitkomst": found.outcome.value, "zwaarte": found.weight.value, "verschoond": found.excused}


def _variant(one: Comparison) -> Json:
    return {
        "naam": one.variant.name,
        "opmerking": one.variant.remark,
        "terugblik": one.variant.looks_back,
        "peildatum": one.variant.dossier.reference_date.isoformat(),
        "wijzigingen": [_change(each) for each in one.variant.changes],
        "dan": _standing(one.after, one.reason),
        "veranderd": [_finding(each) for each in one.findings],
        "zonder_effect": [_idle(each) for each in one.idle],
    }


def _change(change: Change) -> Json:
    before, after = change_words(change)
    return {
        "feit": change.name,
        "titel": change.concept.title,
        "nu": before,
        "dan": after,
        "soort": change.bearing.value,
    }


def _finding(change: FindingChange) -> Json:
    return {
        "criterium": change.criterion,
        "titel": change.title,
        "vraag": change.question,
        "nu": _found(change.before),
        "dan": _found(change.after),
        "richting": change.direction.value,
        "redenen": list(change.reasons),
        "doordat": [_turn(one) for one in change.through],
    }


def _turn(turn: Turn) -> Json:
    return {
        "voorwaarde": turn.id,
        "tekst": turn.text,
        "nu": turn.before.value,
        "dan": turn.after.value,
        "waarden": [{"nu": fact_json(one.before), "dan": fact_json(one.after)} for one in turn.terms],
        "daarachter": [_turn(one) for one in turn.below],
    }


def _idle(idle: Idle) -> Json:
    return {"feit": idle.change.name, "alleen_wel": idle.alone, "blijft": [_block(one) for one in idle.blocks]}


def _block(block: Block) -> Json:
    return {
        "criterium": block.criterion,
        "titel": block.title,
        "uitkomst": block.outcome.value,
        "voorwaarden": [_standstill(one) for one in block.conditions],
        "redenen": list(block.reasons),
        "open_feiten": open_facts_json(block.open_facts),
    }


def _standstill(one: Standstill) -> Json:
    return {
        "voorwaarde": one.id,
        "tekst": one.text,
        "waarheid": one.truth.value,
        "waarden": facts_json(one.terms),
    }


def _slack(slack: Slack) -> Json:
    owner = slack.list_concept or slack.concept
    return {
        "feit": slack.name,
        "veld": slack.concept.name if slack.element else "",
        "element": slack.element,
        "titel": slack.concept.title,
        "invloed": owner.influence.value,
        "waarde": _value(slack.value),
        "hoger": _way(slack.up),
        "lager": _way(slack.down),
        "beslist_mee": slack.deciding,
    }


def _way(way: Way) -> Json:
    return {
        "omslagen": [_flip(one) for one in way.flips],
        "tot": _value(way.end.value),
        "grens": way.end.limit,
    }


def _flip(flip: Flip) -> Json:
    return {
        "waarde": _value(flip.value),
        "speling": _value(flip.slack),
        "oordeel": flip.verdict,
        "bevindingen": [
            {
                "criterium": one.criterion,
                "titel": one.title,
                "nu": _found(one.before),
                "dan": _found(one.after),
                "richting": one.direction.value,
            }
            for one in flip.findings
        ],
    }


def _value(value: int | Fraction | date) -> str:
    """A date as YYYY-MM-DD, a number in full: as text, so that no digit is lost."""
    return value.isoformat() if isinstance(value, date) else str(value)
