"""What was proved before: kept on disk by the hash of the goal and of all it leans on, beside the compiled rulebooks.

Safe to delete: everything in it can be proved again. A damaged file counts as none.
"""

from __future__ import annotations

import json
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..cache import cache_folder, drop_oldest, engine_hash, write_sealed
from .goals import Answer, Doubt, Impossible, Undecided, Witness

ROOM = "bewijs"
FILES = 4
"""Files that stay, one per version of the engine and the solver."""

KEPT = 60_000
"""Answers in one file: several rulebooks as large as the one that comes with the program."""


class Status(Enum):
    """How a goal ended."""

    SHOWN = "getoond"
    IMPOSSIBLE = "onmogelijk"
    UNDECIDED = "niet beslist"


class Settled(NamedTuple):
    """An answer in short: the texts of the one or two dossiers that show the goal (none where that was not asked), or
    why it was not decided. `lasting`: it did not depend on the machine, and counts the next time too.
    """

    status: Status
    texts: tuple[str, ...] = ()
    reason: str = ""
    lasting: bool = True


SEEN = Settled(Status.SHOWN)
"""A dossier that is there already shows it."""


def settled(answer: Answer) -> Settled:
    match answer:
        case Witness(first, second):
            texts = (first.text,) if second is None else (first.text, second.text)
            return Settled(Status.SHOWN, texts)
        case Impossible():
            return Settled(Status.IMPOSSIBLE)
        case Undecided(reason):
            return Settled(Status.UNDECIDED, reason=reason.value, lasting=reason is not Doubt.CUT)


class Memory:
    """Answers by the hash of their goals. `version` names what gives them: another solver may say more."""

    def __init__(self, version: str) -> None:
        place = cache_folder()
        key = sha256(f"{engine_hash()}\0{version}".encode()).hexdigest()[:32]
        self._path: Path | None = None if place is None else place / ROOM / f"{key}.json"
        self._answers = {} if self._path is None else _read(self._path)
        self._new: dict[str, Settled] = {}

    def get(self, key: str) -> Settled | None:
        return self._answers.get(key)

    def put(self, key: str, answer: Settled) -> None:
        """Once shown stays shown, and a dossier that shows it is not forgotten for the bare fact that there is one.

        What was broken off because of the machine is known for this run only.
        """
        known = self._answers.get(key)
        if known is None or known.status is not Status.SHOWN or answer.texts:
            self._answers[key] = answer
            if answer.lasting:
                self._new[key] = answer

    def save(self) -> None:
        """Writes what is new; a folder that cannot be written is no mistake: the next run proves again."""
        if self._path is None or not self._new:
            return
        rows = {**_read(self._path), **self._new}
        kept = list(rows.items())[-KEPT:]
        table = {key: [one.status.value, *one.texts, *([one.reason] if one.reason else [])] for key, one in kept}
        write_sealed(self._path, json.dumps(table, separators=(",", ":"), ensure_ascii=False).encode())
        drop_oldest(self._path, FILES)
        self._new.clear()


def _read(path: Path) -> dict[str, Settled]:
    try:
        data = path.read_bytes()
        seal, body = data[:64], data[64:]
        if sha256(body).hexdigest().encode() != seal:
            return {}
        table: dict[str, list[str]] = json.loads(body)
        return {key: _settled(row) for key, row in table.items()}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return {}


def _settled(row: list[str]) -> Settled:
    status = Status(row[0])
    if status is Status.UNDECIDED:
        return Settled(status, reason=row[1])
    return Settled(status, tuple(row[1:]))
