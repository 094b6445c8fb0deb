"""The command that tells what would happen if facts were different. Imports stay inside it, for a fast start."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import Collector, Mistake, MistakesFound, Place, did_you_mean
from ..files import read_bytes, shown_name
from ..screen import Target
from .options import (
    DONE,
    PAPER,
    REMOVE,
    audit_options,
    dossier_argument,
    found_in_file,
    output_options,
    paper_format_option,
    read_case_data,
    refusal,
    strict_option,
    template_option,
    warn,
)
from .pieces import look_again, refuse_odd_options, write_piece
from .waiting import waiting_bar

if TYPE_CHECKING:
    from ..engine.dossier import Dossier
    from ..engine.rulebook import Rulebook
    from ..engine.text.text_tree import Node
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
@paper_format_option("een stuk")
@template_option
@strict_option
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
    regels_op: date | None,
    motor: str,
    formaat: str,
    sjabloon: str | None,
    streng: bool,
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
    rulebook, case = read_case_data(data, dossier, regels, peildatum, regels_op, strict=streng)
    page = _Page(rulebook, formaat, Target(ctx.obj, uit, overschrijf, dossier), sjabloon, streng)
    if gevoelig:
        _print_sensitivity(page, case, motor)
        return DONE
    if herstel or terugblik:
        _print_repair(page, case, motor, repair=herstel, hindsight=terugblik)
        return DONE
    own, named = _variants(rulebook, case, data, shown_name(dossier), stel, scenario, strict=streng)
    for name in variant:
        if name not in {one.name for one in named}:
            hint = did_you_mean(name, [one.name for one in named])
            raise DutchMistake(f"variant '{name}' staat niet in het bestand" + (f"; {hint}" if hint else ""), ctx)
    chosen = [*own, *(one for one in named if not variant or one.name in variant)]
    from ..engine.whatif.compare import Comparer

    found = Comparer(rulebook, case, motor).compare(chosen)
    if page.is_data:
        from ..explain.whatif.json import comparisons_json

        page.target.text(comparisons_json(found, ascii_only=page.target.ascii_only))
        return DONE
    from ..explain.whatif.compare import comparison_piece

    page.print(comparison_piece(found, on_paper=formaat in PAPER))
    return DONE


class _Page(NamedTuple):
    """Where the outcome goes, and in which form."""

    rulebook: Rulebook
    form: str
    target: Target
    template: str | None
    strict: bool

    @property
    def is_data(self) -> bool:
        return self.form == "json"

    def print(self, piece: Piece) -> None:
        """On the screen or on paper."""
        if self.form in PAPER:
            look_again(piece, self.rulebook, strict=self.strict)
            write_piece(piece, self.rulebook, self.form, self.target, self.template)
            return
        from ..explain.screen.piece import piece_page

        self.target.page(lambda **look: piece_page(piece, side_by_side=True, **look))


def _variants(
    rulebook: Rulebook,
    case: Dossier,
    data: bytes,
    name: str,
    options: tuple[str, ...],
    file: str | None,
    *,
    strict: bool,
) -> tuple[tuple[Variant, ...], tuple[Variant, ...]]:
    """The variant of the options, if there are any, and those of the file.

    What neither should hold is told as of a dossier. Raises: MistakesFound with the mistakes of both.
    """
    from ..engine.text.yaml_text import read_text
    from ..engine.whatif.changes import VariantMaker
    from ..engine.whatif.scenario import of_options, read_scenarios

    problems = Collector()
    scenarios = [of_options(options, problems, rulebook.watch_words)] if options else []
    found = _found_in_options(options, rulebook)
    if file is not None:
        plans = read_bytes(file, "scenario")
        trees: list[Node] = []
        scenarios += read_scenarios(plans, shown_name(file), problems, trees.append)
        found += found_in_file(plans, shown_name(file), trees, rulebook)
    try:
        made = VariantMaker(rulebook, case, lambda: read_text(data, name)).variants(scenarios, problems)
    except MistakesFound as error:
        raise refusal(error, found, rulebook, strict=strict) from None
    warn(found, strict=strict)
    own = 1 if options else 0
    return made[:own], made[own:]


def _found_in_options(options: tuple[str, ...], rulebook: Rulebook) -> list[Mistake]:
    """What an option should not hold; what is found is not repeated, also not by naming the option."""
    from ..engine.guard import hits
    from ..engine.whatif.scenario import option_name

    words = rulebook.watch_words
    return [
        Mistake(
            Place(option_name(one, words), hit.line, hit.column),
            "S01",
            f"hier staat misschien {hit.kind.value}",
            REMOVE,
        )
        for one in options
        for hit in hits(one, words)
    ]


def _print_sensitivity(page: _Page, case: Dossier, motor: str) -> None:
    from ..engine.whatif.sensitivity import SensitivityFinder

    found = SensitivityFinder(page.rulebook, case, motor).find()
    if page.is_data:
        from ..explain.whatif.json import sensitivity_json

        page.target.text(sensitivity_json(found, ascii_only=page.target.ascii_only))
        return
    from ..explain.whatif.sensitivity import sensitivity_piece

    page.print(sensitivity_piece(found))


def _print_repair(page: _Page, case: Dossier, motor: str, *, repair: bool, hindsight: bool) -> None:
    from ..engine.whatif.repair.mend import repairs

    wanted = [(False, "Herstel zoeken")] if repair else []
    wanted += [(True, "Terugblik zoeken")] if hindsight else []
    found = []
    for history, label in wanted:
        with waiting_bar(label) as progress:
            found.append(repairs(page.rulebook, case, history=history, motor=motor, progress=progress))
    if page.is_data:
        from ..explain.whatif.repair_json import repairs_json

        page.target.text(repairs_json(page.rulebook, found, case, ascii_only=page.target.ascii_only))
        return
    from ..explain.whatif.repair import repair_piece

    page.print(repair_piece(page.rulebook, found, case))
