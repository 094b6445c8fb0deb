"""Which gates share a ruleset: as many as the limits allow. Every run of a ruleset costs, however little it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .limits import Limits, NetworkTooLarge
from .patterns import Condition, Gate, first_conditions


class Load:
    """The gates of one ruleset, and how full they make it.

    The matcher walks its conditions with a stack. While it is below one first condition, the other first conditions
    that hold may still wait, and below it at most one entry for each way to an end. Their sum, `stack`, bounds it for
    every possible message.
    """

    __slots__ = ("gates", "held", "longest", "waiting", "ways")

    def __init__(self) -> None:
        self.gates: tuple[Gate, ...] = ()
        self.held: dict[int, tuple[int, int, int]] = {}
        self.ways: dict[Condition, int] = {}
        self.waiting = 0
        self.longest = 0

    @property
    def stack(self) -> int:
        return self.waiting - 1 + self.longest

    def with_gate(self, gate: Gate) -> Load:
        """A new load with one gate more."""
        more = Load()
        more.gates = (*self.gates, gate)
        more.held, more.ways = self.held.copy(), self.ways.copy()
        more.waiting, more.longest = self.waiting, self.longest
        for slot in gate.inputs:
            more.held.setdefault(slot, (0, 0, 0))
        for condition, ways in first_conditions(gate).items():
            before = more.ways.get(condition, 0)
            more.ways[condition] = before + ways
            more.longest = max(more.longest, before + ways)
            if not before:
                old = more.held[condition.slot]
                one, two, three = condition.holds
                new = more.held[condition.slot] = (old[0] + one, old[1] + two, old[2] + three)
                more.waiting += max(new) - max(old)
        return more

    def excess(self, limits: Limits) -> str:
        """The limit that the load exceeds, in Dutch; "" = none."""
        for size, limit, what in (
            (len(self.gates), limits.gates, "knopen"),
            (len(self.held), limits.properties, "gegevens in een bericht"),
            (len(self.ways), limits.conditions, "eerste voorwaarden"),
            (self.stack, limits.stack, "voorwaarden die tegelijk wachten"),
        ):
            if size > limit:
                return f"{size} {what}, en er passen er ten hoogste {limit}"
        return ""


def pack(gates: Iterable[Gate], limits: Limits) -> Iterator[Load]:
    """Fills one ruleset after the other, in the order given.

    Raises: NetworkTooLarge, naming the rule, when a gate does not even fit alone.
    """
    load = Load()
    for gate in gates:
        more = load.with_gate(gate)
        if load.gates and more.excess(limits):
            yield load
            more = Load().with_gate(gate)
        if reason := more.excess(limits):
            raise NetworkTooLarge(gate.rule, reason)
        load = more
    if load.gates:
        yield load
