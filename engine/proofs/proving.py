"""Answers all questions about one rulebook: first from what was proved before, then from the stories of the rule tests,
and what is left by the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from ..dossier import Dossier
from ..layout import Layout
from ..mistakes import MistakesFound, Place
from ..planning import lay_out
from ..rule_files import Files
from ..rule_tests.cases import CaseMaker
from ..rule_tests.coverage import concerns
from ..rule_tests.reading import RuleTests
from ..rulebook import Rulebook
from .checks import Ask, Check, Code, checks_of
from .cones import Cone, Cones
from .editions import Editions
from .exceptions import exception_checks, explains
from .findings import Example, Finding, Leading, Open, Proofs, PropertyResult
from .forgetting import forgetting
from .goals import Goal
from .memory import SEEN, Memory, Settled, Status
from .places import Places
from .properties import Property, Statements
from .witnesses import shown_by
from .workers import Asked, Crew, crew

EFFORT, PROPERTY_EFFORT = 8.0, 24.0
"""What the solver may take for a question about the rules, and for a property."""

LIBRARY = "z3-solver"
BATCH = 120
"""Goals after which what was proved is kept, in case the work is broken off."""

NO_LISTS = "dat een lijst wegvalt, is niet te bewijzen"
NOT_MONOTONE = "de uitkomst en haar tegendeel kunnen in één dossier samengaan"
REFUTED, REFUTED_BY_TWO = "Dit dossier weerlegt de eigenschap:", "Deze twee dossiers weerleggen de eigenschap:"

Progress = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is ready, and of how many."""


class Subject(NamedTuple):
    """A rulebook with everything that was written about it."""

    rulebook: Rulebook
    files: Files
    tests: RuleTests
    statements: Statements


