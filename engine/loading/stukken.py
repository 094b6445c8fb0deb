"""Reads `stukken/`: one piece on paper per file, with its chapters in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from ..forms.pages import CHAPTER, CHAPTER_LINE, FINDINGS, OF_ONE_PART, PARTS, PIECE_FILE, SIGNING
from ..language.tree import Condition, FactRef, Value
from ..language.types import ListType
from ..mistakes import Collector, Place, did_you_mean
from ..piece_rule import FactTable, ListTable, Part, Piece, PieceContent, PlainSentence, Subheading
from ..section_rule import Section, SectionLine
from ..text.text_tree import Node, Scalar
from .confidential import Secrets, placeholders
from .expressions import Reader
from .fields import Fields, check_name
from .plain_language import FILE as PLAIN_LANGUAGE
from .sections import as_fact, kind_of_line, read_section

CHAPTER_NAMES = ("hoofdstuk", "een hoofdstuk", "inhoud")


@dataclass(frozen=True, slots=True)
class PieceReader:
    """What the pieces of a rulebook may name, beside the facts: readers and questions; and which facts are secret.

    `plain_words`: the rulebook has everyday words.
    """

    reader: Reader
    readers: tuple[str, ...]
    questions: tuple[str, ...]
    secrets: Secrets
    plain_words: bool

    @property
    def problems(self) -> Collector:
        return self.reader.problems

    def pieces(self, trees: Iterable[Node]) -> tuple[Piece, ...]:
        """All pieces, in the order of the files."""
        pieces: dict[str, Piece] = {}
        for tree in trees:
            fields = Fields.of(tree, tree.place, "een stuk", PIECE_FILE, self.problems)
            key = None if fields is None else fields.scalar("stuk", required=True)
            if fields is None or key is None or not check_name(key, "een stuk", self.problems):
                continue
            plain = fields.yes_no("gewone_taal", False)
            if plain and not self.plain_words:
                message = f"een stuk in gewone taal vraagt om '{PLAIN_LANGUAGE}', en dat bestand ontbreekt"
                self.problems.add(fields.at("gewone_taal"), "R93", message)
            piece = Piece(key.text, fields.text("titel", required=True), tuple(self.chapters(fields)), plain)
            if piece.id in pieces:
                message = f"het stuk '{piece.id}' staat in twee bestanden"
                self.problems.add(key.place, "R95", message, "laat er één staan")
            pieces[piece.id] = piece
        return tuple(pieces.values())

    def chapters(self, piece: Fields) -> list[Section[PieceContent]]:
        chapters: list[Section[PieceContent]] = []
        if not piece.items("hoofdstukken"):
            piece.missing("hoofdstukken")
        for item in piece.items("hoofdstukken"):
            fields = Fields.of(item, piece.at("hoofdstukken"), "een hoofdstuk", CHAPTER, self.problems)
            if fields is None:
                continue
            readers = self.readers_of(fields, self.readers, "geen lezer van deze regelset")
            line = partial(self.line, readers or self.readers)
            chapter = read_section(fields, CHAPTER_NAMES, self.reader, line)._replace(readers=readers)
            self.check_scope(chapter, fields)
            if any(chapter.id == one.id and chapter.validity.overlaps(one.validity) for one in chapters):
                message = f"het hoofdstuk '{chapter.id}' is voor dezelfde dag twee keer beschreven"
                self.problems.add(fields.at("hoofdstuk"), "R98", message)
            chapters.append(chapter)
        return chapters

    def line(self, allowed: tuple[str, ...], node: Node, place: Place) -> SectionLine[PieceContent] | None:
        found = kind_of_line(CHAPTER_LINE, node, place, self.reader)
        if found is None:
            return None
        kind, fields = found
        condition = self.reader.condition(fields.get("als"), fields.at("als")) if fields.has("als") else None
        readers = self.readers_of(fields, allowed, "geen lezer van dit hoofdstuk")
        if condition is not None:
            self.keep_secret((condition,), readers or allowed, fields.at("als"))
        content = self.content(kind, fields)
        return None if content is None else SectionLine(condition, content, readers)

    def check_scope(self, chapter: Section[PieceContent], fields: Fields) -> None:
        """That a chapter is there, or why it is not, may not give away what its readers may not see."""
        reasons = placeholders(one.reason for one in chapter.exclusions)
        nodes: dict[str, list[Condition | Value]] = {
            "toelichting": [*placeholders([chapter.remark])],
            "van_toepassing_als": [] if chapter.applies is None else [chapter.applies],
            "niet_van_toepassing_als": [*(one.condition for one in chapter.exclusions), *reasons],
        }
        for key, some in nodes.items():
            self.keep_secret(some, chapter.readers or self.readers, fields.at(key))

    def keep_secret(self, nodes: Iterable[Condition | Value], readers: tuple[str, ...], place: Place) -> None:
        """Notes a condition that leans on a confidential fact where somebody reads who may not know it."""
        if set(readers) - set(self.readers[:1]):
            for name in sorted(self.secrets.of(nodes)):
                hint = f"laat dit alleen lezen door {self.readers[0]} ('lezers')"
                self.problems.add(place, "R109", f"dit leunt op '{name}', en dat is vertrouwelijk", hint)

    def readers_of(self, fields: Fields, allowed: tuple[str, ...], otherwise: str) -> tuple[str, ...]:
        return self.words(fields, "lezers", allowed, "R106", otherwise)

    def words(self, fields: Fields, key: str, allowed: tuple[str, ...], code: str, otherwise: str) -> tuple[str, ...]:
        """The words below a key, each once; `otherwise` says what a word is that is not among those allowed."""
        found: dict[str, None] = {}
        if fields.has(key) and not fields.items(key):
            fields.missing(key)
        for item in fields.items(key):
            if not isinstance(item, Scalar):
                self.problems.add(item.place, "R04", f"bij '{key}' hoort een lijst met woorden")
            elif item.text not in allowed:
                hint = did_you_mean(item.text, allowed) or (f"mogelijk: {', '.join(allowed)}" if allowed else "")
                self.problems.add(item.place, code, f"'{item.text}' is {otherwise}", hint)
            else:
                found[item.text] = None
        return tuple(found)

    # --- the kinds of lines ---

    def content(self, kind: str, fields: Fields) -> PieceContent | None:
        match kind:
            case "kop":
                return Subheading(fields.text("kop", required=True))
            case "zin":
                return PlainSentence(self.reader.sentence_of(fields, "zin"))
            case "feiten":
                return self.facts(fields)
            case "lijst":
                return self.list(fields)
        return self.part(fields)

    def facts(self, fields: Fields) -> FactTable:
        if not fields.items("feiten"):
            fields.missing("feiten")
        found: list[FactRef] = []
        for item in fields.items("feiten"):
            if isinstance(item, Scalar) and isinstance(self.reader.scope.facts.get(item.text), ListType):
                self.problems.add(item.place, "R107", f"'{item.text}' is een lijst", "schrijf 'lijst:'")
                continue
            fact = as_fact(item, item.place, "feiten", self.reader)
            found += [] if fact is None else [fact]
        return FactTable(fields.text("titel"), tuple(found))

    def list(self, fields: Fields) -> ListTable | None:
        scalar = fields.scalar("lijst", required=True)
        if scalar is None:
            return None
        kind = self.reader.scope.facts.get(scalar.text)
        if kind is None:
            self.reader.value(scalar, scalar.place)
            return None
        if not isinstance(kind, ListType):
            self.problems.add(scalar.place, "R107", f"'{scalar.text}' is geen lijst", "schrijf 'feiten:'")
            return None
        names = tuple(one.name for one in kind.fields)
        columns = self.words(fields, "kolommen", names, "R108", f"geen veld van '{scalar.text}'")
        return ListTable(fields.text("titel"), FactRef(scalar.text, kind), columns or names)

    def part(self, fields: Fields) -> Part | None:
        part = fields.option("deel", {one: one for one in PARTS}, required=True)
        if part is None:
            return None
        for key, owner in OF_ONE_PART.items():
            if fields.has(key) and part != owner:
                message = f"'{key}' hoort bij 'deel: {owner}', niet bij 'deel: {part}'"
                self.problems.add(fields.at(key), "R101", message)
        questions = self.words(fields, "vragen", self.questions, "R112", "geen vraag van deze regelset")
        criteria = tuple(self.reader.scope.criteria)
        chosen = self.words(fields, "criteria", criteria, "R112", "geen criterium van deze regelset")
        if part == FINDINGS and not fields.has("vragen") and not fields.has("criteria"):
            questions = self.questions
        if part == SIGNING and not fields.items("partijen"):
            fields.missing("partijen")
        parties = tuple(" ".join(one.text.split()) for one in fields.scalars("partijen"))
        return Part(part, questions, chosen, parties)
