"""Mistakes sown one at a time in a small rulebook: each is found, at its place, with a dossier that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("z3")

from spoortoets.engine.audit import RulebookConflict, audit
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_tests.running import Runner, State

from .gezaaid import SMALL, Change, found_in, proved, seeded, subject_of, text_of


class Sown(NamedTuple):
    """A mistake: what is changed, which rules are asked about, and what must come of it.

    `shown` are nodes with what the engine finds there in the dossier that comes with the finding.
    """

    name: str
    changes: tuple[Change, ...]
    asked: str
    code: str
    place: str
    sentence: str
    shown: dict[str, Any]


A1, A2, A3 = "criteria/A1.yaml", "criteria/A2.yaml", "criteria/A3.yaml"
FACTS, VERDICT = "afleidingen/traject.yaml", "oordeel/eindoordeel.yaml"

SOWN = (
    Sown(
        "een uitkomst overlapt een andere op één dag",
        (Change(A1, "vertraging > parameter.klein_uitstel en", "vertraging >= parameter.klein_uitstel en"),),
        "A1",
        "L01",
        "criteria/A1.yaml:20",
        "bij A1 kunnen twijfel en voldoet_niet in één dossier allebei waar zijn",
        {"afleiding/traject.vertraging": 14, "A1/twijfel/als": True, "A1/voldoet_niet/1/als": True},
    ),
    Sown(
        "tussen twee uitkomsten is een gat van één dag",
        (Change(A1, "traject.vertraging <= parameter.klein_uitstel", "traject.vertraging < parameter.klein_uitstel"),),
        "A1",
        "L02",
        "criteria/A1.yaml:12",
        "bij A1 kan elke uitkomst onwaar zijn terwijl het criterium geldt",
        {"afleiding/traject.vertraging": 14, "A1/toepasselijk": True, "A1/bevinding": None},
    ),
    Sown(
        "een getal kan niet onder zijn minimum komen",
        (Change(A2, "traject.looptijd >= traject.norm", "traject.looptijd >= traject.norm en traject.looptijd >= 0"),),
        "A2",
        "L03",
        "criteria/A2.yaml:10",
        "deze voorwaarde kan in geen enkel dossier onwaar zijn: 'traject.looptijd >= 0'",
        {"A2/voldoet/als/2": True},
    ),
    Sown(
        "een datum die het begrip al niet voor een andere laat liggen",
        (Change(A3, "als: traject.evaluatie <=", "als: traject.evaluatie >= traject.intake en traject.evaluatie <="),),
        "A3",
        "L03",
        "criteria/A3.yaml:10",
        "deze voorwaarde kan in geen enkel dossier onwaar zijn: 'traject.evaluatie >= traject.intake'",
        {"A3/voldoet/als/1": True},
    ),
    Sown(
        "een voorwaarde die geen dossier waar maakt",
        (Change(A2, "traject.looptijd >= traject.norm", "traject.looptijd >= traject.norm of traject.looptijd > 60"),),
        "A2",
        "L04",
        "criteria/A2.yaml:10",
        "deze voorwaarde kan in geen enkel dossier waar zijn: 'traject.looptijd > 60'",
        {"A2/voldoet/als/2": False},
    ),
    Sown(
        "een deel dat een ander deel al zegt",
        (Change(A2, "traject.looptijd < traject.norm", "traject.looptijd < traject.norm en traject.looptijd < 12"),),
        "A2",
        "L05",
        "criteria/A2.yaml:13",
        "dit deel kan weg: de voorwaarde komt ook zonder in elk dossier hetzelfde uit: 'traject.looptijd < 12'",
        {"A2/voldoet_niet/als/2": False, "A2/voldoet_niet/als": False},
    ),
    Sown(
        "een geval van een afleiding dat achter een ruimer geval staat",
        (Change(FACTS, "traject.uren < 8", "traject.uren < 30"),),
        "traject.omvang",
        "L06",
        "afleidingen/traject.yaml:14",
        "dit geval van traject.omvang komt in geen enkel dossier aan de beurt: 'traject.uren < 24'",
        {"afleiding/traject.omvang/geval/1": True, "afleiding/traject.omvang/geval/2": True},
    ),
    Sown(
        "een kolom van een tabel die niets oplevert",
        (Change(FACTS, "      - als: traject.uren < 24\n        dan: middel\n", ""),),
        "traject.norm",
        "L07",
        "afleidingen/traject.yaml:24",
        "de cel laag, middel van traject.norm wordt door geen enkel dossier geraakt",
        {"feit/traject.niveau": "laag"},
    ),
    Sown(
        "een grond die alleen geldt als er niets te verontschuldigen is",
        (Change(A1, "als: traject.verlof", "als: traject.verlof en traject.vertraging <= 7"),),
        "A1",
        "L08",
        "criteria/A1.yaml:27",
        "deze grond van A1 verontschuldigt in geen enkel dossier een voldoet_niet",
        {"A1/grond/verlof": True, "A1/voldoet_niet": False},
    ),
    Sown(
        "een no-gogrond waarvan het bewijs de dekking uitsluit",
        (Change("nogo/N1.yaml", "dekt: traject.intake <=", "dekt: niet traject.overmacht en traject.intake <="),),
        "N1",
        "L08",
        "nogo/N1.yaml:1",
        "de no-gogrond N1 is in geen enkel dossier draagkrachtig",
        {"N1/bewezen": True, "N1/draagkrachtig": False},
    ),
    Sown(
        "een uitzondering die een eerdere al noemt",
        (
            Change(
                A1,
                "    omdat: De uiterste startdatum is nog niet voorbij.\n",
                "    omdat: De uiterste startdatum is nog niet voorbij.\n"
                "  - als: traject.uiterste_start > dossier.peildatum + 2 weken\n    omdat: Nog lang niet.\n",
            ),
        ),
        "A1",
        "L09",
        "criteria/A1.yaml:12",
        "deze uitzondering van A1 is nooit de reden waarom de regel niet geldt",
        {"A1/niet_van_toepassing/1": True, "A1/niet_van_toepassing/2": True},
    ),
    Sown(
        "een uitkomst die geen dossier bereikt",
        (Change("parameters.yaml", "waarde: 14", "waarde: 0"),),
        "A1",
        "L10",
        "criteria/A1.yaml:17",
        "A1 kan in geen enkel dossier twijfel zijn",
        {"A1/toepasselijk": True},
    ),
    Sown(
        "een drempel die boven een andere komt te liggen",
        (Change("parameters.yaml", "waarde: 14", "waarde: 60"),),
        "A1",
        "L06",
        "criteria/A1.yaml:20",
        "dit geval van A1 komt in geen enkel dossier voor",
        {"A1/voldoet_niet/1/als": False},
    ),
    Sown(
        "twee criteria die elkaars voldoet uitsluiten",
        (
            Change(A3, "traject.evaluatie <= traject.intake + 3 maanden", "traject.looptijd < traject.norm - 1 maand"),
            Change(A3, "traject.evaluatie > traject.intake + 3 maanden", "traject.looptijd >= traject.norm - 1 maand"),
        ),
        "A3",
        "L11",
        "criteria/A3.yaml:10",
        "A2 en A3 spreken elkaar tegen: geen enkel dossier voldoet aan allebei",
        {"A2/bevinding": "voldoet", "A3/bevinding": "voldoet_niet"},
    ),
    Sown(
        "een oordeel dat geen dossier krijgt",
        (Change(VERDICT, "voldoet_niet en niet verschoond) >= 1", "voldoet_niet en niet verschoond) >= 4"),),
        "eindoordeel",
        "L12",
        "oordeel/eindoordeel.yaml:6",
        "geen enkel dossier krijgt het eindoordeel 'niet_adequaat'",
        {},
    ),
    Sown(
        "een geval van het oordeel dat achter een ruimer geval staat",
        (
            Change(
                VERDICT,
                "  - anders: adequaat",
                "  - dan: twijfel\n"
                "    als: aantal(bevindingen waarvoor bevinding is bekend en bevinding = twijfel) >= 2\n"
                "  - anders: adequaat",
            ),
        ),
        "eindoordeel",
        "L13",
        "oordeel/eindoordeel.yaml:10",
        "dit geval van het eindoordeel komt in geen enkel dossier aan de beurt",
        {},
    ),
)  # fmt: skip


@pytest.mark.parametrize("sown", SOWN, ids=lambda one: one.name)
def test_a_sown_mistake_is_found_with_a_dossier_that_shows_it(sown: Sown, tmp_path: Path) -> None:
    folder = seeded(tmp_path, *sown.changes)
    proofs = proved(folder, sown.asked)
    found = [one for one in proofs.findings if one.code == sown.code]
    assert [str(one.place).rpartition(":")[0] for one in found][:1] == [sown.place]
    assert sown.sentence in found[0].sentence
    rulebook = subject_of(folder).rulebook
    registers = found_in(rulebook, text_of(found[0].example), *sown.shown)
    assert dict(zip(sown.shown, registers, strict=True)) == sown.shown


@pytest.mark.usefixtures("engine_present")
def test_the_dossier_of_an_overlap_gets_no_verdict_from_the_engine(tmp_path: Path) -> None:
    folder = seeded(tmp_path, *SOWN[0].changes)
    subject = subject_of(folder)
    (found,) = proved(folder, "A1").findings
    dossier = read_dossier(text_of(found.example).encode(), "bewijs.yaml", subject.rulebook.concepts)
    with pytest.raises(RulebookConflict, match="twijfel en voldoet_niet allebei waar"):
        audit(subject.rulebook, dossier)


def test_a_mistake_is_told_once_where_it_stands(tmp_path: Path) -> None:
    """A fact that can never be true makes whatever leans on it idle; only the fact itself is told."""
    never = Change(
        FACTS,
        "  traject.norm:\n",
        "  traject.kort: {titel: kort, type: ja_nee, formule: traject.looptijd > 60}\n  traject.norm:\n",
    )
    uses = Change(A2, "als: traject.looptijd < traject.norm", "als: traject.looptijd < traject.norm of traject.kort")
    folder = seeded(tmp_path, never, uses)
    assert [(one.code, one.id) for one in proved(folder, "traject.kort", "A2").findings] == [
        ("L04", "afleiding/traject.kort")
    ]


def test_the_small_rulebook_itself_is_clean() -> None:
    proofs = proved(SMALL)
    assert (proofs.findings, proofs.undecided) == ((), ())
    assert [one.proved for one in proofs.properties] == [True, True, True]


# --- what is found otherwise than by a question about the rules ---

REVERSED = (
    Change(A2, "als: traject.looptijd >= traject.norm", "als: traject.looptijd <= traject.norm"),
    Change(A2, "als: traject.looptijd < traject.norm", "als: traject.looptijd > traject.norm"),
)


def test_a_reversed_comparison_is_found_by_a_property(tmp_path: Path) -> None:
    folder = seeded(tmp_path, *REVERSED)
    proofs = proved(folder, "A2")
    assert not proofs.findings  # the outcomes still fit together
    (one,) = (one for one in proofs.properties if one.refuted is not None)
    assert one.name == "langer_is_niet_slechter"
    rulebook = subject_of(folder).rulebook
    shorter, longer = (
        found_in(rulebook, text_of(one.refuted, number), "feit/traject.looptijd", "A2/bevinding") for number in (0, 1)
    )
    assert shorter[0] < longer[0]
    assert (shorter[1], longer[1]) == ("voldoet", "voldoet_niet")


def test_a_reversed_comparison_is_found_by_a_rule_test(tmp_path: Path) -> None:
    subject = subject_of(seeded(tmp_path, *REVERSED))
    states = [one.state for one in Runner(subject.rulebook, subject.tests).run_all(subject.tests.tests)]
    assert states == [State.FAILED, State.FAILED]


def test_silence_that_becomes_a_shortcoming_is_found_by_a_property(tmp_path: Path) -> None:
    folder = seeded(
        tmp_path,
        Change(A2, "looptijd < traject.norm", "looptijd < traject.norm of traject.uren is onbekend"),
        Change(A2, "looptijd >= traject.norm", "looptijd >= traject.norm en traject.uren is bekend"),
    )
    (one,) = (one for one in proved(folder, "zwijgen_is_geen_tekort").properties if one.refuted is not None)
    rulebook = subject_of(folder).rulebook
    facts = ("feit/traject.uren", "A2/bevinding")
    more, less = (found_in(rulebook, text_of(one.refuted, number), *facts) for number in (0, 1))
    assert more[0] is not None and less[0] is None
    assert (more[1], less[1]) == ("voldoet", "voldoet_niet")


def test_a_false_property_is_refuted_and_a_true_one_proved(tmp_path: Path) -> None:
    said = """  - eigenschap: lang_is_genoeg
    titel: Een looptijd van een half jaar is altijd genoeg
    als: traject.looptijd >= 6
    nooit: A2.bevinding = voldoet_niet
  - eigenschap: jaar_is_genoeg
    titel: Een looptijd van een jaar is altijd genoeg
    als: traject.looptijd >= 12
    nooit: A2.bevinding = voldoet_niet
  - eigenschap: geen_dragend_tekort
    titel: Adequaat is er nooit met een te korte duur
    als: oordeel.eindoordeel = adequaat
    altijd: A2.bevinding != voldoet_niet
