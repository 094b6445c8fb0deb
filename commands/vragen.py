"""The command that lists the questions still worth asking."""

from __future__ import annotations

from datetime import date

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import did_you_mean
from ..screen import Target
from .options import (
    DONE,
    PAPER,
    audit_options,
    dossier_argument,
    output_options,
    paper_format_option,
    read_case,
    strict_option,
    template_option,
)
from .pieces import look_again, refuse_odd_options, write_piece


@click.command("vragen", cls=DutchCommand, **help_texts.VRAGEN.settings())
@dossier_argument
@audit_options
@click.option(
    "--aan",
    metavar="WIE",
    help="Alleen de vragen aan deze persoon, zoals werkgever of bedrijfsarts: een lijst om op te sturen.",
)
@paper_format_option("een vragenlijst")
@template_option
@strict_option
@output_options
@click.pass_context
def vragen(
    ctx: click.Context,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    aan: str | None,
    formaat: str,
    sjabloon: str | None,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """List the questions still worth asking."""
    refuse_odd_options(ctx, formaat, None, sjabloon, uit)
    rulebook, case = read_case(dossier, regels, peildatum, regels_op, strict=streng)
    people = sorted({one.answerer for one in rulebook.concepts if one.answerer}, key=str.lower)
    who = "" if aan is None else next((one for one in people if one.lower() == aan.strip().lower()), None)
    if who is None:
        hint = did_you_mean(aan or "", people) or f"kies uit {', '.join(people)}"
        raise DutchMistake(f"bij --aan staat '{aan}', en aan die persoon stelt deze regelset geen vragen; {hint}", ctx)
    from ..engine.whatif.questions import ask

    asked = ask(rulebook, case, motor)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat in PAPER:
        from ..explain.whatif.questions_paper import questions_piece

        piece = questions_piece(asked, rulebook, answerer=who)
        look_again(piece, rulebook, strict=streng)
        write_piece(piece, rulebook, formaat, target, sjabloon)
    elif formaat == "json":
        from ..explain.whatif.questions_json import json_text

        target.text(json_text(asked, answerer=who, ascii_only=target.ascii_only))
    else:
        from ..explain.whatif.questions import questions_page

        target.page(lambda **look: questions_page(asked, answerer=who, **look))
    return DONE
