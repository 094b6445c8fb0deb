"""Two rulebooks side by side: every rule that is written otherwise, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..language.types import Concept
from ..rule_files import Files
from ..rule_tests.reading import RuleTests
from ..rulebook import CellAuthority, Criterion, Derivation, NoGo, Parameter, Question, Rulebook, Step
from ..sources import Source
from ..validity import ALWAYS, Validity
from .aligning import versions_side_by_side
from .changes import Difference, Kind, RuleDifference, RuleSort, State
from .criteria import criterion_differences
from .nogos import nogo_differences
from .others import (
    concept_differences,
    derivation_differences,
    parameter_differences,
    question_differences,
    source_differences,
    step_differences,
    whole_text,
)
from .reading import Reading, period
from .rule_tests import changed_tests
from .sides import Sides
from .written import written_differences


class Book(NamedTuple):
    """A rulebook with the files that it was read from, and its tests. `name` is how the user called it."""

    name: str
    rulebook: Rulebook
    files: Files
    tests: RuleTests


class Compared(NamedTuple):
    """What is written otherwise; empty where only layout and remarks differ, or nothing."""

    old: Book
    new: Book
    rules: tuple[RuleDifference, ...]

    @property
    def same_bytes(self) -> bool:
        return self.old.rulebook.hash == self.new.rulebook.hash

    def of(self, kind: Kind) -> tuple[RuleDifference, ...]:
        """The rules of which something of this kind differs."""
        return tuple(one for one in self.rules if kind in one.kinds)


COMPARERS: dict[RuleSort, Callable[[Any, Any, Sides], Iterator[Difference]]] = {
    RuleSort.CRITERION: criterion_differences,
    RuleSort.NOGO: nogo_differences,
    RuleSort.DERIVATION: derivation_differences,
    RuleSort.PARAMETER: parameter_differences,
    RuleSort.CONCEPT: concept_differences,
    RuleSort.QUESTION: question_differences,
    RuleSort.STEP: step_differences,
    RuleSort.SOURCE: source_differences,
}


def differences_of(sort: RuleSort, old: Any, new: Any, sides: Sides) -> Iterator[Difference]:
    """What is written otherwise in two versions of one rule of a sort."""
    return iter(()) if old == new else COMPARERS[sort](old, new, sides)


def compare(old: Book, new: Book) -> Compared:
    """Every rule, text and test that differs, in the order of `RuleSort`."""
    return Compared(old, new, tuple(_Comparing(old, new).differences()))


class _Comparing:
    def __init__(self, old: Book, new: Book) -> None:
        self.old, self.new = old, new
        self.sides = Sides(Reading(old.rulebook), Reading(new.rulebook))

    def differences(self) -> Iterator[RuleDifference]:
        one, other = self.old.rulebook, self.new.rulebook
        yield from self.rules(RuleSort.CRITERION, one.criteria, other.criteria)
        yield from self.rules(RuleSort.NOGO, one.nogos, other.nogos)
        yield from self.rules(RuleSort.DERIVATION, _written(one.derivations), _written(other.derivations))
        yield from self.rules(RuleSort.PARAMETER, one.parameters, other.parameters)
        yield from self.rules(RuleSort.CONCEPT, one.concepts, other.concepts)
        yield from self.rules(RuleSort.QUESTION, one.questions, other.questions)
        yield from self.order_of_questions()
        found = list(written_differences(self.old.files, self.new.files))
        yield from (each for each in found if each.sort is RuleSort.VERDICT)
        yield from self.rules(RuleSort.STEP, one.steps, other.steps)
        yield from self.rules(RuleSort.SOURCE, one.sources, other.sources)
        yield from self.groups()
        yield from (each for each in found if each.sort is RuleSort.FILE)
        yield from changed_tests(self.old.tests, self.new.tests)

    def rules(self, sort: RuleSort, old: Sequence[Any], new: Sequence[Any]) -> Iterator[RuleDifference]:
        """The rules of one sort, each version beside the one that it takes the place of."""
        before, after = _by_name(old), _by_name(new)
        for name in dict.fromkeys((*after, *before)):
            pairs = (
                versions_side_by_side(before.get(name, ()), after.get(name, ()))
                if sort not in (RuleSort.CONCEPT, RuleSort.QUESTION)
                else [(next(iter(before.get(name, ())), None), next(iter(after.get(name, ())), None))]
            )
            for one, other in pairs:
                found = self.pair(sort, name, one, other)
                if found.differences:
                    yield found

    def pair(self, sort: RuleSort, name: str, one: Any, other: Any) -> RuleDifference:
        shown = other or one
        title = shown.concept.title if isinstance(shown, Derivation) else shown.title
        periods = tuple(None if each is None else getattr(each, "validity", ALWAYS) for each in (one, other))
        if one is not None and other is not None:
            found = tuple(differences_of(sort, one, other, self.sides))
            return RuleDifference(sort, name, title, State.CHANGED, found, *periods)
        reading = self.sides.new if one is None else self.sides.old
        told = whole_text(shown, reading)
        validity: Validity = getattr(shown, "validity", ALWAYS)
        if validity != ALWAYS:
            told = f"{told} ({period(validity)})"
        kind = Kind.AUTHORITY if sort is RuleSort.SOURCE else Kind.MEANING
        texts = ("", told) if one is None else (told, "")
        state = State.NEW if one is None else State.GONE
        return RuleDifference(sort, name, title, state, (Difference(kind, sort.value, *texts),), *periods)

    def order_of_questions(self) -> Iterator[RuleDifference]:
        """The order in which the questions are answered, of those that both have."""
        old = [one.id for one in self.old.rulebook.questions]
        new = [one.id for one in self.new.rulebook.questions]
        before, after = ([one for one in some if one in old and one in new] for some in (old, new))
        if before != after:
            told = Difference(Kind.TEXT, "volgorde", ", ".join(before), ", ".join(after))
            yield RuleDifference(RuleSort.QUESTION, "vragen", "de volgorde van de vragen", State.CHANGED, (told,))

    def groups(self) -> Iterator[RuleDifference]:
        """The titles of the groups of concepts."""
        old, new = dict(self.old.rulebook.groups), dict(self.new.rulebook.groups)
        for name in dict.fromkeys((*old, *new)):
            before, after = old.get(name, ""), new.get(name, "")
            if before != after:
                told = Difference(Kind.TEXT, "titel", before, after)
                state = State.NEW if name not in old else State.GONE if name not in new else State.CHANGED
                yield RuleDifference(RuleSort.CONCEPT, name, "de groep", state, (told,))


def _written(rules: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """Those that a file has; the authority of a table's cell comes with the table."""
    return tuple(one for one in rules if not isinstance(one.method, CellAuthority))


def _by_name(rules: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for one in rules:
        name = _name(one)
        found[name] = (*found.get(name, ()), one)
    return found


def _name(rule: Criterion | NoGo | Derivation | Parameter | Concept | Question | Step | Source) -> str:
    match rule:
        case Derivation():
            return rule.concept.name
        case Parameter() | Concept():
            return rule.name
    return rule.id
