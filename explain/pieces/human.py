"""What a person decided, beside what the rules found; never instead of it."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.result import HumanVerdict
from ..argument import finding_mark
from ..words import VERDICTS, human_text
from .blocks import Block, Notice, Paragraph, Table, Text, text
from .context import Context, strong

LABEL = "Oordeel van een mens"
MISSING = "In het dossier staat nog geen eigen oordeel van de arbeidsdeskundige over het geheel."


def human_rows(human: HumanVerdict | None) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """The row below a finding, when a person decided about it."""
    return ((LABEL, (text(human_text(human)),)),) if human else ()


def human_part(context: Context) -> Iterator[Block]:
    """The verdict of a person on the whole beside that of the rules, and where the two part ways per finding."""
    result = context.result
    found = VERDICTS[result.verdict.outcome]
    if result.verdict.human is None:
        yield Paragraph(text(MISSING))
    else:
        yield Notice(
            found.tone,
            "Twee oordelen naast elkaar",
            (text("De regels: ", strong(found.word)), text("De mens: ", human_text(result.verdict.human))),
        )
    own = [one for one in result.findings if one.human]
    if own:
        yield Table(
            ("Criterium", "De regels", "De mens"),
            tuple(
                (
                    text(f"{one.criterion} {one.title}"),
                    text(finding_mark(one).word),
                    text(human_text(one.human)),
                )
                for one in own
                if one.human
            ),
            (4, 2, 5),
            "Eigen oordelen per criterium",
        )
