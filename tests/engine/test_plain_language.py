"""Everyday words beside the rules of another domain: complete, checked, and read only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.loading.plain_language import FILE, load_plain_language
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.plain_language import PlainCriterion
from spoortoets.engine.rule_files import read_folder

RULES = Path(__file__).parents[1] / "andere_regels"

WORDS = """
uitkomsten:
  voldoet: Ja.
  twijfel: Dat is niet zeker.
  voldoet_niet: Nee.
  onbekend: Dat weten wij niet.
  nvt: Dit past nu niet.
  ja: Ja.
  nee: Nee.
  tekort: Niet helemaal.
  niet_getoetst: Niet bekeken.
oordeel:
  adequaat: Het is goed.
  niet_adequaat: Het is nog niet goed.
  twijfel: Het is niet zeker.
  onvoldoende_gegevens: Er ontbreekt iets.
  niet_aan_de_orde: Dit speelt nu niet.
vragen: {beheer: Past iemand op de boeken?, bezit: Zijn er genoeg boeken?}
criteria:
  B1: {vraag: Is er iemand die helpt?, uitleg: Dan vindt u sneller een boek.}
  B2: {vraag: Zijn er genoeg boeken?, uitleg: Dan valt er te kiezen.}
  B3:
    vraag: Zijn er boeken
      in uw taal?
    uitleg: Dan kunt u ze lezen.
"""
B4 = "  B4: {vraag: Is het vaak open?, uitleg: Dan kunt u komen als u tijd hebt.}\n"


def room(folder: Path, words: str | None) -> Path:
    for name, data in read_folder(RULES).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    if words is not None:
        (folder / FILE).parent.mkdir(exist_ok=True)
        (folder / FILE).write_text(words, encoding="utf-8")
    return folder


def test_each_criterion_question_answer_and_verdict_has_its_words(tmp_path: Path):
    folder = room(tmp_path, WORDS + B4)
    words = load_plain_language(folder, cached_rulebook(folder))
    assert words.criteria["B3"] == PlainCriterion("Zijn er boeken in uw taal?", "Dan kunt u ze lezen.")
    assert sorted(words.criteria) == ["B1", "B2", "B3", "B4"]
    assert words.questions["bezit"] == "Zijn er genoeg boeken?"
    assert words.answers["tekort"] == "Niet helemaal."
    assert words.verdicts["onvoldoende_gegevens"] == "Er ontbreekt iets."


def test_a_criterion_that_is_switched_off_may_do_without(tmp_path: Path):
    folder = room(tmp_path, WORDS)
    criterion = folder / "criteria" / "B4.yaml"
    criterion.write_text(f"{criterion.read_text(encoding='utf-8')}\ningeschakeld: nee\n", encoding="utf-8")
    assert "B4" not in load_plain_language(folder, compile_rulebook(read_folder(folder))).criteria


def test_loading_the_rules_checks_the_words_too(tmp_path: Path):
    with pytest.raises(MistakesFound, match=r"gewone_taal\.yaml:20:3: R03 .*ontbreekt de sleutel 'B4'"):
        compile_rulebook(read_folder(room(tmp_path, WORDS)))


def test_a_rulebook_without_everyday_words_loads_but_gives_no_such_piece(tmp_path: Path):
    folder = room(tmp_path, None)
    with pytest.raises(MistakesFound, match=r"stukken/gewone_taal\.yaml: R93 dit bestand ontbreekt"):
        load_plain_language(folder, compile_rulebook(read_folder(folder)))
