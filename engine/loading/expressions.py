"""Conditions, values and sentences as they stand in rule files, with each mistake at its character in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..language.check import check_condition, check_value
from ..language.scope import Problem, Scope
from ..language.tree import Condition, FactRef, Not, ParameterRef, Value
from ..language.types import ListType, ValueType
from ..language.walk import all_of, any_of
from ..mistakes import Collector, Place
from ..sentences import Sentence
from ..sources import Source
from ..text.text_tree import Mapping, Node, Scalar, Sequence, place_in
from .fields import Fields

MAX_GROUPS = 12
"""Depth of groups in groups: a deeper condition cannot be read aloud."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """What all rule files share while they are read."""

    scope: Scope
    sources: dict[str, Source]
    problems: Collector

    def condition(self, node: Node | None, place: Place, depth: int = 0) -> Condition | None:
        """An expression, or a group `alle:`, `een_van:` or `niet:`. None after a mistake."""
        if depth > MAX_GROUPS:
            self.problems.add(
                place, "R64", f"deze voorwaarde is meer dan {MAX_GROUPS} groepen diep", "maak er een afleiding van"
            )
            return None
        match node:
            case Scalar():
                return None if self.is_empty(node) else self.expression(node)
            case Sequence(items):
                message = "een lijst voorwaarden heeft 'alle:' of 'een_van:' nodig"
                self.problems.add(node.place, "R65", message, "zet dat woord op de regel erboven")
                for item in items:
                    self.condition(item, item.place, depth + 1)
                return None
            case Mapping(entries) if len(entries) == 1 and entries[0][0].text in ("alle", "een_van", "niet"):
                return self.group(entries[0][0], entries[0][1], depth)
            case Mapping():
                self.problems.add(
                    node.place,
                    "R66",
                    "een groep heeft precies één sleutel: alle, een_van of niet",
                    "zet een uitdrukking met ': ' tussen aanhalingstekens",
                )
                return None
        self.problems.add(place, "R67", "hier hoort een voorwaarde")
        return None

    def is_empty(self, node: Scalar) -> bool:
        if node.empty:
            self.problems.add(node.place, "R67", "hier hoort een voorwaarde")
        return node.empty

    def group(self, key: Scalar, node: Node, depth: int) -> Condition | None:
        if key.text == "niet":
            part = self.condition(node, key.place, depth + 1)
            return None if part is None else Not(part)
        if not isinstance(node, Sequence) or not node.items:
            self.problems.add(
                key.place,
                "R68",
                f"onder '{key.text}' hoort een lijst met minstens één voorwaarde",
                "begin elke regel met een streepje",
            )
            return None
        parts = [self.condition(item, item.place, depth + 1) for item in node.items]
        known = tuple(part for part in parts if part is not None)
        if len(known) != len(parts):
            return None
        return all_of(known) if key.text == "alle" else any_of(known)

    def expression(self, scalar: Scalar) -> Condition | None:
        condition, found = check_condition(scalar.text, self.scope)
        self.report(scalar, found)
        return condition

    def value(self, node: Node | None, place: Place, expected: ValueType | None = None) -> Value | None:
        if not isinstance(node, Scalar) or node.empty:
            self.problems.add(place if node is None else node.place, "R69", "hier hoort een uitdrukking met een waarde")
            return None
        value, found = check_value(node.text, self.scope, expected)
        self.report(node, found)
        return value

    def report(self, scalar: Scalar, found: tuple[Problem, ...]) -> None:
        for one in found:
            self.problems.add(place_in(scalar, one.offset), one.code, one.message, one.hint)

    def condition_of(self, fields: Fields, key: str) -> Condition | None:
        """The condition under a key that must be there."""
        if not fields.has(key):
            fields.missing(key)
            return None
        return self.condition(fields.get(key), fields.at(key))

    def sentence_of(self, fields: Fields, key: str) -> Sentence:
        """The sentence under a key that must be there."""
        node = fields.get(key)
        if node is None:
            fields.missing(key)
            return Sentence(())
        return self.sentence(node)

    def sentence(self, node: Node) -> Sentence:
        """Text with `{groep.naam}` and `{parameter.naam}`; any other brace is a mistake."""
        if not isinstance(node, Scalar) or node.empty:
            self.problems.add(node.place, "R70", "hier hoort een zin")
            return Sentence(())
        parts: list[str | Value] = []
        last = 0
        for match in PLACEHOLDER.finditer(node.text):
            parts.append(node.text[last : match.start()])
            last = match.end()
            reference = self.reference(node, match)
            if reference is not None:
                parts.append(reference)
        parts.append(node.text[last:])
        for offset, sign in enumerate(PLACEHOLDER.sub(lambda one: " " * len(one.group()), node.text)):
            if sign in "{}":
                self.problems.add(
                    place_in(node, offset), "R71", "deze accolade hoort bij geen veld", "schrijf {groep.naam}"
                )
        return Sentence(
            tuple(" ".join(part.split("\n")) if isinstance(part, str) else part for part in parts if part != "")
        )

    def reference(self, node: Scalar, match: re.Match[str]) -> Value | None:
        scope = self.scope
        plain = Scope(scope.facts, scope.parameters, scope.criteria, unreadable=scope.unreadable)
        value, found = check_value(match.group(1).strip(), plain)
        offset = match.start(1)
        if found:
            self.report(node, tuple(Problem(offset + one.offset, one.code, one.message, one.hint) for one in found))
            return None
        if value is None:  # it names something that cannot be read, which is told there
            return None
        if not isinstance(value, FactRef | ParameterRef) or isinstance(value.type, ListType):
            self.problems.add(
                place_in(node, offset),
                "R72",
                "in een zin staat alleen de naam van een feit of parameter",
                "maak van een berekening een afleiding",
            )
            return None
        return value
