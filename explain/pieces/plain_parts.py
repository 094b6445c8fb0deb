"""The parts of a piece in everyday words: addressed to the person whom it is about, without codes or weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...engine.language.terms import Outcome, Weight
from ...engine.pieces import PartLine
from ...engine.plain_language import PlainLanguage
from ...engine.result import Finding, OpenFact
from ..words import VERDICTS
from .blocks import Block, Bullets, Heading, Notice, Paragraph, text
from .context import Context, anchor, strong

YES = "Hierop is het antwoord ja"
EXCUSED = "Hierop is het antwoord nee, en daar is een goede reden voor"
NO = "Hierop is het antwoord volgens de papieren nee"
OPEN = "Hierop weten wij het antwoord nog niet zeker"

MOST_TOLD = 5
"""Of more questions to which the answer is yes or not known only the number is told: the piece must stay short."""

PAIR = 2

FOOTER = "UWV beslist zelf. Dit is een voorlopige mening. De arbeidsdeskundige bekijkt alles nog zelf."

COUNTED = {
    OPEN: "Op {} vragen hierover weten wij het antwoord nog niet zeker.",
    YES: "Op {} vragen hierover is het antwoord ja.",
}
ASK_YOU = "Deze vragen kunt u misschien zelf beantwoorden:"
GIVE_PAPERS = (
    "Hebt u een papier dat hierbij hoort? Geef dan een kopie aan de arbeidsdeskundige of aan uw werkgever."
    " Hebt u het niet? Dan is dat niet erg. Misschien heeft een ander het wel."
)
OTHERS = "nog vragen aan anderen, zoals uw werkgever of de bedrijfsarts. Daar hoeft u niets voor te doen."
NOTHING_OPEN = "Wij hebben nu geen vragen meer over de papieren."
HUMAN = "Er is ook al een oordeel van een mens."
HUMAN_SAME = "Dat is hetzelfde als het antwoord hierboven."
HUMAN_OTHER = "Dat is anders dan het antwoord hierboven. De arbeidsdeskundige kan u vertellen waarom."


def _conclusion(context: Context, _part: PartLine) -> Iterator[Block]:
    verdict = context.result.verdict
    yield Notice(VERDICTS[verdict.outcome].tone, "In het kort", (text(_words(context).verdicts[verdict.outcome]),))
    if verdict.human is not None:
        same = verdict.human.outcome == verdict.outcome
        yield Paragraph(text(strong(HUMAN), f" {HUMAN_SAME if same else HUMAN_OTHER}"))


def _findings(context: Context, part: PartLine) -> Iterator[Block]:
    """Per question its answer; below it, what is asked about in it, by how it turned out."""
    words = _words(context)
    for question in context.result.verdict.questions:
        if question.id not in part.questions:
            continue
        answer = words.answers[question.outcome]
        yield Heading(2, "", words.questions[question.id], anchor("vraag", question.id))
        found = [one for code in question.findings if (one := context.result.finding(code)) is not None]
        own = [one for one in found if one.weight is not Weight.ROUTE or one.outcome is not Outcome.NOT_MET]
        told = [one for one in own if _answered(one)]
        if all(_answered(one) == YES for one in told):
            number = "beide" if len(told) == PAIR else f"alle {len(told)} de"
            more = f" Dat geldt voor {number} vragen die wij hierover stelden." if len(told) > 1 else ""
            yield Paragraph(text(strong(answer), more))
            continue
        yield Paragraph(text(strong(answer)))
        for title in (NO, EXCUSED, OPEN, YES):
            yield from _group(title, [one for one in told if _answered(one) == title], words, len(told))


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


def _group(title: str, findings: list[Finding], words: PlainLanguage, asked: int) -> Iterator[Block]:
    """The questions that turned out one way; of many, or where it is the only question of all, they stay unnamed."""
    if not findings or (asked == 1 and title == OPEN):
        return
    if len(findings) > MOST_TOLD and title in (OPEN, YES):
        yield Paragraph(text(COUNTED[title].format(len(findings))))
        return
    yield Paragraph(text(f"{title}:"))
    said = (words.criteria[one.criterion] for one in findings)
    yield Bullets(tuple(text(one.question, *(() if title is YES else (f" {one.why}",))) for one in said))


def _open_questions(context: Context, _part: PartLine) -> Iterator[Block]:
    """The questions that only the reader is asked, in full; of the others who is asked how many."""
    facts: dict[str, OpenFact] = {}
    for finding in context.result.findings:
        for one in finding.open_facts:
            facts.setdefault(one.name, one)
    words = _words(context).facts
    own = [words[one.name] for one in facts.values() if one.answerer == context.facts.reader.id and one.name in words]
    others = len(facts) - len(own)
    if not facts:
        yield Paragraph(text(NOTHING_OPEN))
        return
    if own:
        yield Paragraph(text(ASK_YOU))
        yield Bullets(tuple(map(text, own)), checkbox=True)
    if others:
        yield Paragraph(text(f"Er zijn{' ook' if own else ''} {OTHERS}"))
    yield Paragraph(text(GIVE_PAPERS))


def _words(context: Context) -> PlainLanguage:
    if context.plain is None:
        raise ValueError("a piece in everyday words needs these words")
    return context.plain


PARTS: dict[str, Callable[[Context, PartLine], Iterable[Block]]] = {
    "conclusie": _conclusion,
    "bevindingen": _findings,
    "open_vragen": _open_questions,
}
"""The parts that are told differently in everyday words."""
