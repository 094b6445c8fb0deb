"""Every smallest set of changes that reaches a goal, up to stated bounds.

States are sets of changes, the smallest first. In a state one needed part of the goal is not there yet; every set that
reaches the goal holds, beyond what the state has, at least one of the smallest sets of changes that turn that part. So
branching over those alone, found by trying every few changes of the facts under it, leaves none out. The part with the
fewest ways to turn it is taken; a part without any ends the state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from itertools import combinations
from typing import Any, NamedTuple

from ...dossier import Dossier, ScalarValue
from ...plan import Registers
from ...values import NVT
from ..rerun import Rerun
from .candidates import Candidates
from .cones import Cones
from .edits import Action, Edit, Edits, Means, changed, moved_along, new_fact
from .goals import Any_, Demand, Each, Goals, Leaf


class Bounds(NamedTuple):
    """How far is searched: changes in a set, sets, changes at once for one elementary condition (the third only of new
    elements of one list), states, and trials of elementary conditions in all. `pairs`: whether two at once may be of
    two facts. `beside`: whether numbers and dates are looked for again beside changes that are made already.
    `smallest`: whether only sets of the smallest size are wanted.
    """

    changes: int = 6
    sets: int = 20
    at_once: int = 3
    states: int = 4000
    trials: int = 20000
    pairs: bool = True
    beside: bool = False
    smallest: bool = False


class Found(NamedTuple):
    """The sets, as bits of edit numbers, smallest first. The other fields say which bound stopped the search."""

    sets: tuple[int, ...]
    more_sets: bool = False
    out_of_states: bool = False
    out_of_trials: bool = False
    too_large: bool = False


Wish = Callable[[Registers], "Demand | None"]
"""What is still needed; None when the goal is reached."""


Progress = Callable[[float], None]
"""Is told how much of the most that may be looked at was looked at."""


class Search:
    """Searches the changes of one dossier. Results of parts are kept, so that several goals share them."""

    def __init__(self, goals: Goals, candidates: Candidates, rerun: Rerun, cones: Cones, bounds: Bounds) -> None:
        self.goals, self.candidates, self.rerun, self.cones, self.bounds = goals, candidates, rerun, cones, bounds
        self.dossier = candidates.dossier
        self._parts: dict[tuple[int, bool, int], tuple[int, ...]] = {}
        self._under: dict[int, tuple[Edit, ...]] = {}
        self._made: dict[tuple[str, tuple[int, ...]], Any] = {}
        self._clashes: dict[int, int] = {}
        self._later: dict[int, int] = {}
        self._scratch = rerun.registers.copy()
        self.out_of_trials = False
        self.trials = 0

    # --- sets of changes ---

    def edits(self, bits: int) -> tuple[Edit, ...]:
        """The changes of a set, in the order in which they were found."""
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self.candidates.edits[lowest.bit_length() - 1])
            bits ^= lowest
        return tuple(found)

    def dossier_of(self, bits: int) -> Dossier:
        return changed(self.dossier, self.edits(bits))

    def registers(self, bits: int) -> Registers:
        return self.rerun.run(self.dossier_of(bits))

    def valid(self, edits: tuple[Edit, ...]) -> bool:
        """Whether these changes can be made together, and none lacks the one that it comes after."""
        bits = sum(1 << one.number for one in edits)
        for one in edits:
            if self._excluded(one) & bits or (one.after is not None and not bits >> one.after & 1):
                return False
        cleared = {other for one in edits for other in one.clears}
        return not cleared or cleared.isdisjoint(one.fact for one in edits)

    def _excluded(self, edit: Edit) -> int:
        """The changes of the same fact that cannot be made beside this one, as bits."""
        if edit.number not in self._clashes:
            others = (one for one in self.candidates.edits if one.fact == edit.fact and one.number != edit.number)
            self._clashes[edit.number] = sum(1 << one.number for one in others if one.excludes(edit))
        return self._clashes[edit.number]

    def covers(self, less: int, more: int) -> bool:
        """Whether all of the first set is in the second, where a new element that is added more often counts too."""
        rest = less & ~more
        if not rest:
            return True
        new = {one.place: one.amount for one in self.edits(more) if one.action is Action.ADD}
        return all(one.action is Action.ADD and one.amount <= new.get(one.place, 0) for one in self.edits(rest))

    # --- the search ---

    def run(self, wish: Wish, progress: Progress | None = None) -> Found:
        """The smallest sets for a wish."""
        most = self.bounds.sets
        waiting: list[tuple[int, tuple[int, ...], int]] = [(0, (), 0)]
        seen = {0}
        found: list[int] = []
        states = 0
        too_large = False
        self.out_of_trials, self.trials = False, 0
        while waiting:
            _, _, bits = heappop(waiting)
            if any(self.covers(one, bits) for one in found):
                continue
            if found and self.bounds.smallest and bits.bit_count() > found[0].bit_count():
                return Found(tuple(found))
            if len(found) >= most or states >= self.bounds.states or self.out_of_trials:
                return Found(tuple(found), len(found) >= most, len(found) < most, self.out_of_trials, too_large)
            states += 1
            if progress is not None:
                progress(max(states / self.bounds.states, self.trials / self.bounds.trials))
            demand = wish(self.registers(bits))
            if demand is None:
                found.append(bits)
                continue
            for more in self._ways(demand, bits):
                bigger = bits | more
                if bigger in seen:
                    continue
                seen.add(bigger)
                length = bigger.bit_count()
                if length > self.bounds.changes:
                    too_large = True
                    continue
                edits = self.edits(bigger)
                if self.valid(edits):
                    heappush(waiting, (length, _effort(edits), bigger))
        return Found(tuple(found), False, False, self.out_of_trials, too_large)

    def _ways(self, demand: Demand, bits: int) -> tuple[int, ...]:
        """Sets of changes of which every set that meets the demand holds one, beyond `bits`."""
        match demand:
            case Leaf(register, wanted):
                return self._turning(register, wanted, bits)
            case Any_(parts):
                return _smallest(way for part in parts for way in self._ways(part, bits))
            case Each(parts):
                best: tuple[int, ...] | None = None
                for part in sorted(parts, key=self._reckoned):
                    ways = self._ways(part, bits)
                    if best is None or len(ways) < len(best):
                        best = ways
                    if len(ways) < 2:
                        break
                return best or ()

    def _reckoned(self, demand: Demand) -> int:
        """How much there is to try for a demand; nothing at all for what no change touches."""
        if isinstance(demand, Leaf):
            return len(self.under(demand.register))
        sizes = [self._reckoned(one) for one in demand.parts]
        return sum(sizes) if isinstance(demand, Any_) else min(sizes, default=0)

    def turning(self, leaf: Leaf, bits: int) -> tuple[int, ...]:
        """The smallest sets of changes that turn one elementary condition, beyond those in `bits`."""
        return self._turning(leaf.register, leaf.wanted, bits)

    def _turning(self, register: int, wanted: bool, bits: int) -> tuple[int, ...]:
        """The smallest sets of changes of the facts under a register that turn it, beyond those in `bits`."""
        under = self.under(register)
        mask = sum(1 << one.number for one in under) | self._later.get(register, 0)
        key = (register, wanted, bits & mask)
        if key not in self._parts:
            found = self._tried(register, wanted, bits, under)
            if self.out_of_trials:
                return found
            self._parts[key] = found
        return self._parts[key]

    def under(self, register: int) -> tuple[Edit, ...]:
        """The changes of the facts under a register, without those that certainly do nothing there."""
        if register not in self._under:
            some = (edit for fact in self._facts(register) for edit in self.candidates.of(fact))
            self._under[register] = tuple(one for one in some if not self._is_idle(register, one))
        return self._under[register]

    def _facts(self, register: int) -> tuple[str, ...]:
        """The facts under a register, and those of which a change clears one of them."""
        own = self.cones.facts(register)
        more = (other for one in own for other in self.candidates.touching.get(one, ()))
        return tuple(dict.fromkeys((*own, *more)))

    def _tried(self, register: int, wanted: bool, bits: int, under: tuple[Edit, ...]) -> tuple[int, ...]:
        mask = sum(1 << one.number for one in under) | self._later.get(register, 0)
        own = self.edits(bits & mask)
        taken = {one.place for one in own}
        free = [one for one in under if one.place not in taken]
        found: list[int] = []
        for size in range(1, self.bounds.at_once + 1):
            if found and size > 2:
                break
            for some in self._tries(register, wanted, own, free, size):
                more = sum(1 << one.number for one in some)
                if any(one & more == one for one in found):
                    continue
                edits = (*own, *some)
                if len(edits) > 1 and not self.valid(edits):
                    continue
                self.trials += 1
                if self.trials > self.bounds.trials:
                    self.out_of_trials = True
                    return tuple(found)
                if self._comes_to(register, edits) is wanted:
                    found.append(more)
            if size == 1 and self.bounds.beside and any(one.low is not None or one.high is not None for one in own):
                found += self._beside(register, wanted, own, found)
        return tuple(found)

    def _beside(self, register: int, wanted: bool, own: Edits, found: list[int]) -> list[int]:
        """Numbers and dates that turn the register only beside the changes that are made already."""
        base, known = self._values(own), len(self.candidates.edits)
        more: dict[int, None] = {}
        for fact in self.cones.facts(register):

            def does(value: ScalarValue, fact: str = fact) -> bool:
                self.trials += 1
                values = {**base, fact: value}
                return self.cones.value(register, self._scratch, self.dossier, values) is wanted

            for edit in () if fact in base else self.candidates.turning(fact, does):
                more[1 << edit.number] = None
        self._later[register] = self._later.get(register, 0) | sum(more)
        if len(self.candidates.edits) > known:
            self._clashes.clear()
        return [one for one in more if one not in found and self.valid((*own, *self.edits(one)))]

    def _tries(
        self, register: int, wanted: bool, own: Edits, free: list[Edit], size: int
    ) -> Iterator[tuple[Edit, ...]]:
        """The changes that are tried together."""
        if size == 1 or (size == 2 and self.bounds.pairs):
            yield from combinations(free, size)
            return
        for some in self._lists(free):
            if len(some) >= size and self._together(register, wanted, own, some):
                yield from combinations(some, size)
        if size == 2:
            yield from combinations([one for one in free if one.means is Means.SETTLE], size)

    def _lists(self, free: list[Edit]) -> Iterable[list[Edit]]:
        """What may be added to each list and, when pairs are not tried anyway, what may be dropped from it."""
        per_list: dict[str, list[Edit]] = {}
        for one in free:
            if one.action is Action.ADD or (one.action is Action.DROP and not self.bounds.pairs):
                per_list.setdefault(one.fact, []).append(one)
        return per_list.values()

    def _together(self, register: int, wanted: bool, own: Edits, some: list[Edit]) -> bool:
        """Whether all that is added, or all that is dropped, or both turn the register."""
        added = tuple({one.place: one for one in reversed(some) if one.action is Action.ADD}.values())
        dropped = tuple(one for one in some if one.action is Action.DROP)
        parts = [one for one in (added, dropped) if one]
        together = parts if len(parts) < 2 else [*parts, (*added, *dropped)]
        return any(self._comes_to(register, (*own, *one)) is wanted for one in together)

    def _comes_to(self, register: int, edits: tuple[Edit, ...]) -> Any:
        return self.cones.value(register, self._scratch, self.dossier, self._values(edits))

    def _is_idle(self, register: int, edit: Edit) -> bool:
        """Whether a change does nothing under a register, alone or with others; of fields of one element others may
        be needed beside it.
        """
        if edit.action is Action.FIELD or edit.clears or edit.along:
            return False
        value = self._values((edit,))[edit.fact]
        return self.cones.is_idle(register, self._scratch, self.dossier, edit.fact, value)

    def _values(self, edits: tuple[Edit, ...]) -> dict[str, Any]:
        """What the changed facts come to."""
        per_fact: dict[str, list[Edit]] = {}
        for one in edits:
            per_fact.setdefault(one.fact, []).append(one)
        values = {}
        for name, some in per_fact.items():
            key = (name, tuple(one.number for one in some))
            if key not in self._made:
                self._made[key] = new_fact(self.dossier.fact(name), some).value
            values[name] = self._made[key]
            values.update((other, NVT) for one in some for other in one.clears)
        for one in edits:
            for where in one.along:
                name, _, field = where.rpartition(".")
                own = self.dossier.fact(name).value
                moved = moved_along(values.get(name, own), field, self.dossier.fact(one.fact).value, one.value)
                if moved is not None:
                    values[name] = moved
        return values


def _effort(edits: tuple[Edit, ...]) -> tuple[int, ...]:
    """Of sets of equal size first what one can do oneself, then what must turn out to exist; then as the rules go."""
    evidence = sum(one.means is not Means.PLAN for one in edits)
    return (evidence, *(one.number for one in edits))


def _smallest(ways: Iterable[int]) -> tuple[int, ...]:
    """Without those that hold another one."""
    ordered = sorted(set(ways), key=lambda one: (one.bit_count(), one))
    kept: list[int] = []
    for one in ordered:
        if not any(other & one == other for other in kept):
            kept.append(one)
    return tuple(kept)
