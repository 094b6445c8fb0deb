"""`spoortoets watals` as a consultant uses it: what changes, what gets worse, what does nothing, what is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import spoortoets.explain
from referencing import Registry, Resource
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier import Dossier, Fact
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.mistakes import Collector, MistakesFound
from spoortoets.engine.result import FactState
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.text.yaml_text import read_text
from spoortoets.engine.whatif.changes import Bearing, Variant, VariantMaker
from spoortoets.engine.whatif.compare import Comparer, Comparison, Direction
from spoortoets.engine.whatif.scenario import of_options, read_scenarios
from spoortoets.engine.whatif.standing import Stands

from ..commands.opdrachtregel import Terminal

ROOT = Path(__file__).resolve().parents[2]
LATE = ROOT / "voorbeelden" / "te_late_start.yaml"
SHORT = ROOT / "voorbeelden" / "lagere_school_drie_maanden.yaml"
SCHEMAS = Path(spoortoets.explain.__file__).parent / "schema"


@cache
def rulebook() -> Rulebook:
    return cached_rulebook(ROOT / "rules")


@cache
def dossier(path: Path) -> Dossier:
    return read_dossier(path.read_bytes(), path.name, rulebook().concepts)


def variants(path: Path, *options: str, scenario: str = "") -> tuple[Variant, ...]:
    """The variant of the options, or those of the text of a file."""
    problems = Collector()
    plans = read_scenarios(scenario.encode(), "plannen.yaml", problems) if scenario else ()
    wanted = plans or (of_options(options, problems),)
    maker = VariantMaker(rulebook(), dossier(path), lambda: read_text(path.read_bytes(), path.name))
    return maker.variants(wanted, problems)


def compared(path: Path, *options: str, scenario: str = "") -> Comparison:
    return Comparer(rulebook(), dossier(path), DIRECT).compare(variants(path, *options, scenario=scenario)).variants[0]


def mistakes(path: Path, *options: str, scenario: str = "") -> list[str]:
    with pytest.raises(MistakesFound) as found:
        variants(path, *options, scenario=scenario)
    return [str(one) for one in found.value.mistakes]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


# --- the same outcome as a full audit ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LATE, SHORT, ROOT / "voorbeelden" / "no_go_gbm.yaml"], ids=lambda one: one.stem)
def test_een_variant_komt_uit_als_een_volledige_toets(path: Path) -> None:
    base = dossier(path)
    stands = Stands(rulebook(), base, DIRECT)
    plan = stands.auditor(base).layout.plan
    for name, fact in list(base.facts.items())[::3]:
        if name.startswith("dossier."):
            continue
        moved = isinstance(fact.value, date)
        other = fact._replace(value=fact.value - timedelta(days=9)) if moved else Fact(FactState.ASKED)  # type: ignore[operator]
        variant = base._replace(facts={**base.facts, name: other})
        assert stands.tried(variant).registers == evaluate(plan, variant), name


def test_beide_lezingen_lezen_veel_varianten_samen_gelijk() -> None:
    base = dossier(LATE)
    some = [one.dossier for months in range(1, 13) for one in variants(LATE, f"traject.looptijd_gepland={months}")]
    together = Stands(rulebook(), base).of_all(some)
    assert [one[:4] for one in together] == [Stands(rulebook(), base, DIRECT).of(one)[:4] for one in some]


# --- what changes, through what ---------------------------------------------------------------------------------------


def test_een_kortere_looptijd_maakt_de_duur_slechter() -> None:
    one = compared(LATE, "traject.looptijd_gepland=8")
    change = next(each for each in one.findings if each.criterion == "K37")
    assert change.direction is Direction.WORSE
    terms = {
        (term.after.name, term.before.value, term.after.value)
        for turn in change.through
        for each in (turn, *turn.below)
        for term in each.terms
    }
    assert any((before, after) == ("9 maanden", "8 maanden") for _, before, after in terms)
    assert one.findings[0].direction is Direction.WORSE


def test_dezelfde_waarde_verandert_niets_en_zegt_waarom() -> None:
    one = compared(LATE, "traject.looptijd_gepland=9")
    assert one.findings == () and one.before.verdict == one.after.verdict
    assert [idle.change.name for idle in one.idle] == ["traject.looptijd_gepland"]
    assert "K37" in {block.criterion for block in one.idle[0].blocks}


def test_wat_geen_bevinding_raakt_wordt_genoemd() -> None:
    one = compared(LATE, "traject.looptijd_gepland=8", "kosten.traject=5000")
    assert [(idle.change.name, idle.blocks) for idle in one.idle] == [("kosten.traject", ())]


def test_wat_blijft_noemt_de_voorwaarde_die_blokkeert() -> None:
    one = compared(LATE, "traject.opdracht_datum=2026-03-01")
    blocks = {block.criterion: block for idle in one.idle for block in idle.blocks}
    assert all(block.conditions or block.reasons or block.open_facts for block in blocks.values())


# --- the forms of a change --------------------------------------------------------------------------------------------


def test_verschuiven_erbij_en_een_latere_peildatum() -> None:
    text = """
