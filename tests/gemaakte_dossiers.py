"""Dossiers by chance, as wild as the concepts of a rulebook allow: for tests, and for the soak of the benchmarks."""

from __future__ import annotations

import random
from datetime import date, timedelta

from spoortoets.engine.dossier import Dossier, Fact, FactValue, Record, Records, ScalarValue
from spoortoets.engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from spoortoets.engine.result import FactState


class Generator:
    """Dossiers that fit the concepts of a rulebook. From empty to full, and from far apart to many equal dates."""

    def __init__(self, concepts: tuple[Concept, ...], day: date, seed: int) -> None:
        self._concepts = concepts
        self._day = day
        self._random = random.Random(seed)

    def dossier(self, number: int) -> Dossier:
        known = self._random.random()
        spread = self._random.choice((7, 60, 400, 1_100))
        facts = {
            concept.name: self._fact(concept, spread) for concept in self._concepts if self._random.random() < known
        }
        facts["dossier.peildatum"] = Fact(FactState.KNOWN, self._day)
        return Dossier(f"gemaakt-{number}", self._day, facts, "")

    def _fact(self, concept: Concept, spread: int) -> Fact:
        chance = self._random.random()
        if chance < 0.05:
            return Fact(FactState.ASKED)
        if chance < 0.1:
            return Fact(FactState.NOT_APPLICABLE, reason="gemaakt dossier")
        return Fact(FactState.KNOWN, self._value(concept, spread))

    def _value(self, concept: Concept, spread: int) -> FactValue:
        if isinstance(concept.type, ListType):
            items = tuple(self._record(concept.type, spread) for _ in range(self._random.randrange(6)))
            return Records(items, complete=self._random.random() < 0.8)
        return self._scalar(concept, spread)

    def _record(self, shape: ListType, spread: int) -> Record:
        known = [one for one in shape.fields if self._random.random() < 0.85]
        return Record({one.name: self._scalar(one, spread) for one in known})

    def _scalar(self, concept: Concept, spread: int) -> ScalarValue:
        match concept.type:
            case YesNoType():
                return self._random.random() < 0.5
            case DateType():
                return self._day + timedelta(days=self._random.randint(-spread, spread // 4))
            case NumberType():
                lowest = concept.minimum or 0
                return self._random.randint(lowest, concept.maximum if concept.maximum is not None else lowest + spread)
            case ChoiceType(values):
                return self._random.choice(values)
            case ChoicesType(values):
                return frozenset(one for one in values if self._random.random() < 0.3)
            case TextType():
                return "tekst"
            case other:
                raise TypeError(f"a list inside a list: {other}")
