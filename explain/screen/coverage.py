"""The page of `regels dekking`: how much of the rules the tests show, and what they do not show."""

from __future__ import annotations

from ...engine import dutch
from ...engine.rule_tests.coverage import Coverage, Item
from ...engine.rule_tests.focused import Focused
from ..words import Mark, Tone
from .page import Page, PageBuilder, Span, Style, mark_span

KINDS = {
    "uitkomsten": "criteria met elke uitkomst in een toets",
    "voorwaarden": "voorwaarden waar, onwaar en onbekend gezien",
    "grenzen": "grenzen aan beide kanten gezien",
    "gronden": "gronden toegepast en niet toegepast",
    "cellen": "cellen van tabellen geraakt",
}


def focused_page(found: Focused, *, width: int, ascii_only: bool = False) -> Page:
    """The coverage of one rule, and which tests it comes from."""
    told = [f"{found.ran} gedraaid, die voor deze regel iets verschillen"]
    if found.own:
        told.append(f"{found.own} {'gaat' if found.own == 1 else 'gaan'} over de regel zelf")
    if found.helped:
        parts = "1 onderdeel is" if found.unseen == 1 else f"{found.unseen} onderdelen zijn"
        told.append(f"{parts} daar niet volledig te zien; daarbij helpen {dutch.listing(found.helped)}")
    return _page(found.coverage, "; ".join(told), width, ascii_only)


def coverage_page(found: Coverage, *, width: int, ascii_only: bool = False) -> Page:
    """The counts per kind, then each part of a rule that no test shows whole."""
    return _page(found, "", width, ascii_only)


def _page(found: Coverage, tests: str, width: int, ascii_only: bool) -> Page:
    builder = PageBuilder(width, ascii_only)
    mark = Mark("volledig", Tone.GOOD) if found.complete else Mark("niet volledig", Tone.BAD)
    builder.text(mark_span(mark), hanging=2)
    for kind, what in KINDS.items():
        items = [one for one in found.items if one.kind == kind]
        whole = [one for one in items if not one.missing]
        excused = [one for one in items if one.missing and one.excused]
        more = f", en {len(excused)} met een reden" if excused else ""
        builder.labelled(kind, f"{len(whole)} van {len(items)}{more} ({what})", width=14)
    if tests:
        builder.labelled("toetsen", tests, width=14)
    open_items = [one for one in found.items if one.missing and not one.excused]
    if open_items:
        builder.blank()
        builder.text(Span("Nog niet gezien", Style.HEADING))
    for one in open_items:
        _write(builder, one)
    if found.stale:
        builder.blank()
        builder.text(Span("Uitzonderingen die niet kloppen", Style.HEADING))
    for exception in found.stale:
        builder.text(Span(exception.id, Style.STRONG), f"  {', '.join(exception.never)} ({exception.place})", indent=2)
    return builder.page()


def _write(builder: PageBuilder, one: Item) -> None:
    builder.text(Span(one.id, Style.STRONG), f"  nooit {', '.join(one.missing)}", indent=2, hanging=4)
    builder.text(Span(one.text, Style.DIM), indent=4)
