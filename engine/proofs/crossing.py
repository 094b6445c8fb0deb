"""Looks for a dossier that shows something between two that nearly do: one story, with what another says of the facts
behind a condition. Found by running the engine alone, a hundred times as fast as by a solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..dossier import Dossier, Record, Records
from ..dossier_reader import REFERENCE_DATE
from ..language.types import Concept, DateType, ListType
from ..layout import Layout
from ..plan import Registers
from ..reaching import reached
from ..whatif.rerun import Rerun

BASES = 2
"""So many stories that nearly show it are tried."""

DONORS = 3
"""So many others lend their facts for each condition that comes out otherwise."""

ROUNDS = 4
"""So many conditions are put right one after the other."""

NEAREST = 1
"""So many stories are told where none was found that shows it."""


class Target(NamedTuple):
    """A register with the value that it must have, or must not have."""

    register: int
    value: Any
    equal: bool

    def met(self, found: Any) -> bool:
        same = found is self.value or (type(found) is type(self.value) and found == self.value)
        return same is self.equal


Aim = tuple[Target, ...]
"""What must hold together, as far as can be seen from registers."""

Look = Callable[[Registers, Dossier, Registers], None]
"""Hears of each dossier that was made: its registers, and those of the story that it was run from."""


class _Story(NamedTuple):
    """A dossier that was run; `values` are the registers aimed at that came out otherwise than in `run`."""

    run: Rerun
    dossier: Dossier
    values: Mapping[int, Any]

    def unmet(self, aim: Aim) -> tuple[Target, ...]:
        values, registers = self.values, self.run.registers
        return tuple(
            one
            for one in aim
            if not one.met(values[one.register] if one.register in values else registers[one.register])
        )


class Crossing:
    """The stories of one edition of a rulebook, and what is made of them. `aimed` are the registers of all aims."""

    def __init__(self, layout: Layout, aimed: frozenset[int], in_edition: Callable[[Dossier], bool]) -> None:
        self._aimed, self._in_edition = aimed, in_edition
        self._dated = tuple(filter(_is_dated, layout.rulebook.concepts))
        self._inputs = [one.inputs for one in layout.plan.steps]
        own = {f"feit/{name}": name for name in layout.names.facts}
        self._own = {one.register: own[one.id] for one in layout.plan.steps if one.id in own}
        self._behind: dict[int, tuple[str, ...]] = {}
        self._stories: list[_Story] = []

    def tell(self, run: Rerun, dossier: Dossier, registers: Registers, changed: Iterable[int]) -> None:
        """A story for later: `changed` are the registers that are otherwise than in `run`."""
        self._stories.append(_Story(run, dossier, {one: registers[one] for one in changed if one in self._aimed}))

    def look(self, aim: Aim, done: Callable[[], bool], look: Look) -> tuple[Dossier, ...]:
        """Makes dossiers that come ever nearer to the aim, until `done`. Gives the stories nearest to it otherwise."""
        unmet = [one.unmet(aim) for one in self._stories]
        order = sorted(range(len(unmet)), key=lambda number: len(unmet[number]))
        lenders = {
            target: [number for number in order if target not in unmet[number]][: DONORS * DONORS] for target in aim
        }
        nearest = tuple(self._stories[number].dossier for number in order[:NEAREST])
        if not all(lenders.values()):
            return nearest
        for number in order[:BASES]:
            story, missing = self._stories[number], unmet[number]
            for _ in range(ROUNDS):
                nearer = self._nearer(story, aim, missing, lenders, look)
                if done() or nearer is None:
                    break
                story, missing = nearer
            if done():
                return ()
        return nearest

    def _nearer(
        self,
        story: _Story,
        aim: Aim,
        missing: Sequence[Target],
        lenders: Mapping[Target, Sequence[int]],
        look: Look,
    ) -> tuple[_Story, tuple[Target, ...]] | None:
        """The first dossier found that misses less of the aim than the story does."""
        for target in missing:
            for dossier in self._crossed(story.dossier, self.facts_behind(target.register), lenders[target]):
                registers = story.run.run(dossier)
                look(registers, dossier, story.run.registers)
                left = tuple(one for one in aim if not one.met(registers[one.register]))
                if len(left) < len(missing):
                    values = {one.register: registers[one.register] for one in aim}
                    return _Story(story.run, dossier, values), left
        return None

    def _crossed(self, base: Dossier, names: Sequence[str], lenders: Sequence[int]) -> Iterator[Dossier]:
        """The dossier with these facts as a lender has them, for each lender that has others."""
        tried: list[list[Any]] = [[base.facts.get(name) for name in names]]
        for number in lenders:
            lent = self._stories[number].dossier.facts
            facts = [lent.get(name) for name in names]
            if facts in tried:
                continue
            tried.append(facts)
            if len(tried) > DONORS + 1:
                return
            known = {name: fact for name, fact in zip(names, facts, strict=True) if fact is not None}
            left = {name: fact for name, fact in base.facts.items() if name not in names}
            merged = {**left, **known}
            day = merged[REFERENCE_DATE].value if REFERENCE_DATE in merged else None
            if isinstance(day, date):
                made = Dossier(base.id, day, merged, "")
                if self._in_edition(made) and acceptable(made, self._dated):
                    yield made

    def facts_behind(self, register: int) -> tuple[str, ...]:
        """The dossier's own facts on which a register leans."""
        known = self._behind.get(register)
        if known is None:
            found = reached([register], self._inputs.__getitem__)
            known = self._behind[register] = tuple(self._own[one] for one in sorted(found) if one in self._own)
        return known


def _is_dated(concept: Concept) -> bool:
    """Whether the dossier reader may refuse a value because of its date."""
    if isinstance(concept.type, ListType):
        return any(isinstance(one.type, DateType) for one in concept.type.fields)
    return isinstance(concept.type, DateType)


def acceptable(dossier: Dossier, concepts: Iterable[Concept]) -> bool:
    """Whether the reader would accept these dates: none after the peildatum unless it may be, none too early."""
    day = dossier.reference_date

    def fits(concept: Concept, value: Any, earlier: Any) -> bool:
        if not isinstance(value, date):
            return True
        late = value > day and not concept.future and concept.name != REFERENCE_DATE
        return not late and not (isinstance(earlier, date) and value < earlier)

    for concept in concepts:
        fact = dossier.facts.get(concept.name)
        if fact is None:
            continue
        if isinstance(concept.type, ListType) and isinstance(fact.value, Records):
            if not all(_acceptable_record(one, concept.type, dossier, fits) for one in fact.value.items):
                return False
        elif not fits(concept, fact.value, _earlier(concept, dossier)):
            return False
    return True


def _acceptable_record(
    record: Record, kind: ListType, dossier: Dossier, fits: Callable[[Concept, Any, Any], bool]
) -> bool:
    for field in kind.fields:
        if field.name not in record.values:
            continue
        other = field.not_before
        earlier = record.values[other] if other and other in record.values else _earlier(field, dossier)
        if not fits(field, record.values[field.name], earlier):
            return False
    return True


def _earlier(concept: Concept, dossier: Dossier) -> Any:
    """The date that one of this concept must not precede, when the dossier has it."""
    other = concept.not_before
    if other is None:
        return None
    name = other if "." in other else f"{concept.name.rpartition('.')[0]}.{other}"
    fact = dossier.facts.get(name)
    return None if fact is None else fact.value
