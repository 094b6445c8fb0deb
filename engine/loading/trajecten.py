"""Reads `trajecten/`: what providers offer, one per file."""

from __future__ import annotations

from ..forms.offers import (
    AFTER,
    CLAIM,
    LENGTH,
    NOT_SAID,
    OFFER_FILE,
    OFFER_STEP,
    OVERLAY_NAME,
    PHASE,
    STATED,
    STATED_DAYS,
    WHEN,
)
from ..language.terms import Authority
from ..language.types import ChoiceType, ListType, NumberType
from ..mistakes import did_you_mean
from ..offer import Between, Claim, Length, Offer, OfferedFact, OfferPhase, OfferStep, Overlay, Planned, Stated
from ..text import scalars
from ..text.text_tree import Mapping, Node, Scalar
from .fields import Fields, check_name
from .offer_values import read_shift
from .trajecttoets import Known, read_overlay

SOFT = (Authority.PRACTICE, Authority.DESIGN)


def read_room(trees: list[Node], known: Known) -> tuple[tuple[Offer, ...], Overlay | None]:
    """All files of the folder: the offers by name, and how an offer is laid over a dossier."""
    overlays = [tree for tree in trees if isinstance(tree, Mapping) and OVERLAY_NAME in tree]
    for extra in overlays[1:]:
        known.problems.add(extra.place, "R98", f"'{OVERLAY_NAME}' staat in twee bestanden", "laat er één staan")
    if not overlays:
        if trees:
            message = f"er zijn trajecten, maar er is geen bestand met '{OVERLAY_NAME}'"
            known.problems.add(trees[0].place, "R113", message, "dat zegt hoe een aanbod op een dossier wordt gelegd")
        return (), None
    overlay = read_overlay(overlays[0], known)
    if overlay is None:
        return (), None
    offers: dict[str, Offer] = {}
    for tree in trees:
        read = None if tree in overlays else read_offer(tree, overlay, known)
        if read is not None and read[0].id in offers:
            known.problems.add(read[1].place, "R98", f"het traject '{read[0].id}' staat in twee bestanden")
        if read is not None:
            offers[read[0].id] = read[0]
    return tuple(offers.values()), overlay


# --- offers -----------------------------------------------------------------------------------------------------


def read_offer(node: Node, overlay: Overlay, known: Known) -> tuple[Offer, Scalar] | None:
    """One provider's file, with the key of its name."""
    fields = Fields.of(node, node.place, "een traject", OFFER_FILE, known.problems)
    key = fields.scalar("traject", required=True) if fields else None
    if fields is None or key is None or not check_name(key, "een traject", known.problems):
        return None
    phases = tuple(one for item in fields.items("fasen") if (one := _phase(item, fields, overlay, known)))
    if not phases:
        known.problems.add(fields.at("fasen"), "R113", f"het traject '{key.text}' heeft minstens één fase nodig")
    length = _length(fields, overlay, known)
    offer = Offer(
        key.text,
        fields.text("titel", required=True),
        fields.text("kort", required=True),
        _source(fields, known),
        fields.text("omschrijving", required=True),
        phases,
        length,
        _stated(fields, "uren"),
        _stated(fields, "prijs"),
        _stated(fields, "rapportage", with_days=True),
        _listed(fields, "team"),
        _listed(fields, "doelgroepen"),
        fields.text("opmerking"),
        tuple(claim for item in fields.items("beweringen") if (claim := _claim(item, fields, known))),
        (
            *_fixed(fields, overlay, known),
            *_planned(phases, overlay),
            *_length_fact(length, overlay),
        ),
    )
    return offer, key


def _source(fields: Fields, known: Known) -> str:
    """The provider's own text: practice, never a norm."""
    scalar = fields.scalar("bron", required=True)
    if scalar is None:
        return ""
    source = known.sources.get(scalar.text)
    if source is None:
        hint = did_you_mean(scalar.text, known.sources)
        known.problems.add(scalar.place, "R09", f"de bron '{scalar.text}' staat niet in bronnen.yaml", hint)
    elif source.authority is not Authority.PRACTICE:
        message = f"de bron van een traject is een tekst van de aanbieder, en '{scalar.text}' heeft een ander gezag"
        known.problems.add(scalar.place, "R114", message, "kies een bron met gezag praktijk")
    return scalar.text


def _phase(item: Node, outer: Fields, overlay: Overlay, known: Known) -> OfferPhase | None:
    fields = Fields.of(item, outer.place, "een fase", PHASE, known.problems)
    if fields is None:
        return None
    steps = tuple(one for step in fields.items("stappen") if (one := _step(step, fields, overlay, known)))
    return OfferPhase(fields.text("titel", required=True), steps, fields.text("opmerking"))


