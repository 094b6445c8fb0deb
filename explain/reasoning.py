"""A reasoning as it is read: the conditions first, then every derived fact they lean on, each worked out once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from ..engine.result import ProofNode, Truth, UsedFact

DERIVATION = "afleiding"
CRITERION = "criterium"
NOGO = "nogo"
WHOLE = "Redenering"
CARRIED = "Wat de bevinding draagt"
OPEN = "Wat nog onbekend is"
GROUNDS = "Deugdelijke gronden"
APPLICABILITY = "Of het criterium van toepassing is"
RULED_OUT = "Wat niet opging"


class Reading(NamedTuple):
    """Trees in which a derived fact is only named, and the working out of each derived fact, in the order of naming."""

    roots: tuple[ProofNode, ...]
    derivations: tuple[ProofNode, ...]


def reading(roots: Iterable[ProofNode]) -> Reading:
    """Take every derivation out of the trees, at whatever depth, so that each is told once however often it is used."""
    met: dict[str, ProofNode] = {}
    waiting: deque[str] = deque()
    told = tuple(_without_derivations(root, met, waiting) for root in roots)
    worked: dict[str, ProofNode] = {}
    while waiting:
        id = waiting.popleft()
        worked[id] = met[id]._replace(children=_named_only(met[id].children, met, waiting))
    return Reading(told, tuple(worked.get(id, node) for id, node in met.items()))


class Part(NamedTuple):
    """The conditions of a criterion that play one role in its finding."""

    heading: str
    nodes: tuple[ProofNode, ...]


def parts(proof: ProofNode) -> tuple[Part, ...]:
    """The conditions below a criterion by their role, what carried the finding first. A role without any is left out.

    Roles follow from the ids, which are rule and path: `K24/grond/...`, `.../niet_van_toepassing/...`.
    """
    if proof.kind == NOGO:
        return _nogo_parts(proof)
    if proof.kind != CRITERION:
        return (Part(WHOLE, (proof,)),)
    roles: dict[str, list[ProofNode]] = {CARRIED: [], OPEN: [], GROUNDS: [], APPLICABILITY: [], RULED_OUT: []}
    for node in proof.children:
        roles[_role(node)].append(node)
    return tuple(Part(heading, tuple(nodes)) for heading, nodes in roles.items() if nodes)


NOGO_PARTS = {
    "beroep": "Of er een beroep op is gedaan",
    "bewijs": "Het bewijs",
    "tijdig": "Of het bewijs op tijd was",
    "dekt": "Of de hele periode is gedekt",
    "van_toepassing": "Of de grond van toepassing is",
    "niet_van_toepassing": "Of de grond van toepassing is",
    "afwijzing": "Redenen van afwijzing",
}


def _nogo_parts(proof: ProofNode) -> tuple[Part, ...]:
    """The conditions of a no-go ground by what they are about, which follows from the ids: `NG1/bewijs/...`."""
    roles: dict[str, list[ProofNode]] = {}
    for node in proof.children:
        roles.setdefault(NOGO_PARTS[node.id.split("/")[1]], []).append(node)
    return tuple(Part(heading, tuple(nodes)) for heading, nodes in roles.items())


def _role(node: ProofNode) -> str:
    steps = node.id.split("/")
    if "grond" in steps:
        return GROUNDS
    if node.truth is Truth.UNKNOWN:
        return OPEN
    if "van_toepassing" in steps:
        return CARRIED if node.truth is Truth.FALSE else APPLICABILITY
    if node.truth is Truth.TRUE:
        return CARRIED
    return APPLICABILITY if "niet_van_toepassing" in steps else RULED_OUT


def worked_out(proof: ProofNode | None) -> ProofNode:
    """The reasoning of a result that was asked for it. Raises: ValueError when it was not."""
    if proof is None:
        raise ValueError("this result was made without its reasoning")
    return proof


def own_values(node: ProofNode) -> tuple[UsedFact, ...]:
    """The values of a node that nothing directly below it shows by itself."""
    shown = {(value.name, value.title) for one in node.children if one.truth is None for value in one.values}
    return tuple(value for value in node.values if (value.name, value.title) not in shown)


def _without_derivations(node: ProofNode, met: dict[str, ProofNode], waiting: deque[str]) -> ProofNode:
    return node._replace(children=_named_only(node.children, met, waiting)) if node.children else node


def _named_only(nodes: tuple[ProofNode, ...], met: dict[str, ProofNode], waiting: deque[str]) -> tuple[ProofNode, ...]:
    """The nodes with each derivation among them reduced to its name and value, and noted for working out."""
    kept = []
    for node in nodes:
        if node.kind != DERIVATION:
            kept.append(_without_derivations(node, met, waiting))
            continue
        kept.append(node._replace(children=()))
        known = met.get(node.id)
        if known is None or (node.children and not known.children):
            met[node.id] = node
            if node.children:
                waiting.append(node.id)
    return tuple(kept)
