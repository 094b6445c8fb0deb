"""The command that tells which version of a rule applies, and why. Imports stay inside it, for a fast start."""

from __future__ import annotations

from datetime import date

import click

from .. import help_texts
from ..dutch_click import Day, DutchCommand, DutchMistake
from ..engine.mistakes import did_you_mean
from ..screen import Target
from .options import DONE, read_case, read_rulebook, rules_option


@click.command("versies", cls=DutchCommand, **help_texts.VERSIES.settings())
@click.argument("naam", metavar="[NAAM]", required=False)
@click.option("--op", type=Day(), metavar="DATUM", help="Zeg welke versie op deze dag geldt.")
@click.option("--dossier", metavar="DOSSIER", help="Zeg welke versie op de peildatum van dit dossier geldt.")
@rules_option
@click.pass_context
def versies(ctx: click.Context, naam: str | None, op: date | None, dossier: str | None, regels: str | None) -> int:
    """The versions of rules, parameters and sources."""
    if op is not None and dossier is not None:
        raise DutchMistake("--op en --dossier gaan niet samen: kies één dag", ctx)
    day, why = op, "gevraagd met --op"
    if dossier is not None:
        rulebook, case = read_case(dossier, regels, None)
        day, why = case.reference_date, f"de peildatum van dossier {case.id}"
    else:
        rulebook = read_rulebook(regels)
    from ..engine.differences.versions import timed
    from ..explain.workbench.versions import versions_page

    found = list(timed(rulebook))
    if naam is None:
        chosen = [one for one in found if one.changes_in_time]
    else:
        wanted = naam.lower()
        chosen = [one for one in found if wanted in (one.id.lower(), one.id.lower().partition(".")[2])]
        if not chosen:
            hint = did_you_mean(naam, [one.id for one in found])
            raise DutchMistake(f"regel '{naam}' bestaat niet in deze regelset" + (f"; {hint}" if hint else ""), ctx)
    Target(ctx.obj, None, False, "").page(lambda **look: versions_page(chosen, day, why, **look))
    return DONE
