"""Files that a command reads or writes: what cannot be read, and what is never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spoortoets.commands import dossier as commands
from spoortoets.engine.mistakes import Mistake, MistakesFound, Place

from .opdrachtregel import Terminal

# --- read -------------------------------------------------------------------------------------------------------------


def test_een_bestand_dat_er_niet_is_noemt_het_bestand_dat_erop_lijkt(run: Terminal, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier:\n")
    ran = run("toets", str(tmp_path / "dosier.yaml"))
    assert ran.status == 2
    assert ran.errors == (
        f"{tmp_path}/dosier.yaml: B01 dit bestand is niet gevonden; bedoelde u '{tmp_path}/dossier.yaml'?\n"
        f"1 fout in {tmp_path}/dosier.yaml\n"
    )


def test_een_map_is_geen_dossier(run: Terminal, tmp_path: Path) -> None:
    ran = run("toets", str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "B02 dit is een map, geen bestand" in ran.errors


def test_een_bestand_dat_niet_te_openen_is(run: Terminal, tmp_path: Path) -> None:
    circle = tmp_path / "dossier.yaml"
    circle.symlink_to(circle)
    assert "B03 dit bestand is niet te lezen" in run("toets", str(circle)).errors


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000])
def test_een_onmogelijke_bestandsnaam(run: Terminal, name: str) -> None:
    ran = run("toets", name)
    assert ran.status == 2
    assert "B03" in ran.errors


def test_een_map_met_regels_die_er_niet_is(run: Terminal, tmp_path: Path) -> None:
    for words in (("regels", "controleer"), ("nieuw",)):
        ran = run(*words, "--regels", str(tmp_path / "weg"))
        assert ran.status == 2
        assert "B05 deze map is niet gevonden" in ran.errors


def test_fouten_staan_elk_op_een_regel_met_het_aantal_eronder(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    mistakes = [Mistake(Place("d.yaml", line, 3), "D07", f"fout {line}") for line in (9, 2, 4)]

    def refuse(*_: object, **__: object) -> None:
        raise MistakesFound(mistakes)

    monkeypatch.setattr(commands, "audit_file", refuse)
    ran = run("toets", "d.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert ran.errors.splitlines() == [
        "d.yaml:2:3: D07 fout 2",
        "d.yaml:4:3: D07 fout 4",
        "d.yaml:9:3: D07 fout 9",
        "3 fouten in d.yaml",
    ]


# --- written ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("late")
def test_uit_schrijft_hetzelfde_als_op_het_scherm(run: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "verslag.txt"
    ran = run("toets", "x.yaml", "--uit", str(target))
    assert (ran.status, ran.out, ran.errors) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run("toets", "x.yaml").out
    assert [one.name for one in tmp_path.iterdir()] == ["verslag.txt"]


@pytest.mark.usefixtures("late")
def test_een_bestaand_bestand_blijft_staan_zonder_overschrijf(run: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "verslag.txt"
    target.write_text("van mij")
    ran = run("toets", "x.yaml", "--uit", str(target))
    assert ran.status == 2
    assert "B06 dit bestand bestaat al; met --overschrijf wordt het vervangen" in ran.errors
    assert target.read_text() == "van mij"
    assert run("toets", "x.yaml", "--uit", str(target), "--overschrijf").status == 0
    assert "Oordeel" in target.read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("late")
def test_het_dossier_zelf_wordt_nooit_overschreven(run: Terminal, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("dossier:\n")
    link = tmp_path / "koppeling"
    link.symlink_to(dossier)
    for target in (dossier, link):
        ran = run("toets", str(dossier), "--uit", str(target), "--overschrijf")
        assert ran.status == 2
        assert "B08 dit is het dossier zelf" in ran.errors
    assert dossier.read_text() == "dossier:\n"


@pytest.mark.usefixtures("late")
def test_schrijven_waar_het_niet_kan(run: Terminal, tmp_path: Path) -> None:
    assert "B07 dit is een map" in run("toets", "x.yaml", "--uit", str(tmp_path)).errors
    missing = run("toets", "x.yaml", "--uit", str(tmp_path / "weg" / "verslag.txt"))
    assert (missing.status, "B07" in missing.errors, "de map bestaat niet" in missing.errors) == (2, True, True)


@pytest.mark.parametrize("name", ["", "-"])
def test_een_uit_zonder_bestandsnaam(run: Terminal, name: str) -> None:
    ran = run("voorbeeld", "--lijst", "--uit", name)
    assert (ran.status, ran.out) == (2, "")
    assert "--uit: B07 dit is geen naam van een bestand" in ran.errors


def test_een_apparaat_wordt_nooit_door_een_bestand_vervangen(run: Terminal, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    ran = run("voorbeeld", "--lijst", "--uit", str(pipe), "--overschrijf")
    assert ran.status == 2
    assert "B07 dit is een apparaat, geen bestand" in ran.errors
    assert pipe.is_fifo()
