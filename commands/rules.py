"""The commands on the rulebook."""

from __future__ import annotations

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchGroup
from ..screen import Screen, Target
from .options import DONE, rules_folder, rules_option


@click.group(
    "regels",
    cls=DutchGroup,
    **help_texts.REGELS.settings(),
)
def regels() -> None:
    """Commands on the rulebook."""


@regels.command(
    "controleer",
    cls=DutchCommand,
    **help_texts.CONTROLEER.settings(),
)
@rules_option
@click.pass_obj
def controleer(screen: Screen, regels: str | None) -> int:
    """Check the rulebook."""
    from ..engine.load import load_rulebook
    from ..explain.terminal_survey import survey_page

    rulebook = load_rulebook(rules_folder(regels))
    Target(screen, None, False, "").page(lambda **look: survey_page(rulebook, **look))
    return DONE
