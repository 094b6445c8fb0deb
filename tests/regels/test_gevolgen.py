"""The page of consequences: the dates of a loonsanctie, shortening, a late application, and what it costs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from spoortoets import cli
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.consequences import (
    AmountText,
    AssumptionText,
    Consequences,
    FactText,
    RemarkText,
    SectionText,
    consequences,
    merged_open_facts,
)
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.result import FactState, Truth
from spoortoets.explain.as_json.consequences import SCHEMA, consequences_json, json_text
from spoortoets.explain.screen.consequences import consequences_page
from spoortoets.explain.screen.page import page_text

from .tijdlijn_bouw import FIRST_DAY, REGULAR, ROOT, day, dossier_bytes, rulebook

EXAMPLES = sorted((ROOT / "voorbeelden").glob("*.yaml"))
SCHEMAS = {
    name: json.loads((ROOT / "explain" / "schema" / f"{name}-1.schema.json").read_text(encoding="utf-8"))
    for name in ("toets", "gevolgen")
}
START = {
    **REGULAR,
    FIRST_DAY: "2024-11-04",
    "verzuim.eerste_ziektedag_betwist": False,
    "dienstverband.type": "onbepaald",
    "dienstverband.vangnet_grond": "geen",
    "werkgever.failliet": False,
    "werkgever.eigenrisicodrager_zw": False,
}
IN_TIME = {"uwv.wia_aanvraag_datum": "2026-08-10"}
DECIDED = {**IN_TIME, "sanctie.besluit": "inhoudelijk", "sanctie.besluit_datum": "2026-09-14"}
IMPOSED = {**DECIDED, "sanctie.tekortkoming_hersteld": False}
REPAIRED = {
    **DECIDED,
    "sanctie.besluit_datum": "2026-10-07",
    "sanctie.melding_herstel_datum": "2027-01-04",
    "sanctie.herstelbesluit_datum": "2027-02-10",
    "sanctie.tekortkoming_hersteld": True,
}
LATE = {
    "uwv.aankondiging_datum": "2026-07-13",
    "proces.melding_42_datum": "2025-08-20",
    "uwv.wia_aanvraag_datum": "2026-08-30",
    "uwv.oorzaak_vertraging": "werkgever",
}
WAGE = {"kosten.bruto_jaarloon": 52000}


def found(facts: Mapping[str, Any], today: str = "2027-03-01", motor: str = DIRECT) -> Consequences:
    data = dossier_bytes({**START, **facts}, day(today))
    return consequences(rulebook(), read_dossier(data, "zaak.json", rulebook().concepts), motor=motor)


def section(whole: Consequences, name: str) -> SectionText:
    return next(one for one in whole.sections if one.id == name)


def dates(whole: Consequences, name: str) -> dict[str, date | None]:
    return {one.fact.name: one.day for one in section(whole, name).lines if isinstance(one, FactText)}


def remarks(whole: Consequences, name: str) -> str:
    return "\n".join(one.text for one in section(whole, name).lines if isinstance(one, RemarkText))


def amounts(whole: Consequences, name: str = "kosten") -> dict[str, tuple[int | None, int | None]]:
    return {one.title: (one.low, one.high) for one in section(whole, name).lines if isinstance(one, AmountText)}


def page(whole: Consequences, **look: Any) -> str:
    return page_text(consequences_page(whole, **{"width": 80, **look}))


# --- dates ---


def test_the_worked_example():
    whole = found(IN_TIME)
    expected = {
        "probleemanalyse.uiterlijk": "2024-12-16", "verzuim.einde_week42": "2025-08-25",
        "wachttijd.evaluatie_vanaf": "2025-09-15", "wachttijd.evaluatie_uiterlijk": "2025-11-02",
        "spoor2.uiterste_start": "2025-12-15", "wachttijd.riv_uiterlijk": "2026-08-02",
        "uwv.aanvraag_uiterlijk": "2026-08-16", "wachttijd.besluit_uiterlijk": "2026-09-20",
        "wachttijd.einde": "2026-11-02",
    }  # fmt: skip
    shown = dates(whole, "tot_de_beslissing")
    assert {name: shown[name] for name in expected} == {name: day(one) for name, one in expected.items()}
    assert dates(whole, "loonsanctie")["sanctie.uiterste_einde"] == day("2027-11-01")


def test_a_date_says_how_it_was_computed_and_on_what_source():
    lines = section(found(IN_TIME), "loonsanctie").lines
    end = next(one for one in lines if isinstance(one, FactText) and one.fact.name == "sanctie.uiterste_einde")
    assert end.method == "de eerste dag van een loonsanctie (2 november 2026) plus 364 dagen"
    assert "Wet WIA" in [one.short for one in end.sources]


@pytest.mark.parametrize(
    ("first_day", "applied", "decided", "letter", "words"),
    [
        ("2019-09-10", "2021-06-01", "2021-07-20", "2022-09-06", "De brief van UWV noemt dezelfde dag."),
        ("2014-02-18", "2015-11-02", "2016-01-21", "2017-02-14", "De brief van UWV noemt dezelfde dag."),
        ("2013-12-04", "2015-09-01", "2015-11-06", "2016-12-01", "Dat scheelt 1 dag;"),
        ("2013-12-04", "2015-09-01", "2015-11-06", "2016-12-02", "Dat scheelt 2 dagen. Ga na van welke"),
    ],
)  # fmt: skip
def test_the_end_that_uwv_wrote_beside_the_computed_one(first_day, applied, decided, letter, words):
    """Two published decisions agree to the day; the third is a day off, and the page says so."""
    facts = {
        **IMPOSED, FIRST_DAY: first_day, "uwv.wia_aanvraag_datum": applied, "sanctie.besluit_datum": decided,
        "sanctie.einde_datum": letter,
    }  # fmt: skip
    assert words in remarks(found(facts), "loonsanctie")


# --- what applies now ---


@pytest.mark.parametrize(
    ("facts", "today", "words"),
    [
        ({**IN_TIME, "sanctie.besluit": "geen_besluit"}, "2026-09-20", "nog niet over een loonsanctie beslist"),
        ({**IN_TIME, "sanctie.besluit": "geen_besluit"}, "2026-09-21", "hoort te beslissen is voorbij"),
        ({**IN_TIME, "sanctie.besluit": "geen_besluit"}, "2026-11-02", "kan UWV geen loonsanctie meer opleggen"),
        ({**IN_TIME, "sanctie.besluit": "geen_sanctie"}, "2026-11-02", "UWV heeft geen loonsanctie opgelegd."),
        ({**IMPOSED}, "2026-10-01", "Zij begint op 2 november 2026 en duurt hoogstens tot 1 november 2027."),
        ({**IMPOSED}, "2027-03-01", "De loonsanctie loopt sinds 2 november 2026"),
        ({**IMPOSED}, "2027-03-01", "een inhoudelijke loonsanctie"),
        ({**IMPOSED, "sanctie.besluit": "administratief"}, "2027-03-01", "een administratieve loonsanctie"),
        ({**REPAIRED}, "2027-03-01", "24 maart 2027 is de eerste dag zonder loonsanctie"),
        ({**REPAIRED}, "2027-03-24", "De loonsanctie is op de peildatum voorbij."),
        ({**IMPOSED, "sanctie.besluit_datum": "2026-11-02"}, "2027-03-01", "ligt na de laatste dag 1 november 2026"),
        ({**IN_TIME, "verzuim.eerste_ziektedag_betwist": True}, "2026-09-20", "staat in dit dossier niet vast (K02)"),
    ],
)  # fmt: skip
def test_what_applies_now(facts, today, words):
    assert words in remarks(found(facts, today), "nu")


def test_without_the_decision_the_page_asks_for_it_and_says_nothing_of_it():
    now = section(found(IN_TIME), "nu")
    assert now.lines == ()
    assert now.open_facts[0].name == "sanctie.besluit"


def test_a_decision_after_the_last_day_gives_nothing_to_shorten():
    whole = found({**DECIDED, "sanctie.besluit_datum": "2026-11-02"})
    assert dates(whole, "loonsanctie")["sanctie.einde"] == day("2026-11-02")
    shortening = section(whole, "bekorting")
    assert (shortening.applies, shortening.lines) == (Truth.FALSE, ())
    assert "na de laatste dag" in shortening.reason
    assert "Bekorten door herstel: De beslissing kwam na de laatste dag" in " ".join(page(whole).split())


def test_where_the_test_is_not_of_this_employer_nothing_of_a_sanction_is_shown():
    whole = found({**IN_TIME, "dienstverband.vangnet_grond": "einde_dienstverband", "sanctie.besluit": "geen_besluit"})
    applies = {one.id: one.applies for one in whole.sections}
    assert {applies[name] for name in ("loonsanctie", "bekorting", "tijdens", "kosten")} == {Truth.FALSE}
    assert "Dan is er geen loonsanctie." in remarks(whole, "nu")


# --- shortening ---


def test_what_can_be_claimed_after_late_decisions():
    whole = found(REPAIRED)
    assert dates(whole, "bekorting")["sanctie.einde_na_herstel"] == day("2027-03-24")
    assert dates(whole, "bekorting")["sanctie.einde_met_aftrek"] == day("2027-02-24")
    assert "De aftrek van 4 weken staat niet vast." in remarks(whole, "bekorting")


def test_a_late_imposition_alone_does_not_shorten():
    whole = found({**IMPOSED, "sanctie.besluit_datum": "2026-10-07"})
    assert "niet vanzelf korter" in remarks(whole, "bekorting")
    assert "sanctie.einde_met_aftrek" not in dates(whole, "bekorting")
    assert dates(whole, "loonsanctie")["sanctie.einde"] == day("2027-11-01")


def test_decisions_in_time_leave_nothing_to_claim():
    whole = found({**REPAIRED, "sanctie.besluit_datum": "2026-09-20", "sanctie.herstelbesluit_datum": "2027-01-25"})
    assert dates(whole, "bekorting").keys() == {"sanctie.einde_na_herstel"} | (
        dates(whole, "bekorting").keys() & {"sanctie.herstelbesluit_uiterlijk", "sanctie.einde_na_melding"}
    )


def test_when_it_ends_if_repair_is_reported_now():
    assert dates(found(IMPOSED, "2027-02-01"), "bekorting")["sanctie.einde_bij_melding_nu"] == day("2027-04-05")
    assert dates(found(IMPOSED, "2026-10-01"), "bekorting")["sanctie.eerste_meldmoment"] == day("2026-11-02")


# --- a late application ---


def test_a_late_application_costs_days_and_moves_what_comes_after():
    whole = found({**LATE, **WAGE, "sanctie.besluit": "geen_besluit"}, "2026-10-01")
    days = next(one for one in section(whole, "aanvraag").lines if isinstance(one, FactText))
    assert days.fact.value == "14 dagen"
    assert "schuift 14 dagen op" in remarks(whole, "aanvraag")
    assert amounts(whole, "aanvraag") == {"Loonkosten over de extra dagen": (1680, 1820)}
    assert dates(whole, "loonsanctie")["sanctie.uiterste_einde"] == day("2027-11-15")


def test_a_delay_of_the_employee_costs_no_extra_wage():
    whole = found({**LATE, **WAGE, "uwv.oorzaak_vertraging": "werknemer"})
    assert "hoeft de werkgever geen loon te betalen" in remarks(whole, "aanvraag")
    assert amounts(whole, "aanvraag") == {"Loonkosten over de extra dagen": (0, 0)}


def test_an_application_in_time_says_so():
    assert "tot en met 16 augustus 2026 is op tijd" in remarks(found(IN_TIME), "aanvraag")


# --- costs ---


def test_costs_with_the_assumptions_beside_them():
    whole = found({**IMPOSED, **WAGE})
    assert amounts(whole) == {
        "Loonkosten per week": (840, 910),
        "Loonkosten over 10 weken": (8400, 9100),
        "Loonkosten over 26 weken": (21840, 23660),
        "Loonkosten over 52 weken": (43680, 47320),
        "Loonkosten over de berekende duur": (43680, 47320),
        "Kosten van herstel": (3500, 6400),
        "Samen bij 10 weken": (11900, 15500),
        "Samen bij 26 weken": (25340, 30060),
        "Samen bij 52 weken": (47180, 53720),
    }
    text = " ".join(page(whole).split())
    assert "Loonkosten over 52 weken € 43.680 tot € 47.320" in text
    assert "aanname: 20% tot 30% (niet in het dossier gevonden)" in text
    assert "aanname: 70% (niet in het dossier gevonden)" in text
    assert "zijn niet ingevuld en zitten niet in deze bedragen" in text


def test_a_fact_of_the_dossier_takes_the_place_of_the_assumption():
    own = {"kosten.werkgeverslasten": 25, "kosten.doorbetaling": 100, "kosten.traject": 0, "kosten.onderzoek": 750}
    whole = found({**IMPOSED, **WAGE, **own})
    assert amounts(whole)["Loonkosten per week"] == (1250, 1250)
    assert amounts(whole)["Kosten van herstel"] == (750, 1150)
    assumed = {
        one.fact.name: one.assumed for one in section(whole, "aannamen").lines if isinstance(one, AssumptionText)
    }
    assert assumed == {
        "kosten.doorbetaling": False, "kosten.werkgeverslasten": False, "kosten.traject": False,
        "kosten.deskundigenoordeel": True,
    }  # fmt: skip
    assert "25%, uit het dossier" in page(whole)
    assert "Loonkosten per week                € 1.250\n" in page(whole)


def test_without_a_wage_only_the_repair_has_a_price():
    whole = found(IMPOSED)
    assert amounts(whole)["Loonkosten over 26 weken"] == (None, None)
    assert amounts(whole)["Kosten van herstel"] == (3500, 6400)
    assert "kosten.bruto_jaarloon" in [one.name for one in merged_open_facts(whole.sections)]


def test_cents_are_rounded_to_whole_euros():
    assert amounts(found({**IMPOSED, "kosten.bruto_jaarloon": 41999}))["Loonkosten per week"] == (678, 735)


# --- the page and the JSON ---

STORIES = [{}, IN_TIME, IMPOSED, REPAIRED, {**LATE, **WAGE}, {FIRST_DAY: "onbekend"}]


@pytest.mark.parametrize("facts", STORIES)
@pytest.mark.parametrize("look", [{}, {"width": 40}, {"ascii_only": True}])
def test_the_page_fits_and_never_fills_a_gap_in_a_sentence(facts, look):
    whole = found(facts)
    text = page(whole, **look)
    assert max(map(len, text.splitlines())) <= look.get("width", 80)
    assert not look.get("ascii_only") or text.isascii()
    for one in whole.sections:
        assert "onbekend" not in "".join(line.text for line in one.lines if isinstance(line, RemarkText))


@pytest.mark.parametrize("facts", STORIES)
def test_every_line_has_a_source_and_every_gap_a_question(facts):
    whole = found(facts)
    asked = {one.name for one in merged_open_facts(whole.sections)}
    for line in (line for one in whole.sections for line in one.lines):
        if isinstance(line, RemarkText):
            assert line.sources
        if isinstance(line, FactText):
            assert line.sources or not line.fact.derived
            assert line.fact.state is not FactState.NOT_DERIVABLE or asked


@pytest.mark.parametrize("facts", STORIES)
def test_the_json_follows_its_published_schema(facts):
    registry = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in SCHEMAS.values()])
    checker = jsonschema.Draft202012Validator(SCHEMAS["gevolgen"], registry=registry)
    checker.check_schema(SCHEMAS["gevolgen"])
    data = json.loads(json_text(found(facts)))
    assert data["schema"] == SCHEMA
    assert [one.message for one in checker.iter_errors(data)] == []
    assert not checker.is_valid({**data, "kans": 0.1})


def test_the_json_holds_dates_and_whole_euros():
    data = consequences_json(found({**IMPOSED, **WAGE}))
    lines = {one["sectie"]: one["regels"] for one in data["secties"]}
    end = next(one for one in lines["loonsanctie"] if one.get("feit", {}).get("feit") == "sanctie.uiterste_einde")
    assert (end["soort"], end["datum"]) == ("feit", "2027-11-01")
    assert lines["kosten"][0] == {"soort": "bedrag", "titel": "Loonkosten per week", "van": 840, "tot": 910}


def test_the_same_dossier_gives_the_same_bytes_with_either_engine():
    assert json_text(found(REPAIRED)) == json_text(found(REPAIRED))
    direct, inferred = consequences_json(found(REPAIRED)), consequences_json(found(REPAIRED, motor="durable"))
    assert direct["secties"] == inferred["secties"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_the_command_reads_every_example(capsys, example):
    assert cli.main(["gevolgen", str(example), "--motor", "direct"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Gevolgen · Dossier") and "Datums van een loonsanctie" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_command_writes_json_to_a_file(capsys, tmp_path):
    target = tmp_path / "gevolgen.json"
    assert cli.main(["gevolgen", str(EXAMPLES[0]), "--motor", "direct", "--formaat", "json", "--uit", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == SCHEMA
