"""The differences between two rulebooks as JSON, as `explain/schema/verschil-1.schema.json` publishes it."""

from __future__ import annotations

from collections.abc import Mapping

from ...engine.differences.changes import Difference, RuleDifference
from ...engine.differences.compare import Book
from ...engine.differences.dossiers import Outcome
from ...engine.differences.effects import Effect, Witnessed
from ...engine.differences.noticing import Changed
from ...engine.differences.through import Through
from ...engine.rulebook import Rulebook
from ...engine.validity import Validity
from ..as_json.parts import Json, day_json, rulebook_json, written
from .difference import Report, conclusion
from .difference_words import key_title, value_word

SCHEMA = "spoortoets.verschil/1"


def difference_json(report: Report, *, ascii_only: bool = False) -> str:
    """Everything that was found, as indented JSON that ends with a newline."""
    compared, effects = report.compared, report.effects
    book = compared.new.rulebook
    whole: Json = {
        "schema": SCHEMA,
        "oud": _book(compared.old),
        "nieuw": _book(compared.new),
        "conclusie": {
            "zin": conclusion(report)[1],
            "zelfde_bytes": compared.same_bytes,
            "bewezen_gelijk": compared.same_bytes or not compared.rules or (effects is not None and effects.agrees),
            "verschil_getoond": effects is not None and effects.whole is not None,
            "melding": "" if effects is None else effects.prover,
        },
        "regels": [
            _rule(one, None if effects is None else effects.of[number], book)
            for number, one in enumerate(compared.rules)
        ],
        "dossiers": None if report.dossiers is None else [_outcome(one, book) for one in report.dossiers],
    }
    return written(whole, ascii_only=ascii_only)


def _book(book: Book) -> Json:
    rules = book.rulebook
    return {"naam": book.name, "regelset": rulebook_json(rules.name, rules.version, rules.hash)}


def _rule(one: RuleDifference, effect: Effect | None, book: Rulebook) -> Json:
    parts = {} if effect is None else dict(effect.parts)
    return {
        "soort": one.sort.value,
        "regel": one.id,
        "titel": one.title,
        "staat": one.state.value,
        "geldig": {"oud": _period(one.old), "nieuw": _period(one.new)},
        "verschillen": [_difference(each, parts.get(index)) for index, each in enumerate(one.differences)],
        "gevolg": None if effect is None else effect.notice.value,
        "reden": "" if effect is None else effect.reason,
        "getuige": None if effect is None or effect.witness is None else _witness(effect.witness, book),
    }


def _period(validity: Validity | None) -> Json | None:
    return None if validity is None else {"van": day_json(validity.start), "tot": day_json(validity.end)}


def _difference(one: Difference, effect: Effect | None) -> Json:
    return {
        "soort": one.kind.value,
        "onderdeel": one.part,
        "voorwaarde": one.path,
        "was": one.before,
        "wordt": one.after,
        "was_geschreven": one.written_before,
        "wordt_geschreven": one.written_after,
        "delen": [
            {"groep": each.inside, "blijven": each.kept, "was": each.before, "wordt": each.after}
            for each in one.narrowed
        ],
        "gevolg": None if effect is None else effect.notice.value,
    }


def _witness(one: Witnessed, book: Rulebook) -> Json:
    return {
        "dossier": one.text,
        "herkomst": one.origin,
        "alleen_deze_wijziging": one.alone,
        "veranderd": [_changed(each, one.through, book) for each in one.changes],
    }


def _changed(one: Changed, through: Mapping[str, tuple[Through, ...]], book: Rulebook) -> Json:
    told = through.get(one.key.id, ()) if one.key.aspect == "bevinding" else ()
    return {
        "wat": one.key.id,
        "deel": one.key.aspect,
        "titel": key_title(one, book),
        "was": value_word(one, one.before),
        "wordt": value_word(one, one.after),
        "doordat": [_through(each) for each in told],
    }


def _through(one: Through) -> Json:
    return {
        "tekst": one.text,
        "was": None if one.before is None else one.before.value,
        "wordt": None if one.after is None else one.after.value,
        "waarden": [{"titel": each.title, "was": each.before, "wordt": each.after} for each in one.values],
    }


def _outcome(one: Outcome, book: Rulebook) -> Json:
    return {
        "bestand": one.file,
        "id": one.id,
        "veranderd": [_changed(each, one.through, book) for each in one.changes],
        "niet_aangenomen": {
            "oud": [str(each) for each in one.refused[0]],
            "nieuw": [str(each) for each in one.refused[1]],
        },
        "tegenspraak": one.conflict,
    }
