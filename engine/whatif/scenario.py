"""What a user writes to ask what would happen: `--stel naam=waarde`, or a file with named variants.

    varianten:
      - naam: verlengen
        opmerking: het plan loopt door tot de zomer
        feiten: {traject.looptijd_gepland: 12}
        erbij: {traject.activiteiten: [{datum: 2026-05-18, soort: jobhunting}]}
        verschuif: {traject.einddatum_gepland: 6 maanden}
        peildatum: 2026-06-01

Mistakes have codes V..; those inside a fact are the reader's own, of the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as SequenceOf
from typing import NamedTuple

from ..fact_changes import DAY
from ..guard import hits
from ..mistakes import Collector, Place
from ..text.blocks import Blocks
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..text.yaml_text import read_tree

FILE_KEYS = ("varianten",)
KEYS = ("naam", "opmerking", "feiten", "erbij", "verschuif", "peildatum")
OPTION = "--stel"
FROM_OPTIONS = "eigen wijziging"
"""The name of the variant that the options `--stel` make together."""


class Scenario(NamedTuple):
    """One variant as it was written: facts in place of those of the dossier, elements for its lists, dates to move."""

    name: str
    remark: str
    facts: Mapping
    added: tuple[tuple[Scalar, Sequence], ...]
    shifts: tuple[tuple[Scalar, Scalar], ...]
    place: Place


def read_scenarios(
    data: bytes, file: str, problems: Collector, look: Callable[[Node], None] | None = None
) -> tuple[Scenario, ...]:
    """The variants in a file. `look` is given the tree of texts as soon as there is one. Mistakes go to `problems`."""
    tree = read_tree(data, file, problems)
    if tree is None:
        return ()
    if look is not None:
        look(tree)
    blocks = Blocks(problems, no_block="V07", strange_key="V08", no_text="V09")
    if not blocks.is_block(tree, "een bestand met varianten", FILE_KEYS):
        return ()
    listed = tree.get("varianten")
    if not isinstance(listed, Sequence) or not listed.items:
        place = tree.place if listed is None else listed.place
        hint = "begin elke variant met '- naam:'"
        problems.add(place, "V07", "onder 'varianten' hoort een lijst met varianten", hint)
        return ()
    found: dict[str, Scenario] = {}
    for node in listed.items:
        if blocks.is_block(node, "een variant", KEYS):
            one = _scenario(node, blocks)
            if one.name in found:
                problems.add(node.key_place("naam"), "V10", f"er is al een variant met de naam '{one.name}'")
            found[one.name] = one
    return tuple(found.values())


def option_name(option: str, words: SequenceOf[str]) -> str:
    """How an option `--stel` is called in a message: without a part in which the guard finds something; `words` are
    its medical terms.
    """
    name, _, value = option.partition("=")
    if not any(hits(option, words)):
        return f"{OPTION} '{option}'"
    return f"{OPTION} '{'...' if any(hits(name, words)) else name}={'...' if value else ''}'"


def of_options(options: SequenceOf[str], problems: Collector, words: SequenceOf[str] = ()) -> Scenario:
    """One variant of all the options `--stel`; mistakes have their place inside the text of the option."""
    entries: list[tuple[Scalar, Node]] = []
    for option in options:
        file = option_name(option, words)
        name, equals, value = option.partition("=")
        start = len(name) - len(name.lstrip()) + 1
        if not equals or not name.strip() or not value.strip():
            message = "bij --stel horen een feit en een waarde"
            problems.add(Place(file, 1, 1), "V01", message, "schrijf bijvoorbeeld --stel groep.naam=onbekend")
            continue
        # White space in place of the name: so every mistake in the value has its place in the option.
        node = read_tree((" " * (len(name) + 1) + value).encode("utf-8", "replace"), file, problems)
        if node is not None:
            entries.append((Scalar(name.strip(), False, Place(file, 1, start)), node))
    return Scenario(FROM_OPTIONS, "", Mapping(tuple(entries), Place(OPTION)), (), (), Place(OPTION))


def _scenario(node: Mapping, blocks: Blocks) -> Scenario:
    problems = blocks.problems
    facts = _entries(node, "feiten", problems)
    day = node.get("peildatum")
    if day is not None:
        facts = (*facts, (Scalar(DAY, False, node.key_place("peildatum")), day))
    added = []
    for key, value in _entries(node, "erbij", problems):
        if isinstance(value, Sequence) and value.items:
            added.append((key, value))
        else:
            message = f"bij '{key.text}' onder 'erbij' hoort een lijst met nieuwe elementen"
            problems.add(value.place, "V05", message, "schrijf [{veld: waarde}]")
    shifts = []
    for key, value in _entries(node, "verschuif", problems):
        if isinstance(value, Scalar) and not value.empty:
            shifts.append((key, value))
        else:
            message = f"bij '{key.text}' onder 'verschuif' hoort een tijd"
            problems.add(value.place, "V06", message, "schrijf bijvoorbeeld 14 dagen of -2 weken")
    name = blocks.text(node, "naam")
    if name and not (facts or added or shifts):
        problems.add(node.place, "V07", f"de variant '{name}' verandert niets", "geef 'feiten', 'erbij' of 'verschuif'")
    remark = blocks.optional_text(node, "opmerking")
    return Scenario(name, remark, Mapping(facts, node.place), tuple(added), tuple(shifts), node.place)


def _entries(node: Mapping, key: str, problems: Collector) -> tuple[tuple[Scalar, Node], ...]:
    """The lines of a block with full names of facts; none when it is not there."""
    block = node.get(key)
    if block is None or (isinstance(block, Scalar) and block.empty):
        return ()
    if not isinstance(block, Mapping):
        problems.add(block.place, "V07", f"onder '{key}' horen regels 'groep.naam: waarde'")
        return ()
    return block.entries
