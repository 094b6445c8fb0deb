"""Running a network: elementary steps are computed, gates are derived by durable-rules, and every firing is recorded.

Only the C module of the library is used, and of it only what `RulesModule` names. Its Python layer starts threads,
replaces builtins and swallows exceptions; its session handling corrupts memory. So each ruleset has one session, with
one message at a time, that is always retracted. Within a run the same message is asserted once: nothing of another run
is remembered.

A run over variants of a dossier reads the first in full. Of each other one it derives again what leans on something
that differs, so what is left alone was derived in the same run.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, cast

from ..dossier import Dossier
from ..plan import GateKind, Registers, Step
from .network import Elementary, Gate, Network
from .rulesets import CODES, FALSE, MESSAGE_KEY, TRUE, UNKNOWN, Shape, ruleset

RETRACTION = "{" + MESSAGE_KEY + "}"
UNDERIVED = -1

CODE_OF_RULE = {str(code): code for code in CODES}

TRUTH: dict[int, bool | None] = {FALSE: False, TRUE: True, UNKNOWN: None}
SUFFICES = {(GateKind.ALL, False), (GateKind.ANY, True)}
SHOWN = {FALSE: "onwaar", TRUE: "waar", UNKNOWN: "onbekend"}


class RulesModule(Protocol):
    """What is used of `durable_rules_engine`. Asserting gives an answer (0 = taken) and a state; an action is JSON."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str) -> int: ...

    def assert_fact(self, handle: int, message: str) -> tuple[int, int]: ...

    def start_action_for_state(self, handle: int, state: int) -> tuple[str, str] | None: ...

    def complete_and_start_action(self, handle: int, state: int) -> str | None: ...

    def abandon_action(self, handle: int, state: int) -> None: ...

    def retract_fact(self, handle: int, message: str) -> tuple[int, int]: ...


class InferenceFault(Exception):
    """The engine did what it must never do. `node` is the id of the node where it showed; "" = none in particular."""

    def __init__(self, node: str, reason: str) -> None:
        self.node = node
        where = f" bij {node}" if node else ""
        super().__init__(f"de redeneermachine faalt{where}: {reason}")


class Firing(NamedTuple):
    """One gate of the plan as derived. `premises` are the registers of the inputs that it follows from.

    Where one input suffices (`alle` is false, `een_van` is true) those are the inputs that do; otherwise all of them.
    """

    register: int
    truth: bool | None
    premises: tuple[int, ...]


class Inference(NamedTuple):
    """One run. `registers` is the reading; `derived` has the register of each gate once, in the order of derivation."""

    registers: Registers
    derived: tuple[int, ...]
    gates: Mapping[int, Step]

    @property
    def firings(self) -> tuple[Firing, ...]:
        """The proof: each gate of the plan with its premises, in the order of derivation."""
        return tuple(self._firing(self.gates[register]) for register in self.derived)

    def _firing(self, gate: Step) -> Firing:
        truth = self.registers[gate.register]
        premises = tuple(dict.fromkeys(gate.inputs))
        if (gate.gate, truth) in SUFFICES:
            premises = tuple(one for one in premises if self.registers[one] is truth)
        return Firing(gate.register, truth, premises)


class _Ready(NamedTuple):
    """A gate, and the ruleset of its shape as the library knows it. `codes` picks the inputs for `message`."""

    slot: int
    id: str
    inputs: tuple[int, ...]
    handle: int
    message: str
    codes: Callable[[list[int]], Any]


class _Read(NamedTuple):
    """One dossier as read: the value of every register, the code of every slot, the gates in order of derivation."""

    registers: Registers
    codes: list[int]
    derived: tuple[int, ...]


class _Order(NamedTuple):
    """A network step by step, inputs first. `leaning` has for each slot the places of the steps that read it; `reading`
    has a 1 at the place of each step that reads no slot: the dossier, or nothing.
    """

    steps: tuple[Elementary | _Ready, ...]
    leaning: tuple[tuple[int, ...], ...]
    reading: bytes


