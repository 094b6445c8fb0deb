"""The parts of a condition: where each stands in it, and the condition without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..language.tree import All, AnyOf, Condition, Constant, Not
from ..layout import Layout


class Part(NamedTuple):
    """A condition inside the condition that a rule states. `id` is its own, `path` its way from `root`.

    `positive`: the whole becomes true more often when this does; else less often. `group` is where it stands in.
    """

    id: str
    condition: Condition
    root: str
    whole: Condition
    path: tuple[int, ...]
    positive: bool
    group: All | AnyOf | Not | None


def parts_of(root: str, whole: Condition, layout: Layout) -> Iterator[Part]:
    """The whole itself and every part of it that has a register of its own, in the order in which they are written."""
    return _below(Part(root, whole, root, whole, (), True, None), layout)


def _below(part: Part, layout: Layout) -> Iterator[Part]:
    yield part
    match part.condition:
        case All(parts) | AnyOf(parts) as group:
            for index, one in enumerate(parts):
                id = f"{part.id}/{index + 1}"
                if id in layout.conditions:
                    inner = part._replace(id=id, condition=one, path=(*part.path, index), group=group)
                    yield from _below(inner, layout)
        case Not(one) as group:
            id = f"{part.id}/niet"
            if id in layout.conditions:
                inner = Part(id, one, part.root, part.whole, (*part.path, 0), not part.positive, group)
                yield from _below(inner, layout)


def beside(part: Part, layout: Layout) -> Iterator[tuple[str, bool]]:
    """The other parts of all groups that a part stands in, with the truth of each that leaves the decision to it."""
    group, id = part.whole, part.root
    for step in part.path:
        match group:
            case All(parts) | AnyOf(parts):
                others = [f"{id}/{index + 1}" for index in range(len(parts)) if index != step]
                yield from ((one, isinstance(group, All)) for one in others if one in layout.conditions)
                group, id = parts[step], f"{id}/{step + 1}"
            case Not(inside):
                group, id = inside, f"{id}/niet"


def without(whole: Condition, path: tuple[int, ...]) -> Condition:
    """The condition with the part at `path`, which stands in a group, left out.

    >>> without(All((Constant(True), Constant(False))), (1,))
    All(parts=(Constant(truth=True),))
    """
    first, *rest = path
    match whole:
        case All(parts) | AnyOf(parts):
            if not rest:
                kept = (*parts[:first], *parts[first + 1 :])
                if not kept:
                    return Constant(isinstance(whole, All))
            else:
                kept = (*parts[:first], without(parts[first], tuple(rest)), *parts[first + 1 :])
            return All(kept) if isinstance(whole, All) else AnyOf(kept)
        case Not(part):
            return Not(without(part, tuple(rest)))
    raise ValueError("only a group has parts that can be left out")
