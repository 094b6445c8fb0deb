"""The command that tells what would happen if facts were different. Imports stay inside it, for a fast start."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake, Word
from ..engine.mistakes import Collector, did_you_mean
from ..files import read_bytes, shown_name
from ..screen import Target
from .options import DONE, audit_options, dossier_argument, output_options, read_case_data
from .pieces import PAPER, look_again, refuse_odd_options, template_option, write_piece

if TYPE_CHECKING:
    from ..engine.dossier import Dossier
    from ..engine.rulebook import Rulebook
    from ..engine.whatif.changes import Variant
    from ..explain.pieces.blocks import Piece


@click.command("watals", cls=DutchCommand, **help_texts.WATALS.settings())
@dossier_argument
@click.option("--stel", multiple=True, metavar="FEIT=WAARDE", help="Geef een feit een andere waarde; mag vaker.")
@click.option("--scenario", metavar="BESTAND", help="Lees varianten met een naam uit dit bestand.")
@click.option("--variant", multiple=True, metavar="NAAM", help="Alleen deze variant uit het bestand; mag vaker.")
@click.option("--gevoelig", is_flag=True, help="Toon hoe ver elk getal en elke datum mag schuiven.")
@click.option("--herstel", is_flag=True, help="Zoek de kleinste wijzigingen die nu nog kunnen en het oordeel keren.")
@click.option("--terugblik", is_flag=True, help="Zoek wat het verschil had gemaakt: om van te leren, geen plan.")
@audit_options
@click.option(
    "--formaat",
    type=Word("tekst", "json", *PAPER),
    default="tekst",
    metavar="FORMAAT",
    help="tekst (standaard) om op het scherm te lezen, json voor andere programma's, of een stuk als md, html, docx of"
    " pdf.",
)
@template_option
@output_options
@click.pass_context
def watals(
    ctx: click.Context,
    dossier: str,
    stel: tuple[str, ...],
    scenario: str | None,
    variant: tuple[str, ...],
    gevoelig: bool,
    herstel: bool,
    terugblik: bool,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    formaat: str,
    sjabloon: str | None,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Compare a dossier with variants of it, or tell how sensitive it is."""
    refuse_odd_options(ctx, formaat, None, sjabloon, uit)
    if gevoelig and (stel or scenario):
        raise DutchMistake("--gevoelig gaat over het dossier zoals het is; laat --stel en --scenario weg", ctx)
    if (herstel or terugblik) and (stel or scenario or gevoelig):
        raise DutchMistake("--herstel en --terugblik staan op zichzelf; laat --stel, --scenario en --gevoelig weg", ctx)
    if not (gevoelig or stel or scenario or herstel or terugblik):
        raise DutchMistake(
            "zeg wat er anders is, met --stel of --scenario, of vraag --gevoelig, --herstel of --terugblik", ctx
        )
    if variant and not scenario:
        raise DutchMistake("--variant hoort bij --scenario", ctx)
    data = read_bytes(dossier)
    rulebook, case = read_case_data(data, dossier, regels, peildatum)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if gevoelig:
        _print_sensitivity(rulebook, case, motor, formaat, target, sjabloon)
        return DONE
    if herstel or terugblik:
        _print_repair(rulebook, case, motor, formaat, target, sjabloon, repair=herstel, hindsight=terugblik)
        return DONE
    variants = _variants(rulebook, case, data, shown_name(dossier), stel, scenario)
    for name in variant:
        if name not in {one.name for one in variants}:
            hint = did_you_mean(name, [one.name for one in variants])
            raise DutchMistake(f"variant '{name}' staat niet in het bestand" + (f"; {hint}" if hint else ""), ctx)
    chosen = [one for one in variants if not variant or one.name in variant]
    from ..engine.whatif.compare import Comparer

    found = Comparer(rulebook, case, motor).compare(chosen)
    if formaat == "json":
        from ..explain.whatif.json import comparisons_json

        target.text(comparisons_json(found, ascii_only=target.ascii_only))
        return DONE
    from ..explain.whatif.compare import comparison_piece

    _print(comparison_piece(found, on_paper=formaat in PAPER), rulebook, formaat, target, sjabloon)
    return DONE


def _variants(
    rulebook: Rulebook, case: Dossier, data: bytes, name: str, options: tuple[str, ...], file: str | None
) -> tuple[Variant, ...]:
    """The variants of the options and of the file. Raises: MistakesFound with those of both."""
    from ..engine.text.yaml_text import read_text
    from ..engine.whatif.changes import VariantMaker
    from ..engine.whatif.scenario import of_options, read_scenarios

    problems = Collector()
    scenarios = [of_options(options, problems)] if options else []
    if file is not None:
        scenarios += read_scenarios(read_bytes(file, "scenario"), shown_name(file))
    return VariantMaker(rulebook, case, lambda: read_text(data, name)).variants(scenarios, problems)


def _print_sensitivity(
    rulebook: Rulebook, case: Dossier, motor: str, form: str, target: Target, template: str | None
) -> None:
    from ..engine.whatif.sensitivity import SensitivityFinder

    found = SensitivityFinder(rulebook, case, motor).find()
    if form == "json":
        from ..explain.whatif.json import sensitivity_json

        target.text(sensitivity_json(found, ascii_only=target.ascii_only))
        return
    from ..explain.whatif.sensitivity import sensitivity_piece

    _print(sensitivity_piece(found), rulebook, form, target, template)


def _print_repair(
    rulebook: Rulebook,
    case: Dossier,
    motor: str,
    form: str,
    target: Target,
    template: str | None,
    *,
    repair: bool,
    hindsight: bool,
) -> None:
    from ..engine.whatif.repair.mend import repairs

    wanted = [history for history, asked in ((False, repair), (True, hindsight)) if asked]
    with click.progressbar(
        length=1, label="Zoeken", file=sys.stderr, show_eta=False, show_percent=False, hidden=not sys.stderr.isatty()
    ) as bar:
        found = [
            repairs(rulebook, case, history=one, motor=motor, progress=lambda _states, _sets: bar.render_progress())
            for one in wanted
        ]
    if form == "json":
        from ..explain.whatif.repair import repairs_json

        target.text(repairs_json(rulebook, found, case, ascii_only=target.ascii_only))
        return
    from ..explain.whatif.repair import repair_piece

    _print(repair_piece(rulebook, found, case), rulebook, form, target, template)


def _print(piece: Piece, rulebook: Rulebook, form: str, target: Target, template: str | None) -> None:
    """On the screen or on paper."""
    if form in PAPER:
        look_again(piece, rulebook, strict=False)
        write_piece(piece, form, target, template)
        return
    from ..explain.screen.piece import piece_page

    target.page(lambda **look: piece_page(piece, side_by_side=True, **look))
