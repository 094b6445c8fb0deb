"""Sensitivity: every flip that is told is there, and nothing flips before it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier, Records
from spoortoets.engine.whatif.moving import Moving
from spoortoets.engine.whatif.sensitivity import Flip, Sensitivity, SensitivityFinder, Slack
from spoortoets.engine.whatif.standing import Standing, Stands

from ..commands.opdrachtregel import Terminal
from .test_watals import LATE, ROOT, checker, dossier, rulebook

HALF = ROOT / "voorbeelden" / "half_ingevuld.yaml"


@cache
def sensitivity(path: Path) -> Sensitivity:
    return SensitivityFinder(rulebook(), dossier(path), DIRECT).find()


def at(base: Dossier, slack: Slack, value: Moving) -> Dossier:
    """The dossier with one number or date somewhere else."""
    fact = base.facts[slack.name]
    if not slack.element:
        return base._replace(facts={**base.facts, slack.name: fact._replace(value=value)})
    assert isinstance(fact.value, Records)
    items = list(fact.value.items)
    record = items[slack.element - 1]
    items[slack.element - 1] = type(record)({**record.values, slack.concept.name: value}, record.missing)
    return base._replace(facts={**base.facts, slack.name: fact._replace(value=Records(tuple(items)))})


def outcomes(standing: Standing, without: frozenset[str] = frozenset()) -> dict[str, object]:
    return {name: found for name, found in standing.findings.items() if name not in without}


def just_before(value: Moving, start: Moving) -> Moving:
    if isinstance(value, date) and isinstance(start, date):
        return value - timedelta(days=1 if value > start else -1)
    assert isinstance(value, int | Fraction) and isinstance(start, int | Fraction)
    step = Fraction(1, Fraction(start).denominator)
    return value - step if value > start else value + step


@pytest.mark.parametrize("path", [LATE, HALF], ids=lambda one: one.stem)
def test_elke_omslag_klopt_en_een_stap_ervoor_slaat_er_niets_om(path: Path) -> None:
    base, found = dossier(path), sensitivity(path)
    stands = Stands(rulebook(), base, DIRECT)
    assert found.slacks
    for slack in found.slacks:
        for way in (slack.up, slack.down):
            earlier: frozenset[str] = frozenset()
            for flip in way.flips:
                told = frozenset(one.criterion for one in flip.findings)
                then = stands.of(at(base, slack, flip.value))
                assert all(then.findings[one.criterion] == one.after for one in flip.findings)
                calm = stands.of(at(base, slack, just_before(flip.value, slack.value)))
                assert outcomes(calm, earlier) == outcomes(found.now, earlier), (slack.name, flip.value)
                assert told and then.verdict == flip.verdict
                earlier = told


def test_de_minste_speling_staat_voorop() -> None:
    rooms = [min(float(flip.slack) for flip in one.flips) for one in sensitivity(LATE).slacks]
    assert rooms == sorted(rooms)


def test_een_datum_gaat_niet_voorbij_de_peildatum_en_niet_voor_zijn_voorganger() -> None:
    base = dossier(LATE)
    for one in sensitivity(LATE).slacks:
        if isinstance(one.value, date) and not one.concept.future:
            assert all(isinstance(flip.value, date) and flip.value <= base.reference_date for flip in one.up.flips)


def test_wat_vanzelf_omslaat_als_de_dagen_verstrijken() -> None:
    base, time = dossier(LATE), sensitivity(LATE).time
    assert isinstance(time, Flip) and isinstance(time.value, date) and time.value > base.reference_date
    assert timedelta(days=int(time.slack) + 1) == time.value - base.reference_date
    assert time.findings


def test_op_het_scherm_en_als_json(capsys: pytest.CaptureFixture[str]) -> None:
    run = Terminal(capsys)
    shown = run("watals", str(HALF), "--gevoelig", "--motor", "direct")
    assert shown.status == 0 and "Als er niets verandert" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    found = json.loads(run("watals", str(HALF), "--gevoelig", "--formaat", "json").out)
    assert [one.message for one in checker("gevoelig").iter_errors(found)] == []
