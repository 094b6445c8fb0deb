"""Dossiers that may notice a change: those of a folder, those of the tests of the rules, and values beside a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from ..dossier import Dossier, Fact, Records
from ..dossier_reader import read_dossier
from ..language.tree import Compare, Condition, FactRef, Literal, ParameterRef, Value
from ..language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, ValueType, YesNoType
from ..language.walk import descendants
from ..mistakes import MistakesFound
from ..result import FactState
from ..rule_tests.cases import CaseMaker
from ..rule_tests.reading import RuleTest
from ..rulebook import Parameter, Rulebook
from ..survey import rule_trees
from .compare import Book
from .written import flat

Limit = int | Fraction | date
BASES = 5
"""So many dossiers get values beside a limit."""


class Candidate(NamedTuple):
    """A dossier and where it comes from, in words: "toets 'Een late start' van K24"."""

    dossier: Dossier
    origin: str


class Candidates:
    """All that can be tried, each made once. Those that only one of the rulebooks can read are left out."""

    def __init__(self, folder: Sequence[Candidate], old: Book, new: Book) -> None:
        self._folder = [one for one in folder if self._fits(one.dossier, old, new)]
        self._books = old, new
        self._tests = [*_stories(new, ()), *_stories(old, new.tests.tests)]
        self._made: dict[int, Candidate | None] = {}
        self._bases: list[Candidate] | None = None

    def about(self, ids: Iterable[str]) -> Iterator[Candidate]:
        """What may notice a change of these rules: the folder, then the tests of these rules."""
        wanted = {one.lower() for one in ids}
        yield from self._folder
        for index, (_, test) in enumerate(self._tests):
            if test.tested.lower() in wanted or any(_is_about(one.subject, wanted) for one in test.expected):
                yield from self._made_of(index)

    def beside(self, old: Rulebook, new: Rulebook, ids: Iterable[str]) -> Iterator[Candidate]:
        """Dossiers in which one fact lies beside a limit that these rules hold in either rulebook."""
        limits = _limits(old, new, frozenset(ids))
        if not limits:
            return
        for base in self._own_bases():
            for name, values in limits.items():
                for value in values:
                    facts = {**base.dossier.facts, name: Fact(FactState.KNOWN, value)}
                    yield Candidate(base.dossier._replace(facts=facts), f"een waarde bij de grens van {name}")

    def others(self, ids: Iterable[str]) -> Iterator[Candidate]:
        """The tests of all other rules."""
        wanted = {one.lower() for one in ids}
        for index, (_, test) in enumerate(self._tests):
            if test.tested.lower() not in wanted:
                yield from self._made_of(index)

    def _own_bases(self) -> list[Candidate]:
        if self._bases is None:
            found: list[Candidate] = []
            for book in self._books:
                for file, data in book.tests.bases.values():
                    try:
                        found.append(Candidate(read_dossier(data, file, book.rulebook.concepts), file))
                    except MistakesFound:  # `regels test` tells it
                        continue
            fitting = [one for one in (*found, *self._folder) if self._fits(one.dossier, *self._books)]
            self._bases = fitting[:BASES]
        return self._bases

    def _made_of(self, index: int) -> Iterator[Candidate]:
        if index not in self._made:
            maker, test = self._tests[index]
            try:
                dossier = maker.dossier(test)
            except MistakesFound:  # `regels test` tells it
                self._made[index] = None
            else:
                made = Candidate(dossier, f"de toets '{test.name}' van {test.tested}")
                self._made[index] = made if self._fits(dossier, *self._books) else None
        found = self._made[index]
        if found is not None:
            yield found

    def _fits(self, dossier: Dossier, old: Book, new: Book) -> bool:
        return all(fits(dossier, one.rulebook.concepts) for one in (old, new))


def _stories(book: Book, known: Iterable[RuleTest]) -> list[tuple[CaseMaker, RuleTest]]:
    """The tests of a rulebook that are not among those known, each with what makes a dossier of it."""
    told = {_story(one) for one in known}
    tests = [one for one in book.tests.tests if not one.skipped and _story(one) not in told]
    if not tests:
        return []
    try:
        maker = CaseMaker(book.tests, book.rulebook.concepts)
    except MistakesFound:  # a base that cannot be read; `regels test` tells it
        return []
    return [(maker, one) for one in tests]


def _story(test: RuleTest) -> tuple[str, str]:
    return test.base, flat(test.facts)


def _is_about(subject: str, wanted: set[str]) -> bool:
    """Whether an expectation is about one of these rules or facts, or an aspect of one."""
    return subject.lower() in wanted or subject.partition(".")[0].lower() in wanted


def fits(dossier: Dossier, concepts: Sequence[Concept]) -> bool:
    """Whether the values of a dossier are of the types of these concepts; facts unknown to these are passed over."""
    known = {one.name: one for one in concepts}
    return all(
        name not in known or fact.value is None or _is_value(fact.value, known[name].type)
        for name, fact in dossier.facts.items()
    )


def _is_value(value: object, kind: ValueType) -> bool:
    match kind:
        case ChoiceType(values):
            return value in values
        case ChoicesType(values):
            return isinstance(value, frozenset) and value <= set(values)
        case DateType():
            return isinstance(value, date)
        case NumberType():
            return isinstance(value, int | Fraction) and not isinstance(value, bool)
        case YesNoType():
            return isinstance(value, bool)
        case ListType():
            return isinstance(value, Records) and all(
                (column := kind.field(name)) is None or _is_value(one, column.type)
                for record in value.items
                for name, one in record.values.items()
            )
    return isinstance(value, str)


def _limits(old: Rulebook, new: Rulebook, ids: frozenset[str]) -> dict[str, list[Limit]]:
    """Per fact of the dossier the values at and beside each limit that the rules lay it beside."""
    found: dict[str, set[Limit]] = {}
    for book in (old, new):
        stated = {one.name: one for one in book.concepts}
        parameters = {one.name: [each for each in book.parameters if each.name == one.name] for one in book.parameters}
        for place, _, tree in rule_trees(book):
            for node in descendants(tree):
                if not isinstance(node, Compare):
                    continue
                for fact, limit in ((node.left, node.right), (node.right, node.left)):
                    if isinstance(fact, FactRef) and fact.name in stated and _concerns(place, limit, ids):
                        for value in _values(limit, parameters):
                            found.setdefault(fact.name, set()).update(_beside(value))
    return {name: sorted(values) for name, values in sorted(found.items())}


def _concerns(place: str, limit: Condition | Value, ids: frozenset[str]) -> bool:
    return place in ids or (isinstance(limit, ParameterRef) and limit.name in ids)


def _values(limit: Condition | Value, parameters: dict[str, list[Parameter]]) -> list[Limit]:
    match limit:
        case ParameterRef(name):
            return [one.value for one in parameters.get(name, [])]
        case Literal(value) if isinstance(value, date | int | Fraction) and not isinstance(value, bool):
            return [value]
    return []


def _beside(value: Limit) -> tuple[Limit, ...]:
    step: int | timedelta = timedelta(days=1) if isinstance(value, date) else 1
    return (value - step, value, value + step)  # type: ignore[operator]
