"""Lays a no-go ground out in registers: each piece of evidence, its period, and whether it carries."""

from __future__ import annotations

from .language.terms import CARRIES, CARRIES_PARTLY, INVOKED, SHOWN, Strength
from .language.tree import Condition, Value
from .layout import NoGoLayout
from .plan import GateKind
from .planning_scope import lay_out_scope
from .registers import RegisterBuilder
from .rulebook import NoGo


def lay_out_nogo(builder: RegisterBuilder, rule: NoGo) -> NoGoLayout:
    """The registers of one ground; its aspects become known to the rules that come after.

    `bewezen`: the ground applies, all its evidence is shown and it was in time, so it carries for as long as it covers.
    `draagkrachtig`: and that is the whole period in which something was left undone. `draagkrachtig_deels`: it is not.
    A weak ground is none of these, however much is shown. Unknown evidence leaves all three unknown.
    """
    id = rule.id

    def optional(condition: Condition | None, path: str) -> int | None:
        return None if condition is None else builder.node(condition, f"{id}/{path}", id)

    def day(value: Value | None, path: str) -> int | None:
        return None if value is None else builder.value(value, f"{id}/{path}", id)

    scope = lay_out_scope(builder, id, rule.applies, rule.exclusions)
    invoked = builder.node(rule.invoked, f"{id}/beroep", id)
    evidence = tuple((one, builder.node(one.condition, f"{id}/bewijs/{one.id}", id)) for one in rule.evidence)
    in_time, covered = optional(rule.in_time, "tijdig"), optional(rule.covered, "dekt")
    if rule.strength is Strength.WEAK or covered is None:
        shown = carries = partly = builder.add(f"{id}/bewezen", id, (), None, lambda _r, _c: False)
    else:
        pieces = (scope.applies, *(register for _, register in evidence), *(() if in_time is None else (in_time,)))
        shown = builder.gate(GateKind.ALL, pieces, f"{id}/bewezen", id)
        carries = builder.gate(GateKind.ALL, (shown, covered), f"{id}/draagkrachtig", id)
        uncovered = builder.gate(GateKind.NOT, (covered,), f"{id}/dekt_niet", id)
        partly = builder.gate(GateKind.ALL, (shown, uncovered), f"{id}/draagkrachtig_deels", id)
    aspects = {
        INVOKED: invoked,
        SHOWN: shown,
        CARRIES: carries,
        CARRIES_PARTLY: partly,
        **{f"bewijs.{one.id}": register for one, register in evidence},
    }
    builder.findings.update({(id, aspect): register for aspect, register in aspects.items()})
    return NoGoLayout(
        rule,
        scope.applies,
        scope.condition,
        scope.excluded,
        invoked,
        evidence,
        in_time,
        covered,
        shown,
        carries,
        partly,
        day(rule.start, "periode/van"),
        day(rule.end, "periode/tot"),
        day(rule.review_by, "herbeoordeling/uiterlijk"),
        tuple(
            (one, optional(one.condition, f"afwijzing/{index}")) for index, one in enumerate(rule.objections, start=1)
        ),
    )


def leave_out_nogo(builder: RegisterBuilder, id: str, aspects: tuple[str, ...]) -> None:
    """A ground that is not in force on this day: it is never invoked and carries nothing."""
    never = builder.add(f"{id}/uit", id, (), None, lambda _r, _c: False)
    builder.findings.update({(id, aspect): never for aspect in aspects})
