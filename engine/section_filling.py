"""Fills in a section, or a chapter, for one run: whether it applies, which of its lines show, and what is left open.

A line shows when its condition is true; while that is unknown, or a fact in its sentence is, the facts that would
decide it are named instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from .language.tree import Condition
from .layout import SectionLayout
from .premises import TRUTHS, Premises
from .result import OpenFact, Truth
from .section_rule import Content
from .values import NVT, Interval

NOT_MET = "De voorwaarden waaronder dit geldt, zijn in dit dossier niet vervuld."

Line = TypeVar("Line")


class Filled(NamedTuple, Generic[Line]):
    """`reason` is why it does not apply; `open_facts` would decide what is left open in it."""

    remark: str
    applies: Truth
    reason: str
    lines: tuple[Line, ...]
    open_facts: tuple[OpenFact, ...]


def fill_in(
    premises: Premises, layout: SectionLayout[Content], write: Callable[[Content], tuple[Line | None, list[str]]]
) -> Filled[Line]:
    """`write` makes a line of its content (None = it cannot be said), with the facts that are to be asked for."""
    rule, applies = layout.section, premises.registers[layout.applies]
    lines: list[Line] = []
    open_names: list[str] = _open_in_scope(premises, layout) if applies is None else []
    for line, register, path in layout.lines if applies is not False else ():
        truth = True if register is None else premises.registers[register]
        if truth is True:
            written, names = write(line.content)
            lines += [] if written is None else [written]
            open_names += names
        elif truth is None and line.condition is not None:
            open_names += premises.open_names(line.condition, path)
    return Filled(
        "" if rule.remark is None else premises.sentence(rule.remark.parts),
        TRUTHS[applies],
        premises.excluded_because(layout.exclusions) or NOT_MET if applies is False else "",
        tuple(lines),
        premises.open_facts(list(dict.fromkeys(open_names))),
    )


def has_gap(premises: Premises, names: Iterable[str]) -> bool:
    """Whether a sentence with these facts in it cannot be said: one is not known, or does not apply."""
    return any(premises.value(name) is None or premises.value(name) is NVT for name in names)


def still_open(premises: Premises, names: Iterable[str]) -> list[str]:
    """Those of these facts of which more is to be learned."""
    return [name for name in names if premises.value(name) is None or isinstance(premises.value(name), Interval)]


def _open_in_scope(premises: Premises, layout: SectionLayout[Content]) -> list[str]:
    """What would decide whether a section applies."""
    conditions: list[tuple[Condition | None, str]] = [(layout.section.applies, f"{layout.id}/van_toepassing")]
    conditions += [
        (one.condition, f"{layout.id}/niet_van_toepassing/{index}")
        for index, (one, _) in enumerate(layout.exclusions, start=1)
    ]
    return [name for one, path in conditions if one is not None for name in premises.open_names(one, path)]
