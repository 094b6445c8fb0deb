"""The second reading of a plan: every gate is derived by the inference engine durable-rules, by forward chaining.

`network` cuts a plan into stages and rulesets, `durable` runs them, `agreement` holds the outcome against the direct
reading. Nothing of a dossier enters the library but the digits 0, 1 and 2 under generated names. The library has hard
limits and no type safety; `limits` names what we allow ourselves and why, and no network exceeds it. The C module is
imported when an engine is made, not before: where it is missing, the rest of the tool goes on.
"""

from .agreement import ReadingsDisagree, compare
from .availability import durable_available, library_version
from .durable import DurableEngine, Firing, Inference, InferenceFault
from .limits import LIMITS, Limits, NetworkTooLarge
from .network import Network, compile_network

__all__ = [
    "LIMITS",
    "DurableEngine",
    "Firing",
    "Inference",
    "InferenceFault",
    "Limits",
    "Network",
    "NetworkTooLarge",
    "ReadingsDisagree",
    "compare",
    "compile_network",
    "durable_available",
    "library_version",
]
