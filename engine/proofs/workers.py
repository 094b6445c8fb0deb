"""Provers at work beside each other: each process has its own, and no answer depends on which one gives it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import current_process, get_context
from typing import NamedTuple

from ..dossier import Dossier
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

Take = Callable[[int, Settled], None]
"""Hears of each answer, by the number of its goal among those that were begun together."""


class Asked(NamedTuple):
    """A goal in one edition of the rulebook (None = what it leans on is the same in all), and the effort for it.

    `expected`: whether there will be a dossier, as a rule. With dossiers that nearly show it (`near`) no more is asked
    than whether one shows it that is like these.
    """

    edition: int | None
    goal: Goal
    seconds: float
    expected: bool = True
    near: tuple[Dossier, ...] = ()


class Provers:
    """One prover per edition, and one for what is the same in all; each is made when it is first asked."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook, self._editions = rulebook, Editions(rulebook).all
        self._provers: dict[int | None, Prover] = {}

    def answers(self, asked: Iterable[Asked]) -> Iterator[Settled]:
        """The answers to some goals, which share what the solver is told."""
        for prover in self._provers.values():
            prover.begin()
        for one in asked:
            prover = self._prover(one.edition)
            if one.near:
                # That there is a dossier was asked, not which: there may be one that is easier to read.
                yield settled(prover.beside(one.goal, one.near, one.seconds))._replace(texts=())
            else:
                yield settled(prover.find(one.goal, one.seconds, expected=one.expected))

    def _prover(self, edition: int | None) -> Prover:
        found = self._provers.get(edition)
        if found is None:
            found = self._provers[edition] = self._made(edition)
            found.begin()
        return found

    def _made(self, edition: int | None) -> Prover:
        if edition is not None:
            return Prover(self._rulebook, self._editions[edition].day)
        # The rules of one edition, for dossiers of any day.
        day = self._editions[-1].day
        return Prover(self._rulebook if len(self._editions) == 1 else self._rulebook._replace(rules_day=day), day)


@dataclass(eq=False, frozen=True, slots=True)
class _Task:
    """Goals that are answered by one process, and who hears of it; `first` is the number of the first of them."""

    first: int
    asked: tuple[Asked, ...]
    take: Take

    def ready(self, answers: Iterable[Settled]) -> None:
        for number, answer in enumerate(answers, start=self.first):
            self.take(number, answer)


class Crew:
    """Answers many goals, in this process or in several: while this one does something else, where that can be."""

    def __init__(self, rulebook: Rulebook, processes: int) -> None:
        self._rulebook, self._processes = rulebook, processes
        self._own: Provers | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._present: Future[bool] | None = None
        self._waiting: dict[_Task, Future[list[Settled]] | None] = {}

    def answers(self, asked: Sequence[Asked], done: Callable[[int], None]) -> list[Settled]:
        """The answer to each goal, in their order; `done` hears of each that is ready."""
        found: dict[int, Settled] = {}

        def take(number: int, answer: Settled) -> None:
            found[number] = answer
            done(1)

        self.begin(asked, take)
        self.finish()
        return [found[number] for number in range(len(asked))]

    def call(self) -> None:
        """Lets other processes start, where there can be others: it takes them a while."""
        if self._processes > 1 and not current_process().daemon:
            self._started()

    def begin(self, asked: Sequence[Asked], take: Take) -> None:
        """Has goals answered from here on. `take` hears of the answers from `gather` and `finish`."""
        tasks = [_Task(first, tuple(asked[first : first + PER_TASK]), take) for first in range(0, len(asked), PER_TASK)]
        self._waiting.update(dict.fromkeys(tasks))
        if self._pool is not None or len(asked) > ALONE:
            self._submit_all()

    def gather(self) -> None:
        """Tells of what is ready, and waits for nothing."""
        for task, future in list(self._waiting.items()):
            if future is not None and future.done() and not future.cancelled() and future.exception() is None:
                self._ready(task, future.result())

    def finish(self) -> None:
        """Tells of all that was begun."""
        while self._waiting:
            submitted = {future: task for task, future in self._waiting.items() if future is not None}
            if not submitted:
                self._alone()
                return
            for future in as_completed(submitted):
                # The solver is no Python: a question may end its process, and with it what was not begun.
                with suppress(BrokenProcessPool):
                    self._ready(submitted[future], future.result())
            if self._waiting:
                self._recover()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._present = None

    def _ready(self, task: _Task, answers: Iterable[Settled]) -> None:
        del self._waiting[task]
        task.ready(answers)

    def _alone(self) -> None:
        if self._own is None:
            self._own = Provers(self._rulebook)
        for task in list(self._waiting):
            self._ready(task, self._own.answers(task.asked))

    def _submit_all(self) -> None:
        """Gives other processes all that waits, where there can be others."""
        if self._processes < 2 or current_process().daemon:
            return
        with suppress(BrokenProcessPool):
            for task, future in self._waiting.items():
                if future is None:
                    self._waiting[task] = self._started().submit(_answer, task.asked)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), initializer=_begin, initargs=(self._rulebook,)
            )
            self._present = self._pool.submit(_is_present)
        return self._pool

    def _recover(self) -> None:
        """After a process ended: tells of the goals that may have ended it, one by one, and begins the others anew."""
        had_company = self._present is not None and self._present.exception() is None
        self.close()
        self._waiting = dict.fromkeys(self._waiting)
        if not had_company:
            # Other processes cannot be started from every script.
            self._processes = 1
            return
        # Tasks are taken up in order: one of the first that have no answer ended its process.
        for task in list(self._waiting)[: self._processes + QUEUED]:
            self._ready(task, map(self._by_itself, task.asked))
        self._submit_all()

    def _by_itself(self, asked: Asked) -> Settled:
        """The answer to a goal that was lost with its process; it may have ended that process, or not."""
        try:
            return self._started().submit(_answer, (asked,)).result()[0]
        except BrokenProcessPool:
            self.close()
            return Settled(Status.UNDECIDED, reason=CRASHED, lasting=False)


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


def _is_present() -> bool:
    """Whether this process has what it needs."""
    return bool(_mine)


def _answer(asked: tuple[Asked, ...]) -> list[Settled]:
    return list(_mine[0].answers(asked))
