"""A no-go ground as text: whether it carries, its evidence, its period and the usual reasons to reject it.

Pure: no layout, no colour, no width.
"""

from __future__ import annotations

from datetime import date

from ..engine.dutch import day as dutch_date
from ..engine.frozen import Frozen
from ..engine.language.terms import Strength
from ..engine.result import EvidenceResult, NoGoResult, ObjectionResult, Result, Truth
from .argument import Labelled, open_fact_text
from .words import AUTHORITIES, Mark, Tone, fact_text, source_text

STRENGTHS: dict[Strength, str] = {
    Strength.STRONG: "sterke grond",
    Strength.CONDITIONAL: "voorwaardelijke grond",
    Strength.WEAK: "zwakke grond",
}

CARRIES = Mark("draagt de hele periode", Tone.GOOD)
PARTLY = Mark("draagt een deel van de periode", Tone.DOUBT)
NOT_YET = Mark("draagt nog niet, niet alles is bekend", Tone.OPEN)
NOT = Mark("draagt niet", Tone.BAD)

EVIDENCE: dict[Truth, Mark] = {
    Truth.TRUE: Mark("aangetoond", Tone.GOOD),
    Truth.FALSE: Mark("niet aangetoond", Tone.BAD),
    Truth.UNKNOWN: Mark("niet bekend", Tone.OPEN),
}
OBJECTIONS: dict[Truth, Mark] = {
    Truth.TRUE: Mark("doet zich hier voor", Tone.BAD),
    Truth.FALSE: Mark("doet zich hier niet voor", Tone.NEUTRAL),
    Truth.UNKNOWN: Mark("niet bekend of dit zich voordoet", Tone.OPEN),
}

NOT_INVOKED: dict[Truth, str] = {
    Truth.FALSE: "Dit dossier doet geen beroep op deze grond.",
    Truth.UNKNOWN: "Het dossier zegt niet of er een beroep op deze grond is gedaan.",
}
WEAK = "Een zwakke grond draagt nooit, ook niet samen met andere zwakke gronden."
MOMENT = "Een no-go geldt voor een moment: bij elk nieuw oordeel en op de dag van herbeoordeling wordt opnieuw gekeken."


class NoGoText(Frozen):
    """One ground as text."""

    code: str
    title: str
    mark: Mark
    qualifiers: tuple[str, ...]
    norm: str
    lines: tuple[Labelled, ...]


def nogo_texts(result: Result) -> tuple[NoGoText, ...]:
    """The grounds on which this dossier relies."""
    return tuple(nogo_text(one, result.reference_date) for one in result.nogos if one.invoked is Truth.TRUE)


def nogo_mark(ground: NoGoResult) -> Mark:
    """Whether a ground carries; what is not known is not shown."""
    if ground.carries is Truth.TRUE:
        return CARRIES
    if ground.partly is Truth.TRUE:
        return PARTLY
    return NOT if ground.shown is Truth.FALSE else NOT_YET


def nogo_text(ground: NoGoResult, reference_date: date) -> NoGoText:
    """One ground with everything that carries it, or would."""
    lines: list[Labelled] = []
    if ground.strength is Strength.WEAK:
        lines.append(Labelled("Let op", WEAK, Mark("let op", Tone.DOUBT)))
    if ground.reason:
        lines.append(Labelled("Geldt niet", ground.reason))
    elif ground.applies is Truth.FALSE:
        lines.append(Labelled("Geldt niet", "De voorwaarden van deze grond zijn in dit dossier niet vervuld."))
    if ground.start or ground.end:
        lines.append(Labelled("Periode", _period(ground)))
    evidence = [line for one in ground.evidence for line in _evidence(one)]
    lines += _under("Bewijs", evidence)
    lines += _judged("Op tijd", "het bewijs dateert van voor of op de dag van het besluit", ground.in_time)
    lines += _judged("Dekking", "de grond dekt de hele periode waarin het gevraagde ontbreekt", ground.covered)
    lines += _under("Open", _elsewhere(ground))
    if ground.review:
        lines.append(Labelled("Herzien", _review(ground, reference_date)))
    lines += _under("Afwijzing", [_objection(one) for one in ground.objections])
    if ground.carries is not Truth.TRUE:
        lines += _under("Te vragen", [Labelled("", one) for one in ground.to_ask])
    lines += _under("Bron", [Labelled("", source_text(one)) for one in ground.sources])
    return NoGoText(
        ground.nogo,
        ground.title,
        nogo_mark(ground),
        (STRENGTHS[ground.strength], f"gezag: {AUTHORITIES[ground.authority]}"),
        ground.norm,
        tuple(lines),
    )


def _period(ground: NoGoResult) -> str:
    start = f"van {dutch_date(ground.start)}" if ground.start else "begin niet bekend"
    return f"{start} {f'tot en met {dutch_date(ground.end)}' if ground.end else '(einde niet bekend)'}"


def _evidence(evidence: EvidenceResult) -> list[Labelled]:
    mark = EVIDENCE[evidence.truth]
    details = "; ".join(part for part in (f"van: {evidence.author}", evidence.document) if part)
    lines = [Labelled("", f"{mark.word}: {evidence.text} [{details}]", mark)]
    lines += [Labelled("", fact_text(one)) for one in evidence.facts if not one.derived]
    return lines + [Labelled("", open_fact_text(one)) for one in evidence.open_facts]


def _elsewhere(ground: NoGoResult) -> list[Labelled]:
    """The open facts that no piece of evidence asks for: those on which the dates and the period wait."""
    asked = {one.name for evidence in ground.evidence for one in evidence.open_facts}
    mark = Mark("open", Tone.OPEN)
    return [Labelled("", open_fact_text(one), mark) for one in ground.open_facts if one.name not in asked]


def _judged(label: str, text: str, truth: Truth | None) -> list[Labelled]:
    if truth is None:
        return []
    mark = EVIDENCE[truth]
    return [Labelled(label, f"{mark.word}: {text}", mark)]


def _review(ground: NoGoResult, reference_date: date) -> str:
    if ground.review_by is None:
        return ground.review
    passed = " (die dag ligt voor de peildatum)" if ground.review_by < reference_date else ""
    return f"{ground.review} Uiterlijk {dutch_date(ground.review_by)}{passed}."


def _objection(objection: ObjectionResult) -> Labelled:
    if objection.truth is None:
        return Labelled("", objection.text)
    mark = OBJECTIONS[objection.truth]
    return Labelled("", f"{objection.text} ({mark.word})", mark)


def _under(label: str, lines: list[Labelled]) -> list[Labelled]:
    """The lines with the label on the first of them only."""
    return [line._replace(label=label if number == 0 else "") for number, line in enumerate(lines)]
