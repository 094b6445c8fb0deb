"""Runs tests of the rules and holds what each expected against what the rulebook finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from .. import dutch
from ..audit import DIRECT, Auditor, RulebookConflict
from ..date_bounds import days_of, days_text
from ..dossier import Dossier
from ..findings import Report
from ..language.terms import CARRIES
from ..language.tree import FactRef, Value
from ..language.types import Concept, DateType, NumberType, YesNoType
from ..mistakes import Collector, MistakesFound, Place, did_you_mean
from ..plan import Registers
from ..premises import TRUTHS, Premises
from ..result import UNANSWERED, UNDECIDED, Finding
from ..rulebook import Rulebook
from ..text import scalars
from ..text.text_tree import Scalar
from ..values import NVT, Interval, OpenSet
from ..whatif.rerun import Rerun
from .cases import CaseMaker
from .reading import Expectation, RuleTest, RuleTests, words, written

VERDICT = "oordeel"
UNKNOWN, NOT_APPLICABLE = "onbekend", "nvt"
ASPECTS: dict[str, Callable[[Finding], str]] = {
    "verschoond": lambda one: _yes_no(one.excused),
    "herstelbaar": lambda one: _yes_no(one.repairable),
    "voorlopig": lambda one: _yes_no(one.provisional),
    "zwaarte": lambda one: one.weight.value,
    "gezag": lambda one: one.authority.value,
}
GROUNDS = "gronden"
TEXT, NO_TEXT = "uitleg", "uitleg_zonder"
"""Text that the reasons hold, and text that they do not."""


class State(Enum):
    """How a test ended."""

    PASSED = "geslaagd"
    FAILED = "gezakt"
    ERROR = "fout"
    SKIPPED = "overgeslagen"


class Difference(NamedTuple):
    """An expectation that was not met. `conditions` are the ids of the conditions that decided otherwise.

    `more` says of a date that is not known between which days it lies, or else what it waits for.
    """

    subject: str
    expected: str
    found: str
    conditions: tuple[str, ...]
    place: Place
    more: str = ""


class CaseResult(NamedTuple):
    """A test that ran. `message` tells an error; `premises` is the run, None when there was none."""

    test: RuleTest
    state: State
    differences: tuple[Difference, ...] = ()
    message: str = ""
    premises: Premises | None = None


class Runner:
    """Runs tests of one rulebook with the direct reading; the rulebook is laid out once per edition.

    `watch` gets every finished run, for the coverage.
    """

    def __init__(self, rulebook: Rulebook, tests: RuleTests, watch: Callable[[Premises], None] | None = None) -> None:
        """Raises: MistakesFound when a base dossier has mistakes."""
        self._rulebook = rulebook
        self._cases = CaseMaker(tests, rulebook.concepts)
        self._auditors: dict[tuple[bool, ...], Auditor] = {}
        # Stories on one base resemble each other: each is computed from the first of them.
        self._runs: dict[tuple[tuple[bool, ...], str], Rerun] = {}
        self._watch = watch

    def run(self, test: RuleTest) -> CaseResult:
        if test.skipped:
            return CaseResult(test, State.SKIPPED, message=test.skipped)
        try:
            dossier = self._cases.dossier(test)
            premises = self._premises(dossier, test.base)
        except MistakesFound as found:
            return CaseResult(test, State.ERROR, message="\n".join(map(str, found.mistakes)))
        except RulebookConflict as conflict:
            return CaseResult(test, State.ERROR, message=str(conflict))
        if self._watch is not None:
            self._watch(premises)
        check = Check(premises)
        differences = tuple(one for line in test.expected if (one := check.difference(line)) is not None)
        if check.problems.mistakes:
            return CaseResult(
                test, State.ERROR, message="\n".join(map(str, check.problems.mistakes)), premises=premises
            )
        return CaseResult(test, State.FAILED if differences else State.PASSED, differences, premises=premises)

    def run_all(self, tests: Iterable[RuleTest]) -> Iterable[CaseResult]:
        return map(self.run, tests)

    def _premises(self, dossier: Dossier, base: str) -> Premises:
        edition = self._rulebook.edition(dossier.reference_date)
        auditor = self._auditors.get(edition)
        if auditor is None:
            auditor = self._auditors[edition] = Auditor(self._rulebook, dossier.reference_date, DIRECT)
        run = self._runs.get((edition, base))
        if run is None:
            run = self._runs[edition, base] = Rerun(auditor.layout, dossier)
        registers = run.run(dossier)
        auditor.refuse_conflicts(registers)
        return Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)


class Check:
    """The expectations of one test against one run. What cannot be understood goes to `problems`."""

    def __init__(self, premises: Premises) -> None:
        self.premises, self.layout = premises, premises.layout
        self.registers: Registers = premises.registers
        self.problems = Collector()

    def difference(self, line: Expectation) -> Difference | None:
        found = self._found(line)
        if found is None:
            return None
        expected = written(line.value)
        concept = self._concept(line.subject)
        if concept is not None:
            expected = self._normal(line, concept)
        met = expected == found
        if line.subject.endswith((f".{TEXT}", f".{NO_TEXT}")):
            told = [one in found for one in words(line.value)]
            met = all(told) if line.subject.endswith(f".{TEXT}") else not any(told)
        met = met or (expected == UNKNOWN and self._open(line.subject))
        if met:
            return None
        more = self._about_date(line.subject) if found == UNKNOWN else ""
        return Difference(line.subject, expected, found, self._conditions(line.subject), line.place, more)

    # --- what was found -----------------------------------------------------------------------------------------------

    def _found(self, line: Expectation) -> str | None:
        name, _, rest = line.subject.partition(".")
        layout, registers = self.layout, self.registers
        if name == VERDICT:
            if not rest:
                return str(registers[layout.verdict.outcome] or UNDECIDED)
            if rest in layout.questions:
                return str(registers[layout.questions[rest].outcome] or UNANSWERED)
        elif name in layout.criteria:
            return self._of_criterion(line, name, rest)
        elif (aspect := (name, rest or CARRIES)) in layout.names.findings:
            return _shown(registers[layout.names.findings[aspect]])
        elif (step := next((one for one in layout.steps if one.step.id == name), None)) is not None:
            register = {"": step.state, "uiterlijk": step.deadline, "vanaf": step.start}.get(rest)
            if register is not None:
                return _shown(registers[register])
        elif line.subject in layout.names.facts:
            return self._value(line.subject)
        self._unknown(line)
        return None

    def _of_criterion(self, line: Expectation, id: str, rest: str) -> str | None:
        layout = self.layout.criteria[id]
        if not rest:
            return self.registers[layout.finding] or UNKNOWN
        aspect, _, ground = rest.partition(".")
        if aspect == GROUNDS:
            for one, register in layout.grounds:
                if one.id == ground:
                    return TRUTHS[self.registers[register]].value
        elif rest in ASPECTS or rest in (TEXT, NO_TEXT):
            finding = Report(self.premises, ()).finding(layout)
            return ASPECTS[rest](finding) if rest in ASPECTS else " ".join(finding.reasons)
        self._unknown(line)
        return None

    def _value(self, name: str) -> str:
        value = self.registers[self.layout.names.facts[name]]
        concept = self.premises.concepts.get(name)
        if value is None:
            return UNKNOWN
        if value is NVT:
            return NOT_APPLICABLE
        if isinstance(value, frozenset):
            return ", ".join(sorted(value))
        if isinstance(value, (str, bool, date)) or concept is None:
            return _shown(value)
        return dutch.text(value, concept.type)

    # --- what was expected --------------------------------------------------------------------------------------------

    def _concept(self, subject: str) -> Concept | None:
        return self.premises.concepts.get(subject) if subject in self.layout.names.facts else None

    def _normal(self, line: Expectation, concept: Concept) -> str:
        """The expected value of a fact in the form in which values are shown."""
        text = written(line.value)
        if text in (UNKNOWN, NOT_APPLICABLE) or not isinstance(line.value, Scalar):
            return text
        match concept.type:
            case DateType():
                day = scalars.iso_date(line.value, line.subject, self.problems)
                return text if day is None else day.isoformat()
            case NumberType():
                if text.replace(".", "", 1).removeprefix("-").isdigit():
                    number = scalars.exact_number(line.value, line.subject, self.problems)
                    return text if number is None else dutch.text(number, concept.type)
            case YesNoType():
                truth = scalars.yes_no(line.value, line.subject, self.problems)
                return text if truth is None else _yes_no(truth)
        return text

    def _open(self, name: str) -> bool:
        """Whether a fact has bounds only: not known, though something is known about it."""
        register = self.layout.names.facts.get(name)
        return register is not None and isinstance(self.registers[register], Interval | OpenSet)

    def _unknown(self, line: Expectation) -> None:
        known = [
            VERDICT,
            *(f"{VERDICT}.{one}" for one in self.layout.questions),
            *self.layout.criteria,
            *self.layout.nogos,
            *(one.step.id for one in self.layout.steps),
            *self.layout.names.facts,
        ]
        name, _, rest = line.subject.partition(".")
        if name in self.layout.criteria and rest:
            grounds = [f"{GROUNDS}.{one.id}" for one, _ in self.layout.criteria[name].grounds]
            known = [f"{name}.{one}" for one in (*ASPECTS, TEXT, NO_TEXT, *grounds)]
        elif name in self.layout.nogos and rest:
            known = [f"{name}.{aspect}" for rule, aspect in self.layout.names.findings if rule == name]
        message = f"'{line.subject}' is geen criterium, no-gogrond, stap, feit of deel van een oordeel"
        self.problems.add(line.place, "G09", message, did_you_mean(line.subject, known))

    # --- why ----------------------------------------------------------------------------------------------------------

    def _about_date(self, subject: str) -> str:
        """Between which days an unknown date of a step or fact lies; else the facts that it waits for."""
        name, _, rest = subject.partition(".")
        step = next((one.step for one in self.layout.steps if one.step.id == name), None)
        concept = self._concept(subject)
        node: Value | None = None
        if step is not None:
            node = {"uiterlijk": step.deadline, "vanaf": step.start}.get(rest)
        elif concept is not None and isinstance(concept.type, DateType):
            node = FactRef(subject, concept.type)
        if node is None:
            return ""
        between = days_text(days_of(node, self.premises))
        waits = self.premises.base_facts(self.premises.facts_of(node), only_unknown=True)
        return between or (f"hangt af van {dutch.listing(waits)}" if waits and waits != [subject] else "")

    def _conditions(self, subject: str) -> tuple[str, ...]:
        """The conditions that made the outcome what it is, as the rule states them: their ids, in order."""
        name, _, rest = subject.partition(".")
        if name == VERDICT:
            roots = [f"{VERDICT}/{rest or 'eindoordeel'}"]
        elif name in self.layout.criteria and rest.startswith(f"{GROUNDS}."):
            roots = [f"{name}/grond/{rest.partition('.')[2]}"]
        else:
            roots = [name, f"afleiding/{subject}", f"tijdlijn/{name}"]
        return tuple(one for one in self.layout.conditions if any(f"{one}/".startswith(f"{root}/") for root in roots))


def _yes_no(truth: bool) -> str:
    return "ja" if truth else "nee"


def _shown(value: Any) -> str:
    if value is None:
        return UNKNOWN
    if value is NVT:
        return NOT_APPLICABLE
    if isinstance(value, bool):
        return _yes_no(value)
    return value.isoformat() if isinstance(value, date) else str(value)
