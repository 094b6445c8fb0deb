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
import random
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from spoortoets.engine.dossier import Dossier, Fact, FactValue, Record, Records, ScalarValue
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.infer import DurableEngine, ReadingsDisagree, compare, compile_network
from spoortoets.engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.planning import lay_out
from spoortoets.engine.result import FactState

RULES = Path(__file__).parent.parent / "rules"


class Generator:
    """Dossiers that fit the concepts of a rulebook. From empty to full, and from far apart to many equal dates."""

    def __init__(self, concepts: tuple[Concept, ...], day: date, seed: int) -> None:
        self._concepts = concepts
        self._day = day
        self._random = random.Random(seed)

    def dossier(self, number: int) -> Dossier:
        known = self._random.random()
        spread = self._random.choice((7, 60, 400, 1_100))
        facts = {
            concept.name: self._fact(concept, spread) for concept in self._concepts if self._random.random() < known
        }
        facts["dossier.peildatum"] = Fact(FactState.KNOWN, self._day)
        return Dossier(f"doorlooptest-{number}", self._day, facts, "")

    def _fact(self, concept: Concept, spread: int) -> Fact:
        chance = self._random.random()
        if chance < 0.05:
            return Fact(FactState.ASKED)
        if chance < 0.1:
            return Fact(FactState.NOT_APPLICABLE, reason="doorlooptest")
        return Fact(FactState.KNOWN, self._value(concept, spread))

    def _value(self, concept: Concept, spread: int) -> FactValue:
        if isinstance(concept.type, ListType):
            items = tuple(self._record(concept.type, spread) for _ in range(self._random.randrange(6)))
            return Records(items, complete=self._random.random() < 0.8)
        return self._scalar(concept, spread)

    def _record(self, shape: ListType, spread: int) -> Record:
        known = [one for one in shape.fields if self._random.random() < 0.85]
        return Record({one.name: self._scalar(one, spread) for one in known})

    def _scalar(self, concept: Concept, spread: int) -> ScalarValue:
        match concept.type:
            case YesNoType():
                return self._random.random() < 0.5
            case DateType():
                return self._day + timedelta(days=self._random.randint(-spread, spread // 4))
            case NumberType():
                lowest = concept.minimum or 0
                return self._random.randint(lowest, concept.maximum if concept.maximum is not None else lowest + spread)
            case ChoiceType(values):
                return self._random.choice(values)
            case ChoicesType(values):
                return frozenset(one for one in values if self._random.random() < 0.3)
            case TextType():
                return "tekst"
            case other:
                raise TypeError(f"a list inside a list: {other}")


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
    generator = Generator(rulebook.concepts, options.peildatum, options.zaad)
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
