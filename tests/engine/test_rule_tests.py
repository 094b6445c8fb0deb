"""Tests of the rules as a policy owner writes them, on the rulebook of another domain: lending points of books."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoortoets import cli
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_tests.coverage import Coverage, Watcher, concerns
from spoortoets.engine.rule_tests.focused import focused_coverage
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.engine.rule_tests.running import Runner, State

RULES = Path(__file__).parents[1] / "andere_regels"

BASE = """
dossier: {id: BASIS, peildatum: 2026-06-01}
punt:
  geopend_op: 2026-01-10
  geteld_op: 2026-04-10
  soort: wijk
  omvang: klein
  beheerder_bekend: ja
  talen: [nl]
  boeken:
    - {soort: roman, bladzijden: 200, sinds: 2026-01-10, heel: ja}
    - {soort: strip, bladzijden: 48, sinds: 2026-05-20, heel: nee}
"""


class Book:
    """A copy of the rulebook with tests in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(RULES, folder / "regels")
        self.write("basis/goed.yaml", BASE)

    def write(self, name: str, text: str) -> None:
        path = self.folder / "toetsen" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def case(self, facts: str, expected: str) -> None:
        self.write(
            "b1.yaml", f"toetsen: B1\ngevallen:\n  - naam: verhaal\n    feiten: {facts}\n    verwacht: {expected}\n"
        )

    def results(self):
        tests = read_tests(self.folder)
        return list(Runner(load_rulebook(self.folder), tests).run_all(tests.tests))

    def only(self):
        (result,) = self.results()
        return result

    def coverage(self, rule: str):
        tests = read_tests(self.folder)
        watcher = Watcher()
        list(Runner(load_rulebook(self.folder), tests, watcher).run_all(tests.tests))
        whole = watcher.coverage(tests.tests, tests.unreachable)
        found = Coverage(*(tuple(one for one in some if concerns(rule, one.id)) for some in whole))
        return found, {one.id: one.missing for one in found.items}


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("{}", "{B1: voldoet}"),
        ("{punt.beheerder_bekend: nee}", "{B1: voldoet_niet, B1.verschoond: nee, B1.zwaarte: dragend, B1.gezag: wet}"),
        ("{punt.beheerder_bekend: weg}", "{B1: onbekend}"),
        ("{punt.beheerder_bekend: onbekend}", "{B1: onbekend}"),
        ("{punt.soort: kast}", "{B1: nvt, punt.rustdag: nvt}"),
        ("{punt.beheerder_bekend: nee, punt.geopend_op: 2026-05-01, punt.geteld_op: weg}",
         "{B1.gronden.nieuw: waar, B1.verschoond: ja, B1.uitleg: [geen beheerder]}"),
        ("{punt.beheerder_bekend: nee}", "{B1: voldoet_niet, B1.uitleg_zonder: [kast, nog niet open]}"),
        ("{punt.geteld_op: 2026-04-12}", "{telling.uiterlijk: 2026-04-10, telling.te_laat: 2}"),
        ("{punt.geteld_op: weg}", "{telling.te_laat: onbekend}"),
        ("{punt.boeken: {elk: {heel: ja}}}", "{telling.hele_boeken: 2}"),
        ("{punt.boeken: {element 2: {heel: weg}}}", "{telling.hele_boeken: 1 tot en met 2 boeken}"),
        ("{dossier.peildatum: 2026-05-01}", "{telling.hele_boeken: 1}"),
        ("{punt.soort: school}", "{punt.streng: ja, punt.openingsnorm: 4}"),
    ],
)  # fmt: skip
def test_a_story_that_holds_passes(book, facts, expected):
    book.case(facts, expected)
    result = book.only()
    assert (result.state, result.differences, result.message) == (State.PASSED, (), "")


def test_a_reason_that_should_not_be_told_fails_the_story(book):
    book.case("{punt.beheerder_bekend: nee}", "{B1.uitleg_zonder: [kast, geen beheerder]}")
    (difference,) = book.only().differences
    assert difference.expected == "geen beheerder, kast" and "geen beheerder" in difference.found