varianten:
  - naam: later
    opmerking: over een maand
    peildatum: 2026-10-15
    verschuif: {traject.einddatum_gepland: -2 weken}
    erbij:
      traject.activiteiten: [{datum: 2026-10-01, soort: jobhunting, door: uitvoerder, uren: 2}]
    feiten:
      persoon.belemmeringen: onbekend
      traject.generiek: weg
"""
    base = dossier(LATE)
    one = variants(LATE, scenario=text)[0]
    facts = one.dossier.facts
    assert (one.name, one.remark, one.dossier.reference_date) == ("later", "over een maand", date(2026, 10, 15))
    before = base.facts["traject.einddatum_gepland"].value
    assert isinstance(before, date)
    assert facts["traject.einddatum_gepland"].value == before - timedelta(days=14)
    assert len(facts["traject.activiteiten"].value.items) == len(base.facts["traject.activiteiten"].value.items) + 1  # type: ignore[union-attr]
    assert facts["persoon.belemmeringen"].state is FactState.ASKED
    assert "traject.generiek" not in facts
    assert not one.looks_back


def test_elk_en_een_element() -> None:
    text = """
varianten:
  - naam: a
    feiten: {uitvoering.rapportages: {elk: {concreet: nee}}}
  - naam: b
    feiten: {uitvoering.rapportages: {element 1: {concreet: nee}}}
"""
    every, first = variants(LATE, scenario=text)
    concrete = [one.dossier.facts["uitvoering.rapportages"].value for one in (every, first)]
    assert not any(one.values["concreet"] for one in concrete[0].items)  # type: ignore[union-attr]
    assert [one.values["concreet"] for one in concrete[1].items].count(False) == 1  # type: ignore[union-attr]


def test_op_een_eerdere_peildatum_is_wat_later_komt_er_nog_niet() -> None:
    one = variants(LATE, "dossier.peildatum=2026-03-01")[0]
    assert "traject.intake_datum" not in one.dossier.facts
    assert one.looks_back


@pytest.mark.parametrize(
    ("option", "bearing"),
    [
        ("traject.looptijd_gepland=12", Bearing.PLAN),
        ("traject.einddatum_gepland=2027-03-01", Bearing.PLAN),
        ("verzuim.eerste_ziektedag=2025-02-20", Bearing.PAST),
        ("traject.intake_datum=2026-03-02", Bearing.PAST),
        ("uitvoering.rapportages=[]", Bearing.PAST),
        ("traject.intake_verslag=met_afspraken", Bearing.EVIDENCE),
    ],
)
def test_wat_vastligt_is_terugblik(option: str, bearing: Bearing) -> None:
    assert variants(LATE, option)[0].changes[0].bearing is bearing


# --- mistakes ---------------------------------------------------------------------------------------------------------


def test_alle_fouten_in_de_opties_in_een_keer() -> None:
    found = mistakes(
        LATE, "traject.loptijd_gepland=12", "traject.intake_datum=2026-13-40", "traject.duurnorm=3", "traject.generiek"
    )
    assert len(found) == 4
    assert any("bedoelde u 'traject.looptijd_gepland'?" in one for one in found)
    assert any(one.startswith("--stel 'traject.intake_datum=2026-13-40':1:22: Y21") for one in found)
    assert any("wordt uit andere feiten afgeleid" in one for one in found)
    assert any("bij --stel horen een feit en een waarde" in one for one in found)


def test_alle_fouten_in_een_bestand_in_een_keer() -> None:
    text = """
