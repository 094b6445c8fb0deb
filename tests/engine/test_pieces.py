"""A piece filled in for one dossier and one reader, with the rulebook of another domain in `tests/andere_regels`."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT, DURABLE
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.pieces import FactsLine, ListLine, PartLine, SentenceLine, SubheadingLine, piece_facts
from spoortoets.engine.planning import lay_out
from spoortoets.engine.result import FactState, Provenance, Truth
from spoortoets.engine.survey import silence_uses, survey

BOOK = load_rulebook(Path(__file__).parents[1] / "andere_regels")
PLACES = """
punt:
  geopend_op: {waarde: 2026-01-05, bron: {document: D01, pagina: 2}}
  soort: school
  gevraagde_hulp: geld
"""
BOOKS = """
  boeken:
    bron: {document: D02}
    waarde:
      - {soort: strip, sinds: 2026-03-01, herkomst: gift}
      - {soort: onbekend, sinds: 2026-02-01, herkomst: gekocht, bron: {document: D01, pagina: 4}}
      - {soort: roman, tot: 2026-03-04}
"""


def dossier(facts: str):
    documents = "[{id: D01, datum: 2026-01-04, paginas: 9}, {id: D02}]"
    text = f"dossier: {{id: U-1, peildatum: 2026-06-01, documenten: {documents}}}\n{facts}\n"
    return read_dossier(text.encode(), "proef.yaml", BOOK.concepts)


def piece(facts: str = PLACES + BOOKS, reader: str = "bestuur", motor: str = DIRECT):
    return piece_facts(BOOK, dossier(facts), "overzicht", reader, motor=motor)


def chapter(id: str, facts: str = PLACES + BOOKS, reader: str = "bestuur"):
    return next(one for one in piece(facts, reader).chapters if one.id == id)


def lines(kind, id: str, facts: str = PLACES + BOOKS, reader: str = "bestuur"):
    return [one for one in chapter(id, facts, reader).lines if isinstance(one, kind)]


def test_a_piece_has_its_chapters_in_the_order_of_the_file():
    found = piece()
    assert (found.id, found.title) == ("overzicht", "Overzicht van een uitleenpunt")
    assert [one.title for one in found.chapters] == ["De opening", "De boeken", "Tot slot"]
    assert found.chapters[0].remark == "Geteld tot en met 1 juni 2026."
    assert found.result.dossier == "U-1"


def test_both_engines_fill_in_the_same_piece():
    found = piece(motor=DURABLE)
    assert found.result.engine.compared > 0
    assert found._replace(result=piece().result) == piece()


def test_a_sentence_carries_its_facts_with_their_place():
    first = lines(SentenceLine, "opening")[0]
    assert first.text == "Het uitleenpunt ging open op 5 januari 2026."
    assert [(one.name, one.provenance) for one in first.facts] == [("punt.geopend_op", Provenance("D01", "2"))]


def test_a_sentence_with_an_unknown_fact_is_left_out_and_the_fact_is_asked():
    found = chapter("opening", "punt: {soort: kast, omvang: klein, gevraagde_hulp: geen}")
    assert [one.text for one in found.lines if isinstance(one, SentenceLine)] == ["De beheerder vroeg om geen hulp."]
    assert [one.name for one in found.open_facts] == ["punt.geopend_op"]


def test_a_sentence_about_what_does_not_apply_is_left_out_and_not_asked():
    facts = "punt: {soort: wijk, omvang: klein, geopend_op: {nvt: nooit open geweest}, gevraagde_hulp: geen}"
    assert [one.name for one in chapter("opening", facts).open_facts] == []


def test_a_line_whose_condition_is_unknown_is_asked_for():
    found = chapter("opening", "punt: {geopend_op: 2026-01-05, omvang: klein, gevraagde_hulp: geen}")
    assert "punt.soort" in [one.name for one in found.open_facts]
    assert not any("dicht" in one.text for one in found.lines if isinstance(one, SentenceLine))


def test_facts_are_shown_in_order_also_when_they_are_not_known():
    table = lines(FactsLine, "opening")[0]
    assert table.title == "Wat vastligt"
    assert [(one.name, one.value, one.state) for one in table.facts[:4]] == [
        ("punt.soort", "een school", FactState.KNOWN),
        ("punt.geteld_op", "", FactState.ABSENT),
        ("telling.te_laat", "0 dagen of meer", FactState.KNOWN),
        ("telling.gekochte_boeken", "1 tot en met 2 boeken", FactState.KNOWN),
    ]


def test_a_list_is_shown_by_date_with_the_page_of_each_element():
    table = lines(ListLine, "boeken")[0]
    assert (table.title, table.columns, table.complete) == (
        "De boeken",
        ("de dag van binnenkomst", "de soort", "de herkomst"),
        True,
    )
    assert [(row.cells, row.provenance) for row in table.rows] == [
        (("1 februari 2026", "onbekend", "gekocht"), Provenance("D01", "4")),
        (("1 maart 2026", "strip", "een gift"), Provenance("D02")),
        (("", "roman", ""), Provenance("D02")),
    ]


def test_a_list_without_columns_shows_every_field_in_the_order_of_the_dossier():
    table = lines(ListLine, "boeken")[1]
    assert table.columns == ("het kenmerk", "de datum", "het aantal bladzijden")
    assert [row.cells for row in table.rows] == [("D01", "4 januari 2026", "9"), ("D02", "", "")]


@pytest.mark.parametrize(
    ("facts", "state", "complete"),
    [
        ("punt: {soort: school}", FactState.ABSENT, False),
        ("punt: {soort: school, boeken: []}", FactState.KNOWN, True),
        ("punt: {soort: school, boeken: onbekend}", FactState.ASKED, False),
        ("punt: {soort: school, boeken: {volledig: nee, waarde: []}}", FactState.KNOWN, False),
    ],
)
def test_a_list_without_rows_says_why(facts, state, complete):
    table = lines(ListLine, "boeken", facts)[0]
    assert (table.rows, table.fact.state, table.complete) == ((), state, complete)


def test_cells_tell_unknown_and_not_applicable_apart():
    row = "{sinds: 2026-02-01, soort: {nvt: geen boek}, herkomst: {verklaringen: [{waarde: gift, bron: {document: D01}}"
    facts = f"punt: {{soort: school, boeken: [{row}, {{waarde: gekocht, bron: {{document: D02}}}}]}}}}]}}"
    assert lines(ListLine, "boeken", facts)[0].rows[0].cells[1:] == ("niet van toepassing", "de stukken verschillen")


def test_a_chapter_that_does_not_apply_says_why_and_has_no_lines():
    found = chapter("boeken", "punt: {soort: kast}")
    assert (found.applies, found.lines) == (Truth.FALSE, ())
    assert found.reason == "In een buurtkast worden geen boeken geteld."


def test_a_chapter_that_may_not_apply_asks_what_would_decide_it():
    found = chapter("boeken", "punt: {boeken: []}")
    assert found.applies is Truth.UNKNOWN
    assert [one.name for one in found.open_facts] == ["punt.soort"]
    assert found.lines


def test_parts_name_their_questions_and_criteria():
    assert lines(PartLine, "boeken") == [PartLine("bevindingen", ("bezit",), ("B4",))]
    assert lines(PartLine, "slot") == [
        PartLine("bevindingen", ("beheer", "bezit"), ()),
        PartLine("ondertekening", (), (), ("het bestuur", "de beheerder")),
    ]
    assert lines(SubheadingLine, "opening") == [SubheadingLine("Wanneer")]


# --- readers ---


def test_each_reader_gets_his_own_chapters_and_lines():
    assert [one.id for one in piece(reader="beheerder").chapters] == ["opening", "boeken"]
    own = [one.text for one in lines(SentenceLine, "opening")]
    others = [one.text for one in lines(SentenceLine, "opening", reader="bezoeker")]
    assert [one for one in own if one not in others] == ["De beheerder vroeg om geld."]
    assert "De beheerder vroeg om hulp." in others


def test_a_confidential_column_is_only_for_the_first_reader():
    table = lines(ListLine, "boeken", reader="bezoeker")[0]
    assert table.columns == ("de dag van binnenkomst", "de soort")
    assert all(len(row.cells) == 2 for row in table.rows)


def test_facts_that_are_confidential_are_only_for_the_first_reader():
    (own,), (other,) = (lines(FactsLine, "opening", reader=one) for one in ("bestuur", "bezoeker"))
    kept = ["punt.soort", "punt.geteld_op", "telling.te_laat"]
    assert [one.name for one in own.facts] == [*kept, "telling.gekochte_boeken", "punt.gevraagde_hulp"]
    assert [one.name for one in other.facts] == kept


def test_nobody_but_the_first_reader_is_asked_for_what_is_confidential():
    facts = "punt: {soort: school, geopend_op: 2026-01-05}"
    assert [one.name for one in chapter("opening", facts).open_facts] == ["punt.gevraagde_hulp"]
    assert chapter("opening", facts, "bezoeker").open_facts == ()


@pytest.mark.parametrize(
    ("id", "reader", "message"),
    [
        ("overzigt", "bestuur", "stukken: R93 deze regelset heeft geen stuk 'overzigt'; bedoelde u 'overzicht'?"),
        ("overzicht", "bestuurder", "regelset.yaml: R106 'bestuurder' is geen lezer van deze regelset; bedoelde u 'be"),
    ],
)
def test_an_unknown_piece_or_reader(id, reader, message):
    with pytest.raises(MistakesFound) as found:
        piece_facts(BOOK, dossier(PLACES), id, reader, motor=DIRECT)
    assert str(found.value).startswith(message)


# --- the rulebook ---


def test_pieces_are_laid_out_only_when_asked_for():
    day = dossier(PLACES).reference_date
    without, whole = lay_out(BOOK, day), lay_out(BOOK, day, BOOK.pieces[0])
    assert without.chapters == () and len(whole.chapters) == 3
    assert not any(name.startswith("stuk/") for name in without.nodes)


def test_the_survey_counts_pieces_and_chapters():
    found = survey(BOOK)
    assert (found.pieces, found.chapters) == (1, 3)


def test_a_chapter_in_force_on_another_day_is_not_in_the_piece(bench):
    text = """
stuk: proef
titel: Proef
hoofdstukken:
  - {hoofdstuk: een, titel: Toen, geldig_tot: 2025-12-31, inhoud: [{kop: Toen}]}
  - {hoofdstuk: een, titel: Nu, geldig_van: 2026-01-01, inhoud: [{als: p.a is bekend, kop: Nu}]}
"""
    readers = "[{lezer: ik, titel: ik, stuk: proef}]"
    header = f"regelset: {{naam: proef, titel: Proefregels, versie: '1', lezers: {readers}}}"
    book = bench.book({"regelset.yaml": header, "stukken/proef.yaml": text})
    found = piece_facts(book, bench.dossier(book), "proef", "ik", motor=DIRECT)
    assert [one.title for one in found.chapters] == ["Nu"]
    assert [(one.rule, one.path, one.text) for one in silence_uses(book)] == [
        ("stuk proef een", "inhoud 1 als", "p.a is bekend")
    ]
