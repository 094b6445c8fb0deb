"""Putting a value into a file changes that value and nothing else, however the file is written."""

from __future__ import annotations

import difflib

import pytest
from spoortoets.engine.dossier_edit import Block, CannotEdit, Flow, Path, Written, append, put

TEXT = """\
# een dossier
dossier:
  id: A-1   # kenmerk

verzuim:

  # uitleg
  eerste_ziektedag:   # hier
  herstelperioden:
    - {van: 2026-01-01, tot: 2026-01-02}  # eerste
    # tussen
    - van: 2026-02-01
# los
aow:
traject: {gestart: ja, duur: {waarde: onbekend, bron: {document: D01}}}
omschrijving:
  tekst: >-
    een verhaal
    van twee regels

"""


def differences(after: str, before: str = TEXT) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [one[:2].strip() + one[2:].rstrip() for one in lines if one[0] in "+-"]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            ("verzuim", "eerste_ziektedag"),
            Flow("2025-01-01"),
            ["-  eerste_ziektedag:   # hier", "+  eerste_ziektedag: 2025-01-01   # hier"],
        ),
        (("verzuim", "duur"), Flow("3"), ["+  duur: 3"]),
        (("aow", "datum"), Flow("2030-01-01"), ["+  datum: 2030-01-01"]),
        (("persoon", "leeftijd"), Flow("47"), ["+persoon:", "+  leeftijd: 47"]),
        (("dossier", "id"), Flow("B-2"), ["-  id: A-1   # kenmerk", "+  id: B-2   # kenmerk"]),
        (
            ("verzuim", "herstelperioden", 0, "duur"),
            Flow("2"),
            [
                "-    - {van: 2026-01-01, tot: 2026-01-02}  # eerste",
                "+    - {van: 2026-01-01, tot: 2026-01-02, duur: 2}  # eerste",
            ],
        ),
        (("verzuim", "herstelperioden", 1, "tot"), Flow("2026-02-03"), ["+      tot: 2026-02-03"]),
        (
            ("traject", "duur", "waarde"),
            Flow("6"),
            [
                "-traject: {gestart: ja, duur: {waarde: onbekend, bron: {document: D01}}}",
                "+traject: {gestart: ja, duur: {waarde: 6, bron: {document: D01}}}",
            ],
        ),
        (
            ("omschrijving", "tekst"),
            Flow("kort"),
            ["-  tekst: >-", "+  tekst: kort", "-    een verhaal", "-    van twee regels"],
        ),
        (("aow", "lijst"), Block(("- a: 1", "  b: 2")), ["+  lijst:", "+    - a: 1", "+      b: 2"]),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_value_changes(path: Path, value: Written, expected: list[str], ending: str) -> None:
    after = put(TEXT.replace("\n", ending), path, value)
    assert differences(after) == expected
    assert after.count("\n") == after.count(ending)


def test_elements_come_after_the_last_one_of_a_list() -> None:
    after = append(TEXT, ("verzuim", "herstelperioden"), [Block(("van: 2026-03-01", "duur: 2"))])
    assert differences(after) == ["+    - van: 2026-03-01", "+      duur: 2"]


@pytest.mark.parametrize("path", [("dossier", "id", "dieper"), ("verzuim", "herstelperioden", 7, "duur")])
def test_there_must_be_a_safe_place(path: Path) -> None:
    with pytest.raises(CannotEdit):
        put(TEXT, path, Flow("1"))


def test_a_list_of_several_lines_does_not_go_inside_braces() -> None:
    with pytest.raises(CannotEdit):
        put(TEXT, ("traject", "stappen"), Block(("- a: 1",)))


def test_the_parser_in_python_finds_the_same_places() -> None:
    marked = "\ufeff" + TEXT
    assert put(marked, ("dossier", "id"), Flow("B-2")) == "\ufeff" + put(TEXT, ("dossier", "id"), Flow("B-2"))
