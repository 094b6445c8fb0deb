"""How it is told through which condition something comes out otherwise."""

from __future__ import annotations

from spoortoets.engine.differences.through import Through, Value
from spoortoets.engine.result import Truth
from spoortoets.explain.workbench.difference_words import through_text

DAY = "28 oktober 2025"


def test_a_condition_of_one_rulebook_is_told_with_the_values_it_has_there():
    added = Through("de intake is tijdig", None, Truth.FALSE, (Value("de intake", "", DAY),))
    assert through_text(added) == f"de intake is tijdig: was er niet → onwaar (de intake: {DAY})"
    removed = Through("de intake is tijdig", Truth.TRUE, None, (Value("de intake", DAY, ""),))
    assert through_text(removed) == f"de intake is tijdig: waar → is er niet meer (de intake: {DAY})"


def test_a_value_that_only_one_rulebook_can_derive_is_told_as_unknown_in_the_other():
    both = Through("de intake is tijdig", Truth.UNKNOWN, Truth.TRUE, (Value("de termijn", "", DAY),))
    assert through_text(both) == f"de intake is tijdig: onbekend → waar (de termijn: onbekend → {DAY})"
