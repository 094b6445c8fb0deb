"""What is still to be learned of a question to a list, element by element."""

from __future__ import annotations

from . import evaluate
from .dossier import Record, Records
from .evaluate import Names
from .language.tree import All, AnyOf, Condition, Every, FactRef, FieldRef, ListQuery, NoneOf, Not
from .language.walk import descendants
from .plan import Registers
from .result import FactState


def is_open_field(record: Record, field: str) -> bool:
    """Whether an element leaves a field open; one that does not apply (nvt) is not open."""
    return field not in record.values and record.missing.get(field) is not FactState.NOT_APPLICABLE


def open_in_list(node: ListQuery | Every | NoneOf, names: Names, registers: Registers) -> list[str]:
    """The list where it is not complete or misses a field that decides, then the facts that such elements are held
    against.
    """
    name, column = node.source.name, node.field if isinstance(node, ListQuery) else None
    value = registers[names.facts[name]]
    if not isinstance(value, Records):
        return [name]
    asks, others = not value.complete, list[str]()
    for record in value.items:
        truth, leaves = (True, []) if node.where is None else _unknown_parts(node.where, record, names, registers)
        below = [one for leaf in leaves for one in descendants(leaf)]
        fields = [one for one in below if isinstance(one, FieldRef)]
        if truth is not False and column is not None:
            fields.append(column)
        asks = asks or any(is_open_field(record, one.name) for one in fields)
        others += [one.name for one in below if isinstance(one, FactRef)]
    return [*([name] if asks else ()), *others]


def _unknown_parts(
    node: Condition, record: Record, names: Names, registers: Registers
) -> tuple[bool | None, list[Condition]]:
    """The truth of a condition for one element, and while that is unknown its elementary conditions that are so too."""
    truth: bool | None = evaluate.condition(node, names)(registers, record)
    if truth is not None:
        return truth, []
    match node:
        case All(parts) | AnyOf(parts):
            return None, [leaf for part in parts for leaf in _unknown_parts(part, record, names, registers)[1]]
        case Not(part):
            return None, _unknown_parts(part, record, names, registers)[1]
    return None, [node]
