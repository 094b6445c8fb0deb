"""All schemas of one rulebook, and how an editor finds the one that goes with a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..forms.rooms import ROOMS, room_of
from ..rulebook import Rulebook
from .dossier_schema import dossier_schema, shared_definitions
from .names import names_of
from .schema import Schema, room_schema

ENDING = ".schema.json"
DOSSIER = "dossier"
BASES = "toetsen/basis/*.yaml"
MODELINE = re.compile(r"# +yaml-language-server *:.*\n?")
"""The comment by which the YAML extension of an editor finds a schema."""


def schemas_of(rulebook: Rulebook) -> dict[str, Schema]:
    """The schema of every kind of rule file and of the dossier, by file name."""
    names, shared = names_of(rulebook), shared_definitions(rulebook.concepts)
    found = {f"{room.name}{ENDING}": room_schema(room, names, shared) for room in ROOMS}
    return {**found, f"{DOSSIER}{ENDING}": dossier_schema(rulebook)}


def settings(schemas: str, rules: str) -> dict[str, dict[str, list[str]]]:
    """The settings of VS Code: each schema in the folder `schemas` with the files in the folder `rules` it is for."""
    where = [(room.name, room.files) for room in ROOMS]
    files: dict[str, list[str]] = {}
    for name, pattern in (*where, (DOSSIER, BASES)):
        files.setdefault(f"./{PurePosixPath(schemas, name + ENDING)}", []).append(str(PurePosixPath(rules, pattern)))
    return {"yaml.schemas": files}


def schema_name(file: str) -> str | None:
    """The name of the schema for a rule file, from its path below the rules folder; None when there is none."""
    if PurePosixPath(file).match(BASES):
        return f"{DOSSIER}{ENDING}"
    room = room_of(file)
    return None if room is None else f"{room.name}{ENDING}"


def modeline(file: str, schemas: str) -> str:
    """The first line for a rule file. `schemas` is the folder with the schemas, seen from the rules folder.

    >>> modeline("criteria/a/K1.yaml", "../schema")
    '# yaml-language-server: $schema=../../../schema/criteria.schema.json'
    """
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}{PurePosixPath(schemas)}/{schema_name(file)}"


def with_modeline(text: str, line: str) -> str:
    """The text of a rule file that begins with this modeline, in place of one that it has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    rest = MODELINE.sub("", text, count=1) if MODELINE.match(text) else text
    return f"{line}{newline}{rest}"


def schema_folder(texts: Iterable[tuple[str, str]]) -> str | None:
    """The folder with schemas that the modelines of rule files (path and text) name, seen from the rules folder."""
    for file, text in texts:
        match = re.match(r"# yaml-language-server: \$schema=(\S+)/[^/\s]+\n", text)
        if match:
            up = "../" * file.count("/")
            return match.group(1).removeprefix(up)
    return None
