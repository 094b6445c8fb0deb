"""A case file as typed facts. Reading one from YAML or JSON is `dossier_reader`; this is the value it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .result import FactState, Provenance

NOT_SAID = Provenance()
"""Nobody wrote down where a fact was read."""

ScalarValue = bool | int | Fraction | date | str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Record:
    """One element of a list. `values` holds known fields only; `missing` tells asked and nvt fields apart."""

    values: dict[str, ScalarValue]
    missing: dict[str, FactState] = field(default_factory=dict)
    provenance: Provenance = NOT_SAID
    field_provenance: dict[str, Provenance] = field(default_factory=dict)


class Records(NamedTuple):
    """A list as of the peildatum. `complete` False = at least these."""

    items: tuple[Record, ...]
    complete: bool = True


FactValue = ScalarValue | Records


class Fact(NamedTuple):
    """One fact in one dossier. `value` is None unless `state` is KNOWN; `reason` goes with nvt."""

    state: FactState
    value: FactValue | None = None
    provenance: Provenance = NOT_SAID
    reason: str = ""


ABSENT = Fact(FactState.ABSENT)


class Dossier(NamedTuple):
    """All facts of one case as of its peildatum, by concept name. `hash` is over the bytes of the file."""

    id: str
    reference_date: date
    facts: dict[str, Fact]
    hash: str

    def fact(self, name: str) -> Fact:
        return self.facts.get(name, ABSENT)
