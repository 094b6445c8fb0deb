"""What the commands share: their options, and reading what they name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..dutch_click import Day, Word
from ..engine.mistakes import Mistake, MistakesFound, Place
from ..files import existing_folder, read_bytes, shown_name
from ..screen import screen_of

if TYPE_CHECKING:
    from ..engine.dossier import Dossier
    from ..engine.result import Result
    from ..engine.rulebook import Rulebook

DONE, NOT_ADEQUATE = 0, 1

REMOVE = "haal het weg of schrijf alleen wat het voor het werk betekent"

PACKAGE = Path(__file__).parent.parent

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def dossier_argument(command: Decorated) -> Decorated:
    """The file with the dossier."""
    return click.argument("dossier", metavar="DOSSIER")(command)


def rules_option(command: Decorated) -> Decorated:
    """Another rulebook than the one that comes with the program."""
    return click.option(
        "--regels", metavar="MAP", help="Gebruik de regelset in deze map in plaats van de meegeleverde."
    )(command)


def engine_option(command: Decorated) -> Decorated:
    """Which reading of the rules decides."""
    text = (
        "durable (standaard): de redeneermachine, vergeleken met de directe lezing. direct: alleen de directe lezing."
    )
    return click.option("--motor", type=Word("durable", "direct"), default="durable", metavar="MOTOR", help=text)(
        command
    )


def audit_options(command: Decorated) -> Decorated:
    """Another day, another rulebook, another engine."""
    day = "Toets naar de stand van deze dag (JJJJ-MM-DD) in plaats van de peildatum in het dossier."
    return rules_option(click.option("--peildatum", type=Day(), metavar="DATUM", help=day)(engine_option(command)))


def format_option(command: Decorated) -> Decorated:
    """Text to read, or JSON."""
    text = "tekst (standaard) om te lezen, of json voor andere programma's."
    return click.option("--formaat", type=Word("tekst", "json"), default="tekst", metavar="FORMAAT", help=text)(command)


def output_options(command: Decorated) -> Decorated:
    """A file in place of the screen."""
    overwrite = click.option("--overschrijf", is_flag=True, help="Vervang het bestand van --uit als het al bestaat.")
    file = click.option("--uit", metavar="BESTAND", help="Schrijf naar dit bestand in plaats van naar het scherm.")
    return file(overwrite(command))


def rules_folder(name: str | None) -> Path:
    """The folder with the rulebook. Raises: MistakesFound when a named one is not there."""
    return PACKAGE / "rules" if name is None else existing_folder(name)


def read_rulebook(name: str | None) -> Rulebook:
    """The rulebook in that folder, None = the one that comes with the program. Raises: MistakesFound."""
    from ..engine.cache import cached_rulebook

    return cached_rulebook(rules_folder(name))


def read_case(
    dossier: str, rules: str | None, reference_date: date | None, *, strict: bool = False
) -> tuple[Rulebook, Dossier]:
    """The rulebook, and the dossier in a file as that rulebook reads it.

    Personal and medical data in the file are told on the error stream. Raises: MistakesFound, with `strict` also for
    those.
    """
    data = read_bytes(dossier)
    from ..engine.dossier_reader import read_dossier

    rulebook = read_rulebook(rules)
    warn(found_in_file(data, shown_name(dossier), rulebook), strict=strict)
    criteria = {one.id for one in rulebook.criteria}
    return rulebook, read_dossier(data, shown_name(dossier), rulebook.concepts, reference_date, criteria)


def found_in_file(data: bytes, name: str, rulebook: Rulebook) -> list[Mistake]:
    """What the text of a file should not hold; what is found is never repeated."""
    from ..engine.guard import hits

    text = data.decode("utf-8", errors="replace")
    return [
        Mistake(Place(name, one.line, one.column), "S01", f"hier staat misschien {one.kind.value}", REMOVE)
        for one in hits(text, rulebook.watch_words)
    ]


def warn(found: list[Mistake], *, strict: bool) -> None:
    """Tell what was found on the error stream. Raises: MistakesFound with `strict`."""
    if found and strict:
        raise MistakesFound(found)
    if found:
        lines = "".join(f"let op: {one}\n" for one in sorted(found))
        screen_of(sys.stderr).write(lines)


def audit_file(
    dossier: str,
    rules: str | None,
    reference_date: date | None,
    engine: str,
    reasoned: tuple[str, ...] | None,
    *,
    strict: bool = False,
) -> Result:
    """Audit a file; `reasoned` names the rules whose reasoning is worked out, None = all."""
    rulebook, case = read_case(dossier, rules, reference_date, strict=strict)
    from ..engine.audit import audit

    return audit(rulebook, case, motor=engine, reasoned=reasoned)
