"""Following a rulebook: which saves count, and which rules and tests each touches. No clock and no waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from spoortoets.engine.differences.compare import Book
from spoortoets.engine.editing.watching import Snapshot, Touched, follow, saved, touched
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.rule_tests.reading import RuleTests, read_tests

OTHER = Path(__file__).parents[1] / "andere_regels"


class Stopped(Exception):
    """The user stops."""


def rounds(looks: Iterable[Snapshot]) -> list[tuple[str, ...]]:
    """What is followed when the files look like this, one look after the other."""
    waiting = iter(looks)
    known: list[Snapshot] = []

    def look() -> Snapshot:
        try:
            known.append(next(waiting))
        except StopIteration:
            raise Stopped from None
        return known[-1]

    found: list[tuple[str, ...]] = []
    with pytest.raises(Stopped):
        for files in follow(look, lambda: None):
            found.append(files)
    return found


A1, A2, B1 = {"a.yaml": (1, 10)}, {"a.yaml": (2, 10)}, {"a.yaml": (1, 10), "b.yaml": (1, 5)}


def test_nothing_is_done_while_nothing_is_saved() -> None:
    assert rounds([A1, A1, A1]) == [()]


def test_a_save_is_one_round() -> None:
    assert rounds([A1, A1, A2, A2, A2]) == [(), ("a.yaml",)]


def test_an_editor_that_saves_in_two_steps_gives_one_round() -> None:
    gone: Snapshot = {}
    assert rounds([A1, gone, A2, A2, A2]) == [(), ("a.yaml",)]


def test_a_save_that_is_taken_back_at_once_gives_none() -> None:
    assert rounds([A1, A2, A1, A1, A1]) == [()]


def test_new_files_and_gone_files_count() -> None:
    assert saved(A1, B1) == ("b.yaml",) and saved(B1, A1) == ("b.yaml",) and saved(B1, A2) == ("a.yaml", "b.yaml")


# --- what a save touches ----------------------------------------------------------------------------------------------

STORIES = {
    "B1": "toetsen: B1\ngevallen:\n  - {naam: Eerste, verwacht: {B1: voldoet}}\n",
    "B2": "toetsen: B2\ngevallen:\n  - {naam: Tweede, verwacht: {B2: voldoet}}\n",
    "B4": "toetsen: B4\ngevallen:\n  - {naam: Vierde, verwacht: {B4: voldoet}}\n",
    "oordeel": "toetsen: oordeel\ngevallen:\n  - {naam: Samen, verwacht: {oordeel: adequaat}}\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Book]:
    """The small rulebook with changes: text that takes the place of other text, per file."""
    (tmp_path / "toetsen" / "basis").mkdir(parents=True)
    (tmp_path / "toetsen" / "basis" / "goed.yaml").write_text("dossier: {id: U-1, peildatum: 2026-06-01}\n")

    def make(changes: dict[str, tuple[str, str]] | None = None) -> Book:
        files = read_folder(OTHER)
        stories = dict(STORIES)
        for name, (old, new) in (changes or {}).items():
            if name in stories:
                assert old in stories[name]
                stories[name] = stories[name].replace(old, new)
            else:
                assert old.encode() in files[name]
                files[name] = files[name].replace(old.encode(), new.encode())
        for name, text in stories.items():
            (tmp_path / "toetsen" / f"{name}.yaml").write_text(text)
        return Book("proef", compile_rulebook(files), files, _read(tmp_path))

    return make


def _read(folder: Path) -> RuleTests:
    return read_tests(folder)


def names(found: Touched) -> set[str]:
    return {one.tested for one in found.tests}


def test_a_comment_touches_nothing(book: Callable[..., Book]) -> None:
    found = touched(book(), book({"criteria/B1.yaml": ("criterium: B1", "# waarom\ncriterium: B1")}))
    assert (found.changes, found.rules, found.tests) == ((), (), ())


def test_a_threshold_touches_the_rules_that_lean_on_it_however_far(book: Callable[..., Book]) -> None:
    found = touched(book(), book({"parameters.yaml": ("waarde: 7", "waarde: 9")}))
    assert [one.id for one in found.changes] == ["speling_telling"]
    assert "B2" in found.rules and "oordeel" in found.rules and "B1" not in found.rules
    assert names(found) == {"B2", "oordeel"}


def test_a_changed_test_runs_alone(book: Callable[..., Book]) -> None:
    found = touched(book(), book({"B4": ("B4: voldoet", "B4: onbekend")}))
    assert found.rules == () and names(found) == {"B4"}


def test_a_sentence_of_a_criterium_touches_it(book: Callable[..., Book]) -> None:
    found = touched(book(), book({"criteria/B1.yaml": ("Er is een beheerder.", "Een beheerder is bekend.")}))
    assert [one.id for one in found.changes] == ["B1"] and "B1" in found.rules and "B1" in names(found)
