"""A dossier as values of the variables of a world, and what formulas come to for it, to hold against the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from spoortoets.engine import lists as engine_lists
from spoortoets.engine.dossier import Dossier, Record, Records
from spoortoets.engine.proofs import logic
from spoortoets.engine.proofs.any_list import AnyList
from spoortoets.engine.proofs.given import fields, given
from spoortoets.engine.proofs.kleene import Truth
from spoortoets.engine.proofs.logic import Op, Term
from spoortoets.engine.proofs.value import DAY_0, Choice, Choices, Day, Number, Words, YesNo, day_number
from spoortoets.engine.proofs.worlds import World
from spoortoets.engine.values import NVT, Interval, OpenSet, duration, shift_date

EARLY, LATE = date.min, date.max
LONGEST = 30
"""No list of the dossiers that are read here is longer."""


class Fixed:
    """The formulas of a world for one dossier; a term is worked out when it is first asked for."""

    def __init__(self, world: World, dossier: Dossier) -> None:
        self._world = world
        told = given(world.facts.concepts.values(), dossier, LONGEST)
        self.given: dict[str, Any] = {name: _any(value) for _, name, value in told}
        self._found: dict[Term, Any] = {}

    def __getitem__(self, term: Term) -> Any:
        waiting = [term]
        while waiting:
            one = waiting[-1]
            missing = [part for part in one.args if part not in self._found]
            if missing:
                waiting.extend(missing)
            else:
                waiting.pop()
                if one not in self._found:
                    self._found[one] = self._value(one)
        return self._found[term]

    def _value(self, term: Term) -> Any:
        if term.op is not Op.VARIABLE:
            return logic.VALUES[term.op](term, [self._found[one] for one in term.args], {})
        calendar = self._world.calendar
        if term in calendar._shifts:
            day, months = (self[one] for one in calendar._shifts[term])
            return _shifted(day, months)
        if term in calendar._durations:
            start, end = (_date(self[one]) for one in calendar._durations[term])
            return duration(start, end, "maanden")
        number = self._world.first.whole_numbers.get(term)
        if number is not None:
            return self[number] // 1
        return self.given[term.data]

    def plain(self, found: Any) -> Any:
        """What the engine would have in a register that holds this."""
        if isinstance(found, Truth):
            assert not (self[found.true] and self[found.false])
            return True if self[found.true] else False if self[found.false] else None
        if self[found.nvt]:
            return NVT
        match found:
            case YesNo(truth):
                return self.plain(truth)
            case Choice(cases):
                chosen = [name for name, case in cases.items() if self[case]]
                assert len(chosen) < 2
                return chosen[0] if chosen else None
            case Day(known, day):
                return _date(self[day]) if self[known] else None
            case Number(known):
                low = None if self[found.low_open] else self[found.low]
                high = None if self[found.high_open] else self[found.high]
                exact = low is not None and low == high
                return None if not self[known] else low if exact else Interval(low, high)
            case Choices(known, members, extra, is_open):
                inside = frozenset(name for name, member in members.items() if self[member])
                more = None if self[is_open] else self[extra]
                return None if not self[known] else inside if more == 0 else OpenSet(inside, more)
            case Words(known):
                return "tekst" if self[known] else None
        return "lijst" if self[found.known] else None


def engine_value(value: Any, formula: Any) -> Any:
    """What a register with this formula holds, as `Fixed.plain` tells it: of a text only that it is there."""
    if isinstance(formula, Words) and isinstance(value, str):
        return "tekst"
    return "lijst" if isinstance(value, Records) else value


def count_lists(world: World, fixed: Fixed, dossier: Dossier) -> None:
    """Gives the counts and other answers of the lists of any length what they are in a dossier."""
    waiting: list[Callable[[], None]] = []
    for one in world.lists:
        if isinstance(one, AnyList):
            found = dossier.fact(one.name).value
            records = found if isinstance(found, Records) else Records((), False)
            fixed.given[one.total.data] = len(records.items)
            waiting += [partial(_count, one, group, records, world, fixed) for group in one._groups.values()]
            waiting += [partial(_ask, one, asked, records, world, fixed) for asked in one._asked.values()]
    # A condition of elements may lean on what is asked elsewhere, which is then answered first.
    while waiting:
        left = [one for one in waiting if not _succeeds(one)]
        assert len(left) < len(waiting), left
        waiting = left


def _succeeds(one: Callable[[], None]) -> bool:
    try:
        one()
    except KeyError:
        return False
    return True


def _count(one: AnyList, group: Any, records: Records, world: World, fixed: Fixed) -> None:
    truths = [_judged(one, group, record, world, fixed) for record in records.items]
    if group.certain.op is Op.VARIABLE and group.certain is not one.total:
        fixed.given[group.certain.data] = truths.count(True)
    if group.possible.op is Op.VARIABLE:
        fixed.given[group.possible.data] = truths.count(None)


def _ask(one: AnyList, asked: Any, records: Records, world: World, fixed: Fixed) -> None:
    truths = [_judged(one, asked.group, record, world, fixed) for record in records.items]
    pairs = list(zip(records.items, truths, strict=True))
    sure = [record for record, truth in pairs if truth is True]
    maybe = [record for record, truth in pairs if truth is None]
    least = max(0, one.column(asked.column).minimum or 0)
    _answer(asked, (sure, maybe, records.complete), least, fixed.given)


def _answer(asked: Any, judged: tuple[list[Record], list[Record], bool], least: int, given: dict[str, Any]) -> None:
    answer = engine_lists._ANSWERS[asked.kind](judged, asked.column)
    sure, maybe, _ = judged
    match asked.kind:
        case "som":
            missing = any(asked.column not in one.values for one in (*sure, *maybe))
            given[asked.known.data] = missing
            if isinstance(answer, Interval):
                # A sum has no bounds where an amount is not stated: then any amount that may be there will do.
                low = high = sum((one.values.get(asked.column, least) for one in sure), start=0)
                for one in maybe:
                    low += min(0, one.values.get(asked.column, least))
                    high += max(0, one.values.get(asked.column, least))
            else:
                low = high = answer
            given[asked.value.data], given[asked.high.data] = low, high
        case "soorten":
            members = answer.members if isinstance(answer, OpenSet) else answer
            for name, member in asked.members.items():
                given[member.data] = name in members
            given[asked.value.data] = (answer.extra or 0) if isinstance(answer, OpenSet) else 0
        case "grootste_gat":
            given[asked.known.data] = answer is not None
            given[asked.value.data] = answer or 0
        case _:
            given[asked.known.data] = answer is not None
            given[asked.value.data] = 0 if answer is None else day_number(answer)


def _judged(one: AnyList, group: Any, record: Record, world: World, fixed: Fixed) -> bool | None:
    """The truth of a group's condition for one record: the sample element with the fields of the record."""
    own = Fixed.__new__(Fixed)
    own._world, own._found = world, {}
    own.given = fixed.given | {name: _any(value) for name, value in fields(one.sample.path, one.kind, record)}
    found = own.plain(group.truth(one.sample))
    assert found is None or isinstance(found, bool)
    return found


# --- values of variables --------------------------------------------------------------------------------------------


def _any(value: Any) -> Any:
    """Where any value will do, 0 will."""
    return 0 if value is None else value


def _date(number: int) -> date:
    return date.fromordinal(min(max(number + DAY_0, EARLY.toordinal()), LATE.toordinal()))


def _shifted(day: int, months: int) -> int:
    """Past the calendar any day past it will do: no rule sees it."""
    try:
        return day_number(shift_date(_date(day), months, "maanden"))
    except (ValueError, OverflowError):
        return 31 * months + day
