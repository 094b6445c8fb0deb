"""Offers as JSON, as `explain/schema/trajecten-1.schema.json` publishes it, and offers laid over a dossier, as
`trajecttoets-1.schema.json` does. Same input, same bytes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...engine.dossier import Dossier
from ...engine.offer import AtLeast, Between, Offer, OfferedFact, OfferPhase, OfferValue, Shift, Stated
from ...engine.offer_audit import CitedClaim, OfferAudit, TrialResult
from ...engine.result import OpenFact, UsedFact
from ...engine.rulebook import Rulebook
from ..traject_text import OfferFinding, offer_findings
from .parts import Json, day_json, engine_json, outcome_json, rulebook_json, written

OFFERS_SCHEMA = "spoortoets.trajecten/1"
AUDITS_SCHEMA = "spoortoets.trajecttoets/1"


def offers_json(offers: tuple[Offer, ...], rulebook: Rulebook, *, ascii_only: bool = False) -> str:
    """Offers as they are published."""
    whole = {
        "schema": OFFERS_SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "trajecten": [_offer(one) for one in offers],
    }
    return written(whole, ascii_only=ascii_only)


def audits_json(
    audits: tuple[OfferAudit, ...], rulebook: Rulebook, dossier: Dossier, *, ascii_only: bool = False
) -> str:
    """Offers as they stand over one dossier."""
    first = audits[0]
    whole = {
        "schema": AUDITS_SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "dossier": {"id": dossier.id, "hash": dossier.hash},
        "start": first.start.isoformat(),
        "peildatum": first.audited_on.isoformat(),
        "motor": engine_json(first.engine),
        "trajecten": [_audit(one, rulebook) for one in audits],
    }
    return written(whole, ascii_only=ascii_only)


# --- offers -----------------------------------------------------------------------------------------------------


def _offer(offer: Offer) -> Json:
    length = offer.length
    return {
        "traject": offer.id,
        "titel": offer.title,
        "bron": offer.source,
        "omschrijving": offer.summary,
        "fasen": [_phase(one) for one in offer.phases],
        "looptijd": None
        if length is None
        else {
            "minimum": _number(length.minimum),
            "maximum": _number(length.maximum),
            "gemiddeld": _number(length.average),
            "eenheid": length.unit,
            "toelichting": length.remark,
        },
        "uren": _stated(offer.hours),
        "prijs": _stated(offer.price),
        "rapportage": _stated(offer.report),
        "team": list(offer.team),
        "doelgroepen": list(offer.groups),
        "opmerking": offer.remark,
        "beweringen": [
            {
                "tekst": one.text,
                "verschil": one.difference or None,
                "bronnen": [{"bron": citation.source, "plaats": citation.place} for citation in one.citations],
            }
            for one in offer.claims
        ],
        "aanbod": [_fact(one) for one in offer.facts],
    }


def _phase(phase: OfferPhase) -> Json:
    return {
        "titel": phase.title,
        "opmerking": phase.remark,
        "stappen": [
            {
                "titel": one.title,
                "soorten": list(one.kinds),
                "altijd": one.always,
                "na_start": _value(one.after) if one.after else None,
                "opmerking": one.remark,
            }
            for one in phase.steps
        ],
    }


def _stated(stated: Stated) -> Json | None:
    """A property, or null when the provider says nothing."""
    return {"tekst": stated.text, "toelichting": stated.remark, "dagen": stated.days} if stated.text else None


def _fact(fact: OfferedFact) -> Json:
    return {"feit": fact.name, "waarde": _value(fact.value)}


def _value(value: OfferValue) -> Any:
    match value:
        case Shift(amount, unit):
            return {"na_start": {"aantal": amount, "eenheid": unit}}
        case Between(low, high):
            return {"van": _number(low), "tot": _number(high)}
        case AtLeast(members):
            return {"in_elk_geval": list(members)}
        case tuple():
            return {"in_elk_geval": [{name: _value(one) for name, one in planned.fields} for planned in value]}
        case Fraction():
            return _number(value)
    return value


def _number(value: int | Fraction | None) -> int | float | None:
    return float(value) if isinstance(value, Fraction) else value


# --- offers over a dossier --------------------------------------------------------------------------------------


def _audit(audit: OfferAudit, rulebook: Rulebook) -> Json:
    assert rulebook.overlay is not None
    return {
        "traject": audit.offer.id,
        "titel": audit.offer.title,
        "feiten": [_used(one) for one in audit.facts],
        "proeven": [_trial(one) for one in audit.trials],
        "bevindingen": [_finding(one) for one in offer_findings(audit, rulebook.overlay)],
        "verschillen": [_claim(one) for one in audit.differences],
    }


def _used(fact: UsedFact) -> Json:
    return {"feit": fact.name, "titel": fact.title, "staat": fact.state.value, "waarde": fact.value}


def _trial(trial: TrialResult) -> Json:
    return {
        "proef": trial.trial,
        "waarde": trial.value,
        "criterium": trial.finding.criterion,
        "bevinding": trial.finding.outcome.value,
        "voorlopig": trial.finding.provisional,
        "uitleg": list(trial.finding.reasons),
        "tot_en_met": day_json(trial.end),
    }


def _finding(one: OfferFinding) -> Json:
    finding = one.finding
    return {
        "criterium": finding.criterion,
        "titel": finding.title,
        "stand": one.standing.value,
        **outcome_json(finding),
        "uitleg": list(finding.reasons),
        "af_te_spreken": list(one.to_agree),
        "ontbreekt_in_dossier": [_open(fact) for fact in one.missing],
        "nodig": [repair.what for repair in finding.repairs],
        "af_te_wegen": list(finding.to_weigh),
    }


def _open(fact: OpenFact) -> Json:
    return {"feit": fact.name, "titel": fact.title, "vraag": fact.question, "staat": fact.state.value}


def _claim(claim: CitedClaim) -> Json:
    return {
        "tekst": claim.text,
        "verschil": claim.difference,
        "bronnen": [
            {"bron": one.id, "kort": one.short, "plaats": one.place, "gezag": one.authority.value}
            for one in claim.sources
        ],
    }
