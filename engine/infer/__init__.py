"""The second reading of a plan: every gate is derived by the inference engine durable-rules, by forward chaining.

`network` cuts a plan into stages, `rulesets` has the rules by which each shape of gate is derived, `durable` runs them,
`agreement` holds the outcome against the direct reading. Nothing of a dossier enters the library but the digits 0, 1
and 2 under generated names. The library has hard limits and no type safety; `limits` names what we allow ourselves and
why. The C module is imported when an engine is made, not before: where it is missing, the rest of the tool goes on.
"""

from .agreement import ReadingsDisagree, compare
from .availability import durable_available, library_version
from .durable import DurableEngine, Firing, Inference, InferenceFault
from .network import Network, compile_network

__all__ = [
    "DurableEngine",
    "Firing",
    "Inference",
    "InferenceFault",
    "Network",
    "ReadingsDisagree",
    "compare",
    "compile_network",
    "durable_available",
    "library_version",
]
