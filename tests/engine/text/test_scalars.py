"""The typed reading of single values: yes or no, dates, exact numbers, choices and texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from spoortoets.engine.mistakes import Collector
from spoortoets.engine.text.scalars import choice, exact_number, iso_date, text_value, yes_no
from spoortoets.engine.text.text_tree import Scalar

from .lezen import last_scalar, read


def typed(reading: Callable[[Scalar, str, Collector], object], text: str) -> tuple[object, list[str]]:
    """A value of key `k` in a YAML text, and the mistakes without their place."""
    problems = Collector()
    value = reading(last_scalar(read(f"k: {text}\n")), "k", problems)
    return value, [str(one).partition(": ")[2] for one in problems.mistakes]


@pytest.mark.parametrize(("text", "value"), [("ja", True), ("true", True), ("nee", False), ("false", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert typed(yes_no, text) == (value, [])


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Ja", "; schrijf ja"), ("yes", "; schrijf ja"), ("no", "; schrijf nee"), ("1", "; schrijf ja"), ("soms", "")],
)
def test_what_is_neither_yes_nor_no(text: str, hint: str) -> None:
    assert typed(yes_no, text) == (None, [f"Y20 bij 'k' hoort ja of nee, niet '{text}'{hint}"])


@pytest.mark.parametrize("text", ["1900-01-01", "'2026-02-28'", "2024-02-29", "2200-12-31"])
def test_a_date(text: str) -> None:
    assert typed(iso_date, text) == (date.fromisoformat(text.strip("'")), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("13-4-2026", "hoort een datum, zoals 2026-04-13, niet '13-4-2026'; schrijf 2026-04-13"),
        ("2026/4/3", "hoort een datum, zoals 2026-04-13, niet '2026/4/3'; schrijf 2026-04-03"),
        ("20260413", "hoort een datum, zoals 2026-04-13, niet '20260413'; schrijf 2026-04-13"),
        ("2026-04-13T10:00", "hoort een datum, zoals 2026-04-13, niet '2026-04-13T10:00'; schrijf 2026-04-13"),
        ("april", "hoort een datum, zoals 2026-04-13, niet 'april'"),
        ("31-31-2026", "hoort een datum, zoals 2026-04-13, niet '31-31-2026'"),
        ("2025-02-29", "staat 2025-02-29, en die dag bestaat niet; die maand heeft 28 dagen"),
        ("2026-04-31", "staat 2026-04-31, en die dag bestaat niet; die maand heeft 30 dagen"),
        ("2026-31-04", "staat 2026-31-04, en die dag bestaat niet"),
        ("2026-13-04", "staat 2026-13-04, en die dag bestaat niet; bedoelde u 2026-04-13?"),
        ("2026-00-10", "staat 2026-00-10, en die dag bestaat niet"),
        ("0000-01-01", "staat 0000-01-01, en die dag bestaat niet"),
        ("1899-12-31", "staat 1899-12-31; een datum moet tussen 1900 en 2200 liggen"),
    ],
)
def test_what_is_no_date(text: str, told: str) -> None:
    assert typed(iso_date, text) == (None, [f"Y21 bij 'k' {told}"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("14", 14),
        ("-3", -3),
        ("4.5", Fraction(9, 2)),
        ("0.125", Fraction(1, 8)),
        ("1.5000", Fraction(3, 2)),
        ("2.0", 2),
        ("1000000000000", 10**12),
    ],
)
def test_an_exact_number(text: str, value: int | Fraction) -> None:
    found, told = typed(exact_number, text)
    assert (found, type(found), told) == (value, type(value), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4,5", "hoort een getal, zoals 14 of 4.5, niet '4,5'; schrijf 4.5"),
        ("'4'", "hoort een getal, zoals 14 of 4.5, niet '4'; schrijf 4 zonder aanhalingstekens"),
        ("+4", "hoort een getal, zoals 14 of 4.5, niet '+4'; schrijf 4"),
        ("1_000", "hoort een getal, zoals 14 of 4.5, niet '1_000'; schrijf 1000"),
        ("0x10", "hoort een getal, zoals 14 of 4.5, niet '0x10'"),
        (".nan", "hoort een getal, zoals 14 of 4.5, niet '.nan'"),
        ("1e3", "hoort een getal, zoals 14 of 4.5, niet '1e3'"),
        ("veertien", "hoort een getal, zoals 14 of 4.5, niet 'veertien'"),
        ("٣", "hoort een getal, zoals 14 of 4.5, niet '٣'"),
        ("4.500", "staat 4.500: dat kan 4500 zijn of 4,500; schrijf 4500 of 4.5"),
        ("1.000", "staat 1.000: dat kan 1000 zijn of 1,000; schrijf 1000 of 1.0"),
        ("1.125", "staat 1.125: dat kan 1125 zijn of 1,125; schrijf 1125 of 1.1250"),
        ("1000000000001", "staat een getal dat te groot is: 1000000000001"),
        ("9" * 5000, "staat een getal dat te groot is: " + "9" * 39 + "…"),
        ("0.1234567", "staat een getal met meer dan 6 cijfers achter de punt"),
    ],
)
def test_what_is_no_exact_number(text: str, told: str) -> None:
    assert typed(exact_number, text) == (None, [f"Y22 bij 'k' {told}"])


def test_a_number_names_its_unit() -> None:
    value, told = typed(lambda scalar, name, problems: exact_number(scalar, name, problems, "dagen"), "14 dagen")
    assert (value, told) == (
        None,
        ["Y22 bij 'k' hoort een getal (in dagen), zoals 14 of 4.5, niet '14 dagen'; schrijf alleen 14"],
    )


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("op_proef", "op_proef", []),
        ("'jeugd'", "jeugd", []),
        ("jeugt", None, ["Y23 bij 'k' kan 'jeugt' niet; kies uit jeugd of op_proef; bedoelde u 'jeugd'?"]),
        ("Op proef", None, ["Y23 bij 'k' kan 'Op proef' niet; kies uit jeugd of op_proef; bedoelde u 'op_proef'?"]),
        ("iets", None, ["Y23 bij 'k' kan 'iets' niet; kies uit jeugd of op_proef"]),
    ],
)
def test_a_choice(text: str, value: str | None, told: list[str]) -> None:
    assert typed(lambda scalar, name, found: choice(scalar, name, ["jeugd", "op_proef"], found), text) == (value, told)


def test_a_text() -> None:
    assert typed(text_value, "' een zin '") == ("een zin", [])
    assert typed(text_value, "''") == (None, ["Y24 bij 'k' hoort tekst, en er staat niets"])
