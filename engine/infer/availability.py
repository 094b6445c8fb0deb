"""Whether the inference engine can be used here: it comes as source only, and not for every version of Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ..dossier import Dossier
from ..plan import GateKind, Plan, Registers, Step
from .durable import DurableEngine, InferenceFault
from .network import compile_network


@cache
def durable_available() -> tuple[bool, str]:
    """(True, "") when the engine can be loaded and does a small sum well; else (False, why, as one line in Dutch)."""
    try:
        right = _self_check()
    except ModuleNotFoundError:
        return False, _reason("de bibliotheek is niet geïnstalleerd")
    except ImportError:
        return False, _reason("de bibliotheek is met deze versie van Python niet te laden")
    except InferenceFault:
        return False, _reason("de zelfproef liep vast")
    return (True, "") if right else (False, _reason("de zelfproef gaf een verkeerde uitkomst"))


def library_version() -> str:
    """The version of the library that is loaded, from the name of its metadata folder; "" when that cannot be told."""
    folder = Path(str(import_module("durable_rules_engine").__file__)).parent
    names = sorted(path.name for path in folder.glob("durable_rules-*.dist-info"))
    return names[0].removeprefix("durable_rules-").removesuffix(".dist-info") if names else ""


def _reason(cause: str) -> str:
    return f"durable-rules is hier niet beschikbaar ({cause}); de toets is met de directe lezing alleen gedaan"


def _self_check() -> bool:
    """One gate of each kind, once for every truth that it can take."""
    truths = (True, False, None)
    steps = [Step(number, f"p{number}", "zelfproef", (), None, _always(truth)) for number, truth in enumerate(truths)]
    cases: tuple[tuple[GateKind, tuple[int, ...], bool | None], ...] = (
        (GateKind.ALL, (0,), True),
        (GateKind.ALL, (0, 1, 2), False),
        (GateKind.ALL, (0, 2), None),
        (GateKind.ANY, (0, 1, 2), True),
        (GateKind.ANY, (1,), False),
        (GateKind.ANY, (1, 2), None),
        (GateKind.NOT, (1,), True),
        (GateKind.NOT, (0,), False),
        (GateKind.NOT, (2,), None),
    )
    for register, (kind, inputs, _) in enumerate(cases, len(truths)):
        steps.append(Step(register, f"n{register}", "zelfproef", inputs, kind, _always(None)))
    inference = DurableEngine(compile_network(Plan(tuple(steps)))).run(Dossier("zelfproef", date.min, {}, ""))
    return inference.registers == [*truths, *(expected for _, _, expected in cases)]


def _always(truth: bool | None) -> Callable[[Registers, Dossier], Any]:
    return lambda _registers, _dossier: truth
