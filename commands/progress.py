"""A bar on the error stream for work that takes a while; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """Gives what is told how far the work is: what is being done, how much of it is ready, and of how many."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        shown: Any = bar

        def step(what: str, done: int, every: int) -> None:
            shown.label = f"{label}: {what}"
            shown.length = max(every, 1)
            # What was finished may be followed by something else.
            shown.finished = False
            shown.update(done - shown.pos)

        yield step
