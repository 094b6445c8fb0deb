"""Laws that hold for every dossier: tried on the examples, on what is left of them, and on variations of them."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from spoortoets.engine.dossier import Dossier, Fact, Record, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.terms import Outcome, Weight
from spoortoets.engine.language.types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, YesNoType
from spoortoets.engine.layout import Layout
from spoortoets.engine.plan import Registers
from spoortoets.engine.result import FactState, Result
from spoortoets.engine.survey import silence_uses
from spoortoets.engine.whatif.rerun import Rerun

from .zaak import ROOT, TODAY, auditor, rulebook

NUMBER = int(os.environ.get("SPOORTOETS_VARIATIES", "100"))
"""How many variations each law is tried on; more in a long run by hand."""

CERTAIN = {Outcome.MET, Outcome.NOT_MET, Outcome.DOUBT, Outcome.NOT_APPLICABLE}
BESIDE = ("gronden.yaml", "veronderstellingen.yaml")
"""Files beside the rulings that are no dossier."""

EXAMPLES = sorted(
    path
    for path in (ROOT / "voorbeelden").rglob("*.yaml")
    if not path.name.endswith(".uitkomst.yaml") and path.name not in BESIDE
)


@cache
def example(number: int) -> Dossier:
    path = EXAMPLES[number]
    return read_dossier(path.read_bytes(), path.name, rulebook().concepts)


def with_facts(dossier: Dossier, facts: dict[str, Fact]) -> Dossier:
    return Dossier(dossier.id, dossier.reference_date, facts, "")


# --- variations of the examples ---


class Variations:
    """Each an example with some facts left out, asked in vain or replaced: near the real ones, and in every corner."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.concepts = [one for one in rulebook().concepts if not one.name.startswith("dossier.")]

    def dossiers(self, number: int) -> Iterator[Dossier]:
        for _ in range(number):
            yield self.varied(example(self.random.randrange(len(EXAMPLES))))

    def varied(self, dossier: Dossier) -> Dossier:
        facts = dict(dossier.facts)
        for concept in self.random.choices(self.concepts, k=self.random.choice((1, 2, 4, 8, 20, 40))):
            match self.random.randrange(10):
                case 0 | 1 | 2:
                    facts.pop(concept.name, None)
                case 3:
                    facts[concept.name] = Fact(FactState.ASKED)
                case _:
                    facts[concept.name] = Fact(FactState.KNOWN, self.value(concept, facts, dossier.reference_date))
        return with_facts(dossier, facts)

    def poorer(self, dossier: Dossier) -> Dossier:
        """The same with one to five facts left out or asked in vain."""
        facts = dict(dossier.facts)
        known = [name for name in facts if not name.startswith("dossier.")]
        for name in self.random.sample(known, min(len(known), self.random.randrange(1, 6))):
            if self.random.random() < 0.5:
                del facts[name]
            else:
                facts[name] = Fact(FactState.ASKED)
        return with_facts(dossier, facts)

    def value(self, concept: Concept, facts: dict[str, Fact], day: date) -> Any:
        if not isinstance(concept.type, ListType):
            return self.scalar(concept, day)
        now = facts.get(concept.name)
        if now is not None and isinstance(now.value, Records) and now.value.items and self.random.random() < 0.7:
            items = [self.changed(one, concept.type, day) for one in now.value.items]
        else:
            items = [self.changed(Record({}), concept.type, day, 0.9) for _ in range(self.random.randrange(5))]
        return Records(tuple(items), complete=self.random.random() < 0.8)

    def changed(self, record: Record, shape: ListType, day: date, chance: float = 0.15) -> Record:
        values = {name: value for name, value in record.values.items() if self.random.random() > 0.05}
        for one in shape.fields:
            if self.random.random() < chance:
                values[one.name] = self.scalar(one, day)
        return Record(values)

    def scalar(self, concept: Concept, day: date) -> Any:
        match concept.type:
            case YesNoType():
                return self.random.random() < 0.5
            case DateType():
                return day + timedelta(days=self.random.randint(-700, 120))
            case NumberType():
                low = concept.minimum if concept.minimum is not None else 0
                high = concept.maximum if concept.maximum is not None else low + 40
                return self.random.randint(int(low), int(high))
            case ChoiceType(values):
                return self.random.choice(values)
            case ChoicesType(values):
                return frozenset(one for one in values if self.random.random() < 0.5)
        return "tekst"


