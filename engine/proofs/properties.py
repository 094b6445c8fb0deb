"""Statements that must hold for every dossier, as a policy owner writes them in `eigenschappen.yaml`, and as goals.

A property holds when no dossier shows any of its goals. The file is no part of the rulebook: a new statement changes no
verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..forms.statements import EXCEPTION, PROPERTY, STATEMENTS_FILE, WAYS
from ..language.scope import FINDING, WEIGHT, Scope
from ..language.terms import Outcome
from ..language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    FactRef,
    FindingRef,
    IsKnown,
    IsUnknown,
    Literal,
    Member,
    Not,
    Value,
)
from ..language.types import ChoiceType, Concept, ListType, ValueType, YesNoType
from ..language.walk import descendants, substitute
from ..loading.expressions import Reader
from ..loading.fields import Fields, check_name
from ..mistakes import Collector, Place, did_you_mean
from ..rule_files import STATEMENTS
from ..rulebook import Rulebook
from ..sources import Citation
from ..text.text_tree import Node, Scalar
from ..text.yaml_text import read_text
from .check import Code
from .goals import Change, Changed, Claim, Goal, HasValue, Says, Side

ANY_FACT, ALL_CRITERIA = "een_feit", "alle"
VERDICT_GROUP = "oordeel"
BEST_FIRST = (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET)


class Property(NamedTuple):
    """One statement. It holds when none of `goals` can be shown.

    With `any_fact` each goal is a pair of claims about a dossier and about the same with any one fact less.
    """

    name: str
    title: str
    remark: str
    citations: tuple[Citation, ...]
    place: Place
    goals: tuple[Goal, ...]
    any_fact: bool = False


class Excused(NamedTuple):
    """A finding that is meant to be so, with the reason."""

    code: Code
    id: str
    reason: str
    place: Place


class Statements(NamedTuple):
    """Everything in `eigenschappen.yaml`."""

    properties: tuple[Property, ...] = ()
    exceptions: tuple[Excused, ...] = ()


def read_statements(data: bytes | None, rulebook: Rulebook) -> Statements:
    """The statements about a rulebook; none when there is no file.

    Raises: MistakesFound.
    """
    if data is None:
        return Statements()
    tree = read_text(data, STATEMENTS)
    problems = Collector()
    top = Fields.of(tree, tree.place, STATEMENTS, STATEMENTS_FILE, problems)
    reading = _Reading(rulebook, problems)
    properties = [one for node in (top.items("eigenschappen") if top else ()) for one in reading.property(node)]
    exceptions = [one for node in (top.items("uitzonderingen") if top else ()) for one in reading.exception(node)]
    problems.raise_if_any()
    return Statements(tuple(properties), tuple(exceptions))


class _Reading:
    """Reads statements about one rulebook; mistakes go to `problems`."""

    def __init__(self, rulebook: Rulebook, problems: Collector) -> None:
        self.rulebook, self.problems = rulebook, problems
        self.reader = Reader(_scope(rulebook), {one.id: one for one in rulebook.sources}, problems)
        self.criteria = tuple(dict.fromkeys(one.id for one in rulebook.criteria if one.enabled))
        self.names: set[str] = set()

    def property(self, node: Node) -> Iterator[Property]:
        fields = Fields.of(node, node.place, "een eigenschap", PROPERTY, self.problems)
        key = fields.scalar("eigenschap", required=True) if fields else None
        if fields is None or key is None or not check_name(key, "een eigenschap", self.problems):
            return
        if key.text in self.names:
            self.problems.add(key.place, "R130", f"er is al een eigenschap met de naam '{key.text}'")
        self.names.add(key.text)
        fields = replace(fields, what=f"de eigenschap '{key.text}'")
        title = fields.text("titel", required=True)
        citations = fields.citations(self.reader.sources)
        ways = [one for one in WAYS if fields.has(one)]
        if len(ways) != 1:
            message = f"{fields.what} heeft precies één van {', '.join(WAYS[:-1])} en {WAYS[-1]} nodig"
            self.problems.add(fields.place, "R131", message)
            return
        for own, others in (("als", ("altijd", "nooit")), ("eerst", ("daarna_nooit",)), ("criteria", WAYS[:3])):
            if fields.has(own) and ways[0] not in others:
                self.problems.add(fields.at(own), "R132", f"'{own}' hoort bij {' of '.join(others)}")
        changes, any_fact = self.changes(fields, ways[0])
        goals = self.goals(fields, ways[0], changes)
        if any_fact and not fields.has("criteria"):
            self.problems.add(fields.at("verschil"), "R134", f"bij '{ANY_FACT}' hoort 'criteria'", "criteria: alle")
        yield Property(key.text, title, fields.text("toelichting"), citations, key.place, tuple(goals), any_fact)

    def exception(self, node: Node) -> Iterator[Excused]:
        fields = Fields.of(node, node.place, "een uitzondering", EXCEPTION, self.problems)
        if fields is None:
            return
        code = fields.option("code", {one.value: one for one in Code}, required=True)
        id, reason = fields.text("deel", required=True), fields.text("omdat", required=True)
        if code is not None and id and reason:
            yield Excused(code, id, reason, fields.at("deel"))

    # --- two dossiers ---

    def changes(self, fields: Fields, way: str) -> tuple[tuple[Changed, ...], bool]:
        """In which facts the second dossier differs; or whether it lacks any one fact."""
        two = way in ("daarna_nooit", "nooit_slechter")
        if fields.has("verschil") != two:
            message = (
                f"bij '{way}' hoort 'verschil': in welk feit het tweede dossier anders is"
                if two
                else f"'verschil' hoort niet bij '{way}'"
            )
            self.problems.add(fields.place, "R133", message)
        words = {one.value: one for one in Change}
        concepts = {one.name: one for one in self.rulebook.concepts}
        found: list[Changed] = []
        any_fact: bool = False
        for key, node in fields.entries("verschil"):
            change = words.get(node.text) if isinstance(node, Scalar) else None
            if change is None:
                hint = f"mogelijk: {', '.join(words)}"
                self.problems.add(node.place, "R135", "dit is geen soort verschil", hint)
            elif key.text == ANY_FACT:
                any_fact = True
                if change is not Change.FORGOTTEN or len(fields.entries("verschil")) > 1:
                    message = f"bij '{ANY_FACT}' kan alleen '{Change.FORGOTTEN.value}', en geen ander verschil"
                    self.problems.add(node.place, "R134", message)
            elif key.text not in concepts or isinstance(concepts[key.text].type, ListType):
                message = f"'{key.text}' is geen begrip van het dossier, of een lijst"
                self.problems.add(key.place, "R136", message, did_you_mean(key.text, concepts))
            else:
                found.append(Changed(key.text, change))
        return tuple(found), any_fact

    def goals(self, fields: Fields, way: str, changes: tuple[Changed, ...]) -> Iterator[Goal]:
        """What no dossier may show, for each criterion that the property is about."""
        if way == "nooit_slechter":
            for node in fields.items(way):
                id = node.text if isinstance(node, Scalar) else ""
                if id not in self.criteria:
                    hint = did_you_mean(id, self.criteria)
                    self.problems.add(node.place, "R45", f"het criterium '{id}' bestaat niet", hint)
                for worse, better in _steps_down():
                    before, after = HasValue(f"{id}/bevinding", better), HasValue(f"{id}/bevinding", worse, Side.SECOND)
                    yield Goal((before, after), changes)
            return
        named = self.named_criteria(fields)
        reader = self.reader
        if named is not None:
            reader = replace(reader, scope=replace(reader.scope, element=ASPECTS))
        first = "eerst" if way == "daarna_nooit" else "als"
        premise = reader.condition(fields.get(first), fields.at(first)) if fields.has(first) else None
        statement = reader.condition(fields.get(way), fields.at(way))
        if statement is None or (premise is None and fields.has(first)):
            return
        side = Side.SECOND if way == "daarna_nooit" else Side.FIRST
        try:
            for criterion in named or (None,):
                known = [()] if premise is None else list(claims_of(_about(premise, criterion), True, Side.FIRST))
                refuted = list(claims_of(_about(statement, criterion), way != "altijd", side))
                yield from (Goal((*some, *others), changes) for some in known for others in refuted)
        except UnclearVerdict:
            message = "een oordeel vergelijkt hier alleen met een van zijn uitkomsten"
            self.problems.add(fields.at(way), "R137", message, f"bijvoorbeeld {VERDICT_GROUP}.eindoordeel = adequaat")

    def named_criteria(self, fields: Fields) -> tuple[str, ...] | None:
        """The criteria that stand one by one for `bevinding`; None when the property names its criteria itself."""
        if not fields.has("criteria"):
            return None
        nodes = fields.items("criteria")
        names = [(one.text, one.place) for one in nodes if isinstance(one, Scalar)]
        if [name for name, _ in names] == [ALL_CRITERIA]:
            return self.criteria
        for name, place in names:
            if name not in self.criteria:
                hint = did_you_mean(name, (*self.criteria, ALL_CRITERIA))
                self.problems.add(place, "R45", f"het criterium '{name}' bestaat niet", hint)
        return tuple(name for name, _ in names)


ASPECTS = (
    Concept("bevinding", FINDING, "de bevinding"),
    Concept("zwaarte", WEIGHT, "de zwaarte"),
    Concept("verschoond", YesNoType(), "of het is verschoond"),
    Concept("herstelbaar", YesNoType(), "of het te herstellen is"),
)
"""What a property may ask of each criterion, by its bare name."""


def _scope(book: Rulebook) -> Scope:
    """What a property may name: everything that a verdict may, and the verdicts themselves."""
    facts: dict[str, ValueType] = {one.name: one.type for one in book.concepts}
    facts |= {one.concept.name: one.concept.type for one in book.derivations}
    facts |= {f"{VERDICT_GROUP}.{name}": kind for name, kind in _verdicts(book).items()}
    weights: dict[str, set[str]] = {}
    for one in book.criteria:
        cases = (*one.met, *one.doubt, *one.not_met)
        weights.setdefault(one.id, set()).update({one.weight.value, *(case.weight.value for case in cases)})
    return Scope(
        facts,
        {one.name: one.type for one in book.parameters},
        {one.id: one.question for one in book.criteria},
        findings=True,
        questions=tuple(one.id for one in book.questions),
        weights={id: min(some) for id, some in weights.items() if len(some) == 1},
        nogos=frozenset(one.id for one in book.nogos),
    )


def _verdicts(book: Rulebook) -> Mapping[str, ChoiceType]:
    """The verdict as a whole and per question, as facts."""

    def choice(outcomes: Iterable[str]) -> ChoiceType:
        values = tuple(dict.fromkeys(outcomes))
        return ChoiceType(values, values)

    whole = {"eindoordeel": choice(one.outcome for one in book.verdict)}
    return whole | {one.question: choice(case.outcome for case in one.cases) for one in book.question_verdicts}


def _steps_down() -> Iterator[tuple[str, str]]:
    """Each pair of outcomes as (worse, better)."""
    for index, better in enumerate(BEST_FIRST):
        for worse in BEST_FIRST[index + 1 :]:
            yield worse.value, better.value


def _about(condition: Condition, criterion: str | None) -> Condition:
    """The condition with the bare aspects of a finding as those of this criterion."""
    if criterion is None:
        return condition
    values: dict[str, Value] = {one.name: FindingRef(criterion, one.name, one.type) for one in ASPECTS}
    return substitute(condition, values)


# --- conditions as claims ----------------------------------------------------------------------------------------


class UnclearVerdict(Exception):
    """A verdict is compared with something else than one of its outcomes."""


def claims_of(node: Condition, truth: bool, side: Side) -> Iterator[tuple[Claim, ...]]:
    """The ways in which a condition has a truth; a verdict has a register, and no name in the rule language."""
    if not any(isinstance(one, FactRef) and _is_verdict(one) for one in descendants(node)):
        yield (Says(node, truth, side),)
        return
    match node:
        case All(parts) | AnyOf(parts) if isinstance(node, All) is truth:
            ways: list[tuple[Claim, ...]] = [()]
            for part in parts:
                ways = [(*way, *more) for way in ways for more in claims_of(part, truth, side)]
            yield from ways
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from claims_of(part, truth, side)
        case Not(part):
            yield from claims_of(part, not truth, side)
        case Compare(operator, FactRef() as verdict, Literal(value)):
            yield from _outcome(verdict, (value,), (operator == "=") is truth, side)
        case Member(FactRef() as verdict, choices):
            yield from _outcome(verdict, choices, truth, side)
        case IsKnown(FactRef() as verdict):
            yield (HasValue(_register(verdict), None, side, not truth),)
        case IsUnknown(FactRef() as verdict):
            yield (HasValue(_register(verdict), None, side, truth),)
        case _:
            raise UnclearVerdict


def _outcome(verdict: FactRef, values: tuple[object, ...], truth: bool, side: Side) -> Iterator[tuple[Claim, ...]]:
    id = _register(verdict)
    if truth:
        yield from ((HasValue(id, value, side),) for value in values)
    else:
        yield tuple(HasValue(id, value, side, equal=False) for value in (None, *values))


def _is_verdict(fact: FactRef) -> bool:
    return fact.name.startswith(f"{VERDICT_GROUP}.")


def _register(verdict: FactRef) -> str:
    return verdict.name.replace(".", "/", 1)
