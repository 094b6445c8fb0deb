"""Dossiers of a few facts for the tests of the timeline, and the dated steps that the rulebook finds in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from spoortoets.engine.audit import DIRECT, Auditor
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.findings import Report
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.premises import Premises
from spoortoets.engine.result import Result, TimelineStep
from spoortoets.engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY = "verzuim.eerste_ziektedag"

NO_INTERRUPTIONS: dict[str, Any] = {"verzuim.herstelperioden": [], "verzuim.wazo_perioden": []}
REGULAR: dict[str, Any] = {
    **NO_INTERRUPTIONS,
    "aow.binnen_bereik": False,
    "dienstverband.eindigt": False,
    "eerstejaarsevaluatie.gehouden": False,
    "gbm.oordelen": [],
    "spoor1.terugkeer_uitgesloten": False,
    "verlenging.gevraagd": False,
}
"""A regular employment without interruptions: what keeps a step from being unknown for another reason than its own."""


@cache
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


@cache
def period_start(today: date) -> date:
    """The first day of the period in which no rule and no parameter changes version, and in which `today` lies."""
    book = rulebook()
    dated = (*book.parameters, *book.derivations, *book.criteria, *book.steps)
    starts = {one.validity.start for one in dated} | {one.validity.end + days(1) for one in dated if one.validity.end}
    return max((one for one in starts if one is not None and one <= today), default=date.min)


@cache
def auditor(start: date) -> Auditor:
    """Shared by all days of one period: laying the rules out takes longer than an audit."""
    return Auditor(rulebook(), start, DIRECT)


def day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def dossier_bytes(facts: Mapping[str, Any], reference_date: date) -> bytes:
    """The dossier as JSON. Keys of `facts` are concept names; a date may be given as `date`."""
    tree: dict[str, Any] = {"dossier": {"id": "T-001", "peildatum": reference_date, "synthetisch": True}}
    for name, value in facts.items():
        group, concept = name.split(".")
        tree.setdefault(group, {})[concept] = value
    return json.dumps(tree, default=str).encode()


@cache
def _read(data: bytes) -> Dossier:
    return read_dossier(data, "dossier.json", rulebook().concepts)


def audited(facts: Mapping[str, Any], reference_date: str | date) -> Result:
    """The result of a dossier with these facts, without the trees of reasoning."""
    today = day(reference_date)
    return auditor(period_start(today)).audit(_read(dossier_bytes(facts, today)), ())


def steps(facts: Mapping[str, Any], reference_date: str | date) -> dict[str, TimelineStep]:
    """The timeline of `audited`, without the time that its findings take."""
    today = day(reference_date)
    return _timeline(dossier_bytes(facts, today), today)


@cache
def _timeline(data: bytes, today: date) -> dict[str, TimelineStep]:
    one, dossier = auditor(period_start(today)), _read(data)
    registers, _ = one.run(dossier)
    report = Report(Premises(one.layout, registers, dossier, one.concepts, one.words), ())
    return {layout.step.id: report.step(layout) for layout in one.layout.steps}


def interruption(start: str | date, length: int, **fields: Any) -> dict[str, Any]:
    """A period of `length` days from `start`, as a list element."""
    first = day(start)
    return {"van": first, "tot": first + days(length - 1), "duur": length, **fields}


def recovery(start: str | date, length: int) -> dict[str, Any]:
    return interruption(start, length, volledig_hersteld=True)
