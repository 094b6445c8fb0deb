"""The verdict on paper: in short, and weighed."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.dutch import day as dutch_date
from ...engine.dutch import listing
from ...engine.language.terms import Outcome, Weight
from ...engine.result import Finding, StepState, Truth
from ..argument import finding_mark
from ..words import AUTHORITIES, GROUND_TRUTHS, count_of, human_text, is_undecided, sentence_case
from .blocks import Block, Bullets, Heading, Notice, Paragraph, Table, Terms, Text, text
from .context import Context, strong, with_places
from .human import LABEL
from .todo import open_facts, passed_for, timely_steps


def conclusion(context: Context) -> Iterator[Block]:
    """The verdict, what a person made of it, what it rests on, what comes first, and the answer to each question."""
    verdict, told = context.result.verdict, context.argument.verdict
    paragraphs = [text(told.reason)] if told.reason else []
    yield Notice(told.mark.tone, f"Concept-oordeel: {told.mark.word}", (*paragraphs, text(told.notice)))
    if verdict.human is not None:
        yield Paragraph(text(strong(f"{LABEL}: "), human_text(verdict.human)))
    carried = [found for code in verdict.carried_by if (found := context.result.finding(code)) is not None]
    known = [one for one in carried if one.outcome is not Outcome.UNKNOWN]
    if known:
        yield Paragraph(text("Dit berust op:"))
        yield Bullets(tuple(text(strong(f"{one.criterion} {one.title}"), f": {_said(context, one)}") for one in known))
    unknown = [one.criterion for one in carried if one.outcome is Outcome.UNKNOWN]
    if unknown:
        yield Paragraph(text(f"Het dossier zegt nog niet genoeg over {listing(unknown)}."))
    first = _first(context)
    if first:
        yield Paragraph(text(strong("Wat nu het eerst telt")))
        yield Terms(first)
    yield Table(
        ("Vraag", "Antwoord", "Bevindingen"),
        tuple(
            (text(one.title), text(strong(one.mark.word)), text(sentence_case(one.overview) or "geen"))
            for one in context.argument.questions
        ),
        (5, 2, 5),
        "De vragen in de volgorde waarin UWV toetst",
    )


def _first(context: Context) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """The repair that matters most, the soonest coming deadline, and how much is open or disputed."""
    result = context.result
    rows: list[tuple[str, tuple[Text, ...]]] = []
    steps = timely_steps(context)
    if steps:
        step = steps[0]
        who = sentence_case(step.who) or "Wie dit doet, is niet vermeld"
        until = f", uiterlijk {dutch_date(step.until)}" if step.until else ""
        more = f" Het herstelplan noemt nog {count_of(len(steps) - 1, 'stap', 'stappen')}." if len(steps) > 1 else ""
        rows.append(("Herstel", (text(f"{step.what} {who}{until}.{more}"),)))
    passed = passed_for(context)
    if passed:
        line = f"Voor {listing(passed)} is de uiterste dag van het herstel voorbij; zie het herstelplan."
        rows.append(("Voorbij", (text(line),)))
    for ground in context.invoked:
        if ground.carries is Truth.TRUE and ground.review_by is not None:
            late = " (die dag ligt voor de peildatum)" if ground.review_by < result.reference_date else ""
            line = f"{ground.review} Uiterlijk {dutch_date(ground.review_by)}{late}."
            rows.append(("Herbeoordeling", (text(line),)))
    coming = [
        (one.deadline, one)
        for one in result.timeline
        if one.state is StepState.COMING and one.deadline is not None and one.deadline >= result.reference_date
    ]
    if coming:
        day, next_step = min(coming, key=lambda pair: pair[0])
        rows.append(("Eerste termijn", (text(f"{dutch_date(day)}: {next_step.title} ({next_step.id})."),)))
    asked = len(open_facts(context))
    if asked:
        number = count_of(asked, "vraag staat", "vragen staan")
        rows.append(("Open", (text(f"{number} nog open; zie Ontbrekende gegevens."),)))
    disputed = [one for one in result.disputed if is_undecided(one.statements)]
    if disputed:
        number = count_of(len(disputed), "gegeven", "gegevens")
        rows.append(("Tegenstrijdig", (text(f"Over {number} zeggen stukken iets anders en heeft niemand gekozen."),)))
    return tuple(rows)


def weighing(context: Context) -> Iterator[Block]:
    """What carries the verdict, what stands against it, which grounds were looked at, and what a human must weigh."""
    findings = context.result.findings
    yield from _group("Wat niet voldoet", "weging-niet", [one for one in findings if _short(one)], context)
    doubtful = [one for one in findings if one.outcome is Outcome.DOUBT]
    yield from _group("Waarover twijfel bestaat", "weging-twijfel", doubtful, context)
    met = [one for one in findings if one.outcome is Outcome.MET and one.weight is Weight.CARRYING]
    if met:
        yield Heading(2, "", "Wat daar tegenover staat", "weging-voldoet")
        yield Paragraph(text("Deze dragende criteria zijn vervuld:"))
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in met))
    unknown = [one for one in findings if one.outcome is Outcome.UNKNOWN and one.weight is Weight.CARRYING]
    if unknown:
        yield Heading(2, "", "Wat nog niet te wegen is", "weging-onbekend")
        yield Paragraph(text("Over deze dragende criteria zegt het dossier niet genoeg:"))
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in unknown))
    yield from _grounds(context)
    to_weigh = [one for one in findings if one.to_weigh]
    if to_weigh:
        yield Heading(2, "", "Wat een mens moet wegen", "weging-mens")
        yield Bullets(
            tuple(text(strong(one.criterion), f" {question}") for one in to_weigh for question in one.to_weigh)
        )


def _short(finding: Finding) -> bool:
    return finding.outcome is Outcome.NOT_MET and finding.weight is not Weight.ROUTE


def _group(title: str, anchor: str, findings: list[Finding], context: Context) -> Iterator[Block]:
    if not findings:
        return
    yield Heading(2, "", title, anchor)
    yield Bullets(
        tuple(
            text(
                strong(f"{one.criterion} {one.title}"),
                f" ({finding_mark(one).word}; {AUTHORITIES[one.authority]}). {_said(context, one)}",
            )
            for one in findings
        )
    )


def _said(context: Context, finding: Finding) -> str:
    if finding.withheld:
        return context.elsewhere
    spans = with_places(" ".join(finding.reasons), finding.facts)
    return "".join(span.text for span in spans)


def _grounds(context: Context) -> Iterator[Block]:
    """The grounds that would excuse, with what became of them: also those that were considered and rejected."""
    weighed = [
        (finding, ground)
        for finding in context.result.findings
        if finding.outcome is Outcome.NOT_MET or finding.provisional
        for ground in finding.grounds
    ]
    if not weighed:
        return
    yield Heading(2, "", "Gronden die zijn bezien", "weging-gronden")
    rows = tuple(
        (
            text(f"{sentence_case(ground.title)} ({AUTHORITIES[ground.authority]})"),
            text(finding.criterion),
            text(
                sentence_case(GROUND_TRUTHS[ground.truth].word)
                + (f". {ground.text}" if ground.truth is Truth.TRUE and ground.text else "")
            ),
        )
        for finding, ground in weighed
        if ground.truth is not Truth.FALSE
    )
    if rows:
        yield Table(("Grond", "Bij", "Uitkomst"), rows, (5, 1, 5), "Gronden die een tekort kunnen verschonen")
    rejected: dict[str, list[str]] = {}
    for finding, ground in weighed:
        if ground.truth is Truth.FALSE:
            rejected.setdefault(finding.criterion, []).append(ground.title)
    if rejected:
        yield Paragraph(text("Volgens het dossier doen deze gronden zich niet voor:"))
        yield Bullets(tuple(text(strong(code), f" {'; '.join(titles)}.") for code, titles in rejected.items()))