def silent(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


def prove(
    subject: Subject, names: Sequence[str] = (), *, progress: Progress = silent, processes: int | None = None
) -> Proofs:
    """All findings about a rulebook, or only those about the rules and properties with these names.

    Raises: ProverMissing; MistakesFound when a base dossier of the tests has mistakes.
    """
    with crew(subject.rulebook, processes) as workers:
        return _Proving(subject, tuple(names), progress, workers).run()


class _Proving:
    def __init__(self, subject: Subject, names: tuple[str, ...], progress: Progress, workers: Crew) -> None:
        self.subject, self.names, self.progress, self.workers = subject, names, progress, workers
        self.editions = Editions(subject.rulebook)
        self.layouts: list[Layout] = [lay_out(subject.rulebook, one.day) for one in self.editions.all]
        self.cones = [Cones(subject.rulebook, one) for one in self.editions.all]
        self.memory = Memory(f"{_solver_version()} {EFFORT} {PROPERTY_EFFORT}")
        self.places = Places(subject.files, self.editions.all[-1].day)
        self.known_cones: dict[tuple[int, int], tuple[Goal, Cone]] = {}

    def run(self) -> Proofs:
        tests, statements = self.subject.tests, self.subject.statements
        checks = [one for one in checks_of(self.layouts) if self.is_asked(one)]
        exceptions = [one for one in exception_checks(tests.unreachable, self.layouts) if self.is_asked(one)]
        answers = self.settle_checks([*checks, *exceptions])
        found = [one for one in (*checks, *exceptions) if answers[one.code, one.id].status is _amiss(one)]
        findings = self.findings(found, [*checks, *exceptions], answers)
        properties = [one for one in statements.properties if self.is_asked_property(one)]
        results = tuple(map(self.property, properties))
        undecided = [
            self.open(one, answers[one.code, one.id].reason)
            for one in (*checks, *exceptions)
            if answers[one.code, one.id].status is Status.UNDECIDED
        ]
        self.memory.save()
        explained, needless = self.explain(findings, found)
        return Proofs(
            tuple(sorted((*(one for one in findings if (one.code, one.id) not in explained), *needless), key=_order)),
            tuple(sorted(explained.values(), key=_order)),
            tuple(sorted(undecided, key=lambda one: (one.place, one.code, one.id))),
            results,
            len(exceptions),
            len(checks) + len(exceptions) + sum(one.goals for one in results),
        )

    # --- what is asked ---

    def is_asked(self, check: Check) -> bool:
        return not self.names or any(concerns(name, id) for name in self.names for id in (check.rule, check.id))

    def is_asked_property(self, one: Property) -> bool:
        if not self.names or one.name in self.names:
            return True
        ids = {getattr(claim, "id", "") for goal in one.goals for claim in goal.claims}
        return any(concerns(name, id) for name in self.names for id in ids)

    # --- answers ---

    def settle_checks(self, checks: Sequence[Check]) -> dict[tuple[Code, str], Settled]:
        """The answer to each check: shown when one of its goals is, impossible when none can be."""
        found: dict[tuple[Code, str], Settled] = {}
        waiting: list[Check] = []
        for check in checks:
            known = self.from_memory(check.asks)
            if known is None:
                waiting.append(check)
            else:
                found[check.code, check.id] = known
        self.progress("toetsen", 0, 1)
        seen = self.seen_in_tests(waiting) if any(one.wanted for one in waiting) else frozenset[int]()
        for number in seen:
            self.memory.put(self.key(waiting[number].asks[-1]), SEEN)
            found[waiting[number].code, waiting[number].id] = SEEN
        rest = [one for number, one in enumerate(waiting) if number not in seen]
        answers = self.settle([one.asks for one in rest], EFFORT, "regels")
        found.update(((one.code, one.id), answer) for one, answer in zip(rest, answers, strict=True))
        return found

    def from_memory(self, asks: Sequence[Ask]) -> Settled | None:
        """What is known when nothing more is asked: some goal was shown, or all were answered."""
        known: list[Settled] = []
        for ask in reversed(asks):
            answer = self.memory.get(self.key(ask))
            if answer is not None and answer.status is Status.SHOWN:
                return answer
            known += [answer] if answer is not None else []
        return _together(known) if len(known) == len(asks) else None

    def seen_in_tests(self, checks: Sequence[Check]) -> frozenset[int]:
        makers = CaseMaker(self.subject.tests, self.subject.rulebook.concepts)
        stories: dict[str, list[Dossier]] = {}
        for test in self.subject.tests.tests:
            if not test.skipped:
                try:
                    stories.setdefault(test.base, []).append(makers.dossier(test))
                except MistakesFound:  # `regels test` tells them; such a test shows nothing
                    continue
        return shown_by(checks, self.layouts, self.editions.of, stories.values())

    def settle(self, questions: Sequence[tuple[Ask, ...]], effort: float, what: str) -> list[Settled]:
        """The answer to each question, shown as soon as one of its goals is. The newest edition comes first."""
        answers: list[list[Settled]] = [[] for _ in questions]
        turn = 0
        while True:
            asking = [
                (number, asks[-1 - turn])
                for number, asks in enumerate(questions)
                if turn < len(asks) and not (answers[number] and answers[number][-1].status is Status.SHOWN)
            ]
            if not asking:
                return [_together(some) for some in answers]
            for (number, _), answer in zip(asking, self.ask([ask for _, ask in asking], effort, what), strict=True):
                answers[number].append(answer)
            turn += 1

    def ask(self, asks: Sequence[Ask], effort: float, what: str, *, told: bool = False) -> list[Settled]:
        """The answer to each goal, from memory where it is known. `told`: with the dossier that shows it."""
        keys = [self.key(ask) for ask in asks]
        new: dict[str, Ask] = {}
        for key, ask in zip(keys, asks, strict=True):
            known = self.memory.get(key)
            if known is None or (told and known == SEEN):
                new[key] = ask
        ready = 0

        def done(number: int) -> None:
            nonlocal ready
            ready += number
            self.progress(what, ready, len(new))

        waiting = list(new.items())
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            asked = [Asked(None if self.cone(one).timeless else one.edition, one.goal, effort) for _, one in some]
            for (key, _), answer in zip(some, self.workers.answers(asked, done), strict=True):
                self.memory.put(key, answer)
            self.memory.save()
        found = [self.memory.get(key) for key in keys]
        return [one for one in found if one is not None]

    def key(self, ask: Ask) -> str:
        return self.cone(ask).hash

    def cone(self, ask: Ask) -> Cone:
        place = (ask.edition, id(ask.goal))
        if place not in self.known_cones:
            # The goal is kept with it: another could come to lie in its place.
            self.known_cones[place] = ask.goal, self.cones[ask.edition].cone(ask.goal)
        return self.known_cones[place][1]

    # --- findings ---

    def findings(
        self, failed: list[Check], checks: Sequence[Check], answers: dict[tuple[Code, str], Settled]
    ) -> list[Finding]:
        """What is amiss and stands on its own, each with a dossier that shows it."""
        leading = Leading(checks, failed)
        found: list[Finding] = []
        for check in failed:
            if leading.follows(check):
                continue
            texts = answers[check.code, check.id].texts
            example = Example(check.shows[0].caption, texts) if texts and not check.wanted else self.example(check)
            if example is None and check.must_show:
                continue
            found.append(Finding(check.code.value, check.rule, check.id, self.place(check), check.sentence, example))
        return found

    def example(self, check: Check) -> Example | None:
        """The first dossier that makes a finding clear."""
        for show in check.shows:
            for ask in reversed(show.asks):
                (answer,) = self.ask([ask], EFFORT, "voorbeelden", told=True)
                if answer.texts:
                    return Example(show.caption, answer.texts)
        return None

    def explain(
        self, findings: Iterable[Finding], failed: Iterable[Check]
    ) -> tuple[dict[tuple[str, str], Finding], list[Finding]]:
        """The findings that are meant to be so, and the exceptions that explain nothing."""
        statements, tests = self.subject.statements, self.subject.tests
        reasons = {(code.value, id): reason for (code, id), reason in explains(tests.unreachable).items()}
        reasons |= {(one.code.value, one.id): one.reason for one in statements.exceptions}
        explained = {
            (one.code, one.id): one._replace(reason=reasons[one.code, one.id])
            for one in findings
            if (one.code, one.id) in reasons
        }
        amiss = {(one.code, one.id) for one in failed}
        needless = [
            Finding(
                Code.NEEDLESS.value,
                one.id.partition("/")[0],
                one.id,
                one.place,
                f"deze uitzondering is niet nodig: bij '{one.id}' is {one.code.value} niet gevonden",
            )
            for one in statements.exceptions
            if (one.code, one.id) not in amiss and not self.names
        ]
        return explained, needless

    def open(self, check: Check, why: str) -> Open:
        return Open(check.code.value, check.rule, check.id, self.place(check), check.sentence, why)

    def place(self, check: Check) -> Place:
        if isinstance(check.at, Place):
            return check.at
        return self.places.of(check.at or check.id, check.whole)

    # --- properties ---

    def property(self, one: Property) -> PropertyResult:
        """Proved when no dossier of any edition shows one of its goals."""
        reasons: dict[str, None] = {}
        asks: list[tuple[Ask, ...]] = []
        for edition, layout in enumerate(self.layouts):
            goals = one.goals
            if one.any_fact:
                goals, lists = forgetting(goals, layout)
                if lists:
                    reasons[f"{NO_LISTS} ({', '.join(lists)})"] = None
            asks += [(Ask(edition, goal),) for goal in goals]
        answers = self.settle(asks, PROPERTY_EFFORT, "eigenschappen")
        shown: Settled | None = None
        for (ask,), answer in zip(asks, answers, strict=True):
            if answer.status is not Status.SHOWN:
                continue
            # With a fact less two dossiers refute; what one dossier alone shows only leaves it unproved.
            if one.any_fact and not ask.goal.changes:
                reasons[NOT_MONOTONE] = None
            else:
                shown = shown or answer
        reasons.update(dict.fromkeys(one.reason for one in answers if one.status is Status.UNDECIDED))
        example = None
        if shown is not None:
            example = Example(REFUTED_BY_TWO if len(shown.texts) > 1 else REFUTED, shown.texts)
        why_open = "; ".join(reasons) if shown is None else ""
        return PropertyResult(one.name, one.title, one.place, one.citations, len(asks), example, why_open)


def _together(answers: Sequence[Settled]) -> Settled:
    """One answer of those to several goals of which one is enough."""
    for status in (Status.SHOWN, Status.UNDECIDED):
        found = next((one for one in answers if one.status is status), None)
        if found is not None:
            return found
    return Settled(Status.IMPOSSIBLE)


def _amiss(check: Check) -> Status:
    """The answer that makes a check a finding."""
    return Status.IMPOSSIBLE if check.wanted else Status.SHOWN


def _order(one: Finding) -> tuple[Place, str, str]:
    return one.place, one.code, one.id


def _solver_version() -> str:
    try:
        return f"{LIBRARY} {version(LIBRARY)}"
    except PackageNotFoundError:
        return LIBRARY
