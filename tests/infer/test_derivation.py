"""What the inference engine derives is what strong Kleene truth demands, and its proof says from what."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoortoets.engine.infer import DurableEngine, Firing, InferenceFault, compile_network
from spoortoets.engine.plan import GateKind

ALL, ANY, NOT = GateKind.ALL, GateKind.ANY, GateKind.NOT
TRUTHS = (True, False, None)

pytestmark = pytest.mark.usefixtures("engine_present")


def derived(engine, dossier):
    return engine.run(dossier).registers


@pytest.mark.parametrize(
    ("gate", "width"), [(ALL, 1), (ALL, 2), (ALL, 3), (ALL, 4), (ANY, 1), (ANY, 2), (ANY, 3), (ANY, 4), (NOT, 1)]
)
def test_every_assignment_of_a_gate(small_plan, dossier, gate, width):
    case = small_plan(width, [(gate, range(width))])
    engine = DurableEngine(compile_network(case.plan))
    for truths in product(TRUTHS, repeat=width):
        case.truths[:] = truths
        assert derived(engine, dossier) == case.reading(), truths


@pytest.mark.parametrize("gate", [ALL, ANY, NOT])
@pytest.mark.parametrize("truth", TRUTHS)
def test_an_input_that_occurs_twice_counts_once(small_plan, dossier, gate, truth):
    case = small_plan(1, [(gate, (0, 0))])
    case.truths[:] = [truth]
    inference = DurableEngine(compile_network(case.plan)).run(dossier)
    assert inference.registers == case.reading()
    assert inference.firings[0].premises == (0,)


def test_alle_of_nothing_is_true_and_een_van_of_nothing_is_false(small_plan, dossier):
    case = small_plan(0, [(ALL, ()), (ANY, ()), (NOT, (0,)), (ANY, (1, 2))])
    inference = DurableEngine(compile_network(case.plan)).run(dossier)
    assert inference.registers == [True, False, False, False]
    assert inference.firings[:2] == (Firing(0, True, ()), Firing(1, False, ()))


def test_an_empty_plan_has_an_empty_reading(small_plan, dossier):
    inference = DurableEngine(compile_network(small_plan(0, []).plan)).run(dossier)
    assert inference.registers == []
    assert inference.firings == ()


def test_an_elementary_step_can_read_a_gate_and_be_read_by_one(small_plan, dossier):
    case = small_plan(2, [(ALL, (0, 1)), (None, (2,)), (NOT, (3,)), (ANY, (2, 4))])
    engine = DurableEngine(compile_network(case.plan))
    for truths in product(TRUTHS, repeat=2):
        case.truths[:] = truths
        assert derived(engine, dossier) == case.reading()


@st.composite
def networks(draw, deepest=6):
    """Leaves and nodes, with sharing; no node lies deeper than `deepest`."""
    leaves = draw(st.integers(1, 8))
    depths = [0] * leaves
    nodes = []
    for _ in range(draw(st.integers(1, 40))):
        reachable = [register for register, depth in enumerate(depths) if depth < deepest]
        gate = draw(st.sampled_from([ALL, ANY, ALL, ANY, NOT, None]))
        width = draw(st.integers(1, 7)) if gate in (ALL, ANY) else 1
        inputs = draw(st.lists(st.sampled_from(reachable), min_size=width, max_size=width))
        nodes.append((gate, inputs))
        depths.append(1 + max(depths[one] for one in inputs))
    return leaves, nodes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(network=networks(), data=st.data())
def test_a_random_network_agrees_with_the_direct_reading(small_plan, dossier, network, data):
    case = small_plan(*network)
    engine = DurableEngine(compile_network(case.plan))
    leaves = len(case.truths)
    for _ in range(4):
        case.truths[:] = data.draw(st.lists(st.sampled_from(TRUTHS), min_size=leaves, max_size=leaves))
        inference = engine.run(dossier)
        assert inference.registers == case.reading()
        assert sorted(firing.register for firing in inference.firings) == [
            register for register, (gate, _) in enumerate(case.nodes, leaves) if gate
        ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(network=networks(), data=st.data())
def test_each_of_the_dossiers_read_together_is_read_as_if_alone(small_plan, dossier, network, data):
    case = small_plan(*network)
    engine = DurableEngine(compile_network(case.plan))
    leaves = len(case.truths)
    readings = []

    def variants():
        for _ in range(5):
            case.truths[:] = data.draw(st.lists(st.sampled_from(TRUTHS), min_size=leaves, max_size=leaves))
            readings.append(case.reading())
            yield dossier

    together = engine.run_together(variants())
    assert [one.registers for one in together] == readings
    for one, reading in zip(together, readings, strict=True):
        assert {firing.register: firing.truth for firing in one.firings} == {
            register: reading[register] for register, (gate, _) in enumerate(case.nodes, leaves) if gate
        }


def test_a_wide_gate_is_derived_again_in_a_variant(small_plan, dossier):
    case = small_plan(40, [(ALL, range(40)), (NOT, (40,))])
    engine = DurableEngine(compile_network(case.plan))

    def variants():
        for false in (None, 7, 39, None):
            case.truths[:] = [number != false for number in range(40)]
            yield dossier

    assert [one.registers[40:] for one in engine.run_together(variants())] == [
        [True, False],
        [False, True],
        [False, True],
        [True, False],
    ]


def test_a_run_does_not_depend_on_the_runs_before_it(small_plan, dossier):
    case = small_plan(3, [(ALL, (0, 1, 2)), (ANY, (0, 1, 2)), (NOT, (3,))])
    engine = DurableEngine(compile_network(case.plan))
    case.truths[:] = [True, None, False]
    first = engine.run(dossier)
    case.truths[:] = [None, None, None]
    engine.run(dossier)
    case.truths[:] = [True, None, False]
    assert engine.run(dossier) == first


def test_two_engines_do_not_see_each_other(small_plan, dossier):
    one, other = small_plan(2, [(ALL, (0, 1))]), small_plan(2, [(ANY, (0, 1))])
    engines = DurableEngine(compile_network(one.plan)), DurableEngine(compile_network(other.plan))
    one.truths[:] = other.truths[:] = [True, False]
    assert [derived(engine, dossier)[2] for engine in engines] == [False, True]


@pytest.mark.parametrize(
    ("gate", "truths", "firing"),
    [
        (ALL, (True, True, True), Firing(3, True, (0, 1, 2))),
        (ALL, (True, False, None), Firing(3, False, (1,))),
        (ALL, (False, True, False), Firing(3, False, (0, 2))),
        (ALL, (True, None, True), Firing(3, None, (0, 1, 2))),
        (ANY, (False, False, False), Firing(3, False, (0, 1, 2))),
        (ANY, (True, False, None), Firing(3, True, (0,))),
        (ANY, (False, None, None), Firing(3, None, (0, 1, 2))),
    ],
)
def test_the_premises_are_the_inputs_it_follows_from(small_plan, dossier, gate, truths, firing):
    case = small_plan(3, [(gate, (0, 1, 2))])
    case.truths[:] = truths
    assert DurableEngine(compile_network(case.plan)).run(dossier).firings == (firing,)


def test_a_firing_comes_after_the_firings_of_its_premises(small_plan, dossier):
    case = small_plan(2, [(ALL, (0, 1)), (NOT, (2,)), (ANY, (2, 3)), (ALL, (3, 4))])
    case.truths[:] = [True, None]
    order = [firing.register for firing in DurableEngine(compile_network(case.plan)).run(dossier).firings]
    assert order == [2, 3, 4, 5]


def test_an_engine_belongs_to_one_thread(small_plan, dossier):
    case = small_plan(1, [(NOT, (0,))])
    engine = DurableEngine(compile_network(case.plan))
    caught = []

    def run():
        try:
            engine.run(dossier)
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert derived(engine, dossier) == [None, None]


@pytest.fixture
def other_rules(monkeypatch):
    """The library, but it takes one part of the rules that it gets for another."""

    def change(old, new):
        library = import_module("durable_rules_engine")

        def create(name, definition):
            assert old in definition
            return library.create_ruleset(name, definition.replace(old, new))

        monkeypatch.setitem(
            sys.modules, "durable_rules_engine", SimpleNamespace(**{**vars(library), "create_ruleset": create})
        )

    return change


def test_a_message_is_asserted_once_in_a_run_and_again_in_the_next(small_plan, dossier, monkeypatch):
    library = import_module("durable_rules_engine")
    asserted = []

    def assert_fact(handle, message):
        asserted.append(message)
        return library.assert_fact(handle, message)

    monkeypatch.setitem(
        sys.modules, "durable_rules_engine", SimpleNamespace(**{**vars(library), "assert_fact": assert_fact})
    )
    case = small_plan(3, [(NOT, (0,)), (NOT, (1,)), (NOT, (2,)), (ALL, (0, 1)), (ANY, (0, 1))])
    engine = DurableEngine(compile_network(case.plan))
    case.truths[:] = [True, True, None]
    assert len(engine.run(dossier).firings) == 5
    assert len(asserted) == 4
    engine.run(dossier)
    assert len(asserted) == 8


def test_a_second_firing_that_says_otherwise_is_a_fault_that_names_the_node(small_plan, dossier, other_rules):
    case = small_plan(1, [(NOT, (0,))])
    other_rules('{"p0":1}', '{"p0":0}')
    case.truths[:] = [False]
    engine = DurableEngine(compile_network(case.plan))
    with pytest.raises(InferenceFault, match="zowel") as caught:
        engine.run(dossier)
    assert caught.value.node == "K01.knoop1"


def test_a_gate_that_does_not_fire_is_a_fault_that_names_the_node(small_plan, dossier, other_rules):
    case = small_plan(2, [(NOT, (0,)), (NOT, (1,))])
    other_rules('"2":{"all":[{"m":{"p0":2}}]}', '"2":{"all":[{"m":{"p0":1}}]}')
    engine = DurableEngine(compile_network(case.plan))
    case.truths[:] = [False, None]
    with pytest.raises(InferenceFault, match="niets afgeleid") as caught:
        engine.run(dossier)
    assert caught.value.node == "K01.knoop3"


def test_after_a_fault_the_engine_is_dropped_and_a_new_one_works(small_plan, dossier, other_rules, monkeypatch):
    case = small_plan(1, [(NOT, (0,))])
    network = compile_network(case.plan)
    other_rules('{"p0":1}', '{"p0":0}')
    engine = DurableEngine(network)
    case.truths[:] = [False]
    with pytest.raises(InferenceFault):
        engine.run(dossier)
    case.truths[:] = [None]
    with pytest.raises(InferenceFault, match="buiten gebruik"):
        engine.run(dossier)
    monkeypatch.undo()
    assert derived(DurableEngine(network), dossier) == [None, None]


def test_a_ruleset_that_the_library_refuses_is_a_fault(small_plan, other_rules):
    case = small_plan(1, [(NOT, (0,))])
    other_rules('"all"', '"elk"')
    with pytest.raises(InferenceFault) as caught:
        DurableEngine(compile_network(case.plan))
    assert caught.value.node == "K01.knoop1"


@pytest.mark.parametrize("value", [1, 0, 2, "waar", "", 1.0, ()])
def test_what_is_not_a_truth_never_becomes_a_proposition(small_plan, dossier, value):
    case = small_plan(1, [(NOT, (0,))])
    engine = DurableEngine(compile_network(case.plan))
    case.truths[:] = [value]
    with pytest.raises(InferenceFault) as caught:
        engine.run(dossier)
    assert caught.value.node == "K01.blad0"
    case.truths[:] = [True]
    assert derived(engine, dossier) == [True, False]


def test_a_value_that_no_gate_reads_may_be_anything(small_plan, dossier):
    case = small_plan(2, [(None, (0,)), (NOT, (2,))])
    case.truths[:] = ["tekst", None]
    assert derived(DurableEngine(compile_network(case.plan)), dossier) == ["tekst", None, True, False]
