"""JSON as the strict reader takes it: the same tree as YAML, and every mistake with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoortoets.engine.mistakes import MistakesFound, Place
from spoortoets.engine.text.text_tree import Mapping
from spoortoets.engine.text.yaml_text import place_in

from .lezen import last_scalar, mistakes, plain, read


def test_json_is_read_as_the_same_tree() -> None:
    text = '{\n\t"a": [1, -2.50, true, null],\n\t"b\\/c": "x\\ud83d\\ude00\\n", "d": {}, "e": []\n}'
    root = read(text, "A.JSON")
    assert plain(root) == {"a": ["1", "-2.50", "true", ""], "b/c": "x😀\n", "d": {}, "e": []}
    assert isinstance(root, Mapping)
    assert root.key_place("b/c") == Place("A.JSON", 3, 2)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=3), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([None, 1, "\t"]),
    st.booleans(),
)
def test_json_texts_survive(value: object, indent: int | str | None, ascii_only: bool) -> None:
    written = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    try:
        assert plain(read(written, "a.json")) == value
    except MistakesFound as found:
        assert {one.code for one in found.mistakes} <= {"Y04"}


def test_the_place_in_a_json_text() -> None:
    scalar = last_scalar(read('{"a":\n  "x\\/\\ud83d\\ude00 <= 3"}', "a.json"))
    assert scalar.text == "x/😀 <= 3"
    assert place_in(scalar, scalar.text.index("<=")) == Place("a.json", 2, 20)


NO_VALUE = "Y17 hier hoort een waarde: tekst tussen aanhalingstekens, een getal, true, false of null"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,}', "1:8: Y17 voor een sluitend haakje hoort geen komma; haal de komma weg"),
        ("[1,\n]", "1:3: Y17 voor een sluitend haakje hoort geen komma; haal de komma weg"),
        ("{a: 1}", "1:2: Y17 hier hoort een sleutel tussen dubbele aanhalingstekens"),
        ('{"a" 1}', "1:6: Y17 na een sleutel hoort een dubbele punt"),
        ('{"a": 1\n "b": 2}', "2:2: Y17 hier hoort een komma of het sluitende haakje"),
        ('{"a": }', f"1:7: {NO_VALUE}"),
        ('{"a": ja}', f"1:7: {NO_VALUE}"),
        ('{"a": "x}', "1:7: Y17 dit aanhalingsteken wordt niet gesloten"),
        ('{"a": "x\ty"}', "1:9: Y17 in een tekst in JSON mag geen tab of nieuwe regel staan; schrijf \\t of \\n"),
        (
            '{"a": "c:\\map"}',
            '1:10: Y17 na een backslash hoort in JSON een van de tekens \\" \\\\ / b f n r t '
            "of u met vier cijfers; schrijf \\\\ voor een gewone backslash",
        ),
        ("{} {}", "1:4: Y17 na het einde van de JSON staat nog tekst"),
        ('{"a": NaN}', "1:7: Y17 NaN en Infinity zijn geen getallen; gebruik null als het getal er niet is"),
        ('["NaN", -Infinity]', "1:9: Y17 NaN en Infinity zijn geen getallen; gebruik null als het getal er niet is"),
        ('{"a": 1,\n "a": 2}', "2:2: Y07 de sleutel 'a' staat al op regel 1; laat er één staan"),
        ('{"": 1}', "1:2: Y13 voor deze dubbele punt ontbreekt de sleutel"),
        ('{"a": "\\u0000"}', "1:7: Y04 in deze tekst staat een onzichtbaar of verboden teken; haal het weg"),
        ('{"a": "\\ud800"}', "1:7: Y04 in deze tekst staat een onzichtbaar of verboden teken; haal het weg"),
    ],
)
def test_json_that_is_refused(text: str, told: str) -> None:
    assert mistakes(text, "a.json") == [f"a.json:{told}"]


@pytest.mark.parametrize("depth", [41, 200_000])
def test_deep_json_is_refused(depth: int) -> None:
    [told] = mistakes("[" * depth + "]" * depth, "a.json")
    assert "Y14 dit bestand is te diep genest" in told
