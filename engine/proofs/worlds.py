"""All dossiers at once, as formulas: what a goal says of them, and what holds of every dossier besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..language.types import ChoiceType, Concept, ListType, ValueType
from ..layout import Layout
from ..rulebook import Rulebook
from ..validity import Validity
from ..values import NVT
from .any_list import AnyList
from .calendar import Calendar, Consulted
from .encode import Encoder
from .facts import FIRST_DAY, LAST_DAY, Facts, Kind, Span
from .goals import Change, Changed, Claim, Differs, Goal, HasValue, Holds, Says, Side
from .kleene import Truth, unknown
from .lists import ListFact
from .logic import Logic, Op, Term, below, evaluate
from .short_list import ShortList
from .solver import Writer
from .value import Choice, Choices, Day, Number, Value, YesNo, day_number
from .values import Values

_SECOND = "/tweede"


class Closed(NamedTuple):
    """Formulas that must be true, and all terms that they are made of, each after what it is made of."""

    terms: list[Term]
    formulas: list[Term]

    @property
    def variables(self) -> list[Term]:
        return [one for one in self.terms if one.op is Op.VARIABLE]


class World:
    """The dossiers of one edition of a rulebook.

    `length` None: any dossier, with no more said of lists and months than always holds. Otherwise dossiers with at most
    so many different elements in a list, and exactly what the engine finds.
    """

    def __init__(self, layout: Layout, changes: Sequence[Changed], changed: Layout | None, length: int | None) -> None:
        self.layout, self._length = layout, length
        self.logic = Logic()
        self.values = Values(self.logic)
        self.calendar = Calendar(self.logic)
        self._lists: dict[str, ListFact] = {}
        self.kinds: dict[Term, Kind] = {}
        self.writer = Writer()
        self._changes = changes
        concepts = {one.name: one for one in layout.rulebook.concepts}
        theirs = None if changed is None else {one.name: one for one in changed.rulebook.concepts}
        both = Both(concepts, concepts if theirs is None else theirs)
        spans = [edition(one.rulebook, one.day) for one in (layout, changed) if one is not None]
        span = Span(max(one.first for one in spans), min(one.last for one in spans))

        def facts(own: Mapping[str, Concept], others: Mapping[str, Concept], *, second: bool = False) -> Facts:
            names = frozenset(one.fact for one in changes) if second else frozenset[str]()
            mark = _SECOND if second else ""
            return Facts(self.values, self.calendar, own, span, mark, names, others, both.forbidden, self.kinds)

        self.facts = facts(both.first, both.second_flat)
        self.first = Encoder(layout, self.facts, self.calendar, self._list)
        self.second_facts = facts(both.first, both.second_flat, second=True) if changes else None
        self._second = (
            None if self.second_facts is None else Encoder(layout, self.second_facts, self.calendar, self._list)
        )
        self._changed = (
            None
            if changed is None
            else Encoder(changed, facts(both.second, both.first_flat), self.calendar, self._list)
        )

    def _list(self, name: str, facts: Facts) -> ListFact | None:
        """The lists are the same for every reading of this world: rules change what they ask, not what there is."""
        kind = facts.list_type(name)
        if kind is None:
            return None
        found = self._lists.get(name)
        if found is None:
            made: ListFact = (
                AnyList(name, kind, facts) if self._length is None else ShortList(name, kind, facts, self._length)
            )
            found = self._lists[name] = made
        return found

    @property
    def lists(self) -> list[ListFact]:
        """The lists that have been asked for."""
        return list(self._lists.values())

    # --- what a goal says -------------------------------------------------------------------------------------------

    def formulas(self, goal: Goal) -> list[Term]:
        found = [self._claim(one) for one in goal.claims]
        found += [self._change(one) for one in self._changes]
        if self.second_facts is not None:
            for name, _ in list(self.facts.made()):
                self.second_facts.fact(name)
        return found

    def _claim(self, claim: Claim) -> Term:
        match claim:
            case Differs(id):
                assert self._changed is not None
                other = self._changed.layout.nodes[id]
                return self._unlike(self.first.value(self.layout.nodes[id]), self._changed.value(other))
            case Holds(id, truth, side, equal):
                found = self._has_truth(self._side(side).truth(self.layout.nodes[id]), truth)
            case Says(condition, truth, side, equal):
                found = self._has_truth(self._side(side).condition(condition), truth)
            case HasValue(id, value, side, equal):
                found = self._has(self._side(side).value(self.layout.nodes[id]), value)
        return found if equal else self.logic.negate(found)

    def _side(self, side: Side) -> Encoder:
        if side is Side.FIRST:
            return self.first
        if self._second is None:
            raise ValueError("a claim about the second dossier of a goal without changes")
        return self._second

    def _has_truth(self, found: Truth, truth: bool | None) -> Term:
        if truth is None:
            return unknown(self.logic, found)
        return found.true if truth else found.false

    def _has(self, found: Value, value: Any) -> Term:
        logic, known = self.logic, self.values.known(found)
        if value is NVT:
            return found.nvt
        if value is None:
            return logic.negate(logic.any(known, found.nvt))
        match found:
            case YesNo(truth):
                return self._has_truth(truth, bool(value))
            case Choice(cases):
                return cases.get(value, logic.false)
            case Day(known, day):
                return logic.all(known, logic.equal(day, logic.number(day_number(value))))
            case Number():
                return logic.all(self.values.decided(found), logic.equal(found.low, logic.number(value)))
            case Choices(_, members):
                alike = [one if name in value else logic.negate(one) for name, one in members.items()]
                return logic.all(self.values.decided(found), *alike)
        raise TypeError(f"a goal cannot ask for the value {value!r}")

    def _unlike(self, one: Value, other: Value) -> Term:
        logic = self.logic

        def unlike(*pairs: tuple[Term, Term]) -> Term:
            return logic.any(*(logic.negate(logic.same(first, second)) for first, second in pairs))

        there = unlike((self.values.known(one), self.values.known(other)), (one.nvt, other.nvt))
        match one, other:
            case YesNo(truth), YesNo(other_truth):
                apart = unlike((truth.true, other_truth.true), (truth.false, other_truth.false))
            case Choice(cases), Choice(other_cases):
                names = dict.fromkeys((*cases, *other_cases))
                no = logic.false
                apart = unlike(*((cases.get(name, no), other_cases.get(name, no)) for name in names))
            case Day(known, day), Day(_, other_day):
                apart = logic.all(known, logic.negate(logic.equal(day, other_day)))
            case Number(known), Number():
                ends = [
                    logic.all(logic.negate(is_open), logic.negate(logic.equal(end, other_end)))
                    for is_open, end, other_end in (
                        (one.low_open, one.low, other.low),
                        (one.high_open, one.high, other.high),
                    )
                ]
                opens = unlike((one.low_open, other.low_open), (one.high_open, other.high_open))
                apart = logic.all(known, logic.any(opens, *ends))
            case _:
                apart = logic.false
        return logic.any(there, apart)

    def _change(self, changed: Changed) -> Term:
        assert self.second_facts is not None
        logic, values = self.logic, self.values
        before, after = self.facts.fact(changed.fact), self.second_facts.fact(changed.fact)
        concept = self.facts.concepts[changed.fact]
        known, later_known = values.known(before), values.known(after)
        match changed.change:
            case Change.OTHER:
                return self._unlike(before, after)
            case Change.LEARNED:
                return logic.all(logic.negate(logic.any(known, before.nvt)), later_known)
            case Change.FORGOTTEN:
                return logic.all(known, logic.negate(logic.any(later_known, after.nvt)))
        if changed.change is Change.LESS:
            before, after = after, before
        if isinstance(before, YesNo) and isinstance(after, YesNo):
            return logic.all(before.truth.false, after.truth.true)
        ranks = concept.type.values if isinstance(concept.type, ChoiceType) else ()
        return values.compare("<", before, after, ranks).true

    # --- what holds of every dossier --------------------------------------------------------------------------------

    def closed(self, formulas: Iterable[Term], *, related: bool = False) -> Closed:
        """The formulas with all that holds of the variables in them.

        `related`: also what holds between the questions to one list, of which there is a lot.
        """
        parts = self.growing(formulas)
        some = list(parts) if related else [next(parts)]
        return Closed([term for one in some for term in one.terms], [term for one in some for term in one.formulas])

    def growing(self, formulas: Iterable[Term]) -> Iterator[Closed]:
        """The formulas with all that holds of the variables in them; then, part by part, what holds between the
        questions to one list, between what that asks in its turn, and so on.
        """
        roots: dict[Term, None] = {}
        terms: dict[Term, None] = {}
        waiting = list(formulas)
        used: set[Term] = set()
        sums: list[tuple[Term, ...]] = []
        while True:
            added: list[Term] = []
            told: list[Term] = []
            while waiting:
                waiting = [one for one in dict.fromkeys(waiting) if one not in roots]
                roots.update(dict.fromkeys(waiting))
                told += waiting
                new = below(waiting, terms)
                added += new
                variables = [one for one in new if one.op is Op.VARIABLE]
                used.update(variables)
                sums += [one.args for one in new if one.op is Op.SUM]
                waiting = [one for variable in variables for one in self.logic.attached(variable) if one not in roots]
                if not waiting:
                    waiting = _new(self.calendar.relations(used), roots)
            yield Closed(added, told)
            waiting = _new((said for one in self._any_lists() for said in one.relations(used, sums)), roots)
            if not waiting:
                return

    def _any_lists(self) -> list[AnyList]:
        return [one for one in self._lists.values() if isinstance(one, AnyList)]

    def consulted(self, variables: Iterable[Term], model: Mapping[str, Any]) -> Consulted | None:
        """What the calendar says of the months in a model; None when the model has it all right."""
        values = defaultdict(int, model)
        return self.calendar.consulted(variables, lambda term: int(evaluate([term], values)[term]))


def _new(found: Iterable[Term], known: Mapping[Term, None]) -> list[Term]:
    """Those that are not known, each once, in an order that depends on what they say alone."""
    return sorted(dict.fromkeys(one for one in found if one not in known), key=lambda one: one.key)


class Both:
    """The concepts of two rulebooks, and what is in no dossier because one of them refuses it.

    Lists have the fields of both, so that one list serves both; `_flat` also has fields, as `groep.lijst.veld`.
    """

    def __init__(self, first: Mapping[str, Concept], second: Mapping[str, Concept]) -> None:
        self.first_flat, self.second_flat = dict(_flat(first)), dict(_flat(second))
        apart = self.first_flat.keys() ^ self.second_flat.keys()
        shared = self.first_flat.keys() & self.second_flat.keys()
        apart |= {name for name in shared if _differ(self.first_flat[name].type, self.second_flat[name].type)}
        self.forbidden = frozenset(apart)
        self.first = {name: _with_fields(one, second.get(name)) for name, one in first.items()}
        self.second = {name: _with_fields(one, first.get(name)) for name, one in second.items()}


def _flat(concepts: Mapping[str, Concept]) -> Iterator[tuple[str, Concept]]:
    for name, concept in concepts.items():
        yield name, concept
        if isinstance(concept.type, ListType):
            for one in concept.type.fields:
                yield f"{name}.{one.name}", one


def _differ(one: ValueType, other: ValueType) -> bool:
    """Whether no value fits both types; of a number the unit is not written in a dossier."""
    return type(one) is not type(other)


def _with_fields(concept: Concept, other: Concept | None) -> Concept:
    if other is None or not isinstance(concept.type, ListType) or not isinstance(other.type, ListType):
        return concept
    own = {one.name for one in concept.type.fields}
    more = tuple(one for one in other.type.fields if one.name not in own)
    return concept._replace(type=concept.type._replace(fields=concept.type.fields + more)) if more else concept


def edition(rulebook: Rulebook, day: date) -> Span:
    """The days around `day` on which the same rules apply."""
    if rulebook.rules_day is not None:
        return Span(FIRST_DAY, LAST_DAY)
    rules = (rulebook.parameters, rulebook.derivations, rulebook.criteria, rulebook.steps, rulebook.nogos)
    validities: list[Validity] = [one.validity for some in rules for one in some]
    turns = {one.start for one in validities if one.start is not None}
    turns |= {one.end + timedelta(days=1) for one in validities if one.end is not None}
    first = max((day_number(one) for one in turns if one <= day), default=FIRST_DAY)
    last = min((day_number(one) - 1 for one in turns if one > day), default=LAST_DAY)
    return Span(max(first, FIRST_DAY), min(last, LAST_DAY))
