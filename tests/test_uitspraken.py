"""Published rulings, encoded from the facts in a public summary alone, beside what the courts held."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from spoortoets import cli
from spoortoets.engine.audit import DURABLE, Auditor
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.rulings.comparing import Comparison, Found, Reading, compare_all, confusion
from spoortoets.engine.rulings.reading import Agreement, Richness, Rulings, Standing, read_rulings
from spoortoets.explain.as_json.rulings import rulings_json
from spoortoets.explain.screen.page import page_text
from spoortoets.explain.screen.rulings import rulings_page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "voorbeelden" / "uitspraken"
SCHEMAS = ROOT / "explain" / "schema"

DECIDED = {
    "CRVB_2018_2596": (Agreement.AGREES, {"K24": "twijfel"}),
    "CRVB_2018_3765": (Agreement.AGREES, {"K22": "twijfel"}),
    "CRVB_2021_1316": (Agreement.AGREES, {"K32": "voldoet_niet"}),
    "RBDHA_2021_4912": (Agreement.AGREES, {"K21": "voldoet_niet"}),
    "RBOBR_2025_6066": (Agreement.AGREES, {"K19": "twijfel"}),
    "RBOBR_2022_415": (Agreement.DISAGREES, {"K19": "voldoet_niet"}),
    "RBOBR_2025_2759": (Agreement.DISAGREES, {"K19": "voldoet_niet"}),
}
"""With suppositions: whether the rules agree with the court, and on which carrying criteria that rests."""


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


@lru_cache(maxsize=1)
def rulings() -> Rulings:
    return read_rulings(FOLDER, "uitspraken", rulebook())


@lru_cache(maxsize=1)
def comparisons() -> dict[str, Comparison]:
    return {one.ruling.name: one for one in compare_all(rulebook(), rulings())}


def outcomes(reading: Reading) -> dict[str, str]:
    return {one.criterion: one.outcome.value for one in reading.shortcomings}


# --- the shipped rulings ----------------------------------------------------------------------------------------------


def test_all_thirty_one_rulings_are_there() -> None:
    assert len(rulings().rulings) == 31
    assert sum(one.standing is Standing.UPHELD for one in rulings().rulings) == 18
    assert sum(one.standing is Standing.ANNULLED for one in rulings().rulings) == 12


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.uitkomst.yaml")), ids=lambda path: path.name.split(".")[0])
def test_a_ruling_is_no_synthetic_dossier_and_every_fact_comes_from_the_summary(path: Path) -> None:
    dossier = yaml.safe_load(path.with_name(path.name.replace(".uitkomst", "")).read_text("utf-8"))
    assert dossier["dossier"]["synthetisch"] == "nee"
    assert [one["id"] for one in dossier["dossier"]["documenten"]] == ["D01"]
    facts = [fact for group, keys in dossier.items() if group != "dossier" for fact in keys.values()]
    assert facts and all(fact["bron"]["document"] == "D01" for fact in facts)


def test_every_ruling_comes_out_as_its_file_says() -> None:
    assert {one.ruling.name for one in comparisons().values() if one.unexpected} == set()
    assert all(one.ruling.expected[0] is not None for one in comparisons().values())


@pytest.mark.parametrize("name", DECIDED)
def test_with_suppositions_these_rulings_are_decided_on_these_criteria(name: str) -> None:
    supposed = comparisons()[name].supposed
    assert supposed is not None
    assert (supposed.agreement, outcomes(supposed)) == DECIDED[name]


def test_every_other_ruling_stays_undecided_and_that_is_no_agreement() -> None:
    for name, one in comparisons().items():
        if name not in DECIDED:
            assert one.best.found is Found.UNDECIDED, name
            assert one.best.agreement is Agreement.UNDECIDED
            assert one.best.undecided > 0 and one.best.verdict == "onvoldoende_gegevens"


def test_an_undecided_ruling_names_what_would_decide_and_that_is_really_open() -> None:
    for name, one in comparisons().items():
        if one.best.found is Found.UNDECIDED:
            open_names = [fact.name for fact in one.best.open_facts]
            assert one.ruling.deciding, name
            assert open_names[: len(one.ruling.deciding)] == list(one.ruling.deciding), name


def test_a_disagreement_that_stays_is_explained() -> None:
    for one in comparisons().values():
        if one.best.agreement is Agreement.DISAGREES:
            assert "Dit verschil blijft" in one.ruling.explanation


def test_waiting_for_a_medical_end_state_does_not_excuse_a_late_start() -> None:
    supposed = comparisons()["CRVB_2018_2596"].supposed
    assert supposed is not None
    (late,) = supposed.shortcomings
    assert late.outcome is Outcome.DOUBT and not late.excused


def test_a_reasoned_language_course_excuses_a_late_start_and_then_nothing_is_decided() -> None:
    supposed = comparisons()["RBARN_2012_2734"].supposed
    assert supposed is not None
    late = next(one for one in supposed.others if one.criterion == "K24")
    assert late.excused and supposed.found is Found.UNDECIDED
    assert [one.id for one in late.grounds if one.truth.value == "waar"] == ["voorbereidende_taalcursus"]


def test_few_applications_are_a_contributing_point_and_carry_no_shortcoming() -> None:
    supposed = comparisons()["CRVB_2017_2860"].supposed
    assert supposed is not None and supposed.found is Found.UNDECIDED


def test_the_table_counts_every_ruling_once_and_decides_hardly_any_on_facts_alone() -> None:
    every = tuple(comparisons().values())
    for supposed in (False, True):
        rows = confusion(every, supposed=supposed)
        assert sum(sum(row.found.values()) for row in rows) == 31
        assert sum(sum(row.agreement.values()) for row in rows) == 31
        assert {row.richness for row in rows} == set(Richness)
    alone, more = (confusion(every, supposed=supposed) for supposed in (False, True))
    counts = [{one: sum(row.agreement[one] for row in rows) for one in Agreement} for rows in (alone, more)]
    assert [[one[word] for word in (Agreement.AGREES, Agreement.DISAGREES, Agreement.UNDECIDED)] for one in counts] == [
        [1, 0, 30],
        [5, 2, 24],
    ]


def test_every_label_in_use_is_expressed_by_rules_or_lies_outside_a_dossier() -> None:
    used = {label for one in rulings().rulings for label in one.labels}
    labels = {one.label: one for one in rulings().grounds}
    assert len(labels) == 37 and used <= set(labels)
    assert all(bool(one.rules) != bool(one.outside) for one in labels.values())
    assert labels["rapport_uwv_onvoldoende_gemotiveerd"].outside


@pytest.mark.usefixtures("engine_present")
@pytest.mark.parametrize("name", ["CRVB_2018_3765", "RBOBR_2025_2759"])
def test_both_readings_agree_on_a_ruling(name: str) -> None:
    ruling = comparisons()[name].ruling
    assert ruling.supposed is not None
    auditor = Auditor(rulebook(), ruling.dossier.reference_date, DURABLE)
    for dossier in (ruling.dossier, ruling.supposed):
        _, engine = auditor.run(dossier)
        assert engine.compared > 0


# --- a folder of one's own --------------------------------------------------------------------------------------------

DOSSIER = """
dossier: {id: EIGEN, peildatum: 2026-06-29}
resultaat: {hervatting: geen}
werkgever: {eigenrisicodrager_zw: ja}
traject:
  activiteiten: {volledig: nee, waarde: [{soort: taal}]}
