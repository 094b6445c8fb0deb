"""What a proposed change is called: what to do, what to find out or ask, or in hindsight what would have been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...engine import dutch
from ...engine.dossier import Dossier, Records, ScalarValue
from ...engine.language.types import (
    ChoicesType,
    Concept,
    DateType,
    ListType,
    Mending,
    NumberType,
    TextType,
    YesNoType,
)
from ...engine.rulebook import Rulebook
from ...engine.statements import told
from ...engine.whatif.questions import element_text
from ...engine.whatif.repair.edits import Action, Edit, Means
from ...engine.whatif.repair.results import Change, How, Measure, Needed, Otherwise
from ..words import count_of, in_table, statements_text
from .words import verdict_word

MOST_KINDS = 8
"""Of more kinds than these the first are named."""

FILLED_IN, CHOOSE, FREE = "in te vullen", "zelf te kiezen", "vrij"


class Words:
    """The words for the changes of one dossier. `history`: they are lessons, not plans."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier, *, history: bool) -> None:
        self.concepts = {one.name: one for one in rulebook.concepts}
        self.dossier, self.history = dossier, history

    # --- one change ---

    def change(self, change: Change) -> str:
        """What is to be done, as one or more sentences."""
        edit = change.edits[0]
        concept = self.concepts[edit.fact]
        said = [self._settle(concept, edit, change.others) if edit.means is Means.SETTLE else self._said(change)]
        if edit.clears:
            titles = [self.concepts[one].title for one in edit.clears]
            said.append(f"Daarmee {'vervalt' if len(titles) == 1 else 'vervallen'} {dutch.listing(titles)}.")
        if edit.along:
            lists = dict.fromkeys(one.rpartition(".")[0] for one in edit.along)
            said.append(f"Wat op dezelfde dag staat bij {dutch.listing(self.concepts[one].title for one in lists)},"
                        " schuift mee.")  # fmt: skip
        return " ".join(said)

    def _said(self, change: Change) -> str:
        edit = change.edits[0]
        concept = self.concepts[edit.fact]
        if edit.means is Means.EVIDENCE:
            what = self._shown(concept, change)
            if self.history:
                return f"Als er een stuk was geweest waaruit dit bleek: {what}."
            if concept.mending is Mending.ASK:
                return f"Vraag na of er een stuk is waaruit dit blijkt: {what}."
            return f"Ga na of er een stuk is waaruit dit blijkt: {what}."
        if self.history:
            return self._lesson(concept, change)
        if concept.mending is Mending.ASK:
            what = self._shown(concept, change)
            return f"Vraag na of er een stuk is of kan komen waaruit dit blijkt: {what}."
        return self._order(concept, change)

    def _order(self, concept: Concept, change: Change) -> str:
        """What to do."""
        edit = change.edits[0]
        kind = concept.type
        if isinstance(kind, ListType):
            return self._list_order(concept, kind, change)
        put = dict(concept.proposals).get(_word(edit.value))
        if put:
            return f"{put}."
        title = concept.title
        match kind:
            case YesNoType():
                return f"Zorg voor {title}." if edit.value is True else f"Zorg dat dit niet meer geldt: {title}."
            case ChoicesType():
                return f"Vul {title} aan met: {self._added(concept, edit)}."
            case NumberType():
                return f"Breng {title} op {self._bounded(concept, edit)}."
            case DateType():
                return f"Zorg voor {title}: {self._day(edit)}."
        return f"Zorg voor {title}: {dutch.text(edit.value, kind)}."

    def _list_order(self, concept: Concept, kind: ListType, change: Change) -> str:
        edit = change.edits[0]
        match edit.action:
            case Action.ADD:
                return f"Voeg {self._new(kind, change)} toe bij {concept.title}{self._kinds(kind, change)}."
            case Action.DROP:
                return f"Laat bij {concept.title} vervallen: {self._elements(concept, change.edits)}."
            case Action.FIELD:
                column = kind.field(edit.field)
                assert column is not None
                where = f"bij {self._elements(concept, change.edits)} ({concept.title})"
                if edit.value is True:
                    return f"Zorg {where} voor {column.title}."
                return f"Zorg {where} voor {column.title}: {dutch.text(edit.value, column.type)}."
        return f"Zorg voor {concept.title}: {self._shown(concept, change)}."

    def _shown(self, concept: Concept, change: Change) -> str:
        """What would have to show."""
        edit, kind = change.edits[0], concept.type
        if isinstance(kind, ListType):
            match edit.action:
                case Action.ADD:
                    return f"nog {self._new(kind, change)} bij {concept.title}{self._kinds(kind, change)}"
                case Action.FIELD:
                    column = kind.field(edit.field)
                    assert column is not None
                    where = f"bij {self._elements(concept, change.edits)} ({concept.title})"
                    value = "" if edit.value is True else f": {dutch.text(edit.value, column.type)}"
                    return f"{where} {column.title}{value}"
                case Action.COMPLETE:
                    return f"bij {concept.title} ontbreekt er geen"
                case Action.DROP:
                    return f"{self._elements(concept, change.edits)} bij {concept.title} geldt niet meer"
            return f"{concept.title}: geen"
        match kind:
            case YesNoType():
                return concept.title if edit.value is True else f"{concept.title}: nee"
            case ChoicesType():
                return f"{concept.title}: {self._added(concept, edit)}"
            case NumberType():
                return f"{concept.title}: {self._bounded(concept, edit)}"
            case DateType():
                return f"{concept.title}: {self._day(edit)}"
        return f"{concept.title}: {dutch.text(edit.value, kind)}"

    def _lesson(self, concept: Concept, change: Change) -> str:
        """What would have been, in hindsight."""
        edit, kind = change.edits[0], concept.type
        if isinstance(kind, ListType):
            match edit.action:
                case Action.ADD:
                    new = f"{self._new(kind, change)} meer"
                    verb = "waren" if _number(change) > 1 else "was"
                    return f"Als er bij {concept.title} op tijd {new} {verb} geweest{self._kinds(kind, change)}."
                case Action.DROP:
                    what = self._elements(concept, change.edits)
                    return f"Als bij {concept.title} niet had gestaan: {what}."
            return f"Als op tijd was gebleken: {self._shown(concept, change)}."
        match kind:
            case YesNoType():
                if edit.value is True:
                    return f"Als er op tijd was geweest: {concept.title}."
                return f"Als er niet was geweest: {concept.title}."
            case ChoicesType():
                return f"Als bij {concept.title} ook had gestaan: {self._added(concept, edit)}."
            case NumberType():
                return f"Als {concept.title} {self._bounded(concept, edit)} was geweest."
            case DateType():
                return f"Als {concept.title} {self._day(edit)} was geweest."
        return f"Als {concept.title} was geweest: {dutch.text(edit.value, kind)}."

    def _settle(self, concept: Concept, edit: Edit, others: Iterable[Otherwise]) -> str:
        """A choice between documents: what was found out decides, not what suits."""
        about, kind = concept.title, concept.type
        if isinstance(kind, ListType):
            column = kind.field(edit.field)
            assert column is not None
            about, kind = f"{column.title} bij {self._elements(concept, (edit,))}", column.type
        value = dutch.text(edit.value, kind)
        said = [f"Zoek uit welk stuk klopt over {about}: {self._documents(edit)}. Deze combinatie geldt bij {value}."]
        for one in others:
            said.append(f"Blijkt {dutch.text(one.value, kind)} juist, dan is het oordeel {verdict_word(one.verdict)}.")
        return " ".join(said)

    def _documents(self, edit: Edit) -> str:
        """What each document says."""
        fact = self.dossier.fact(edit.fact)
        concept = self.concepts[edit.fact]
        if isinstance(concept.type, ListType) and isinstance(fact.value, Records):
            record, column = fact.value.items[edit.element], concept.type.field(edit.field)
            assert column is not None
            return statements_text(told(record.stated[edit.field], column))
        return statements_text(told(fact, concept))

    def apart(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """Where one and the same kind is named for several new elements: that each must be of another."""
        seen: dict[tuple[str, str], set[ScalarValue]] = {}
        found: dict[str, None] = {}
        for one in changes:
            edit, concept = one.edits[0], self.concepts[one.edits[0].fact]
            need = next((each for each in one.form if each.field == edit.choice), None)
            if need is None or not isinstance(concept.type, ListType):
                continue
            known = seen.setdefault((edit.fact, need.field), set())
            column = concept.type.field(need.field)
            if known & set(need.values) and column is not None:
                new = f"{'Elk nieuw' if concept.type.neuter else 'Elke nieuwe'} {concept.type.element}"
                found[f"{new} heeft een andere {_bare(column.title)}."] = None
            known.update(need.values)
        return tuple(found)

    # --- parts ---

    def _new(self, kind: ListType, change: Change) -> str:
        return count_of(_number(change), kind.element, kind.elements or f"keer {kind.element}")

    def _kinds(self, kind: ListType, change: Change) -> str:
        """Which kinds the new elements may be of: by name when they are few, else what they must not be."""
        edit = change.edits[0]
        need = next((one for one in change.form if one.field == edit.choice), None)
        column = kind.field(edit.choice) if need else None
        if need is None or column is None:
            return ""
        title, each = _bare(column.title), "elk met een andere" if need.apart else ""
        if need.how is How.KNOWN:
            return f", {each} {title}" if each else ""
        if need.fresh:
            return f", {each or 'met een'} {title}, die nog niet in de lijst staat"
        told = self._listed(column, need.values)
        return f", {each} {title}: {told}" if each else f", met als {title}: {told}"

    def _listed(self, column: Concept, values: Sequence[ScalarValue]) -> str:
        shown = [dutch.text(one, column.type) for one in values[:MOST_KINDS]]
        more = len(values) - len(shown)
        return dutch.listing((*shown, *([f"een van {more} andere"] if more else [])), "of")

    def _elements(self, concept: Concept, edits: Iterable[Edit]) -> str:
        records = self.dossier.fact(concept.name).value
        items = records.items if isinstance(records, Records) else ()
        return dutch.listing(element_text(concept, items[one.element], one.element) for one in edits)

    def _added(self, concept: Concept, edit: Edit) -> str:
        """What a set of choices gets more than it has."""
        now = self.dossier.fact(concept.name).value
        assert isinstance(edit.value, frozenset)
        more = edit.value - now if isinstance(now, frozenset) else edit.value
        return dutch.text(more, concept.type) if more else "niets"

    def _bounded(self, concept: Concept, edit: Edit) -> str:
        """A number with how far it may go."""
        text = dutch.text(edit.value, concept.type)
        if edit.high is None and edit.low is not None:
            return f"minstens {dutch.text(edit.low, concept.type)}"
        if edit.low is None and edit.high is not None:
            return f"hoogstens {dutch.text(edit.high, concept.type)}"
        if edit.low == edit.high:
            return text
        return f"{dutch.text(edit.low, concept.type)} tot en met {dutch.text(edit.high, concept.type)}"

    def _day(self, edit: Edit) -> str:
        """A day with how far it may move; what has to be done yet has the day on which it is done."""
        now, value = self.dossier.fact(edit.fact).value, edit.value
        assert isinstance(value, date)
        if edit.means is Means.PLAN and not self.history and value == self.dossier.reference_date:
            return f"op de dag dat het is gedaan, vanaf {dutch.day(value)}"
        if isinstance(now, date) and self.history:
            return f"uiterlijk {dutch.day(value)}" if value < now else f"op zijn vroegst {dutch.day(value)}"
        low, high = edit.low, edit.high
        if isinstance(high, date) and low is None:
            return f"uiterlijk {dutch.day(high)}"
        if isinstance(low, date) and high is None:
            return f"{dutch.day(low)} of later"
        if isinstance(low, date) and isinstance(high, date) and low != high:
            return f"van {dutch.day(low)} tot en met {dutch.day(high)}"
        return dutch.day(value)

    # --- the form of a new element ---

    def form(self, change: Change) -> dict[str, str]:
        """What to fill in for a new element: per name of a field what must stand there.

        Only what the outcome needs, and the free text that tells elements apart for people; in hindsight there is
        nothing to fill in, and only what says something remains.
        """
        edit = change.edits[0]
        kind = self.concepts[edit.fact].type
        if edit.record is None or not isinstance(kind, ListType):
            return {}
        needed = {one.field: one for one in change.form}
        rows: dict[str, str] = {}
        for column in kind.fields:
            need = needed.get(column.name)
            if need is not None and not (self.history and need.how in (How.KNOWN, How.FROM)):
                rows[in_table(column.title)] = self._need(column, need)
            elif isinstance(column.type, TextType) and not self.history:
                rows[in_table(column.title)] = FILLED_IN
        return rows

    def _need(self, column: Concept, need: Needed) -> str:
        match need.how:
            case How.KNOWN:
                return f"{CHOOSE}, bij elk een andere" if need.apart else FILLED_IN
            case How.LEAST:
                return f"minstens {dutch.text(need.values[0], column.type)}"
            case How.MOST:
                return f"hoogstens {dutch.text(need.values[0], column.type)}"
            case How.BETWEEN:
                low, high = (dutch.text(one, column.type) for one in need.values)
                return f"{low} tot en met {high}"
            case How.FROM:
                return f"de dag waarop het is gedaan, vanaf {dutch.text(need.values[0], column.type)}"
        apart = ", bij elk een andere" if need.apart else ""
        if need.fresh:
            return f"{CHOOSE}, maar niet een die er al staat{apart}"
        return f"{self._listed(column, need.values)}{apart}"

    # --- who, how long, until when ---

    def measures(self, change: Change) -> tuple[str, ...]:
        """Who acts, how long it takes and until when it helps; by the rules where they say so."""
        concept = self.concepts[change.edits[0].fact]
        if self.history:
            return ()
        if not change.measures:
            return (f"Wie: {concept.answerer}.",) if concept.answerer else ()
        told: dict[tuple[str, ...], list[str]] = {}
        for one in change.measures:
            told.setdefault(measure_text(one), []).append(one.criterion)
        return tuple(f"{' '.join(parts)} Bij: {dutch.listing(codes)}." for parts, codes in told.items())


def measure_text(measure: Measure) -> tuple[str, ...]:
    """The sentences on one measure."""
    parts = [f"Wie: {measure.who}."]
    if measure.time:
        ready = f", op zijn vroegst klaar op {dutch.day(measure.ready)}" if measure.ready else ""
        parts.append(f"Tijd: {measure.time}{ready}.")
    if measure.until:
        parts.append(f"Uiterlijk: {dutch.day(measure.until)}.")
    if measure.late:
        parts.append("Dat is niet meer op tijd.")
    return tuple(parts)


def _number(change: Change) -> int:
    """How many new elements."""
    return sum(one.amount for one in change.edits)


def _bare(title: str) -> str:
    """A title without its article, inside a sentence: "de soort activiteit" is "soort activiteit"."""
    bare = in_table(title)
    return bare if title.startswith(bare) else bare[:1].lower() + bare[1:]


def _word(value: object) -> str:
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else str(value)
