"""What a rulebook holds: counts, and each place where the silence of a dossier is judged (`is bekend`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .language.terms import Authority
from .language.tree import FactRef, FieldRef, FindingCount, FindingRef, IsKnown, IsUnknown, ListQuery, ParameterRef
from .language.walk import Node, children, descendants
from .rulebook import Cases, CellAuthority, Criterion, Derivation, Formula, NoGo, Rulebook, Step, Table, Truth
from .section_rule import Content, Section

MANY = 4
"""Criteria from which on the same use at one place is told as one."""


class SilenceUse(NamedTuple):
    """One use of `is bekend` or `is onbekend`: in which rule, where in it, and of which fact."""

    rule: str
    path: str
    text: str


class ParameterCount(NamedTuple):
    """The parameters of one authority, and how many of them a policy owner has confirmed."""

    authority: Authority
    total: int
    confirmed: int


class Survey(NamedTuple):
    """The counts of one rulebook. Versions of one rule count once; `switched_off` are criteria that are not law yet."""

    criteria: int
    switched_off: int
    grounds: int
    steps: int
    concepts: int
    derivations: int
    sources: int
    sources_verified: int
    parameters: tuple[ParameterCount, ...]
    silence: tuple[SilenceUse, ...]
    nogos: int = 0
    offers: int = 0
    pieces: int = 0
    chapters: int = 0


def survey(rulebook: Rulebook) -> Survey:
    """Count and list what is in the rulebook."""
    parameters = Counter(one.authority for one in rulebook.parameters)
    confirmed = Counter(one.authority for one in rulebook.parameters if one.confirmed_by)
    return Survey(
        criteria=len({one.id for one in rulebook.criteria}),
        switched_off=len({one.id for one in rulebook.criteria if not one.enabled}),
        grounds=len({(one.id, ground.id) for one in rulebook.criteria for ground in one.grounds}),
        steps=len({one.id for one in rulebook.steps}),
        concepts=len(rulebook.concepts),
        derivations=len(
            {one.concept.name for one in rulebook.derivations if not isinstance(one.method, CellAuthority)}
        ),
        sources=len({one.id for one in rulebook.sources}),
        sources_verified=sum({one.id: one.verified for one in rulebook.sources}.values()),
        parameters=tuple(ParameterCount(one, parameters[one], confirmed[one]) for one in Authority if parameters[one]),
        silence=silence_uses(rulebook),
        nogos=len({one.id for one in rulebook.nogos}),
        offers=len(rulebook.offers),
        pieces=len(rulebook.pieces),
        chapters=len({(one.id, chapter.id) for one in rulebook.pieces for chapter in one.chapters}),
    )


def silence_uses(rulebook: Rulebook) -> tuple[SilenceUse, ...]:
    """Each `is bekend` and `is onbekend` of the rulebook, once per place, in the order of the rules."""
    uses = (
        SilenceUse(rule, path, text)
        for rule, path, tree in rule_trees(rulebook)
        for text in _told(dict.fromkeys(_silences(tree, counting=False)))
    )
    return tuple(dict.fromkeys(uses))


def _told(texts: Iterable[str]) -> Iterator[str]:
    """The uses at one place; the same use of many criteria, as `elk(bevindingen ...)` writes out, is told as one."""
    by_use: dict[str, list[str]] = {}
    for text in texts:
        name, dot, use = text.partition(".")
        by_use.setdefault(use if dot and name[:1].isupper() else text, []).append(text)
    for use, same in by_use.items():
        aspect, _, word = use.partition(" ")
        yield from same if len(same) < MANY else [f"{aspect} van {len(same)} criteria {word}"]


def _silences(node: Node, *, counting: bool) -> Iterator[str]:
    """The uses below one node; a count of findings holds each use once per criterion, and is told as one."""
    if isinstance(node, IsKnown | IsUnknown):
        word = "is bekend" if isinstance(node, IsKnown) else "is onbekend"
        value = node.value
        if counting and isinstance(value, FindingRef):
            yield f"{value.aspect} van elk criterium {word}"
        else:
            yield f"{_named(value)} {word}"
    for child in children(node):
        yield from _silences(child, counting=counting or isinstance(node, FindingCount))


def rule_trees(rulebook: Rulebook) -> Iterator[tuple[str, str, Node]]:
    """Every condition and value tree of the rulebook with the rule it is in and its place there."""
    for derivation in rulebook.derivations:
        yield from _of_derivation(derivation)
    for criterion in rulebook.criteria:
        yield from _of_criterion(criterion)
    for ground in rulebook.nogos:
        yield from _of_nogo(ground)
    for question in rulebook.questions:
        for number, exclusion in enumerate(question.exclusions, start=1):
            yield f"vraag {question.id}", f"niet_van_toepassing_als {number}", exclusion.condition
    for verdict in rulebook.question_verdicts:
        for number, case in enumerate(verdict.cases, start=1):
            if case.condition is not None:
                yield "oordeel per_vraag", f"gevallen {number}", case.condition
    for number, case in enumerate(rulebook.verdict, start=1):
        if case.condition is not None:
            yield "oordeel eindoordeel", f"gevallen {number}", case.condition
    for step in rulebook.steps:
        yield from _of_step(step)
    for section in rulebook.sections:
        yield from _of_section(f"gevolgen {section.id}", "regels", section)
    for piece in rulebook.pieces:
        for chapter in piece.chapters:
            yield from _of_section(f"stuk {piece.id} {chapter.id}", "inhoud", chapter)


def _of_derivation(derivation: Derivation) -> Iterator[tuple[str, str, Node]]:
    rule = derivation.concept.name
    match derivation.method:
        case Formula(value):
            yield rule, "formule", value
        case Truth(condition):
            yield rule, "als", condition
        case Cases(branches):
            for number, branch in enumerate(branches, start=1):
                if branch.condition is not None:
                    yield rule, f"gevallen {number} als", branch.condition
                if branch.result is not None:
                    yield rule, f"gevallen {number} dan", branch.result
        case Table(row, column):
            yield rule, "tabel rij", row
            yield rule, "tabel kolom", column
        case CellAuthority():
            return


def _of_criterion(criterion: Criterion) -> Iterator[tuple[str, str, Node]]:
    if criterion.applies is not None:
        yield criterion.id, "van_toepassing_als", criterion.applies
    for number, exclusion in enumerate(criterion.exclusions, start=1):
        yield criterion.id, f"niet_van_toepassing_als {number}", exclusion.condition
    for outcome, cases in (
        ("voldoet", criterion.met),
        ("twijfel", criterion.doubt),
        ("voldoet_niet", criterion.not_met),
    ):
        for number, case in enumerate(cases, start=1):
            if case.condition is not None:
                yield criterion.id, case.path or f"uitkomsten.{outcome} {number}", case.condition
    for ground in criterion.grounds:
        yield criterion.id, f"deugdelijke_gronden {ground.id}", ground.condition
    for number, repair in enumerate(criterion.repairs, start=1):
        if repair.condition is not None:
            yield criterion.id, f"herstel {number} als", repair.condition
        if repair.until is not None:
            yield criterion.id, f"herstel {number} uiterlijk", repair.until
    if criterion.repairable is not None:
        yield criterion.id, "herstelbaar", criterion.repairable


def _of_nogo(ground: NoGo) -> Iterator[tuple[str, str, Node]]:
    named: list[tuple[str, Node | None]] = [("van_toepassing_als", ground.applies)]
    named += [
        (f"niet_van_toepassing_als {number}", one.condition) for number, one in enumerate(ground.exclusions, start=1)
    ]
    named.append(("beroep_als", ground.invoked))
    named += [(f"bewijs {one.id}", one.condition) for one in ground.evidence]
    named += [("periode van", ground.start), ("periode tot", ground.end)]
    named += [("dekt", ground.covered), ("tijdig", ground.in_time), ("herbeoordeling uiterlijk", ground.review_by)]
    named += [(f"afwijzing {number}", one.condition) for number, one in enumerate(ground.objections, start=1)]
    for path, tree in named:
        if tree is not None:
            yield ground.id, path, tree


def _of_step(step: Step) -> Iterator[tuple[str, str, Node]]:
    for number, exclusion in enumerate(step.exclusions, start=1):
        yield step.id, f"niet_van_toepassing_als {number}", exclusion.condition
    named: tuple[tuple[str, Node | None], ...] = (
        ("van_toepassing_als", step.applies),
        ("vanaf", step.start),
        ("uiterlijk", step.deadline),
        ("gebeurd_op", step.happened),
        ("niet_gebeurd_als", step.not_happened),
        ("gehaald_als", step.done),
        ("te_laat_als", step.missed),
    )
    for path, tree in named:
        if tree is not None:
            yield step.id, path, tree


def _of_section(rule: str, below: str, section: Section[Content]) -> Iterator[tuple[str, str, Node]]:
    if section.applies is not None:
        yield rule, "van_toepassing_als", section.applies
    for number, exclusion in enumerate(section.exclusions, start=1):
        yield rule, f"niet_van_toepassing_als {number}", exclusion.condition
    for number, line in enumerate(section.lines, start=1):
        if line.condition is not None:
            yield rule, f"{below} {number} als", line.condition


def _named(value: Node) -> str:
    """The value as it is written in short: the facts it leans on."""
    match value:
        case FactRef(name) | FieldRef(name):
            return name
        case ParameterRef(name):
            return f"parameter.{name}"
        case FindingRef(criterion, aspect):
            return f"{criterion}.{aspect}"
        case ListQuery(kind, source, column):
            return f"{kind}({source.name}{f'.{column.name}' if column else ''})"
    names = dict.fromkeys(_named(one) for one in descendants(value) if isinstance(one, FactRef | FieldRef | FindingRef))
    return f"een uitkomst van {', '.join(names)}" if names else "een vaste waarde"
