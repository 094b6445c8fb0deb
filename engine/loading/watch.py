"""Reads `bewaking/`: words that no free text of a dossier should hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..forms.pages import WATCH_FILE
from ..mistakes import Collector
from ..text.text_tree import Node, Scalar, Sequence
from .fields import Fields

KEY = "woorden"
WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*\*?|\*[^\W\d_]+")
SHORTEST = 3
HINT = (
    "schrijf één woord van ten minste drie letters, met hoogstens één * vooraan of achteraan en met een koppelteken in"
    " plaats van een spatie"
)


def read_watch_words(trees: Iterable[Node], problems: Collector) -> tuple[str, ...]:
    """The words in lower case, in the order of the files.

    A word that ends in * stands for all that begin with it, one that begins with * for all that end in it; a hyphen
    stands for a space too.
    """
    words: dict[str, None] = {}
    for tree in trees:
        top = Fields.of(tree, tree.place, "een bewakingsbestand", WATCH_FILE, problems)
        node = top.get(KEY) if top else None
        if top is not None:
            top.text("soort", required=True)
        if top is not None and node is None:
            top.missing(KEY)
        elif node is not None and not isinstance(node, Sequence):
            problems.add(
                node.place, "R19", f"bij '{KEY}' hoort een lijst", "zet elk woord op een regel met een streepje"
            )
        for item in node.items if isinstance(node, Sequence) else ():
            word = item.text.strip().lower() if isinstance(item, Scalar) else ""
            if not WORD.fullmatch(word) or len(word.strip("*")) < SHORTEST:
                problems.add(item.place, "R19", "dit is geen woord om op te letten", HINT)
            elif word in words:
                problems.add(item.place, "R19", f"het woord '{word}' staat er twee keer", "laat er één staan")
            words[word] = None
    return tuple(words)
