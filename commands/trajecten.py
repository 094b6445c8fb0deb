"""The commands on what providers offer. Imports stay inside them, for a fast start."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import Day, DutchCommand, DutchGroup, DutchMistake
from ..engine.mistakes import did_you_mean
from ..screen import Screen, Target
from .options import (
    DONE,
    engine_option,
    format_option,
    output_options,
    read_case,
    read_rulebook,
    rules_option,
    strict_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from ..engine.dossier import Dossier
    from ..engine.offer import Offer
    from ..engine.offer_audit import OfferAuditor
    from ..engine.rulebook import Rulebook

    Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _overlay_options(command: Decorated) -> Decorated:
    """The dossier that an offer is laid over, the start, and the engine."""
    day = "De dag van de start (JJJJ-MM-DD); standaard de peildatum van het dossier."
    for option in (
        engine_option,
        click.option("--start", type=Day(), metavar="DATUM", help=day),
        click.option("--dossier", metavar="DOSSIER", required=True, help="Het dossier; - leest de standaardinvoer."),
    ):
        command = option(command)
    return command


@click.group("trajecten", cls=DutchGroup, default="lijst", **help_texts.TRAJECTEN.settings())
def trajecten() -> None:
    """Commands on what providers offer."""


@trajecten.command("lijst", cls=DutchCommand, **help_texts.TRAJECTLIJST.settings())
@rules_option
@format_option
@output_options
@click.pass_obj
def lijst(screen: Screen, regels: str | None, formaat: str, uit: str | None, overschrijf: bool) -> int:
    """List the offers."""
    rulebook = read_rulebook(regels)
    target = Target(screen, uit, overschrijf, "")
    if formaat == "json":
        from ..explain.as_json.trajecten import offers_json

        target.text(offers_json(rulebook.offers, rulebook, ascii_only=target.ascii_only))
        return DONE
    from ..explain.screen.trajecten import list_page

    target.page(lambda **look: list_page(rulebook, **look))
    return DONE


@trajecten.command("toon", cls=DutchCommand, **help_texts.TRAJECTTOON.settings())
@click.argument("naam", metavar="NAAM")
@rules_option
@format_option
@output_options
@click.pass_context
def toon(ctx: click.Context, naam: str, regels: str | None, formaat: str, uit: str | None, overschrijf: bool) -> int:
    """Show one offer in full."""
    rulebook = read_rulebook(regels)
    offer = _named(rulebook, naam, ctx)
    target = Target(ctx.obj, uit, overschrijf, "")
    if formaat == "json":
        from ..explain.as_json.trajecten import offers_json

        target.text(offers_json((offer,), rulebook, ascii_only=target.ascii_only))
        return DONE
    from ..explain.screen.trajecten import offer_page

    target.page(lambda **look: offer_page(offer, rulebook, **look))
    return DONE


@trajecten.command("toets", cls=DutchCommand, **help_texts.TRAJECTTOETS.settings())
@click.argument("naam", metavar="NAAM")
@_overlay_options
@rules_option
@format_option
@strict_option
@output_options
@click.pass_context
def toets(
    ctx: click.Context,
    naam: str,
    dossier: str,
    start: date | None,
    motor: str,
    regels: str | None,
    formaat: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Audit one offer as the plan of a dossier."""
    rulebook, case = read_case(dossier, regels, None, strict=streng)
    offer = _named(rulebook, naam, ctx)
    audit = _auditor(rulebook, case, start, motor, ctx).audit(offer)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat == "json":
        from ..explain.as_json.trajecten import audits_json

        target.text(audits_json((audit,), rulebook, case, ascii_only=target.ascii_only))
        return DONE
    from ..explain.screen.trajecten import audit_page

    target.page(lambda **look: audit_page(audit, rulebook, case, **look))
    return DONE


@trajecten.command("vergelijk", cls=DutchCommand, **help_texts.TRAJECTVERGELIJK.settings())
@_overlay_options
@rules_option
@format_option
@strict_option
@output_options
@click.pass_context
def vergelijk(
    ctx: click.Context,
    dossier: str,
    start: date | None,
    motor: str,
    regels: str | None,
    formaat: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Lay all offers over a dossier, side by side."""
    rulebook, case = read_case(dossier, regels, None, strict=streng)
    auditor = _auditor(rulebook, case, start, motor, ctx)
    audits = tuple(auditor.audit(one) for one in rulebook.offers)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat == "json":
        from ..explain.as_json.trajecten import audits_json

        target.text(audits_json(audits, rulebook, case, ascii_only=target.ascii_only))
        return DONE
    from ..explain.screen.trajecten import comparison_page

    target.page(lambda **look: comparison_page(audits, rulebook, case, **look))
    return DONE


def _named(rulebook: Rulebook, name: str, ctx: click.Context) -> Offer:
    """The offer of that name. Raises: DutchMistake with the nearest name."""
    offers = {one.id: one for one in rulebook.offers}
    if name in offers:
        return offers[name]
    hint = did_you_mean(name, offers) or (f"mogelijk: {', '.join(offers)}" if offers else "")
    raise DutchMistake(f"traject '{name}' bestaat niet in deze regelset" + (f"; {hint}" if hint else ""), ctx)


def _auditor(rulebook: Rulebook, case: Dossier, start: date | None, motor: str, ctx: click.Context) -> OfferAuditor:
    """Ready to audit. Raises: DutchMistake when there is nothing to lay over it, or the start cannot be."""
    from ..engine.dutch import day
    from ..engine.offer_audit import OfferAuditor, too_early

    if not rulebook.offers:
        raise DutchMistake("deze regelset beschrijft geen trajecten", ctx)
    early = too_early(rulebook, case, start or case.reference_date)
    if early is not None:
        concept, earlier = early
        raise DutchMistake(f"de start kan niet voor {concept.title} liggen ({day(earlier)})", ctx)
    return OfferAuditor(rulebook, case, start, motor)
