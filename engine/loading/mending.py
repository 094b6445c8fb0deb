"""Reads what a concept says about repair and hindsight: `herstel`, `alsnog`, `nieuw`, `terugblik` and what goes with
them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..language.types import (
    ADD,
    DROP,
    EARLIER,
    LATER,
    LESS,
    MORE,
    PEILDATUM,
    ChoicesType,
    ChoiceType,
    DateType,
    Influence,
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

YES, NO, NEVER = "ja", "nee", Mending.NEVER.value
CODE = "R16"

Fresh = bool | int | Fraction | str | tuple[str, ...] | None


class MendingParts(NamedTuple):
    """The last fields of a `Concept`, in its order."""

    mending: Mending
    later: tuple[str, ...]
    fresh: Fresh
    hindsight: tuple[str, ...]
    cleared: tuple[str, ...]
    proposals: tuple[tuple[str, str], ...]
    repeated: tuple[str, ...]


def read_mending(fields: Fields, kind: ValueType, influence: Influence, prefix: str) -> MendingParts:
    """How a change may be proposed. `prefix` is the group with its point; a field of a list has none."""
    inside_list = not prefix
    words = {one.value: one for one in (Mending.ASK, Mending.NEVER)}
    mending = fields.option("herstel", words) or Mending.USUAL
    if inside_list:
        for key in ("herstel", "vervalt_dan", "ook_bij"):
            if fields.has(key):
                fields.problems.add(fields.at(key), CODE, f"'{key}' hoort bij de lijst, niet bij een veld ervan")
    fresh: Fresh = None
    if inside_list:
        fresh = _fresh(fields, kind)
    elif fields.has("nieuw"):
        fields.problems.add(fields.at("nieuw"), CODE, "'nieuw' hoort bij een veld van een lijst")
    if mending is Mending.NEVER and not inside_list:
        for key in ("alsnog", "terugblik", "voorstel"):
            if fields.has(key):
                fields.problems.add(fields.at(key), CODE, f"'{key}' doet niets naast 'herstel: {NEVER}'")
    later = _later(fields, kind)
    hindsight = () if mending is Mending.NEVER else _hindsight(fields, kind, later, influence)
    cleared, repeated = _cleared(fields, prefix, later), _repeated(fields, prefix, kind)
    return MendingParts(mending, later, fresh, hindsight, cleared, _proposals(fields, kind), repeated)


def _later(fields: Fields, kind: ValueType) -> tuple[str, ...]:
    """`alsnog: ja` is short for every value, of a yes or no for ja, and of a list for adding to it."""
    if not fields.has("alsnog"):
        return ()
    if isinstance(kind, TextType):
        fields.problems.add(fields.at("alsnog"), CODE, "'alsnog' hoort niet bij het type tekst")
        return ()
    possible = _values(kind)
    node = fields.get("alsnog")
    if isinstance(node, Scalar):
        if node.text == YES:
            return (ADD,) if isinstance(kind, ListType) else (YES,) if isinstance(kind, YesNoType) else possible
        fields.problems.add(node.place, CODE, "bij 'alsnog' hoort ja, of een lijst van waarden")
        return ()
    return _chosen(fields, "alsnog", possible)


def _hindsight(fields: Fields, kind: ValueType, later: tuple[str, ...], influence: Influence) -> tuple[str, ...]:
    """`terugblik`; without it what could still come about could have come about before, a date earlier."""
    if isinstance(kind, TextType):
        if fields.has("terugblik"):
            fields.problems.add(fields.at("terugblik"), CODE, "'terugblik' hoort niet bij het type tekst")
        return ()
    possible = _past_values(kind)
    if not fields.has("terugblik"):
        if isinstance(kind, DateType | NumberType):
            return possible[: 1 if isinstance(kind, DateType) else 2] if later or _is_plan(influence) else ()
        return later or (possible if _is_plan(influence) and not isinstance(kind, ListType) else ())
    node = fields.get("terugblik")
    if isinstance(node, Scalar):
        if node.text == NEVER:
            return ()
        if node.text == YES and not isinstance(kind, YesNoType | DateType | NumberType | ListType):
            return possible
        if node.text in possible:
            return (node.text,)
        hint = did_you_mean(node.text, possible) or f"mogelijk: {', '.join((*possible, NEVER))}"
        fields.problems.add(node.place, CODE, f"'terugblik' noemt '{node.text}', en dat kan hier niet", hint)
        return ()
    return _chosen(fields, "terugblik", possible)


def _is_plan(influence: Influence) -> bool:
    return influence is Influence.PLANNABLE


def _cleared(fields: Fields, prefix: str, later: tuple[str, ...]) -> tuple[str, ...]:
    """`vervalt_dan`: facts of the same group, or others by their full name."""
    if not prefix or not fields.has("vervalt_dan"):
        return ()
    if not later:
        fields.problems.add(fields.at("vervalt_dan"), CODE, "'vervalt_dan' hoort bij een begrip met 'alsnog'")
    names = [item.text for item in fields.scalars("vervalt_dan")]
    return tuple(name if "." in name else prefix + name for name in names)


def _repeated(fields: Fields, prefix: str, kind: ValueType) -> tuple[str, ...]:
    """`ook_bij`: fields of lists, with the list of the same group by its short name."""
    if not prefix or not fields.has("ook_bij"):
        return ()
    if not isinstance(kind, DateType):
        fields.problems.add(fields.at("ook_bij"), CODE, f"'ook_bij' hoort niet bij het type {type_name(kind)}")
    names = [item.text for item in fields.scalars("ook_bij")]
    return tuple(name if name.count(".") > 1 else prefix + name for name in names)


def _proposals(fields: Fields, kind: ValueType) -> tuple[tuple[str, str], ...]:
    """`voorstel`: per value of a yes or no or a choice how the change to it is put."""
    if not fields.has("voorstel"):
        return ()
    if not isinstance(kind, YesNoType | ChoiceType):
        fields.problems.add(fields.at("voorstel"), CODE, f"'voorstel' hoort niet bij het type {type_name(kind)}")
        return ()
    possible = _values(kind)
    found = []
    for key, node in fields.entries("voorstel"):
        if key.text not in possible:
            hint = did_you_mean(key.text, possible) or f"mogelijk: {', '.join(possible)}"
            fields.problems.add(key.place, CODE, f"'voorstel' noemt '{key.text}', en dat kan hier niet", hint)
        elif not isinstance(node, Scalar) or node.empty:
            fields.problems.add(node.place, CODE, f"bij 'voorstel' hoort achter '{key.text}' een zin")
        else:
            found.append((key.text, " ".join(node.text.split())))
    return tuple(found)


def _chosen(fields: Fields, key: str, possible: tuple[str, ...]) -> tuple[str, ...]:
    chosen = []
    for item in fields.scalars(key):
        if item.text in possible:
            chosen.append(item.text)
        else:
            hint = did_you_mean(item.text, possible) or f"mogelijk: {', '.join(possible)}"
            fields.problems.add(item.place, CODE, f"'{key}' noemt '{item.text}', en dat kan hier niet", hint)
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


def _past_values(kind: ValueType) -> tuple[str, ...]:
    match kind:
        case DateType():
            return (EARLIER, LATER)
        case NumberType():
            return (MORE, LESS)
    return _values(kind)


def _fresh(fields: Fields, kind: ValueType) -> Fresh:
    """`nieuw` with one value, or of a choice with the values that a new element may have."""
    if isinstance(kind, ChoiceType) and isinstance(fields.get("nieuw"), Sequence):
        return _chosen(fields, "nieuw", kind.values)
    if fields.has("nieuw") and isinstance(kind, TextType | ChoicesType):
        fields.problems.add(fields.at("nieuw"), CODE, f"'nieuw' hoort niet bij het type {type_name(kind)}")
        return None
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
        scalar.place, CODE, f"bij 'nieuw' staat '{text}', en dat hoort niet bij een {type_name(kind)}", hint
    )
    return None
