"""The sensitivity of a dossier as a piece: how far each number and date may move before a finding flips."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine import dutch
from ...engine.language.types import DateType, Influence
from ...engine.whatif.sensitivity import ELEMENT_HORIZON, HORIZON, Flip, Sensitivity, Slack, Way
from ..pieces.blocks import Block, Bullets, Heading, Paragraph, Piece, Span, Table, text
from ..words import HUMAN_DECIDES, subtitle
from .words import found_word, is_synthetic, moving_text, place_text, slack_text, verdict_word

TITLE = "Gevoeligheid"
EXPLAINED = (
    "Van elk getal en elke datum in het dossier: hoe ver die mag schuiven voordat een bevinding omslaat. Elke stap is"
    f" nagerekend, tot {HORIZON} dagen of stappen naar beide kanten, en in lijsten tot {ELEMENT_HORIZON}. Slaat een"
    " bevinding om, dan staat ook de eerstvolgende omslag van andere bevindingen erbij."
)
FIXED = "Een feit dat vastligt, kan niet meer veranderen; de speling zegt dan hoe precies het vastgesteld moet zijn."
_MOST = 4


def sensitivity_piece(found: Sensitivity) -> Piece:
    """The piece: what flips by itself, then the least slack first, then what has room enough."""
    dossier = found.dossier
    return Piece(
        "gevoelig",
        TITLE,
        subtitle(dossier.id, dossier.reference_date, found.rulebook.rules_day),
        found.rulebook.main_reader,
        dossier.id,
        dossier.reference_date,
        ("SYNTHETISCH",) if is_synthetic(dossier) else (),
        f"{TITLE} · dossier {dossier.id}",
        HUMAN_DECIDES,
        tuple(_blocks(found)),
    )


def _blocks(found: Sensitivity) -> Iterator[Block]:
    yield Paragraph(text("Oordeel nu: ", Span(verdict_word(found.now.verdict), strong=True), "."))
    yield Paragraph(text(EXPLAINED), quiet=True)
    yield Heading(1, "", "Als er niets verandert", "tijd")
    yield Paragraph(text(_time(found)))
    yield Heading(1, "", "Minste speling eerst", "speling")
    if found.slacks:
        yield Table(
            ("Feit", "Nu", "Later of hoger", "Eerder of lager"), tuple(map(_row, found.slacks)), (3, 2, 4, 4), ""
        )
        yield Paragraph(text(FIXED), quiet=True)
    else:
        yield Paragraph(text("Geen getal of datum in het dossier laat binnen deze grenzen een bevinding omslaan."))
    if found.steady:
        yield Heading(1, "", "Ruime speling", "ruim")
        yield Paragraph(text("Deze feiten dragen een bevinding, en binnen deze grenzen slaat er niets om:"))
        yield Bullets(tuple(text(f"{_name(one)}: {moving_text(one.value, one.concept)}") for one in found.steady))


def _time(found: Sensitivity) -> str:
    if not isinstance(found.time, Flip):
        return f"Tot en met {dutch.text(found.time.value, DateType())} verandert er geen bevinding."
    room = f"Nog {dutch.quantity(found.time.slack, 'dagen')} speling" if found.time.slack else "Geen speling"
    verdict = (
        "" if found.time.verdict == found.now.verdict else f" Het oordeel wordt: {verdict_word(found.time.verdict)}."
    )
    return f"{room}: op {dutch.text(found.time.value, DateType())} {_flipped(found.time)}.{verdict}"


def _row(slack: Slack) -> tuple[tuple[Span, ...], ...]:
    return (
        text(_name(slack) + (" (ligt vast)" if _is_fixed(slack) else "")),
        text(moving_text(slack.value, slack.concept)),
        text(_way(slack, slack.up)),
        text(_way(slack, slack.down)),
    )


def _name(slack: Slack) -> str:
    return place_text(slack.concept, slack.element, slack.list_concept)


def _is_fixed(slack: Slack) -> bool:
    owner = slack.list_concept or slack.concept
    return owner.influence is Influence.FIXED


def _way(slack: Slack, way: Way) -> str:
    told = []
    for flip in way.flips:
        room = slack_text(flip.slack, slack.value, slack.concept)
        at = "op" if isinstance(slack.concept.type, DateType) else "bij"
        told.append(f"{room} speling: {at} {moving_text(flip.value, slack.concept)} {_flipped(flip)}")
    if told:
        return "; daarna ".join(told)
    until = moving_text(way.end.value, slack.concept)
    if not way.end.limit:
        return f"geen omslag tot en met {until}"
    return "kan niet" if way.end.value == slack.value else f"geen omslag; kan niet verder dan {until}"


def _flipped(flip: Flip) -> str:
    """What flips: "wordt K24 twijfel, K37 voldoet niet"."""
    if not flip.findings:
        return "geldt er een andere versie van de regels"
    told = [f"{one.criterion} {found_word(one.after)}" for one in flip.findings[:_MOST]]
    left = len(flip.findings) - _MOST
    words = dutch.listing([*told, f"nog {left} bevindingen anders"] if left > 1 else told)
    return f"{'wordt' if len(flip.findings) == 1 else 'worden'} {words}"
