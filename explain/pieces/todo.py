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

NO_REPAIR = "De regels noemen geen herstel: er is geen tekort en geen twijfel waarvoor zij een stap kennen."
NOTHING_OPEN = "Er is geen gegeven open dat een bevinding nog kan veranderen."
TOO_LATE = (
    "Deze stappen hadden op de genoemde dag klaar moeten zijn. Doen kan nog zin hebben, maar op tijd is het niet meer."
)
NO_DISPUTE = "De stukken spreken elkaar nergens tegen."


def repair_plan(context: Context) -> Iterator[Block]:
    """What mends what, by whom and until when it helps, the soonest first; then what cannot be mended any more."""
    shown = [one for one in context.result.findings if context.may_show(one.confidential)]
    wanted = [one for one in shown if one.outcome in (Outcome.NOT_MET, Outcome.DOUBT) and not one.excused]
    lost = [one for one in wanted if one.outcome is Outcome.NOT_MET and not one.repairable]
    steps = _steps(one for one in wanted if one not in lost)
    today = context.result.reference_date
    timely = [(step, codes) for step, codes in steps if step.until is None or step.until >= today]
    passed = [(step, codes) for step, codes in steps if step.until is not None and step.until < today]
    if not (timely or passed or lost):
        yield Paragraph(text(NO_REPAIR))
    if timely:
        yield _table(timely, "Wat nog helpt")
    if passed:
        yield Heading(2, "", "Waarvoor de dag voorbij is", "herstel-voorbij")
        yield Paragraph(text(TOO_LATE))
        yield _table(passed, "Wat niet meer op tijd kan")
    if lost:
        yield Heading(2, "", "Wat niet meer te herstellen is", "herstel-niet")
        yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in lost))


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
    waiting: dict[str, list[str]] = {}
    facts: dict[str, OpenFact] = {}
    for finding in context.result.findings:
        for one in finding.open_facts if context.may_show(finding.confidential) else ():
            facts.setdefault(one.name, one)
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
            (6, 3, 2, 2),
            f"Te vragen aan: {answerer}" if answerer else "Te vragen",
        )


def _state(fact: OpenFact) -> Text:
    said = f": {statements_text(fact.statements)}" if fact.statements else ""
    return text(sentence_case(FACT_STATES[fact.state]) + said)


def disputes(context: Context) -> Iterator[Block]:
    """The facts of which documents say different things."""
    own = [one for one in context.result.disputed if context.may_show(one.confidential)]
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
