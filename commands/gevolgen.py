"""The command on what follows from a dossier: dates, shortening and costs."""

from __future__ import annotations

from datetime import date

import click

from .. import help_texts
from ..dutch_click import DutchCommand
from ..screen import Screen, Target
from .options import DONE, audit_options, dossier_argument, format_option, output_options, read_case, strict_option


@click.command(
    "gevolgen",
    cls=DutchCommand,
    **help_texts.GEVOLGEN.settings(),
)
@dossier_argument
@audit_options
@format_option
@strict_option
@output_options
@click.pass_obj
def gevolgen(
    screen: Screen,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    formaat: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Show the consequences."""
    rulebook, case = read_case(dossier, regels, peildatum, regels_op, strict=streng)
    from ..engine.consequences import consequences

    found = consequences(rulebook, case, motor=motor)
    target = Target(screen, uit, overschrijf, dossier)
    if formaat == "json":
        from ..explain.as_json.consequences import json_text

        target.text(json_text(found, ascii_only=target.ascii_only))
        return DONE
    from ..explain.screen.consequences import consequences_page

    target.page(lambda **look: consequences_page(found, **look))
    return DONE
