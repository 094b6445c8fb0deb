"""The questions worth asking: all of them, and no others."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier, Fact, Records
from spoortoets.engine.findings import Report
from spoortoets.engine.language.terms import Outcome, Weight
from spoortoets.engine.result import FactState
from spoortoets.engine.whatif.questions import Effect, Question, Questions, questions
from spoortoets.engine.whatif.reach import Ask, open_asks
from spoortoets.engine.whatif.standing import Standing, Stands

from ..regels.test_wetmatigheden import EXAMPLES, example, with_facts
from ..regels.zaak import dossier, rulebook
from .antwoorden import Answers

NUMBER = int(os.environ.get("SPOORTOETS_VARIATIES", "12"))
"""On how many dossiers each law is tried; more in a long run by hand."""

ROUNDS = 30
"""More than enough: an answer opens a question at most a few times in a row."""

CONCEPTS = {one.name: one for one in rulebook().concepts}


@cache
def stands() -> Stands:
    return Stands(rulebook(), example(0), DIRECT)


def found(one: Dossier) -> Questions:
    standing = stands().of(one)
    return questions(stands().premises(standing, one))


def names(one: Questions) -> list[str]:
    return [question.ask.fact for question in one.questions]


def outcomes(standing: Standing) -> tuple[Any, ...]:
    """What a reader sees of a run."""
    return standing.verdict, standing.questions, standing.findings


def varied(seed: int, number: int) -> list[tuple[Answers, Dossier]]:
    """Dossiers from nearly empty to full."""
    answers = Answers(seed)
    some = []
    for one in answers.dossiers(number):
        kept = answers.random.random()
        facts = {
            name: fact
            for name, fact in one.facts.items()
            if name.startswith("dossier.") or answers.random.random() < kept
        }
        some.append((answers, with_facts(one, facts)))
    return some


# --- the two laws ---


def assert_nothing_stays_unknown(answers: Answers, one: Dossier) -> None:
    for _ in range(ROUNDS):
        waited = [question for question in found(one).questions if question.is_waited_for]
        if not waited:
            break
        for question in waited:
            one = answers.answered(one, question.ask, CONCEPTS[question.ask.fact])
    else:
        pytest.fail("the questions never end")
    left = {name for name, finding in stands().of(one).findings.items() if finding.outcome is Outcome.UNKNOWN}
    told = found(one).unanswerable
    assert left == {lost.criterion for lost in told}
    assert all(lost.facts for lost in told), "a finding stays unknown, and no fact that does not apply explains it"


def test_answering_every_question_leaves_no_finding_unknown() -> None:
    for answers, one in varied(11, NUMBER):
        assert_nothing_stays_unknown(answers, one)


VALUES = 3
"""So many values are tried of each fact that is not asked."""


def assert_nothing_else_matters(answers: Answers, one: Dossier, sample: int) -> int:
    """Of what is not asked: several values for one at a time, and several times a value for all of it at once."""
    before, listed = stands().of(one), {question.ask for question in found(one).questions}
    others = [ask for ask in open_asks(rulebook().concepts, one) if ask not in listed]
    chosen = others if sample >= len(others) else answers.random.sample(others, sample)
    for _ in range(VALUES):
        for ask in chosen:
            after = stands().of(answers.answered(one, ask, CONCEPTS[ask.fact]))
            assert outcomes(after) == outcomes(before), ask
        whole = one
        for ask in others:
            whole = answers.answered(whole, ask, CONCEPTS[ask.fact])
        assert outcomes(stands().of(whole)) == outcomes(before)
    return len(chosen)


def test_a_value_for_what_is_not_asked_changes_no_finding_and_no_verdict() -> None:
    tried = sum(assert_nothing_else_matters(answers, one, 15) for answers, one in varied(12, NUMBER))
    assert tried > 10 * NUMBER


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[path.stem for path in EXAMPLES])
def test_both_laws_hold_for_every_example(number: int) -> None:
    answers, one = Answers(number), example(number)
    assert_nothing_else_matters(answers, one, 3)
    assert_nothing_stays_unknown(answers, one)


def assert_a_finding_waits_for_nothing_else(one: Dossier) -> None:
    """What the page of a finding names as still open is among the questions that the finding waits for."""
    premises = stands().premises(stands().of(one), one)
    report, asked = Report(premises, ()), questions(premises).questions
    for rule in premises.layout.criteria.values():
        finding = report.finding(rule)
        waits = {each.ask.fact for each in asked if finding.criterion in {way.criterion for way in each.waiting}}
        assert {each.name for each in finding.open_facts} <= waits, finding.criterion


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[path.stem for path in EXAMPLES])
def test_what_a_finding_names_as_open_is_asked(number: int) -> None:
    assert_a_finding_waits_for_nothing_else(example(number))


def test_what_a_finding_names_as_open_is_asked_of_any_dossier() -> None:
    for _, one in varied(13, 2 * NUMBER):
        assert_a_finding_waits_for_nothing_else(one)


# --- what a user recognises ---


def test_an_empty_dossier_is_asked_for_the_first_day_of_illness_first() -> None:
    empty = with_facts(example(0), {"dossier.peildatum": example(0).facts["dossier.peildatum"]})
    asked = found(empty).questions
    assert asked[0].ask == Ask("verzuim.eerste_ziektedag")
    assert asked[0].verdict
    assert len(asked) > 100


def test_what_only_one_finding_waits_for_names_that_finding_and_what_it_can_become() -> None:
    asked = found(dossier({"traject.intake_vorm": None}))
    (question,) = [one for one in asked.questions if one.ask.fact == "traject.intake_vorm"]
    assert {one.criterion for one in question.waiting} == {"K30"}
    assert question.waiting[0].effect is Effect.DECIDE
    assert len(question.waiting[0].possible) > 1
    assert question.answerer == "re-integratiebedrijf"
    assert question.document == "intakeverslag"


def test_a_finding_that_is_settled_is_not_asked_about() -> None:
    assert not [one for one in found(dossier()).questions if one.is_waited_for]


def test_a_ground_that_would_excuse_a_shortcoming_is_asked_for() -> None:
    late = dossier({"traject.intake_datum": "2026-03-02", "traject.vertragingsredenen": None})
    asked = [one for one in found(late).questions if any(way.effect is Effect.EXCUSE for way in one.waiting)]
    assert asked
    assert all(one.is_waited_for for one in asked)


def test_a_field_that_an_element_leaves_open_is_asked_of_that_element() -> None:
    good = dossier()
    activities = good.facts["traject.activiteiten"].value
    assert isinstance(activities, Records)
    first, *rest = activities.items
    poorer = type(first)({name: value for name, value in first.values.items() if name != "datum"})
    changed = Fact(FactState.KNOWN, Records((poorer, *rest), activities.complete))
    asked = found(with_facts(good, {**good.facts, "traject.activiteiten": changed})).questions
    (question,) = [one for one in asked if one.ask == Ask("traject.activiteiten", 0, "datum")]
    assert question.element.startswith("activiteit 1 (intake")


def test_more_findings_of_a_heavier_class_are_asked_for_first() -> None:
    asked = list(found(example([path.stem for path in EXAMPLES].index("half_ingevuld"))).questions)
    waited = [one for one in asked if one.is_waited_for]
    first = [one for one in waited if one.verdict]
    assert asked[: len(first)] == first, "what can change the verdict comes first"
    powers = [_power(one) for one in first]
    assert powers == sorted(powers, reverse=True)


def _power(question: Question) -> tuple[int, ...]:
    waits = [one for one in question.waiting if one.effect is not Effect.TURN]
    return tuple(sum(one.weight is weight for one in waits) for weight in Weight)


def test_a_finding_that_leans_on_what_does_not_apply_is_told_apart() -> None:
    good = dossier({"traject.intake_datum": None})
    nvt = Fact(FactState.NOT_APPLICABLE, reason="niet bekend gemaakt")
    lost = found(with_facts(good, {**good.facts, "traject.intake_datum": nvt})).unanswerable
    assert ("K24", ("de datum van de intake",)) in {(one.criterion, one.facts) for one in lost}
