"""What documents say differently of one fact, as it is read: on each page and in the JSON."""

from __future__ import annotations

import json

import jsonschema
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.result import FactState, OpenFact, Provenance, StatementText, StepState, Truth, UsedFact
from spoortoets.explain.as_json.result import result_json
from spoortoets.explain.screen.page import Page, page_text
from spoortoets.explain.screen.timeline import timeline_page
from spoortoets.explain.screen.verdict import verdict_page
from spoortoets.explain.screen.why import why_page
from spoortoets.explain.words import fact_text

from .resultaten import K24, T10, TE_LAAT, voorwaarde
from .test_json_result import SCHEMA_FILE

D02, D08 = Provenance("D02", "3", "vastgesteld"), Provenance("D08", "2", "")
HOURS = ("belastbaarheid.uren_per_week", "de belastbaarheid in uren per week")
DIFFERENT = (StatementText("20 uur per week", D02, False), StatementText("16 uur per week", D08, False))
CHOSEN = (DIFFERENT[0], StatementText("16 uur per week", D08, True, "het nieuwste oordeel van de bedrijfsarts."))
OPEN = UsedFact(*HOURS, FactState.CONTRADICTED, "", Provenance(), False, "", DIFFERENT)
DECIDED = UsedFact(*HOURS, FactState.KNOWN, "16 uur per week", D08, False, "", CHOSEN)
ASKED = OpenFact(*HOURS, "Hoeveel uur per week?", "bedrijfsarts", "FML", FactState.CONTRADICTED, DIFFERENT)
BOTH = "20 uur per week (D02, p. 3, vastgesteld) tegenover 16 uur per week (D08, p. 2)"
WHY = (
    "[D08, p. 2; gekozen: het nieuwste oordeel van de bedrijfsarts;"
    " niet gekozen: 20 uur per week (D02, p. 3, vastgesteld)]"
)

UNKNOWN = K24._replace(
    outcome=Outcome.UNKNOWN, facts=(), open_facts=(ASKED,), grounds=(), repairs=(), reasons=(),
    proof=voorwaarde("K24.voldoet", "genoeg uren", Truth.UNKNOWN, OPEN),
)  # fmt: skip
RESULT = TE_LAAT._replace(
    findings=tuple(UNKNOWN if one.criterion == "K24" else one for one in TE_LAAT.findings),
    timeline=(T10._replace(id="T09", state=StepState.UNKNOWN, disputed=(OPEN,)), T10._replace(disputed=(OPEN,))),
    disputed=(OPEN,),
)


def flat(page: Page) -> str:
    return " ".join(page_text(page).split())


def test_een_tegenstrijdig_feit_noemt_beide_stukken() -> None:
    assert fact_text(OPEN) == f"De belastbaarheid in uren per week: tegenstrijdig [{BOTH}]"


def test_een_gekozen_verklaring_noemt_de_reden_en_wat_niet_is_gekozen() -> None:
    assert fact_text(DECIDED) == f"De belastbaarheid in uren per week: 16 uur per week {WHY}"


def test_gelijke_verklaringen_noemen_beide_vindplaatsen() -> None:
    same = (StatementText("16 uur per week", D02, True), StatementText("16 uur per week", D08, True))
    fact = DECIDED._replace(provenance=D02, statements=same)
    assert fact_text(fact) == "De belastbaarheid in uren per week: 16 uur per week [D02, p. 3, vastgesteld; D08, p. 2]"


def test_een_veld_van_een_lijst_noemt_het_element() -> None:
    said = tuple(one._replace(subject="activiteit 4, de uren") for one in DIFFERENT)
    fact = UsedFact("traject.activiteiten", "de activiteiten", FactState.KNOWN, "5 vermeld", D02, False, "", said)
    assert fact_text(fact) == f"De activiteiten: 5 vermeld [D02, p. 3, vastgesteld; activiteit 4, de uren: {BOTH}]"


def test_de_toets_noemt_elk_verschil_en_wat_erop_wacht() -> None:
    text = flat(verdict_page(RESULT, width=80))
    assert f"Gegevens waarover de stukken verschillen ± {fact_text(OPEN)}. Hierop wacht K24." in text
    assert f"Hoeveel uur per week? [tegenstrijdig: {BOTH}; te vragen aan: bedrijfsarts; stuk: FML]" in text


def test_op_een_gekozen_verklaring_wacht_niets() -> None:
    text = flat(verdict_page(RESULT._replace(disputed=(DECIDED,)), width=80))
    assert f"± {fact_text(DECIDED)}." in text
    assert "Hierop" not in text


def test_zonder_verschillen_staat_er_niets_over() -> None:
    assert "verschillen" not in flat(verdict_page(RESULT._replace(disputed=()), width=80))


def test_waarom_toont_de_verklaringen_bij_de_voorwaarde() -> None:
    assert f"De belastbaarheid in uren per week = tegenstrijdig [{BOTH}]" in flat(why_page(RESULT, UNKNOWN, width=80))


def test_de_tijdlijn_noemt_een_verschil_eenmaal_voluit() -> None:
    text = flat(timeline_page(RESULT, width=80))
    assert text.count(f"Stukken {fact_text(OPEN)}") == 1
    assert "Stukken De belastbaarheid in uren per week: tegenstrijdig, zie T09" in text


def test_de_json_noemt_elke_verklaring() -> None:
    told = result_json(RESULT._replace(disputed=(DECIDED,)))
    jsonschema.validate(told, json.loads(SCHEMA_FILE.read_text("utf-8")))
    (fact,) = told["tegenstrijdige_feiten"]
    assert [(one["waarde"], one["document"], one["pagina"], one["telt"]) for one in fact["verklaringen"]] == [
        ("20 uur per week", "D02", "3", False),
        ("16 uur per week", "D08", "2", True),
    ]
    assert fact["verklaringen"][1]["reden"] == "het nieuwste oordeel van de bedrijfsarts."
    (asked,) = next(one for one in told["bevindingen"] if one["criterium"] == "K24")["open_feiten"]
    assert (asked["staat"], len(asked["verklaringen"])) == ("tegenstrijdig", 2)
    assert [len(one["tegenstrijdige_feiten"]) for one in told["tijdlijn"]] == [1, 1]
