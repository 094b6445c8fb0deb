"""Offers: what providers publish about their way of working, in the terms of a dossier; and how one is laid over it.

An offer is practice, never a norm. It fixes some facts, some of them only in part; what it does not say stays unknown.
"""

from __future__ import annotations

from fractions import Fraction

from .frozen import Frozen
from .sources import Citation

Number = int | Fraction


class Shift(Frozen):
    """A date that lies so many calendar units after the start; nobody publishes a date itself."""

    amount: int
    unit: str


class Between(Frozen):
    """A number of which an offer gives one end or both, ends included; None = no end on that side."""

    low: Number | None
    high: Number | None


class AtLeast(Frozen):
    """A set of which an offer names these members; it may get more of them."""

    members: tuple[str, ...]


class Planned(Frozen):
    """One element that an offer puts in a list: the fields that it fixes."""

    fields: tuple[tuple[str, OfferValue], ...]


OfferValue = bool | int | Fraction | str | Shift | Between | AtLeast | tuple[Planned, ...]


class OfferedFact(Frozen):
    """A fact and what an offer fixes of it; a list holds at least these elements."""

    name: str
    value: OfferValue


class OfferStep(Frozen):
    """One step: the kinds of element that it stands for, whether everybody gets it, and when if that is said."""

    title: str
    kinds: tuple[str, ...]
    always: bool
    after: Shift | None
    remark: str


class OfferPhase(Frozen):
    """Steps that belong together, in order."""

    title: str
    steps: tuple[OfferStep, ...]
    remark: str


class Length(Frozen):
    """How long it takes as published, in `unit`; each number is None where it is not said."""

    minimum: Number | None
    maximum: Number | None
    average: Number | None
    unit: str | None
    remark: str


class Stated(Frozen):
    """What is published about one property; an empty text = nothing is said. `days` is an interval, where given."""

    text: str
    remark: str = ""
    days: int | None = None


class Claim(Frozen):
    """A claim in the provider's text; `difference` says where law or policy differs, on these sources."""

    text: str
    difference: str
    citations: tuple[Citation, ...]


class Offer(Frozen):
    """One provider's standard offer. `facts` are those that it fixes, the elements of its steps included."""

    id: str
    title: str
    short: str
    source: str
    summary: str
    phases: tuple[OfferPhase, ...]
    length: Length | None
    hours: Stated
    price: Stated
    report: Stated
    team: tuple[str, ...]
    groups: tuple[str, ...]
    remark: str
    claims: tuple[Claim, ...]
    facts: tuple[OfferedFact, ...]

    @property
    def differences(self) -> tuple[Claim, ...]:
        """The claims from which law or policy differs."""
        return tuple(one for one in self.claims if one.difference)


class Trial(Frozen):
    """A fact that offers leave open, tried out: what one criterion finds with each value that it may get.

    Of a choice these are all its values; of the length those that the offer publishes. `given` are facts assumed with
    it.
    """

    title: str
    fact: str
    criterion: str
    given: tuple[OfferedFact, ...]


class Overlay(Frozen):
    """How any offer is laid over a dossier.

    `dropped` names groups, facts and fields (`groep.lijst.veld`) about the plan that the dossier describes itself, and
    `kept` the facts among them that are about the person; `assumed` are facts of every offer that starts. The audit
    is as of `audited_after` the start, for the criteria of `questions` except those in `outside`.
    `shown` are facts about this person and these dates, `to_agree` the words for what is open of a fact. `explanation`
    tells a reader what is laid over what, and `caveat` what an offer is worth.
    """

    explanation: str
    caveat: str
    start: str
    audited_after: Shift
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    assumed: tuple[OfferedFact, ...]
    questions: tuple[str, ...]
    outside: tuple[str, ...]
    steps: str
    kind: str
    date: str
    length: str
    last_day: str
    trials: tuple[Trial, ...]
    shown: tuple[str, ...]
    to_agree: tuple[tuple[str, str], ...]

    def drops(self, name: str) -> bool:
        """Whether a whole fact of the dossier is about a plan, and so gives way to the offer."""
        return name not in self.kept and (name in self.dropped or name.partition(".")[0] in self.dropped)

    def dropped_fields(self, name: str) -> frozenset[str]:
        """The fields of a list that give way, while its elements stay."""
        return frozenset(one.rpartition(".")[2] for one in self.dropped if one.rpartition(".")[0] == name)

    def concerns_plan(self, name: str) -> bool:
        """Whether more may be agreed about a fact: it gives way to the offer, whole or in part."""
        return self.drops(name) or bool(self.dropped_fields(name))
