"""Every example in a docstring runs as it is written."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("engine", "explain", "commands")
WITH_EXAMPLES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_run(path):
    name = ".".join(("spoortoets", *path.relative_to(ROOT).with_suffix("").parts))
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
