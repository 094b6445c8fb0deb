"""Everything that a release of a rulebook tells about it: its tests, what they cover, what it means, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from ..differences.compare import Compared
from ..proofs.answering import EFFORT, LIBRARY, PROPERTY_EFFORT, Progress
from ..proofs.findings import Proofs
from ..proofs.proving import Subject, prove
from ..proofs.solver import STEPS_PER_SECOND
from ..rule_tests.coverage import Coverage, Watcher
from ..rule_tests.running import CaseResult, Runner, State
from ..rulebook import Rulebook


class Counted(NamedTuple):
    """Of one kind of part: how many there are, how many tests show whole, and how many others need not be."""

    kind: str
    total: int
    shown: int
    excused: int


class Solver(NamedTuple):
    """What the proofs were made with. A question that takes more steps is not decided; steps are the solver's own."""

    library: str
    version: str
    steps: int
    property_steps: int


class Inspection(NamedTuple):
    """What was found about a rulebook. `proofs` None = not asked what it means; `compared` None = nothing before it."""

    rulebook: Rulebook
    passed: int
    bad: tuple[CaseResult, ...]
    skipped: tuple[CaseResult, ...]
    coverage: Coverage
    proofs: Proofs | None
    solver: Solver | None
    compared: Compared | None

    @property
    def tests(self) -> int:
        return self.passed + len(self.bad) + len(self.skipped)


def inspect(subject: Subject, compared: Compared | None, *, meaning: bool, progress: Progress) -> Inspection:
    """Run all tests and, with `meaning`, prove what the rules mean.

    Raises: MistakesFound when a base dossier of the tests has mistakes; ProverMissing.
    """
    watcher, tests = Watcher(), subject.tests
    runner = Runner(subject.rulebook, tests, watcher)
    passed = 0
    bad: list[CaseResult] = []
    skipped: list[CaseResult] = []
    for number, one in enumerate(runner.run_all(tests.tests), start=1):
        progress("toetsen", number, len(tests.tests))
        match one.state:
            case State.PASSED:
                passed += 1
            case State.SKIPPED:
                skipped.append(one)
            case _:
                bad.append(one._replace(premises=None))
    coverage = watcher.coverage(tests.tests, tests.unreachable)
    proofs = prove(subject, progress=progress) if meaning else None
    solver = _solver() if meaning else None
    return Inspection(subject.rulebook, passed, tuple(bad), tuple(skipped), coverage, proofs, solver, compared)


def counted(coverage: Coverage) -> Iterator[Counted]:
    """The counts per kind, in the order in which kinds occur."""
    for kind in dict.fromkeys(one.kind for one in coverage.items):
        items = [one for one in coverage.items if one.kind == kind]
        shown = sum(not one.missing for one in items)
        yield Counted(kind, len(items), shown, sum(bool(one.missing and one.excused) for one in items))


def _solver() -> Solver:
    try:
        found = version(LIBRARY)
    except PackageNotFoundError:
        found = ""
    return Solver(LIBRARY, found, int(EFFORT * STEPS_PER_SECOND), int(PROPERTY_EFFORT * STEPS_PER_SECOND))
