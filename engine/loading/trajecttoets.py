"""Reads `trajecttoets`: how an offer is laid over a dossier, and what files about offers may name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..forms.offers import OVERLAY, OVERLAY_FILE, OVERLAY_NAME, STEP_LIST, TRIAL
from ..language.types import ChoiceType, Concept, DateType, ListType, NumberType, ValueType
from ..mistakes import Collector, did_you_mean
from ..offer import Overlay, Shift, Trial
from ..sources import Source
from ..text.text_tree import Node, Scalar
from .fields import Fields
from .offer_values import COMPUTED, OfferReader, read_shift


class Known(NamedTuple):
    """What a file in this folder may name."""

    concepts: dict[str, Concept]
    derived: dict[str, ValueType]
    criteria: frozenset[str]
    questions: tuple[str, ...]
    sources: dict[str, Source]
    problems: Collector
    unreadable: frozenset[str] = frozenset()

    def values(self) -> OfferReader:
        return OfferReader(self.concepts, frozenset(self.derived), self.problems, self.unreadable)

    def fact(self, scalar: Scalar | None, kind: type[ValueType] | None = None, *, own: bool = True) -> str:
        """The name of a fact, of the dossier itself if `own`; "" after a mistake."""
        if scalar is None:
            return ""
        name = scalar.text
        found = self.concepts[name].type if name in self.concepts else None
        if found is None and not own:
            found = self.derived.get(name)
        if found is None and name in self.unreadable:
            return ""
        if found is None:
            derived = own and name in self.derived
            names = self.concepts if own else {**self.concepts, **self.derived}
            hint = COMPUTED if derived else did_you_mean(name, names)
            what = "is geen begrip van het dossier" if own else "is geen begrip en geen afleiding"
            self.problems.add(scalar.place, "R110", f"'{name}' {what}", hint)
            return ""
        if kind is not None and not isinstance(found, kind):
            self.problems.add(scalar.place, "R110", f"'{name}' heeft hier niet het goede type")
            return ""
        return name


def read_overlay(node: Node, known: Known) -> Overlay | None:
    """The file with `trajecttoets`. None after a mistake that leaves nothing to work with."""
    top = Fields.of(node, node.place, "dit bestand", OVERLAY_FILE, known.problems)
    what = f"'{OVERLAY_NAME}'"
    fields = Fields.of(top.get(OVERLAY_NAME), node.place, what, OVERLAY, known.problems) if top else None
    if fields is None:
        return None
    values = known.values()
    overlay = Overlay(
        fields.text("uitleg", required=True),
        fields.text("voorbehoud", required=True),
        known.fact(fields.scalar("begin", required=True), DateType),
        read_shift(fields.get("peildatum"), fields.at("peildatum"), known.problems) or Shift(0, "dagen"),
        tuple(name for item in fields.items("vervalt") if (name := _dropped(item, known))),
        tuple(known.fact(item) for item in fields.scalars("behalve")),
        values.facts(fields.entries("uitgangspunten")),
        _words(fields, "vragen", known.questions, "geen vraag", known.problems),
        _words(fields, "buiten_beschouwing", sorted(known.criteria), "geen criterium", known.problems),
        *_step_list(fields, known),
        known.fact(fields.scalar("looptijd", required=True), NumberType),
        known.fact(fields.scalar("einde", required=True), DateType, own=False),
        tuple(one for item in fields.items("proeven") if (one := _trial(item, fields, values, known))),
        tuple(known.fact(item, own=False) for item in fields.scalars("tonen")),
        tuple((known.fact(key), _words_for(key, value, fields)) for key, value in fields.entries("afspreken")),
    )
    needed = (overlay.start, overlay.steps, overlay.kind, overlay.date, overlay.length, overlay.last_day)
    return overlay if all(needed) else None


def _step_list(fields: Fields, known: Known) -> tuple[str, str, str]:
    """The list that steps become elements of, with its fields for kind and date; "" after a mistake."""
    inner = Fields.of(fields.get("stappen"), fields.place, "'stappen'", STEP_LIST, known.problems)
    name = known.fact(inner.scalar("lijst", required=True), ListType) if inner else ""
    if inner is None or not name:
        return "", "", ""
    record = known.concepts[name].type
    assert isinstance(record, ListType)
    found = []
    for key, kind in (("soort", ChoiceType), ("datum", DateType)):
        scalar = inner.scalar(key, required=True)
        field = record.field(scalar.text) if scalar else None
        if scalar is not None and (field is None or not isinstance(field.type, kind)):
            fitting = [one.name for one in record.fields if isinstance(one.type, kind)]
            hint = did_you_mean(scalar.text, fitting) or f"mogelijk: {', '.join(fitting)}"
            known.problems.add(scalar.place, "R110", f"'{name}' heeft geen veld '{scalar.text}' van dit type", hint)
            field = None
        found.append(field.name if field else "")
    return (name, found[0], found[1]) if all(found) else ("", "", "")


def _dropped(item: Node, known: Known) -> str:
    """A group, a fact, or a field of a list."""
    if not isinstance(item, Scalar):
        known.problems.add(item.place, "R04", "hier hoort de naam van een groep, begrip of veld")
        return ""
    name = item.text
    groups = {one.partition(".")[0] for one in known.concepts}
    fields = {
        f"{one.name}.{field.name}"
        for one in known.concepts.values()
        if isinstance(one.type, ListType)
        for field in one.type.fields
    }
    if name in groups or name in known.concepts or name in fields:
        return name
    hint = did_you_mean(name, [*groups, *known.concepts, *fields])
    known.problems.add(item.place, "R111", f"'{name}' is geen groep, geen begrip en geen veld van een lijst", hint)
    return ""


def _trial(item: Node, outer: Fields, values: OfferReader, known: Known) -> Trial | None:
    fields = Fields.of(item, outer.place, "een proef", TRIAL, known.problems)
    if fields is None:
        return None
    criterion = fields.option("criterium", {one: one for one in sorted(known.criteria)}, required=True)
    return Trial(
        fields.text("titel", required=True),
        known.fact(fields.scalar("begrip", required=True)),
        criterion or "",
        values.facts(fields.entries("met")),
    )


def _words(fields: Fields, key: str, allowed: Iterable[str], what: str, problems: Collector) -> tuple[str, ...]:
    """A list of names out of `allowed`."""
    names = tuple(allowed)
    found = []
    for item in fields.items(key):
        text = item.text if isinstance(item, Scalar) else ""
        if text in names:
            found.append(text)
        else:
            problems.add(item.place, "R112", f"'{text}' is {what} van deze regelset", did_you_mean(text, names))
    return tuple(found)


def _words_for(key: Scalar, node: Node, fields: Fields) -> str:
    """The words that are used for a fact; "" after a mistake."""
    value = fields.one_value(node, key.text)
    if value is not None and value.empty:
        fields.problems.add(key.place, "R03", f"bij '{key.text}' ontbreken de woorden")
    return "" if value is None else " ".join(value.text.split())
