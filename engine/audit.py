"""One audit: a rulebook and a dossier in, one immutable result out. The two readings of the rules must agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from . import dutch, render
from .dossier import Dossier
from .evaluate import evaluate
from .findings import Report
from .layout import CriterionLayout
from .piece_rule import Piece
from .plan import Registers
from .planning import lay_out
from .premises import Premises
from .result import EngineInfo, Result
from .rulebook import Rulebook

if TYPE_CHECKING:
    from .infer import DurableEngine

DURABLE, DIRECT = "durable", "direct"


class RulebookConflict(Exception):
    """For this dossier the outcomes of a criterion overlap, or are all ruled out: never resolved silently."""

    def __init__(self, criterion: str, file: str, outcomes: Iterable[str]) -> None:
        self.criterion, self.file, self.outcomes = criterion, file, tuple(outcomes)
        together = "allebei" if len(self.outcomes) == 2 else "alle drie"
        what = (
            f"zijn {dutch.listing(self.outcomes)} {together} waar"
            if self.outcomes
            else "is geen enkele uitkomst mogelijk"
        )
        super().__init__(
            f"{file}: R00 bij het criterium {criterion} {what} voor dit dossier; dat is een fout in de regel"
        )


class Auditor:
    """A rulebook made ready for one day; runs any number of dossiers of that peildatum. One auditor per thread.

    `piece` is laid out with it when its chapters are to be filled in.
    """

    def __init__(self, rulebook: Rulebook, day: date, motor: str = DURABLE, piece: Piece | None = None) -> None:
        self.rulebook = rulebook
        self.layout = lay_out(rulebook, day, piece)
        self.engine: DurableEngine | None = None
        self.engine_version = self.notice = ""
        if motor == DURABLE:
            # Imported here: the direct reading alone does not need it, and starts faster without.
            from .infer import DurableEngine, compile_network, durable_available, library_version

            available, reason = durable_available()
            if available:
                self.engine = DurableEngine(compile_network(self.layout.plan))
                self.engine_version = library_version()
            else:
                self.notice = reason
        concepts = [*rulebook.concepts, *(one.concept for one in rulebook.derivations)]
        self.concepts = {one.name: one for one in concepts}
        self.words = render.Words(
            {one.name: one.title for one in concepts}, {name: one.title for name, one in self.layout.parameters.items()}
        )

    def run(self, dossier: Dossier) -> tuple[Registers, EngineInfo]:
        """All registers, after both readings agreed on every node.

        Raises: ReadingsDisagree; RulebookConflict.
        """
        registers = evaluate(self.layout.plan, dossier)
        compared = 0
        if self.engine is not None:
            from .infer import compare

            inference = self.engine.run(dossier)
            compared = compare(self.layout.plan, registers, inference.registers)
            registers = inference.registers
        self.refuse_conflicts(registers)
        name = DIRECT if self.engine is None else DURABLE
        return registers, EngineInfo(name, self.engine_version, compared, self.notice)

    def run_together(self, dossiers: Sequence[Dossier], direct: Sequence[Registers]) -> list[Registers]:
        """The registers of dossiers that are read as one run, after both readings agreed; `direct` is the direct one.

        Raises: ReadingsDisagree; RulebookConflict.
        """
        found = list(direct)
        if self.engine is not None:
            from .infer import compare

            found = [one.registers for one in self.engine.run_together(dossiers)]
            for own, other in zip(direct, found, strict=True):
                compare(self.layout.plan, own, other)
        for registers in found:
            self.refuse_conflicts(registers)
        return found

    def refuse_conflicts(self, registers: Registers) -> None:
        """Raises: RulebookConflict when the outcomes of a criterion overlap, or are all ruled out."""
        for layout in self.layout.criteria.values():
            refuse_conflict(layout, registers)

    def audit(self, dossier: Dossier, reasoned: Collection[str] | None = None) -> Result:
        """The result of one dossier, with the reasoning of the rules in `reasoned` (None = all) worked out as trees."""
        registers, engine = self.run(dossier)
        return Report(Premises(self.layout, registers, dossier, self.concepts, self.words), reasoned).result(engine)


def audit(
    rulebook: Rulebook, dossier: Dossier, *, motor: str = DURABLE, reasoned: Collection[str] | None = None
) -> Result:
    """One audit with a fresh auditor.

    Raises: ReadingsDisagree when the engines differ; RulebookConflict when a rule contradicts itself for this dossier.
    """
    return Auditor(rulebook, dossier.reference_date, motor).audit(dossier, reasoned)


def refuse_conflict(layout: CriterionLayout, registers: Registers) -> None:
    if registers[layout.applies] is not True:
        return
    true = [outcome.value for outcome, register in layout.outcomes.items() if registers[register] is True]
    if len(true) > 1 or not any(registers[register] is not False for register in layout.outcomes.values()):
        raise RulebookConflict(layout.criterion.id, layout.criterion.file, true)
