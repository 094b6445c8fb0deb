"""What a rule means, as one value that is equal for rules which come out the same for every dossier.

Two rules are told apart by what they ask of the facts of a dossier, with parameters in as their values and derived
facts worked out. Names, texts, the order of parts that belong together and brackets do not count. Equal signatures are
a proof of agreement; different ones prove nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from fractions import Fraction

from ..language.terms import CARRIES, CARRIES_PARTLY, INVOKED, NOGO_ASPECTS, SHOWN, Outcome, Strength
from ..language.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Contains,
    DateShift,
    Duration,
    Every,
    Extreme,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    ListQuery,
    Literal,
    Member,
    NoneOf,
    Not,
    ParameterRef,
    Size,
    Value,
)
from ..language.types import ChoiceType, DateType, ListType, NumberType, ValueType, type_name
from ..rulebook import Case, Cases, CellAuthority, Criterion, Formula, NoGo, Rulebook, Step, Table, Truth
from ..selection import step_conditions
from ..sentences import Exclusion

Signature = int
"""Equal for what is the same, within one `Interned`."""

TODAY = FactRef("dossier.peildatum", DateType())
FINDING, EXCUSED, REPAIRABLE, WEIGHT = "bevinding", "verschoond", "herstelbaar", "zwaarte"
CARRYING = (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET)
OUTCOMES = (*CARRYING, Outcome.NOT_APPLICABLE)
ASPECTS = (FINDING, *(one.value for one in OUTCOMES), EXCUSED, REPAIRABLE, WEIGHT)
"""What other rules may ask of a criterion. Equal findings may have outcomes that are not equally certain."""


class Interned:
    """Numbers for nested tuples, so that equal ones are compared at once. Shared by the rulebooks that are compared."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, Signature] = {}
        self._opposites: dict[Signature, Signature] = {}
        self._gates: dict[Signature, tuple[bool, frozenset[Signature]]] = {}

    def __call__(self, *parts: Hashable) -> Signature:
        return self._numbers.setdefault(parts, len(self._numbers))

    def constant(self, truth: bool) -> Signature:
        return self("altijd", truth)

    def all_of(self, parts: Iterable[Signature]) -> Signature:
        return self._gate(True, parts)

    def any_of(self, parts: Iterable[Signature]) -> Signature:
        return self._gate(False, parts)

    def _gate(self, every: bool, parts: Iterable[Signature]) -> Signature:
        """Order, repetition and brackets do not count, nor a part that decides nothing (`every`: one that is true)."""
        inside: set[Signature] = set()
        for one in parts:
            kind, below = self._gates.get(one, (every, frozenset((one,))))
            inside |= below if kind is every else {one}
        inside.discard(self.constant(every))
        if self.constant(not every) in inside:
            return self.constant(not every)
        if len(inside) <= 1:
            return next(iter(inside), self.constant(every))
        gate = self("alle" if every else "een_van", frozenset(inside))
        self._gates[gate] = (every, frozenset(inside))
        return gate

    def opposite(self, one: Signature) -> Signature:
        """Of which the opposite is `one` again; that of a gate is the other gate of the opposites."""
        if one not in self._opposites:
            if one in self._gates:
                every, inside = self._gates[one]
                other = self._gate(not every, map(self.opposite, inside))
            elif one in (self.constant(True), self.constant(False)):
                other = self.constant(one != self.constant(True))
            else:
                other = self("niet", one)
            self._opposites.update({one: other, other: one})
        return self._opposites[one]


