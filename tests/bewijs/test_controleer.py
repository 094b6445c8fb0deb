"""`spoortoets regels controleer` as the policy owner runs it: pages, JSON, files, and what is remembered."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import spoortoets

from ..commands.opdrachtregel import Terminal
from .gezaaid import SMALL, Change, proved, seeded

A1, A2 = "criteria/A1.yaml", "criteria/A2.yaml"
OVERLAP = Change(A1, "vertraging > parameter.klein_uitstel en", "vertraging >= parameter.klein_uitstel en")
SCHEMA = json.loads(
    (Path(spoortoets.__file__).parent / "explain" / "schema" / "controleer-1.schema.json").read_text("utf-8")
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is proved in one test is known in the next."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("SPOORTOETS_CACHE", str(cache))


def as_json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    return found


def test_quick_tells_types_only_and_needs_no_solver(run: Terminal) -> None:
    found = run("regels", "controleer", "--snel", "--regels", str(SMALL))
    assert (found.status, found.errors) == (0, "")
    assert "geen fouten" in found.out and "betekenen" not in found.out


def test_without_the_solver_is_told_what_was_left_out(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    found = run("regels", "controleer", "--regels", str(SMALL))
    assert found.status == 0
    assert "alleen typen en namen" in found.out and "pip install 'spoortoets[bewijs]'" in found.out
    told = as_json(run("regels", "controleer", "--formaat", "json", "--regels", str(SMALL)).out)
    assert told["betekenis_nagegaan"] is False and told["bevindingen"] == []


def test_names_and_files_make_no_sense_when_meaning_is_not_asked(run: Terminal) -> None:
    found = run("regels", "controleer", "--snel", "A1", "--regels", str(SMALL))
    assert found.status == 2 and "--snel" in found.errors


def test_a_name_that_is_no_rule_is_refused_with_the_nearest(run: Terminal) -> None:
    found = run("regels", "controleer", "A22", "--regels", str(SMALL))
    assert found.status == 2 and "bedoelde u 'A2'?" in found.errors


def test_a_mistake_in_the_properties_is_told_at_its_place(run: Terminal, tmp_path: Path) -> None:
    said = """  - eigenschap: fout
    titel: Fout
    verschil: {traject.looptijdd: hoger, traject.uren: verder}
    nooit_slechter: A9
  - eigenschap: dubbel
    titel: Dubbel
    altijd: traject.gestart
    nooit: traject.verlof
"""
    folder = seeded(tmp_path / "regels", Change("eigenschappen.yaml", "", said))
    found = run("regels", "controleer", "--regels", str(folder))
    assert found.status == 2
    codes = [line.split(" ")[1] for line in found.errors.splitlines() if line.startswith("eigenschappen.yaml:")]
    assert codes == ["R136", "R135", "R45", "R131"]
    assert "bedoelde u 'traject.looptijd'?" in found.errors


class TestWithSolver:
    """What takes proofs."""

    @pytest.fixture(autouse=True)
    def solver(self) -> None:
        pytest.importorskip("z3")

    def test_a_clean_rule_is_told_so(self, run: Terminal) -> None:
        found = run("regels", "controleer", "A2", "--regels", str(SMALL))
        assert (found.status, found.errors) == (0, "")
        assert "geen bevindingen over wat de regels betekenen" in found.out
        assert "bewezen langer_is_niet_slechter" in found.out

    def test_a_finding_is_told_with_its_place_and_its_dossier(self, run: Terminal, tmp_path: Path) -> None:
        folder = seeded(tmp_path / "regels", OVERLAP)
        found = run("regels", "controleer", "A1", "--regels", str(folder))
        assert found.status == 1
        assert "1 bevinding over" in found.out and "L01 criteria/A1.yaml:20:12" in found.out
        assert "bij A1 kunnen twijfel en voldoet_niet" in found.out
        assert "intake:" in found.out and all(len(line) <= 80 for line in found.out.splitlines())

    def test_its_dossier_goes_to_a_file_that_the_program_reads(self, run: Terminal, tmp_path: Path) -> None:
        folder = seeded(tmp_path / "regels", OVERLAP)
        out = tmp_path / "bewijs"
        found = run("regels", "controleer", "A1", "--regels", str(folder), "--bewijs-uit", str(out))
        assert found.status == 1
        (file,) = out.iterdir()
        assert file.name == "L01-A1-voldoet_niet-twijfel.yaml" and file.name in found.out
        assert file.read_text("utf-8").startswith("# L01 criteria/A1.yaml:20:12\n# bij A1 kunnen twijfel en")
        tested = run("toets", str(file), "--regels", str(folder), "--motor", "direct")
        assert "R00 bij het criterium A1 zijn twijfel en voldoet_niet allebei waar" in tested.errors
        again = run("regels", "controleer", "A1", "--regels", str(folder), "--bewijs-uit", str(out))
        assert again.status == 2 and "bestaat al" in again.errors

    def test_json_has_everything_and_the_same_bytes_twice(self, run: Terminal, tmp_path: Path) -> None:
        folder = seeded(tmp_path / "regels", OVERLAP)
        words = ("regels", "controleer", "A1", "--formaat", "json", "--regels", str(folder))
        first, second = run(*words), run(*words)
        assert first.status == second.status == 1 and first.out == second.out
        (one,) = as_json(first.out)["bevindingen"]
        assert (one["code"], one["plaats"]["bestand"], one["plaats"]["regel"]) == ("L01", A1, 20)
        assert one["voorbeeld"]["dossiers"][0].startswith("dossier:\n")

    def test_what_did_not_change_is_not_proved_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = seeded(tmp_path / "regels", OVERLAP)
        before = proved(folder, "A1"), proved(folder, "A2")
        monkeypatch.setitem(sys.modules, "z3", None)  # from here on nothing can be proved
        assert (proved(folder, "A1"), proved(folder, "A2")) == before
        seeded(folder, OVERLAP, Change(A1, "titel: Tijdige start", "titel: Een andere titel"))
        assert proved(folder, "A1") == before[0]
        seeded(folder, OVERLAP, Change(A1, "klein_uitstel en", "klein_uitstel + 1 en"))
        assert proved(folder, "A2") == before[1]
        with pytest.raises(Exception, match="z3-solver"):
            proved(folder, "A1")

    def test_a_damaged_memory_counts_as_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SPOORTOETS_CACHE", str(tmp_path))
        before = proved(SMALL, "N1")
        (file,) = (tmp_path / "bewijs").iterdir()
        file.write_bytes(file.read_bytes()[:-9])
        assert proved(SMALL, "N1") == before

    def test_two_processes_find_what_one_finds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from spoortoets.engine.proofs.proving import prove

        from .gezaaid import subject_of

        monkeypatch.setenv("SPOORTOETS_CACHE", "uit")
        subject = subject_of(seeded(tmp_path / "regels", OVERLAP))
        assert prove(subject, ("A1",), processes=2) == prove(subject, ("A1",), processes=1)
