"""What carries, and how good a finding or a standing is: by that sets of changes are laid side by side."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import Report
from ...language.terms import Outcome, Weight
from ...layout import Layout
from ...premises import Premises
from ..standing import Found, Standing

FINE = frozenset((Outcome.MET, Outcome.NOT_APPLICABLE))
LIGHT = frozenset((Weight.ADMINISTRATIVE, Weight.QUALITY))
"""Weights that no verdict rests on."""

IN_ORDER = 3
_RANKS = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.DOUBT: 2}


def rank(found: Found) -> int:
    """How good a finding is: a shortcoming is worst, what is not known is worse than doubt.

    >>> rank(Found(Outcome.NOT_MET, Weight.CARRYING, excused=True)) == IN_ORDER
    True
    """
    return IN_ORDER if found.excused else _RANKS.get(found.outcome, IN_ORDER)


def goodness(standing: Standing, *, light: bool = False) -> int:
    """The findings that weigh, together; or those on which no verdict rests."""
    return sum(rank(one) for one in standing.findings.values() if (one.weight in LIGHT) is light)


def at_least(standing: Standing, base: Standing) -> bool:
    """Whether no finding that weighs is worse than in another standing."""
    return all(rank(standing.findings[name]) >= rank(one) for name, one in _weighing(base))


def as_known(standing: Standing, base: Standing) -> bool:
    """Whether no finding at all is unknown that is known in another standing."""
    unknown = Outcome.UNKNOWN
    return all(
        one.outcome is unknown or standing.findings[name].outcome is not unknown for name, one in base.findings.items()
    )


def _weighing(standing: Standing) -> Iterator[tuple[str, Found]]:
    return ((name, one) for name, one in standing.findings.items() if one.weight not in LIGHT)


class Carrying:
    """The weights of which a finding that is not in order may not stay hidden: `dragend`, and those of the findings
    that the verdict counts now.
    """

    def __init__(self, layout: Layout, now: Standing, premises: Premises) -> None:
        report = Report(premises, ())
        counted = report.carried_by(report.true_case(layout.verdict))
        self.weights = frozenset((Weight.CARRYING, *(now.findings[one].weight for one in counted))) - {Weight.ROUTE}

    def carries(self, found: Found) -> bool:
        return found.weight in self.weights

    def left(self, standing: Standing) -> frozenset[str]:
        """The findings that carry and are not in order."""
        return frozenset(name for name, one in standing.findings.items() if self.carries(one) and rank(one) < IN_ORDER)
