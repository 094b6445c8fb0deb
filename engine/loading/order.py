"""Puts derived facts and criteria in an order in which each comes after what it leans on; cycles are named in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from ..language.tree import Condition, FactRef, FindingRef, ParameterRef, Value
from ..language.walk import descendants
from ..mistakes import Collector, Place
from ..rulebook import Cases, CellAuthority, Criterion, Derivation, Formula, NoGo, Question, Table, Truth


def evaluation_order(
    derivations: Iterable[Derivation],
    criteria: Iterable[Criterion],
    questions: Iterable[Question],
    nogos: Iterable[NoGo],
    places: dict[str, Place],
    problems: Collector,
) -> tuple[str, ...]:
    """Names of derived facts, ids of criteria and no-go grounds; empty after a cycle, which is noted in `problems`."""
    needs: dict[str, set[str]] = {}
    for rule in derivations:
        needs.setdefault(rule.concept.name, set()).update(_names(derivation_nodes(rule)))
    shared = {one.id: [exclusion.condition for exclusion in one.exclusions] for one in questions}
    for criterion in criteria:
        nodes = [*criterion_nodes(criterion), *shared.get(criterion.question, ())]
        needs.setdefault(criterion.id, set()).update(_names(nodes))
    for ground in nogos:
        needs.setdefault(ground.id, set()).update(_names(nogo_nodes(ground)))
    graph = {name: sorted(one for one in leans_on if one in needs) for name, leans_on in sorted(needs.items())}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle = list(reversed(error.args[1]))
        first = min(range(len(cycle) - 1), key=lambda index: cycle[index])
        turned = [*cycle[first:-1], *cycle[:first], cycle[first]]
        problems.add(
            places.get(turned[0], Place("rules")),
            "R91",
            f"deze regels leunen in een kring op elkaar: {' -> '.join(turned)}",
            "haal één van deze verwijzingen weg",
        )
        return ()


def thresholds_behind(derivations: Iterable[Derivation]) -> dict[str, frozenset[str]]:
    """Per derived fact the parameters that it rests on, through other derived facts as well."""
    own: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for rule in derivations:
        for node in derivation_nodes(rule):
            for one in descendants(node):
                if isinstance(one, ParameterRef):
                    own.setdefault(rule.concept.name, set()).add(one.name)
                elif isinstance(one, FactRef):
                    below.setdefault(rule.concept.name, set()).add(one.name)
    found: dict[str, frozenset[str]] = {}
    for name in own.keys() | below.keys():
        stack, seen = [name], {name}
        while stack:
            new = below.get(stack.pop(), set()) - seen
            seen |= new
            stack.extend(new)
        found[name] = frozenset(parameter for one in seen for parameter in own.get(one, ()))
    return found


def derivation_nodes(rule: Derivation) -> Iterator[Condition | Value]:
    """Everything that a derivation asks of a dossier."""
    match rule.method:
        case Formula(value):
            yield value
        case Truth(condition):
            yield condition
        case Cases(branches):
            for branch in branches:
                yield from (one for one in (branch.condition, branch.result) if one is not None)
        case Table(row, column):
            yield from (row, column)
        case CellAuthority(table):
            yield FactRef(table, rule.concept.type)


def criterion_nodes(rule: Criterion) -> Iterator[Condition | Value]:
    """Everything that a criterion asks of a dossier."""
    yield from (one for one in (rule.applies, rule.repairable) if one is not None)
    yield from (one.condition for one in rule.exclusions)
    yield from (one.condition for one in rule.grounds)
    for case in (*rule.met, *rule.doubt, *rule.not_met):
        if case.condition is not None:
            yield case.condition
    for repair in rule.repairs:
        yield from (one for one in (repair.condition, repair.until) if one is not None)


def nogo_nodes(rule: NoGo) -> Iterator[Condition | Value]:
    """Everything that a no-go ground asks of a dossier."""
    yield from (one for one in (rule.applies, rule.covered, rule.in_time) if one is not None)
    yield from (one.condition for one in rule.exclusions)
    yield rule.invoked
    yield from (one.condition for one in rule.evidence)
    yield from (one for one in (rule.start, rule.end, rule.review_by) if one is not None)
    yield from (one.condition for one in rule.objections if one.condition is not None)


def _names(nodes: Iterable[Condition | Value]) -> Iterator[str]:
    for node in nodes:
        for one in descendants(node):
            if isinstance(one, FactRef):
                yield one.name
            elif isinstance(one, FindingRef):
                yield one.criterion
