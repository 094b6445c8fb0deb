"""What a block of a YAML file may hold, as plain values.

A *shape* says what stands below a key; a *form* lists the keys of one kind of block, in the order in which they are
written. A shape is never narrower than the loader: what it allows may still be refused, what it refuses always is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..language.scope import RESERVED

NAME = "[a-z][a-z0-9_]*"
"""How facts, parameters, sources and grounds are named."""

FULL_NAME = rf"{NAME}\.{NAME}"
RULE_ID = "[A-Z][A-Za-z0-9]*"
"""How criteria and no-go grounds are named."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text on one line. `sentence`: it may name facts between braces, and it may not be left out once the key is
    there. `empty`: it may be.
    """

    sentence: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A new name of this pattern, which is none of the words in `but_not`."""

    pattern: str = NAME
    but_not: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """The name of something that stands elsewhere in the rulebook: `what` says of which kind."""

    what: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date, JJJJ-MM-DD."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a point, without a unit."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class YesNo:
    """`ja` or `nee`; `only` one of them when the other has no meaning here."""

    only: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """A text in the rule language: a condition (also as a group `alle`, `een_van` or `niet`), else a value."""

    condition: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of at least `least` items. `alone`: one item may stand without a list."""

    item: Shape
    least: int = 0
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Entries:
    """A block whose keys are names of the writer's own, or known ones, each with the same shape below it."""

    name: Name | Known
    value: Shape


@dataclass(frozen=True, slots=True)
class Block:
    """A block of one form."""

    form: Form


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes, told apart by being one value, a list or a block."""

    options: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """What only the loader can judge."""


Shape = (
    Text | Name | Known | Word | Day | Number | YesNo | Expression | Listed | Entries | Block | Either | Anything
)  # fmt: skip


class Key(NamedTuple):
    """What stands below a key, and what it is for, in one Dutch sentence."""

    shape: Shape
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of block. It is iterated as its keys, in the order in which they are written.

    Of `one_of` each group needs exactly one key, `together` come as a pair or not at all, `needs` names the key that
    another cannot do without. `kinds`: the block is of exactly one kind, which is a key, and the keys that go with
    it belong to it (and to other kinds that name them) only. `only_if` names the words of a key for which others have
    meaning: {"type": {"eenheid": ("getal",)}}. `also` are words of a key with which others must be there. `not_with`
    names the keys that may not stand beside another.
    """

    what: str
    about: str
    keys: Mapping[str, Key]
    one_of: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    needs: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_if: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    not_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def required(self) -> tuple[str, ...]:
        return tuple(name for name, key in self.keys.items() if key.required)


def must(shape: Shape, about: str) -> Key:
    """A key that is always there."""
    return Key(shape, about, True)


def block(what: str, about: str, keys: Mapping[str, Key]) -> Block:
    """A block whose form is used in one place only."""
    return Block(Form(what, about, keys))


def words_of(kind: Iterable[object]) -> Word:
    """The words of an enum, in its order."""
    return Word(tuple(str(getattr(one, "value", one)) for one in kind))


def names(what: str = "", least: int = 0) -> Listed:
    """A list of names; of things elsewhere in the rulebook when `what` says of which."""
    return Listed(Known(what) if what else Text(), least)


TEXT, SENTENCE = Text(), Text(sentence=True)
CONDITION, VALUE = Expression(), Expression(condition=False)
DAY, NUMBER, WHOLE = Day(), Number(), Number(whole=True)
YES_NO = YesNo()
NEW_NAME = Name()
CHOICE_NAME = Name(but_not=RESERVED - {"anders"})
