"""The command that asks the open questions one at a time, and puts each answer into the file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import Mistake, MistakesFound, Place
from ..files import STANDARD_INPUT, read_bytes, shown_name, write_whole
from ..screen import Screen
from .options import DONE, dossier_argument, engine_option, found_in_file, read_rulebook, rules_option, warn

if TYPE_CHECKING:
    from ..engine.rulebook import Rulebook


@click.command("invullen", cls=DutchCommand, **help_texts.INVULLEN.settings())
@dossier_argument
@engine_option
@rules_option
@click.pass_context
def invullen(ctx: click.Context, dossier: str, motor: str, regels: str | None) -> int:
    """Fill in a dossier, question by question."""
    if dossier == STANDARD_INPUT:
        raise DutchMistake("invullen heeft een bestand nodig; van de standaardinvoer komen de antwoorden", ctx)
    if dossier.lower().endswith(".json"):
        raise DutchMistake(
            "invullen werkt met een YAML-bestand, waarin opmerkingen blijven staan; een JSON-dossier past u zelf aan",
            ctx,
        )
    data = read_bytes(dossier)
    rulebook = read_rulebook(regels)
    name = shown_name(dossier)
    warn(found_in_file(data, name, [], rulebook), strict=False)
    from ..engine.whatif.interview import Interview
    from ..explain.whatif.interview import Conversation
    from ..explain.whatif.interview_words import KEPT

    screen: Screen = ctx.obj
    file = _File(dossier, data)
    try:
        text = _with_day(file, name, rulebook, screen)
        if text is None:
            return DONE
        talk = Conversation(
            Interview(rulebook, name, text, motor),
            lambda: _heard(screen),
            screen.write_page,
            file.keep,
            width=screen.width,
            ascii_only=screen.ascii_only,
        )
        talk.run()
    except KeyboardInterrupt:
        screen.write(f"\n{KEPT}\n")
        raise
    return DONE


class _File:
    """The file that is filled in; nobody else may change it meanwhile."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def text(self) -> str:
        """Its text, with its own line ends. What is not UTF-8 the reader of dossiers tells."""
        return self.data.decode("utf-8", errors="replace")

    def keep(self, text: str) -> None:
        """Save the text in one step. Raises: MistakesFound when the file was changed by somebody else."""
        data = text.encode()
        if data == self.data:
            return
        if Path(self.name).read_bytes() != self.data:
            message = "dit bestand is intussen veranderd, en het laatste antwoord is niet opgeslagen"
            raise MistakesFound([Mistake(Place(self.name), "B08", message, "begin opnieuw met invullen")])
        write_whole(self.name, data, overwrite=True)
        self.data = data


def _heard(screen: Screen) -> str | None:
    """The next line of the input; None at its end."""
    screen.write("> ")
    screen.stream.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        screen.write("\n")
    return line if line else None


def _with_day(file: _File, name: str, rulebook: Rulebook, screen: Screen) -> str | None:
    """The text of the file; of a new dossier the peildatum is asked first. None when it is not given."""
    from ..engine.dossier_reader import FIXED_CONCEPTS, REFERENCE_DATE
    from ..engine.mistakes import Collector
    from ..engine.text.text_tree import Mapping, Scalar
    from ..engine.text.yaml_text import read_tree
    from ..engine.whatif.interview import with_day
    from ..explain.empty_dossier import UNFILLED_DATE

    text = file.text()
    group, _, key = REFERENCE_DATE.rpartition(".")
    root = read_tree(file.data, name, Collector())
    inside = root.get(group) if isinstance(root, Mapping) else None
    written = inside.get(key) if isinstance(inside, Mapping) else None
    if not isinstance(written, Scalar) or not (written.empty or written.text.strip() == UNFILLED_DATE):
        return text
    from ..explain.whatif.interview import ask_day

    concepts = {one.name: one for one in (*FIXED_CONCEPTS, *rulebook.concepts)}
    day = ask_day(
        concepts[REFERENCE_DATE],
        lambda: _heard(screen),
        screen.write_page,
        width=screen.width,
        ascii_only=screen.ascii_only,
    )
    if day is None:
        return None
    text = with_day(text, day)
    file.keep(text)
    return text
