"""Reads `lezers` of `regelset.yaml`: for whom pieces are written, and which piece each of them gets of an audit."""

from __future__ import annotations

from collections.abc import Iterable

from ..forms.vocabulary import READER
from ..piece_rule import ReaderRule
from ..text.text_tree import Mapping, Node, Scalar
from .fields import Fields, check_name


def piece_names(trees: Iterable[Node]) -> tuple[str, ...]:
    """The names of the pieces, before these are read."""
    keys = (tree.get("stuk") for tree in trees if isinstance(tree, Mapping))
    return tuple(dict.fromkeys(key.text for key in keys if isinstance(key, Scalar)))


def read_readers(fields: Fields, pieces: tuple[str, ...]) -> tuple[ReaderRule, ...]:
    """The readers, the one who may see all first. `pieces` are the names of those that the rulebook has."""
    found: dict[str, ReaderRule] = {}
    for item in fields.items("lezers"):
        own = Fields.of(item, fields.at("lezers"), "een lezer", READER, fields.problems)
        key = None if own is None else own.scalar("lezer", required=True)
        if own is None or key is None or not check_name(key, "een lezer", fields.problems):
            continue
        if key.text in found:
            fields.problems.add(key.place, "R98", f"de lezer '{key.text}' staat er twee keer")
        piece = own.option("stuk", {one: one for one in pieces}, required=True)
        found[key.text] = ReaderRule(
            key.text, own.text("titel", required=True), piece or "", own.yes_no("streng", False)
        )
    return tuple(found.values())
