"""The one dependency rule, and an engine that knows nothing of the domain it runs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
EXPLAIN = sorted((ROOT / "explain").rglob("*.py"))

DOMAIN_WORDS = re.compile(
    r"""
    \bK\d{2}\b | \bNG\d{1,2}\b | \bUWV\b | \bWIA\b | \bBW\b | \bRIV\b
    | loonsanctie | bedrijfsarts | arbeidsdeskundig | \bwerkgever\b | \bwerknemer\b | verzekeringsarts | eigenrisico
    | spoor_?2 | tweede[_ ]spoor | eerste[_ ]spoor | re-?integratie | eerstejaarsevaluatie | wachttijd
    | ziektedag | verzuim | jobhunting | zoekprofiel | intake | trajectplan | plan_van_aanpak
    | probleemanalyse | belastbaarheid | passend(?:e)?_arbeid | deskundigenoordeel | poortwachter
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names and terms of the Dutch rules on sick leave. Words of the rule language are none of them: `voldoet_niet`, and
`nogo`, a kind of rule whose name is the same in rule files, JSON and code.
"""

EXAMPLES_OF_A_RULE = {"K24"}
"""Names that messages give as an example of how to write something."""


def code_words(path: Path) -> Iterator[tuple[int, str]]:
    """Every name and text of a module with its line; docstrings and comments are left out, they may give examples."""
    source = path.read_text(encoding="utf-8")
    documented = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (tokenize.COMMENT, tokenize.NL) and token.start[0] not in documented:
            yield token.start[0], token.string


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_holds_no_word_of_the_domain(path):
    found = [
        f"{line}: {match.group()}"
        for line, text in code_words(path)
        for match in DOMAIN_WORDS.finditer(text)
        if match.group() not in EXAMPLES_OF_A_RULE
    ]
    assert found == []


@pytest.mark.parametrize("path", EXPLAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_is_decided_where_results_are_explained(path):
    """A criterion named in code would be a rule outside `rules/`."""
    found = [
        f"{line}: {match}" for line, text in code_words(path) for match in re.findall(r"\b(?:K\d{2}|NG\d{1,2})\b", text)
    ]
    assert found == []


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, relative ones written out in full."""
    package = ["spoortoets", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{one.name}" for one in node.names)


EDGES = ("spoortoets.cli", "spoortoets.commands", "spoortoets.screen", "spoortoets.dutch_click", "click")


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_imports_nothing_from_the_rooms_above_it(path):
    forbidden = ("spoortoets.explain", *EDGES, "rich", "jinja2")
    assert [one for one in imports(path) if one.startswith(forbidden)] == []


@pytest.mark.parametrize("path", EXPLAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_explain_imports_nothing_from_the_commands(path):
    assert [one for one in imports(path) if one.startswith(EDGES)] == []


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_reaches_into_the_privates_of_another(path):
    found = [one for one in imports(path) if one.startswith("spoortoets.") and one.rpartition(".")[2].startswith("_")]
    assert [one for one in found if not one.endswith("__")] == []