def outcomes(dossier: Dossier) -> dict[str, Outcome]:
    """The finding of each criterion. Raises: RulebookConflict when a criterion contradicts itself."""
    auditing = auditor(dossier.reference_date)
    registers, _ = auditing.run(dossier)
    return _outcomes(auditing.layout, registers)


def _outcomes(layout: Layout, registers: Registers) -> dict[str, Outcome]:
    return {name: _outcome(registers, one.finding) for name, one in layout.criteria.items()}


def _outcome(registers: Registers, register: int) -> Outcome:
    return Outcome(registers[register]) if registers[register] else Outcome.UNKNOWN


# --- the laws ---


def test_no_criterion_ever_contradicts_itself() -> None:
    seen: dict[str, set[Outcome]] = {}
    for dossier in Variations(1).dossiers(NUMBER):
        for name, outcome in outcomes(dossier).items():
            seen.setdefault(name, set()).add(outcome)
    assert all(len(one) > 1 for one in seen.values()), "the variations leave a criterion always the same"


@cache
def judged_silences() -> tuple[str, ...]:
    """The facts and findings of which a rule asks whether they are known, outside the verdict and the timeline."""
    steps = {one.id for one in rulebook().steps}
    return tuple(
        dict.fromkeys(
            re.sub(r" is (on)?bekend$", "", one.text)
            for one in silence_uses(rulebook())
            if not one.rule.startswith("oordeel") and one.rule not in steps
        )
    )


def known_silences(dossier: Dossier) -> set[str]:
    auditing = auditor(dossier.reference_date)
    registers, _ = auditing.run(dossier)
    return _known_silences(auditing.layout, registers)


def _known_silences(layout: Layout, registers: Registers) -> set[str]:
    names = {**layout.names.facts, **{f"{name}.bevinding": one.finding for name, one in layout.criteria.items()}}
    return {name for name in judged_silences() if registers[names[name]] is not None}


def test_more_facts_never_flip_a_certain_finding() -> None:
    """Except where a rule judges silence, and what it was silent about became known."""
    variations, compared = Variations(2), 0
    for richer in variations.dossiers(NUMBER):
        poorer = variations.poorer(richer)
        if known_silences(poorer) != known_silences(richer):
            continue
        before, after = outcomes(poorer), outcomes(richer)
        compared += 1
        flipped = {
            name: (was.value, after[name].value)
            for name, was in before.items()
            if was in CERTAIN and was is not after[name]
        }
        assert not flipped
    assert compared > NUMBER // 2


def test_only_these_silences_are_judged() -> None:
    """A new one makes certainty less stable, and is to be decided upon, not to slip in."""
    assert set(judged_silences()) == {
        "K04.bevinding", "K05.bevinding", "K06.bevinding", "K07.bevinding",
        "eerstejaarsevaluatie.pva_bijstelling_datum", "gbm.blokkade_tot",
        "gbm.dekt_tot_nu", "gbm.hele_wachttijd", "iva.besluit", "kosten.deskundigenoordeel", "kosten.doorbetaling",
        "kosten.onderzoek", "kosten.traject", "kosten.werkgeverslasten", "proces.melding_42_datum",
        "samenhang.elders", "sanctie.besluit", "spoor2.mogelijk_geen_mogelijkheden", "spoor2.mogelijkheden_later",
        "traject.intake_later_volgens_activiteiten", "traject.reden_duur", "uwv.aankondiging_datum",
        "uwv.wia_aanvraag_datum", "verlenging.einde_datum", "verlenging.gevraagd", "wachttijd.einde",
        "wachttijd.einde_bij_andere_oorzaak",
    }  # fmt: skip


