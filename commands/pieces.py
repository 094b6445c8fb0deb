"""The pieces on paper: what the commands that write them share, and the command that drafts a no-go justification."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake, Word
from ..screen import Screen, Target
from .options import DONE, NOT_ADEQUATE, audit_options, dossier_argument, output_options, read_case, rules_folder, warn

if TYPE_CHECKING:
    from ..engine.rulebook import Rulebook
    from ..explain.pieces.blocks import Piece

Decorated = TypeVar("Decorated", bound=Callable[..., object])

PAPER, FILES = ("md", "html", "docx", "pdf"), ("docx", "pdf")
"""The formats of a piece on paper, and those of them that only make sense as a file."""

REPORT, NOGO = "auditrapport", "nogo"
EXPERT, EMPLOYEE = "arbeidsdeskundige", "werknemer"
READERS = (EXPERT, "werkgever", EMPLOYEE)
PIECE_FOR = {EMPLOYEE: "werknemer"}
"""The readers who get a piece of their own in place of the report."""


def reader_option(command: Decorated) -> Decorated:
    """For whom a piece is written."""
    text = (
        "Voor wie het stuk is: arbeidsdeskundige (standaard; alles), werkgever (alleen wat de werkgever mag weten) of"
        " werknemer (in gewone taal). Alleen bij md, html, docx en pdf."
    )
    return click.option("--lezer", type=Word(*READERS), metavar="LEZER", help=text)(command)


def template_option(command: Decorated) -> Decorated:
    """The Word template of the office."""
    text = "Gebruik dit Word-bestand als huisstijl; alleen bij docx. Zie 'spoortoets sjabloon'."
    return click.option("--sjabloon", metavar="BESTAND", help=text)(command)


def refuse_odd_options(
    ctx: click.Context, form: str, reader: str | None, template: str | None, uit: str | None
) -> None:
    """Raises: DutchMistake when an option does not go with the format."""
    if reader and form not in PAPER:
        raise DutchMistake("--lezer hoort bij --formaat md, html, docx of pdf", ctx)
    if template and form != "docx":
        raise DutchMistake("--sjabloon hoort bij --formaat docx", ctx)
    if template and uit and os.path.realpath(template) == os.path.realpath(uit):
        raise DutchMistake("--uit noemt het sjabloon zelf; kies een andere naam", ctx)
    if form in FILES and uit is None:
        raise DutchMistake(f"bij --formaat {form} hoort --uit met de naam van het bestand", ctx)


def print_report(
    dossier: str,
    rules: str | None,
    day: date | None,
    engine: str,
    form: str,
    reader: str | None,
    template: str | None,
    *,
    strict: bool,
    target: Target,
) -> str:
    """Write the audit report of a dossier; gives the outcome of the verdict."""
    who = reader or EXPERT
    rulebook, case = read_case(dossier, rules, day, strict=strict)
    from ..engine.pieces import piece_facts
    from ..explain.pieces.blocks import Reader
    from ..explain.pieces.build import build

    facts = piece_facts(rulebook, case, PIECE_FOR.get(who, REPORT), who, motor=engine)
    words = None
    if who == EMPLOYEE:
        from ..engine.loading.plain_language import load_plain_language

        words = load_plain_language(rules_folder(rules), rulebook)
    piece = build(facts, Reader(who), words)
    look_again(piece, rulebook, strict=strict)
    write_piece(piece, form, target, template)
    return facts.result.verdict.outcome


def look_again(piece: Piece, rulebook: Rulebook, *, strict: bool) -> None:
    """Tell what a piece should not hold. Raises: MistakesFound with `strict`, and for the employer always."""
    from ..explain.pieces.blocks import Reader
    from ..explain.pieces.watch import found_in_piece

    warn(found_in_piece(piece, rulebook.watch_words), strict=strict or piece.reader is Reader.EMPLOYER)


def write_piece(piece: Piece, form: str, target: Target, template: str | None = None) -> None:
    """Write a piece in one of the formats on paper. Raises: MistakesFound."""
    if form == "md":
        from ..explain.pieces.markdown import markdown_text

        target.text(markdown_text(piece))
    elif form == "html":
        from ..explain.pieces.html import html_text

        target.text(html_text(piece))
    elif form == "pdf":
        from ..explain.pieces.pdf import pdf_bytes

        target.data(pdf_bytes(piece))
    else:
        from ..explain.pieces.docx import docx_bytes
        from ..files import read_bytes, shown_name

        own = read_bytes(template, "sjabloon") if template else None
        target.data(docx_bytes(piece, own, template_name=shown_name(template or "")))


@click.command("nogo", cls=DutchCommand, **help_texts.NOGO.settings())
@dossier_argument
@audit_options
@click.option(
    "--formaat",
    type=Word("tekst", *PAPER),
    default="tekst",
    metavar="FORMAAT",
    help="tekst (standaard) om op het scherm te lezen, of md, html, docx of pdf.",
)
@template_option
@click.option("--definitief", is_flag=True, help="Zonder het merk CONCEPT; kan alleen als een grond draagt.")
@click.option("--streng", is_flag=True, help="Maak geen stuk als er persoonlijke of medische gegevens in staan.")
@click.option(
    "--toch", metavar="REDEN", help="Maak het stuk definitief, ook al draagt geen grond; de reden staat erin."
)
@output_options
@click.pass_context
def nogo(
    ctx: click.Context,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    formaat: str,
    sjabloon: str | None,
    definitief: bool,
    streng: bool,
    toch: str | None,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Draft the justification of a no-go."""
    refuse_odd_options(ctx, formaat, None, sjabloon, uit)
    if toch is not None and not definitief:
        raise DutchMistake("--toch hoort bij --definitief", ctx)
    reason = _reason(toch, ctx)
    rulebook, case = read_case(dossier, regels, peildatum, strict=streng)
    from ..engine.pieces import piece_facts
    from ..explain.pieces.blocks import Reader
    from ..explain.pieces.build import build
    from ..explain.pieces.refusal import carried, refusal
    from ..explain.screen.piece import piece_page

    facts = piece_facts(rulebook, case, NOGO, EXPERT, motor=motor)
    carries = carried(facts.result)
    if reason and carries:
        raise DutchMistake("--toch is hier niet nodig: een grond draagt de hele periode; laat --toch weg", ctx)
    draft = build(facts, Reader.EXPERT, concept=not definitief, override=reason)
    if definitief and not reason and not carries:
        screen: Screen = ctx.obj
        screen.write_page(piece_page(refusal(facts), width=screen.width, ascii_only=screen.ascii_only))
        return NOT_ADEQUATE
    look_again(draft, rulebook, strict=streng)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat == "tekst":
        target.page(lambda **look: piece_page(draft, **look))
    else:
        write_piece(draft, formaat, target, sjabloon)
    return DONE


def _reason(given: str | None, ctx: click.Context) -> str:
    """The reason of --toch on one line, "" without one. Raises: DutchMistake when it is empty or cannot be printed."""
    if given is None:
        return ""
    reason = " ".join(given.split())
    if not reason:
        raise DutchMistake("bij --toch hoort een reden", ctx)
    from ..engine.text.tree_builder import hidden_character

    if hidden_character(reason) >= 0:
        raise DutchMistake("in de reden bij --toch staat een onzichtbaar of verboden teken; haal het weg", ctx)
    return reason
