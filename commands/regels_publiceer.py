"""The command that writes a release of the rulebook. Imports stay inside it, for a fast start."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import Day, DutchCommand, DutchMistake
from ..engine.mistakes import Mistake, MistakesFound, Place
from ..files import write_new_folder
from ..screen import Target
from .options import DONE, rules_folder, rules_option
from .progress import progress_bar

if TYPE_CHECKING:
    from ..engine.differences.compare import Book
    from ..engine.release.inspecting import Inspection
    from ..engine.release.versions import Published
    from ..explain.workbench.release_json import Release

REFUSED = 1
UNNAMED, UNREADABLE = "U01", "U02"
PAGE, WORD_PAGE = "uitgave.md", "uitgave.docx"


@click.command("publiceer", cls=DutchCommand, **help_texts.PUBLICEER.settings())
@click.option("--uitgaven", metavar="MAP", required=True, help="De map met uitgaven; de nieuwe komt erin.")
@click.option("--vorige", metavar="BRON", help="De regelset van hiervoor: een map, een uitgave of een revisie in git.")
@click.option(
    "--toelichting", metavar="TEKST", default="", help="Wat er is veranderd, waarom, en wie het ermee eens is."
)
@click.option("--datum", type=Day(), metavar="DATUM", help="De datum van de uitgave (JJJJ-MM-DD).")
@click.option("--snel", is_flag=True, help="Ga niet na wat de regels betekenen; dat staat dan in de uitgave.")
@rules_option
@click.pass_context
def publiceer(
    ctx: click.Context,
    uitgaven: str,
    vorige: str | None,
    toelichting: str,
    datum: date | None,
    snel: bool,
    regels: str | None,
) -> int:
    """Write a release of the rulebook, unless something stands in its way."""
    from ..engine.release.refusing import Reason, Refusal, found_refusals, version_refusals
    from ..explain.workbench import publishing
    from ..explain.workbench.release_json import Release
    from ..rulebook_places import beside_rules, published_in

    _refuse_personal(toelichting, ctx)
    folder, root = rules_folder(regels), Path(uitgaven)
    new = _new_book(folder)
    book, target = new.rulebook, Target(ctx.obj, None, False, "")
    published = published_in(root)
    same = next((one for one in published if one.version == book.version), None)
    if same is not None and same.hash == book.hash and not same.changed:
        target.page(lambda **look: publishing.already_page(book, same.name, **look))
        return DONE
    earlier, old = _previous(vorige, published, new, str(folder))
    found = _inspected(folder, new, old, quick=snel)
    refusals = [*version_refusals(book.version, book.hash, same, earlier, toelichting), *found_refusals(found)]
    if found.proofs is None and not snel:
        refusals.append(Refusal(Reason.NO_SOLVER))
    if refusals:
        target.page(lambda **look: publishing.refused_page(book, refusals, regels, **look))
        return REFUSED
    place = str(root / book.version)
    _write(Release(found, datum, toelichting.strip(), beside_rules(folder)), place, new)
    target.page(lambda **look: publishing.published_page(found, place, **look))
    return DONE


def _refuse_personal(note: str, ctx: click.Context) -> None:
    """The note goes out with the release; who agreed is told by function. Raises: DutchMistake."""
    from ..engine.guard import hits

    found = [one.kind.value for one in hits(note, ())]
    if found:
        raise DutchMistake(f"in --toelichting staat misschien {found[0]}; noem een functie, geen persoon", ctx)


def _new_book(folder: Path) -> Book:
    """The rulebook that goes out. Raises: MistakesFound."""
    from ..engine.cache import cached_from
    from ..engine.differences.compare import Book
    from ..engine.release.versions import is_usable
    from ..engine.rule_files import read_folder
    from ..engine.rule_tests.reading import read_tests
    from ..rulebook_places import HEADER

    files = read_folder(folder)
    book = Book("", cached_from(files), files, read_tests(folder))
    if not is_usable(book.rulebook.version):
        message = f"naar versie '{book.rulebook.version}' kan geen map worden genoemd"
        hint = "gebruik letters, cijfers, punten en streepjes, zoals 2026.12.1"
        raise MistakesFound([Mistake(Place(HEADER), UNNAMED, message, hint)])
    return book


def _previous(
    named: str | None, published: list[Published], new: Book, folder: str
) -> tuple[Published | None, Book | None]:
    """What the release follows: what the user named, or the last version before it. Raises: MistakesFound."""
    from ..engine.cache import cached_from
    from ..engine.differences.compare import Book
    from ..engine.release.versions import before
    from ..engine.rule_tests.reading import tests_from
    from ..rulebook_places import kept_at, published_at

    earlier = before(new.rulebook.version, published)
    name = named if named is not None else None if earlier is None else earlier.name
    if name is None:
        return None, None
    kept = kept_at(name, folder)
    try:
        book = Book(name, cached_from(kept.files), kept.files, tests_from(kept.tests))
    except MistakesFound as found:
        message = f"dit programma leest de vorige regelset niet: {found.mistakes[0]}"
        hint = "noem met --vorige een andere regelset"
        raise MistakesFound([Mistake(Place(name), UNREADABLE, message, hint)]) from None
    return published_at(kept, book.rulebook.version), book


def _inspected(folder: Path, new: Book, old: Book | None, *, quick: bool) -> Inspection:
    """Everything that the release tells, except what the user says of it. Raises: MistakesFound."""
    from ..engine.differences.compare import compare
    from ..engine.proofs.properties import read_statements
    from ..engine.proofs.proving import Subject
    from ..engine.proofs.solver import solver_available
    from ..engine.release.inspecting import inspect
    from ..engine.rule_files import STATEMENTS

    path = folder / STATEMENTS
    statements = read_statements(path.read_bytes() if path.is_file() else None, new.rulebook)
    subject = Subject(new.rulebook, new.files, new.tests, statements)
    compared = None if old is None else compare(old, new)
    with progress_bar("Uitgave") as progress:
        return inspect(subject, compared, meaning=not quick and solver_available(), progress=progress)


def _write(release: Release, place: str, book: Book) -> None:
    """The rules byte for byte, the receipt and the page. Raises: MistakesFound."""
    from ..explain.pieces.docx import docx_bytes
    from ..explain.pieces.markdown import markdown_text
    from ..explain.workbench.release import release_piece
    from ..explain.workbench.release_json import release_json
    from ..rulebook_places import RELEASE, RULES_OF_RELEASE

    piece = release_piece(release)
    files: dict[str, str | bytes] = {
        RELEASE: release_json(release),
        PAGE: markdown_text(piece),
        WORD_PAGE: docx_bytes(piece, None),
    }
    files |= {f"{RULES_OF_RELEASE}/{name}": data for name, data in (book.files | release.beside).items()}
    write_new_folder(place, files)
