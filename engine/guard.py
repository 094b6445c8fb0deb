"""Finds what a dossier or a piece should not hold: what identifies or reaches a person, and medical words.

It reads text as it is written, line by line, so comments and keys of a file are watched too. It never repeats what it
found. It helps; it does not prove that a text is clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What was found."""

    CITIZEN_NUMBER = "een burgerservicenummer (BSN)"
    MAIL = "een e-mailadres"
    TELEPHONE = "een telefoonnummer"
    ACCOUNT = "een rekeningnummer (IBAN)"
    BIRTH = "een geboortedatum"
    MEDICAL = "een medische term"


class Hit(NamedTuple):
    """A find: on which line of the text and at which character of it, both from 1."""

    line: int
    column: int
    kind: Kind


NONE: tuple[str, ...] = ()

_END = r"(?![\w-])"
_NUMBER = re.compile(r"(?<![\w.,-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})" + _END)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w+.,/-])(?:(?:\+|00)31[ -]?(?:\(0\))?|\(?0)[1-9](?:\)?[ -]?\d){8}" + _END)
_ACCOUNT = re.compile(r"(?<!\w)(?:NL\d{2} ?[A-Z]{4}(?: ?\d){10}|[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})(?!\w)")
_DATE = r"(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{4}|\d{4}-\d{2}-\d{2})"
_BORN = re.compile(
    r"(?<!\w)(?:geboren|geb\.?|geboortedatum|geboortedag)\W{1,3}(?:op\W)?(?:\w+\W){0,2}?" + _DATE, re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w-]*")


def hits(text: str, words: Sequence[str]) -> Iterator[Hit]:
    """Everything found in a text, line by line. `words` are medical terms, see `loading.watch`."""
    medical = _Words(words)
    for number, line in enumerate(text.splitlines(), start=1):
        found = {(column, kind) for column, kind in _in_line(line, medical)}
        for column, kind in sorted(found, key=lambda one: (one[0], one[1].value)):
            yield Hit(number, column + 1, kind)


def _in_line(line: str, medical: _Words) -> Iterator[tuple[int, Kind]]:
    accounts = [match.span() for match in _ACCOUNT.finditer(line) if _is_account(match[0].replace(" ", ""))]
    for start, end in accounts:
        yield start, Kind.ACCOUNT
        line = line[:start] + " " * (end - start) + line[end:]
    for match in _NUMBER.finditer(line):
        if _is_citizen_number(re.sub(r"\D", "", match[0])):
            yield match.start(), Kind.CITIZEN_NUMBER
    for match in _MAIL.finditer(line):
        yield match.start(), Kind.MAIL
    for match in _TELEPHONE.finditer(line):
        yield match.start(), Kind.TELEPHONE
    for match in _BORN.finditer(line):
        yield match.start(), Kind.BIRTH
    for match in _WORD.finditer(line):
        if medical.holds(match[0].lower()):
            yield match.start(), Kind.MEDICAL


def _is_citizen_number(digits: str) -> bool:
    """The eleven-test: nine times the first digit, ..., twice the eighth, less the ninth, is a multiple of eleven.

    >>> _is_citizen_number("111222333"), _is_citizen_number("111222334")
    (True, False)
    """
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and any(digit != "0" for digit in digits)


def _is_account(code: str) -> bool:
    """The check of ISO 13616: the code with its first four signs last, letters as numbers, is 1 modulo 97."""
    turned = code[4:] + code[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


class _Words:
    """The medical terms, ready to be asked about one word at a time."""

    def __init__(self, words: Sequence[str]) -> None:
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._stems: dict[str, tuple[str, ...]] = {}
        for word in words:
            if word.endswith("*"):
                stem = word.rstrip("*")
                self._stems[stem[:3]] = (*self._stems.get(stem[:3], ()), stem)

    def holds(self, word: str) -> bool:
        """Whether a word in lower case is a term, or a part of it between hyphens is."""
        parts = (word, *word.split("-")) if "-" in word else (word,)
        return any(one in self._whole or one.startswith(self._stems.get(one[:3], NONE)) for one in parts)
