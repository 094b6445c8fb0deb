"""Results as the engine gives them, each a story: started late, half-filled in, nothing to test, excused."""

from __future__ import annotations

from datetime import date

from spoortoets.engine.language.terms import Authority, Outcome, Weight
from spoortoets.engine.result import (
    CitedSource,
    EngineInfo,
    FactState,
    Finding,
    GroundResult,
    OpenFact,
    ProofNode,
    Provenance,
    QuestionResult,
    RepairResult,
    Result,
    StepState,
    TimelineStep,
    Truth,
    UsedFact,
    Verdict,
)

WERKWIJZER = CitedSource(
    "werkwijzer",
    "Werkwijzer Poortwachter",
    "par. 4.3.1",
    Authority.POLICY,
    "1 augustus 2022",
    "https://www.uwv.nl",
    False,
)
BW7 = CitedSource(
    "bw7", "BW 7", "art. 658a lid 1", Authority.LAW, "2024", "https://wetten.overheid.nl/BWBR0005290", True
)

INTAKE = UsedFact(
    "traject.intake_datum",
    "de datum van de intake",
    FactState.KNOWN,
    "13 april 2026",
    Provenance("D08", "2", "vastgesteld"),
    False,
)
UITERSTE_START = UsedFact(
    "spoor2.uiterste_start",
    "de uiterste startdatum van het tweede spoor",
    FactState.KNOWN,
    "5 maart 2026",
    Provenance(),
    True,
)
DESKUNDIGENOORDEEL = UsedFact(
    "deskundigenoordeel.aangevraagd",
    "of een deskundigenoordeel is aangevraagd",
    FactState.ABSENT,
    "",
    Provenance(),
    False,
)
EVALUATIE = UsedFact(
    "eerstejaarsevaluatie.datum", "de datum van de eerstejaarsevaluatie", FactState.ASKED, "", Provenance(), False
)
EINDDATUM = UsedFact(
    "traject.einddatum",
    "de einddatum van het traject",
    FactState.NOT_APPLICABLE,
    "",
    Provenance(),
    False,
    "het traject loopt nog",
)
VERTRAGING = UsedFact(
    "spoor2.start_vertraging", "de vertraging van de start", FactState.NOT_DERIVABLE, "", Provenance(), True
)

OPEN_DESKUNDIGENOORDEEL = OpenFact(
    "deskundigenoordeel.aangevraagd",
    "of een deskundigenoordeel is aangevraagd",
    "Is vóór de uiterste startdatum een deskundigenoordeel aangevraagd?",
    "werkgever",
    "aanvraag deskundigenoordeel",
    FactState.ABSENT,
)
OPEN_EVALUATIE = OpenFact(
    "eerstejaarsevaluatie.datum",
    "de datum van de eerstejaarsevaluatie",
    "Op welke dag is de eerstejaarsevaluatie gehouden?",
    "werkgever",
    "eerstejaarsevaluatie",
    FactState.ASKED,
)


def voorwaarde(id: str, text: str, truth: Truth, *values: UsedFact, label: str = "") -> ProofNode:
    return ProofNode(id, "voorwaarde", text, truth, values, (), label)


K24_BEWIJS = ProofNode(
    "K24",
    "criterium",
    "Tijdige start van het tweede spoor",
    None,
    (UsedFact("", "de bevinding van K24", FactState.KNOWN, "voldoet niet", Provenance(), True),),
    (
        voorwaarde(
            "K24.voldoet.als",
            "de datum van de intake ligt niet na de uiterste startdatum van het tweede spoor",
            Truth.FALSE,
            INTAKE,
            UITERSTE_START,
            label="voldoet",
        ),
        ProofNode(
            "K24.voldoet_niet.als",
            "alle",
            "",
            Truth.TRUE,
            (),
            (
                voorwaarde("K24.voldoet_niet.als.1", "de intake is bekend", Truth.TRUE, INTAKE),
                ProofNode(
                    "afleiding/spoor2.uiterste_start",
                    "afleiding",
                    "zes weken na de eerstejaarsevaluatie",
                    None,
                    (UITERSTE_START,),
                    (
                        ProofNode(
                            "feit/eerstejaarsevaluatie.datum",
                            "feit",
                            "de datum van de eerstejaarsevaluatie",
                            None,
                            (EVALUATIE,),
                            (),
                        ),
                    ),
                    "de uiterste startdatum van het tweede spoor",
                ),
            ),
            "voldoet niet",
        ),
        voorwaarde(
            "K24.grond.1", "een deskundigenoordeel is aangevraagd", Truth.UNKNOWN, DESKUNDIGENOORDEEL, label="grond"
        ),
    ),
)

