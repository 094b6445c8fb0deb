"""From what a user writes to variants of a dossier: the facts that change, and what kind of change each is.

What has happened lies fixed. A change of it is made all the same, as one learns from it, but it is no plan: `Bearing`
tells the two apart by what the concepts say of influence, and by the peildatum of the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..dossier import ABSENT, Dossier, Fact, Record, Records
from ..fact_changes import DAY, ChangeReader, as_of, is_removed, items_of, with_items
from ..language.types import Concept, DateType, Influence, ListType
from ..mistakes import Collector, Mistake, MistakesFound, Place, did_you_mean
from ..privacy import is_private
from ..result import FactState
from ..rulebook import Rulebook
from ..text.text_tree import Mapping as Block
from ..text.text_tree import Node, Scalar, Sequence
from ..values import shift_date
from .scenario import Scenario

_SHIFT = re.compile(r"([+-]?\d{1,5}) *([a-z]+)")
_UNITS = {
    **dict.fromkeys(("dag", "dagen"), "dagen"),
    **dict.fromkeys(("week", "weken"), "weken"),
    **dict.fromkeys(("maand", "maanden"), "maanden"),
    **dict.fromkeys(("jaar", "jaren"), "jaren"),
}
_LATER_DAY = "kies een eerdere dag, of geef de variant met 'peildatum' een latere peildatum"


class Bearing(Enum):
    """What a change can be used for. Only PAST is no part of a plan."""

    PLAN = "nog_te_doen"
    EVIDENCE = "aan_te_vullen"
    ANSWER = "veronderstelling"
    PAST = "terugblik"


class Change(NamedTuple):
    """One fact that a variant changes. A fact that is not there is ABSENT."""

    concept: Concept
    before: Fact
    after: Fact
    bearing: Bearing

    @property
    def name(self) -> str:
        return self.concept.name


class Variant(NamedTuple):
    """A named variant and the dossier that it makes."""

    name: str
    remark: str
    changes: tuple[Change, ...]
    dossier: Dossier

    @property
    def looks_back(self) -> bool:
        """Whether it changes what lies fixed: to learn from, and no plan."""
        return any(one.bearing is Bearing.PAST for one in self.changes)


class VariantMaker:
    """Makes the variants of one dossier. `tree` gives the text that the dossier was read from."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier, tree: Callable[[], Node]) -> None:
        self._dossier = dossier
        self._concepts = {one.name: one for one in rulebook.concepts}
        self._derived = {one.concept.name: one.concept for one in rulebook.derivations}
        self._reader = ChangeReader(dossier, tree, rulebook.concepts, code="V04", owner="het dossier")

    def variants(self, scenarios: Iterable[Scenario], earlier: Collector | None = None) -> tuple[Variant, ...]:
        """The variants, in the same order.

        Raises: MistakesFound with those of all of them, and with the `earlier` ones of reading them.
        """
        problems = Collector() if earlier is None else earlier
        made = [self._variant(one, problems) for one in scenarios]
        if problems.mistakes:
            raise MistakesFound(map(_with_way_out, problems.mistakes))
        return tuple(one for one in made if one is not None)

    def _variant(self, scenario: Scenario, problems: Collector) -> Variant | None:
        before = len(problems.mistakes)
        block = self._block(scenario, problems)
        given, removed = self._reader.read(block, scenario.place.file, problems)
        if len(problems.mistakes) > before:
            return None
        facts = {**given, **dict.fromkeys(removed, ABSENT)}
        dossier = changed(self._dossier, facts, tuple(self._concepts.values()))
        changes = []
        for key, _ in block.entries:
            concept, old = self._concepts[key.text], self._dossier.fact(key.text)
            new = dossier.facts.get(key.text, ABSENT)
            changes.append(Change(concept, old, new, bearing(concept, old, new, self._dossier.reference_date)))
        return Variant(scenario.name, scenario.remark, tuple(changes), dossier)

    def _block(self, scenario: Scenario, problems: Collector) -> Block:
        """All changes of a variant as facts under their full names; unknown names and twice the same are mistakes."""
        nodes: dict[str, tuple[Scalar, Node]] = {}
        for key, node in scenario.facts.entries:
            if key.text in nodes:
                problems.add(key.place, "V03", f"'{key.text}' staat hier twee keer", "laat één van de twee weg")
            elif self._is_known(key, problems):
                if key.text == DAY and is_removed(node):
                    problems.add(key.place, "V03", "een variant heeft een peildatum", "laat dit weg of geef een datum")
                nodes[key.text] = (key, self._reader.changed(key.text, node, problems))
        for key, items in scenario.added:
            if self._is_known(key, problems):
                self._add(key, items, nodes, problems)
        for key, amount in scenario.shifts:
            if key.text in nodes:
                problems.add(key.place, "V03", f"'{key.text}' staat al onder 'feiten'", "laat één van de twee weg")
            elif self._is_known(key, problems):
                moved = self._moved(key, amount, problems)
                if moved is not None:
                    nodes[key.text] = (key, moved)
        return Block(tuple(nodes.values()), scenario.facts.place)

    def _is_known(self, key: Scalar, problems: Collector) -> bool:
        name = key.text
        if name in self._concepts and name != "dossier.id":
            return True
        hint = did_you_mean(name, self._concepts)
        message = f"het feit '{name}' is niet bekend"
        if name in self._derived:
            message, hint = f"'{name}' wordt uit andere feiten afgeleid", "verander de feiten waarop het berust"
        elif name == "dossier.id":
            message, hint = "het kenmerk van het dossier kan niet veranderen", ""
        elif is_private(name):
            message, hint = f"voor '{name}' is met opzet geen plaats", "haal de naam en de waarde weg"
        problems.add(key.place, "V02", message, hint)
        return False

    def _add(self, key: Scalar, items: Sequence, nodes: dict[str, tuple[Scalar, Node]], problems: Collector) -> None:
        """Elements behind those that are there; a list of which nothing is known then has at least these."""
        name = key.text
        if not isinstance(self._concepts[name].type, ListType):
            problems.add(key.place, "V05", f"'{name}' is geen lijst", "zet de nieuwe waarde onder 'feiten'")
            return
        whole = nodes[name][1] if name in nodes else self._reader.written(name)
        known = name in nodes or isinstance(self._dossier.fact(name).value, Records)
        longer = Sequence((*items_of(whole), *items.items), items.place)
        if known:
            nodes[name] = (key, with_items(whole, longer))
            return
        open_list = (
            (_word("volledig", items.place), _word("nee", items.place)),
            (_word("waarde", items.place), longer),
        )
        nodes[name] = (key, Block(open_list, items.place))

    def _moved(self, key: Scalar, amount: Scalar, problems: Collector) -> Scalar | None:
        """The date of the dossier, moved."""
        concept, fact = self._concepts[key.text], self._dossier.fact(key.text)
        if not isinstance(concept.type, DateType):
            problems.add(key.place, "V06", f"'{key.text}' is geen datum", "zet de nieuwe waarde onder 'feiten'")
            return None
        match = _SHIFT.fullmatch(amount.text.strip())
        if match is None or match[2] not in _UNITS:
            message = f"'{amount.text.strip()}' is geen tijd om een datum mee te verschuiven"
            hint = "schrijf een heel aantal dagen, weken, maanden of jaren, zoals 14 dagen of -2 weken"
            problems.add(amount.place, "V06", message, hint)
            return None
        if not isinstance(fact.value, date):
            message = f"'{key.text}' heeft in het dossier geen datum en kan dus niet verschuiven"
            problems.add(key.place, "V06", message, "zet een datum onder 'feiten'")
            return None
        try:
            day = shift_date(fact.value, int(match[1]), _UNITS[match[2]])
        except (ValueError, OverflowError):
            problems.add(amount.place, "V06", "zo ver kan een datum niet verschuiven")
            return None
        return Scalar(day.isoformat(), False, amount.place)


