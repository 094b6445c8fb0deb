"""What rules name each other: from rule to rule, from rule to parameter, and from source to rule."""

from __future__ import annotations

from collections.abc import Iterator

from .language.tree import FactRef, FindingRef, ParameterRef
from .language.walk import descendants
from .offer import Overlay
from .rulebook import Parameter, Rulebook, Table
from .section_rule import Remark
from .sources import Citation
from .survey import rule_trees

OVERLAY = "trajecttoets"
"""The name of how an offer is laid over a dossier."""


class Links:
    """The links of one rulebook. Names are those of rules (`K24`, `T10`, `traject.duurnorm`, `gevolgen.nu`,
    `trajecten.naam`), facts, parameters (`parameter.naam`) and sources (`bron.naam`).
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._book = rulebook
        self._uses: dict[str, dict[str, None]] = {}
        self._users: dict[str, dict[str, None]] = {}
        for place, _, tree in rule_trees(rulebook):
            rule = _id(place)
            for node in descendants(tree):
                match node:
                    case FactRef(name):
                        self._link(rule, name)
                    case ParameterRef(name):
                        self._link(rule, f"parameter.{name}")
                    case FindingRef(criterion):
                        self._link(rule, criterion)
        for offer in rulebook.offers:
            for fact in offer.facts:
                self._link(offer_name(offer.id), fact.name)
        if rulebook.overlay is not None:
            for name in _of_overlay(rulebook.overlay):
                self._link(OVERLAY, name)
        self._cited: dict[str, dict[str, dict[str, None]]] = {}
        for rule, citation in _citations(rulebook):
            self._cited.setdefault(citation.source, {}).setdefault(citation.place, {})[rule] = None

    def _link(self, rule: str, name: str) -> None:
        if rule != name:
            self._uses.setdefault(rule, {})[name] = None
            self._users.setdefault(name, {})[rule] = None

    def leans_on(self, name: str) -> tuple[str, ...]:
        """What a rule names itself, in reading order."""
        return tuple(self._uses.get(name, ()))

    def used_by(self, name: str) -> tuple[str, ...]:
        """The rules that name it."""
        return tuple(sorted(self._users.get(name, ())))

    def thresholds(self, name: str) -> tuple[Parameter, ...]:
        """The parameters that a rule leans on, also through derivations; in the order of the rulebook."""
        derived = {one.concept.name for one in self._book.derivations}
        found, waiting, met = set[str](), [name], {name}
        while waiting:
            for one in self.leans_on(waiting.pop()):
                if one.startswith("parameter."):
                    found.add(one.removeprefix("parameter."))
                elif one in derived and one not in met:
                    met.add(one)
                    waiting.append(one)
        return tuple(one for one in self._book.parameters if one.name in found)

    def places(self, source: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each place in a source with the rules that cite it."""
        return tuple((place, tuple(rules)) for place, rules in sorted(self._cited.get(source, {}).items()))


def _citations(book: Rulebook) -> Iterator[tuple[str, Citation]]:
    for rule in book.criteria:
        for one in rule.citations:
            yield rule.id, one
        parts = [case.citations for some in (rule.met, rule.doubt, rule.not_met) for case in some]
        for citations in (*parts, *(ground.citations for ground in rule.grounds)):
            for one in citations:
                yield rule.id, one
    for ground in book.nogos:
        for one in ground.citations:
            yield ground.id, one
    for derivation in book.derivations:
        name = derivation.concept.name
        cells = derivation.method.cells if isinstance(derivation.method, Table) else ()
        for one in (*derivation.citations, *(citation for cell in cells for citation in cell.citations)):
            yield name, one
    for parameter in book.parameters:
        for one in parameter.citations:
            yield f"parameter.{parameter.name}", one
    for step in book.steps:
        for one in step.citations:
            yield step.id, one
    for offer in book.offers:
        yield offer_name(offer.id), Citation(offer.source, "")
        for claim in offer.claims:
            for one in claim.citations:
                yield offer_name(offer.id), one
    for section in book.sections:
        for line in section.lines:
            for one in line.content.citations if isinstance(line.content, Remark) else ():
                yield f"gevolgen.{section.id}", one


def offer_name(id: str) -> str:
    """The name of an offer among the rules; apart from the facts, which may be in a group of the same word."""
    return f"trajecten.{id}"


def source_name(id: str) -> str:
    return f"bron.{id}"


def _of_overlay(overlay: Overlay) -> Iterator[str]:
    """The facts and criteria that the overlay names."""
    yield from (overlay.start, overlay.last_day, overlay.length, overlay.steps)
    yield from (one.name for one in overlay.assumed)
    for trial in overlay.trials:
        yield from (trial.fact, trial.criterion, *(one.name for one in trial.given))
    yield from overlay.shown


def _id(place: str) -> str:
    """The name of a rule, from how the survey calls the place where its trees stand."""
    return "oordeel" if place == "oordeel eindoordeel" else place.replace(" ", ".")
