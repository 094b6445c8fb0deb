"""A compiled rulebook on disk, so that a command need not parse every rule again.

Plain JSON: a table of rows, each a class of this package with its fields, or a tuple, date, fraction. Reading it never
runs anything. It is keyed by the content of the rule files and the state of this package, checked by its own hash, and
safe to delete.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from . import offer, picture_rule, piece_rule, rulebook, section_rule, sentences, sources, validity
from .language import terms, tree, types
from .rule_files import Files, content_hash, files_below, read_folder
from .rulebook import Rulebook

ENVIRONMENT = "SPOORTOETS_CACHE"
"""Names the cache folder, or `uit` for none."""

KEPT = 8
"""Compiled rulebooks that stay on disk."""


def cached_rulebook(folder: Path) -> Rulebook:
    """The rulebook in `folder`, compiled before when its files have not changed.

    Raises: MistakesFound as `load_rulebook`.
    """
    return cached_from(read_folder(folder))


def cached_from(files: Files) -> Rulebook:
    """As `cached_rulebook`, from the files' bytes."""
    place = cache_folder()
    path = None if place is None else place / f"{_key(files)}.json"
    found = None if path is None else _read(path)
    if found is not None:
        return found
    # The compiler is imported only when something must be compiled: a quarter of a cold start otherwise.
    from .load import compile_rulebook

    book = compile_rulebook(files)
    if path is not None:
        _write(path, book)
    return book


def cached_by_hash(digest: str) -> Rulebook | None:
    """The rulebook of which the files had this hash together, where it was compiled before; None when it was not."""
    place = cache_folder()
    found = None if place is None else _read(place / f"{_key_of(digest)}.json")
    return found if found is not None and found.hash == digest else None


def cache_folder() -> Path | None:
    """Where what was worked out before is kept; None = nowhere."""
    chosen = os.environ.get(ENVIRONMENT, "")
    if chosen == "uit":
        return None
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return Path(base) / "spoortoets" if base else None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base:
        return Path(base) / "spoortoets"
    try:
        return Path.home() / ".cache" / "spoortoets"
    except RuntimeError:  # a user without a home folder, as in many containers
        return None


def _key(files: Files) -> str:
    """Over the rule files and the sources of this package: a new version of either is compiled anew."""
    return _key_of(content_hash(files))


def _key_of(digest: str) -> str:
    return sha256(f"{digest}\0{engine_hash()}".encode()).hexdigest()[:32]


def engine_hash() -> str:
    """Over path, size and time of change of the sources of this package: what Python itself goes by to compile them
    anew. Reading them all would take a twentieth of a cold start.
    """
    digest, home = sha256(), Path(__file__).parent
    for name in files_below(home):
        if name.endswith((".py", ".lark")):
            known = os.stat(f"{home}/{name}")  # noqa: PTH116 (twice as fast, for hundreds of files at every start)
            digest.update(f"{name}\0{known.st_size}\0{known.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _read(path: Path) -> Rulebook | None:
    """The rulebook in a cache file; None when there is none, or it is damaged."""
    try:
        data = path.read_bytes()
        seal, body = data[:64], data[64:]
        if sha256(body).hexdigest().encode() != seal:
            return None
        book = unpack(json.loads(body))
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return None
    return book if isinstance(book, Rulebook) else None


def _write(path: Path, book: Rulebook) -> None:
    write_sealed(path, json.dumps(pack(book), separators=(",", ":")).encode())
    drop_oldest(path.parent, KEPT)


def drop_oldest(folder: Path, kept: int) -> None:
    """Removes all files of a cache folder but the newest; those that cannot be removed stay."""
    try:
        old = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)[kept:]
        for one in old:
            one.unlink(missing_ok=True)
    except OSError:
        return


def write_sealed(path: Path, body: bytes) -> None:
    """Writes whole or not at all, after the hash of the content; a folder that cannot be written is no mistake: what
    is not kept is worked out again.
    """
    try:
        import tempfile

        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + body)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError:
        return


# --- packing: equal values share one row -------------------------------------------------------------------------

CLASSES: dict[str, type[Any]] = {
    name: cls
    for module in (
        rulebook,
        offer,
        picture_rule,
        piece_rule,
        section_rule,
        sentences,
        sources,
        validity,
        terms,
        tree,
        types,
    )
    for name, cls in vars(module).items()
    if isinstance(cls, type) and cls.__module__ == module.__name__
}
FIELDS: dict[str, tuple[str, ...]] = {
    name: cls.__match_args__ for name, cls in CLASSES.items() if hasattr(cls, "__match_args__")
}


_ATOMS = frozenset((str, int, bool, type(None)))


def pack(value: Any) -> dict[str, list[Any]]:
    """Two tables: `losse` holds texts, numbers, ja/nee and nothing; a row of `rijen` is what to make, and of which
    values: the numbers of `losse` and, after those, of earlier rows. The last row is `value`.
    """
    atoms: dict[tuple[type[Any], Any], int] = {}
    rows: dict[tuple[Any, ...], int] = {}
    placed: dict[int, int] = {}

    def place(one: Any) -> int:
        """The number of a row, from 1, or of an atom, from 0 down. What was met before is not taken apart again."""
        known = placed.get(id(one))
        if known is not None:
            return known
        kind, parts = _taken_apart(one)
        if kind is None:
            return -atoms.setdefault((type(one), one), len(atoms))
        row = (kind, *map(place, parts))
        placed[id(one)] = 1 + rows.setdefault(row, len(rows))
        return placed[id(one)]

    place(value)
    shift = len(atoms) - 1
    return {
        "losse": [one for _, one in atoms],
        "rijen": [[kind, *(part + shift if part > 0 else -part for part in parts)] for kind, *parts in rows],
    }


def _taken_apart(one: Any) -> tuple[str | None, tuple[Any, ...]]:
    """What makes a value, and of which parts; (None, ()) = it stands by itself."""
    kind = type(one)
    if kind in _ATOMS:
        return None, ()
    if isinstance(one, tuple):
        return kind.__name__, tuple(one)
    if kind is date:
        return "date", (one.isoformat(),)
    if kind is Fraction:
        return "Fraction", (one.numerator, one.denominator)
    return kind.__name__, (one.value,)


def unpack(tables: dict[str, list[Any]]) -> Any:
    """The value of the last row.

    Raises: LookupError, TypeError, ValueError or ArithmeticError on tables that `pack` did not make.
    """
    tuples = {name: (cls, len(FIELDS[name])) for name, cls in CLASSES.items() if issubclass(cls, tuple)}
    makers: dict[str, Callable[..., Any]] = {**CLASSES, "date": date.fromisoformat, "Fraction": Fraction}
    values: list[Any] = list(tables["losse"])
    value_of = values.__getitem__
    for kind, *parts in tables["rijen"]:
        made = map(value_of, parts)
        if kind == "tuple":
            values.append(tuple(made))
        elif kind in tuples:
            # Not by calling the class: a rulebook has ten thousand of them.
            cls, size = tuples[kind]
            if len(parts) != size:
                raise ValueError(kind)
            values.append(tuple.__new__(cls, made))
        else:
            values.append(makers[kind](*made))
    return values[-1]
