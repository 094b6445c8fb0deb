"""The questions on paper: a list to hand or mail to those who can answer, by who is asked, with room for the answer."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.dutch import listing
from ...engine.rulebook import Rulebook
from ...engine.whatif.questions import Asked, Question
from ..pieces.blocks import Block, Heading, Notice, Paragraph, Piece, Table, text
from ..words import HUMAN_DECIDES, Tone, sentence_case, subtitle
from .questions import QuestionText, question_texts, questions_for

TITLE = "Vragenlijst bij het dossier"
INTRODUCTION = (
    "Deze gegevens zijn in het dossier niet gevonden. Vul per vraag het antwoord in, met het stuk en de bladzijde waar"
    " het staat. Is het niet bekend, schrijf dan: onbekend. Geldt de vraag niet, schrijf dan: n.v.t., met de reden."
)
PRIVACY_TITLE = "Geen medische gegevens"
PRIVACY = (
    "Schrijf niets op over de aard van de ziekte of wat een arts ervoor doet, en geen BSN, naam, adres of"
    " geboortedatum. Noteer alleen wat het voor het werk betekent."
)
NOTHING_WAITS = "Er wacht niets op een antwoord."
ANSWER = "…"
_CODES = 4
"""More criteria than these are counted, not named: the list is for who answers."""


def questions_piece(asked: Asked, rulebook: Rulebook, *, answerer: str = "") -> Piece:
    """The list of what is waited for; what can only turn a settled finding is nothing to write to people about.

    With `answerer` it goes to that person, and nothing that the dossier says in confidence is in it.
    """
    result = asked.result
    shown = tuple(one for one in questions_for(asked.found.questions, answerer) if one.is_waited_for)
    return Piece(
        "vragenlijst",
        TITLE,
        subtitle(result.dossier, result.reference_date, result.rules_day),
        rulebook.reader(answerer) or rulebook.main_reader,
        result.dossier,
        result.reference_date,
        ("SYNTHETISCH",) if result.synthetic else (),
        f"{TITLE} · dossier {result.dossier}",
        HUMAN_DECIDES,
        tuple(_blocks(shown, answerer)),
    )


def _blocks(questions: tuple[Question, ...], answerer: str) -> Iterator[Block]:
    if not questions:
        yield Paragraph(text(f"Er wacht niets op een antwoord van: {answerer}." if answerer else NOTHING_WAITS))
        return
    yield Paragraph(text(INTRODUCTION))
    yield Notice(Tone.DOUBT, PRIVACY_TITLE, (text(PRIVACY),))
    asked = list(dict.fromkeys(one.answerer for one in questions))
    number = 0
    for chapter, who in enumerate(asked, start=1):
        title = f"Vragen aan: {who}" if who else "Vragen"
        yield Heading(1, str(chapter), title, f"vragen-{chapter}")
        rows = question_texts([one for one in questions if one.answerer == who], discreet=bool(answerer))
        yield Table(
            ("Nr.", "Vraag", "Stuk", "Telt mee voor", "Antwoord en vindplaats"),
            tuple(
                (
                    text(str(number + place)),
                    text(f"{one.text} {one.help}".strip()),
                    text(sentence_case(one.first.document) or "niet vermeld"),
                    text(_counts_for(one)),
                    text(ANSWER),
                )
                for place, one in enumerate(rows, start=1)
            ),
            (1, 7, 3, 3, 5),
        )
        number += len(rows)


def _counts_for(question: QuestionText) -> str:
    codes = [one.criterion for one in question.first.waiting]
    more = len(codes) - _CODES
    return listing([*codes[:_CODES], f"{more} andere"] if more > 1 else codes)
