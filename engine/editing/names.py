"""The names of a rulebook that its own files use, per kind, for an editor to offer."""

from __future__ import annotations

from ..fact_changes import EACH, REMOVED
from ..forms.verdicts import QUESTION_VERDICTS, VERDICTS
from ..language.terms import NOGO_ASPECTS, Outcome
from ..language.types import Concept, ListType
from ..proofs.check import Code
from ..proofs.goals import Change
from ..result import StepState
from ..rulebook import Rulebook, Table
from .dossier_schema import fact_schema
from .schema import SCALAR, Named, Names, Schema

TRUTH = {"enum": ["ja", "nee", True, False, "onbekend"]}


def names_of(rulebook: Rulebook) -> Names:
    """The names of each kind that a form can ask for (`forms.form.Known`)."""
    concepts = {one.name: Named(one.title) for one in rulebook.concepts}
    derived = {one.concept.name: Named(one.concept.title) for one in rulebook.derivations}
    criteria = {one.id: Named(one.title) for one in rulebook.criteria}
    return {
        "bron": {one.id: Named(one.title) for one in rulebook.sources},
        "vraag": {one.id: Named(one.title) for one in rulebook.questions},
        "criterium": criteria,
        "lezer": {one.id: Named(one.title) for one in rulebook.readers},
        "stuk": {one.id: Named(one.title) for one in rulebook.pieces},
        "parameter": {one.name: Named(one.title) for one in rulebook.parameters},
        "begrip": concepts,
        "feit": {**concepts, **derived},
        "lijst": {one.name: Named(one.title) for one in rulebook.concepts if isinstance(one.type, ListType)},
        "afleiding": {
            one.concept.name: Named(one.concept.title) for one in rulebook.derivations if isinstance(one.method, Table)
        },
        "verandering": {one.name: Named(one.title, _change(one)) for one in rulebook.concepts},
        "uitkomst": _outcomes(rulebook),
        "soort_verschil": {one.value: Named("") for one in Change},
        "bevindingcode": {one.value: Named("") for one in Code},
    }


def _change(concept: Concept) -> Schema:
    """A fact of a test: as in a dossier, or taken out; of a list also with fields of its elements changed."""
    changes: list[Schema] = [{"const": REMOVED}]
    if isinstance(concept.type, ListType):
        fields = {one.name: fact_schema(one, {"const": REMOVED}, inside=concept.name) for one in concept.type.fields}
        element = {"type": "object", "properties": fields, "additionalProperties": False}
        which = rf"^({EACH}|element \d{{1,3}})$"
        changes.append({"type": "object", "patternProperties": {which: element}, "additionalProperties": False})
    return fact_schema(concept, *changes)


def _outcomes(rulebook: Rulebook) -> dict[str, Named]:
    """What a test can expect, with the words where they are fixed."""
    finding = {"enum": [one.value for one in Outcome]}
    found: dict[str, Named] = {}
    for rule in rulebook.criteria:
        found[rule.id] = Named(rule.title, finding)
        for ground in rule.grounds:
            found[f"{rule.id}.gronden.{ground.id}"] = Named(ground.title, {"enum": ["waar", "onwaar", "onbekend"]})
    for nogo in rulebook.nogos:
        found[nogo.id] = Named(nogo.title, TRUTH)
        found.update((f"{nogo.id}.{aspect}", Named(f"{nogo.title}: {aspect}", TRUTH)) for aspect in NOGO_ASPECTS)
    found["oordeel"] = Named("het eindoordeel", {"enum": list(VERDICTS)})
    for question in rulebook.questions:
        found[f"oordeel.{question.id}"] = Named(question.title, {"enum": list(QUESTION_VERDICTS)})
    for step in rulebook.steps:
        found[step.id] = Named(step.title, {"enum": [one.value for one in StepState]})
    value: Schema = {"anyOf": [{"type": SCALAR}, {"type": "array", "items": {"type": SCALAR}}]}
    for concept in (*rulebook.concepts, *(one.concept for one in rulebook.derivations)):
        found.setdefault(concept.name, Named(concept.title, value))
    return found
