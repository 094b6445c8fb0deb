"""The rules of one rulebook in words, to lay beside those of another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from .. import dutch, notation, render
from ..language.tree import All, AnyOf, Condition, Not, Value
from ..language.types import ChoicesType, ChoiceType, ListType, ValueType, type_name
from ..rulebook import Rulebook
from ..sentences import Sentence
from ..sources import Citation
from ..validity import Validity
from .changes import Narrowed


class Reading:
    """Words for the rules of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.book = rulebook
        concepts = (*rulebook.concepts, *(one.concept for one in rulebook.derivations))
        self.words = render.Words(
            {one.name: one.title for one in concepts}, {one.name: one.title for one in rulebook.parameters}
        )
        self._short = {one.id: one.short for one in rulebook.sources}
        self._questions = {one.id: one.title for one in rulebook.questions}

    def condition(self, node: Condition | None) -> str:
        return "" if node is None else render.condition(node, self.words)

    def value(self, node: Value | None) -> str:
        return "" if node is None else render.value(node, self.words)

    def cited(self, citations: Iterable[Citation]) -> str:
        shown = (f"{self._short.get(one.source, one.source)}, {one.place}".rstrip(", ") for one in citations)
        return "; ".join(dict.fromkeys(shown))

    def question(self, id: str) -> str:
        return self._questions.get(id, id)


def sentence(said: Sentence | None) -> str:
    """A sentence as it is written, its placeholders between braces."""
    if said is None:
        return ""
    parts = (part if isinstance(part, str) else f"{{{notation.text(part)}}}" for part in said.parts)
    return " ".join("".join(parts).split())


def period(validity: Validity) -> str:
    """When a version applies.

    >>> period(Validity())
    'altijd'
    """
    parts = [f"vanaf {dutch.day(validity.start)}"] if validity.start is not None else []
    parts += [f"tot en met {dutch.day(validity.end)}"] if validity.end is not None else []
    return " ".join(parts) or "altijd"


def type_text(kind: ValueType) -> str:
    """A type with what belongs to it that rules can see: the choices, and their order where it counts."""
    name = type_name(kind)
    match kind:
        case ChoiceType(values, _, ordered):
            return (
                f"{name}{', van laag naar hoog' if ordered else ''}: {', '.join(values if ordered else sorted(values))}"
            )
        case ChoicesType(values):
            return f"{name}: {', '.join(sorted(values))}"
        case ListType():
            return name
    return name


def narrowed(old: Condition | None, new: Condition | None, before: Reading, after: Reading) -> tuple[Narrowed, ...]:
    """The parts that differ, where two conditions share a group; nothing where the whole differs."""
    if old is None or new is None:
        return ()
    if isinstance(old, Not) and isinstance(new, Not):
        return narrowed(old.part, new.part, before, after)
    kind = next((one for one in (All, AnyOf) if isinstance(old, one) or isinstance(new, one)), None)
    if kind is None or (isinstance(old, All | AnyOf) and isinstance(new, All | AnyOf) and type(old) is not type(new)):
        return ()
    one_side = {notation.text(one): one for one in (old.parts if isinstance(old, All | AnyOf) else (old,))}
    other_side = {notation.text(one): one for one in (new.parts if isinstance(new, All | AnyOf) else (new,))}
    gone = [one for text, one in one_side.items() if text not in other_side]
    come = [one for text, one in other_side.items() if text not in one_side]
    kept = len(one_side) - len(gone)
    if not kept:
        return ()
    inside = "alle" if kind is All else "een_van"
    if len(gone) == len(come) == 1 and (deeper := narrowed(gone[0], come[0], before, after)):
        return deeper
    pairs = zip_longest(gone, come)
    return tuple(Narrowed(inside, kept, before.condition(a), after.condition(b)) for a, b in pairs)


def same_text(old: Condition | Value | None, new: Condition | Value | None) -> bool:
    """Whether both are written alike, whatever the concepts that they name have become."""
    if old is None or new is None:
        return old is new
    return notation.text(old) == notation.text(new)
