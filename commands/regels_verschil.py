"""The command that lays two rulebooks side by side. Imports stay inside it, for a fast start."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake, Word
from ..engine.mistakes import Mistake, MistakesFound
from ..files import existing_folder, read_bytes, write_folder
from ..screen import Screen, Target
from .options import DONE, PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..engine.differences.compare import Book
    from ..engine.differences.dossiers import Readable
    from ..explain.workbench.difference import Report

NOTICED = 1
"""Something comes out otherwise, or it is not sure that nothing does."""

EFFORTS = {"weinig": 0.5, "gewoon": 2.0, "veel": 20.0}
"""Seconds that the prover may take for one question, on an ordinary machine."""

EXAMPLES = PACKAGE / "voorbeelden"


@click.command("verschil", cls=DutchCommand, **help_texts.VERSCHIL.settings())
@click.argument("oud", metavar="OUD")
@click.argument("nieuw", metavar="NIEUW", required=False)
@click.option("--dossiers", metavar="MAP", help="Toon ook welke dossiers in deze map anders uitkomen.")
@click.option("--voorbeelden", is_flag=True, help="Als --dossiers, met de meegeleverde voorbeelden.")
@click.option("--snel", is_flag=True, help="Alleen wat anders is geschreven; zoek geen dossiers en bewijs niets.")
@click.option(
    "--moeite",
    type=Word(*EFFORTS),
    default="gewoon",
    metavar="MOEITE",
    help="Hoe lang het bewijs over één vraag mag doen: weinig, gewoon (standaard) of veel.",
)
@click.option(
    "--formaat",
    type=Word("tekst", "md", "json"),
    default="tekst",
    metavar="FORMAAT",
    help="tekst (standaard) om te lezen, md als stuk, of json voor andere programma's.",
)
@click.option("--uit", metavar="MAP", help="Schrijf de kleine dossiers die een wijziging merken in deze map.")
@click.option("--overschrijf", is_flag=True, help="Vervang bestanden die daar al staan.")
@click.pass_context
def verschil(
    ctx: click.Context,
    oud: str,
    nieuw: str | None,
    dossiers: str | None,
    voorbeelden: bool,
    snel: bool,
    moeite: str,
    formaat: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """What changed between two rulebooks, and what notices it."""
    if dossiers and voorbeelden:
        raise DutchMistake("--dossiers en --voorbeelden gaan niet samen: kies één map", ctx)
    if snel and uit is not None:
        raise DutchMistake("bij --snel worden geen dossiers gezocht; laat --uit of --snel weg", ctx)
    newer = nieuw if nieuw is not None else str(PACKAGE / "rules")
    old, new = _book(oud, newer, oud), _book(newer, oud, nieuw or "de meegeleverde regels")
    from ..engine.differences.compare import compare
    from ..explain.workbench.difference import Report

    compared = compare(old, new)
    folder = EXAMPLES if voorbeelden else None
    if dossiers is not None:
        folder = existing_folder(dossiers, "noem een map met dossiers")
    readable = None if folder is None else _readable(folder, old, new)
    outcomes = effects = None
    if readable is not None:
        from ..engine.differences.dossiers import outcomes as outcomes_of

        with _progress("Dossiers") as step:
            outcomes = outcomes_of(readable, old.rulebook, new.rulebook, progress=step)
    if not snel:
        from ..engine.differences.candidates import Candidate
        from ..engine.differences.effects import EffectFinder

        own = [Candidate(one.dossier, f"het dossier {one.file}") for one in readable or () if one.dossier is not None]
        with _progress("Wijzigingen") as step:
            effects = EffectFinder(compared, own, EFFORTS[moeite], step).find()
    report = Report(compared, effects, outcomes)
    _print(report, formaat, ctx.obj)
    if uit is not None:
        _write_witnesses(report, uit, overschrijf, ctx.obj)
    return _status(report)


def _status(report: Report) -> int:
    if report.compared.same_bytes or not report.compared.rules:
        return DONE
    if report.effects is None:
        return NOTICED if any(one.means_otherwise for one in report.compared.rules) else DONE
    return DONE if report.effects.agrees else NOTICED


def _book(name: str, beside: str, shown: str) -> Book:
    """The rulebook in a folder or revision. Raises: MistakesFound, which say in which of the two they are."""
    from ..engine.cache import cached_from
    from ..engine.differences.compare import Book
    from ..engine.rule_tests.reading import tests_from
    from ..rulebook_places import kept_at

    kept = kept_at(name, beside)
    try:
        return Book(shown, cached_from(kept.files), kept.files, tests_from(kept.tests))
    except MistakesFound as found:
        raise MistakesFound(_inside(shown, one) for one in found.mistakes) from None


def _inside(name: str, one: Mistake) -> Mistake:
    return one._replace(place=one.place._replace(file=f"{name}/{one.place.file}"))


def _readable(folder: Path, old: Book, new: Book) -> list[Readable]:
    from ..engine.differences.dossiers import read_both

    files = sorted(one for one in folder.glob("*") if one.suffix in (".yaml", ".json") and one.is_file())
    return [read_both(one.name, read_bytes(str(one)), old.rulebook, new.rulebook) for one in files]


def _print(report: Report, form: str, screen: Screen) -> None:
    target = Target(screen, None, False, "")
    if form == "json":
        from ..explain.workbench.difference_json import difference_json

        target.text(difference_json(report, ascii_only=target.ascii_only))
        return
    from ..explain.workbench.difference import difference_piece

    piece = difference_piece(report)
    if form == "md":
        from ..explain.pieces.markdown import markdown_text

        target.text(markdown_text(piece))
        return
    from ..explain.screen.piece import piece_page

    target.page(lambda **look: piece_page(piece, **look))


def _write_witnesses(report: Report, folder: str, overwrite: bool, screen: Screen) -> None:
    """One file per rule with a dossier that notices its change."""
    from ..explain.workbench.difference import witness_files

    files = witness_files(report)
    write_folder(folder, files, overwrite=overwrite)
    many = "1 dossier" if len(files) == 1 else f"{len(files)} dossiers"
    screen.write(f"{many} geschreven in {folder}\n")


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, where that is a terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        shown: Any = bar

        def step(done: int, every: int) -> None:
            shown.length = max(every, 1)
            shown.update(done - shown.pos)

        yield step
