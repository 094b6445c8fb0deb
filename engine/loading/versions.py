"""Versions of one rule, parameter or source side by side: their periods neither overlap nor leave a gap, and what a
rule cites is in force as long as the rule is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from ..mistakes import Collector, Place
from ..rulebook import Criterion, Derivation, NoGo, Parameter, Step, Table
from ..section_rule import LineContent, Remark, Section
from ..sources import Citation, Source
from ..validity import ALWAYS, Validity

DAY = timedelta(days=1)


class Version(NamedTuple):
    """One version as it was read, and where it stands."""

    validity: Validity
    place: Place


@dataclass(slots=True)
class Versions:
    """The versions of everything that can change in time, by name: `K24`, `parameter.grens`, `gevolgen.bezwaar`."""

    problems: Collector
    read: dict[str, list[Version]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, what: str, validity: Validity, place: Place, *, code: str = "R98") -> None:
        """One more version of `name`, which is called `what` in messages; an overlap is noted."""
        self.called[name] = what
        versions = self.read.setdefault(name, [])
        other = next((one for one in versions if one.validity.overlaps(validity)), None)
        if other is not None:
            self.problems.add(
                place,
                code,
                f"{what} is voor dezelfde dag twee keer beschreven",
                f"ook op {_at(other.place)}",
            )
        versions.append(Version(validity, place))

    def check_gaps(self) -> None:
        """Between two versions there is always one that applies."""
        for name, versions in self.read.items():
            dated = sorted(versions, key=lambda one: one.validity.start or date.min)
            for earlier, later in pairwise(dated):
                end, start = earlier.validity.end, later.validity.start
                if end is None or start is None or start <= end + DAY:
                    continue
                missing = f"van {end + DAY} tot en met {start - DAY} geldt geen versie van {self.called[name]}"
                hint = f"de vorige versie ({_at(earlier.place)}) geldt tot en met {end}; laat de perioden aansluiten"
                self.problems.add(later.place, "R120", missing, hint)

    def check_sources(self, rules: Iterable[tuple[str, Validity, Citation]], sources: Sequence[Source]) -> None:
        """Every source that a rule cites is in force on each day of that rule."""
        in_force: dict[str, list[Validity]] = {}
        for source in sources:
            in_force.setdefault(source.id, []).append(source.validity)
        if all(days == [ALWAYS] for days in in_force.values()):
            return
        told: set[tuple[str, Validity, str]] = set()
        for name, validity, citation in rules:
            days = in_force.get(citation.source, [ALWAYS])
            key = (name, validity, citation.source)
            if key in told:
                continue
            missing = _first_uncovered(validity, days)
            if missing is not None:
                told.add(key)
                message = f"{self.called[name]} noemt de bron '{citation.source}', en die geldt niet {missing}"
                hint = "pas de periode van de bron of van de regel aan"
                self.problems.add(self._place(name, validity), "R121", message, hint)

    def _place(self, name: str, validity: Validity) -> Place:
        return next(one.place for one in self.read[name] if one.validity == validity)


def citations_of(
    criteria: Iterable[Criterion],
    nogos: Iterable[NoGo],
    derivations: Iterable[Derivation],
    parameters: Iterable[Parameter],
    steps: Iterable[Step],
    sections: Iterable[Section[LineContent]],
) -> Iterator[tuple[str, Validity, Citation]]:
    """What every rule that can change in time cites: the name of the rule, its period, and the citation."""
    for rule in criteria:
        cases = (*rule.met, *rule.doubt, *rule.not_met)
        for cited in (rule.citations, *(one.citations for one in cases), *(one.citations for one in rule.grounds)):
            yield from ((rule.id, rule.validity, one) for one in cited)
    for ground in nogos:
        yield from ((ground.id, ground.validity, one) for one in ground.citations)
    for derivation in derivations:
        cells = derivation.method.cells if isinstance(derivation.method, Table) else ()
        name = derivation.concept.name.removesuffix(".gezag")
        for cited in (derivation.citations, *(cell.citations for cell in cells)):
            yield from ((name, derivation.validity, one) for one in cited)
    for parameter in parameters:
        yield from ((f"parameter.{parameter.name}", parameter.validity, one) for one in parameter.citations)
    for step in steps:
        yield from ((step.id, step.validity, one) for one in step.citations)
    for section in sections:
        for line in section.lines:
            cited = line.content.citations if isinstance(line.content, Remark) else ()
            yield from ((f"gevolgen.{section.id}", section.validity, one) for one in cited)


def _first_uncovered(wanted: Validity, periods: Iterable[Validity]) -> str | None:
    """The first days of a period on which none of the others applies, in words; None when there are none.

    >>> _first_uncovered(Validity(), [Validity(None, date(2026, 12, 31))])
    'vanaf 2027-01-01'
    """
    day, last = wanted.start or date.min, wanted.end or date.max
    for one in sorted(periods, key=lambda each: each.start or date.min):
        start, end = one.start or date.min, one.end or date.max
        if day < start and day <= last:
            return f"vóór {start}" if day == date.min else f"van {day} tot en met {min(last, start - DAY)}"
        if end >= last:
            return None
        day = max(day, end + DAY)
    return f"vanaf {day}" if day <= last else None


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"
