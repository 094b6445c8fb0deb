"""`watals --herstel` and `--terugblik` as a consultant meets them: on screen, on paper, as JSON, and while waiting."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spoortoets.commands.waiting import waiting_bar

from ..commands.opdrachtregel import Terminal
from ..pieces.teksten import docx_words, html_words, markdown_words, words
from .test_watals import checker

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.stem for path in (ROOT / "voorbeelden").glob("*.yaml"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def example(name: str) -> str:
    return str(ROOT / "voorbeelden" / f"{name}.yaml")


PAGES: dict[tuple[str, ...], str] = {}


def page(run: Terminal, name: str, *options: str) -> str:
    """The page as one line, so that its width does not matter; printed once for all tests."""
    line = ("watals", example(name), *(options or ("--herstel",)))
    if line not in PAGES:
        ran = run(*line)
        assert (ran.status, ran.errors) == (0, "")
        PAGES[line] = " ".join(ran.out.split())
    return PAGES[line]


# --- the page ---


def test_een_nieuw_beroep_staat_er_als_formulier_en_niet_als_een_verzonnen_beroep(run: Terminal) -> None:
    told = page(run, "geen_beroepen")
    assert "waarmee het oordeel adequaat kan worden" in told
    assert "Voeg 2 beroepen toe bij de beroepen in het zoekprofiel, elk met een andere branche." in told
    assert "In te vullen bij elk nieuw beroep" in told
    assert "zelf te kiezen, bij elk een andere" in told
    assert "hoogstens 24 uur per week" in told
    assert "industrie" not in told


def test_geen_woord_van_een_formulier_breekt_op_een_scherm_van_tachtig_tekens(run: Terminal) -> None:
    assert " sollicitatietraining " in page(run, "alleen_vacatures")


def test_bij_elke_wijziging_staat_wie_hoe_lang_en_tot_wanneer(run: Terminal) -> None:
    told = page(run, "geen_beroepen")
    assert (
        "Wie: re-integratiebedrijf. Tijd: 2 tot 6 weken, op zijn vroegst klaar op 16 november 2026."
        " Uiterlijk: 6 december 2026. Bij: K32."
    ) in told


def test_wat_niet_meer_op_tijd_kan_staat_apart(run: Terminal) -> None:
    told = page(run, "alleen_vacatures")
    assert "Het oordeel kan niet meer op tijd adequaat worden." in told
    assert "Mogelijkheid 1" not in told
    assert "op zijn vroegst klaar op 16 november 2026. Uiterlijk: 11 oktober 2026. Dat is niet meer op tijd." in told
    assert "UWV beslist of herstel dan nog telt." in told
    assert "Elke nieuwe activiteit heeft een andere soort activiteit." in told


def test_wat_niet_meer_te_herstellen_is_staat_er_met_de_datums_en_wat_nog_wel_kan(run: Terminal) -> None:
    told = page(run, "te_late_start")
    assert "Er is niets gevonden waarmee het oordeel beter kan worden." in told
    assert "Dit kan niet meer in orde komen." in told
    assert "de datum van de intake: 13 april 2026" in told
    assert "De regels noemen wel wat nog kan worden gedaan" in told


def test_een_half_ingevuld_dossier_krijgt_eerst_vragen(run: Terminal) -> None:
    told = page(run, "half_ingevuld")
    assert "Zonder die gegevens is niet te zeggen wat er te herstellen is." in told
    assert "De 5 die het meest beslissen" in told
    assert "'spoortoets vragen' geeft alle vragen" in told
    assert "Als er" not in told


def test_een_dragend_punt_dat_open_blijft_staat_bij_de_combinatie(run: Terminal) -> None:
    told = page(run, "lagere_school_drie_maanden")
    assert "Het best bereikbare oordeel is twijfel; daarvoor is 1 combinatie gevonden." in told
    assert "Hervat het traject." in told
    assert "Breng de geplande looptijd van het traject op minstens 12 maanden." in told
    assert "Dit dragende punt blijft open: - K48" in told


def test_een_keuze_tussen_stukken_zegt_wat_de_andere_keuze_geeft(run: Terminal) -> None:
    told = page(run, "tegenstrijdige_stukken")
    assert "Zoek uit welk stuk klopt over de datum van de intake: 23 maart 2026 (D16, p. 1, vastgesteld)" in told
    assert "Blijkt 14 april 2026 juist, dan is het oordeel niet adequaat." in told
    assert "Kies wat klopt, niet wat uitkomt" in told


def test_een_terugblik_vraagt_welk_stuk_klopt_en_kiest_niet(run: Terminal) -> None:
    told = page(run, "tegenstrijdige_stukken", "--terugblik")
    assert "Het oordeel wacht op gegevens die in het dossier niet vaststaan." in told
    assert "Op welke dag was de intake?" in told
    assert "De stukken verschillen: 23 maart 2026 (D16, p. 1, vastgesteld) tegenover 14 april 2026" in told
    assert "Ander verloop" not in told


def test_een_terugblik_is_om_van_te_leren_en_zegt_uiterlijk_welke_dag(run: Terminal) -> None:
    told = page(run, "te_late_start", "--terugblik")
    assert "Terugblik: om van te leren, geen plan" in told
    assert "Verander er geen stuk om." in told
    assert "Als de datum van de intake uiterlijk 5 maart 2026 was geweest." in told
    assert "Als de datum van het trajectplan uiterlijk 2 april 2026 was geweest." in told
    assert "Zorg voor" not in told
    assert "Wie:" not in told


def test_een_adequaat_dossier_hoeft_niets(run: Terminal) -> None:
    assert "Er hoeft niets te worden hersteld." in page(run, "adequaat")


@pytest.mark.parametrize("name", EXAMPLES)
def test_elke_pagina_zegt_naar_welke_dag_en_dat_uwv_zelf_beslist_en_geeft_geen_medische_opdracht(
    run: Terminal, name: str
) -> None:
    told = page(run, name)
    assert "naar de stand van" in told
    assert "UWV oordeelt zelf." in told
    assert "None" not in told
    assert "Breng de belastbaarheid" not in told
    assert "Zorg voor een FML" not in told


# --- JSON and paper ---


@pytest.mark.parametrize("name", EXAMPLES)
def test_de_json_volgt_het_schema(run: Terminal, name: str) -> None:
    ran = run("watals", example(name), "--herstel", "--terugblik", "--formaat", "json")
    found: dict[str, Any] = json.loads(ran.out)
    assert [error.message for error in checker("herstel").iter_errors(found)] == []
    assert [part["soort"] for part in found["delen"]] == ["herstel", "terugblik"]


def test_de_json_is_steeds_dezelfde(run: Terminal) -> None:
    line = ("watals", example("geen_beroepen"), "--herstel", "--formaat", "json")
    assert run(*line).out == run(*line).out


def test_de_json_zegt_wat_op_tijd_kan_en_wat_vrij_is(run: Terminal) -> None:
    (part,) = json.loads(run("watals", example("geen_beroepen"), "--herstel", "--formaat", "json").out)["delen"]
    (some,) = part["combinaties"]
    new = next(one for one in some["wijzigingen"] if one["soort"] == "toevoegen")
    assert (some["op_tijd"], new["aantal"], new["waarde"]) == (True, 2, None)
    branch = next(one for one in new["formulier"] if one["veld"] == "branche")
    assert (branch["eis"], branch["verschillend"]) == ("ingevuld", True)
    late = json.loads(run("watals", example("alleen_vacatures"), "--herstel", "--formaat", "json").out)["delen"][0]
    assert late["combinaties"] == []
    assert late["te_laat"][0]["op_tijd"] is False


PAPERS: dict[str, Callable[[bytes], list[str]]] = {
    "md": lambda data: markdown_words(data.decode()),
    "html": lambda data: html_words(data.decode()),
    "docx": docx_words,
}


@pytest.mark.parametrize("form", PAPERS)
def test_op_papier_staat_hetzelfde(run: Terminal, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"herstel.{form}"
    ran = run("watals", example("geen_beroepen"), "--herstel", "--formaat", form, "--uit", str(file))
    assert ran.status == 0
    found = " ".join(PAPERS[form](file.read_bytes()))
    for said in (
        "Voeg 2 beroepen toe bij de beroepen in het zoekprofiel, elk met een andere branche.",
        "zelf te kiezen, bij elk een andere",
        "Elke combinatie is helemaal nagerekend, alsof de wijzigingen op de peildatum klaar zijn.",
        "UWV beslist zelf en kan anders oordelen.",
    ):
        assert " ".join(words(said)) in found


# --- waiting ---


class Screen(io.StringIO):
    """A stream that is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Clock:
    """Tells the next of some times."""

    def __init__(self, *times: float) -> None:
        self.times = list(times)

    def __call__(self) -> float:
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


def bar(screen: Screen, clock: Clock, *parts: float) -> str:
    with waiting_bar("Herstel zoeken", stream=screen, clock=clock) as step:
        for part in parts:
            step(part)
    return screen.getvalue()


def test_een_balk_verschijnt_op_een_terminal_als_het_lang_duurt() -> None:
    shown = bar(Screen(terminal=True), Clock(0.0, 0.2, 1.5), 0.1, 0.4, 0.8)
    assert "Herstel zoeken" in shown
    assert "40%" in shown
    assert "80%" in shown
    assert "10%" not in shown


def test_de_balk_loopt_nooit_terug() -> None:
    shown = bar(Screen(terminal=True), Clock(0.0, 2.0), 0.6, 0.2, 0.7)
    assert "20%" not in shown
    assert "70%" in shown


def test_er_is_geen_balk_als_het_snel_klaar_is_of_als_niemand_kijkt() -> None:
    assert bar(Screen(terminal=True), Clock(0.0, 0.5), 0.1, 0.9) == ""
    assert bar(Screen(terminal=False), Clock(0.0, 99.0), 0.1, 0.9) == ""
