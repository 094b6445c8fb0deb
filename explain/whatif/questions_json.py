"""The questions as JSON, as `explain/schema/vragen-1.schema.json` publishes it. Same dossier, same bytes."""

from __future__ import annotations

from ...engine.whatif.questions import Asked, Question, Waiting
from ..as_json.parts import Json, heading_json, statement_json, written
from .questions import questions_for

SCHEMA = "spoortoets.vragen/1"


def json_text(asked: Asked, *, answerer: str = "", ascii_only: bool = False) -> str:
    """The questions as indented JSON that ends with a newline."""
    return written(questions_json(asked, answerer=answerer), ascii_only=ascii_only)


def questions_json(asked: Asked, *, answerer: str = "") -> Json:
    """The questions as plain JSON values, keys in a fixed order; with `answerer` only those for this person."""
    shown = questions_for(asked.found.questions, answerer)
    return {
        **heading_json(asked.result, SCHEMA),
        "oordeel": asked.result.verdict.outcome,
        "aan": answerer,
        "aantal": len(asked.found.questions),
        "vragen": [_question(one, discreet=bool(answerer)) for one in shown],
        "blijft_onbekend": [
            {"criterium": one.criterion, "titel": one.title, "nvt": list(one.facts)} for one in asked.found.unanswerable
        ],
    }


def _question(question: Question, *, discreet: bool) -> Json:
    hidden = discreet and question.confidential
    return {
        "feit": question.ask.fact,
        "element": question.ask.element + 1 if question.ask.field else None,
        "veld": question.ask.field,
        "titel": question.title,
        "vraag": question.text,
        "uitleg": question.help,
        "bij": question.element.partition(" (")[0] if hidden else question.element,
        "wie": question.answerer,
        "stuk": question.document,
        "staat": question.state.value,
        "verklaringen": [] if hidden else [statement_json(one) for one in question.statements],
        "kan_oordeel_veranderen": question.verdict,
        "bevindingen": [_waiting(one) for one in question.waiting],
    }


def _waiting(waiting: Waiting) -> Json:
    return {
        "criterium": waiting.criterion,
        "titel": waiting.title,
        "zwaarte": waiting.weight.value,
        "bevinding": waiting.outcome.value,
        "werking": waiting.effect.value,
        "nog_mogelijk": [one.value for one in waiting.possible],
    }
