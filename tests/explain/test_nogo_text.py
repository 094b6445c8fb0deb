"""What a reader sees of the no-go grounds: in `toets` only those relied on, in `waarom` any of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT, audit
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.result import Result
from spoortoets.explain.screen.page import page_text
from spoortoets.explain.screen.verdict import verdict_page
from spoortoets.explain.screen.why import why_nogo_page

ROOT = Path(__file__).resolve().parents[2]


@cache
def result(name: str, *changes: tuple[str, str]) -> Result:
    """The audit of an example, with pieces of its text replaced."""
    rulebook = load_rulebook(ROOT / "rules")
    text = (ROOT / "voorbeelden" / f"{name}.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return audit(rulebook, read_dossier(text.encode(), f"{name}.yaml", rulebook.concepts), motor=DIRECT)


def told(result: Result) -> str:
    return " ".join(page_text(verdict_page(result, width=100)).split())


def why(result: Result, code: str) -> str:
    ground = result.nogo(code)
    assert ground is not None
    return " ".join(page_text(why_nogo_page(result, ground, width=100)).split())


def test_een_ingeroepen_grond_staat_bij_de_toets_met_bewijs_periode_en_herbeoordeling() -> None:
    text = told(result("no_go_gbm"))
    assert "✔ draagt de hele periode · NG1 Geen benutbare mogelijkheden sterke grond · gezag: wet" in text
    assert "Periode van 8 april 2025 tot en met 5 januari 2027" in text
    assert "Uiterlijk 6 januari 2027." in text
    assert "✔ aangetoond: Elk oordeel noemt de dag van de volgende herbeoordeling. [van: bedrijfsarts" in text
    assert "NG2" not in text


def test_zonder_beroep_staat_er_geen_grond_bij_de_toets() -> None:
    assert "Een no-go geldt voor een moment" not in told(result("adequaat"))


def test_wat_niet_bekend_is_draagt_nog_niet_en_er_staat_wat_er_te_vragen_is() -> None:
    text = told(result("no_go_gbm", ("stukken_in_lijn: {waarde: ja, ", "stukken_in_lijn: {waarde: onbekend, ")))
    assert "? draagt nog niet, niet alles is bekend · NG1" in text
    assert "? niet bekend: De probleemanalyse, de bijstellingen daarvan en het actueel oordeel" in text
    assert "Te vragen Zijn er vandaag benutbare mogelijkheden?" in text


def test_een_zwakke_grond_zegt_dat_hij_nooit_draagt() -> None:
    text = told(result("no_go_gbm", ("waarde: [gbm]", "waarde: [wens_werknemer]")))
    assert "✘ draagt niet · NG12" in text
    assert "Een zwakke grond draagt nooit, ook niet samen met andere zwakke gronden." in text


def test_een_reden_van_afwijzing_die_zich_voordoet_is_gemerkt() -> None:
    text = told(result("no_go_gbm", ("activiteit_in_periode: {waarde: nee", "activiteit_in_periode: {waarde: ja")))
    assert "of een vergelijkbare activiteit. (doet zich hier voor)" in text


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("no_go_gbm", "NG1", "Of er een beroep op is gedaan ✔ waar"),
        ("adequaat", "NG1", "Dit dossier doet geen beroep op deze grond."),
        ("adequaat", "NG16", "zwakke grond"),
    ],
)
def test_waarom_toont_elke_grond(name: str, code: str, words: str) -> None:
    assert words in why(result(name), code)


def test_in_waarom_volgt_op_een_zin_geen_punt_en_dubbele_punt_en_staat_nvt_voluit() -> None:
    text = why(result("no_go_gbm"), "NG1")
    assert "Elk oordeel noemt de dag van de volgende herbeoordeling: al deze voorwaarden" in text
    assert ".:" not in text
    assert "= nvt" not in text


def test_waarom_toont_het_bewijs_en_de_dekking_als_eigen_delen() -> None:
    text = why(result("no_go_gbm"), "NG1")
    parts = ["Of er een beroep op is gedaan", "Het bewijs", "Of het bewijs op tijd was", "Of de hele periode is gedekt"]
    assert [text.index(one) for one in parts] == sorted(text.index(one) for one in parts)
