"""The guide for who writes rules is carried out word for word, on a copy: every command prints what it says there.

After a change that makes the program print something else, `SPOORTOETS_GIDS=bijwerken pytest tests/test_gids.py` puts
what is printed now into the guide, to be read before it is kept.
"""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

import pytest
from spoortoets import cli

from .gids import Edit, Run, chapters

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "regels-schrijven.md"
RENEW = os.environ.get("SPOORTOETS_GIDS") == "bijwerken"
CHAPTERS = chapters(GUIDE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", [number for number, steps in enumerate(CHAPTERS) if steps])
def test_the_guide_can_be_followed_word_for_word(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One chapter, after all that the chapters before it changed."""
    for folder in ("rules", "voorbeelden"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    guide = GUIDE.read_text(encoding="utf-8")
    before, now = chapters(guide)[:number], chapters(guide)[number]
    for step in (one for steps in before for one in steps):
        if isinstance(step, Edit):
            _edit(step)
        elif step.writes:
            _printed(step.command, capsys)
    renewed: list[tuple[Run, str]] = []
    for step in now:
        if isinstance(step, Edit):
            _edit(step)
            continue
        printed = _printed(step.command, capsys)
        assert "Traceback" not in printed
        renewed.append((step, printed))
        assert RENEW or step.prints(printed), f"$ {step.command}\n{printed}"
    if RENEW:
        for run, printed in reversed(renewed):
            lines = "".join(f"{line}\n" for line in run.renewed(printed))
            guide = guide[: run.start] + lines + guide[run.end :]
        GUIDE.write_text(guide, encoding="utf-8")


def _edit(step: Edit) -> None:
    file = Path(step.file)
    text = "" if step.old is None else file.read_text(encoding="utf-8")
    file.write_text(step.applied(text), encoding="utf-8")


def _printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    words = shlex.split(command)
    if words[0] == "cp":
        assert words[1] == "-r"
        shutil.copytree(words[2], words[3])
        return ""
    assert words[0] == "spoortoets", command
    cli.main(words[1:])
    shown = capsys.readouterr()
    return "\n".join(line.rstrip() for line in (shown.out + shown.err).splitlines())
