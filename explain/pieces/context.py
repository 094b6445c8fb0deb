"""What the parts of a piece are made from."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...engine.pieces import PartLine, PieceFacts
from ...engine.plain_language import PlainLanguage
from ...engine.result import NoGoResult, Provenance, Result, Truth, UsedFact
from ..argument import Argument, Labelled
from ..words import fact_text, is_undecided, provenance_text, sentence_case, statements_text
from .blocks import Span, Terms, Text, text

COMPUTED = "berekend"


class Context(NamedTuple):
    """One piece in the making. `plain` holds the everyday words of a piece that is told in them."""

    facts: PieceFacts
    argument: Argument
    plain: PlainLanguage | None = None

    @property
    def result(self) -> Result:
        return self.facts.result

    def has(self, part: str) -> bool:
        """Whether the piece holds this part in one of its chapters."""
        return any(
            isinstance(line, PartLine) and line.part == part
            for chapter in self.facts.chapters
            if chapter.applies is not Truth.FALSE
            for line in chapter.lines
        )

    def told(self) -> tuple[str, ...]:
        """The criteria whose findings this piece tells, in its own order."""
        own = [
            line
            for chapter in self.facts.chapters
            if chapter.applies is not Truth.FALSE
            for line in chapter.lines
            if isinstance(line, PartLine) and line.part == "bevindingen"
        ]
        return tuple(
            code
            for line in own
            for question in self.result.verdict.questions
            for code in question.findings
            if question.id in line.questions or code in line.criteria
        )

    @property
    def invoked(self) -> tuple[NoGoResult, ...]:
        """The no-go grounds on which the dossier relies."""
        return tuple(one for one in self.result.nogos if one.invoked is Truth.TRUE)

    @property
    def elsewhere(self) -> str:
        """What stands where reasons were withheld from this reader."""
        return (
            "De redenen berusten op gegevens die niet in dit exemplaar horen."
            f" Zij staan in het exemplaar voor {self.facts.sees_all.title}."
        )


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
    """The pages on which facts of the dossier were read, by document, each once: "D07 p. 1, 3; D12 p. 2-3"."""
    own = [fact for fact in facts if not fact.derived]
    pages: dict[str, set[str]] = {}
    for fact in own:
        for one in (fact.provenance, *(said.provenance for said in fact.statements)):
            if one.document:
                pages.setdefault(one.document, set()).update({one.page} - {""})
    return "; ".join(
        f"{document} p. {', '.join(sorted(found, key=_by_number))}" if found else document
        for document, found in sorted(pages.items(), key=lambda pair: _by_number(pair[0]))
    )


def _by_number(name: str) -> list[tuple[int, str]]:
    """Puts D2 before D10, and page 2 before page 10."""
    return [(int(digits or 0), letters) for letters, digits in re.findall(r"(\D*)(\d*)", name)]


def in_one_line(facts: tuple[UsedFact, ...]) -> str:
    """Facts one after the other, where nothing hangs on a single one."""
    return sentence_case("; ".join(fact_text(one)[:1].lower() + fact_text(one)[1:] for one in facts)) + "."


def with_places(sentence: str, facts: tuple[UsedFact, ...]) -> Text:
    """A sentence with the pages behind it, or that it was computed."""
    where = places(facts) or (COMPUTED if any(one.derived for one in facts) else "")
    return text(f"{sentence} [{where}]") if where else text(sentence)


def found_at(fact: UsedFact) -> str:
    """Where a fact stands in the dossier, for a table: never empty."""
    if fact.statements:
        undecided = is_undecided(fact.statements)
        return statements_text(fact.statements) + (" (nog niet gekozen)" if undecided else "")
    if fact.derived:
        return COMPUTED
    if fact.name.startswith("dossier."):
        return "het dossier zelf"
    return provenance_text(fact.provenance) or "niet vermeld"


def strong(word: str) -> Span:
    return Span(word, strong=True)
