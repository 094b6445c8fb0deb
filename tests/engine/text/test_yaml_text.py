"""The strict reader of YAML: what it reads with which places, and what it refuses with which message."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spoortoets.engine.mistakes import MistakesFound, Place
from spoortoets.engine.text import tree_builder, yaml_text
from spoortoets.engine.text.text_tree import Mapping, Scalar
from spoortoets.engine.text.yaml_text import MAX_BYTES, place_in, read_text

from .lezen import last_scalar, mistakes, plain, read

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test with the parser in Python and with the one in C: users have either."""
    monkeypatch.setattr(yaml_text, "fastest_loader", lambda: request.param)


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 1\nb: [x, 'y']\n", {"a": "1", "b": ["x", "y"]}),
        ("a:\n- b: ja\n  c: 2026-01-01\n-\n", {"a": [{"b": "ja", "c": "2026-01-01"}, ""]}),
        ("a: >-\n  een\n  twee\n\n  drie\n", {"a": "een twee\ndrie"}),
        ("a: |\n  een\n  twee\n", {"a": "een\ntwee\n"}),
        ("a: no\nb: 0x1F\nc: 1e3\nd: ~\n", {"a": "no", "b": "0x1F", "c": "1e3", "d": "~"}),
        ("---\na: é€😀\n", {"a": "é€😀"}),
        ("\ufeffa: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
        ("{a: {b: []}}", {"a": {"b": []}}),
        ("los woord", "los woord"),
    ],
)
def test_a_tree_of_texts(text: str, tree: object) -> None:
    assert plain(read(text)) == tree


def test_a_mapping_tells_values_and_places() -> None:
    root = read("a: 1\nbb:\n  c: 'x'\n")
    assert isinstance(root, Mapping)
    assert root.get("a") == Scalar("1", False, Place("a.yaml", 1, 4))
    assert root.get("z") is None
    assert root.key_place("bb") == Place("a.yaml", 2, 1)
    assert "bb" in root
    inner = root.get("bb")
    assert isinstance(inner, Mapping)
    assert inner.place == Place("a.yaml", 3, 3)
    assert inner.get("c") == Scalar("x", True, Place("a.yaml", 3, 6))


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        ("als: aantal <= 3", "<=", 1, 13),
        ("als: 'aantal <= 3'", "<=", 1, 14),
        ('als: "aantal <= 3"', "<=", 1, 14),
        ("als: >-\n  aantal\n  <= 3 en\n\n  niet x", "niet", 5, 3),
        ("als: |\n  aantal\n     <= 3\n", "<=", 3, 6),
        ("als: > # waarom\n  aantal\n  <= 3\n", "3", 3, 6),
        ("als: aantal\n  <= 3\n  en x", "en", 3, 3),
        ("als: 'het is ''x'' <= 3'", "<=", 1, 20),
        ("als: 'aantal\n  <= 3'", "3", 2, 6),
        ('als: "a\\tb\\u00e9\\x41 <= 3"', "<=", 1, 22),
        ('als: "een \\\n  twee <= 3"', "<=", 2, 8),
        ("als:\n  - alle:\n    - x = 1 of y", "of", 3, 13),
    ],
)
def test_the_place_of_a_word_inside_a_text(text: str, word: str, line: int, column: int) -> None:
    scalar = last_scalar(read(text))
    assert place_in(scalar, scalar.text.index(word)) == Place("a.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "column", "line"),
    [("a: xyz", 7, 1), ("a: 'xyz'", 8, 1), ("a: 'x''z'", 9, 1), ("a: x\n   yz", 6, 2), ("a: ''", 5, 1), ("a:", 3, 1)],
)
def test_the_place_after_a_text(text: str, column: int, line: int) -> None:
    scalar = last_scalar(read(text))
    assert place_in(scalar, len(scalar.text)) == Place("a.yaml", line, column)
    assert place_in(scalar, 999) == Place("a.yaml", line, column)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n'\"\\é<=", max_size=30), st.sampled_from(["'", '"', ">", "|", None]))
def test_every_visible_character_is_found_again(text: str, style: str | None) -> None:
    written = yaml.dump({"a": text}, default_style=style, allow_unicode=True, width=8)
    scalar = last_scalar(read_text(written.encode(), "a.yaml"))
    lines = written.split("\n")
    for offset, character in enumerate(scalar.text):
        if not character.isspace():
            place = place_in(scalar, offset)
            found = lines[place.line - 1][place.column - 1 :]
            assert found.startswith((character, f"\\{character}", "\\xE9"))


# --- what is refused --------------------------------------------------------------------------------------------------

