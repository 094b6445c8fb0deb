"""The streams of the program: pipes, terminals of all kinds, a full disk, a reader that stops."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spoortoets import cli

from .opdrachtregel import ROOT, process


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"COLUMNS": "40", "TERM": "xterm-256color", "FORCE_COLOR": "1", "LINES": "5"},
        {"NO_COLOR": "1", "TERM": "dumb"},
    ],
)
def test_in_een_pijp_hangt_niets_af_van_de_omgeving(env: dict[str, str]) -> None:
    plain, other = process("waarom", "--hulp"), process("waarom", "--hulp", env=env)
    assert other.stdout == plain.stdout
    assert "één criterium".encode() in plain.stdout


def test_een_lezer_die_ophoudt_geeft_geen_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "spoortoets", "toets", "--hulp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": ROOT},
    ) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="alleen waar /dev/full bestaat")
def test_een_volle_schijf_geeft_een_nederlandse_regel() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "spoortoets", "toets", "--hulp"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": ROOT},
            check=False,
        )
    assert ran.returncode == 74
    assert ran.stderr.decode().startswith("De uitvoer is niet volledig geschreven")


def test_zonder_tekst_op_een_terminal_wordt_rich_niet_geladen() -> None:
    code = (
        "import sys; from spoortoets.cli import main; main(['toets', '--hulp']);"
        "print([one for one in ('rich', 'lark', 'jinja2', 'yaml') if one in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": ROOT}, check=True
    )
    assert ran.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("closed", "words", "status"), [("stdout", ["--versie"], 0), ("stderr", ["toets", "bestaatniet.yaml"], 2)]
)
def test_een_gesloten_uitvoer_is_geen_fout(closed: str, words: list[str], status: int) -> None:
    """Python has None for a stream that was closed before the process began."""
    code = f"import sys; sys.{closed} = None; from spoortoets.cli import command_line; command_line()"
    ran = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, env=os.environ | {"PYTHONPATH": ROOT}, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (status, b"", b"")


@pytest.mark.usefixtures("late")
def test_op_een_terminal_zonder_onze_tekens_blijft_het_leesbaar(monkeypatch: pytest.MonkeyPatch) -> None:
    class AsciiTerminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", AsciiTerminal(raw, encoding="ascii"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert cli.main(["toets", "x.yaml"]) == 0
    shown = raw.getvalue().decode("ascii")
    assert "Oordeel: x niet adequaat" in shown
    assert "\x1b" not in shown


@pytest.mark.usefixtures("late")
def test_op_een_terminal_is_er_kleur(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal80(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal80(raw, encoding="utf-8"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert cli.main(["toets", "x.yaml"]) == 0
    assert "\x1b[" in raw.getvalue().decode()
