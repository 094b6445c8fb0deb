"""What each change does: a dossier that notices it, or the proof that none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain
from typing import NamedTuple

from ..dossier import Dossier
from ..dossier_reader import read_dossier
from ..language.tree import FactRef, ParameterRef
from ..language.walk import descendants
from ..mistakes import MistakesFound
from ..proofs.prover import ProverMissing
from ..rulebook import Rulebook
from ..survey import rule_trees
from .candidates import Candidate, Candidates, fits
from .changes import Difference, Kind, RuleDifference, RuleSort, State
from .compare import Compared
from .noticing import Changed, Noticing, Side, Special
from .proving import ChangeProver, Open, Proved, Shown
from .running import Runs
from .sameness import FINDING, Interned
from .separating import undone, without
from .small import smallest
from .through import Through

SHOWING = ("gevolgen ", "stuk ")
"""Places of trees that no finding rests on."""

BY_PROOF = "het bewijs"
FILE = "getuige.yaml"


class Notice(Enum):
    """What notices a change."""

    NOTICED = "gemerkt"
    """A dossier comes out otherwise because of it."""
    SAME = "zelfde betekenis"
    """It is written otherwise and asks the same of every dossier."""
    UNNOTICED = "niets merkt het"
    """It asks something else, and it is proved that no result of any dossier differs."""
    UNDECIDED = "niet beslist"
    TOGETHER = "alleen samen"
    """It cannot be undone without the other changes, so it has no effect of its own."""
    ACCEPTED = "wat een dossier kan zeggen"
    """A concept: it decides which dossiers are accepted, and rules only by what they ask of it."""


class Witnessed(NamedTuple):
    """A small dossier that notices a change, what is found of it under both rulebooks, and where it was found.

    `alone`: under the old and the new rulebook as a whole nothing differs; `changes` are then those of this change
    alone. `through` has the conditions behind each finding in `changes`, by its criterion.
    """

    dossier: Dossier
    text: str
    origin: str
    changes: tuple[Changed, ...]
    through: dict[str, tuple[Through, ...]]
    alone: bool = False


class Effect(NamedTuple):
    """What notices a rule's change, and, where a rule changed in more than one part, each part (by its place)."""

    notice: Notice
    witness: Witnessed | None = None
    reason: str = ""
    parts: tuple[tuple[int, Effect], ...] = ()


class Effects(NamedTuple):
    """The effect of each rule that is written otherwise, in their order; None where only a text or test is.

    `agrees`: no result of any dossier that both accept differs, which is proved. `prover`: why nothing was proved, ""
    when the prover was there. `whole` is a dossier that notices the changes together, None when none was found.
    """

    of: tuple[Effect | None, ...]
    agrees: bool
    whole: Witnessed | None
    prover: str = ""


