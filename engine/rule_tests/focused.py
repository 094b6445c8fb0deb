"""The coverage of one rule: the same outcome as over everything, from no more of the rules than this one leans on.

Every test tells something about every rule, so the tests of other rules count too. What is left out cannot matter: the
parts of the rulebook that this rule does not lean on, and a test that changes nothing which it does lean on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..dossier import CONTRADICTIONS, Dossier
from ..fact_changes import DAY
from ..layout import Layout
from ..mistakes import MistakesFound
from ..plan import Registers, Step
from ..planning import lay_out
from ..rulebook import Rulebook
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from .cases import CaseMaker
from .coverage import Coverage, Watcher, as_written, concerns
from .reading import RuleTest, RuleTests

FACT = "feit/"
"""How the id of a register begins that holds a fact of the dossier."""


class Focused(NamedTuple):
    """What tests show of one rule.

    `own` tests are about the rule itself, and `ran` are all that could show something new. `unseen` is how many parts
    the own ones left, and `helped` names the files whose tests showed some of these.
    """

    coverage: Coverage
    own: int
    ran: int
    unseen: int
    helped: tuple[str, ...]


def focused_coverage(name: str, rulebook: Rulebook, tests: RuleTests) -> Focused:
    """What the tests show of one rule, those about the rule itself first.

    Raises: MistakesFound when a base dossier has mistakes.
    """
    runner = _Runner(name, rulebook, tests)
    own = [one for one in tests.tests if _is_about(one, name)]
    ran = runner.run(own)
    unseen = left = _open(runner.found()) if own else 0
    helped: list[str] = []
    for file, others in _by_file(one for one in tests.tests if not _is_about(one, name)):
        more = runner.run(others)
        ran += more
        if left and more:
            now = _open(runner.found())
            helped += [file] if now < left else []
            left = now
    return Focused(runner.found(), len(own), ran, unseen, tuple(helped))


class _Runner:
    """Runs tests as far as one rule leans on them."""

    def __init__(self, name: str, rulebook: Rulebook, tests: RuleTests) -> None:
        self._name, self._rulebook, self._tests = name, rulebook, tests
        self._cases = CaseMaker(tests, rulebook.concepts)
        self._watcher = Watcher(name)
        self._parts: dict[tuple[bool, ...], _Part] = {}
        self._shown: set[object] = set()
        self._facts = frozenset[str]()

    def run(self, tests: Iterable[RuleTest]) -> int:
        """How many of the tests ran: those that are not sure to show the same as an earlier one."""
        return sum(map(self._run, tests))

    def found(self) -> Coverage:
        return self._watcher.coverage(self._tests.tests, self._tests.unreachable)

    def _run(self, test: RuleTest) -> bool:
        if test.skipped or self._story(test) in self._shown:
            return False
        try:
            dossier = self._cases.dossier(test)
        except MistakesFound:  # `regels test` tells them; such a test shows nothing
            return False
        part = self._part(dossier)
        self._watcher.see(part.layout, part.registers(dossier), dossier)
        self._shown.add(self._story(test))
        return True

    def _part(self, dossier: Dossier) -> _Part:
        edition = self._rulebook.edition(dossier.reference_date)
        part = self._parts.get(edition)
        if part is None:
            part = self._parts[edition] = _Part(lay_out(self._rulebook, dossier.reference_date), self._name)
            self._facts |= part.facts
            self._shown.clear()
        return part

    def _story(self, test: RuleTest) -> object:
        """Tests with the same story give all facts that count the same values."""
        every = CONTRADICTIONS in self._facts  # counted over all facts
        given = (
            (key.text, _content(node))
            for key, node in test.facts.entries
            if every or key.text == DAY or key.text in self._facts
        )
        return test.base, frozenset(given)


class _Part:
    """The registers of one layout that a rule leans on."""

    def __init__(self, layout: Layout, name: str) -> None:
        self.layout = layout
        wanted = {register for id, register in layout.nodes.items() if concerns(name, as_written(id))}
        wanted |= {register for id, one in layout.criteria.items() if concerns(name, id) for register in
                   (one.finding, *(ground for _, ground in one.grounds))}  # fmt: skip
        self.steps: list[Step] = []
        for step in reversed(layout.plan.steps):
            if step.register in wanted:
                self.steps.append(step)
                wanted.update(step.inputs)
        self.steps.reverse()
        self.facts = frozenset(step.id.removeprefix(FACT) for step in self.steps if step.id.startswith(FACT))

    def registers(self, dossier: Dossier) -> Registers:
        found: Registers = [None] * len(self.layout.plan.steps)
        for step in self.steps:
            found[step.register] = step.compute(found, dossier)
        return found


def _open(found: Coverage) -> int:
    return sum(bool(one.missing) and not one.excused for one in found.items)


def _is_about(test: RuleTest, name: str) -> bool:
    """Whether the file of a test is about the rule, or one of its expectations."""
    subjects = (test.tested, *(line.subject for line in test.expected))
    return any(f"{subject}.".lower().startswith(f"{name}.".lower()) for subject in subjects)


def _by_file(tests: Iterable[RuleTest]) -> Iterator[tuple[str, list[RuleTest]]]:
    files: dict[str, list[RuleTest]] = {}
    for test in tests:
        files.setdefault(test.file, []).append(test)
    yield from files.items()


def _content(node: Node) -> object:
    """What is written, without its place."""
    match node:
        case Scalar():
            return node.text, node.quoted
        case Sequence(items):
            return tuple(map(_content, items))
        case Mapping(entries):
            return frozenset((key.text, _content(value)) for key, value in entries)
