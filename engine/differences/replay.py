"""Repeats an earlier audit: reads what it says of itself, and lays the repeated one beside it, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, NamedTuple

from ..audit import DIRECT, DURABLE
from ..mistakes import Mistake, MistakesFound, Place
from ..result import SCHEMA

Json = Any
"""What a JSON text holds: dict, list, str, int, float, bool or None."""

NO_RESULT = "N01"
CHANGED = "dit resultaat is niet volledig of is gewijzigd"
KEYS = {
    "bevindingen": "criterium",
    "gronden_nogo": "code",
    "tijdlijn": "stap",
    "afleidingen": "id",
    "per_vraag": "vraag",
}
"""Lists of which each element is known by one of its fields."""

TECHNICAL = ("programma", "motor")
"""What tells of the program and not of the audit."""

ADDED = ("regels_op", "programma", "uitgave")
"""What a result did not hold from the beginning; an earlier one without is compared without."""

KEPT = "uitgave"
"""The release that the rulebook was read from. It may lie elsewhere now, as long as its hash is the same."""


class Earlier(NamedTuple):
    """What an earlier audit says of itself. `program` is "" where it does not say which version made it."""

    content: Mapping[str, Json]
    rulebook: str
    version: str
    hash: str
    dossier: str
    dossier_hash: str
    reference_date: date
    rules_day: date | None
    motor: str
    program: str


class Likeness(Enum):
    """How a repeated audit compares with the earlier one."""

    SAME = "gelijk"
    """Every byte is the same."""
    PROGRAM = "gelijk op het programma na"
    """Only what tells of the program or its engine differs."""
    LAYOUT = "zelfde inhoud"
    """The same content, written otherwise."""
    OTHER = "anders"


class FieldDifference(NamedTuple):
    """One field; `part` is where it belongs ("K24", "oordeel"), None = it is not there on that side."""

    part: str
    field: str
    before: str | None
    after: str | None


class Replayed(NamedTuple):
    """The earlier audit and what repeating it gave. `release`: the rules were now read from a release too."""

    earlier: Earlier
    likeness: Likeness
    differences: tuple[FieldDifference, ...]
    release: bool = False


def read_result(data: bytes, file: str) -> Earlier:
    """The earlier audit in a file. Raises: MistakesFound when it is not the JSON of `toets`."""
    hint = "geef een bestand dat 'spoortoets toets --formaat json' schreef"
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except _Twice:
        raise _mistake(file, CHANGED, hint) from None
    except (ValueError, RecursionError):
        raise _mistake(file, "dit is geen JSON-bestand, of het is niet volledig", hint) from None
    schema = content.get("schema") if isinstance(content, dict) else None
    if not isinstance(schema, str) or not schema.startswith("spoortoets."):
        raise _mistake(file, "dit is geen resultaat van Spoortoets", hint)
    if schema != SCHEMA:
        kind, _, version = schema.removeprefix("spoortoets.").partition("/")
        message = (
            f"dit resultaat heeft vorm {version}, en dit programma kent alleen vorm {SCHEMA.partition('/')[2]}"
            if kind == "toets"
            else f"dit is een resultaat van '{kind}', en alleen een toets kan worden nagespeeld"
        )
        raise _mistake(
            file, message, hint if kind != "toets" else "gebruik de versie van het programma die het schreef"
        )
    try:
        return _earlier(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _mistake(file, CHANGED, hint) from None


class _Twice(Exception):
    """A field stands twice: what a person reads need not be what is compared."""


def _once(fields: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(fields)
    if len(found) != len(fields):
        raise _Twice
    return found


def _earlier(content: dict[str, Json]) -> Earlier:
    rules, dossier, motor = content["regelset"], content["dossier"], content["motor"]
    rules_day, program = content.get("regels_op"), content.get("programma", {})
    # An audit that asked for the engine and could not get it says so, and asks for it again.
    if motor["naam"] not in (DURABLE, DIRECT):
        raise ValueError(motor["naam"])
    wanted = DURABLE if motor["naam"] == DURABLE or motor["melding"] else DIRECT
    return Earlier(
        content,
        str(rules["naam"]),
        str(rules["versie"]),
        _digest(rules["hash"]),
        str(dossier["id"]),
        _digest(dossier["hash"]),
        date.fromisoformat(content["peildatum"]),
        None if rules_day is None else date.fromisoformat(rules_day),
        wanted,
        str(program.get("versie", "")),
    )


def _digest(text: str) -> str:
    if len(text) != 2 * sha256().digest_size or not set(text) <= set("0123456789abcdef"):
        raise ValueError(text)
    return text


def compared(earlier: Earlier, data: bytes, again: Mapping[str, Json], ascii_text: str, text: str) -> Replayed:
    """The repeated audit `again` beside the earlier one, whose file holds `data`. `text` is `again` as it is written
    when it says the program of the earlier one; `ascii_text` the same in ASCII alone.
    """
    found = tuple(_differences(earlier.content, again))
    if not found:
        same = data in (text.encode(), ascii_text.encode())
        return Replayed(earlier, Likeness.SAME if same else Likeness.LAYOUT, ())
    technical = all(one.part in TECHNICAL for one in found)
    return Replayed(earlier, Likeness.PROGRAM if technical else Likeness.OTHER, found)


def as_then(earlier: Earlier, again: Mapping[str, Json]) -> dict[str, Json]:
    """The repeated audit without what the earlier one does not hold because its program was older.

    The release is compared only where both audits read one: the same rules may lie elsewhere now.
    """
    held = {key: value for key, value in again.items() if key in earlier.content or key not in ADDED}
    if KEPT in held and (held[KEPT] is None or earlier.content[KEPT] is None):
        held[KEPT] = earlier.content[KEPT]
    return held


def _differences(before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[FieldDifference]:
    for key in dict.fromkeys((*before, *after)):
        if key in KEYS and isinstance(before.get(key), list) and isinstance(after.get(key), list):
            yield from _elements(key, before[key], after[key])
        else:
            yield from _fields(key, "", before.get(key, _ABSENT), after.get(key, _ABSENT))


def _elements(key: str, before: Sequence[Json], after: Sequence[Json]) -> Iterator[FieldDifference]:
    """Elements of a list by their name, and their order."""
    old, new = ({_name(one, KEYS[key]) or key: one for one in some} for some in (before, after))
    for name in dict.fromkeys((*old, *new)):
        yield from _fields(name, "", old.get(name, _ABSENT), new.get(name, _ABSENT))
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        yield FieldDifference(key, "volgorde", ", ".join(kept), ", ".join(one for one in new if one in old))


def _name(one: Json, field: str) -> str:
    return str(one.get(field, "")) if isinstance(one, dict) else ""


class _Absent:
    """What is not there, apart from null."""


_ABSENT = _Absent()


def _fields(part: str, field: str, before: Json, after: Json) -> Iterator[FieldDifference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            inner = f"{field} › {key}" if field else key
            yield from _fields(part, inner, before.get(key, _ABSENT), after.get(key, _ABSENT))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            yield from _fields(part, f"{field} {number}".strip(), one, other)
    elif type(before) is not type(after) or before != after:
        yield FieldDifference(part, field, _shown(before), _shown(after))


def _shown(value: Json) -> str | None:
    if isinstance(value, _Absent):
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _mistake(file: str, message: str, hint: str) -> MistakesFound:
    return MistakesFound([Mistake(Place(file), NO_RESULT, message, hint)])
