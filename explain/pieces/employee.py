"""The parts of the piece for the employee: everyday words, addressed to the person, without codes or weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...engine.language.terms import Outcome, Weight
from ...engine.pieces import PartLine
from ...engine.result import Finding, OpenFact
from ...engine.rulebook import PlainLanguage
from ..words import VERDICTS
from .blocks import Block, Bullets, Heading, Notice, Paragraph, text
from .context import Context, anchor, strong

YES = "Hierop is het antwoord ja"
EXCUSED = "Hierop is het antwoord nee, en daar is een goede reden voor"
NO = "Hierop is het antwoord volgens de papieren nee"
OPEN = "Hierop weten wij het antwoord nog niet zeker"

MOST_TOLD = 5
"""Of more questions to which the answer is yes only the number is told: the piece must stay short."""

ASK_YOU = "Deze vragen kunt u misschien zelf beantwoorden:"
NOTHING_OPEN = "Er ontbreekt nu niets."
EMPLOYEE = "werknemer"


def _conclusion(context: Context, _part: PartLine) -> Iterator[Block]:
    outcome = context.result.verdict.outcome
    yield Notice(VERDICTS[outcome].tone, "In het kort", (text(_words(context).verdicts[outcome]),))


def _findings(context: Context, part: PartLine) -> Iterator[Block]:
    """Per question its answer; below it, what is asked about in it, by how it turned out."""
    words = _words(context)
    for question in context.result.verdict.questions:
        if question.id not in part.questions:
            continue
        answer = words.answers[question.outcome]
        yield Heading(2, "", words.questions[question.id], anchor("vraag", question.id))
        yield Paragraph(text(strong(answer)))
        found = [one for code in question.findings if (one := context.result.finding(code)) is not None]
        own = [one for one in found if one.weight is not Weight.ROUTE or one.outcome is not Outcome.NOT_MET]
        for title in (NO, EXCUSED, OPEN, YES):
            yield from _group(title, [one for one in own if _answered(one) == title], words)


def _answered(finding: Finding) -> str:
    """How the question about a criterion turned out; "" when it does not apply."""
    match finding.outcome:
        case Outcome.MET:
            return YES
        case Outcome.NOT_MET:
            return EXCUSED if finding.excused else NO
        case Outcome.DOUBT | Outcome.UNKNOWN:
            return OPEN
        case Outcome.NOT_APPLICABLE:
            return ""


def _group(title: str, findings: list[Finding], words: PlainLanguage) -> Iterator[Block]:
    if title == YES and len(findings) > MOST_TOLD:
        yield Paragraph(text(f"Op {len(findings)} vragen hierover is het antwoord ja."))
        return
    if not findings:
        return
    yield Paragraph(text(f"{title}:"))
    said = (words.criteria[one.criterion] for one in findings)
    yield Bullets(tuple(text(one.question, *(() if title is YES else (f" {one.why}",))) for one in said))


def _open_questions(context: Context, _part: PartLine) -> Iterator[Block]:
    """The questions that only the employee is asked, in full; of the others who is asked how many."""
    facts: dict[str, OpenFact] = {}
    for finding in context.result.findings:
        for one in finding.open_facts:
            facts.setdefault(one.name, one)
    own = [one for one in facts.values() if one.answerer == EMPLOYEE and one.question]
    others = len(facts) - len(own)
    if not facts:
        yield Paragraph(text(NOTHING_OPEN))
    if own:
        yield Paragraph(text(ASK_YOU))
        yield Bullets(tuple(text(one.question) for one in own), checkbox=True)
    if others:
        yield Paragraph(text(_others(others, bool(own))))


def _others(number: int, too: bool) -> str:
    also = " ook" if too else ""
    if number == 1:
        return f"Er is{also} 1 vraag aan een ander, zoals uw werkgever of de bedrijfsarts."
    return f"Er zijn{also} {number} vragen aan anderen, zoals uw werkgever of de bedrijfsarts."


def _words(context: Context) -> PlainLanguage:
    if context.plain is None:
        raise ValueError("a piece for the employee needs everyday words")
    return context.plain


PARTS: dict[str, Callable[[Context, PartLine], Iterable[Block]]] = {
    "conclusie": _conclusion,
    "bevindingen": _findings,
    "open_vragen": _open_questions,
}
"""The parts that are told differently to the employee."""
