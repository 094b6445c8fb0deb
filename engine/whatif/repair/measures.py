"""What the rules say on a change: what is done, by whom, how long it takes, and whether that is still in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...evaluate import Read
from ...layout import CriterionLayout, Layout
from ...plan import Registers
from ...premises import Premises
from ...rulebook import Repair, Span
from ...values import shift_date
from .results import Measure


class Measures:
    """The measures of one run, before anything is changed."""

    def __init__(self, layout: Layout, premises: Premises) -> None:
        self.layout, self.premises = layout, premises
        self.registers: Registers = premises.registers
        self.day = premises.dossier.reference_date

    def of(self, findings: Iterable[str], facts: Iterable[str]) -> tuple[Measure, ...]:
        """Per finding the first measure that applies and is about one of the facts."""
        names = set(facts)
        found = (self._first(self.layout.criteria[one], names) for one in findings)
        return tuple(one for one in found if one is not None)

    def all_of(self, finding: str) -> tuple[Measure, ...]:
        """Every measure for a finding that applies."""
        layout = self.layout.criteria[finding]
        applying = ((one, read) for one, condition, read in layout.repairs if self._applies(condition))
        return tuple(self._measure(finding, one, self._until(read)) for one, read in applying)

    def _first(self, layout: CriterionLayout, facts: set[str]) -> Measure | None:
        for repair, condition, read in layout.repairs:
            if self._applies(condition) and (not repair.facts or facts & set(repair.facts)):
                return self._measure(layout.criterion.id, repair, self._until(read))
        return None

    def _applies(self, condition: int | None) -> bool:
        return condition is None or self.registers[condition] is True

    def _until(self, read: Read | None) -> date | None:
        return None if read is None else read(self.registers, self.premises.dossier)

    def _measure(self, criterion: str, repair: Repair, until: date | None) -> Measure:
        ready = self._ready(repair.time)
        late = until is not None and (ready or self.day) > until
        time = repair.time.text if repair.time else ""
        return Measure(criterion, self.premises.sentence(repair.what.parts), repair.who, time, ready, until, late)

    def _ready(self, time: Span | None) -> date | None:
        """The soonest day on which something that is begun on the peildatum can be done."""
        return None if time is None or time.least is None else shift_date(self.day, time.least, time.unit)
