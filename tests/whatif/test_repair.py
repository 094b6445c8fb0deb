"""Repair: every set told gives the promised verdict, nothing of it can be left out, and nothing in it is impossible."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.types import EARLIER, LATER, LESS, MORE, Concept, ListType, Mending
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.whatif.repair.edits import Action, Edit, Means, changed
from spoortoets.engine.whatif.repair.mend import Repairs, repairs
from spoortoets.engine.whatif.repair.results import Change, How, MendingSet, Needed
from spoortoets.engine.whatif.standing import Stands

from .repair_brute import compared
from .repair_dossiers import generated

ROOT = Path(__file__).parents[2]
BOOK = cached_rulebook(ROOT / "rules")
EXAMPLES = sorted(path.stem for path in (ROOT / "voorbeelden").glob("*.yaml"))


@cache
def example(name: str) -> Dossier:
    path = ROOT / "voorbeelden" / f"{name}.yaml"
    return read_dossier(path.read_bytes(), path.name, BOOK.concepts)


@cache
def found(name: str, *, history: bool = False) -> Repairs:
    return repairs(BOOK, example(name), history=history)


def edits_of(some: MendingSet) -> tuple[Edit, ...]:
    return tuple(edit for change in some.changes for edit in change.edits)


def all_edits(name: str, *, history: bool) -> list[Edit]:
    """Everything that is proposed anywhere on the page."""
    one = found(name, history=history)
    changes: list[Change] = [change for some in (*one.sets, *one.late) for change in some.changes]
    changes += [change for obstacle in one.obstacles for own in obstacle.sets for change in own]
    return [edit for change in changes for edit in change.edits]


def concept_of(edit: Edit) -> Concept:
    return next(one for one in BOOK.concepts if one.name == edit.fact)


def form(change: Change) -> dict[str, Needed]:
    return {one.field: one for one in change.form}


# --- sound and minimal ---


@pytest.mark.parametrize("history", [False, True], ids=["herstel", "terugblik"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_set_gives_the_promised_verdict_and_none_of_it_can_be_left_out(name: str, history: bool) -> None:
    dossier, one = example(name), found(name, history=history)
    stands = Stands(BOOK, dossier)
    for some in (*one.sets, *one.late):
        edits = edits_of(some)
        assert stands.of(changed(dossier, edits)).verdict == some.verdict
        for left_out in edits:
            rest = [edit for edit in edits if edit is not left_out and edit.after != left_out.number]
            assert stands.of(changed(dossier, rest)).verdict != some.verdict or _leaves_more(
                stands, dossier, rest, some
            )


def _leaves_more(stands: Stands, dossier: Dossier, edits: list[Edit], some: MendingSet) -> bool:
    """Whether more carries and is open than the set leaves."""
    findings = stands.of(changed(dossier, edits)).findings
    fine = ("voldoet", "nvt")
    left = {n for n, f in findings.items() if f.weight.value == "dragend" and f.outcome.value not in fine}
    return not left <= {one.criterion for one in some.left}


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_dated_back(name: str) -> None:
    day = example(name).reference_date
    for edit in all_edits(name, history=False):
        assert edit.means is not Means.HISTORY
        if edit.means is Means.PLAN:
            days = [edit.value, *(edit.record.values.values() if edit.record else ())]
            assert not any(isinstance(one, date) and one < day for one in days)


@pytest.mark.parametrize("history", [False, True], ids=["herstel", "terugblik"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_nobody_can_change_is_never_proposed(name: str, history: bool) -> None:
    for edit in all_edits(name, history=history):
        concept = concept_of(edit)
        assert concept.mending is not Mending.NEVER
        if edit.means is Means.HISTORY:
            own = concept
            if edit.field:
                assert isinstance(concept.type, ListType)
                own = next(one for one in concept.type.fields if one.name == edit.field)
            assert own.hindsight


def test_a_dossier_that_is_adequate_needs_nothing() -> None:
    one = found("adequaat")
    assert one.verdict == one.reached == "adequaat"
    assert one.sets == one.late == one.obstacles == ()


def test_what_is_not_tested_has_nothing_to_mend() -> None:
    one = found("no_go_gbm")
    assert (one.verdict, one.sets, one.obstacles) == ("niet_aan_de_orde", (), ())


# --- the examples as a consultant reads them ---


def test_a_late_start_cannot_be_mended_and_the_dates_tell_why() -> None:
    one = found("te_late_start")
    assert one.reached == "niet_adequaat"
    (obstacle,) = one.obstacles
    assert obstacle.criterion == "K24"
    _, facts = obstacle.conditions[0]
    assert ("de datum van de intake", "13 april 2026") in [(fact.title, fact.value) for fact in facts]
    assert any("intensiever traject" in measure.what for measure in obstacle.measures)


def test_in_hindsight_a_late_start_had_been_an_earlier_intake_plan_and_profile() -> None:
    (some,) = found("te_late_start", history=True).sets
    assert some.verdict == "adequaat"
    assert {edit.fact: edit.value for edit in edits_of(some)} == {
        "traject.intake_datum": date(2026, 3, 5),
        "traject.trajectplan_datum": date(2026, 4, 2),
        "zoekprofiel.datum": date(2026, 4, 2),
    }
    # The evaluation of the first year sets the term: a later one would only have made the norm softer.
    assert not any(edit.fact.startswith("eerstejaarsevaluatie") for edit in all_edits("te_late_start", history=True))


def test_the_day_of_the_intake_moves_in_the_list_of_activities_too() -> None:
    dossier = example("te_late_start")
    (some,) = found("te_late_start", history=True).sets
    moved = changed(dossier, edits_of(some)).fact("traject.activiteiten").value
    assert moved.items[0].values["datum"] == date(2026, 3, 5)  # type: ignore[union-attr]
    assert moved.items[1:] == dossier.fact("traject.activiteiten").value.items[1:]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", EXAMPLES)
def test_in_hindsight_a_day_or_a_number_moves_only_in_the_direction_that_the_concept_allows(name: str) -> None:
    for edit in all_edits(name, history=True):
        own = example(name).fact(edit.fact).value
        if edit.means is not Means.HISTORY or edit.action is not Action.SET or own is None:
            continue
        allowed = concept_of(edit).hindsight
        if isinstance(own, date) or (isinstance(own, int) and not isinstance(own, bool)):
            assert (
                (EARLIER in allowed or LESS in allowed) if edit.value < own else (LATER in allowed or MORE in allowed)
            )  # type: ignore[operator]


def test_a_set_for_a_lower_verdict_mends_every_carrying_point_that_can_be_mended() -> None:
    one = found("lagere_school_drie_maanden")
    assert one.reached == "twijfel"
    (some,) = one.sets
    assert {edit.fact: edit.value for edit in edits_of(some)} == {
        "traject.beeindigd": False,
        "traject.looptijd_gepland": 12,
    }
    assert {moved.criterion for moved in some.better} == {"K37", "K49"}
    assert [left.criterion for left in some.left] == ["K48"]


def test_a_traject_that_is_resumed_has_no_end_any_more() -> None:
    dossier = example("lagere_school_drie_maanden")
    (some,) = found("lagere_school_drie_maanden").sets
    after = changed(dossier, edits_of(some))
    assert after.fact("traject.einddatum").state.value == "nvt"
    assert "K60" not in {moved.criterion for moved in some.worse}


def test_what_takes_longer_than_there_is_time_is_no_repair() -> None:
    one = found("alleen_vacatures")
    assert (one.reached, one.sets) == ("niet_adequaat", ())
    (some,) = one.late
    measures = {measure for change in some.changes for measure in change.measures}
    assert {(m.criterion, m.ready, m.until) for m in measures} == {("K40", date(2026, 11, 16), date(2026, 10, 11))}
    assert all(measure.late for measure in measures)


def test_new_activities_are_told_by_all_kinds_that_do_as_well() -> None:
    (some,) = found("alleen_vacatures").late
    kinds = [set(form(change)["soort"].values) for change in some.changes]
    assert {"sollicitatietraining", "coaching"} in kinds
    assert {"jobhunting", "werkgeversbezoek"} in kinds
    stands = Stands(BOOK, example("alleen_vacatures"))
    for change in some.changes:
        for kind in form(change)["soort"].values:
            others = {
                edit.record.values["soort"] for edit in edits_of(some) if edit.record and edit not in change.edits
            }
            if kind not in others:
                replaced = [_with_kind(edit, kind) if edit in change.edits else edit for edit in edits_of(some)]
                assert stands.tried(changed(example("alleen_vacatures"), replaced)).verdict == "adequaat"


def _with_kind(edit: Edit, kind: object) -> Edit:
    assert edit.record is not None
    values = {**edit.record.values, "soort": kind}
    return edit._replace(record=type(edit.record)(values))  # type: ignore[arg-type]


def test_vague_occupations_are_replaced_by_two_of_different_branches() -> None:
    one = found("geen_beroepen")
    assert one.reached == "adequaat"
    (some,) = one.sets
    dropped, added = some.changes
    assert [edit.element for edit in dropped.edits] == [0, 1]
    assert len(added.edits) == 2
    needed = form(added)
    # The branch is free to choose, but a different one each time: no branch is made up.
    assert (needed["branche"].how, needed["branche"].apart) == (How.KNOWN, True)
    assert needed["uren_eis"] == Needed("uren_eis", How.MOST, (24,))
    assert needed["vacatures_regio"] == Needed("vacatures_regio", How.LEAST, (1,))


def test_documents_that_contradict_each_other_ask_for_a_choice_and_tell_what_the_other_choice_gives() -> None:
    one = found("tegenstrijdige_stukken")
    assert one.reached == "adequaat"
    (some,) = one.sets
    assert all(edit.means is Means.SETTLE for edit in edits_of(some))
    intake = next(change for change in some.changes if change.edits[0].fact == "traject.intake_datum")
    assert [(other.value, other.verdict) for other in intake.others] == [(date(2026, 4, 14), "niet_adequaat")]
    assert {measure.criterion for change in some.changes for measure in change.measures} == {"K60"}


def test_which_document_is_right_is_no_other_course_of_history_but_a_question() -> None:
    one = found("tegenstrijdige_stukken", history=True)
    assert one.sets == one.late == ()
    assert "traject.intake_datum" in {question.ask.fact for question in one.questions}


@pytest.mark.parametrize("name", EXAMPLES)
def test_findings_are_told_in_the_order_of_the_rulebook(name: str) -> None:
    order = [one.id for one in BOOK.criteria]
    one = found(name)
    lists = [[obstacle.criterion for obstacle in one.obstacles]]
    for some in (*one.sets, *one.late):
        lists += [[moved.criterion for moved in moves] for moves in (some.better, some.worse, some.left)]
    assert all(told == sorted(told, key=order.index) for told in lists)


def test_a_dossier_that_is_half_filled_in_asks_its_questions_first() -> None:
    one = found("half_ingevuld")
    assert one.sets == one.late == ()
    assert len(one.questions) > 5
    assert all(obstacle.open_facts and not obstacle.sets for obstacle in one.obstacles)


# --- against brute force ---


def test_the_search_finds_what_brute_force_finds() -> None:
    book = load_rulebook(ROOT / "tests" / "andere_regels")
    looked_at = 0
    for number in range(250):
        if looked_at >= 20:
            break
        both = _compared(book, number)
        if both is not None:
            looked_at += 1
            assert both[0] == both[1]
    assert looked_at >= 5


def _compared(book: Rulebook, number: int) -> tuple[set[frozenset[int]], set[frozenset[int]]] | None:
    return compared(book, generated(book, number))
