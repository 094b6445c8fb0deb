"""The part of a rulebook on which some of its rules lean: laying that out takes a fraction of the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..language.tree import Condition, FactRef, FindingRef, ParameterRef, Value
from ..language.walk import descendants
from ..loading.order import criterion_nodes, derivation_nodes, nogo_nodes
from ..rulebook import Rulebook

_WHOLE = frozenset({"oordeel", "tijdlijn", "gevolgen", "stuk", "vraag"})
"""How the ids begin of nodes that belong to no rule by themselves."""

PARAMETER = "parameter."


class Names:
    """What each rule of a rulebook names: facts, criteria, grounds, and parameters as `parameter.naam`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._named: dict[str, set[str]] = {}
        for rule in rulebook.derivations:
            self._add(rule.concept.name, derivation_nodes(rule))
        shared = {one.id: [exclusion.condition for exclusion in one.exclusions] for one in rulebook.questions}
        for criterion in rulebook.criteria:
            self._add(criterion.id, [*criterion_nodes(criterion), *shared.get(criterion.question, ())])
        for ground in rulebook.nogos:
            self._add(ground.id, nogo_nodes(ground))

    def _add(self, rule: str, nodes: Iterable[Condition | Value]) -> None:
        self._named.setdefault(rule, set()).update(named(nodes))

    def below(self, names: Iterable[str]) -> set[str]:
        """These and all that they lean on."""
        found, waiting = set[str](), list(names)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self._named.get(one, ()))
        return found


def named(nodes: Iterable[Condition | Value]) -> Iterator[str]:
    """What conditions and values name."""
    for node in nodes:
        for one in descendants(node):
            match one:
                case FactRef(name):
                    yield name
                case FindingRef(criterion):
                    yield criterion
                case ParameterRef(name):
                    yield PARAMETER + name


def rule_of(id: str) -> str | None:
    """The rule to which a node belongs, by the node's id; None when it belongs to the rulebook as a whole.

    >>> rule_of("K24/voldoet/1"), rule_of("afleiding/spoor2.start_vertraging/geval/2"), rule_of("oordeel/eindoordeel")
    ('K24', 'spoor2.start_vertraging', None)
    """
    first, _, rest = id.partition("/")
    if first in ("afleiding", "feit"):
        return rest.partition("/")[0]
    return None if first in _WHOLE else first


def narrowed(rulebook: Rulebook, ids: Iterable[str]) -> Rulebook:
    """The rulebook with only the rules on which these nodes lean, when each of them belongs to a rule."""
    roots = [rule_of(one) for one in ids]
    if None in roots:
        return rulebook
    kept = Names(rulebook).below(one for one in roots if one is not None)
    criteria = tuple(one for one in rulebook.criteria if one.id in kept)
    questions = {one.question for one in criteria}
    return rulebook._replace(
        derivations=tuple(one for one in rulebook.derivations if one.concept.name in kept),
        criteria=criteria,
        nogos=tuple(one for one in rulebook.nogos if one.id in kept),
        questions=tuple(one for one in rulebook.questions if one.id in questions),
        order=tuple(name for name in rulebook.order if name in kept),
        question_verdicts=(),
        verdict=(),
        steps=(),
        sections=(),
        picture=None,
    )
