"""The commands on a dossier. Imports stay inside them, for a fast start."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import Day, DutchCommand, DutchMistake, Word
from ..engine.mistakes import Mistake, MistakesFound, Place, did_you_mean
from ..files import shown_name
from ..screen import FIXED_WIDTH, Screen, Target
from .options import (
    DONE,
    NOT_ADEQUATE,
    PACKAGE,
    PAPER,
    audit_file,
    audit_options,
    dossier_argument,
    format_option,
    output_options,
    paper_format_option,
    read_case,
    read_rulebook,
    rules_option,
    strict_option,
    template_option,
)
from .pieces import print_report, reader_option, refuse_odd_options

if TYPE_CHECKING:
    from ..engine.result import Result
    from ..engine.rulebook import Rulebook

FINE_VERDICTS = ("adequaat", "niet_aan_de_orde")
"""The verdicts that `--streng` lets pass: nothing is short, or there was no duty to test."""

VERDICT_NAME = "oordeel"


@click.command(
    "toets",
    cls=DutchCommand,
    **help_texts.TOETS.settings(),
)
@dossier_argument
@audit_options
@paper_format_option("het rapport")
@reader_option
@template_option
@click.option(
    "--streng",
    is_flag=True,
    help="Weiger een dossier met persoonlijke of medische gegevens, en geef afsluitcode 1 bij een ander oordeel dan"
    " adequaat of niet aan de orde.",
)
@output_options
@click.pass_context
def toets(
    ctx: click.Context,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    formaat: str,
    lezer: str | None,
    sjabloon: str | None,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Audit a dossier."""
    refuse_odd_options(ctx, formaat, lezer, sjabloon, uit)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat in PAPER:
        outcome = print_report(
            ctx, dossier, regels, peildatum, regels_op, motor, formaat, lezer, sjabloon, strict=streng, target=target
        )
    else:
        result = audit_file(dossier, regels, peildatum, motor, _reasoned(formaat), regels_op, strict=streng)
        _print_result(result, formaat, target)
        outcome = result.verdict.outcome
    return NOT_ADEQUATE if streng and outcome not in FINE_VERDICTS else DONE


