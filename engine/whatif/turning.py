"""What turned between two runs: the conditions of a rule that got another truth, and what they leaned on.

Conditions are those that the rule states, with the conditions of the derived facts behind them below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import render
from ..language.tree import All, AnyOf, Condition, Not
from ..layout import CriterionLayout
from ..premises import TRUTHS, Premises
from ..proof import Prover
from ..result import Truth, UsedFact
from ..rulebook import Cases
from ..rulebook import Truth as TruthMethod


class Term(NamedTuple):
    """One term of a condition, as it was and as it is in the variant."""

    before: UsedFact
    after: UsedFact


class Turn(NamedTuple):
    """A condition that got another truth. `id` is its node, `below` what turned in the derived facts behind it."""

    id: str
    text: str
    before: Truth
    after: Truth
    terms: tuple[Term, ...]
    below: tuple[Turn, ...]


class Standstill(NamedTuple):
    """A condition that decides a finding: its text, its truth and its terms."""

    id: str
    text: str
    truth: Truth
    terms: tuple[UsedFact, ...]


def leaves(node: Condition, path: str) -> Iterator[tuple[Condition, str]]:
    """The elementary conditions of a condition, each with the id of its node."""
    match node:
        case All(parts) | AnyOf(parts):
            for index, part in enumerate(parts, start=1):
                yield from leaves(part, f"{path}/{index}")
        case Not(part) if isinstance(part, All | AnyOf | Not):
            yield from leaves(part, f"{path}/niet")
        case _:
            yield node, path


def deciding(premises: Premises, node: Condition, path: str) -> Iterator[tuple[Condition, str]]:
    """The elementary conditions that make a true (or false) condition so."""
    truth = premises.registers[premises.layout.nodes[path]]
    match node:
        case All(parts) | AnyOf(parts):
            for index, part in enumerate(parts, start=1):
                own = f"{path}/{index}"
                if truth is not isinstance(node, AnyOf) or premises.registers[premises.layout.nodes[own]] is truth:
                    yield from deciding(premises, part, own)
        case Not(part) if isinstance(part, All | AnyOf | Not):
            yield from deciding(premises, part, f"{path}/niet")
        case _:
            yield node, path


def conditions_of(layout: CriterionLayout) -> Iterator[tuple[Condition, str]]:
    """Every condition of a criterion that can change its finding, with the id of its node."""
    rule = layout.criterion
    if rule.applies is not None:
        yield rule.applies, f"{rule.id}/van_toepassing"
    for exclusion, _, path in layout.exclusions:
        yield exclusion.condition, path
    for cases in layout.cases.values():
        for case, _ in cases:
            if case.condition is not None:
                yield case.condition, f"{rule.id}/{case.path}"
    for ground, _ in layout.grounds:
        yield ground.condition, f"{rule.id}/grond/{ground.id}"


def standstill(premises: Premises, node: Condition, path: str) -> Standstill:
    """An elementary condition as it stands in one run."""
    truth = TRUTHS[premises.registers[premises.layout.nodes[path]]]
    return Standstill(path, render.condition(node, premises.words), truth, Prover(premises).terms(node))


class Turning:
    """Compares two runs; `before` and `after` may be of different editions of the rules."""

    def __init__(self, before: Premises, after: Premises) -> None:
        self.before, self.after = before, after
        self._provers = Prover(before), Prover(after)
        self._worked_out: set[str] = set()

    def of_criterion(self, layout: CriterionLayout) -> tuple[Turn, ...]:
        """What turned in one criterion; a derived fact is worked out where it is first used."""
        self._worked_out.clear()
        turned = [one for one in conditions_of(layout) if self._differs(one[1])]
        return self._turns(leaf for node, path in turned for leaf in leaves(node, path))

    def _turns(self, stated: Iterable[tuple[Condition, str]]) -> tuple[Turn, ...]:
        seen: dict[str, Turn] = {}
        for node, path in stated:
            if not self._differs(path):
                continue
            text = render.condition(node, self.after.words)
            if text not in seen:
                seen[text] = self._turn(node, path, text)
        return tuple(seen.values())

    def _turn(self, node: Condition, path: str, text: str) -> Turn:
        before, after = (one.terms(node) for one in self._provers)
        terms = tuple(Term(one, other) for one, other in zip(before, after, strict=False))
        below = [turn for name in self.after.facts_of(node) for turn in self._of_derivation(name)]
        old, new = self._truths(path)
        return Turn(path, text, TRUTHS[old], TRUTHS[new], terms, tuple(below))

    def _of_derivation(self, name: str) -> tuple[Turn, ...]:
        """What turned in a derived fact, and in those that it leans on."""
        rule = self.after.layout.derivations.get(name)
        if rule is None or name in self._worked_out or name not in self.before.layout.derivations:
            return ()
        self._worked_out.add(name)
        if self.before.value(name) == self.after.value(name):
            return ()
        stated: list[tuple[Condition, str]] = []
        match rule.method:
            case TruthMethod(condition):
                stated = [(condition, f"afleiding/{name}")]
            case Cases(branches):
                stated = [
                    (branch.condition, f"afleiding/{name}/geval/{index}")
                    for index, branch in enumerate(branches, start=1)
                    if branch.condition is not None
                ]
        own = self._turns(leaf for node, path in stated for leaf in leaves(node, path))
        behind = (turn for one in self.after.premises(name) for turn in self._of_derivation(one))
        return (*own, *behind)

    def _differs(self, path: str) -> bool:
        if path not in self.before.layout.nodes or path not in self.after.layout.nodes:
            return False
        before, after = self._truths(path)
        return before is not after

    def _truths(self, path: str) -> tuple[bool | None, bool | None]:
        before, after = (one.registers[one.layout.nodes[path]] for one in (self.before, self.after))
        return before, after
