"""The page of `regels mutatie`: which changes of the rules no test notices."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ...engine.mutation.changes import MISSING
from ...engine.mutation.mutation import Mutation, Survivor
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone, count_of


def mutation_page(found: Mutation, *, width: int, ascii_only: bool = False) -> Page:
    """The counts, then each change that no test notices, with the place and what would stand there."""
    builder = PageBuilder(width, ascii_only)
    _write_head(builder, found)
    _write_survivors(builder, "Geen toets merkt het", found.unexplained)
    if found.unexplained:
        builder.blank()
        builder.text(
            "Schrijf een toets die op de gewijzigde regel zakt, of zet in toetsen/gelijkwaardig.yaml waarom geen"
            " dossier het verschil kan laten zien."
        )
    if found.stale:
        builder.blank()
        builder.text(Span("Verklaringen die niet kloppen", Style.HEADING))
    for one, why in found.stale:
        builder.text(Span(str(one.place), Style.STRONG), f"  {why}", indent=2, hanging=4)
    explained = [one for one in found.survivors if one.reason]
    if explained:
        builder.blank()
        builder.text(Span("Verklaard", Style.HEADING))
    for survivor in explained:
        builder.text(Span(survivor.part, Style.STRONG), f"  {survivor.becomes}", indent=2, hanging=4)
        builder.text(Span(survivor.reason, Style.DIM), indent=4)
    return builder.page()


def _write_head(builder: PageBuilder, found: Mutation) -> None:
    mark = Mark("geen gaten", Tone.GOOD) if found.clean else Mark("niet alles is getoetst", Tone.BAD)
    builder.text(mark_span(mark), hanging=2)
    builder.labelled("wijzigingen", f"{count_of(found.tried, 'wijziging', 'wijzigingen')} geprobeerd", width=14)
    builder.labelled("toetsen", str(found.tests), width=14)
    left, explained = len(found.unexplained), len(found.survivors) - len(found.unexplained)
    more = f"; {explained} met een verklaring" if explained else ""
    builder.labelled("niet gemerkt", f"{left}{more}", width=14)
    if found.on_paper:
        why = "in wat alleen op papier komt, zoals een herstelmaatregel; een toets kan daar niets over verwachten"
        builder.labelled("overgeslagen", f"{found.on_paper} {why}", width=14)


def _write_survivors(builder: PageBuilder, title: str, some: Iterable[Survivor]) -> None:
    """Changes of one part stand together."""
    for number, ((place, part, was), same) in enumerate(groupby(some, key=lambda one: (one.place, one.part, one.was))):
        builder.blank()
        if number == 0:
            builder.text(Span(title, Style.HEADING))
        builder.text(Span(str(place), Style.STRONG), f"  {part}", indent=2, hanging=4)
        builder.labelled("er staat", was, width=11, indent=4)
        for one in same:
            label = MISSING if one.becomes == MISSING else "wordt"
            text = f"({one.kind.value})" if one.becomes == MISSING else f"{one.becomes} ({one.kind.value})"
            builder.labelled(label, text, width=11, indent=4)
