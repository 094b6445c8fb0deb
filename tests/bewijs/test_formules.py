"""The rules as formulas say what the engine finds: node by node, for dossiers of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier import Dossier, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.fact_changes import as_of
from spoortoets.engine.language.types import Concept, ListType
from spoortoets.engine.layout import Layout
from spoortoets.engine.planning import lay_out
from spoortoets.engine.proofs.crossing import acceptable
from spoortoets.engine.proofs.logic import Term
from spoortoets.engine.proofs.worlds import World
from spoortoets.engine.rule_tests.cases import CaseMaker
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.engine.rulebook import Rulebook

from ..gemaakte_dossiers import Generator
from .vaste_dossiers import LONGEST, Fixed, count_lists, engine_value

ROOT = Path(__file__).parents[2]
RULES, OTHER_RULES = ROOT / "rules", ROOT / "tests" / "andere_regels"
EXAMPLES = ROOT / "voorbeelden"


@cache
def rulebook(folder: Path) -> Rulebook:
    return cached_rulebook(folder)


def examples() -> list[Dossier]:
    concepts = rulebook(RULES).concepts
    return [read_dossier(one.read_bytes(), one.name, concepts) for one in sorted(EXAMPLES.glob("*.yaml"))]


def from_rule_tests(every: int) -> list[Dossier]:
    """The dossier of one rule test in so many."""
    tests = read_tests(RULES)
    maker = CaseMaker(tests, rulebook(RULES).concepts)
    return [maker.dossier(one) for one in tests.tests[::every]]


def readable(dossier: Dossier, concepts: tuple[Concept, ...]) -> Dossier:
    """Without the values for which the dossier reader refuses it: dates in the future, and dates too early."""
    facts = as_of(dossier.facts, dossier.reference_date, concepts)
    for concept in concepts:
        dated = concept.type.fields if isinstance(concept.type, ListType) else (concept,)
        fact = facts.get(concept.name)
        if fact is None or all(one.not_before is None for one in dated):
            continue
        if isinstance(fact.value, Records):
            bound = {one.name for one in dated if one.not_before is not None}
            items = tuple(
                one._replace(values={name: value for name, value in one.values.items() if name not in bound})
                for one in fact.value.items
            )
            facts[concept.name] = fact._replace(value=Records(items, fact.value.complete))
        elif not acceptable(dossier._replace(facts=facts), (concept,)):
            del facts[concept.name]
    return dossier._replace(facts=facts)


def by_chance(folder: Path, number: int) -> list[Dossier]:
    day = examples()[0].reference_date
    made = Generator(rulebook(folder).concepts, day, seed=11)
    return [made.dossier(one) for one in range(number)]


def short_world(layout: Layout, dossiers: Sequence[Dossier]) -> World:
    """A world in which the longest list of these dossiers fits."""
    facts = (one for some in dossiers for one in some.facts.values())
    longest = max((len(one.value.items) for one in facts if isinstance(one.value, Records)), default=0)
    assert longest <= LONGEST
    return World(layout, (), None, longest)


def assert_same(layout: Layout, dossiers: Sequence[Dossier]) -> None:
    """Every register of the plan has the formula of what the engine puts there."""
    world = short_world(layout, dossiers)
    formulas = [(step, world.first.register(step.register)) for step in layout.plan.steps]
    for dossier in dossiers:
        registers, fixed = evaluate(layout.plan, dossier), Fixed(world, dossier)
        for step, formula in formulas:
            found, expected = fixed.plain(formula), engine_value(registers[step.register], formula)
            assert found == expected and isinstance(found, bool) == isinstance(expected, bool), (dossier.id, step.id)


@pytest.mark.parametrize("kind", ["voorbeelden", "toetsen", "gemaakt"])
def test_every_register_of_the_shipped_rulebook_is_what_its_formula_says(kind: str) -> None:
    dossiers = {
        "voorbeelden": lambda: examples()[::2],
        "toetsen": lambda: from_rule_tests(every=700),
        "gemaakt": lambda: by_chance(RULES, 8),
    }[kind]()
    assert_same(lay_out(rulebook(RULES), dossiers[0].reference_date), dossiers)


def test_every_register_of_another_rulebook_is_what_its_formula_says() -> None:
    dossiers = by_chance(OTHER_RULES, 60)
    assert_same(lay_out(rulebook(OTHER_RULES), dossiers[0].reference_date), dossiers)


# --- lists of any length --------------------------------------------------------------------------------------------


CRITERIA = ("K04", "K12", "K24", "K33", "K37", "K41", "K52")


@pytest.mark.parametrize("criterion", CRITERIA)
def test_what_is_said_of_any_list_holds_of_every_dossier(criterion: str) -> None:
    """Nothing that the engine finds is ruled out: else a proof that something is impossible would prove nothing."""
    concepts = rulebook(RULES).concepts
    dossiers = [*examples()[:2], *(readable(one, concepts) for one in by_chance(RULES, 8))]
    layout = lay_out(rulebook(RULES), dossiers[0].reference_date)
    world = World(layout, (), None, None)
    register = layout.criteria[criterion].finding
    truths = [world.first.truth(one) for one in layout.criteria[criterion].is_outcome.values()]
    world.first.register(register)
    closed = world.closed([term for truth in truths for term in (truth.true, truth.false)], related=True)
    said = closed.formulas[2 * len(truths) :]
    wanted = list(layout.criteria[criterion].is_outcome.values())
    for dossier in dossiers:
        fixed, registers = Fixed(world, dossier), evaluate(layout.plan, dossier)
        count_lists(world, fixed, dossier)
        for one, truth in zip(wanted, truths, strict=True):
            assert fixed.plain(truth) == registers[one], (dossier.id, layout.plan.steps[one].id)
        assert all(_holds(fixed, one) for one in said), dossier.id


def _holds(fixed: Fixed, formula: Term) -> bool:
    """Whether a formula is true; one about an element that only shows something says nothing of this dossier."""
    try:
        return bool(fixed[formula])
    except KeyError:
        return True
