"""The Dutch words for what a change of rulebook does to a dossier. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...engine import dutch
from ...engine.differences.changes import Difference, Kind, RuleDifference, RuleSort, State
from ...engine.differences.effects import Notice
from ...engine.differences.noticing import Changed, Special
from ...engine.differences.reading import period
from ...engine.differences.sameness import EXCUSED, FINDING, REPAIRABLE, WEIGHT
from ...engine.differences.through import Through, Value
from ...engine.differences.written import flat
from ...engine.language.terms import Outcome, Weight
from ...engine.result import UNANSWERED, UNDECIDED, StepState
from ...engine.rulebook import Rulebook
from ...engine.text.text_tree import Mapping as Block
from ...engine.text.yaml_text import read_text
from ...engine.validity import ALWAYS
from ...engine.values import NVT
from ..words import OUTCOMES, QUESTION_OUTCOMES, STEP_STATES, TRUTHS, VERDICTS, WEIGHTS

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.MEANING: ("Betekenis", "Wat wordt gevonden, of welke dossiers worden aangenomen."),
    Kind.AUTHORITY: ("Gezag en bron", "Hoe hard een norm is en waar hij op rust."),
    Kind.TEXT: ("Tekst", "Wat de lezer leest, niet wat wordt gevonden."),
    Kind.DISPLAY: ("Weergave", "Wat stukken, bladzijden en trajecten laten zien."),
    Kind.TESTS: ("Toetsen van de regels", "Verhalen met de uitkomst die erbij hoort."),
}
SORTS: dict[RuleSort, str] = {one: one.value for one in RuleSort} | {RuleSort.FILE: "", RuleSort.TEST: "toets"}
STATES = {State.CHANGED: "", State.NEW: "nieuw", State.GONE: "vervallen"}
NOTICES: dict[Notice, str] = {
    Notice.NOTICED: "Een dossier merkt dit.",
    Notice.SAME: "Dit is anders geschreven en vraagt van elk dossier hetzelfde (bewezen).",
    Notice.UNNOTICED: "Niets merkt deze wijziging: bewezen is dat geen enkel dossier er anders door uitkomt.",
    Notice.UNDECIDED: "Niet beslist: er is geen dossier gevonden dat het merkt, en niet bewezen dat het er niet is.",
    Notice.TOGETHER: "Dit kan niet los van de andere wijzigingen worden bekeken.",
    Notice.ACCEPTED: "Dit bepaalt wat een dossier kan zeggen. Wat regels ermee doen, staat bij de regels.",
}
ASPECTS = {
    EXCUSED: "verschoond",
    REPAIRABLE: "herstelbaar",
    WEIGHT: "zwaarte",
    "beroep": "beroep",
    "bewezen": "bewezen",
    "draagkrachtig": "draagkrachtig",
    "draagkrachtig_deels": "deels draagkrachtig",
}
NOTHING = "niets"


def rule_title(one: RuleDifference) -> str:
    """Which rule, what it is, and whether it is new or gone: "K24 Tijdige start (criterium)"."""
    about = [part for part in (SORTS[one.sort], STATES[one.state]) if part]
    name = one.title if one.sort in (RuleSort.FILE, RuleSort.VERDICT) else f"{one.id} {one.title}"
    return f"{name} ({', '.join(about)})" if about else name


def version_text(one: RuleDifference) -> str:
    """Which versions lie side by side, "" where there is one of each that always applies."""
    if one.old in (None, ALWAYS) and one.new in (None, ALWAYS):
        return ""
    if one.old is None or one.new is None:
        known = one.new or one.old
        return "" if known is None else f"De versie die geldt {period(known)}."
    if one.old == one.new:
        return f"De versie die geldt {period(one.new)}."
    return f"De nieuwe versie geldt {period(one.new)}; daarnaast ligt de oude die geldt {period(one.old)}."


def difference_lines(one: Difference) -> list[str]:
    """What was and what is; of a long condition only the parts that differ."""
    if one.narrowed:
        lines = []
        for part in one.narrowed:
            group = "al deze voorwaarden" if part.inside == "alle" else "een van deze voorwaarden"
            rest = "1 blijft" if part.kept == 1 else f"{part.kept} blijven"
            lines.append(f"Bij '{group}' ({rest}):")
            lines += _before_and_after(part.before, part.after)
        return lines
    return _before_and_after(one.before, one.after)


def _before_and_after(before: str, after: str) -> list[str]:
    if before and after:
        return [f"was: {before}", f"wordt: {after}"]
    return [f"vervalt: {before}"] if before else [f"komt erbij: {after or NOTHING}"]


def value_word(changed: Changed, found: Any) -> str:
    """What a key came to, in a word."""
    id, aspect = changed.key
    match found:
        case Special():
            return found.value
        case date():
            return dutch.day(found)
        case bool():
            return "ja" if found else "nee"
    if aspect == FINDING:
        return OUTCOMES[Outcome(found) if found else Outcome.UNKNOWN].word
    if aspect == WEIGHT and found in {one.value for one in Weight}:
        return WEIGHTS[Weight(found)]
    if id == "oordeel/eindoordeel":
        name = str(found or UNDECIDED)
        return VERDICTS[name].word if name in VERDICTS else name
    if id.startswith("oordeel/"):
        name = str(found or UNANSWERED)
        return QUESTION_OUTCOMES[name].word if name in QUESTION_OUTCOMES else name
    if id.startswith("tijdlijn/") and id.count("/") == 1:
        return STEP_STATES[StepState(found or "onbekend")].word
    return "onbekend" if found is None else "niet van toepassing" if found is NVT else str(found)


def key_title(changed: Changed, book: Rulebook) -> str:
    """What a change is about: "K24 Tijdige start", "het oordeel"."""
    id, aspect = changed.key
    if id == "oordeel/eindoordeel":
        return "het oordeel"
    if id.startswith("oordeel/"):
        name = id.removeprefix("oordeel/")
        return next((one.title for one in book.questions if one.id == name), name)
    if id.startswith("tijdlijn/"):
        _, name, *date_of = id.split("/")
        title = f"{name} {next((one.title for one in book.steps if one.id == name), '')}".rstrip()
        return f"{title}: {date_of[0].replace('_', ' ')}" if date_of else title
    titles = {one.id: one.title for one in book.nogos} | {one.id: one.title for one in book.criteria}
    title = titles.get(id, "")
    more = "" if aspect == FINDING else f": {ASPECTS.get(aspect, aspect)}"
    return f"{id} {title}".rstrip() + more


def change_text(changed: Changed, book: Rulebook) -> str:
    """What comes out otherwise, from what to what."""
    return f"{key_title(changed, book)}: {value_word(changed, changed.before)} → {value_word(changed, changed.after)}"


def through_texts(told: Mapping[str, tuple[Through, ...]], id: str) -> list[str]:
    """Through which conditions a finding does."""
    return [f"Doordat {through_text(one)}" for one in told.get(id, ())]


def through_text(one: Through) -> str:
    before = "was er niet" if one.before is None else TRUTHS[one.before].word
    after = "is er niet meer" if one.after is None else TRUTHS[one.after].word
    truth = f"{before} → {after}" if before != after else after
    values = "; ".join(_value(each, was=one.before is not None, stays=one.after is not None) for each in one.values)
    return f"{one.text}: {truth}" + (f" ({values})" if values else "")


def _value(one: Value, *, was: bool, stays: bool) -> str:
    """What a condition was about; of one that is in a single rulebook only what it is there."""
    before, after = one.before or "onbekend", one.after or "onbekend"
    if not was or not stays:
        return f"{one.title}: {after if stays else before}"
    return f"{one.title}: {before} → {after}" if before != after else f"{one.title}: {after}"


def dossier_lines(text: str) -> list[str]:
    """The facts of a small dossier, one per line with their full name."""
    tree = read_text(text.encode(), "dossier.yaml")
    lines = []
    for group, facts in tree.entries if isinstance(tree, Block) else ():
        for key, value in facts.entries if isinstance(facts, Block) else ():
            if (group.text, key.text) != ("dossier", "id"):
                lines.append(f"{group.text}.{key.text}: {flat(value)}")
    return lines
