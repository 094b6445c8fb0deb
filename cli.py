"""The commands: parse, call, print. Nothing is decided here; imports stay inside the commands, for a fast start."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from . import __version__, help_texts
from .dutch_click import Day, DutchCommand, DutchGroup, DutchMistake, HelpRequested, Word, usage_mistake
from .engine.mistakes import MistakesFound, did_you_mean
from .files import existing_folder, read_bytes, shown_name
from .screen import FIXED_WIDTH, Screen, Target, silence, standard_screens

if TYPE_CHECKING:
    from .engine.result import Result
    from .engine.rulebook import Rulebook

DONE, NOT_ADEQUATE, BAD_INPUT, DISAGREEMENT = 0, 1, 2, 3
FAULT, NOT_WRITTEN, INTERRUPTED, READER_GONE = 70, 74, 130, 141

FINE_VERDICTS = ("adequaat", "niet_aan_de_orde")
"""The verdicts that `--streng` lets pass: nothing is short, or there was no duty to test."""

UNEXPECTED = (
    "onverwachte fout: de opdracht is niet afgemaakt; "
    "zet SPOORTOETS_DEBUG=1 voor de opdracht om de technische details te zien\n"
)

PACKAGE = Path(__file__).parent
VERDICT_NAME = "oordeel"

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _dossier_argument(command: Decorated) -> Decorated:
    return click.argument("dossier", metavar="DOSSIER")(command)


def _rules_option(command: Decorated) -> Decorated:
    return click.option(
        "--regels", metavar="MAP", help="Gebruik de regelset in deze map in plaats van de meegeleverde."
    )(command)


def _audit_options(command: Decorated) -> Decorated:
    day = "Toets naar de stand van deze dag (JJJJ-MM-DD) in plaats van de peildatum in het dossier."
    engine = (
        "durable (standaard): de redeneermachine, vergeleken met de directe lezing. direct: alleen de directe lezing."
    )
    for option in (
        click.option("--motor", type=Word("durable", "direct"), default="durable", metavar="MOTOR", help=engine),
        click.option("--peildatum", type=Day(), metavar="DATUM", help=day),
    ):
        command = option(command)
    return _rules_option(command)


def _format_option(command: Decorated) -> Decorated:
    text = "tekst (standaard) om te lezen, of json voor andere programma's."
    return click.option("--formaat", type=Word("tekst", "json"), default="tekst", metavar="FORMAAT", help=text)(command)


def _output_options(command: Decorated) -> Decorated:
    overwrite = click.option("--overschrijf", is_flag=True, help="Vervang het bestand van --uit als het al bestaat.")
    file = click.option("--uit", metavar="BESTAND", help="Schrijf naar dit bestand in plaats van naar het scherm.")
    return file(overwrite(command))


def _show_version(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        raise HelpRequested(f"spoortoets, versie {__version__}\n")


@click.group(
    cls=DutchGroup,
    **help_texts.SPOORTOETS.settings(),
)
@click.option(
    "--versie", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Toon de versie."
)
def spoortoets() -> None:
    """The program."""


@spoortoets.command(
    "toets",
    cls=DutchCommand,
    **help_texts.TOETS.settings(),
)
@_dossier_argument
@_audit_options
@_format_option
@click.option("--streng", is_flag=True, help="Geef afsluitcode 1 als het oordeel niet adequaat is.")
@_output_options
@click.pass_obj
def toets(
    screen: Screen,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    formaat: str,
    streng: bool,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Audit a dossier."""
    result = _audit(dossier, regels, peildatum, motor, _reasoned(formaat))
    _print_result(result, formaat, Target(screen, uit, overschrijf, dossier))
    return NOT_ADEQUATE if streng and result.verdict.outcome not in FINE_VERDICTS else DONE


