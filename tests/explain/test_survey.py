"""What `regels controleer` counts, and the places where the silence of a dossier is judged."""

from __future__ import annotations

from datetime import date

from spoortoets.engine.language.terms import Authority, Weight
from spoortoets.engine.language.tree import (
    All,
    Compare,
    FactRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsUnknown,
    Literal,
    Not,
)
from spoortoets.engine.language.types import ChoiceType, DateType, NumberType
from spoortoets.engine.rulebook import Case, Criterion, Parameter, Rulebook, VerdictCase
from spoortoets.engine.sentences import Sentence
from spoortoets.engine.sources import Source
from spoortoets.engine.survey import survey
from spoortoets.engine.validity import Validity
from spoortoets.explain.screen.page import page_text
from spoortoets.explain.screen.survey import survey_page

NO_TEXT = Sentence(())
INTAKE = FactRef("traject.intake_datum", DateType())
OUTCOMES = ChoiceType(("voldoet", "onbekend"), ("voldoet", "onbekend"))


def finding(criterion: str) -> FindingRef:
    return FindingRef(criterion, "bevinding", OUTCOMES)


def parameter(name: str, authority: Authority, confirmed_by: str | None) -> Parameter:
    return Parameter(name, name, 14, NumberType("dagen"), authority, (), "", Validity(), confirmed_by)


CASE_CONDITION = All((Not(IsUnknown(INTAKE)), IsKnown(finding("K07"))))
CASE = Case(
    All((Not(IsUnknown(INTAKE)), IsKnown(finding("K07")))),
    NO_TEXT,
    Authority.POLICY,
    None,
    Weight.CARRYING,
    (),
    (),
    "voldoet/1",
)
NOT_BEFORE = Compare(">=", INTAKE, Literal(date(2026, 4, 13), DateType()))
K24 = Criterion(
    "K24", "Tijdige start", "spoor2", Weight.CARRYING, Authority.POLICY, (), NO_TEXT,
    NOT_BEFORE, (), (CASE,), (), (), (), (), None, Validity(), True, "",
)  # fmt: skip
COUNT = FindingCount((IsKnown(finding("K24")), IsKnown(finding("K25"))), NumberType())
BOOK = Rulebook(
    name="proef",
    title="Een proef",
    version="1",
    hash="0123456789abcdef",
    sources=(
        Source("bw7", "BW 7", "BW 7", Authority.LAW, "2024", "", True),
        Source("werkwijzer", "Werkwijzer", "Werkwijzer", Authority.POLICY, "2022", "", False),
    ),
    parameters=(
        parameter("a", Authority.DESIGN, None),
        parameter("b", Authority.DESIGN, "de beleidseigenaar"),
        parameter("c", Authority.POLICY, None),
    ),
    groups=(),
    concepts=(),
    derivations=(),
    criteria=(K24,),
    questions=(),
    question_verdicts=(),
    verdict=(VerdictCase("adequaat", Compare(">=", COUNT, Literal(1, NumberType())), None),),
    steps=(),
    order=(),
)


def test_elk_gebruik_van_is_bekend_en_is_onbekend_staat_er_met_zijn_plaats() -> None:
    assert [(one.rule, one.path, one.text) for one in survey(BOOK).silence] == [
        ("K24", "voldoet/1", "traject.intake_datum is onbekend"),
        ("K24", "voldoet/1", "K07.bevinding is bekend"),
        ("oordeel eindoordeel", "gevallen 1", "bevinding van elk criterium is bekend"),
    ]


def test_de_bladzijde_telt_bronnen_en_parameters_naar_gezag_en_bevestiging() -> None:
    text = " ".join(page_text(survey_page(BOOK, width=80)).split())
    assert "criteria 1 " in text
    assert "bronnen 2, waarvan 1 nagelezen en 1 niet" in text
    assert "eigen ontwerp 2, waarvan 1 bevestigd door een beleidseigenaar" in text
    assert "beleid 1, waarvan 0 bevestigd" in text
    assert "K24 voldoet/1: traject.intake_datum is onbekend" in text
