"""The questions still worth asking of a dossier, in order of power, and what each answer may still decide.

Two laws hold (tests/whatif/test_vragen.py). Answering every question, and those that an answer opens, leaves no finding
unknown, save one that leans on what the dossier itself says does not apply (`Unanswerable`). And giving any value to
what is not asked changes no finding, no answer to a question of the test and not the verdict.

The order: first what can change the verdict and is waited for, then what only findings wait for, then what can do no
more than turn a finding that is settled. Within these: by how many findings wait for it, the heaviest class of weight
first, and only at equal numbers the next class; then likewise by how many it can turn; then the order of the questions
of the test, of the concepts and of the elements.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .. import dutch
from ..audit import DURABLE, Auditor
from ..confidential import is_confidential
from ..dossier import Dossier, Record, Records
from ..findings import Report
from ..language.terms import Outcome, Weight
from ..language.types import Concept, ListType, YesNoType
from ..layout import CriterionLayout
from ..premises import Premises
from ..result import FactState, Result, StatementText
from ..rulebook import Rulebook
from ..statements import told
from .reach import Ask, Reach, reach

__all__ = ["Ask", "Asked", "Effect", "Question", "Questions", "Unanswerable", "Waiting", "ask", "questions"]


class Effect(Enum):
    """What an answer may do to a finding: decide it, excuse it, change what it weighs or whether it can be mended,
    or turn it while it is settled.
    """

    DECIDE = "beslissen"
    EXCUSE = "verschonen"
    WEIGH = "zwaarte_of_herstel"
    TURN = "omkeren"


class Waiting(NamedTuple):
    """A finding that an answer may change. `possible`: the outcomes that it can still have; empty when it has one."""

    criterion: str
    title: str
    question: str
    weight: Weight
    outcome: Outcome
    effect: Effect
    possible: tuple[Outcome, ...]


class Question(NamedTuple):
    """One thing to ask. Of a field of an element `element` names that one ("activiteit 2: jobhunting, 13 april 2026").

    `state` is PARTIAL of a list that is not complete. `verdict`: an answer may change the verdict. `confidential`: not
    every reader may be told what the dossier says here.
    """

    ask: Ask
    title: str
    text: str
    help: str
    answerer: str
    document: str
    state: FactState
    element: str
    statements: tuple[StatementText, ...]
    confidential: bool
    verdict: bool
    waiting: tuple[Waiting, ...]

    @property
    def is_waited_for(self) -> bool:
        """Whether anything is open without it."""
        return any(one.effect is not Effect.TURN for one in self.waiting)


class Unanswerable(NamedTuple):
    """A finding that stays unknown whatever is answered; `facts` are titles of what the dossier says does not apply."""

    criterion: str
    title: str
    facts: tuple[str, ...]


class Questions(NamedTuple):
    """All questions of one run, in order of power."""

    questions: tuple[Question, ...]
    unanswerable: tuple[Unanswerable, ...]


class Asked(NamedTuple):
    """The questions with the result that they go with."""

    result: Result
    found: Questions


def ask(rulebook: Rulebook, dossier: Dossier, motor: str = DURABLE) -> Asked:
    """The questions of a dossier. Raises: ReadingsDisagree; RulebookConflict."""
    auditor = Auditor(rulebook, dossier.reference_date, motor)
    registers, engine = auditor.run(dossier)
    premises = Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)
    return Asked(Report(premises, ()).result(engine), questions(premises))


def questions(premises: Premises) -> Questions:
    """The questions of a finished run."""
    return _Asking(premises).found()


class _Asking:
    def __init__(self, premises: Premises) -> None:
        self.premises, self.registers = premises, premises.registers
        self.reach: Reach = reach(premises.layout, premises.registers, premises.dossier)
        self.order = {one.id: number for number, one in enumerate(premises.layout.rulebook.questions)}
        self.findings = sorted(
            premises.layout.criteria.values(), key=lambda one: (self.order[one.criterion.question], one.criterion.id)
        )

    def found(self) -> Questions:
        listed = [one for number, ask in enumerate(self.reach.asks) if (one := self.question(ask, 1 << number))]
        return Questions(tuple(sorted(listed, key=self.rank)), tuple(self.unanswerable()))

    def rank(self, question: Question) -> tuple[int, tuple[int, ...], tuple[int, ...], int]:
        """Smaller is asked earlier; what is equal keeps the order of the concepts."""
        waits = [one for one in question.waiting if one.effect is not Effect.TURN]
        turns = [one for one in question.waiting if one.effect is Effect.TURN]
        group = 2 if not waits else 0 if question.verdict else 1
        first = min((self.order[one.question] for one in question.waiting), default=len(self.order))
        return group, _by_weight(waits), _by_weight(turns), first

    def question(self, ask: Ask, bit: int) -> Question | None:
        waiting = [one for rule in self.findings if (one := self.waiting(rule, bit))]
        verdict = bool(self.reach.verdict & bit)
        if not (waiting or verdict or any(mask & bit for mask in self.reach.questions.values())):
            return None
        concept, fact = self.premises.concepts[ask.fact], self.premises.dossier.fact(ask.fact)
        state: FactState = FactState.PARTIAL if fact.state is FactState.KNOWN else fact.state
        title, text, help, element = concept.title, concept.question, concept.help, ""
        statements, secret = told(fact, concept), is_confidential(concept, fact)
        if ask.field:
            assert isinstance(fact.value, Records) and isinstance(concept.type, ListType)
            record, field = fact.value.items[ask.element], concept.type.field(ask.field)
            assert field is not None
            title, text, help = field.title, field.question, field.help
            state = record.missing.get(ask.field, FactState.ABSENT)
            element = element_text(concept, record, ask.element)
            statements = told(record.stated[ask.field], field) if ask.field in record.stated else ()
            secret = concept.confidential or any(one.confidential for one in concept.type.fields)
        who = (concept.answerer, concept.document)
        return Question(ask, title, text, help, *who, state, element, statements, secret, verdict, tuple(waiting))

    def waiting(self, rule: CriterionLayout, bit: int) -> Waiting | None:
        id = rule.criterion.id
        if not self.reach.findings[id] & bit:
            return None
        value = self.registers[rule.finding]
        outcome = Outcome(value) if value else Outcome.UNKNOWN
        possible: tuple[Outcome, ...] = ()
        if outcome is Outcome.UNKNOWN:
            effect = Effect.DECIDE
            possible = tuple(one for one in Outcome if self.may_be(rule, one))
        elif self.reach.outcomes[id] & bit:
            effect = Effect.TURN
        elif self.reach.excuses[id] & bit:
            effect = Effect.TURN if self.registers[rule.excused] else Effect.EXCUSE
        else:
            effect = Effect.WEIGH
        weight = Weight(self.registers[rule.weight])
        return Waiting(id, rule.criterion.title, rule.criterion.question, weight, outcome, effect, possible)

    def may_be(self, rule: CriterionLayout, outcome: Outcome) -> bool:
        register = rule.is_outcome.get(outcome)
        return register is not None and self.registers[register] is not False

    def unanswerable(self) -> list[Unanswerable]:
        found = []
        for rule in self.findings:
            if self.registers[rule.finding] is None and not self.reach.outcomes[rule.criterion.id]:
                names = self.premises.base_facts(self.premises.open_in_criterion(rule))
                dossier, concepts = self.premises.dossier, self.premises.concepts
                nvt = [one for one in names if dossier.fact(one).state is FactState.NOT_APPLICABLE]
                titles = tuple(concepts[one].title for one in nvt)
                found.append(Unanswerable(rule.criterion.id, rule.criterion.title, titles))
        return found


def _by_weight(findings: list[Waiting]) -> tuple[int, ...]:
    """How many there are of each class of weight, the heaviest first, so that more sorts before fewer."""
    return tuple(-sum(one.weight is weight for one in findings) for weight in Weight)


def element_text(concept: Concept, record: Record, number: int) -> str:
    """Which element of a list it is: its number, and up to two fields that tell it apart."""
    kind = concept.type
    assert isinstance(kind, ListType)
    telling = (one for one in kind.fields if one.name in record.values and not isinstance(one.type, YesNoType))
    shown = [dutch.text(record.values[one.name], one.type) for one in list(telling)[:2]]
    return f"{kind.element} {number + 1}" + (f" ({', '.join(shown)})" if shown else "")
