"""The versions of a rule in one rulebook: when each applies, which one does on a day, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from .. import dutch
from ..rulebook import CellAuthority, Criterion, Derivation, NoGo, Parameter, Rulebook
from ..sources import Source
from ..validity import ALWAYS, Validity
from .changes import Difference, RuleSort
from .compare import differences_of
from .reading import Reading
from .sides import Sides


class Version(NamedTuple):
    """One version. `told` is what is shown of it in short, `file` where it stands ("" where that is not kept).

    `changes` are what differs from the version before it.
    """

    validity: Validity
    told: str
    file: str
    changes: tuple[Difference, ...]


class Timed(NamedTuple):
    """Something that can change in time, with its versions in the order of time."""

    sort: RuleSort
    id: str
    title: str
    versions: tuple[Version, ...]

    @property
    def changes_in_time(self) -> bool:
        return len(self.versions) > 1 or any(one.validity != ALWAYS for one in self.versions)

    def on(self, day: date) -> Version | None:
        """The version that applies on a day; None when none does."""
        return next((one for one in self.versions if one.validity.covers(day)), None)


def timed(rulebook: Rulebook) -> Iterator[Timed]:
    """Every rule, parameter and source, in the order of the rulebook."""
    sides = Sides(Reading(rulebook), Reading(rulebook))
    derivations = [one for one in rulebook.derivations if not isinstance(one.method, CellAuthority)]
    for sort, rules in (
        (RuleSort.CRITERION, rulebook.criteria),
        (RuleSort.NOGO, rulebook.nogos),
        (RuleSort.DERIVATION, derivations),
        (RuleSort.PARAMETER, rulebook.parameters),
        (RuleSort.STEP, rulebook.steps),
        (RuleSort.SOURCE, rulebook.sources),
    ):
        by_name: dict[str, list[Any]] = {}
        for rule in rules:
            by_name.setdefault(_name(rule), []).append(rule)
        for name, versions in by_name.items():
            yield _timed(sort, name, sorted(versions, key=lambda one: one.validity.start or date.min), sides)


def _timed(sort: RuleSort, name: str, rules: Sequence[Any], sides: Sides) -> Timed:
    versions: list[Version] = []
    for index, rule in enumerate(rules):
        found = tuple(differences_of(sort, rules[index - 1], rule, sides)) if index else ()
        changes = tuple(one for one in found if one.part != "geldig")
        versions.append(Version(rule.validity, _told(rule), getattr(rule, "file", ""), changes))
    last = rules[-1]
    title = last.concept.title if isinstance(last, Derivation) else last.title
    return Timed(sort, name, title, tuple(versions))


def _name(rule: Any) -> str:
    match rule:
        case Derivation():
            return rule.concept.name
        case Parameter():
            return f"parameter.{rule.name}"
        case Source():
            return f"bron.{rule.id}"
    return str(rule.id)


def _told(rule: Any) -> str:
    match rule:
        case Parameter():
            return dutch.text(rule.value, rule.type)
        case Source():
            return rule.version
        case Criterion(enabled=False):
            return "uitgeschakeld"
        case NoGo() | Criterion() | Derivation():
            return ""
    return ""
