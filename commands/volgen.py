"""Following a rulebook while it is edited: the screen is drawn again after every save, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..engine.mistakes import MistakesFound
from ..screen import Screen, Target
from .options import DONE

if TYPE_CHECKING:
    from ..engine.differences.compare import Book
    from ..engine.editing.watching import Snapshot, Touched

PAUSE = 0.4
"""Seconds between two looks at the files: short enough to feel at once, and a look takes a few thousandths."""

Check = Callable[["Book", "Touched | None", Target], None]
"""What is done after a save, with the rulebook and what the save touched (None at the start)."""


def follow_rules(folder: Path, shown: str, screen: Screen, check: Check) -> int:
    """Check now and after every save, until the user stops. What stands on the screen is of the last save alone."""
    from ..engine.editing.watching import follow

    follower = _Follower(folder, shown, screen, check)
    try:
        for files in follow(lambda: snapshot(folder), lambda: time.sleep(PAUSE)):
            follower.round(files)
    except KeyboardInterrupt:
        screen.write("\nGestopt.\n")
    return DONE


def snapshot(folder: Path) -> Snapshot:
    """The rule files, tests included, each with when it was written and its size."""
    from ..engine.rule_files import files_below

    found: dict[str, tuple[int, int]] = {}
    for name in files_below(folder):
        if name.endswith(".yaml"):
            try:
                state = (folder / name).stat()
            except OSError:  # between the two looks of an editor that puts a new file in place of the old one
                continue
            found[name] = (state.st_mtime_ns, state.st_size)
    return found


def follow_tests(folder: Path, shown: str, screen: Screen, name: str | None) -> int:
    """As `follow_rules`, with the tests that a save touches, those of `name`, and those that failed before."""
    from ..engine.rule_tests.running import Runner, State
    from ..explain.screen.rule_tests import tests_page
    from ..explain.workbench.following import no_tests_page

    failed: set[tuple[str, str]] = set()

    def check(book: Book, about: Touched | None, target: Target) -> None:
        near = set() if about is None else {(one.tested, one.name) for one in about.tests}
        wanted = (name or "").lower()
        chosen = [
            one
            for one in book.tests.tests
            if one.tested.lower() == wanted or (one.tested, one.name) in failed | (near if name is None else set())
        ]
        if not chosen:
            target.page(lambda **look: no_tests_page(start=about is None, **look))
            return
        results = list(Runner(book.rulebook, book.tests).run_all(chosen))
        bad = {(one.test.tested, one.test.name) for one in results if one.state in (State.FAILED, State.ERROR)}
        failed.clear()
        failed.update(bad)
        target.page(lambda **look: tests_page(results, **look))

    return follow_rules(folder, shown, screen, check)


class _Follower:
    """Draws one screen per round, and keeps the last rulebook that could be read to lay the next beside it."""

    def __init__(self, folder: Path, shown: str, screen: Screen, check: Check) -> None:
        self.folder, self.shown, self.screen, self.check = folder, shown, screen, check
        self.target = Target(screen, None, False, "")
        self.last: Book | None = None

    def round(self, files: tuple[str, ...]) -> None:
        from ..engine.editing.watching import touched
        from ..explain.workbench import following

        if self.screen.stream.isatty():
            click.echo("\x1b[2J\x1b[H", file=self.screen.stream, nl=False)
        self.page(following.head_page, self.shown, files)
        try:
            book = self.read()
            about = None if self.last is None else touched(self.last, book)
            if about is not None:
                self.page(following.touched_page, about)
                self.screen.stream.flush()
            self.check(book, about, self.target)
            self.last = book
        except MistakesFound as found:
            self.page(following.mistakes_page, found.mistakes)
        self.page(following.foot_page)
        self.screen.stream.flush()

    def read(self) -> Book:
        """The rulebook as it stands on disk. Raises: MistakesFound."""
        from ..engine.cache import cached_from
        from ..engine.differences.compare import Book
        from ..engine.rule_files import read_folder
        from ..engine.rule_tests.reading import read_tests

        files = read_folder(self.folder)
        return Book(self.shown, cached_from(files), files, read_tests(self.folder))

    def page(self, make: Callable[..., Any], *values: Any) -> None:
        self.target.page(lambda **look: make(*values, **look))
