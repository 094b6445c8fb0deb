"""What a text should not hold is found, on its line, and ordinary dossier text is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoortoets.engine.guard import Hit, Kind, hits
from spoortoets.engine.load import load_rulebook

ROOT = Path(__file__).parent.parent.parent
WORDS = ("depressie*", "hernia", "long-covid")


def kinds(text):
    return [one.kind for one in hits(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BSN 111222333", Kind.CITIZEN_NUMBER),
        ("nummer 1112.22.333.", Kind.CITIZEN_NUMBER),
        ("(111 222 333)", Kind.CITIZEN_NUMBER),
        ("mail jan.de-vries+werk@voorbeeld.co.nl", Kind.MAIL),
        ("bel 0612345678", Kind.TELEPHONE),
        ("bel 06-12345678", Kind.TELEPHONE),
        ("bel 06 12 34 56 78", Kind.TELEPHONE),
        ("bel +31 6 12345678", Kind.TELEPHONE),
        ("bel 0031612345678", Kind.TELEPHONE),
        ("bel (020) 123 45 67", Kind.TELEPHONE),
        ("op NL91ABNA0417164300", Kind.ACCOUNT),
        ("op NL91 ABNA 0417 1643 00.", Kind.ACCOUNT),
        ("geboren op 12-03-1978", Kind.BIRTH),
        ("Geb. 12 maart 1978", Kind.BIRTH),
        ("geboortedatum: 1978-03-12", Kind.BIRTH),
        ("heeft depressieve klachten", Kind.MEDICAL),
        ("# een HERNIA", Kind.MEDICAL),
        ("na long-covid", Kind.MEDICAL),
    ],
)
def test_it_finds(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "kenmerk 111222334",
        "bedrag 123.456.789,00",
        "in dienst sinds 1 maart 2001",
        "datum: 2001-03-01",
        "Centrale Raad van Beroep 18 november 2009",
        "ECLI:NL:CRVB:2018:2596",
        "medewerker huisartsenpost",
        "de herniatie van het plan",
        "0 uren, 16 tot 20 uur per week",
        "a41f000000000111222333bc",
        "2026-09-14 tot en met 2026-12-31",
    ],
)
def test_it_leaves_alone(text):
    assert kinds(text) == []


def test_a_hit_tells_line_and_column_and_not_what_was_found():
    assert list(hits("regel een\n  mail a@b.nl of c@d.nl", WORDS)) == [
        Hit(2, 8, Kind.MAIL),
        Hit(2, 18, Kind.MAIL),
    ]


@given(st.integers(0, 999_999_999))
def test_a_number_is_a_citizen_number_when_it_passes_the_eleven_test(number):
    digits = f"{number:09d}"
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    assert (Kind.CITIZEN_NUMBER in kinds(f"nummer {digits}")) is (total % 11 == 0 and number > 0)



def test_the_rules_and_the_examples_hold_nothing_that_the_guard_would_find():
    """So a finding never puts a watched word into a piece, and a warning is always about the dossier."""
    words = load_rulebook(ROOT / "rules").watch_words
    assert len(words) > 200
    texts = [*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "voorbeelden").rglob("*.yaml")]
    apart = {"bewaking", "trajecten"}
    found = {
        path.name: [one.kind for one in hits(path.read_text(encoding="utf-8"), words)]
        for path in texts
        if not apart & set(path.relative_to(ROOT).parts)
    }
    assert {name: own for name, own in found.items() if own} == {}
