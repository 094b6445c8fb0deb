"""Everything that durable-rules is known to do wrong is refused when a network is compiled, or out of reach."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from spoortoets.engine.infer import DurableEngine, InferenceFault, compile_network
from spoortoets.engine.infer.limits import RESERVED_NAMES, WIDEST, NamesCollide, check_names, fnv_hash, property_names
from spoortoets.engine.infer.rulesets import Shape, ruleset
from spoortoets.engine.plan import GateKind

ALL, ANY, NOT = GateKind.ALL, GateKind.ANY, GateKind.NOT
TRUTHS = (True, False, None)

LIBRARY_PROPERTIES = 252
LIBRARY_STACK = 64
LIBRARY_TABLE = 512
LIBRARY_RULES_IN_ONE_CONDITION = 256
LIBRARY_ALTERNATIVES_OF_ONE_CONDITION = 128
LIBRARY_EXPRESSIONS = 32

SHAPES = [Shape(kind, width) for kind, width in [(NOT, 1), *product([ALL, ANY], range(1, WIDEST + 1))]]
"""Every shape that there can be: so what holds for these holds for every network."""

PROCESS_SIZE = Path("/proc/self/statm")
needs_process_size = pytest.mark.skipif(not PROCESS_SIZE.exists(), reason="reads the size of the process from /proc")


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

    def bound(self) -> int:
        """The most of the stack that any message can take.

        While the walk is below one first condition, at most all others that can hold together still wait, and below it
        at most one entry for each way to an end.
        """
        first = self.root["next"]
        holding: Counter[tuple[str, int]] = Counter()
        for name, operator, code in first:
            holding.update((name, said) for said in (0, 1, 2) if (said == code) is (operator == "="))
        waiting: dict[str, int] = {}
        for (name, _), count in holding.items():
            waiting[name] = max(waiting.get(name, 0), count)
        return sum(waiting.values()) - 1 + max(map(self._ways, first.values()))

    def _ways(self, node) -> int:
        below = [*node["next"].values(), *node["forward"]]
        return sum(map(self._ways, below)) if below else 1

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


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_ruleset_lies_far_inside_the_limits_of_the_library(shape):
    rules = ruleset(shape)
    matcher = Matcher(rules.definition)
    nodes = matcher.nodes()
    assert rules.message.count("%d") == shape.width < LIBRARY_PROPERTIES / 2
    assert matcher.bound() <= LIBRARY_STACK - 8
    assert max(node["rules"] for node in nodes) < LIBRARY_RULES_IN_ONE_CONDITION / 2
    assert max(len(node["forward"]) for node in nodes) < LIBRARY_ALTERNATIVES_OF_ONE_CONDITION / 2
    assert max(len(node["next"]) for node in nodes) < LIBRARY_TABLE / 2
    assert set(json.loads(rules.definition)) == {"0", "1", "2"}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_no_message_takes_more_of_the_stack_than_the_bound(shape):
    rng = random.Random(7)
    matcher = Matcher(ruleset(shape).definition)
    names = property_names()[: shape.width]
    every = product(range(3), repeat=len(names)) if len(names) < 7 else ()
    mixes = [(0,), (1,), (2,), (0, 1, 2), (0, 2), (1, 2)]
    for codes in (*every, *(rng.choices(mix, k=len(names)) for mix in mixes * 5)):
        assert matcher.stack(dict(zip(names, codes, strict=True))) <= matcher.bound()


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
def test_with_wider_gates_the_stack_overflows_and_that_is_a_fault(small_plan, dossier, monkeypatch):
    monkeypatch.setattr("spoortoets.engine.infer.network.WIDEST", 80)
    monkeypatch.setattr(
        "spoortoets.engine.infer.rulesets.property_names", lambda: tuple(f"p{number}" for number in range(80))
    )
    case = small_plan(80, [(ALL, range(80))])
    case.truths[:] = [False] * 80
    engine = DurableEngine(compile_network(case.plan))
    with pytest.raises(InferenceFault, match="303"):
        engine.run(dossier)


def test_helper_nodes_stay_inside_the_network(small_plan):
    network = compile_network(small_plan(300, [(ALL, range(300))]).plan)
    assert network.registers == 301
    assert network.slots > 301
    assert [step.register for step in network.gates] == [300]
    assert max(len(gate.inputs) for stage in network.stages for gate in stage.gates) <= WIDEST


@pytest.mark.usefixtures("engine_present")
def test_the_proof_of_a_split_gate_names_its_own_inputs(small_plan, dossier):
    case = small_plan(300, [(ANY, range(300))])
    case.truths[:] = [number == 123 for number in range(300)]
    (firing,) = DurableEngine(compile_network(case.plan)).run(dossier).firings
    assert firing.premises == (123,)


def test_niet_of_anything_but_one_part_is_refused(small_plan):
    for inputs in [(), (0, 1)]:
        with pytest.raises(ValueError, match="niet"):
            compile_network(small_plan(2, [(NOT, inputs)]).plan)


def test_the_generated_names_differ_by_hash_from_each_other_and_from_the_names_of_the_library():
    names = property_names()
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


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_only_generated_names_and_the_digits_0_1_2_reach_the_library(shape):
    """So no text, null, number or user key can ever be compared there, and no property of a message is ever missing."""
    rules = ruleset(shape)
    assert re.fullmatch(r'\{"sid":"s","id":"d"(,"p\d+":%d)+\}', rules.message)
    words = set(re.findall(r'"([^"]*)"', rules.definition))
    assert all(re.fullmatch(r"[012]|p\d+|all|m|\$and|\$or|\$neq", word) for word in words)
    assert set(re.findall(r":(\w+)", rules.definition)) <= {"0", "1", "2"}
    message = json.loads(rules.message % ((0,) * shape.width))
    assert words & set(message) == {word for word in words if word.startswith("p")} == set(message) - {"sid", "id"}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_no_joins_no_negation_and_no_nesting(shape):
    """Each rule is one pattern on one message: what goes wrong between messages cannot occur."""
    for rule in json.loads(ruleset(shape).definition).values():
        assert list(rule) == ["all"]
        (pattern,) = rule["all"]
        assert list(pattern) == ["m"]
        assert json.dumps(pattern).count("$or") + json.dumps(pattern).count("$and") < LIBRARY_EXPRESSIONS // 2
        assert not isinstance(next(iter(pattern["m"].values())), dict)


def test_the_same_plan_gives_the_same_network(small_plan):
    one, other = (compile_network(random_case(small_plan, 5).plan) for _ in range(2))
    gates = [[stage.gates for stage in network.stages] for network in (one, other)]
    assert gates[0] == gates[1]
    assert (one.registers, one.slots) == (other.registers, other.slots)


@pytest.mark.usefixtures("engine_present")
@needs_process_size
def test_memory_stays_flat(small_plan, dossier):
    case = random_case(small_plan, 9, leaves=30, count=30)
    engine = DurableEngine(compile_network(case.plan))
    rng = random.Random(9)

    def run(times):
        for _ in range(times):
            case.truths[:] = rng.choices(TRUTHS, k=30)
            engine.run(dossier)
        return resident()

    before = run(500)
    unretracted = 3_000 * 9_000
    assert run(3_000) - before < unretracted / 5


def resident():
    """Bytes that this process holds in memory."""
    return int(PROCESS_SIZE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


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


@pytest.mark.usefixtures("engine_present")
@needs_process_size
def test_four_times_as_many_gates_take_hardly_more_memory(small_plan, dossier):
    def megabytes(count):
        case = random_case(small_plan, 4, count=count)
        network = compile_network(case.plan)
        before = resident()
        DurableEngine(network).run(dossier)
        return (resident() - before) / 1e6

    megabytes(1_000)
    assert megabytes(4_000) < 30
