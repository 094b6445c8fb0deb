"""Finds what a dossier or a piece should not hold: what identifies or reaches a person, and medical words.

`hits` reads text as it is written, so comments and keys of a file are watched too; `hits_in_values` reads what is
written in another way than it is meant: over several lines, or with escapes. Neither repeats what it found. It helps;
it does not prove that a text is clean.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from .frozen import Frozen
from .mistakes import Mistake, Place
from .text.text_tree import Mapping, Node, Scalar, place_in


class Kind(Enum):
    """What was found."""

    CITIZEN_NUMBER = "een burgerservicenummer (BSN)"
    MAIL = "een e-mailadres"
    TELEPHONE = "een telefoonnummer"
    ACCOUNT = "een rekeningnummer (IBAN)"
    BIRTH = "een geboortedatum"
    MEDICAL = "een medische term"


class Hit(Frozen):
    """A find: on which line of the text and at which character of it, both from 1."""

    line: int
    column: int
    kind: Kind


# Patterns that few texts need are text here: the library compiles them when first used, and that costs a start time.
# A number or code may stand against an underscore, as in the name of a file. Patterns that begin with a figure look
# back only after it: so the library can skip to the next figure at once.
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_FIRST = r"(?<![^\W_].)(?<!\d[.,/-].)"

# What a number of nine figures and a telephone number have in common; one that begins with a plus can have eight.
_MANY_FIGURES = re.compile(r"\d(?:[ ./()-]{0,4}\d){8}")
_NUMBER = (
    rf"\d{_FIRST}(?<!€.)(?<!€ .)(?:\d{{8}}|\d{{3}}([. -])\d{{2}}\1\d{{3}}|\d{{2}}([. -])\d{{3}}\2\d{{3}})"
    rf"{_END}(?![.,/-]\d)"
)
# Eight figures are a number without its zero in front; so are many others, so only after a word that says so.
_NAMED_NUMBER = (
    rf"{_START}(?:bsn|burgerservice[ -]?(?:nummer|nr)|sofi(?:[ -]?(?:nummer|nr))?)[^\d\n]{{0,15}}"
    rf"(\d(?:[ ./-]?\d){{7,8}}){_END}"
)
# Looked for from its sign: what stands before that is only then read, and backwards.
_MAIL = re.compile(r"[@(\[](?:(?<=@)|(?<=[(\[]) ?at ?[)\]]) ?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63}")
_MAILBOX = r"[\w.+-]{1,64} ?$"
_DAY = re.compile(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d\d(?!\d)")
_GAP = r"\)?(?: ?[-/.] ?| {1,2})?"


def _figures(count: int) -> str:
    return rf"(?:(?:[ -]?\d){{{count}}}|(?:\.?\d){{{count}}})"


_DUTCH = rf"(?:6{_GAP}{_figures(8)}|[1-9]\d{_GAP}{_figures(7)}|[1-9]\d\d{_GAP}{_figures(6)}){_END}(?!\.\d)"
_TELEPHONE = (
    rf"[(+0]{_FIRST}(?:(?:(?<=0)|(?<=\()0){_DUTCH}"
    rf"|(?:(?<=\+) ?31|(?<=\()\+ ?31|(?<=0)031)\)?[ .-]{{0,2}}(?:\(0\))?[ .-]{{0,2}}{_DUTCH}"
    rf"|(?:(?<=\+)|(?<=0)0(?=[34]))(?!31)[1-9]\d{{0,2}}[ ./()-]{{0,3}}\d(?:[ ./-]?\d){{6,11}}{_END})"
)
_ACCOUNT = re.compile(
    rf"{_START}(?:[Nn][Ll][ .-]?\d{{2}}[ .-]?[A-Za-z]{{4}}(?:[ .-]?\d){{10}}"
    rf"|[A-Z]{{2}}\d{{2}}(?:[ -]?[A-Z0-9]){{11,30}}){_END}"
)
_SHORTEST_ACCOUNT = 15
_DATE = (
    r"(?:\d{1,2}[-/. ]{1,2}(?:\d{1,2}|[a-z]{3,9})[-/. ]{1,2}'?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}|(?:19|20)\d{6}(?!\d))"
)
_BIRTH = r"(?:geboren|geboorte[ _-]?(?:datum|dag)|geb(?:[. ]{0,2}(?:datum|dat|d\.?d))?)"
_BORN = (
    rf"{_START}{_BIRTH}{_END}[^\w\n]{{0,4}}(?:(?:te|in) [^\d\n,;.]{{2,30}}?,? )?"
    rf"(?:(?:op|is|was|hij|zij)[^\w\n]{{1,3}}){{0,3}}{_DATE}"
    rf"|(?<!\w){_DATE}[^\w\n]{{1,3}}(?:(?:is|als)[^\w\n])?(?:geboren|geboorte[ _-]?(?:datum|dag)){_END}"
)
_NUMBER_WORDS = ("bsn", "burgerservice", "sofi")
_BORN_WORDS = ("geboren", "geboorte", "geb.", "geb ", "gebd")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_RULING = r"ecli:[\w:.]+"
_STRANGE = re.compile(r"[^\x00-\x7f]+")
_QUOTED = r"'[^']*'"

_ALIKE = str.maketrans("аеорсухіјѕАЕОРСХВНКМТІЈ‐‑‒–—−", "aeopcyxijsAEOPCXBHKMTIJ------")
"""Letters of another alphabet that look like ours, and every kind of dash."""


def hits(text: str, words: Sequence[str]) -> Iterator[Hit]:
    """Everything found in a text, in its order; no find runs over a line end. `words`: see `loading.watch`."""
    plain = _Plain(text)
    found = sorted(
        {(plain.origin(index), kind.value, kind) for index, kind in _finds(plain.text, _terms(tuple(words)))}
    )
    line, start, counted = 1, 0, 0
    for index, _, kind in found:
        breaks = text.count("\n", counted, index)
        if breaks:
            line, start = line + breaks, text.rindex("\n", counted, index) + 1
        counted = index
        yield Hit(line, index - start + 1, kind)


def hits_in_values(root: Node, words: Sequence[str]) -> Iterator[tuple[Place, Kind]]:
    """What the values and keys of a file hold that are written otherwise than they read: folded or with escapes."""
    other = [one for one in _scalars(root) if one.raw]
    for line, column, kind in hits("\n".join(one.text.replace("\n", " ") for one in other), words):
        yield place_in(other[line - 1], column - 1), kind


def veiled(mistake: Mistake, words: Sequence[str], *, suspect: bool) -> Mistake:
    """A mistake that repeats nothing of what the guard finds. `suspect`: something was found on the line it is about.

    >>> veiled(Mistake(Place("d.yaml"), "Y21", "geen datum: 'a@b.nl'"), (), suspect=False).message
    "geen datum: '...'"
    """

    def safe(part: re.Match[str]) -> str:
        cut_off = suspect and part[0].endswith("…'")
        return "'...'" if cut_off or any(hits(part[0], words)) else part[0]

    message = re.sub(_QUOTED, safe, mistake.message)
    if any(hits(message, words)):
        message = "wat hier staat, kan niet"
    hint = "" if any(hits(mistake.hint, words)) else mistake.hint
    return Mistake(mistake.place, mistake.code, message, hint)


def _scalars(root: Node) -> Iterator[Scalar]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            stack.extend(part for entry in node.entries for part in entry)
        else:
            stack.extend(node.items)


def _finds(text: str, medical: _Terms) -> Iterator[tuple[int, Kind]]:
    """Where what begins. The text of an account is taken out before other numbers are looked for."""
    lower = text.lower()
    if "ecli:" in lower:
        lower = re.sub(_RULING, _blank, lower)
    for match in _ACCOUNT.finditer(text):
        length = _account_length(match[0])
        if length:
            yield match.start(), Kind.ACCOUNT
            end = match.start() + length
            lower = f"{lower[: match.start()]}{'x' * length}{lower[end:]}"
    many = "+" in lower or _MANY_FIGURES.search(lower)
    for match in re.finditer(_NUMBER, lower) if many else ():
        if _is_citizen_number(re.sub(r"\D", "", match[0])):
            yield match.start(), Kind.CITIZEN_NUMBER
    if any(one in lower for one in _NUMBER_WORDS):
        for match in re.finditer(_NAMED_NUMBER, lower):
            if _is_citizen_number(re.sub(r"\D", "", match[1]).zfill(9)):
                yield match.start(1), Kind.CITIZEN_NUMBER
    for match in _MAIL.finditer(lower):
        before = max(0, match.start() - 65)
        mailbox = re.search(_MAILBOX, lower[before : match.start()])
        if mailbox:
            yield before + mailbox.start(), Kind.MAIL
    for match in re.finditer(_TELEPHONE, _DAY.sub(_blank, lower)) if many else ():
        yield match.start(), Kind.TELEPHONE
    if any(one in lower for one in _BORN_WORDS):
        for match in re.finditer(_BORN, lower):
            yield match.start(), Kind.BIRTH
    for index in medical.places(lower):
        yield index, Kind.MEDICAL


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _is_citizen_number(digits: str) -> bool:
    """The eleven-test: nine times the first digit, ..., twice the eighth, less the ninth, is a multiple of eleven.

    >>> _is_citizen_number("111222333"), _is_citizen_number("111222334")
    (True, False)
    """
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and any(digit != "0" for digit in digits)


def _account_length(written: str) -> int:
    """How much of what looks like an account is one, 0 = nothing: words in capitals may follow it."""
    ends = [len(written), *(one.start() for one in reversed(list(re.finditer("[ -]", written))))]
    for end in ends:
        code = re.sub(r"\W", "", written[:end])
        if len(code) >= _SHORTEST_ACCOUNT and _is_account(code):
            return end
    return 0


def _is_account(code: str) -> bool:
    """The check of ISO 13616: the code with its first four signs last, letters as numbers, is 1 modulo 97."""
    turned = code[4:] + code[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


class _Plain:
    """A text without accents, look-alike letters and signs that nobody sees, and where each part of it came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts, self._origins = [0], [0]
        if text.isascii():
            return
        parts: list[str] = []
        length = end = 0
        for match in _STRANGE.finditer(text):
            parts.append(text[end : match.start()])
            length += len(parts[-1])
            self._mark(length, match.start())
            end = match.end()
            parts.append(_plain_signs(match[0]))
            length += len(parts[-1])
            self._mark(length, end)
        self.text = "".join((*parts, text[end:]))

    def _mark(self, start: int, origin: int) -> None:
        self._starts.append(start)
        self._origins.append(origin)

    def origin(self, index: int) -> int:
        """Where a character of the plain text stands in the text it was made of."""
        number = bisect_right(self._starts, index) - 1
        return self._origins[number] + index - self._starts[number]


