"""Reads one fact of a dossier in each form: short, long (`waarde`, `bron`, `zekerheid`), `onbekend` and `nvt`.

What several documents say of one fact is read by `dossier_statements`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from .dossier import ABSENT, NOT_SAID, Fact, FactValue, Record, Records, ScalarValue
from .dossier_terms import (
    ASKED,
    CHOSEN,
    STATEMENTS,
    ReadDate,
    bare,
    expected,
    is_empty,
    kind_of,
    reason_text,
    tight_colon,
)
from .frozen import Frozen
from .language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    ScalarType,
    TextType,
    YesNoType,
)
from .mistakes import Collector, Place, did_you_mean
from .privacy import is_private
from .result import FactState, Provenance
from .text.scalars import choice, exact_number, iso_date, listed, shown, text_value, yes_no
from .text.text_tree import Mapping, Node, Scalar, Sequence
from .text.tree_builder import cut
from .values import Interval, OpenSet

CERTAINTIES = ("vastgesteld", "verklaard_wg", "verklaard_wn", "afgeleid")
"""Who says it: shown by a document, stated by the employer or by the employee, or inferred from other facts."""

MAX_PAGE_TEXT = 40
"""Longest text under `pagina`: a page or a few of them, no story."""

_ALMOST_ASKED = frozenset({"?", "??", "onbekend", "niet bekend", "weet niet", "unknown", "n.b.", "nnb"})
_ALMOST_NOT_APPLICABLE = frozenset({"nvt", "n.v.t.", "n.v.t", "niet van toepassing", "n/a", "n.a."})
LONG_KEYS = ("waarde", "bron", "zekerheid", "nvt")
"""The keys of a fact in its long form; of a list there is one more."""

LIST_KEYS = (*LONG_KEYS, "volledig")
SOURCE_KEYS = ("document", "pagina")
"""The keys below `bron`."""

RECORD_KEYS = ("bron", "zekerheid")
"""The keys that an element of a list has beside its fields."""


class Reference(Frozen):
    """A document that a fact refers to; `page` None = none given."""

    document: Scalar
    page: Scalar | None


class _Form(Frozen):
    """A fact in its long form, taken apart. A short fact has only a node."""

    node: Node | None
    provenance: Provenance
    reason: str = ""
    complete: bool = True


class ValueReader:
    """Reads facts; gathers mistakes, and the references and dates that can only be judged when all has been read."""

    def __init__(self, problems: Collector) -> None:
        self.problems = problems
        self.references: list[Reference] = []
        self.dates: list[ReadDate] = []

    def fact(self, concept: Concept, node: Node) -> Fact:
        """The fact under a key. ABSENT when nothing is filled in, and also after a mistake."""
        if isinstance(node, Mapping) and (STATEMENTS in node or CHOSEN in node):
            # Imported here: few facts are written so, and reading starts faster without.
            from .dossier_statements import read_statements

            return read_statements(self, concept, node)
        form = self._form(concept, node)
        if form is None or (form.node is None and not form.reason):
            return ABSENT
        if form.reason or form.node is None:
            return Fact(FactState.NOT_APPLICABLE, None, form.provenance, form.reason)
        if isinstance(form.node, Scalar):
            if form.node.empty:
                return ABSENT
            if form.node.text.strip() == ASKED:
                return Fact(FactState.ASKED, None, form.provenance)
            if self._is_almost_a_state(concept, form.node):
                return ABSENT
        value: FactValue | None
        if isinstance(concept.type, ListType):
            value = self._records(concept, concept.type, form.node, form.complete)
        else:
            value = self.scalar_value(concept, concept.type, form.node)
        return ABSENT if value is None else Fact(FactState.KNOWN, value, form.provenance)

    def private_keys(self, node: Node) -> None:
        """Reports forbidden keys in a part of the file that is not read otherwise."""
        waiting: list[Node] = [node]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Sequence):
                waiting.extend(one.items)
            elif isinstance(one, Mapping):
                for key, value in one.entries:
                    self.private_key(key)
                    waiting.append(value)

    def private_key(self, key: Scalar) -> bool:
        """Whether a key is one of those that a dossier must not have; then it has been reported."""
        if not is_private(key.text):
            return False
        message = (
            f"voor '{cut(key.text)}' is met opzet geen plaats: "
            "een dossier bevat geen persoonsgegevens en geen medische gegevens"
        )
        self.problems.add(key.place, "D05", message, "haal de sleutel en de waarde weg")
        return True

    # --- forms ------------------------------------------------------------------------------------------------------

    def _form(self, concept: Concept, node: Node) -> _Form | None:
        """Takes the long form apart; None after a mistake that leaves nothing to read."""
        if not isinstance(node, Mapping):
            return _Form(node, NOT_SAID)
        allowed = LIST_KEYS if isinstance(concept.type, ListType) else LONG_KEYS
        if node.entries and not any(key in node for key in LIST_KEYS):
            self.private_keys(node)
            self._wrong_kind(concept, node)
            return None
        for key, value in node.entries:
            if key.text not in allowed:
                self.unknown_key(key, value, allowed, f"bij '{bare(concept)}'")
        provenance, sound = self.provenance(node)
        form = _Form(node.get("waarde"), provenance)
        complete = node.get("volledig")
        if complete is not None and isinstance(concept.type, ListType) and not is_empty(complete):
            form = form._replace(complete=self._is_complete(complete))
        if "nvt" in node:
            return self._not_applicable(concept, node, form)
        if "waarde" not in node and sound:
            message = f"bij '{bare(concept)}' ontbreekt de sleutel 'waarde'"
            self.problems.add(node.place, "D08", message, "schrijf 'waarde: onbekend' als de waarde niet bekend is")
        return form

    def _not_applicable(self, concept: Concept, node: Mapping, form: _Form) -> _Form | None:
        """The reason under `nvt`, which must be a reason."""
        place = node.key_place("nvt")
        if form.node is not None and not is_empty(form.node):
            message = f"bij '{bare(concept)}' staan een waarde en 'nvt', en het is het een of het ander"
            self.problems.add(place, "D08", message)
            return None
        reason = reason_text(node.get("nvt"))
        if not reason:
            message = f"bij '{bare(concept)}' staat 'nvt' zonder reden"
            self.problems.add(place, "D08", message, "schrijf {nvt: waarom het niet van toepassing is}")
            return None
        return form._replace(reason=reason)

    def _is_complete(self, node: Node) -> bool:
        if isinstance(node, Scalar):
            return yes_no(node, "volledig", self.problems) is not False
        self.problems.add(node.place, "D06", f"bij 'volledig' hoort ja of nee, niet {kind_of(node)}")
        return True

    def _is_almost_a_state(self, concept: Concept, scalar: Scalar) -> bool:
        """Whether somebody wrote `n.v.t.` or `?` where the file has words for it; then it has been reported."""
        text = scalar.text.strip()
        if isinstance(concept.type, ChoiceType | ChoicesType) and text in concept.type.values:
            return False
        if text.lower() in _ALMOST_NOT_APPLICABLE:
            message = f"bij '{bare(concept)}' staat {shown(scalar)} zonder reden"
            self.problems.add(scalar.place, "D08", message, "schrijf {nvt: waarom het niet van toepassing is}")
            return True
        if text.lower() in _ALMOST_ASKED:
            self.problems.add(scalar.place, "D08", f"bij '{bare(concept)}' staat {shown(scalar)}", "schrijf onbekend")
            return True
        return False

    # --- where it was read ------------------------------------------------------------------------------------------

    def provenance(self, node: Mapping) -> tuple[Provenance, bool]:
        """`bron` and `zekerheid` of a fact or record, and whether they were written rightly."""
        before = len(self.problems.mistakes)
        document, page = self._source(node.get("bron"))
        certainty: str | None = ""
        said = node.get("zekerheid")
        if isinstance(said, Scalar):
            certainty = "" if said.empty else choice(said, "zekerheid", CERTAINTIES, self.problems)
        elif said is not None:
            message = f"bij 'zekerheid' hoort {listed(CERTAINTIES)}, niet {kind_of(said)}"
            self.problems.add(said.place, "D06", message)
        return Provenance(document, page, certainty or ""), len(self.problems.mistakes) == before

    def _source(self, node: Node | None) -> tuple[str, str]:
        """Document id and page under `bron`."""
        if node is None or is_empty(node):
            return "", ""
        if not isinstance(node, Mapping):
            hint = f"schrijf {{document: {cut(node.text, 20)}}}" if isinstance(node, Scalar) else ""
            message = "bij 'bron' hoort één document, zoals {document: D08, pagina: 2}"
            self.problems.add(node.place, "D06", message, hint)
            return "", ""
        for key, value in node.entries:
            if key.text not in SOURCE_KEYS:
                self.unknown_key(key, value, SOURCE_KEYS, "bij 'bron'")
        document = self._source_text(node, "document")
        page = self._source_text(node, "pagina")
        if document is None:
            if not isinstance(node.get("document"), Sequence | Mapping):
                self.problems.add(node.place, "D12", "bij deze bron ontbreekt het document", "schrijf {document: D08}")
            return "", ""
        if page is not None and len(page.text.strip()) > MAX_PAGE_TEXT:
            message = f"bij 'pagina' staat een tekst van meer dan {MAX_PAGE_TEXT} tekens"
            self.problems.add(page.place, "D13", message, "noem alleen de pagina, zoals 2 of 4-6")
            page = None
        self.references.append(Reference(document, page))
        return document.text.strip(), page.text.strip() if page else ""

    def _source_text(self, source: Mapping, key: str) -> Scalar | None:
        node = source.get(key)
        if node is None or is_empty(node):
            return None
        if isinstance(node, Scalar):
            return node
        self.problems.add(node.place, "D06", f"bij '{key}' hoort een enkele waarde, niet {kind_of(node)}")
        return None

    # --- values -----------------------------------------------------------------------------------------------------

    def scalar_value(self, concept: Concept, value_type: ScalarType, node: Node) -> ScalarValue | None:
        """The value of a node by its type; None after a mistake."""
        name = bare(concept)
        if isinstance(value_type, ChoicesType):
            return self._choices(concept, value_type, node)
        if not isinstance(node, Scalar):
            self._wrong_kind(concept, node)
            return None
        match value_type:
            case DateType():
                day = iso_date(node, name, self.problems)
                if day is not None:
                    self.dates.append(ReadDate(concept, day, node.place))
                return day
            case NumberType():
                number = exact_number(node, name, self.problems, value_type.unit)
                return number if number is not None and self._within(concept, number, node.place) else None
            case YesNoType():
                return yes_no(node, name, self.problems)
            case ChoiceType():
                return choice(node, name, value_type.values, self.problems)
            case TextType():
                return text_value(node, name, self.problems)
            case _:
                assert_never(value_type)

    def _choices(self, concept: Concept, value_type: ChoicesType, node: Node) -> frozenset[str] | None:
        """One choice, or a list of them."""
        if isinstance(node, Mapping):
            self._wrong_kind(concept, node)
            return None
        found: set[str] = set()
        sound = True
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                message = f"bij '{bare(concept)}' hoort in de lijst een enkele keuze, niet {kind_of(item)}"
                self.problems.add(item.place, "D06", message)
                value = None
            elif item.text.strip() == ASKED:
                message = f"bij '{bare(concept)}' kan 'onbekend' niet tussen andere keuzes staan"
                self.problems.add(item.place, "D08", message, "schrijf onbekend in plaats van de hele lijst")
                value = None
            else:
                value = choice(item, bare(concept), value_type.values, self.problems)
            sound = sound and value is not None
            found.update((value,) if value is not None else ())
        return frozenset(found) if sound else None

    def _within(self, concept: Concept, number: int | Fraction, place: Place) -> bool:
        if concept.minimum is not None and number < concept.minimum:
            limit = f"minstens {concept.minimum}"
        elif concept.maximum is not None and number > concept.maximum:
            limit = f"hoogstens {concept.maximum}"
        else:
            return True
        unit = f" (in {concept.type.unit})" if isinstance(concept.type, NumberType) and concept.type.unit else ""
        told = str(number) if isinstance(number, int) else f"{float(number):g}"
        self.problems.add(place, "D11", f"bij '{bare(concept)}'{unit} staat {told}; het moet {limit} zijn")
        return False

    # --- lists ------------------------------------------------------------------------------------------------------

    def _records(self, concept: Concept, list_type: ListType, node: Node, complete: bool) -> Records | None:
        if not isinstance(node, Sequence):
            self._wrong_kind(concept, node)
            return None
        records = [self._record(concept, list_type, item) for item in node.items]
        return Records(tuple(one for one in records if one is not None), complete)

    def _record(self, concept: Concept, list_type: ListType, node: Node) -> Record | None:
        """One element of a list: its fields, and where it was read."""
        if not isinstance(node, Mapping):
            fields = ", ".join(f"{one.name}: ..." for one in list_type.fields[:2])
            what = "niets" if is_empty(node) else shown(node) if isinstance(node, Scalar) else kind_of(node)
            wanted = f"per {list_type.element} een groep met sleutels"
            message = f"bij '{bare(concept)}' hoort {wanted}, en hier staat {what}"
            self.problems.add(node.place, "D07", message, f"schrijf - {{{fields}}}")
            return None
        values: dict[str, ScalarValue] = {}
        missing: dict[str, FactState] = {}
        provenances: dict[str, Provenance] = {}
        stated: dict[str, Fact] = {}
        provenance, _ = self.provenance(node)
        first_date = len(self.dates)
        allowed = (*(one.name for one in list_type.fields), *RECORD_KEYS)
        for key, value in node.entries:
            one = list_type.field(key.text)
            if key.text in RECORD_KEYS:
                continue
            if one is None:
                self.unknown_key(key, value, allowed, f"bij een element van '{bare(concept)}'")
                continue
            fact = self.fact(one, value)
            if fact.value is not None and not isinstance(fact.value, Records | Interval | OpenSet):
                values[one.name] = fact.value
            elif fact.state is not FactState.ABSENT:
                missing[one.name] = fact.state
            if fact.provenance != NOT_SAID:
                provenances[one.name] = fact.provenance
            if fact.statements:
                stated[one.name] = fact
        self.dates[first_date:] = [one._replace(siblings=values) for one in self.dates[first_date:]]
        return Record(values, missing, provenance, provenances, stated)

    # --- mistakes ---------------------------------------------------------------------------------------------------

    def _wrong_kind(self, concept: Concept, node: Node) -> None:
        hint = ""
        if isinstance(node, Mapping) and isinstance(concept.type, ListType):
            if any(concept.type.field(key.text) for key, _ in node.entries):
                hint = "zet een streepje (-) voor het element"
        elif isinstance(node, Sequence) and len(node.items) == 1:
            hint = "haal het streepje of de haken weg"
        elif isinstance(node, Mapping) and node.entries:
            hint = did_you_mean(node.entries[0][0].text, (*LONG_KEYS, STATEMENTS, CHOSEN))
        found = shown(node) if isinstance(node, Scalar) else kind_of(node)
        message = f"bij '{bare(concept)}' hoort {expected(concept)}, niet {found}"
        self.problems.add(node.place, "D06", message, hint)

    def unknown_key(self, key: Scalar, value: Node, allowed: tuple[str, ...], where: str) -> None:
        self.private_keys(value)
        if self.private_key(key):
            return
        hint = did_you_mean(key.text, allowed) or tight_colon(key) or f"kies uit {listed(allowed)}"
        self.problems.add(key.place, "D04", f"{where} is de sleutel '{cut(key.text)}' niet bekend", hint)
