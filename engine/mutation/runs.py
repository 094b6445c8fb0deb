"""The tests of the rules, each run once on the rules as they are; and whether one of them notices a change.

For a changed rule only those registers are computed again that lean on what changed and that a test can see, and only
in the tests where the changed part comes out differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from .. import render
from ..audit import RulebookConflict, refuse_conflict
from ..dossier import Dossier
from ..language.terms import CARRIES
from ..language.types import Concept
from ..layout import CriterionLayout, Layout
from ..mistakes import MistakesFound
from ..plan import Registers
from ..planning import lay_out
from ..premises import Premises
from ..reaching import reached
from ..rule_tests.cases import CaseMaker
from ..rule_tests.coverage import concerns
from ..rule_tests.reading import RuleTest, RuleTests
from ..rule_tests.running import ASPECTS, GROUNDS, NO_TEXT, TEXT, VERDICT, Check
from ..rulebook import Rulebook
from ..whatif.rerun import Rerun
from .mutants import Mutant, Overrides, mutants

Edition = tuple[bool, ...]

REPAIR = "/herstel/"
"""In the id of a condition that only decides which repair is told; no test can expect a repair."""


class TestsFail(Exception):
    """A test does not pass on the rules as they are, so it cannot tell what a change does."""

    __test__ = False

    def __init__(self, test: RuleTest) -> None:
        # The argument itself, so that it can come back from another process.
        super().__init__(test)
        self.test = test


class _Case(NamedTuple):
    """A test ready to run; `sees` are the registers that its expectations are read from, `states` those of them that
    it expects a value of. A text may hold any fact.
    """

    test: RuleTest
    dossier: Dossier
    sees: frozenset[int]
    states: frozenset[int]


class TestRuns:
    """Tests of one rulebook against its mutants, per edition of the rules. Every test runs when it is first needed."""

    __test__ = False

    def __init__(self, rulebook: Rulebook, tests: RuleTests) -> None:
        """Raises: MistakesFound when a base dossier has mistakes; TestsFail when a test has."""
        # What only shows on paper is nothing that a test expects.
        book = rulebook._replace(sections=())
        maker = CaseMaker(tests, book.concepts)
        self._editions: dict[Edition, _Edition] = {}
        for test in tests.tests:
            if test.skipped:
                continue
            try:
                dossier = maker.dossier(test)
            except MistakesFound:
                raise TestsFail(test) from None
            edition = rulebook.edition(dossier.reference_date)
            if edition not in self._editions:
                self._editions[edition] = _Edition(lay_out(book, dossier.reference_date, shared=False))
            self._editions[edition].take(test, dossier)
        self.count = sum(len(one.cases) for one in self._editions.values())

    def all(self) -> tuple[tuple[Mutant, date], ...]:
        """Every change, as it first occurs, and a day whose rules it is in."""
        found: dict[tuple[str, str], tuple[Mutant, date]] = {}
        for edition in self._editions.values():
            for key, one in edition.mutants.items():
                found.setdefault(key, (one, edition.layout.day))
        return tuple(found.values())

    def refuse_failing(self, names: Sequence[str] = (), share: int = 0, shares: int = 1) -> None:
        """Runs the tests about these rules (none = all), or one share of them, on the rules as they are.

        Raises: TestsFail.
        """
        for edition in self._editions.values():
            for at in range(share, len(edition.cases), shares):
                if not names or any(concerns(name, edition.cases[at].test.tested) for name in names):
                    edition.registers(at)

    def is_seen(self, part: str, becomes: str) -> bool:
        """Whether a test could expect anything of what leans on this part: not of what only stands on paper."""
        return any(one.is_seen(part, becomes) for one in self._editions.values())

    def killer(self, part: str, becomes: str) -> RuleTest | None:
        """The first test that fails when this change is made; None when all still pass.

        Raises: TestsFail.
        """
        found = (one.killer(part, becomes) for one in self._editions.values())
        return next((one for one in found if one is not None), None)


class _Edition:
    """The tests whose dossiers are of one edition of the rules."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        book = layout.rulebook
        concepts = [*book.concepts, *(one.concept for one in book.derivations)]
        self.concepts: dict[str, Concept] = {one.name: one for one in concepts}
        titles = {name: one.title for name, one in layout.parameters.items()}
        self.words = render.Words({one.name: one.title for one in concepts}, titles)
        self.cases: list[_Case] = []
        self.mutants = {(one.part, one.becomes): one for one in mutants(layout)}
        self._registers: list[Registers | None] = []
        # Stories on one base resemble each other: each is computed from the first of them.
        self._runs: dict[str, Rerun] = {}
        self._compute = [one.compute for one in layout.plan.steps]
        self._leaning: list[list[int]] = [[] for _ in layout.plan.steps]
        self._outcomes: dict[int, CriterionLayout] = {
            register: one for one in layout.criteria.values() for register in (one.applies, *one.outcomes.values())
        }
        self._of_rule: dict[str, list[int]] = {}
        for step in layout.plan.steps:
            if REPAIR not in step.id:
                self._of_rule.setdefault(step.rule, []).append(step.register)
        self._visible = self._find_visible()
        self._link()

    def _find_visible(self) -> frozenset[int]:
        """The registers of which a test can expect something."""
        layout = self.layout
        found = {*layout.names.facts.values(), *layout.names.findings.values(), layout.verdict.outcome}
        found.update(one.outcome for one in layout.questions.values())
        for id in layout.criteria:
            found.update(self._of_rule[id])
        for step in layout.steps:
            found.update(one for one in (step.state, step.deadline, step.start) if one is not None)
        return frozenset(found)

    def _link(self) -> None:
        """Which registers read each register, of those that reach something visible."""
        reaching = set(self._visible)
        for step in reversed(self.layout.plan.steps):
            if step.register in reaching:
                for one in dict.fromkeys(step.inputs):
                    self._leaning[one].append(step.register)
                    reaching.add(one)

    def take(self, test: RuleTest, dossier: Dossier) -> None:
        texts, states = set[int](), set[int]()
        for line in test.expected:
            is_text = line.subject.endswith((f".{TEXT}", f".{NO_TEXT}"))
            (texts if is_text else states).update(self._seen(line.subject))
        self.cases.append(_Case(test, dossier, frozenset(texts | states), frozenset(states)))
        self._registers.append(None)

    def _seen(self, subject: str) -> Iterable[int]:
        """The registers that the answer to an expectation is read from."""
        layout = self.layout
        name, _, rest = subject.partition(".")
        if name == VERDICT:
            verdict = layout.questions.get(rest) if rest else layout.verdict
            return () if verdict is None else (verdict.outcome,)
        if name in layout.criteria:
            one = layout.criteria[name]
            if not rest:
                return (one.finding,)
            if rest.startswith(f"{GROUNDS}."):
                return tuple(register for _, register in one.grounds)
            own = self._of_rule[name]
            return (*own, *layout.names.facts.values()) if rest in (TEXT, NO_TEXT) else own if rest in ASPECTS else ()
        if (name, rest or CARRIES) in layout.names.findings:
            return (layout.names.findings[name, rest or CARRIES],)
        for step in layout.steps:
            if step.step.id == name:
                return tuple(one for one in (step.state, step.deadline, step.start) if one is not None)
        return (layout.names.facts[subject],) if subject in layout.names.facts else ()

    def is_seen(self, part: str, becomes: str) -> bool:
        mutant = self.mutants.get((part, becomes))
        return mutant is not None and not self._visible.isdisjoint(self._reached(mutant.overrides))

    def killer(self, part: str, becomes: str) -> RuleTest | None:
        mutant = self.mutants.get((part, becomes))
        if mutant is None:
            return None
        reached = self._reached(mutant.overrides)
        outcomes = bool(self._outcomes.keys() & reached)
        rule = part.removeprefix("afleiding/").split("/")[0]
        for at in self._order(rule, reached, every=outcomes):
            if self._fails(at, mutant.overrides):
                return self.cases[at].test
        return None

    def _order(self, rule: str, reached: frozenset[int], *, every: bool) -> Iterator[int]:
        """The tests about the rule first, or that expect something of the fact that it derives; then those that see
        what it reaches, those of which a text may tell it, and those that only meet a conflict.
        """
        late: list[int] = []
        told: list[int] = []
        last: list[int] = []
        for at, case in enumerate(self.cases):
            if case.sees.isdisjoint(reached):
                last.append(at)
            elif case.test.tested == rule or any(line.subject == rule for line in case.test.expected):
                yield at
            else:
                (told if case.states.isdisjoint(reached) else late).append(at)
        yield from late
        yield from told
        if every:
            yield from last

    def _reached(self, overrides: Mapping[int, Any]) -> frozenset[int]:
        return frozenset(reached(overrides, self._leaning.__getitem__))

    def _fails(self, at: int, overrides: Overrides) -> bool:
        registers = self.registers(at)
        case = self.cases[at]
        changed = {
            one: value
            for one, read in overrides.items()
            if not _same(value := read(registers, case.dossier), registers[one])
        }
        if not changed:
            return False
        before = self._update(registers, case.dossier, overrides, changed)
        try:
            if any(self._conflicts(one, registers) for one in before):
                return True
            return not case.sees.isdisjoint(before) and not self._passes(case, registers)
        finally:
            for one, value in before.items():
                registers[one] = value

    def _update(
        self, registers: Registers, dossier: Dossier, overrides: Overrides, changed: Iterable[int]
    ) -> dict[int, Any]:
        """Brings the registers up to date with a change. Returns what they were."""
        waiting = bytearray(len(self._compute))
        for one in changed:
            waiting[one] = 1
        before: dict[int, Any] = {}
        register = waiting.find(1)
        while register >= 0:
            compute = overrides.get(register) or self._compute[register]
            value, old = compute(registers, dossier), registers[register]
            if not _same(value, old):
                before[register] = old
                registers[register] = value
                for one in self._leaning[register]:
                    waiting[one] = 1
            register = waiting.find(1, register + 1)
        return before

    def _conflicts(self, register: int, registers: Registers) -> bool:
        layout = self._outcomes.get(register)
        if layout is None:
            return False
        try:
            refuse_conflict(layout, registers)
        except RulebookConflict:
            return True
        return False

    def registers(self, at: int) -> Registers:
        """The registers of a test on the rules as they are. Raises: TestsFail."""
        registers = self._registers[at]
        if registers is None:
            case = self.cases[at]
            base = case.test.base
            run = self._runs.get(base) or self._runs.setdefault(base, Rerun(self.layout, case.dossier))
            registers = self._registers[at] = run.run(case.dossier)
            conflicts = any(self._conflicts(one, registers) for one in self._outcomes)
            if conflicts or not self._passes(case, registers):
                raise TestsFail(case.test)
        return registers

    def _passes(self, case: _Case, registers: Registers) -> bool:
        check = Check(Premises(self.layout, registers, case.dossier, self.concepts, self.words))
        return all(check.difference(line) is None for line in case.test.expected) and not check.problems.mistakes


def _same(value: Any, old: Any) -> bool:
    """`True` and `1` are equal to Python and not to us."""
    return value is old or (type(value) is type(old) and value == old)
