"""Ten thousand small damages to valid files: each gives a verdict or a message, never another exception or a hang.

    python benchmarks/mutaties.py --aantal 10000

Dossiers go through reading and auditing, rule files through loading the whole rulebook. Prints what came out.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from spoortoets.engine.audit import DIRECT, Auditor, RulebookConflict
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import Files, read_folder
from spoortoets.engine.rulebook import Rulebook

HOME = Path(__file__).parent.parent
SIGNS = "\t:#-[]{}'\"|>&*!%@`\n 0Aé€\u200b\0,.?="
WORDS = (
    "onbekend",
    "nvt",
    "null",
    "~",
    "ja",
    "nee",
    "2026-02-30",
    "9" * 40,
    "-1",
    "1e9",
    ".nan",
    "[]",
    "{}",
    "niet niet",
    "(((",
    "waarvoor",
    "en of",
)
SLOW = 5.0
"""Seconds after which one run counts as a hang."""


def damaged(text: str, dice: random.Random) -> str:
    """The text with one to three small damages."""
    for _ in range(dice.randint(1, 3)):
        lines = text.split("\n")
        at, where = dice.randrange(len(lines)), dice.randrange(len(text) or 1)
        match dice.randrange(9):
            case 0:
                del lines[at]
                text = "\n".join(lines)
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[at])
                text = "\n".join(lines)
            case 2:
                lines[at] = " " * dice.randint(0, 9) + lines[at].lstrip()
                text = "\n".join(lines)
            case 3:
                text = text[:where] + dice.choice(SIGNS) + text[where:]
            case 4:
                text = text[:where] + text[where + dice.randint(1, 4) :]
            case 5:
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {dice.choice(WORDS)}"
                text = "\n".join(lines)
            case 6:
                text = text[: max(1, where)]
            case 7:
                text = (
                    text[:where]
                    + dice.choice(("[" * 200, "(" * 200, "- " * 100, "niet " * 100, "x" * 3000))
                    + text[where:]
                )
            case _:
                other = dice.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
                text = "\n".join(lines)
    return text


def audit_once(book: Rulebook, data: bytes, name: str) -> str:
    try:
        dossier = read_dossier(data, name, book.concepts)
        return Auditor(book, dossier.reference_date, DIRECT).audit(dossier, ()).verdict.outcome
    except MistakesFound as found:
        return "melding" if str(found) else "LEEG"
    except RulebookConflict:
        return "tegenstrijdige regel"


def load_once(files: Files) -> str:
    try:
        compile_rulebook(files)
    except MistakesFound as found:
        return "melding" if str(found) else "LEEG"
    return "regelset"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--aantal", type=int, default=10_000)
    parser.add_argument("--zaad", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.zaad)
    book = compile_rulebook(read_folder(HOME / "rules"))
    dossiers = sorted((HOME / "voorbeelden").glob("*.yaml"))
    small = read_folder(HOME / "tests" / "andere_regels")
    counts: Counter[str] = Counter()
    slowest = 0.0
    for number in range(options.aantal):
        start = time.perf_counter()
        try:
            if number % 2:
                path = dice.choice(dossiers)
                text = damaged(path.read_text(encoding="utf-8"), dice)
                outcome = "dossier: " + audit_once(book, text.encode(), path.name)
            else:
                name = dice.choice(sorted(small))
                text = damaged(small[name].decode(), dice)
                outcome = "regels: " + load_once({**small, name: text.encode()})
        except Exception:
            print(f"ONVERWACHT bij nummer {number} (zaad {options.zaad})\n{traceback.format_exc()}")
            outcome = "ONVERWACHT"
        spent = time.perf_counter() - start
        slowest = max(slowest, spent)
        counts[outcome if spent < SLOW else "TE TRAAG"] += 1
    for outcome, count in sorted(counts.items()):
        print(f"{count:7}  {outcome}")
    print(f"langzaamste: {slowest:.2f} s")
    return int(any(word.isupper() for outcome in counts for word in outcome.split()))


if __name__ == "__main__":
    sys.exit(main())
