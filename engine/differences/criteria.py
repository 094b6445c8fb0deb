"""What is written otherwise in a criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .. import notation
from ..language.terms import Outcome, Weight
from ..language.tree import All, Condition
from ..rulebook import Case, Criterion, Repair
from .aligning import aligned
from .changes import Difference, Kind
from .reading import Reading, narrowed, period, sentence
from .sides import Sides, at, replaced, yes_no

PROVISIONAL = "/voorlopig"
OUTCOME_WORDS = {"voldoet": "voldoet", "twijfel": "twijfel", "voldoet_niet": "voldoet niet"}
PATHS = {Outcome.MET.value: "met", Outcome.DOUBT.value: "doubt", Outcome.NOT_MET.value: "not_met"}


class Written(NamedTuple):
    """A case as it is written in the file; the loader may have made two of it, or have it count as twijfel.

    `members` are those, each with the outcome for which it counts.
    """

    outcome: str
    path: str
    condition: Condition | None
    members: tuple[tuple[str, Case], ...]

    @property
    def case(self) -> Case:
        return self.members[0][1]

    @property
    def counts(self) -> str:
        """For what it counts, in words."""
        if len(self.members) > 1:
            return "voldoet niet, of twijfel waar de cel van de tabel eigen ontwerp is"
        outcome, case = self.members[0]
        return f"{OUTCOME_WORDS[outcome]}{' (voorlopig)' if case.provisional else ''}"


def criterion_differences(old: Criterion, new: Criterion, sides: Sides) -> Iterator[Difference]:
    """Two versions of one criterion."""
    return _Comparer(old, new, sides).differences()


class _Comparer:
    def __init__(self, old: Criterion, new: Criterion, sides: Sides) -> None:
        self.old, self.new, self.sides, self.id = old, new, sides, new.id

    def differences(self) -> Iterator[Difference]:
        old, new, sides = self.old, self.new, self.sides
        yield from sides.text(Kind.TEXT, "titel", old.title, new.title)
        yield from sides.text(
            Kind.MEANING,
            "vraag",
            sides.old.question(old.question) if old.question != new.question else "",
            sides.new.question(new.question) if old.question != new.question else "",
            new._replace(question=old.question),
        )
        undone = _with_weight(new, old.weight)
        yield from sides.text(Kind.MEANING, "zwaarte", old.weight.value, new.weight.value, undone)
        yield from sides.text(Kind.AUTHORITY, "gezag", old.authority.value, new.authority.value)
        yield from sides.cited("bronnen", old.citations, new.citations)
        undone = new._replace(validity=old.validity)
        yield from sides.text(Kind.MEANING, "geldig", period(old.validity), period(new.validity), undone)
        undone = new._replace(enabled=old.enabled)
        yield from sides.text(Kind.MEANING, "ingeschakeld", yes_no(old.enabled), yes_no(new.enabled), undone)
        yield from sides.said("norm", old.norm, new.norm)
        undone = new._replace(applies=old.applies)
        path = f"{self.id}/van_toepassing"
        yield from sides.condition("van toepassing als", old.applies, new.applies, path, undone)
        yield from sides.exclusions(self.id, old, new)
        for outcome in OUTCOME_WORDS:
            yield from self._cases(outcome)
        yield from self._grounds()
        undone = new._replace(repairable=old.repairable)
        path = f"{self.id}/herstelbaar_als"
        yield from sides.condition("herstelbaar als", old.repairable, new.repairable, path, undone)
        yield from self._repairs()

    # --- cases --------------------------------------------------------------------------------------------------------

    def _cases(self, outcome: str) -> Iterator[Difference]:
        old = [one for one in written_cases(self.old) if one.outcome == outcome]
        new = [one for one in written_cases(self.new) if one.outcome == outcome]
        keys = (
            lambda one: (_text_of(one.condition), sentence(one.case.sentence)),
            lambda one: _text_of(one.condition),
            lambda one: sentence(one.case.sentence),
        )
        several = max(len(old), len(new)) > 1
        for before, after in aligned(old, new, keys):
            number = (before if after is None else after) or 0
            part = OUTCOME_WORDS[outcome] + (f", geval {number + 1}" if several else "")
            yield from self._case(part, at(old, before), at(new, after))

    def _case(self, part: str, old: Written | None, new: Written | None) -> Iterator[Difference]:
        sides = self.sides
        if old is None or new is None:
            one = new if old is None else old
            assert one is not None
            reading = sides.new if old is None else sides.old
            told = f"{_condition_text(one, reading)}: {sentence(one.case.sentence)}"
            shown, written = ("", told), ("", _text_of(one.condition))
            if new is None:
                shown, written = (told, ""), (_text_of(one.condition), "")
            undone = _with_cases(self.new, new, old)
            yield Difference(Kind.MEANING, part, *shown, f"{self.id}/{one.path}", (), *written, undone)
            return
        if _text_of(old.condition) != _text_of(new.condition):
            members = tuple((where, _conditioned(case, old.condition)) for where, case in new.members)
            yield Difference(
                Kind.MEANING,
                part,
                _condition_text(old, sides.old),
                _condition_text(new, sides.new),
                f"{self.id}/{new.path}",
                narrowed(old.condition, new.condition, sides.old, sides.new),
                _text_of(old.condition),
                _text_of(new.condition),
                _with_cases(self.new, new, new._replace(members=members)),
            )
        before, after = old.case, new.case
        if old.counts != new.counts:
            undone = _with_cases(self.new, new, old)
            yield from sides.text(Kind.MEANING, f"{part}: telt als", old.counts, new.counts, undone)
        inherited = before.weight is self.old.weight and after.weight is self.new.weight
        if before.weight is not after.weight and not inherited:
            members = tuple((where, case._replace(weight=before.weight)) for where, case in new.members)
            undone = _with_cases(self.new, new, new._replace(members=members))
            yield from sides.text(Kind.MEANING, f"{part}: zwaarte", before.weight.value, after.weight.value, undone)
        if (before.authority, after.authority) != (self.old.authority, self.new.authority):
            yield from sides.text(Kind.AUTHORITY, f"{part}: gezag", _authority(old), _authority(new))
        yield from sides.cited(f"{part}: bronnen", before.citations, after.citations)
        yield from sides.said(f"{part}: uitleg", before.sentence, after.sentence)
        yield from sides.said_each(f"{part}: af te wegen", before.to_weigh, after.to_weigh)

    # --- grounds and repairs ------------------------------------------------------------------------------------------

    def _grounds(self) -> Iterator[Difference]:
        sides, new = self.sides, self.new
        for before, after in aligned(self.old.grounds, new.grounds, (lambda one: one.id,), rest=False):
            one, other = at(self.old.grounds, before), at(new.grounds, after)
            ground = other or one
            assert ground is not None
            part, path = f"grond '{ground.title}'", f"{self.id}/grond/{ground.id}"
            undone = new._replace(grounds=replaced(new.grounds, after, one))
            if one is None or other is None:
                reading = sides.new if one is None else sides.old
                told, written = reading.condition(ground.condition), notation.text(ground.condition)
                shown = ("", told) if one is None else (told, "")
                texts = ("", written) if one is None else (written, "")
                yield Difference(Kind.MEANING, part, *shown, path, (), *texts, undone)
                continue
            undone = new._replace(grounds=replaced(new.grounds, after, other._replace(condition=one.condition)))
            yield from sides.condition(part, one.condition, other.condition, path, undone)
            yield from sides.text(Kind.TEXT, f"{part}: titel", one.title, other.title)
            yield from sides.said(f"{part}: uitleg", one.sentence, other.sentence)
            if (one.authority, other.authority) != (self.old.authority, new.authority):
                yield from sides.text(Kind.AUTHORITY, f"{part}: gezag", one.authority.value, other.authority.value)
            yield from sides.cited(f"{part}: bronnen", one.citations, other.citations)

    def _repairs(self) -> Iterator[Difference]:
        sides = self.sides
        keys = (lambda one: one, lambda one: sentence(one.what))
        for before, after in aligned(self.old.repairs, self.new.repairs, keys):
            one, other = at(self.old.repairs, before), at(self.new.repairs, after)
            part = f"herstel {((before if after is None else after) or 0) + 1}"
            path = f"{self.id}/{part.replace(' ', '/')}"
            yield from sides.said(part, one and one.what, other and other.what)
            if one is None or other is None:
                continue
            yield from sides.text(Kind.TEXT, f"{part}: wie", one.who, other.who)
            yield from sides.text(Kind.TEXT, f"{part}: tijd", _time(one), _time(other))
            yield from sides.condition(f"{part}: als", one.condition, other.condition, path, kind=Kind.TEXT)
            yield from sides.value(f"{part}: uiterlijk", one.until, other.until, path, kind=Kind.TEXT)
            yield from sides.text(Kind.TEXT, f"{part}: feiten", ", ".join(one.facts), ", ".join(other.facts))


def _time(one: Repair) -> str:
    return one.time.text if one.time else ""


def written_cases(rule: Criterion) -> list[Written]:
    """The cases as the file has them, in its order."""
    found: dict[str, Written] = {}
    for outcome, cases in (("voldoet_niet", rule.not_met), ("twijfel", rule.doubt), ("voldoet", rule.met)):
        for case in cases:
            path = case.path.removesuffix(PROVISIONAL)
            if path in found:
                one = found[path]
                found[path] = one._replace(members=(*one.members, (outcome, case)))
                continue
            condition = case.condition
            if case.authority_table is not None and path.startswith("voldoet_niet") and isinstance(condition, All):
                condition = condition.parts[0]
            found[path] = Written(path.partition("/")[0], path, condition, ((outcome, case),))
    return sorted(found.values(), key=lambda one: _number(one.path))


def _number(path: str) -> tuple[str, int]:
    outcome, *rest = path.split("/")
    return outcome, int(rest[0]) if rest and rest[0].isdigit() else 0


def _with_weight(rule: Criterion, weight: Weight) -> Criterion:
    """The criterion with another weight, also where its cases follow it."""

    def weighed(cases: tuple[Case, ...]) -> tuple[Case, ...]:
        return tuple(one._replace(weight=weight) if one.weight is rule.weight else one for one in cases)

    return rule._replace(weight=weight, met=weighed(rule.met), doubt=weighed(rule.doubt), not_met=weighed(rule.not_met))


def _conditioned(case: Case, condition: Condition | None) -> Case:
    """The case with another condition as it is written; what the loader added to it stays."""
    if case.authority_table is not None and condition is not None and isinstance(case.condition, All):
        return case._replace(condition=All((condition, *case.condition.parts[1:])))
    return case._replace(condition=condition)


def _with_cases(rule: Criterion, taken: Written | None, given: Written | None) -> Criterion:
    """The criterion without the cases of one written case, and with those of another."""
    gone = () if taken is None else tuple(case for _, case in taken.members)
    cases = {
        outcome: [one for one in getattr(rule, field) if not any(one is each for each in gone)]
        for outcome, field in PATHS.items()
    }
    for outcome, case in () if given is None else given.members:
        cases[outcome].append(case)
    changed: dict[str, Any] = {field: tuple(cases[outcome]) for outcome, field in PATHS.items()}
    return rule._replace(**changed)


def _condition_text(one: Written, reading: Reading) -> str:
    return "in alle andere gevallen" if one.condition is None else reading.condition(one.condition)


def _authority(one: Written) -> str:
    table = one.case.authority_table
    return one.case.authority.value if table is None else f"dat van de cel van {table}"


def _text_of(node: Condition | None) -> str:
    return "anders" if node is None else notation.text(node)
