"""The values that an offer fixes, each checked against its concept: whole, or only in part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from ..dossier_terms import bare, expected, kind_of
from ..forms.offers import AFTER
from ..language.scope import CALENDAR, UNITS
from ..language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, TextType, YesNoType
from ..mistakes import Collector, Place, did_you_mean
from ..offer import AtLeast, Between, Number, OfferedFact, OfferValue, Planned, Shift
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from .fields import Fields

SHIFT = re.compile(r"(\d{1,4}) ([a-z]+)")
COMPUTED = "een afleiding wordt berekend"


def read_shift(node: Node | None, place: Place, problems: Collector) -> Shift | None:
    """A time after the start, such as `9 weken`."""
    match = SHIFT.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    unit = UNITS.get(match.group(2), "") if match else ""
    if match is None or unit not in CALENDAR:
        where = node.place if node is not None else place
        problems.add(where, "R118", "hier hoort een tijd na de start", "schrijf bijvoorbeeld '9 weken' of '0 dagen'")
        return None
    return Shift(int(match.group(1)), unit)


@dataclass(frozen=True, slots=True)
class OfferReader:
    """Reads facts as an offer states them. A list, and a set of choices, is never more than "at least these"."""

    concepts: dict[str, Concept]
    derived: frozenset[str]
    problems: Collector
    unreadable: frozenset[str] = frozenset()

    def facts(self, entries: Iterable[tuple[Scalar, Node]]) -> tuple[OfferedFact, ...]:
        """The facts under full names; those with a mistake are left out."""
        found = []
        for key, node in entries:
            concept = self.concepts.get(key.text)
            if concept is None and key.text in self.unreadable:
                continue
            if concept is None:
                hint = COMPUTED if key.text in self.derived else did_you_mean(key.text, self.concepts)
                self.problems.add(key.place, "R110", f"'{key.text}' is geen begrip van het dossier", hint)
                continue
            value = self.value(concept, node)
            if value is not None:
                found.append(OfferedFact(key.text, value))
        return tuple(found)

    def value(self, concept: Concept, node: Node) -> OfferValue | None:
        """One value; None after a mistake."""
        match concept.type:
            case ListType():
                return self.elements(concept, concept.type, node)
            case ChoicesType(values):
                return self.members(concept, values, node)
            case DateType():
                return self.day(concept, node)
            case NumberType():
                return self.between(concept, node) if isinstance(node, Mapping) else self.number(concept, node)
        if not isinstance(node, Scalar):
            self.wrong(concept, node)
            return None
        match concept.type:
            case YesNoType():
                return scalars.yes_no(node, bare(concept), self.problems)
            case ChoiceType(values):
                return scalars.choice(node, bare(concept), values, self.problems)
            case TextType():
                return scalars.text_value(node, bare(concept), self.problems)
            case _:
                assert_never(concept.type)

    def elements(self, concept: Concept, kind: ListType, node: Node) -> tuple[Planned, ...] | None:
        if not isinstance(node, Sequence):
            self.wrong(concept, node)
            return None
        names = [one.name for one in kind.fields]
        found = []
        for item in node.items:
            fields = Fields.of(item, node.place, f"een element van '{concept.name}'", names, self.problems)
            pairs = []
            for key, inner in fields.node.entries if fields else ():
                column = kind.field(key.text)
                value = self.value(column, inner) if column else None
                pairs += [(key.text, value)] if value is not None else []
            found.append(Planned(tuple(pairs)))
        return tuple(found)

    def members(self, concept: Concept, values: tuple[str, ...], node: Node) -> AtLeast | None:
        found = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                self.wrong(concept, item)
                return None
            found.append(scalars.choice(item, bare(concept), values, self.problems))
        known = tuple(one for one in found if one is not None)
        return AtLeast(known) if len(known) == len(found) else None

    def day(self, concept: Concept, node: Node) -> Shift | None:
        """A provider publishes no dates, only times after the start."""
        if isinstance(node, Mapping) and [key.text for key, _ in node.entries] == [AFTER]:
            return read_shift(node.get(AFTER), node.key_place(AFTER), self.problems)
        message = f"bij '{bare(concept)}' hoort een tijd na de start: een aanbod heeft geen vaste datums"
        self.problems.add(node.place, "R118", message, f"schrijf bijvoorbeeld {{{AFTER}: 4 weken}}")
        return None

    def number(self, concept: Concept, node: Node) -> Number | None:
        if not isinstance(node, Scalar):
            self.wrong(concept, node)
            return None
        unit = concept.type.unit if isinstance(concept.type, NumberType) else None
        number = scalars.exact_number(node, bare(concept), self.problems, unit)
        low, high = concept.minimum, concept.maximum
        if number is not None and ((low is not None and number < low) or (high is not None and number > high)):
            limits = f"minstens {low} en hoogstens {high}" if None not in (low, high) else "binnen de grenzen"
            self.problems.add(node.place, "R119", f"bij '{bare(concept)}' moet het getal {limits} zijn")
            return None
        return number

    def between(self, concept: Concept, node: Mapping) -> Between | None:
        """`{van: 6, tot: 12}`; one of the two may be left out."""
        fields = Fields.of(node, node.place, f"'{concept.name}'", ("van", "tot"), self.problems)
        if fields is None:
            return None
        ends = [None if (end := fields.get(key)) is None else self.number(concept, end) for key in ("van", "tot")]
        read = [one for one in ends if one is not None]
        if not read or read != sorted(read):
            message = f"bij '{bare(concept)}' hoort een bereik van laag naar hoog"
            self.problems.add(node.place, "R119", message, "schrijf bijvoorbeeld {van: 6, tot: 12}")
            return None
        return Between(ends[0], ends[1])

    def wrong(self, concept: Concept, node: Node) -> None:
        found = scalars.shown(node) if isinstance(node, Scalar) else kind_of(node)
        self.problems.add(node.place, "R119", f"bij '{bare(concept)}' hoort {expected(concept)}, niet {found}")
