"""Running a network: elementary steps are computed, gates are derived by durable-rules, and every firing is recorded.

Only the C module of the library is used, and of it only what `RulesModule` names. Its Python layer starts threads,
replaces builtins and swallows exceptions; its session handling corrupts memory. So each ruleset has one session, with
one message at a time, that is always retracted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, cast

from ..dossier import Dossier
from ..plan import GateKind, Registers, Step
from .network import Derivation, Gate, Network, Stage
from .rulesets import FALSE, MESSAGE_KEY, TRUE, UNKNOWN, Ruleset, Shape, ruleset

RETRACTION = "{" + MESSAGE_KEY + "}"
UNDERIVED = -1

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


class _Running(NamedTuple):
    """A derivation, and the ruleset of its shape as the library knows it. `codes` picks its inputs."""

    handle: int
    message: str
    codes: Callable[[list[int]], Any]
    conclusions: dict[str, tuple[int, int]]
    gates: tuple[Gate, ...]


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
        self._rulesets: dict[Shape, tuple[int, Ruleset]] = {}
        self._stages = tuple((stage, tuple(map(self._ready, stage.derivations))) for stage in network.stages)
        self._gates = {step.register: step for step in network.gates}

    def run(self, dossier: Dossier) -> Inference:
        """One reading of a dossier.

        Raises: InferenceFault when a gate does not fire, or fires twice and differently; RuntimeError in a thread that
        does not own the engine; whatever an elementary step raises, and then the engine can still be used.
        """
        if threading.get_ident() != self._owner:
            raise RuntimeError("a DurableEngine belongs to the thread that made it")
        if self._dropped:
            raise InferenceFault("", "deze machine is na een eerdere fout buiten gebruik")
        registers: Registers = [None] * self._network.registers
        codes = [UNDERIVED] * self._network.slots
        derived = []
        for step in self._network.constants:
            code = TRUE if step.gate is GateKind.ALL else FALSE
            codes[step.register], registers[step.register] = code, TRUTH[code]
            derived.append(step.register)
        for stage, derivations in self._stages:
            self._compute(stage, registers, codes, dossier)
            for running in derivations:
                for slot in self._derive(running, codes):
                    if slot < self._network.registers:
                        registers[slot] = TRUTH[codes[slot]]
                        derived.append(slot)
        return Inference(registers, tuple(derived), self._gates)

    def _ready(self, derivation: Derivation) -> _Running:
        shape = derivation.shape
        if shape not in self._rulesets:
            rules = ruleset(shape)
            try:
                handle = self._library.create_ruleset(f"r{len(self._rulesets)}", rules.definition)
            except self._library.error as error:
                raise InferenceFault(derivation.gates[0].id, f"de bibliotheek meldt '{error}'") from error
            self._rulesets[shape] = handle, rules
        handle, rules = self._rulesets[shape]
        codes = itemgetter(*derivation.inputs)
        return _Running(handle, rules.message, codes, rules.conclusions, derivation.gates)

    @staticmethod
    def _compute(stage: Stage, registers: Registers, codes: list[int], dossier: Dossier) -> None:
        """Only True, False and None themselves become a proposition: to the library 1, "1" and 1.0 are the same."""
        for step in stage.elementary:
            value = registers[step.register] = step.compute(registers, dossier)
            if not step.proposition:
                continue
            if value is True:
                codes[step.register] = TRUE
            elif value is False:
                codes[step.register] = FALSE
            elif value is None:
                codes[step.register] = UNKNOWN
            else:
                raise InferenceFault(step.id, "deze voorwaarde is niet waar, onwaar of onbekend")

    def _derive(self, running: _Running, codes: list[int]) -> list[int]:
        """Runs one derivation; fills in the codes of its gates and gives their slots as they fired."""
        library = self._library
        handle, message, inputs, conclusions, gates = running
        state = None
        fired = []
        try:
            answer, offset = library.assert_fact(handle, message % inputs(codes))
            if answer:
                raise InferenceFault(gates[0].id, f"het bericht werd niet aangenomen ({answer})")
            started = library.start_action_for_state(handle, offset)
            action = started[1] if started else None
            while action:
                state = offset
                place, code = conclusions[action[2 : action.index('"', 2)]]
                slot = gates[place].slot
                known = codes[slot]
                if known == UNDERIVED:
                    codes[slot] = code
                    fired.append(slot)
                elif known != code:
                    both = f"er is zowel '{SHOWN[known]}' als '{SHOWN[code]}' afgeleid"
                    raise InferenceFault(gates[place].id, both)
                action = library.complete_and_start_action(handle, offset)
            state = None
            library.retract_fact(handle, RETRACTION)
            if len(fired) != len(gates):
                silent = next(gate for gate in gates if codes[gate.slot] == UNDERIVED)
                raise InferenceFault(silent.id, "er is niets afgeleid")
        except BaseException as error:
            self._dropped = True
            if state is not None:
                library.abandon_action(handle, state)
            if isinstance(error, library.error):
                raise InferenceFault(gates[0].id, f"de bibliotheek meldt '{error}'") from error
            raise
        return fired
