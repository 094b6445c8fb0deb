"""Which dossiers of a folder come out otherwise under the new rulebook, and through what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..audit import DURABLE, RulebookConflict
from ..dossier import Dossier
from ..dossier_reader import read_dossier
from ..mistakes import Mistake, MistakesFound
from ..rulebook import Rulebook
from .noticing import Changed, Noticing
from .running import Runs
from .sameness import FINDING
from .through import Through


class Outcome(NamedTuple):
    """One dossier: what changes, and through which conditions each finding does.

    `refused` holds the mistakes under the old and under the new rulebook; with any of them there is nothing to compare.
    `conflict` is what a rulebook says when it contradicts itself for this dossier, "" when it does not.
    """

    file: str
    id: str
    changes: tuple[Changed, ...] = ()
    through: Mapping[str, tuple[Through, ...]] = {}
    refused: tuple[tuple[Mistake, ...], tuple[Mistake, ...]] = ((), ())
    conflict: str = ""


class Readable(NamedTuple):
    """A dossier as the new rulebook reads it, or why one of the rulebooks does not."""

    file: str
    dossier: Dossier | None
    refused: tuple[tuple[Mistake, ...], tuple[Mistake, ...]]


def read_both(file: str, data: bytes, old: Rulebook, new: Rulebook) -> Readable:
    """The dossier in these bytes under both rulebooks."""
    found: list[Dossier | None] = []
    refused: list[tuple[Mistake, ...]] = []
    for book in (old, new):
        try:
            found.append(read_dossier(data, file, book.concepts))
            refused.append(())
        except MistakesFound as error:
            found.append(None)
            refused.append(error.mistakes)
    whole = found[1] if found[0] is not None else None
    return Readable(file, whole, (refused[0], refused[1]))


def outcomes(
    readable: list[Readable],
    old: Rulebook,
    new: Rulebook,
    motor: str = DURABLE,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Outcome, ...]:
    """What the change of rulebook does to each dossier. Raises: ReadingsDisagree."""
    noticing, runs = Noticing.of(old, new), Runs(old, new, motor)
    found: list[Outcome] = []
    for number, one in enumerate(readable):
        progress(number, len(readable))
        found.append(_outcome(one, noticing, runs))
    return tuple(found)


def _outcome(one: Readable, noticing: Noticing, runs: Runs) -> Outcome:
    if one.dossier is None:
        return Outcome(one.file, "", refused=one.refused)
    changes = tuple(noticing.changed(one.dossier))
    if not changes:
        return Outcome(one.file, one.dossier.id)
    try:
        runs.premises(one.dossier)
    except RulebookConflict as conflict:
        return Outcome(one.file, one.dossier.id, changes, conflict=str(conflict))
    told = {each.key.id: runs.through(one.dossier, each.key.id) for each in changes if each.key.aspect == FINDING}
    return Outcome(one.file, one.dossier.id, changes, told)
