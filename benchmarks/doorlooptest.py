"""The soak: many generated dossiers through both readings of one rulebook, in one process.

Every node of every dossier is compared. Prints how many differed and how large the process was at the start (after 1%
of the dossiers), halfway and at the end; it should not grow. Exit status 3 when any node differed, 1 when it grew by
over 5%.

    python benchmarks/doorlooptest.py --aantal 100000

Sizes are read from /proc, so it runs on Linux only.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from of_tests import module_of_tests
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.infer import DurableEngine, ReadingsDisagree, compare, compile_network
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.planning import lay_out

RULES = Path(__file__).parent.parent / "rules"


def megabytes() -> float:
    """The memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description="Haalt gemaakte dossiers door beide lezingen van de regels.")
    parser.add_argument("--aantal", type=int, default=100_000, help="hoeveel dossiers")
    parser.add_argument("--regels", type=Path, default=RULES, help="map van de regelset")
    parser.add_argument("--peildatum", type=date.fromisoformat, default=date(2026, 6, 1), help="jjjj-mm-dd")
    parser.add_argument("--zaad", type=int, default=1, help="zelfde zaad: zelfde dossiers")
    options = parser.parse_args()

    rulebook = load_rulebook(options.regels)
    plan = lay_out(rulebook, options.peildatum).plan
    network = compile_network(plan)
    engine = DurableEngine(network)
    generator = module_of_tests("gemaakte_dossiers").Generator(rulebook.concepts, options.peildatum, options.zaad)
    print(f"{len(plan.steps)} knopen, waarvan {len(network.gates)} afgeleid")

    marks = {max(1, options.aantal // 100): "begin", max(1, options.aantal // 2): "midden", options.aantal: "eind"}
    sizes: list[float] = []
    differences: Counter[str] = Counter()
    truths: Counter[bool | None] = Counter()
    compared, spent = 0, 0.0
    for number in range(1, options.aantal + 1):
        dossier = generator.dossier(number)
        direct = evaluate(plan, dossier)
        started = time.perf_counter()
        inference = engine.run(dossier)
        spent += time.perf_counter() - started
        truths.update(firing.truth for firing in inference.firings)
        try:
            compared += compare(plan, direct, inference.registers)
        except ReadingsDisagree as difference:
            differences[difference.node] += 1
        if number in marks:
            sizes.append(megabytes())
            print(f"{marks[number]:>6}: {number} dossiers, {sizes[-1]:.1f} MB", flush=True)

    print(f"{compared} uitkomsten vergeleken; {sum(differences.values())} dossiers met een verschil")
    print(f"afgeleid: {truths[True]} waar, {truths[False]} onwaar, {truths[None]} onbekend")
    print(f"redeneermachine: {1_000 * spent / options.aantal:.2f} ms per dossier")
    for node, times in differences.most_common(10):
        print(f"  {node}: {times} keer verschillend")
    if differences:
        return 3
    return 1 if sizes[-1] > 1.05 * sizes[0] else 0


if __name__ == "__main__":
    sys.exit(main())
