"""A bar on the error stream for work that turns out to take long; nothing where that is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

SOON = 1.0
"""Seconds after which somebody who waits wants to see something."""

STEPS = 100


@contextmanager
def waiting_bar(
    label: str,
    *,
    stream: TextIO | None = None,
    after: float = SOON,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[float], None]]:
    """Gives what is told which part of the most that may be done is done; the bar never goes back."""
    shown_on = sys.stderr if stream is None else stream
    start = clock()
    bars: list[ProgressBar[int]] = []

    def step(part: float) -> None:
        if not bars:
            if not shown_on.isatty() or clock() - start < after:
                return
            bar = click.progressbar(length=STEPS, label=label, file=shown_on, show_eta=False)
            bars.append(bar.__enter__())
        bars[0].update(max(0, int(min(part, 1.0) * STEPS) - bars[0].pos))

    try:
        yield step
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)
