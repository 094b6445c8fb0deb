"""The receipt of a release as JSON, as `explain/schema/uitgave-1.schema.json` publishes it. Same rules, same bytes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ... import __version__
from ...engine.differences.changes import Kind, RuleDifference
from ...engine.differences.compare import Compared
from ...engine.proofs.findings import Proofs
from ...engine.release.inspecting import Inspection, Solver, counted
from ...engine.rule_files import Files, content_hash
from ..as_json.parts import Json, day_json, rulebook_json, written
from .difference_words import difference_lines, rule_title

SCHEMA = "spoortoets.uitgave/1"
PROGRAM = "spoortoets"


class Release(NamedTuple):
    """What is told of a release: what was found, and what the policy owner says of it. `beside` are the files that go
    out with the rules: tests and statements.
    """

    found: Inspection
    day: date | None
    note: str
    beside: Files


def release_json(release: Release) -> str:
    """The receipt as indented JSON that ends with a newline."""
    found, book = release.found, release.found.rulebook
    whole: Json = {
        "schema": SCHEMA,
        "regelset": rulebook_json(book.name, book.version, book.hash),
        "titel": book.title,
        "datum": day_json(release.day),
        "toelichting": release.note,
        "programma": {"naam": PROGRAM, "versie": __version__},
        "omvang": dict(extent(found)),
        "vorige": None if found.compared is None else _previous(found.compared),
        "wijzigingen": [] if found.compared is None else [_change(one) for one in found.compared.rules],
        "toetsen": {
            "geslaagd": found.passed,
            "overgeslagen": [
                {"regel": one.test.tested, "toets": one.test.name, "reden": one.message} for one in found.skipped
            ],
            "hash": content_hash(release.beside),
        },
        "dekking": [
            {"soort": one.kind, "aantal": one.total, "gezien": one.shown, "verklaard": one.excused}
            for one in counted(found.coverage)
        ],
        "betekenis": None if found.proofs is None else _meaning(found.proofs),
        "eigenschappen": [] if found.proofs is None else _properties(found.proofs),
        "bewijs": None if found.solver is None else _solver(found.solver),
    }
    return written(whole)


def extent(found: Inspection) -> tuple[tuple[str, int], ...]:
    """How many rules of each sort there are; versions of one rule count once."""
    book = found.rulebook
    return (
        ("criteria", len({one.id for one in book.criteria})),
        ("no-gogronden", len({one.id for one in book.nogos})),
        ("afleidingen", len({one.concept.name for one in book.derivations})),
        ("begrippen", len(book.concepts)),
        ("parameters", len({one.name for one in book.parameters})),
        ("bronnen", len({one.id for one in book.sources})),
    )


def _previous(compared: Compared) -> Json:
    old = compared.old.rulebook
    return rulebook_json(old.name, old.version, old.hash)


def _change(one: RuleDifference) -> Json:
    return {
        "soort": one.sort.value,
        "regel": one.id,
        "titel": rule_title(one),
        "staat": one.state.value,
        "aard": [kind.value for kind in Kind if kind in one.kinds],
        "verschillen": [
            {"aard": each.kind.value, "onderdeel": each.part, "zinnen": difference_lines(each)}
            for each in one.differences
        ],
    }


def _meaning(proofs: Proofs) -> Json:
    return {
        "vragen": proofs.asked,
        "uitzonderingen_nagegaan": proofs.exceptions,
        "verklaard": [
            {"code": one.code, "deel": one.id, "zin": one.sentence, "omdat": one.reason} for one in proofs.explained
        ],
        "niet_beslist": [
            {"code": one.code, "deel": one.id, "zin": one.sentence, "waarom": one.why} for one in proofs.undecided
        ],
    }


def _properties(proofs: Proofs) -> list[Json]:
    return [
        {
            "naam": one.name,
            "titel": one.title,
            "bronnen": [{"bron": cited.source, "plaats": cited.place} for cited in one.citations],
            "uitkomst": "bewezen" if one.proved else "niet_beslist",
            "waarom": one.why_open,
        }
        for one in proofs.properties
    ]


def _solver(solver: Solver) -> Json:
    return {
        "naam": solver.library,
        "versie": solver.version,
        "stappen_per_vraag": solver.steps,
        "stappen_per_eigenschap": solver.property_steps,
    }
