"""Somebody who answers the questions of `invullen` with what another dossier says, reply by reply."""

from __future__ import annotations

from datetime import date

from spoortoets.engine.dossier import Dossier, Fact, Records
from spoortoets.engine.language.types import ListType
from spoortoets.engine.result import FactState
from spoortoets.engine.rulebook import Rulebook
from spoortoets.engine.whatif.questions import Question


class Informant:
    """Knows one dossier. Gives the replies to one question, and to where that was read nothing."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier) -> None:
        self.concepts = {one.name: one for one in rulebook.concepts}
        self.dossier = dossier

    def replies(self, question: Question) -> list[str]:
        """What is typed until the next question is asked."""
        fact = self.dossier.fact(question.ask.fact)
        kind = self.concepts[question.ask.fact].type
        if question.ask.field:
            return ["onbekend"]
        if fact.state is FactState.NOT_APPLICABLE:
            return ["nvt", fact.reason]
        if isinstance(kind, ListType):
            return self._list(fact, kind)
        if fact.state is not FactState.KNOWN:
            return ["onbekend"]
        return [_typed(fact.value), ""]

    def _list(self, fact: Fact, kind: ListType) -> list[str]:
        if not isinstance(fact.value, Records):
            return ["onbekend"]
        if not fact.value.items:
            return ["klaar", "ja", ""]
        typed = [_typed(record.values.get(field.name)) for record in fact.value.items for field in kind.fields]
        return [*typed, "klaar", *(("ja", "") if fact.value.complete else ("nee",))]


def _typed(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return value.isoformat()
        case frozenset():
            return ", ".join(sorted(map(str, value))) or "geen"
    return str(value)