@lru_cache(maxsize=512)
def _plain_signs(signs: str) -> str:
    plain = []
    for one in unicodedata.normalize("NFKD", signs).translate(_ALIKE):
        if unicodedata.decimal(one, None) is not None:
            plain.append(str(unicodedata.decimal(one)))
        elif unicodedata.category(one) not in ("Mn", "Me", "Cf"):
            plain.append(one)
    return "".join(plain)


class _Terms:
    """The medical terms, ready to be looked for."""

    def __init__(self, words: Sequence[str]) -> None:
        plain = [_Plain(one).text for one in words]
        self._whole = frozenset(one for one in plain if "*" not in one)
        self._heads = tuple(one[:-1] for one in plain if one.endswith("*"))
        self._tails = tuple(one[1:] for one in plain if one.startswith("*"))
        self._first = frozenset(one[:3] for one in self._heads)
        self._spaced = tuple(one.strip("*").replace("-", " ") for one in plain if "-" in one)

    def places(self, lower: str) -> Iterator[int]:
        """Where in a text of lower case a term begins."""
        found = {one for one in set(_WORD.findall(lower)) if self._holds(one)}
        if found:
            yield from (match.start() for match in _WORD.finditer(lower) if match[0] in found)
        for term in self._spaced:
            if term in lower:
                pattern = rf"{_START}{re.escape(term)}{'' if self._goes_on(term) else _END}"
                yield from (match.start() for match in re.finditer(pattern, lower))

    def _goes_on(self, term: str) -> bool:
        return term.replace(" ", "-") in self._heads

    def _holds(self, word: str) -> bool:
        """Whether a word is a term, or a part of it between hyphens or underscores is."""
        if self._is(word):
            return True
        return ("-" in word or "_" in word) and any(map(self._is, re.split("[-_]", word)))

    def _is(self, word: str) -> bool:
        if word in self._whole or word.endswith(self._tails):
            return True
        return word[:3] in self._first and word.startswith(self._heads)


@lru_cache(maxsize=4)
def _terms(words: tuple[str, ...]) -> _Terms:
    return _Terms(words)
