"""Reads a folder of decided cases. Per case a dossier `NAAM.yaml`, with the facts alone, and `NAAM.uitkomst.yaml`, with
what was held, why, and what may be supposed; `gronden.yaml` says of each label of a reason which rules express it, and
`veronderstellingen.yaml` holds suppositions that cases share.

Suppositions only add to a dossier: one that would replace a fact is a mistake. Mistakes have codes J..; those inside a
dossier are the reader's own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from ..dossier import Dossier, Fact, Records
from ..dossier_reader import read_changes, read_dossier
from ..language.types import Concept
from ..mistakes import Collector, Mistake, MistakesFound, Place, did_you_mean
from ..rulebook import Rulebook
from ..text import scalars
from ..text.blocks import Blocks
from ..text.text_tree import Mapping, Scalar, Sequence
from ..text.yaml_text import read_text
from .ruling import Agreement, GroundLabel, Inexpressible, Richness, Ruling, Rulings, SharedSupposition, Side, Standing

OUTCOME_ENDING, DOSSIER_ENDING = ".uitkomst.yaml", ".yaml"
GROUNDS_FILE, SUPPOSITIONS_FILE = "gronden.yaml", "veronderstellingen.yaml"
MAX_CASES = 1000
"""Far above any collection that people keep by hand, low enough to end quickly in a wrong folder."""

RULING_KEYS = (
    "uitspraak", "instantie", "datum", "procedure", "feitenrijkdom", "gehouden", "sanctie_gerechtvaardigd", "gronden",
    "niet_uit_te_drukken", "veronderstelling", "zou_beslissen", "overeenstemming", "uitleg",
)  # fmt: skip
GROUND_KEYS = ("betekenis", "kant", "regels", "buiten_het_dossier", "toelichting")
SUPPOSITION_KEYS = ("met", "omdat", "feiten")
SHARED_KEYS = ("omdat", "feiten")
UNSEEN = "onbekend"
"""Written for the day of a ruling of which only the year was seen."""


_Word = TypeVar("_Word", bound=Enum)


def read_rulings(folder: Path, shown: str, rulebook: Rulebook) -> Rulings:
    """The decided cases in `folder`, which messages call `shown`. Raises: MistakesFound, with all mistakes at once."""
    return _Reader(folder, shown, rulebook).read()


class _Reader:
    """One reading of one folder."""

    def __init__(self, folder: Path, shown: str, rulebook: Rulebook) -> None:
        self._folder, self._shown = folder, shown.rstrip("/\\")
        self._concepts: tuple[Concept, ...] = rulebook.concepts
        self._rules = {one.id for one in rulebook.criteria} | {one.id for one in rulebook.nogos}
        self._problems = Collector()
        self._blocks = Blocks(self._problems, no_block="J03", strange_key="J04", no_text="J03")

    def read(self) -> Rulings:
        names = self._names()
        grounds = self._grounds()
        shared = self._shared()
        labels = None if grounds is None else {one.label for one in grounds}
        rulings = [self._ruling(name, labels, shared) for name in names]
        self._problems.raise_if_any()
        return Rulings(tuple(one for one in rulings if one is not None), grounds or (), tuple(shared.values()))

    def _names(self) -> list[str]:
        """The cases of which both files are there; a lone file is a mistake."""
        try:
            files = {one.name for one in self._folder.iterdir() if one.is_file()} - {GROUNDS_FILE, SUPPOSITIONS_FILE}
        except OSError:
            raise MistakesFound([Mistake(Place(self._shown), "J01", "deze map is niet te lezen")]) from None
        outcomes = {one.removesuffix(OUTCOME_ENDING) for one in files if one.endswith(OUTCOME_ENDING)}
        others = {one for one in files if one.endswith(DOSSIER_ENDING) and not one.endswith(OUTCOME_ENDING)}
        dossiers = {one.removesuffix(DOSSIER_ENDING) for one in others}
        if not outcomes:
            hint = f"bij elke uitspraak horen NAAM{DOSSIER_ENDING} en NAAM{OUTCOME_ENDING}"
            raise MistakesFound([Mistake(Place(self._shown), "J01", "in deze map staan geen uitspraken", hint)])
        if len(outcomes) > MAX_CASES:
            message = f"in deze map staan meer dan {MAX_CASES} uitspraken"
            raise MistakesFound([Mistake(Place(self._shown), "J01", message)])
        for name in sorted(outcomes ^ dossiers):
            there, missing = (OUTCOME_ENDING, DOSSIER_ENDING) if name in outcomes else (DOSSIER_ENDING, OUTCOME_ENDING)
            self._problems.add(self._place(name + there), "J02", f"het bestand {name}{missing} ontbreekt ernaast")
        return sorted(outcomes & dossiers)

    # --- the files that cases share ---------------------------------------------------------------------------------

    def _grounds(self) -> tuple[GroundLabel, ...] | None:
        """None when the labels are not known because of a mistake."""
        if not (self._folder / GROUNDS_FILE).is_file():
            hint = "dat bestand zegt per grond van een rechter welke regels haar uitdrukken"
            self._problems.add(Place(self._shown), "J02", f"in deze map ontbreekt {GROUNDS_FILE}", hint)
            return None
        blocks = self._named_blocks(GROUNDS_FILE, "gronden", GROUND_KEYS)
        return None if blocks is None else tuple(self._ground(key, block) for key, block in blocks)

    def _ground(self, key: Scalar, block: Mapping) -> GroundLabel:
        rules = self._words(block, "regels")
        for one in rules:
            if one.text not in self._rules:
                hint = did_you_mean(one.text, self._rules)
                self._problems.add(one.place, "J06", f"'{one.text}' is geen criterium en geen no-gogrond", hint)
        outside = self._blocks.optional_text(block, "buiten_het_dossier")
        if bool(rules) == bool(outside):
            message = f"bij '{key.text}' hoort 'regels' of 'buiten_het_dossier', een van de twee"
            self._problems.add(key.place, "J03", message)
        return GroundLabel(
            key.text,
            self._blocks.text(block, "betekenis"),
            self._word(block, "kant", Side) or Side.AGAINST,
            tuple(one.text for one in rules),
            outside,
            self._blocks.optional_text(block, "toelichting"),
        )

    def _shared(self) -> dict[str, SharedSupposition]:
        if not (self._folder / SUPPOSITIONS_FILE).is_file():
            return {}
        blocks = self._named_blocks(SUPPOSITIONS_FILE, "veronderstellingen", SHARED_KEYS) or []
        return {
            key.text: SharedSupposition(key.text, self._blocks.text(one, "omdat"), self._facts(one))
            for key, one in blocks
        }

    def _named_blocks(self, name: str, top: str, keys: tuple[str, ...]) -> list[tuple[Scalar, Mapping]] | None:
        root = self._root(name, (top,))
        if root is None:
            return None
        named = root.get(top)
        if not isinstance(named, Mapping):
            self._problems.add(root.key_place(top), "J03", f"onder '{top}' horen namen, elk met een blok")
            return None
        return [(key, node) for key, node in named.entries if self._blocks.is_block(node, key.text, keys)]

    # --- one case ---------------------------------------------------------------------------------------------------

    def _ruling(self, name: str, labels: Collection[str] | None, shared: dict[str, SharedSupposition]) -> Ruling | None:
        dossier = self._dossier(name)
        root = self._root(name + OUTCOME_ENDING, RULING_KEYS)
        if root is None:
            return None
        richness = self._word(root, "feitenrijkdom", Richness)
        standing = self._word(root, "sanctie_gerechtvaardigd", Standing)
        supposed, sets, because = self._supposed(root, dossier, shared)
        words = self._words(root, "gronden")
        for one in words:
            if labels is not None and one.text not in labels:
                hint = did_you_mean(one.text, labels) or f"zet deze grond in {GROUNDS_FILE}"
                self._problems.add(one.place, "J05", f"de grond '{one.text}' staat niet in {GROUNDS_FILE}", hint)
        fields = {
            key: self._blocks.text(root, key) for key in ("uitspraak", "instantie", "procedure", "gehouden", "uitleg")
        }
        day, expected = self._day(root), self._expected(root)
        inexpressible = self._inexpressible(root)
        if dossier is None or richness is None or standing is None:
            return None
        return Ruling(
            name, fields["uitspraak"], fields["instantie"], day, fields["procedure"], richness, fields["gehouden"],
            standing, tuple(one.text for one in words), inexpressible, dossier, supposed, sets, because,
            self._deciding(root), expected, fields["uitleg"],
        )  # fmt: skip

    def _dossier(self, name: str) -> Dossier | None:
        try:
            return read_dossier(
                self._bytes(name + DOSSIER_ENDING), f"{self._shown}/{name}{DOSSIER_ENDING}", self._concepts
            )
        except MistakesFound as found:
            self._problems.mistakes.extend(found.mistakes)
            return None

    def _supposed(
        self, root: Mapping, dossier: Dossier | None, shared: dict[str, SharedSupposition]
    ) -> tuple[Dossier | None, tuple[str, ...], str]:
        """The dossier with the case's own suppositions, and the shared ones where it still says nothing."""
        block = root.get("veronderstelling")
        if block is None or not self._blocks.is_block(block, "een veronderstelling", SUPPOSITION_KEYS):
            return None, (), ""
        sets = []
        for one in self._words(block, "met"):
            if one.text in shared:
                sets.append(shared[one.text])
            else:
                message = f"de veronderstelling '{one.text}' staat niet in {SUPPOSITIONS_FILE}"
                self._problems.add(one.place, "J05", message, did_you_mean(one.text, shared))
        own = self._facts(block) if "feiten" in block else Mapping((), block.place)
        names = tuple(one.name for one in sets)
        because = self._blocks.text(block, "omdat") if own.entries else ""
        if dossier is None:
            return None, names, because
        added = self._added(own, dossier)
        for name, fact in added.items():
            present = dossier.facts.get(name)
            if name.startswith("dossier.") or (present is not None and not _completes(fact, present)):
                message = f"de veronderstelling over '{name}' vervangt wat het dossier zegt"
                hint = "een veronderstelling vult alleen aan wat de feiten niet zeggen"
                self._problems.add(_place_of(own, name), "J07", message, hint)
        facts = {**dossier.facts, **added}
        for one_set in sets:
            facts = {**self._added(one_set.facts, dossier), **facts}
        return dossier._replace(facts=facts), names, because

    def _added(self, facts: Mapping, dossier: Dossier) -> dict[str, Fact]:
        return read_changes(facts, facts.place.file, self._concepts, dossier, self._problems)

    def _deciding(self, root: Mapping) -> tuple[str, ...]:
        known = {one.name for one in self._concepts}
        words = self._words(root, "zou_beslissen")
        for one in words:
            if one.text not in known:
                message = f"'{one.text}' is geen gegeven van een dossier"
                self._problems.add(one.place, "J06", message, did_you_mean(one.text, known))
        return tuple(one.text for one in words)

    def _inexpressible(self, root: Mapping) -> tuple[Inexpressible, ...]:
        node = root.get("niet_uit_te_drukken")
        items = node.items if isinstance(node, Sequence) else ()
        if node is not None and not isinstance(node, Sequence):
            self._problems.add(node.place, "J03", "onder 'niet_uit_te_drukken' hoort een lijst")
        return tuple(
            Inexpressible(self._blocks.text(one, "feit"), self._blocks.text(one, "omdat"))
            for one in items
            if self._blocks.is_block(one, "een feit dat niet is uit te drukken", ("feit", "omdat"))
        )

    def _expected(self, root: Mapping) -> tuple[Agreement | None, Agreement | None]:
        block = root.get("overeenstemming")
        keys = ("feiten", "met_veronderstellingen")
        if block is None or not self._blocks.is_block(block, "overeenstemming", keys):
            return None, None
        first, second = (self._word(block, key, Agreement) if key in block else None for key in keys)
        return first, second

    def _day(self, root: Mapping) -> date | None:
        node = root.get("datum")
        if not isinstance(node, Scalar) or node.empty:
            hint = f"schrijf een datum, of {UNSEEN}"
            self._problems.add(root.key_place("datum"), "J03", "bij 'datum' hoort de dag van de uitspraak", hint)
            return None
        return None if node.text.strip() == UNSEEN else scalars.iso_date(node, "datum", self._problems)

    # --- reading in general -----------------------------------------------------------------------------------------

    def _place(self, name: str) -> Place:
        return Place(f"{self._shown}/{name}")

    def _bytes(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            raise MistakesFound([Mistake(self._place(name), "J01", "dit bestand is niet te lezen")]) from None

    def _root(self, name: str, keys: tuple[str, ...]) -> Mapping | None:
        try:
            tree = read_text(self._bytes(name), f"{self._shown}/{name}")
        except MistakesFound as found:
            self._problems.mistakes.extend(found.mistakes)
            return None
        return tree if self._blocks.is_block(tree, "dit bestand", keys) else None

    def _facts(self, block: Mapping) -> Mapping:
        node = block.get("feiten")
        if isinstance(node, Mapping):
            return node
        place = block.place if node is None else node.place
        self._problems.add(place, "J03", "onder 'feiten' horen groepen met sleutels, zoals in een dossier")
        return Mapping((), block.place)

    def _words(self, node: Mapping, key: str) -> list[Scalar]:
        value = node.get(key)
        if value is None or (isinstance(value, Sequence) and not value.items):
            return []
        items = value.items if isinstance(value, Sequence) else (value,)
        words = [one for one in items if isinstance(one, Scalar) and not one.empty]
        if len(words) < len(items):
            self._problems.add(value.place, "J03", f"onder '{key}' hoort een lijst met namen")
        return [one._replace(text=one.text.strip()) for one in words]

    def _word(self, node: Mapping, key: str, words: type[_Word]) -> _Word | None:
        value = node.get(key)
        values = [one.value for one in words]
        if not isinstance(value, Scalar) or value.empty:
            self._problems.add(node.key_place(key), "J03", f"bij '{key}' hoort {scalars.listed(values)}")
            return None
        chosen = scalars.choice(value, key, values, self._problems)
        return None if chosen is None else words(chosen)


def _completes(new: Fact, present: Fact) -> bool:
    """Whether a list says all that the present one says, with more of its elements; no other fact may be said again.

    Only a list that is not complete may get more elements.
    """
    if not isinstance(new.value, Records) or not isinstance(present.value, Records):
        return False
    left = list(new.value.items)
    for one in present.value.items:
        match = next((two for two in left if one.values.items() <= two.values.items()), None)
        if match is None:
            return False
        left.remove(match)
    return not (present.value.complete and left)


def _place_of(facts: Mapping, name: str) -> Place:
    group, _, key = name.partition(".")
    inner = facts.get(group)
    return inner.key_place(key) if isinstance(inner, Mapping) else facts.place
