"""The part of the interview that fills in a list: the elements one by one, each field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ...engine.dossier import Records
from ...engine.dossier_edit import Flow, scalar
from ...engine.language.types import ChoicesType, ChoiceType, Concept, ListType, TextType
from ...engine.mistakes import Mistake
from ...engine.whatif.interview import Interview, Source
from ...engine.whatif.questions import Question
from ..empty_dossier import allowed
from ..screen.page import Span, Style
from ..words import count_of
from .interview_words import (
    ANEW,
    BACK,
    DONE,
    NO,
    NONE,
    NOT_APPLICABLE,
    NOTHING_GIVEN,
    REASON,
    STOP,
    UNKNOWN,
    WHY,
    YES,
    Move,
)


class Talk(Protocol):
    """What is used of the conversation that the entry is part of."""

    interview: Interview
    keep: Callable[[str], None]

    def ask_source(self, put: Callable[[Source], list[Mistake]]) -> Move: ...

    def choices(self, concept: Concept) -> None: ...

    def explain(self, question: Question, concept: Concept) -> None: ...

    def may_be_saved(self, text: str) -> bool: ...

    def reply(self) -> str: ...

    def saved(self) -> None: ...

    def say(self, *spans: Span | str, indent: int = 0) -> None: ...

    def told(self, found: list[Mistake]) -> bool: ...

    def told_of_value(self, concept: Concept, found: list[Mistake]) -> bool: ...


class ListEntry:
    """One list while it is filled in. Every field is saved when it is given; until `klaar` the list is not complete."""

    def __init__(self, talk: Talk, question: Question, concept: Concept, kind: ListType) -> None:
        self.talk, self.question, self.concept, self.kind = talk, question, concept, kind
        self.several = kind.elements or kind.element
        self.base = talk.interview.text
        now = talk.interview.dossier.fact(question.ask.fact).value
        self.known = now if isinstance(now, Records) else None
        self.first = len(self.known.items) if self.known else 0
        self.elements: list[dict[str, Flow]] = [{}]
        self.is_unknown = self.is_empty = False
        first = kind.fields[0]
        self.none_is_no_value = isinstance(first.type, TextType) or talk.interview.read_answer(first, NONE)[0] is None

    def run(self) -> Move:
        """Ask all of it."""
        talk = self.talk
        if self.known is not None and self.known.complete:
            left = self._leave()
            if left is not None:
                return left
        if self.known is not None:
            told = count_of(self.first, self.kind.element, self.several)
            talk.say(Span(f"Nu: {told}; de lijst is niet volledig.", Style.DIM))
        talk.say(Span(self._how(), Style.DIM))
        number = place = 0
        while True:
            move = self._field(number, self.kind.fields[place], at_start=not (number or place))
            if move is Move.STOP:
                return Move.STOP
            if move is None:
                ended = self._end()
                if ended is not None:
                    return ended
            elif move is Move.BACK and not (number or place):
                return Move.BACK
            elif move is Move.BACK:
                number, place = (number, place - 1) if place else (number - 1, len(self.kind.fields) - 1)
            elif place + 1 < len(self.kind.fields):
                place += 1
            else:
                if not self.elements[number]:
                    talk.say(NOTHING_GIVEN)
                    place = 0
                    continue
                talk.saved()
                number, place = number + 1, 0
                if number == len(self.elements):
                    self.elements.append({})
                    talk.say(Span(f"{DONE} = er zijn geen {self.several} meer.", Style.DIM), indent=2)

    def _how(self) -> str:
        if self.known is not None:
            return f"Vul de andere één voor één in; {DONE} = er zijn geen {self.several} meer."
        none = f"; {NONE} = er zijn geen {self.several}" if self.none_is_no_value else ""
        return f"Vul ze één voor één in. {DONE} = er zijn er niet meer{none}."

    def _leave(self) -> Move | None:
        """Where to go from a list that is complete; None to fill it in anew. What it holds stays until the first
        field of the new one is saved.
        """
        talk = self.talk
        told = count_of(self.first, self.kind.element, self.several) if self.first else f"geen {self.several}"
        talk.say(Span(f"Nu: {told}. Enter = zo laten; {ANEW} = de hele lijst opnieuw invullen.", Style.DIM))
        while True:
            word = talk.reply().lower()
            if word == WHY:
                talk.explain(self.question, self.concept)
            elif word == ANEW:
                if not talk.told(self._begin_anew()):
                    return Move.ON
                return None
            else:
                return {STOP: Move.STOP, BACK: Move.BACK}.get(word, Move.ON)

    def _begin_anew(self) -> list[Mistake]:
        base, found = self.talk.interview.emptied(self.question.ask)
        if not found:
            self.base, self.known, self.first = base, None, 0
        return found

    def _field(self, number: int, field: Concept, *, at_start: bool) -> Move | None:
        """One field of one element; None when there are no more elements."""
        talk, element = self.talk, self.elements[number]
        form = "" if isinstance(field.type, ChoiceType | ChoicesType) else f" ({allowed(field.type)})"
        talk.say(f"{self.kind.element} {self.first + number + 1} · {field.title}{form}", indent=2)
        if field.name in element:
            talk.say(Span(f"Nu: {element[field.name].text}. Enter = zo laten.", Style.DIM), indent=2)
        talk.choices(field)
        while True:
            reply = talk.reply()
            word = reply.lower()
            if word == "":
                return Move.ON
            if word == STOP:
                return Move.STOP
            if word == BACK:
                return Move.BACK
            if word == DONE:
                return None
            if word == WHY:
                talk.explain(self.question, self.concept)
                continue
            nothing = at_start and not element and self.known is None
            if word == NONE and nothing and self.none_is_no_value:
                self.is_empty = True
                return None
            if word == UNKNOWN and nothing:
                if talk.told(talk.interview.unknown(self.question.ask)):
                    talk.saved()
                    self.is_unknown = True
                    return None
                continue
            value = self._value(field, reply)
            if value is not None and self._put(element, field, value):
                return Move.ON

    def _value(self, field: Concept, reply: str) -> Flow | None:
        """A reply as it is written; None when it cannot be, or may not be saved."""
        talk = self.talk
        if reply.lower() == UNKNOWN:
            return Flow(UNKNOWN)
        if reply.lower() in NOT_APPLICABLE:
            talk.say(REASON)
            reason = talk.reply()
            return Flow(f"{{nvt: {scalar(reason, quoted=True)}}}") if reason and talk.may_be_saved(reason) else None
        value, found = talk.interview.read_answer(field, reply)
        talk.told_of_value(field, found)
        if value is None or (isinstance(field.type, TextType) and not talk.may_be_saved(reply)):
            return None
        return value

    def _put(self, element: dict[str, Flow], field: Concept, value: Flow) -> bool:
        """Give the field a value and save it; what cannot be is undone."""
        before = element.get(field.name)
        element[field.name] = value
        if self.talk.told(self._save(complete=False)):
            self.talk.keep(self.talk.interview.text)
            return True
        if before is None:
            del element[field.name]
        else:
            element[field.name] = before
        return False

    def _given(self) -> list[dict[str, Flow]]:
        """The elements of which anything is given, each with its fields in the order of the rulebook."""
        order = [one.name for one in self.kind.fields]
        return [{name: one[name] for name in order if name in one} for one in self.elements if one]

    def _save(self, *, complete: bool) -> list[Mistake]:
        return self.talk.interview.elements(self.question.ask, self.base, self._given(), complete=complete)

    def _end(self) -> Move | None:
        """The user says that there are no more; None when that was a slip."""
        if self.is_unknown:
            return Move.ON
        if self.is_empty:
            return self._close()
        talk, given, ask = self.talk, self._given(), self.question.ask
        anything = bool(given or self.first)
        if anything:
            talk.say(f"Zijn dit alle {self.several}? (ja of nee; Enter = ja)")
        else:
            talk.say(f"Zijn er geen {self.several}? (ja of nee; Enter = deze vraag overslaan)")
        word = talk.reply().lower()
        if word == STOP:
            return Move.STOP
        if word in NO or (not word and not anything):
            if not anything and word:
                return None
            talk.interview.passed.add(ask)
            return Move.ON
        if word not in ("", *YES):
            return None
        return self._close()

    def _close(self) -> Move:
        """The list is complete: save it so, and ask where it stands."""
        talk, given, ask = self.talk, self._given(), self.question.ask
        if not talk.told(self._save(complete=True)):
            talk.interview.passed.add(ask)
            return Move.ON
        talk.saved()
        if self.known is not None:
            return Move.ON
        return talk.ask_source(
            lambda where: talk.interview.elements(ask, self.base, given, complete=True, source=where)
        )
