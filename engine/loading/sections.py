"""What a section of the page of consequences and a chapter of a piece share: when it applies, and its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .. import dutch
from ..forms.form import Form
from ..language.tree import FactRef
from ..mistakes import Place
from ..section_rule import Section, SectionLine
from ..text.text_tree import Node
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields, check_name

Content = TypeVar("Content")


def kind_of_line(form: Form, node: Node, place: Place, reader: Reader) -> tuple[str, Fields] | None:
    """The one kind that a line is of those of its form; None after a mistake."""
    fields = Fields.of(node, place, form.what, form, reader.problems)
    if fields is None:
        return None
    kinds = [kind for kind in form.kinds if fields.has(kind)]
    if len(kinds) != 1:
        message = f"{form.what} heeft precies één van {dutch.listing(form.kinds)} nodig"
        reader.problems.add(fields.place, "R100", message)
        return None
    for key in dict.fromkeys(key for some in form.kinds.values() for key in some):
        owners = [kind for kind, some in form.kinds.items() if key in some]
        if kinds[0] not in owners and fields.has(key):
            owned = dutch.listing((f"'{one}'" for one in owners), "of")
            reader.problems.add(fields.at(key), "R101", f"'{key}' hoort bij {owned}, niet bij '{kinds[0]}'")
    return kinds[0], fields


def read_section(
    fields: Fields,
    names: tuple[str, str, str],
    reader: Reader,
    line: Callable[[Node, Place], SectionLine[Content] | None],
) -> Section[Content]:
    """One section. `names` are the key of its id, what it is in a message, and the key of its lines."""
    own, what, below = names
    key = fields.scalar(own, required=True)
    if key is not None:
        check_name(key, what, reader.problems)
    if not fields.items(below):
        fields.missing(below)
    lines = [line(item, fields.at(below)) for item in fields.items(below)]
    applies = fields.get("van_toepassing_als")
    return Section(
        "" if key is None else key.text,
        fields.text("titel", required=True),
        reader.sentence_of(fields, "toelichting") if fields.has("toelichting") else None,
        None if applies is None else reader.condition(applies, fields.at("van_toepassing_als")),
        read_exclusions(fields, reader),
        tuple(one for one in lines if one is not None),
        fields.validity(),
    )


def as_fact(node: Node | None, place: Place, key: str, reader: Reader) -> FactRef | None:
    """The one fact that is named below a key."""
    value = reader.value(node, place)
    if value is None or isinstance(value, FactRef):
        return value
    message = f"bij '{key}' hoort alleen de naam van een feit"
    reader.problems.add(place, "R102", message, "maak van een berekening een afleiding")
    return None
