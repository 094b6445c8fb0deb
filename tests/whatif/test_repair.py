"""Repair: every set told gives the promised verdict, and nothing of it can be left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.whatif.repair.edits import Means, changed
from spoortoets.engine.whatif.repair.mend import Repairs, repairs
from spoortoets.engine.whatif.standing import Stands

ROOT = Path(__file__).parents[2]
BOOK = cached_rulebook(ROOT / "rules")
EXAMPLES = sorted((ROOT / "voorbeelden").glob("*.yaml"))


def example(path: Path) -> Dossier:
    return read_dossier(path.read_bytes(), path.name, BOOK.concepts)


def repaired(name: str) -> Repairs:
    return repairs(BOOK, example(ROOT / "voorbeelden" / f"{name}.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_set_gives_the_promised_verdict_and_none_of_it_can_be_left_out(path: Path) -> None:
    dossier = example(path)
    found = repairs(BOOK, dossier)
    stands = Stands(BOOK, dossier)
    for one in found.sets:
        edits = tuple(change.edit for change in one.changes)
        assert stands.of(changed(dossier, edits)).verdict == one.verdict
        for left_out in edits:
            rest = tuple(edit for edit in edits if edit is not left_out and edit.after != left_out.number)
            assert stands.of(changed(dossier, rest)).verdict != one.verdict


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_dated_back(path: Path) -> None:
    dossier = example(path)
    for one in repairs(BOOK, dossier).sets:
        for change in one.changes:
            edit = change.edit
            if edit.means is Means.PLAN:
                days = [edit.value, *(edit.record.values.values() if edit.record else ())]
                assert not any(isinstance(day, date) and day < dossier.reference_date for day in days)
            assert edit.means is not Means.HISTORY


def test_a_dossier_that_is_adequate_needs_nothing() -> None:
    found = repaired("adequaat")
    assert found.verdict == found.reached == "adequaat"
    assert found.sets == ()


def test_a_late_start_cannot_be_mended_and_the_dates_tell_why() -> None:
    found = repaired("te_late_start")
    assert found.reached == "niet_adequaat"
    (obstacle,) = found.obstacles
    assert obstacle.criterion == "K24"
    _, facts = obstacle.conditions[0]
    assert ("de datum van de intake", "13 april 2026") in [(one.title, one.value) for one in facts]


def test_vague_occupations_are_replaced_by_concrete_ones_of_two_branches() -> None:
    found = repaired("geen_beroepen")
    assert found.reached == "adequaat"
    new = [change.edit.record for change in found.sets[0].changes if change.edit.record is not None]
    assert len({one.values["branche"] for one in new}) == len(new) == 2


def test_documents_that_contradict_each_other_ask_for_a_choice() -> None:
    found = repaired("tegenstrijdige_stukken")
    assert found.reached == "adequaat"
    assert all(change.edit.means is Means.SETTLE for one in found.sets for change in one.changes)


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
    from .repair_brute import compared
    from .repair_dossiers import generated

    return compared(book, generated(book, number))
