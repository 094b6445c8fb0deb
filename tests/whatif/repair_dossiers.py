"""Small generated dossiers, by number: the same number gives the same dossier."""

from __future__ import annotations

import random
from datetime import date, timedelta

from spoortoets.engine.dossier import Dossier, Fact, Record, Records, ScalarValue
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
from spoortoets.engine.rulebook import Rulebook

DAY = date(2026, 9, 14)


def generated(book: Rulebook, number: int) -> Dossier:
    """Most facts known, lists of at most two elements."""
    chance = random.Random(number)
    facts = {}
    for concept in book.concepts:
        if chance.random() < 0.9 and not isinstance(concept.type, TextType):
            facts[concept.name] = Fact(FactState.KNOWN, _value(concept, chance))
    facts["dossier.peildatum"] = Fact(FactState.KNOWN, DAY)
    return Dossier(f"herstel-{number}", DAY, facts, "")


def _value(concept: Concept, chance: random.Random) -> ScalarValue | Records:
    if isinstance(concept.type, ListType):
        fields = [one for one in concept.type.fields if not isinstance(one.type, TextType)]
        return Records(
            tuple(Record({one.name: _scalar(one, chance) for one in fields}) for _ in range(chance.randrange(3)))
        )
    return _scalar(concept, chance)


def _scalar(concept: Concept, chance: random.Random) -> ScalarValue:
    match concept.type:
        case DateType():
            return DAY - timedelta(days=chance.randrange(400))
        case NumberType():
            return chance.randrange(concept.minimum or 0, min(concept.maximum or 60, 60) + 1)
        case YesNoType():
            return chance.random() < 0.5
        case ChoiceType(values):
            return chance.choice(values)
        case ChoicesType(values):
            return frozenset(one for one in values if chance.random() < 0.5)
    raise AssertionError(concept.type)
