"""Command lines in this process, and a result that takes no time."""

from __future__ import annotations

import pytest
from spoortoets.commands import dossier as commands

from ..explain.resultaten import TE_LAAT
from .opdrachtregel import Terminal


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dossier is the one that started too late."""
    monkeypatch.setattr(commands, "audit_file", lambda *_, **__: TE_LAAT)