class Signatures:
    """The signatures of one rulebook for dossiers of one peildatum, and of every day with the same edition.

    `same` names what is known to be the same in the rulebooks that are compared, though it is written otherwise:
    derived facts by their name, aspects of a criterion or no-go ground as (id, aspect).
    """

    def __init__(
        self, rulebook: Rulebook, day: date, interned: Interned, same: Iterable[str | tuple[str, str]] = ()
    ) -> None:
        on = rulebook.day_of_rules(day)
        self._of, self._same = interned, set(same)
        self._book = rulebook
        self._parameters = {one.name: one for one in rulebook.parameters if one.validity.covers(on)}
        self._derivations = {one.concept.name: one for one in rulebook.derivations if one.validity.covers(on)}
        self._derived = {one.concept.name for one in rulebook.derivations}
        self._criteria, self._nogos = {one.id for one in rulebook.criteria}, {one.id for one in rulebook.nogos}
        self.criteria = {one.id: one for one in rulebook.criteria if one.validity.covers(on) and one.enabled}
        self.nogos = {one.id: one for one in rulebook.nogos if one.validity.covers(on)}
        self.steps = {one.id: one for one in rulebook.steps if one.validity.covers(on)}
        self._questions = {one.id: one for one in rulebook.questions}
        self._facts: dict[str, Signature] = {}
        self._aspects: dict[tuple[str, str], Signature] = {}
        self._scopes: dict[str, Signature] = {}

    # --- what can be compared -----------------------------------------------------------------------------------------

    def facts(self) -> dict[str, Signature]:
        """Every derived fact, in the order of evaluation."""
        return {name: self.fact(FactRef(name, NumberType())) for name in self._book.order if name in self._derived}

    def findings(self) -> dict[tuple[str, str], Signature]:
        """Every aspect of every criterion and no-go ground, in the order of evaluation."""
        found: dict[tuple[str, str], Signature] = {}
        for name in self._book.order:
            if name in self._criteria:
                found.update({(name, one): self.finding(name, one) for one in ASPECTS})
            elif name in self._nogos:
                found.update({(name, one): self.finding(name, one) for one in NOGO_ASPECTS})
        return found

    def verdicts(self) -> dict[str, Signature]:
        """The verdict and that of each question, by the id of its node."""
        found = {
            f"oordeel/{one.question}": self._ordered((case.condition, case.outcome) for case in one.cases)
            for one in self._book.question_verdicts
        }
        whole = self._ordered((case.condition, case.outcome) for case in self._book.verdict)
        return {**found, "oordeel/eindoordeel": whole}

    def timeline(self) -> dict[str, Signature]:
        """The state and the dates of each step, by the id of its node."""
        found: dict[str, Signature] = {}
        for id, one in self.steps.items():
            found[f"tijdlijn/{id}"] = self._step(one)
            dates = (("vanaf", one.start), ("uiterlijk", one.deadline), ("gebeurd_op", one.happened))
            found |= {f"tijdlijn/{id}/{name}": self.value(each) for name, each in dates if each is not None}
        return found

    def assume(self, parts: Iterable[str | tuple[str, str]]) -> None:
        """What turned out to be the same in the rulebooks that are compared. Nothing that leans on it may have been
        asked yet.
        """
        for part in parts:
            self._same.add(part)
            if isinstance(part, str):
                self._facts.pop(part, None)
            else:
                self._aspects.pop(part, None)

    def aspects(self, id: str) -> tuple[str, ...]:
        """What other rules may ask of a criterion or no-go ground."""
        return ASPECTS if id in self._criteria else NOGO_ASPECTS if id in self._nogos else ()

    def is_derived(self, name: str) -> bool:
        return name in self._derived

    # --- facts --------------------------------------------------------------------------------------------------------

    def fact(self, ref: FactRef) -> Signature:
        name = ref.name
        if name in self._same:
            return self._of("gelijk", name)
        if name not in self._derived:
            return self._of("feit", name, self._type(ref.type))
        if name not in self._facts:
            self._facts[name] = self._derivation(name)
        return self._facts[name]

    def _type(self, kind: ValueType) -> Hashable:
        """What of the type of a fact changes what a rule makes of it; of a list each field counts where it is used."""
        match kind:
            case ListType():
                return "lijst"
            case ChoiceType(values, _, True):
                return ("keuze", values)
        return type_name(kind)

    def _derivation(self, name: str) -> Signature:
        rule = self._derivations.get(name)
        if rule is None:
            return self._of("onbekend")
        match rule.method:
            case Formula(value):
                return self._of("formule", self.value(value))
            case Truth(one):
                return self.condition(one)
            case Cases(branches):
                cases = ((one.condition, "nvt" if one.result is None else self.value(one.result)) for one in branches)
                return self._ordered(cases)
            case Table(row, column, cells):
                inside = tuple(sorted((one.row, one.column, _plain(one.value)) for one in cells))
                return self._of("tabel", self.value(row), self.value(column), inside)
            case CellAuthority(table):
                method = self._derivations[table].method
                assert isinstance(method, Table)
                inside = tuple(sorted((one.row, one.column, one.authority.value) for one in method.cells))
                return self._of("gezag", self.value(method.row), self.value(method.column), inside)

    def _ordered(self, cases: Iterable[tuple[Condition | None, Hashable]]) -> Signature:
        """Cases of which the first that is true counts."""
        return self._of("geval", *((None if one is None else self.condition(one), result) for one, result in cases))

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, node: Condition) -> Signature:
        match node:
            case Constant(truth):
                return self._of.constant(truth)
            case All(parts):
                return self._of.all_of(map(self.condition, parts))
            case AnyOf(parts):
                return self._of.any_of(map(self.condition, parts))
            case Not(part):
                return self._of.opposite(self.condition(part))
            case Compare(operator, left, right):
                return self._compare(operator, left, right)
            case Member(FindingRef(id, aspect), choices) if aspect == FINDING:
                return self._of.any_of(self.finding(id, one) for one in choices)
            case Member(value, choices):
                return self._of("in", self.value(value), frozenset(choices))
            case Contains(members, choice):
                return self._of("bevat", self.value(members), choice)
            case IsKnown(value):
                return self._of("bekend", self._raw(value))
            case IsUnknown(value):
                return self._of("onbekend", self._raw(value))
            case IsTrue(FactRef(name) as ref) if name in self._derived:
                return self.fact(ref)
            case IsTrue(value):
                return self._of("waar", self.value(value))
            case Every(source, where):
                return self._of("elk", self.fact(source), self.condition(where))
            case NoneOf(source, where):
                return self._of("geen", self.fact(source), self.condition(where))

    def _compare(self, operator: str, left: Value, right: Value) -> Signature:
        """Everything as `<` and `=`, the rest as their opposites: so `niet (a < b)` and `a >= b` are the same."""
        if isinstance(left, FindingRef) and left.aspect == FINDING and isinstance(right, Literal):
            same = self.finding(left.criterion, str(right.value))
            return same if operator == "=" else self._of.opposite(same)
        if operator in (">", "<="):
            less = self._less(right, left)
            return less if operator == ">" else self._of.opposite(less)
        if operator in ("<", ">="):
            less = self._less(left, right)
            return less if operator == "<" else self._of.opposite(less)
        if isinstance(right, Literal) and isinstance(right.value, str):
            equal = self._of("in", self.value(left), frozenset((right.value,)))
        else:
            equal = self._of("is", frozenset((self.value(left), self.value(right))))
        return equal if operator == "=" else self._of.opposite(equal)

    def _less(self, left: Value, right: Value) -> Signature:
        kind = left.type
        order = kind.values if isinstance(kind, ChoiceType) else ()
        return self._of("minder", self.value(left), self.value(right), order)

    # --- values -------------------------------------------------------------------------------------------------------

    def _raw(self, node: Value) -> Hashable:
        """`nvt` counts for `is bekend` where a fact is asked itself, and nowhere else."""
        return (isinstance(node, FactRef | FieldRef), self.value(node))

    def value(self, node: Value) -> Signature:
        match node:
            case Literal(value):
                return self._of("waarde", _plain(value))
            case ParameterRef(name):
                known = self._parameters.get(name)
                return self._of("onbekend") if known is None else self._of("waarde", _plain(known.value))
            case FactRef():
                return self.fact(node)
            case FieldRef(name, kind):
                return self._of("veld", name, self._type(kind))
            case FindingRef(id, aspect):
                return self.finding(id, aspect)
            case Arithmetic(operator, left, right):
                return self._of(operator, self.value(left), self.value(right))
            case DateShift(start, amount, unit, sign):
                return self._of("schuif", self.value(start), self.value(amount), unit, sign)
            case Duration(unit, start, end):
                return self._of("duur", unit, self.value(start), self.value(end))
            case Extreme(kind, values):
                return self._of(kind, frozenset(map(self.value, values)))
            case ListQuery(kind, source, column, where):
                judged = None if where is None else self.condition(where)
                return self._of(kind, self.fact(source), column and self.value(column), judged)
            case Size(members):
                return self._of("grootte", self.value(members))
            case FindingCount(cases):
                return self._of("geteld", tuple(sorted(map(self.condition, cases))))

    # --- criteria and no-go grounds -----------------------------------------------------------------------------------

    def finding(self, id: str, aspect: str) -> Signature:
        """An aspect as other rules ask it; an outcome is asked by its name."""
        key = (id, aspect)
        if key in self._same:
            return self._of("gelijk", id, aspect)
        if key not in self._aspects:
            self._aspects.update(self._aspects_of(id))
        return self._aspects[key]

    def _aspects_of(self, id: str) -> dict[tuple[str, str], Signature]:
        if id in self.criteria:
            found = self._criterion(self.criteria[id])
        elif id in self._criteria:
            found = self._absent(id)
        elif id in self.nogos:
            found = self._nogo(self.nogos[id])
        else:
            found = dict.fromkeys(NOGO_ASPECTS, self._of.constant(False))
        return {(id, aspect): one for aspect, one in found.items()}

    def _criterion(self, rule: Criterion) -> dict[str, Signature]:
        question = self._questions[rule.question]
        scope = self._scope(rule.applies, (*question.exclusions, *rule.exclusions))
        written = {Outcome.MET: rule.met, Outcome.DOUBT: rule.doubt, Outcome.NOT_MET: rule.not_met}
        stated = {
            outcome: [(one, self.condition(one.condition)) for one in cases if one.condition is not None]
            for outcome, cases in written.items()
        }
        rest = self._of.opposite(self._of.any_of((each for cases in stated.values() for _, each in cases)))
        whole = {
            outcome: [*stated[outcome], *((one, rest) for one in cases if one.condition is None)]
            for outcome, cases in written.items()
        }
        outcomes = tuple(
            self._of.all_of((scope, self._of.any_of((each for _, each in whole[one])))) for one in CARRYING
        )
        finding = self._of(FINDING, scope, *outcomes)
        grounds = self._of.any_of(self.condition(one.condition) for one in rule.grounds)
        repairable = self._of.constant(True) if rule.repairable is None else self.condition(rule.repairable)
        return {
            FINDING: finding,
            **{one.value: self._of("is", finding, one.value) for one in OUTCOMES},
            EXCUSED: self._of(EXCUSED, outcomes[-1], grounds),
            REPAIRABLE: self._of(REPAIRABLE, repairable),
            WEIGHT: self._weight(rule, whole, finding),
        }

    def _weight(
        self, rule: Criterion, cases: dict[Outcome, list[tuple[Case, Signature]]], finding: Signature
    ) -> Signature:
        own = rule.weight.value
        weights = {one.weight.value for some in cases.values() for one, _ in some}
        if weights <= {own}:
            return self._of("waarde", own)
        heard = tuple(frozenset((one.weight.value, each) for one, each in cases[outcome]) for outcome in CARRYING)
        return self._of(WEIGHT, finding, own, heard)

    def _absent(self, id: str) -> dict[str, Signature]:
        """Switched off, or not in force: its finding is nvt."""
        weight = next(one.weight.value for one in self._book.criteria if one.id == id)
        return {
            FINDING: self._of("waarde", Outcome.NOT_APPLICABLE.value),
            **{one.value: self._of.constant(False) for one in CARRYING},
            Outcome.NOT_APPLICABLE.value: self._of.constant(True),
            EXCUSED: self._of.constant(False),
            REPAIRABLE: self._of.constant(True),
            WEIGHT: self._of("waarde", weight),
        }

    def _nogo(self, rule: NoGo) -> dict[str, Signature]:
        evidence = {f"bewijs.{one.id}": self.condition(one.condition) for one in rule.evidence}
        invoked = {INVOKED: self.condition(rule.invoked)}
        if rule.strength is Strength.WEAK or rule.covered is None:
            return {**invoked, **dict.fromkeys((SHOWN, CARRIES, CARRIES_PARTLY), self._of.constant(False)), **evidence}
        in_time = () if rule.in_time is None else (self.condition(rule.in_time),)
        shown = self._of.all_of((self._scope(rule.applies, rule.exclusions), *evidence.values(), *in_time))
        covered = self.condition(rule.covered)
        carries = {
            SHOWN: shown,
            CARRIES: self._of.all_of((shown, covered)),
            CARRIES_PARTLY: self._of.all_of((shown, self._of.opposite(covered))),
        }
        return {**invoked, **carries, **evidence}

    def _scope(self, applies: Condition | None, exclusions: Iterable[Exclusion]) -> Signature:
        needed = [self._of.opposite(self.condition(one.condition)) for one in exclusions]
        return self._of.all_of(needed if applies is None else [self.condition(applies), *needed])

    def _step(self, rule: Step) -> Signature:
        done, late = step_conditions(rule, TODAY)
        dates = (None if one is None else self.value(one) for one in (rule.start, rule.deadline, rule.happened))
        scope = self._scope(rule.applies, rule.exclusions)
        return self._of("stap", scope, self.condition(done), self.condition(late), *dates)


def _plain(value: object) -> Hashable:
    """A constant as text: `1` and `ja` are never the same."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case int() | Fraction():
            return ("getal", str(Fraction(value)))
        case date():
            return ("datum", value.isoformat())
        case None:
            return None
    return str(value)