@spoortoets.command(
    "waarom",
    cls=DutchCommand,
    **help_texts.WAAROM.settings(),
)
@_dossier_argument
@click.argument("criterium", metavar="CRITERIUM")
@_audit_options
@_output_options
@click.pass_context
def waarom(
    ctx: click.Context,
    dossier: str,
    criterium: str,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Explain one criterion."""
    from .explain.terminal_why import why_page, why_verdict_page

    code = VERDICT_NAME if criterium.lower() == VERDICT_NAME else criterium.upper()
    result = _audit(dossier, regels, peildatum, motor, (code,))
    target = Target(ctx.obj, uit, overschrijf, dossier)
    if code == VERDICT_NAME:
        target.page(lambda **look: why_verdict_page(result, **look))
        return DONE
    finding = result.finding(code)
    if finding is None:
        codes = [one.criterion for one in result.findings]
        hint = did_you_mean(code, [*codes, VERDICT_NAME])
        raise DutchMistake(
            f"criterium '{criterium}' bestaat niet in deze regelset" + (f"; {hint}" if hint else ""), ctx
        )
    target.page(lambda **look: why_page(result, finding, **look))
    return DONE


@spoortoets.command(
    "tijdlijn",
    cls=DutchCommand,
    **help_texts.TIJDLIJN.settings(),
)
@_dossier_argument
@_audit_options
@_output_options
@click.pass_obj
def tijdlijn(
    screen: Screen,
    dossier: str,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Show the dated steps."""
    from .explain.terminal_timeline import timeline_page

    result = _audit(dossier, regels, peildatum, motor, ())
    Target(screen, uit, overschrijf, dossier).page(lambda **look: timeline_page(result, **look))
    return DONE


@spoortoets.command(
    "voorbeeld",
    cls=DutchCommand,
    **help_texts.VOORBEELD.settings(),
)
@click.argument("naam", metavar="[NAAM]", required=False)
@click.option("--lijst", is_flag=True, help="Noem de voorbeelden, zonder te toetsen.")
@_audit_options
@_format_option
@_output_options
@click.pass_context
def voorbeeld(
    ctx: click.Context,
    naam: str | None,
    lijst: bool,
    regels: str | None,
    peildatum: date | None,
    motor: str,
    formaat: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Audit one of the examples."""
    examples = {one.stem: one for one in sorted((PACKAGE / "voorbeelden").glob("*.yaml"))}
    target = Target(ctx.obj, uit, overschrijf, "")
    if lijst:
        target.text(_example_list(examples, regels))
        return DONE
    name = naam.removesuffix(".yaml") if naam else next(iter(examples), "")
    if name not in examples:
        hint = did_you_mean(name, examples) or "'spoortoets voorbeeld --lijst' noemt ze alle"
        raise DutchMistake(f"voorbeeld '{name}' bestaat niet; {hint}", ctx)
    result = _audit(str(examples[name]), regels, peildatum, motor, _reasoned(formaat))
    _print_result(result, formaat, target)
    return DONE


@spoortoets.command(
    "nieuw",
    cls=DutchCommand,
    **help_texts.NIEUW.settings(),
)
@click.option(
    "--id", "kenmerk", metavar="KENMERK", default="D-001", help="Het kenmerk van het dossier; standaard D-001."
)
@click.option("--peildatum", type=Day(), metavar="DATUM", help="De peildatum (JJJJ-MM-DD); anders vult u die zelf in.")
@_rules_option
@_output_options
@click.pass_obj
def nieuw(
    screen: Screen, kenmerk: str, peildatum: date | None, regels: str | None, uit: str | None, overschrijf: bool
) -> int:
    """Make an empty dossier."""
    from .explain.empty_dossier import empty_dossier

    rulebook = _rulebook(regels)
    text = empty_dossier(rulebook.groups, rulebook.concepts, id=kenmerk, reference_date=peildatum)
    Target(screen, uit, overschrijf, "").text(text)
    return DONE


@spoortoets.group(
    "regels",
    cls=DutchGroup,
    **help_texts.REGELS.settings(),
)
def regels_groep() -> None:
    """Commands on the rulebook."""


@regels_groep.command(
    "controleer",
    cls=DutchCommand,
    **help_texts.CONTROLEER.settings(),
)
@_rules_option
@click.pass_obj
def controleer(screen: Screen, regels: str | None) -> int:
    """Check the rulebook."""
    from .engine.load import load_rulebook
    from .explain.terminal_survey import survey_page

    rulebook = load_rulebook(_rules_folder(regels))
    Target(screen, None, False, "").page(lambda **look: survey_page(rulebook, **look))
    return DONE


def command_line() -> int:
    """The program: one command in a process of its own."""
    # A command is short: looking for reference cycles costs a tenth of its time and finds nothing to free.
    gc.disable()
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit status. Never lets a traceback through, unless SPOORTOETS_DEBUG is set."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    out, errors = standard_screens()
    try:
        status = _run(words, out, errors)
        out.stream.flush()
    except BrokenPipeError:
        silence(out.stream)
        return READER_GONE
    except (KeyboardInterrupt, click.Abort):
        errors.write("Afgebroken.\n")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("SPOORTOETS_DEBUG"):
            raise
        if isinstance(error, OSError):
            silence(out.stream)
            errors.write("De uitvoer is niet volledig geschreven; is er nog ruimte op de schijf?\n")
            return NOT_WRITTEN
        errors.write(UNEXPECTED)
        return FAULT
    return status


def _run(words: list[str], out: Screen, errors: Screen) -> int:
    """Run, with what a user can mend told on the error stream."""
    try:
        with spoortoets.make_context("spoortoets", words, obj=out) as ctx:
            return int(spoortoets.invoke(ctx) or DONE)
    except HelpRequested as asked:
        out.write(asked.text)
        return DONE
    except click.ClickException as error:
        errors.write(usage_mistake(error))
        return BAD_INPUT
    except MistakesFound as found:
        errors.write(_mistake_lines(found))
        return BAD_INPUT
    except Exception as error:
        status = _engine_status(error)
        if status is None:
            raise
        errors.write(f"{error}\nEr is daarom geen oordeel gegeven.\n")
        return status


def _engine_status(error: Exception) -> int | None:
    """The exit status of what the engine itself tells in Dutch; None for any other error."""
    from .engine.audit import RulebookConflict
    from .engine.infer import InferenceFault, ReadingsDisagree

    match error:
        case ReadingsDisagree() | InferenceFault():
            return DISAGREEMENT
        case RulebookConflict():
            return BAD_INPUT
    return None


def _mistake_lines(found: MistakesFound) -> str:
    """One mistake per line, then how many there are."""
    files = sorted({one.place.file for one in found.mistakes})
    number = len(found.mistakes)
    where = files[0] if len(files) == 1 else f"{len(files)} bestanden"
    count = "1 fout" if number == 1 else f"{number} fouten"
    return "".join(f"{one}\n" for one in found.mistakes) + f"{count} in {where}\n"


def _rules_folder(name: str | None) -> Path:
    return PACKAGE / "rules" if name is None else existing_folder(name)


def _rulebook(name: str | None) -> Rulebook:
    from .engine.cache import cached_rulebook

    return cached_rulebook(_rules_folder(name))


def _audit(
    dossier: str, rules: str | None, reference_date: date | None, engine: str, reasoned: tuple[str, ...] | None
) -> Result:
    """Audit a file; `reasoned` names the rules whose reasoning is worked out, None = all."""
    data = read_bytes(dossier)
    from .engine.audit import audit
    from .engine.dossier_reader import read_dossier

    rulebook = _rulebook(rules)
    case = read_dossier(data, shown_name(dossier), rulebook.concepts, reference_date=reference_date)
    return audit(rulebook, case, motor=engine, reasoned=reasoned)


def _reasoned(form: str) -> tuple[str, ...] | None:
    """What has to be worked out for a format: JSON holds every reasoning, the page of `toets` none."""
    return None if form == "json" else ()


def _print_result(result: Result, form: str, target: Target) -> None:
    if form == "json":
        from .explain.json_result import json_text

        target.text(json_text(result, ascii_only=target.file is None and target.screen.ascii_only))
        return
    from .explain.terminal_verdict import verdict_page

    target.page(lambda **look: verdict_page(result, **look))


def _example_list(examples: dict[str, Path], rules: str | None) -> str:
    """The name of each example with its description."""
    import textwrap

    from .engine.dossier_reader import read_dossier

    concepts = _rulebook(rules).concepts
    lines = []
    for name, path in examples.items():
        value = read_dossier(path.read_bytes(), path.name, concepts).fact("dossier.omschrijving").value
        lines.append(name)
        lines.extend(textwrap.wrap(str(value or ""), FIXED_WIDTH, initial_indent="    ", subsequent_indent="    "))
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(command_line())
