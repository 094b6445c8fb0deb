"""The commands on the Word template of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchGroup
from ..engine.mistakes import MistakesFound
from ..files import read_bytes, shown_name
from ..screen import Screen, Target
from .options import DONE, read_rulebook, rules_option

if TYPE_CHECKING:
    from ..engine.rulebook import Rulebook


@click.group("sjabloon", cls=DutchGroup, **help_texts.SJABLOON.settings())
def sjabloon() -> None:
    """The template of an office."""


@sjabloon.command("controleer", cls=DutchCommand, **help_texts.SJABLOONCONTROLE.settings())
@click.argument("sjabloon", metavar="SJABLOON")
@rules_option
@click.pass_obj
def controleer(screen: Screen, sjabloon: str, regels: str | None) -> int:
    """Name every mistake, or else what the template holds."""
    data = read_bytes(sjabloon, "sjabloon")
    rulebook = read_rulebook(regels)
    from ..explain.pieces.word.fields import read_fields
    from ..explain.pieces.word.opening import open_template
    from ..explain.screen.template import template_page

    name = shown_name(sjabloon)
    reading = read_fields(open_template(data, name), name, _chapter_fields(rulebook))
    if reading.mistakes:
        raise MistakesFound(reading.mistakes)
    screen.write_page(
        template_page(name, reading.fields, rulebook.pieces, width=screen.width, ascii_only=screen.ascii_only)
    )
    return DONE


@sjabloon.command("nieuw", cls=DutchCommand, **help_texts.SJABLOONNIEUW.settings())
@click.option("--uit", metavar="BESTAND", required=True, help="Het Word-bestand dat wordt gemaakt.")
@click.option("--overschrijf", is_flag=True, help="Vervang het bestand van --uit als het al bestaat.")
@rules_option
@click.pass_obj
def nieuw(screen: Screen, uit: str, overschrijf: bool, regels: str | None) -> int:
    """Write a template to begin with."""
    rulebook = read_rulebook(regels)
    from ..explain.pieces.word.starting import starting_template

    Target(screen, uit, overschrijf, "").data(starting_template(rulebook.pieces))
    screen.write(f"sjabloon geschreven in {uit}; lees het na met 'spoortoets sjabloon controleer {uit}'\n")
    return DONE


def _chapter_fields(rulebook: Rulebook) -> list[str]:
    from ..explain.pieces.word.fields import chapter_field

    return [chapter_field(chapter.id) for piece in rulebook.pieces for chapter in piece.chapters]
