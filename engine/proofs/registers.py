"""For each register of a layout that is no gate: the formula of what `planning` and `selection` put there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from ..language.terms import Outcome, Weight
from ..language.tree import Condition
from ..language.tree import Value as ValueNode
from ..language.types import ChoiceType, DateType, ValueType
from ..layout import CriterionLayout, Layout, NoGoLayout, StepLayout, VerdictLayout
from ..rulebook import Case, Cases, Cell, CellAuthority, Derivation, Formula, Table, VerdictCase
from .kleene import Truth, certain, unknown
from .logic import Logic, Term
from .value import Choice, Day, Value
from .values import Values

Encoded = Truth | Value
Recipe = Callable[[], Encoded]

_WORD = ChoiceType((), ())
"""The type of a finding, a weight, an authority, a verdict or a state."""


class Reading(Protocol):
    """The part of the encoder that recipes use."""

    layout: Layout
    logic: Logic
    values: Values

    def truth(self, register: int) -> Truth: ...

    def value(self, register: int) -> Value: ...

    def condition(self, node: Condition) -> Truth: ...

    def node_value(self, node: ValueNode) -> Value: ...

    def fact(self, name: str) -> Value: ...

    def today(self) -> Term: ...


def recipes(reading: Reading) -> dict[int, Recipe]:
    """By register how its formula is made; gates have none."""
    made: dict[int, Recipe] = {}
    layout = reading.layout
    _Criteria(reading, made).add_all()
    for nogo in layout.nogos.values():
        _add_nogo(reading, made, nogo)
    _Derivations(reading, made).add_all()
    verdicts = {one.question: one.cases for one in layout.rulebook.question_verdicts}
    for question, verdict in layout.questions.items():
        _add_verdict(reading, made, verdict, verdicts[question])
    _add_verdict(reading, made, layout.verdict, layout.rulebook.verdict)
    for step in layout.steps:
        _add_step(reading, made, step)
    for stated in layout.conditions.values():
        if layout.plan.steps[stated.register].gate is None and stated.register not in made:
            made[stated.register] = _condition(reading, stated.condition)
    return made


def _condition(reading: Reading, node: Condition) -> Recipe:
    return lambda: reading.condition(node)


def _node_value(reading: Reading, node: ValueNode) -> Recipe:
    return lambda: reading.node_value(node)


def _fixed(found: Encoded) -> Recipe:
    return lambda: found


# --- facts ----------------------------------------------------------------------------------------------------------


class _Derivations:
    """Facts of the dossier, and those that follow from others."""

    def __init__(self, reading: Reading, made: dict[int, Recipe]) -> None:
        self._reading, self._made = reading, made
        self._values = reading.values

    def add_all(self) -> None:
        layout = self._reading.layout
        elsewhere = {one.concept.name: one.concept.type for one in layout.rulebook.derivations}
        for name, register in layout.names.facts.items():
            rule = layout.derivations.get(name)
            if rule is not None:
                recipe = self._derivation(name, rule)
                if recipe is not None:
                    self._made[register] = recipe
            elif name in elsewhere:
                self._made[register] = _fixed(self._values.nothing(elsewhere[name]))
            else:
                self._made[register] = self._fact(name)

    def _fact(self, name: str) -> Recipe:
        return lambda: self._reading.fact(name)

    def _derivation(self, name: str, rule: Derivation) -> Recipe | None:
        """None for a condition: its register has a formula of its own."""
        kind = rule.concept.type
        match rule.method:
            case Formula(value):
                return _node_value(self._reading, value)
            case Cases() as cases:
                return lambda: self._cases(name, kind, cases)
            case Table() as own:
                return lambda: self._table(kind, own, lambda cell: cell.value)
            case CellAuthority(table):
                method = self._reading.layout.derivations[table].method
                assert isinstance(method, Table)
                return lambda: self._table(_WORD, method, lambda cell: cell.authority.value)
        return None

    def _cases(self, name: str, kind: ValueType, method: Cases) -> Value:
        reading, logic = self._reading, self._reading.logic
        possible: list[tuple[Term, Value]] = []
        reached = logic.true
        for index, branch in enumerate(method.branches, start=1):
            node = None if branch.condition is None else reading.layout.nodes[f"afleiding/{name}/geval/{index}"]
            truth = certain(logic, logic.true) if node is None else reading.truth(node)
            result = (
                self._values.nothing(kind, applies=False)
                if branch.result is None
                else reading.node_value(branch.result)
            )
            possible.append((logic.all(reached, logic.negate(truth.false)), result))
            reached = logic.all(reached, logic.negate(truth.true))
        return self._values.agreed(kind, possible, total=reached is logic.false)

    def _table(self, kind: ValueType, method: Table, told: Callable[[Cell], object]) -> Value:
        logic = self._reading.logic
        row, column = self._reading.node_value(method.row), self._reading.node_value(method.column)
        assert isinstance(row, Choice) and isinstance(column, Choice)

        def still(choice: Choice, name: str) -> Term:
            return logic.any(choice.cases.get(name, logic.false), logic.negate(self._values.known(choice)))

        possible: list[tuple[Term, Value]] = []
        for cell in method.cells:
            value = told(cell)
            found = self._values.nothing(kind, applies=False) if value is None else self._values.constant(value)  # type: ignore[arg-type]
            possible.append((logic.all(still(row, cell.row), still(column, cell.column)), found))
        return self._values.agreed(kind, possible, total=True)


# --- criteria -------------------------------------------------------------------------------------------------------


class _Criteria:
    """Findings and what goes with them; of criteria that are not in force as well."""

    def __init__(self, reading: Reading, made: dict[int, Recipe]) -> None:
        self._reading, self._made = reading, made
        self._logic = reading.logic

    def add_all(self) -> None:
        layout = self._reading.layout
        for one in layout.criteria.values():
            self._criterion(one)
        weights = {one.id: one.weight.value for one in layout.rulebook.criteria}
        for (rule, aspect), register in layout.names.findings.items():
            if rule not in layout.criteria and rule not in layout.nogos:
                self._made[register] = _fixed(self._absent(aspect, weights.get(rule, "")))

    def _absent(self, aspect: str, weight: str) -> Encoded:
        match aspect:
            case "bevinding":
                return self._reading.values.constant(Outcome.NOT_APPLICABLE.value)
            case "zwaarte":
                return self._reading.values.constant(weight)
        always = aspect in ("herstelbaar", Outcome.NOT_APPLICABLE.value)
        return certain(self._logic, self._logic.truth(always))

    def _criterion(self, one: CriterionLayout) -> None:
        id, made = one.criterion.id, self._made
        findings = self._reading.layout.names.findings
        made[one.finding] = lambda: self._first_named(one)
        made[one.excused] = lambda: self._both_true(one.excused)
        made[one.repairable] = lambda: self._not_false(one.repairable)
        for outcome, register in one.is_outcome.items():
            made[findings[id, outcome.value]] = self._settled(one, outcome, register)
        made[one.weight] = lambda: self._heaviest(one)
        if findings[id, "zwaarte"] != one.weight:
            made[findings[id, "zwaarte"]] = lambda: self._settled_weight(one)

    def _inputs(self, register: int) -> list[Truth]:
        return [self._reading.truth(one) for one in self._reading.layout.plan.steps[register].inputs]

    def _first_named(self, one: CriterionLayout) -> Value:
        logic = self._logic
        cases: dict[str, Term] = {}
        earlier = logic.true
        for outcome, register in one.is_outcome.items():
            truth = self._reading.truth(register)
            cases[outcome.value] = logic.all(earlier, truth.true)
            earlier = logic.all(earlier, logic.negate(truth.true))
        return Choice(cases, logic.false)

    def _both_true(self, register: int) -> Truth:
        return certain(self._logic, self._logic.all(*(one.true for one in self._inputs(register))))

    def _not_false(self, register: int) -> Truth:
        return certain(self._logic, self._logic.negate(self._logic.any(*(one.false for one in self._inputs(register)))))

    def _finding(self, one: CriterionLayout) -> Choice:
        found = self._reading.value(one.finding)
        assert isinstance(found, Choice)
        return found

    def _settled(self, one: CriterionLayout, outcome: Outcome, register: int) -> Recipe:
        def recipe() -> Truth:
            logic, finding = self._logic, self._finding(one)
            known, case = self._reading.values.known(finding), finding.cases[outcome.value]
            truth = self._reading.truth(register)
            return Truth(logic.choose(known, case, truth.true), logic.choose(known, logic.negate(case), truth.false))

        return recipe

    def _heaviest(self, one: CriterionLayout) -> Value:
        logic, own = self._logic, one.criterion.weight.value
        pairs = _by_weight(pair for some in one.cases.values() for pair in some)
        if all(name == own for name, _ in pairs):
            return self._reading.values.constant(own)
        finding = self._finding(one)
        applies = logic.negate(finding.cases[Outcome.NOT_APPLICABLE.value])
        open_finding = logic.negate(self._reading.values.known(finding))
        cases: dict[str, Term] = {}
        waiting = applies
        for name, register in pairs:
            truth = self._reading.truth(register)
            possible = logic.any(truth.true, logic.all(open_finding, unknown(logic, truth)))
            cases[name] = logic.any(cases.get(name, logic.false), logic.all(waiting, possible))
            waiting = logic.all(waiting, logic.negate(possible))
        cases[own] = logic.any(cases.get(own, logic.false), waiting, logic.negate(applies))
        return Choice(cases, logic.false)

    def _settled_weight(self, one: CriterionLayout) -> Value:
        logic, own = self._logic, one.criterion.weight.value
        finding, heaviest = self._finding(one), self._reading.value(one.weight)
        assert isinstance(heaviest, Choice)
        open_finding = logic.negate(self._reading.values.known(finding))
        cases = {name: logic.all(open_finding, case) for name, case in heaviest.cases.items()}

        def add(name: str, when: Term) -> None:
            cases[name] = logic.any(cases.get(name, logic.false), when)

        for outcome in one.is_outcome:
            waiting = finding.cases[outcome.value]
            possible: dict[str, Term] = {}
            for name, register in _by_weight(one.cases.get(outcome, ())):
                truth = self._reading.truth(register)
                others = logic.any(*(when for other, when in possible.items() if other != name))
                add(name, logic.all(waiting, truth.true, logic.negate(others)))
                waiting = logic.all(waiting, logic.negate(truth.true))
                may = logic.all(waiting, unknown(logic, truth))
                possible[name] = logic.any(possible.get(name, logic.false), may)
            add(own, waiting)
        return Choice(cases, logic.false)


def _by_weight(pairs: Iterable[tuple[Case, int]]) -> list[tuple[str, int]]:
    """Cases as the weight of each and its register, heaviest first."""
    ranks = [one.value for one in Weight]
    named = [(case.weight.value, register) for case, register in pairs]
    return sorted(named, key=lambda pair: ranks.index(pair[0]))


# --- no-go grounds, verdicts and steps ------------------------------------------------------------------------------


def _add_nogo(reading: Reading, made: dict[int, Recipe], one: NoGoLayout) -> None:
    step = reading.layout.plan.steps[one.shown]
    if step.gate is None and not step.inputs and step.id == f"{one.nogo.id}/bewezen":
        made[one.shown] = _fixed(certain(reading.logic, reading.logic.false))
    dates = ((one.nogo.start, one.start), (one.nogo.end, one.end), (one.nogo.review_by, one.review_by))
    for node, register in dates:
        if node is not None and register is not None:
            made.setdefault(register, _node_value(reading, node))


def _add_verdict(
    reading: Reading, made: dict[int, Recipe], verdict: VerdictLayout, cases: Sequence[VerdictCase]
) -> None:
    def recipe() -> Value:
        logic = reading.logic
        possible: list[tuple[Term, Value]] = []
        reached = logic.true
        for register, case in zip(verdict.cases, cases, strict=True):
            truth = certain(logic, logic.true) if register is None else reading.truth(register)
            possible.append((logic.all(reached, logic.negate(truth.false)), reading.values.constant(case.outcome)))
            reached = logic.all(reached, logic.negate(truth.true))
        return reading.values.agreed(_WORD, possible, total=reached is logic.false)

    made[verdict.outcome] = recipe


def _add_step(reading: Reading, made: dict[int, Recipe], one: StepLayout) -> None:
    rule = one.step
    for node, register in ((rule.start, one.start), (rule.deadline, one.deadline), (rule.happened, one.happened)):
        if node is not None and register is not None:
            made.setdefault(register, _node_value(reading, node))
    made[one.state] = lambda: _state(reading, one)


def _state(reading: Reading, one: StepLayout) -> Value:
    logic, id = reading.logic, f"tijdlijn/{one.step.id}"
    applies, done, late = (
        reading.truth(reading.layout.nodes[f"{id}/{part}"]) for part in ("toepasselijk", "gehaald", "te_laat")
    )

    def day(register: int | None) -> Day:
        found = reading.values.nothing(DateType()) if register is None else reading.value(register)
        assert isinstance(found, Day)
        return found

    happened, deadline, start, today = day(one.happened), day(one.deadline), day(one.start), reading.today()
    is_late = logic.all(logic.negate(done.true), late.true)
    silent = logic.negate(happened.known) if one.happened is not None else logic.negate(unknown(logic, late))
    ahead = logic.any(
        logic.all(deadline.known, logic.at_most(today, deadline.day)),
        logic.all(start.known, logic.below(today, start.day)),
    )
    neither = logic.all(logic.negate(done.true), logic.negate(late.true))
    return Choice(
        {
            "nvt": applies.false,
            "gehaald": logic.all(applies.true, done.true),
            "te_laat": logic.all(applies.true, is_late),
            "komt_nog": logic.all(applies.true, neither, silent, ahead),
        },
        logic.false,
    )
