"""Follows the files of a rulebook while somebody works on them: which were saved, which rules that touches, and which
tests have to run again. Looking at files, waiting and printing are the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..differences.changes import RuleDifference, RuleSort
from ..differences.compare import Book, compare
from ..rule_links import Links
from ..rule_tests.reading import RuleTest
from ..rulebook import Rulebook

VERDICT = "oordeel"
PREFIXES = {RuleSort.PARAMETER: "parameter.", RuleSort.SOURCE: "bron."}
"""How the links of a rulebook call what would otherwise have the name of a fact."""

Stamp = tuple[int, int]
"""When a file was written last, and its size."""

Snapshot = Mapping[str, Stamp]
"""The files of a rules folder, by path."""


class Touched(NamedTuple):
    """What a save means: the rules that are written otherwise, all that lean on them, and their tests."""

    changes: tuple[RuleDifference, ...]
    rules: tuple[str, ...]
    tests: tuple[RuleTest, ...]


def saved(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """The files that are new, gone or written since."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def follow(look: Callable[[], Snapshot], wait: Callable[[], None]) -> Iterator[tuple[str, ...]]:
    """The files that were saved, time after time; first nothing, for a start. An editor that writes several files or
    one in two steps is waited for: a round comes only when all has been quiet between two looks.
    """
    known = look()
    yield ()
    while True:
        wait()
        now = look()
        if now == known:
            continue
        while True:
            wait()
            later = look()
            if later == now:
                break
            now = later
        files, known = saved(known, now), now
        if files:
            yield files


def touched(old: Book, new: Book) -> Touched:
    """What is otherwise in `new`, and what has to be looked at again because of it."""
    changes = compare(old, new).rules
    names = {f"{PREFIXES.get(one.sort, '')}{one.id}" for one in changes if one.sort is not RuleSort.TEST}
    leaning = _leaning(names, (old.rulebook, new.rulebook))
    written = {(one.id, one.title) for one in changes if one.sort is RuleSort.TEST}
    bases = {one.id for one in changes if one.sort is RuleSort.TEST}
    tests = tuple(
        test
        for test in new.tests.tests
        if (test.tested, test.name) in written
        or test.base in bases
        or any(subject in leaning for subject in _subjects(test))
    )
    return Touched(changes, tuple(sorted(leaning & _names(new.rulebook))), tests)


def _names(book: Rulebook) -> set[str]:
    """The rules that something comes out of."""
    rules = {one.id for one in book.criteria} | {one.id for one in book.nogos} | {one.id for one in book.steps}
    return rules | {one.concept.name for one in book.derivations} | {VERDICT}


def _leaning(names: Iterable[str], books: tuple[Rulebook, Rulebook]) -> set[str]:
    """These names and all rules that lean on them, however far away."""
    links = [Links(book) for book in books]
    criteria = {one.id for book in books for one in book.criteria}
    found, waiting = set(names), list(names)
    while waiting:
        name = waiting.pop()
        users = {user for one in links for user in one.used_by(name)}
        if name in criteria:
            users.add(VERDICT)  # counts findings without naming them
        new = users - found
        found |= new
        waiting.extend(new)
    return found


def _subjects(test: RuleTest) -> Iterator[str]:
    """What a test is about, and what it expects something of: rules and facts, without the parts of a rule."""
    yield test.tested
    for line in test.expected:
        yield line.subject
        yield line.subject.partition(".")[0]
