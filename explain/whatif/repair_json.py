"""Repair and hindsight as JSON, as `explain/schema/herstel-1.schema.json` publishes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from ...engine.dossier import Dossier, Records, ScalarValue
from ...engine.result import EngineInfo
from ...engine.rulebook import Rulebook
from ...engine.whatif.questions import Question
from ...engine.whatif.repair.edits import Edit
from ...engine.whatif.repair.results import Change, Measure, MendingSet, Moved, Needed, Obstacle, Repairs
from ..as_json.parts import Json, day_json, facts_json, heading, open_facts_json, rulebook_json, written
from .repair_words import Words
from .words import is_synthetic

SCHEMA = "spoortoets.herstel/1"


def repairs_json(rulebook: Rulebook, found: Sequence[Repairs], dossier: Dossier, *, ascii_only: bool = False) -> str:
    """Repair, hindsight, or both, as indented JSON that ends with a newline."""
    whole = {
        **_heading(rulebook, dossier, found[0].engine),
        "oordeel": found[0].verdict,
        "delen": [_Part(Words(rulebook, dossier, history=one.history)).part(one) for one in found],
    }
    return written(whole, ascii_only=ascii_only)


def _heading(rulebook: Rulebook, dossier: Dossier, engine: EngineInfo) -> Json:
    facts = {
        "id": dossier.id,
        "hash": dossier.hash,
        "omschrijving": str(dossier.fact("dossier.omschrijving").value or ""),
        "synthetisch": is_synthetic(dossier),
    }
    used = rulebook_json(rulebook.name, rulebook.version, rulebook.hash)
    return heading(SCHEMA, used, facts, (dossier.reference_date, rulebook.rules_day), engine)


class _Part:
    """Repair, or hindsight."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def part(self, found: Repairs) -> Json:
        limits = found.limits
        return {
            "soort": "terugblik" if found.history else "herstel",
            "bereikbaar": found.reached,
            "combinaties": [self.mending_set(one) for one in found.sets],
            "te_laat": [self.mending_set(one) for one in found.late],
            "in_de_weg": [self.obstacle(one) for one in found.obstacles],
            "vragen": [question(one) for one in found.questions],
            "grenzen": {
                "wijzigingen": limits.bounds.changes,
                "combinaties": limits.bounds.sets,
                "alleen_de_kleinste": limits.bounds.smallest,
                "meer_combinaties": limits.more_sets,
                "niet_helemaal_doorzocht": limits.unsearched,
                "grotere_niet_bekeken": limits.larger,
            },
        }

    def mending_set(self, one: MendingSet) -> Json:
        return {
            "oordeel": one.verdict,
            "op_tijd": not one.late,
            "wijzigingen": self.changes(one.changes),
            "beter": [moved(each) for each in one.better],
            "slechter": [moved(each) for each in one.worse],
            "blijft_open": [
                {"criterium": each.criterion, "bevinding": each.outcome.value, "redenen": list(each.reasons)}
                for each in one.left
            ],
        }

    def changes(self, changes: Iterable[Change]) -> list[Json]:
        return [self.change(one) for one in changes]

    def change(self, change: Change) -> Json:
        edit = change.edits[0]
        return {
            "feit": edit.fact,
            "middel": edit.means.value,
            "soort": edit.action.value,
            "tekst": self.words.change(change),
            "waarde": None if edit.record is not None or isinstance(edit.value, Records) else value(edit.value),
            "vanaf": value(edit.low),
            "tot_en_met": value(edit.high),
            "veld": edit.field,
            "elementen": _elements(change.edits),
            "aantal": sum(one.amount for one in change.edits) if edit.record is not None else None,
            "formulier": [form(one) for one in change.form],
            "vervalt": list(edit.clears),
            "schuift_mee": list(edit.along),
            "anders": [{"waarde": value(one.value), "oordeel": one.verdict} for one in change.others],
            "wie": self.words.concepts[edit.fact].answerer,
            "criteria": list(change.mends),
            "maatregelen": [measure(one) for one in change.measures],
        }

    def obstacle(self, one: Obstacle) -> Json:
        return {
            "criterium": one.criterion,
            "titel": one.title,
            "bevinding": one.outcome.value,
            "redenen": list(one.reasons),
            "te_herstellen_met": [
                {"op_tijd": not any(change.late for change in some), "wijzigingen": self.changes(some)}
                for some in one.sets
            ],
            "kan_niet_meer": [{"voorwaarde": said, "feiten": facts_json(facts)} for said, facts in one.conditions],
            "maatregelen": [measure(each) for each in one.measures],
            "open_feiten": open_facts_json(one.open_facts),
        }


def measure(one: Measure) -> Json:
    return {
        "criterium": one.criterion,
        "wat": one.what,
        "wie": one.who,
        "tijd": one.time,
        "op_zijn_vroegst": day_json(one.ready),
        "uiterlijk": day_json(one.until),
        "op_tijd": not one.late,
    }


def form(one: Needed) -> Json:
    return {
        "veld": one.field,
        "eis": one.how.value,
        "waarden": [value(each) for each in one.values],
        "verschillend": one.apart,
        "nog_niet_in_de_lijst": one.fresh,
    }


def moved(one: Moved) -> Json:
    return {"criterium": one.criterion, "van": one.before.value, "naar": one.after.value}


def question(one: Question) -> Json:
    return {
        "feit": one.ask.fact,
        "element": one.ask.element + 1 if one.ask.field else None,
        "veld": one.ask.field,
        "vraag": one.text or one.title,
        "wie": one.answerer,
        "stuk": one.document,
    }


def value(one: ScalarValue | None) -> Json | str | int | float | bool | list[str] | None:
    """A value as in a dossier; of a set of choices a sorted list."""
    match one:
        case None | bool() | int() | str():
            return one
        case date():
            return one.isoformat()
        case Fraction():
            return float(one)
        case frozenset():
            return sorted(one)


def _elements(edits: Iterable[Edit]) -> list[int]:
    """The numbers, from 1, of the elements that are changed or dropped."""
    return [one.element + 1 for one in edits if one.field or one.action.value == "vervallen"]
