"""Has goals answered, each once: what was proved before is known, the rest goes to the provers. Tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import repeat
from typing import NamedTuple

from ..dossier import Dossier
from ..rulebook import Rulebook
from .check import Ask
from .cones import Cone, Cones
from .editions import Editions
from .goals import Goal
from .memory import SEEN, Memory, Settled, Status
from .workers import Asked, Crew

EFFORT, PROPERTY_EFFORT = 8.0, 24.0
"""What the solver may take for a question about the rules, and for a property."""

LIBRARY = "z3-solver"
KEEP = 60
"""Answers after which what was proved is kept, in case the program is ended."""

Progress = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is ready, and of how many."""


PARTS: Mapping[str, int] = {
    "toetsen": 120, "tussen toetsen": 60, "regels": 250, "eigenschappen": 100, "voorwaarden": 330, "voorbeelden": 140,
}  # fmt: skip
"""What is done, partly at the same time, and how much of the time it takes as a rule, in thousands."""


class How(NamedTuple):
    """How goals are asked: `expected` when there will be a dossier as a rule, `told` when it is shown to somebody."""

    what: str
    effort: float
    expected: bool
    told: bool

    def is_met(self, answer: Settled) -> bool:
        return answer.status is Status.SHOWN and (bool(answer.texts) or not self.told)


RULES = How("regels", EFFORT, expected=False, told=True)
WANTED = How("voorwaarden", EFFORT, expected=True, told=False)
BESIDE = How("voorwaarden", EFFORT / 2, expected=True, told=False)
EXAMPLES = How("voorbeelden", EFFORT, expected=True, told=True)
PROPERTIES = How("eigenschappen", PROPERTY_EFFORT, expected=False, told=True)


class Telling:
    """Tells of several things that are done how far the whole is. It never goes back, nor ends before the end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._ready: dict[str, float] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        self._ready[what] = max(self._ready.get(what, 0.0), done / max(of, 1))
        told = sum(PARTS[one] * part for one, part in self._ready.items())
        self._progress(what, min(int(told), 999), 1000)


class Answering:
    """The answers to goals about one rulebook."""

    def __init__(self, rulebook: Rulebook, editions: Editions, workers: Crew, progress: Progress) -> None:
        self._workers, self._progress = workers, progress
        self._cones = [Cones(rulebook, one) for one in editions.all]
        self._memory = Memory(f"{_solver_version()} {EFFORT} {PROPERTY_EFFORT}")
        self._known_cones: dict[tuple[int, int], tuple[Goal, Cone]] = {}
        self._begun: set[str] = set()
        self._beside: dict[str, Settled] = {}
        self._planned: dict[str, set[str]] = {}
        self._ready: dict[str, int] = {}

    def known(self, asks: Sequence[Ask]) -> Settled | None:
        """What is known when nothing more is asked: some goal was shown, or all were answered."""
        known: list[Settled] = []
        for ask in reversed(asks):
            answer = self._memory.get(self._key(ask))
            if answer is not None and answer.status is Status.SHOWN:
                return answer
            known += [answer] if answer is not None else []
        return _together(known) if len(known) == len(asks) else None

    def seen(self, ask: Ask) -> None:
        """A dossier that is there shows this goal."""
        self._memory.put(self._key(ask), SEEN)

    def plan(self, questions: Sequence[tuple[Ask, ...]], how: How) -> None:
        """Has what is told of the progress count all goals of these questions that are not known."""
        keys = {self._key(ask) for asks in questions for ask in asks}
        self._planned.setdefault(how.what, set()).update(key for key in keys if self._memory.get(key) is None)

    def gather(self) -> None:
        """Takes the answers that are ready to goals that were begun."""
        self._workers.gather()

    def keep(self) -> None:
        """Keeps all that is known, also of what was begun."""
        self._workers.gather()
        self._memory.save()

    def settle(
        self, questions: Sequence[tuple[Ask, ...]], how: How, near: Sequence[tuple[Dossier, ...]] = ()
    ) -> list[Settled]:
        """The answer to each question, shown as soon as one of its goals is. The newest edition comes first.

        `near` are the dossiers beside which is looked, for each question.
        """
        answers: list[list[Settled]] = [[] for _ in questions]
        turn = 0
        while True:
            asking = [
                number
                for number, asks in enumerate(questions)
                if turn < len(asks) and not (answers[number] and how.is_met(answers[number][-1]))
            ]
            if not asking:
                return [_together(some) for some in answers]
            asks = [questions[number][-1 - turn] for number in asking]
            found = self.ask(asks, how, [near[number] for number in asking] if near else ())
            for number, answer in zip(asking, found, strict=True):
                answers[number].append(answer)
            turn += 1

    def ask(self, asks: Sequence[Ask], how: How, near: Sequence[tuple[Dossier, ...]] = ()) -> list[Settled]:
        """The answer to each goal, from memory where it is known."""
        self.begin(asks, how, near)
        self._workers.finish()
        self._begun.clear()
        found = [self._memory.get(key) or self._beside.get(key) for key in map(self._key, asks)]
        self._beside.clear()
        return [one for one in found if one is not None]

    def begin(self, asks: Sequence[Ask], how: How, near: Sequence[tuple[Dossier, ...]] = ()) -> None:
        """Has goals answered that are not known yet, nor begun."""
        keys: list[str] = []
        asked: list[Asked] = []
        for ask, some in zip(asks, near or repeat((), len(asks)), strict=True):
            key = self._key(ask)
            known = self._memory.get(key)
            if key not in self._begun and (known is None or (how.told and known == SEEN)):
                self._begun.add(key)
                keys.append(key)
                edition = None if self._cone(ask).timeless else ask.edition
                asked.append(Asked(edition, ask.goal, how.effort, how.expected, some))
        planned = self._planned.setdefault(how.what, set())
        planned.update(keys)

        def take(number: int, answer: Settled) -> None:
            # That nothing is to be found beside a dossier is no answer.
            if asked[number].near and answer.status is Status.UNDECIDED:
                self._beside[keys[number]] = answer
            else:
                self._memory.put(keys[number], answer)
            ready = self._ready[how.what] = self._ready.get(how.what, 0) + 1
            if ready % KEEP == 0:
                self._memory.save()
            self._progress(how.what, ready, len(planned))

        self._workers.begin(asked, take)

    def _key(self, ask: Ask) -> str:
        return self._cone(ask).hash

    def _cone(self, ask: Ask) -> Cone:
        place = (ask.edition, id(ask.goal))
        if place not in self._known_cones:
            # The goal is kept with it: another could come to lie in its place.
            self._known_cones[place] = ask.goal, self._cones[ask.edition].cone(ask.goal)
        return self._known_cones[place][1]


def _together(answers: Sequence[Settled]) -> Settled:
    """One answer of those to several goals of which one is enough, with a dossier where there is one."""
    for status in (Status.SHOWN, Status.UNDECIDED):
        found = next((one for one in sorted(answers, key=lambda one: not one.texts) if one.status is status), None)
        if found is not None:
            return found
    return Settled(Status.IMPOSSIBLE)


def _solver_version() -> str:
    try:
        return f"{LIBRARY} {version(LIBRARY)}"
    except PackageNotFoundError:
        return LIBRARY
