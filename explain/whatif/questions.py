"""The questions still worth asking, as text: what is asked, why it matters, who can answer, and which paper shows it.

The screen, the paper and the interview print the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from ...engine.dutch import listing
from ...engine.language.terms import Outcome, Weight
from ...engine.result import FactState
from ...engine.whatif.questions import Asked, Effect, Question, Unanswerable, Waiting
from ..argument import Labelled, heading_lines, heading_title
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..screen.verdict import write_heading
from ..words import FACT_STATES, HUMAN_DECIDES, OUTCOMES, VERDICTS, WEIGHTS, count_of, statements_text

VERDICT_QUESTIONS = "Deze antwoorden kunnen het oordeel veranderen"
FINDING_QUESTIONS = "Op deze antwoorden wacht alleen een bevinding"
TURNING_QUESTIONS = "Deze antwoorden kunnen een vaststaande bevinding nog omkeren"
TURNING_WHY = (
    "Niets wacht hierop. Het dossier zwijgt erover, en de bevinding staat vast zolang dat zo is. Vraag het alleen na"
    " als er reden voor is."
)
ORDER = (
    "De vragen die het meest beslissen, staan voorop. Een antwoord kan een vervolgvraag openen: vraag de lijst daarna"
    " opnieuw op. Wat hier niet staat, verandert op zichzelf geen bevinding en geen oordeel. De lijst kan langer zijn"
    " dan wat bij de toets open staat: zij noemt ook gegevens waarvan het zwijgen nu meetelt, en elk element van een"
    " lijst apart."
)
NOTHING_TO_ASK = "Er is niets meer te vragen: geen antwoord kan een bevinding of het oordeel nog veranderen."
STAYS_UNKNOWN = "Wat onbekend blijft, wat er ook wordt geantwoord"

_TITLED = 3
"""Up to so many findings are named with their title; of more the codes alone stay readable."""

_APART = 8
"""Of more findings the outcomes are told together; the JSON has them one by one."""

_CODES = 5
"""Of more codes in a row the first few are named and the rest is counted; the JSON names them all."""

_ELEMENTS = 3
_INDENT = 4
_LABELS = 13


class QuestionText(NamedTuple):
    """One question as text. `names` are the facts in the words of the dossier; `lines` say why, who and where."""

    text: str
    names: tuple[str, ...]
    help: str
    lines: tuple[Labelled, ...]
    questions: tuple[Question, ...]

    @property
    def first(self) -> Question:
        return self.questions[0]


class Chapter(NamedTuple):
    """The questions of one kind."""

    title: str
    remark: str
    questions: tuple[QuestionText, ...]


def chapters(questions: Sequence[Question], *, discreet: bool = False) -> tuple[Chapter, ...]:
    """The questions by what they can do, in order. `discreet`: nothing that the dossier says in confidence is shown."""
    kinds = (
        (VERDICT_QUESTIONS, "", [one for one in questions if one.is_waited_for and one.verdict]),
        (FINDING_QUESTIONS, "", [one for one in questions if one.is_waited_for and not one.verdict]),
        (TURNING_QUESTIONS, TURNING_WHY, [one for one in questions if not one.is_waited_for]),
    )
    return tuple(Chapter(title, why, question_texts(own, discreet=discreet)) for title, why, own in kinds if own)


def question_texts(questions: Iterable[Question], *, discreet: bool = False) -> tuple[QuestionText, ...]:
    """Each question as text; the same field of several elements, on which the same findings wait, is asked once."""
    alike = groupby(questions, key=lambda one: (one.ask.fact, one.ask.field, one.verdict, one.waiting, one.state))
    return tuple(question_text(tuple(own), discreet=discreet) for _, own in alike)


def question_text(own: tuple[Question, ...], *, discreet: bool = False) -> QuestionText:
    """The text of one question, or of one field asked of several elements."""
    first = own[0]
    hidden = discreet and first.confidential
    text = first.text or f"Wat is bekend over {first.title}?"
    name = first.ask.fact
    if first.ask.field:
        name = f"{name}.{first.ask.field}"
        which = [one.element.partition(" (")[0] if hidden else one.element for one in own]
        more = len(which) - _ELEMENTS
        shown = [*which[:_ELEMENTS], f"nog {more} andere"] if more > 1 else which
        text = f"{text.rstrip('?')}, bij {listing(shown)}?"
    return QuestionText(text, (name,), first.help, tuple(_lines(first, hidden=hidden)), own)


def _lines(question: Question, *, hidden: bool) -> Iterable[Labelled]:
    yield from why_lines(question.waiting)
    asked = "; ".join(part for part in (question.answerer, question.document) if part)
    if asked:
        yield Labelled("Wie; stuk", asked)
    if question.state is not FactState.ABSENT:
        said = "" if hidden or not question.statements else f": {statements_text(question.statements)}"
        yield Labelled("Stand", FACT_STATES[question.state] + said)


def why_lines(waiting: Sequence[Waiting]) -> Iterable[Labelled]:
    """Which findings wait for an answer, and what they can still become."""
    decided = [one for one in waiting if one.effect is Effect.DECIDE]
    if decided:
        yield Labelled("Beslist mee", _decided(decided))
    for effect, label, words in (
        (Effect.EXCUSE, "Verschoont", "kan een tekort verontschuldigen"),
        (Effect.WEIGH, "Weegt mee", "kan de zwaarte of de herstelbaarheid veranderen"),
    ):
        own = [one for one in waiting if one.effect is effect]
        if own:
            yield Labelled(label, f"{words}: {_named(own)}")
    turned = [one for one in waiting if one.effect is Effect.TURN]
    if turned:
        yield Labelled("Keert om", f"kan {_turned(turned)} nog omkeren")


def _decided(waiting: Sequence[Waiting]) -> str:
    """By class of weight, with the outcomes that are still possible: "K18 en K24 (dragend; voldoet of twijfel)"."""
    parts = []
    many = len(waiting) > _APART
    for weight in Weight:
        of_weight = [one for one in waiting if one.weight is weight]
        if many and of_weight:
            parts.append(f"{_named(of_weight, titled=False)} ({WEIGHTS[weight]})")
            continue
        for possible in dict.fromkeys(one.possible for one in of_weight):
            own = [one for one in of_weight if one.possible == possible]
            parts.append(
                f"{_named(own, titled=len(waiting) <= _TITLED)} ({WEIGHTS[weight]}; {outcomes_text(possible)})"
            )
    if many:
        together = tuple(outcome for outcome in Outcome if any(outcome in one.possible for one in waiting))
        parts.append(f"nog mogelijk: {outcomes_text(together)}")
    return "; ".join(parts)


def _named(waiting: Sequence[Waiting], *, titled: bool = True) -> str:
    if titled and len(waiting) <= _TITLED:
        return listing(f"{one.criterion} {one.title}" for one in waiting)
    names = sorted(one.criterion for one in waiting)
    more = len(names) - _CODES
    return listing(names if more <= 1 else [*names[:_CODES], f"nog {more} andere"])


def _turned(waiting: Sequence[Waiting]) -> str:
    outcomes = dict.fromkeys(one.outcome for one in waiting)
    return listing(
        f"{_named(own, titled=len(waiting) <= _TITLED)} ({OUTCOMES[outcome].word})"
        for outcome in outcomes
        for own in ([one for one in waiting if one.outcome is outcome],)
    )


def outcomes_text(outcomes: Sequence[Outcome]) -> str:
    """Outcomes that are still possible: "voldoet, twijfel of voldoet niet"."""
    words = [OUTCOMES[one].word for one in outcomes]
    return " of ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else "nog niet te zeggen"


def counts_text(questions: Sequence[Question]) -> str:
    """How many questions there are, and what they can do."""
    waited = [one for one in questions if one.is_waited_for]
    verdict = sum(one.verdict for one in waited)
    parts = [
        f"{verdict} voor het oordeel" if verdict else "",
        f"{len(waited) - verdict} alleen voor een bevinding" if len(waited) > verdict else "",
        f"{len(questions) - len(waited)} om iets om te keren dat vaststaat" if len(questions) > len(waited) else "",
    ]
    return f"{count_of(len(questions), 'vraag', 'vragen')}: {', '.join(one for one in parts if one)}."


def unanswerable_text(one: Unanswerable) -> str:
    """Why a finding stays unknown."""
    facts = f" Niet van toepassing volgens het dossier: {listing(one.facts)}." if one.facts else ""
    return f"{one.criterion} {one.title}: geen antwoord kan dit nog beslissen.{facts}"


def questions_page(asked: Asked, *, answerer: str = "", width: int, ascii_only: bool = False) -> Page:
    """The questions by what they can do; with `answerer` only those that this person can answer."""
    builder = PageBuilder(width, ascii_only)
    result, found = asked.result, asked.found
    shown = questions_for(found.questions, answerer)
    write_heading(builder, f"Vragen · {heading_title(result)}", heading_lines(result))
    builder.blank()
    builder.rule()
    builder.text(Span("Oordeel nu: ", Style.HEADING), mark_span(VERDICTS[result.verdict.outcome]))
    builder.rule()
    if answerer:
        total = count_of(len(found.questions), "vraag", "vragen")
        builder.text(f"Alleen de vragen aan: {answerer}. Het dossier heeft in totaal {total}.")
    if shown:
        builder.text(Span(counts_text(shown), Style.STRONG))
        builder.text(ORDER)
    else:
        builder.text(f"Er is geen vraag aan: {answerer}." if found.questions else NOTHING_TO_ASK)
    number = 0
    for chapter in chapters(shown, discreet=bool(answerer)):
        builder.blank()
        builder.text(Span(chapter.title, Style.HEADING))
        if chapter.remark:
            builder.text(Span(chapter.remark, Style.DIM))
        for one in chapter.questions:
            number += 1
            _write_question(builder, number, one)
    if found.unanswerable:
        builder.blank()
        builder.text(Span(STAYS_UNKNOWN, Style.HEADING))
        for lost in found.unanswerable:
            builder.text(Span("? ", Style.OPEN), unanswerable_text(lost), indent=2, hanging=4)
    builder.blank()
    builder.rule()
    builder.text(Span(HUMAN_DECIDES, Style.DIM))
    return builder.page()


def _write_question(builder: PageBuilder, number: int, question: QuestionText) -> None:
    builder.blank()
    lead = f"{number}. ".ljust(_INDENT)
    builder.guided(lead, " " * len(lead), Span(question.text, Style.STRONG))
    for line in question.lines:
        builder.labelled(line.label, line.text, indent=_INDENT, width=_LABELS)
    builder.labelled("Sleutel", Span(", ".join(question.names), Style.DIM), indent=_INDENT, width=_LABELS)


def questions_for(questions: Sequence[Question], answerer: str) -> tuple[Question, ...]:
    """The questions that this person can answer; all of them for ""."""
    return tuple(one for one in questions if not answerer or one.answerer == answerer)