def changed(dossier: Dossier, facts: Mapping[str, Fact], concepts: Iterable[Concept] = ()) -> Dossier:
    """The dossier with other facts; ABSENT takes one out. Its own facts keep their order, new ones follow.

    On an earlier peildatum, what the dossier tells of later days is not there yet; `concepts` say what is a day.
    """
    day = facts[DAY].value if DAY in facts else dossier.reference_date
    assert isinstance(day, date)
    kept = dossier.facts
    if day < dossier.reference_date:
        kept = as_of({name: fact for name, fact in kept.items() if name != DAY}, day, concepts)
    merged = {**kept, **facts}
    return dossier._replace(
        reference_date=day, facts={name: fact for name, fact in merged.items() if fact.state is not FactState.ABSENT}
    )


def bearing(concept: Concept, before: Fact, after: Fact, day: date) -> Bearing:
    """What kind of change this is; `day` is the peildatum of the dossier itself."""
    if concept.name == DAY:
        return Bearing.PAST if isinstance(after.value, date) and after.value < day else Bearing.PLAN
    by_influence = {Influence.PLANNABLE: Bearing.PLAN, Influence.EVIDENCE: Bearing.EVIDENCE}
    known = before.state in (FactState.KNOWN, FactState.NOT_APPLICABLE)
    expected = by_influence.get(concept.influence, Bearing.PAST if known else Bearing.ANSWER)
    if isinstance(concept.type, ListType):
        return Bearing.PAST if _rewrites(concept.type, before, after, expected, day) else expected
    if isinstance(concept.type, DateType) and not concept.future:
        happened = isinstance(before.value, date) and before.value <= day
        claimed = isinstance(after.value, date) and after.value < day
        if (happened and (claimed or expected is Bearing.PLAN)) or (claimed and expected is Bearing.PLAN):
            return Bearing.PAST
    return expected


def _rewrites(kind: ListType, before: Fact, after: Fact, expected: Bearing, day: date) -> bool:
    """Whether a list loses or changes what has happened, or gets, as part of a plan, something that already has."""
    days = [one.name for one in kind.fields if isinstance(one.type, DateType) and not one.future]
    old, new = _records(before), _records(after)

    def dates(records: list[Record]) -> list[date]:
        return [value for one in records for name in days if isinstance(value := one.values.get(name), date)]

    gone = dates([one for one in old if one not in new])
    come = dates([one for one in new if one not in old])
    return any(one <= day for one in gone) or (expected is Bearing.PLAN and any(one < day for one in come))


def _records(fact: Fact) -> list[Record]:
    return list(fact.value.items) if isinstance(fact.value, Records) else []


def _word(text: str, place: Place) -> Scalar:
    return Scalar(text, False, place)


def _with_way_out(mistake: Mistake) -> Mistake:
    """A date after the peildatum can be meant: a variant may be looked at on a later day."""
    if mistake.code != "D09" or mistake.hint:
        return mistake
    return Mistake(mistake.place, mistake.code, mistake.message, _LATER_DAY)
