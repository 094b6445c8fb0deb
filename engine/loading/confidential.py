"""Which rules lean on confidential facts, also through derived facts.

A finding does not pass this on: its outcome may always be seen, what it leans on may not. A derived fact with
`vertrouwelijk: nee` does not either: the policy owner says that its outcome does not give away what lies behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..language.tree import Condition, Every, FactRef, FieldRef, ListQuery, NoneOf, Value
from ..language.types import Concept, ListType
from ..language.walk import descendants
from ..rulebook import Cases, Criterion, Derivation, Leaning, NoGo, Question
from ..sentences import Sentence
from .order import criterion_nodes, derivation_nodes, nogo_nodes

Node = Condition | Value


class Secrets:
    """The confidential facts of a rulebook, and what leans on them."""

    def __init__(self, concepts: Iterable[Concept], derivations: Iterable[Derivation]) -> None:
        self.names = frozenset(_confidential(concepts))
        self.behind: dict[str, frozenset[str]] = {}
        if self.names:
            self._derive(derivations)

    def _derive(self, derivations: Iterable[Derivation]) -> None:
        own: dict[str, set[str]] = {}
        for rule in derivations:
            if rule.discloses:
                reasons = [one.reason for one in rule.method.branches] if isinstance(rule.method, Cases) else []
                nodes = [*derivation_nodes(rule), *placeholders(reasons)]
                own.setdefault(rule.concept.name, set()).update(name for one in nodes for name in _named(one))
        for start in own:
            stack, seen = [start], {start}
            while stack:
                new = own.get(stack.pop(), set()) - seen
                seen |= new
                stack.extend(new)
            if found := seen & self.names:
                self.behind[start] = frozenset(found)

    def of(self, nodes: Iterable[Node]) -> frozenset[str]:
        """The confidential facts that these nodes lean on."""
        found: set[str] = set()
        for node in nodes if self.names else ():
            for name in _named(node):
                found |= {name} & self.names
                found |= self.behind.get(name, frozenset())
        return frozenset(found)

    def in_norms(self, rules: Iterable[Criterion | NoGo]) -> Iterator[tuple[str, str]]:
        """Rule and confidential fact, where a norm would tell it: the norm is never withheld."""
        return ((rule.id, name) for rule in rules for name in sorted(self.of(placeholders([rule.norm]))))

    def leanings(
        self, criteria: Iterable[Criterion], questions: Iterable[Question], nogos: Iterable[NoGo]
    ) -> tuple[Leaning, ...]:
        """Everything that leans on a confidential fact, by name."""
        found: dict[str, frozenset[str]] = dict(self.behind)
        shared = {one.id: one.exclusions for one in questions}
        for rule in criteria:
            cases = (*rule.met, *rule.doubt, *rule.not_met)
            exclusions = (*shared.get(rule.question, ()), *rule.exclusions)
            sentences = [rule.norm, *(one.sentence for one in rule.grounds), *(one.what for one in rule.repairs)]
            sentences += [text for case in cases for text in (case.sentence, *case.to_weigh)]
            sentences += [one.reason for one in exclusions]
            nodes = [*criterion_nodes(rule), *(one.condition for one in exclusions), *placeholders(sentences)]
            found[rule.id] = found.get(rule.id, frozenset()) | self.of(nodes)
        for ground in nogos:
            told = [ground.norm, ground.review, *(one.what for one in ground.evidence), *ground.to_ask]
            told += [one.reason for one in ground.exclusions] + [one.reason for one in ground.objections]
            nodes = [*nogo_nodes(ground), *placeholders(told)]
            found[ground.id] = found.get(ground.id, frozenset()) | self.of(nodes)
        return tuple(Leaning(name, tuple(sorted(on))) for name, on in sorted(found.items()) if on)


def _confidential(concepts: Iterable[Concept]) -> Iterator[str]:
    for one in concepts:
        if one.confidential:
            yield one.name
        for field in one.type.fields if isinstance(one.type, ListType) else ():
            if field.confidential:
                yield f"{one.name}.{field.name}"


def _named(node: Node) -> Iterator[str]:
    """The facts in a node, and the fields of lists that it asks."""
    for one in descendants(node):
        match one:
            case FactRef(name):
                yield name
            case ListQuery() | Every() | NoneOf():
                fields = (below.name for below in descendants(one) if isinstance(below, FieldRef))
                yield from (f"{one.source.name}.{field}" for field in fields)


def placeholders(sentences: Iterable[Sentence | None]) -> Iterator[Node]:
    """What stands between the braces of these sentences."""
    return (part for one in sentences if one for part in one.parts if not isinstance(part, str))
