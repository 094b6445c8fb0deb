"""What a text should not hold is found, on its line, and ordinary dossier text is left alone."""

import timeit
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoortoets.engine.guard import Hit, Kind, hits, hits_in_values, veiled
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import Mistake, Place
from spoortoets.engine.text.yaml_text import read_text

ROOT = Path(__file__).parent.parent.parent
WORDS = ("depressie*", "hernia", "long-covid", "*kanker", "sarcoïdose")


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
        ("na long covid", Kind.MEDICAL),
        ("BSN 12345672", Kind.CITIZEN_NUMBER),
        ("sofinr. 111 22 2333", Kind.CITIZEN_NUMBER),
        ("111-222-333", Kind.CITIZEN_NUMBER),
        ("nr.111222333", Kind.CITIZEN_NUMBER),
        ("verklaring_111222333.pdf", Kind.CITIZEN_NUMBER),
        ("１１１２２２３３３", Kind.CITIZEN_NUMBER),
        ("١١١٢٢٢٣٣٣", Kind.CITIZEN_NUMBER),
        ("111\u00ad222\u200d333", Kind.CITIZEN_NUMBER),
        ("jan@vооrbeeld.nl", Kind.MAIL),
        ("jan＠voorbeeld.nl", Kind.MAIL),
        ("jan [at] voorbeeld.nl", Kind.MAIL),
        ("jan @ voorbeeld.nl", Kind.MAIL),
        ("tel.06 - 12 34 56 78", Kind.TELEPHONE),
        ("bel 06.12.34.56.78", Kind.TELEPHONE),
        ("bel 06\u201112345678", Kind.TELEPHONE),
        ("bel +31(0)612345678", Kind.TELEPHONE),
        ("bel +31 (0)6 12 34 56 78", Kind.TELEPHONE),
        ("bel +32 475 12 34 56", Kind.TELEPHONE),
        ("bel 0113-123456", Kind.TELEPHONE),
        ("op nl91abna0417164300", Kind.ACCOUNT),
        ("op BE68 5390 0754 7034 EN DAN", Kind.ACCOUNT),
        ("geboren te Utrecht op 12 maart 1978", Kind.BIRTH),
        ("geb.dat. 12 mrt. 1978", Kind.BIRTH),
        ("12-03-1978 (geboortedatum)", Kind.BIRTH),
        ("een depressíe", Kind.MEDICAL),
        ("verslag_hernia_2024.pdf", Kind.MEDICAL),
        ("na longkanker", Kind.MEDICAL),
        ("na SARCOIDOSE", Kind.MEDICAL),
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
        "KvK 12345672",
        "ECLI:NL:RBDHA:2023:111222333",
        "kenmerk 2026-111222333",
        "06-03-2024 12 uur per week",
        "van 09.00-17.00 12 keer",
        "€ 111.222.333",
        "bedrag 111.222.333,00",
        "weken 40 41 42 43 44",
        "prijs @ 5.00",
        "gebeld op 12-03-2024",
        "een in Polen geboren timmerman, in dienst sinds 1 maart 2001",
        "kankerverwekkende stoffen",
    ],
)
def test_it_leaves_alone(text):
    assert kinds(text) == []


def test_a_hit_tells_line_and_column_and_not_what_was_found():
    assert list(hits("regel een\n  mail a@b.nl of c@d.nl", WORDS)) == [
        Hit(2, 8, Kind.MAIL),
        Hit(2, 18, Kind.MAIL),
    ]


def test_the_column_is_that_of_the_text_as_it_was_written():
    assert list(hits("één\u00adderde…: a@b.nl", WORDS)) == [Hit(1, 13, Kind.MAIL)]


