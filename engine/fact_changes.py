"""Facts that take the place of those of a dossier, in the words in which tests of the rules and what-if variants give
them.

`weg` takes a fact out. `{elk: {veld: waarde}}` changes a field in every element of a list of the dossier, and
`{element 2: {veld: waarde}}` in one of them; a field that is `weg` is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from .dossier import Dossier, Fact, Records
from .dossier_reader import read_changes
from .language.types import Concept, DateType, ListType
from .mistakes import Collector
from .text.text_tree import Mapping, Node, Scalar, Sequence

REMOVED = "weg"
DAY = "dossier.peildatum"
EACH = "elk"
_ELEMENT = re.compile(r"element (\d{1,3})")


class ChangedFacts(NamedTuple):
    """The facts that are given, and the names of those that are taken out."""

    facts: dict[str, Fact]
    removed: frozenset[str]


class ChangeReader:
    """Reads changes to one dossier. `tree` gives the text that the dossier was read from, when a change needs it.

    Mistakes in a change to elements get `code`; `owner` is how the dossier is called in them.
    """

    def __init__(
        self, base: Dossier, tree: Callable[[], Node], concepts: Iterable[Concept], *, code: str, owner: str
    ) -> None:
        self._base, self._tree, self._concepts = base, tree, tuple(concepts)
        self._code, self._owner = code, owner

    def read(self, facts: Mapping, file: str, problems: Collector) -> ChangedFacts:
        """The changes under full names (`groep.naam`), in the order of the concepts. Mistakes go to `problems`."""
        removed: set[str] = set()
        groups: dict[str, list[tuple[Scalar, Node]]] = {}
        for key, node in facts.entries:
            if is_removed(node):
                removed.add(key.text)
                continue
            group, _, name = key.text.partition(".")
            written = Scalar(name, key.quoted, key.place)
            groups.setdefault(group, []).append((written, self.changed(key.text, node, problems)))
        place = facts.place
        tree = Mapping(
            tuple(
                (Scalar(group, False, items[0][0].place), Mapping(tuple(items), place))
                for group, items in groups.items()
            ),
            place,
        )
        return ChangedFacts(read_changes(tree, file, self._concepts, self._base, problems), frozenset(removed))

    def changed(self, name: str, node: Node, problems: Collector) -> Node:
        """The list of the dossier with fields changed, where the node says so; any other node as it is."""
        if not isinstance(node, Mapping) or not node.entries:
            return node
        if not all(one.text == EACH or _ELEMENT.fullmatch(one.text) for one, _ in node.entries):
            return node
        whole = self.written(name)
        items = items_of(whole)
        for which, fields in node.entries:
            if not isinstance(fields, Mapping):
                problems.add(which.place, self._code, f"onder '{which.text}' horen velden met hun nieuwe waarde")
                continue
            match = _ELEMENT.fullmatch(which.text)
            if match and not 1 <= int(match[1]) <= len(items):
                many = "1 element" if len(items) == 1 else f"{len(items)} elementen"
                problems.add(which.place, self._code, f"'{name}' van {self._owner} heeft {many}")
                continue
            wanted = range(len(items)) if match is None else [int(match[1]) - 1]
            for index in wanted:
                items[index] = _with_fields(items[index], fields)
        return with_items(whole, Sequence(tuple(items), node.place))

    def written(self, name: str) -> Node | None:
        """A fact of the dossier as it is written there; None when it is not."""
        tree = self._tree()
        group = tree.get(name.partition(".")[0]) if isinstance(tree, Mapping) else None
        return group.get(name.partition(".")[2]) if isinstance(group, Mapping) else None


def is_removed(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() == REMOVED


def items_of(node: Node | None) -> list[Mapping]:
    """The elements of a list in its short or its long form."""
    if isinstance(node, Mapping):
        node = node.get("waarde")
    return [one for one in node.items if isinstance(one, Mapping)] if isinstance(node, Sequence) else []


def with_items(whole: Node | None, items: Sequence) -> Node:
    """A list with other elements; whether it is complete stays as the dossier says."""
    complete = whole.get("volledig") if isinstance(whole, Mapping) else None
    if not isinstance(whole, Mapping) or complete is None:
        return items
    return Mapping(
        ((Scalar("volledig", False, items.place), complete), (Scalar("waarde", False, items.place), items)), items.place
    )


def as_of(facts: dict[str, Fact], day: date, concepts: Iterable[Concept]) -> dict[str, Fact]:
    """Facts as they were on an earlier day: what they tell of later days is not there yet."""
    known = {one.name: one for one in concepts}
    cut = ((name, _cut(known.get(name), fact, day)) for name, fact in facts.items())
    return {name: fact for name, fact in cut if fact is not None}


def _cut(concept: Concept | None, fact: Fact, day: date) -> Fact | None:
    if concept is None:
        return fact
    if isinstance(concept.type, DateType):
        later = isinstance(fact.value, date) and fact.value > day and not concept.future
        return None if later else fact
    if isinstance(concept.type, ListType) and isinstance(fact.value, Records):
        dates = [one.name for one in concept.type.fields if isinstance(one.type, DateType) and not one.future]
        items = tuple(
            one
            for one in fact.value.items
            if not any(isinstance(value := one.values.get(field), date) and value > day for field in dates)
        )
        return fact._replace(value=Records(items, fact.value.complete))
    return fact


def _with_fields(record: Mapping, fields: Mapping) -> Mapping:
    """The record with these fields; a field that is `weg` is left out."""
    given = {key.text: (key, value) for key, value in fields.entries}
    kept = [(key, value) for key, value in record.entries if key.text not in given]
    new = [pair for pair in given.values() if not is_removed(pair[1])]
    return Mapping((*kept, *new), record.place)
