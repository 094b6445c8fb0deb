"""The old and the new rulebook beside each other: one part of a rule after the other, told in the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from .. import notation
from ..language.tree import Condition, Value
from ..rulebook import Criterion, NoGo, Question, Step
from ..sentences import Exclusion, Sentence
from ..sources import Citation
from .aligning import aligned
from .changes import Difference, Kind
from .reading import Reading, narrowed, same_text, sentence

Item = TypeVar("Item")


class Sides(NamedTuple):
    """The words of the old and of the new rulebook."""

    old: Reading
    new: Reading

    def text(self, kind: Kind, part: str, before: str, after: str, undone: Any = None) -> Iterator[Difference]:
        if before != after:
            yield Difference(kind, part, before, after, undone=undone)

    def cited(self, part: str, before: Sequence[Citation], after: Sequence[Citation]) -> Iterator[Difference]:
        if tuple(before) != tuple(after):
            yield Difference(Kind.AUTHORITY, part, self.old.cited(before), self.new.cited(after))

    def said(self, part: str, before: Sentence | None, after: Sentence | None) -> Iterator[Difference]:
        yield from self.text(Kind.TEXT, part, sentence(before), sentence(after))

    def condition(
        self,
        part: str,
        before: Condition | None,
        after: Condition | None,
        path: str,
        undone: Any = None,
        kind: Kind = Kind.MEANING,
    ) -> Iterator[Difference]:
        if same_text(before, after):
            return
        yield Difference(
            kind,
            part,
            self.old.condition(before),
            self.new.condition(after),
            path,
            narrowed(before, after, self.old, self.new),
            "" if before is None else notation.text(before),
            "" if after is None else notation.text(after),
            undone,
        )

    def value(
        self,
        part: str,
        before: Value | None,
        after: Value | None,
        path: str,
        undone: Any = None,
        kind: Kind = Kind.MEANING,
    ) -> Iterator[Difference]:
        if same_text(before, after):
            return
        yield Difference(
            kind,
            part,
            self.old.value(before),
            self.new.value(after),
            path,
            (),
            "" if before is None else notation.text(before),
            "" if after is None else notation.text(after),
            undone,
        )

    def exclusions(
        self,
        id: str,
        old_rule: Criterion | NoGo | Question | Step,
        new_rule: Criterion | NoGo | Question | Step,
    ) -> Iterator[Difference]:
        """When two versions of a rule do not apply."""
        old, new = old_rule.exclusions, new_rule.exclusions
        keys = (_exclusion_text, lambda one: notation.text(one.condition), lambda one: sentence(one.reason))
        for before, after in aligned(old, new, keys):
            number = (before if after is None else after) or 0
            part, path = f"niet van toepassing als ({number + 1})", f"{id}/niet_van_toepassing/{number + 1}"
            one, other = at(old, before), at(new, after)
            undone = new_rule._replace(exclusions=replaced(new, after, one))
            yield from self.condition(part, one and one.condition, other and other.condition, path, undone)
            yield from self.said(f"{part}: omdat", one and one.reason, other and other.reason)

    def said_each(self, part: str, old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Difference]:
        """Sentences of which the order does not count."""
        for before, after in aligned(old, new, (sentence,)):
            yield from self.said(part, at(old, before), at(new, after))


def replaced(items: tuple[Item, ...], position: int | None, one: Item | None) -> tuple[Item, ...]:
    """The items with another at a position (None = added at the end), or without it when there is no other."""
    given = () if one is None else (one,)
    if position is None:
        return (*items, *given)
    return (*items[:position], *given, *items[position + 1 :])


def at(items: Sequence[Item], position: int | None) -> Item | None:
    return None if position is None else items[position]


def yes_no(truth: bool) -> str:
    return "ja" if truth else "nee"


def _exclusion_text(one: Exclusion) -> tuple[str, str]:
    return notation.text(one.condition), sentence(one.reason)
