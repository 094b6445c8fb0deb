"""Three-valued truth in two-valued logic: a condition is a pair of formulas, that it is true and that it is false."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .logic import Logic, Term


class Truth(NamedTuple):
    """When a condition is true and when it is false: never both. Neither = unknown."""

    true: Term
    false: Term


def certain(logic: Logic, term: Term) -> Truth:
    """A condition that is never unknown."""
    return Truth(term, logic.negate(term))


def unknown(logic: Logic, truth: Truth) -> Term:
    return logic.all(logic.negate(truth.true), logic.negate(truth.false))


def negated(truth: Truth) -> Truth:
    return Truth(truth.false, truth.true)


def all_of(logic: Logic, parts: Sequence[Truth]) -> Truth:
    """False as soon as one is false, true when all are."""
    return Truth(logic.all(*(one.true for one in parts)), logic.any(*(one.false for one in parts)))


def any_of(logic: Logic, parts: Sequence[Truth]) -> Truth:
    """True as soon as one is true, false when all are."""
    return Truth(logic.any(*(one.true for one in parts)), logic.all(*(one.false for one in parts)))


def decided(logic: Logic, known: Term, term: Term) -> Truth:
    """Unknown unless `known`, and then the truth of `term`."""
    return Truth(logic.all(known, term), logic.all(known, logic.negate(term)))
