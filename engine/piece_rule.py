"""What the pieces on paper hold, as the rules say it: chapters of lines. What they come to is `pieces`."""

from __future__ import annotations

from .frozen import Frozen
from .language.tree import FactRef
from .section_rule import Section
from .sentences import Sentence


class PlainSentence(Frozen):
    """A sentence of a piece: it says what the dossier holds, never how it is judged."""

    sentence: Sentence


class FactTable(Frozen):
    """Facts with their values, one below the other."""

    title: str
    facts: tuple[FactRef, ...]


class ListTable(Frozen):
    """The elements of a list, with these of their fields as columns."""

    title: str
    source: FactRef
    columns: tuple[str, ...]


class Subheading(Frozen):
    """A heading within a chapter."""

    title: str


class Part(Frozen):
    """A part of a piece that is made from the result; `parties` are those who sign."""

    part: str
    questions: tuple[str, ...]
    criteria: tuple[str, ...]
    parties: tuple[str, ...]


PieceContent = PlainSentence | FactTable | ListTable | Subheading | Part


class Piece(Frozen):
    """A piece on paper: its chapters in order. `plain`: the parts of it are told in everyday words."""

    id: str
    title: str
    chapters: tuple[Section[PieceContent], ...]
    plain: bool = False


class ReaderRule(Frozen):
    """One for whom pieces are written. `title` names them in a sentence; `piece` is what they get of an audit.

    `strict`: no piece for them holds personal or medical data, whoever asks for it.
    """

    id: str
    title: str
    piece: str
    strict: bool
