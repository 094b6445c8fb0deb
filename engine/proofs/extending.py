"""A layout with conditions beside those that its rules state, so that the engine itself judges them."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.tree import Condition
from ..layout import Layout
from ..plan import Plan
from ..registers import RegisterBuilder

_RULE = "doel"


def extended(layout: Layout, conditions: Iterable[Condition]) -> tuple[Layout, tuple[str, ...]]:
    """The layout with these conditions, and the ids of their nodes."""
    builder = RegisterBuilder(layout.parameters)
    builder.steps += layout.plan.steps
    builder.facts.update(layout.names.facts)
    builder.findings.update(layout.names.findings)
    builder.nodes.update(layout.nodes)
    builder.counted.update(layout.names.nodes)
    builder.conditions.update(layout.conditions)
    ids = []
    for number, condition in enumerate(conditions, start=1):
        ids.append(f"{_RULE}/{number}")
        builder.node(condition, ids[-1], _RULE)
    changed = layout._replace(
        plan=Plan(tuple(builder.steps)), names=builder.names, nodes=builder.nodes, conditions=builder.conditions
    )
    return changed, tuple(ids)
