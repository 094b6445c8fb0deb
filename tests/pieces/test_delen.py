"""What rule files may ask of a piece is exactly what can be made."""

from __future__ import annotations

from pathlib import Path

from spoortoets.engine.load import load_rulebook
from spoortoets.engine.loading.stukken import PARTS as NAMED
from spoortoets.explain.pieces.blocks import Reader
from spoortoets.explain.pieces.build import NARROWED
from spoortoets.explain.pieces.build import PARTS as WHOLE

MADE = {**WHOLE, **NARROWED}
RULES = Path(__file__).parents[2] / "rules"


def test_each_part_that_a_rule_file_may_name_can_be_made():
    assert set(NAMED) == set(MADE)


def test_the_readers_of_the_rules_are_those_for_whom_pieces_are_written():
    assert load_rulebook(RULES).readers == tuple(one.value for one in Reader)
