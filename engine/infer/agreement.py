"""Holding the two readings of one plan against each other."""

from __future__ import annotations

from typing import Any

from ..plan import Plan, Registers


class ReadingsDisagree(Exception):
    """The two readings differ at a node: a fault of the tool, so no verdict may be given."""

    def __init__(self, node: str, direct: Any, inferred: Any) -> None:
        self.node = node
        self.direct = direct
        self.inferred = inferred
        super().__init__(
            f"de twee lezingen van de regels komen bij {node} niet tot hetzelfde "
            f"(direct: {_shown(direct)}, redeneermachine: {_shown(inferred)})"
        )


def compare(plan: Plan, direct: Registers, inferred: Registers) -> int:
    """Compares every node, and gives how many. Raises: ReadingsDisagree at the first that differs, in value or in type.

    `True` and `1` are equal to Python and not to us.
    """
    for step, one, other in zip(plan.steps, direct, inferred, strict=True):
        if one is not other and (type(one) is not type(other) or one != other):
            raise ReadingsDisagree(step.id, one, other)
    return len(plan.steps)


def _shown(value: Any) -> str:
    """The truth of a condition in Dutch. Any other value stays out of the message: it may be from the dossier."""
    if value is None:
        return "onbekend"
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    return "een waarde"
