"""Broken rule files give a rulebook or a list of mistakes: never another exception, and never a hang."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import pytest
from spoortoets.engine import load
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.rulebook import Rulebook

RULES = Path(__file__).parents[1] / "andere_regels"
ROUNDS = 12
PER_ROUND = 170

ACCIDENTS = (
    "niet|en|of|in|is bekend|waarvoor|ja|nvt|onbekend|anders: ja|alle:|{niet: x}|[]|{}|2026-02-30|1e9|0.0|-1|"
    "punt.boeken|punt.boeken.soort|punt.soort|punt.geopend_op|B1.bevinding|B3.verschoond|parameter.x|{a.b}|"
    "aantal(bevindingen)|elk(punt.boeken)|min()|max(1)|(((|)))|- - -|'|\"|: |#|&a|*a|<<|!x|>-|é|€|\n|\n\n  |  |\t|"
    "datum|getal|lijst|keuze|meerkeuze|ja_nee|tekst|voldoet|wet|ontwerp|tabel|formule|gevallen|\u200b|\ufeff"
)
WORDS = (*ACCIDENTS.split("|"), "|")


@pytest.fixture(autouse=True)
def _unchanged_files_are_parsed_once(monkeypatch):
    monkeypatch.setattr(load, "read_text", lru_cache(maxsize=100)(load.read_text))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to three small accidents: a word put in, replaced or lost, lines swapped or doubled, a character struck."""
    text = data.decode("utf-8")
    for _ in range(chance.randint(1, 3)):
        lines = text.split("\n")
        row = chance.randrange(len(lines))
        column = chance.randrange(len(lines[row]) + 1)
        match chance.randrange(7):
            case 0:
                lines[row] = lines[row][:column] + chance.choice(WORDS) + lines[row][column:]
            case 1:
                words = lines[row].split(" ")
                words[chance.randrange(len(words))] = chance.choice(WORDS)
                lines[row] = " ".join(words)
            case 2:
                del lines[row]
            case 3:
                other = chance.randrange(len(lines))
                lines[row], lines[other] = lines[other], lines[row]
            case 4:
                lines.insert(chance.randrange(len(lines)), lines[row])
            case 5:
                lines[row] = lines[row][:column] + lines[row][column + 1 :]
            case _:
                lines[row] = " " * chance.randint(0, 4) + lines[row].lstrip()
        text = "\n".join(lines)
    return text.encode("utf-8", "surrogatepass")


def outcome(files: dict[str, bytes]) -> str:
    try:
        book = compile_rulebook(files)
    except MistakesFound as found:
        assert found.mistakes
        assert all(one.message and one.code for one in found.mistakes)
        return "mistakes"
    assert isinstance(book, Rulebook)
    return "rulebook"


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_an_accident_in_a_rule_file_is_reported(round_):
    chance = random.Random(round_)
    files = read_folder(RULES)
    names = sorted(files)
    seen = set()
    for _ in range(PER_ROUND):
        name = chance.choice(names)
        broken = mutated(files[name], chance)
        try:
            seen.add(outcome({**files, name: broken}))
        except Exception as error:
            pytest.fail(f"{name}: {type(error).__name__}: {error}\n{broken.decode('utf-8', 'replace')}")
    assert seen == {"mistakes", "rulebook"}


@pytest.mark.parametrize("round_", range(3))
def test_bytes_that_are_no_text(round_):
    chance = random.Random(round_)
    files = read_folder(RULES)
    for name in sorted(files):
        data = bytearray(files[name])
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        outcome({**files, name: bytes(data)})


DEEP = 1_900
HOSTILE = {
    "parentheses": "(" * 900 + "punt.streng" + ")" * 900,
    "niet": "niet " * 350 + "punt.streng",
    "minus": "0 < " + "-" * DEEP + "1",
    "sum": "0 < " + "1+" * 900 + "1",
    "chain": "punt.streng" + " en punt.streng" * 120,
    "open": "(" * DEEP,
    "long name": "a." * 900 + "b",
    "long number": "punt.uren_per_week > " + "9" * DEEP,
    "too long": "punt.streng of " * 5_000 + "punt.streng",
    "calls": "min(" * 300 + "1" + ")" * 300,
    "lists": "punt.soort in [" + "school, " * 200 + "school]",
}


@pytest.mark.parametrize("expression", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_expression_that_is_long_or_deep(expression):
    rule = f'afleidingen: {{q.uit: {{titel: uit, type: ja_nee, formule: "{expression}"}}}}'
    outcome({**read_folder(RULES), "afleidingen/q.yaml": rule.encode()})


@pytest.mark.parametrize("depth", [10, 15, 39, 500, 20_000])
def test_groups_in_groups(depth):
    nested = "{niet: " * depth + "punt.streng" + "}" * depth
    rule = f"afleidingen: {{q.uit: {{titel: uit, type: ja_nee, formule: {nested}}}}}"
    outcome({**read_folder(RULES), "afleidingen/q.yaml": rule.encode()})


def test_a_long_chain_of_derivations():
    """Each leans on the one before; longer than Python's stack is deep."""
    links = "\n".join(
        f"  q.s{n}: {{titel: s, type: getal, eenheid: dagen, formule: q.s{n - 1} + 1}}" for n in range(1, 1_500)
    )
    rule = f"afleidingen:\n  q.s0: {{titel: s, type: getal, eenheid: dagen, formule: telling.te_laat}}\n{links}\n"
    assert outcome({**read_folder(RULES), "afleidingen/q.yaml": rule.encode()}) == "rulebook"