UNDER = "zet de regel recht onder de regels waar hij bij hoort"
QUOTES = "zet de hele tekst tussen aanhalingstekens"
NOT_UTF8 = "Y02 dit bestand is geen tekst in UTF-8; kies bij het opslaan de codering UTF-8"
COLON = "ontbreekt een dubbele punt; schrijf 'sleutel: waarde'"


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": Y03 dit bestand is leeg"),
        (" \n\n", ": Y03 dit bestand is leeg"),
        ("# alleen uitleg\n", ": Y03 dit bestand is leeg"),
        ("---\n", ": Y03 dit bestand is leeg"),
        ("a: x\x00y\n", ":1:5: Y04 hier staat een onzichtbaar of verboden teken (U+0000); haal het weg"),
        ("a: 1\nb: x\u202ey\n", ":2:5: Y04 hier staat een onzichtbaar of verboden teken (U+202E); haal het weg"),
        ('a: "x\\0y"\n', ":1:4: Y04 in deze tekst staat een onzichtbaar of verboden teken; haal het weg"),
        ("a:\n\tb: 1\n", ":2:1: Y05 hier staat een tab; gebruik spaties"),
        ("a:\n\tb: 1\n\tc: 1\n\td: 1\n", ":2:1: Y05 hier staat een tab, en ook op 2 andere regels; gebruik spaties"),
        (
            "a:\n \u00a0b: 1\n",
            ":2:2: Y05 in de inspringing van deze regel staat een harde spatie (U+00A0); gebruik gewone spaties",
        ),
        ("a:\n  b: 1\n  b: 2\n", ":3:3: Y07 de sleutel 'b' staat al op regel 2; laat er één staan"),
        (
            "a: &x 1\n",
            ":1:4: Y08 ankers zoals '&x' kunnen hier niet; haal het anker weg, of zet de tekst tussen aanhalingstekens",
        ),
        (
            "a: *x\n",
            ":1:4: Y09 verwijzingen zoals '*x' kunnen hier niet; "
            "schrijf de waarde uit, of zet de tekst tussen aanhalingstekens",
        ),
        ("<<: {a: 1}\n", ":1:1: Y10 samenvoegen met '<<' kan hier niet; schrijf de sleutels uit"),
        (
            "a: !!str b\n",
            ":1:4: Y11 typelabels met een uitroepteken kunnen hier niet; "
            "haal het label weg, of zet de tekst tussen aanhalingstekens",
        ),
        (
            "a: 1\n---\nb: 1\n",
            ":2:1: Y12 na '---' begint een tweede document, en een bestand kan er maar één bevatten; "
            "haal '---' weg of maak er twee bestanden van",
        ),
        ("? [a]\n: b\n", ":1:3: Y13 een sleutel moet een enkel woord zijn, geen lijst of groep"),
        ("'': b\n", ":1:1: Y13 voor deze dubbele punt ontbreekt de sleutel"),
        ("%YAML 1.2\n---\na: 1\n", ":1:1: Y16 een regel die met % begint kan hier niet; haal die regel weg"),
        ("a:\n  b 2026\n  c: 1\n", f":2:3: Y06 na 'b 2026' {COLON}"),
        ("traject\n  intake: 1\n", f":1:1: Y06 na 'traject' {COLON}"),
        ("a: 1\nb # uitleg\n", f":2:1: Y06 na 'b' {COLON}"),
        ("a:\n  - b\n  - c\n    d: 1\n", f":3:5: Y06 na 'c' {COLON}"),
        ("a:\n  b:2026\n  c: 1\n", ":2:5: Y06 na een dubbele punt hoort een spatie"),
        ("a: 1\nb:2\n", ":2:3: Y06 na een dubbele punt hoort een spatie"),
        (
            "a: b: c\n",
            ":1:5: Y06 op deze regel staat een tweede dubbele punt; "
            "zet de tekst na de eerste dubbele punt tussen aanhalingstekens",
        ),
        (
            "a: 1\n  b: 2\n",
            f":2:4: Y06 de inspringing van deze regel klopt niet: hij telt als vervolg van de regel erboven; {UNDER}",
        ),
        ("a:\n   b: 1\n  c: 2\n", f":3:3: Y06 de inspringing van deze regel klopt niet; {UNDER}"),
        ("a: |\n    x\n  y\n", f":3:3: Y06 de inspringing van deze regel klopt niet; {UNDER}"),
        (
            "a: 1\n- b\n",
            ":2:1: Y06 dit streepje (-) staat niet op een plaats waar een lijst kan beginnen; "
            "zet het recht onder de andere streepjes, of zet de lijst onder een sleutel zonder waarde",
        ),
        (
            "a: - b\n",
            ":1:4: Y06 een streepje (-) van een lijst moet aan het begin van een regel staan; "
            "zet de lijst op de volgende regels, of de tekst tussen aanhalingstekens",
        ),
        ('a: "x\nb: 1\n', ":1:4: Y06 dit aanhalingsteken wordt niet gesloten"),
        (
            'a: "x\nb: "y"\n',
            ":1:4: Y06 dit aanhalingsteken wordt pas op een latere regel gesloten; sluit de tekst op deze regel",
        ),
        (
            "a: 'zo'n'\n",
            ":1:8: Y06 na het sluitende aanhalingsteken staat nog tekst; "
            "laat de aanhalingstekens de hele tekst omvatten; schrijf een ' in zo'n tekst als ''",
        ),
        (
            'a: "c:\\users"\n',
            ":1:9: Y06 dit teken na een backslash heeft tussen dubbele aanhalingstekens "
            "geen betekenis; "
            "gebruik enkele aanhalingstekens, of schrijf \\\\ voor een gewone backslash",
        ),
        ("a: [1, 2\nb: 3\n", ":1:4: Y06 het haakje '[' wordt niet gesloten met ']', of er ontbreekt een komma"),
        ("a: {b: 1 c: 2}\n", ":1:4: Y06 de accolade '{' wordt niet gesloten met '}', of er ontbreekt een komma"),
        ("a: [1]]\n", ":1:7: Y06 hier staat ']' zonder dat er iets open staat"),
        ("a: [,]\n", ":1:5: Y06 hier staat ',' waar een waarde hoort"),
        (": a\n", ":1:1: Y06 voor deze dubbele punt ontbreekt de sleutel"),
        ("a: %x\n", f":1:4: Y06 een waarde kan niet met het teken % beginnen; {QUOTES}"),
        ("a: @x\n", f":1:4: Y06 een waarde kan niet met het teken @ beginnen; {QUOTES}"),
        ("a: `x`\n", f":1:4: Y06 een waarde kan niet met een accent grave (`) beginnen; {QUOTES}"),
        ("a: *\n", f":1:4: Y06 een waarde kan niet met het teken * beginnen; {QUOTES}"),
        ("a: !x!y z\n", f":1:4: Y06 een waarde kan niet met een uitroepteken beginnen; {QUOTES}"),
        ("a: ? b\n", f":1:4: Y06 een waarde kan hier niet met een vraagteken beginnen; {QUOTES}"),
        (
            "a: > b\n",
            ":1:6: Y06 na '|' of '>' moet de tekst op de volgende regel beginnen, ingesprongen; "
            "of zet de hele tekst tussen aanhalingstekens",
        ),
        ("a: 1\n%b: 2\n", ":2:1: Y06 een regel kan niet met het teken % beginnen"),
    ],
)
def test_yaml_that_is_refused(text: str, told: str) -> None:
    assert mistakes(text) == [f"a.yaml{told}"]


