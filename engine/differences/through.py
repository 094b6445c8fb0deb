"""Through which conditions a finding comes out otherwise under another rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import render
from ..language.terms import Outcome
from ..language.tree import Condition
from ..layout import CriterionLayout
from ..premises import TRUTHS, Premises
from ..proof import Prover
from ..result import Truth, UsedFact
from ..whatif.turning import conditions_of, deciding, leaves

MOST = 6
"""So many conditions are told of one finding."""


class Value(NamedTuple):
    """A term of a condition: what it is, and its value under each rulebook; "" = not known or not asked there."""

    title: str
    before: str
    after: str


class Through(NamedTuple):
    """A condition that decides under one of the rulebooks; None = that rulebook does not have it."""

    text: str
    before: Truth | None
    after: Truth | None
    values: tuple[Value, ...]


class _Leaf(NamedTuple):
    truth: Truth
    terms: tuple[UsedFact, ...]


def through(before: Premises, after: Premises, criterion: str) -> tuple[Through, ...]:
    """What decides the finding of a criterion in two runs of one dossier, as far as it is not the same in both."""
    old, new = before.layout.criteria.get(criterion), after.layout.criteria.get(criterion)
    if old is None or new is None:
        return ()
    was, now = _leaves(before, old), _leaves(after, new)
    stated = dict.fromkeys((*_turned(before, after, old, new), *_decisive(after, new), *_decisive(before, old)))
    told = [_told(text, was.get(text), now.get(text)) for text in stated]
    turned = [one for one in told if one.before is not one.after]
    moved = [one for one in told if any(each.before != each.after for each in one.values)]
    return tuple((turned or moved or told)[:MOST])


def _turned(before: Premises, after: Premises, old: CriterionLayout, new: CriterionLayout) -> Iterator[str]:
    """What decides the conditions of the criterion that are true under one rulebook and not under the other."""
    stated = dict(_stated(old)), dict(_stated(new))
    for path in dict.fromkeys((*stated[1], *stated[0])):
        truths = tuple(
            _truth(one, path) if path in some else None for one, some in zip((before, after), stated, strict=True)
        )
        if truths[0] is truths[1]:
            continue
        for premises, some in ((after, stated[1]), (before, stated[0])):
            if path in some:
                yield from _texts(premises, some[path], path)


def _stated(layout: CriterionLayout) -> Iterator[tuple[str, Condition]]:
    for node, path in conditions_of(layout):
        yield path, node


def _truth(premises: Premises, path: str) -> bool | None:
    found: bool | None = premises.registers[premises.layout.nodes[path]]
    return found


def _told(text: str, was: _Leaf | None, now: _Leaf | None) -> Through:
    before = {} if was is None else {one.title: one.value for one in was.terms}
    after = {} if now is None else {one.title: one.value for one in now.terms}
    values = tuple(
        Value(title, before.get(title, ""), after.get(title, "")) for title in dict.fromkeys((*after, *before))
    )
    return Through(text, None if was is None else was.truth, None if now is None else now.truth, values)


def _leaves(premises: Premises, layout: CriterionLayout) -> dict[str, _Leaf]:
    """Every elementary condition of a criterion, by its text."""
    found: dict[str, _Leaf] = {}
    prover = Prover(premises)
    for node, path in conditions_of(layout):
        for leaf, place in leaves(node, path):
            truth = TRUTHS[premises.registers[premises.layout.nodes[place]]]
            found[_text(premises, leaf)] = _Leaf(truth, prover.terms(leaf))
    return found


def _decisive(premises: Premises, layout: CriterionLayout) -> Iterator[str]:
    """The texts of the elementary conditions that make the finding what it is."""
    registers, rule = premises.registers, layout.criterion
    value = registers[layout.finding]
    if value == Outcome.NOT_APPLICABLE.value:
        stated: list[tuple[Condition, str]] = [
            (one.condition, path) for one, register, path in layout.exclusions if registers[register] is True
        ]
        if not stated and rule.applies is not None:
            stated = [(rule.applies, f"{rule.id}/van_toepassing")]
    else:
        wanted = {Outcome(value)} if value else set(layout.cases)
        truth = True if value else None
        stated = [
            (case.condition, f"{rule.id}/{case.path}")
            for outcome, cases in layout.cases.items()
            if outcome in wanted
            for case, register in cases
            if case.condition is not None and registers[register] is truth
        ]
        stated += [
            (one.condition, f"{rule.id}/grond/{one.id}")
            for one, register in layout.grounds
            if registers[register] is True
        ]
    for node, path in stated:
        yield from _texts(premises, node, path)


def _texts(premises: Premises, node: Condition, path: str) -> Iterator[str]:
    for leaf, _ in deciding(premises, node, path):
        yield _text(premises, leaf)


def _text(premises: Premises, node: Condition) -> str:
    return render.condition(node, premises.words)
