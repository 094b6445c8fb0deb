"""Reads a dossier from YAML or JSON against the concepts of a rulebook, and reports all its mistakes at once.

The reader knows one group by name: `dossier`, with `id`, `peildatum` and the list `documenten`. All other names, types
and limits come from the concepts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from collections.abc import Sequence as SequenceOf
from datetime import date

from . import human
from .dossier import CONTRADICTIONS, Dossier, Fact
from .dossier_terms import bare, tight_colon
from .dossier_values import Reference, ValueReader
from .language.types import Concept, DateType, ListType, NumberType, TextType
from .mistakes import Collector, MistakesFound, Place, did_you_mean
from .result import FactState
from .text.scalars import listed, shown
from .text.text_tree import Mapping, Node, Scalar, Sequence
from .text.tree_builder import cut
from .text.yaml_text import read_tree

ID, REFERENCE_DATE, DOCUMENTS = "dossier.id", "dossier.peildatum", "dossier.documenten"

_DOCUMENT_FIELDS = (
    Concept("id", TextType(), "het kenmerk van het document"),
    Concept("paginas", NumberType(), "het aantal pagina's"),
)
FIXED_CONCEPTS = (
    Concept(ID, TextType(), "het kenmerk van het dossier"),
    Concept(REFERENCE_DATE, DateType(), "de peildatum"),
    Concept(DOCUMENTS, ListType("document", _DOCUMENT_FIELDS), "de documenten"),
)
"""What every dossier has, for a rulebook that does not describe it itself."""

ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._:-]{0,39}"
_ID = re.compile(ID_PATTERN)
_PAGES = re.compile(r"\d{1,5}(?: *[-–] *\d{1,5})?(?:(?: *, *| en )\d{1,5}(?: *[-–] *\d{1,5})?)*")


def read_dossier(
    data: bytes,
    file: str,
    concepts: SequenceOf[Concept],
    reference_date: date | None = None,
    criteria: Collection[str] | None = None,
    look: Callable[[Node], None] | None = None,
) -> Dossier:
    """The dossier in the bytes of a file that is shown as `file`; JSON when that name ends in `.json`.

    `reference_date` takes the place of the peildatum in the file. `criteria` are those that a person may have judged
    (None = not looked at). `look` is given the tree of texts as soon as there is one, also when the dossier has
    mistakes. Facts come in the order of `concepts`; absent ones are left out. Raises: MistakesFound with codes Y..
    (written form) and D.. (content).
    """
    problems = Collector()
    root = read_tree(data, file, problems)
    if root is not None and look is not None:
        look(root)
    if root is not None and not isinstance(root, Mapping):
        message = "een dossier bestaat uit groepen met sleutels, en hier staat iets anders"
        problems.add(root.place, "D01", message, "begin met 'dossier:' en daaronder, ingesprongen, 'id: S-001'")
    if not isinstance(root, Mapping):
        raise MistakesFound(problems.mistakes)
    reader = _DossierReader(file, (*missing_fixed(concepts), *concepts), reference_date, problems)
    facts = reader.facts(root)
    name, day = reader.id(facts), reader.reference_date(facts)
    reader.check_dates(facts, day)
    reader.check_references()
    if criteria is not None and isinstance(root.get(human.GROUP), Mapping):
        human.check(root.get(human.GROUP), criteria, problems)
    problems.raise_if_any()
    if name is None or day is None:
        raise AssertionError("a dossier without id or peildatum and without a mistake")
    return Dossier(name, day, facts, hashlib.sha256(data).hexdigest())


def read_changes(
    root: Mapping, file: str, concepts: SequenceOf[Concept], base: Dossier, problems: Collector
) -> dict[str, Fact]:
    """Facts that take the place of those of `base`, as a test of the rules gives them: no id or peildatum is needed."""
    reader = _DossierReader(file, (*missing_fixed(concepts), *concepts), None, problems)
    changes = reader.facts(root)
    facts = {**base.facts, **changes}
    day = facts[REFERENCE_DATE].value
    reader.check_dates(facts, day if isinstance(day, date) else base.reference_date)
    return changes


def missing_fixed(concepts: SequenceOf[Concept]) -> list[Concept]:
    """What every dossier has and these concepts do not describe."""
    names = {one.name for one in concepts}
    return [one for one in FIXED_CONCEPTS if one.name not in names]


class _DossierReader:
    """One reading of one file."""

    def __init__(
        self, file: str, concepts: tuple[Concept, ...], reference_date: date | None, problems: Collector
    ) -> None:
        self._concepts = {one.name: one for one in concepts if one.name != CONTRADICTIONS}
        self._given = reference_date
        self._problems = problems
        self._values = ValueReader(problems)
        self._nodes: dict[str, Node] = {}
        self._place = Place(file, 1, 1)
        self._written_date: date | None = None

    # --- the whole file ---------------------------------------------------------------------------------------------

    def facts(self, root: Mapping) -> dict[str, Fact]:
        """All facts, in the order of the concepts."""
        for key, node in root.entries:
            self._group(key, node)
        read = {
            name: self._values.fact(concept, self._nodes[name])
            for name, concept in self._concepts.items()
            if name in self._nodes
        }
        return {name: fact for name, fact in read.items() if fact.state is not FactState.ABSENT}

    def _group(self, key: Scalar, node: Node) -> None:
        group = key.text
        keys = [bare(one) for one in self._concepts.values() if one.name.rpartition(".")[0] == group]
        if group == "dossier":
            self._place = key.place
        if not keys:
            self._unknown_group(key, node)
        elif isinstance(node, Mapping):
            for inner, value in node.entries:
                full = f"{group}.{inner.text}"
                if full in self._concepts:
                    self._nodes.setdefault(full, value)
                else:
                    self._unknown_key(inner, value, group, keys)
        elif not (isinstance(node, Scalar) and node.empty):
            what = shown(node) if isinstance(node, Scalar) else "een lijst"
            message = f"onder de groep '{group}' horen sleutels, en hier staat {what}"
            hint = f"schrijf daaronder, ingesprongen, bijvoorbeeld '{keys[0]}: ...'"
            self._problems.add(node.place, "D01", message, hint)

    def _unknown_group(self, key: Scalar, node: Node) -> None:
        self._values.private_keys(node)
        if self._values.private_key(key):
            return
        group, _, inner = key.text.rpartition(".")
        if key.text in self._concepts:
            hint = f"zet '{inner}' ingesprongen onder '{group}:'"
        else:
            groups = list(dict.fromkeys(name.rpartition(".")[0] for name in self._concepts))
            near = self._elsewhere(key.text) or did_you_mean(key.text, groups) or tight_colon(key)
            hint = near or f"kies uit {listed(groups)}"
        self._problems.add(key.place, "D02", f"de groep '{cut(key.text)}' is niet bekend", hint)

    def _unknown_key(self, key: Scalar, node: Node, group: str, keys: list[str]) -> None:
        self._values.private_keys(node)
        if self._values.private_key(key):
            return
        hint = self._elsewhere(key.text) or did_you_mean(key.text, keys) or tight_colon(key)
        self._problems.add(key.place, "D03", f"in de groep '{group}' is de sleutel '{cut(key.text)}' niet bekend", hint)

    def _elsewhere(self, key: str) -> str:
        """The hint that a key stands in the wrong group."""
        groups = sorted(name.rpartition(".")[0] for name in self._concepts if name.rpartition(".")[2] == key)
        return f"die sleutel hoort in de groep {' of '.join(map(repr, groups))}" if groups else ""

    # --- id and peildatum -------------------------------------------------------------------------------------------

    def id(self, facts: dict[str, Fact]) -> str | None:
        """The id of the dossier; None after a mistake."""
        fact, node = facts.get(ID), self._nodes.get(ID)
        if fact is None or not isinstance(fact.value, str):
            self._required("id", fact, node, "schrijf bijvoorbeeld 'id: S-001'")
            return None
        if _ID.fullmatch(fact.value):
            return fact.value
        message = "deze id kan niet: een id heeft hoogstens 40 letters, cijfers en . _ : - en geen spaties"
        self._problems.add(node.place if node else self._place, "D15", message, "gebruik een kenmerk, geen naam")
        return None

    def reference_date(self, facts: dict[str, Fact]) -> date | None:
        """The peildatum that counts, also put into `facts`; None after a mistake."""
        fact = facts.get(REFERENCE_DATE)
        if fact is not None and isinstance(fact.value, date):
            self._written_date = fact.value
        if self._given is None:
            if self._written_date is None:
                hint = "schrijf bijvoorbeeld 'peildatum: 2026-09-14'"
                self._required("peildatum", fact, self._nodes.get(REFERENCE_DATE), hint)
            return self._written_date
        fixed = Fact(FactState.KNOWN, self._given)
        present = facts | {REFERENCE_DATE: fixed}
        facts.clear()
        facts.update((name, present[name]) for name in self._concepts if name in present)
        return self._given

    def _required(self, key: str, fact: Fact | None, node: Node | None, hint: str) -> None:
        """Reports a missing key; one that was written wrongly has been reported already."""
        code = "D15" if key == "id" else "D16"
        if fact is not None and node is not None:
            message = f"'{key}' moet een waarde hebben, en hier staat {fact.state.value}"
            self._problems.add(node.place, code, message, hint)
        elif node is None or (isinstance(node, Scalar) and node.empty):
            place = node.place if node else self._place
            self._problems.add(place, code, f"in de groep 'dossier' ontbreekt '{key}'", hint)

    # --- dates ------------------------------------------------------------------------------------------------------

    def check_dates(self, facts: dict[str, Fact], day: date | None) -> None:
        """No date after the peildatum unless it may be, none before the date that it must follow."""
        for one in self._values.dates:
            name = bare(one.concept)
            if day is not None and one.value > day and not one.concept.future and one.concept.name != REFERENCE_DATE:
                message = f"bij '{name}' staat {one.value}, en dat is na de peildatum {day}"
                hint = ""
                if self._given is not None:
                    message += ", die met --peildatum is opgegeven"
                    hint = f"in het dossier zelf is de peildatum {self._written_date}" if self._written_date else ""
                self._problems.add(one.place, "D09", message, hint)
            other = one.concept.not_before
            if other is None or not one.counts:
                continue
            group = one.concept.name.rpartition(".")[0]
            if one.siblings is not None and other in one.siblings:
                earlier: object = one.siblings[other]
            else:
                fact = facts.get(other if "." in other else f"{group}.{other}")
                earlier = fact.value if fact else None
            if isinstance(earlier, date) and one.value < earlier:
                message = f"bij '{name}' staat {one.value}, en dat is vóór {earlier}, de datum bij '{other}'"
                self._problems.add(one.place, "D10", message, "een van de twee klopt niet")

    # --- documents --------------------------------------------------------------------------------------------------

    def check_references(self) -> None:
        """Every document that a fact refers to is listed, and has the page."""
        pages = self._documents()
        for one in self._values.references:
            document = one.document.text.strip()
            if document not in pages:
                message = f"document '{cut(document)}' staat niet in de lijst 'documenten' van de groep 'dossier'"
                self._problems.add(one.document.place, "D12", message, did_you_mean(document, pages))
            elif one.page is not None:
                self._check_page(one, one.page, pages[document])

    def _documents(self) -> dict[str, int | None]:
        """Page counts by document id, straight from the file: also when other parts of the list have mistakes."""
        node = self._nodes.get(DOCUMENTS)
        if isinstance(node, Mapping):
            node = node.get("waarde")
        pages: dict[str, int | None] = {}
        lines: dict[str, int] = {}
        for record in node.items if isinstance(node, Sequence) else ():
            if not isinstance(record, Mapping):
                continue
            id_text, place = _text_of(record.get("id")), record.key_place("id")
            if not id_text:
                self._problems.add(record.place, "D14", "dit document heeft geen id", "schrijf bijvoorbeeld 'id: D01'")
            elif id_text in pages:
                message = f"document '{cut(id_text)}' staat al in de lijst, op regel {lines[id_text]}"
                self._problems.add(place, "D14", message, "geef elk document een eigen id")
            else:
                count = _text_of(record.get("paginas"))
                pages[id_text] = int(count) if re.fullmatch("[0-9]{1,5}", count) else None
                lines[id_text] = place.line
        return pages

    def _check_page(self, reference: Reference, page: Scalar, count: int | None) -> None:
        """Judges pages that are written as numbers; other texts ("bijlage 2") are left alone."""
        text = page.text.strip()
        if not _PAGES.fullmatch(text):
            return
        for part in re.split(r",| en ", text):
            numbers = [int(number) for number in re.findall(r"\d+", part)]
            if numbers[0] > numbers[-1]:
                message = f"bij 'pagina' staat {part.strip()}: de eerste pagina komt na de laatste"
                self._problems.add(page.place, "D13", message)
            elif numbers[0] == 0:
                self._problems.add(page.place, "D13", "pagina 0 bestaat niet: de eerste pagina is 1")
            elif count is not None and numbers[-1] > count:
                document = cut(reference.document.text.strip())
                many = "1 pagina" if count == 1 else f"{count} pagina's"
                message = f"pagina {numbers[-1]} bestaat niet: document '{document}' heeft {many}"
                self._problems.add(page.place, "D13", message)


def _text_of(node: Node | None) -> str:
    """The text of a short or long value; "" when there is none."""
    if isinstance(node, Mapping):
        node = node.get("waarde")
    return node.text.strip() if isinstance(node, Scalar) and not node.empty else ""