def test_what_was_later_than_an_earlier_peildatum_is_not_there_yet(book):
    book.case("{dossier.peildatum: 2026-05-01}", "{telling.hele_boeken: 1, telling.te_laat: 0}")
    assert book.only().state is State.PASSED


def test_a_story_that_does_not_hold_fails_with_the_values_under_the_terms(book, capsys):
    book.case("{punt.geteld_op: 2026-04-12}", "{telling.te_laat: 3}")
    result = book.only()
    assert result.state is State.FAILED
    assert [(one.subject, one.expected, one.found) for one in result.differences] == [
        ("telling.te_laat", "3 dagen", "2 dagen")
    ]
    book.case("{punt.beheerder_bekend: nee}", "{B1: voldoet}")
    assert cli.main(["regels", "test", "--regels", str(book.folder)]) == 1
    shown = capsys.readouterr().out
    assert "B1: verwacht voldoet, gevonden voldoet_niet" in shown
    lines = shown.splitlines()
    row = next(number for number, line in enumerate(lines) if "niet punt.beheerder_bekend" in line)
    assert lines[row + 1].index("nee") == lines[row].index("punt.beheerder_bekend")
    assert "1 toets: 0 geslaagd, 1 gezakt" in shown


@pytest.mark.parametrize(
    ("facts", "expected", "said"),
    [
        ("{punt.soort: kerk}", "{B1: voldoet}", "kerk"),
        ("{punt.sort: kast}", "{B1: voldoet}", "sort"),
        ("{}", "{B9: voldoet}", "'B9' is geen criterium"),
        ("{}", "{B1.verschond: ja}", "bedoelde u 'B1.verschoond'?"),
        ("{}", "{N7.draagkractig: nee}", "bedoelde u 'N7.draagkrachtig'?"),
        ("{}", "{telling.uiterlijk: 10-04-2026}", "2026-04-10"),
        ("{punt.boeken: {element 3: {heel: ja}}}", "{B1: voldoet}", "heeft 2 elementen"),
        ("{punt.boeken: {elk: stuk}}", "{B1: voldoet}", "G08 onder 'elk' horen velden"),
        ("{punt.geteld_op: 2026-06-02}", "{B1: voldoet}", "na de peildatum"),
        ("{dossier.peildatum: onbekend}", "{B1: voldoet}", "G10 een toets heeft een peildatum"),
        ("{dossier.peildatum: weg}", "{B1: voldoet}", "G10 een toets heeft een peildatum"),
    ],
)
def test_a_story_that_cannot_be_told_is_an_error_and_not_a_failure(book, facts, expected, said):
    book.case(facts, expected)
    result = book.only()
    assert result.state is State.ERROR
    assert said in result.message


def test_a_skipped_test_says_why(book):
    book.write(
        "b1.yaml",
        "toetsen: B1\ngevallen: [{naam: later, overgeslagen: de norm wijzigt nog, verwacht: {B1: voldoet}}]\n",
    )
    result = book.only()
    assert (result.state, result.message) == (State.SKIPPED, "de norm wijzigt nog")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- B1\n", "G02"),
        ("toetsen: B1\n", "G02"),
        ("toetsen: B1\ngevallen: [{naam: x}]\n", "G03"),
        ("toetsen: B1\ngevallen: [{verwacht: {B1: voldoet}}]\n", "G03"),
        ("toetsen: B1\ngevallen: [{naam: x, feit: {}, verwacht: {B1: voldoet}}]\n", "G04"),
        ("toetsen: B1\ngevallen: [{naam: x, verwacht: {B1: nvt}}, {naam: x, verwacht: {B1: nvt}}]\n", "G05"),
        ("toetsen: B1\nbasis: geod\ngevallen: [{naam: x, verwacht: {B1: voldoet}}]\n", "G06"),
        ("toetsen: B1\ngevallen: [{naam: x, feiten: {soort: kast}, verwacht: {B1: nvt}}]\n", "G07"),
    ],
)
def test_a_mistake_in_the_form_has_a_place_and_a_code(book, text, code):
    book.write("b1.yaml", text)
    with pytest.raises(MistakesFound) as caught:
        read_tests(book.folder)
    assert [one.code for one in caught.value.mistakes] == [code]
    assert caught.value.mistakes[0].place.file == "toetsen/b1.yaml"


