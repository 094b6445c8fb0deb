"""What the picture of the timeline shows: days and periods that the dossier gives, and nothing that it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.packing import pack, unpack
from spoortoets.engine.picture import DayLine, DaySeries, Period, Picture, timeline_picture
from spoortoets.engine.picture_rule import Shape

BOOK = load_rulebook(Path(__file__).parents[1] / "andere_regels")


def drawn(facts: str) -> Picture:
    text = f"dossier: {{id: P-1, peildatum: 2026-06-01}}\npunt: {{{facts}}}\n"
    return timeline_picture(BOOK, read_dossier(text.encode(), "punt.yaml", BOOK.concepts), motor=DIRECT)[1]


def band(picture: Picture, title: str) -> tuple[Period, ...]:
    return next((one.periods for one in picture.bands if one.title == title), ())


def test_the_ends_and_the_lines_are_worked_out_from_the_dossier() -> None:
    found = drawn("geopend_op: 2026-01-05, soort: wijk")
    assert (found.start, found.end) == (date(2026, 1, 5), date(2026, 4, 5))
    assert found.lines == (DayLine("uiterste telling", date(2026, 4, 5)),)
    assert found.open_facts == ()


def test_what_is_missing_for_the_ends_is_asked_for_once() -> None:
    found = drawn("soort: wijk")
    assert (found.start, found.end, found.lines) == (None, None, ())
    assert [one.title for one in found.open_facts] == ["de dag van opening"]


@pytest.mark.parametrize("kind", ["soort: kast", "soort: onbekend", "omvang: klein"])
def test_a_line_whose_condition_is_not_true_is_left_out(kind: str) -> None:
    assert drawn(f"geopend_op: 2026-01-05, {kind}").lines == ()


@pytest.mark.parametrize(
    ("facts", "period"),
    [
        ("soort: wijk, geteld_op: 2026-05-01", Period(date(2026, 1, 5), date(2026, 5, 1))),
        ("soort: wijk", Period(date(2026, 1, 5), None)),
        ("soort: school", Period(date(2026, 1, 5), None, runs=True)),
        ("geteld_op: 2026-01-05", Period(date(2026, 1, 5), date(2026, 1, 5))),
    ],
)
def test_a_period_ends_runs_on_or_has_no_known_end(facts: str, period: Period) -> None:
    assert band(drawn(f"geopend_op: 2026-01-05, {facts}"), "Open") == (period,)


def test_a_period_that_ends_before_it_begins_is_none(bench) -> None:
    rule = "beeld:\n  begin: p.begin\n  einde: p.begin\n  balken: [{titel: x, vorm: vol, van: p.begin, tot: p.einde}]\n"
    book = bench.book({"tijdlijn/beeld.yaml": rule})
    dossier = bench.dossier(book, "begin: 2026-03-01, einde: 2026-02-01")
    assert timeline_picture(book, dossier, motor=DIRECT)[1].bands == ()


def test_the_periods_and_days_of_a_list_stand_in_order() -> None:
    found = drawn("geopend_op: 2026-01-05, boeken: [{sinds: 2026-03-01}, {sinds: 2026-02-01, tot: 2026-02-20}]")
    assert band(found, "In de kast") == (
        Period(date(2026, 2, 1), date(2026, 2, 20)),
        Period(date(2026, 3, 1), None),
    )
    assert found.series == (DaySeries("Binnengekomen", (date(2026, 2, 1), date(2026, 3, 1))),)
    assert next(one for one in found.bands if one.title == "In de kast").shape is Shape.STRIPED


@pytest.mark.parametrize(
    "books", ["[{sinds: 2026-02-01}, {soort: roman}]", "{waarde: [{sinds: 2026-02-01}], volledig: nee}"]
)
def test_what_is_known_to_be_missing_from_a_list_is_told(books: str) -> None:
    found = drawn(f"geopend_op: 2026-01-05, boeken: {books}")
    assert [one.complete for one in (*found.series, *found.bands[1:])] == [False, False]


@pytest.mark.parametrize("books", ["[]", "onbekend", "{nvt: er zijn geen boeken}"])
def test_nothing_is_shown_of_a_list_without_days(books: str) -> None:
    found = drawn(f"geopend_op: 2026-01-05, boeken: {books}")
    assert found.series == () and band(found, "In de kast") == ()


def test_rules_without_a_picture_give_an_empty_one(bench) -> None:
    book = bench.book()
    result, found = timeline_picture(book, bench.dossier(book), motor=DIRECT)
    assert (result.dossier, found) == ("T-1", Picture(None, None))


SECRET = {
    "begrippen/g.yaml": "groep: g\ntitel: Geheim\nbegrippen:\n"
    "  dag: {type: datum, titel: de dag, vraag: Welke dag?, vertrouwelijk: ja}\n",
    "tijdlijn/beeld.yaml": "beeld:\n  begin: p.begin\n  einde: p.einde\n"
    "  lijnen: [{titel: geheim, op: g.dag}, {titel: open, op: p.einde}]\n"
    "  balken:\n    - {titel: geheim, vorm: vol, van: g.dag, tot: p.einde}\n"
    "    - {titel: open, vorm: vol, van: p.begin, tot: p.einde}\n",
}


def test_what_leans_on_a_confidential_fact_is_not_for_every_reader(bench) -> None:
    book = bench.book(SECRET)
    facts = "\np: {begin: 2026-01-01, einde: 2026-05-01}\ng: {dag: 2026-02-01}"
    found = timeline_picture(book, bench.dossier(book, facts), motor=DIRECT)[1]
    assert [one.title for one in (*found.lines, *found.bands)] == ["geheim", "open", "geheim", "open"]
    shown = found.without_secrets()
    assert [one.title for one in (*shown.lines, *shown.bands)] == ["open", "open"]


def test_a_compiled_rulebook_keeps_its_picture() -> None:
    assert BOOK.picture is not None
    assert unpack(pack(BOOK)).picture == BOOK.picture
