"""A list of a dossier as formulas, in two ways that answer the same questions.

`ShortList` has at most so many elements: what is possible with it is possible. `AnyList` stands for a list of any
length: what is impossible with it is impossible.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..language.types import Concept, ListType
from .facts import Facts
from .kleene import Truth
from .logic import Logic, Sort, Term
from .value import Day, Value
from .values import Values


class Element(NamedTuple):
    """One element: whether it is there, how often, and its fields."""

    path: str
    there: Term
    times: Term
    fields: Mapping[str, Value]


Judge = Callable[[Element], Truth]


class ListFact(ABC):
    """What both kinds of lists share. Each question gets a judge of elements, and the field asked for."""

    def __init__(self, name: str, kind: ListType, facts: Facts) -> None:
        self.name, self.kind, self.facts = name, kind, facts
        self.values: Values = facts.values
        self.logic: Logic = facts.values.logic
        self.path = f"feit/{name}"
        self.known, self.nvt = facts.list_state(self.path)
        self.complete = self._variable("volledig", Sort.TRUTH)

    def _variable(self, name: str, sort: Sort) -> Term:
        return self.logic.variable(f"{self.path}/{name}", sort)

    def element(self, label: str, there: Term | None = None, times: Term | None = None) -> Element:
        """An element with variables of its own."""
        path = f"{self.path}[{label}]"
        present = self._variable(f"[{label}]/is_er", Sort.TRUTH) if there is None else there
        fields = {one.name: self.facts.element_field(path, self.name, one) for one in self.kind.fields}
        for one in self.kind.fields:
            value, other = fields[one.name], one.not_before
            if isinstance(value, Day) and other is not None:
                if other in fields:
                    self.facts.not_before(value, fields[other])
                elif "." in other:
                    self.facts.not_before(value, self.facts.fact(other))
        return Element(path, present, self.logic.one if times is None else times, fields)

    def column(self, name: str) -> Concept:
        found = self.kind.field(name)
        assert found is not None
        return found

    @abstractmethod
    def every(self, judge: Judge) -> Truth: ...

    @abstractmethod
    def none_of(self, judge: Judge) -> Truth: ...

    @abstractmethod
    def query(self, kind: str, column: str | None, judge: Judge | None) -> Value: ...
