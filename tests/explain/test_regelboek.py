"""The rulebook as people read it: one rule on the screen, and the whole as a linked book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spoortoets
from spoortoets import cli
from spoortoets.engine.language.types import ListType, NumberType
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.explain.rule_book.markdown import markdown_book

RULES = Path(spoortoets.__file__).parent / "rules"


@pytest.fixture(scope="module")
def book() -> dict[str, str]:
    return markdown_book(load_rulebook(RULES), read_tests(RULES).tests)


def test_every_link_leads_to_a_place_in_the_book(book: dict[str, str]) -> None:
    anchors = {name: set(re.findall(r'<a id="([^"]+)"', text)) for name, text in book.items()}
    broken = []
    for name, text in book.items():
        folder = Path(name).parent
        for target, anchor in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", text):
            parts: list[str] = []
            for part in (folder / target).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            path = "/".join(parts)
            if path not in book or (anchor and anchor not in anchors[path]):
                broken.append((name, target, anchor))
    assert broken == []


def test_from_law_to_rule_and_back(book: dict[str, str]) -> None:
    """Art. 2 lid 5 Schattingsbesluit is the closed list behind K04."""
    sources = book["bronnen.md"]
    part = sources[sources.index('id="bron-schattingsbesluit"') :]
    line = next(line for line in part.splitlines() if line.startswith("* art. 2 lid 5"))
    assert "(criteria/K04.md#k04)" in line
    assert "art. 2 lid 5" in book["criteria/K04.md"]


def test_the_law_behind_a_consequence_leads_to_its_section_and_a_fact_to_where_it_is_used(book: dict[str, str]) -> None:
    """Art. 6:7 Awb is the term for an objection, on the page of consequences."""
    sources = book["bronnen.md"]
    part = sources[sources.index('id="bron-awb"') :]
    line = next(line for line in part.splitlines() if line.startswith("* art. 6:7"))
    assert "(gevolgen.md#gevolgen-bezwaar)" in line
    group = book["afleidingen/sanctie.md"]
    phase = group[group.index('id="sanctie-fase"') :]
    assert "gevolgen.md#gevolgen-nu" in phase[: phase.index("<a id=", 1)]


def test_what_providers_publish_leads_to_the_law_and_back(book: dict[str, str]) -> None:
    """The six weeks are policy of UWV (Werkwijzer 4.3.1), where the brochure of Stam calls them law."""
    offers = book["trajecten.md"]
    stam = offers[offers.index('id="trajecten-stam"') :]
    stam = stam[: stam.index("<a id=", 1)]
    assert "De zes weken staan niet in de wet" in stam
    assert "(bronnen.md#bron-werkwijzer)" in stam and "(bronnen.md#bron-stam)" in stam
    assert "(begrippen/traject.md#traject-intake-vorm)" in stam
    sources = book["bronnen.md"]
    work = sources[sources.index('id="bron-werkwijzer"') :]
    line = next(line for line in work.splitlines() if line.startswith("* par. 4.3.1"))
    assert "(trajecten.md#trajecten-stam)" in line
    brochure = sources[sources.index('id="bron-stam"') :]
    assert "(trajecten.md#trajecten-stam)" in brochure[: brochure.index("<a id=", 1)]
    assert "(../trajecten.md#trajecten-stam)" in book["begrippen/traject.md"]


def test_how_an_offer_is_laid_over_a_dossier_is_in_the_book(book: dict[str, str]) -> None:
    part = book["trajecten.md"]
    part = part[part.index('id="trajecttoets"') :]
    assert "9 weken na de start" in part
    assert "alles uit de groep zoekprofiel: " in part
    assert "(oordeel.md#vraag-spoor2)" in part and "(criteria/K37.md#k37)" in part


def test_a_section_of_consequences_links_to_its_sources(book: dict[str, str]) -> None:
    page = book["gevolgen.md"]
    part = page[page.index('id="gevolgen-bezwaar"') :]
    assert "(bronnen.md#bron-awb)" in part[: part.index("<a id=", 1)]
    assert "(../bronnen.md#bron-schattingsbesluit)" in book["criteria/K04.md"]


def test_the_contents_name_each_section_and_each_offer(book: dict[str, str]) -> None:
    rules = load_rulebook(RULES)
    for one in rules.sections:
        assert f"(gevolgen.md#gevolgen-{one.id.replace('_', '-')})" in book["index.md"]
    for offer in rules.offers:
        assert f"(trajecten.md#trajecten-{offer.id.replace('_', '-')})" in book["index.md"]


def test_every_criterion_has_its_own_page_and_stands_in_the_index(book: dict[str, str]) -> None:
    for rule in load_rulebook(RULES).criteria:
        assert f"criteria/{rule.id}.md" in book["index.md"]
        assert "## Norm" in book[f"criteria/{rule.id}.md"]


def test_one_of_something_is_in_the_singular_and_each_has_its_article(book: dict[str, str]) -> None:
    rules = load_rulebook(RULES)
    whole = "\n".join(book.values())
    concepts = [*rules.concepts, *(one.concept for one in rules.derivations)]
    lists = [one.type for one in concepts if isinstance(one.type, ListType)]
    numbers = [one.type for one in (*concepts, *rules.parameters) if isinstance(one.type, NumberType)]
    own = {one.unit for one in numbers if one.unit and one.one}
    assert {"oordelen", "rubrieken", "aandachtspunten"} <= own
    assert not re.search(rf"\b1 ({'|'.join(sorted(own))})\b", whole)
    assert "is minstens 1 oordeel" in whole
    assert "elk beroep voldoet aan" in whole and "elke functie voldoet aan" in whole
    assert [one.element for one in lists if one.neuter and f"elke {one.element} voldoet" in whole] == []


def test_the_same_rulebook_gives_the_same_book(book: dict[str, str]) -> None:
    assert markdown_book(load_rulebook(RULES), read_tests(RULES).tests) == book


def test_a_rule_on_the_screen_says_what_decides_and_on_whose_authority(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["regels", "toon", "k24"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "K24 Tijdige start van het tweede spoor" in shown
    assert "zwaarte dragend" in shown
    assert ": 14 dagen (eigen ontwerp)" in shown
    assert "Deugdelijke gronden" in shown and "Herstel" in shown and "Gebruikt door" in shown


@pytest.mark.parametrize(
    "name",
    [
        "T10",
        "traject.duurnorm",
        "start_kleine_vertraging",
        "bron.wet_wia",
        "oordeel",
        "gevolgen.nu",
        "trajecten.intree",
        "trajecttoets",
    ],
)
def test_every_kind_of_rule_can_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["regels", "toon", name]) == 0
    assert capsys.readouterr().out.strip()


def test_words_of_the_rule_files_are_told_as_in_a_report(book: dict[str, str]) -> None:
    assert "niet aan de orde: Er is geen werkgever" in book["oordeel.md"]
    assert "* **zwaarte**: bepaalt de route" in book["criteria/K01.md"]
    assert "* **gezag**: eigen ontwerp" in book["parameters.md"]


def test_a_name_that_is_not_there_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["regels", "toon", "traject.duurnorn"]) == 2
    assert "bedoelde u 'traject.duurnorm'?" in capsys.readouterr().err


def test_the_book_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "boek"
    assert cli.main(["regels", "documenteer", "--uit", str(target)]) == 0
    assert (target / "criteria" / "K24.md").read_text("utf-8").startswith("# K24")
    (target / "index.md").write_text("van mij", "utf-8")
    assert cli.main(["regels", "documenteer", "--uit", str(target)]) == 2
    assert (target / "index.md").read_text("utf-8") == "van mij"
    assert cli.main(["regels", "documenteer", "--uit", str(target), "--overschrijf"]) == 0
    capsys.readouterr()
