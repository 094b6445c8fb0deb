"""All changes of a rulebook, or of some of its rules: which of them does a test of the rules notice?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import date
from multiprocessing import get_context
from typing import NamedTuple

from ..mistakes import Place
from ..proofs.places import Places
from ..rule_files import Files
from ..rule_tests.coverage import concerns
from ..rule_tests.reading import Equivalent, RuleTests
from ..rulebook import Rulebook
from ..text import text_tree
from ..text.yaml_text import read_text
from .changes import Kind
from .explaining import Change, explained, shortened
from .mutants import PARAMETER, Mutant
from .runs import TestRuns

PROCESSES = 2
ALONE = 400
"""So few changes are tried in this process: starting another takes longer."""

PER_TASK = 32
"""Changes that go to a process together; few, so that neither waits long for the other."""

SHARES = 8
"""In so many pieces the tests are run on the rules as they are, so that each process takes its part."""

STRICT = frozenset({Kind.PART, Kind.CHOICE})
"""Changes that are tried only when asked for: a part that says what another part says too can often be missed."""

PARAMETERS_FILE = "parameters.yaml"

Progress = Callable[[str, int, int], None]


class Survivor(NamedTuple):
    """A change that no test notices; of long texts only what differs. `reason` says why none need to, "" = that is not
    known.
    """

    part: str
    place: Place
    kind: Kind
    was: str
    becomes: str
    reason: str = ""


class Mutation(NamedTuple):
    """What came of it: `tried` changes against `tests`. `on_paper` could not be tried, as no test can expect anything
    of them. `stale` explanations do not hold, each with why not.
    """

    tests: int
    tried: int
    on_paper: int
    survivors: tuple[Survivor, ...]
    stale: tuple[tuple[Equivalent, str], ...]

    @property
    def unexplained(self) -> tuple[Survivor, ...]:
        return tuple(one for one in self.survivors if not one.reason)

    @property
    def clean(self) -> bool:
        return not self.unexplained and not self.stale


class Subject(NamedTuple):
    """A rulebook with the files that it was read from, and its tests."""

    rulebook: Rulebook
    files: Files
    tests: RuleTests


def mutate(
    subject: Subject,
    names: Sequence[str] = (),
    *,
    strict: bool = False,
    progress: Progress = lambda _what, _done, _every: None,
    processes: int | None = None,
) -> Mutation:
    """Every change of the rules in `names` (none = all) against every test; `strict` tries the kinds in `STRICT` too.

    Raises: MistakesFound when a base dossier has mistakes; TestsFail when a test does not pass as it is.
    """
    progress("toetsen", 0, 1)
    runs = TestRuns(subject.rulebook, subject.tests)
    every = runs.all()
    known = [(one.part, one.becomes) for one, _ in every]
    chosen = [pair for pair in every if _is_asked(pair[0], names) and (strict or pair[0].kind not in STRICT)]
    tried = [(one, day) for one, day in chosen if runs.is_seen(one.part, one.becomes)]
    changes = [(one.part, one.becomes) for one, _ in tried]
    noticed = _noticed(runs, subject, changes, names, progress, processes)
    left = [pair for pair, change in zip(tried, changes, strict=True) if change not in noticed]
    asked = [one for one in subject.tests.equivalent if _is_about(one, names)]
    found = explained(asked, known, set(changes), {(one.part, one.becomes) for one, _ in left})
    survivors = tuple(_survivors(left, subject, found.reasons, known))
    return Mutation(runs.count, len(tried), len(chosen) - len(tried), survivors, found.stale)


def _is_asked(mutant: Mutant, names: Sequence[str]) -> bool:
    return not names or any(concerns(name, mutant.part) for name in names)


def _is_about(one: Equivalent, names: Sequence[str]) -> bool:
    return not names or any(concerns(name, part) for name in names for part in one.parts)


def _survivors(
    left: Iterable[tuple[Mutant, date]], subject: Subject, reasons: Mapping[Change, str], known: Iterable[Change]
) -> Iterator[Survivor]:
    of_part: dict[str, list[str]] = {}
    for part, becomes in known:
        of_part.setdefault(part, []).append(becomes)
    places: dict[date, Places] = {}
    for one, day in left:
        if day not in places:
            places[day] = Places(subject.files, day)
        place = _parameter_place(one.part, subject.files) or places[day].of(one.part, one.whole)
        was, becomes = shortened(one.was, one.becomes, of_part[one.part])
        yield Survivor(one.part, place, one.kind, was, becomes, reasons.get((one.part, one.becomes), ""))


def _parameter_place(part: str, files: Files) -> Place | None:
    """Where the value of a parameter stands; None for another part."""
    if not part.startswith(PARAMETER):
        return None
    tree = read_text(files[PARAMETERS_FILE], PARAMETERS_FILE)
    listed = tree.get("parameters") if isinstance(tree, text_tree.Mapping) else None
    name = part.removeprefix(PARAMETER)
    if not isinstance(listed, text_tree.Mapping) or name not in listed:
        return Place(PARAMETERS_FILE)
    rule = listed.get(name)
    return (
        rule.key_place("waarde") if isinstance(rule, text_tree.Mapping) and "waarde" in rule else listed.key_place(name)
    )


# --- processes ----------------------------------------------------------------------------------------------------


def _noticed(
    runs: TestRuns,
    subject: Subject,
    changes: Sequence[Change],
    names: Sequence[str],
    progress: Progress,
    processes: int | None,
) -> set[Change]:
    """The changes that some test notices."""
    workers = min(PROCESSES, os.cpu_count() or 1) if processes is None else processes
    if workers < 2 or len(changes) <= ALONE:
        runs.refuse_failing(names)
        found: set[Change] = set()
        for done, (part, becomes) in enumerate(changes):
            progress(part, done, len(changes))
            if runs.killer(part, becomes) is not None:
                found.add((part, becomes))
        progress("klaar", len(changes), len(changes))
        return found
    arguments = (subject.rulebook, subject.tests)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=arguments) as pool:
        checks = [pool.submit(_refuse_failing, names, share) for share in range(SHARES)]
        tasks: dict[Future[list[bool]], Sequence[Change]] = {}
        for start in range(0, len(changes), PER_TASK):
            some = changes[start : start + PER_TASK]
            tasks[pool.submit(_try, some)] = some
        found, done = set(), 0
        try:
            for check in checks:
                check.result()
            for future in as_completed(tasks):
                some = tasks[future]
                found.update(one for one, noticed in zip(some, future.result(), strict=True) if noticed)
                done += len(some)
                progress(some[-1][0], done, len(changes))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return found


_mine: list[TestRuns] = []


def _begin(rulebook: Rulebook, tests: RuleTests) -> None:
    _mine[:] = [TestRuns(rulebook, tests)]


def _refuse_failing(names: Sequence[str], share: int) -> None:
    _mine[0].refuse_failing(names, share, SHARES)


def _try(changes: Sequence[Change]) -> list[bool]:
    return [_mine[0].killer(part, becomes) is not None for part, becomes in changes]
