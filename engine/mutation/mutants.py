"""Everything that can be changed in the rules of one layout, each as a part with what takes its place.

The layout is one in which equal conditions do not share a register, so that a change stays in the rule where it is
written. A change is a register, or several, computed in another way: nothing is laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from .. import notation, selection
from ..evaluate import Names, Read, condition, value_of
from ..language.tree import All, AnyOf, Condition, Constant, Not, ParameterRef, Value
from ..language.walk import descendants
from ..layout import Layout
from ..plan import GateKind
from ..planning import REFERENCE_DATE
from ..rule_tests.coverage import COUNTED, as_written
from ..rulebook import Cases, Cell, Formula, Step, Table
from ..values import NVT
from .changes import MISSING, Kind, condition_variants, next_numbers, value_variants

PROVISIONAL = "/voorlopig"
"""In the id of the half of a case that counts as doubt: both halves are written as one."""

PARAMETER = "parameter."

Overrides = Mapping[int, Read]
"""Registers with another way to compute them."""


class Mutant(NamedTuple):
    """A rule with one change. `part` is its id as it is written; `was` and `becomes` tell the change; `whole` is the
    condition that it is part of. Where a rule is written once for many, there are as many registers in `overrides`.
    """

    part: str
    becomes: str
    kind: Kind
    was: str
    whole: Condition | None
    overrides: Overrides


def mutants(layout: Layout) -> tuple[Mutant, ...]:
    """All changes of all rules that are in force in this layout, in the order of the rules."""
    found: dict[tuple[str, str], Mutant] = {}
    for one in _Maker(layout).all():
        key = one.part, one.becomes
        known = found.get(key)
        if known is None:
            found[key] = one
        elif known.overrides.keys().isdisjoint(one.overrides):
            found[key] = known._replace(overrides={**known.overrides, **one.overrides})
    return tuple(found.values())


class _Maker:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.names = layout, layout.names
        self.split = {id.removesuffix(PROVISIONAL) for id in layout.conditions if id.endswith(PROVISIONAL)}
        self.steps = {f"tijdlijn/{one.step.id}": one.step for one in layout.steps}

    def all(self) -> Iterator[Mutant]:
        for id, stated in self.layout.conditions.items():
            if COUNTED not in id and self._is_written(id):
                yield from self._condition(id, stated.condition, stated.register)
        yield from self._left_out()
        yield from self._derivations()
        yield from self._timeline()
        yield from self._parameters()

    # --- conditions ---

    def _is_written(self, id: str) -> bool:
        """Whether a rule file has this condition, and not the loader or the plan."""
        base = id.replace(PROVISIONAL, "", 1)
        if any(base in (one, f"{one}/2") or base.startswith(f"{one}/2/") for one in self.split):
            return False
        room, _, rest = id.partition("/")
        name, _, path = rest.partition("/")
        if room == "tijdlijn" and path.split("/")[0] in ("gehaald", "te_laat"):
            step = self.steps[f"{room}/{name}"]
            return step.happened is None and not step.milestone
        return True

    def _condition(self, id: str, node: Condition, register: int) -> Iterator[Mutant]:
        inputs = self.layout.plan.steps[register].inputs
        match node:
            case Constant():
                return
            case All(parts) | AnyOf(parts):
                if len(parts) > 1:
                    yield from self._group(id, len(parts), register, inputs, every=isinstance(node, All))
            case Not(part) if f"{id}/niet" in self.layout.conditions:
                (only,) = inputs
                new: Overrides = {register: lambda r, _c: r[only]}
                yield self._mutant(id, notation.text(part), Kind.NEGATION, notation.text(node), new)
            case _:
                was = notation.text(node)
                for kind, one in condition_variants(node):
                    yield self._mutant(id, notation.text(one), kind, was, {register: condition(one, self.names)})

    def _group(self, id: str, parts: int, register: int, inputs: tuple[int, ...], *, every: bool) -> Iterator[Mutant]:
        other = GateKind.ANY if every else GateKind.ALL
        was = GateKind.ALL if every else GateKind.ANY
        gate = {register: selection.gate(other, inputs)}
        yield self._mutant(id, other.value, Kind.CONNECTIVE, was.value, gate)
        for index in range(1, parts + 1):
            part = self.layout.conditions[f"{id}/{index}"]
            without = {part.register: _always(every)}
            yield self._mutant(f"{id}/{index}", MISSING, Kind.PART, notation.text(part.condition), without)

    # --- parts of rules ---

    def _left_out(self) -> Iterator[Mutant]:
        layout = self.layout
        for id, criterion in layout.criteria.items():
            for cases in criterion.cases.values():
                for case, register in cases:
                    was = "anders" if case.condition is None else _short(case.condition)
                    yield self._mutant(f"{id}/{case.path}", MISSING, Kind.OUTCOME, was, {register: _always(False)})
            for exclusion, register, path in criterion.exclusions:
                yield self._without(path, Kind.EXCEPTION, exclusion.condition, register, truth=False)
            for ground, register in criterion.grounds:
                yield self._without(f"{id}/grond/{ground.id}", Kind.GROUND, ground.condition, register, truth=False)
        for id, nogo in layout.nogos.items():
            for index, (exclusion, register) in enumerate(nogo.exclusions, start=1):
                path = f"{id}/niet_van_toepassing/{index}"
                yield self._without(path, Kind.EXCEPTION, exclusion.condition, register, truth=False)
            for evidence, register in nogo.evidence:
                path = f"{id}/bewijs/{evidence.id}"
                yield self._without(path, Kind.EVIDENCE, evidence.condition, register, truth=True)
        for id, verdict in (*layout.questions.items(), ("eindoordeel", layout.verdict)):
            for index, where in enumerate(verdict.cases, start=1):
                stated = layout.conditions.get(f"oordeel/{id}/{index}")
                if where is not None and stated is not None:
                    path = f"oordeel/{id}/{index}"
                    yield self._without(path, Kind.OUTCOME, stated.condition, where, truth=False)
        for id, stated in layout.conditions.items():
            names = id.split("/")
            if names[0] == "afleiding" and names[2:3] == ["geval"] and len(names) == 4:
                yield self._without(id, Kind.OUTCOME, stated.condition, stated.register, truth=False)
            if names[-1] == "van_toepassing" and len(names) == (3 if names[0] == "tijdlijn" else 2):
                yield self._without(id, Kind.EXCEPTION, stated.condition, stated.register, truth=True)

    def _without(self, id: str, kind: Kind, node: Condition, register: int, *, truth: bool) -> Mutant:
        return self._mutant(id, MISSING, kind, _short(node), {register: _always(truth)})

    # --- derived facts ---

    def _derivations(self) -> Iterator[Mutant]:
        for name, rule in self.layout.derivations.items():
            id = f"afleiding/{name}"
            match rule.method:
                case Formula(value):
                    for kind, one in value_variants(value):
                        new = {self.layout.nodes[id]: value_of(one, self.names)}
                        yield self._mutant(id, notation.text(one), kind, notation.text(value), new)
                case Cases(branches):
                    for number, branch in enumerate(branches, start=1):
                        for kind, one in () if branch.result is None else value_variants(branch.result):
                            changed = (*branches[: number - 1], branch._replace(result=one), *branches[number:])
                            new = {self.layout.nodes[id]: self._ordered(id, Cases(changed), self.names)}
                            was = "" if branch.result is None else notation.text(branch.result)
                            yield self._mutant(f"{id}/geval/{number}/dan", notation.text(one), kind, was, new)
                case Table():
                    yield from self._cells(id, rule.method)

    def _ordered(self, id: str, rule: Cases, names: Names) -> Read:
        at = self.layout.conditions
        conditions = [
            None if one.condition is None else at[f"{id}/geval/{index}"].register
            for index, one in enumerate(rule.branches, start=1)
        ]
        return selection.first_true(
            conditions, [_nvt if one.result is None else value_of(one.result, names) for one in rule.branches]
        )

    def _cells(self, id: str, rule: Table) -> Iterator[Mutant]:
        row, column = value_of(rule.row, self.names), value_of(rule.column, self.names)
        for index, cell in enumerate(rule.cells):
            for value in _other_values(cell, rule.cells):
                cells = (*rule.cells[:index], cell._replace(value=value), *rule.cells[index + 1 :])
                new = {self.layout.nodes[id]: selection.table(row, column, cells)}
                path = f"{id}/cel/{cell.row}/{cell.column}"
                yield self._mutant(path, _cell_text(value), Kind.CELL, _cell_text(cell.value), new)

    # --- dated steps ---

    def _timeline(self) -> Iterator[Mutant]:
        """A date of a step also decides when it is done and when it is late."""
        for id, step in self.steps.items():
            for key, value in _dates(step):
                for kind, one in value_variants(value):
                    path = f"{id}/{key}"
                    new = {self.layout.nodes[path]: value_of(one, self.names)}
                    new |= self._states(id, _moved(step, key, one))
                    yield self._mutant(path, notation.text(one), kind, notation.text(value), new)
            if step.not_happened is not None:
                for kind, late in condition_variants(step.not_happened):
                    new = self._states(id, step._replace(not_happened=late))
                    was = notation.text(step.not_happened)
                    yield self._mutant(f"{id}/niet_gebeurd", notation.text(late), kind, was, new)

    def _states(self, id: str, step: Step) -> dict[int, Read]:
        conditions = selection.step_conditions(step, REFERENCE_DATE)
        at = (self.layout.conditions[f"{id}/{name}"].register for name in ("gehaald", "te_laat"))
        return {where: condition(one, self.names) for where, one in zip(at, conditions, strict=True)}

    # --- parameters ---

    def _parameters(self) -> Iterator[Mutant]:
        leaning = self._leaning_on_parameters()
        for name, parameter in self.layout.parameters.items():
            for value in next_numbers(parameter.value) if name in leaning else ():
                names = self.names._replace(parameters={**self.names.parameters, name: value})
                new = {register: build(names) for register, build in leaning[name]}
                yield self._mutant(f"{PARAMETER}{name}", str(value), Kind.PARAMETER, str(parameter.value), new)

    def _leaning_on_parameters(self) -> dict[str, list[tuple[int, Callable[[Names], Read]]]]:
        found: dict[str, list[tuple[int, Callable[[Names], Read]]]] = {}

        def mention(register: int, build: Callable[[Names], Read], *nodes: Condition | Value) -> None:
            used = {one.name for node in nodes for one in descendants(node) if isinstance(one, ParameterRef)}
            for name in sorted(used):
                found.setdefault(name, []).append((register, build))

        steps, nodes = self.layout.plan.steps, self.layout.nodes
        for one in self.layout.conditions.values():
            if steps[one.register].gate is None:
                mention(one.register, partial(condition, one.condition), one.condition)
        for name, rule in self.layout.derivations.items():
            id = f"afleiding/{name}"
            match rule.method:
                case Formula(value):
                    mention(nodes[id], partial(value_of, value), value)
                case Cases(branches) as cases:
                    results = [one.result for one in branches if one.result is not None]
                    mention(nodes[id], partial(self._ordered, id, cases), *results)
        for id, step in self.steps.items():
            for key, day in _dates(step):
                mention(nodes[f"{id}/{key}"], partial(value_of, day), day)
        return found

    def _mutant(self, id: str, becomes: str, kind: Kind, was: str, overrides: Overrides) -> Mutant:
        base = id.replace(PROVISIONAL, "", 1)
        split = next((one for one in self.split if base.startswith(f"{one}/1")), None)
        # What the loader split stands one deeper than it is written.
        part = as_written(base if split is None else split + base.removeprefix(f"{split}/1"))
        return Mutant(part, becomes, kind, was, self._whole(id, split), overrides)

    def _whole(self, id: str, split: str | None) -> Condition | None:
        """The condition, as it is written whole, that a node is part of."""
        if split is not None:
            return self.layout.conditions[f"{split}/1"].condition
        steps = id.split("/")
        ids = ("/".join(steps[:count]) for count in range(2, len(steps) + 1))
        return next((self.layout.conditions[one].condition for one in ids if one in self.layout.conditions), None)


def _dates(step: Step) -> list[tuple[str, Value]]:
    """The dates that a step has, each by its key in the rule files."""
    dates = (("vanaf", step.start), ("uiterlijk", step.deadline), ("gebeurd_op", step.happened))
    return [(key, value) for key, value in dates if value is not None]


def _moved(step: Step, key: str, value: Value) -> Step:
    match key:
        case "vanaf":
            return step._replace(start=value)
        case "uiterlijk":
            return step._replace(deadline=value)
    return step._replace(happened=value)


def _always(truth: bool) -> Read:
    return lambda _r, _c: truth


def _nvt(_r: Any, _c: Any) -> Any:
    return NVT


def _short(node: Condition) -> str:
    """A condition, of which only the kind is told when it is a group."""
    match node:
        case All():
            return GateKind.ALL.value
        case AnyOf():
            return GateKind.ANY.value
    return notation.text(node)


def _other_values(cell: Cell, cells: tuple[Cell, ...]) -> tuple[Any, ...]:
    """A number one unit further to both sides; of another value the next one in the table that differs, or nvt."""
    if cell.value is not None and not isinstance(cell.value, str):
        return next_numbers(cell.value)
    others = [one.value for one in cells if one.value != cell.value]
    if not others and cell.value is None:
        return ()
    return (others[0] if others else None,)


def _cell_text(value: Any) -> str:
    return "nvt" if value is None else str(value)
