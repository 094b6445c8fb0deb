"""A piece on paper, filled in for one dossier and one reader: its chapters with sentences, facts, lists and parts.

Nothing is worded here, and of the dossier nothing is decided: what a chapter holds stands in `rules/stukken`, what the
rules found in the result. What a reader may not see is taken out here, and nowhere else.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from . import dutch
from .audit import DURABLE, Auditor
from .confidential import open_to_all, without_secrets
from .dossier import Dossier, Record, Records
from .findings import Report
from .language.types import Concept, DateType, ListType
from .layout import SectionLayout
from .mistakes import Mistake, MistakesFound, Place, did_you_mean
from .picture import Picture, picture_of
from .piece_rule import FactTable, ListTable, Part, Piece, PieceContent, PlainSentence, ReaderRule, Subheading
from .planning_sections import facts_of
from .premises import Premises
from .result import FactState, OpenFact, Provenance, Result, Truth, UsedFact
from .rulebook import Rulebook
from .section_filling import Filled, fill_in, has_gap, still_open

PICTURE = "tijdlijnbeeld"
"""The part (`deel`) that is made from the picture of the timeline."""

NOT_A_VALUE = {
    FactState.ASKED: "onbekend",
    FactState.NOT_APPLICABLE: "niet van toepassing",
    FactState.CONTRADICTED: "de stukken verschillen",
}
"""What stands in a cell of which the dossier says something, but no value."""


class SentenceLine(NamedTuple):
    """A sentence (`zin`) of which every fact is known, with those facts in reading order."""

    text: str
    facts: tuple[UsedFact, ...]


class FactsLine(NamedTuple):
    """Facts one by one (`feiten`), as ordered in the rule file; also those that are not known. `title` may be ""."""

    title: str
    facts: tuple[UsedFact, ...]


class ListRow(NamedTuple):
    """One element of a list: Dutch text per column, "" = not filled in; and where it was read."""

    cells: tuple[str, ...]
    provenance: Provenance


class ListLine(NamedTuple):
    """The elements of a list (`lijst`): by date when the first column is a date, otherwise as in the dossier.

    `columns` are the titles above the cells. `fact` tells the state of the list when there are no rows; `complete`
    False = the dossier says that there is more than this. `title` may be "".
    """

    title: str
    fact: UsedFact
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    complete: bool


class SubheadingLine(NamedTuple):
    """A heading within a chapter (`kop`)."""

    title: str


class PartLine(NamedTuple):
    """A part that is made from the result (`deel`): findings of these `questions` and `criteria`; `parties` sign."""

    part: str
    questions: tuple[str, ...]
    criteria: tuple[str, ...]
    parties: tuple[str, ...] = ()


PieceLine = SentenceLine | FactsLine | ListLine | SubheadingLine | PartLine


class Chapter(NamedTuple):
    """One chapter. `applies` unknown: its lines hold only if it does. `reason` is why it does not apply.

    `open_facts` would decide what is left out of its sentences, or whether its conditions hold.
    """

    id: str
    title: str
    remark: str
    applies: Truth
    reason: str
    lines: tuple[PieceLine, ...]
    open_facts: tuple[OpenFact, ...]


class PieceFacts(NamedTuple):
    """A piece for one reader, with the audit that it belongs to (without its reasoning, and for who may not see all
    without what is confidential). `plain`: its parts are told in everyday words. `sees_all` is the reader from whom
    nothing is withheld. `picture` is there when a chapter shows it.
    """

    id: str
    title: str
    plain: bool
    reader: ReaderRule
    sees_all: ReaderRule
    chapters: tuple[Chapter, ...]
    result: Result
    picture: Picture | None = None


def piece_facts(rulebook: Rulebook, dossier: Dossier, id: str, reader: str, *, motor: str = DURABLE) -> PieceFacts:
    """The piece `id` for one reader, from one run. What a reader does not get is not in it.

    Raises: MistakesFound when the rulebook has no such piece or reader; ReadingsDisagree; RulebookConflict.
    """
    piece, own, main = _piece(rulebook, id), _reader(rulebook, reader), rulebook.readers[0]
    auditor = Auditor(rulebook, dossier.reference_date, motor, piece)
    registers, engine = auditor.run(dossier)
    premises = Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)
    result = Report(premises, ()).result(engine)
    sees_all = own == main
    writer = _Writer(premises, reader, sees_all)
    chapters = tuple(writer.chapter(one) for one in auditor.layout.chapters if _reads(reader, one.section.readers))
    picture = picture_of(premises) if any(_shows_picture(one) for one in chapters) else None
    if not sees_all:
        result, picture = without_secrets(result), picture and picture.without_secrets()
    return PieceFacts(piece.id, piece.title, piece.plain, own, main, chapters, result, picture)


def _shows_picture(chapter: Chapter) -> bool:
    return any(isinstance(line, PartLine) and line.part == PICTURE for line in chapter.lines)


def _reader(rulebook: Rulebook, id: str) -> ReaderRule:
    found = rulebook.reader(id)
    if found is None:
        message = f"'{id}' is geen lezer van deze regelset"
        hint = _those_there_are("lezers", id, [one.id for one in rulebook.readers])
        raise MistakesFound([Mistake(Place("regelset.yaml"), "R106", message, hint)])
    return found


def _piece(rulebook: Rulebook, id: str) -> Piece:
    names = [one.id for one in rulebook.pieces]
    if id not in names:
        message, hint = f"deze regelset heeft geen stuk '{id}'", _those_there_are("stukken", id, names)
        raise MistakesFound([Mistake(Place("stukken"), "R93", message, hint)])
    return rulebook.pieces[names.index(id)]


def _those_there_are(what: str, name: str, names: list[str]) -> str:
    return did_you_mean(name, names) or (f"{what} die er zijn: {', '.join(names)}" if names else f"er zijn geen {what}")


def _reads(reader: str, readers: tuple[str, ...]) -> bool:
    return not readers or reader in readers


class _Writer(NamedTuple):
    """Writes the chapters of one run for one reader."""

    premises: Premises
    reader: str
    sees_all: bool

    def chapter(self, layout: SectionLayout[PieceContent]) -> Chapter:
        own = tuple(one for one in layout.lines if _reads(self.reader, one[0].readers))
        filled: Filled[PieceLine] = fill_in(self.premises, layout._replace(lines=own), self.line)
        rule = layout.section
        asked = filled.open_facts if self.sees_all else open_to_all(filled.open_facts)
        return Chapter(rule.id, rule.title, filled.remark, filled.applies, filled.reason, filled.lines, asked)

    def line(self, content: PieceContent) -> tuple[PieceLine | None, list[str]]:
        """The line, None for a sentence with a gap in it and for what this reader may not see; and the facts to ask
        for.
        """
        names = facts_of(content)
        match content:
            case PlainSentence(sentence):
                if has_gap(self.premises, names):
                    return None, still_open(self.premises, names)
                facts = self.used(names)
                whole = len(facts) == len(names)
                return SentenceLine(self.premises.sentence(sentence.parts), facts) if whole else None, []
            case FactTable(title):
                facts = self.used(names)
                return FactsLine(title, facts) if facts else None, []
            case ListTable():
                return self.list(content), []
            case Subheading(title):
                return SubheadingLine(title), []
            case Part(part, questions, criteria, parties):
                return PartLine(part, questions, criteria, parties), []

    def used(self, names: tuple[str, ...]) -> tuple[UsedFact, ...]:
        """The facts, of these names, that this reader may see."""
        facts = tuple(map(self.premises.used, names))
        return facts if self.sees_all else open_to_all(facts)

    def list(self, content: ListTable) -> ListLine | None:
        """The list with the columns that this reader may see; None when there are none."""
        fields = tuple(one for one in _fields(content) if self.sees_all or not one.confidential)
        used = self.used((content.source.name,))
        if not fields or not used:
            return None
        fact, records = self.premises.dossier.fact(content.source.name), self.premises.value(content.source.name)
        found = records if isinstance(records, Records) else Records((), complete=False)
        items = list(found.items)
        if isinstance(fields[0].type, DateType):
            first = fields[0].name
            items.sort(key=lambda one: one.values.get(first, date.max))
        rows = tuple(
            ListRow(tuple(_cell(one, field) for field in fields), _place(one.provenance, fact.provenance))
            for one in items
        )
        return ListLine(content.title, used[0], tuple(one.title for one in fields), rows, found.complete)


def _fields(content: ListTable) -> tuple[Concept, ...]:
    kind = content.source.type
    assert isinstance(kind, ListType)
    by_name = {one.name: one for one in kind.fields}
    return tuple(by_name[one] for one in content.columns)


def _cell(record: Record, field: Concept) -> str:
    if field.name in record.values:
        return dutch.text(record.values[field.name], field.type)
    return NOT_A_VALUE.get(record.missing.get(field.name, FactState.ABSENT), "")


def _place(own: Provenance, whole: Provenance) -> Provenance:
    return own if any(own) else whole
