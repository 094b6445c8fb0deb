"""Answers all questions about one rulebook: first from what was proved before, then from the stories of the rule tests,
and what is left by the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from .answering import BESIDE, EXAMPLES, PROPERTIES, RULES, WANTED, Answering, Progress, Telling
from .check import Ask, Check, Code
from .checks import checks_of
from .editions import Editions
from .exceptions import exception_checks, explains
from .findings import Example, Finding, Leading, Open, Proofs, PropertyResult
from .forgetting import forgetting
from .memory import SEEN, Settled, Status
from .places import Places
from .properties import Property, Statements
from .witnesses import Seen, shown_by
from .workers import Crew, crew

MANY = 200
"""With so many checks to answer there is work for other processes."""

NO_LISTS = "dat een lijst wegvalt, is niet te bewijzen"
NOT_MONOTONE = "de uitkomst en haar tegendeel kunnen in één dossier samengaan"
REFUTED, REFUTED_BY_TWO = "Dit dossier weerlegt de eigenschap:", "Deze twee dossiers weerleggen de eigenschap:"


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
        self.subject, self.names, self.workers = subject, names, workers
        self.progress = Telling(progress)
        self.editions = Editions(subject.rulebook)
        self.layouts: list[Layout] = [lay_out(subject.rulebook, one.day) for one in self.editions.all]
        self.answering = Answering(subject.rulebook, self.editions, workers, self.progress)
        self.places = Places(subject.files, self.editions.all[-1].day)

    def run(self) -> Proofs:
        try:
            return self.proofs()
        finally:
            # Also when somebody broke it off: what was proved is not proved again.
            self.answering.keep()

    def proofs(self) -> Proofs:
        tests, statements = self.subject.tests, self.subject.statements
        checks = [one for one in checks_of(self.layouts) if self.is_asked(one)]
        exceptions = [one for one in exception_checks(tests.unreachable, self.layouts) if self.is_asked(one)]
        properties = [self.about(one) for one in statements.properties if self.is_asked_property(one)]
        answers = self.settle_checks([*checks, *exceptions], properties)
        found = [one for one in (*checks, *exceptions) if answers[one.code, one.id].status is _amiss(one)]
        findings = self.findings(found, [*checks, *exceptions], answers)
        results = tuple(map(self.property, properties))
        undecided = [
            self.open(one, answers[one.code, one.id].reason)
            for one in (*checks, *exceptions)
            if answers[one.code, one.id].status is Status.UNDECIDED
        ]
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

    def settle_checks(self, checks: Sequence[Check], properties: Sequence[_About]) -> dict[tuple[Code, str], Settled]:
        """The answer to each check: shown when one of its goals is, impossible when none can be.

        What no story can tell the solver is asked first, the goals of properties too: it works while the stories run.
        """
        found: dict[tuple[Code, str], Settled] = {}
        waiting: list[Check] = []
        for check in checks:
            known = self.answering.known(check.asks)
            if known is None:
                waiting.append(check)
                if len(waiting) == MANY:
                    self.workers.call()
            else:
                found[check.code, check.id] = known
        unwanted = [one for one in waiting if not one.wanted]
        wanted = [one for one in waiting if one.wanted]
        self.answering.begin([one.asks[-1] for one in unwanted], RULES)
        self.answering.begin([one for about in properties for one in about.asks], PROPERTIES)
        seen = self.seen_in_tests(wanted) if wanted else Seen(frozenset(), {})
        for number in seen.shown:
            self.answering.seen(wanted[number].asks[-1])
            found[wanted[number].code, wanted[number].id] = SEEN
        rest = {number: one for number, one in enumerate(wanted) if number not in seen.shown}
        near = [(one, seen.near[number]) for number, one in rest.items() if seen.near.get(number)]
        self.answering.plan([one.asks for one in rest.values()], BESIDE)
        beside = self.answering.settle([one.asks for one, _ in near], BESIDE, [dossiers for _, dossiers in near])
        found.update(
            ((one.code, one.id), answer)
            for (one, _), answer in zip(near, beside, strict=True)
            if answer.status is not Status.UNDECIDED
        )
        for group, how in ((list(rest.values()), WANTED), (unwanted, RULES)):
            left = [one for one in group if (one.code, one.id) not in found]
            answers = self.answering.settle([one.asks for one in left], how)
            found.update(((one.code, one.id), answer) for one, answer in zip(left, answers, strict=True))
        return found

    def told_of_stories(self, what: str, done: int, of: int) -> None:
        self.answering.gather()
        self.progress(what, done, of)

    def seen_in_tests(self, checks: Sequence[Check]) -> Seen:
        makers = CaseMaker(self.subject.tests, self.subject.rulebook.concepts)
        stories: dict[str, list[Dossier]] = {}
        for test in self.subject.tests.tests:
            if not test.skipped:
                try:
                    stories.setdefault(test.base, []).append(makers.dossier(test))
                except MistakesFound:  # `regels test` tells them; such a test shows nothing
                    continue
        return shown_by(checks, self.layouts, self.editions.of, list(stories.values()), self.told_of_stories)

    # --- findings ---

    def findings(
        self, failed: list[Check], checks: Sequence[Check], answers: dict[tuple[Code, str], Settled]
    ) -> list[Finding]:
        """What is amiss and stands on its own, each with a dossier that shows it."""
        leading = Leading(checks, failed)
        alone = [one for one in failed if not leading.follows(one)]
        own = {id(one): answers[one.code, one.id].texts for one in alone if not one.wanted}
        examples = self.examples([one for one in alone if not own.get(id(one))])
        found: list[Finding] = []
        for check in alone:
            texts = own.get(id(check))
            example = Example(check.shows[0].caption, texts) if texts else examples[id(check)]
            if example is None and check.must_show:
                continue
            found.append(Finding(check.code.value, check.rule, check.id, self.place(check), check.sentence, example))
        return found

    def examples(self, checks: Sequence[Check]) -> dict[int, Example | None]:
        """For each of these checks (by `id`) the first dossier that makes it clear."""
        captions: list[list[tuple[str, Ask]]] = [
            [(show.caption, ask) for show in check.shows for ask in reversed(show.asks)] for check in checks
        ]
        found = {}
        answers = self.answering.settle([tuple(ask for _, ask in reversed(some)) for some in captions], EXAMPLES)
        for check, some, answer in zip(checks, captions, answers, strict=True):
            shown = (caption for caption, ask in some if self.answering.known((ask,)) == answer)
            found[id(check)] = Example(next(shown), answer.texts) if answer.texts else None
        return found

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

    def about(self, one: Property) -> _About:
        """A property as goals that no dossier may show."""
        reasons: list[str] = []
        asks: list[Ask] = []
        for edition, layout in enumerate(self.layouts):
            goals = one.goals
            if one.any_fact:
                goals, lists = forgetting(goals, layout)
                if lists:
                    reasons.append(f"{NO_LISTS} ({', '.join(lists)})")
            asks += [Ask(edition, goal) for goal in goals]
        return _About(one, tuple(asks), tuple(reasons))

    def property(self, about: _About) -> PropertyResult:
        """Proved when no dossier of any edition shows one of its goals."""
        one, reasons = about.property, dict.fromkeys(about.reasons)
        answers = self.answering.ask(about.asks, PROPERTIES)
        shown: Settled | None = None
        for ask, answer in zip(about.asks, answers, strict=True):
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
        return PropertyResult(one.name, one.title, one.place, one.citations, len(about.asks), example, why_open)


class _About(NamedTuple):
    """A property, what is asked of the rules about it, and why it may stay open whatever the answers are."""

    property: Property
    asks: tuple[Ask, ...]
    reasons: tuple[str, ...]


def _amiss(check: Check) -> Status:
    """The answer that makes a check a finding."""
    return Status.IMPOSSIBLE if check.wanted else Status.SHOWN


def _order(one: Finding) -> tuple[Place, str, str]:
    return one.place, one.code, one.id
