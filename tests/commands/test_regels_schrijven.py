"""The commands for who writes rules, as a user meets them: files, screens, exit statuses and mistakes."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .opdrachtregel import ROOT, Terminal

OTHER = Path(__file__).parents[1] / "andere_regels"
BASE = "dossier: {id: U-1, peildatum: 2026-06-01}\npunt: {beheerder_bekend: ja, soort: school, omvang: klein}\n"
STORY = "toetsen: B1\ngevallen:\n  - naam: Er is een beheerder\n    verwacht: {B1: voldoet}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rulebook of one's own in the folder `mijn`, with one test; commands run beside it."""
    folder = tmp_path / "mijn"
    shutil.copytree(OTHER, folder)
    (folder / "toetsen" / "basis").mkdir(parents=True)
    (folder / "toetsen" / "basis" / "goed.yaml").write_text(BASE, encoding="utf-8")
    (folder / "toetsen" / "B1.yaml").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


# --- schema -----------------------------------------------------------------------------------------------------------


def test_schemas_are_written_with_the_setting_for_the_editor(run: Terminal, own: Path) -> None:
    ran = run("regels", "schema", "--uit", "schemas", "--regels", "mijn")
    assert (ran.status, ran.errors) == (0, "")
    names = {path.name for path in (own.parent / "schemas").iterdir()}
    assert {"criteria.schema.json", "toetsen.schema.json", "eigenschappen.schema.json", "dossier.schema.json"} <= names
    shown = json.loads(ran.out[ran.out.index("  {") :])
    assert shown["yaml.schemas"]["./schemas/criteria.schema.json"] == ["mijn/criteria/**/*.yaml"]
    again = run("regels", "schema", "--uit", "schemas", "--regels", "mijn")
    assert again.status == 2 and "--overschrijf" in again.errors
    assert run("regels", "schema", "--uit", "schemas", "--regels", "mijn", "--overschrijf").status == 0


def test_a_modeline_leads_to_the_schema_and_is_written_once(run: Terminal, own: Path) -> None:
    words = ("regels", "schema", "--uit", "schemas", "--regels", "mijn", "--modeline", "--overschrijf")
    assert "staat nu bovenaan" in run(*words).out
    first = (own / "criteria" / "B1.yaml").read_text(encoding="utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert (own / "criteria" / path).resolve() == (own.parent / "schemas" / "criteria.schema.json").resolve()
    before = {path: path.read_bytes() for path in own.rglob("*.yaml")}
    assert "Elk regelbestand zei dat al." in run(*words).out
    assert before == {path: path.read_bytes() for path in own.rglob("*.yaml")}
    assert run("regels", "controleer", "--snel", "--regels", "mijn").status == 0


def test_modelines_are_not_written_into_the_program_itself(run: Terminal, own: Path) -> None:
    ran = run("regels", "schema", "--uit", "schemas", "--modeline")
    assert ran.status == 2 and "noem bij --modeline met --regels de map" in ran.errors
    assert own.is_dir()


def test_a_rulebook_with_mistakes_gives_no_schemas(run: Terminal, own: Path) -> None:
    (own / "criteria" / "B1.yaml").write_text("criterium: B1\n", encoding="utf-8")
    ran = run("regels", "schema", "--uit", "schemas", "--regels", "mijn")
    assert ran.status == 2 and "R03" in ran.errors and not (own.parent / "schemas").exists()


# --- nieuw ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own")
def test_a_new_criterium_says_what_to_do_next(run: Terminal) -> None:
    ran = run("regels", "nieuw", "criterium", "B5", "--map", "mijn")
    assert (ran.status, ran.errors) == (0, "")
    assert ran.out == (
        "nieuw      criteria/B5.yaml\n"
        "nieuw      toetsen/B5.yaml\n"
        "\n"
        "Vul de lege sleutels in. Wat er nog ontbreekt, zegt:\n"
        "  spoortoets regels controleer --snel --regels mijn\n"
        "  spoortoets regels test B5 --regels mijn\n"
    )
    checked = run("regels", "controleer", "--snel", "--regels", "mijn")
    assert checked.status == 2 and "criteria/B5.yaml:3:1: R03 bij het criterium B5 is 'titel' niet" in checked.errors
    assert run("regels", "test", "B5", "--regels", "mijn").status == 2


def test_a_new_rule_goes_into_the_folder_named_rules_when_none_is_named(run: Terminal, own: Path) -> None:
    own.rename(own.parent / "rules")
    assert run("regels", "nieuw", "parameter", "grens_uren").status == 0
    assert "  grens_uren:\n" in (own.parent / "rules" / "parameters.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("critrium", "B5", "--map", "mijn"), "'critrium' is geen soort regel; bedoelde u 'criterium'?"),
        (("criterium", "B1", "--map", "mijn"), "'B1' bestaat al, in criteria/B1.yaml; het eerste vrije nummer is B5"),
        (("criterium", "b5", "--map", "mijn"), "bedoelde u 'B5'?"),
        (("criterium", "B5"), "noem met --map de map van uw regelset"),
        (("criterium", "B5", "--map", "."), "'.' is geen map met regels: 'regelset.yaml' ontbreekt"),
        (("criterium", "B5", "--map", "nergens"), "deze map is niet gevonden"),
    ],
)
def test_a_new_rule_that_cannot_be_is_refused(run: Terminal, own: Path, words: tuple[str, ...], told: str) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    ran = run("regels", "nieuw", *words)
    assert ran.status == 2 and told in " ".join(ran.errors.split())
    assert before == {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}


