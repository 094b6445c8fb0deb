"""Repair against brute force on 500 generated dossiers of the small rulebook: same sets, or the difference is told.

Run: python benchmarks/herstel_proef.py [number]
"""

from __future__ import annotations

import sys

from of_tests import TESTS, module_of_tests
from spoortoets.engine.load import load_rulebook


def main(wanted: int) -> int:
    """How many dossiers differ."""
    brute, dossiers = module_of_tests("whatif/repair_brute"), module_of_tests("whatif/repair_dossiers")
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
