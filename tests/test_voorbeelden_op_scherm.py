"""Every example on the screen: each command reads it, fits the page, and its JSON follows the published schema."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest
import spoortoets
from spoortoets import cli
from spoortoets.engine.audit import audit
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.explain.screen.page import page_text
from spoortoets.explain.screen.timeline import timeline_page
from spoortoets.explain.screen.why import why_page, why_verdict_page

PACKAGE = Path(spoortoets.__file__).parent
EXAMPLES = sorted((PACKAGE / "voorbeelden").glob("*.yaml"))
SCHEMA = json.loads((PACKAGE / "explain" / "schema" / "toets-1.schema.json").read_text(encoding="utf-8"))


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints, once it is sure that it went well and fits on the page."""
    status = cli.main(words)
    captured = capsys.readouterr()
    assert (status, captured.err) == (0, "")
    return captured.out


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_elk_voorbeeld_is_te_toetsen_en_te_lezen(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    data = json.loads(shown(capsys, "toets", str(example), "--formaat", "json"))
    checker = jsonschema.Draft202012Validator(SCHEMA)
    assert [one.message for one in checker.iter_errors(data)] == []
    page = shown(capsys, "toets", str(example))
    assert max(len(line) for line in page.splitlines()) <= 80
    assert "SYNTHETISCH" in page


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_de_tijdlijn_en_elke_redenering_passen_op_de_bladzijde(example: Path) -> None:
    rulebook = cached_rulebook(PACKAGE / "rules")
    result = audit(rulebook, read_dossier(example.read_bytes(), example.name, rulebook.concepts), motor="direct")
    pages = [why_page(result, one, width=80) for one in result.findings]
    for page in (*pages, why_verdict_page(result, width=80), timeline_page(result, width=80)):
        text = page_text(page)
        assert "SYNTHETISCH" in text
        assert max(len(line) for line in text.splitlines()) <= 80


def test_een_dossier_komt_ook_van_de_standaardinvoer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(EXAMPLES[0].read_bytes())))
    assert shown(capsys, "tijdlijn", "-") == shown(capsys, "tijdlijn", str(EXAMPLES[0]))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\xff\xfe")))
    assert cli.main(["toets", "-"]) == 2
    assert capsys.readouterr().err.endswith("in invoer\n")


def test_een_andere_peildatum_geldt_in_plaats_van_die_in_het_dossier(capsys: pytest.CaptureFixture[str]) -> None:
    late = str(PACKAGE / "voorbeelden" / "te_late_start.yaml")
    assert "Peildatum   30 september 2026\n" in shown(capsys, "tijdlijn", late, "--peildatum", "2026-09-30")


@pytest.mark.parametrize("example", EXAMPLES[:2], ids=lambda one: one.stem)
def test_een_voorbeeld_geeft_met_naam_hetzelfde_als_met_bestand(
    capsys: pytest.CaptureFixture[str], example: Path
) -> None:
    assert shown(capsys, "voorbeeld", example.stem) == shown(capsys, "toets", str(example))


def test_de_lijst_noemt_elk_voorbeeld_en_zonder_naam_komt_het_eerste(capsys: pytest.CaptureFixture[str]) -> None:
    listed = shown(capsys, "voorbeeld", "--lijst")
    assert [line for line in listed.splitlines() if not line.startswith(" ")] == [one.stem for one in EXAMPLES]
    assert shown(capsys, "voorbeeld") == shown(capsys, "voorbeeld", EXAMPLES[0].stem)


def test_een_nieuw_dossier_is_meteen_te_toetsen_en_beslist_niets(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "S-099.yaml"
    shown(capsys, "nieuw", "--id", "S-099", "--peildatum", "2026-09-14", "--uit", str(target))
    data = json.loads(shown(capsys, "toets", str(target), "--formaat", "json"))
    assert data["dossier"]["id"] == "S-099"
    assert {one["bevinding"] for one in data["bevindingen"]} <= {"onbekend", "nvt"}
    assert data["oordeel"]["uitkomst"] == "onvoldoende_gegevens"


def test_een_nieuw_dossier_zonder_peildatum_vraagt_daarom(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "D-001.yaml"
    shown(capsys, "nieuw", "--uit", str(target))
    assert cli.main(["toets", str(target)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "JJJJ-MM-DD" in captured.err
    assert captured.err.endswith(f"1 fout in {target}\n")


def test_de_meegeleverde_regels_zijn_zonder_fouten(capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(capsys, "regels", "controleer", "--snel")
    assert page.startswith("✔ geen fouten")
    for word in ("criteria", "gronden", "stappen", "begrippen", "afleidingen", "nagelezen", "bevestigd", "is bekend"):
        assert word in page
