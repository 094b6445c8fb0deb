"""The commands on the rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchGroup, DutchMistake
from ..engine.mistakes import did_you_mean
from ..screen import Target
from .options import DONE, follow_option, rules_folder, rules_option
from .regels_controleer import controleer
from .regels_mutatie import mutatie
from .regels_publiceer import publiceer
from .regels_schrijven import formatteer, nieuw, schema
from .regels_verschil import verschil
from .regels_versies import versies
from .rule_names import refuse_unknown

if TYPE_CHECKING:
    from pathlib import Path

TESTS_FAILED = 1


@click.group(
    "regels",
    cls=DutchGroup,
    **help_texts.REGELS.settings(),
)
def regels() -> None:
    """Commands on the rulebook."""


@regels.command(
    "test",
    cls=DutchCommand,
    **help_texts.REGELTEST.settings(),
)
@click.argument("naam", metavar="[NAAM]", required=False)
@follow_option
@rules_option
@click.pass_context
def test(ctx: click.Context, naam: str | None, volg: bool, regels: str | None) -> int:
    """Run the tests of the rules."""
    from ..engine.cache import cached_rulebook
    from ..engine.rule_tests.reading import read_tests
    from ..engine.rule_tests.running import Runner, State
    from ..explain.screen.rule_tests import tests_page

    folder = rules_folder(regels)
    if volg:
        from .volgen import follow_tests

        return follow_tests(folder, regels or folder.name, ctx.obj, naam)
    found = read_tests(folder)
    chosen = [one for one in found.tests if naam is None or one.tested.lower() == naam.lower()]
    if not chosen:
        names = {one.tested for one in found.tests}
        what = "geen toets gevonden" if naam is None else f"geen toets gevonden voor '{naam}'"
        hint = did_you_mean(naam, names) if naam else _where_tests_go(folder)
        raise DutchMistake(what + (f"; {hint}" if hint else ""), ctx)
    results = list(Runner(cached_rulebook(folder), found).run_all(chosen))
    Target(ctx.obj, None, False, "").page(lambda **look: tests_page(results, **look))
    bad = any(one.state in (State.FAILED, State.ERROR) for one in results)
    return TESTS_FAILED if bad else DONE


@regels.command(
    "dekking",
    cls=DutchCommand,
    **help_texts.DEKKING.settings(),
)
@click.argument("naam", metavar="[NAAM]", required=False)
@rules_option
@click.pass_context
def dekking(ctx: click.Context, naam: str | None, regels: str | None) -> int:
    """What the tests of the rules have seen."""
    from ..engine.cache import cached_rulebook
    from ..engine.rule_tests.coverage import Watcher
    from ..engine.rule_tests.focused import focused_coverage
    from ..engine.rule_tests.reading import read_tests
    from ..engine.rule_tests.running import Runner
    from ..explain.screen.coverage import coverage_page, focused_page

    folder = rules_folder(regels)
    tests = read_tests(folder)
    if not tests.tests:
        raise DutchMistake(f"geen toets gevonden; {_where_tests_go(folder)}", ctx)
    rulebook = cached_rulebook(folder)
    target = Target(ctx.obj, None, False, "")
    if naam is not None:
        refuse_unknown(naam, rulebook, ctx)
        focused = focused_coverage(naam, rulebook, tests)
        found = focused.coverage
        if not found.items and not found.stale:
            raise DutchMistake(f"bij '{naam}' is niets wat een toets kan laten zien", ctx)
        target.page(lambda **look: focused_page(focused, **look))
        return DONE if found.complete else TESTS_FAILED
    watcher = Watcher()
    for _ in Runner(rulebook, tests, watcher).run_all(tests.tests):
        pass
    found = watcher.coverage(tests.tests, tests.unreachable)
    target.page(lambda **look: coverage_page(found, **look))
    return DONE if found.complete else TESTS_FAILED


@regels.command(
    "toon",
    cls=DutchCommand,
    **help_texts.TOON.settings(),
)
@click.argument("naam", metavar="NAAM")
@rules_option
@click.pass_context
def toon(ctx: click.Context, naam: str, regels: str | None) -> int:
    """One rule as readable Dutch."""
    from ..engine.cache import cached_rulebook
    from ..engine.rule_tests.reading import read_tests
    from ..explain.rule_book.text import Teller
    from ..explain.screen.rule import rule_page

    folder = rules_folder(regels)
    teller = Teller(cached_rulebook(folder), read_tests(folder).tests)
    rules = teller.all()
    found = [one for one in rules if one.id.lower() in (naam.lower(), f"parameter.{naam}".lower())]
    if not found:
        hint = did_you_mean(naam, [one.id for one in rules])
        raise DutchMistake(f"regel '{naam}' bestaat niet in deze regelset" + (f"; {hint}" if hint else ""), ctx)
    for one in found:
        Target(ctx.obj, None, False, "").page(lambda one=one, **look: rule_page(one, **look))
    return DONE


@regels.command(
    "documenteer",
    cls=DutchCommand,
    **help_texts.DOCUMENTEER.settings(),
)
@click.option("--uit", metavar="MAP", required=True, help="De map waarin het boek komt.")
@click.option("--overschrijf", is_flag=True, help="Vervang bestanden die er al staan.")
@rules_option
@click.pass_context
def documenteer(ctx: click.Context, uit: str, overschrijf: bool, regels: str | None) -> int:
    """The whole rulebook as a Markdown book."""
    from ..engine.cache import cached_rulebook
    from ..engine.rule_tests.reading import read_tests
    from ..explain.rule_book.markdown import markdown_book
    from ..files import write_folder

    folder = rules_folder(regels)
    book = markdown_book(cached_rulebook(folder), read_tests(folder).tests)
    write_folder(uit, book, overwrite=overschrijf)
    ctx.obj.write(f"{len(book)} bestanden geschreven in {uit}; begin bij index.md\n")
    return DONE


regels.add_command(controleer)
regels.add_command(verschil)
regels.add_command(versies)
regels.add_command(mutatie)
regels.add_command(publiceer)
regels.add_command(schema)
regels.add_command(nieuw)
regels.add_command(formatteer)


def _where_tests_go(folder: Path) -> str:
    return f"zet toetsen in de map {folder.name}/toetsen"
