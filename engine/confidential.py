"""What is confidential in one dossier: only what it states can give anything away."""

from __future__ import annotations

from typing import TypeVar

from .dossier import Dossier, Fact, Records
from .language.tree import Condition, Every, FieldRef, ListQuery, NoneOf, Value
from .language.types import Concept, ListType
from .language.walk import descendants
from .result import EvidenceResult, FactState, Finding, NoGoResult, OpenFact, Result, UsedFact
from .rulebook import Rulebook

Known = TypeVar("Known", UsedFact, OpenFact)

SILENT = (FactState.ABSENT, FactState.ASKED, FactState.NOT_APPLICABLE)
"""States of a fact of which there is nothing to give away."""


class StatedSecrets:
    """The confidential facts that a dossier states, and what leans on them."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier) -> None:
        self._on = {one.name: one.on for one in rulebook.leanings}
        self._dossier = dossier
        self._stated: dict[str, bool] = {}

    def behind(self, name: str) -> bool:
        """Whether a derived fact, criterion or no-go ground leans on a confidential fact of this dossier."""
        return any(self._is_stated(one) for one in self._on.get(name, ()))

    def _is_stated(self, name: str) -> bool:
        known = self._stated.get(name)
        if known is None:
            known = self._stated[name] = _states(self._dossier, name)
        return known


def _states(dossier: Dossier, name: str) -> bool:
    group, word, *rest = name.split(".")
    fact = dossier.fact(f"{group}.{word}")
    if not rest or not isinstance(fact.value, Records):
        return fact.state not in SILENT
    field = rest[0]
    return any(
        field in one.values or one.missing.get(field, FactState.ABSENT) not in SILENT for one in fact.value.items
    )


def asks_secret(node: Condition | Value) -> bool:
    """Whether a question to a list asks a confidential field."""
    lists = (one for one in descendants(node) if isinstance(one, ListQuery | Every | NoneOf))
    return any(
        field.confidential and field.name == below.name
        for one in lists
        if isinstance(one.source.type, ListType)
        for field in one.source.type.fields
        for below in descendants(one)
        if isinstance(below, FieldRef)
    )


def is_confidential(concept: Concept, fact: Fact) -> bool:
    """Whether a fact of the dossier is; a list is when its statements tell of a confidential field."""
    if concept.confidential or not isinstance(concept.type, ListType) or not isinstance(fact.value, Records):
        return concept.confidential
    secret = {field.name for field in concept.type.fields if field.confidential}
    return any(name in secret for record in fact.value.items for name in record.stated)


def without_secrets(result: Result) -> Result:
    """The result for who may not see what is confidential: of what leans on that, only the outcome is left.

    Nothing that is in it needs to be kept from them by whoever writes it out.
    """
    return result._replace(
        verdict=result.verdict._replace(proof=None),
        findings=tuple(map(_finding, result.findings)),
        nogos=tuple(map(_nogo, result.nogos)),
        timeline=tuple(one._replace(disputed=open_to_all(one.disputed)) for one in result.timeline),
        disputed=open_to_all(result.disputed),
    )


def open_to_all(facts: tuple[Known, ...]) -> tuple[Known, ...]:
    """The facts that every reader may see."""
    return tuple(one for one in facts if not one.confidential)


def _finding(one: Finding) -> Finding:
    if one.confidential:
        return one._replace(
            reasons=(),
            grounds=(),
            facts=(),
            open_facts=(),
            repairs=(),
            repairable=True,  # says nothing: only that something can no longer be mended is told
            to_weigh=(),
            proof=None,
            human=None if one.human is None else one.human._replace(reason=""),
            withheld=True,
        )
    grounds = tuple(ground._replace(open_facts=open_to_all(ground.open_facts)) for ground in one.grounds)
    return one._replace(
        facts=open_to_all(one.facts), open_facts=open_to_all(one.open_facts), grounds=grounds, proof=None
    )


def _nogo(one: NoGoResult) -> NoGoResult:
    if one.confidential:
        return one._replace(
            reason="",
            in_time=None,
            covered=None,
            start=None,
            end=None,
            evidence=(),
            review="",
            review_by=None,
            objections=(),
            to_ask=(),
            open_facts=(),
            proof=None,
            withheld=True,
        )
    evidence = tuple(map(_evidence, one.evidence))
    return one._replace(evidence=evidence, open_facts=open_to_all(one.open_facts), proof=None)


def _evidence(one: EvidenceResult) -> EvidenceResult:
    return one._replace(facts=open_to_all(one.facts), open_facts=open_to_all(one.open_facts))