K24 = Finding(
    criterion="K24",
    title="Tijdige start van het tweede spoor",
    question="inspanningen",
    outcome=Outcome.NOT_MET,
    weight=Weight.CARRYING,
    authority=Authority.POLICY,
    provisional=False,
    norm="Een adequaat tweede spoor begint uiterlijk zes weken na de eerstejaarsevaluatie.",
    sources=(WERKWIJZER, BW7),
    reasons=("De intake was 39 dagen na de uiterste startdatum 5 maart 2026.",),
    excused=False,
    repairable=True,
    grounds=(
        GroundResult(
            "deskundigenoordeel",
            "een tijdig gevraagd deskundigenoordeel",
            Truth.UNKNOWN,
            "",
            Authority.CASE_LAW,
            (),
            (OPEN_DESKUNDIGENOORDEEL,),
        ),
        GroundResult(
            "blokkade", "een medische blokkade volgens de bedrijfsarts", Truth.FALSE, "", Authority.POLICY, (), ()
        ),
    ),
    proof=K24_BEWIJS,
    facts=(INTAKE, UITERSTE_START),
    open_facts=(),
    repairs=(
        RepairResult(
            "Maak het traject intensiever in de tijd die rest.", "werkgever", "1 tot 3 weken", date(2026, 11, 1)
        ),
        RepairResult("Leg de reden van de late start vast.", "re-integratiebedrijf", "", date(2026, 9, 1)),
    ),
    to_weigh=("Zijn er door de late start kansen gemist?",),
)

K37 = K24._replace(
    criterion="K37",
    title="Duur passend bij de afstand tot de arbeidsmarkt",
    outcome=Outcome.DOUBT,
    provisional=True,
    authority=Authority.DESIGN,
    reasons=("De duur van 3 maanden is korter dan de verwachte duur van 9 maanden.",),
    grounds=(),
    repairs=(),
    to_weigh=(),
    facts=(EINDDATUM,),
    proof=voorwaarde(
        "K37.voldoet_niet.als", "de duur is korter dan de verwachte duur", Truth.TRUE, EINDDATUM, VERTRAGING
    ),
)
K25 = K24._replace(
    criterion="K25",
    title="Opdracht aan een re-integratiebedrijf",
    outcome=Outcome.UNKNOWN,
    weight=Weight.CONTRIBUTING,
    reasons=(),
    grounds=(),
    open_facts=(OPEN_EVALUATIE,),
    facts=(EVALUATIE,),
    repairs=(),
    to_weigh=(),
    proof=voorwaarde("K25.voldoet.als", "de opdracht volgt op de evaluatie", Truth.UNKNOWN, EVALUATIE),
)
K07 = K24._replace(
    criterion="K07",
    title="Bevredigend resultaat",
    question="resultaat",
    outcome=Outcome.MET,
    reasons=("Er is structureel hervat voor 70 procent van het loon.",),
    grounds=(),
    repairs=(),
    to_weigh=(),
    proof=voorwaarde("K07.voldoet.als", "structureel hervat", Truth.TRUE, INTAKE),
)
K26 = K24._replace(
    criterion="K26",
    title="Start na later ontstane mogelijkheden",
    outcome=Outcome.NOT_APPLICABLE,
    reasons=("De mogelijkheden bestonden al bij de evaluatie.",),
    grounds=(),
    repairs=(),
    to_weigh=(),
    facts=(),
    proof=voorwaarde("K26.niet_van_toepassing_als", "de mogelijkheden ontstonden later", Truth.FALSE, INTAKE),
)

