"""The rulebook: all rule files loaded, checked and typed. Immutable; every reading and every output starts here."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from .frozen import Frozen
from .language.terms import Authority, Strength, Weight
from .language.tree import Condition, Value
from .language.types import Concept, ValueType
from .offer import Offer, Overlay
from .picture_rule import PictureRule
from .piece_rule import Piece, ReaderRule
from .section_rule import LineContent, Section
from .sentences import Exclusion, Sentence
from .sources import Citation, Source
from .validity import ALWAYS, Validity


class Parameter(Frozen):
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


class Branch(Frozen):
    """One `als/dan` case; `condition` None = `anders`; `result` None = nvt, with `reason`."""

    condition: Condition | None
    result: Value | None
    reason: Sentence | None = None


class Cell(Frozen):
    """One cell of a decision table; `value` None = nvt."""

    row: str
    column: str
    value: int | Fraction | str | None
    authority: Authority
    citations: tuple[Citation, ...] = ()


class Formula(Frozen):
    """A derivation by one expression."""

    value: Value


class Truth(Frozen):
    """A yes/no derivation by one condition."""

    condition: Condition


class Cases(Frozen):
    """A derivation by ordered cases: the first that is true counts."""

    branches: tuple[Branch, ...]


class Table(Frozen):
    """A derivation by row and column. `cells` holds every combination."""

    row: Value
    column: Value
    cells: tuple[Cell, ...]


class CellAuthority(Frozen):
    """The authority of the cell that the table derivation `table` hit (the companion fact `<naam>.gezag`)."""

    table: str


Method = Formula | Truth | Cases | Table | CellAuthority


class Derivation(Frozen):
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


class Case(Frozen):
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


class Ground(Frozen):
    """A deugdelijke grond that excuses a voldoet_niet when it is shown."""

    id: str
    title: str
    condition: Condition
    sentence: Sentence
    authority: Authority
    citations: tuple[Citation, ...]


class Span(Frozen):
    """How long something takes, in the words of the rule; `least` of `unit` is the shortest (None = not said)."""

    text: str
    least: int | None = None
    unit: str = "dagen"


class Repair(Frozen):
    """What mends a shortcoming: what, by whom, how long it takes, until when it still helps.

    `facts`: the facts of which a change is this measure; empty = any.
    """

    what: Sentence
    who: str
    condition: Condition | None
    time: Span | None
    until: Value | None
    facts: tuple[str, ...] = ()


class Criterion(Frozen):
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


class Evidence(Frozen):
    """One thing that must be shown for a no-go ground, by whom (`author`), and which paper shows it."""

    id: str
    what: Sentence
    condition: Condition
    author: str
    document: str


class Objection(Frozen):
    """A usual reason to reject a no-go ground; `condition` None = told, not looked for in the dossier."""

    condition: Condition | None
    reason: Sentence


class NoGo(Frozen):
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


class Question(Frozen):
    """One question of the test, in order, with the exclusions that hold for each of its criteria."""

    id: str
    title: str
    remark: str
    exclusions: tuple[Exclusion, ...]


class VerdictCase(Frozen):
    """One ordered case of a verdict; `condition` None = `anders`."""

    outcome: str
    condition: Condition | None
    sentence: Sentence | None


class QuestionVerdict(Frozen):
    """How the findings of one question add up; written once, expanded per question."""

    question: str
    cases: tuple[VerdictCase, ...]


class Step(Frozen):
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


class Leaning(Frozen):
    """A derived fact, criterion or no-go ground and the confidential facts that it leans on.

    Those are named in full; a field of a list as `groep.lijst.veld`.
    """

    name: str
    on: tuple[str, ...]


class Release(Frozen):
    """A rulebook that went out. `receipt` is the hash of what was written about it; `day` None = it bears no date."""

    version: str
    day: date | None
    receipt: str


class Rulebook(Frozen):
    """All of `rules/`: every version of every rule. `hash` is over the bytes of the files, independent of their order.

    `order` names the derived facts, criteria and no-go grounds so that each comes after what it leans on. `readers` are
    those for whom a piece can be written; only the first may see what is confidential. `leanings` holds only what does
    lean on a confidential fact.
    `watch_words` are for `guard`. `rules_day` is the day whose rules apply, whatever the peildatum of a dossier is;
    None = the peildatum itself. No file says it: who asks for an audit does. `release` is the release that the files
    were read from.
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
    readers: tuple[ReaderRule, ...] = ()
    pieces: tuple[Piece, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    rules_day: date | None = None
    release: Release | None = None

    def day_of_rules(self, day: date) -> date:
        """The day whose rules apply to a dossier of the peildatum `day`."""
        return day if self.rules_day is None else self.rules_day

    @property
    def main_reader(self) -> ReaderRule | None:
        """The one who may see all; None in a rulebook without pieces."""
        return self.readers[0] if self.readers else None

    def reader(self, id: str) -> ReaderRule | None:
        return next((one for one in self.readers if one.id == id), None)

    def edition(self, day: date) -> tuple[bool, ...]:
        """Which of the rules that change in time apply to a dossier of the peildatum `day`: with the same edition comes
        the same plan.
        """
        rules = (self.parameters, self.derivations, self.criteria, self.steps, self.nogos, self.sources)
        validities = [one.validity for some in rules for one in some]
        applied = self.day_of_rules(day)
        return tuple(one.covers(applied) for one in validities if one != ALWAYS)

    def sources_on(self, day: date) -> dict[str, Source]:
        """Each source by id, in the version of its text that is in force on a day; its first one where none is."""
        first = {one.id: one for one in reversed(self.sources)}
        return first | {one.id: one for one in self.sources if one.validity.covers(day)}
