"""Answers for tests: a value for whatever a dossier leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any

from spoortoets.engine.dossier import Dossier, Fact, Record, Records
from spoortoets.engine.language.types import Concept, ListType
from spoortoets.engine.result import FactState
from spoortoets.engine.whatif.reach import Ask

from ..regels.test_wetmatigheden import Variations, with_facts


class Answers(Variations):
    """Variations of the examples, and arbitrary answers to what is open in them."""

    def answered(self, dossier: Dossier, ask: Ask, concept: Concept) -> Dossier:
        """The dossier with a value where `ask` is open; a list that was not complete gets more elements, and is."""
        fact = dossier.fact(ask.fact)
        if ask.field:
            assert isinstance(fact.value, Records) and isinstance(concept.type, ListType)
            field = concept.type.field(ask.field)
            assert field is not None
            items = list(fact.value.items)
            record = items[ask.element]
            values = {**record.values, ask.field: self.scalar(field, dossier.reference_date)}
            missing = {name: state for name, state in record.missing.items() if name != ask.field}
            items[ask.element] = record._replace(values=values, missing=missing)
            value: Any = Records(tuple(items), fact.value.complete)
        elif isinstance(concept.type, ListType):
            old = fact.value.items if isinstance(fact.value, Records) else ()
            value = Records((*old, *self.elements(concept.type, dossier.reference_date)), True)
        else:
            value = self.scalar(concept, dossier.reference_date)
        return with_facts(dossier, {**dossier.facts, ask.fact: Fact(FactState.KNOWN, value)})

    def elements(self, shape: ListType, day: date) -> tuple[Record, ...]:
        return tuple(
            Record({one.name: self.scalar(one, day) for one in shape.fields if self.random.random() < 0.8})
            for _ in range(self.random.randrange(3))
        )
