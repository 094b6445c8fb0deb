"""Reads `tijdlijn/`: the dated steps."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms.verdicts import PARTNERS, STEP, STEPS_FILE, WAYS
from ..language.terms import Authority
from ..language.tree import Condition, Value
from ..language.types import DateType
from ..mistakes import Place
from ..rulebook import Step
from ..text.text_tree import Node
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields


def read_steps(node: Node, reader: Reader) -> Iterator[tuple[Step, Place]]:
    """The steps of one file, each with its place."""
    top = Fields.of(node, node.place, "een bestand met stappen", STEPS_FILE, reader.problems)
    for item in top.items("stappen") if top else ():
        fields = Fields.of(item, node.place, "een stap", STEP, reader.problems)
        if fields is not None:
            yield _step(fields, reader), fields.at("stap")


def _step(fields: Fields, reader: Reader) -> Step:
    def condition(key: str) -> Condition | None:
        return reader.condition(fields.get(key), fields.at(key)) if fields.has(key) else None

    def day(key: str) -> Value | None:
        return reader.value(fields.get(key), fields.at(key), DateType()) if fields.has(key) else None

    ways = [key for key in WAYS if fields.has(key)]
    if len(ways) != 1:
        reader.problems.add(
            fields.place, "R90", "een stap heeft precies één van gebeurd_op, mijlpaal en gehaald_als nodig"
        )
    if fields.has("mijlpaal") and not fields.yes_no("mijlpaal", False):
        reader.problems.add(fields.at("mijlpaal"), "R90", "bij 'mijlpaal' hoort 'ja'", "of laat deze regel weg")
    for key, partner in PARTNERS.items():
        if fields.has(key) and not fields.has(partner):
            reader.problems.add(fields.at(key), "R90", f"'{key}' kan alleen samen met '{partner}'")
    return Step(
        fields.text("stap", required=True),
        fields.text("titel", required=True),
        fields.text("wie", required=True),
        condition("van_toepassing_als"),
        read_exclusions(fields, reader),
        day("vanaf"),
        day("uiterlijk"),
        day("gebeurd_op"),
        condition("niet_gebeurd_als"),
        fields.yes_no("mijlpaal", False),
        condition("gehaald_als"),
        condition("te_laat_als"),
        fields.authority(required=True) or Authority.DESIGN,
        fields.citations(reader.sources),
        reader.sentence_of(fields, "gevolg"),
        fields.text("afwijking"),
        fields.validity(),
    )
