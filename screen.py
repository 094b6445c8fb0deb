"""The edge to the terminal: width, colour and characters of a stream.

Into a pipe or a file goes UTF-8 at a fixed width without colour, whatever the locale: the same result gives the
same bytes. A terminal gets its own width and colour; one that cannot show our symbols gets ASCII.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from .engine.frozen import Frozen
from .files import write_whole

if TYPE_CHECKING:
    from .explain.screen.page import Page

NARROWEST, WIDEST, FIXED_WIDTH = 40, 100, 80
_NEEDED_CHARACTERS = "✔✘±→–·─│├└ë"


class Screen(Frozen):
    """One stream and what it can show."""

    stream: TextIO
    width: int
    ascii_only: bool
    coloured: bool

    def write_page(self, page: Page) -> None:
        """Print a page that was made for this screen's width."""
        if self.coloured:
            from rich.console import Console

            from .explain.screen.printing import print_page

            print_page(page, Console(file=self.stream, width=self.width, highlight=False, markup=False, emoji=False))
        else:
            from .explain.screen.page import page_text

            self.stream.write(page_text(page))

    def write(self, text: str) -> None:
        """Print text as it is, in the characters that the stream has."""
        if self.ascii_only:
            from .explain.screen.page import plain_letters

            text = plain_letters(text)
        self.stream.write(text)


class Target(Frozen):
    """Where a command's output goes: a screen, or a file when one was named."""

    screen: Screen
    file: str | None
    overwrite: bool
    keep: str

    @property
    def ascii_only(self) -> bool:
        """Whether text must do with plain letters: only where a screen shows no others."""
        return self.file is None and self.screen.ascii_only

    def page(self, make: Callable[..., Page]) -> None:
        """Print the page that `make(width=, ascii_only=)` gives."""
        if self.file is None:
            self.screen.write_page(make(width=self.screen.width, ascii_only=self.screen.ascii_only))
            return
        from .explain.screen.page import page_text

        self.text(page_text(make(width=FIXED_WIDTH)))

    def data(self, content: bytes) -> None:
        """Write a file that is not text; a command asks for its name before it makes one."""
        if self.file is None:
            raise ValueError("a file that is not text needs a name")
        write_whole(self.file, content, overwrite=self.overwrite, keep=self.keep)

    def text(self, text: str) -> None:
        """Print text as it is."""
        if self.file is None:
            self.screen.write(text)
        else:
            write_whole(self.file, text, overwrite=self.overwrite, keep=self.keep)


def screen_of(stream: TextIO | None) -> Screen:
    """The screen of a standard stream; a closed stream swallows everything."""
    if stream is None:
        stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (lives as long as the process)
    if not stream.isatty():
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        return Screen(stream, FIXED_WIDTH, ascii_only=False, coloured=False)
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    quiet = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(stream, _terminal_width(stream), ascii_only=not _can_show(stream), coloured=not quiet)


def silence(stream: TextIO) -> None:
    """Stop writing to a stream whose reader has gone, so that the interpreter does not complain at its end."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        return


def standard_screens() -> tuple[Screen, Screen]:
    """Standard output and standard error."""
    return screen_of(sys.stdout), screen_of(sys.stderr)


def _terminal_width(stream: TextIO) -> int:
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = FIXED_WIDTH
    return max(NARROWEST, min(WIDEST, columns or FIXED_WIDTH))


def _can_show(stream: TextIO) -> bool:
    try:
        _NEEDED_CHARACTERS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
