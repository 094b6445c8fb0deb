"""Repair against brute force on 500 generated dossiers of the small rulebook: same sets, or the difference is told.

Run: python benchmarks/herstel_proef.py [number]
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from spoortoets.engine.load import load_rulebook

TESTS = Path(__file__).parent.parent / "tests"


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TESTS / "whatif" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(wanted: int) -> int:
    """How many dossiers differ."""
    brute, dossiers = _module("repair_brute"), _module("repair_dossiers")
    book = load_rulebook(TESTS / "andere_regels")
    done = number = wrong = sets = 0
    while done < wanted:
        both = brute.compared(book, dossiers.generated(book, number))
        number += 1
        if both is None:
            continue
        done += 1
        sets += len(both[1])
        if both[0] != both[1]:
            wrong += 1
            print(f"dossier {number - 1}: alleen gezocht {both[0] - both[1]}, alleen geprobeerd {both[1] - both[0]}")
    print(f"{done} dossiers, {sets} verzamelingen, {wrong} verschillen")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 500) else 0)
