"""Why a justification cannot be final yet: what the grounds lack, and what starting would take."""

from __future__ import annotations

from ...engine.pieces import PieceFacts
from ...engine.result import Result, Truth
from ..argument import argument
from ..words import HUMAN_DECIDES, Tone, subtitle
from . import nogo_parts, todo
from .blocks import Heading, Notice, Piece, text
from .context import Context

TITLE = "Een definitieve no-go is nog niet te maken"
WHY = (
    "Geen van de gronden waarop het dossier een beroep doet, draagt de hele periode. Zonder --definitief komt er een"
    " concept; met --toch en een reden komt er een definitief stuk waarin die reden staat."
)


def carried(result: Result) -> bool:
    """Whether a ground that is relied on carries the whole period."""
    return any(one.invoked is Truth.TRUE and one.carries is Truth.TRUE for one in result.nogos)


def refusal(facts: PieceFacts) -> Piece:
    """What is missing, and what can be done instead."""
    result = facts.result
    context = Context(facts, argument(result))
    asked = (
        (Heading(1, "2", "Wat dan te vragen is", "vragen"), *nogo_parts.questions(context)) if context.invoked else ()
    )
    number = "3" if asked else "2"
    return Piece(
        facts.id,
        TITLE,
        subtitle(result.dossier, result.reference_date, result.rules_day),
        facts.reader,
        result.dossier,
        result.reference_date,
        (),
        TITLE,
        HUMAN_DECIDES,
        (
            Notice(Tone.DOUBT, "Waarom", (text(WHY),)),
            Heading(1, "1", "Wat de gronden missen", "ontbreekt"),
            *nogo_parts.missing_evidence(context),
            *asked,
            Heading(1, number, "Wat nodig is om te starten of door te gaan", "startplan"),
            *todo.repair_plan(context),
        ),
    )