class DurableEngine:
    """A network, ready to run; for one thread. After a fault in the library it refuses to go on: make a new one.

    Making one is costly and its memory is never given back, so keep it for as long as the network is the same.
    """

    def __init__(self, network: Network) -> None:
        """Raises: ImportError where the library is missing; InferenceFault when it refuses a ruleset."""
        self._library = cast(RulesModule, import_module("durable_rules_engine"))
        self._network = network
        self._owner = threading.get_ident()
        self._dropped = False
        self._rulesets: dict[Shape, tuple[int, str]] = {}
        self._stages = tuple((stage, tuple(map(self._ready, stage.gates))) for stage in network.stages)
        self._gates = {step.register: step for step in network.gates}
        self._order: _Order | None = None

    def run(self, dossier: Dossier) -> Inference:
        """One reading of a dossier.

        Raises: InferenceFault when a gate does not fire, or fires twice and differently; RuntimeError in a thread that
        does not own the engine; whatever an elementary step raises, and then the engine can still be used.
        """
        return self.run_together([dossier])[0]

    def run_together(self, dossiers: Iterable[Dossier]) -> list[Inference]:
        """One run over several dossiers, such as the variants of one: what a message concludes holds for all of them.

        Raises: as `run`.
        """
        if threading.get_ident() != self._owner:
            raise RuntimeError("a DurableEngine belongs to the thread that made it")
        if self._dropped:
            raise InferenceFault("", "deze machine is na een eerdere fout buiten gebruik")
        concluded: dict[tuple[int, str], int] = {}
        found: list[Inference] = []
        first: _Read | None = None
        for dossier in dossiers:
            if first is None:
                read = first = self._read(dossier, concluded)
            else:
                read = self._read_variant(first, dossier, concluded)
            found.append(Inference(read.registers, read.derived, self._gates))
        return found

    def _read(self, dossier: Dossier, concluded: dict[tuple[int, str], int]) -> _Read:
        """The reading of one dossier; `concluded` is what each message of this run has come to."""
        registers: Registers = [None] * self._network.registers
        codes = [UNDERIVED] * self._network.slots
        derived = []
        for constant in self._network.constants:
            code = TRUE if constant.gate is GateKind.ALL else FALSE
            codes[constant.register], registers[constant.register] = code, TRUTH[code]
            derived.append(constant.register)
        for stage, gates in self._stages:
            for step in stage.elementary:
                value = registers[step.register] = step.compute(registers, dossier)
                if step.proposition:
                    codes[step.register] = _code(value, step)
            for gate in gates:
                code = codes[gate.slot] = self._conclude(gate, codes, concluded)
                if gate.slot < self._network.registers:
                    registers[gate.slot] = TRUTH[code]
                    derived.append(gate.slot)
        return _Read(registers, codes, tuple(derived))

    def _read_variant(self, first: _Read, dossier: Dossier, concluded: dict[tuple[int, str], int]) -> _Read:
        """The reading of a variant of the first dossier: what reads the dossier, and what leans on a difference."""
        steps, leaning, reading = self._order = self._order or self._in_order()
        registers, codes = first.registers.copy(), first.codes.copy()
        waiting = bytearray(reading)
        place = waiting.find(1)
        while place >= 0:
            step = steps[place]
            if isinstance(step, _Ready):
                slot, code = step.slot, self._conclude(step, codes, concluded)
                differs = code != codes[slot]
                codes[slot] = code
                if slot < self._network.registers:
                    registers[slot] = TRUTH[code]
            else:
                slot, value = step.register, step.compute(registers, dossier)
                before = registers[slot]
                differs = before is not value and (type(before) is not type(value) or before != value)
                registers[slot] = value
                if step.proposition:
                    codes[slot] = _code(value, step)
            if differs:
                for one in leaning[slot]:
                    waiting[one] = 1
            place = waiting.find(1, place + 1)
        return _Read(registers, codes, first.derived)

    def _in_order(self) -> _Order:
        steps: list[Elementary | _Ready] = []
        for stage, gates in self._stages:
            steps += [*stage.elementary, *gates]
        leaning: list[list[int]] = [[] for _ in range(self._network.slots)]
        for place, step in enumerate(steps):
            for one in set(step.inputs):
                leaning[one].append(place)
        reading = bytes(not step.inputs for step in steps)
        return _Order(tuple(steps), tuple(map(tuple, leaning)), reading)

    def _ready(self, gate: Gate) -> _Ready:
        shape = Shape(gate.kind, len(gate.inputs))
        if shape not in self._rulesets:
            rules = ruleset(shape)
            try:
                handle = self._library.create_ruleset(f"r{len(self._rulesets)}", rules.definition)
            except self._library.error as error:
                raise InferenceFault(gate.id, f"de bibliotheek meldt '{error}'") from error
            self._rulesets[shape] = handle, rules.message
        return _Ready(gate.slot, gate.id, gate.inputs, *self._rulesets[shape], itemgetter(*gate.inputs))

    def _conclude(self, gate: _Ready, codes: list[int], concluded: dict[tuple[int, str], int]) -> int:
        """The code of a gate; the message is asserted unless this run did so before."""
        message = gate.message % gate.codes(codes)
        code = concluded.get((gate.handle, message), UNDERIVED)
        if code == UNDERIVED:
            code = concluded[gate.handle, message] = self._derive(gate, message)
        return code

    def _derive(self, gate: _Ready, message: str) -> int:
        """The code that the library concludes from one message. A rule may fire more than once, two may not."""
        library = self._library
        state = None
        code = UNDERIVED
        try:
            answer, offset = library.assert_fact(gate.handle, message)
            started = None if answer else library.start_action_for_state(gate.handle, offset)
            action = started[1] if started else None
            while action:
                state = offset
                fired = CODE_OF_RULE[action[2 : action.index('"', 2)]]
                if code not in (UNDERIVED, fired):
                    raise InferenceFault(gate.id, f"er is zowel '{SHOWN[code]}' als '{SHOWN[fired]}' afgeleid")
                code = fired
                action = library.complete_and_start_action(gate.handle, offset)
            state = None
            if code == UNDERIVED:
                raise InferenceFault(gate.id, f"er is niets afgeleid ({answer})")
            library.retract_fact(gate.handle, RETRACTION)
        except BaseException as error:
            self._dropped = True
            if state is not None:
                library.abandon_action(gate.handle, state)
            if isinstance(error, library.error):
                raise InferenceFault(gate.id, f"de bibliotheek meldt '{error}'") from error
            raise
        return code


def _code(value: Any, step: Elementary) -> int:
    """Only True, False and None themselves become a proposition: to the library 1, "1" and 1.0 are the same."""
    if value is True:
        return TRUE
    if value is False:
        return FALSE
    if value is None:
        return UNKNOWN
    raise InferenceFault(step.id, "deze voorwaarde is niet waar, onwaar of onbekend")