varianten:
  - naam: a
    verschuif: {traject.looptijd_gepland: 2 weken, traject.einddatum_gepland: een poos, verlenging.tot: 3 dagen}
    erbij: {traject.looptijd_gepland: [{a: 1}]}
    feiten: {uitvoering.rapportages: {element 99: {concreet: ja}}, traject.intake_datum: 2027-01-01}
"""
    found = mistakes(LATE, scenario=text)
    for part in (
        "'traject.looptijd_gepland' is geen datum",
        "'een poos' is geen tijd",
        "'traject.looptijd_gepland' is geen lijst",
        "'uitvoering.rapportages' van het dossier heeft",
        "geef de variant met 'peildatum' een latere peildatum",
    ):
        assert any(part in one for one in found), part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("scenarios: []", "kent geen sleutel 'scenarios'"),
        ("varianten: []", "hoort een lijst met varianten"),
        ("varianten: [{naam: a}]", "verandert niets"),
        ("varianten: [{feiten: {traject.generiek: ja}}]", "bij 'naam' hoort een tekst"),
        ("varianten: [{naam: a, feit: {traject.generiek: ja}}]", "bedoelde u 'feiten'?"),
        (
            "varianten: [{naam: a, feiten: {traject.generiek: ja}}, {naam: a, feiten: {traject.generiek: ja}}]",
            "er is al een variant met de naam 'a'",
        ),
    ],
)
def test_een_bestand_dat_niet_klopt(text: str, part: str) -> None:
    assert any(part in one for one in mistakes(LATE, scenario=text))


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = tmp_path / "plannen.yaml"
    path.write_text(
        """
varianten:
  - {naam: korter, feiten: {traject.looptijd_gepland: 8}}
  - {naam: langer, verschuif: {traject.einddatum_gepland: 3 maanden}, feiten: {traject.looptijd_gepland: 12}}
  - {naam: eerder, verschuif: {traject.intake_datum: -20 dagen}}
""",
        encoding="utf-8",
    )
    return path


def test_varianten_naast_elkaar_op_tachtig_kolommen(run: Terminal, plans: Path) -> None:
    before = LATE.read_bytes()
    ran = run("watals", str(LATE), "--scenario", str(plans), "--motor", "direct")
    assert ran.status == 0 and ran.errors == ""
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    heading = next(line for line in lines if "korter" in line)
    assert heading.split() == ["Nu", "korter", "langer", "eerder"]
    assert "dit feit ligt vast" in ran.out and "Alleen om van te leren" in ran.out
    assert "Ondertekening" not in ran.out
    assert LATE.read_bytes() == before


def test_een_plan_op_papier_kan_worden_ondertekend_en_een_terugblik_niet(run: Terminal, plans: Path) -> None:
    plan = run("watals", str(LATE), "--scenario", str(plans), "--variant", "korter", "--formaat", "md")
    assert "# Voorstel tot bijstelling" in plan.out and "Handtekening" in plan.out
    back = run("watals", str(LATE), "--scenario", str(plans), "--variant", "eerder", "--formaat", "md")
    assert "# Terugblik" in back.out and "Handtekening" not in back.out


@pytest.mark.parametrize("form", ["html", "docx"])
def test_andere_vormen_op_papier(run: Terminal, plans: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"stuk.{form}"
    ran = run("watals", str(LATE), "--scenario", str(plans), "--formaat", form, "--uit", str(out), "--motor", "direct")
    assert ran.status == 0 and out.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "zeg wat er anders is"),
        (("--gevoelig", "--stel", "traject.generiek=ja"), "laat --stel en --scenario weg"),
        (("--variant", "a", "--stel", "traject.generiek=ja"), "--variant hoort bij --scenario"),
    ],
)
def test_opties_die_niet_samengaan(run: Terminal, words: tuple[str, ...], told: str) -> None:
    ran = run("watals", str(LATE), *words)
    assert ran.status == 2 and told in ran.errors


def test_met_een_variant_uit_het_bestand_blijft_de_eigen_wijziging_erbij(run: Terminal, plans: Path) -> None:
    words = (
        "--scenario",
        str(plans),
        "--variant",
        "korter",
        "--stel",
        "traject.generiek=onbekend",
        "--formaat",
        "json",
    )
    ran = run("watals", str(LATE), *words, "--motor", "direct")
    assert [one["naam"] for one in json.loads(ran.out)["varianten"]] == ["eigen wijziging", "korter"]


def test_fouten_in_opties_en_bestand_samen(run: Terminal, tmp_path: Path) -> None:
    plans = tmp_path / "plannen.yaml"
    plans.write_text("varianten:\n  - {naam: a, feiten: {traject.loptijd_gepland: 8}}\n", encoding="utf-8")
    ran = run("watals", str(LATE), "--scenario", str(plans), "--stel", "traject.generiek=misschien")
    assert ran.status == 2 and "--stel 'traject.generiek=misschien':1:" in ran.errors
    assert "bedoelde u 'traject.looptijd_gepland'?" in ran.errors


NUMBER = "111222333"
PRIVATE = f"""
varianten:
  - naam: a
    opmerking: bel 06-12345678 over de depressie
    feiten: {{traject.looptijd_gepland: "{NUMBER}"}}
