"""The interview: what is typed ends up in the file, and nothing else in the file changes."""

from __future__ import annotations

import difflib
import io
import sys
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.whatif.interview import Interview
from spoortoets.explain.whatif.interview import Conversation

from ..commands.opdrachtregel import Ran, Terminal
from ..regels.zaak import ROOT
from .interviewer import Informant

SMALL = """\
# Mijn dossier
dossier:
  id: T-001   # het kenmerk
  peildatum: 2026-09-14

verzuim:
  # nog navragen
  eerste_ziektedag:   # bij de werkgever
"""


@cache
def rulebook() -> Rulebook:
    return cached_rulebook(ROOT / "rules")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def type_in(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path, *replies: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in replies)))
    return run("invullen", str(file), "--motor", "direct")


def changed(file: Path, before: str = SMALL) -> list[str]:
    """The lines that went (-) and came (+)."""
    lines = difflib.ndiff(before.splitlines(), file.read_text("utf-8").splitlines())
    return [one for one in lines if one[0] in "+-"]


def test_an_answer_is_put_on_its_own_line_and_the_comments_stay(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    ran = type_in(monkeypatch, run, file, "2025-05-12")
    assert ran.status == 0
    assert changed(file) == [
        "-   eerste_ziektedag:   # bij de werkgever",
        "+   eerste_ziektedag: 2025-05-12   # bij de werkgever",
    ]
    assert "✔ opgeslagen" in ran.out


def test_what_the_reader_refuses_is_asked_again_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    ran = type_in(monkeypatch, run, file, "12-05-2025", "2027-01-01", "stop")
    said = " ".join(ran.out.split())
    assert "hoort een datum, zoals 2026-04-13, niet '12-05-2025'; schrijf 2025-05-12" in said
    assert "dat is na de peildatum 2026-09-14" in said
    assert changed(file) == []


def test_why_is_answered_with_the_findings_that_wait(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    said = " ".join(type_in(monkeypatch, run, file, "?").out.split())
    assert "Beslist mee K01, K02" in said
    assert "Dag 1 van de wachttijd." in said
    assert "werkgever; ziekmelding" in said


def test_going_back_keeps_the_later_answers(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    type_in(monkeypatch, run, file, "2025-05-12", "", "onbekend", "terug", "terug", "2025-05-13", "", "stop")
    text = file.read_text("utf-8")
    assert "eerste_ziektedag: 2025-05-13" in text
    assert "herstelperioden: onbekend" in text


def test_what_does_not_apply_is_asked_a_reason(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    type_in(monkeypatch, run, file, "nvt", "er is geen: ziekte", "stop")
    assert 'eerste_ziektedag: {nvt: "er is geen: ziekte"}' in file.read_text("utf-8")


def test_personal_data_are_not_saved_before_they_are_confirmed(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    ran = type_in(monkeypatch, run, file, "nvt", "bel 06-12345678", "", "", "stop")
    assert "een telefoonnummer" in " ".join(ran.out.split())
    assert changed(file) == []


def test_a_list_is_asked_element_by_element(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    periods = ["2025-08-01", "2025-08-10", "10", "ja", "klaar", "ja"]
    type_in(monkeypatch, run, file, "2025-05-12", "", *periods, "", "stop")
    assert file.read_text("utf-8").endswith(
        "  herstelperioden:\n"
        "    - van: 2025-08-01\n"
        "      tot: 2025-08-10\n"
        "      duur: 10\n"
        "      volledig_hersteld: ja\n"
    )


def test_a_list_that_is_broken_off_is_kept_as_not_complete(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    type_in(monkeypatch, run, file, "2025-05-12", "", "2025-08-01", "2025-08-10")
    assert file.read_text("utf-8").endswith(
        "  herstelperioden:\n    volledig: nee\n    waarde:\n      - van: 2025-08-01\n        tot: 2025-08-10\n"
    )


def test_a_list_without_elements_is_given_in_one_word(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    type_in(monkeypatch, run, file, "2025-05-12", "", "geen", "", "stop")
    assert file.read_text("utf-8").endswith("  herstelperioden: []\n")


def test_a_list_can_be_given_anew(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    replies = ["2025-05-12", "", "2025-08-01", "2025-08-10", "10", "ja", "klaar", "ja", "", "terug"]
    ran = type_in(monkeypatch, run, file, *replies, "opnieuw", "2025-09-01", "", "", "", "klaar", "ja", "", "stop")
    assert "Nu: 1 herstelperiode. Enter = zo laten; opnieuw" in " ".join(ran.out.split())
    assert file.read_text("utf-8").endswith("  herstelperioden:\n    - van: 2025-09-01\n")


def test_a_list_that_is_left_as_it_is_stays(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    type_in(monkeypatch, run, file, "2025-05-12", "", "geen", "", "terug", "opnieuw", "terug", "", "stop")
    assert file.read_text("utf-8").endswith("  herstelperioden: []\n")


def test_back_at_the_source_asks_the_same_question_again(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    ran = type_in(monkeypatch, run, file, "2025-05-12", "terug", "2025-05-13", "", "stop")
    assert "Nu: 12 mei 2025. Enter = zo laten." in ran.out
    assert "eerste_ziektedag: 2025-05-13" in file.read_text("utf-8")


def test_choices_are_shown_in_words_and_taken_by_number(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "half.yaml"
    before = (ROOT / "voorbeelden" / "half_ingevuld.yaml").read_text("utf-8")
    path.write_text(before, encoding="utf-8")
    ran = type_in(monkeypatch, run, path, "9", "1", "", "stop")
    said = " ".join(ran.out.split())
    assert "1. niet aangevraagd 2. aangevraagd, nog geen beslissing" in said
    assert "Dat staat er niet bij. Typ een nummer van 1 tot en met 4." in said
    assert [one.strip("+ ") for one in changed(path, before) if one.startswith("+")] == ["besluit: geen"]
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_source_without_any_document_is_told_where_documents_are_listed(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    said = " ".join(type_in(monkeypatch, run, file, "2025-05-12", "D01 1", "", "stop").out.split())
    assert "Er staan nog geen stukken in het dossier. Zet ze in het bestand, in de lijst 'documenten'" in said


def test_a_source_is_held_against_the_list_of_documents(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    listed = SMALL.replace("\nverzuim", "  documenten:\n    - {id: D01, paginas: 2}\n\nverzuim")
    file.write_text(listed, encoding="utf-8")
    ran = type_in(monkeypatch, run, file, "2025-05-12", "D02 1", "D01 9", "D01, p. 2", "stop")
    said = " ".join(ran.out.split())
    assert "Document 'D02' staat niet in de lijst" in said
    assert "Stukken in het dossier: D01." in said
    assert "Pagina 9 bestaat niet" in said
    assert "{waarde: 2025-05-12, bron: {document: D01, pagina: 2}}   # bij de werkgever" in file.read_text("utf-8")


def test_a_new_dossier_is_asked_its_peildatum_first(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "nieuw.yaml"
    assert run("nieuw", "--uit", str(path)).status == 0
    before = path.read_text("utf-8")
    ran = type_in(monkeypatch, run, path, "2026-09-14", "2025-05-12", "stop")
    assert ran.out.startswith("Naar de stand van welke dag")
    assert changed(path, before) == [
        "-   peildatum: JJJJ-MM-DD",
        "+   peildatum: 2026-09-14",
        "-   eerste_ziektedag:",
        "+   eerste_ziektedag: 2025-05-12",
    ]


def test_documents_that_differ_are_chosen_between_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "stukken.yaml"
    before = (ROOT / "voorbeelden" / "tegenstrijdige_stukken.yaml").read_text("utf-8")
    path.write_text(before, encoding="utf-8")
    ran = type_in(monkeypatch, run, path, "2", "het intakeverslag is getekend", "stop")
    assert "De stukken verschillen." in ran.out
    came = [one for one in changed(path, before) if one.startswith("+")]
    assert [one.strip("+ ") for one in came] == [
        'gekozen: {waarde: 2026-04-14, reden: "het intakeverslag is getekend"}'
    ]


def test_a_file_that_was_changed_meanwhile_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path
) -> None:
    class Meddler(io.StringIO):
        def readline(self, *_: object) -> str:
            file.write_text(SMALL + "# van een ander\n", encoding="utf-8")
            return "2025-05-12\n"

    monkeypatch.setattr(sys, "stdin", Meddler())
    ran = run("invullen", str(file), "--motor", "direct")
    assert ran.status == 2
    assert "intussen veranderd" in ran.errors
    assert file.read_text("utf-8") == SMALL + "# van een ander\n"


@pytest.mark.parametrize("name", ["-", "dossier.json"])
def test_what_cannot_be_filled_in_is_refused(run: Terminal, name: str) -> None:
    ran = run("invullen", name)
    assert ran.status == 2
    assert "invullen" in ran.errors


def test_an_interview_from_an_empty_dossier_comes_to_the_verdict_of_the_example() -> None:
    path = ROOT / "voorbeelden" / "te_late_start.yaml"
    known = read_dossier(path.read_bytes(), path.name, rulebook().concepts)
    empty = f"dossier:\n  id: T-001\n  peildatum: {known.reference_date}\n"
    interview = Interview(rulebook(), "leeg.yaml", empty, DIRECT)
    informant = Informant(rulebook(), known)
    waiting: list[str] = []
    kept: list[str] = []

    def hear() -> str | None:
        if not waiting:
            question = interview.next()
            if question is None or not interview.stand.open_for_verdict:
                return "stop"
            waiting.extend(informant.replies(question))
        return waiting.pop(0)

    Conversation(interview, hear, lambda _: None, kept.append, width=80, ascii_only=False).run()
    assert interview.stand.verdict == "niet_adequaat"
    assert kept[-1] == interview.text


def test_breaking_off_keeps_what_was_answered(monkeypatch: pytest.MonkeyPatch, run: Terminal, file: Path) -> None:
    class Impatient(io.StringIO):
        def readline(self, *_: object) -> str:
            if self.tell():
                raise KeyboardInterrupt
            return super().readline()

    monkeypatch.setattr(sys, "stdin", Impatient("2025-05-12\n"))
    ran = run("invullen", str(file), "--motor", "direct")
    assert (ran.status, ran.errors) == (130, "Afgebroken.\n")
    assert "eerste_ziektedag: 2025-05-12" in file.read_text("utf-8")
