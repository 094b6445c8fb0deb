"""The rulebook: all rule files loaded, checked and typed. Immutable; every reading and every output starts here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from .language.terms import Authority, Strength, Weight
from .language.tree import Condition, FactRef, ParameterRef, Value
from .language.types import Concept, ValueType
from .offer import Offer, Overlay
from .picture_rule import PictureRule
from .sources import Citation, Source


class Validity(NamedTuple):
    """First and last day on which a rule or value applies; None = open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Validity) -> bool:
        first, last = self.start or date.min, self.end or date.max
        return first <= (other.end or date.max) and (other.start or date.min) <= last


ALWAYS = Validity()


class Parameter(NamedTuple):
    """One version of a threshold. `confirmed_by` is set when a policy owner stands for the value."""

    name: str
    title: str
    value: int | Fraction | date
    type: ValueType
    authority: Authority
    citations: tuple[Citation, ...]
    remark: str
    validity: Validity
    confirmed_by: str | None = None
    confirmed_on: date | None = None


class Sentence(NamedTuple):
    """A Dutch sentence with typed placeholders: text and references in turn."""

    parts: tuple[str | Value, ...]


class Branch(NamedTuple):
    """One `als/dan` case; `condition` None = `anders`; `result` None = nvt, with `reason`."""

    condition: Condition | None
    result: Value | None
    reason: Sentence | None = None


class Cell(NamedTuple):
    """One cell of a decision table; `value` None = nvt."""

    row: str
    column: str
    value: int | Fraction | str | None
    authority: Authority
    citations: tuple[Citation, ...] = ()


class Formula(NamedTuple):
    """A derivation by one expression."""

    value: Value


class Truth(NamedTuple):
    """A yes/no derivation by one condition."""

    condition: Condition


class Cases(NamedTuple):
    """A derivation by ordered cases: the first that is true counts."""

    branches: tuple[Branch, ...]


class Table(NamedTuple):
    """A derivation by row and column. `cells` holds every combination."""

    row: Value
    column: Value
    cells: tuple[Cell, ...]


class CellAuthority(NamedTuple):
    """The authority of the cell that the table derivation `table` hit (the companion fact `<naam>.gezag`)."""

    table: str


Method = Formula | Truth | Cases | Table | CellAuthority


class Derivation(NamedTuple):
    """A rule that computes a fact. `concept` gives its name, type and title.

    `discloses` False: its outcome does not give away the confidential facts that it leans on.
    """

    concept: Concept
    method: Method
    help: str
    citations: tuple[Citation, ...]
    authority: Authority | None
    validity: Validity
    discloses: bool = True


class Exclusion(NamedTuple):
    """A reason for which a criterion, question or step does not apply."""

    condition: Condition
    reason: Sentence


class Case(NamedTuple):
    """One way in which an outcome comes about. `condition` None = `anders`.

    `provisional` marks a case written under voldoet_niet that counts as twijfel, because only our own design
    carries it.
    """

    condition: Condition | None
    sentence: Sentence
    authority: Authority
    authority_table: str | None
    weight: Weight
    citations: tuple[Citation, ...]
    to_weigh: tuple[Sentence, ...]
    path: str
    provisional: bool = False


class Ground(NamedTuple):
    """A deugdelijke grond that excuses a voldoet_niet when it is shown."""

    id: str
    title: str
    condition: Condition
    sentence: Sentence
    authority: Authority
    citations: tuple[Citation, ...]


class Repair(NamedTuple):
    """What mends a shortcoming: what, by whom, how long it takes, until when it still helps."""

    what: Sentence
    who: str
    condition: Condition | None
    time: str
    until: Value | None


class Criterion(NamedTuple):
    """A norm that a dossier meets or not. `met`, `doubt`, `not_met` hold the cases of each outcome, as they count."""

    id: str
    title: str
    question: str
    weight: Weight
    authority: Authority
    citations: tuple[Citation, ...]
    norm: Sentence
    applies: Condition | None
    exclusions: tuple[Exclusion, ...]
    met: tuple[Case, ...]
    doubt: tuple[Case, ...]
    not_met: tuple[Case, ...]
    grounds: tuple[Ground, ...]
    repairs: tuple[Repair, ...]
    repairable: Condition | None
    validity: Validity
    enabled: bool
    file: str


class Evidence(NamedTuple):
    """One thing that must be shown for a no-go ground, by whom (`author`), and which paper shows it."""

    id: str
    what: Sentence
    condition: Condition
    author: str
    document: str


class Objection(NamedTuple):
    """A usual reason to reject a no-go ground; `condition` None = told, not looked for in the dossier."""

    condition: Condition | None
    reason: Sentence


class NoGo(NamedTuple):
    """A ground for leaving undone what the criteria ask, for as long as it is shown.

    `invoked`: whether this dossier relies on it. The evidence must all be there, `in_time` (dated before or at the
    decision) and `covered` (for the whole period in which something was left undone); `start` and `end` are the period
    that the ground itself covers. A weak ground has none of these and never carries.
    """

    id: str
    title: str
    strength: Strength
    authority: Authority
    citations: tuple[Citation, ...]
    norm: Sentence
    applies: Condition | None
    exclusions: tuple[Exclusion, ...]
    invoked: Condition
    evidence: tuple[Evidence, ...]
    start: Value | None
    end: Value | None
    covered: Condition | None
    in_time: Condition | None
    review: Sentence | None
    review_by: Value | None
    objections: tuple[Objection, ...]
    to_ask: tuple[Sentence, ...]
    validity: Validity
    file: str


