"""The page of `regels versies`: when each version of a rule applies, which one does on a day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...engine import dutch
from ...engine.differences.changes import RuleSort
from ...engine.differences.reading import period
from ...engine.differences.versions import Timed, Version
from ...engine.validity import ALWAYS
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone
from .difference_words import difference_lines

NONE = "In deze regelset verandert niets in de tijd: elke regel, parameter en bron geldt altijd."
WITHOUT = {
    RuleSort.CRITERION: "Dan geeft het criterium de bevinding niet van toepassing.",
    RuleSort.NOGO: "Dan kan er geen beroep op de grond worden gedaan.",
    RuleSort.DERIVATION: "Dan is het feit onbekend.",
    RuleSort.PARAMETER: "Dan is de parameter onbekend.",
    RuleSort.STEP: "Dan vervalt de stap.",
}


def versions_page(rules: Sequence[Timed], day: date | None, why: str, *, width: int, ascii_only: bool = False) -> Page:
    """The rules with their versions. `day` is asked for; `why` says whose day it is ("de peildatum van S-014")."""
    builder = PageBuilder(width, ascii_only)
    if day is not None:
        builder.text(Span(f"De versies op {dutch.day(day)}", Style.HEADING), f" ({why})")
    else:
        builder.text(Span("De versies van de regels", Style.HEADING))
    if not rules:
        builder.text(NONE)
    for one in rules:
        _write(builder, one, day)
    return builder.page()


def _write(builder: PageBuilder, one: Timed, day: date | None) -> None:
    builder.blank()
    builder.text(Span(f"{one.id} {one.title}", Style.STRONG), f" ({one.sort.value})", hanging=2)
    applies = None if day is None else one.on(day)
    for version in one.versions:
        told = f": {version.told}" if version.told else ""
        line = f"{period(version.validity)}{told}"
        if day is None:
            builder.text(line, indent=2, hanging=4)
        elif version is applies:
            builder.text(mark_span(Mark(f"geldt, want {_reason(version, day)}", Tone.GOOD)), indent=2, hanging=4)
            builder.text(line, indent=4, hanging=6)
        else:
            builder.text(mark_span(Mark("geldt niet", Tone.NEUTRAL)), f" · {line}", indent=2, hanging=4)
        if version.file:
            builder.text(Span(version.file, Style.DIM), indent=4)
        for change in version.changes:
            builder.text(Span(f"anders dan ervoor, {change.part}", Style.DIM), indent=4)
            for each in difference_lines(change):
                builder.text(each, indent=6, hanging=8)
    if day is not None and applies is None:
        builder.text(f"Op {dutch.day(day)} geldt geen versie. {WITHOUT.get(one.sort, '')}".rstrip(), indent=2)


def _reason(version: Version, day: date) -> str:
    if version.validity == ALWAYS:
        return "er is geen andere versie"
    start, end = version.validity
    if start is not None and end is not None:
        return f"{dutch.day(day)} ligt in deze periode"
    if start is not None:
        return f"{dutch.day(day)} ligt op of na {dutch.day(start)}"
    assert end is not None
    return f"{dutch.day(day)} ligt op of vóór {dutch.day(end)}"
