"""Reads what several documents say of one fact: `verklaringen`, and which of them was `gekozen`, with the reason.

Statements that agree make a known fact. Statements that differ leave it unknown to every rule, until somebody chooses.
"""

from __future__ import annotations

from typing import Protocol

from .dossier import ABSENT, Fact, ScalarValue, Statement
from .dossier_terms import ASKED, CHOSEN, STATEMENTS, ReadDate, bare, is_empty, kind_of, reason_text
from .language.types import Concept, ListType, ScalarType
from .mistakes import Collector
from .result import FactState, Provenance
from .text.scalars import shown
from .text.text_tree import Mapping, Node, Scalar, Sequence

STATEMENT_KEYS = ("waarde", "bron", "zekerheid")
"""The keys of what one document says."""

CHOICE_KEYS = ("waarde", "reden")
"""The keys below `gekozen`."""

_EXAMPLE = "schrijf - {waarde: ..., bron: {document: D08, pagina: 2}}"


class PartReader(Protocol):
    """What reads the parts of a fact, and gathers what can only be judged when all has been read."""

    problems: Collector
    dates: list[ReadDate]

    def private_keys(self, node: Node) -> None: ...

    def unknown_key(self, key: Scalar, value: Node, allowed: tuple[str, ...], where: str) -> None: ...

    def provenance(self, node: Mapping) -> tuple[Provenance, bool]: ...

    def scalar_value(self, concept: Concept, value_type: ScalarType, node: Node) -> ScalarValue | None: ...


def read_statements(reader: PartReader, concept: Concept, node: Mapping) -> Fact:
    """The fact that the statements under a key give; ABSENT when none is filled in, and after a mistake."""
    if isinstance(concept.type, ListType):
        reader.private_keys(node)
        message = f"'{bare(concept)}' is een lijst, en een lijst als geheel heeft geen verklaringen"
        hint = f"geef elk element een eigen bron; verschillen de stukken over een veld, zet dan daar '{STATEMENTS}'"
        reader.problems.add(node.key_place(STATEMENTS if STATEMENTS in node else CHOSEN), "D17", message, hint)
        return ABSENT
    return _Statements(reader, concept, concept.type).fact(node)


