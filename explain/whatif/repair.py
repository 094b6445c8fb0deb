"""Repair and hindsight as a piece (screen and paper) and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...engine import dutch
from ...engine.dossier import Dossier
from ...engine.language.terms import Outcome
from ...engine.language.types import Concept, ListType, Mending, NumberType, YesNoType
from ...engine.rulebook import Rulebook
from ...engine.whatif.repair.edits import Action, Edit, Means
from ...engine.whatif.repair.mend import BEST, Change, Mended, MendingSet, Obstacle, Repairs
from ..as_json.parts import rulebook_json, written
from ..pieces.blocks import Block, Bullets, Heading, Notice, Paragraph, Piece, Reader, Span, Text
from ..words import HUMAN_DECIDES, Tone
from .words import is_synthetic

SCHEMA = "spoortoets.herstel/1"

VERDICT_WORDS = {
    "adequaat": "adequaat",
    "niet_adequaat": "niet adequaat",
    "twijfel": "twijfel",
    "onvoldoende_gegevens": "onvoldoende gegevens",
    "niet_aan_de_orde": "niet aan de orde",
}
OUTCOME_WORDS = {
    Outcome.MET: "voldoet",
    Outcome.DOUBT: "twijfel",
    Outcome.NOT_MET: "voldoet niet",
    Outcome.UNKNOWN: "onbekend",
    Outcome.NOT_APPLICABLE: "niet van toepassing",
}
HINDSIGHT = "Terugblik: om van te leren, geen plan"


class Words:
    """What each change is called."""

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        self.concepts = {one.name: one for one in rulebook.concepts}
        self.day = day

    def change(self, edit: Edit) -> str:
        """One change as a sentence: what to do, what to ask, or what would have to show."""
        concept = self.concepts[edit.fact]
        what = self._what(concept, edit)
        if edit.means is Means.HISTORY:
            return f"Als dit anders was geweest: {what}."
        if edit.means is Means.SETTLE:
            return f"Als na navraag blijkt wat klopt: {what}."
        if concept.mending is Mending.ASK:
            return f"Vraag {_article(concept.answerer)} of er een stuk is of kan komen waaruit blijkt: {what}."
        if edit.means is Means.EVIDENCE:
            return f"Als er een stuk is waaruit blijkt: {what}."
        return f"Zorg voor: {what}."

    def _what(self, concept: Concept, edit: Edit) -> str:
        kind = concept.type
        if not isinstance(kind, ListType):
            return f"{concept.title}: {self._value(concept, edit)}"
        element = kind.element
        match edit.action:
            case Action.ADD:
                return self._new(concept, kind, edit)
            case Action.FIELD:
                column = kind.field(edit.field)
                assert column is not None
                return f"{element} {edit.element + 1} bij {concept.title}, {column.title}: {self._value(column, edit)}"
            case Action.DROP:
                return f"{element} {edit.element + 1} bij {concept.title} vervalt"
            case Action.COMPLETE:
                return f"{concept.title}: er zijn er niet meer dan er staan"
        return f"{concept.title}: geen"

    def _new(self, concept: Concept, kind: ListType, edit: Edit) -> str:
        assert edit.record is not None
        parts = []
        for one in kind.fields:
            value = edit.record.values.get(one.name)
            if value is None or (isinstance(one.type, NumberType) and one.name != edit.choice):
                continue
            if isinstance(one.type, YesNoType):
                parts.append(one.title if value is True else f"niet {one.title}")
            elif isinstance(value, date):
                parts.append(f"{one.title} {dutch.day(value)} of later")
            else:
                parts.append(f"{one.title} {dutch.text(value, one.type)}")
        number = "nog een" if edit.amount == 1 else f"nog {edit.amount} keer een"
        text = f"{number} {kind.element} bij {concept.title} ({', '.join(parts)})"
        column = kind.field(edit.choice) if edit.choice else None
        if column is not None and edit.instead:
            others = dutch.listing((dutch.text(one, column.type) for one in edit.instead[:6]), "of")
            text += f"; in plaats daarvan kan ook {others}"
        return text

    def _value(self, concept: Concept, edit: Edit) -> str:
        value = edit.value
        text = dutch.text(value, concept.type)
        if isinstance(value, bool) or not isinstance(value, int | date):
            return text
        if edit.low == value and edit.high is None:
            return f"{text} of later" if isinstance(value, date) else f"minstens {text}"
        if edit.high == value and edit.low is None:
            return f"uiterlijk {text}" if isinstance(value, date) else f"hoogstens {text}"
        return text


def _article(who: str) -> str:
    return who if not who or who[0].isupper() else f"het {who}" if who.startswith("re-int") else f"de {who}"


def repair_piece(rulebook: Rulebook, found: Sequence[Repairs], dossier: Dossier) -> Piece:
    """Repair, hindsight, or the one after the other."""
    blocks: list[Block] = []
    for one in found:
        blocks += _part(Words(rulebook, one.day), one)
    title = " en ".join("terugblik" if one.history else "herstel" for one in found).capitalize()
    day = dossier.reference_date
    return Piece(
        "herstel",
        title,
        f"Dossier {dossier.id}, naar de stand van {dutch.day(day)}",
        Reader.EXPERT,
        dossier.id,
        day,
        ("SYNTHETISCH",) if is_synthetic(dossier) else (),
        f"{title} · dossier {dossier.id}",
        HUMAN_DECIDES,
        tuple(blocks),
    )


def _part(words: Words, found: Repairs) -> list[Block]:
    name = "terugblik" if found.history else "herstel"
    blocks: list[Block] = [Heading(1, "", "Terugblik" if found.history else "Herstel", name)]
    now = VERDICT_WORDS[found.verdict]
    if found.history:
        lesson = "Wat hieronder staat, is gebeurd en kan niet meer anders. Het laat zien wat het verschil had gemaakt."
        blocks.append(Notice(Tone.NEUTRAL, HINDSIGHT, (_text(lesson),)))
    blocks.append(Paragraph(_text(f"Het oordeel op {dutch.day(found.day)} is: {now}.")))
    if found.verdict == BEST:
        return [*blocks, Paragraph(_text("Het dossier is al adequaat. Er hoeft niets te worden hersteld."))]
    if found.verdict == "niet_aan_de_orde":
        return [*blocks, Paragraph(_text("De inspanningen worden niet getoetst. Er is niets om te herstellen."))]
    blocks.append(Paragraph(_text(_summary(found))))
    for number, one in enumerate(found.sets, start=1):
        blocks += _set(words, found, number, one)
    if found.obstacles:
        blocks.append(Heading(2, "", "Wat in de weg staat", f"{name}-in-de-weg"))
        for obstacle in found.obstacles:
            blocks += _obstacle(words, name, obstacle)
    b = found.bounds
    searched = (
        f"Gezocht is naar hoogstens {b.sets} combinaties van hoogstens {b.changes} wijzigingen, waarvan hoogstens"
        f" {b.at_once} tegelijk voor dezelfde enkelvoudige voorwaarde."
    )
    limits = [searched, *found.limits]
    blocks.append(Paragraph(_text(" ".join(limits)), quiet=True))
    blocks.append(Paragraph(_text("UWV beslist zelf en kan anders oordelen."), quiet=True))
    return blocks


def _summary(found: Repairs) -> str:
    reached = VERDICT_WORDS[found.reached]
    had = "had kunnen worden" if found.history else "kan worden"
    if not found.sets:
        return f"Geen combinatie van wijzigingen is gevonden waarmee het oordeel beter {had}."
    count = "1 combinatie" if len(found.sets) == 1 else f"{len(found.sets)} combinaties"
    if found.reached == BEST:
        return f"Gevonden: {count} van wijzigingen waarmee het oordeel adequaat {had}. Elke wijziging ervan is nodig."
    return f"Adequaat is niet gevonden. Het best bereikbare oordeel is {reached}; daarvoor zijn {count} gevonden."


def _set(words: Words, found: Repairs, number: int, one: MendingSet) -> list[Block]:
    name = "terugblik" if found.history else "herstel"
    verdict = VERDICT_WORDS[one.verdict]
    blocks: list[Block] = [Heading(2, "", f"Mogelijkheid {number}: {verdict}", f"{name}-{number}")]
    blocks.append(Bullets(tuple(_change(words, found, change) for change in one.changes)))
    if one.better:
        blocks.append(Paragraph(_text(f"Beter wordt: {_moved(one.better)}.")))
    if one.worse:
        blocks.append(Paragraph(_text(f"Let op, minder goed wordt: {_moved(one.worse)}.")))
    return blocks


def _change(words: Words, found: Repairs, change: Change) -> Text:
    spans = [Span(words.change(change.edit), strong=True)]
    who = words.concepts[change.edit.fact].answerer
    if who and not found.history:
        spans.append(Span(f" Wie: {who}."))
    if not found.history:
        spans += [Span(" " + _work(found.day, *one)) for one in change.work]
    return tuple(spans)


def _work(day: date, what: str, who: str, time: str, until: date | None) -> str:
    text = f"Volgens de regels: {what} ({who}; tijd: {time}"
    if until is not None:
        text += f"; uiterlijk {dutch.day(until)}" + (", en die dag is voorbij" if until < day else "")
    return text + ")"


def _moved(some: Iterable[Mended]) -> str:
    return "; ".join(
        f"{one.criterion} {one.title} (van {OUTCOME_WORDS[one.before]} naar {OUTCOME_WORDS[one.after]})" for one in some
    )


def _obstacle(words: Words, name: str, one: Obstacle) -> list[Block]:
    title = f"{one.criterion} {one.title}: {OUTCOME_WORDS[one.outcome]}"
    blocks: list[Block] = [Heading(3, "", title, f"{name}-{one.criterion.lower()}")]
    if one.reasons:
        blocks.append(Paragraph(_text(" ".join(one.reasons))))
    if one.sets:
        blocks.append(Paragraph(_text("Op zichzelf wordt dit punt vervuld met:")))
        items = (" ".join(words.change(edit) for edit in some) for some in one.sets)
        blocks.append(Bullets(tuple(_text(item) for item in items)))
    elif one.conditions:
        blocks.append(Paragraph(_text("Dit is niet meer te herstellen. Wat niet meer kan gaan gelden:")))
        items = (f"{text} ({_facts(facts)})" if facts else text for text, facts in one.conditions)
        blocks.append(Bullets(tuple(_text(item) for item in items)))
    else:
        blocks.append(Paragraph(_text("Voor dit punt is geen wijziging gevonden die nog mogelijk is.")))
    return blocks


def _facts(facts: Iterable[Any]) -> str:
    return "; ".join(f"{one.title}: {one.value}" for one in facts)


def _text(text: str) -> Text:
    return (Span(text),)


# --- JSON -----------------------------------------------------------------------------------------------------------


def repairs_json(rulebook: Rulebook, found: Sequence[Repairs], dossier: Dossier, *, ascii_only: bool = False) -> str:
    """The same as JSON (schema herstel-1)."""
    parts = [_json_part(Words(rulebook, one.day), one) for one in found]
    value = {
        "schema": SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "dossier": {"id": dossier.id, "hash": dossier.hash, "synthetisch": is_synthetic(dossier)},
        "peildatum": dossier.reference_date.isoformat(),
        "delen": parts,
    }
    return written(value, ascii_only=ascii_only)


def _json_part(words: Words, found: Repairs) -> dict[str, Any]:
    return {
        "soort": "terugblik" if found.history else "herstel",
        "oordeel_nu": found.verdict,
        "oordeel_bereikbaar": found.reached,
        "combinaties": [
            {
                "oordeel": one.verdict,
                "wijzigingen": [_json_change(words, change) for change in one.changes],
                "beter": [_json_moved(moved) for moved in one.better],
                "slechter": [_json_moved(moved) for moved in one.worse],
            }
            for one in found.sets
        ],
        "in_de_weg": [
            {
                "criterium": one.criterion,
                "bevinding": one.outcome.value,
                "redenen": list(one.reasons),
                "te_herstellen_met": [[words.change(edit) for edit in some] for some in one.sets],
                "kan_niet_meer": [
                    {"voorwaarde": text, "feiten": [{"feit": fact.name, "waarde": fact.value} for fact in facts]}
                    for text, facts in one.conditions
                ],
            }
            for one in found.obstacles
        ],
        "grenzen": {
            "wijzigingen": found.bounds.changes,
            "combinaties": found.bounds.sets,
            "bereikt": list(found.limits),
        },
    }


def _json_change(words: Words, change: Change) -> dict[str, Any]:
    edit = change.edit
    return {
        "feit": edit.fact,
        "middel": edit.means.value,
        "soort": edit.action.value,
        "tekst": words.change(edit),
        "wie": words.concepts[edit.fact].answerer,
        "criteria": list(change.mends),
        "werk": [
            {"wat": what, "wie": who, "tijd": time, "uiterlijk": None if until is None else until.isoformat()}
            for what, who, time, until in change.work
        ],
    }


def _json_moved(moved: Mended) -> dict[str, str]:
    return {"criterium": moved.criterion, "van": moved.before.value, "naar": moved.after.value}
