"""The Dutch words of what-if: standings, changes of facts and conditions that turned. Nothing is decided here."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...engine import dutch
from ...engine.dossier import Dossier, Fact, Record, Records
from ...engine.language.terms import Outcome, Weight
from ...engine.language.types import Concept, ListType, NumberType
from ...engine.result import FactState, Truth
from ...engine.whatif.changes import Bearing, Change
from ...engine.whatif.compare import Direction, FindingChange
from ...engine.whatif.standing import Found
from ...engine.whatif.turning import Standstill, Turn
from ..words import (
    FACT_STATES,
    NOT_REACHED,
    OUTCOMES,
    QUESTION_OUTCOMES,
    TRUTHS,
    VERDICTS,
    WEIGHTS,
    fact_value,
    in_table,
)

BEARINGS: dict[Bearing, str] = {
    Bearing.PLAN: "nog te doen",
    Bearing.EVIDENCE: "aan te vullen, als het stuk er is",
    Bearing.ANSWER: "veronderstelling; nog na te gaan",
    Bearing.PAST: "dit feit ligt vast; alleen om van te leren",
}
DIRECTIONS: dict[Direction, str] = {Direction.WORSE: "slechter", Direction.BETTER: "beter", Direction.OTHER: "anders"}
NOT_THERE = "geldt niet op die peildatum"
UNTOUCHED = "Het dossierbestand is niet veranderd."
MOST_CONDITIONS = 4
"""More conditions than this are counted, not told; the JSON has all of them."""


def verdict_word(outcome: str) -> str:
    return VERDICTS[outcome].word if outcome in VERDICTS else outcome.replace("_", " ")


def question_word(outcome: str) -> str:
    return QUESTION_OUTCOMES[outcome].word if outcome in QUESTION_OUTCOMES else outcome.replace("_", " ")


def found_word(found: Found | None) -> str:
    """The outcome; that a shortcoming is excused says so."""
    if found is None:
        return NOT_THERE
    word = OUTCOMES[found.outcome].word
    if found.outcome is Outcome.NOT_MET and found.weight is Weight.ROUTE:
        word = NOT_REACHED.word
    return f"{word} (verschoond)" if found.excused and found.outcome is Outcome.NOT_MET else word


def change_word(change: FindingChange) -> str:
    """From what to what; where the outcome stays, what else of it changed."""
    before, after = found_word(change.before), found_word(change.after)
    if before == after and change.before and change.after:
        return f"{after}, en weegt nu als {WEIGHTS[change.after.weight]} in plaats van {WEIGHTS[change.before.weight]}"
    return f"{before} → {after}"


def value_word(fact: Fact, concept: Concept) -> str:
    if fact.state is FactState.KNOWN:
        return dutch.text(fact.value, concept.type)
    return FACT_STATES[fact.state] + (f" ({fact.reason})" if fact.reason else "")


def change_words(change: Change) -> tuple[str, str]:
    """The value before and after; of a list also what was added, taken away and changed in it."""
    before, after = value_word(change.before, change.concept), value_word(change.after, change.concept)
    kind, new = change.concept.type, change.after.value
    if not isinstance(kind, ListType) or not isinstance(new, Records):
        return before, after
    old = change.before.value.items if isinstance(change.before.value, Records) else ()
    told = list(_told_elements(old, new.items, kind))
    return before, ": ".join(part for part in (after, "; ".join(told)) if part)


def _told_elements(old: tuple[Record, ...], new: tuple[Record, ...], kind: ListType) -> list[str]:
    if len(old) == len(new):
        return [
            f"{kind.element} {number}: {_told_fields(was, now, kind)}"
            for number, (was, now) in enumerate(zip(old, new, strict=True), start=1)
            if was.values != now.values or was.missing != now.missing
        ]
    told = [f"erbij {kind.element} met {_told_fields(None, one, kind)}" for one in new if one not in old]
    gone = sum(one not in new for one in old)
    return [*told, *([f"{gone} vervallen"] if gone else [])]


def _told_fields(was: Record | None, now: Record, kind: ListType) -> str:
    parts = []
    for column in kind.fields:
        value = now.values.get(column.name)
        if (was is None and value is not None) or (was is not None and was.values.get(column.name) != value):
            parts.append(f"{column.title}: {dutch.text(value, column.type)}")
    return ", ".join(parts) or "andere gegevens"


def turn_text(turn: Turn) -> str:
    """A condition that turned: its text, its truth before and after, and its terms; of a yes or no only that."""
    values = [(one.after.title, fact_value(one.before), fact_value(one.after)) for one in turn.terms]
    if len(values) == 1 and turn.text in _yes_or_no(values[0][0]):
        title, before, after = values[0]
        return f"{title}: {before} → {after}"
    moved = [f"{title}: {before} → {after}" for title, before, after in values if before != after]
    fixed = [f"{title}: {after}" for title, before, after in values if moved and before == after]
    said = "; ".join((*moved, *fixed))
    truth = f"{TRUTHS[turn.before].word} → {TRUTHS[turn.after].word}"
    return f"{turn.text}: {truth}" + (f" ({said})" if said else "")


def turns_told(turns: tuple[Turn, ...]) -> tuple[str, ...]:
    """The conditions that turned, each followed by those behind it, and how many more there are.

    Of a condition and its opposite, which turn together, only the one that now holds is told.
    """
    told: dict[object, Turn] = {}
    for turn in (each for one in turns for each in _with_those_behind(one)):
        terms = tuple((one.after.title, fact_value(one.before), fact_value(one.after)) for one in turn.terms)
        key = terms or turn.text
        if key not in told or (turn.after is Truth.TRUE and told[key].after is not Truth.TRUE):
            told[key] = turn
    lines = [f"Doordat {turn_text(one)}" for one in told.values()]
    left = len(lines) - MOST_CONDITIONS
    if left <= 1:
        return tuple(lines)
    return (*lines[:MOST_CONDITIONS], f"En nog {left} voorwaarden veranderen mee.")


def _with_those_behind(turn: Turn) -> list[Turn]:
    return [turn, *(each for one in turn.below for each in _with_those_behind(one))]


def standstills_told(conditions: tuple[Standstill, ...]) -> str:
    """Conditions that hold a finding where it is."""
    lines = list(dict.fromkeys(map(_standstill, conditions)))
    left = len(lines) - MOST_CONDITIONS
    return "; ".join(lines if left <= 1 else [*lines[:MOST_CONDITIONS], f"en nog {left} voorwaarden"])


def _standstill(one: Standstill) -> str:
    if len(one.terms) == 1 and one.text in _yes_or_no(one.terms[0].title):
        return f"{one.terms[0].title}: {fact_value(one.terms[0])}"
    terms = "; ".join(f"{term.title}: {fact_value(term)}" for term in one.terms)
    truth = "" if one.truth is Truth.TRUE else f" is {TRUTHS[one.truth].word}"
    return f"{one.text}{truth}" + (f" ({terms})" if terms else "")


def _yes_or_no(title: str) -> tuple[str, str]:
    """The texts of a condition that is a yes or a no and nothing else."""
    return f"{title}: ja", f"{title}: nee"


def moving_text(value: int | Fraction | date, concept: Concept) -> str:
    return dutch.text(value, concept.type)


def slack_text(slack: int | Fraction, value: int | Fraction | date, concept: Concept) -> str:
    """How far something may move: "9 dagen", "2 maanden"; "geen" for not at all."""
    if slack == 0:
        return "geen"
    if isinstance(value, date):
        return dutch.quantity(slack, "dagen")
    kind = concept.type
    return dutch.quantity(slack, kind.unit, kind.one) if isinstance(kind, NumberType) else dutch.number(slack)


def place_text(concept: Concept, element: int, owner: Concept | None) -> str:
    """A number or a date by name; in a list with its element."""
    if owner is None or not isinstance(owner.type, ListType):
        return in_table(concept.title)
    return f"{in_table(owner.title)}, {owner.type.element} {element}: {concept.title}"


def is_synthetic(dossier: Dossier) -> bool:
    return dossier.fact("dossier.synthetisch").value is True
