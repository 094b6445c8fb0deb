"""What rule files may ask of a piece is exactly what can be made."""

from __future__ import annotations

import ast
from pathlib import Path

from spoortoets.engine.load import load_rulebook
from spoortoets.engine.loading.stukken import PARTS as NAMED
from spoortoets.explain.pieces.build import NARROWED
from spoortoets.explain.pieces.build import PARTS as WHOLE
from spoortoets.explain.pieces.plain_parts import PARTS as PLAIN

MADE = {**WHOLE, **NARROWED}
RULES = Path(__file__).parents[2] / "rules"


def test_each_part_that_a_rule_file_may_name_can_be_made():
    assert set(NAMED) == set(MADE)


def test_each_part_that_is_told_in_everyday_words_is_one_that_can_be_made():
    assert set(PLAIN) < set(MADE)


def test_each_reader_has_a_piece_and_the_only_piece_in_everyday_words_is_for_the_employee():
    book = load_rulebook(RULES)
    assert {one.id: one.piece for one in book.readers} == {
        "arbeidsdeskundige": "auditrapport",
        "werkgever": "auditrapport",
        "werknemer": "werknemer",
    }
    assert [one.id for one in book.pieces if one.plain] == ["werknemer"]
    assert [one.id for one in book.readers if one.strict] == ["werkgever"]


def test_no_module_names_a_reader_or_the_piece_of_one():
    book = load_rulebook(RULES)
    named = {one.id for one in book.readers} | {one.piece for one in book.readers}
    modules = (path for room in ("engine", "explain", "commands") for path in (RULES.parent / room).rglob("*.py"))
    found = [
        f"{path.name}:{node.lineno} {node.value}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in named
    ]
    assert found == []
