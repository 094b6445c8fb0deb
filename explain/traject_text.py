"""The words for offers: what each publishes and fixes, and how it stands under each criterion. Nothing is decided."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from ..engine import dutch
from ..engine.language.terms import Outcome
from ..engine.language.types import ChoiceType, Concept, ListType
from ..engine.offer import AtLeast, Between, Length, Offer, OfferedFact, OfferStep, Overlay, Shift, Stated
from ..engine.offer_audit import OfferAudit, TrialResult, agreed_later
from ..engine.result import Finding, OpenFact, UsedFact
from ..engine.rulebook import Rulebook
from ..engine.values import Interval, OpenSet
from .words import Mark, Tone, count_of, fact_value, sentence_case

NOT_SAID = "niet genoemd"


class Standing(Enum):
    """How an offer stands under a criterion."""

    MEETS = "voldoet"
    NEEDS_MORE = "vraagt_meer"
    SILENT = "zwijgt"
    DOSSIER_SILENT = "dossier_zwijgt"
    NOT_APPLICABLE = "nvt"


MARKS: dict[Standing, Mark] = {
    Standing.MEETS: Mark("voldoet", Tone.GOOD),
    Standing.NEEDS_MORE: Mark("vraagt meer", Tone.BAD),
    Standing.SILENT: Mark("zwijgt", Tone.OPEN),
    Standing.DOSSIER_SILENT: Mark("dossier zwijgt", Tone.OPEN),
    Standing.NOT_APPLICABLE: Mark("niet van toepassing", Tone.NEUTRAL),
}
LEGEND: tuple[tuple[Standing, str], ...] = (
    (Standing.MEETS, "met wat het aanbod en het dossier vastleggen"),
    (Standing.NEEDS_MORE, "wat het aanbod vastlegt, is voor deze persoon of deze start niet genoeg of laat twijfel"),
    (Standing.SILENT, "het hangt af van wat nog moet worden afgesproken; tussen haken hoeveel feiten dat zijn"),
    (Standing.DOSSIER_SILENT, "het hangt af van een feit over de persoon of de route dat in het dossier ontbreekt"),
    (Standing.NOT_APPLICABLE, "dit criterium geldt hier niet, of nog niet"),
)


class OfferFinding(NamedTuple):
    """One criterion: how the offer stands, what is still to be agreed, and what the dossier itself does not tell."""

    finding: Finding
    standing: Standing
    to_agree: tuple[str, ...]
    missing: tuple[OpenFact, ...]


def offer_findings(audit: OfferAudit, overlay: Overlay) -> tuple[OfferFinding, ...]:
    """Each criterion of the audit."""
    return tuple(_offer_finding(one, overlay) for one in audit.findings)


def _offer_finding(finding: Finding, overlay: Overlay) -> OfferFinding:
    plan, missing = agreed_later(overlay, finding.open_facts)
    words = dict(overlay.to_agree)
    match finding.outcome:
        case Outcome.MET:
            standing = Standing.MEETS
        case Outcome.DOUBT | Outcome.NOT_MET:
            standing = Standing.NEEDS_MORE
        case Outcome.NOT_APPLICABLE:
            standing = Standing.NOT_APPLICABLE
        case Outcome.UNKNOWN:
            standing = Standing.SILENT if plan else Standing.DOSSIER_SILENT
    return OfferFinding(finding, standing, tuple(words.get(one.name, one.title) for one in plan), missing)


def standing_counts(found: Iterable[OfferFinding]) -> str:
    """How many criteria of each standing: "voldoet: 2; zwijgt: 9"."""
    numbers: dict[Standing, int] = dict.fromkeys(Standing, 0)
    for one in found:
        numbers[one.standing] += 1
    return "; ".join(f"{MARKS[one].word}: {number}" for one, number in numbers.items() if number)


def length_text(length: Length | None) -> str:
    """How long it takes as published."""
    if length is None:
        return NOT_SAID
    if length.minimum is not None and length.maximum is not None:
        return f"{dutch.number(length.minimum)} tot {dutch.quantity(length.maximum, length.unit)}"
    named = (("minstens", length.minimum), ("hoogstens", length.maximum), ("gemiddeld", length.average))
    return ", ".join(f"{word} {dutch.quantity(one, length.unit)}" for word, one in named if one is not None) or NOT_SAID


def stated_text(stated: Stated) -> str:
    """A property with its remark."""
    return f"{stated.text or NOT_SAID}{f' ({lowered(stated.remark)})' if stated.remark else ''}"


def lowered(remark: str) -> str:
    """A remark as it stands between brackets; more than one sentence keeps its form."""
    short = remark.removesuffix(".")
    return short[:1].lower() + short[1:] if ". " not in short else remark


def listed_text(items: tuple[str, ...]) -> str:
    return ", ".join(items) or NOT_SAID


def step_count(offer: Offer) -> str:
    """How many phases and steps."""
    steps = sum(len(one.steps) for one in offer.phases)
    return f"{count_of(len(offer.phases), 'fase', 'fasen')}, {count_of(steps, 'stap', 'stappen')}"


def kinds_text(step: OfferStep, rulebook: Rulebook) -> str:
    """The kinds of element that a step stands for, in words; "" when it stands for none."""
    overlay = rulebook.overlay
    kind = next((one.type for one in rulebook.concepts if overlay is not None and one.name == overlay.steps), None)
    column = kind.field(overlay.kind) if overlay is not None and isinstance(kind, ListType) else None
    if column is None or not isinstance(column.type, ChoiceType):
        return ""
    return ", ".join(column.type.label(one) for one in step.kinds)


def offered_text(fact: OfferedFact, concept: Concept) -> str:
    """A fact that an offer fixes: "de looptijd: 6 tot en met 12 maanden"."""
    return f"{sentence_case(concept.title)}: {_offered_value(fact, concept)}"


def _offered_value(fact: OfferedFact, concept: Concept) -> str:
    match fact.value:
        case Shift(amount, unit):
            return f"{dutch.quantity(amount, unit)} na de start"
        case Between(low, high):
            return dutch.text(Interval(low, high), concept.type)
        case AtLeast(members):
            return dutch.text(OpenSet(frozenset(members), None), concept.type)
        case tuple():
            count, kind = len(fact.value), concept.type
            several = kind.elements if isinstance(kind, ListType) and kind.elements and count != 1 else ""
            element = kind.element if isinstance(kind, ListType) else ""
            return f"minstens {count} {several or element}".rstrip()
    return dutch.text(fact.value, concept.type)


def shown_fact(fact: UsedFact) -> str:
    """A fact about the person or the dates on one line, without where it was read."""
    return f"{sentence_case(fact.title)}: {fact_value(fact)}"


def trial_end(trial: TrialResult, audit: OfferAudit, overlay: Overlay, rulebook: Rulebook) -> str:
    """Until when that length lasts, and whether there is as much time."""
    if trial.end is None:
        return ""
    text = f"Loopt dan tot en met {dutch.day(trial.end)}"
    if audit.last_day is None or trial.end <= audit.last_day:
        return f"{text}."
    concepts = (*rulebook.concepts, *(one.concept for one in rulebook.derivations))
    title = next(one.title for one in concepts if one.name == overlay.last_day)
    return f"{text}, later dan {title} ({dutch.day(audit.last_day)})."
