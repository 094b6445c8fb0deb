"""Runs the program as a user does: a command line in this process, or the program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import spoortoets
from spoortoets import cli

ROOT = str(Path(spoortoets.__file__).parent.parent)


@dataclass(frozen=True)
class Ran:
    """What one command gave back."""

    status: int
    out: str
    errors: str


class Terminal:
    """Runs command lines in this process and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str) -> Ran:
        status = cli.main(words)
        captured = self.capsys.readouterr()
        return Ran(status, captured.out, captured.err)


def process(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does, in a process of its own."""
    whole = os.environ | {"PYTHONPATH": os.pathsep.join([ROOT, os.environ.get("PYTHONPATH", "")])} | (env or {})
    return subprocess.run([sys.executable, "-m", "spoortoets", *words], capture_output=True, env=whole, check=False)
