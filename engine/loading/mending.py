"""Reads what a concept says about repair: `herstel`, `alsnog` and `nieuw`."""

from __future__ import annotations

from fractions import Fraction

from ..language.types import (
    ADD,
    DROP,
    PEILDATUM,
    ChoicesType,
    ChoiceType,
    DateType,
    ListType,
    Mending,
    NumberType,
    TextType,
    ValueType,
    YesNoType,
    type_name,
)
from ..mistakes import did_you_mean
from ..text import scalars
from ..text.text_tree import Scalar, Sequence
from .fields import Fields

MENDING_KEYS = ("herstel", "alsnog", "nieuw")
YES, NO = "ja", "nee"

Fresh = bool | int | Fraction | str | tuple[str, ...] | None


def read_mending(fields: Fields, kind: ValueType, *, inside_list: bool) -> tuple[Mending, tuple[str, ...], Fresh]:
    """How a change may be proposed, the values that can still come about, and what a new element holds."""
    words = {one.value: one for one in (Mending.ASK, Mending.NEVER)}
    mending = fields.option("herstel", words) or Mending.USUAL
    if inside_list and fields.has("herstel"):
        fields.problems.add(fields.at("herstel"), "R16", "'herstel' hoort bij de lijst, niet bij een veld ervan")
    if not inside_list and fields.has("nieuw"):
        fields.problems.add(fields.at("nieuw"), "R16", "'nieuw' hoort bij een veld van een lijst")
        return mending, _later(fields, kind), None
    return mending, _later(fields, kind), _fresh(fields, kind)


def _later(fields: Fields, kind: ValueType) -> tuple[str, ...]:
    """`alsnog: ja` is short for every value, of a yes or no for ja, and of a list for adding to it."""
    if not fields.has("alsnog"):
        return ()
    if isinstance(kind, TextType):
        fields.problems.add(fields.at("alsnog"), "R16", "'alsnog' hoort niet bij het type tekst")
        return ()
    possible = _values(kind)
    node = fields.get("alsnog")
    if isinstance(node, Scalar):
        if node.text == YES:
            return (ADD,) if isinstance(kind, ListType) else (YES,) if isinstance(kind, YesNoType) else possible
        fields.problems.add(node.place, "R16", "bij 'alsnog' hoort ja, of een lijst van waarden")
        return ()
    return _chosen(fields, "alsnog", possible)


def _chosen(fields: Fields, key: str, possible: tuple[str, ...]) -> tuple[str, ...]:
    chosen = []
    for item in fields.items(key):
        if isinstance(item, Scalar) and item.text in possible:
            chosen.append(item.text)
        else:
            text = item.text if isinstance(item, Scalar) else "een blok"
            hint = did_you_mean(text, possible) or f"mogelijk: {', '.join(possible)}"
            fields.problems.add(item.place, "R16", f"'{key}' noemt '{text}', en dat kan hier niet", hint)
    return tuple(chosen)


def _values(kind: ValueType) -> tuple[str, ...]:
    match kind:
        case ChoiceType() | ChoicesType():
            return kind.values
        case YesNoType():
            return (YES, NO)
        case ListType():
            return (ADD, DROP)
    return (YES,)


def _fresh(fields: Fields, kind: ValueType) -> Fresh:
    """`nieuw` with one value, or of a choice with the values that a new element may have."""
    if isinstance(kind, ChoiceType) and isinstance(fields.get("nieuw"), Sequence):
        return _chosen(fields, "nieuw", kind.values)
    scalar = fields.scalar("nieuw")
    if scalar is None:
        return None
    text = scalar.text
    match kind:
        case YesNoType() if text in (YES, NO):
            return text == YES
        case ChoiceType() if text in kind.values:
            return text
        case DateType() if text == PEILDATUM:
            return text
        case NumberType():
            return scalars.exact_number(scalar, "nieuw", fields.problems)
    possible = _values(kind) if isinstance(kind, ChoiceType | YesNoType) else (PEILDATUM,)
    hint = did_you_mean(text, possible) or f"mogelijk: {', '.join(possible)}"
    fields.problems.add(
        scalar.place, "R16", f"bij 'nieuw' staat '{text}', en dat hoort niet bij een {type_name(kind)}", hint
    )
    return None
