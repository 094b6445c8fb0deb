"""Mistakes in files that people write: place, what is wrong, what was probably meant. All are collected and shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .frozen import Frozen


class Place(Frozen):
    """A position in a file: its name as the user gave it, line and column from 1 (0 = the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Mistake(Frozen):
    """One mistake, in Dutch, for somebody who does not program.

    `code` is stable: R... for rule files, G... for tests of the rules, J... for decided cases, D... for dossiers, S...
    for what a text should not hold, V... for what-if variants, W... for Word templates, Y... for YAML, B... for files
    as such, N... for audits that are repeated, U... for releases of a rulebook. One code is one kind of mistake;
    several messages may share it. (L... are findings about what rules mean.)
    """

    place: Place
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`bestand:regel:kolom: CODE wat er mis is; bedoelde u ...?`"""
        return f"{self.place}: {self.code} {self.message}" + (f"; {self.hint}" if self.hint else "")


class MistakesFound(Exception):
    """Raised once per reading, with every mistake of it in file order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


class Collector:
    """Gathers mistakes while reading goes on, so that one run reports them all."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(place, code, message, hint))

    def raise_if_any(self) -> None:
        """Raises: MistakesFound when anything was added."""
        if self.mistakes:
            raise MistakesFound(self.mistakes)


def _without_zeros(word: str) -> str:
    """A name without the case of its letters and the zeros before its numbers."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", word.lower())


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """The hint for a misspelt word, or "" when nothing comes near.

    >>> did_you_mean("intake_datm", ["intake_datum", "opdracht_datum"])
    "bedoelde u 'intake_datum'?"
    >>> did_you_mean("k2", ["K02", "K12", "K20"])
    "bedoelde u 'K02'?"
    """
    from difflib import get_close_matches

    names = sorted(set(candidates))
    same = [name for name in names if _without_zeros(name) == _without_zeros(word)]
    near = same[:1] or get_close_matches(word, names, n=1, cutoff=0.6)
    if not near:
        tails = [name for name in names if name.rpartition(".")[2] == word.rpartition(".")[2]]
        near = tails if len(tails) == 1 else []
    return f"bedoelde u '{near[0]}'?" if near else ""
