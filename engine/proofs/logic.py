"""Formulas over truths and numbers: shared, simplified as they are made, and the same whatever was made before.

A formula is a `Term`. Equal terms of one `Logic` are one object. Sums are kept in a normal form, so that comparisons
that say the same are the same term. Nothing here knows rules or dossiers, nor the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from fractions import Fraction
from hashlib import blake2b
from math import gcd
from typing import Any

Scalar = int | Fraction


class Sort(IntEnum):
    """What a term yields: a truth, a whole number or any number."""

    TRUTH = 0
    WHOLE = 1
    NUMBER = 2


class Op(IntEnum):
    """How a term is made."""

    CONSTANT = 0
    VARIABLE = 1
    NOT = 2
    ALL = 3
    ANY = 4
    CHOOSE = 5
    """If the first, then the second, else the third."""
    SUM = 6
    """`data` is the constant and the factor of each part."""
    QUOTIENT = 7
    """The whole part of a division by `data`, rounded down."""
    PRODUCT = 8
    AT_MOST_0 = 9
    BELOW_0 = 10
    IS_0 = 11
    IS_WHOLE = 12


class Term:
    """A node of a formula. `key` depends on what the term says only: not on when it was made."""

    __slots__ = ("args", "data", "key", "op", "sort")

    def __init__(self, op: Op, sort: Sort, args: tuple[Term, ...], data: Any, key: int) -> None:
        self.op, self.sort, self.args, self.data, self.key = op, sort, args, data, key

    def __repr__(self) -> str:
        inside = ", ".join(map(repr, self.args))
        return f"{self.op.name}({inside})" if self.data is None else f"{self.op.name}[{self.data}]({inside})"


def _by_key(term: Term) -> int:
    return term.key


class Logic:
    """Makes terms. `attach` adds what always holds of a variable; it counts wherever that variable occurs."""

    def __init__(self) -> None:
        self._terms: dict[tuple[Any, ...], Term] = {}
        self._attached: dict[Term, dict[Term, None]] = {}
        self._compared: dict[tuple[Op, Term], Term] = {}
        self.true = self._make(Op.CONSTANT, Sort.TRUTH, (), True)
        self.false = self._make(Op.CONSTANT, Sort.TRUTH, (), False)
        self.zero = self.number(0)
        self.one = self.number(1)

    def _make(self, op: Op, sort: Sort, args: tuple[Term, ...], data: Any = None) -> Term:
        identity = (op, sort, args, data)
        known = self._terms.get(identity)
        if known is None:
            said = 0 if data is None else _digest(data)
            key = hash((int(op), said, *map(_by_key, args)))
            known = self._terms[identity] = Term(op, sort, args, data, key)
        return known

    # --- leaves -----------------------------------------------------------------------------------------------------

    def truth(self, value: bool) -> Term:
        return self.true if value else self.false

    def number(self, value: Scalar) -> Term:
        if isinstance(value, Fraction) and value.denominator == 1:
            value = value.numerator
        return self._make(Op.CONSTANT, Sort.WHOLE if isinstance(value, int) else Sort.NUMBER, (), value)

    def variable(self, name: str, sort: Sort) -> Term:
        return self._make(Op.VARIABLE, sort, (), name)

    def attach(self, variables: Iterable[Term], *facts: Term) -> None:
        for one in variables:
            self._attached.setdefault(one, {}).update(dict.fromkeys(facts))

    def attached(self, variable: Term) -> Iterable[Term]:
        return self._attached.get(variable, ())

    # --- truths -----------------------------------------------------------------------------------------------------

    def negate(self, term: Term) -> Term:
        if term.op is Op.CONSTANT:
            return self.truth(not term.data)
        return term.args[0] if term.op is Op.NOT else self._make(Op.NOT, Sort.TRUTH, (term,))

    def all(self, *parts: Term) -> Term:
        return self._gate(Op.ALL, parts, self.true, self.false)

    def any(self, *parts: Term) -> Term:
        return self._gate(Op.ANY, parts, self.false, self.true)

    def _gate(self, op: Op, parts: Iterable[Term], neutral: Term, deciding: Term) -> Term:
        kept: dict[Term, None] = {}
        for one in parts:
            if one is deciding:
                return deciding
            if one is neutral:
                continue
            for inner in one.args if one.op is op else (one,):
                kept[inner] = None
        for one in kept:
            if one.op is Op.NOT:
                denied = one.args[0]
                if denied in kept or (denied.op is op and all(part in kept for part in denied.args)):
                    return deciding
        if not kept:
            return neutral
        if len(kept) == 1:
            return next(iter(kept))
        return self._make(op, Sort.TRUTH, tuple(sorted(kept, key=_by_key)))

    def implies(self, when: Term, then: Term) -> Term:
        return self.any(self.negate(when), then)

    def same(self, one: Term, other: Term) -> Term:
        """Whether two truths are the same."""
        return self.choose(one, other, self.negate(other))

    def at_most_one(self, terms: Iterable[Term]) -> list[Term]:
        """No two of these together."""
        listed = list(terms)
        return [self.negate(self.all(one, other)) for index, one in enumerate(listed) for other in listed[index + 1 :]]

    def choose(self, when: Term, then: Term, otherwise: Term) -> Term:
        """If `when`, then `then`, else `otherwise`: truths or numbers."""
        if then is otherwise or when is self.true:
            return then
        if when is self.false:
            return otherwise
        if when.op is Op.NOT:
            when, then, otherwise = when.args[0], otherwise, then
        if then.sort is not Sort.TRUTH:
            return self._make(Op.CHOOSE, max(then.sort, otherwise.sort), (when, then, otherwise))
        if then is self.true or then is when:
            return self.any(when, otherwise)
        if otherwise is self.false or otherwise is when:
            return self.all(when, then)
        if then is self.false:
            return self.all(self.negate(when), otherwise)
        if otherwise is self.true:
            return self.any(self.negate(when), then)
        return self._make(Op.CHOOSE, Sort.TRUTH, (when, then, otherwise))

    # --- numbers ----------------------------------------------------------------------------------------------------

    def add(self, *terms: Term) -> Term:
        total: Scalar = 0
        parts: dict[Term, Scalar] = {}
        for one in terms:
            constant, some = _linear(one)
            total += constant
            for part, factor in some:
                parts[part] = parts.get(part, 0) + factor
        return self._sum(total, parts)

    def subtract(self, one: Term, other: Term) -> Term:
        return self.add(one, self.scale(other, -1))

    def scale(self, term: Term, factor: Scalar) -> Term:
        constant, some = _linear(term)
        return self._sum(constant * factor, {part: own * factor for part, own in some})

    def plus(self, term: Term, constant: Scalar) -> Term:
        return self.add(term, self.number(constant))

    def _sum(self, constant: Scalar, parts: dict[Term, Scalar]) -> Term:
        kept = sorted((one for one in parts.items() if one[1] != 0), key=lambda pair: pair[0].key)
        if not kept:
            return self.number(constant)
        if constant == 0 and len(kept) == 1 and kept[0][1] == 1:
            return kept[0][0]
        factors = tuple(map(_plain, (constant, *(factor for _, factor in kept))))
        whole = all(isinstance(one, int) for one in factors) and all(part.sort is Sort.WHOLE for part, _ in kept)
        return self._make(Op.SUM, Sort.WHOLE if whole else Sort.NUMBER, tuple(part for part, _ in kept), factors)

    def product(self, one: Term, other: Term) -> Term:
        if one.op is Op.CONSTANT:
            return self.scale(other, one.data)
        if other.op is Op.CONSTANT:
            return self.scale(one, other.data)
        pair = tuple(sorted((one, other), key=_by_key))
        return self._make(Op.PRODUCT, max(one.sort, other.sort), pair)

    def quotient(self, term: Term, by: int) -> Term:
        """A whole number divided by a positive one, rounded down."""
        if term.op is Op.CONSTANT:
            return self.number(term.data // by)
        return self._make(Op.QUOTIENT, Sort.WHOLE, (term,), by)

    def lesser(self, one: Term, other: Term) -> Term:
        return self.choose(self.at_most(one, other), one, other)

    def greater(self, one: Term, other: Term) -> Term:
        return self.choose(self.at_most(one, other), other, one)

    def is_whole(self, term: Term) -> Term:
        if term.op is Op.CONSTANT:
            return self.truth(isinstance(term.data, int))
        return self.true if term.sort is Sort.WHOLE else self._make(Op.IS_WHOLE, Sort.TRUTH, (term,))

    # --- comparisons ------------------------------------------------------------------------------------------------

    def at_most(self, one: Term, other: Term) -> Term:
        return self._compare(Op.AT_MOST_0, self.subtract(one, other))

    def below(self, one: Term, other: Term) -> Term:
        return self._compare(Op.BELOW_0, self.subtract(one, other))

    def equal(self, one: Term, other: Term) -> Term:
        return self._compare(Op.IS_0, self.subtract(one, other))

    def within(self, term: Term, low: Scalar, high: Scalar) -> Term:
        return self.all(self.at_most(self.number(low), term), self.at_most(term, self.number(high)))

    def _compare(self, op: Op, term: Term) -> Term:
        """A comparison with 0. A choice between two numbers is taken out of it."""
        if term.op is Op.CONSTANT:
            return self.truth(_COMPARISONS[op](term.data))
        known = self._compared.get((op, term))
        if known is None:
            constant, parts = _linear(term)
            if len(parts) == 1 and parts[0][0].op is Op.CHOOSE:
                (chosen, factor) = parts[0]
                when, then, otherwise = chosen.args
                known = self.choose(
                    when,
                    self._compare(op, self.plus(self.scale(then, factor), constant)),
                    self._compare(op, self.plus(self.scale(otherwise, factor), constant)),
                )
            else:
                known = self._whole(op, term) if term.sort is Sort.WHOLE else self._number(op, term)
            self._compared[op, term] = known
        return known

    def _whole(self, op: Op, term: Term) -> Term:
        if op is Op.BELOW_0:
            return self._compare(Op.AT_MOST_0, self.plus(term, 1))
        constant, parts = _linear(term)
        shared = gcd(*(int(factor) for _, factor in parts))
        if op is Op.IS_0 and constant % shared:
            return self.false
        forward = parts[0][1] > 0
        divided: dict[Term, int | Fraction] = {part: factor // shared for part, factor in parts}
        rounded = -((-constant) // shared)
        if op is Op.IS_0:
            sign = 1 if forward else -1
            normal = self._sum(sign * rounded, {part: sign * factor for part, factor in divided.items()})
            return self._make(op, Sort.TRUTH, (normal,))
        if forward:
            return self._make(op, Sort.TRUTH, (self._sum(rounded, divided),))
        turned = self._sum(1 - rounded, {part: -factor for part, factor in divided.items()})
        return self._make(Op.NOT, Sort.TRUTH, (self._make(op, Sort.TRUTH, (turned,)),))

    def _number(self, op: Op, term: Term) -> Term:
        _, parts = _linear(term)
        leading = parts[0][1]
        normal = self.scale(term, Fraction(1, 1) / leading)
        if leading > 0 or op is Op.IS_0:
            return self._make(op, Sort.TRUTH, (normal,))
        other = Op.BELOW_0 if op is Op.AT_MOST_0 else Op.AT_MOST_0
        return self._make(Op.NOT, Sort.TRUTH, (self._make(other, Sort.TRUTH, (normal,)),))


_COMPARISONS: dict[Op, Callable[[Scalar], bool]] = {
    Op.AT_MOST_0: lambda value: value <= 0,
    Op.BELOW_0: lambda value: value < 0,
    Op.IS_0: lambda value: value == 0,
}


def _digest(data: Any) -> int:
    """The same number for the same data in every process."""
    return int.from_bytes(blake2b(repr(data).encode(), digest_size=8).digest(), "big")


def _plain(value: Scalar) -> Scalar:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _linear(term: Term) -> tuple[Scalar, tuple[tuple[Term, Scalar], ...]]:
    """The constant of a number and its parts with their factors."""
    if term.op is Op.CONSTANT:
        return term.data, ()
    if term.op is Op.SUM:
        return term.data[0], tuple(zip(term.args, term.data[1:], strict=True))
    return 0, ((term, 1),)


def below(roots: Iterable[Term], found: dict[Term, None]) -> list[Term]:
    """The terms below the roots that are not in `found` yet, each after what it is made of; they are put into it."""
    new: list[Term] = []
    for root in roots:
        if root in found:
            continue
        waiting = [root]
        while waiting:
            term = waiting[-1]
            missing = [one for one in term.args if one not in found]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if term not in found:
                found[term] = None
                new.append(term)
    return new


def evaluate(roots: Iterable[Term], values: Mapping[str, Any]) -> dict[Term, Any]:
    """The value of each term below the roots, given those of the variables."""
    found: dict[Term, Any] = {}
    for term in below(roots, {}):
        found[term] = VALUES[term.op](term, [found[one] for one in term.args], values)
    return found


def _sum_of(term: Term, args: list[Any], _values: Mapping[str, Any]) -> Scalar:
    total: Scalar = term.data[0]
    for factor, one in zip(term.data[1:], args, strict=True):
        total += factor * one
    return total


VALUES: dict[Op, Callable[[Term, list[Any], Mapping[str, Any]], Any]] = {
    Op.CONSTANT: lambda term, _args, _values: term.data,
    Op.VARIABLE: lambda term, _args, values: values[term.data],
    Op.NOT: lambda _term, args, _values: not args[0],
    Op.ALL: lambda _term, args, _values: all(args),
    Op.ANY: lambda _term, args, _values: any(args),
    Op.CHOOSE: lambda _term, args, _values: args[1] if args[0] else args[2],
    Op.SUM: _sum_of,
    Op.QUOTIENT: lambda term, args, _values: args[0] // term.data,
    Op.PRODUCT: lambda _term, args, _values: args[0] * args[1],
    Op.AT_MOST_0: lambda _term, args, _values: args[0] <= 0,
    Op.BELOW_0: lambda _term, args, _values: args[0] < 0,
    Op.IS_0: lambda _term, args, _values: args[0] == 0,
    Op.IS_WHOLE: lambda _term, args, _values: Fraction(args[0]).denominator == 1,
}
