"""What the tests of the rules have seen: each condition true, false and unknown, each ground applied and not, each
cell of a table hit, each limit from both sides, each outcome expected. What no dossier can show is listed with its
reason in `toetsen/onbereikbaar.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from .. import notation
from ..dossier import CONTRADICTIONS, Dossier
from ..dossier_reader import ID, REFERENCE_DATE
from ..evaluate import value_of
from ..language.terms import Outcome
from ..language.tree import Compare, Constant
from ..layout import Layout
from ..plan import Registers
from ..premises import Premises
from ..rulebook import Table
from .reading import RuleTest, Unreachable, written
from .two_valued import TwoValued

TRUE, FALSE, UNKNOWN = "waar", "onwaar", "onbekend"
TRUTHS = {True: TRUE, False: FALSE, None: UNKNOWN}
APPLIED, NOT_APPLIED = "toegepast", "niet toegepast"
HIT = "geraakt"
LIMIT_TRUE, LIMIT_FALSE = "grens waar", "grens onwaar"
ORDERED = ("<", "<=", ">", ">=")
COUNTED = "/geteld/"
"""In the id of a condition on findings that is written once and written out per criterion."""

ALWAYS_THERE = (ID, REFERENCE_DATE, CONTRADICTIONS)
NEAR = 1
"""How close to a limit a test must come, in the unit of the values or in days."""


class Item(NamedTuple):
    """Something that tests must show. `missing` is what none has shown of it, `excused` the reason why that may be."""

    id: str
    kind: str
    text: str
    missing: tuple[str, ...]
    excused: str = ""


class Coverage(NamedTuple):
    """Everything that tests must show, in the order of the rules.

    `stale`: exceptions for what is not asked for, or was shown.
    """

    items: tuple[Item, ...]
    stale: tuple[Unreachable, ...]

    @property
    def complete(self) -> bool:
        return not self.stale and all(not one.missing or one.excused for one in self.items)


def concerns(rule: str, id: str) -> bool:
    """Whether a part is one of this rule, by its id.

    >>> concerns("k24", "K24/grond/verlof/toepassing"), concerns("K2", "K24/voldoet/als")
    (True, False)
    """
    return rule.lower() in id.lower().replace(" ", "/").split("/")


class Watcher:
    """Gathers over many runs, of any peildatum; of one rule when it is named, else of all."""

    def __init__(self, rule: str = "") -> None:
        self._rule = rule
        self._layouts: dict[int, _LayoutWatch] = {}

    def __call__(self, premises: Premises) -> None:
        self.see(premises.layout, premises.registers, premises.dossier)

    def see(self, layout: Layout, registers: Registers, dossier: Dossier) -> None:
        """One run; of one rule only the registers that it leans on need be there."""
        watch = self._layouts.get(id(layout))
        if watch is None:
            watch = self._layouts[id(layout)] = _LayoutWatch(layout, self._rule)
        watch.see(registers, dossier)

    def coverage(self, tests: Iterable[RuleTest], exceptions: Iterable[Unreachable]) -> Coverage:
        """What was seen of everything together, beside what tests expect."""
        needed: dict[str, tuple[str, str, frozenset[str]]] = {}
        seen: dict[str, set[str]] = {}
        for watch in self._layouts.values():
            watch.report(needed, seen)
        for test in tests:
            for line in test.expected:
                if line.subject in needed and needed[line.subject][0] == "uitkomsten":
                    seen.setdefault(line.subject, set()).add(written(line.value))
        asked = (one for one in exceptions if _asked(self._rule, one.id))
        return _coverage(needed, seen, tuple(asked))


def _coverage(
    needed: Mapping[str, tuple[str, str, frozenset[str]]],
    seen: Mapping[str, set[str]],
    exceptions: tuple[Unreachable, ...],
) -> Coverage:
    excused = {(one.id, what): one.reason for one in exceptions for what in one.never}
    items = []
    for id, (kind, text, wanted) in needed.items():
        missing = tuple(sorted(wanted - seen.get(id, set())))
        reasons = [excused.get((id, what), "") for what in missing]
        items.append(Item(id, kind, text, missing, reasons[0] if missing and all(reasons) else ""))
    stale = tuple(one for one in exceptions if _is_stale(one, needed, seen))
    return Coverage(tuple(items), stale)


def _is_stale(
    one: Unreachable, needed: Mapping[str, tuple[str, str, frozenset[str]]], seen: Mapping[str, set[str]]
) -> bool:
    """Whether an exception names what is not asked for, or what a test does show."""
    wanted = needed[one.id][2] if one.id in needed else frozenset()
    return any(what not in wanted or what in seen.get(one.id, set()) for what in one.never)


class _LayoutWatch:
    """What was seen of one layout, or of one rule in it."""

    def __init__(self, layout: Layout, rule: str = "") -> None:
        self.layout = layout
        self.stated = {
            id: one
            for id, one in layout.conditions.items()
            if COUNTED not in id and not isinstance(one.condition, Constant) and _asked(rule, as_written(id))
        }
        self.criteria = {id: one for id, one in layout.criteria.items() if _asked(rule, id)}
        self.registers = sorted({one.register for one in self.stated.values()})
        self.truths: dict[int, set[str]] = {register: set() for register in self.registers}
        self.applied: dict[str, set[str]] = {}
        self.cells: set[tuple[str, Any, Any]] = set()
        self.limits = [
            (id, one.register, value_of(one.condition.left, layout.names), value_of(one.condition.right, layout.names))
            for id, one in self.stated.items()
            if isinstance(one.condition, Compare) and one.condition.operator in ORDERED
        ]
        self.near: dict[str, set[str]] = {}
        self.tables = {
            name: one.method
            for name, one in layout.derivations.items()
            if isinstance(one.method, Table) and _asked(rule, f"afleiding/{name}")
        }
        self.keys = [
            (name, value_of(table.row, layout.names), value_of(table.column, layout.names))
            for name, table in self.tables.items()
        ]

    def see(self, registers: Registers, dossier: Dossier) -> None:
        for register in self.registers:
            self.truths[register].add(TRUTHS[registers[register]])
        for id, layout in self.criteria.items():
            if registers[layout.finding] == Outcome.NOT_MET.value:
                for ground, register in layout.grounds:
                    what = APPLIED if registers[register] is True else NOT_APPLIED
                    self.applied.setdefault(f"{id}/grond/{ground.id}/toepassing", set()).add(what)
        for name, row, column in self.keys:
            self.cells.add((name, row(registers, dossier), column(registers, dossier)))
        for id, register, left, right in self.limits:
            truth = registers[register]
            if truth is not None and _is_near(left(registers, dossier), right(registers, dossier)):
                self.near.setdefault(id, set()).add(LIMIT_TRUE if truth else LIMIT_FALSE)

    def report(self, needed: dict[str, tuple[str, str, frozenset[str]]], seen: dict[str, set[str]]) -> None:
        layout = self.layout
        two_valued = TwoValued(layout.derivations, ALWAYS_THERE)
        for id, one in self.stated.items():
            key = as_written(id)
            wanted = (TRUE, FALSE) if two_valued.condition(one.condition) else TRUTHS.values()
            needed.setdefault(key, ("voorwaarden", notation.text(one.condition), frozenset(wanted)))
            seen.setdefault(key, set()).update(self.truths[one.register])
        for id, _, _, _ in self.limits:
            condition = self.stated[id].condition
            key = f"{as_written(id)} (grens)"
            needed.setdefault(key, ("grenzen", notation.text(condition), frozenset((LIMIT_TRUE, LIMIT_FALSE))))
            seen.setdefault(key, set()).update(self.near.get(id, ()))
        for id, criterion in self.criteria.items():
            for ground, _ in criterion.grounds:
                key = f"{id}/grond/{ground.id}/toepassing"
                needed.setdefault(key, ("gronden", ground.title, frozenset((APPLIED, NOT_APPLIED))))
                seen.setdefault(key, set()).update(self.applied.get(key, ()))
            outcomes = {one.value for one, cases in criterion.cases.items() if cases}
            needed.setdefault(id, ("uitkomsten", criterion.criterion.title, frozenset({*outcomes, UNKNOWN})))
        for name, table in self.tables.items():
            for cell in table.cells:
                key = f"afleiding/{name}/{cell.row}/{cell.column}"
                needed.setdefault(key, ("cellen", f"{name}: {cell.row}, {cell.column}", frozenset((HIT,))))
                if (name, cell.row, cell.column) in self.cells:
                    seen.setdefault(key, set()).add(HIT)


def _asked(rule: str, id: str) -> bool:
    return not rule or concerns(rule, id)


def as_written(id: str) -> str:
    """The cases of `per_vraag` are written once for all questions."""
    room, _, rest = id.partition("/")
    name, _, path = rest.partition("/")
    return f"oordeel/per_vraag/{path}" if room == "oordeel" and name != "eindoordeel" else id


def _is_near(left: Any, right: Any) -> bool:
    match left, right:
        case date(), date():
            return bool(abs((left - right).days) <= NEAR)
        case int() | Fraction(), int() | Fraction():
            gap: Any = left - right
            return bool(abs(gap) <= NEAR)
    return False
