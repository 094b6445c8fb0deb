"""One mapping of a rule file, read key by key.

Unknown keys, missing keys and wrong shapes become mistakes with their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from ..forms import form
from ..language.terms import Authority
from ..mistakes import Collector, Place, did_you_mean
from ..sources import Citation, Source
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..validity import Validity

NAME = re.compile(rf"{form.NAME}\Z")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fields:
    """`what` names the mapping in messages ("het begrip 'intake_datum'")."""

    node: Mapping
    what: str
    problems: Collector

    @classmethod
    def of(
        cls, node: Node | None, place: Place, what: str, allowed: Iterable[str], problems: Collector
    ) -> Fields | None:
        """The mapping with only `allowed` keys, or None after noting that it is none."""
        if not isinstance(node, Mapping):
            problems.add(
                node.place if node is not None else place,
                "R01",
                f"{what} hoort een blok met sleutels te zijn",
                "schrijf op de volgende regels 'sleutel: waarde', ingesprongen",
            )
            return None
        names = tuple(allowed)
        for key, _ in node.entries:
            if key.text not in names:
                hint = did_you_mean(key.text, names) or f"mogelijk: {', '.join(names)}"
                problems.add(key.place, "R02", f"{what} kent geen sleutel '{key.text}'", hint)
        return cls(node, what, problems)

    @property
    def place(self) -> Place:
        return self.node.place

    def has(self, key: str) -> bool:
        return key in self.node

    def get(self, key: str) -> Node | None:
        return self.node.get(key)

    def at(self, key: str) -> Place:
        return self.node.key_place(key)

    def missing(self, key: str) -> None:
        """Notes that a key is not there, or that nothing stands behind it."""
        if self.has(key):
            self.problems.add(self.at(key), "R03", f"bij {self.what} is '{key}' niet ingevuld")
            return
        self.problems.add(self.place, "R03", f"bij {self.what} ontbreekt de sleutel '{key}'")

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        node = self.get(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.missing(key)
            return None
        return self.one_value(node, key)

    def text(self, key: str, *, required: bool = False) -> str:
        scalar = self.scalar(key, required=required)
        return "" if scalar is None else " ".join(scalar.text.split())

    def yes_no(self, key: str, default: bool) -> bool:
        scalar = self.scalar(key)
        value = None if scalar is None else scalars.yes_no(scalar, key, self.problems)
        return default if value is None else value

    def date(self, key: str) -> date | None:
        scalar = self.scalar(key)
        return None if scalar is None else scalars.iso_date(scalar, key, self.problems)

    def number(self, key: str) -> int | Fraction | None:
        scalar = self.scalar(key)
        return None if scalar is None else scalars.exact_number(scalar, key, self.problems)

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        if number is not None and not isinstance(number, int):
            self.problems.add(self.at(key), "R05", f"bij '{key}' hoort een heel getal")
            return None
        return number

    def option(self, key: str, options: dict[str, T], *, required: bool = False) -> T | None:
        """One of a closed list of words."""
        scalar = self.scalar(key, required=required)
        if scalar is None:
            return None
        if scalar.text not in options:
            self.problems.add(
                scalar.place,
                "R06",
                f"'{scalar.text}' is geen mogelijkheid voor '{key}'",
                did_you_mean(scalar.text, options) or (f"mogelijk: {', '.join(options)}" if options else ""),
            )
            return None
        return options[scalar.text]

    def items(self, key: str) -> tuple[Node, ...]:
        """The elements of a list; one element may stand without a list."""
        node = self.get(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        return node.items if isinstance(node, Sequence) else (node,)

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """As `items`, of a list that holds one value per element."""
        return tuple(one for item in self.items(key) if (one := self.one_value(item, key)) is not None)

    def one_value(self, node: Node, key: str) -> Scalar | None:
        """The node, where a list or block would be a mistake."""
        if isinstance(node, Scalar):
            return node
        self.problems.add(node.place, "R04", f"bij '{key}' hoort één waarde, geen lijst of blok")
        return None

    def entries(self, key: str, *, required: bool = False) -> tuple[tuple[Scalar, Node], ...]:
        """The keys and values of a mapping below `key`."""
        node = self.get(key)
        if node is None:
            if required:
                self.missing(key)
            return ()
        if not isinstance(node, Mapping):
            self.problems.add(node.place, "R01", f"'{key}' hoort een blok met sleutels te zijn")
            return ()
        return node.entries

    def authority(self, key: str = "gezag", *, required: bool = False) -> Authority | None:
        return self.option(key, {one.value: one for one in Authority}, required=required)

    def validity(self) -> Validity:
        validity = Validity(self.date("geldig_van"), self.date("geldig_tot"))
        if validity.start and validity.end and validity.end < validity.start:
            self.problems.add(self.at("geldig_tot"), "R07", "'geldig_tot' ligt voor 'geldig_van'")
        return validity

    def citations(self, sources: dict[str, Source]) -> tuple[Citation, ...]:
        """`bronnen: [{wet_wia: art. 25}, {werkwijzer: [par. 1, par. 2]}]`; `bronnen.yaml` must list each source."""
        citations: list[Citation] = []
        for item in self.items("bronnen"):
            if not isinstance(item, Mapping):
                self.problems.add(
                    item.place, "R08", "een bron schrijft u als {bron: plaats}", "bijvoorbeeld {wet_wia: art. 25 lid 9}"
                )
                continue
            for key, places in item.entries:
                if key.text not in sources:
                    self.problems.add(
                        key.place,
                        "R09",
                        f"de bron '{key.text}' staat niet in bronnen.yaml",
                        did_you_mean(key.text, sources),
                    )
                    continue
                for place in places.items if isinstance(places, Sequence) else (places,):
                    if isinstance(place, Scalar):
                        citations.append(Citation(key.text, "" if place.empty else " ".join(place.text.split())))
                    else:
                        self.problems.add(
                            place.place, "R08", "bij een bron hoort een plaats, bijvoorbeeld 'art. 25 lid 9'"
                        )
        return tuple(citations)


def rule_fields(
    node: Node, key: str, kind: tuple[str, str], allowed: Iterable[str], problems: Collector
) -> tuple[Scalar, Fields] | None:
    """Of a file with one rule, that others name by its id: the id, which is under `key`, and the fields.

    `kind` is what such a rule is called in messages, and the same with its id: ("een criterium", "het criterium").
    """
    what, named = kind
    fields = Fields.of(node, node.place, what, allowed, problems)
    id = fields.scalar(key, required=True) if fields else None
    if fields is None or id is None:
        return None
    if not (id.text[:1].isupper() and id.text.isalnum() and id.text.isascii()):
        problems.add(
            id.place,
            "R11",
            f"de naam '{id.text}' van {what} kan niet",
            "begin met een hoofdletter en gebruik verder letters en cijfers",
        )
        return None
    return id, replace(fields, what=f"{named} {id.text}")


def check_name(scalar: Scalar, what: str, problems: Collector, reserved: Iterable[str] = ()) -> bool:
    """Whether a name can be used in expressions."""
    if not NAME.match(scalar.text):
        problems.add(
            scalar.place,
            "R11",
            f"de naam '{scalar.text}' van {what} kan niet",
            "gebruik kleine letters, cijfers en _, en begin met een letter",
        )
        return False
    if scalar.text in reserved:
        problems.add(
            scalar.place,
            "R12",
            f"de naam '{scalar.text}' van {what} is een woord van de regeltaal",
            "kies een andere naam",
        )
        return False
    return True
