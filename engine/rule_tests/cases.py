"""Makes a test a dossier: the base, with the facts that the test gives in place of its own.

On an earlier peildatum than that of the base, what the base tells of later days is not there yet.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from ..dossier import Dossier
from ..dossier_reader import read_dossier
from ..fact_changes import DAY, ChangeReader, as_of
from ..language.types import Concept
from ..mistakes import Collector, Place
from ..text.yaml_text import read_text
from .reading import RuleTest, RuleTests


class CaseMaker:
    """Makes the dossiers of many tests of one rulebook; each base is read once."""

    def __init__(self, tests: RuleTests, concepts: tuple[Concept, ...]) -> None:
        """Raises: MistakesFound when a base has mistakes."""
        self._concepts = concepts
        self._bases = {name: read_dossier(data, file, concepts) for name, (file, data) in tests.bases.items()}
        trees = {name: read_text(data, file) for name, (file, data) in tests.bases.items()}
        self._readers = {
            name: ChangeReader(base, partial(trees.__getitem__, name), concepts, code="G08", owner="het basisdossier")
            for name, base in self._bases.items()
        }

    def dossier(self, test: RuleTest) -> Dossier:
        """Raises: MistakesFound when a fact of the test cannot be read."""
        base, problems = self._bases[test.base], Collector()
        changes, removed = self._readers[test.base].read(test.facts, test.file, problems)
        day = changes[DAY].value if DAY in changes else base.reference_date
        if DAY in removed or not isinstance(day, date):
            problems.add(
                _place_of(test, DAY), "G10", "een toets heeft een peildatum", "laat deze regel weg of geef een datum"
            )
        problems.raise_if_any()
        assert isinstance(day, date)
        kept = {name: fact for name, fact in base.facts.items() if name not in removed and name not in changes}
        if day < base.reference_date:
            kept = as_of(kept, day, self._concepts)
        return Dossier(base.id, day, {**kept, **changes}, base.hash)


def _place_of(test: RuleTest, name: str) -> Place:
    return next((key.place for key, _ in test.facts.entries if key.text == name), test.place)
