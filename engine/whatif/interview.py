"""An interview over one dossier: which question comes next, and the text of the file after each answer.

Nothing is read or written here: the text goes in, and `text` is what belongs in the file. An answer is put into the
text, and the text is read again by the reader of dossiers, so that an answer is judged by the same rules as the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..audit import DURABLE, Auditor
from ..dossier import Dossier, Fact, Records
from ..dossier_edit import Block, CannotEdit, Flow, Path, Written, append, holds, put, scalar
from ..dossier_reader import ID, REFERENCE_DATE, read_dossier
from ..dossier_values import ValueReader
from ..language.types import ChoicesType, ChoiceType, Concept, ListType, TextType, YesNoType
from ..mistakes import Collector, Mistake, MistakesFound, Place
from ..premises import Premises
from ..result import UNDECIDED, FactState
from ..rulebook import Rulebook
from ..text.text_tree import Node, Scalar
from ..text.text_tree import Sequence as TextSequence
from .questions import Ask, Question, Questions, element_text, questions

ANSWER = "antwoord"
"""What stands for the name of a file in the place of a mistake in an answer."""

NONE_CHOSEN = "geen"
"""Answers a question with several choices, of which none holds."""


class Source(NamedTuple):
    """Where an answer was read."""

    document: str
    page: str = ""

    def written(self) -> str:
        page = f", pagina: {scalar(self.page)}" if self.page else ""
        return f"{{document: {scalar(self.document)}{page}}}"


class Stand(NamedTuple):
    """How the dossier stands after the last answer."""

    verdict: str
    open: int
    open_for_verdict: int
    turning: int


class Interview:
    """One dossier in the making. Raises: MistakesFound when the text cannot be read."""

    def __init__(self, rulebook: Rulebook, file: str, text: str, motor: str = DURABLE) -> None:
        self.rulebook, self.file, self.text = rulebook, file, text
        self.dossier = self._read(text)
        self._auditor = Auditor(rulebook, self.dossier.reference_date, motor)
        self.passed: set[Ask] = set()
        self._worked_out: tuple[Questions, Stand] | None = None

    @property
    def asked(self) -> Questions:
        """The questions after the last answer."""
        return self._now()[0]

    @property
    def stand(self) -> Stand:
        """How the dossier stands after the last answer."""
        return self._now()[1]

    def concept(self, ask: Ask) -> Concept:
        """What is asked: a fact, or a field of a list."""
        concept = self._auditor.concepts[ask.fact]
        if not ask.field:
            return concept
        assert isinstance(concept.type, ListType)
        field = concept.type.field(ask.field)
        assert field is not None
        return field

    def next(self) -> Question | None:
        """The first question that was neither answered nor passed."""
        return next((one for one in self.asked.questions if one.ask not in self.passed), None)

    def question(self, ask: Ask) -> Question:
        """A question that was asked before, with what still waits for it."""
        known = next((one for one in self.asked.questions if one.ask == ask), None)
        if known is not None:
            return known
        whole, concept = self._auditor.concepts[ask.fact], self.concept(ask)
        fact = self.dossier.fact(ask.fact)
        element = ""
        if ask.field and isinstance(fact.value, Records) and ask.element < len(fact.value.items):
            element = element_text(whole, fact.value.items[ask.element], ask.element)
        asked = (concept.title, concept.question, concept.help, whole.answerer, whole.document)
        return Question(ask, *asked, fact.state, element, (), False, False, ())

    def fact(self, ask: Ask) -> Fact:
        """What the dossier says now of a fact, or of a field."""
        fact = self.dossier.fact(ask.fact)
        if not ask.field or not isinstance(fact.value, Records) or ask.element >= len(fact.value.items):
            return fact
        record = fact.value.items[ask.element]
        if ask.field in record.stated:
            return record.stated[ask.field]
        if ask.field in record.values:
            return Fact(FactState.KNOWN, record.values[ask.field])
        return Fact(record.missing.get(ask.field, FactState.ABSENT))

    # --- answers: each gives the mistakes in it, and changes nothing when there are any ------------------------------

    def give(self, ask: Ask, value: Flow, source: Source | None = None) -> list[Mistake]:
        """A value, as `read_answer` wrote it."""
        path = self._path(ask)
        if source is not None:
            return self._take(ask.fact, path, Flow(f"{{waarde: {value.text}, bron: {source.written()}}}"))
        inner = (*path, "waarde")
        return self._take(ask.fact, inner if holds(self.text, inner) else path, value)

    def unknown(self, ask: Ask) -> list[Mistake]:
        """Asked, and not known."""
        self.passed.add(ask)
        return self.give(ask, Flow("onbekend"))

    def not_applicable(self, ask: Ask, reason: str) -> list[Mistake]:
        """It does not apply, with a reason."""
        return self._take(ask.fact, self._path(ask), Flow(f"{{nvt: {scalar(reason, quoted=True)}}}"))

    def choose(self, ask: Ask, value: Flow, reason: str) -> list[Mistake]:
        """Which of several statements counts, with a reason."""
        chosen = Flow(f"{{waarde: {value.text}, reden: {scalar(reason, quoted=True)}}}")
        return self._take(ask.fact, (*self._path(ask), "gekozen"), chosen)

    def elements(
        self, ask: Ask, base: str, elements: Sequence[dict[str, Flow]], *, complete: bool, source: Source | None = None
    ) -> list[Mistake]:
        """The new elements of a list, all of them each time, put into the text as it was before the first."""
        path = self._path(ask)
        own = [Block(tuple(f"{name}: {value.text}" for name, value in one.items())) for one in elements]
        partial = isinstance(self._read(base).fact(ask.fact).value, Records)
        try:
            if partial and holds(base, (*path, "waarde")):
                text = append(base, (*path, "waarde"), own) if own else base
                text = put(text, (*path, "volledig"), Flow("ja")) if complete else text
            else:
                text = put(base, path, _list(own, complete=complete, source=source))
        except CannotEdit:
            return [self._no_place()]
        return self._become(ask.fact, text)

    def emptied(self, ask: Ask) -> tuple[str, list[Mistake]]:
        """The text without what it says of a fact, to put `elements` into; nothing is taken over yet."""
        try:
            return put(self.text, self._path(ask), Flow("onbekend")), []
        except CannotEdit:
            return self.text, [self._no_place()]

    def read_answer(self, concept: Concept, reply: str) -> tuple[Flow | None, list[Mistake]]:
        """A reply as it is written in the file, or what is wrong with it. A choice may be given by its number."""
        problems = Collector()
        place = Place(ANSWER, 1, 1)
        kind = concept.type
        node: Node
        if isinstance(kind, ChoicesType):
            words = [_choice(kind, one) for one in reply.replace(",", " ").split()]
            if words == [NONE_CHOSEN] and NONE_CHOSEN not in kind.values:
                return Flow("[]"), []
            node = TextSequence(tuple(Scalar(one, False, place) for one in words), place)
            written = Flow(f"[{', '.join(words)}]")
        else:
            text = _choice(kind, reply) if isinstance(kind, ChoiceType) else reply
            if isinstance(kind, YesNoType):
                text = {"j": "ja", "n": "nee"}.get(reply.lower(), reply)
            node = Scalar(text, isinstance(kind, TextType), place)
            written = Flow(scalar(text, quoted=isinstance(kind, TextType)))
        ValueReader(problems).fact(concept, node)
        return (None if problems.mistakes else written), problems.mistakes

    # --- inside -----------------------------------------------------------------------------------------------------

    def _path(self, ask: Ask) -> Path:
        group, _, key = ask.fact.rpartition(".")
        if not ask.field:
            return (group, key)
        inner = (group, key, "waarde")
        return (*(inner if holds(self.text, inner) else (group, key)), ask.element, ask.field)

    def _take(self, name: str, path: Path, value: Written) -> list[Mistake]:
        try:
            text = put(self.text, path, value)
        except CannotEdit:
            return [self._no_place()]
        return self._become(name, text)

    def _become(self, name: str, text: str) -> list[Mistake]:
        """Go on with another text, when it can be read and says the same of every other fact."""
        try:
            dossier = self._read(text)
        except MistakesFound as found:
            return list(found.mistakes)
        if _without(dossier, name) != _without(self.dossier, name):
            return [self._no_place()]
        self.text, self.dossier, self._worked_out = text, dossier, None
        return []

    def _no_place(self) -> Mistake:
        message = "dit antwoord past niet veilig in het bestand zoals dat is opgemaakt"
        return Mistake(Place(self.file), "D20", message, "zet het er zelf in, of kies Enter om door te gaan")

    def _read(self, text: str) -> Dossier:
        criteria = {one.id for one in self.rulebook.criteria}
        return read_dossier(text.encode(), self.file, self.rulebook.concepts, None, criteria)

    def _now(self) -> tuple[Questions, Stand]:
        """Worked out when it is asked for: while a list is filled in nobody does."""
        if self._worked_out is None:
            self._worked_out = self._work_out()
        return self._worked_out

    def _work_out(self) -> tuple[Questions, Stand]:
        registers, _ = self._auditor.run(self.dossier)
        layout, concepts, words = self._auditor.layout, self._auditor.concepts, self._auditor.words
        asked = questions(Premises(layout, registers, self.dossier, concepts, words))
        waited = [one for one in asked.questions if one.is_waited_for]
        verdict = str(registers[layout.verdict.outcome] or UNDECIDED)
        for_verdict = sum(one.verdict for one in waited)
        return asked, Stand(verdict, len(waited), for_verdict, len(asked.questions) - len(waited))


def with_day(text: str, day: date) -> str:
    """The text of a dossier with its peildatum filled in. Raises: CannotEdit."""
    group, _, key = REFERENCE_DATE.rpartition(".")
    return put(text, (group, key), Flow(day.isoformat()))


def _without(dossier: Dossier, name: str) -> dict[str, Fact]:
    return {one: fact for one, fact in dossier.facts.items() if one not in (name, ID)}


def _choice(kind: ChoiceType | ChoicesType, reply: str) -> str:
    """The value that a number or a label stands for; else the reply itself."""
    if reply.isascii() and reply.isdecimal() and reply not in kind.values and 0 < int(reply) <= len(kind.values):
        return kind.values[int(reply) - 1]
    return next((one for one in kind.values if kind.label(one).lower() == reply.lower()), reply)


def _list(elements: Sequence[Block], *, complete: bool, source: Source | None) -> Written:
    """A list as it is written: short where that says everything."""
    items = [f"{'  ' if number else '- '}{line}" for one in elements for number, line in enumerate(one.lines)]
    if complete and source is None:
        return Block(tuple(items)) if items else Flow("[]")
    head = [] if complete else ["volledig: nee"]
    if source is not None:
        head.append(f"bron: {source.written()}")
    return Block((*head, "waarde:", *(f"  {one}" for one in items))) if items else Block((*head, "waarde: []"))