# --- formatteer -------------------------------------------------------------------------------------------------------


def test_a_file_is_written_in_its_canonical_form(run: Terminal, own: Path) -> None:
    path = own / "criteria" / "B1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("titel: Beheer\n", "") + "# hier\ntitel: 'Beheer'\n", encoding="utf-8")
    check = run("regels", "formatteer", "mijn/criteria/B1.yaml", "--controle")
    assert check.status == 1
    assert check.out == "anders      mijn/criteria/B1.yaml\n1 bestand bekeken, 1 zou veranderen.\n"
    ran = run("regels", "formatteer", "mijn/criteria/B1.yaml")
    assert (ran.status, ran.out) == (0, "geschreven  mijn/criteria/B1.yaml\n1 bestand bekeken, 1 geschreven.\n")
    assert path.read_text(encoding="utf-8") == text.replace("titel: Beheer\n", "# hier\ntitel: Beheer\n")
    again = run("regels", "formatteer", "mijn/criteria/B1.yaml")
    assert (again.status, again.out) == (0, "1 bestand bekeken, niets veranderd.\n")


@pytest.mark.usefixtures("own")
def test_a_whole_rulebook_means_the_same_afterwards(run: Terminal) -> None:
    def outcome() -> str:
        return run("regels", "test", "--regels", "mijn").out

    before = outcome()
    assert run("regels", "formatteer", "--regels", "mijn").status == 0
    assert run("regels", "formatteer", "--regels", "mijn", "--controle").status == 0
    assert outcome() == before == "1 toets: 1 geslaagd, 0 gezakt, 0 fout, 0 overgeslagen\n"


def test_all_files_are_read_before_one_is_written(run: Terminal, own: Path) -> None:
    (own / "criteria" / "B1.yaml").write_text("norm: 'x'\ncriterium: B1\n", encoding="utf-8")
    (own / "criteria" / "B2.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    ran = run("regels", "formatteer", "mijn/criteria/B1.yaml", "mijn/criteria/B2.yaml")
    assert ran.status == 2 and "B2.yaml:2:1: Y07" in ran.errors
    assert (own / "criteria" / "B1.yaml").read_text(encoding="utf-8") == "norm: 'x'\ncriterium: B1\n"


def test_what_cannot_be_written_safely_is_left_and_said(run: Terminal, own: Path) -> None:
    text = "soort: proef\nwoorden: [eenwoord,   # waarom\n  anderwoord]\n"
    (own / "bewaking").mkdir()
    (own / "bewaking" / "a.yaml").write_text(text, encoding="utf-8")
    ran = run("regels", "formatteer", "mijn/bewaking/a.yaml")
    assert ran.status == 0 and "gelaten     mijn/bewaking/a.yaml: dit bestand is niet veilig" in ran.out
    assert (own / "bewaking" / "a.yaml").read_text(encoding="utf-8") == text


# --- volgen -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C alone there")
def test_it_follows_what_is_saved_until_the_user_stops(own: Path) -> None:
    shown = own.parent / "scherm.txt"
    # Whoever starts the tests in the background lets them ignore Ctrl-C, and the program would ignore it with them.
    listen = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    start = f"sys.path.insert(0, {ROOT!r}); from spoortoets.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", listen + start]
    with shown.open("wb") as stream:
        command = [*words, "regels", "test", "--volg", "--regels", "mijn"]
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, cwd=own.parent)
        try:
            _until(shown, "Stop met Ctrl-C.")
            rule = own / "criteria" / "B1.yaml"
            text = rule.read_text(encoding="utf-8")
            turned = text.replace("{als: niet punt.", "{als: toch punt.").replace("{als: punt.", "{als: niet punt.")
            rule.write_text(turned.replace("{als: toch punt.", "{als: punt."), encoding="utf-8")
            _until(shown, "0 geslaagd, 1 gezakt")
            rule.write_text(text.replace("titel: Beheer", "titel:"), encoding="utf-8")
            _until(shown, "'titel' niet ingevuld")
            rule.write_text(text, encoding="utf-8")
            _until(shown, "1 geslaagd, 0 gezakt")
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(20)
    screen = shown.read_text(encoding="utf-8")
    assert status == 0 and screen.endswith("\nGestopt.\n") and "Traceback" not in screen
    assert "Bewaard     criteria/B1.yaml" in screen and "B1 Beheer (criterium)" in screen
    assert "Raakt       B1" in screen


def _until(file: Path, words: str) -> None:
    """Wait for the program to print something."""
    deadline = time.monotonic() + 60
    while words not in file.read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, f"{words}\n{file.read_text(encoding='utf-8')}"
        time.sleep(0.05)


def test_following_goes_with_nothing_that_looks_once(run: Terminal, own: Path) -> None:
    ran = run("regels", "controleer", "B1", "--volg", "--regels", "mijn")
    assert ran.status == 2 and "--volg" in ran.errors and own.is_dir()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "noem met --regels de map van uw regelset"),
        (("mijn",), "'mijn' is een map; noem bestanden, of met --regels een hele regelset"),
        (("mijn/parameters.yaml", "--regels", "mijn"), "noem bestanden, of met --regels een hele regelset"),
    ],
)
@pytest.mark.usefixtures("own")
def test_what_cannot_be_formatted_says_what_to_name(run: Terminal, words: tuple[str, ...], told: str) -> None:
    ran = run("regels", "formatteer", *words)
    assert ran.status == 2 and told in " ".join(ran.errors.split())