T10 = TimelineStep(
    "T10",
    "Tweede spoor gestart",
    "werkgever",
    StepState.LATE,
    None,
    date(2026, 3, 5),
    date(2026, 4, 13),
    39,
    "Een te late start is een klassieke grond voor een loonsanctie.",
    "De brochure van een bureau noemt dit een regel van de wet; het is UWV-beleid.",
    "",
    Authority.POLICY,
    (WERKWIJZER,),
)
T02 = T10._replace(
    id="T02",
    title="Probleemanalyse",
    who="bedrijfsarts",
    state=StepState.DONE,
    deadline=date(2025, 3, 17),
    happened=date(2025, 3, 14),
    days_late=None,
    deviation="",
)
T22 = T10._replace(id="T22", title="WIA-aanvraag", who="werknemer", state=StepState.COMING, deadline=date(2026, 11, 15),
              happened=None, days_late=None, deviation="")  # fmt: skip
T05 = T22._replace(id="T05", title="Bijstelling van het plan", state=StepState.UNKNOWN, deadline=None)
T12 = T05._replace(
    id="T12",
    title="Start na eerste mogelijkheden",
    state=StepState.NOT_APPLICABLE,
    reason="De mogelijkheden bestonden al.",
)

TE_LAAT = Result(
    rulebook="tweede-spoor",
    rulebook_version="2026.1",
    rulebook_hash="a41f09c2d3e4f5a6b7c8",
    dossier="S-014",
    dossier_hash="00ff11ee22dd",
    description="Planner bij een transportbedrijf; het tweede spoor begon ruim vijf weken na de uiterste dag.",
    synthetic=True,
    reference_date=date(2026, 9, 14),
    engine=EngineInfo("durable", "2.0.28", 812),
    verdict=Verdict(
        "niet_adequaat",
        "Een dragend criterium is niet gehaald, zonder aangetoonde grond, en is nog te herstellen.",
        (
            QuestionResult("resultaat", "Is er een bevredigend resultaat?", "", "nvt", ()),
            QuestionResult(
                "inspanningen", "Zijn de inspanningen voldoende?", "", "tekort", ("K24", "K25", "K26", "K37")
            ),
        ),
        ("K24",),
        voorwaarde("oordeel.1", "minstens één dragend criterium is niet gehaald", Truth.TRUE),
    ),
    findings=(K24, K25, K26, K37),
    timeline=(T22, T10, T05, T12, T02),
)

ONVOLDOENDE = TE_LAAT._replace(
    dossier="S-021",
    synthetic=False,
    description="",
    engine=EngineInfo("direct", "", 0, "De redeneermachine is hier niet beschikbaar; de directe lezing is gebruikt."),
    verdict=TE_LAAT.verdict._replace(
        outcome="onvoldoende_gegevens",
        reason="Gegevens ontbreken.",
        questions=(QuestionResult("inspanningen", "Zijn de inspanningen voldoende?", "", "onbekend", ("K25",)),),
        carried_by=("K25",),
    ),
    findings=(K25,),
)

RESULTAAT_BEHAALD = TE_LAAT._replace(
    dossier="S-030",
    verdict=TE_LAAT.verdict._replace(
        outcome="niet_aan_de_orde",
        reason="Er is een bevredigend resultaat; de inspanningen worden niet getoetst.",
        questions=(
            QuestionResult(
                "resultaat", "Is er een bevredigend resultaat?", "Bij ja stopt de toets.", "voldoet", ("K07",)
            ),
        ),
        carried_by=("K07",),
    ),
    findings=(K07,),
    timeline=(),
)

VERSCHOOND = TE_LAAT._replace(
    dossier="S-031",
    findings=(
        K24._replace(
            excused=True,
            grounds=(
                K24.grounds[0]._replace(
                    truth=Truth.TRUE, text="Het oordeel is op 1 maart 2026 gevraagd.", open_facts=()
                ),
            ),
        ),
    ),
    verdict=TE_LAAT.verdict._replace(
        outcome="adequaat",
        reason="Geen tekort zonder grond.",
        questions=(QuestionResult("inspanningen", "Zijn de inspanningen voldoende?", "", "voldoet", ("K24",)),),
        carried_by=(),
    ),
)

ALLE = (TE_LAAT, ONVOLDOENDE, RESULTAAT_BEHAALD, VERSCHOOND)
