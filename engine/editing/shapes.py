"""Which shape what is written has: follows the forms down a tree of YAML."""

from __future__ import annotations

from enum import Enum

from ..forms.form import CONDITION, Block, Either, Entries, Expression, Form, Listed, Shape


class Written(Enum):
    """How a value is written."""

    ONE = "one value"
    LIST = "a list"
    BLOCK = "keys and values"


def shape_of(shape: Shape | None, written: Written) -> Shape | None:
    """The option that is meant where several are possible; of a list that may stand without one, its item."""
    if isinstance(shape, Either):
        options = [found for one in shape.options if (found := shape_of(one, written)) is not None]
        return options[0] if options else None
    if isinstance(shape, Listed) and written is not Written.LIST:
        return shape_of(shape.item, written) if shape.alone else None
    kinds: tuple[type, ...] = {Written.LIST: (Listed,), Written.BLOCK: (Block, Entries, Expression)}.get(written, ())
    if written is Written.ONE:
        return None if isinstance(shape, Block | Entries) else shape
    return shape if isinstance(shape, kinds) else None


def form_of_block(shape: Shape | None) -> Form | None:
    """The form of a block, which says the order of its keys; None when that order is the writer's own."""
    return shape.form if isinstance(shape, Block) else None


def below_key(shape: Shape | None, key: str) -> Shape | None:
    """The shape below a key of a block with this shape; None when nothing is known of it."""
    match shape:
        case Block(form):
            return form.keys[key].shape if key in form.keys else None
        case Entries(_, value):
            return value
        case Expression(True):
            return CONDITION if key == "niet" else Listed(CONDITION)
    return None


def item_of(shape: Shape | None) -> Shape | None:
    """The shape of each item of a list."""
    return shape.item if isinstance(shape, Listed) else None