"""
    folder = seeded(tmp_path, Change("eigenschappen.yaml", "", said))
    found = proved(folder, "lang_is_genoeg", "jaar_is_genoeg", "geen_dragend_tekort").properties
    assert [(one.name, one.proved) for one in found] == [
        ("lang_is_genoeg", False),
        ("jaar_is_genoeg", True),
        ("geen_dragend_tekort", True),
    ]
    rulebook = subject_of(folder).rulebook
    months, finding = found_in(rulebook, text_of(found[0].refuted), "feit/traject.looptijd", "A2/bevinding")
    assert isinstance(months, int) and months >= 6 and finding == "voldoet_niet"


def test_an_exception_of_the_rule_tests_that_a_dossier_shows_is_found(tmp_path: Path) -> None:
    said = """onbereikbaar:
  - {deel: A2/voldoet/als, nooit: [onwaar], omdat: Dat kan niet.}
  - {deel: A2/voldoet/als (grens), nooit: [grens onwaar], omdat: Dat kan ook niet.}
  - {deel: A2, nooit: [twijfel], omdat: A2 kent geen twijfel.}
  - {deel: A1/grond/verlof/toepassing, nooit: [toegepast], omdat: Dat komt niet voor.}
  - {deel: afleiding/traject.norm/laag/middel, nooit: [geraakt], omdat: Nooit.}