class EffectFinder:
    """Looks for dossiers that notice changes, in the folder, in the tests of the rules, beside limits, and by proof."""

    def __init__(
        self,
        compared: Compared,
        folder: Sequence[Candidate] = (),
        seconds: float = 2.0,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> None:
        self.compared, self.old, self.new = compared, compared.old, compared.new
        self._interned = Interned()
        self._old, self._new = (Side(one.rulebook, self._interned) for one in (self.old, self.new))
        self.whole = Noticing(self._old, self._new)
        self._candidates = Candidates(folder, self.old, self.new)
        self._prover: ChangeProver | None = ChangeProver(seconds)
        self._why_not = ""
        self._progress = progress
        self._runs = Runs(self.old.rulebook, self.new.rulebook)

    def find(self) -> Effects:
        """The effect of every change."""
        rules = self.compared.rules
        asked = [one for one in rules if _may_matter(one)]
        if self.whole.agrees:
            return Effects(tuple(self._same(one) for one in rules), True, None)
        found: list[Effect | None] = []
        for one in rules:
            self._progress(len([each for each in found if each is not None]), len(asked))
            found.append(self._effect(one) if _may_matter(one) else None)
        whole = self._whole(found)
        proved = whole is None and self._proved_whole()
        return Effects(tuple(found), proved, whole, self._why_not)

    def _same(self, change: RuleDifference) -> Effect | None:
        if not _may_matter(change):
            return None
        return Effect(Notice.ACCEPTED if change.sort is RuleSort.CONCEPT else Notice.SAME)

    def _whole(self, found: Sequence[Effect | None]) -> Witnessed | None:
        """A dossier that notices everything together: the first that notices one change and differs as a whole."""
        for one in found:
            if one is not None and one.witness is not None and not one.witness.alone:
                return one.witness
        ids = [one.id for one in self.compared.rules]
        return self._tried(self.whole, self.whole, chain(self._candidates.about(ids), self._candidates.others(ids)))

    def _proved_whole(self) -> bool:
        settled = self._settled(self.whole)
        return isinstance(settled, Proved)

    # --- one change ---------------------------------------------------------------------------------------------------

    def _effect(self, change: RuleDifference) -> Effect:
        if change.sort is RuleSort.CONCEPT:
            return Effect(Notice.ACCEPTED)
        before = without(change, self.old, self.new)
        if before is None:
            return Effect(Notice.TOGETHER)
        effect = self._of(before, change)
        parts = [(index, one) for index, one in enumerate(change.differences) if one.undone is not None]
        if len(parts) < 2 or effect.notice is Notice.SAME or change.state is not State.CHANGED:
            return effect
        return effect._replace(parts=tuple((index, self._part(change, one)) for index, one in parts))

    def _part(self, change: RuleDifference, part: Difference) -> Effect:
        assert part.undone is not None
        before = undone(change, part.undone, self.new)
        return Effect(Notice.TOGETHER) if before is None else self._of(before, change)

    def _of(self, before: Rulebook, change: RuleDifference) -> Effect:
        """The effect of what makes the new rulebook of this other one."""
        noticing = Noticing(Side(before, self._interned), self._new, first=self._first(change, before))
        if noticing.agrees:
            return Effect(Notice.SAME)
        own = [change.id, *sorted(self._naming(change, before))]
        tried: Iterator[Candidate] = chain(
            self._candidates.about(own), self._candidates.beside(before, self.new.rulebook, own)
        )
        witness = self._tried(noticing, self.whole, tried)
        if witness is not None:
            return Effect(Notice.NOTICED, witness)
        # The prover before the other tests: it is faster than a thousand dossiers that have nothing to do with it.
        settled = self._settled(noticing)
        if isinstance(settled, Proved):
            return Effect(Notice.UNNOTICED)
        found = [Candidate(settled.dossier, BY_PROOF)] if isinstance(settled, Shown) else []
        witness = self._tried(noticing, self.whole, chain(found, self._candidates.others(own)))
        if witness is not None:
            return Effect(Notice.NOTICED, witness)
        return Effect(Notice.UNDECIDED, reason=settled.reason if isinstance(settled, Open) else self._why_not)

    def _first(self, change: RuleDifference, before: Rulebook) -> frozenset[str] | None:
        """What comes out otherwise before anything else does, when this rule is the only one that changed."""
        if change.sort in (RuleSort.CRITERION, RuleSort.NOGO):
            return frozenset((change.id,))
        if change.sort is RuleSort.DERIVATION:
            return frozenset((change.id, f"{change.id}.gezag"))
        if change.sort is not RuleSort.PARAMETER:
            return None
        naming = self._naming(change, before)
        known = {one.concept.name for one in before.derivations}
        known |= {one.id for some in (before.criteria, before.nogos) for one in some}
        return naming if naming <= known else None

    def _naming(self, change: RuleDifference, before: Rulebook) -> frozenset[str]:
        """The rules that name a parameter or fact."""
        return frozenset(
            place
            for book in (before, self.new.rulebook)
            for place, _, tree in rule_trees(book)
            if not place.startswith(SHOWING)
            and any(isinstance(one, ParameterRef | FactRef) and one.name == change.id for one in descendants(tree))
        )

    def _settled(self, noticing: Noticing) -> Proved | Shown | Open | None:
        """What the prover says; None where there is no prover."""
        if self._prover is None:
            return None
        try:
            return self._prover.settle(noticing)
        except ProverMissing as missing:
            self._prover, self._why_not = None, str(missing)
            return None

    # --- witnesses ----------------------------------------------------------------------------------------------------

    def _tried(self, noticing: Noticing, whole: Noticing, tried: Iterable[Candidate]) -> Witnessed | None:
        """A witness of the first dossier that notices it, rather one that also differs as a whole."""
        alone: Candidate | None = None
        seen: set[int] = set()
        for one in tried:
            if id(one.dossier) in seen:
                continue
            seen.add(id(one.dossier))
            if not noticing.notices(one.dossier):
                continue
            if whole.notices(one.dossier):
                found = self._witnessed(one, noticing, whole)
                if found is not None:
                    return found
            alone = alone or one
        return None if alone is None else self._witnessed(alone, noticing, noticing)

    def _witnessed(self, candidate: Candidate, noticing: Noticing, shown: Noticing) -> Witnessed | None:
        """The candidate made small, read anew from its text, and read by both engines under both rulebooks."""
        concepts = self.new.rulebook.concepts
        key, own = (_most_telling(one.changed(candidate.dossier)).key for one in (shown, noticing))

        def shows(dossier: Dossier) -> bool:
            return shown.differs(dossier, key) and (shown is noticing or noticing.differs(dossier, own))

        small = smallest(candidate.dossier, concepts, shows)
        if small is None:
            return None
        try:
            dossier = read_dossier(small[1].encode(), FILE, concepts)
            read_dossier(small[1].encode(), FILE, self.old.rulebook.concepts)
        except MistakesFound:
            return None
        if not shows(dossier) or not fits(dossier, self.old.rulebook.concepts):
            return None
        runs = self._runs if shown is self.whole else Runs(shown.old.rulebook, shown.new.rulebook)
        changes = tuple(shown.changed(dossier))
        told = {one.key.id: runs.through(dossier, one.key.id) for one in changes if one.key.aspect == FINDING}
        runs.confirm(dossier)
        return Witnessed(dossier, small[1], candidate.origin, changes, told, shown is not self.whole)


def _may_matter(change: RuleDifference) -> bool:
    """Whether a result could differ because of it: not for texts, tests and what only shows."""
    if change.sort in (RuleSort.FILE, RuleSort.TEST, RuleSort.SOURCE):
        return False
    return Kind.MEANING in change.kinds


def _most_telling(changes: Sequence[Changed]) -> Changed:
    """A finding that has another outcome, rather than one that is merely known or a verdict."""
    findings = [one for one in changes if one.key.aspect == FINDING]
    settled = [one for one in findings if isinstance(one.before, str) and isinstance(one.after, str)]
    plain = [one for one in findings if not isinstance(one.before, Special) and not isinstance(one.after, Special)]
    return next(iter((*settled, *plain, *findings, *changes)))
