"""Whether any dossier at all notices a change: asked of the prover, rule by rule in the order of evaluation.

What is proved to come out the same counts as the same for all that leans on it, so that a change which stops somewhere
is not asked of every rule behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..dossier import Dossier
from ..language.tree import FactRef
from ..language.types import NumberType
from ..proofs.goals import Differs, Doubt, Goal, Impossible, Undecided, Witness
from ..proofs.prover import Prover
from ..rulebook import Rulebook
from .noticing import Key, Noticing
from .sameness import EXCUSED, FINDING, OUTCOMES, REPAIRABLE, WEIGHT, Signatures

MOST_ASKED = 60
"""Questions to the prover about one change; one on which half of the rulebook leans needs a dossier that notices it."""

Part = str | tuple[str, str]
"""A derived fact by its name, or an aspect of a criterion or no-go ground."""


class Proved(NamedTuple):
    """No dossier notices it."""


class Shown(NamedTuple):
    """A dossier that the prover found; who asks still has to look whether a result shows it."""

    dossier: Dossier


class Open(NamedTuple):
    """Not decided, and why."""

    reason: str


class _Question(NamedTuple):
    """Nodes of which none must come out otherwise, what is then the same for other rules, and what of a result is."""

    nodes: tuple[str, ...]
    same: frozenset[Part] = frozenset()
    shown: frozenset[Key] = frozenset()


class ChangeProver:
    """Asks about two rulebooks. One prover is made per edition of the new one."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._provers: dict[tuple[int, tuple[bool, ...]], Prover] = {}

    def settle(self, asked: Noticing) -> Proved | Shown | Open:
        """Raises: ProverMissing."""
        doubt = ""
        for day in asked.days():
            found = self._settle_day(asked, day)
            if isinstance(found, Shown):
                return found
            if isinstance(found, Open):
                doubt = doubt or found.reason
        return Open(doubt) if doubt else Proved()

    def _settle_day(self, asked: Noticing, day: date) -> Proved | Shown | Open:
        walk = _Walk(asked, day)
        doubt, number = "", 0
        for question in walk.questions():
            number += len(question.nodes)
            if number > MOST_ASKED:
                return Open(Doubt.EFFORT.value)
            equal = True
            for node in question.nodes:
                answer = self._ask(asked.old.rulebook, asked.new.rulebook, day, node)
                if isinstance(answer, Witness) and asked.changed(answer.first.dossier):
                    return Shown(answer.first.dossier)
                if isinstance(answer, Undecided):
                    doubt = doubt or answer.reason.value
                if not isinstance(answer, Impossible):
                    equal = False
                    break
            if equal:
                walk.same(question)
        return Open(doubt or Doubt.EFFORT.value) if walk.open else Proved()

    def _ask(self, old: Rulebook, new: Rulebook, day: date, node: str) -> Witness | Impossible | Undecided:
        key = id(new), new.edition(day)
        if key not in self._provers:
            self._provers[key] = Prover(new, day)
        try:
            return self._provers[key].find(Goal((Differs(node, old),)), self._seconds)
        except KeyError:  # one of the rulebooks does not have it on that day
            return Undecided(Doubt.EFFORT)


class _Walk:
    """Goes through what may come out otherwise, in the order of evaluation: derived facts, findings, verdicts, steps.

    `open` holds what a result shows of it and was not told to be the same.
    """

    def __init__(self, asked: Noticing, day: date) -> None:
        self._both = tuple(
            Signatures(one.rulebook, day, asked.old.interned, asked.same) for one in (asked.old, asked.new)
        )
        self._order = asked.new.rulebook.order
        self.open: set[Key] = set()

    def same(self, question: _Question) -> None:
        """All that the question asks comes out the same."""
        for one in self._both:
            one.assume(question.same)
        self.open -= question.shown

    def questions(self) -> Iterator[_Question]:
        for name in self._order:
            if all(one.is_derived(name) for one in self._both):
                if self._differs(FactRef(name, NumberType())):
                    yield _Question((f"afleiding/{name}",), frozenset((name,)))
            else:
                yield from self._of_rule(name)
        old, new = ({**one.verdicts(), **one.timeline()} for one in self._both)
        for id in dict.fromkeys((*new, *old)):
            if old.get(id) != new.get(id):
                self.open.add(Key(id))
                yield _Question((id,), shown=frozenset((Key(id),)))

    def _of_rule(self, id: str) -> Iterator[_Question]:
        old, new = self._both
        present = [id in one.criteria or id in one.nogos for one in self._both]
        if not any(present):
            return
        if not all(present):
            self.open.add(Key(id, FINDING))
            return
        differ = [each for each in new.aspects(id) if old.finding(id, each) != new.finding(id, each)]
        if id not in new.criteria:
            for each in differ:
                yield self._shown(id, each, f"{id}/{each}", frozenset(((id, each),)))
            return
        outcomes = [one.value for one in OUTCOMES]
        if any(each in differ for each in (FINDING, *outcomes)):
            self.open.add(Key(id, FINDING))
            nodes = tuple(f"{id}/bevinding/{one}" for one in outcomes)
            every = frozenset((id, one) for one in (FINDING, *outcomes))
            yield _Question(nodes, every, frozenset((Key(id, FINDING),)))
            # An outcome may be more or less certain while the finding is not known either way.
            if Key(id, FINDING) in self.open:
                yield self._shown(id, FINDING, f"{id}/bevinding")
        for each, node in ((EXCUSED, "verschoond"), (REPAIRABLE, "herstelbaar"), (WEIGHT, "zwaarte")):
            if each in differ:
                yield self._shown(id, each, f"{id}/{node}", frozenset(((id, each),)))

    def _shown(self, id: str, aspect: str, node: str, same: frozenset[Part] = frozenset()) -> _Question:
        key = Key(id, aspect)
        self.open.add(key)
        return _Question((node,), same, frozenset((key,)))

    def _differs(self, fact: FactRef) -> bool:
        old, new = self._both
        return old.fact(fact) != new.fact(fact)
