"""The units of a rulebook's own in the singular, so that a text says "1 klus" and not "1 klussen".

They come from the lists (`element` and `elementen`) and from the `eenheden` of the files in `begrippen/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..forms.vocabulary import SINGULARS
from ..language.scope import UNITS
from ..language.types import Concept, ListType, NumberType, ValueType
from ..mistakes import Collector
from ..text.text_tree import Mapping as Block
from ..text.text_tree import Node, Scalar
from .fields import Fields

Kind = TypeVar("Kind", bound=ValueType)


def read_units(trees: Iterable[Node], concepts: Iterable[Concept], problems: Collector) -> dict[str, str]:
    """Each unit with its singular. A file says it of units that no list has; two files may not differ."""
    lists = (one.type for one in concepts if isinstance(one.type, ListType))
    units = {one.elements: one.element for one in lists if one.elements}
    for tree in trees:
        if not isinstance(tree, Block) or SINGULARS not in tree:
            continue
        fields = Fields(tree, "een begrippenbestand", problems)
        for unit, one in fields.entries(SINGULARS):
            if not isinstance(one, Scalar) or not one.text:
                problems.add(unit.place, "R145", f"bij de eenheid '{unit.text}' hoort het enkelvoud, als woord")
            elif unit.text in UNITS.values():
                problems.add(unit.place, "R145", f"'{unit.text}' is een vaste eenheid", "laat deze regel weg")
            elif units.setdefault(unit.text, one.text) != one.text:
                told = f"de eenheid '{unit.text}' heet elders in het enkelvoud '{units[unit.text]}'"
                problems.add(one.place, "R145", told, "laat er één staan")
    return units


def with_singular(kind: Kind, units: Mapping[str, str]) -> Kind:
    """The type, with the singular of its unit; a list with those of its fields."""
    match kind:
        case NumberType(str() as unit) if unit in units:
            return kind._replace(one=units[unit])
        case ListType(fields=fields):
            return kind._replace(fields=tuple(concept_with_singular(one, units) for one in fields))
    return kind


def concept_with_singular(concept: Concept, units: Mapping[str, str]) -> Concept:
    return concept._replace(type=with_singular(concept.type, units))
