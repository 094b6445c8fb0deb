"""Everything that durable-rules is known to do wrong is refused when a network is compiled, or out of reach."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import fields, replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoortoets.engine.infer import LIMITS, DurableEngine, InferenceFault, NetworkTooLarge, compile_network
from spoortoets.engine.infer.limits import RESERVED_NAMES, NamesCollide, check_names, fnv_hash, property_names
from spoortoets.engine.infer.packing import Load
from spoortoets.engine.plan import GateKind, Plan

ALL, ANY, NOT = GateKind.ALL, GateKind.ANY, GateKind.NOT
TRUTHS = (True, False, None)

LIBRARY_PROPERTIES = 252
LIBRARY_STACK = 64
LIBRARY_TABLE = 512
LIBRARY_RULES_IN_ONE_CONDITION = 256
LIBRARY_ALTERNATIVES_OF_ONE_CONDITION = 128
LIBRARY_EXPRESSIONS = 32


class Matcher:
    """The conditions of a ruleset as the library arranges them, and its walk over them: to measure what it takes."""

    def __init__(self, definition: str) -> None:
        self.root = self._node()
        for rule in json.loads(definition).values():
            ((_, pattern),) = rule["all"][0].items()
            self._insert(self.root, pattern)["rules"] += 1

    @staticmethod
    def _node():
        return {"next": {}, "forward": [], "rules": 0}

    def _insert(self, parent, pattern):
        ((key, value),) = pattern.items()
        if key == "$and":
            for part in value:
                parent = self._insert(parent, part)
            return parent
        if key == "$or":
            forward = self._node()
            for part in value:
                self._insert(parent, part)["forward"].append(forward)
            return forward
        name, operator, code = (*value, "!=", *value.values()) if key == "$neq" else (key, "=", value)
        return parent["next"].setdefault((name, operator, code), self._node())

    def nodes(self):
        found, waiting = {}, [self.root]
        while waiting:
            node = waiting.pop()
            if id(node) not in found:
                found[id(node)] = node
                waiting += [*node["next"].values(), *node["forward"]]
        return list(found.values())

    def stack(self, message: dict[str, int]) -> int:
        stack, highest = [self.root], 0
        while stack:
            node = stack.pop()
            stack += node["forward"]
            for name in message:
                stack += [
                    child
                    for (tested, operator, code), child in node["next"].items()
                    if tested == name and (message[name] == code) is (operator == "=")
                ]
            highest = max(highest, len(stack))
        return highest


def load_of(ruleset):
    load = Load()
    for gate in ruleset.gates:
        load = load.with_gate(gate)
    return load


def shared(small_plan, count, gate=ALL):
    """Many gates that all read the same proposition."""
    return small_plan(1 + count, [(gate, (0, 1 + number)) for number in range(count)])


def random_case(small_plan, seed, leaves=120, count=300):
    rng = random.Random(seed)
    nodes = []
    for number in range(count):
        gate = rng.choice([ALL, ANY, ALL, ANY, NOT])
        near = range(max(0, leaves + number - 40), leaves + number)
        nodes.append((gate, rng.choices(near, k=1 if gate is NOT else rng.randint(1, 30))))
    return small_plan(leaves, nodes)


@pytest.fixture(scope="module")
def cases(small_plan):
    return {
        "a gate with 300 inputs": small_plan(300, [(ALL, range(300)), (ANY, range(300))]),
        "1000 gates over one shared proposition": shared(small_plan, 1000),
        "1000 of the other kind": shared(small_plan, 1000, ANY),
        "300 times the same gate": small_plan(2, [(ALL, (0, 1))] * 300),
        "600 negations": small_plan(600, [(NOT, (number,)) for number in range(600)]),
        "a chain of 200 gates": small_plan(1, [(NOT, (number,)) for number in range(200)]),
        "a random network": random_case(small_plan, 1),
        "another random network": random_case(small_plan, 2),
    }


def test_every_limit_lies_inside_the_one_of_the_library():
    assert LIMITS.stack < LIBRARY_STACK
    assert LIMITS.properties < LIBRARY_PROPERTIES
    assert LIMITS.conditions < LIBRARY_TABLE - 1
    assert 3 * LIMITS.gates < LIBRARY_RULES_IN_ONE_CONDITION
    assert LIMITS.gates < LIBRARY_ALTERNATIVES_OF_ONE_CONDITION


def test_the_limits_hold_in_every_network(cases):
    for name, case in cases.items():
        for ruleset in compile_network(case.plan).rulesets:
            matcher = Matcher(ruleset.definition)
            nodes = matcher.nodes()
            assert len(ruleset.inputs) <= LIMITS.properties, name
            assert len(matcher.root["next"]) <= LIMITS.conditions, name
            assert len(matcher.root["next"]) == len(load_of(ruleset).ways), name
            assert max(node["rules"] for node in nodes) < LIBRARY_RULES_IN_ONE_CONDITION, name
            assert max(len(node["forward"]) for node in nodes) < LIBRARY_ALTERNATIVES_OF_ONE_CONDITION, name
            assert max(len(node["next"]) for node in nodes) < LIBRARY_TABLE - 1, name
            assert len(ruleset.conclusions) == 3 * len(ruleset.gates) <= 3 * LIMITS.gates, name


def test_no_message_takes_more_of_the_stack_than_was_counted(cases):
    rng = random.Random(7)
    for name, case in cases.items():
        for ruleset in compile_network(case.plan).rulesets[:60]:
            matcher, bound = Matcher(ruleset.definition), load_of(ruleset).stack
            names = property_names(len(ruleset.inputs))
            assert bound <= LIMITS.stack, name
            for codes in [(0,), (1,), (2,), (0, 1, 2), (0, 2), (1, 2)]:
                assert matcher.stack({one: rng.choice(codes) for one in names}) <= bound, name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nodes=st.lists(
        st.tuples(st.sampled_from([ALL, ANY]), st.lists(st.integers(0, 4), min_size=1, max_size=5)),
        min_size=1,
        max_size=5,
    )
)
def test_the_count_of_the_stack_holds_for_every_message_of_a_small_ruleset(small_plan, nodes):
    for ruleset in compile_network(small_plan(5, nodes).plan).rulesets:
        matcher, bound = Matcher(ruleset.definition), load_of(ruleset).stack
        names = property_names(len(ruleset.inputs))
        for codes in product(range(3), repeat=len(names)):
            assert matcher.stack(dict(zip(names, codes, strict=True))) <= bound


@pytest.mark.usefixtures("engine_present")
def test_the_large_networks_derive_what_they_should(cases, dossier):
    rng = random.Random(3)
    for name, case in cases.items():
        engine = DurableEngine(compile_network(case.plan))
        for truths in [(True,), (False,), (None,), TRUTHS, (True, True, True, None), (False, False, False, None)]:
            case.truths[:] = rng.choices(truths, k=len(case.truths))
            inference = engine.run(dossier)
            assert inference.registers == case.reading(), name
            assert len(inference.firings) == len(case.nodes), name


@pytest.mark.usefixtures("engine_present")
def test_without_our_limit_the_stack_overflows_and_that_is_a_fault(small_plan, dossier):
    case = small_plan(80, [(ALL, (2 * number, 2 * number + 1)) for number in range(40)])
    case.truths[:] = [False] * 80
    engine = DurableEngine(compile_network(case.plan, replace(LIMITS, stack=1_000)))
    with pytest.raises(InferenceFault, match="303"):
        engine.run(dossier)


def test_helper_nodes_stay_inside_the_network(small_plan):
    network = compile_network(small_plan(300, [(ALL, range(300))]).plan)
    assert network.registers == 301
    assert network.slots > 301
    assert [step.register for step in network.gates] == [300]
    assert max(len(gate.inputs) for ruleset in network.rulesets for gate in ruleset.gates) <= LIMITS.children


@pytest.mark.usefixtures("engine_present")
def test_the_proof_of_a_split_gate_names_its_own_inputs(small_plan, dossier):
    case = small_plan(300, [(ANY, range(300))])
    case.truths[:] = [number == 123 for number in range(300)]
    (firing,) = DurableEngine(compile_network(case.plan)).run(dossier).firings
    assert firing.premises == (123,)


@pytest.mark.parametrize(
    "limits",
    [replace(LIMITS, stack=3), replace(LIMITS, properties=2), replace(LIMITS, conditions=4), replace(LIMITS, gates=0)],
)
def test_a_gate_that_does_not_fit_alone_is_refused_by_rule(small_plan, limits):
    with pytest.raises(NetworkTooLarge, match="K07") as caught:
        compile_network(small_plan(3, [(ALL, (0, 1, 2))], rule="K07").plan, limits)
    assert caught.value.rule == "K07"


def test_too_many_rulesets_are_refused_by_rule(small_plan):
    with pytest.raises(NetworkTooLarge, match="K07"):
        compile_network(small_plan(1, [(NOT, (0,))] * 200, rule="K07").plan, replace(LIMITS, rulesets=3))


def test_niet_of_anything_but_one_part_is_refused(small_plan):
    for inputs in [(), (0, 1)]:
        with pytest.raises(ValueError, match="niet"):
            compile_network(small_plan(2, [(NOT, inputs)]).plan)


def test_the_generated_names_differ_by_hash_from_each_other_and_from_the_names_of_the_library():
    names = property_names(LIMITS.properties)
    hashes = Counter(map(fnv_hash, (*names, *RESERVED_NAMES)))
    assert max(hashes.values()) == 1


@pytest.mark.parametrize(
    "names",
    [("costarring", "liquid"), ("p0", "declinate", "macallums"), ("p0", "p0"), ("p0", "sid"), ("id",), ("$s", "p1")],
)
def test_names_that_the_library_cannot_tell_apart_are_refused(names):
    with pytest.raises(NamesCollide):
        check_names(names)


def test_the_hash_is_that_of_the_library():
    assert {name: fnv_hash(name) for name in ("id", "sid", "$m", "$or")} == {
        "id": 926444256,
        "sid": 3593476751,
        "$m": 1690058490,
        "$or": 340911698,
    }


def test_only_generated_names_and_the_digits_0_1_2_reach_the_library(small_plan):
    """So no text, null, number or user key can ever be compared there, and no property of a message is ever missing."""
    case = small_plan(3, [(ALL, (0, 1)), (ANY, (1, 2)), (NOT, (3,))], rule='geheim "é\\\n{}')
    for ruleset in compile_network(case.plan).rulesets:
        assert re.fullmatch(r'\{"sid":"s","id":"d"(,"p\d+":%d)+\}', ruleset.message)
        assert re.fullmatch(r"r\d+", ruleset.name)
        words = set(re.findall(r'"([^"]*)"', ruleset.definition))
        assert all(re.fullmatch(r"n\d+_[012]|p\d+|all|m|\$and|\$or|\$neq", word) for word in words)
        assert set(re.findall(r":(\w+)", ruleset.definition)) <= {"0", "1", "2"}
        message = json.loads(ruleset.message % tuple(0 for _ in ruleset.inputs))
        assert words & set(message) == {word for word in words if word.startswith("p")} == set(message) - {"sid", "id"}


def test_no_joins_no_negation_and_no_nesting(cases):
    """Each rule is one pattern on one message: what goes wrong between messages cannot occur."""
    for case in cases.values():
        for ruleset in compile_network(case.plan).rulesets:
            for rule in json.loads(ruleset.definition).values():
                assert list(rule) == ["all"]
                (pattern,) = rule["all"]
                assert list(pattern) == ["m"]
                assert json.dumps(pattern).count("$or") + json.dumps(pattern).count("$and") < LIBRARY_EXPRESSIONS // 2
                assert not isinstance(next(iter(pattern["m"].values())), dict)


def test_the_same_plan_gives_the_same_network(small_plan):
    one, other = (compile_network(random_case(small_plan, 5).plan) for _ in range(2))
    assert one.rulesets == other.rulesets
    assert (one.registers, one.slots) == (other.registers, other.slots)


def test_gates_of_one_rule_stay_together(small_plan):
    one, other = (small_plan(4, [(ALL, (0, 1)), (ANY, (2, 3))], rule=rule).plan for rule in ("K01", "K02"))
    moved = [
        replace(step, register=step.register + 6, inputs=tuple(register + 6 for register in step.inputs))
        for step in other.steps
    ]
    (ruleset,) = compile_network(Plan((*one.steps, *moved))).rulesets
    assert [gate.rule for gate in ruleset.gates] == ["K01", "K01", "K02", "K02"]


@pytest.mark.usefixtures("engine_present")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the size of the process from /proc")
def test_memory_stays_flat(small_plan, dossier):
    case = random_case(small_plan, 9, leaves=30, count=30)
    engine = DurableEngine(compile_network(case.plan))
    rng = random.Random(9)

    def run(times):
        for _ in range(times):
            case.truths[:] = rng.choices(TRUTHS, k=30)
            engine.run(dossier)
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    before = run(500)
    unretracted = 3_000 * 9_000
    assert run(3_000) - before < unretracted / 5


def in_a_fresh_process(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_where_the_library_is_missing_there_is_one_line_that_says_so():
    said = in_a_fresh_process(
        "import sys; sys.modules['durable_rules_engine'] = None\n"
        "from spoortoets.engine.infer import durable_available\n"
        "print(*durable_available())"
    )
    assert said == (
        "False durable-rules is hier niet beschikbaar (de bibliotheek is niet geïnstalleerd); "
        "de toets is met de directe lezing alleen gedaan"
    )


@pytest.mark.usefixtures("engine_present")
def test_no_threads_no_replaced_builtins_and_no_import_before_use():
    said = in_a_fresh_process(
        "import builtins, sys, threading\n"
        "before = (builtins.all, builtins.any)\n"
        "from spoortoets.engine.infer import durable_available\n"
        "print('durable_rules_engine' in sys.modules)\n"
        "print(durable_available()[0], threading.active_count(), (builtins.all, builtins.any) == before)\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'durable'])"
    )
    assert said.split("\n") == ["False", "True 1 True", "[]"]


def test_every_limit_is_explained():
    assert all(one.name in (type(LIMITS).__doc__ or "") for one in fields(LIMITS))
