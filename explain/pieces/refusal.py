"""Why a justification cannot be final yet: what the grounds lack, and what starting would take."""

from __future__ import annotations

from collections.abc import Iterable

from ...engine.pieces import PieceFacts
from ...engine.result import Result, Truth
from ..argument import argument
from ..words import HUMAN_DECIDES, Tone, subtitle
from . import nogo_parts, todo
from .blocks import Block, Heading, Notice, Piece, text
from .context import Context

TITLE = "Een definitieve no-go is nog niet te maken"
WAYS = (
    " Zonder --definitief komt er een concept; met --toch en een reden komt er een definitief stuk waarin die reden"
    " staat."
)
NONE_CARRIES = "Geen van de gronden waarop het dossier een beroep doet, draagt de hele periode."


def carried(result: Result) -> bool:
    """Whether a ground that is relied on carries the whole period."""
    return any(one.invoked is Truth.TRUE and one.carries is Truth.TRUE for one in result.nogos)


def refusal(facts: PieceFacts) -> Piece:
    """What is missing, and what can be done instead."""
    result = facts.result
    context = Context(facts, argument(result))
    chapters: list[tuple[str, str, Iterable[Block]]] = []
    if context.invoked:
        chapters.append(("Wat de gronden missen", "ontbreekt", nogo_parts.missing_evidence(context)))
        chapters.append(("Wat dan te vragen is", "vragen", nogo_parts.questions(context)))
    chapters.append(("Wat nodig is om te starten of door te gaan", "startplan", todo.repair_plan(context)))
    told = [
        block
        for number, (title, anchor, blocks) in enumerate(chapters, start=1)
        for block in (Heading(1, str(number), title, anchor), *blocks)
    ]
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
            Notice(Tone.DOUBT, "Waarom", (text((NONE_CARRIES if context.invoked else nogo_parts.NOT_INVOKED) + WAYS),)),
            *told,
        ),
    )
