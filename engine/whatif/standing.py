"""How a dossier stands: the outcomes alone, without sentences or reasoning, so that many variants can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from ..audit import DIRECT, DURABLE, Auditor
from ..dossier import Dossier
from ..language.terms import CARRIES, Outcome, Weight
from ..plan import Registers
from ..premises import Premises
from ..result import UNANSWERED, UNDECIDED, EngineInfo
from ..rulebook import Rulebook
from .rerun import Rerun


class Found(NamedTuple):
    """What one criterion comes to. `excused`: a deugdelijke grond takes a shortcoming away."""

    outcome: Outcome
    weight: Weight
    excused: bool


class Standing(NamedTuple):
    """The outcomes of one run, in the order of the rulebook. `nogos`: whether each ground carries; None = unknown.

    Compare the outcomes, as `same` does, and not the registers.
    """

    verdict: str
    questions: dict[str, str]
    findings: dict[str, Found]
    nogos: dict[str, bool | None]
    registers: Registers

    def same(self, other: Standing) -> bool:
        """Whether a reader sees the same outcomes."""
        return self[:4] == other[:4]


class Stands:
    """Tells how any number of variants of a dossier stand. One rulebook is laid out once per edition of its rules.

    `motor`: DURABLE where a result is shown, so that both readings agree on it; DIRECT for trying many variants, which
    computes of each only what leans on a fact that differs from `dossier`.
    """

    def __init__(self, rulebook: Rulebook, dossier: Dossier, motor: str = DURABLE) -> None:
        self.rulebook, self.dossier, self.motor = rulebook, dossier, motor
        self._editions: dict[date, tuple[bool, ...]] = {}
        self._auditors: dict[tuple[bool, ...], Auditor] = {}
        self._reruns: dict[tuple[bool, ...], Rerun] = {}
        self._outcomes: dict[tuple[bool, ...], _Outcomes] = {}

    def auditor(self, dossier: Dossier) -> Auditor:
        """The auditor for the peildatum of a dossier."""
        edition = self._edition(dossier)
        if edition not in self._auditors:
            self._auditors[edition] = Auditor(self.rulebook, dossier.reference_date, self.motor)
        return self._auditors[edition]

    def rerun(self, dossier: Dossier) -> Rerun:
        """The finished run of the unchanged dossier under the rules for the peildatum of this one."""
        edition = self._edition(dossier)
        if edition not in self._reruns:
            self._reruns[edition] = Rerun(self.auditor(dossier).layout, self.dossier)
        return self._reruns[edition]

    def of(self, dossier: Dossier) -> Standing:
        """How a dossier stands. Raises: ReadingsDisagree; RulebookConflict."""
        return self.of_all((dossier,))[0]

    def tried(self, dossier: Dossier) -> Standing:
        """How a variant that is not shown stands, by the direct reading alone. Raises: RulebookConflict."""
        return self._standing(dossier, self.rerun(dossier).run(dossier))

    def of_all(self, dossiers: Sequence[Dossier]) -> list[Standing]:
        """How each of some dossiers stands; the inference engine reads those of one edition of the rules as one run.

        Raises: ReadingsDisagree; RulebookConflict.
        """
        groups: dict[tuple[bool, ...], list[int]] = {}
        for index, one in enumerate(dossiers):
            groups.setdefault(self._edition(one), []).append(index)
        found: dict[int, Standing] = {}
        for indices in groups.values():
            some = [dossiers[index] for index in indices]
            auditor, rerun = self.auditor(some[0]), self.rerun(some[0])
            registers = auditor.run_together(some, [rerun.run(one) for one in some])
            found.update(zip(indices, (self._standing(some[0], one) for one in registers), strict=True))
        return [found[index] for index in range(len(dossiers))]

    def engine(self, dossier: Dossier) -> EngineInfo:
        """Which engine reads the rules, and on how many nodes both readings are compared."""
        auditor = self.auditor(dossier)
        compared = 0 if auditor.engine is None else len(auditor.layout.plan.steps)
        name = DIRECT if auditor.engine is None else DURABLE
        return EngineInfo(name, auditor.engine_version, compared, auditor.notice)

    def premises(self, standing: Standing, dossier: Dossier) -> Premises:
        """The run behind a standing, ready to be explained."""
        auditor = self.auditor(dossier)
        return Premises(auditor.layout, standing.registers, dossier, auditor.concepts, auditor.words)

    def _edition(self, dossier: Dossier) -> tuple[bool, ...]:
        day = dossier.reference_date
        if day not in self._editions:
            self._editions[day] = self.rulebook.edition(day)
        return self._editions[day]

    def _standing(self, dossier: Dossier, registers: Registers) -> Standing:
        edition = self._edition(dossier)
        if edition not in self._outcomes:
            self._outcomes[edition] = _Outcomes(self.auditor(dossier))
        return self._outcomes[edition].standing(registers)


_OUTCOMES: dict[str | None, Outcome] = {None: Outcome.UNKNOWN, **{one.value: one for one in Outcome}}
_WEIGHTS = {one.value: one for one in Weight}


class _Outcomes:
    """Reads the outcomes from the registers of one layout; runs that come to the same share what was read once."""

    def __init__(self, auditor: Auditor) -> None:
        self._auditor, self._layout = auditor, auditor.layout
        # A layout holds the criteria in the order in which they are worked out.
        laid_out = self._layout.criteria
        self._criteria = {one.id: laid_out[one.id] for one in self._layout.rulebook.criteria if one.id in laid_out}
        self._nogos = {name: self._layout.names.findings[name, CARRIES] for name in self._layout.nogos}
        read = [self._layout.verdict.outcome, *self._nogos.values()]
        read += [one.outcome for one in self._layout.questions.values()]
        for one in self._criteria.values():
            read += [one.finding, one.weight, one.excused, one.applies, *one.outcomes.values()]
        self._read = itemgetter(*dict.fromkeys(read))
        self._known: dict[tuple[Any, ...], Standing] = {}

    def standing(self, registers: Registers) -> Standing:
        """Raises: RulebookConflict."""
        read = self._read(registers)
        if read not in self._known:
            self._auditor.refuse_conflicts(registers)
            self._known[read] = self._worked_out(registers)
        return self._known[read]._replace(registers=registers)

    def _worked_out(self, registers: Registers) -> Standing:
        layout = self._layout
        findings = {
            name: Found(
                _OUTCOMES[registers[one.finding]], _WEIGHTS[registers[one.weight]], registers[one.excused] is True
            )
            for name, one in self._criteria.items()
        }
        return Standing(
            str(registers[layout.verdict.outcome] or UNDECIDED),
            {name: str(registers[one.outcome] or UNANSWERED) for name, one in layout.questions.items()},
            findings,
            {name: registers[register] for name, register in self._nogos.items()},
            registers,
        )
