"""What the commands share: their options, and reading what they name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
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
    from ..engine.text.text_tree import Node

DONE, NOT_ADEQUATE = 0, 1

PAPER, FILES = ("md", "html", "docx", "pdf"), ("docx", "pdf")
"""The formats of a piece on paper, and those of them that only make sense as a file."""

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
    """Another day, another rulebook or the rules of another day, another engine."""
    day = "Toets naar de stand van deze dag (JJJJ-MM-DD) in plaats van de peildatum in het dossier."
    rules = "Pas de regels toe zoals zij op deze dag gelden, en niet die van de peildatum. Dat staat dan overal bij."
    other_day = click.option("--peildatum", type=Day(), metavar="DATUM", help=day)
    other_rules = click.option("--regels-op", type=Day(), metavar="DATUM", help=rules)
    return rules_option(other_rules(other_day(engine_option(command))))


def format_option(command: Decorated) -> Decorated:
    """Text to read, or JSON."""
    text = "tekst (standaard) om te lezen, of json voor andere programma's."
    return click.option("--formaat", type=Word("tekst", "json"), default="tekst", metavar="FORMAAT", help=text)(command)


def paper_format_option(piece: str, *, data: bool = True) -> Callable[[Decorated], Decorated]:
    """Text to read, JSON (`data`), or on paper what `piece` names."""
    words = ("tekst", "json", *PAPER) if data else ("tekst", *PAPER)
    others = "json voor andere programma's, " if data else ""
    text = f"tekst (standaard) om op het scherm te lezen, {others}of {piece} als md, html, docx of pdf."
    return click.option("--formaat", type=Word(*words), default="tekst", metavar="FORMAAT", help=text)


def template_option(command: Decorated) -> Decorated:
    """The Word template of the office."""
    text = "Gebruik dit Word-bestand als huisstijl; alleen bij docx. Zie 'spoortoets sjabloon'."
    return click.option("--sjabloon", metavar="BESTAND", help=text)(command)


def strict_option(command: Decorated) -> Decorated:
    """Refuse what the guard finds in what is read."""
    text = "Weiger een dossier met persoonlijke of medische gegevens."
    return click.option("--streng", is_flag=True, help=text)(command)


def output_options(command: Decorated) -> Decorated:
    """A file in place of the screen."""
    overwrite = click.option("--overschrijf", is_flag=True, help="Vervang het bestand van --uit als het al bestaat.")
    file = click.option("--uit", metavar="BESTAND", help="Schrijf naar dit bestand in plaats van naar het scherm.")
    return file(overwrite(command))


def follow_option(command: Decorated) -> Decorated:
    """Again after every save, until Ctrl-C."""
    text = "Blijf kijken: na elke keer bewaren opnieuw, en alleen wat erdoor verandert. Stop met Ctrl-C."
    return click.option("--volg", is_flag=True, help=text)(command)


def rules_folder(name: str | None) -> Path:
    """The folder with the rulebook, which may lie inside a release. Raises: MistakesFound when a named one is not
    there.
    """
    if name is None:
        return PACKAGE / "rules"
    from ..rulebook_places import rules_in

    return rules_in(existing_folder(name))


def read_rulebook(name: str | None) -> Rulebook:
    """The rulebook in that folder, None = the one that comes with the program. Raises: MistakesFound."""
    from ..engine.cache import cached_rulebook

    if name is None:
        return cached_rulebook(rules_folder(name))
    from ..rulebook_places import release_of

    return cached_rulebook(rules_folder(name))._replace(release=release_of(existing_folder(name)))


def read_case(
    dossier: str,
    rules: str | None,
    reference_date: date | None,
    rules_day: date | None = None,
    *,
    strict: bool = False,
) -> tuple[Rulebook, Dossier]:
    """The rulebook, and the dossier in a file as that rulebook reads it. `rules_day`: the day whose rules apply, None =
    the peildatum.

    Personal and medical data in the file are told on the error stream, and no other message repeats them. Raises:
    MistakesFound, with `strict` also for those data.
    """
    return read_case_data(read_bytes(dossier), dossier, rules, reference_date, rules_day, strict=strict)


def read_case_data(
    data: bytes,
    dossier: str,
    rules: str | None,
    reference_date: date | None,
    rules_day: date | None = None,
    *,
    strict: bool = False,
) -> tuple[Rulebook, Dossier]:
    """As `read_case`, of a file that was read already."""
    name = shown_name(dossier)
    from ..engine.dossier_reader import read_dossier

    rulebook = read_rulebook(rules)._replace(rules_day=rules_day)
    criteria = {one.id for one in rulebook.criteria}
    trees: list[Node] = []
    try:
        case = read_dossier(data, name, rulebook.concepts, reference_date, criteria, trees.append)
    except MistakesFound as error:
        raise refusal(error, found_in_file(data, name, trees, rulebook), rulebook, strict=strict) from None
    warn(found_in_file(data, name, trees, rulebook), strict=strict)
    return rulebook, case


def found_in_file(data: bytes, name: str, trees: Sequence[Node], rulebook: Rulebook) -> list[Mistake]:
    """What a file should not hold, as it is written and as it reads; what is found is never repeated.

    `trees` is what was read of it, empty when nothing was. A file that is too large to be read is not looked at.
    """
    from ..engine.guard import hits, hits_in_values
    from ..engine.text.yaml_text import MAX_BYTES

    if len(data) > MAX_BYTES:
        return []
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    words = rulebook.watch_words
    found = {(Place(name, one.line, one.column), one.kind) for one in hits(text, words)}
    for tree in trees:
        found.update(hits_in_values(tree, words))
    return [Mistake(place, "S01", f"hier staat misschien {kind.value}", REMOVE) for place, kind in found]


def refusal(error: MistakesFound, found: list[Mistake], rulebook: Rulebook, *, strict: bool) -> MistakesFound:
    """The mistakes in what was read, which repeat nothing of what the guard found. That is told on the error stream, or
    with `strict` among the mistakes.
    """
    from ..engine.guard import veiled

    def line(one: Mistake) -> tuple[str, int]:
        return one.place.file, one.place.line

    lines = {line(one) for one in found}
    told = [veiled(one, rulebook.watch_words, suspect=line(one) in lines) for one in error.mistakes]
    if not strict:
        warn(found, strict=False)
    return MistakesFound([*told, *(found if strict else ())])


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
    rules_day: date | None = None,
    *,
    strict: bool = False,
) -> Result:
    """Audit a file; `reasoned` names the rules whose reasoning is worked out, None = all."""
    rulebook, case = read_case(dossier, rules, reference_date, rules_day, strict=strict)
    from ..engine.audit import audit

    return audit(rulebook, case, motor=engine, reasoned=reasoned)