def without_one(dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """The dossier without each of its facts, and without each field of its list elements."""
    for name, fact in dossier.facts.items():
        if name in ("dossier.id", "dossier.peildatum"):
            continue
        yield name, with_facts(dossier, {key: one for key, one in dossier.facts.items() if key != name})
        if isinstance(fact.value, Records):
            for index, record in enumerate(fact.value.items):
                for field in record.values:
                    less = Record({key: one for key, one in record.values.items() if key != field})
                    items = (*fact.value.items[:index], less, *fact.value.items[index + 1 :])
                    changed = Fact(FactState.KNOWN, Records(items, fact.value.complete))
                    yield f"{name}[{index}].{field}", with_facts(dossier, {**dossier.facts, name: changed})


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[path.stem for path in EXAMPLES])
def test_leaving_one_fact_out_never_turns_one_certain_finding_into_another(number: int) -> None:
    auditing = auditor(example(number).reference_date)
    layout, again = auditing.layout, Rerun(auditing.layout, example(number))
    whole, known = _outcomes(layout, again.registers), _known_silences(layout, again.registers)
    for name, dossier in without_one(example(number)):
        registers = again.run(dossier)
        auditing.refuse_conflicts(registers)
        if _known_silences(layout, registers) != known:
            continue
        for criterion, outcome in _outcomes(layout, registers).items():
            assert outcome in (whole[criterion], Outcome.UNKNOWN) or whole[criterion] is Outcome.UNKNOWN, (
                f"{criterion} without {name}: {whole[criterion].value} became {outcome.value}"
            )


def test_leaving_one_fact_out_of_the_adequate_example_never_accuses_anyone() -> None:
    number = [path.stem for path in EXAMPLES].index("adequaat")
    whole = example(number)
    layout = auditor(whole.reference_date).layout
    again = Rerun(layout, whole)
    for name, dossier in without_one(whole):
        verdict = again.run(dossier)[layout.verdict.outcome]
        assert verdict in ("adequaat", "onvoldoende_gegevens"), f"without {name}: {verdict}"


def test_a_shortfall_that_may_still_be_a_carrying_one_is_never_adequate() -> None:
    """K37 weighs as carrying in UWV's example of a short traject; without the schooling that cannot be told."""
    number = [path.stem for path in EXAMPLES].index("lagere_school_drie_maanden")
    stopped = {"traject.eindreden": Fact(FactState.KNOWN, "werknemer_weigert")}
    facts = {**example(number).facts, **stopped, "traject.looptijd_ingeschat": Fact(FactState.KNOWN, False)}
    assert audited(with_facts(example(number), facts)).verdict.outcome == "niet_adequaat"
    del facts["persoon.opleiding"]
    result = audited(with_facts(example(number), facts))
    duration = result.finding("K37")
    assert duration is not None
    assert result.verdict.outcome == "onvoldoende_gegevens"
    assert "persoon.opleiding" in [one.name for one in duration.open_facts]


def audited(dossier: Dossier) -> Result:
    return auditor(dossier.reference_date).audit(dossier, ())


def sentences(result: Result) -> Iterator[tuple[str, str]]:
    """All that a reader is told as a fact, with where it stands."""
    yield "oordeel", result.verdict.reason
    for found in result.findings:
        grounds = [one.text for one in found.grounds if one.truth.value == "waar"]
        for text in (*found.reasons, *found.to_weigh, *grounds, *(one.what for one in found.repairs)):
            yield found.criterion, text


def test_what_holds_for_every_result() -> None:
    for dossier in Variations(3).dossiers(NUMBER):
        result = audited(dossier)
        for place, text in sentences(result):
            assert "onbekend" not in text and "niet volledig bekend" not in text, f"{place}: {text}"
        for found in result.findings:
            if found.outcome is Outcome.NOT_MET:
                assert found.authority.value != "ontwerp", found.criterion
            if found.outcome is Outcome.NOT_APPLICABLE:
                assert found.reasons, found.criterion
        verdict = result.verdict.outcome
        assert verdict
        if verdict == "adequaat":
            for found in result.findings:
                if found.weight is Weight.CARRYING:
                    assert found.excused or found.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE), found.criterion
        if verdict == "niet_adequaat":
            assert any(
                one.weight is Weight.CARRYING and one.outcome is Outcome.NOT_MET and not one.excused
                for one in result.findings
            )


@pytest.mark.parametrize("day", [TODAY, date(2023, 1, 2), date(2030, 12, 31)])
def test_an_empty_dossier_is_neither_adequate_nor_inadequate(day: date) -> None:
    facts = {"dossier.peildatum": Fact(FactState.KNOWN, day), "dossier.id": Fact(FactState.KNOWN, "L-001")}
    result = audited(Dossier("L-001", day, facts, ""))
    assert result.verdict.outcome == "onvoldoende_gegevens"
    assert {one.outcome for one in result.findings} == {Outcome.UNKNOWN}