def test_no_test_found_is_a_failure(book, capsys):
    assert cli.main(["regels", "test", "--regels", str(book.folder)]) == 2
    assert "geen toets gevonden" in capsys.readouterr().err
    book.case("{}", "{B1: voldoet}")
    assert cli.main(["regels", "test", "B2", "--regels", str(book.folder)]) == 2
    assert cli.main(["regels", "test", "b1", "--regels", str(book.folder)]) == 0


def test_a_test_is_no_part_of_the_rulebook(book):
    before = load_rulebook(book.folder).hash
    book.case("{}", "{B1: voldoet}")
    assert load_rulebook(book.folder).hash == before == load_rulebook(RULES).hash


def test_coverage_tells_what_no_test_has_shown(book):
    book.case("{}", "{B1: voldoet}")
    found, missing = book.coverage("B1")
    assert not found.complete
    assert missing["B1"] == ("onbekend", "voldoet_niet")
    assert missing["B1/voldoet/als"] == ("onbekend", "onwaar")
    assert missing["B1/niet_van_toepassing/1"] == ("onbekend", "waar")
    assert missing["B1/grond/nieuw/toepassing"] == ("niet toegepast", "toegepast")
    _, cells = book.coverage("punt.openingsnorm")
    assert cells["afleiding/punt.openingsnorm/wijk/klein"] == ()
    assert cells["afleiding/punt.openingsnorm/school/groot"] == ("geraakt",)


STORIES = """
toetsen: B1
gevallen:
  - {naam: beheerd, verwacht: {B1: voldoet}}
  - {naam: een kast, feiten: {punt.soort: kast}, verwacht: {B1: nvt}}
  - {naam: soort onbekend, feiten: {punt.soort: weg}, verwacht: {B1: onbekend}}
  - {naam: niet gezegd, feiten: {punt.beheerder_bekend: weg}, verwacht: {B1: onbekend}}
  - naam: lang open
    feiten: {punt.beheerder_bekend: nee, punt.geopend_op: 2026-04-01, punt.geteld_op: weg}
    verwacht: {B1: voldoet_niet}
  - naam: nog geen twee maanden open
    feiten: {punt.beheerder_bekend: nee, punt.geopend_op: 2026-04-02, punt.geteld_op: weg}
    verwacht: {B1: voldoet_niet, B1.verschoond: ja}
  - naam: dag van opening niet bekend
    feiten: {punt.beheerder_bekend: nee, punt.geopend_op: weg}
    verwacht: {B1: voldoet_niet}
"""


def test_coverage_is_complete_when_every_part_was_shown(book):
    book.write("b1.yaml", STORIES)
    found, missing = book.coverage("B1")
    assert {id: what for id, what in missing.items() if what} == {}
    assert found.complete
    assert cli.main(["regels", "dekking", "B1", "--regels", str(book.folder)]) == 0


def test_a_limit_wants_a_test_on_each_side(book):
    book.write("b1.yaml", STORIES.replace("2026-04-01", "2026-01-01"))
    _, missing = book.coverage("B1")
    assert missing["B1/grond/nieuw (grens)"] == ("grens onwaar",)


def test_what_no_dossier_can_show_is_excused_with_a_reason_until_a_test_shows_it(book):
    book.case("{}", "{B1: voldoet}")
    book.write(
        "onbereikbaar.yaml", "onbereikbaar: [{deel: B1/niet_van_toepassing/1, nooit: [waar, onbekend], omdat: proef}]\n"
    )
    found, _ = book.coverage("B1")
    (excused,) = (one for one in found.items if one.id == "B1/niet_van_toepassing/1")
    assert excused.excused == "proef" and not found.stale
    book.write("b1.yaml", STORIES)
    found, _ = book.coverage("B1")
    assert [one.id for one in found.stale] == ["B1/niet_van_toepassing/1"]
    assert not found.complete


