"""What the tests of the rules call unreachable (`toetsen/onbereikbaar.yaml`), as checks: no dossier may show it after
all. And which findings it explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..language.terms import Outcome
from ..language.tree import All, Arithmetic, Compare, Condition, Constant, DateShift, Literal, Value
from ..language.types import DateType, NumberType
from ..layout import Layout
from ..rule_tests.coverage import (
    APPLIED,
    FALSE,
    HIT,
    LIMIT_FALSE,
    LIMIT_TRUE,
    NEAR,
    NOT_APPLIED,
    TRUE,
    UNKNOWN,
    as_written,
)
from ..rule_tests.reading import Unreachable
from ..rulebook import Table
from .check import Ask, Check, Code, Show
from .goals import Claim, Goal, HasValue, Holds, Says

LIMIT, APPLICATION = " (grens)", "/toepassing"
TRUTHS = {TRUE: True, FALSE: False, UNKNOWN: None}


def exception_checks(exceptions: Iterable[Unreachable], layouts: Iterable[Layout]) -> tuple[Check, ...]:
    """One check per exception that is said to hold, over all editions of the rulebook."""
    editions = [(edition, layout, _by_written(layout)) for edition, layout in enumerate(layouts)]
    checks: list[Check] = []
    for one in exceptions:
        for word in one.never:
            asks = tuple(
                Ask(edition, Goal(claims))
                for edition, layout, ids in editions
                for claims in _claims(one.id, word, layout, ids)
            )
            if asks:
                amiss = f"de uitzondering '{one.id}: nooit {word}' klopt niet: een dossier laat het zien"
                show = Show(asks, "Hier is het te zien:")
                rule = one.id.removesuffix(LIMIT)
                id = f"{one.id}: {word}"
                checks.append(Check(Code.EXCEPTION, rule, id, asks, False, amiss, shows=(show,), at=one.place))
    return tuple(checks)


def explains(exceptions: Iterable[Unreachable]) -> Mapping[tuple[Code, str], str]:
    """The reasons of findings that tests explain already, by code and id."""
    reasons: dict[tuple[Code, str], str] = {}
    for one in exceptions:
        for word in one.never:
            for found in _findings(one.id, word):
                reasons[found] = one.reason
    return reasons


def _findings(id: str, word: str) -> Iterator[tuple[Code, str]]:
    match word:
        case "onwaar":
            yield Code.NEVER_FALSE, id
        case "waar":
            yield from ((code, id) for code in (Code.NEVER_TRUE, Code.CASE, Code.EXCLUSION, Code.VERDICT_CASE))
            yield Code.GROUND, id
        case "toegepast":
            yield Code.GROUND, id.removesuffix(APPLICATION)
        case "geraakt":
            *rule, row, column = id.split("/")
            yield Code.CELL, "/".join([*rule, "cel", row, column])
        case _:
            yield Code.OUTCOME, f"{id}/{word}"


def _by_written(layout: Layout) -> dict[str, list[str]]:
    """The ids of the conditions by the id under which they are written. As for the coverage, what is written once for
    all questions is nothing to be shown for a question that it is not about.
    """
    found: dict[str, list[str]] = {}
    for id, one in layout.conditions.items():
        if not isinstance(one.condition, Constant):
            found.setdefault(as_written(id), []).append(id)
    return found


def _claims(id: str, word: str, layout: Layout, ids: Mapping[str, list[str]]) -> Iterator[tuple[Claim, ...]]:
    """The ways in which a dossier would show it in one edition."""
    if word in TRUTHS and id in ids:
        yield from ((Holds(one, TRUTHS[word]),) for one in ids[id])
    elif word in (LIMIT_TRUE, LIMIT_FALSE):
        for one in ids.get(id.removesuffix(LIMIT), ()):
            near = _near(layout.conditions[one].condition)
            if near is not None:
                yield Holds(one, word == LIMIT_TRUE), Says(near, True)
    elif word in (APPLIED, NOT_APPLIED):
        ground = id.removesuffix(APPLICATION)
        if ground in layout.nodes:
            rule = ground.partition("/")[0]
            not_met = HasValue(f"{rule}/bevinding", Outcome.NOT_MET.value)
            yield not_met, Holds(ground, True, equal=word == APPLIED)
    elif word == HIT:
        _, name, row, column = id.split("/") if id.count("/") == 3 else ("", "", "", "")
        rule_of = layout.derivations.get(name)
        if rule_of is not None and isinstance(rule_of.method, Table):
            yield _is(rule_of.method.row, row), _is(rule_of.method.column, column)
    elif id in layout.criteria:
        yield (HasValue(f"{id}/bevinding", None if word == UNKNOWN else word),)


def _is(value: Value, word: str) -> Claim:
    return Says(Compare("=", value, Literal(word, value.type)), True)


def _near(condition: Condition) -> Condition | None:
    """That the two sides of a comparison are no further apart than a test of its limit may be."""
    if not isinstance(condition, Compare):
        return None
    left, right = condition.left, condition.right
    if isinstance(left.type, DateType):
        days = Literal(NEAR, NumberType("dagen"))
        low, high = (DateShift(right, days, "dagen", sign, right.type) for sign in (-1, 1))
        return All((Compare(">=", left, low), Compare("<=", left, high)))
    if isinstance(left.type, NumberType):
        one = Literal(NEAR, right.type)
        bounds = (Arithmetic(operator, right, one, right.type) for operator in "-+")
        return All(tuple(Compare(sign, left, bound) for sign, bound in zip((">=", "<="), bounds, strict=True)))
    return None
