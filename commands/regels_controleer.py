"""The command that checks a rulebook: what it says, and what it means. Imports stay inside it, for a fast start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..files import write_folder
from ..screen import Target
from .options import DONE, follow_option, format_option, rules_folder, rules_option
from .progress import progress_bar
from .rule_names import refuse_unknown

if TYPE_CHECKING:
    from pathlib import Path

    from ..engine.proofs.findings import Proofs
    from ..engine.rule_files import Files
    from ..engine.rulebook import Rulebook

FOUND = 1
"""Something is amiss with what the rules mean."""


@click.command("controleer", cls=DutchCommand, **help_texts.CONTROLEER.settings())
@click.argument("namen", metavar="[NAAM]...", nargs=-1)
@click.option("--snel", is_flag=True, help="Alleen typen en namen; ga niet na wat de regels betekenen.")
@click.option("--bewijs-uit", metavar="MAP", help="Schrijf elk dossier dat iets laat zien als bestand in deze map.")
@click.option("--overschrijf", is_flag=True, help="Vervang bestanden die daar al staan.")
@format_option
@follow_option
@rules_option
@click.pass_context
def controleer(
    ctx: click.Context,
    namen: tuple[str, ...],
    snel: bool,
    bewijs_uit: str | None,
    overschrijf: bool,
    formaat: str,
    volg: bool,
    regels: str | None,
) -> int:
    """Check the rulebook."""
    if snel and (namen or bewijs_uit is not None):
        raise DutchMistake("--snel gaat niet na wat de regels betekenen; laat de namen en --bewijs-uit dan weg", ctx)
    from ..engine.cache import cached_from
    from ..engine.rule_files import read_folder

    folder = rules_folder(regels)
    if volg:
        if namen or bewijs_uit is not None or formaat == "json":
            raise DutchMistake("--volg kijkt naar elke wijziging; laat namen, --bewijs-uit en --formaat dan weg", ctx)
        return _follow(folder, regels or folder.name, quick=snel, ctx=ctx)
    files = read_folder(folder)
    rulebook = cached_from(files)
    proofs = None if snel else _prove(folder, files, rulebook, namen, ctx)
    target = Target(ctx.obj, None, False, "")
    if formaat == "json":
        from ..explain.workbench.meaning_json import meaning_json

        target.text(meaning_json(rulebook, proofs, ascii_only=target.ascii_only))
    else:
        _print(rulebook, proofs, target, quick=snel, survey=not namen, folder=bewijs_uit)
    if proofs is not None and bewijs_uit is not None:
        from ..explain.workbench.meaning import example_files

        write_folder(bewijs_uit, example_files(proofs), overwrite=overschrijf)
    return DONE if proofs is None or proofs.clean else FOUND


def _prove(folder: Path, files: Files, rulebook: Rulebook, names: tuple[str, ...], ctx: click.Context) -> Proofs | None:
    """What the rules mean; None when the solver is not installed. Raises: MistakesFound; DutchMistake."""
    from ..engine.proofs.properties import read_statements
    from ..engine.proofs.proving import Subject, prove
    from ..engine.proofs.solver import solver_available
    from ..engine.rule_files import STATEMENTS
    from ..engine.rule_tests.reading import read_tests

    path = folder / STATEMENTS
    statements = read_statements(path.read_bytes() if path.is_file() else None, rulebook)
    for name in names:
        refuse_unknown(name, rulebook, ctx, [one.name for one in statements.properties])
    if not solver_available():
        return None
    with progress_bar("Regels nagaan") as progress:
        return prove(Subject(rulebook, files, read_tests(folder), statements), names, progress=progress)


def _follow(folder: Path, shown: str, *, quick: bool, ctx: click.Context) -> int:
    """Again after every save; what the rules mean only for those that the save touches."""
    from ..engine.differences.compare import Book
    from ..engine.editing.watching import Touched
    from ..explain.workbench.following import good_page
    from ..explain.workbench.meaning import meaning_page
    from .volgen import follow_rules

    def check(book: Book, about: Touched | None, target: Target) -> None:
        target.page(lambda **look: good_page(len({one.id for one in book.rulebook.criteria}), **look))
        if quick or about is None or not about.rules:
            return
        proofs = _prove(folder, book.files, book.rulebook, about.rules, ctx)
        if proofs is not None:
            target.page(lambda **look: meaning_page(proofs, folder=None, **look))

    return follow_rules(folder, shown, ctx.obj, check)


def _print(
    rulebook: Rulebook, proofs: Proofs | None, target: Target, *, quick: bool, survey: bool, folder: str | None
) -> None:
    if survey:
        from ..explain.screen.survey import survey_page

        target.page(lambda **look: survey_page(rulebook, **look))
    if proofs is not None:
        from ..explain.workbench.meaning import meaning_page

        if survey:
            target.text("\n")
        target.page(lambda **look: meaning_page(proofs, folder=folder, **look))
    elif not quick:
        from ..explain.workbench.meaning import not_installed_page

        target.page(not_installed_page)
