"""The canonical form of rule files: one order, one indentation, and every comment still with what it was written at."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoortoets.engine.editing.canonical import CannotFormat, canonical
from spoortoets.engine.editing.folding import folded
from spoortoets.engine.forms.criteria import CRITERION
from spoortoets.engine.forms.form import Form
from spoortoets.engine.forms.rooms import form_of
from spoortoets.engine.forms.stories import STORIES_FILE
from spoortoets.engine.forms.vocabulary import CONCEPTS_FILE, PARAMETERS_FILE
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.text.yaml_text import read_text

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
RULES = ROOT / "rules"
OTHER = TESTS / "andere_regels"


def name_of(path: Path) -> str:
    return path.relative_to(RULES).as_posix()


def _form(file: str, data: bytes) -> Form | None:
    return None if file.startswith("toetsen/basis/") else form_of(file, read_text(data, file))


def shape(text: str, form: Form | None = None) -> str:
    return canonical(text.encode(), "proef.yaml", form)


# --- over everything we ship ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(4))
def test_every_shipped_file_stands_in_its_form(part: int) -> None:
    for path in sorted(RULES.rglob("*.yaml"))[part::4]:
        file, text = name_of(path), path.read_text(encoding="utf-8")
        assert canonical(text.encode(), file, _form(file, text.encode())) == text, file


def test_a_rulebook_keeps_its_meaning_and_comments_and_a_second_run_changes_nothing() -> None:
    files = read_folder(OTHER)
    again = {name: canonical(data, name, _form(name, data)).encode() for name, data in files.items()}
    assert sum(again[name] != data for name, data in files.items()) > 3
    for name, data in files.items():
        assert remarks(data.decode()) == remarks(again[name].decode()), name
        assert canonical(again[name], name, _form(name, again[name])).encode() == again[name], name
    before, after = (compile_rulebook(some)._replace(hash="") for some in (files, again))
    assert before == after


def remarks(text: str) -> Counter[str]:
    return Counter(re.findall(r"(?m)(?:^|(?<=\s))# .*$", text))


# --- keys and comments ------------------------------------------------------------------------------------------------

CASES: dict[str, tuple[Form | None, str, str]] = {
    "keys in the order of the form": (
        CRITERION,
        "norm: Iets.\ncriterium: K1\nzwaarte: admin\ntitel: Proef\n",
        "criterium: K1\ntitel: Proef\nzwaarte: admin\nnorm: Iets.\n",
    ),
    "a comment goes with the key below it": (
        CRITERION,
        "# over dit bestand\nnorm: Iets.\n# waarom admin\nzwaarte: admin      # niet zwaarder\n\ntitel: Proef\n",
        "# over dit bestand\n\ntitel: Proef\n# waarom admin\nzwaarte: admin      # niet zwaarder\nnorm: Iets.\n",
    ),
    "a deeper comment stays with what is above it": (
        CRITERION,
        "zwaarte: admin\n  # hoort bij de zwaarte\ntitel: Proef\n",
        "titel: Proef\nzwaarte: admin\n  # hoort bij de zwaarte\n",
    ),
    "a comment at the end of the file stays there": (
        CRITERION,
        "norm: Iets.\ntitel: Proef\n# einde\n",
        "titel: Proef\nnorm: Iets.\n# einde\n",
    ),
    "names of one's own keep their order": (
        PARAMETERS_FILE,
        "parameters:\n  zeven: {waarde: 7, titel: z}\n  acht: {gezag: wet, titel: a}\n",
        "parameters:\n  zeven: {titel: z, waarde: 7}\n  acht: {titel: a, gezag: wet}\n",
    ),
    "the choices of a concept keep their order": (
        CONCEPTS_FILE,
        "groep: g\nbegrippen:\n  x:\n    waarden: {hoog: h, laag: l}\n    type: keuze\n",
        "groep: g\nbegrippen:\n  x:\n    type: keuze\n    waarden: {hoog: h, laag: l}\n",
    ),
    "lists and blocks are indented by two": (
        CRITERION,
        "herstel:\n-   wie: werkgever\n    wat: Doe het.\n-\n    wat: Doe dat.   # snel\n",
        "herstel:\n  - wat: Doe het.\n    wie: werkgever\n  - wat: Doe dat.   # snel\n",
    ),
    "the first key of an item can get a comment above the dash": (
        CRITERION,
        "herstel:\n  - wie: werkgever\n    # de eerste stap\n    wat: Doe het.\n",
        "herstel:\n  # de eerste stap\n  - wat: Doe het.\n    wie: werkgever\n",
    ),
    "groups in conditions": (
        CRITERION,
        "herstelbaar:\n    alle:\n    - a.b      # eerst\n    # dan dat\n    - niet:\n        een_van: [a.c,  a.d ]\n",
        "herstelbaar:\n  alle:\n    - a.b      # eerst\n    # dan dat\n    - niet:\n        een_van: [a.c, a.d]\n",
    ),
    "no blanks at the end of a line, one empty line at most": (
        CRITERION,
        "titel: Proef   \n\n\n\nnorm: Iets.  \n\n\n",
        "titel: Proef\n\nnorm: Iets.\n",
    ),
    "a value on the next line comes up": (
        CRITERION,
        "norm:\n  Een zin die\n  doorloopt.\n",
        "norm: Een zin die doorloopt.\n",
    ),
    "a remark behind a key with a block": (
        CRITERION,
        "uitkomsten:   # de uitkomsten\n    voldoet: {uitleg: Ja., als: a.b}\n",
        "uitkomsten:   # de uitkomsten\n  voldoet: {als: a.b, uitleg: Ja.}\n",
    ),
    "stories": (
        STORIES_FILE,
        "gevallen:\n- verwacht: {K1: nvt}\n  naam: Toets\n  feiten:\n    g.b: 1\n    a.a: 2\ntoetsen: K1\n",
        "toetsen: K1\ngevallen:\n  - naam: Toets\n    feiten:\n      g.b: 1\n      a.a: 2\n    verwacht: {K1: nvt}\n",
    ),
    "any other file keeps its keys": (None, "b: 1\na:\n    - c\n", "b: 1\na:\n  - c\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_canonical_form_of(name: str) -> None:
    form, before, after = CASES[name]
    assert shape(before, form) == after
    assert shape(after, form) == after


QUOTES = {
    'titel: "Gewoon"': "titel: Gewoon",
    "titel: 'Gewoon'": "titel: Gewoon",
    "titel: 'Zo''n zin'": "titel: Zo'n zin",
    'titel: "ja"': 'titel: "ja"',
    "titel: '1.0'": "titel: '1.0'",
    "titel: '2026-04-13'": "titel: '2026-04-13'",
    "titel: 'a: b'": "titel: 'a: b'",
    'titel: "het \\"plan\\": af"': 'titel: "het \\"plan\\": af"',
    "titel: 'null'": "titel: 'null'",
    "titel: '*kanker'": "titel: '*kanker'",
    "titel: ['a, b', 'c']": "titel: ['a, b', c]",
    "titel: '{x.y} is zo'": "titel: '{x.y} is zo'",
    "titel: ''": "titel: ''",
    "titel: ' spatie'": "titel: ' spatie'",
    'titel: "a\\nb"': 'titel: "a\\nb"',
    "titel: 'een:\n  twee'": 'titel: "een: twee"',
}


@pytest.mark.parametrize("before", QUOTES)
def test_quotes_stand_only_where_they_are_needed(before: str) -> None:
    assert shape(before + "\n") == QUOTES[before] + "\n"


# --- long expressions -------------------------------------------------------------------------------------------------

LONG = " en ".join(f"groep.naam_{number} >= {number}" for number in range(12))


def test_a_long_expression_is_broken_and_a_long_sentence_is_not() -> None:
    text = shape(f"norm: {'Een lange zin. ' * 15}\nvan_toepassing_als: {LONG}   # let op\n", CRITERION)
    lines = text.splitlines()
    assert lines[0].startswith("norm: Een lange zin.") and len(lines[0]) > 200
    assert lines[1] == "van_toepassing_als: >-   # let op"
    assert all(len(line) <= 150 for line in lines[1:]) and lines[3].startswith("  en ")
    assert shape(text, CRITERION) == text


def test_the_lines_of_a_folded_expression_stay_as_they_were_chosen() -> None:
    text = "van_toepassing_als: >-\n  a.b\n  en c.d\n"
    assert shape(text, CRITERION) == text


def test_only_the_line_that_is_too_long_is_broken() -> None:
    text = shape(f"van_toepassing_als: >-\n  a.b\n  en {LONG}\n", CRITERION)
    assert text.splitlines()[:2] == ["van_toepassing_als: >-", "  a.b"] and len(text.splitlines()) == 4


def test_an_expression_breaks_outside_its_parentheses() -> None:
    assert folded("aantal(x.y waarvoor a = b en c = d) >= 1 en niet e.f", 44) == [
        "aantal(x.y waarvoor a = b en c = d) >= 1",
        "en niet e.f",
    ]


# --- what it does not touch -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "titel: |\n  een\n\n\n  twee\n",
        "titel: >\n  een\n    dieper\n  twee\n",
        "titel: |2-\n    een\n",
        "titel: |+\n  een\n\n",
        "a: [b, # waarom b\n  c]\n",
        "a: {b: [], c: {}}\n",
        "a:\nb:  # leeg\nc: 1\n",
        "- a\n- b: 1\n  c: 2\n",
        "[a, b]\n",
        "een tekst\n",
    ],
)
def test_what_is_written_otherwise_is_kept_or_left_alone(text: str) -> None:
    try:
        result = shape(text)
    except CannotFormat:
        return
    assert read_text(result.encode(), "x.yaml") == read_text(result.encode(), "x.yaml")
    assert shape(result) == result


def test_a_file_with_mistakes_is_not_formatted() -> None:
    with pytest.raises(MistakesFound, match=r"proef\.yaml:2:1: Y07"):
        shape("a: 1\na: 2\n")


def test_line_ends_of_windows_and_a_byte_order_mark_go() -> None:
    assert canonical("\ufefftitel: a\r\nnorm: b\r\n".encode(), "x.yaml", CRITERION) == "titel: a\nnorm: b\n"


# --- anything ---------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["a", "ja", "De zin.", "12", "a: b", "x # y", "", "- z", "null", "'q'", 'een "woord"', "a, b", "{x}"]
)
KEYS = st.sampled_from(["titel", "norm", "als", "uitleg", "herstel", "wat", "eigen_naam", "ja"])
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=10
)


@lru_cache
def _remarks() -> tuple[str, ...]:
    return ("", "", "  # waarom", " # a: b")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_any_file_keeps_its_meaning_and_its_comments(tree: dict[str, object], chance: object) -> None:
    lines = _lines(tree, 0, chance)
    text = "\n".join(lines) + "\n"
    for form in (None, CRITERION):
        result = canonical(text.encode(), "x.yaml", form)  # raises when meaning or comments would differ
        assert canonical(result.encode(), "x.yaml", form) == result


def _lines(tree: object, indent: int, chance: object) -> list[str]:
    """The tree as somebody might write it: uneven steps, comments anywhere, empty lines."""
    pick = chance.choice  # type: ignore[attr-defined]
    step = pick([1, 2, 3, 4])
    found: list[str] = []
    pairs = tree.items() if isinstance(tree, dict) else [("-", one) for one in tree]  # type: ignore[attr-defined]
    for key, value in pairs:
        found += pick([[], [], [" " * indent + "# bij de volgende"], ["", ""]])
        head = " " * indent + (f"{key}" if key == "-" else f"{_scalar(key)}:")
        if isinstance(value, dict | list) and value:
            found += [head + pick(_remarks()), *_lines(value, indent + step, chance)]
        else:
            shown = "[]" if value == [] else "{}" if value == {} else _scalar(str(value))
            found.append(f"{head} {shown}{pick(_remarks())}")
    return found


def _scalar(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]*( [a-z]+\.?)?|\d+", text)
    return text if plain else "'" + text.replace("'", "''") + "'"
