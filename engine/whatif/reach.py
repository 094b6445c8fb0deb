"""Which unanswered questions can still change what: one pass over a finished run, exact about what cannot.

Everything that a dossier leaves open is an `Ask` with a bit of its own. Per register two masks are kept: `moves`, the
asks of which one answer may change its value at all, and `flips`, those that may turn a value that is already settled
into another one. A settled value of an ordinary condition cannot be moved by filling in more (certainty is monotone),
so there the two are equal; only `is bekend` and `is onbekend`, and what the rules count as known, bring in flips. What
another input decides is masked out. So an ask outside a mask certainly does nothing; one inside it may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..dossier import CONTRADICTIONS, Dossier, Record, Records, is_contradicted
from ..evaluate import condition, raw_of, value_of
from ..language.terms import Outcome, Weight
from ..language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Every,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsUnknown,
    ListQuery,
    Literal,
    NoneOf,
    Not,
    ParameterRef,
    Value,
)
from ..language.types import Concept, ListType
from ..language.walk import Node, children
from ..layout import CriterionLayout, Layout
from ..open_lists import is_open_field
from ..plan import GateKind, Registers
from ..result import FactState
from ..rulebook import Cases, CellAuthority, Formula, Table
from ..values import Interval, OpenSet


class Ask(NamedTuple):
    """One thing that can be filled in: a fact, or with `field` that field of element number `element` (from 0)."""

    fact: str
    element: int = 0
    field: str = ""


class Masks(NamedTuple):
    """The asks that may change a value, and those of them that may change one that is settled."""

    moves: int
    flips: int


NOTHING = Masks(0, 0)


class Reach(NamedTuple):
    """What each ask may change, as masks over `asks`: bit number i is `asks[i]`.

    `findings`: outcome, weight, excuse, and of a shortcoming whether it can be mended. `outcomes` and `excuses`: the
    outcome alone, and the excuse alone.
    """

    asks: tuple[Ask, ...]
    findings: dict[str, int]
    outcomes: dict[str, int]
    excuses: dict[str, int]
    questions: dict[str, int]
    verdict: int


def open_asks(concepts: Iterable[Concept], dossier: Dossier) -> tuple[Ask, ...]:
    """Everything that is not filled in, in the order of the concepts; what does not apply (nvt) is not open."""
    asks: list[Ask] = []
    for concept in concepts:
        if concept.name == CONTRADICTIONS:
            continue
        fact = dossier.fact(concept.name)
        if fact.state is FactState.NOT_APPLICABLE:
            continue
        incomplete = isinstance(fact.value, Records) and not fact.value.complete
        if incomplete or not _is_settled(fact.value):
            asks.append(Ask(concept.name))
        if isinstance(fact.value, Records) and isinstance(concept.type, ListType):
            for number, record in enumerate(fact.value.items):
                asks += [
                    Ask(concept.name, number, one.name)
                    for one in concept.type.fields
                    if is_open_field(record, one.name)
                ]
    return tuple(asks)


def reach(layout: Layout, registers: Registers, dossier: Dossier) -> Reach:
    """What each open ask may still change in a finished run."""
    asks = open_asks(layout.rulebook.concepts, dossier)
    return _Pass(layout, registers, dossier, asks).result()


def _is_settled(value: Any) -> bool:
    return value is not None and type(value) is not Interval and type(value) is not OpenSet


class _Pass:
    """One walk over the registers, in their order: inputs first."""

    def __init__(self, layout: Layout, registers: Registers, dossier: Dossier, asks: tuple[Ask, ...]) -> None:
        self.layout, self.registers, self.dossier, self.asks = layout, registers, dossier, asks
        self.bits = {ask: 1 << number for number, ask in enumerate(asks)}
        self.masks: list[Masks] = []
        self.special: dict[int, Callable[[], Masks]] = {}
        for rule in layout.criteria.values():
            self._criterion(rule)
        for name, derivation in layout.derivations.items():
            self._derivation(name, derivation.method)
        for verdict, outcome in ((one.cases, one.outcome) for one in (*layout.questions.values(), layout.verdict)):
            self.special[outcome] = self._ordered(outcome, [(register, None) for register in verdict])

    def result(self) -> Reach:
        nodes = {one.register: one.condition for one in self.layout.conditions.values()}
        facts = {register: name for name, register in self.layout.names.facts.items()}
        for step in self.layout.plan.steps[: self.layout.verdict.outcome + 1]:
            register = step.register
            if step.gate is not None:
                found = self._gate(step.gate, [(self.registers[one], self.masks[one]) for one in step.inputs])
            elif register in self.special:
                found = self.special[register]()
            elif register in nodes:
                found = self._settle(self._inside(nodes[register], None), self.registers[register])
            elif not step.inputs and register in facts:
                found = self._fact(facts[register])
            else:
                moved = self._any(step.inputs)
                found = Masks(moved, moved)
            self.masks.append(found)
        return self._read()

    def _read(self) -> Reach:
        findings, outcomes, excuses = {}, {}, {}
        for name, rule in self.layout.criteria.items():
            outcomes[name], excuses[name] = self.masks[rule.finding].moves, self.masks[rule.excused].moves
            shown = outcomes[name] | excuses[name] | self.masks[rule.weight].moves
            if self.registers[rule.finding] == Outcome.NOT_MET.value:
                shown |= self.masks[rule.repairable].moves
            findings[name] = shown
        questions = {name: self.masks[one.outcome].moves for name, one in self.layout.questions.items()}
        verdict = self.masks[self.layout.verdict.outcome].moves
        return Reach(self.asks, findings, outcomes, excuses, questions, verdict)

    # --- facts ---

    def _fact(self, name: str) -> Masks:
        if name == CONTRADICTIONS:
            said = (one for one, fact in self.dossier.facts.items() if is_contradicted(fact))
            flips = self._of_facts(frozenset(said))
            return Masks(flips, flips)
        return Masks(self._of_facts(frozenset((name,))), 0)

    def _of_facts(self, names: frozenset[str]) -> int:
        return sum(bit for ask, bit in self.bits.items() if ask.fact in names)

    def _any(self, inputs: Iterable[int]) -> int:
        moved = 0
        for one in inputs:
            moved |= self.masks[one].moves
        return moved

    # --- gates ---

    def _gate(self, kind: GateKind, inputs: list[tuple[Any, Masks]]) -> Masks:
        if kind is GateKind.NOT:
            return inputs[0][1]
        return self._decided(inputs, deciding=kind is GateKind.ANY)

    def _decided(self, inputs: list[tuple[Any, Masks]], *, deciding: bool) -> Masks:
        """Of a group with parts that decide it, only what flips every one of those changes it."""
        deciders = [masks.flips for truth, masks in inputs if truth is deciding]
        if deciders:
            flips = deciders[0]
            for one in deciders[1:]:
                flips &= one
            return Masks(flips, flips)
        moves = flips = 0
        settled = True
        for truth, masks in inputs:
            moves, flips = moves | masks.moves, flips | masks.flips
            settled = settled and truth is not None
        return Masks(flips, flips) if settled else Masks(moves, 0)

    # --- trees ---

    def _settle(self, masks: Masks, value: Any) -> Masks:
        """A settled value moves only where it flips; of one that is unknown there is nothing to flip."""
        if _is_settled(value):
            return Masks(masks.flips, masks.flips)
        return Masks(masks.moves, 0) if value is None else masks

    def _inside(self, node: Node, element: _Element | None) -> Masks:
        """What an elementary condition or a value leans on; not yet settled by its own value."""
        match node:
            case FactRef(name):
                return self.masks[self.layout.names.facts[name]]
            case FieldRef(name):
                return NOTHING if element is None else Masks(self.bits.get(element.ask(name), 0), 0)
            case FindingRef(criterion, aspect):
                return self._finding_ref(criterion, aspect)
            case FindingCount(cases):
                return self._joined([self.masks[self.layout.names.nodes[one]] for one in cases])
            case Compare(operator, FindingCount(cases), Literal() | ParameterRef() as limit):
                return self._count(operator, cases, limit)
            case IsKnown(value) | IsUnknown(value):
                found = self._below(value, element)
                known = raw_of(value, self.layout.names)(self.registers, self._context(element))
                flips = found.flips if _is_settled(known) else found.moves
                return Masks(flips, flips)
            case ListQuery() | Every() | NoneOf():
                return self._list(node)
            case All(parts) | AnyOf(parts):
                inputs = [(self._truth(one, element), self._below(one, element)) for one in parts]
                return self._decided(inputs, deciding=isinstance(node, AnyOf))
            case Not(part):
                return self._below(part, element)
        return self._joined([self._below(one, element) for one in children(node)])

    def _below(self, node: Node, element: _Element | None) -> Masks:
        """As `_inside`, with what the node itself has settled taken out."""
        masks = self._inside(node, element)
        if masks.moves == masks.flips or isinstance(node, FactRef | FieldRef | IsKnown | IsUnknown):
            return masks
        return self._settle(masks, self._worked_out(node, element))

    def _worked_out(self, node: Node, element: _Element | None) -> Any:
        read = condition(node, self.layout.names) if isinstance(node, Condition) else value_of(node, self.layout.names)
        return read(self.registers, self._context(element))

    def _truth(self, node: Condition, element: _Element | None) -> Any:
        return condition(node, self.layout.names)(self.registers, self._context(element))

    def _context(self, element: _Element | None) -> Any:
        return self.dossier if element is None else element.record

    def _joined(self, some: list[Masks]) -> Masks:
        moves = flips = 0
        for one in some:
            moves, flips = moves | one.moves, flips | one.flips
        return Masks(moves, flips)

    def _finding_ref(self, criterion: str, aspect: str) -> Masks:
        return self.masks[self.layout.names.findings[criterion, aspect]]

    def _list(self, node: ListQuery | Every | NoneOf) -> Masks:
        """More elements, and per element the fields that can still change whether and as what it counts."""
        name = node.source.name
        records = self.registers[self.layout.names.facts[name]]
        whole = Masks(self.bits.get(Ask(name), 0), 0)
        if not isinstance(records, Records):
            return whole
        column = node.field.name if isinstance(node, ListQuery) and node.field is not None else ""
        found = [whole]
        for number, record in enumerate(records.items):
            element = _Element(name, number, record)
            counts: Any = True
            if node.where is not None:
                found.append(self._below(node.where, element))
                counts = self._truth(node.where, element)
            if column and counts is not False:
                found.append(Masks(self.bits.get(element.ask(column), 0), 0))
        return self._joined(found)

    def _count(self, operator: str, cases: tuple[Condition, ...], limit: Value) -> Masks:
        """How many findings are so, held against a number: one answer must change enough of them."""
        own = [self.layout.names.nodes[one] for one in cases]
        masks = self._joined([self.masks[one] for one in own])
        number = self._worked_out(limit, None)
        if operator not in (">=", ">", "<", "<=") or not isinstance(number, int):
            return masks
        least = number + (operator in (">", "<="))
        true = [one for one in own if self.registers[one] is True]
        possible = len(true) + sum(self.registers[one] is None for one in own)
        if len(true) >= least:
            flips = _in_at_least(len(true) - least + 1, [self.masks[one].flips for one in true])
            return Masks(flips, flips)
        if possible < least:
            false = [self.masks[one].flips for one in own if self.registers[one] is False]
            flips = _in_at_least(least - possible, false)
            return Masks(flips, flips)
        return masks

    # --- derivations and verdicts ---

    def _derivation(self, name: str, method: object) -> None:
        register = self.layout.names.facts[name]
        match method:
            case Formula(value):
                self.special[register] = lambda: self._settle(self._inside(value, None), self.registers[register])
            case Cases(branches):
                path = f"afleiding/{name}/geval"
                pairs = [
                    (None if one.condition is None else self.layout.nodes[f"{path}/{index}"], one.result)
                    for index, one in enumerate(branches, start=1)
                ]
                self.special[register] = self._ordered(register, pairs)
            case Table(row, column):
                self.special[register] = self._table(register, row, column)
            case CellAuthority(table):
                other = self.layout.derivations[table].method
                if isinstance(other, Table):
                    self.special[register] = self._table(register, other.row, other.column)

    def _table(self, register: int, row: Value, column: Value) -> Callable[[], Masks]:
        def found() -> Masks:
            masks = self._joined([self._below(row, None), self._below(column, None)])
            return self._settle(masks, self.registers[register])

        return found

    def _ordered(self, register: int, pairs: list[tuple[int | None, Value | None]]) -> Callable[[], Masks]:
        """The first case that is true: cases that are out count only for what flips them, later ones not at all."""

        def found() -> Masks:
            masks = []
            for when, result in pairs:
                truth = True if when is None else self.registers[when]
                if when is not None:
                    masks.append(self.masks[when])
                if truth is not False and result is not None:
                    masks.append(self._below(result, None))
                if truth is True:
                    break
            return self._settle(self._joined(masks), self.registers[register])

        return found

    # --- criteria ---

    def _criterion(self, rule: CriterionLayout) -> None:
        names = self.layout.names.findings
        id = rule.criterion.id
        self.special[rule.finding] = lambda: self._finding(rule)
        for outcome, register in rule.is_outcome.items():
            aspect = names[id, outcome.value]
            self.special[aspect] = self._aspect(rule, register)
        self.special[rule.excused] = lambda: self._excused(rule)
        self.special[rule.weight] = lambda: self._weight(rule)
        self.special[names[id, "zwaarte"]] = lambda: self._weight(rule)

    def _finding(self, rule: CriterionLayout) -> Masks:
        """An outcome that holds goes only when it flips: another one true beside it is a mistake of the rule."""
        outcome = self.registers[rule.finding]
        if outcome is not None:
            flips = self.masks[rule.is_outcome[Outcome(outcome)]].flips
            return Masks(flips, flips)
        return Masks(self._any(rule.is_outcome.values()), 0)

    def _aspect(self, rule: CriterionLayout, register: int) -> Callable[[], Masks]:
        def found() -> Masks:
            finding, own = self.masks[rule.finding], self.masks[register]
            if self.registers[rule.finding] is not None:
                return Masks(finding.flips, finding.flips)
            if self.registers[register] is not None:
                return Masks(own.flips, own.flips)
            return Masks(finding.moves | own.moves, 0)

        return found

    def _excused(self, rule: CriterionLayout) -> Masks:
        """Shown to fall short, and a ground shown: one answer must bring about what is not so yet."""
        any_ground = self.layout.nodes[f"{rule.criterion.id}/grond"]
        parts = [rule.is_outcome[Outcome.NOT_MET], any_ground]
        missing = [self._to_true(one) for one in parts if self.registers[one] is not True]
        if missing:
            flips = missing[0]
            for one in missing[1:]:
                flips &= one
        else:
            flips = self.masks[parts[0]].flips | self.masks[parts[1]].flips
        return Masks(flips, flips)

    def _to_true(self, register: int) -> int:
        masks = self.masks[register]
        return masks.moves if self.registers[register] is None else masks.flips

    def _weight(self, rule: CriterionLayout) -> Masks:
        """Of an open finding all that decides it; of a known one the heavier cases of its outcome that are open."""
        own, ranks = rule.criterion.weight, list(Weight)
        cases = [(outcome, case, register) for outcome, some in rule.cases.items() for case, register in some]
        if all(case.weight is own for _, case, _ in cases):
            return NOTHING
        outcome = self.registers[rule.finding]
        moved = self.masks[rule.finding].moves
        if outcome is None:
            moved |= self._any(register for _, _, register in cases)
        elif outcome != Outcome.NOT_APPLICABLE.value:
            shown = ranks.index(Weight(self.registers[rule.weight]))
            for of, case, register in cases:
                moved |= self.masks[register].flips
                if of.value == outcome and ranks.index(case.weight) < shown:
                    moved |= self.masks[register].moves
        return Masks(moved, moved)


class _Element(NamedTuple):
    """One element of a list of the dossier."""

    name: str
    number: int
    record: Record

    def ask(self, field: str) -> Ask:
        return Ask(self.name, self.number, field)


def _in_at_least(times: int, masks: list[int]) -> int:
    """The bits that are in at least so many of the masks."""
    reached = [0] * times
    for mask in masks:
        for level in range(times - 1, 0, -1):
            reached[level] |= reached[level - 1] & mask
        reached[0] |= mask
    return reached[-1]
