"""Where everything of a rulebook lives in its plan: the map by which a run is read back."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic

from .dossier import Dossier
from .evaluate import Names, Read, value_of
from .frozen import Frozen
from .language.terms import Outcome
from .language.tree import Condition, Value
from .piece_rule import PieceContent
from .plan import Plan, Registers
from .rulebook import Case, Criterion, Derivation, Evidence, Ground, NoGo, Objection, Parameter, Repair, Rulebook
from .rulebook import Step as TimelineRule
from .section_rule import Content, LineContent, Section, SectionLine
from .sentences import Exclusion


class CriterionLayout(Frozen):
    """Registers of one criterion: truths of its parts, its finding (`Outcome` value or None) and what goes with it."""

    criterion: Criterion
    applies: int
    applies_condition: int | None
    exclusions: tuple[tuple[Exclusion, int, str], ...]
    cases: dict[Outcome, tuple[tuple[Case, int], ...]]
    outcomes: dict[Outcome, int]
    is_outcome: dict[Outcome, int]
    finding: int
    weight: int
    grounds: tuple[tuple[Ground, int], ...]
    excused: int
    repairable: int
    repairs: tuple[tuple[Repair, int | None, Read | None], ...]


class NoGoLayout(Frozen):
    """Registers of one no-go ground: truths of its parts, what they come to, and its dates.

    None where the ground has no such part.
    """

    nogo: NoGo
    applies: int
    applies_condition: int | None
    exclusions: tuple[tuple[Exclusion, int], ...]
    invoked: int
    evidence: tuple[tuple[Evidence, int], ...]
    in_time: int | None
    covered: int | None
    shown: int
    carries: int
    partly: int
    start: int | None
    end: int | None
    review_by: int | None
    objections: tuple[tuple[Objection, int | None], ...]


class StepLayout(Frozen):
    """Registers of one dated step: its state (`StepState` value) and dates; None where the step has no such part."""

    step: TimelineRule
    exclusions: tuple[tuple[Exclusion, int], ...]
    state: int
    start: int | None
    deadline: int | None
    happened: int | None


class SectionLayout(Frozen, Generic[Content]):
    """Registers of one section, or chapter: whether it applies, and each line that has a condition. `id` is that of its
    nodes; each line has the id of its own condition.
    """

    id: str
    section: Section[Content]
    applies: int
    exclusions: tuple[tuple[Exclusion, int], ...]
    lines: tuple[tuple[SectionLine[Content], int | None, str], ...]


class VerdictLayout(Frozen):
    """Registers of an ordered verdict: each case's condition (None = anders) and the outcome."""

    cases: tuple[int | None, ...]
    outcome: int


class StatedCondition(Frozen):
    """A condition as a rule states it, and its register; equal ones share a register."""

    condition: Condition
    register: int


class Layout(Frozen):
    """A plan with the map of its registers; `day` is the one whose rules apply.

    `nodes` finds the register of a node by its id (rule and path), `conditions` that of each condition which a rule
    states. `chapters` are those of the piece that was asked for.
    """

    rulebook: Rulebook
    day: date
    plan: Plan
    names: Names
    parameters: dict[str, Parameter]
    derivations: dict[str, Derivation]
    nodes: dict[str, int]
    conditions: dict[str, StatedCondition]
    criteria: dict[str, CriterionLayout]
    questions: dict[str, VerdictLayout]
    verdict: VerdictLayout
    steps: tuple[StepLayout, ...]
    nogos: dict[str, NoGoLayout]
    sections: tuple[SectionLayout[LineContent], ...]
    chapters: tuple[SectionLayout[PieceContent], ...] = ()

    def value(self, node: Value, registers: Registers, dossier: Dossier) -> Any:
        """The value of any value node of this rulebook, after a run."""
        return value_of(node, self.names)(registers, dossier)
