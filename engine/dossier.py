"""A case file as typed facts. Reading one from YAML or JSON is `dossier_reader`; this is the value it gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from .frozen import Frozen
from .result import FactState, Provenance
from .values import Interval, OpenSet

NOT_SAID = Provenance()
"""Nobody wrote down where a fact was read."""

ScalarValue = bool | int | Fraction | date | str | frozenset[str]


class Record(Frozen):
    """One element of a list. `values` holds known fields only; `missing` tells asked, nvt and contradicted ones apart.

    `stated` holds the whole fact of each field on which several documents speak.
    """

    values: Mapping[str, ScalarValue]
    missing: Mapping[str, FactState] = {}
    provenance: Provenance = NOT_SAID
    field_provenance: Mapping[str, Provenance] = {}
    stated: Mapping[str, Fact] = {}


class Records(Frozen):
    """A list as of the peildatum. `complete` False = at least these."""

    items: tuple[Record, ...]
    complete: bool = True


FactValue = ScalarValue | Records | Interval | OpenSet
"""An interval or an open set is a value that is fixed only in part; no dossier holds one, an offer laid over it may."""


class Statement(Frozen):
    """What one document, or one person, says of a fact."""

    value: ScalarValue
    provenance: Provenance


class Fact(Frozen):
    """One fact in one dossier. `value` is None unless `state` is KNOWN.

    `statements` holds all that is said of it when there is more than one statement. Do they agree, then the fact is
    known; do they differ, then it is CONTRADICTED, unless somebody chose one. `reason` says why that one was chosen,
    and at nvt why the fact does not apply.
    """

    state: FactState
    value: FactValue | None = None
    provenance: Provenance = NOT_SAID
    reason: str = ""
    statements: tuple[Statement, ...] = ()


ABSENT = Fact(FactState.ABSENT)


def is_contradicted(fact: Fact) -> bool:
    """Whether documents say different things, of the fact or of a field of its elements, and nobody chose."""
    if isinstance(fact.value, Records):
        return any(is_contradicted(one) for record in fact.value.items for one in record.stated.values())
    return fact.state is FactState.CONTRADICTED


CONTRADICTIONS = "dossier.tegenstrijdige_feiten"
"""A fact that no dossier states: on how many of its facts documents say different things while nobody chose."""


class Dossier(Frozen):
    """All facts of one case as of its peildatum, by concept name. `hash` is over the bytes of the file."""

    id: str
    reference_date: date
    facts: dict[str, Fact]
    hash: str

    def fact(self, name: str) -> Fact:
        if name == CONTRADICTIONS:
            return Fact(FactState.KNOWN, sum(map(is_contradicted, self.facts.values())))
        return self.facts.get(name, ABSENT)
