"""Makes a test a dossier: the base, with the facts that the test gives in place of its own.

`weg` takes a fact out. `{elk: {veld: waarde}}` changes a field in every element of a list of the base, and
`{element 2: {veld: waarde}}` in one of them. On an earlier peildatum than that of the base, what the base tells of
later days is not there yet.
"""

from __future__ import annotations

import re
from datetime import date

from ..dossier import Dossier, Fact, Records
from ..dossier_reader import read_changes, read_dossier
from ..language.types import Concept, DateType, ListType
from ..mistakes import Collector, Place
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..text.yaml_text import read_text
from .reading import RuleTest, RuleTests

REMOVED = "weg"
DAY = "dossier.peildatum"
_ELEMENT = re.compile(r"element (\d{1,3})")


class CaseMaker:
    """Makes the dossiers of many tests of one rulebook; each base is read once."""

    def __init__(self, tests: RuleTests, concepts: tuple[Concept, ...]) -> None:
        """Raises: MistakesFound when a base has mistakes."""
        self._concepts = {one.name: one for one in concepts}
        self._bases = {name: read_dossier(data, file, concepts) for name, (file, data) in tests.bases.items()}
        self._trees = {name: read_text(data, file) for name, (file, data) in tests.bases.items()}

    def dossier(self, test: RuleTest) -> Dossier:
        """Raises: MistakesFound when a fact of the test cannot be read."""
        base, problems = self._bases[test.base], Collector()
        removed: set[str] = set()
        groups: dict[str, list[tuple[Scalar, Node]]] = {}
        for key, node in test.facts.entries:
            if isinstance(node, Scalar) and node.text.strip() == REMOVED:
                removed.add(key.text)
                continue
            group, _, name = key.text.partition(".")
            written = Scalar(name, key.quoted, key.place)
            groups.setdefault(group, []).append((written, self._changed(test, key, node, problems)))
        place = test.facts.place
        tree = Mapping(
            tuple((Scalar(group, False, place), Mapping(tuple(items), place)) for group, items in groups.items()), place
        )
        changes = read_changes(tree, test.file, tuple(self._concepts.values()), base, problems)
        day = changes[DAY].value if DAY in changes else base.reference_date
        if DAY in removed or not isinstance(day, date):
            problems.add(
                _place_of(test, DAY), "G10", "een toets heeft een peildatum", "laat deze regel weg of geef een datum"
            )
        problems.raise_if_any()
        assert isinstance(day, date)
        kept = {name: fact for name, fact in base.facts.items() if name not in removed and name not in changes}
        if day < base.reference_date:
            kept = {name: cut for name, fact in kept.items() if (cut := self._as_of(name, fact, day)) is not None}
        return Dossier(base.id, day, {**kept, **changes}, base.hash)

    def _changed(self, test: RuleTest, key: Scalar, node: Node, problems: Collector) -> Node:
        """A list of the base with fields changed, where the test says so; any other node as it is."""
        if not isinstance(node, Mapping) or not node.entries:
            return node
        if not all(one.text == "elk" or _ELEMENT.fullmatch(one.text) for one, _ in node.entries):
            return node
        items = self._base_items(test.base, key.text)
        for which, fields in node.entries:
            if not isinstance(fields, Mapping):
                problems.add(which.place, "G08", f"onder '{which.text}' horen velden met hun nieuwe waarde")
                continue
            match = _ELEMENT.fullmatch(which.text)
            if match and not 1 <= int(match[1]) <= len(items):
                problems.add(which.place, "G08", f"'{key.text}' van het basisdossier heeft {len(items)} elementen")
                continue
            wanted = range(len(items)) if match is None else [int(match[1]) - 1]
            for index in wanted:
                items[index] = _with_fields(items[index], fields)
        return Sequence(tuple(items), node.place)

    def _base_items(self, base: str, name: str) -> list[Mapping]:
        tree = self._trees[base]
        group = tree.get(name.partition(".")[0]) if isinstance(tree, Mapping) else None
        node = group.get(name.partition(".")[2]) if isinstance(group, Mapping) else None
        if isinstance(node, Mapping):
            node = node.get("waarde")
        return [one for one in node.items if isinstance(one, Mapping)] if isinstance(node, Sequence) else []

    def _as_of(self, name: str, fact: Fact, day: date) -> Fact | None:
        concept = self._concepts.get(name)
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


def _place_of(test: RuleTest, name: str) -> Place:
    return next((key.place for key, _ in test.facts.entries if key.text == name), test.place)


def _with_fields(record: Mapping, fields: Mapping) -> Mapping:
    """The record with these fields; a field that is `weg` is left out."""
    given = {key.text: (key, value) for key, value in fields.entries}
    kept = [(key, value) for key, value in record.entries if key.text not in given]
    new = [pair for pair in given.values() if not (isinstance(pair[1], Scalar) and pair[1].text.strip() == REMOVED)]
    return Mapping((*kept, *new), record.place)