"""
    folder = seeded(tmp_path, Change("toetsen/onbereikbaar.yaml", "", said))
    found = proved(folder, "A2").findings
    assert [(one.code, one.place.line, one.sentence) for one in found] == [
        ("L14", 2, "de uitzondering 'A2/voldoet/als: nooit onwaar' klopt niet: een dossier laat het zien"),
        (
            "L14",
            3,
            "de uitzondering 'A2/voldoet/als (grens): nooit grens onwaar' klopt niet: een dossier laat het zien",
        ),
    ]
    rulebook = subject_of(folder).rulebook
    assert found_in(rulebook, text_of(found[0].example), "A2/voldoet/als") == [False]
    months, norm = found_in(rulebook, text_of(found[1].example), "feit/traject.looptijd", "afleiding/traject.norm")
    assert norm - 1 <= months < norm  # type: ignore[operator]


def test_an_exception_about_the_verdict_on_one_question_is_not_held_against_another(tmp_path: Path) -> None:
    """The tests of the rules ask nothing of a case about another question, so neither may the proof."""
    case = """gevallen:
  - dan: tekort
    als:
      alle:
        - deze_vraag = start
        - geen(bevindingen waarvoor vraag = deze_vraag en bevinding is bekend en bevinding is onbekend)
"""
    said = """onbereikbaar:
  - {deel: oordeel/per_vraag/1, nooit: [onwaar], omdat: Geen bevinding is allebei.}
