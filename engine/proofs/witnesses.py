"""What dossiers that are there already settle, and what is made of two of them: a check that one of them shows needs no
solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ..dossier import Dossier
from ..evaluate import Read, all_gate, any_gate, condition, not_gate
from ..language.tree import All, AnyOf, Condition, FactRef, FindingRef, Not
from ..language.walk import descendants
from ..layout import Layout
from ..plan import Registers
from ..whatif.rerun import Rerun
from .check import Check
from .crossing import Aim, Crossing, Target
from .goals import Claim, HasValue, Holds, Says, Side

STORIES, CROSSED = "toetsen", "tussen toetsen"
"""What is being done, for who waits."""

TOLD = 20
"""How far it is is told after so many."""


class Seen(NamedTuple):
    """The numbers of the checks that were shown, and by its number what nearly shows a check that was not."""

    shown: frozenset[int]
    near: Mapping[int, tuple[Dossier, ...]]


Progress = Callable[[str, int, int], None]


def shown_by(
    checks: Sequence[Check],
    layouts: Sequence[Layout],
    edition_of: Callable[[Dossier], int | None],
    stories: Sequence[Sequence[Dossier]],
    progress: Progress,
) -> Seen:
    """The checks of which one of these dossiers, or what is made of two of them, shows what there must be.

    Each story is a row of dossiers that resemble its first one; `edition_of` tells which layout is a dossier's own.
    """
    watches = [_Watch(checks, edition, layout) for edition, layout in enumerate(layouts)]
    crossings = [
        Crossing(layout, watch.aimed, lambda dossier, edition=edition: edition_of(dossier) == edition)  # type: ignore[misc]
        for edition, (layout, watch) in enumerate(zip(layouts, watches, strict=True))
    ]
    shown: set[int] = set()
    ready, every = 0, sum(map(len, stories))
    for story in stories:
        runs: dict[int, Rerun] = {}
        for dossier in story:
            ready += 1
            edition = edition_of(dossier)
            if edition is None:
                continue
            run = runs.get(edition)
            if run is None:
                run = runs[edition] = Rerun(layouts[edition], dossier)
                watches[edition].see_all(run.registers, dossier, shown)
                crossings[edition].tell(run, dossier, run.registers, ())
                continue
            registers = run.run(dossier)
            others = changed(registers, run.registers)
            watches[edition].see(registers, dossier, others, shown)
            crossings[edition].tell(run, dossier, registers, others)
            if ready % TOLD == 0:
                progress(STORIES, ready, every)
    return Seen(frozenset(shown), {}) if len(shown) == len(checks) else _crossed(watches, crossings, shown, progress)


def _crossed(watches: Sequence[_Watch], crossings: Sequence[Crossing], shown: set[int], progress: Progress) -> Seen:
    """What is made of two of the stories, for what none of them shows."""
    near: dict[int, tuple[Dossier, ...]] = {}
    aims = [
        (number, aim, watch, crossing)
        for watch, crossing in zip(watches, crossings, strict=True)
        for number, aim in watch.aims
        if number not in shown
    ]
    for ready, (number, aim, watch, crossing) in enumerate(aims):
        if ready % TOLD == 0:
            progress(CROSSED, ready, len(aims))
        if number not in shown:
            done = partial(shown.__contains__, number)
            found = crossing.look(aim, done, partial(watch.see_new, shown))
            near[number] = (*near.get(number, ()), *(one for one in found if one not in near.get(number, ())))
    return Seen(frozenset(shown), {number: some for number, some in near.items() if number not in shown})


def changed(registers: Registers, before: Registers) -> list[int]:
    """The registers that are not what they were."""
    return [index for index, value in enumerate(registers) if value is not before[index]]


class _Row(NamedTuple):
    """One way in which a check is shown: registers with the value that they must have or not have, and conditions with
    the truth that they must or must not have. `registers`: all that it looks at.
    """

    number: int
    values: Aim
    reads: tuple[tuple[Read, bool | None, bool], ...]
    registers: frozenset[int]

    def holds(self, registers: Registers, dossier: Dossier) -> bool:
        if not all(one.met(registers[one.register]) for one in self.values):
            return False
        return all((read(registers, dossier) is truth) is equal for read, truth, equal in self.reads)


class _Watch:
    """The checks of one edition, by the registers that they look at."""

    def __init__(self, checks: Sequence[Check], edition: int, layout: Layout) -> None:
        claims = _Claims(layout)
        self._rows = [
            row
            for number, check in enumerate(checks)
            for ask in (check.asks if check.wanted else ())
            if ask.edition == edition and not ask.goal.changes
            if (row := claims.row(number, ask.goal.claims)) is not None
        ]
        self.aims = [
            (number, row.values)
            for number, check in enumerate(checks)
            for ask in ((check.aims or check.asks) if check.wanted else ())
            if ask.edition == edition and not ask.goal.changes
            if (row := claims.row(number, ask.goal.claims)) is not None and not row.reads
        ]
        """What comes down to each check, as far as it can be told from registers, by its number."""
        self.aimed = frozenset(one.register for _, aim in self.aims for one in aim)
        self._looking: dict[int, list[int]] = {}
        for index, row in enumerate(self._rows):
            for register in row.registers:
                self._looking.setdefault(register, []).append(index)

    def see_all(self, registers: Registers, dossier: Dossier, shown: set[int]) -> None:
        """Adds the checks that this dossier shows to those that were."""
        self._look(range(len(self._rows)), registers, dossier, shown)

    def see(self, registers: Registers, dossier: Dossier, changed: Iterable[int], shown: set[int]) -> None:
        """The same, where all registers but those changed are as in a dossier that was seen before."""
        self._look({row for one in changed for row in self._looking.get(one, ())}, registers, dossier, shown)

    def see_new(self, shown: set[int], registers: Registers, dossier: Dossier, before: Registers) -> None:
        """The same for a variant of a dossier that was seen, which had the registers `before`."""
        self.see(registers, dossier, changed(registers, before), shown)

    def _look(self, rows: Iterable[int], registers: Registers, dossier: Dossier, shown: set[int]) -> None:
        for index in rows:
            row = self._rows[index]
            if row.number not in shown and row.holds(registers, dossier):
                shown.add(row.number)
                for register in row.registers:
                    self._looking[register].remove(index)


class _Claims:
    """Claims as questions to the registers of a finished run of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._stated = {id(one.condition): one.register for one in layout.conditions.values()}

    def row(self, number: int, claims: Iterable[Claim]) -> _Row | None:
        """The claims together; None when one of them is about more than one run, or cannot be read from it."""
        values: list[Target] = []
        reads: list[tuple[Read, bool | None, bool]] = []
        registers: set[int] = set()
        for one in claims:
            match one:
                case Holds(id, truth, Side.FIRST, equal):
                    values.append(Target(self._layout.nodes[id], truth, equal))
                case HasValue(id, value, Side.FIRST, equal):
                    values.append(Target(self._layout.nodes[id], value, equal))
                case Says(node, truth, Side.FIRST, equal):
                    try:
                        reads.append((self._read(node), truth, equal))
                        registers |= self._read_from(node)
                    except KeyError:  # it counts findings in a way that no rule does
                        return None
                case _:
                    return None
        registers |= {one.register for one in values}
        return _Row(number, tuple(values), tuple(reads), frozenset(registers))

    def _read(self, node: Condition) -> Read:
        """The truth of a condition; of those that a rule states the register is read."""
        register = self._stated.get(id(node))
        if register is not None:
            return lambda r, _c: r[register]
        match node:
            case All(parts):
                return all_gate([self._read(one) for one in parts])
            case AnyOf(parts):
                return any_gate([self._read(one) for one in parts])
            case Not(part):
                return not_gate(self._read(part))
        return condition(node, self._layout.names)

    def _read_from(self, node: Condition) -> set[int]:
        register = self._stated.get(id(node))
        if register is not None:
            return {register}
        match node:
            case All(parts) | AnyOf(parts):
                return {one for part in parts for one in self._read_from(part)}
            case Not(part):
                return self._read_from(part)
        names = self._layout.names
        found = {names.facts[one.name] for one in descendants(node) if isinstance(one, FactRef)}
        return found | {
            register
            for one in descendants(node)
            if isinstance(one, FindingRef)
            for (rule, _), register in names.findings.items()
            if rule == one.criterion
        }
