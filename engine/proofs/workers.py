"""Provers at work beside each other: each process has its own, and no answer depends on which one gives it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import current_process, get_context
from typing import NamedTuple

from ..rulebook import Rulebook
from .editions import Editions
from .goals import Goal
from .memory import Settled, Status, settled
from .prover import Prover

PROCESSES = 2
ALONE = 24
"""So few goals are answered in this process: starting another takes longer."""

PER_TASK = 6
"""Goals that go to a process together; few, so that neither waits long for the other."""


QUEUED = 2
"""So many tasks beyond those at work may have been taken up already."""

CRASHED = "de solver viel uit op deze vraag"


class Asked(NamedTuple):
    """A goal in one edition of the rulebook (None = what it leans on is the same in all), and the effort for it."""

    edition: int | None
    goal: Goal
    seconds: float


class Provers:
    """One prover per edition, and one for what is the same in all; each is made when it is first asked."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook, self._editions = rulebook, Editions(rulebook).all
        self._provers: dict[int | None, Prover] = {}

    def answer(self, asked: Asked) -> Settled:
        prover = self._provers.get(asked.edition)
        if prover is None:
            prover = self._provers[asked.edition] = self._prover(asked.edition)
        return settled(prover.find(asked.goal, asked.seconds))

    def _prover(self, edition: int | None) -> Prover:
        if edition is not None:
            return Prover(self._rulebook, self._editions[edition].day)
        # The rules of one edition, for dossiers of any day.
        day = self._editions[-1].day
        return Prover(self._rulebook if len(self._editions) == 1 else self._rulebook._replace(rules_day=day), day)


class Crew:
    """Answers many goals, in this process or in several."""

    def __init__(self, rulebook: Rulebook, processes: int) -> None:
        self._rulebook, self._processes = rulebook, processes
        self._own: Provers | None = None
        self._pool: ProcessPoolExecutor | None = None

    def answers(self, asked: Sequence[Asked], done: Callable[[int], None]) -> list[Settled]:
        """The answer to each goal, in their order; `done` hears of every few that are ready."""
        if self._pool is None and (self._processes < 2 or len(asked) <= ALONE):
            return list(self._alone(asked, done))
        if not self._has_company():
            return list(self._alone(asked, done))
        found: dict[int, Settled] = {}
        waiting = [range(start, min(start + PER_TASK, len(asked))) for start in range(0, len(asked), PER_TASK)]
        while waiting:
            self._together(waiting, asked, found, done)
            waiting = [task for task in waiting if task[0] not in found]
            # Tasks are taken up in order: one of the first that have no answer ended its process.
            for number in (number for task in waiting[: self._processes + QUEUED] for number in task):
                found[number] = self._by_itself(asked[number])
                done(1)
            waiting = waiting[self._processes + QUEUED :]
        return [found[number] for number in range(len(asked))]

    def _together(
        self, tasks: Sequence[range], asked: Sequence[Asked], found: dict[int, Settled], done: Callable[[int], None]
    ) -> None:
        """Adds the answers of all tasks that come to an end."""
        submitted: dict[Future[list[Settled]], range] = {}
        # The solver is no Python: a question may end its process, and with it what was not begun.
        with suppress(BrokenProcessPool):
            for task in tasks:
                submitted[self._submit([asked[number] for number in task])] = task
        for future in as_completed(submitted):
            with suppress(BrokenProcessPool):
                found.update(zip(submitted[future], future.result(), strict=True))
                done(len(submitted[future]))
        if any(task[0] not in found for task in tasks):
            self.close()

    def _submit(self, asked: Sequence[Asked]) -> Future[list[Settled]]:
        return self._started().submit(_answer, list(asked))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), initializer=_begin, initargs=(self._rulebook,)
            )
        return self._pool

    def _has_company(self) -> bool:
        """Whether other processes can be started from where this one was: not from every script, nor from a process
        that may have no children.
        """
        if self._pool is None:
            try:
                if current_process().daemon or not self._started().submit(_present).result():
                    self._processes = 1
            except BrokenProcessPool:
                self.close()
                self._processes = 1
        return self._processes > 1

    def _by_itself(self, asked: Asked) -> Settled:
        """The answer to a goal that was lost with its process; it may have ended that process, or not."""
        try:
            return self._submit([asked]).result()[0]
        except BrokenProcessPool:
            self.close()
            return Settled(Status.UNDECIDED, reason=CRASHED)

    def _alone(self, asked: Sequence[Asked], done: Callable[[int], None]) -> Iterator[Settled]:
        if self._own is None:
            self._own = Provers(self._rulebook)
        for one in asked:
            yield self._own.answer(one)
            done(1)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


@contextmanager
def crew(rulebook: Rulebook, processes: int | None = None) -> Iterator[Crew]:
    """A crew that goes home when all is answered, or when something goes wrong."""
    one = Crew(rulebook, min(PROCESSES, os.cpu_count() or 1) if processes is None else processes)
    try:
        yield one
    finally:
        one.close()


_mine: list[Provers] = []


def _begin(rulebook: Rulebook) -> None:
    _mine[:] = [Provers(rulebook)]


def _present() -> bool:
    """Whether this process has what it needs."""
    return bool(_mine)


def _answer(asked: list[Asked]) -> list[Settled]:
    return [_mine[0].answer(one) for one in asked]
