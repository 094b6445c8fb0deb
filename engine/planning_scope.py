"""Lays out in registers when a rule applies: its condition holds, and none of its exclusions does."""

from __future__ import annotations

from .frozen import Frozen
from .language.tree import Condition
from .plan import GateKind
from .registers import RegisterBuilder
from .sentences import Exclusion

Excluding = tuple[tuple[Exclusion, int, str], ...]
"""Exclusions, each with the register of its condition and the id under which that stands."""


class RuleScope(Frozen):
    """Registers of when a rule applies; `condition` is None where the rule has none."""

    applies: int
    condition: int | None
    exclusions: Excluding

    @property
    def excluded(self) -> tuple[tuple[Exclusion, int], ...]:
        """The exclusions without their ids."""
        return tuple((one, register) for one, register, _ in self.exclusions)


def lay_out_scope(
    builder: RegisterBuilder,
    id: str,
    applies: Condition | None,
    exclusions: tuple[Exclusion, ...],
    shared: Excluding = (),
) -> RuleScope:
    """The registers of when the rule `id` applies; `shared` exclusions, laid out before, come ahead of its own."""
    whole = shared + lay_out_exclusions(builder, id, exclusions)
    condition = None if applies is None else builder.node(applies, f"{id}/van_toepassing", id)
    barriers = tuple(
        builder.gate(GateKind.NOT, (register,), f"{id}/geen_uitzondering/{index}", id)
        for index, (_, register, _) in enumerate(whole, start=1)
    )
    needed = barriers if condition is None else (condition, *barriers)
    return RuleScope(builder.gate(GateKind.ALL, needed, f"{id}/toepasselijk", id), condition, whole)


def lay_out_exclusions(builder: RegisterBuilder, id: str, exclusions: tuple[Exclusion, ...]) -> Excluding:
    """The registers of what stops the rule, or the question, `id`."""
    paths = [f"{id}/niet_van_toepassing/{index}" for index in range(1, len(exclusions) + 1)]
    return tuple(
        (one, builder.node(one.condition, path, id), path) for one, path in zip(exclusions, paths, strict=True)
    )
