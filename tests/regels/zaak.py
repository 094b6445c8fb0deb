"""One case for the tests of the rules: the good example as plain facts, of which a test replaces what it is about.

In that case the first day of illness is 7 October 2024, the eerstejaarsevaluatie was on 16 September 2025 (so a start
is due on 28 October 2025), the intake on 13 October 2025, the last day of the wachttijd is 4 October 2026 and the
peildatum is 29 June 2026.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from spoortoets.engine.audit import DIRECT, Auditor
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.findings import Report
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.premises import Premises
from spoortoets.engine.result import Finding, GroundResult, Result
from spoortoets.engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[2]

MET, DOUBT, NOT_MET, UNKNOWN, NA = "voldoet", "twijfel", "voldoet_niet", "onbekend", "nvt"

ASKED = "onbekend"
"""The value of a fact that was asked for and is not known."""

LEFT_OUT = None
"""The value of a fact that the dossier does not mention."""

FIRST_DAY = date(2024, 10, 7)
DUE = date(2025, 10, 28)
TODAY = date(2026, 6, 29)

NOT_STARTED: dict[str, Any] = {"traject.gestart": False, "traject.intake_datum": LEFT_OUT}

Facts = Mapping[str, Any]


@cache
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


AUDITORS: dict[tuple[bool, ...], Auditor] = {}


def auditor(day: date) -> Auditor:
    """One for all days on which the same rules apply."""
    edition = rulebook().edition(day)
    if edition not in AUDITORS:
        AUDITORS[edition] = Auditor(rulebook(), day, DIRECT)
    return AUDITORS[edition]


def after(day: date, days: int) -> str:
    """The day so many days later, as it is written in a dossier."""
    return (day + timedelta(days=days)).isoformat()


@cache
def good_case() -> dict[str, Any]:
    """The facts of the good example by concept name, without where they were read."""
    written = yaml.safe_load((ROOT / "voorbeelden" / "adequaat.yaml").read_text("utf-8"))
    return {
        f"{group}.{name}": _plain(value)
        for group, facts in written.items()
        for name, value in facts.items()
        if f"{group}.{name}" not in ("dossier.documenten", "dossier.omschrijving")
    }


def _plain(value: Any) -> Any:
    """What was written, without sources, and with the yes and no of JSON."""
    match value:
        case {"waarde": inner}:
            return _plain(inner)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items() if key != "bron"}
        case "ja" | "nee":
            return value == "ja"
    return value


def dossier(facts: Facts | None = None, *, base: Facts | None = None) -> Dossier:
    """The good case (or another `base`) with these facts in place of its own; a LEFT_OUT fact is not in it.

    Only what is replaced is read from text again, which is most of the time that a test takes.
    """
    given = dict(facts or {})
    if base is not None:
        return _read({**base, **given})
    day = {"dossier.id": "A-001", "dossier.peildatum": TODAY.isoformat()}
    mine = _read({**day, **given})
    kept = {name: fact for name, fact in _good_dossier().facts.items() if name not in given}
    return Dossier(mine.id, mine.reference_date, {**kept, **mine.facts}, mine.hash)


@cache
def _good_dossier() -> Dossier:
    return _read(good_case())


def _read(facts: Facts) -> Dossier:
    tree: dict[str, dict[str, Any]] = {}
    for name, value in facts.items():
        if value is not LEFT_OUT:
            group, concept = name.split(".")
            tree.setdefault(group, {})[concept] = value
    return read_dossier(json.dumps(tree, default=str).encode(), "zaak.json", rulebook().concepts)


def audited(facts: Facts | None = None, *, base: Facts | None = None) -> Result:
    """The result, without the trees of reasoning."""
    one = dossier(facts, base=base)
    return auditor(one.reference_date).audit(one, ())


def finding(criterion: str, facts: Facts | None = None) -> Finding:
    """As of `audited`, without working out the others."""
    one = dossier(facts)
    auditing = auditor(one.reference_date)
    registers, _ = auditing.run(one)
    premises = Premises(auditing.layout, registers, one, auditing.concepts, auditing.words)
    return Report(premises, ()).finding(auditing.layout.criteria[criterion])


def outcome(criterion: str, facts: Facts | None = None) -> str:
    """As of `finding`, without working out the explanation."""
    one = dossier(facts)
    auditing = auditor(one.reference_date)
    registers, _ = auditing.run(one)
    return registers[auditing.layout.criteria[criterion].finding] or UNKNOWN


def verdict(facts: Facts | None = None) -> str:
    """As of `audited`, without working out the explanation."""
    one = dossier(facts)
    auditing = auditor(one.reference_date)
    registers, _ = auditing.run(one)
    return str(registers[auditing.layout.verdict.outcome])


def ground(found: Finding, name: str) -> GroundResult:
    return next(one for one in found.grounds if one.id == name)


def changed(name: str, index: int | None = None, /, **fields: Any) -> dict[str, Any]:
    """A list of the good case with fields of one element (or of all) replaced; a LEFT_OUT field is not written."""
    items = [
        {key: value for key, value in {**one, **fields}.items() if value is not LEFT_OUT}
        if index in (None, number)
        else one
        for number, one in enumerate(good_case()[name])
    ]
    return {name: items}


def incomplete(items: list[Any]) -> dict[str, Any]:
    """A list of which the dossier says that there may be more."""
    return {"volledig": False, "waarde": items}


def as_of(day: date) -> dict[str, Any]:
    """The good case as it stood on an earlier day: without any fact or element that is dated later."""
    return {name: _known_on(value, day) for name, value in good_case().items()} | {"dossier.peildatum": day.isoformat()}


def _known_on(value: Any, day: date) -> Any:
    if _is_later(value, day):
        return LEFT_OUT
    if isinstance(value, list):
        return [one for one in value if not any(_is_later(field, day) for field in _fields(one))]
    return value


def _fields(element: Any) -> list[Any]:
    return list(element.values()) if isinstance(element, dict) else [element]


def _is_later(value: Any, day: date) -> bool:
    return isinstance(value, date) and value > day


def table(*cases: tuple[str, Facts, str]) -> pytest.MarkDecorator:
    """One test per case: why, the facts to replace, and the expected outcome."""
    return pytest.mark.parametrize(("facts", "expected"), [pytest.param(*rest, id=why) for why, *rest in cases])
