"""The names by which a command can be asked for a part of the rulebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..dutch_click import DutchMistake
from ..engine.mistakes import did_you_mean

if TYPE_CHECKING:
    from ..engine.rulebook import Rulebook

ROOMS = ("oordeel", "eindoordeel", "per_vraag", "gevolgen", "tijdlijn")
"""Parts of a rulebook that can be asked for beside a single rule."""


def refuse_unknown(name: str, rulebook: Rulebook, ctx: click.Context, more: Iterable[str] = ()) -> None:
    """Told before a minute of work. `more` are names that are good as well.

    Raises: DutchMistake with the nearest name when no rule has this one.
    """
    known = [*(one.id for one in rulebook.criteria), *(one.id for one in rulebook.nogos)]
    known += [one.id for one in rulebook.steps]
    known += [one.concept.name for one in rulebook.derivations]
    sections = [one.id for one in rulebook.sections]
    questions = [one.id for one in rulebook.questions]
    names = [*known, *questions, *sections, *ROOMS, *more]
    if name.lower() not in (one.lower() for one in names):
        hint = did_you_mean(name, names)
        message = f"'{name}' is geen regel met voorwaarden in deze regelset"
        raise DutchMistake(message + (f"; {hint}" if hint else ""), ctx)