class _Statements:
    """One fact of which several documents speak."""

    def __init__(self, reader: PartReader, concept: Concept, kind: ScalarType) -> None:
        self._reader, self._problems = reader, reader.problems
        self._concept, self._kind = concept, kind
        self._name = bare(concept)

    def fact(self, node: Mapping) -> Fact:
        before = len(self._problems.mistakes)
        self._keys(node)
        written, choice = node.get(STATEMENTS), node.get(CHOSEN)
        chosen = None if choice is None or is_empty(choice) else choice
        if written is None or is_empty(written):
            if chosen is not None:
                message = f"bij '{self._name}' staat '{CHOSEN}', en er zijn geen verklaringen om uit te kiezen"
                self._problems.add(node.key_place(CHOSEN), "D17", message, f"zet erboven '{STATEMENTS}:'")
            return ABSENT
        first_date = len(self._reader.dates)
        statements = self._statements(written)
        sound = len(self._problems.mistakes) == before
        fact = _agreed(statements) if chosen is None else self._chosen(chosen, statements if sound else ())
        self._keep_dates(first_date, fact)
        return fact if len(self._problems.mistakes) == before else ABSENT

    def _keys(self, node: Mapping) -> None:
        """The two keys, and none of those of a fact with one value."""
        for key, value in node.entries:
            if key.text in (STATEMENTS, CHOSEN):
                continue
            if key.text in ("waarde", "bron", "zekerheid", "nvt"):
                message = f"bij '{self._name}' staan '{STATEMENTS}' en '{key.text}', en het is het een of het ander"
                hint = "zet elke waarde met haar bron in een eigen verklaring"
                self._problems.add(key.place, "D17", message, hint)
            else:
                self._reader.unknown_key(key, value, (STATEMENTS, CHOSEN), f"bij '{self._name}'")

    def _keep_dates(self, first: int, fact: Fact) -> None:
        """Of the dates read here only the one that counts is held against other dates of the dossier."""
        dates = self._reader.dates
        counted = False
        for index in range(first, len(dates)):
            counts = not counted and dates[index].value == fact.value
            dates[index] = dates[index]._replace(counts=counts)
            counted = counted or counts

    def _statements(self, node: Node) -> tuple[Statement, ...]:
        """What was said, in the order of the file; without those that hold a mistake."""
        if not isinstance(node, Sequence):
            self._reader.private_keys(node)
            message = f"bij '{STATEMENTS}' hoort een lijst met per verklaring een streepje (-), niet {kind_of(node)}"
            self._problems.add(node.place, "D17", message, _EXAMPLE)
            return ()
        if len(node.items) < 2:
            message = f"bij '{self._name}' staat {'één verklaring' if node.items else 'geen verklaring'}"
            hint = f"zet waarde, bron en zekerheid direct onder '{self._name}', of voeg de andere verklaring toe"
            self._problems.add(node.place, "D17", message, hint)
        read = [self._statement(one) for one in node.items]
        return tuple(one for one in read if one is not None)

    def _statement(self, node: Node) -> Statement | None:
        """One statement: a value, and where it was read or who said it."""
        if not isinstance(node, Mapping):
            self._reader.private_keys(node)
            found = shown(node) if isinstance(node, Scalar) and not node.empty else kind_of(node)
            message = f"bij '{STATEMENTS}' hoort per verklaring een groep met sleutels, en hier staat {found}"
            self._problems.add(node.place, "D17", message, _EXAMPLE)
            return None
        for key, value in node.entries:
            if key.text not in STATEMENT_KEYS:
                self._reader.unknown_key(key, value, STATEMENT_KEYS, f"bij een verklaring van '{self._name}'")
        provenance, sound = self._reader.provenance(node)
        if sound and not (provenance.document or provenance.certainty):
            message = f"bij deze verklaring van '{self._name}' staat niet waar zij vandaan komt"
            self._problems.add(node.place, "D17", message, "schrijf erbij: bron: {document: D08, pagina: 2}")
        value_read = self._value(node, f"bij deze verklaring van '{self._name}'", "een stuk dat niets zegt, laat u weg")
        return None if value_read is None else Statement(value_read, provenance)

    def _value(self, node: Mapping, where: str, hint: str) -> ScalarValue | None:
        """The value of a statement or a choice, which must have one; None after a mistake."""
        written = node.get("waarde")
        if written is None or is_empty(written):
            self._problems.add(node.place, "D17", f"{where} ontbreekt de waarde", hint)
            return None
        if isinstance(written, Scalar) and written.text.strip() == ASKED:
            self._problems.add(written.place, "D17", f"{where} staat onbekend", hint)
            return None
        return self._reader.scalar_value(self._concept, self._kind, written)

    def _chosen(self, node: Node, statements: tuple[Statement, ...]) -> Fact:
        """The fact when somebody chose. ABSENT after a mistake."""
        if not isinstance(node, Mapping):
            self._reader.private_keys(node)
            message = f"bij '{CHOSEN}' horen een waarde en een reden"
            hint = f"schrijf {{waarde: {shown(node).strip(chr(39))}, reden: ...}}" if isinstance(node, Scalar) else ""
            self._problems.add(node.place, "D17", message, hint)
            return ABSENT
        for key, other in node.entries:
            if key.text not in CHOICE_KEYS:
                self._reader.unknown_key(key, other, CHOICE_KEYS, f"bij '{CHOSEN}'")
        reason = reason_text(node.get("reden"))
        if not reason:
            message = f"bij '{CHOSEN}' van '{self._name}' staat geen reden"
            place = node.key_place("reden")
            self._problems.add(place, "D17", message, "schrijf bij 'reden' waarom deze verklaring telt")
        value = self._value(node, f"bij '{CHOSEN}' van '{self._name}'", "kies de waarde van een van de verklaringen")
        if value is None or not statements:
            return ABSENT
        agreeing = next((one for one in statements if one.value == value), None)
        if agreeing is None:
            message = f"bij '{CHOSEN}' staat een waarde die in geen van de verklaringen van '{self._name}' staat"
            self._problems.add(node.key_place("waarde"), "D17", message, "kies de waarde van een van de verklaringen")
            return ABSENT
        if len(_different(statements)) == 1:
            message = f"de verklaringen van '{self._name}' zijn gelijk, dus er valt niets te kiezen"
            self._problems.add(node.place, "D17", message, f"haal '{CHOSEN}' weg")
        return Fact(FactState.KNOWN, value, agreeing.provenance, reason, statements)


def _agreed(statements: tuple[Statement, ...]) -> Fact:
    """The fact when nobody chose: known when all say the same."""
    if len(statements) < 2:
        return ABSENT
    if len(_different(statements)) == 1:
        first = statements[0]
        return Fact(FactState.KNOWN, first.value, first.provenance, "", statements)
    return Fact(FactState.CONTRADICTED, statements=statements)


def _different(statements: tuple[Statement, ...]) -> set[ScalarValue]:
    return {one.value for one in statements}