"""


def test_persoonsgegevens_in_een_scenario_worden_gemeld_en_niet_herhaald(run: Terminal, tmp_path: Path) -> None:
    plans = tmp_path / "plannen.yaml"
    plans.write_text(PRIVATE, encoding="utf-8")
    ran = run("watals", str(LATE), "--scenario", str(plans))
    assert ran.status == 2 and ran.out == ""
    for place in (":4:20: S01", ":4:40: S01", ":5:41: S01"):
        assert place in ran.errors, place
    assert NUMBER not in ran.errors and "06-" not in ran.errors and "depressie" not in ran.errors


def test_streng_weigert_een_scenario_met_medische_gegevens(run: Terminal, tmp_path: Path) -> None:
    plans = tmp_path / "plannen.yaml"
    plans.write_text(PRIVATE.replace(f'"{NUMBER}"', "8"), encoding="utf-8")
    words = ("watals", str(LATE), "--scenario", str(plans), "--motor", "direct")
    told, refused = run(*words), run(*words, "--streng")
    assert told.status == 0 and told.errors.count("let op: ") == 2
    assert (refused.status, refused.out) == (2, "") and "een medische term" in refused.errors


def test_een_optie_met_een_burgerservicenummer_wordt_niet_herhaald(run: Terminal) -> None:
    words = ("watals", str(LATE), "--stel", f"traject.looptijd_gepland=bsn {NUMBER}")
    for ran in (run(*words), run(*words, "--streng")):
        assert ran.status == 2 and NUMBER not in ran.errors
        assert "--stel 'traject.looptijd_gepland=...':1:30: S01 hier staat misschien een burger" in ran.errors


def test_een_onbekende_variant_noemt_de_naaste(run: Terminal, plans: Path) -> None:
    ran = run("watals", str(LATE), "--scenario", str(plans), "--variant", "lnger")
    assert ran.status == 2 and "bedoelde u 'langer'?" in ran.errors


def checker(name: str) -> jsonschema.Draft202012Validator:
    schemas: list[Any] = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))]
    registry: Registry[Any] = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in schemas])
    own = next(one for one in schemas if one["$id"] == f"urn:spoortoets:{name}:1")
    jsonschema.Draft202012Validator.check_schema(own)
    return jsonschema.Draft202012Validator(own, registry=registry)


def test_de_json_volgt_het_schema_en_is_steeds_dezelfde(run: Terminal, plans: Path) -> None:
    words = ("watals", str(LATE), "--scenario", str(plans), "--formaat", "json")
    first, second = run(*words), run(*words)
    assert first.out == second.out
    found = json.loads(first.out)
    assert [one.message for one in checker("watals").iter_errors(found)] == []
    assert [one["terugblik"] for one in found["varianten"]] == [False, False, True]
