"""The kinds of files of a rulebook: where each lies, and the form that it has."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..text.text_tree import Mapping, Node
from .criteria import CRITERION, NOGO
from .form import Form
from .offers import OFFER_FILE, OVERLAY_FILE, OVERLAY_NAME
from .pages import PIECE_FILE, PLAIN_FILE, SECTIONS_FILE, WATCH_FILE
from .statements import STATEMENTS_FILE
from .stories import EQUIVALENTS_FILE, EXCEPTIONS_FILE, STORIES_FILE
from .verdicts import PICTURE_FILE, PICTURE_NAME, QUESTIONS_FILE, STEPS_FILE, VERDICT_FILE
from .vocabulary import CONCEPTS_FILE, DERIVATIONS_FILE, PARAMETERS_FILE, RULEBOOK_FILE, SOURCES_FILE


class Room(NamedTuple):
    """A place in a rules folder. `files` is where its files lie, as a pattern below that folder.

    `forms` are those that a file may have, each with the top key by which it is known; the last is the usual one.
    """

    name: str
    files: str
    forms: tuple[tuple[str, Form], ...]

    @property
    def folder(self) -> str:
        """The folder of the room; "" for a file that lies in the rules folder itself."""
        return self.files.rpartition("/")[0].partition("/")[0]

    def form_of(self, keys: Collection[str]) -> Form:
        """The form of a file with these keys at the top."""
        return next((form for key, form in self.forms[:-1] if key in keys), self.forms[-1][1])


ROOMS = (
    Room("regelset", "regelset.yaml", (("regelset", RULEBOOK_FILE),)),
    Room("bronnen", "bronnen.yaml", (("bronnen", SOURCES_FILE),)),
    Room("parameters", "parameters.yaml", (("parameters", PARAMETERS_FILE),)),
    Room("begrippen", "begrippen/**/*.yaml", (("begrippen", CONCEPTS_FILE),)),
    Room("afleidingen", "afleidingen/**/*.yaml", (("afleidingen", DERIVATIONS_FILE),)),
    Room("criteria", "criteria/**/*.yaml", (("criterium", CRITERION),)),
    Room("nogo", "nogo/**/*.yaml", (("nogo", NOGO),)),
    Room("oordeel", "oordeel/**/*.yaml", (("vragen", QUESTIONS_FILE), ("oordeel", VERDICT_FILE))),
    Room("tijdlijn", "tijdlijn/**/*.yaml", ((PICTURE_NAME, PICTURE_FILE), ("stappen", STEPS_FILE))),
    Room("gevolgen", "gevolgen/**/*.yaml", (("secties", SECTIONS_FILE),)),
    Room("stukken", "stukken/**/*.yaml", (("uitkomsten", PLAIN_FILE), ("stuk", PIECE_FILE))),
    Room("bewaking", "bewaking/**/*.yaml", (("woorden", WATCH_FILE),)),
    Room("trajecten", "trajecten/**/*.yaml", ((OVERLAY_NAME, OVERLAY_FILE), ("traject", OFFER_FILE))),
    Room("eigenschappen", "eigenschappen.yaml", (("eigenschappen", STATEMENTS_FILE),)),
    Room(
        "toetsen",
        "toetsen/*.yaml",
        (("onbereikbaar", EXCEPTIONS_FILE), ("gelijkwaardig", EQUIVALENTS_FILE), ("gevallen", STORIES_FILE)),
    ),
)


def room_of(file: str) -> Room | None:
    """The room of a file, from its path below the rules folder; None when it is in none."""
    folder, below, _ = file.partition("/")
    if below and file.startswith("toetsen/basis/"):
        return None
    return next((one for one in ROOMS if (one.folder == folder if below else one.files == file)), None)


def form_of(file: str, tree: Node) -> Form | None:
    """The form of a file with this content: by where it lies, or else the one that knows most of its keys, its top key
    among them. None when there is no such form.
    """
    keys = {key.text for key, _ in tree.entries} if isinstance(tree, Mapping) else set[str]()
    room = room_of(file)
    if room is not None:
        return room.form_of(keys)
    forms = [form for one in ROOMS for key, form in one.forms if key in keys]
    return max(forms, key=lambda form: len(keys.intersection(form)), default=None)
