"""The commands on offers as a user meets them: what they print, at which width, and with which exit status."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spoortoets
from spoortoets import cli
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.offer_audit import OfferAudit, OfferAuditor
from spoortoets.engine.rulebook import Rulebook
from spoortoets.explain.screen.page import page_text
from spoortoets.explain.screen.trajecten import audit_page, comparison_page, list_page, offer_page

PACKAGE = Path(spoortoets.__file__).parent
LAGERE_SCHOOL = str(PACKAGE / "voorbeelden" / "lagere_school_drie_maanden.yaml")
HBO = str(PACKAGE / "voorbeelden" / "hbo_drie_maanden.yaml")
NAMES = ("ag_adviesbureau", "de_overstap", "intree", "optimaal_werk", "stam")
QUICK = ("--motor", "direct")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        status = cli.main(words)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


@cache
def five_over_hbo() -> tuple[Rulebook, Dossier, tuple[OfferAudit, ...]]:
    """The shipped rules, the dossier of the teacher, and all offers over it with a start in time."""
    book = cached_rulebook(PACKAGE / "rules")
    case = read_dossier(Path(HBO).read_bytes(), "hbo.yaml", book.concepts)
    auditor = OfferAuditor(book, case, date(2026, 1, 12), DIRECT)
    return book, case, tuple(auditor.audit(one) for one in book.offers)


def cell(page: str, label: str, column: int) -> str:
    """The text of one cell of the table: the lines from its label to the next one, in its columns."""
    lines = page.splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith(label))
    found = [lines[first]]
    for line in lines[first + 1 :]:
        if not line or re.match(r"K\d\d ", line):
            break
        found.append(line)
    start = 21 + 12 * column
    return " ".join(" ".join(line[start : start + 12] for line in found).split())


def test_without_a_subcommand_the_offers_are_listed(run: Run):
    status, out, errors = run("trajecten")
    assert (status, errors) == (0, "")
    assert [line.split(" · ")[0] for line in out.splitlines() if line.startswith(NAMES)] == list(NAMES)
    assert run("trajecten", "lijst")[1] == out


def test_the_list_takes_its_options_without_being_named(run: Run):
    status, out, _ = run("trajecten", "--formaat", "json")
    assert status == 0
    assert [one["traject"] for one in json.loads(out)["trajecten"]] == list(NAMES)


def test_the_group_still_explains_itself(run: Run):
    status, out, _ = run("trajecten", "--hulp")
    assert status == 0
    assert "vergelijk" in out


def test_one_offer_in_full_names_phases_price_and_where_the_law_differs(run: Run):
    _, out, _ = run("trajecten", "toon", "stam")
    text = " ".join(out.split())
    assert "3. Blok 3: bemiddeling" in text
    assert "Prijs € 3.500 tot € 6.000" in text
    assert "Uren niet genoemd" in text
    assert "± wet of beleid verschilt · Het tweede spoor begint volgens de Wet verbetering poortwachter" in text
    assert "het is beleid van UWV" in text
    assert "geen aanbeveling" in text


def test_what_a_provider_does_not_say_is_null_in_json(run: Run):
    (offer,) = json.loads(run("trajecten", "toon", "intree", "--formaat", "json")[1])["trajecten"]
    assert offer["uren"] is None
    assert offer["rapportage"] is None
    assert offer["looptijd"] == {
        "minimum": 3,
        "maximum": 12,
        "gemiddeld": None,
        "eenheid": "maanden",
        "toelichting": "",
    }


def test_an_audit_tells_what_the_short_end_of_the_range_means_for_this_person(run: Run):
    _, out, _ = run("trajecten", "toets", "intree", "--dossier", LAGERE_SCHOOL, "--start", "2025-10-20", *QUICK)
    text = " ".join(out.split())
    assert "3 maanden (kortste): ✘ voldoet niet" in text
    assert "12 maanden (langste): ✔ voldoet" in text
    assert "De uiterste startdatum van het tweede spoor: 11 november 2025" in text
    assert "Afspreken een licht of een intensief traject" in text
    _, other, _ = run("trajecten", "toets", "intree", "--dossier", HBO, "--start", "2026-01-12", *QUICK)
    assert "3 maanden (kortste): ✔ voldoet" in " ".join(other.split())


def test_an_audit_as_json_says_per_criterion_how_the_offer_stands(run: Run):
    words = ("trajecten", "toets", "stam", "--dossier", HBO, "--start", "2026-01-12", "--formaat", "json", *QUICK)
    data = json.loads(run(*words)[1])
    assert data["start"] == "2026-01-12"
    (offer,) = data["trajecten"]
    found = {one["criterium"]: one for one in offer["bevindingen"]}
    assert found["K40"]["stand"] == "voldoet"
    assert found["K36"]["stand"] == "zwijgt"
    assert found["K36"]["af_te_spreken"] == ["een licht of een intensief traject"]


def test_without_a_start_the_peildatum_of_the_dossier_is_the_start(run: Run):
    data = json.loads(run("trajecten", "toets", "stam", "--dossier", HBO, "--formaat", "json", *QUICK)[1])
    assert data["start"] == "2026-09-21"


def test_all_five_side_by_side_fit_eighty_columns_and_speak_in_words(run: Run):
    status, out, _ = run("trajecten", "vergelijk", "--dossier", LAGERE_SCHOOL, "--start", "2025-10-20", *QUICK)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    assert cell(out, "K37 Duur ", 2) == "3 maanden: ✘ voldoet niet 12 maanden: ✔ voldoet"
    assert [cell(out, "K40 ", column) for column in range(5)] == [
        "? zwijgt (2)",
        "? zwijgt (2)",
        "✔ voldoet",
        "✔ voldoet",
        "✔ voldoet",
    ]


def test_a_comparison_as_json_holds_every_provider(run: Run):
    words = ("trajecten", "vergelijk", "--dossier", HBO, "--start", "2026-01-12", "--formaat", "json", *QUICK)
    data = json.loads(run(*words)[1])
    assert [one["traject"] for one in data["trajecten"]] == list(NAMES)


def test_an_output_file_gets_the_same_page(run: Run, tmp_path: Path):
    target = tmp_path / "vergelijk.txt"
    words = ("trajecten", "vergelijk", "--dossier", HBO, "--start", "2026-01-12", *QUICK)
    _, out, _ = run(*words)
    assert run(*words, "--uit", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == out


@pytest.mark.parametrize("width", [40, 57, 80, 100])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_page_fits_its_width(width: int, ascii_only: bool):
    book, case, audits = five_over_hbo()
    look = {"width": width, "ascii_only": ascii_only}
    pages = [list_page(book, **look), comparison_page(audits, book, case, **look)]
    pages += [offer_page(one, book, **look) for one in book.offers]
    pages += [audit_page(one, book, case, **look) for one in audits]
    for page in pages:
        text = page_text(page)
        assert max(map(len, text.splitlines())) <= width
        assert not ascii_only or text.isascii()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("toon", "stamm"), "traject 'stamm' bestaat niet in deze regelset; bedoelde u 'stam'?"),
        (("toon",), "het argument NAAM ontbreekt"),
        (("toets", "stam"), "de optie '--dossier' ontbreekt"),
        (("toets", "stam", "--dossier", HBO, "--start", "12-01-2026"), "'12-01-2026' is geen datum"),
        (("toets", "stam", "--dossier", HBO, "--start", "2024-01-01"), "kan niet voor de eerste ziektedag liggen"),
        (("vergelijk", "--dossier", "bestaat_niet.yaml"), "dit bestand is niet gevonden"),
        (("vergelijken",), "onbekende opdracht 'vergelijken'; bedoelde u 'vergelijk'?"),
        (("--formaat", "xml"), "kies uit: tekst, json"),
    ],
)
def test_a_mistake_is_told_in_dutch(run: Run, words: tuple[str, ...], message: str):
    status, out, errors = run("trajecten", *words)
    assert (status, out) == (2, "")
    assert message in errors


def test_a_rulebook_without_offers_says_so(run: Run, tmp_path: Path):
    import shutil

    rules = tmp_path / "regels"
    shutil.copytree(PACKAGE / "rules", rules)
    shutil.rmtree(rules / "trajecten")
    assert "beschrijft geen trajecten" in run("trajecten", "--regels", str(rules))[1]
    status, _, errors = run("trajecten", "vergelijk", "--dossier", HBO, "--regels", str(rules))
    assert status == 2
    assert "beschrijft geen trajecten" in errors