class Question(NamedTuple):
    """One question of the test, in order, with the exclusions that hold for each of its criteria."""

    id: str
    title: str
    remark: str
    exclusions: tuple[Exclusion, ...]


class VerdictCase(NamedTuple):
    """One ordered case of a verdict; `condition` None = `anders`."""

    outcome: str
    condition: Condition | None
    sentence: Sentence | None


class QuestionVerdict(NamedTuple):
    """How the findings of one question add up; written once, expanded per question."""

    question: str
    cases: tuple[VerdictCase, ...]


class Step(NamedTuple):
    """A dated step of the timeline. `happened` None and `milestone` False: `done` and `missed` decide."""

    id: str
    title: str
    who: str
    applies: Condition | None
    exclusions: tuple[Exclusion, ...]
    start: Value | None
    deadline: Value | None
    happened: Value | None
    not_happened: Condition | None
    milestone: bool
    done: Condition | None
    missed: Condition | None
    authority: Authority
    citations: tuple[Citation, ...]
    consequence: Sentence
    deviation: str
    validity: Validity


class Remark(NamedTuple):
    """A sentence of a section, with how hard it is and where it was read."""

    sentence: Sentence
    authority: Authority
    citations: tuple[Citation, ...]


class ShownFact(NamedTuple):
    """A fact as a line of its own: its value, and how it was computed or where it was read."""

    fact: FactRef


class Amount(NamedTuple):
    """An amount of money, from the value of one fact to that of another."""

    title: str
    low: FactRef
    high: FactRef


class Assumption(NamedTuple):
    """A fact for which the rules take these parameters as long as the dossier does not give it."""

    fact: FactRef
    parameters: tuple[ParameterRef, ...]


LineContent = Remark | ShownFact | Amount | Assumption


class PlainSentence(NamedTuple):
    """A sentence of a piece: it says what the dossier holds, never how it is judged."""

    sentence: Sentence


class FactTable(NamedTuple):
    """Facts with their values, one below the other."""

    title: str
    facts: tuple[FactRef, ...]


class ListTable(NamedTuple):
    """The elements of a list, with these of their fields as columns."""

    title: str
    source: FactRef
    columns: tuple[str, ...]


class Subheading(NamedTuple):
    """A heading within a chapter."""

    title: str


class Part(NamedTuple):
    """A part of a piece that is made from the result; `parties` are those who sign."""

    part: str
    questions: tuple[str, ...]
    criteria: tuple[str, ...]
    parties: tuple[str, ...]


PieceContent = PlainSentence | FactTable | ListTable | Subheading | Part
Content = TypeVar("Content")


class SectionLine(NamedTuple, Generic[Content]):
    """One line of a section; `condition` None = always, `readers` empty = everybody who reads the section."""

    condition: Condition | None
    content: Content
    readers: tuple[str, ...] = ()


class Section(NamedTuple, Generic[Content]):
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


class Piece(NamedTuple):
    """A piece on paper: its chapters in order."""

    id: str
    title: str
    chapters: tuple[Section[PieceContent], ...]


class Leaning(NamedTuple):
    """A derived fact, criterion or no-go ground and the confidential facts that it leans on.

    Those are named in full; a field of a list as `groep.lijst.veld`.
    """

    name: str
    on: tuple[str, ...]


class PlainCriterion(NamedTuple):
    """A criterion in everyday words: a question to which "yes" means that it is met, and why it matters."""

    question: str
    why: str


class PlainLanguage(NamedTuple):
    """Everyday words for the person whom a dossier is about, by criterion, question, answer and verdict.

    `answers` holds the outcomes of a criterion as well as those of a question. `facts` holds the question for a fact of
    the dossier, by its name, as one puts it to that person; not every fact has one.
    """

    criteria: Mapping[str, PlainCriterion]
    questions: Mapping[str, str]
    answers: Mapping[str, str]
    verdicts: Mapping[str, str]
    facts: Mapping[str, str]


class Rulebook(NamedTuple):
    """All of `rules/`: every version of every rule. `hash` is over the bytes of the files, independent of their order.

    `order` names the derived facts, criteria and no-go grounds so that each comes after what it leans on. `readers` are
    those for whom a piece can be written; only the first may see what is confidential. `leanings` holds only what does
    lean on a confidential fact.
    `watch_words` are for `guard`.
    """

    name: str
    title: str
    version: str
    hash: str
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    groups: tuple[tuple[str, str], ...]
    concepts: tuple[Concept, ...]
    derivations: tuple[Derivation, ...]
    criteria: tuple[Criterion, ...]
    questions: tuple[Question, ...]
    question_verdicts: tuple[QuestionVerdict, ...]
    verdict: tuple[VerdictCase, ...]
    steps: tuple[Step, ...]
    order: tuple[str, ...]
    nogos: tuple[NoGo, ...] = ()
    sections: tuple[Section[LineContent], ...] = ()
    offers: tuple[Offer, ...] = ()
    overlay: Overlay | None = None
    watch_words: tuple[str, ...] = ()
    picture: PictureRule | None = None
    readers: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    leanings: tuple[Leaning, ...] = ()

    def edition(self, day: date) -> tuple[bool, ...]:
        """Which of the rules that change in time apply on a day: days with the same edition have the same plan."""
        rules = (self.parameters, self.derivations, self.criteria, self.steps, self.nogos)
        validities = [one.validity for some in rules for one in some]
        return tuple(one.covers(day) for one in validities if one != ALWAYS)
