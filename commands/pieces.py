"""The pieces on paper: what the commands that write them share, and the command that drafts a no-go justification."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import did_you_mean
from ..screen import Screen, Target
from .options import (
    DONE,
    FILES,
    NOT_ADEQUATE,
    PAPER,
    audit_options,
    dossier_argument,
    output_options,
    paper_format_option,
    read_case,
    rules_folder,
    template_option,
    warn,
)

if TYPE_CHECKING:
    from ..engine.piece_rule import ReaderRule
    from ..engine.rulebook import Rulebook
    from ..explain.pieces.blocks import Piece

Decorated = TypeVar("Decorated", bound=Callable[..., object])

NOGO = "nogo"
"""The piece that the command of the same name writes."""


def reader_option(command: Decorated) -> Decorated:
    """For whom a piece is written."""
    text = (
        "Voor wie het stuk is: een van de lezers in regelset.yaml. Standaard de eerste, die alles mag lezen. Alleen bij"
        " md, html, docx en pdf."
    )
    return click.option("--lezer", metavar="LEZER", help=text)(command)


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
    ctx: click.Context,
    dossier: str,
    rules: str | None,
    day: date | None,
    rules_day: date | None,
    engine: str,
    form: str,
    reader: str | None,
    template: str | None,
    *,
    strict: bool,
    target: Target,
) -> str:
    """Write what a reader gets of the audit of a dossier; gives the outcome of the verdict."""
    rulebook, case = read_case(dossier, rules, day, rules_day, strict=strict)
    who = _reader(rulebook, reader, ctx)
    from ..engine.pieces import piece_facts
    from ..explain.pieces.build import build

    facts = piece_facts(rulebook, case, who.piece, who.id, motor=engine)
    words = None
    if facts.plain:
        from ..engine.loading.plain_language import load_plain_language

        words = load_plain_language(rules_folder(rules), rulebook)
    piece = build(facts, words)
    look_again(piece, rulebook, strict=strict)
    write_piece(piece, rulebook, form, target, template)
    return facts.result.verdict.outcome


def _reader(rulebook: Rulebook, name: str | None, ctx: click.Context) -> ReaderRule:
    """The reader of that name, None = the first. Raises: DutchMistake with the readers that there are."""
    if rulebook.main_reader is None:
        raise DutchMistake("deze regelset noemt geen lezers in regelset.yaml, en heeft dus geen stukken", ctx)
    found = rulebook.main_reader if name is None else rulebook.reader(name)
    if found is None:
        names = [one.id for one in rulebook.readers]
        hint = did_you_mean(name or "", names) or f"kies uit {', '.join(names)}"
        raise DutchMistake(f"bij --lezer staat '{name}', en die lezer heeft deze regelset niet; {hint}", ctx)
    return found


def look_again(piece: Piece, rulebook: Rulebook, *, strict: bool, reason: str = "") -> None:
    """Tell what a piece should not hold; `reason` is what the user had printed in it.

    Raises: MistakesFound with `strict`, and always for a reader with whom the rules are strict.
    """
    from ..explain.pieces.watch import found_in_piece

    found = found_in_piece(piece, rulebook.watch_words, reason)
    warn(found, strict=strict or (piece.reader is not None and piece.reader.strict))


def write_piece(piece: Piece, rulebook: Rulebook, form: str, target: Target, template: str | None = None) -> None:
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
        chapters = [chapter.id for one in rulebook.pieces for chapter in one.chapters]
        target.data(docx_bytes(piece, own, template_name=shown_name(template or ""), chapters=chapters))


@click.command("nogo", cls=DutchCommand, **help_texts.NOGO.settings())
@dossier_argument
@audit_options
@paper_format_option("het stuk", data=False)
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
    regels_op: date | None,
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
    rulebook, case = read_case(dossier, regels, peildatum, regels_op, strict=streng)
    who = _reader(rulebook, None, ctx)
    from ..engine.pieces import piece_facts
    from ..explain.pieces.build import build
    from ..explain.pieces.refusal import carried, refusal
    from ..explain.screen.piece import piece_page

    facts = piece_facts(rulebook, case, NOGO, who.id, motor=motor)
    carries = carried(facts.result)
    if reason and carries:
        raise DutchMistake("--toch is hier niet nodig: een grond draagt de hele periode; laat --toch weg", ctx)
    draft = build(facts, concept=not definitief, override=reason)
    if definitief and not reason and not carries:
        screen: Screen = ctx.obj
        screen.write_page(piece_page(refusal(facts), width=screen.width, ascii_only=screen.ascii_only))
        return NOT_ADEQUATE
    look_again(draft, rulebook, strict=streng, reason=reason)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat == "tekst":
        target.page(lambda **look: piece_page(draft, **look))
    else:
        write_piece(draft, rulebook, formaat, target, sjabloon)
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
