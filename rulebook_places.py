"""The edge to where rulebooks are kept: a folder, a release in a folder, or a revision in git. Only reads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .engine.mistakes import Mistake, MistakesFound, Place, did_you_mean
from .engine.release.versions import Published
from .engine.rule_files import MAX_FILES, STATEMENTS, TESTS, Files, content_hash, files_below, read_folder
from .engine.rulebook import Release

HEADER = "regelset.yaml"
RELEASE, RULES_OF_RELEASE = "uitgave.json", "regels"
USUAL = ("rules", "regels")
"""Where a revision has its rulebook, when nothing says so."""

CODE, CHANGED = "B10", "B11"

LARGEST_RECEIPT = 64 * 1024 * 1024


class Kept(NamedTuple):
    """A rulebook as it was kept: how the user called it, its files, and those of its tests."""

    name: str
    files: Files
    tests: Files


def kept_at(name: str, beside: str = "") -> Kept:
    """The rulebook in a folder, or in git as `REVISIE` or `REVISIE:MAP`.

    `beside` is the other rulebook of a comparison: where that is a folder in this git archive, a revision without a
    folder means the same folder. Raises: MistakesFound when there is no such rulebook.
    """
    folder = Path(name)
    if _is_folder(folder):
        return _in_folder(name, folder)
    return _in_git(name, beside)


def kept_releases(name: str) -> list[Kept]:
    """Every rulebook in a folder of releases, by the name of its folder. Raises: MistakesFound."""
    folder = Path(name)
    if not _is_folder(folder):
        raise _mistake(name, "deze map is niet gevonden", "noem de map waarin de uitgaven staan")
    found = [one for one in sorted(folder.iterdir()) if (one / RULES_OF_RELEASE / HEADER).is_file()]
    if (folder / RULES_OF_RELEASE / HEADER).is_file():
        found = [folder]
    if not found:
        hint = f"een uitgave is een map met '{RULES_OF_RELEASE}' en '{RELEASE}', zoals 'regels publiceer' haar schrijft"
        raise _mistake(name, "in deze map staat geen uitgave van een regelset", hint)
    return [_in_folder(str(one), one) for one in found]


def rules_in(folder: Path) -> Path:
    """Where a folder has its rule files: the folder itself, or inside it when it is a release.

    Raises: MistakesFound when it holds releases and is none of them.
    """
    if (folder / HEADER).is_file():
        return folder
    inside = folder / RULES_OF_RELEASE
    if (inside / HEADER).is_file():
        return inside
    releases = _releases_in(folder)
    if releases:
        hint = f"noem er één, zoals {releases[-1]}"
        raise _mistake(str(folder), "dit is een map met uitgaven, en geen uitgave", hint)
    return folder


def stated_hash(name: str) -> str:
    """What a release says that the hash of its rulebook is; "" when it is no release or does not say."""
    return _stated(_receipt(Path(name)), "hash")


def published_in(folder: Path) -> list[Published]:
    """The releases in a folder, which need not be there yet, by the name of their folder. Raises: MistakesFound."""
    try:
        found = sorted(one for one in folder.iterdir() if (one / RULES_OF_RELEASE / HEADER).is_file())
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise _mistake(str(folder), "dit is een bestand, geen map", "noem de map waarin de uitgaven staan") from None
    except (OSError, ValueError):
        raise _mistake(str(folder), "deze map is niet te lezen", "noem de map waarin de uitgaven staan") from None
    return [_published(one) for one in found]


def published_at(kept: Kept, version: str) -> Published:
    """A rulebook that somebody named, with its own version, as what a new release follows."""
    return Published(kept.name, version, content_hash(kept.files), stated_hash(kept.name))


def release_of(folder: Path) -> Release | None:
    """The release that a folder is, None when it is none. Raises: MistakesFound when its rules were changed since."""
    if rules_in(folder) == folder:
        return None
    receipt = _receipt(folder)
    stated, found = _stated(receipt, "hash"), content_hash(read_folder(folder / RULES_OF_RELEASE))
    if not stated:
        return None
    if stated != found:
        message = f"de regels zijn gewijzigd na deze uitgave: daar staat {stated[:12]}, en zij zijn nu {found[:12]}"
        hint = f"toets met een andere uitgave, of noem de map {RULES_OF_RELEASE} zelf: dan is het geen uitgave"
        raise MistakesFound([Mistake(Place(str(folder)), CHANGED, message, hint)])
    return Release(_stated(receipt, "versie"), _day(receipt.get("datum")), sha256(_bytes(folder)).hexdigest())


def beside_rules(folder: Path) -> Files:
    """What lies with the rules of a folder and goes out with them: tests and statements. Raises: MistakesFound."""
    tests = _in_folder(str(folder), folder).tests
    statements = folder / STATEMENTS
    return tests | ({STATEMENTS: statements.read_bytes()} if statements.is_file() else {})


def _releases_in(folder: Path) -> list[Path]:
    """The releases in a folder, by name; none when it cannot be read."""
    try:
        return sorted(one for one in folder.iterdir() if (one / RULES_OF_RELEASE / HEADER).is_file())
    except (OSError, ValueError):
        return []


def _published(folder: Path) -> Published:
    receipt = _receipt(folder)
    digest = content_hash(read_folder(folder / RULES_OF_RELEASE))
    return Published(str(folder), _stated(receipt, "versie") or folder.name, digest, _stated(receipt, "hash"))


def _receipt(folder: Path) -> dict[str, object]:
    """What a release says of itself; nothing when that cannot be read."""
    try:
        content = json.loads(_bytes(folder))
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _bytes(folder: Path) -> bytes:
    try:
        with (folder / RELEASE).open("rb") as stream:
            return stream.read(LARGEST_RECEIPT)
    except (OSError, ValueError):
        return b""


def _stated(receipt: dict[str, object], key: str) -> str:
    rules = receipt.get("regelset", receipt)
    found = rules.get(key) if isinstance(rules, dict) else None
    return found if isinstance(found, str) else ""


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _in_folder(name: str, folder: Path) -> Kept:
    folder = rules_in(folder)
    files = read_folder(folder)
    tests = [one for one in files_below(folder) if one.startswith(f"{TESTS}/") and one.endswith(".yaml")]
    return Kept(name, files, {one: (folder / one).read_bytes() for one in tests})


# --- git -------------------------------------------------------------------------------------------------------------


def _in_git(name: str, beside: str) -> Kept:
    if shutil.which("git") is None:
        raise _mistake(name, "dit is geen map, en git is op deze computer niet gevonden", "noem een map met regels")
    top = _asked("rev-parse", "--show-toplevel")
    if top is None:
        hint = "noem een map met regels, of ga naar een map die in git wordt bijgehouden"
        raise _mistake(name, "dit is geen map, en hier is geen git-archief om een revisie in te zoeken", hint)
    revision, _, inside = name.partition(":")
    commit = _asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not revision or commit is None:
        known = (_asked("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags") or b"").decode().split()
        message = f"'{revision}' is geen map en geen revisie in git"
        raise _mistake(name, message, did_you_mean(revision, known) or "bijvoorbeeld HEAD~3, of de naam van een tag")
    blobs = _blobs(commit.decode().strip())
    room = _room(name, inside, blobs, top.decode().rstrip("\n"), beside)
    named = {path[len(room) :]: blob for path, blob in blobs.items() if path.startswith(room)}
    wanted = [path for path in named if path.endswith(".yaml")]
    if len(wanted) > MAX_FILES:
        raise _mistake(name, f"deze map heeft meer dan {MAX_FILES} regelbestanden", "")
    contents = dict(zip(wanted, _contents([named[path] for path in wanted]), strict=True))
    rules = {path: data for path, data in contents.items() if not path.startswith(f"{TESTS}/")}
    return Kept(name, rules, {path: data for path, data in contents.items() if path.startswith(f"{TESTS}/")})


def _room(name: str, inside: str, blobs: dict[str, str], top: str, beside: str) -> str:
    """The folder of the rulebook inside the archive, ended by / ("" = the whole). Raises: MistakesFound."""
    rooms = sorted({path.removesuffix(HEADER) for path in blobs if PurePosixPath(path).name == HEADER})
    if inside or name.endswith(":"):
        wanted = f"{inside.strip('/')}/" if inside.strip("/.") else ""
        if wanted in rooms:
            return wanted
        hint = did_you_mean(wanted.rstrip("/"), [one.rstrip("/") for one in rooms]) or _listed(rooms)
        raise _mistake(name, f"in die revisie is '{inside}' geen map met regels", hint)
    other = _inside(beside, top)
    for one in (other, *USUAL):
        if one is not None and f"{one}/".lstrip("/") in rooms:
            return f"{one}/".lstrip("/")
    if len(rooms) == 1:
        return rooms[0]
    message = "die revisie heeft geen map met regels" if not rooms else "die revisie heeft meer mappen met regels"
    raise _mistake(name, message, _listed(rooms))


def _inside(folder: str, top: str) -> str | None:
    """Where a folder lies inside the archive; None when it lies elsewhere or is none."""
    if not folder or not _is_folder(Path(folder)):
        return None
    path, root = Path(os.path.realpath(folder)), Path(os.path.realpath(top))
    return path.relative_to(root).as_posix().replace(".", "", 1) if path.is_relative_to(root) else None


def _listed(rooms: Sequence[str]) -> str:
    return f"noem haar na een dubbele punt: {', '.join(one.rstrip('/') or '.' for one in rooms)}" if rooms else ""


def _blobs(commit: str) -> dict[str, str]:
    """The files of a commit by path, with the name of their content; links are left out."""
    listed = _asked("ls-tree", "-r", "-z", "--full-tree", commit) or b""
    found: dict[str, str] = {}
    for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        mode, _, rest = about.partition(" ")
        if path and mode.startswith("100"):
            found[path] = rest.partition(" ")[2]
    return found


def _contents(blobs: Sequence[str]) -> list[bytes]:
    """The bytes of each, exactly as they were kept: no line ends or placeholders are changed, as an archive may do."""
    if not blobs:
        return []
    answer = _asked("cat-file", "--batch", given="".join(f"{one}\n" for one in blobs).encode()) or b""
    found: list[bytes] = []
    at = 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _asked(*words: str, given: bytes = b"") -> bytes | None:
    """What git answers, None when it cannot; it fetches nothing."""
    quiet = os.environ | {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        ran = subprocess.run(["git", *words], input=given, capture_output=True, check=False, env=os.environ | quiet)
    except OSError:
        return None
    return ran.stdout if ran.returncode == 0 else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _mistake(name: str, message: str, hint: str) -> MistakesFound:
    return MistakesFound([Mistake(Place(name), CODE, message, hint)])
