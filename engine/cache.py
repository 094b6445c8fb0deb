"""A compiled rulebook on disk, so that a command need not parse every rule again.

Reading it never runs anything (`packing`). It is keyed by the content of the rule files and the state of this package,
checked by its own hash, and safe to delete.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

from .packing import pack, unpack
from .rule_files import Files, content_hash, files_below, read_folder
from .rulebook import Rulebook

ENVIRONMENT = "SPOORTOETS_CACHE"
"""Names the cache folder, or `uit` for none."""

SUFFIX = ".regels"

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
    path = None if place is None else place / f"{_key(files)}{SUFFIX}"
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
    found = None if place is None else _read(place / f"{_key_of(digest)}{SUFFIX}")
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
    return sha256(f"{digest}\0{engine_hash()}\0{sys.byteorder}".encode()).hexdigest()[:32]


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
        book = unpack(body)
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return None
    return book if isinstance(book, Rulebook) else None


def _write(path: Path, book: Rulebook) -> None:
    write_sealed(path, pack(book))
    drop_oldest(path, KEPT)


def drop_oldest(path: Path, kept: int) -> None:
    """Removes all files beside `path` of its kind but the newest; what is not ours, or cannot be removed, stays."""
    try:
        old = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda one: one.stat().st_mtime, reverse=True)[kept:]
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
