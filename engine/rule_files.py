"""The files of a rules folder as bytes, and the identity that they have together."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from .mistakes import Mistake, MistakesFound, Place

MAX_FILES = 2000
"""Files in one rules folder: far above any rulebook a person keeps, low enough to end quickly in a wrong folder."""

TESTS = "toetsen"
"""The folder with tests of the rules. They are no part of the rulebook: a new test changes no verdict."""

STATEMENTS = "eigenschappen.yaml"
"""The file with what must hold for every dossier. It is no part of the rulebook either."""

Files = dict[str, bytes]
"""Contents by path inside the folder, with / between its parts."""


def read_folder(folder: Path) -> Files:
    """The YAML files of a rules folder by relative path, in a fixed order.

    Raises: MistakesFound when the folder is no rules folder or a file cannot be read.
    """
    if not folder.is_dir():
        raise MistakesFound([_whole(folder, "R92", "deze map met regels bestaat niet")])
    named = files_below(folder)
    paths = [name for name in named if name.endswith(".yaml") and not _lies_beside(name)]
    if not paths or "regelset.yaml" not in named:
        raise MistakesFound([_whole(folder, "R92", "dit is geen map met regels: 'regelset.yaml' ontbreekt")])
    if len(paths) > MAX_FILES:
        raise MistakesFound([_whole(folder, "R92", f"deze map heeft meer dan {MAX_FILES} regelbestanden")])
    # Read over in silence, a rule under the other usual ending would just be missing.
    misnamed = [name for name in named if name.endswith(".yml")]
    if misnamed:
        message, hint = "de naam van een regelbestand eindigt op .yaml", "geef dit bestand een andere naam"
        raise MistakesFound([Mistake(Place(name), "R94", message, hint) for name in misnamed])
    try:
        return {name: _content(f"{folder}/{name}") for name in paths}
    except OSError as error:
        raise MistakesFound(
            [_whole(folder, "R92", f"een regelbestand is niet te lezen: {Path(error.filename or '').name}")]
        ) from None


def _lies_beside(name: str) -> bool:
    """Whether a file stands with the rules and is no part of the rulebook."""
    return name == STATEMENTS or name.startswith(f"{TESTS}/")


def files_below(folder: Path) -> list[str]:
    """Paths of all files inside `folder`, with / between their parts, in a fixed order."""
    below: list[str] = []
    # By hand, as Path.rglob takes four times as long and os.walk twice, and this runs at every start.
    waiting = [("", str(folder))]
    while waiting:
        inside, where = waiting.pop()
        try:
            with os.scandir(where) as entries:
                for one in entries:
                    if not one.is_dir():
                        below.append(inside + one.name)
                    elif not one.is_symlink():
                        waiting.append((f"{inside}{one.name}/", one.path))
        except OSError:
            continue
    return sorted(below)


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 (twice as fast, for hundreds of files at every start)
        return file.read()


def _whole(folder: Path, code: str, message: str) -> Mistake:
    return Mistake(Place(str(folder)), code, message)


def content_hash(files: Files) -> str:
    """sha256 over names and bytes: the identity of a rulebook."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()
