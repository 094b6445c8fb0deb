"""For whom a piece is written: the readers of the rulebook, each with the piece and the strictness that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
import spoortoets

from .opdrachtregel import Ran, Terminal

HOME = Path(spoortoets.__file__).parent
LATE = str(HOME / "voorbeelden" / "te_late_start.yaml")
LIBRARY = Path(__file__).parents[1] / "andere_regels"
POINT = """
dossier: {id: U-1, peildatum: 2026-06-01}
punt: {geopend_op: 2026-01-05, soort: school, gevraagde_hulp: geld}
"""


def report(run: Terminal, dossier: str, *words: str) -> Ran:
    return run("toets", dossier, "--formaat", "md", "--motor", "direct", *words)


@pytest.fixture
def point(tmp_path: Path) -> str:
    """A dossier of another rulebook."""
    path = tmp_path / "punt.yaml"
    path.write_text(POINT, encoding="utf-8")
    return str(path)


def test_each_reader_gets_the_piece_that_the_rules_name(run: Terminal) -> None:
    titles = {who: report(run, LATE, *who).out.splitlines()[2] for who in ((), ("--lezer", "werknemer"))}
    assert titles == {(): "# Toets van het tweede spoor", ("--lezer", "werknemer"): "# Uw weg naar ander werk"}


def test_another_rulebook_has_its_own_readers(run: Terminal, point: str) -> None:
    rules = ("--regels", str(LIBRARY))
    own, other = report(run, point, *rules), report(run, point, *rules, "--lezer", "bezoeker")
    assert (own.status, other.status, own.errors, other.errors) == (0, 0, "", "")
    assert "De beheerder vroeg om geld." in own.out
    assert "De beheerder vroeg om geld." not in other.out


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("werknemer", "die lezer heeft deze regelset niet; kies uit bestuur, beheerder, bezoeker"),
        ("bezoekers", "die lezer heeft deze regelset niet; bedoelde u 'bezoeker'?"),
    ],
)
def test_a_reader_that_the_rules_do_not_name_is_refused_with_those_that_they_do(
    run: Terminal, point: str, reader: str, told: str
) -> None:
    ran = report(run, point, "--regels", str(LIBRARY), "--lezer", reader)
    assert (ran.status, ran.out) == (2, "")
    assert f"bij --lezer staat '{reader}', en {told}" in ran.errors


def test_a_rulebook_without_a_nogo_piece_says_which_pieces_it_has(run: Terminal, point: str) -> None:
    ran = run("nogo", point, "--regels", str(LIBRARY), "--motor", "direct")
    assert (ran.status, ran.out) == (2, "")
    assert "deze regelset heeft geen stuk 'nogo'; stukken die er zijn: overzicht" in ran.errors


def test_a_rulebook_without_readers_has_no_pieces(run: Terminal, point: str, tmp_path: Path) -> None:
    rules = tmp_path / "regels"
    for file in LIBRARY.rglob("*.yaml"):
        if "stukken" not in file.parts:
            copy = rules / file.relative_to(LIBRARY)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            copy.write_text(text.partition("  lezers:")[0] if file.name == "regelset.yaml" else text, encoding="utf-8")
    ran = report(run, point, "--regels", str(rules))
    assert (ran.status, ran.out) == (2, "")
    assert "deze regelset noemt geen lezers in regelset.yaml, en heeft dus geen stukken" in ran.errors
    assert run("toets", point, "--regels", str(rules), "--motor", "direct").status == 0


def test_who_gets_no_personal_data_whatever_is_asked_stands_in_the_rules(run: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "punt.yaml"
    path.write_text(POINT.replace("U-1", "'111222333'"), encoding="utf-8")
    words = (str(path), "--regels", str(LIBRARY), "--lezer")
    refused, written = (report(run, *words, who) for who in ("beheerder", "bezoeker"))
    assert (refused.status, refused.out) == (2, "")
    assert "het stuk voor de beheerder: S02 in het begin, de kop of de voet van het stuk" in refused.errors
    assert written.status == 0
    assert "let op: het stuk voor de bezoeker: S02" in written.errors