def values(text, name="d.yaml"):
    root = read_text(text.encode(), name)
    return [(place.line, place.column, kind) for place, kind in hits_in_values(root, WORDS)]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ('a: "jan\\x40voorbeeld.nl"', "d.yaml", (1, 5, Kind.MAIL)),
        ('{"a": "BSN 1112\\u00322333"}', "d.json", (1, 12, Kind.CITIZEN_NUMBER)),
        ("a: >-\n  bel 06 12\n  34 56 78", "d.yaml", (2, 7, Kind.TELEPHONE)),
        ("a: >-\n  bel 0612345\n  678", "d.yaml", (2, 7, Kind.TELEPHONE)),
        ("a: |\n  geboren\n  12-03-1978", "d.yaml", (2, 3, Kind.BIRTH)),
        ("a: bel 06 12\n  34 56 78", "d.yaml", (1, 8, Kind.TELEPHONE)),
        ("a:\n  - {b: 'long\n      covid'}", "d.yaml", (2, 10, Kind.MEDICAL)),
    ],
)
def test_a_value_is_found_that_is_written_otherwise_than_it_reads(text, name, found):
    assert not list(hits(text, WORDS))
    assert values(text, name) == [found]


def test_a_mistake_does_not_repeat_what_the_guard_finds():
    place = Place("d.yaml", 3, 4)
    told = Mistake(place, "Y21", "bij 'datum' hoort een datum, niet 'a@b.nl'", "schrijf 1978-03-12")
    assert veiled(told, WORDS, suspect=True).message == "bij 'datum' hoort een datum, niet '...'"
    number = Mistake(
        place, "Y22", "bij 'n' staat 111.222.333: dat kan 111222333 zijn", "schrijf 111222333 of 111222.333"
    )
    assert veiled(number, WORDS, suspect=True) == Mistake(place, "Y22", "wat hier staat, kan niet")
    plain = Mistake(place, "D09", "bij 'intake' staat 2026-01-01, en dat is na de peildatum", "zie 'peildatum'")
    assert veiled(plain, WORDS, suspect=False) == plain


@pytest.mark.parametrize("part", ["a", "1 ", "0", "06 ", "a@", "a.", "geb. 12-", "geboren te aaa ", "é", "+31 "])
def test_a_hostile_text_does_not_make_it_slow(part):
    """Twice as long takes about twice as long; what grows with the square would take a hundred times as long."""
    short, long = part * (4_000 // len(part)), part * (40_000 // len(part))

    def seconds(text):
        return min(timeit.repeat(lambda: list(hits(text, WORDS)), number=1, repeat=3))

    assert seconds(long) < 40 * seconds(short) + 0.05


@given(st.integers(0, 999_999_999))
def test_a_number_is_a_citizen_number_when_it_passes_the_eleven_test(number):
    digits = f"{number:09d}"
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    assert (Kind.CITIZEN_NUMBER in kinds(f"nummer {digits}")) is (total % 11 == 0 and number > 0)


@pytest.fixture(scope="module")
def words():
    return load_rulebook(ROOT / "rules").watch_words


def test_the_rules_and_the_examples_hold_nothing_that_the_guard_would_find(words):
    """So a finding never puts a watched word into a piece, and a warning is always about the dossier."""
    assert len(words) > 200
    texts = [*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "voorbeelden").rglob("*.yaml")]
    apart = {"bewaking", "trajecten"}
    found = {
        path.name: [one.kind for one in hits(path.read_text(encoding="utf-8"), words)]
        for path in texts
        if not apart & set(path.relative_to(ROOT).parts)
    }
    assert {name: own for name, own in found.items() if own} == {}


@pytest.mark.parametrize(
    "text",
    [
        "werk als fysiotherapeut, doktersassistent in een huisartsenpraktijk of op een huisartsenpost",
        "psychiatrisch verpleegkundige, verpleegkundige psychiatrie, orthopedisch schoenmaker",
        "begeleider in de ggz, medewerker verslavingszorg, receptionist in een ziekenhuis of revalidatiecentrum",
        "opleidingen psychologie en chirurgie; arbeidspsychologisch onderzoek; stressbestendig",
        "arbeidstherapeutisch werk, lithium-accu's, medewerker nabehandeling, de overspanning van een brug",
        "de ziekte van de werknemer; ziekte van lange duur; twee cvs verstuurd; geen medische klachten genoemd",
        "concentratie, tillen en hand- en vingergebruik beperkt; kan 4 uur per dag werken",
    ],
)
def test_work_study_and_limits_are_no_medical_terms(words, text):
    assert [text[one.column - 1 :][:15] for one in hits(text, words)] == []
