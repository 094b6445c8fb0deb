"""What a goal leans on, as one hash: rules that did not change have the same answer, whatever else did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, NamedTuple

from ..language.tree import FactRef, FindingRef, ParameterRef
from ..language.types import ChoicesType, ChoiceType, Concept, ListType, NumberType
from ..reaching import reached
from ..rulebook import Rulebook
from ..sentences import Sentence
from ..sources import Citation
from ..validity import ALWAYS, Validity
from .editions import Edition
from .goals import Claim, Goal, HasValue, Holds, Says

_WORDS = frozenset(
    {"title", "norm", "remark", "help", "what", "who", "time", "consequence", "deviation", "author", "document", "file",
     "review", "label", "labels", "question_text"}
)  # fmt: skip
"""Fields that only say something to a reader."""

_TREES = "language.tree"


class Cone(NamedTuple):
    """The hash of all that something leans on; `timeless`: none of it changes in time."""

    hash: str
    timeless: bool


class Cones:
    """The cones of goals about one rulebook in one edition of it."""

    def __init__(self, rulebook: Rulebook, edition: Edition) -> None:
        day = edition.day
        self._logic: dict[str, list[str]] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._behind: dict[str, Cone] = {}
        self._versioned = frozenset(_versioned(rulebook))
        for name, rule in _rules(rulebook, day):
            names: dict[str, None] = {}
            self._logic.setdefault(name, []).append(repr(_logic(rule, names)))
            self._names.setdefault(name, {}).update(names)
        for criterion in rulebook.criteria:
            self._names[criterion.id][f"vraag/{criterion.question}"] = None
        self._bounds = repr((edition.first, edition.last))

    def cone(self, goal: Goal) -> Cone:
        """Its hash is the same for the same question about rules that say the same."""
        digest, timeless = sha256(), True
        for claim in goal.claims:
            names: dict[str, None] = {}
            told = _told(claim, names)
            behind = [self._all_behind(one) for one in names]
            digest.update(f"{told}\0{''.join(one.hash for one in behind)}".encode())
            timeless = timeless and all(one.timeless for one in behind)
        for changed in goal.changes:
            own = self._all_behind(changed.fact)
            digest.update(f"{changed.fact}\0{changed.change.value}\0{own.hash}".encode())
        digest.update(b"" if timeless else self._bounds.encode())
        return Cone(digest.hexdigest()[:40], timeless)

    def _all_behind(self, name: str) -> Cone:
        """The cone of a rule."""
        known = self._behind.get(name)
        if known is None:
            found = reached([name], lambda one: self._names.get(one, ()))
            digest = sha256()
            for one in sorted(found):
                digest.update(f"\0{one}\0{''.join(self._logic.get(one, ()))}".encode())
            known = self._behind[name] = Cone(digest.hexdigest(), not found & self._versioned)
        return known


def _rules(book: Rulebook, day: date) -> Iterator[tuple[str, Any]]:
    """Everything that applies on the day, by the name that other rules use for it."""
    for concept in book.concepts:
        yield concept.name, concept
    for parameter in book.parameters:
        if parameter.validity.covers(day):
            yield f"parameter.{parameter.name}", (parameter.value, parameter.type)
    for derivation in book.derivations:
        if derivation.validity.covers(day):
            yield derivation.concept.name, (derivation.concept, derivation.method)
    for criterion in book.criteria:
        yield criterion.id, criterion if criterion.validity.covers(day) and criterion.enabled else ()
    for nogo in book.nogos:
        yield nogo.id, nogo if nogo.validity.covers(day) else ()
    for question in book.questions:
        yield f"vraag/{question.id}", question.exclusions
    for verdict in book.question_verdicts:
        yield f"oordeel/{verdict.question}", verdict.cases
    yield "oordeel/eindoordeel", book.verdict
    for step in book.steps:
        if step.validity.covers(day):
            yield f"tijdlijn/{step.id}", step
    for section in book.sections:
        if section.validity.covers(day):
            yield f"gevolgen/{section.id}", section


def _versioned(book: Rulebook) -> Iterator[str]:
    """The names of what changes in time."""
    named: list[tuple[str, Validity]] = [(f"parameter.{one.name}", one.validity) for one in book.parameters]
    named += [(one.concept.name, one.validity) for one in book.derivations]
    named += [(one.id, one.validity) for one in book.criteria]
    named += [(one.id, one.validity) for one in book.nogos]
    named += [(f"tijdlijn/{one.id}", one.validity) for one in book.steps]
    named += [(f"gevolgen/{one.id}", one.validity) for one in book.sections]
    return (name for name, validity in named if validity != ALWAYS)


def _told(claim: Claim, names: dict[str, None]) -> str:
    """What a claim says; `names` gets the rules that it is about."""
    match claim:
        case Says(condition, truth, side, equal):
            return repr(("says", _logic(condition, names), truth, side.value, equal))
        case Holds(id, value, side, equal) | HasValue(id, value, side, equal):
            names[_owner(id)] = None
            return repr((type(claim).__name__, id, _logic(value, {}), side.value, equal))
    raise ValueError("a claim about two rulebooks has no cone in one of them")


def _owner(id: str) -> str:
    """The rule of a node, by the name that other rules use for it."""
    room, _, rest = id.partition("/")
    name = rest.partition("/")[0]
    if room in ("afleiding", "feit"):
        return name
    return f"{room}/{name}" if room in ("vraag", "oordeel", "tijdlijn", "gevolgen") else room


def _logic(value: Any, names: dict[str, None]) -> Any:
    """What decides of a value, without the words for readers; `names` gets what it refers to."""
    match value:
        case None | bool() | int() | str() | date():
            return value
        case Sentence() | Citation():
            return None
        case Enum():
            return value.value
        case FactRef(name):
            names[name] = None
            return name
        case ParameterRef(name):
            names[f"parameter.{name}"] = None
            return f"parameter.{name}"
        case FindingRef(rule, aspect):
            names[rule] = None
            return f"{rule}.{aspect}"
        case NumberType(unit):
            return unit
        case ChoiceType(values, _, ordered):
            return values, ordered
        case ChoicesType(values):
            return values
        case ListType():
            return tuple(_logic(one, names) for one in value.fields)
        case Concept():
            if value.not_before is not None:
                names[_full(value.name, value.not_before)] = None
            return value.name, _logic(value.type, names), value.future, value.not_before, value.minimum, value.maximum
        case tuple() if type(value) is tuple:
            return tuple(_logic(one, names) for one in value)
    own: tuple[str, ...] = getattr(type(value), "__match_args__", ())
    if not own:
        return repr(value)
    in_tree = type(value).__module__.endswith(_TREES)
    kept = (one for one in own if one not in _WORDS and not (in_tree and one == "type"))
    return type(value).__name__, *(_logic(getattr(value, one), names) for one in kept)


def _full(name: str, other: str) -> str:
    """The full name of a fact that another of its group names in short."""
    return other if "." in other else f"{name.rpartition('.')[0]}.{other}"
