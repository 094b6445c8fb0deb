"""What a section of the page of consequences and a chapter of a piece share: when it applies, and its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from .. import dutch
from ..language.tree import FactRef
from ..mistakes import Place
from ..rulebook import Section, SectionLine
from ..text.text_tree import Node
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields, check_name

SCOPE_KEYS = ("titel", "toelichting", "van_toepassing_als", "niet_van_toepassing_als", "geldig_van", "geldig_tot")

Content = TypeVar("Content")


class LineForm(NamedTuple):
    """What a line can be: each kind with the keys that go with it. `shared` keys go with each."""

    what: str
    kinds: dict[str, tuple[str, ...]]
    shared: tuple[str, ...]

    def kind(self, node: Node, place: Place, reader: Reader) -> tuple[str, Fields] | None:
        """The one kind that a line is; None after a mistake."""
        keys = dict.fromkeys((*self.kinds, *self.shared, *(key for some in self.kinds.values() for key in some)))
        fields = Fields.of(node, place, self.what, keys, reader.problems)
        if fields is None:
            return None
        kinds = [kind for kind in self.kinds if fields.has(kind)]
        if len(kinds) != 1:
            message = f"{self.what} heeft precies één van {dutch.listing(self.kinds)} nodig"
            reader.problems.add(fields.place, "R100", message)
            return None
        for key in dict.fromkeys(key for some in self.kinds.values() for key in some):
            owners = [kind for kind, some in self.kinds.items() if key in some]
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
