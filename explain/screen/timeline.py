"""The page of `tijdlijn`: the dated steps in order of date, with a legend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...engine.date_bounds import Days, days_text
from ...engine.dutch import day as dutch_date
from ...engine.dutch import listing
from ...engine.result import Result, StepState, TimelineStep, UsedFact
from ..argument import heading_lines, heading_title
from ..words import (
    AUTHORITIES,
    HUMAN_DECIDES,
    STEP_STATES,
    count_of,
    fact_text,
    fact_value,
    sentence_case,
    sources_text,
)
from .page import Page, PageBuilder, Span, Style, mark_span
from .verdict import write_heading

WAITS_SHOWN = 3
"""Facts named that a deadline waits for; the others are counted."""

_INDENT = 5
_LEGEND = (
    (StepState.DONE, "gebeurd, niet na de uiterste dag"),
    (StepState.LATE, "gebeurd na de uiterste dag, of die dag is voorbij en het dossier zegt dat het niet is gebeurd"),
    (StepState.COMING, "nog niet gebeurd; de uiterste dag ligt niet voor de peildatum"),
    (StepState.UNKNOWN, "het dossier zegt niet genoeg; zwijgen geldt nooit als te laat"),
    (StepState.NOT_APPLICABLE, "deze stap geldt hier niet"),
)


def sorted_steps(steps: tuple[TimelineStep, ...]) -> tuple[TimelineStep, ...]:
    """By deadline (else the day it happened, else the start), then by id; steps without any date come last."""
    return tuple(sorted(steps, key=lambda one: (_sort_day(one) or date.max, one.id)))


def step_dates(step: TimelineStep) -> str:
    """The dates of a step on one line: "uiterlijk 5 maart 2026 · gebeurd op 13 april 2026 · 39 dagen te laat".

    A deadline that is not known is told by the days between which it lies, else by what it waits for.
    """
    parts = []
    if step.start:
        parts.append(f"vanaf {dutch_date(step.start)}")
    if step.deadline:
        parts.append(f"uiterlijk {dutch_date(step.deadline)}")
    between = days_text(Days(step.earliest, step.latest))
    if between:
        parts.append(f"uiterste dag {between}")
    if step.happened:
        parts.append(f"gebeurd op {dutch_date(step.happened)}")
    if step.days_late:
        parts.append(f"{count_of(step.days_late, 'dag', 'dagen')} te laat")
    if step.waits_for and not between:
        shown, more = step.waits_for[:WAITS_SHOWN], len(step.waits_for) - WAITS_SHOWN
        names = [*shown, count_of(more, "ander feit", "andere feiten")] if more > 0 else shown
        parts.append(f"uiterste dag hangt af van {listing(names)}")
    return " · ".join(parts) or ("geen datum te berekenen" if step.state is StepState.UNKNOWN else "geen vaste dag")


def timeline_page(result: Result, *, width: int, ascii_only: bool = False) -> Page:
    """All steps that apply or may apply, then those that do not, then the legend."""
    builder = PageBuilder(width, ascii_only)
    write_heading(builder, f"Tijdlijn · {heading_title(result)}", heading_lines(result))
    steps = sorted_steps(result.timeline)
    told: dict[str, str] = {}
    for step, first_later in _with_turn(steps, result.reference_date):
        if first_later:
            builder.blank()
            builder.text(Span(f"── peildatum {dutch_date(result.reference_date)} ──", Style.HEADING))
        _write_step(builder, step)
        for fact in step.disputed:
            builder.labelled("Stukken", _disputed_text(fact, told.setdefault(fact.name, step.id), step), indent=_INDENT)
    outside = [step for step in steps if step.state is StepState.NOT_APPLICABLE]
    if outside:
        builder.blank()
        builder.text(mark_span(STEP_STATES[StepState.NOT_APPLICABLE]))
        for step in outside:
            reason = f": {step.reason}" if step.reason else ""
            builder.text(Span(step.id, Style.STRONG), f" {step.title}{reason}", hanging=_INDENT)
    builder.blank()
    builder.rule()
    for state, meaning in _LEGEND:
        builder.text(mark_span(STEP_STATES[state]), f": {meaning}", hanging=2)
    builder.text(Span(HUMAN_DECIDES, Style.DIM))
    return builder.page()


def _with_turn(steps: tuple[TimelineStep, ...], reference_date: date) -> Iterator[tuple[TimelineStep, bool]]:
    """The applicable steps, with the first that lies after the peildatum marked."""
    turned = False
    for step in steps:
        if step.state is not StepState.NOT_APPLICABLE:
            later = (_sort_day(step) or date.min) > reference_date
            yield step, later and not turned
            turned = turned or later


def _disputed_text(fact: UsedFact, told_at: str, step: TimelineStep) -> str:
    """What the documents say of a fact, in full at the first step that leans on it."""
    return fact_text(fact) if told_at == step.id else f"{sentence_case(fact.title)}: {fact_value(fact)}, zie {told_at}"


def _sort_day(step: TimelineStep) -> date | None:
    return step.deadline or step.happened or step.start


def _write_step(builder: PageBuilder, step: TimelineStep) -> None:
    builder.blank()
    builder.text(
        Span(step.id, Style.STRONG), " ", mark_span(STEP_STATES[step.state]), f" · {step_dates(step)}", hanging=_INDENT
    )
    builder.text(Span(step.title, Style.STRONG), f" ({step.who})" if step.who else "", indent=_INDENT)
    if step.reason:
        builder.text(step.reason, indent=_INDENT)
    if step.consequence:
        label = "Gevolg" if step.state is StepState.LATE else "Toelichting"
        builder.labelled(label, step.consequence, indent=_INDENT)
    if step.deviation:
        builder.labelled("Afwijking", step.deviation, indent=_INDENT)
    builder.labelled("Gezag", AUTHORITIES[step.authority], indent=_INDENT)
    builder.labelled("Bron", Span(sources_text(step.sources), Style.DIM), indent=_INDENT)
