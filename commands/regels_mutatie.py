"""The command that asks of every part of the rules whether a test notices a change. Imports stay inside it."""

from __future__ import annotations

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..screen import Target
from .options import DONE, format_option, rules_folder, rules_option
from .progress import progress_bar
from .rule_names import refuse_unknown

UNNOTICED = 1
"""A change that no test notices, or an explanation that does not hold."""


@click.command("mutatie", cls=DutchCommand, **help_texts.MUTATIE.settings())
@click.argument("namen", metavar="[REGEL]...", nargs=-1)
@click.option("--streng", is_flag=True, help="Laat ook elk deel van een voorwaarde en elke keuze in een rij weg.")
@format_option
@rules_option
@click.pass_context
def mutatie(ctx: click.Context, namen: tuple[str, ...], streng: bool, formaat: str, regels: str | None) -> int:
    """Change each part of the rules in turn, and see whether a test fails."""
    from ..engine.cache import cached_from
    from ..engine.mutation.mutants import PARAMETER
    from ..engine.mutation.mutation import Subject, mutate
    from ..engine.mutation.runs import TestsFail
    from ..engine.rule_files import read_folder
    from ..engine.rule_tests.reading import read_tests

    folder = rules_folder(regels)
    files, tests = read_folder(folder), read_tests(folder)
    rulebook = cached_from(files)
    for name in namen:
        refuse_unknown(name, rulebook, ctx, [f"{PARAMETER}{one.name}" for one in rulebook.parameters])
    if not tests.tests:
        raise DutchMistake(f"geen toets gevonden; zet toetsen in de map {folder.name}/toetsen", ctx)
    try:
        with progress_bar("Wijzigingen") as progress:
            found = mutate(Subject(rulebook, files, tests), namen, strict=streng, progress=progress)
    except TestsFail as failed:
        one = failed.test
        raise DutchMistake(
            f"{one.place}: de toets '{one.name}' slaagt niet, dus zegt een wijziging niets; draai eerst"
            f" 'spoortoets regels test {one.tested}'",
            ctx,
        ) from None
    target = Target(ctx.obj, None, False, "")
    if formaat == "json":
        from ..explain.workbench.mutation_json import mutation_json

        target.text(mutation_json(rulebook, found, namen, strict=streng, ascii_only=target.ascii_only))
    else:
        from ..explain.workbench.mutation import mutation_page

        target.page(lambda **look: mutation_page(found, **look))
    return DONE if found.clean else UNNOTICED
