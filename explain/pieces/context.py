"""What the parts of a piece are made from."""

from __future__ import annotations

from typing import NamedTuple

from ...engine.pieces import PieceFacts
from ...engine.result import NoGoResult, Provenance, Result, Truth, UsedFact
from ...engine.rulebook import PlainLanguage
from ..argument import Argument, Labelled
from ..words import fact_text, is_undecided, provenance_text, sentence_case, statements_text
from .blocks import Reader, Span, Terms, Text, text

NOT_FOR_THIS_READER = (
    "De redenen berusten op gegevens die niet in dit exemplaar horen. Zij staan in dat voor de arbeidsdeskundige."
)


class Context(NamedTuple):
    """One piece in the making. `plain` holds the everyday words of a piece for the employee."""

    facts: PieceFacts
    argument: Argument
    reader: Reader
    plain: PlainLanguage | None = None

    @property
    def result(self) -> Result:
        return self.facts.result

    def may_show(self, confidential: bool) -> bool:
        """Whether this reader may see what rests on confidential facts."""
        return self.reader is Reader.EXPERT or not confidential

    @property
    def invoked(self) -> tuple[NoGoResult, ...]:
        """The no-go grounds on which the dossier relies."""
        return tuple(one for one in self.result.nogos if one.invoked is Truth.TRUE and self.may_show(one.confidential))


def terms(lines: tuple[Labelled, ...]) -> Terms:
    """Labelled lines with their continuation under one label."""
    rows: list[tuple[str, list[Text]]] = []
    for line in lines:
        if line.label or not rows:
            rows.append((line.label, []))
        rows[-1][1].append(text(line.text))
    return Terms(tuple((label, tuple(paragraphs)) for label, paragraphs in rows))


def anchor(*parts: str) -> str:
    """A name for a place in the piece: letters, digits and hyphens."""
    return "-".join(parts).replace("_", "-").lower()


def place(provenance: Provenance) -> str:
    """Where something was read, short: "D08 p. 2"; "" when the dossier does not say."""
    return f"{provenance.document} p. {provenance.page}" if provenance.page else provenance.document


def places(facts: tuple[UsedFact, ...]) -> str:
    """The pages on which facts of the dossier were read, each once: "D07 p. 1; D12 p. 2-3"."""
    own = [fact for fact in facts if not fact.derived]
    read = (one for fact in own for one in (fact.provenance, *(said.provenance for said in fact.statements)))
    return "; ".join(dict.fromkeys(where for one in read if (where := place(one))))


def in_one_line(facts: tuple[UsedFact, ...]) -> str:
    """Facts one after the other, where nothing hangs on a single one."""
    return sentence_case("; ".join(fact_text(one)[:1].lower() + fact_text(one)[1:] for one in facts)) + "."


def with_places(sentence: str, facts: tuple[UsedFact, ...]) -> Text:
    """A sentence with the pages behind it."""
    where = places(facts)
    return text(f"{sentence} [{where}]") if where else text(sentence)


def found_at(fact: UsedFact) -> str:
    """Where a fact stands in the dossier, for a table: never empty."""
    if fact.statements:
        undecided = is_undecided(fact.statements)
        return statements_text(fact.statements) + (" (nog niet gekozen)" if undecided else "")
    if fact.derived:
        return "berekend"
    if fact.name.startswith("dossier."):
        return "het dossier zelf"
    return provenance_text(fact.provenance) or "niet vermeld"


def strong(word: str) -> Span:
    return Span(word, strong=True)
