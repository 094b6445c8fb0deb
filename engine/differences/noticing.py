"""Which findings of a dossier come out otherwise under another rulebook, computed from no more than what can differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from ..dossier import Dossier
from ..layout import CriterionLayout, Layout
from ..plan import Registers, Step
from ..planning import lay_out
from ..result import UNANSWERED, UNDECIDED
from ..rulebook import Rulebook
from ..validity import Validity
from .aligning import editions
from .sameness import EXCUSED, FINDING, REPAIRABLE, WEIGHT, Interned, Signatures

Known = frozenset[str | tuple[str, str]]
"""Derived facts, and aspects of criteria and no-go grounds as (id, aspect), that were proved to come out the same."""

VISIBLE = (FINDING, EXCUSED, REPAIRABLE, WEIGHT)
VERDICTS, VERDICT = "oordeel/", "oordeel/eindoordeel"


class Special(Enum):
    """What a finding can be beside its outcomes."""

    ABSENT = "geen bevinding"
    """The rulebook does not have the criterion on that day."""
    CONFLICT = "de regel spreekt zichzelf tegen"
    """Two outcomes at once, or none: the audit stops."""


class Key(NamedTuple):
    """Something that a result shows: an aspect of a criterion or no-go ground, a verdict or a step (aspect "")."""

    id: str
    aspect: str = ""


class Changed(NamedTuple):
    """What it was and what it is, as the registers hold it."""

    key: Key
    before: Any
    after: Any


class Side:
    """One rulebook, laid out and signed once per edition. Sides that are laid beside each other share `interned`."""

    def __init__(self, rulebook: Rulebook, interned: Interned) -> None:
        self.rulebook, self.interned = rulebook, interned
        self._layouts: dict[tuple[bool, ...], Layout] = {}
        self._parts: dict[tuple[tuple[bool, ...], frozenset[Any]], list[Step]] = {}
        self._signatures: dict[tuple[tuple[bool, ...], Known], Signatures] = {}
        self._shown: dict[tuple[tuple[bool, ...], Known], dict[Key, int]] = {}

    def signatures(self, day: date, same: Known) -> Signatures:
        edition = self.rulebook.edition(day), same
        if edition not in self._signatures:
            self._signatures[edition] = Signatures(self.rulebook, day, self.interned, same)
        return self._signatures[edition]

    def shown(self, day: date, same: Known) -> dict[Key, int]:
        """The signatures of all that a result shows, only of rules that are in force."""
        edition = self.rulebook.edition(day), same
        if edition not in self._shown:
            self._shown[edition] = _shown(self.signatures(day, same))
        return self._shown[edition]

    def layout(self, day: date) -> Layout:
        edition = self.rulebook.edition(day)
        if edition not in self._layouts:
            self._layouts[edition] = lay_out(self.rulebook, day)
        return self._layouts[edition]

    def values(self, dossier: Dossier, keys: frozenset[Key]) -> dict[Key, Any]:
        """What the keys come to for one dossier, by the direct reading."""
        layout = self.layout(dossier.reference_date)
        registers = self._run(dossier, layout, keys, lambda: _registers(layout, keys))
        return {key: value(key, layout, registers) for key in keys}

    def outcomes(self, dossier: Dossier, names: frozenset[str]) -> dict[object, Any]:
        """What these facts, criteria and no-go grounds come to in every respect, by the direct reading."""
        layout = self.layout(dossier.reference_date)
        at = _outcome_registers(layout, names)
        registers = self._run(dossier, layout, names, lambda: set(at.values()))
        return {key: registers[register] for key, register in at.items()}

    def _run(
        self, dossier: Dossier, layout: Layout, asked: frozenset[Any], wanted: Callable[[], set[int]]
    ) -> Registers:
        """The registers that what is asked leans on; what these are is worked out once."""
        known = self.rulebook.edition(dossier.reference_date), asked
        if known not in self._parts:
            self._parts[known] = _needed(layout, wanted())
        registers: Registers = [None] * len(layout.plan.steps)
        for step in self._parts[known]:
            registers[step.register] = step.compute(registers, dossier)
        return registers


def _outcome_registers(layout: Layout, names: frozenset[str]) -> dict[object, int]:
    """Where the values of these facts are, and every aspect of these criteria and no-go grounds."""
    found: dict[object, int] = {name: layout.names.facts[name] for name in names if name in layout.names.facts}
    found.update({key: register for key, register in layout.names.findings.items() if key[0] in names})
    for name in names & layout.criteria.keys():
        # Two outcomes at once are one finding to other rules, and a contradiction to who audits.
        own = layout.criteria[name].is_outcome
        found.update({(name, outcome): register for outcome, register in own.items()})
    return found


def value(key: Key, layout: Layout, registers: Registers) -> Any:
    """What a key comes to in a finished run."""
    if key.aspect == FINDING:
        own = layout.criteria.get(key.id)
        return Special.ABSENT if own is None else _finding(own, registers)
    register = _register(key, layout)
    if register is None:
        return Special.ABSENT
    if key.id.startswith(VERDICTS):
        return registers[register] or (UNDECIDED if key.id == VERDICT else UNANSWERED)
    return registers[register]


def _finding(own: CriterionLayout, registers: Registers) -> Any:
    if registers[own.applies] is True:
        outcomes = [registers[register] for register in own.outcomes.values()]
        if outcomes.count(True) > 1 or all(one is False for one in outcomes):
            return Special.CONFLICT
    return registers[own.finding]


def _register(key: Key, layout: Layout) -> int | None:
    if not key.aspect:
        return layout.nodes.get(key.id)
    present = key.id in layout.criteria or key.id in layout.nogos
    return layout.names.findings.get((key.id, key.aspect)) if present else None


def _registers(layout: Layout, keys: Iterable[Key]) -> set[int]:
    """Where the keys are read from."""
    wanted: set[int] = set()
    for key in keys:
        register = _register(key, layout)
        wanted |= set() if register is None else {register}
        if key.aspect == FINDING and key.id in layout.criteria:
            own = layout.criteria[key.id]
            wanted |= {own.applies, *own.outcomes.values()}
    return wanted


def _needed(layout: Layout, wanted: set[int]) -> list[Step]:
    """The steps of the plan that these registers lean on."""
    found: list[Step] = []
    for step in reversed(layout.plan.steps):
        if step.register in wanted:
            found.append(step)
            wanted.update(step.inputs)
    return found[::-1]


class Noticing:
    """Two rulebooks beside each other: what can come out otherwise at all, and what does so for one dossier.

    `same` names what was proved to be the same though it is written otherwise. `first` are facts and findings of which
    one must come out otherwise before anything else can, None = not known: where none does, no more is computed.
    """

    def __init__(self, old: Side, new: Side, same: Known = frozenset(), first: frozenset[str] | None = None) -> None:
        self.old, self.new, self.same, self.first = old, new, same, first
        self._open: dict[tuple[tuple[bool, ...], tuple[bool, ...]], frozenset[Key]] = {}

    @classmethod
    def of(cls, old: Rulebook, new: Rulebook) -> Noticing:
        """As it stands by itself."""
        interned = Interned()
        return cls(Side(old, interned), Side(new, interned))

    def days(self) -> list[date]:
        """One day of each period in which both rulebooks stay the same, the latest first."""
        return editions(*(one for book in (self.old.rulebook, self.new.rulebook) for one in _periods(book)))

    def signatures(self, day: date) -> tuple[Signatures, Signatures]:
        return self.old.signatures(day, self.same), self.new.signatures(day, self.same)

    def open_keys(self, day: date) -> frozenset[Key]:
        """What may come out otherwise for a dossier of that peildatum; nothing else does, whatever the dossier says."""
        edition = self.old.rulebook.edition(day), self.new.rulebook.edition(day)
        if edition not in self._open:
            before, after = self.old.shown(day, self.same), self.new.shown(day, self.same)
            keys = before.keys() | after.keys()
            self._open[edition] = frozenset(key for key in keys if before.get(key) != after.get(key))
        return self._open[edition]

    @property
    def agrees(self) -> bool:
        """Whether nothing can come out otherwise, for any dossier of any peildatum."""
        return not any(map(self.open_keys, self.days()))

    def changed(self, dossier: Dossier) -> list[Changed]:
        """What comes out otherwise for one dossier: findings first, then the verdict, then the rest."""
        found = self._changed(dossier, self.open_keys(dossier.reference_date))
        return sorted(found, key=lambda one: _rank(one.key))

    def notices(self, dossier: Dossier) -> bool:
        """Whether a rule comes out otherwise for the dossier. A verdict leans on every rule, so it is asked only where
        no rule can: this is for trying many dossiers.
        """
        keys = self.open_keys(dossier.reference_date)
        if self.first is not None and not self._begins(dossier, self.first):
            return False
        rules = frozenset(one for one in keys if not one.id.startswith(VERDICTS))
        return bool(self._changed(dossier, rules or keys))

    def _begins(self, dossier: Dossier, first: frozenset[str]) -> bool:
        """Whether one of these facts, criteria and no-go grounds comes out otherwise in any respect."""
        before, after = (one.outcomes(dossier, first) for one in (self.old, self.new))
        return before.keys() != after.keys() or not all(_equal(before[each], after[each]) for each in before)

    def differs(self, dossier: Dossier, key: Key) -> bool:
        """Whether this comes out otherwise for the dossier."""
        return bool(self._changed(dossier, self.open_keys(dossier.reference_date) & {key}))

    def _changed(self, dossier: Dossier, keys: frozenset[Key]) -> list[Changed]:
        if not keys:
            return []
        before, after = (one.values(dossier, keys) for one in (self.old, self.new))
        return [Changed(key, before[key], after[key]) for key in keys if not _equal(before[key], after[key])]


def _rank(key: Key) -> tuple[int, Key]:
    """Findings first, then the verdict, the questions, what else is said of rules, and the timeline."""
    if key.aspect == FINDING:
        return 0, key
    return (1 if key.id == VERDICT else 2 if key.id.startswith(VERDICTS) else 3 if key.aspect else 4), key


def _shown(one: Signatures) -> dict[Key, int]:
    present = one.criteria.keys() | one.nogos.keys()
    findings = {
        Key(id, aspect): found
        for (id, aspect), found in one.findings().items()
        if id in present and (aspect in VISIBLE or id in one.nogos)
    }
    return findings | {Key(id): found for id, found in (*one.verdicts().items(), *one.timeline().items())}


def _periods(book: Rulebook) -> list[Validity]:
    rules = (book.parameters, book.derivations, book.criteria, book.steps, book.nogos)
    return [one.validity for some in rules for one in some]


def _equal(before: Any, after: Any) -> bool:
    """`True` and `1` are equal to Python and not to us."""
    return before is after or (type(before) is type(after) and bool(before == after))
