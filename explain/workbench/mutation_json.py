"""Which changes of the rules no test notices, as JSON, as `explain/schema/mutatie-1.schema.json` publishes it. Same
rules and tests, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.mistakes import Place
from ...engine.mutation.mutation import Mutation, Survivor
from ...engine.rule_tests.reading import Equivalent
from ...engine.rulebook import Rulebook
from ..as_json.parts import Json, rulebook_json, written

SCHEMA = "spoortoets.mutatie/1"


def mutation_json(
    rulebook: Rulebook, found: Mutation, names: Sequence[str], *, strict: bool, ascii_only: bool = False
) -> str:
    """What came of it as indented JSON that ends with a newline; `names` are the rules it was about, none = all."""
    whole = {
        "schema": SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "regels": list(names),
        "streng": strict,
        "toetsen": found.tests,
        "wijzigingen": found.tried,
        "alleen_op_papier": found.on_paper,
        "niet_gemerkt": [_change(one) for one in found.unexplained],
        "verklaard": [{**_change(one), "omdat": one.reason} for one in found.survivors if one.reason],
        "onjuist_verklaard": [_stale(one, why) for one, why in found.stale],
    }
    return written(whole, ascii_only=ascii_only)


def _change(one: Survivor) -> Json:
    return {
        "deel": one.part,
        "plaats": _place(one.place),
        "soort": one.kind.value,
        "er_staat": one.was,
        "wordt": one.becomes,
    }


def _stale(one: Equivalent, why: str) -> Json:
    return {
        "delen": list(one.parts),
        "wordt": list(one.becomes),
        "plaats": _place(one.place),
        "omdat": one.reason,
        "waarom_niet": why,
    }


def _place(place: Place) -> Json:
    return {"bestand": place.file, "regel": place.line, "kolom": place.column}