@click.command(
    "waarom",
    cls=DutchCommand,
    **help_texts.WAAROM.settings(),
)
@dossier_argument
@click.argument("criterium", metavar="CRITERIUM")
@audit_options
@strict_option
@output_options
@click.pass_context
def waarom(
    ctx: click.Context,
    dossier: str,
    criterium: str,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Explain one criterion."""
    from ..explain.screen.why import why_nogo_page, why_page, why_verdict_page

    code = VERDICT_NAME if criterium.lower() == VERDICT_NAME else criterium.upper()
    result = audit_file(dossier, regels, peildatum, motor, (code,), regels_op, strict=streng)
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if code == VERDICT_NAME:
        target.page(lambda **look: why_verdict_page(result, **look))
        return DONE
    ground = result.nogo(code)
    if ground is not None:
        target.page(lambda **look: why_nogo_page(result, ground, **look))
        return DONE
    finding = result.finding(code)
    if finding is None:
        raise DutchMistake(_no_reasoning(criterium, result, read_rulebook(regels)), ctx)
    target.page(lambda **look: why_page(result, finding, **look))
    return DONE


@click.command(
    "tijdlijn",
    cls=DutchCommand,
    **help_texts.TIJDLIJN.settings(),
)
@dossier_argument
@audit_options
@click.option(
    "--formaat",
    type=Word("tekst", "svg", "png"),
    default="tekst",
    metavar="FORMAAT",
    help="tekst (standaard) om te lezen, of een beeld als svg of png.",
)
@strict_option
@output_options
@click.pass_context
def tijdlijn(
    ctx: click.Context,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    formaat: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Show the dated steps."""
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if formaat != "tekst":
        if formaat == "png" and uit is None:
            raise DutchMistake("bij --formaat png hoort --uit met de naam van het bestand", ctx)
        return _draw_timeline(dossier, regels, peildatum, regels_op, motor, formaat, target, strict=streng)
    from ..explain.screen.timeline import timeline_page

    result = audit_file(dossier, regels, peildatum, motor, (), regels_op, strict=streng)
    target.page(lambda **look: timeline_page(result, **look))
    return DONE


@click.command(
    "voorbeeld",
    cls=DutchCommand,
    **help_texts.VOORBEELD.settings(),
)
@click.argument("naam", metavar="[NAAM]", required=False)
@click.option("--lijst", is_flag=True, help="Noem de voorbeelden, zonder te toetsen.")
@audit_options
@format_option
@output_options
@click.pass_context
def voorbeeld(
    ctx: click.Context,
    naam: str | None,
    lijst: bool,
    regels: str | None,
    peildatum: date | None,
    regels_op: date | None,
    motor: str,
    formaat: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Audit one of the examples."""
    examples = {one.stem: one for one in sorted((PACKAGE / "voorbeelden").glob("*.yaml"))}
    target = Target(ctx.obj, uit, overschrijf, "")
    if lijst:
        if naam:
            raise DutchMistake("bij --lijst hoort geen naam", ctx)
        target.text(_example_list(examples, regels))
        return DONE
    name = naam.removesuffix(".yaml") if naam else next(iter(examples), "")
    if name not in examples:
        hint = did_you_mean(name, examples) or "'spoortoets voorbeeld --lijst' noemt ze alle"
        raise DutchMistake(f"voorbeeld '{name}' bestaat niet; {hint}", ctx)
    result = audit_file(str(examples[name]), regels, peildatum, motor, _reasoned(formaat), regels_op)
    _print_result(result, formaat, target)
    return DONE


@click.command(
    "nieuw",
    cls=DutchCommand,
    **help_texts.NIEUW.settings(),
)
@click.option(
    "--id", "kenmerk", metavar="KENMERK", default="D-001", help="Het kenmerk van het dossier; standaard D-001."
)
@click.option("--peildatum", type=Day(), metavar="DATUM", help="De peildatum (JJJJ-MM-DD); anders vult u die zelf in.")
@rules_option
@output_options
@click.pass_obj
def nieuw(
    screen: Screen, kenmerk: str, peildatum: date | None, regels: str | None, uit: str | None, overschrijf: bool
) -> int:
    """Make an empty dossier."""
    from ..explain.empty_dossier import empty_dossier

    rulebook = read_rulebook(regels)
    text = empty_dossier(rulebook.groups, rulebook.concepts, id=kenmerk, reference_date=peildatum)
    Target(screen, uit, overschrijf, "").text(text)
    return DONE


def _draw_timeline(
    dossier: str,
    rules: str | None,
    day: date | None,
    rules_day: date | None,
    engine: str,
    form: str,
    target: Target,
    *,
    strict: bool,
) -> int:
    """Write the timeline as a picture. Raises: MistakesFound when the dossier does not say where it begins."""
    rulebook, case = read_case(dossier, rules, day, rules_day, strict=strict)
    from ..engine.picture import timeline_picture
    from ..explain.pieces.blocks import Figure
    from ..explain.timeline.picture import figure_png, timeline_figure
    from ..explain.timeline.words import TimelineData, why_no_picture

    data = TimelineData.of(*timeline_picture(rulebook, case, motor=engine))
    figure = timeline_figure(data)
    if not isinstance(figure, Figure):
        said = why_no_picture(data)
        raise MistakesFound([Mistake(Place(shown_name(dossier)), "D19", f"{said[:1].lower()}{said[1:].rstrip('.')}")])
    if form == "png":
        target.data(figure_png(figure.svg))
    else:
        target.text(figure.svg)
    return DONE


def _no_reasoning(name: str, result: Result, rulebook: Rulebook) -> str:
    """Why `waarom` has nothing to tell: the criterion is switched off or not in force, or nothing has that name."""
    code = name.upper()
    versions = [one for one in rulebook.criteria if one.id == code]
    if versions:
        when = "op de peildatum" if result.rules_day is None else f"op {result.rules_day}"
        why = f"geldt niet {when}" if any(one.enabled for one in versions) else "is uitgeschakeld"
        return f"criterium '{code}' {why} en is niet getoetst; 'spoortoets regels toon {code}' laat het zien"
    codes = [*(one.criterion for one in result.findings), *(one.nogo for one in result.nogos)]
    hint = did_you_mean(code, codes) or did_you_mean(name.lower(), [VERDICT_NAME])
    what = "grond" if code.startswith("NG") else "criterium"
    return f"{what} '{name}' bestaat niet in deze regelset" + (f"; {hint}" if hint else "")


def _reasoned(form: str) -> tuple[str, ...] | None:
    """What has to be worked out for a format: JSON holds every reasoning, the page of `toets` none."""
    return None if form == "json" else ()


def _print_result(result: Result, form: str, target: Target) -> None:
    if form == "json":
        from ..explain.as_json.result import json_text

        target.text(json_text(result, ascii_only=target.ascii_only))
        return
    from ..explain.screen.verdict import verdict_page

    target.page(lambda **look: verdict_page(result, **look))


def _example_list(examples: dict[str, Path], rules: str | None) -> str:
    """The name of each example with its description."""
    import textwrap

    from ..engine.dossier_reader import read_dossier

    concepts = read_rulebook(rules).concepts
    lines = []
    for name, path in examples.items():
        value = read_dossier(path.read_bytes(), path.name, concepts).fact("dossier.omschrijving").value
        lines.append(name)
        lines.extend(textwrap.wrap(str(value or ""), FIXED_WIDTH, initial_indent="    ", subsequent_indent="    "))
    return "".join(f"{line}\n" for line in lines)
