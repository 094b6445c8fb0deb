"""What the rules mean as JSON, as `explain/schema/controleer-1.schema.json` publishes it. Same rules, same bytes."""

from __future__ import annotations

from ...engine.mistakes import Place
from ...engine.proofs.findings import Example, Finding, Open, Proofs, PropertyResult
from ...engine.rulebook import Rulebook
from ..as_json.parts import Json, rulebook_json, written

SCHEMA = "spoortoets.controleer/1"


def meaning_json(rulebook: Rulebook, proofs: Proofs | None, *, ascii_only: bool = False) -> str:
    """The findings as indented JSON that ends with a newline; without `proofs` only types and names were checked."""
    whole = {
        "schema": SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "betekenis_nagegaan": proofs is not None,
        "vragen": 0 if proofs is None else proofs.asked,
        "uitzonderingen_nagegaan": 0 if proofs is None else proofs.exceptions,
        "bevindingen": [] if proofs is None else [_finding(one) for one in proofs.findings],
        "verklaard": [] if proofs is None else [{**_finding(one), "omdat": one.reason} for one in proofs.explained],
        "niet_beslist": [] if proofs is None else [_open(one) for one in proofs.undecided],
        "eigenschappen": [] if proofs is None else [_property(one) for one in proofs.properties],
    }
    return written(whole, ascii_only=ascii_only)


def _finding(one: Finding) -> Json:
    return {
        "code": one.code,
        "regel": one.rule,
        "deel": one.id,
        "plaats": _place(one.place),
        "zin": one.sentence,
        "voorbeeld": _example(one.example),
    }


def _open(one: Open) -> Json:
    return {
        "code": one.code,
        "regel": one.rule,
        "deel": one.id,
        "plaats": _place(one.place),
        "zin": one.sentence,
        "waarom": one.why,
    }


def _property(one: PropertyResult) -> Json:
    outcome = "weerlegd" if one.refuted is not None else "niet_beslist" if one.why_open else "bewezen"
    return {
        "naam": one.name,
        "titel": one.title,
        "plaats": _place(one.place),
        "bronnen": [{"bron": cited.source, "plaats": cited.place} for cited in one.citations],
        "uitkomst": outcome,
        "waarom": one.why_open,
        "voorbeeld": _example(one.refuted),
    }


def _place(place: Place) -> Json:
    return {"bestand": place.file, "regel": place.line, "kolom": place.column}


def _example(example: Example | None) -> Json | None:
    return None if example is None else {"bijschrift": example.caption, "dossiers": list(example.texts)}
