"""What is written otherwise in the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterator

from ..rule_tests.reading import RuleTest, RuleTests
from ..text.text_tree import Mapping
from .changes import Difference, Kind, RuleDifference, RuleSort, State
from .written import flat


def changed_tests(old: RuleTests, new: RuleTests) -> Iterator[RuleDifference]:
    """Every test that is new, gone or changed, every base dossier, and what no dossier can show."""
    before = {(one.file, one.name): one for one in old.tests}
    after = {(one.file, one.name): one for one in new.tests}
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        found = tuple(_test(one, other))
        if found:
            named = other or one
            assert named is not None
            yield RuleDifference(RuleSort.TEST, named.tested, named.name, _state(one, other), found)
    for name in sorted(old.bases.keys() | new.bases.keys()):
        first, second = (one.bases.get(name, ("", b""))[1] for one in (old, new))
        if first != second:
            told = ("was er niet" if not first else "", "vervallen" if not second else "anders")
            found = (Difference(Kind.TESTS, "basisdossier", *told),)
            state = State.NEW if not first else State.GONE if not second else State.CHANGED
            yield RuleDifference(RuleSort.TEST, name, f"basisdossier '{name}'", state, found)
    excuses = {one.id: (", ".join(one.never), one.reason) for one in old.unreachable}
    others = {one.id: (", ".join(one.never), one.reason) for one in new.unreachable}
    for id in dict.fromkeys((*excuses, *others)):
        first_told, second_told = (": ".join(one.get(id, ())) for one in (excuses, others))
        if first_told != second_told:
            found = (Difference(Kind.TESTS, "onbereikbaar", first_told, second_told),)
            state = State.NEW if id not in excuses else State.GONE if id not in others else State.CHANGED
            yield RuleDifference(RuleSort.TEST, id, "wat geen dossier kan laten zien", state, found)


def _test(old: RuleTest | None, new: RuleTest | None) -> Iterator[Difference]:
    if old is None or new is None:
        one = new or old
        assert one is not None
        told = "; ".join(f"{line.subject}: {flat(line.value)}" for line in one.expected)
        yield Difference(Kind.TESTS, "toets", *(("", told) if old is None else (told, "")))
        return
    for part, before, after in (
        ("basis", old.base, new.base),
        ("gaat over", old.tested, new.tested),
        ("overgeslagen", old.skipped, new.skipped),
    ):
        if before != after:
            yield Difference(Kind.TESTS, part, before, after)
    yield from _lines("feit", _facts(old.facts), _facts(new.facts))
    yield from _lines(
        "verwacht",
        {one.subject: flat(one.value) for one in old.expected},
        {one.subject: flat(one.value) for one in new.expected},
    )


def _lines(what: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after or (name in old) != (name in new):
            yield Difference(Kind.TESTS, f"{what} {name}", before, after)


def _facts(facts: Mapping) -> dict[str, str]:
    return {key.text: flat(value) for key, value in facts.entries}


def _state(old: RuleTest | None, new: RuleTest | None) -> State:
    return State.NEW if old is None else State.GONE if new is None else State.CHANGED