def test_all_mistakes_at_once_and_in_file_order() -> None:
    text = "a: &x 1\nb: *x\na: !t 2\nc: [1\n"
    assert [" ".join(told.split()[:2]) for told in mistakes(text)] == [
        "a.yaml:1:4: Y08",
        "a.yaml:2:4: Y09",
        "a.yaml:3:1: Y07",
        "a.yaml:3:4: Y11",
        "a.yaml:4:4: Y06",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: 1\nb: caf\xe9\n", f"a.yaml:2:7: {NOT_UTF8}"),
        ("a: 1".encode("utf-16"), f"a.yaml: {NOT_UTF8}"),
        (
            b"x" * (MAX_BYTES + 1),
            "a.yaml: Y01 dit bestand is te groot: het is 2,0 MiB, en een bestand mag hoogstens 2 MiB zijn",
        ),
    ],
)
def test_bytes_that_are_refused(data: bytes, told: str) -> None:
    assert mistakes(data) == [told]


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000 + "x", "{a: " * 5000, "? " * 5000 + "x"])
def test_deep_nesting_is_refused(text: str) -> None:
    assert any("Y14" in told for told in mistakes(text))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_builder, "MAX_NODES", 10)
    for file in ("a.yaml", "a.json"):
        assert plain(read("[1, 2, 3, 4, 5, 6, 7, 8, 9]", file)) == list("123456789")
        told = f"{file}: Y15 dit bestand heeft te veel onderdelen: hoogstens 10"
        assert mistakes(str(list(range(20))), file) == [told]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a:-[]{}&*!|>'\"%@`?#, \n\\x0", max_size=40) | st.text(max_size=20), st.sampled_from(LOADERS))
def test_any_text_gives_a_tree_or_mistakes(text: str, loader: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "fastest_loader", lambda: loader)
        for file in ("a.yaml", "a.json"):
            try:
                root = read_text(text.encode("utf-8", "surrogatepass"), file)
                scalar = root if isinstance(root, Scalar) else None
                for offset in range(len(scalar.text) + 2 if scalar else 0):
                    assert scalar and place_in(scalar, offset).line >= 1
            except MistakesFound as found:
                assert found.mistakes


@given(st.binary(max_size=40))
def test_any_bytes_give_a_tree_or_mistakes(data: bytes) -> None:
    try:
        read_text(data, "a.yaml")
    except MistakesFound as found:
        assert found.mistakes


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the parser in Python is slow")
def test_a_large_file_is_read_quickly() -> None:
    element = "  - {datum: 2026-04-13, soort: intake, bron: {document: D08, pagina: 2}}\n"
    text = "lijst:\n" + element * 4000
    start = time.process_time()
    read(text)
    assert len(text) > 280_000
    assert time.process_time() - start < 2, "about 0.3 s on an idle machine"
