"""What a reader sees on the screen: the verdict, the reasoning and the timeline."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from spoortoets.engine.result import Result
from spoortoets.explain.screen.page import Page, page_text
from spoortoets.explain.screen.printing import print_page
from spoortoets.explain.screen.timeline import timeline_page
from spoortoets.explain.screen.verdict import verdict_page
from spoortoets.explain.screen.why import why_page, why_verdict_page

from .resultaten import ALLE, K24, K25, K37, ONVOLDOENDE, RESULTAAT_BEHAALD, TE_LAAT, VERSCHOOND


def pages(width: int, *, ascii_only: bool = False) -> list[Page]:
    made = []
    for result in ALLE:
        made.append(verdict_page(result, width=width, ascii_only=ascii_only))
        made.append(timeline_page(result, width=width, ascii_only=ascii_only))
        made.append(why_verdict_page(result, width=width, ascii_only=ascii_only))
        made += [why_page(result, one, width=width, ascii_only=ascii_only) for one in result.findings]
    return made


def verdict(result: Result) -> str:
    return page_text(verdict_page(result, width=80))


def flat(text: str) -> str:
    """The text without line breaks and guides, so that a sentence can be looked up as a reader reads it."""
    return re.sub(r"[\s│├└]+", " ", text)


def test_het_oordeel_staat_voor_de_bevindingen() -> None:
    text = verdict(TE_LAAT)
    assert text.index("Oordeel: ✘ niet adequaat") < text.index("Overzicht") < text.index("✘ voldoet niet · K24")


def test_het_oordeel_noemt_zijn_reden_en_de_criteria_die_het_dragen() -> None:
    text = flat(verdict(TE_LAAT))
    assert "Een dragend criterium is niet gehaald" in text
    assert "Berust op K24 Tijdige start van het tweede spoor · ✘ voldoet niet" in text


@pytest.mark.parametrize("result", ALLE)
def test_elk_oordeel_zegt_dat_uwv_zelf_oordeelt_en_dat_een_mens_beslist(result: Result) -> None:
    assert "UWV oordeelt zelf. Dit is een concept-oordeel: een mens bevestigt het" in flat(verdict(result))


def test_de_kop_zegt_wat_waarmee_en_naar_welke_dag_is_getoetst() -> None:
    text = verdict(TE_LAAT)
    assert text.startswith("Dossier S-014 · SYNTHETISCH\n")
    for part in ("14 september 2026", "tweede-spoor 2026.1 · a41f09c2", "durable-rules 2.0.28; 812 punten gelijk"):
        assert part in text


def test_zonder_redeneermachine_staat_er_een_duidelijke_melding() -> None:
    text = flat(verdict(ONVOLDOENDE))
    assert "Motor directe lezing van de regels" in text
    assert "Let op ± De redeneermachine is hier niet beschikbaar" in text
    assert "SYNTHETISCH" not in text


def test_een_bevinding_toont_feiten_met_vindplaats_norm_bronnen_gronden_en_herstel() -> None:
    text = flat(verdict(TE_LAAT))
    for part in (
        "dragend · gezag: beleid",
        "De intake was 39 dagen na de uiterste startdatum 5 maart 2026.",
        "De datum van de intake: 13 april 2026 [D08, p. 2, vastgesteld]",
        "De uiterste startdatum van het tweede spoor: 5 maart 2026 [berekend]",
        "Werkwijzer Poortwachter, par. 4.3.1 (beleid; niet nagelezen)",
        "BW 7, art. 658a lid 1 (wet)",
        "? Een tijdig gevraagd deskundigenoordeel: zou verontschuldigen indien aangetoond (rechtspraak).",
        "te vragen aan: werkgever; stuk: aanvraag deskundigenoordeel",
        "Doet zich niet voor: een medische blokkade volgens de bedrijfsarts.",
        "wie: werkgever; tijd: 1 tot 3 weken; uiterlijk 1 november 2026]",
        "uiterlijk 1 september 2026 (die dag ligt voor de peildatum)]",
        "Zijn er door de late start kansen gemist?",
    ):
        assert part in text


def test_een_onbekende_bevinding_noemt_wat_te_vragen_is_en_aan_wie() -> None:
    text = flat(verdict(ONVOLDOENDE))
    assert "? onbekend · K25" in text
    assert (
        "? Op welke dag is de eerstejaarsevaluatie gehouden? [onbekend (wel gevraagd); te vragen aan: werkgever" in text
    )


def test_voorlopig_verschoond_en_nvt_zijn_als_zodanig_te_lezen() -> None:
    assert "± twijfel, voorlopig · K37" in verdict(TE_LAAT)
    assert "Zolang de beleidseigenaar die grens niet heeft bevestigd" in flat(verdict(TE_LAAT))
    assert "– voldoet niet, verschoond · K24" in verdict(VERSCHOOND)
    assert "aangetoond, verschoont (rechtspraak). Het oordeel is op 1 maart 2026 gevraagd." in flat(verdict(VERSCHOOND))
    nvt = "– niet van toepassing De mogelijkheden bestonden al bij de evaluatie. K26 Start na later ontstane"
    assert nvt in flat(verdict(TE_LAAT))


def test_een_niet_meer_te_herstellen_tekort_zegt_dat() -> None:
    result = TE_LAAT._replace(findings=(K24._replace(repairable=False),))
    assert "Volgens de regels is dit niet meer te herstellen." in flat(verdict(result))


def test_bij_een_bevredigend_resultaat_staat_er_geen_tekort() -> None:
    text = verdict(RESULTAAT_BEHAALD)
    assert "Oordeel: – niet aan de orde" in text
    assert "✘" not in text


def test_geen_cijfer_en_geen_kans() -> None:
    assert "%" not in "".join(verdict(one) for one in ALLE)


def test_de_redenering_toont_ook_wat_niet_opging_met_de_waarde_ernaast() -> None:
    text = flat(page_text(why_page(TE_LAAT, K24, width=80)))
    assert "✘ onwaar · voldoet: de datum van de intake ligt niet na de uiterste startdatum" in text
    assert "De datum van de intake = 13 april 2026 [D08, p. 2, vastgesteld]" in text
    assert "✔ waar · voldoet niet: al deze voorwaarden [K24.voldoet_niet.als]" in text
    assert "De uiterste startdatum van het tweede spoor = 5 maart 2026 [berekend]" in text
    assert "zes weken na de eerstejaarsevaluatie" in text


def test_een_berekend_feit_wordt_eenmaal_uitgewerkt() -> None:
    shared = K24.proof.children[1].children[1]
    twice = K24._replace(proof=K24.proof._replace(children=(*K24.proof.children, shared)))
    text = flat(page_text(why_page(TE_LAAT._replace(findings=(twice,)), twice, width=80)))
    tree, worked = text.split("Berekende feiten, elk eenmaal uitgewerkt")
    assert tree.count("De uiterste startdatum van het tweede spoor = 5 maart 2026 [berekend] [afleiding/") == 2
    assert worked.count("zes weken na de eerstejaarsevaluatie") == 1
    assert "De datum van de eerstejaarsevaluatie = onbekend" in worked


def test_de_vier_manieren_van_niet_weten_blijven_uit_elkaar() -> None:
    texts = [flat(page_text(why_page(TE_LAAT, one, width=80))) for one in (K24, K25, K37)]
    assert "Of een deskundigenoordeel is aangevraagd = niet ingevuld" in texts[0]
    assert "De datum van de eerstejaarsevaluatie = onbekend (wel gevraagd)" in texts[1]
    assert "De einddatum van het traject = niet van toepassing (het traject loopt nog)" in texts[2]
    assert "De vertraging van de start = niet af te leiden (een gegeven ontbreekt of staat niet vast)" in texts[2]


def test_de_tijdlijn_staat_op_datum_en_zegt_wat_te_laat_is() -> None:
    text = page_text(timeline_page(TE_LAAT, width=80))
    order = [
        text.index(code) for code in ("T02 ✔ gehaald", "T10 ✘ te laat", "T22 → komt nog", "T05 ? onbekend", "T12 Start")
    ]
    assert order == sorted(order)
    assert "uiterlijk 5 maart 2026 · gebeurd op 13 april 2026 · 39 dagen te laat" in flat(text)
    assert text.index("T10") < text.index("── peildatum 14 september 2026 ──") < text.index("T22")
    assert "zwijgen geldt nooit als te laat" in text


def test_geen_regel_is_breder_dan_tachtig_tekens() -> None:
    for page in pages(80):
        assert max(len(line) for line in page_text(page).splitlines()) <= 80


@pytest.mark.parametrize("width", [40, 60, 100])
def test_een_andere_breedte_houdt_alle_woorden(width: int) -> None:
    for page, wide in zip(pages(width), pages(80), strict=True):
        assert max(len(line) for line in page_text(page).splitlines()) <= width
        assert re.sub(r"[ ─]", "", flat(page_text(page))) == re.sub(r"[ ─]", "", flat(page_text(wide)))


def test_een_terminal_zonder_onze_tekens_krijgt_ascii_met_dezelfde_woorden() -> None:
    for page in pages(80, ascii_only=True):
        assert page_text(page).isascii()
    assert "x voldoet niet - K24" in page_text(verdict_page(TE_LAAT, width=80, ascii_only=True))


def test_kleur_voegt_alleen_kleur_toe() -> None:
    for page in pages(80):
        stream = io.StringIO()
        print_page(page, Console(file=stream, width=80, force_terminal=True, color_system="standard", highlight=False))
        assert "\x1b[" in stream.getvalue()
        assert re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()) == page_text(page)


def test_een_dossier_kan_de_terminal_niet_besturen() -> None:
    result = TE_LAAT._replace(description="rood \x1b[31m en \x07 en [bold]vet[/bold]")
    text = verdict(result)
    assert "\x1b" not in text and "\x07" not in text
    assert "[bold]vet[/bold]" in text
