"""What the page of consequences holds, as the rules say it; a chapter of a piece is such a section with other lines."""

from __future__ import annotations

from typing import Generic, TypeVar

from .frozen import Frozen
from .language.terms import Authority
from .language.tree import Condition, FactRef, ParameterRef
from .sentences import Exclusion, Sentence
from .sources import Citation
from .validity import Validity


class Remark(Frozen):
    """A sentence of a section, with how hard it is and where it was read."""

    sentence: Sentence
    authority: Authority
    citations: tuple[Citation, ...]


class ShownFact(Frozen):
    """A fact as a line of its own: its value, and how it was computed or where it was read."""

    fact: FactRef


class Amount(Frozen):
    """An amount of money, from the value of one fact to that of another."""

    title: str
    low: FactRef
    high: FactRef


class Assumption(Frozen):
    """A fact for which the rules take these parameters as long as the dossier does not give it."""

    fact: FactRef
    parameters: tuple[ParameterRef, ...]


LineContent = Remark | ShownFact | Amount | Assumption

Content = TypeVar("Content")


class SectionLine(Frozen, Generic[Content]):
    """One line of a section; `condition` None = always, `readers` empty = everybody who reads the section."""

    condition: Condition | None
    content: Content
    readers: tuple[str, ...] = ()


class Section(Frozen, Generic[Content]):
    """One section of the page of consequences, or one chapter of a piece; `readers` empty = all.

    It decides nothing: it shows what the rules found elsewhere.
    """

    id: str
    title: str
    remark: Sentence | None
    applies: Condition | None
    exclusions: tuple[Exclusion, ...]
    lines: tuple[SectionLine[Content], ...]
    validity: Validity
    readers: tuple[str, ...] = ()
