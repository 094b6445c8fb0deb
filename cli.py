"""The program: its commands, and how every mistake is told. Nothing is decided here."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from . import __version__, help_texts
from .dutch_click import DutchGroup, HelpRequested, usage_mistake
from .engine.mistakes import MistakesFound
from .screen import Screen, silence, standard_screens

DONE, BAD_INPUT, DISAGREEMENT = 0, 2, 3
FAULT, NOT_WRITTEN, INTERRUPTED, READER_GONE = 70, 74, 130, 141

UNEXPECTED = (
    "onverwachte fout: de opdracht is niet afgemaakt; "
    "zet SPOORTOETS_DEBUG=1 voor de opdracht om de technische details te zien\n"
)


def _show_version(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        raise HelpRequested(f"spoortoets, versie {__version__}\n")


COMMANDS = {
    "toets": ".commands.dossier:toets",
    "waarom": ".commands.dossier:waarom",
    "tijdlijn": ".commands.dossier:tijdlijn",
    "nogo": ".commands.pieces:nogo",
    "gevolgen": ".commands.gevolgen:gevolgen",
    "trajecten": ".commands.trajecten:trajecten",
    "voorbeeld": ".commands.dossier:voorbeeld",
    "nieuw": ".commands.dossier:nieuw",
    "watals": ".commands.watals:watals",
    "vragen": ".commands.vragen:vragen",
    "invullen": ".commands.invullen:invullen",
    "regels": ".commands.rules:regels",
    "naspelen": ".commands.naspelen:naspelen",
    "jurisprudentie": ".commands.jurisprudentie:jurisprudentie",
    "sjabloon": ".commands.sjabloon:sjabloon",
}
"""Each is imported only when it is called or explained: a command starts without the others."""


@click.group(cls=DutchGroup, places=COMMANDS, **help_texts.SPOORTOETS.settings())
@click.option(
    "--versie", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Toon de versie."
)
def spoortoets() -> None:
    """The program."""


def command_line() -> NoReturn:
    """The program: one command in a process of its own, which ends with it."""
    # A command is short: looking for reference cycles costs a tenth of its time and finds nothing to free.
    gc.disable()
    status = main()
    if "multiprocessing" in sys.modules or threading.active_count() > 1:
        sys.exit(status)
    # A stream that was closed before the start is None.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError, ValueError):
            stream.flush()
    # All is written. To free one by one what ends with the process costs a twentieth of its time.
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit status. Never lets a traceback through, unless SPOORTOETS_DEBUG is set."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    out, errors = standard_screens()
    try:
        status = _run(words, out, errors)
        out.stream.flush()
    except BrokenPipeError:
        silence(out.stream)
        return READER_GONE
    except (KeyboardInterrupt, click.Abort):
        errors.write("Afgebroken.\n")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("SPOORTOETS_DEBUG"):
            raise
        if isinstance(error, OSError):
            silence(out.stream)
            errors.write("De uitvoer is niet volledig geschreven; is er nog ruimte op de schijf?\n")
            return NOT_WRITTEN
        errors.write(UNEXPECTED)
        return FAULT
    return status


def _run(words: list[str], out: Screen, errors: Screen) -> int:
    """Run, with what a user can mend told on the error stream."""
    try:
        with spoortoets.make_context("spoortoets", words, obj=out) as ctx:
            return int(spoortoets.invoke(ctx) or DONE)
    except HelpRequested as asked:
        out.write(asked.text)
        return DONE
    except click.ClickException as error:
        errors.write(usage_mistake(error))
        return BAD_INPUT
    except MistakesFound as found:
        errors.write(_mistake_lines(found))
        return BAD_INPUT
    except Exception as error:
        status = _engine_status(error)
        if status is None:
            raise
        errors.write(f"{error}\nEr is daarom geen oordeel gegeven.\n")
        return status


def _engine_status(error: Exception) -> int | None:
    """The exit status of what the engine itself tells in Dutch; None for any other error."""
    from .engine.audit import RulebookConflict
    from .engine.infer import InferenceFault, ReadingsDisagree

    match error:
        case ReadingsDisagree() | InferenceFault():
            return DISAGREEMENT
        case RulebookConflict():
            return BAD_INPUT
    return None


def _source(file: str) -> str:
    """The file; what stands in an option of the command has none."""
    return "de opdrachtregel" if file.startswith("--") else file


def _mistake_lines(found: MistakesFound) -> str:
    """One mistake per line, then how many there are."""
    files = sorted({_source(one.place.file) for one in found.mistakes})
    number = len(found.mistakes)
    where = files[0] if len(files) == 1 else f"{len(files)} bestanden"
    count = "1 fout" if number == 1 else f"{number} fouten"
    return "".join(f"{one}\n" for one in found.mistakes) + f"{count} in {where}\n"


if __name__ == "__main__":
    command_line()
