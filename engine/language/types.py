"""The types of facts: date, number with a unit, yes/no, choice, choices, text, list of records."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from ..frozen import Frozen


class DateType(Frozen):
    """A calendar date."""


class NumberType(Frozen):
    """An exact number (int or Fraction). `unit` is its Dutch plural ("dagen", "uren per dag"); None = a bare number.

    `one` is the singular of a unit of the rulebook's own; "" = not given. It makes no other type.
    """

    unit: str | None = None
    one: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NumberType) and self.unit == other.unit

    def __hash__(self) -> int:
        return hash(self.unit)


class YesNoType(Frozen):
    """ja or nee."""


class ChoiceType(Frozen):
    """One of a closed list; `labels` are the readable descriptions, position by position. Ordered: low to high."""

    values: tuple[str, ...]
    labels: tuple[str, ...]
    ordered: bool = False

    def label(self, value: str) -> str:
        return self.labels[self.values.index(value)]


class ChoicesType(Frozen):
    """Any number of a closed list."""

    values: tuple[str, ...]
    labels: tuple[str, ...]

    def label(self, value: str) -> str:
        return self.labels[self.values.index(value)]


class TextType(Frozen):
    """Free text: never decides a rule, only whether it is there."""


class ListType(Frozen):
    """A list of records. `element` names one record ("activiteit"), `elements` several ("" = no plural given).

    `neuter`: one says "het" and "elk" of a record, not "de" and "elke".
    """

    element: str
    fields: tuple[Concept, ...]
    elements: str = ""
    neuter: bool = False

    def __hash__(self) -> int:
        """Cheap: lists are hashed with every condition that asks them something."""
        return hash((self.element, len(self.fields)))

    def field(self, name: str) -> Concept | None:
        return next((one for one in self.fields if one.name == name), None)


ScalarType = DateType | NumberType | YesNoType | ChoiceType | ChoicesType | TextType
ValueType = ScalarType | ListType


class Influence(Enum):
    """Whether a fact can still change: history, future plan, or evidence that may exist."""

    FIXED = "vast"
    PLANNABLE = "planbaar"
    EVIDENCE = "aan_te_vullen"


class Mending(Enum):
    """How a change of a fact may be proposed: as it comes, only as a question to who answers it, or never."""

    USUAL = "gewoon"
    ASK = "vraag"
    NEVER = "nooit"


class Concept(Frozen):
    """A fact that a dossier can hold (`name` is `groep.naam`), or a field of a list's records (`name` is bare).

    `title` fits in a sentence; `question`, `help`, `answerer` and `document` tell who is asked what and which
    paper shows it.
    `future`: the date may lie after the peildatum. `not_before`: full name (or sibling field) of the date it may
    not precede. `confidential`: not every reader of a piece may see it.
    `mending`: how a change of it may be proposed. `later`: the values that it can still get after the peildatum, also
    where the dossier says otherwise (of a list "toevoegen" and "vervallen", of a date or number "ja"). `fresh`: of a
    field, what it holds in an element that is still to be made, or the choices for it; `PEILDATUM` = that day.
    `hindsight`: what could have been otherwise in the past, as in `later`; of a date EARLIER and LATER, of a number
    MORE and LESS. `cleared`: full names of facts that do not apply any more once this one gets a value of `later`.
    `proposals`: how a change to a value is put, per value. `repeated`: where the same day stands too, as
    `groep.lijst.veld`.
    """

    name: str
    type: ValueType
    title: str
    question: str = ""
    help: str = ""
    influence: Influence = Influence.FIXED
    answerer: str = ""
    document: str = ""
    future: bool = False
    not_before: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    confidential: bool = False
    mending: Mending = Mending.USUAL
    later: tuple[str, ...] = ()
    fresh: bool | int | Fraction | str | tuple[str, ...] | None = None
    hindsight: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    proposals: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()


PEILDATUM = "peildatum"
ADD, DROP = "toevoegen", "vervallen"
"""What `later` of a list may hold: elements can still be made, and existing ones can be given up."""

EARLIER, LATER = "eerder", "later"
MORE, LESS = "meer", "minder"

TYPE_NAMES: dict[str, type[ValueType]] = {
    "datum": DateType,
    "getal": NumberType,
    "ja_nee": YesNoType,
    "keuze": ChoiceType,
    "meerkeuze": ChoicesType,
    "tekst": TextType,
    "lijst": ListType,
}


def type_name(value_type: ValueType) -> str:
    """The Dutch name of a type, as in rule files.

    >>> type_name(NumberType("dagen"))
    'getal (dagen)'
    """
    base = next(name for name, cls in TYPE_NAMES.items() if isinstance(value_type, cls))
    return f"{base} ({value_type.unit})" if isinstance(value_type, NumberType) and value_type.unit else base
