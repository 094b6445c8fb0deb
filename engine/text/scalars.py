"""Texts as typed values: ja or nee, a date, an exact number, a choice. Nothing is guessed.

Each function gives the value, or None after adding a mistake to the collector. `name` is the key as the user knows it.
Rule files and dossiers share these checks, so their codes are those of the written form: Y20 to Y24.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from ..mistakes import Collector, did_you_mean
from .text_tree import Scalar
from .tree_builder import cut

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside these are slips of the pen: nobody who works now was born before the first."""

MAX_NUMBER = 10**12
"""Larger numbers are slips of the pen, and arithmetic on them must not become slow."""

MAX_DECIMALS = 6
"""More decimals than anything in a case file is measured in."""

MAX_SHOWN = 8
"""Longest list of allowed values that is shown in full inside a message."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_LOOSE_DATE = re.compile(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA = re.compile(r"-?\d+,\d+")
_YES_NO = {"ja": True, "true": True, "nee": False, "false": False}
_YES_NO_HINTS = {"yes": "ja", "y": "ja", "j": "ja", "on": "ja", "aan": "ja", "waar": "ja", "1": "ja"} | dict.fromkeys(
    ("no", "n", "neen", "off", "uit", "onwaar", "niet", "0"), "nee"
)


def yes_no(scalar: Scalar, name: str, problems: Collector) -> bool | None:
    """`ja`, `nee`, `true` or `false`, without quotes."""
    text = scalar.text.strip()
    if text in _YES_NO and not scalar.quoted:
        return _YES_NO[text]
    folded = text.lower()
    meant = folded if folded in _YES_NO else _YES_NO_HINTS.get(folded, "")
    if text in _YES_NO:
        meant = f"{text} zonder aanhalingstekens (in JSON: {'true' if _YES_NO[text] else 'false'})"
    message = f"bij '{name}' hoort ja of nee, niet {shown(scalar)}"
    problems.add(scalar.place, "Y20", message, f"schrijf {meant}" if meant else "")
    return None


def iso_date(scalar: Scalar, name: str, problems: Collector) -> date | None:
    """A day that exists, as JJJJ-MM-DD, from 1900 up to and including 2200."""
    text = scalar.text.strip()
    if not _DATE.fullmatch(text) or not text.isascii():
        hint = _date_hint(text)
        message = f"bij '{name}' hoort een datum, zoals 2026-04-13, niet {shown(scalar)}"
        problems.add(scalar.place, "Y21", message, f"schrijf {hint}" if hint else "")
        return None
    year, month, day = map(int, text.split("-"))
    try:
        value = date(year, month, day)
    except ValueError:
        message = f"bij '{name}' staat {text}, en die dag bestaat niet"
        problems.add(scalar.place, "Y21", message, _day_hint(year, month, day))
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"bij '{name}' staat {text}; een datum moet tussen {FIRST_YEAR} en {LAST_YEAR} liggen"
        problems.add(scalar.place, "Y21", message)
        return None
    return value


def exact_number(scalar: Scalar, name: str, problems: Collector, unit: str | None = None) -> int | Fraction | None:
    """An int, or a Fraction for a number with decimals: nothing is rounded. `unit` only makes the message clearer."""
    text = scalar.text.strip()
    kind = f"een getal (in {unit})" if unit else "een getal"
    if scalar.quoted or not _NUMBER.fullmatch(text) or not text.isascii():
        message = f"bij '{name}' hoort {kind}, zoals 14 of 4.5, niet {shown(scalar)}"
        hint = _number_hint(text, scalar.quoted, unit)
        problems.add(scalar.place, "Y22", message, f"schrijf {hint}" if hint else "")
        return None
    if _THOUSANDS.fullmatch(text):
        plain = text.replace(".", "")
        message = f"bij '{name}' staat {text}: dat kan {plain} zijn of {text.replace('.', ',')}"
        problems.add(scalar.place, "Y22", message, f"schrijf {plain} of {_other_decimals(text)}")
        return None
    if len(text.partition(".")[2]) > MAX_DECIMALS:
        message = f"bij '{name}' staat een getal met meer dan {MAX_DECIMALS} cijfers achter de punt"
        problems.add(scalar.place, "Y22", message)
        return None
    if len(text.partition(".")[0]) > len(str(MAX_NUMBER)) + 1 or abs(Fraction(text)) > MAX_NUMBER:
        problems.add(scalar.place, "Y22", f"bij '{name}' staat een getal dat te groot is: {cut(text)}")
        return None
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value


def choice(scalar: Scalar, name: str, values: Sequence[str], problems: Collector) -> str | None:
    """One of `values`, letter for letter."""
    text = scalar.text.strip()
    if text in values:
        return text
    message = f"bij '{name}' kan {shown(scalar)} niet; kies uit {listed(values)}"
    same = next((one for one in values if one.lower() == re.sub(r"[\s-]+", "_", text.lower())), "")
    problems.add(scalar.place, "Y23", message, f"bedoelde u '{same}'?" if same else did_you_mean(text, values))
    return None


def text_value(scalar: Scalar, name: str, problems: Collector) -> str | None:
    """Text that is not empty, without white space around it."""
    text = scalar.text.strip()
    if not text:
        problems.add(scalar.place, "Y24", f"bij '{name}' hoort tekst, en er staat niets")
        return None
    return text


def shown(scalar: Scalar) -> str:
    """The text of a scalar inside a message."""
    return f"'{cut(scalar.text)}'" if scalar.text.strip() else "een lege tekst"


def listed(values: Sequence[str]) -> str:
    """Allowed values inside a message, cut when there are many.

    >>> listed(["a", "b", "c"])
    'a, b of c'
    """
    names = list(values)
    if len(names) > MAX_SHOWN:
        return f"{', '.join(names[:MAX_SHOWN])} en nog {len(names) - MAX_SHOWN} andere"
    return " of ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else "niets"


def _date_hint(text: str) -> str:
    """A date in another notation as it should be written; "" when it is none. Day and month are never swapped."""
    dutch, loose = _DUTCH_DATE.fullmatch(text), _LOOSE_DATE.fullmatch(text)
    if dutch:
        day, month, year = map(int, dutch.groups())
    elif loose:
        year, month, day = map(int, loose.groups())
    else:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if _exists(year, month, day) else ""


def _day_hint(year: int, month: int, day: int) -> str:
    if _exists(year, day, month):
        return f"bedoelde u {year:04}-{day:02}-{month:02}?"
    if not _exists(year, month, 1):
        return ""
    last = next(one for one in (31, 30, 29, 28) if _exists(year, month, one))
    return f"die maand heeft {last} dagen" if day > last else ""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _number_hint(text: str, quoted: bool, unit: str | None) -> str:
    if _COMMA.fullmatch(text):
        return text.replace(",", ".")
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "")
    first, _, rest = text.partition(" ")
    if _NUMBER.fullmatch(first) and rest.strip() and unit and first.isascii():
        return f"alleen {first}"
    if quoted and _NUMBER.fullmatch(text):
        return f"{text} zonder aanhalingstekens"
    plain = re.sub(r"^(-?)[+0]+(?=\d)|_", r"\1", text)
    return plain if plain != text and _NUMBER.fullmatch(plain) and plain.isascii() else ""


def _other_decimals(text: str) -> str:
    """1.500 with another number of decimals, so that it cannot be read as fifteen hundred."""
    short = text.rstrip("0")
    return f"{short}0" if short.endswith(".") else short if short != text else f"{text}0"