"""
OUTCOME = """
uitspraak: EIGEN 1
instantie: Rechtbank X
datum: onbekend
procedure: oplegging
feitenrijkdom: mager
gehouden: Er was te weinig gedaan.
sanctie_gerechtvaardigd: ja
gronden: [te_weinig]
uitleg: Een voorbeeld.
"""
GROUNDS = "gronden:\n  te_weinig: {betekenis: Er was te weinig gedaan., kant: tegen, regels: [K40]}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "EIGEN.yaml").write_text(DOSSIER, "utf-8")
    (tmp_path / "EIGEN.uitkomst.yaml").write_text(OUTCOME, "utf-8")
    (tmp_path / "gronden.yaml").write_text(GROUNDS, "utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(MistakesFound) as found:
        read_rulings(folder, "map", rulebook())
    return [str(one) for one in found.value.mistakes]


def compared(folder: Path) -> Comparison:
    (one,) = compare_all(rulebook(), read_rulings(folder, "map", rulebook()))
    return one


def suppose(folder: Path, facts: str) -> None:
    path = folder / "EIGEN.uitkomst.yaml"
    path.write_text(f"{path.read_text('utf-8')}veronderstelling:\n  omdat: Een reden.\n  feiten: {facts}\n", "utf-8")


def test_a_folder_of_the_same_form_is_compared(own: Path) -> None:
    one = compared(own)
    assert one.supposed is None and one.facts.found is Found.UNDECIDED and not one.unexpected


def test_a_shortcoming_under_a_ruling_against_a_sanction_is_a_disagreement(own: Path) -> None:
    suppose(own, "{spoor1: {eigen_werk: niet_onderzocht}}")
    assert compared(own).best.agreement is Agreement.AGREES
    change(own, "EIGEN.uitkomst.yaml", "gerechtvaardigd: ja", "gerechtvaardigd: nee")
    assert compared(own).best.agreement is Agreement.DISAGREES
    change(own, "EIGEN.uitkomst.yaml", "gerechtvaardigd: nee", "gerechtvaardigd: deels")
    assert compared(own).best.agreement is Agreement.INCOMPARABLE


def test_no_shortcoming_is_found_only_where_nothing_carrying_is_unknown(own: Path) -> None:
    """A whole dossier in which nothing is missing, under a ruling against the sanction."""
    whole = (ROOT / "rules" / "toetsen" / "basis" / "goed.yaml").read_text("utf-8")
    (own / "EIGEN.yaml").write_text(whole, "utf-8")
    change(own, "EIGEN.uitkomst.yaml", "gerechtvaardigd: ja", "gerechtvaardigd: nee")
    one = compared(own)
    assert (one.facts.found, one.facts.agreement) == (Found.NONE, Agreement.AGREES)
    change(own, "EIGEN.uitkomst.yaml", "gerechtvaardigd: nee", "gerechtvaardigd: ja")
    assert compared(own).facts.agreement is Agreement.DISAGREES


def test_a_supposition_may_complete_a_list_but_never_replace_a_fact(own: Path) -> None:
    suppose(own, "{traject: {activiteiten: [{soort: taal, datum: 2026-01-05}, {soort: coaching}]}}")
    assert compared(own).ruling.supposed is not None
    change(own, "EIGEN.uitkomst.yaml", "soort: taal, datum", "soort: overleg, datum")
    assert mistakes(own) == [
        "map/EIGEN.uitkomst.yaml:13:22: J07 de veronderstelling over 'traject.activiteiten' vervangt wat het dossier "
        "zegt; een veronderstelling vult alleen aan wat de feiten niet zeggen"
    ]
    change(own, "EIGEN.uitkomst.yaml", "{traject: {activiteiten", "{resultaat: {hervatting: detachering}, iva: {x")
    assert any("J07 de veronderstelling over 'resultaat.hervatting'" in one for one in mistakes(own))


def test_a_shared_supposition_fills_only_what_is_silent(own: Path) -> None:
    facts = "{resultaat: {hervatting: detachering, structureel: nee}}"
    shared = f"veronderstellingen:\n  gewoon:\n    omdat: Gewoon.\n    feiten: {facts}\n"
    (own / "veronderstellingen.yaml").write_text(shared, "utf-8")
    path = own / "EIGEN.uitkomst.yaml"
    path.write_text(path.read_text("utf-8") + "veronderstelling: {met: [gewoon]}\n", "utf-8")
    supposed = compared(own).ruling.supposed
    assert supposed is not None
    assert supposed.facts["resultaat.hervatting"].value == "geen"
    assert supposed.facts["resultaat.structureel"].value is False


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("gronden.yaml", "K40", "K400", "J06 'K400' is geen criterium en geen no-gogrond; bedoelde u 'K40'?"),
        ("gronden.yaml", ", regels: [K40]", "", "J03 bij 'te_weinig' hoort 'regels' of 'buiten_het_dossier'"),
        ("EIGEN.uitkomst.yaml", "[te_weinig]", "[te_wenig]", "J05 de grond 'te_wenig' staat niet in gronden.yaml"),
        ("EIGEN.uitkomst.yaml", "mager", "mgaer", "Y23 bij 'feitenrijkdom' kan 'mgaer' niet"),
        ("EIGEN.uitkomst.yaml", "uitleg: Een voorbeeld.", "", "J03 bij 'uitleg' hoort een tekst"),
        ("EIGEN.uitkomst.yaml", "procedure:", "procedre:", "J04 dit bestand kent geen sleutel 'procedre'; bedoelde u"),
        ("EIGEN.uitkomst.yaml", "datum: onbekend", "datum: 2021-13-01", "Y21"),
        (
            "EIGEN.uitkomst.yaml",
            "uitleg:",
            "zou_beslissen: [traject.gestrat]\nuitleg:",
            "J06 'traject.gestrat' is geen",
        ),
        ("EIGEN.yaml", "geen}", "soms}", "map/EIGEN.yaml:3:25: Y23"),
    ],
)
def test_a_mistake_is_told_in_dutch_with_its_place(own: Path, name: str, old: str, new: str, told: str) -> None:
    change(own, name, old, new)
    assert any(told in one for one in mistakes(own))


def test_all_mistakes_come_at_once(own: Path) -> None:
    change(own, "EIGEN.yaml", "geen}", "soms}")
    change(own, "EIGEN.uitkomst.yaml", "mager", "veel")
    (own / "LOS.yaml").write_text(DOSSIER, "utf-8")
    found = mistakes(own)
    assert len(found) == 3
    assert "map/LOS.yaml: J02 het bestand LOS.uitkomst.yaml ontbreekt ernaast" in found


def test_a_folder_without_rulings_or_without_labels_is_refused(own: Path) -> None:
    (own / "gronden.yaml").unlink()
    assert mistakes(own)[0].startswith("map: J02 in deze map ontbreekt gronden.yaml")
    (own / "EIGEN.uitkomst.yaml").unlink()
    assert mistakes(own)[0].startswith("map: J01 in deze map staan geen uitspraken")


# --- on the screen ----------------------------------------------------------------------------------------------------


def test_the_page_fits_and_says_of_each_ruling_what_was_held_and_found() -> None:
    page = page_text(rulings_page(rulebook(), rulings(), tuple(comparisons().values()), short=False, width=80))
    assert max(map(len, page.splitlines())) <= 80
    for one in rulings().rulings:
        assert one.id in page
    assert "met de rechter ✘ oneens" in page and "Met de feiten alleen" in page


def test_a_narrow_or_plain_screen_loses_nothing() -> None:
    page = page_text(
        rulings_page(rulebook(), rulings(), tuple(comparisons().values()), short=True, width=40, ascii_only=True)
    )
    assert page.isascii() and max(map(len, page.splitlines())) <= 40
    assert "ECLI" not in page and "31 uitspraken" in page


def test_the_json_is_as_its_schema_publishes() -> None:
    written = rulings_json(rulebook(), rulings(), tuple(comparisons().values()))
    schemas = [json.loads((SCHEMAS / name).read_text("utf-8")) for name in _schemas()]
    registry: Registry[Any] = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in schemas])
    Draft202012Validator(schemas[0], registry=registry).validate(json.loads(json.dumps(written)))


def _schemas() -> tuple[str, str]:
    return "jurisprudentie-1.schema.json", "toets-1.schema.json"


def test_the_command_compares_a_folder_and_tells_when_a_ruling_comes_out_otherwise(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["jurisprudentie", str(own)]) == 0
    assert "EIGEN 1" in capsys.readouterr().out
    change(own, "EIGEN.uitkomst.yaml", "uitleg:", "overeenstemming: {feiten: eens}\nuitleg:")
    assert cli.main(["jurisprudentie", str(own)]) == 1
    assert "Anders dan in hun bestand staat: EIGEN." in capsys.readouterr().out


def test_a_folder_that_is_not_there_gives_a_dutch_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["jurisprudentie", str(tmp_path / "weg")]) == 2
    assert "B05 deze map is niet gevonden; noem de map met de uitspraken" in capsys.readouterr().err