"""
    folder = seeded(
        tmp_path,
        Change("oordeel/per_vraag.yaml", "gevallen:\n", case),
        Change("toetsen/onbereikbaar.yaml", "", said),
    )
    proofs = proved(folder, "per_vraag")
    assert proofs.exceptions == 1 and not [one for one in proofs.findings if one.code == "L14"]


def test_a_finding_that_is_meant_to_be_so_is_explained(tmp_path: Path) -> None:
    said = """uitzonderingen:
  - {code: L04, deel: A2/voldoet/als/2, omdat: Voor als de grens vervalt.}
  - {code: L05, deel: A2/voldoet_niet/als, omdat: Nergens voor.}
"""
    change = Change(A2, "traject.looptijd >= traject.norm", "traject.looptijd >= traject.norm of traject.looptijd > 60")
    folder = seeded(tmp_path, change, Change("eigenschappen.yaml", "", said))
    proofs = proved(folder)
    assert [(one.id, one.reason) for one in proofs.explained] == [("A2/voldoet/als/2", "Voor als de grens vervalt.")]
    assert [(one.code, one.sentence) for one in proofs.findings] == [
        ("L15", "deze uitzondering is niet nodig: bij 'A2/voldoet_niet/als' is L05 niet gevonden")
    ]


BY_TYPES = (
    ("een verkeerde eenheid", Change("parameters.yaml", "eenheid: dagen", "eenheid: weken"), "R26"),
    ("een kring", Change(FACTS, "traject.uren < 8", "traject.uren < 8 en traject.norm > 3"), "R91"),
    ("een rij die ontbreekt", Change(FACTS, "        hoog: {klein: 2, middel: 4, groot: 6}\n", ""), "R79"),
)


@pytest.mark.parametrize(("name", "change", "code"), BY_TYPES, ids=[one[0] for one in BY_TYPES])
def test_what_the_types_tell_needs_no_proof(name: str, change: Change, code: str, tmp_path: Path) -> None:
    with pytest.raises(MistakesFound) as found:
        subject_of(seeded(tmp_path, change))
    assert code in {one.code for one in found.value.mistakes}, name
