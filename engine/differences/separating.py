"""A new rulebook with one change undone, so that one can ask what notices that change alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..language.tree import Condition, FactRef, FindingRef, ParameterRef, Value
from ..language.walk import descendants
from ..load import compile_rulebook
from ..loading.order import criterion_nodes, derivation_nodes, evaluation_order, nogo_nodes
from ..mistakes import Collector, MistakesFound
from ..rulebook import CellAuthority, Criterion, Derivation, NoGo, Parameter, Question, Rulebook, Step, Table
from .changes import Rule, RuleDifference, RuleSort
from .compare import Book

FIELDS = {
    RuleSort.CRITERION: "criteria",
    RuleSort.NOGO: "nogos",
    RuleSort.DERIVATION: "derivations",
    RuleSort.PARAMETER: "parameters",
    RuleSort.QUESTION: "questions",
    RuleSort.STEP: "steps",
}


def without(change: RuleDifference, old: Book, new: Book) -> Rulebook | None:
    """The new rulebook with this rule as it was; None where the rest cannot do with the old one."""
    if change.sort is RuleSort.VERDICT:
        return _compiled_without(change, old, new)
    field = FIELDS.get(change.sort)
    if field is None:
        return None
    before, after = (tuple(one for one in getattr(book.rulebook, field) if _is(one, change)) for book in (old, new))
    if change.sort is RuleSort.CRITERION and _counts_otherwise(before, after):
        return _compiled_without(change, old, new)
    if change.sort is RuleSort.NOGO and not (before and after):
        return _compiled_without(change, old, new)
    return _put(new.rulebook, field, after, before)


def undone(change: RuleDifference, rule: Rule, new: Book) -> Rulebook | None:
    """The new rulebook with one version of this rule, of which one part is as it was, in the place of its own."""
    field = FIELDS[change.sort]
    own = tuple(one for one in getattr(new.rulebook, field) if _is(one, change))
    replaced: tuple[Any, ...] = tuple(rule if getattr(one, "validity", None) == change.new else one for one in own)
    if isinstance(rule, Question):
        replaced = (rule,)
    if isinstance(rule, Criterion) and _counts_otherwise(replaced, own):
        return None
    return _put(new.rulebook, field, own, replaced)


def _is(rule: Any, change: RuleDifference) -> bool:
    match rule:
        case Derivation():
            # The authority of a table's cell goes with its table.
            return rule.concept.name in (change.id, f"{change.id}.gezag")
        case Parameter():
            return rule.name == change.id
    return bool(rule.id == change.id)


def _counts_otherwise(before: tuple[Criterion, ...], after: tuple[Criterion, ...]) -> bool:
    """Whether the rules of the verdict, in which the loader writes criteria out, hold other criteria because of it."""
    return {_counted(one) for one in before} != {_counted(one) for one in after}


def _counted(one: Criterion) -> tuple[str, frozenset[str]]:
    return one.question, frozenset(
        (one.weight.value, *(each.weight.value for each in (*one.met, *one.doubt, *one.not_met)))
    )


def _put(book: Rulebook, field: str, taken: tuple[Any, ...], given: tuple[Any, ...]) -> Rulebook | None:
    """The rulebook with other versions of one rule; None when that rule cannot stand in it."""
    kept = [one for one in getattr(book, field) if not any(one is each for each in taken)]
    changed: dict[str, Any] = {field: tuple(_in_place(getattr(book, field), kept, taken, given))}
    found = book._replace(**changed)
    if not _stands(found):
        return None
    problems = Collector()
    order = evaluation_order(found.derivations, found.criteria, found.questions, found.nogos, {}, problems)
    return None if problems.mistakes else found._replace(order=order)


def _in_place(
    before: tuple[Any, ...], kept: list[Any], taken: tuple[Any, ...], given: tuple[Any, ...]
) -> Iterator[Any]:
    """What is given comes where the first that is taken stood, else at the end."""
    at = next((index for index, one in enumerate(before) if any(one is each for each in taken)), len(before))
    yield from kept[:at]
    yield from given
    yield from kept[at:]


def _stands(book: Rulebook) -> bool:
    """Whether every name that the rules use is there."""
    facts = {one.name for one in book.concepts} | {one.concept.name for one in book.derivations}
    parameters = {one.name for one in book.parameters}
    findings = {one.id for one in book.criteria} | {one.id for one in book.nogos}
    tables = {one.concept.name for one in book.derivations if isinstance(one.method, Table)}
    for rule in book.derivations:
        if isinstance(rule.method, CellAuthority) and rule.method.table not in tables:
            return False
    for tree in _trees(book):
        for node in descendants(tree):
            match node:
                case FactRef(name) if name not in facts:
                    return False
                case ParameterRef(name) if name not in parameters:
                    return False
                case FindingRef(id) if id not in findings:
                    return False
    return True


def _trees(book: Rulebook) -> Iterator[Condition | Value]:
    for rule in book.derivations:
        yield from derivation_nodes(rule)
    for criterion in book.criteria:
        yield from criterion_nodes(criterion)
    for ground in book.nogos:
        yield from nogo_nodes(ground)
    for question in book.questions:
        yield from (one.condition for one in question.exclusions)
    for step in book.steps:
        yield from _step_nodes(step)
    verdicts = (*book.verdict, *(case for one in book.question_verdicts for case in one.cases))
    yield from (one.condition for one in verdicts if one.condition is not None)


def _step_nodes(step: Step) -> Iterable[Condition | Value]:
    parts = (step.applies, step.start, step.deadline, step.happened, step.not_happened, step.done, step.missed)
    return (*(one for one in parts if one is not None), *(one.condition for one in step.exclusions))


def _compiled_without(change: RuleDifference, old: Book, new: Book) -> Rulebook | None:
    """The new files with those of this rule as they were, read anew; None when they do not go together."""
    gone, come = (_files_of(change, book) for book in (new, old))
    if not gone and not come:
        return None
    files = {name: data for name, data in new.files.items() if name not in gone}
    files |= {name: old.files[name] for name in come}
    try:
        return compile_rulebook(files)
    except MistakesFound:
        return None


def _files_of(change: RuleDifference, book: Book) -> frozenset[str]:
    if change.sort is RuleSort.VERDICT:
        name = change.title
        return frozenset((name,)) & book.files.keys()
    rules: Iterable[Criterion | NoGo] = (*book.rulebook.criteria, *book.rulebook.nogos)
    return frozenset(one.file for one in rules if one.id == change.id)
