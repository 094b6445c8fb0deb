"""`spoortoets tijdlijn` as a picture."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from .opdrachtregel import Terminal, process

EXAMPLE = str(Path(__file__).resolve().parents[2] / "voorbeelden" / "te_late_start.yaml")
DIRECT = ("--motor", "direct")


def test_een_svg_komt_op_het_scherm_of_in_een_bestand(run: Terminal, tmp_path: Path) -> None:
    shown = run("tijdlijn", EXAMPLE, *DIRECT, "--formaat", "svg")
    assert shown.status == 0
    assert ET.fromstring(shown.out).tag == "{http://www.w3.org/2000/svg}svg"
    file = tmp_path / "t.svg"
    assert run("tijdlijn", EXAMPLE, *DIRECT, "--formaat", "svg", "--uit", str(file)).status == 0
    assert file.read_text(encoding="utf-8") == shown.out


def test_een_png_gaat_altijd_naar_een_bestand_en_niet_over_een_ander(run: Terminal, tmp_path: Path) -> None:
    refused = run("tijdlijn", EXAMPLE, "--formaat", "png")
    assert refused.status == 2
    assert "bij --formaat png hoort --uit met de naam van het bestand" in refused.errors
    file = tmp_path / "t.png"
    line = ("tijdlijn", EXAMPLE, *DIRECT, "--formaat", "png", "--uit", str(file))
    assert run(*line).status == 0
    first = file.read_bytes()
    assert first.startswith(b"\x89PNG")
    again = run(*line)
    assert again.status == 2 and "dit bestand bestaat al" in again.errors
    assert run(*line, "--overschrijf").status == 0
    assert file.read_bytes() == first


def test_de_peildatum_van_de_opdracht_geldt_ook_in_het_beeld(run: Terminal) -> None:
    shown = run("tijdlijn", EXAMPLE, *DIRECT, "--formaat", "svg", "--peildatum", "2026-10-30")
    assert "peildatum 30 oktober 2026" in shown.out and "peildatum 14 september 2026" not in shown.out


@pytest.mark.parametrize("form", ["svg", "png"])
def test_zonder_eerste_dag_komt_er_geen_bestand_maar_een_uitleg(run: Terminal, tmp_path: Path, form: str) -> None:
    dossier, file = tmp_path / "leeg.yaml", tmp_path / "t"
    dossier.write_text("dossier: {id: L-1, peildatum: 2026-09-14}\n", encoding="utf-8")
    ran = run("tijdlijn", str(dossier), *DIRECT, "--formaat", form, "--uit", str(file))
    assert ran.status == 2 and not file.exists()
    assert "D19 de tijdlijn is niet te tekenen, omdat een gegeven ontbreekt: de eerste ziektedag" in ran.errors


def test_de_tekst_van_toets_laadt_niets_van_het_beeld() -> None:
    code = (
        "import sys; from spoortoets import cli; cli.main(('toets', sys.argv[1])); "
        "sys.stderr.write(' '.join(one for one in sys.modules if 'explain.timeline' in one or 'resvg' in one))"
    )
    ran = subprocess.run([sys.executable, "-c", code, EXAMPLE], capture_output=True, check=True)
    assert ran.stderr == b""


def test_het_beeld_is_in_elk_proces_hetzelfde() -> None:
    line = ("tijdlijn", EXAMPLE, *DIRECT, "--formaat", "svg")
    assert process(*line, env={"PYTHONHASHSEED": "1"}).stdout == process(*line, env={"PYTHONHASHSEED": "2"}).stdout
