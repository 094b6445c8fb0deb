"""The edge to the file system: reading what the user names, and writing whole files or nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from .engine.mistakes import Mistake, MistakesFound, Place, did_you_mean

STANDARD_INPUT = "-"
INPUT_NAME = "invoer"
"""How standard input is called in messages."""

MAX_READ = 16 * 1024 * 1024
"""No more than this is ever read, so that a device or disk image cannot fill the memory; the readers allow less."""


def read_bytes(name: str, kind: str = "dossier") -> bytes:
    """The content of the named file, or of standard input for `-`. `kind` is what the file should be, for messages.

    Raises: MistakesFound with one of the codes B01 to B04.
    """
    if name == STANDARD_INPUT:
        return _limited(sys.stdin.buffer.read(MAX_READ + 1), INPUT_NAME, kind)
    try:
        with Path(name).open("rb") as stream:
            return _limited(stream.read(MAX_READ + 1), name, kind)
    except FileNotFoundError:
        raise _mistake(name, "B01", "dit bestand is niet gevonden", _neighbour(name)) from None
    except (OSError, ValueError):
        # Asked here: of a folder Windows says no more than that it may not be opened.
        if _is_folder(Path(name)):
            hint = f"noem het {kind}bestand in die map"
            raise _mistake(name, "B02", "dit is een map, geen bestand", hint) from None
        raise _mistake(name, "B03", "dit bestand is niet te lezen", "kijk na of u het mag openen") from None


def shown_name(name: str) -> str:
    """The name of a file as it stands in messages."""
    return INPUT_NAME if name == STANDARD_INPUT else name


def existing_folder(name: str, hint: str = "noem de map met de regelbestanden") -> Path:
    """The named folder; `hint` says which one is meant. Raises: MistakesFound with code B05."""
    folder = Path(name)
    if _is_folder(folder):
        return folder
    try:
        message = "dit is een bestand, geen map" if folder.exists() else "deze map is niet gevonden"
    except OSError:
        message = "deze map is niet te lezen"
    raise _mistake(name, "B05", message, hint)


def write_whole(name: str, content: str | bytes, *, overwrite: bool, keep: str = "") -> None:
    """Write `content`, text as UTF-8, to the named file in one step: a reader sees the old file or the whole new one.

    An existing file stays unless `overwrite`; the file `keep` (the dossier that was read) always stays.
    Raises: MistakesFound with one of the codes B06 to B08.
    """
    if name in ("", STANDARD_INPUT):
        hint = "geef een bestandsnaam, of laat --uit weg om op het scherm te schrijven"
        raise MistakesFound([Mistake(Place("--uit"), "B07", "dit is geen naam van een bestand", hint)])
    target = Path(os.path.realpath(name))
    if keep not in ("", STANDARD_INPUT) and target == Path(os.path.realpath(keep)):
        raise _mistake(
            name, "B08", "dit is het dossier zelf; dat wordt nooit overschreven", "kies een andere naam bij --uit"
        )
    if _is_folder(target):
        raise _mistake(name, "B07", "dit is een map, geen bestand", "geef een bestandsnaam bij --uit")
    if _is_special(target):
        raise _mistake(name, "B07", "dit is een apparaat, geen bestand", "geef een bestandsnaam bij --uit")
    draft = target.with_name(f".{target.name}.{os.getpid()}.deel")
    try:
        if target.exists() and not overwrite:
            raise _already_there(name)
        try:
            with draft.open("xb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            _put_in_place(draft, target, overwrite=overwrite)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        raise _already_there(name) from None
    except (OSError, ValueError):
        hint = "kijk na of u in die map mag schrijven" if _is_folder(target.parent) else "de map bestaat niet"
        raise _mistake(name, "B07", "dit bestand is niet te schrijven", hint) from None


def write_folder(name: str, files: Mapping[str, str], *, overwrite: bool) -> None:
    """Write several files, by their path inside the named folder, which is made when it is not there.

    Nothing is written when one of them exists, unless `overwrite`. Raises: MistakesFound with code B06 or B07.
    """
    folder = Path(name)
    targets = {folder.joinpath(*path.split("/")): text for path, text in files.items()}
    try:
        if not overwrite and (there := [path for path in targets if path.exists()]):
            raise _already_there(str(there[0]))
        for path in targets:
            path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise _mistake(name, "B07", "deze map is niet te maken", "kijk na of u daar mag schrijven") from None
    for path, text in targets.items():
        write_whole(str(path), text, overwrite=overwrite)


def write_new_folder(name: str, files: Mapping[str, str | bytes]) -> None:
    """Write a folder that is not there yet in one step, with its files by their path inside it.

    Raises: MistakesFound with code B06 or B07.
    """
    target = Path(os.path.realpath(name))
    draft = target.with_name(f".{target.name}.{os.getpid()}.deel")
    try:
        if target.exists():
            raise _mistake(name, "B06", "deze map bestaat al", "kies een andere naam")
        try:
            for path, content in files.items():
                file = draft.joinpath(*path.split("/"))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.encode() if isinstance(content, str) else content)
            draft.rename(target)
        finally:
            # Imported here: few commands make a folder, and it takes a while to load.
            from shutil import rmtree

            rmtree(draft, ignore_errors=True)
    except (OSError, ValueError):
        raise _mistake(name, "B07", "deze map is niet te maken", "kijk na of u daar mag schrijven") from None


def _put_in_place(draft: Path, target: Path, *, overwrite: bool) -> None:
    """A link fails when the target came into being meanwhile; a rename would silently replace it."""
    if overwrite:
        draft.replace(target)
        return
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError from None
        draft.replace(target)


def _is_folder(path: Path) -> bool:
    """Whether it is a folder, as far as we may see: a path that may not be looked at raises when it is asked."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_special(path: Path) -> bool:
    """Whether it is there and is no ordinary file: a rename would put a file in the place of a device."""
    try:
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        return False


def _limited(data: bytes, name: str, kind: str) -> bytes:
    if len(data) > MAX_READ:
        message = f"dit bestand is groter dan {MAX_READ // 1024 // 1024} MB"
        raise _mistake(name, "B04", message, f"is dit wel een {kind}?")
    return data


def _neighbour(name: str) -> str:
    """The hint that names a file nearby with almost this name."""
    path = Path(name)
    try:
        nearby = [str(path.with_name(one.name)) for one in path.parent.iterdir() if one.is_file()]
    except (OSError, ValueError):
        return ""
    return did_you_mean(name, nearby)


def _already_there(name: str) -> MistakesFound:
    return _mistake(name, "B06", "dit bestand bestaat al", "met --overschrijf wordt het vervangen")


def _mistake(name: str, code: str, message: str, hint: str) -> MistakesFound:
    return MistakesFound([Mistake(Place(shown_name(name)), code, message, hint)])
