"""A question about a rulebook: the goals that answer it, what is amiss otherwise, and what is shown of it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .. import notation
from ..language.tree import Condition, Value
from ..mistakes import Place
from .goals import Goal

TEXT_SHOWN = 110


class Code(Enum):
    """A kind of finding; the code is stable."""

    OVERLAP = "L01"
    GAP = "L02"
    NEVER_FALSE = "L03"
    NEVER_TRUE = "L04"
    NOT_NEEDED = "L05"
    CASE = "L06"
    CELL = "L07"
    GROUND = "L08"
    EXCLUSION = "L09"
    OUTCOME = "L10"
    CONTRADICTION = "L11"
    VERDICT = "L12"
    VERDICT_CASE = "L13"
    EXCEPTION = "L14"
    NEEDLESS = "L15"


class Ask(NamedTuple):
    """A goal, and in which edition of the rulebook."""

    edition: int
    goal: Goal


class Show(NamedTuple):
    """Dossiers that make a finding clear: the first of these goals that can be shown, and what one sees in it."""

    asks: tuple[Ask, ...]
    caption: str


class Check(NamedTuple):
    """A question about the node `id` of `rule`, a part of the condition `whole` as the rule states it.

    There must be a dossier that shows one of the `asks` when `wanted`, else there must be none. `amiss` says in Dutch
    what is wrong otherwise, `about` which condition it is about. `shows` are tried in order for a dossier that makes it
    clear; where it `must_show`, nothing is wrong without one.
    """

    code: Code
    rule: str
    id: str
    asks: tuple[Ask, ...]
    wanted: bool
    amiss: str
    about: Condition | None = None
    whole: Condition | None = None
    shows: tuple[Show, ...] = ()
    must_show: bool = False
    at: str | Place = ""
    """Where it stands: a place, or the id under which it is written where that is not `id`."""
    outcome: str = ""
    """Of a case or a verdict: what comes of it."""
    aims: tuple[Ask, ...] = ()
    """What a dossier that shows one of the `asks` looks like as a rule; without them the `asks` themselves."""

    @property
    def sentence(self) -> str:
        return self.amiss if self.about is None else f"{self.amiss}: '{shown_text(self.about)}'"


def shown_text(node: Condition | Value) -> str:
    """A condition in the words of the rule language, not longer than fits in a sentence."""
    text = " ".join(notation.text(node).split())
    return text if len(text) <= TEXT_SHOWN else f"{text[: TEXT_SHOWN - 4].rpartition(' ')[0]} ..."
