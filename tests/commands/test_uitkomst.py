"""What the commands on a dossier print of its result, and with which exit status they end."""

from __future__ import annotations

import json

import pytest
from spoortoets import cli
from spoortoets.commands import dossier as commands
from spoortoets.engine.infer import ReadingsDisagree

from ..explain.resultaten import ONVOLDOENDE, RESULTAAT_BEHAALD, TE_LAAT, VERSCHOOND
from .opdrachtregel import Terminal


@pytest.mark.usefixtures("late")
def test_toets_waarom_en_tijdlijn_tonen_elk_hun_bladzijde(run: Terminal) -> None:
    assert "Oordeel: ✘ niet adequaat" in run("toets", "x.yaml").out
    assert "Wat de bevinding draagt" in run("waarom", "x.yaml", "k24").out
    assert "Oordeel ✘ niet adequaat" in run("waarom", "x.yaml", "oordeel").out
    assert "T10 ✘ te laat" in run("tijdlijn", "x.yaml").out


@pytest.mark.usefixtures("late")
def test_json_op_de_uitvoer(run: Terminal) -> None:
    ran = run("toets", "x.yaml", "--formaat", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["oordeel"]["uitkomst"] == "niet_adequaat"


@pytest.mark.parametrize(
    ("result", "status"), [(TE_LAAT, 1), (ONVOLDOENDE, 1), (VERSCHOOND, 0), (RESULTAAT_BEHAALD, 0)]
)
def test_streng_geeft_een_als_het_oordeel_niet_adequaat_is(
    run: Terminal, monkeypatch: pytest.MonkeyPatch, result: object, status: int
) -> None:
    monkeypatch.setattr(commands, "audit_file", lambda *_, **__: result)
    assert run("toets", "x.yaml", "--streng").status == status
    assert run("toets", "x.yaml").status == 0


def test_verschillen_de_lezingen_dan_komt_er_geen_oordeel(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(*_: object, **__: object) -> None:
        raise ReadingsDisagree("K24/voldoet/1", True, None)

    monkeypatch.setattr(commands, "audit_file", disagree)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.out) == (3, "")
    assert "K24/voldoet/1" in ran.errors
    assert "geen oordeel" in ran.errors


def test_een_onverwachte_fout_geeft_een_nederlandse_regel(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(commands, "audit_file", fail)
    monkeypatch.delenv("SPOORTOETS_DEBUG", raising=False)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.out) == (70, "")
    assert ran.errors.startswith("onverwachte fout") and "division" not in ran.errors
    monkeypatch.setenv("SPOORTOETS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["toets", "x.yaml"])


def test_afbreken_geeft_130(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "audit_file", interrupt)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.errors) == (130, "Afgebroken.\n")