FIRST, REST = STORIES.split("  - naam: lang open")


def test_one_rule_is_covered_by_the_tests_of_another_too_and_the_page_says_which(book, capsys):
    """Every test runs all rules: what the stories of B1 leave unseen of it, those in another file may show."""
    book.write("b1.yaml", FIRST)
    book.write("b2.yaml", "toetsen: B2\ngevallen:\n  - naam: lang open" + REST.replace("B1", "B2"))
    assert cli.main(["regels", "dekking", "B1", "--regels", str(book.folder)]) == 1
    page = " ".join(capsys.readouterr().out.split())
    assert "B1 nooit voldoet_niet" in page  # B2 expects nothing of B1, but shows its conditions
    assert "7 gedraaid, die voor deze regel iets verschillen; 4 gaan over de regel zelf" in page
    assert page.partition("daarbij helpen ")[2].startswith("toetsen/b2.yaml")


@pytest.mark.parametrize("rule", ["B1", "punt.openingsnorm", "per_vraag"])
def test_the_coverage_of_one_rule_is_that_of_all_as_far_as_it_goes(book, rule):
    """Tests that change nothing a rule leans on are left out, and that changes nothing."""
    book.write("b1.yaml", STORIES)
    other = "{naam: talen, feiten: {punt.talen: [nl, fr]}, verwacht: {B1: voldoet}}"
    book.write("extra.yaml", f"toetsen: B1\ngevallen: [{other}]\n")
    whole, _ = book.coverage(rule)
    focused = focused_coverage(rule, load_rulebook(book.folder), read_tests(book.folder))
    assert focused.coverage == whole
    assert focused.ran < len(read_tests(book.folder).tests) or rule == "per_vraag"


MANY_BOOKS = """
criterium: B9
titel: Genoeg romans
vraag: bezit
zwaarte: admin
gezag: wet
bronnen: [{statuut: art. 1}]
norm: Er zijn romans.
uitkomsten:
  voldoet: {als: aantal(punt.boeken waarvoor soort = roman en bladzijden > 100 en sinds < 2026-06-01) >= 3, uitleg: Ja.}
  voldoet_niet: {anders: ja, uitleg: Nee.}
"""


def test_a_value_of_a_list_stands_under_a_name_that_can_be_read(book, capsys):
    (book.folder / "criteria" / "B9.yaml").write_text(MANY_BOOKS, "utf-8")
    book.case("{}", "{B9: voldoet}")
    assert cli.main(["regels", "test", "--regels", str(book.folder)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "aantal(punt.boeken waarvoor ...) = 1" in shown
    assert "aantal( =" not in shown


def test_a_date_that_is_not_known_says_between_which_days_it_lies_or_what_it_waits_for(book, capsys):
    (book.folder / "afleidingen" / "extra.yaml").write_text(
        "afleidingen:\n  telling.herhaling:\n    titel: de dag van de herhaling\n    type: datum\n    gevallen:\n"
        "      - {als: punt.beheerder_bekend, dan: punt.geopend_op + 1 jaar}\n"
        "      - {anders: punt.geopend_op + 6 maanden}\n",
        "utf-8",
    )
    book.case("{punt.beheerder_bekend: weg}", "{telling.herhaling: 2027-01-10}")
    assert book.only().differences[0].more == "tussen 10 juli 2026 en 10 januari 2027"
    book.case("{punt.geopend_op: weg}", "{S1.uiterlijk: 2026-04-10}")
    assert cli.main(["regels", "test", "--regels", str(book.folder)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "S1.uiterlijk: verwacht 2026-04-10, gevonden onbekend (hangt af van punt.geopend_op)" in shown
