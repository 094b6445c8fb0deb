"""The page of `regels controleer`: what a rulebook without mistakes holds."""

from __future__ import annotations

from ...engine.rulebook import Rulebook
from ...engine.survey import Survey, survey
from ..argument import HASH_SHOWN
from ..words import AUTHORITIES, Mark, Tone, count_of
from .page import Page, PageBuilder, Span, Style, mark_span


def survey_page(rulebook: Rulebook, *, width: int, ascii_only: bool = False) -> Page:
    """The counts, the hardness of the parameters, and each use of `is bekend` and `is onbekend`."""
    builder = PageBuilder(width, ascii_only)
    found = survey(rulebook)
    builder.text(mark_span(Mark("geen fouten", Tone.GOOD)), f" in {rulebook.title or rulebook.name}", hanging=2)
    builder.labelled("Regelset", f"{rulebook.name} {rulebook.version} · {rulebook.hash[:HASH_SHOWN]}")
    builder.blank()
    for label, number in _counts(found):
        builder.labelled(label, str(number), width=16)
    unread = found.sources - found.sources_verified
    builder.labelled(
        "bronnen", f"{found.sources}, waarvan {found.sources_verified} nagelezen en {unread} niet", width=16
    )
    builder.blank()
    builder.text(Span("Parameters per gezag", Style.HEADING))
    for one in found.parameters:
        builder.labelled(
            AUTHORITIES[one.authority],
            f"{one.total}, waarvan {one.confirmed} bevestigd door een beleidseigenaar",
            indent=2,
            width=16,
        )
    builder.blank()
    builder.text(Span("Plaatsen waar het zwijgen van een dossier wordt beoordeeld", Style.HEADING))
    for use in found.silence:
        builder.text(Span(use.rule, Style.STRONG), f"  {use.path}: {use.text}", indent=2, hanging=6)
    if not found.silence:
        builder.text("geen", indent=2)
    return builder.page()


def _pieces(found: Survey) -> str:
    return f"{found.pieces}, samen {count_of(found.chapters, 'hoofdstuk', 'hoofdstukken')}" if found.pieces else "0"


def _counts(found: Survey) -> tuple[tuple[str, str], ...]:
    off = f", waarvan {found.switched_off} uitgeschakeld" if found.switched_off else ""
    return (
        ("criteria", f"{found.criteria}{off}"),
        ("gronden", str(found.grounds)),
        ("no-gogronden", str(found.nogos)),
        ("trajecten", str(found.offers)),
        ("stukken", _pieces(found)),
        ("stappen", str(found.steps)),
        ("begrippen", str(found.concepts)),
        ("afleidingen", str(found.derivations)),
    )
