"""The files of a rules folder as bytes, and the identity that they have together."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from .mistakes import Mistake, MistakesFound, Place

MAX_FILES = 2000
"""Files in one rules folder: far above any rulebook a person keeps, low enough to end quickly in a wrong folder."""

TESTS = "toetsen"
"""The folder with tests of the rules. They are no part of the rulebook: a new test changes no verdict."""

Files = dict[str, bytes]
"""Contents by path inside the folder, with / between its parts."""


def read_folder(folder: Path) -> Files:
    """The YAML files of a rules folder by relative path, in a fixed order.

    Raises: MistakesFound when the folder is no rules folder or a file cannot be read.
    """
    if not folder.is_dir():
        raise MistakesFound([_whole(folder, "R92", "deze map met regels bestaat niet")])
    paths = sorted(
        (path for path in folder.rglob("*.yaml") if path.is_file() and path.relative_to(folder).parts[0] != TESTS),
        key=lambda path: path.relative_to(folder).as_posix(),
    )
    if not paths or not (folder / "regelset.yaml").is_file():
        raise MistakesFound([_whole(folder, "R92", "dit is geen map met regels: 'regelset.yaml' ontbreekt")])
    if len(paths) > MAX_FILES:
        raise MistakesFound([_whole(folder, "R92", f"deze map heeft meer dan {MAX_FILES} regelbestanden")])
    # Read over in silence, a rule under the other usual ending would just be missing.
    misnamed = [path.relative_to(folder).as_posix() for path in folder.rglob("*.yml") if path.is_file()]
    if misnamed:
        message, hint = "de naam van een regelbestand eindigt op .yaml", "geef dit bestand een andere naam"
        raise MistakesFound([Mistake(Place(name), "R94", message, hint) for name in misnamed])
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise MistakesFound(
            [_whole(folder, "R92", f"een regelbestand is niet te lezen: {Path(error.filename or '').name}")]
        ) from None


def _whole(folder: Path, code: str, message: str) -> Mistake:
    return Mistake(Place(str(folder)), code, message)


def content_hash(files: Files) -> str:
    """sha256 over names and bytes: the identity of a rulebook."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()
