"""What is still to do: the repair plan, the questions that are open, and where documents differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...engine.dutch import day as dutch_date
from ...engine.dutch import listing
from ...engine.language.terms import Outcome
from ...engine.result import Finding, OpenFact, RepairResult
from ..words import FACT_STATES, sentence_case, statements_text
from .blocks import Block, Bullets, Heading, Paragraph, Table, Text, text
from .context import Context

NO_REPAIR = "De regels noemen op dit moment geen stap die iets herstelt."
NO_REPAIR_YET = (
    "De regels noemen nog geen stap die iets herstelt. Er zijn vragen open; een antwoord daarop kan dat veranderen."
)
NOTHING_OPEN = "Er is geen gegeven open dat een bevinding nog kan veranderen."
TOO_LATE = (
    "De uiterste dag van deze stappen is voorbij. Doen kan nog zin hebben, maar op tijd is het niet meer."
    " UWV beslist of herstel dan nog telt."
)
NO_DISPUTE = "De stukken spreken elkaar nergens tegen."


def repair_plan(context: Context) -> Iterator[Block]:
    """What mends what, by whom and until when it helps, the soonest first; then what cannot be mended any more."""
    wanted = _wanting(context)
    lost = [one for one in wanted if _is_lost(one)]
    steps = _steps(one for one in wanted if not _is_lost(one))
    today = context.result.reference_date
    timely = [(step, codes) for step, codes in steps if step.until is None or step.until >= today]
    passed = [(step, codes) for step, codes in steps if step.until is not None and step.until < today]
    if not (timely or passed or lost):
        yield Paragraph(text(NO_REPAIR_YET if open_facts(context) else NO_REPAIR))
    if timely:
        yield _table(timely, "Wat nog helpt")
    if passed:
        yield Heading(2, "", "Waarvoor de dag voorbij is", "herstel-voorbij")
        yield Paragraph(text(TOO_LATE))
        yield _table(passed, "Wat niet meer op tijd kan")
    if lost:
        yield Heading(2, "", "Wat niet meer te herstellen is", "herstel-niet")
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in lost))


def timely_steps(context: Context) -> tuple[RepairResult, ...]:
    """The repairs that still help: first those of the criteria that carry the verdict, then the soonest last day."""
    steps = _steps(one for one in _wanting(context) if not _is_lost(one))
    today = context.result.reference_date
    timely = [(step, codes) for step, codes in steps if step.until is None or step.until >= today]
    carried = set(context.result.verdict.carried_by)
    return tuple(step for step, codes in sorted(timely, key=lambda pair: carried.isdisjoint(pair[1])))


def passed_for(context: Context) -> tuple[str, ...]:
    """The criteria that carry the verdict and for which the last day of every repair has gone."""
    today = context.result.reference_date
    own = (one for one in _wanting(context) if one.criterion in context.result.verdict.carried_by)
    return tuple(
        one.criterion
        for one in own
        if not _is_lost(one) and one.repairs
        if all(step.until is not None and step.until < today for step in one.repairs)
    )


def _wanting(context: Context) -> list[Finding]:
    """The findings that ask for repair."""
    findings = context.result.findings
    return [one for one in findings if one.outcome in (Outcome.NOT_MET, Outcome.DOUBT) and not one.excused]


def _is_lost(finding: Finding) -> bool:
    return finding.outcome is Outcome.NOT_MET and not finding.repairable


def _steps(findings: Iterable[Finding]) -> list[tuple[RepairResult, tuple[str, ...]]]:
    """Each repair once, with the criteria that it serves; the earliest last day first."""
    codes: dict[RepairResult, list[str]] = {}
    for finding in findings:
        for repair in finding.repairs:
            codes.setdefault(repair, []).append(finding.criterion)
    return sorted(((one, tuple(own)) for one, own in codes.items()), key=lambda pair: pair[0].until or date.max)


def _table(steps: list[tuple[RepairResult, tuple[str, ...]]], caption: str) -> Table:
    return Table(
        ("Wat", "Wie", "Tijd nodig", "Uiterlijk", "Bij"),
        tuple(
            (
                text(step.what),
                text(sentence_case(step.who) or "niet vermeld"),
                text(sentence_case(step.time) or "niet vermeld"),
                text(dutch_date(step.until) if step.until else "geen vaste dag"),
                text(", ".join(codes)),
            )
            for step, codes in steps
        ),
        (6, 3, 3, 3, 2),
        caption,
    )


def open_questions(context: Context) -> Iterator[Block]:
    """Each open fact once, with who can answer it and for which findings; by who is asked."""
    facts = open_facts(context)
    waiting: dict[str, list[str]] = {}
    for finding in context.result.findings:
        for one in finding.open_facts:
            waiting.setdefault(one.name, []).append(finding.criterion)
    if not facts:
        yield Paragraph(text(NOTHING_OPEN))
        return
    asked = sorted({one.answerer for one in facts.values()})
    for answerer in asked:
        own = [one for one in facts.values() if one.answerer == answerer]
        yield Table(
            ("Vraag", "Stuk", "Stand", "Voor"),
            tuple(
                (
                    text(one.question or sentence_case(one.title)),
                    text(sentence_case(one.document) or "niet vermeld"),
                    _state(one),
                    text(", ".join(waiting[one.name])),
                )
                for one in own
            ),
            (6, 3, 4 if any(one.statements for one in own) else 2, 2),
            f"Te vragen aan: {answerer}" if answerer else "Te vragen",
        )


def open_facts(context: Context) -> dict[str, OpenFact]:
    """Every open fact once, by name."""
    facts: dict[str, OpenFact] = {}
    for finding in context.result.findings:
        for one in finding.open_facts:
            facts.setdefault(one.name, one)
    return facts


def _state(fact: OpenFact) -> Text:
    said = f": {statements_text(fact.statements)}" if fact.statements else ""
    return text(sentence_case(FACT_STATES[fact.state]) + said)


def disputes(context: Context) -> Iterator[Block]:
    """The facts of which documents say different things."""
    own = context.result.disputed
    if not own:
        yield Paragraph(text(NO_DISPUTE))
        return
    yield Bullets(
        tuple(
            text(f"{sentence_case(one.title)}: {statements_text(one.statements)}{_waiting(context, one.name)}")
            for one in own
        )
    )


def _waiting(context: Context, name: str) -> str:
    codes = [one.criterion for one in context.result.findings if any(asked.name == name for asked in one.open_facts)]
    return f". Hierop wacht{'' if len(codes) == 1 else 'en'} {listing(codes)}." if codes else "."
