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
    Reader,
    Signature,
    Table,
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

OWN_VERDICT = """
mens_oordeel:
  uitkomst: niet_adequaat
  motivering: De late start is niet verklaard (D09).
  rol: arbeidsdeskundige
  datum: 2026-10-01
  per_criterium:
    - {criterium: K24, uitkomst: twijfel, motivering: D09 noemt een reden., rol: jurist, datum: 2026-10-01}
"""


@cache
def rulebook():
    return load_rulebook(ROOT / "rules")


@cache
def words():
    return load_plain_language(ROOT / "rules", rulebook())


def dossier(name: str, extra: str = "") -> Dossier:
    text = (ROOT / "voorbeelden" / f"{name}.yaml").read_text(encoding="utf-8") + extra
    return read_dossier(text.encode(), f"{name}.yaml", rulebook().concepts)


def facts(name: str, piece: str, reader: Reader, extra: str = "") -> PieceFacts:
    return piece_facts(rulebook(), dossier(name, extra), piece, reader.value, motor="direct")


@cache
def report(name: str, reader: Reader = Reader.EXPERT, extra: str = "") -> Piece:
    return build(facts(name, "auditrapport", reader, extra), reader)


@cache
def draft(name: str) -> Piece:
    return build(facts(name, "nogo", Reader.EXPERT), Reader.EXPERT, concept=True)


@cache
def for_employee(name: str) -> Piece:
    return build(facts(name, "werknemer", Reader.EMPLOYEE), Reader.EMPLOYEE, words())


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
    headings = [block.text.split(" ")[0] for block in piece.blocks if isinstance(block, Heading) and block.level == 3]
    result = facts(name, "auditrapport", Reader.EXPERT).result
    applicable = [one.criterion for one in result.findings if one.outcome.value != "nvt"]
    assert sorted(headings) == sorted(applicable)
    for one in result.findings:
        assert f"{one.criterion} {one.title}" in told(piece)


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
    for piece in (report(name), report(name, Reader.EMPLOYER), draft(name), for_employee(name)):
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
    expert, employer = told(report("no_go_gbm")), told(report("no_go_gbm", Reader.EMPLOYER))
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
    assert carried(facts("no_go_gbm", "nogo", Reader.EXPERT).result)


def test_without_a_ground_a_final_piece_is_refused_with_what_is_missing_and_how_to_start() -> None:
    own = facts("te_late_start", "nogo", Reader.EXPERT)
    assert not carried(own.result)
    why = told(refusal(own))
    assert "Het dossier doet op geen enkele grond een beroep." in why
    assert "Wat nodig is om wel te starten" in why


def test_a_reason_to_go_on_all_the_same_is_printed_first() -> None:
    piece = build(facts("te_late_start", "nogo", Reader.EXPERT), Reader.EXPERT, override="Op verzoek van de jurist.")
    assert isinstance(piece.blocks[0], Notice)
    assert "Op verzoek van de jurist." in "\n".join(block_lines(piece.blocks[0]))
    assert "CONCEPT" not in piece.labels


def test_the_verdict_of_a_person_stands_beside_that_of_the_rules() -> None:
    piece = report("te_late_start", Reader.EXPERT, OWN_VERDICT)
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
    assert boxes[-3:] == ["gezien", "akkoord", "niet akkoord"]


def test_an_incomplete_list_and_a_synthetic_dossier_say_so() -> None:
    assert "SYNTHETISCH" in report("adequaat").labels
