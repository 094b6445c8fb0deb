"""The command that holds the rules against court rulings."""

from __future__ import annotations

import click

from .. import help_texts
from ..dutch_click import DutchCommand
from ..files import existing_folder
from ..screen import Screen, Target
from .options import DONE, PACKAGE, format_option, output_options, read_rulebook, rules_option

DIFFERENT = 1
SHIPPED = "voorbeelden/uitspraken"


@click.command(
    "jurisprudentie",
    cls=DutchCommand,
    **help_texts.JURISPRUDENTIE.settings(),
)
@click.argument("map_", metavar="[MAP]", required=False)
@click.option("--kort", is_flag=True, help="Toon alleen de tabellen, niet elke uitspraak.")
@rules_option
@format_option
@output_options
@click.pass_obj
def jurisprudentie(
    screen: Screen, map_: str | None, kort: bool, regels: str | None, formaat: str, uit: str | None, overschrijf: bool
) -> int:
    """Compare the rules with rulings."""
    folder = PACKAGE / SHIPPED if map_ is None else existing_folder(map_, "noem de map met de uitspraken")
    from ..engine.rulings.comparing import compare_all
    from ..engine.rulings.reading import read_rulings

    rulebook = read_rulebook(regels)
    rulings = read_rulings(folder, map_ or SHIPPED, rulebook)
    comparisons = tuple(compare_all(rulebook, rulings))
    target = Target(screen, uit, overschrijf, "")
    if formaat == "json":
        from ..explain.as_json.rulings import json_text

        target.text(json_text(rulebook, rulings, comparisons, ascii_only=target.ascii_only))
    else:
        from ..explain.screen.rulings import rulings_page

        target.page(lambda **look: rulings_page(rulebook, rulings, comparisons, short=kort, **look))
    return DIFFERENT if any(one.unexpected for one in comparisons) else DONE
