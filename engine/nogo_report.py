"""From the registers of one run to what is told of a no-go ground: its evidence, its period, and whether it carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from .language.tree import Condition
from .layout import NoGoLayout
from .premises import TRUTHS, Premises
from .result import CitedSource, EvidenceResult, FactState, NoGoResult, ObjectionResult, ProofNode, Truth, UsedFact
from .sources import Citation
from .values import NVT

Cite = Callable[[tuple[Citation, ...]], tuple[CitedSource, ...]]


def nogo_result(premises: Premises, layout: NoGoLayout, cite: Cite, proof: ProofNode | None) -> NoGoResult:
    """One ground as this dossier shows it."""
    rule, registers = layout.nogo, premises.registers

    def truth(register: int | None) -> Truth | None:
        return None if register is None else TRUTHS[registers[register]]

    def day(register: int | None) -> date | None:
        value: Any = None if register is None else registers[register]
        return None if value is NVT else value

    names = premises.open_in_nogo(layout)
    return NoGoResult(
        rule.id,
        rule.title,
        rule.strength,
        rule.authority,
        premises.sentence(rule.norm.parts),
        cite(rule.citations),
        TRUTHS[registers[layout.applies]],
        premises.excluded_because(layout.exclusions),
        TRUTHS[registers[layout.invoked]],
        TRUTHS[registers[layout.shown]],
        TRUTHS[registers[layout.carries]],
        TRUTHS[registers[layout.partly]],
        truth(layout.in_time),
        truth(layout.covered),
        day(layout.start),
        day(layout.end),
        tuple(
            EvidenceResult(
                one.id,
                premises.sentence(one.what.parts),
                TRUTHS[registers[register]],
                one.author,
                one.document,
                _facts(premises, one.condition, f"{rule.id}/bewijs/{one.id}", registers[register]),
                premises.open_facts(premises.open_names(one.condition, f"{rule.id}/bewijs/{one.id}")),
                tuple(premises.deciding_criteria(one.condition, f"{rule.id}/bewijs/{one.id}"))
                if registers[register] is True
                else (),
            )
            for one, register in layout.evidence
        ),
        "" if rule.review is None else premises.sentence(rule.review.parts),
        day(layout.review_by),
        tuple(
            ObjectionResult(premises.sentence(one.reason.parts), truth(register)) for one, register in layout.objections
        ),
        tuple(premises.sentence(one.parts) for one in rule.to_ask),
        proof,
        premises.open_facts(names),
        premises.secrets.behind(rule.id),
    )


def _facts(premises: Premises, condition: Condition, path: str, truth: bool | None) -> tuple[UsedFact, ...]:
    """The facts that decide a piece of evidence, with the dossier's own facts behind those that are derived."""
    if truth is None:
        return ()
    own = list(dict.fromkeys(premises.deciding(condition, path)))
    derived = [name for name in own if name in premises.layout.derivations]
    behind = [name for name in premises.base_facts(derived) if name not in own]
    used = (premises.used(name) for name in (*own, *behind))
    return tuple(one for one in used if one.state is not FactState.ABSENT)
