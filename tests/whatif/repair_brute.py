"""Repair by brute force: every combination of the same changes, tried in full. What `test_repair` compares with."""

from __future__ import annotations

from itertools import combinations

from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.language.types import (
    ADD,
    DROP,
    EARLIER,
    LATER,
    LESS,
    MORE,
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    YesNoType,
)
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.whatif.repair.edits import changed
from spoortoets.engine.whatif.repair.mend import BEST, Mender
from spoortoets.engine.whatif.repair.search import Bounds

BOUNDS = Bounds(changes=2, sets=10_000, at_once=2, states=1_000_000, trials=1_000_000)
MOST_EDITS = 70


def opened(rulebook: Rulebook) -> Rulebook:
    """The rulebook with everything open to hindsight, one fact that clears another, and a day that stands twice."""
    concepts = {one.name: _opened(one) for one in rulebook.concepts}
    caretaker, counted = concepts["punt.beheerder_bekend"], concepts["punt.geteld_op"]
    concepts["punt.beheerder_bekend"] = caretaker._replace(later=("nee",), cleared=("punt.uren_per_week",))
    concepts["punt.geteld_op"] = counted._replace(repeated=("punt.boeken.sinds",))
    return rulebook._replace(concepts=tuple(concepts.values()))


def _opened(concept: Concept) -> Concept:
    match concept.type:
        case ListType():
            fields = tuple(_opened(one) for one in concept.type.fields)
            return concept._replace(type=concept.type._replace(fields=fields), hindsight=(ADD, DROP))
        case DateType():
            return concept._replace(hindsight=(EARLIER, LATER))
        case NumberType():
            return concept._replace(hindsight=(MORE, LESS))
        case YesNoType():
            return concept._replace(hindsight=("ja", "nee"))
        case ChoiceType(values) | ChoicesType(values):
            return concept._replace(hindsight=values)
    return concept


def compared(rulebook: Rulebook, dossier: Dossier) -> tuple[set[frozenset[int]], set[frozenset[int]]] | None:
    """The minimal sets found by the search and by brute force; None when there are too many changes to try them all."""
    mender = Mender(opened(rulebook), dossier, history=True, motor=DIRECT, bounds=BOUNDS)
    if mender.now.verdict == BEST:
        return None
    search, layout = mender.search, mender.layout
    under = search.under(layout.verdict.outcome)
    if len(under) > MOST_EDITS:
        return None
    found = search.run(mender.wish(BEST))
    by_search = {frozenset(one.number for one in search.edits(bits)) for bits in found.sets}
    by_force: list[int] = []
    for size in range(1, BOUNDS.changes + 1):
        for some in combinations(under, size):
            bits = sum(1 << one.number for one in some)
            if not search.valid(some) or any(search.covers(one, bits) for one in by_force):
                continue
            if mender.stands.of(changed(dossier, some)).verdict == BEST:
                by_force.append(bits)
    return by_search, {frozenset(one.number for one in search.edits(bits)) for bits in by_force}
