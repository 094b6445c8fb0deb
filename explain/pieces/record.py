"""The record of a piece: the dated steps, and by which rules, which version and which engine it was made."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.dutch import day as dutch_date
from ...engine.language.terms import Outcome
from ...engine.pieces import PartLine
from ...engine.result import CitedSource, StepState, TimelineStep
from ...engine.rulebook import Release
from ..argument import OTHER_RULES, engine_text, finding_mark
from ..screen.timeline import sorted_steps
from ..timeline.picture import timeline_figure
from ..timeline.words import TimelineData
from ..words import AUTHORITIES, STEP_STATES, count_of, sentence_case
from .blocks import Block, Bullets, Paragraph, Signature, Table, Terms, text
from .context import Context, strong

WITHOUT_DAY = {
    StepState.DONE: "geen eigen dag",
    StepState.LATE: "niet gevonden",
    StepState.COMING: "nog niet",
    StepState.UNKNOWN: "niet bekend",
}
"""What stands where a step has no day on which it happened."""

NO_STEPS = "Er is nog geen stap met een datum te berekenen."


def timeline_table(context: Context) -> Iterator[Block]:
    """The dated steps that apply, in order; then what being late may mean."""
    steps = [one for one in sorted_steps(context.result.timeline) if one.state is not StepState.NOT_APPLICABLE]
    if not steps:
        yield Paragraph(text(NO_STEPS))
        return
    yield Table(
        ("Stap", "Wie", "Uiterlijk", "Gebeurd op", "Stand"),
        tuple(
            (
                text(f"{one.id} {one.title}"),
                text(sentence_case(one.who) or "niet vermeld"),
                text(_deadline(one)),
                text(dutch_date(one.happened) if one.happened else WITHOUT_DAY[one.state]),
                text(strong(_state(one))),
            )
            for one in steps
        ),
        (7, 5, 5, 5, 5),
        "De stappen met hun uiterste dag",
    )
    late = [one for one in steps if one.state is StepState.LATE]
    if late:
        yield Paragraph(text(strong("Wat te laat kan betekenen")))
        yield Terms(
            tuple(
                (f"{one.id} {one.title}", (text(f"{one.consequence} Gezag: {AUTHORITIES[one.authority]}."),))
                for one in late
            )
        )


def _deadline(step: TimelineStep) -> str:
    if step.deadline:
        return dutch_date(step.deadline)
    if step.start:
        return f"vanaf {dutch_date(step.start)}"
    return "niet te berekenen" if step.state is StepState.UNKNOWN else "geen vaste dag"


def _state(step: TimelineStep) -> str:
    word = STEP_STATES[step.state].word
    return f"{word}, {count_of(step.days_late, 'dag', 'dagen')}" if step.days_late else word


def accountability(context: Context) -> Iterator[Block]:
    """Version, hashes, engine and what was compared: enough to do it all again."""
    result = context.result
    rows = [
        ("Regelset", f"{result.rulebook}, versie {result.rulebook_version}"),
        ("Controlegetal van de regelset", result.rulebook_hash),
        *_release(result.release),
        ("Controlegetal van het dossier", result.dossier_hash),
        ("Peildatum", dutch_date(result.reference_date)),
        *((("Regels van", f"{dutch_date(result.rules_day)}, {OTHER_RULES}"),) if result.rules_day else ()),
        ("Motor", engine_text(result.engine)),
        ("Getoetst", _tested(context)),
    ]
    if result.engine.notice:
        rows.append(("Let op", result.engine.notice))
    yield Terms(tuple((label, (text(said),)) for label, said in rows))
    yield from _sources(context)


def _release(release: Release | None) -> tuple[tuple[str, str], ...]:
    """The release of the rulebook, where it is one, and what its receipt can be known by."""
    if release is None:
        return ()
    when = f" van {dutch_date(release.day)}" if release.day else ""
    return (
        ("Uitgave van de regelset", f"{release.version}{when}"),
        ("Controlegetal van de uitgave", release.receipt),
    )


def _tested(context: Context) -> str:
    findings = context.result.findings
    outside = sum(one.outcome is Outcome.NOT_APPLICABLE for one in findings)
    return f"{count_of(len(findings), 'criterium', 'criteria')}, waarvan {outside} niet van toepassing"


def _sources(context: Context) -> Iterator[Block]:
    """Every source that this piece cites, once, with whether a person has read the text in force."""
    cited: dict[str, CitedSource] = {}
    told = [found for code in context.told() if (found := context.result.finding(code)) is not None]
    findings = (one for one in told if one.outcome is not Outcome.NOT_APPLICABLE)
    grounds = context.invoked if context.has("gronden") else ()
    for sources in (*(one.sources for one in findings), *(one.sources for one in grounds)):
        for one in sources:
            cited.setdefault(one.id, one)
    if not cited:
        return
    yield Table(
        ("Bron", "Versie", "Gezag", "Nagelezen"),
        tuple(
            (
                text(sentence_case(one.short)),
                text(one.version or "niet vermeld"),
                text(AUTHORITIES[one.authority]),
                text("ja" if one.verified else "nee"),
            )
            for one in cited.values()
        ),
        (6, 4, 2, 2),
        "De bronnen waarop dit stuk steunt",
    )


def rules_applied(context: Context) -> Iterator[Block]:
    """Every criterion by its outcome; each has its title in the chapter that tells of it."""
    by_outcome: dict[str, list[str]] = {}
    for one in context.result.findings:
        by_outcome.setdefault(finding_mark(one).word, []).append(one.criterion)
    yield Table(
        ("Bevinding", "Aantal", "Criteria"),
        tuple(
            (text(sentence_case(word)), text(str(len(codes))), text(", ".join(sorted(codes))))
            for word, codes in by_outcome.items()
        ),
        (3, 2, 9),
        "Elk criterium met zijn bevinding",
    )


def signatures(_context: Context, part: PartLine) -> Iterator[Block]:
    """Where to sign. Who has seen a piece need not agree with it."""
    yield Signature(tuple(map(sentence_case, part.parties)), ("Naam", "Datum", "Handtekening"))
    for party in part.parties[1:]:
        yield Paragraph(text(f"{sentence_case(party)}:"))
        yield Bullets((text("gezien"), text("akkoord"), text("niet akkoord")), checkbox=True)


def timeline_picture(context: Context) -> Iterator[Block]:
    """The picture of the timeline; a sentence where there can be none."""
    if context.facts.picture is not None:
        yield timeline_figure(TimelineData.of(context.result, context.facts.picture))
