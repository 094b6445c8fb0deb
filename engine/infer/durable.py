"""Running a network: elementary steps are computed, gates are derived by durable-rules, and every firing is recorded.

Only the C module of the library is used, and of it only what `RulesModule` names. Its Python layer starts threads,
replaces builtins and swallows exceptions; its session handling corrupts memory. So each ruleset has one session, with
one message at a time, that is always retracted. Within a run the same message is asserted once: nothing of another run
is remembered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, cast

from ..dossier import Dossier
from ..plan import GateKind, Registers, Step
from .network import Gate, Network, Stage
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
    handle: int
    message: str
    codes: Callable[[list[int]], Any]


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
        return [self._read(dossier, concluded) for dossier in dossiers]

    def _read(self, dossier: Dossier, concluded: dict[tuple[int, str], int]) -> Inference:
        """The reading of one dossier; `concluded` is what each message of this run has come to."""
        registers: Registers = [None] * self._network.registers
        codes = [UNDERIVED] * self._network.slots
        derived = []
        for step in self._network.constants:
            code = TRUE if step.gate is GateKind.ALL else FALSE
            codes[step.register], registers[step.register] = code, TRUTH[code]
            derived.append(step.register)
        for stage, gates in self._stages:
            self._compute(stage, registers, codes, dossier)
            for gate in gates:
                message = gate.message % gate.codes(codes)
                code = concluded.get((gate.handle, message), UNDERIVED)
                if code == UNDERIVED:
                    code = concluded[gate.handle, message] = self._derive(gate, message)
                codes[gate.slot] = code
                if gate.slot < self._network.registers:
                    registers[gate.slot] = TRUTH[code]
                    derived.append(gate.slot)
        return Inference(registers, tuple(derived), self._gates)

    def _ready(self, gate: Gate) -> _Ready:
        shape = Shape(gate.kind, len(gate.inputs))
        if shape not in self._rulesets:
            rules = ruleset(shape)
            try:
                handle = self._library.create_ruleset(f"r{len(self._rulesets)}", rules.definition)
            except self._library.error as error:
                raise InferenceFault(gate.id, f"de bibliotheek meldt '{error}'") from error
            self._rulesets[shape] = handle, rules.message
        return _Ready(gate.slot, gate.id, *self._rulesets[shape], itemgetter(*gate.inputs))

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