def _step(item: Node, outer: Fields, overlay: Overlay, known: Known) -> OfferStep | None:
    fields = Fields.of(item, outer.place, "een stap", OFFER_STEP, known.problems)
    if fields is None:
        return None
    kinds = []
    record = known.concepts[overlay.steps].type
    column = record.field(overlay.kind) if isinstance(record, ListType) else None
    assert column is not None
    assert isinstance(column.type, ChoiceType)
    for one in fields.scalars("activiteiten"):
        kind = scalars.choice(one, "activiteiten", column.type.values, known.problems)
        kinds += [kind] if kind else []
    after = fields.get(AFTER)
    shift = None if after is None else read_shift(after, fields.at(AFTER), known.problems)
    always = fields.option("wanneer", WHEN, required=True)
    return OfferStep(fields.text("titel", required=True), tuple(kinds), always is True, shift, fields.text("opmerking"))


def _planned(phases: tuple[OfferPhase, ...], overlay: Overlay) -> tuple[OfferedFact, ...]:
    """The steps that everybody gets as elements of the list; when they happen only where that is said."""
    elements = tuple(
        Planned(((overlay.kind, kind), *(((overlay.date, step.after),) if step.after else ())))
        for phase in phases
        for step in phase.steps
        if step.always
        for kind in step.kinds
    )
    return (OfferedFact(overlay.steps, elements),) if elements else ()


def _length(fields: Fields, overlay: Overlay, known: Known) -> Length | None:
    if _said(fields, "looptijd") is None:
        return None
    inner = Fields.of(fields.get("looptijd"), fields.place, "de looptijd", LENGTH, known.problems)
    if inner is None:
        return None
    low, high, average = inner.number("minimum"), inner.number("maximum"), inner.number("gemiddeld")
    if low is not None and high is not None and low > high:
        known.problems.add(inner.at("minimum"), "R115", "bij de looptijd is het minimum groter dan het maximum")
    kind = known.concepts[overlay.length].type
    return Length(low, high, average, kind.unit if isinstance(kind, NumberType) else None, inner.text("toelichting"))


def _length_fact(length: Length | None, overlay: Overlay) -> tuple[OfferedFact, ...]:
    """The length as far as it is fixed: an average fixes nothing."""
    if length is None or length.minimum is None or length.maximum is None:
        return ()
    value = length.minimum if length.minimum == length.maximum else Between(length.minimum, length.maximum)
    return (OfferedFact(overlay.length, value),)


def _said(fields: Fields, key: str) -> Node | None:
    """What stands under a key; None when the provider says nothing about it, which the file must say."""
    node = fields.get(key)
    if node is None or (isinstance(node, Scalar) and node.empty):
        hint = f"schrijf '{NOT_SAID}' als de aanbieder er niets over zegt"
        told = f"is '{key}' niet ingevuld" if fields.has(key) else f"ontbreekt de sleutel '{key}'"
        fields.problems.add(fields.at(key), "R03", f"bij {fields.what} {told}", hint)
        return None
    return None if isinstance(node, Scalar) and node.text == NOT_SAID else node


def _stated(fields: Fields, key: str, *, with_days: bool = False) -> Stated:
    """A property in words: a text, or `{tekst, toelichting}`."""
    node = _said(fields, key)
    if node is None:
        return Stated("")
    if isinstance(node, Scalar):
        return Stated(fields.text(key))
    inner = Fields.of(node, fields.place, f"'{key}'", STATED_DAYS if with_days else STATED, fields.problems)
    if inner is None:
        return Stated("")
    return Stated(inner.text("tekst", required=True), inner.text("toelichting"), inner.whole("dagen"))


def _listed(fields: Fields, key: str) -> tuple[str, ...]:
    """A property as a list of texts."""
    return () if _said(fields, key) is None else tuple(" ".join(one.text.split()) for one in fields.scalars(key))


def _claim(item: Node, outer: Fields, known: Known) -> Claim | None:
    fields = Fields.of(item, outer.place, "een bewering", CLAIM, known.problems)
    if fields is None:
        return None
    difference, citations = fields.text("verschil"), fields.citations(known.sources)
    if difference and not any(known.sources[one.source].authority not in SOFT for one in citations):
        message = "bij een verschil hoort minstens één bron met gezag wet, beleid of rechtspraak"
        known.problems.add(fields.at("verschil"), "R116", message, "noem die onder 'bronnen'")
    if citations and not difference:
        message = "bij een bewering horen alleen bronnen als er een verschil is"
        known.problems.add(fields.at("bronnen"), "R116", message, "schrijf het verschil onder 'verschil'")
    return Claim(fields.text("tekst", required=True), difference, citations)


def _fixed(fields: Fields, overlay: Overlay, known: Known) -> tuple[OfferedFact, ...]:
    """The facts under `aanbod`, which must be about the plan: an offer says nothing about a person."""
    entries = []
    elsewhere = {overlay.start: "begin", overlay.steps: "fasen", overlay.length: "looptijd"}
    for key, value in fields.entries("aanbod"):
        if key.text in elsewhere:
            message = f"'{key.text}' volgt uit '{elsewhere[key.text]}' en hoort niet onder 'aanbod'"
            known.problems.add(key.place, "R117", message, "haal deze regel weg")
        elif key.text in known.concepts and not overlay.drops(key.text):
            message = f"een aanbod legt niets vast over '{key.text}': dat gaat niet over het plan"
            known.problems.add(key.place, "R117", message, f"zie 'vervalt' in {OVERLAY_NAME}")
        else:
            entries.append((key, value))
    return known.values().facts(entries)
