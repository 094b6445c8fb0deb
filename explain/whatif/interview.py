"""The conversation of `invullen`: what is said, and what each reply does.

Where it is heard and shown is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ...engine import dutch
from ...engine.dossier import Records
from ...engine.dossier_edit import Flow, scalar
from ...engine.dossier_reader import DOCUMENTS
from ...engine.guard import hits, veiled
from ...engine.language.types import ChoicesType, ChoiceType, Concept, ListType, TextType
from ...engine.mistakes import Collector, Mistake, Place
from ...engine.result import FactState
from ...engine.text.scalars import iso_date
from ...engine.text.text_tree import Scalar
from ...engine.whatif.interview import NONE_CHOSEN, Interview, Source
from ...engine.whatif.questions import Ask, Question
from ..empty_dossier import allowed
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import VERDICTS, count_of, provenance_text, sentence_case
from .interview_list import ListEntry
from .interview_words import (
    ALL_ASKED,
    BACK,
    DIFFERENT,
    DONE,
    FIRST_OF_ALL,
    FIRST_QUESTION,
    KEPT,
    LIST_ONLY,
    NO_DOCUMENTS,
    NO_MORE_FOR_VERDICT,
    NOT_APPLICABLE,
    ONLY_TURNING,
    PRIVACY,
    REASON,
    SAVE_ANYWAY,
    SOURCE,
    STOP,
    THE_DAY,
    UNKNOWN,
    WELCOME,
    WHY,
    WHY_THIS_ONE,
    YES,
    Ended,
    Move,
)
from .questions import question_text, unanswerable_text

_SOURCE = re.compile(r"(\S+?),?(?:\s+(?:p\.?|blz\.?|pagina|bladzijde)?\s*(.+))?")


def ask_day(
    concept: Concept, hear: Callable[[], str | None], show: Callable[[Page], None], *, width: int, ascii_only: bool
) -> date | None:
    """The peildatum of a new dossier; None when it is not given."""

    def say(*spans: Span | str, hanging: int = 0) -> None:
        builder = PageBuilder(width, ascii_only)
        builder.text(*spans, hanging=hanging)
        show(builder.page())

    say(Span(FIRST_OF_ALL, Style.STRONG))
    say(Span(THE_DAY, Style.DIM))
    while True:
        reply = (hear() or STOP).strip()
        if reply.lower() == STOP:
            return None
        if reply == WHY:
            say(concept.help)
            continue
        problems = Collector()
        day = iso_date(Scalar(reply, False, Place(concept.name)), concept.name.rpartition(".")[2], problems)
        if day is not None:
            return day
        for one in problems.mistakes:
            say(*_wrong(one), hanging=2)


def _wrong(mistake: Mistake) -> tuple[Span | str, ...]:
    hint = f"; {mistake.hint}" if mistake.hint else ""
    return Span("✘ ", Style.BAD), f"{sentence_case(mistake.message)}{hint}"


class Conversation:
    """One interview. `hear` gives a reply (None = no more), `show` prints a page, `keep` saves the text of the file."""

    def __init__(
        self,
        interview: Interview,
        hear: Callable[[], str | None],
        show: Callable[[Page], None],
        keep: Callable[[str], None],
        *,
        width: int,
        ascii_only: bool,
    ) -> None:
        self.interview = interview
        self._hear, self._show, self.keep = hear, show, keep
        self._look = (width, ascii_only)
        self._verdict = interview.stand.verdict
        self._told: set[str] = set()

    def run(self) -> None:
        """Ask until there is nothing left to ask, or until it is enough."""
        self.say(WELCOME)
        self.say(Span(PRIVACY, Style.DIM))
        self.say(*self._standing())
        history: list[Ask] = []
        place = 0
        try:
            while True:
                question = self._question_at(history, place)
                if question is None:
                    break
                move = self._ask(question, again=place < len(history))
                if move is Move.STOP:
                    break
                if move is Move.AGAIN:
                    if place == len(history):
                        history.append(question.ask)
                    continue
                if move is Move.BACK:
                    if place == 0:
                        self.say(FIRST_QUESTION)
                    place = max(0, place - 1)
                    continue
                if place == len(history):
                    history.append(question.ask)
                place = len(history)
        except Ended:
            pass
        self._farewell()

    def _question_at(self, history: list[Ask], place: int) -> Question | None:
        if place < len(history):
            return self.interview.question(history[place])
        question = self.interview.next()
        stand = self.interview.stand
        if question is not None and not (question.is_waited_for and question.verdict) and not stand.open_for_verdict:
            self._tell_once(NO_MORE_FOR_VERDICT if question.is_waited_for else ONLY_TURNING)
        return question

    # --- saying and hearing -----------------------------------------------------------------------------------------

    def say(self, *spans: Span | str, indent: int = 0, hanging: int | None = None) -> None:
        builder = PageBuilder(*self._look)
        builder.text(*spans, indent=indent, hanging=hanging)
        self._show(builder.page())

    def _tell_once(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self.say("")
            self.say(Span(text, Style.STRONG))

    def reply(self) -> str:
        """Raises: Ended."""
        heard = self._hear()
        if heard is None:
            raise Ended
        return heard.strip()

    def told(self, found: list[Mistake]) -> bool:
        """Tell what is wrong; whether nothing was."""
        for one in found:
            self.say(*_wrong(veiled(one, self.interview.rulebook.watch_words, suspect=False)), hanging=2)
        return not found

    def told_of_value(self, concept: Concept, found: list[Mistake]) -> bool:
        """As `told`, of a reply to a question; what may be chosen stands above it under a number."""
        kind = concept.type
        if not found or not isinstance(kind, ChoiceType | ChoicesType):
            return self.told(found)
        what = "een nummer" if isinstance(kind, ChoiceType) else "nummers"
        self.say(Span("✘ ", Style.BAD), f"Dat staat er niet bij. Typ {what} van 1 tot en met {len(kind.values)}.")
        return False

    def _standing(self) -> tuple[Span | str, ...]:
        stand = self.interview.stand
        left = " · er staat niets meer open"
        if stand.open:
            asked = count_of(stand.open, "vraag", "vragen")
            left = f" · nog {asked}, waarvan {stand.open_for_verdict} voor het oordeel"
        return "Oordeel: ", mark_span(VERDICTS[stand.verdict]), left

    def saved(self) -> None:
        self.keep(self.interview.text)
        now = self.interview.stand.verdict
        if now != self._verdict:
            was, is_now = VERDICTS[self._verdict], VERDICTS[now]
            self.say("Het oordeel was ", mark_span(was), " en is nu ", mark_span(is_now), ".")
            self._verdict = now
        self.say(Span("✔ opgeslagen", Style.GOOD), " · ", *self._standing())

    def _farewell(self) -> None:
        self.say("")
        if self.interview.next() is None:
            self.say(ALL_ASKED)
        self.say(*self._standing())
        for one in self.interview.asked.unanswerable:
            self.say(Span("? ", Style.OPEN), unanswerable_text(one), hanging=2)
        self.say(Span(KEPT, Style.DIM))

    # --- one question -----------------------------------------------------------------------------------------------

    def _ask(self, question: Question, *, again: bool) -> Move:
        self.say("")
        self.say(Span(question_text((question,)).text, Style.STRONG))
        concept, fact = self.interview.concept(question.ask), self.interview.fact(question.ask)
        if isinstance(concept.type, ListType):
            return ListEntry(self, question, concept, concept.type).run()
        if fact.state is FactState.CONTRADICTED and fact.statements:
            return self._ask_statement(question, concept)
        self.choices(concept)
        if again and fact.state is not FactState.ABSENT:
            now = fact.state.value if fact.value is None else dutch.text(fact.value, concept.type)
            self.say(Span(f"Nu: {now}. Enter = zo laten.", Style.DIM))
        while True:
            reply = self.reply()
            moved = self._move(question, concept, reply)
            if moved is not None:
                return moved
            word = reply.lower()
            if word == UNKNOWN:
                if self.told(self.interview.unknown(question.ask)):
                    self.saved()
                    return Move.ON
            elif word in NOT_APPLICABLE:
                if self._ask_not_applicable(question):
                    return Move.ON
            elif word == DONE:
                self.say(LIST_ONLY)
            elif word != WHY:
                value = self._value(concept, reply)
                if value is not None and self.told(self.interview.give(question.ask, value)):
                    self.saved()
                    return Move.ON if question.ask.field else self.ask_source(self._with_source(question, value))

    def _move(self, question: Question, concept: Concept, reply: str) -> Move | None:
        """Where a reply that is no answer leads; None when it is one, or was a question back."""
        match reply.lower():
            case "":
                self.interview.passed.add(question.ask)
                return Move.ON
            case "stop":
                return Move.STOP
            case "terug":
                return Move.BACK
            case "?":
                self.explain(question, concept)
        return None

    def _value(self, concept: Concept, reply: str) -> Flow | None:
        """A reply as it is written in the file; None when it cannot be, or may not be saved."""
        value, found = self.interview.read_answer(concept, reply)
        self.told_of_value(concept, found)
        if value is None or (isinstance(concept.type, TextType) and not self.may_be_saved(reply)):
            return None
        return value

    def _with_source(self, question: Question, value: Flow) -> Callable[[Source], list[Mistake]]:
        return lambda where: self.interview.give(question.ask, value, where)

    def choices(self, concept: Concept) -> None:
        if isinstance(concept.type, ChoiceType | ChoicesType):
            for number, value in enumerate(concept.type.values, start=1):
                lead = f"{number}. "
                self.say(f"{lead}{concept.type.label(value)}", indent=2, hanging=2 + len(lead))
            if isinstance(concept.type, ChoicesType):
                none = "" if NONE_CHOSEN in concept.type.values else f"; {NONE_CHOSEN} = geen van deze"
                self.say(Span(f"Er kunnen er meer zijn, zoals 1, 2{none}.", Style.DIM))

    def explain(self, question: Question, concept: Concept) -> None:
        """Why this is asked, and what may be answered."""
        builder = PageBuilder(*self._look)
        for line in question_text((question,)).lines:
            builder.labelled(line.label, line.text, indent=2)
        if not question.waiting:
            builder.labelled("Waarom", "op dit moment wacht er niets op", indent=2)
        if question.help:
            builder.labelled("Uitleg", question.help, indent=2)
        kind = concept.type
        if not isinstance(kind, ChoiceType | ChoicesType):
            builder.labelled("Antwoord", allowed(kind), indent=2)
        self._show(builder.page())

    def _ask_not_applicable(self, question: Question) -> bool:
        self.say(REASON)
        while True:
            reason = self.reply()
            if reason.lower() in ("", BACK):
                return False
            if self.may_be_saved(reason) and self.told(self.interview.not_applicable(question.ask, reason)):
                self.saved()
                return True

    def may_be_saved(self, text: str) -> bool:
        """Warn before anything personal or medical is saved."""
        kinds = list(dict.fromkeys(one.kind.value for one in hits(text, self.interview.rulebook.watch_words)))
        if not kinds:
            return True
        self.say(Span("± ", Style.DOUBT), f"Hier staat misschien {dutch.listing(kinds)}. {SAVE_ANYWAY}")
        return self.reply().lower() in YES

    def ask_source(self, put: Callable[[Source], list[Mistake]]) -> Move:
        """Where the answer stands, for who wants to say so now."""
        self.say(Span(SOURCE, Style.DIM))
        while True:
            reply = self.reply()
            match = _SOURCE.fullmatch(reply)
            if reply.lower() == STOP:
                return Move.STOP
            if reply.lower() == BACK:
                return Move.AGAIN
            if reply == WHY:
                self._tell_documents()
            elif reply.lower() in (UNKNOWN, DONE, *NOT_APPLICABLE) or match is None:
                return Move.ON
            elif self.may_be_saved(reply):
                if self.told(put(Source(match[1], match[2] or ""))):
                    self.saved()
                    return Move.ON
                self._tell_documents()

    def _tell_documents(self) -> None:
        known = self.interview.dossier.fact(DOCUMENTS).value
        ids = [str(one.values["id"]) for one in known.items if "id" in one.values] if isinstance(known, Records) else []
        self.say(f"Stukken in het dossier: {dutch.listing(ids)}." if ids else NO_DOCUMENTS)

    def _ask_statement(self, question: Question, concept: Concept) -> Move:
        """Documents say different things: which of them counts, and why."""
        statements = self.interview.fact(question.ask).statements
        for number, one in enumerate(statements, start=1):
            shown = dutch.text(one.value, concept.type)
            self.say(f"{number}. {shown} ({provenance_text(one.provenance)})", indent=2)
        self.say(Span(DIFFERENT, Style.DIM))
        while True:
            reply = self.reply()
            moved = self._move(question, concept, reply)
            if moved is not None:
                return moved
            if reply.lower() == UNKNOWN:
                self.interview.passed.add(question.ask)
                return Move.ON
            if not (reply.isascii() and reply.isdecimal() and 0 < int(reply) <= len(statements)):
                if reply != WHY:
                    self.say(f"Typ een nummer van 1 tot en met {len(statements)}.")
                continue
            self.say(WHY_THIS_ONE)
            reason = self.reply()
            value = _as_written(statements[int(reply) - 1].value)
            if reason and self.may_be_saved(reason) and self.told(self.interview.choose(question.ask, value, reason)):
                self.saved()
                return Move.ON


def _as_written(value: object) -> Flow:
    """A known value as it is written in a file."""
    match value:
        case bool():
            return Flow("ja" if value else "nee")
        case frozenset():
            return Flow(f"[{', '.join(sorted(map(str, value)))}]")
        case str():
            return Flow(scalar(value))
        case _:
            return Flow(str(value))
