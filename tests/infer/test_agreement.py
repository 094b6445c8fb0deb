"""The two readings are held against each other at every node; a difference is an error that names the node."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.infer import ReadingsDisagree, compare
from spoortoets.engine.plan import GateKind


@pytest.fixture
def plan(small_plan):
    return small_plan(2, [(GateKind.ALL, (0, 1))]).plan


def test_equal_readings_give_the_number_of_nodes(plan):
    assert compare(plan, [True, None, None], [True, None, None]) == 3
    assert compare(plan, [date(2026, 1, 1), "a", None], [date(2026, 1, 1), "a", None]) == 3


@pytest.mark.parametrize(
    ("direct", "inferred", "said"),
    [
        (None, True, "direct: onbekend, redeneermachine: waar"),
        (False, None, "direct: onwaar, redeneermachine: onbekend"),
    ],
)
def test_a_difference_names_the_node_and_both_truths(plan, direct, inferred, said):
    with pytest.raises(ReadingsDisagree, match=said) as caught:
        compare(plan, [True, True, direct], [True, True, inferred])
    assert caught.value.node == "K01.knoop2"
    assert (caught.value.direct, caught.value.inferred) == (direct, inferred)


def test_the_first_difference_is_the_one_reported(plan):
    with pytest.raises(ReadingsDisagree) as caught:
        compare(plan, [True, True, True], [True, False, False])
    assert caught.value.node == "K01.blad1"


@pytest.mark.parametrize(("direct", "inferred"), [(True, 1), (False, 0), (0, False), (1, 1.0)])
def test_values_of_another_type_differ(plan, direct, inferred):
    with pytest.raises(ReadingsDisagree):
        compare(plan, [direct, True, True], [inferred, True, True])


def test_a_value_of_the_dossier_does_not_show_in_the_message(plan):
    with pytest.raises(ReadingsDisagree) as caught:
        compare(plan, ["geheim", True, True], ["ander geheim", True, True])
    assert "geheim" not in str(caught.value)
