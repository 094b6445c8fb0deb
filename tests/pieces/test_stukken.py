"""What the report, the draft of a no-go and the piece for the employee say, for the examples."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.guard import hits
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.loading.plain_language import load_plain_language
from spoortoets.engine.pieces import PieceFacts, piece_facts
from spoortoets.explain.pieces.blocks import (
    Bullets,
    Heading,
    Notice,
    Piece,
    Signature,
    Table,
    Terms,
    block_lines,
    lines_of,
    plain,
)
from spoortoets.explain.pieces.build import build
from spoortoets.explain.pieces.refusal import carried, refusal

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "voorbeelden").glob("*.yaml"))
NAMES = [one.stem for one in EXAMPLES]
CHAPTERS_OF_A_NO_GO = 17
EXPERT, EMPLOYER, EMPLOYEE = "arbeidsdeskundige", "werkgever", "werknemer"

OWN_VERDICT = """
mens_oordeel:
  uitkomst: niet_adequaat
  motivering: De late start is niet verklaard (D09).
  rol: arbeidsdeskundige
  datum: 2026-10-01
  per_criterium:
    - {criterium: K24, uitkomst: twijfel, motivering: D09 noemt een reden., rol: jurist, datum: 2026-10-01}
"""


def example(name: str) -> str:
    return (ROOT / "voorbeelden" / f"{name}.yaml").read_text(encoding="utf-8")


def weak_no_go() -> str:
    """The decision rests on language and on what the employee wishes; the company doctor sees four hours a day."""
    text = example("no_go_gbm")
    start, end = text.index("\n      - {datum: 2025-04-08, auteur"), text.index("\n  activiteit_in_periode")
    text = text[:start] + text[end:]
    text = text.replace(
        "    waarde:\n  activiteit_in_periode: {waarde: nee", "    waarde: []\n  activiteit_in_periode: {waarde: nee"
    )
    text = text.replace("uren_per_dag: {waarde: 0", "uren_per_dag: {waarde: 4").replace(
        "niet_nodig_gbm", "niet_besproken"
    )
    return text.replace("gronden: {waarde: [gbm]", "gronden: {waarde: [taal_of_positie, wens_werknemer]")


def under_sanction() -> str:
    """UWV has imposed a loonsanctie, and the waiting time is over."""
    text = example("te_late_start").replace("peildatum: 2026-09-14", "peildatum: 2027-04-12")
    decided = "{waarde: inhoudelijk, bron: {document: D06, pagina: 1}, zekerheid: vastgesteld}"
    day = "{waarde: 2026-12-14, bron: {document: D06, pagina: 1}, zekerheid: vastgesteld}"
    old = "  besluit: {waarde: geen_besluit, bron: {document: D05}, zekerheid: verklaard_wg}"
    assert old in text
    return text.replace(old, f"  besluit: {decided}\n  besluit_datum: {day}")


CHANGED = {"zwakke_no_go": weak_no_go, "onder_loonsanctie": under_sanction}
"""Stories made from an example, by the name under which the tests ask for them."""


@cache
def rulebook():
    return load_rulebook(ROOT / "rules")


@cache
def words():
    return load_plain_language(ROOT / "rules", rulebook())


def dossier(name: str, extra: str = "") -> Dossier:
    text = CHANGED[name]() if name in CHANGED else example(name)
    text += extra
    return read_dossier(text.encode(), f"{name}.yaml", rulebook().concepts)


def facts(name: str, piece: str, reader: str, extra: str = "") -> PieceFacts:
    return piece_facts(rulebook(), dossier(name, extra), piece, reader, motor="direct")


@cache
def report(name: str, reader: str = EXPERT, extra: str = "") -> Piece:
    return build(facts(name, "auditrapport", reader, extra))


@cache
def draft(name: str) -> Piece:
    return build(facts(name, "nogo", EXPERT), concept=True)


@cache
def for_employee(name: str) -> Piece:
    return build(facts(name, "werknemer", EMPLOYEE), words())


def told(piece: Piece) -> str:
    return "\n".join(lines_of(piece))


def chapter(piece: Piece, title: str) -> str:
    """The texts of one chapter."""
    own, reading = [], False
    for block in piece.blocks:
        if isinstance(block, Heading) and block.level == 1:
            reading = block.text == title
        if reading:
            own += block_lines(block)
    return "\n".join(own)


@pytest.mark.parametrize("name", NAMES)
def test_each_criterion_is_told_once_in_the_report(name: str) -> None:
    piece = report(name)
    findings = (block for block in piece.blocks if isinstance(block, Heading) and block.level == 3)
    headings = [block.text.split(" ")[0] for block in findings if not block.anchor.startswith("grond-")]
    result = facts(name, "auditrapport", EXPERT).result
    applicable = [one.criterion for one in result.findings if one.outcome.value != "nvt"]
    assert sorted(headings) == sorted(applicable)
    for one in result.findings:
        assert f"{one.criterion} {one.title}" in told(piece)


def test_a_ground_stands_below_the_title_of_the_grounds_and_not_beside_it() -> None:
    headings = [block for block in report("no_go_gbm").blocks if isinstance(block, Heading)]
    (place,) = [at for at, one in enumerate(headings) if one.text == "De gronden om van het tweede spoor af te zien"]
    assert headings[place].level < headings[place + 1].level
    assert headings[place + 1].text.startswith("NG1 ")


def test_criteria_that_one_reason_keeps_out_are_counted_and_then_named() -> None:
    rows = [row for block in report("no_go_gbm").blocks if isinstance(block, Terms) for row in block.rows]
    (own,) = [texts for label, texts in rows if label == "32 criteria"]
    reason, named = map(plain, own)
    assert reason.startswith("De bedrijfsarts heeft deugdelijk vastgesteld")
    assert named.startswith("K13 Eerstejaarsevaluatie") and named.count(";") == 31


@pytest.mark.parametrize("make", [report, draft, for_employee], ids=["rapport", "no-go", "werknemer"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_empty_or_english_or_of_the_program_itself(name: str, make) -> None:
    piece = make(name)
    for line in lines_of(piece):
        assert line.strip()
        assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|[{}]|\b[a-z_]+\.[a-z_]+_[a-z]+\b", line), line
        assert not re.search(r"\b(the|and|with|finding|unknown|error|page|table)\b", line, re.IGNORECASE), line
    anchors = [block.anchor for block in piece.blocks if isinstance(block, Heading)]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", one) for one in anchors)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_fits_its_header(name: str) -> None:
    for piece in (report(name), draft(name), for_employee(name)):
        for table in (block for block in piece.blocks if isinstance(block, Table)):
            assert table.rows
            assert {len(table.header), len(table.widths)} | {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize("name", NAMES)
def test_no_piece_holds_what_the_guard_looks_for(name: str) -> None:
    for piece in (report(name), report(name, EMPLOYER), draft(name), for_employee(name)):
        assert list(hits(told(piece), rulebook().watch_words)) == []


def test_the_verdict_stands_first_with_what_it_rests_on_and_never_as_a_certainty() -> None:
    piece = report("te_late_start")
    conclusion = chapter(piece, "Conclusie in het kort")
    assert "Concept-oordeel: niet adequaat" in conclusion
    assert "K24 Tijdige start van het tweede spoor" in conclusion
    assert "39 dagen" in conclusion
    assert "UWV oordeelt zelf" in conclusion


def test_a_sentence_with_a_fact_names_document_and_page() -> None:
    assert "De intake was op 13 april 2026, 39 dagen na de uiterste startdatum 5 maart 2026." in told(
        report("te_late_start")
    )
    reasons = [line for line in lines_of(report("te_late_start")) if line.startswith("De intake was op 13 april 2026")]
    assert all("D12 p. 1" in line for line in reasons)


def test_the_repair_plan_has_the_last_day_first_and_tells_what_has_passed() -> None:
    plan = chapter(report("lagere_school_drie_maanden"), "Herstelplan")
    tables = [block for block in report("lagere_school_drie_maanden").blocks if isinstance(block, Table)]
    (useful,) = [one for one in tables if one.caption == "Wat nog helpt"]
    assert "K37" in plan
    assert useful.header == ("Wat", "Wie", "Tijd nodig", "Uiterlijk", "Bij")


def test_what_is_not_known_is_asked_once_with_everything_that_waits_for_it() -> None:
    asked = chapter(report("half_ingevuld"), "Ontbrekende gegevens")
    questions = [
        plain(row[0])
        for block in report("half_ingevuld").blocks
        if isinstance(block, Table) and block.caption.startswith("Te vragen aan")
        for row in block.rows
    ]
    assert questions
    assert len(questions) == len(set(questions))
    assert "Te vragen aan: werkgever" in asked


def test_the_copy_for_the_employer_tells_no_ground_of_gbm() -> None:
    """What the company doctor found of the ground is for the labour expert; that there was a period is not."""
    expert, employer = told(report("no_go_gbm")), told(report("no_go_gbm", EMPLOYER))
    gbm = next(one for one in rulebook().concepts if one.name == "gbm.oordelen")
    ground = next(one for one in gbm.type.fields if one.name == "grond")
    expert, employer = expert.lower(), employer.lower()
    labels = [label for label in ground.type.labels if label.lower() in expert]
    assert labels
    assert not [label for label in labels if label.lower() in employer]
    assert "horen niet in dit exemplaar" in employer or "hoort niet in dit exemplaar" in employer


def test_the_piece_for_the_employee_has_short_sentences_and_no_codes() -> None:
    for name in NAMES:
        piece = for_employee(name)
        text = " ".join(
            " ".join(block_lines(block)) for block in piece.blocks if not isinstance(block, Table | Heading)
        )
        sentences = [one.split() for one in re.split(r"(?<=[.?!])\s", re.sub(r"\[[^\]]*\]", "", text)) if one.split()]
        assert sum(map(len, sentences)) / len(sentences) <= 12
        assert not re.search(r"\bK\d\d\b|\bT\d\d\b|\bNG\d", told(piece)), name
        assert not re.search(r"loonsanctie|tekortkoming|verwijt|schuld", told(piece)), name


def test_the_draft_has_the_seventeen_chapters_and_says_on_every_page_that_it_is_one() -> None:
    for name in NAMES:
        piece = draft(name)
        chapters = [block.number for block in piece.blocks if isinstance(block, Heading) and block.level == 1]
        assert chapters == [str(number) for number in range(1, CHAPTERS_OF_A_NO_GO + 1)]
        assert piece.labels[0] == "CONCEPT"


def test_a_ground_that_carries_is_told_condition_by_condition() -> None:
    grounds = chapter(draft("no_go_gbm"), "Toets aan de gronden")
    assert "NG1" in grounds
    assert "aangetoond" in grounds
    assert "draagt de hele periode" in grounds
    assert carried(facts("no_go_gbm", "nogo", EXPERT).result)


def test_without_a_ground_a_final_piece_is_refused_with_what_is_missing_and_how_to_start() -> None:
    own = facts("te_late_start", "nogo", EXPERT)
    assert not carried(own.result)
    why = told(refusal(own))
    assert why.count("Het dossier doet op geen enkele grond een beroep.") == 1
    assert "Geen van de gronden" not in why
    assert "Wat nodig is om te starten of door te gaan" in why


def test_a_reason_to_go_on_all_the_same_is_printed_first() -> None:
    piece = build(facts("te_late_start", "nogo", EXPERT), override="Op verzoek van de jurist.")
    assert isinstance(piece.blocks[0], Notice)
    assert "Op verzoek van de jurist." in "\n".join(block_lines(piece.blocks[0]))
    assert "CONCEPT" not in piece.labels


def test_the_verdict_of_a_person_stands_beside_that_of_the_rules() -> None:
    piece = report("te_late_start", EXPERT, OWN_VERDICT)
    last = chapter(piece, "Oordeel van de arbeidsdeskundige en ondertekening")
    assert "De regels: niet adequaat" in last
    assert "Niet adequaat, 1 oktober 2026, arbeidsdeskundige: De late start is niet verklaard (D09)." in last
    assert "Twijfel, 1 oktober 2026, jurist: D09 noemt een reden." in told(piece)
    (heading,) = [block for block in piece.blocks if isinstance(block, Heading) and block.anchor == "k24"]
    assert heading.mark is not None
    assert heading.mark.text == "voldoet niet"


def test_there_is_room_to_sign_and_to_disagree() -> None:
    blocks = report("adequaat").blocks
    (signature,) = [block for block in blocks if isinstance(block, Signature)]
    assert signature.parties == ("Arbeidsdeskundige", "Werkgever", "Werknemer")
    boxes = [plain(item) for block in blocks if isinstance(block, Bullets) and block.checkbox for item in block.items]
    assert boxes[-6:] == ["gezien", "akkoord", "niet akkoord"] * 2


def test_an_incomplete_list_and_a_synthetic_dossier_say_so() -> None:
    assert "SYNTHETISCH" in report("adequaat").labels


def test_page_one_tells_what_to_do_first_and_what_a_person_decided() -> None:
    conclusion = chapter(report("te_late_start", EXPERT, OWN_VERDICT), "Conclusie in het kort")
    assert "Oordeel van een mens: Niet adequaat, 1 oktober 2026" in conclusion
    assert "Werkgever, uiterlijk 1 november 2026." in conclusion
    assert "19 oktober 2026: Brief van UWV over de WIA-aanvraag (T16)." in conclusion
    assert re.search(r"\d+ vragen staan nog open", chapter(report("half_ingevuld"), "Conclusie in het kort"))


def test_the_first_repair_is_one_of_the_criteria_that_carry_the_verdict() -> None:
    conclusion = chapter(report("lagere_school_drie_maanden"), "Conclusie in het kort")
    assert "Hervat het traject en zet de ontbrekende stappen. Werkgever, uiterlijk 2 augustus 2026." in conclusion


def test_no_sentence_is_left_unfinished_where_nothing_is_known() -> None:
    conclusion = chapter(report("half_ingevuld"), "Conclusie in het kort")
    assert "Het dossier zegt nog niet genoeg over K18, K19" in conclusion
    assert not re.search(r":\s*$", conclusion, re.MULTILINE)


def test_a_chapter_names_what_is_not_known_and_hides_a_part_of_it() -> None:
    assert "Niet bekend, en daarom staat hier niet wat ervan afhangt: een arbeidsdeskundig onderzoek" in chapter(
        report("half_ingevuld"), "Het eerste spoor"
    )


def test_pages_are_told_by_document_in_order() -> None:
    assert "[D01 p. 1; D03 p. 2; D05; D07 p. 1; D09 p. 1, 2; D12 p. 1; D15; D16]" in told(report("te_late_start"))


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_is_told_in_full_once_by_the_criteria_that_are_met(name: str) -> None:
    piece = report(name)
    met = [finding for finding in facts(name, "auditrapport", EXPERT).result.findings if finding.facts]
    for finding in met:
        assert f"{finding.criterion} {finding.title}" in told(piece)
    first_day = [line for line in lines_of(piece) if "perioden van herstel tijdens de wachttijd: " in line.lower()]
    shortfalls = sum(one.outcome.value in ("voldoet_niet", "twijfel") for one in met)
    assert len(first_day) <= 1 + shortfalls


def test_grounds_are_weighed_only_where_something_falls_short() -> None:
    for name in NAMES:
        weighing = chapter(report(name), "Weging")
        result = facts(name, "auditrapport", EXPERT).result
        short = any((one.outcome.value == "voldoet_niet" or one.provisional) and one.grounds for one in result.findings)
        assert ("Gronden die zijn bezien" in weighing) == short


def test_a_weak_ground_is_never_said_to_have_all_its_evidence() -> None:
    piece = draft("zwakke_no_go")
    grounds = chapter(piece, "Toets aan de gronden")
    assert "NG11 en NG12 zijn zwakke gronden. Zij dragen het besluit niet, met welk bewijs ook." in grounds
    assert "is gevonden" not in grounds
    assert "Een zwakke grond draagt het besluit nooit" in chapter(piece, "Vraagstelling en conclusie in het kort")
    assert "Wij adviseren het tweede spoor te starten" in chapter(piece, "Conclusie, advies en risico")


def test_the_draft_that_the_employer_signs_holds_no_ground_of_gbm() -> None:
    gbm = next(one for one in rulebook().concepts if one.name == "gbm.oordelen")
    ground = next(one for one in gbm.type.fields if one.name == "grond")
    text = told(draft("no_go_gbm")).lower()
    assert not [label for label in ground.type.labels if label.lower() in text]
    assert "7 april 2026" in text


def test_another_reader_of_the_draft_reads_whether_a_ground_carries_and_where_its_reasons_stand() -> None:
    piece = build(facts("no_go_gbm", "nogo", EMPLOYER), concept=True)
    grounds = chapter(piece, "Toets aan de gronden")
    assert "NG1 Geen benutbare mogelijkheden" in grounds
    assert "draagt de hele periode" in grounds
    assert "NG1: De redenen berusten op gegevens die niet in dit exemplaar horen." in grounds
    assert "Zij staan in het exemplaar voor de arbeidsdeskundige." in grounds
    untrue = (
        "Elk bewijs dat NG1 vraagt, is gevonden",
        "horen nu geen nieuwe vragen",
        "Er is geen bewijs",
    )
    assert not [one for one in untrue if one in told(piece)]


def test_a_draft_without_a_decision_claims_no_period_and_no_review() -> None:
    piece = draft("te_late_start")
    assert "Er valt dan niets te onderbouwen." in chapter(piece, "Vraagstelling en conclusie in het kort")
    assert "ontbreekt" not in chapter(piece, "Gegevens van dit stuk")
    assert "geeft daarom geen advies" in chapter(piece, "Conclusie, advies en risico")


def test_under_a_loonsanctie_the_report_says_so_and_how_the_passed_days_must_be_read() -> None:
    piece = report("onder_loonsanctie")
    assert "heeft UWV op 14 december 2026 een loonsanctie opgelegd" in chapter(piece, "Conclusie in het kort")
    assert "Voor K24 is de uiterste dag van het herstel voorbij" in chapter(piece, "Conclusie in het kort")
    plan = chapter(piece, "Herstelplan")
    assert "is in het verlengde tijdvak nog te herstellen" in plan
    assert "UWV beslist of herstel dan nog telt." in plan
    assert "uw werkgever uw loon langer doorbetaalt" in told(for_employee("onder_loonsanctie"))


def test_the_employee_is_asked_in_the_second_person_and_never_sees_a_long_list_of_what_is_open() -> None:
    piece = for_employee("half_ingevuld")
    asked = [plain(item) for one in piece.blocks if isinstance(one, Bullets) and one.checkbox for item in one.items]
    assert "Hebt u om hulp gevraagd bij het zoeken naar werk?" in asked
    assert not [one for one in asked if "werknemer" in one]
    assert max(len(one.items) for one in piece.blocks if isinstance(one, Bullets)) <= 5
    assert "28 vragen hierover weten wij het antwoord nog niet zeker" in told(piece)


def test_every_question_that_only_the_employee_can_answer_has_everyday_words() -> None:
    own = {one.name for one in rulebook().concepts if one.answerer == "werknemer"}
    assert own == set(words().facts)


def test_the_employee_reads_the_answer_on_the_first_page_and_the_papers_last() -> None:
    for name in NAMES:
        piece = for_employee(name)
        chapters = [one.text for one in piece.blocks if isinstance(one, Heading) and one.level == 1]
        assert chapters[1] == "Wat is het antwoord?"
        assert chapters[-1] == "Welke papieren hebben wij bekeken?"
        assert sum(len(line.split()) for line in lines_of(piece)) <= 1600
        assert "concept-oordeel" not in piece.footer
