"""The empty dossier of `nieuw`: it can be read, it explains every key, and its examples are themselves valid."""

from __future__ import annotations

import re
from datetime import date

import pytest
from spoortoets.engine.dossier import Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.explain.empty_dossier import empty_dossier

DAY = date(2026, 9, 14)
SOORTEN = ChoiceType(("intake", "jobhunting"), ("een intake", "jobhunting"))
GROUPS = (
    ("dossier", "Het dossier"),
    ("traject", "Het traject in het tweede spoor"),
    ("leeg", "Een groep zonder begrippen"),
)
CONCEPTS = (
    Concept("dossier.id", TextType(), "het kenmerk van het dossier"),
    Concept("dossier.peildatum", DateType(), "de peildatum"),
    Concept(
        "dossier.documenten",
        ListType("document", (Concept("id", TextType(), "het kenmerk"), Concept("datum", DateType(), "de datum"))),
        "de stukken in het dossier",
    ),
    Concept(
        "traject.intake_datum",
        DateType(),
        "de datum van de intake",
        question="Op welke dag was de intake bij het re-integratiebedrijf?",
        help="De eerste inhoudelijke stap met de werknemer. " * 3,
        answerer="re-integratiebedrijf",
        document="intakeverslag",
    ),
    Concept("traject.uren", NumberType("uren per week"), "het aantal uren", minimum=2, maximum=40),
    Concept("traject.ondertekend", YesNoType(), "of het plan is ondertekend"),
    Concept("traject.onderdelen", ChoicesType(("cv", "netwerk"), ("een cv", "een netwerk")), "de onderdelen"),
    Concept(
        "traject.activiteiten",
        ListType(
            "activiteit",
            (
                Concept("datum", DateType(), "de datum"),
                Concept("soort", SOORTEN, "de soort van de activiteit"),
                Concept(
                    "uren", NumberType("uren"), "het aantal uren dat deze activiteit volgens het verslag heeft geduurd"
                ),
            ),
        ),
        "de activiteiten",
    ),
)


def blank(id: str = "S-014", reference_date: date | None = DAY) -> str:
    return empty_dossier(GROUPS, CONCEPTS, id=id, reference_date=reference_date)


def test_het_lege_dossier_is_te_lezen_en_bevat_alleen_kenmerk_en_peildatum() -> None:
    dossier = read_dossier(blank().encode(), "S-014.yaml", CONCEPTS)
    assert (dossier.id, dossier.reference_date) == ("S-014", DAY)
    assert {name for name, fact in dossier.facts.items() if fact.value is not None} == {
        "dossier.id",
        "dossier.peildatum",
    }


@pytest.mark.parametrize("id", ["S-014", "ja", "2026"])
def test_elk_kenmerk_komt_heel_over(id: str) -> None:
    assert read_dossier(blank(id).encode(), "x.yaml", CONCEPTS).id == id


def test_zonder_peildatum_meldt_het_lezen_dat_die_nog_moet_worden_ingevuld() -> None:
    text = blank(reference_date=None)
    assert "peildatum: JJJJ-MM-DD" in text
    with pytest.raises(MistakesFound) as found:
        read_dossier(text.encode(), "D-001.yaml", CONCEPTS)
    assert [one.place.line for one in found.value.mistakes] == [text.splitlines().index("  peildatum: JJJJ-MM-DD") + 1]


def test_bij_elk_gegeven_staat_de_vraag_wat_er_mag_staan_wie_het_weet_en_het_stuk() -> None:
    text = blank()
    for part in (
        "# Het traject in het tweede spoor",
        "# Op welke dag was de intake bij het re-integratiebedrijf?",
        "# de datum van de intake [datum, JJJJ-MM-DD]",
        "# wie: re-integratiebedrijf; stuk: intakeverslag",
        "getal (uren per week)",
        "[ja | nee]",
        "meerkeuze: cv | netwerk",
    ):
        assert part in text
    assert "Een groep zonder begrippen" not in text


def test_geen_regel_is_breder_dan_tachtig_tekens() -> None:
    assert max(len(line) for line in blank().splitlines()) <= 80


def test_ook_zonder_peildatum_is_geen_regel_breder_dan_tachtig_tekens() -> None:
    empty = empty_dossier(GROUPS, CONCEPTS, id="S-014", reference_date=None)
    assert max(len(line) for line in empty.splitlines()) <= 80


def test_het_voorbeeld_bij_een_lijst_is_geldig_als_het_hekje_weg_is() -> None:
    text = re.sub(r"^  #(  .*)$", r"  \1", blank(), flags=re.MULTILINE)
    dossier = read_dossier(text.encode(), "S-014.yaml", CONCEPTS)
    activities = dossier.fact("traject.activiteiten").value
    assert isinstance(activities, Records)
    assert activities.items[0].values == {}, "an example that is left standing must not state a fact"
