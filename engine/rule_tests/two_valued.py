"""Which conditions can never be unknown, so that no test need show it: those that judge silence itself."""

from __future__ import annotations

from ..language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Constant,
    FactRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    Literal,
    Member,
    Not,
    ParameterRef,
    Value,
)
from ..language.walk import descendants
from ..rulebook import Branch, Cases, Derivation, Truth

ALWAYS_KNOWN = ("verschoond", "herstelbaar")
"""Aspects of a finding that are never unknown: what is not shown does not excuse, and counts as repairable."""


class TwoValued:
    """Judges the conditions of one layout. What it calls two-valued is; it may miss some."""

    def __init__(self, derivations: dict[str, Derivation], certain: tuple[str, ...] = ()) -> None:
        """`certain`: facts that every dossier has."""
        self._derivations = derivations
        self._facts: dict[str, bool] = dict.fromkeys(certain, True)

    def condition(self, node: Condition) -> bool:
        match node:
            case Constant() | IsKnown() | IsUnknown():
                return True
            case Not(part):
                return self.condition(part)
            case All(parts):
                guarded = {one.value for one in parts if isinstance(one, IsKnown)}
                return all(self.condition(part) or self._rests_on(part, guarded) for part in parts)
            case AnyOf(parts):
                return all(map(self.condition, parts))
            case IsTrue(value) | Member(value):
                return self.value(value)
            case Compare(_, left, right):
                return self.value(left) and self.value(right)
        return False

    def value(self, node: Value) -> bool:
        match node:
            case Literal() | ParameterRef():
                return True
            case FindingRef(_, aspect):
                return aspect in ALWAYS_KNOWN
            case FindingCount(cases):
                return all(map(self.condition, cases))
            case FactRef(name):
                return self._fact(name)
        return False

    def _fact(self, name: str) -> bool:
        if name not in self._facts:
            self._facts[name] = False
            rule = self._derivations.get(name)
            match rule.method if rule else None:
                case Truth(condition):
                    self._facts[name] = self.condition(condition)
                case Cases(branches):
                    self._facts[name] = all(map(self._branch, branches))
        return self._facts[name]

    def _branch(self, branch: Branch) -> bool:
        decided = branch.condition is None or self.condition(branch.condition)
        if not decided or branch.result is None:
            return False
        known = branch.condition is not None and self._rests_on_value(branch.result, _guards(branch.condition))
        return known or self.value(branch.result)

    def _rests_on(self, node: Condition, guarded: set[Value]) -> bool:
        """Whether a condition is decided as soon as the guarded values are known."""
        match node:
            case All(parts) | AnyOf(parts):
                return all(self.condition(part) or self._rests_on(part, guarded) for part in parts)
            case Not(part):
                return self._rests_on(part, guarded)
            case IsTrue(value) | Member(value):
                return value in guarded
            case Compare(_, left, right):
                return all(one in guarded or self.value(one) for one in (left, right))
        return False

    def _rests_on_value(self, node: Value, guarded: set[Value]) -> bool:
        facts = [one for one in descendants(node) if isinstance(one, FactRef)]
        return all(one in guarded or self.value(one) for one in facts)


def _guards(node: Condition) -> set[Value]:
    match node:
        case IsKnown(value):
            return {value}
        case All(parts):
            return {value for part in parts for value in _guards(part)}
    return set()
