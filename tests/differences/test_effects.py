"""What notices a change of the rules: a small dossier, or the proof that nothing does."""

from __future__ import annotations

import random
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoortoets.engine.audit import DIRECT, Auditor
from spoortoets.engine.differences.candidates import Candidate
from spoortoets.engine.differences.compare import compare
from spoortoets.engine.differences.dossiers import outcomes, read_both
from spoortoets.engine.differences.effects import EffectFinder, Effects, Notice
from spoortoets.engine.differences.noticing import Key, Noticing, Special, value
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.evaluate import evaluate

from ..engine import test_laws as laws
from ..engine.conftest import Workbench
from .test_compare import BASE, FILES, OLD, book, edited

DOUBT = "als: telling.te_laat > 0 en telling.te_laat <= parameter.speling_telling"
DOSSIER = """
dossier: {id: U-1, peildatum: 2026-06-01}
punt:
  opmerking: iets
  soort: wijk
  geopend_op: 2025-10-01
  geteld_op: 2026-01-10
"""

needs_proof = pytest.mark.skipif(find_spec("z3") is None, reason="z3-solver ontbreekt")


def dossier(text: str = DOSSIER):
    return read_dossier(text.encode(), "U-1.yaml", OLD.rulebook.concepts)


def effects(name: str, old: str, new: str, *folder: Candidate) -> Effects:
    compared = compare(OLD, book(edited(name, old, new)))
    return EffectFinder(compared, folder).find()


def test_a_threshold_is_noticed_by_a_small_dossier_with_what_was_and_what_is():
    late = Candidate(dossier(), "het dossier U-1.yaml")
    found = effects("parameters.yaml", "waarde: 7", "waarde: 9", late)
    (effect,) = found.of
    assert effect is not None and effect.notice is Notice.NOTICED and not found.agrees
    witness = effect.witness
    assert witness is not None and witness.origin == "het dossier U-1.yaml"
    first = witness.changes[0]
    assert (first.key, first.before, first.after) == (Key("B2", "bevinding"), "voldoet_niet", "twijfel")
    needed = {"punt.soort", "punt.geopend_op", "punt.geteld_op"}
    assert witness.dossier.facts.keys() == {"dossier.id", "dossier.peildatum", *needed}
    (condition,) = {one.text for one in witness.through["B2"] if "hoogstens" in one.text}
    told = next(one for one in witness.through["B2"] if one.text == condition)
    assert [(one.before, one.after) for one in told.values if one.before != one.after] == [("7 dagen", "9 dagen")]


def test_another_order_brackets_or_an_opposite_mean_the_same_for_every_dossier():
    for other in (
        "als: telling.te_laat <= parameter.speling_telling en telling.te_laat > 0",
        "als: niet telling.te_laat > parameter.speling_telling en (telling.te_laat > 0)",
        "als: niet (telling.te_laat > parameter.speling_telling of telling.te_laat <= 0)",
        "als: parameter.speling_telling >= telling.te_laat en 0 < telling.te_laat",
    ):
        found = effects("criteria/B2.yaml", DOUBT, other)
        assert found.agrees, other
        assert [one and one.notice for one in found.of] == [Notice.SAME]


def test_a_text_alone_changes_no_finding_and_that_is_proved():
    found = effects("criteria/B1.yaml", "heeft een beheerder.", "heeft een vaste beheerder.")
    assert found.agrees and found.of == (None,)


@needs_proof
def test_a_condition_that_adds_nothing_is_proved_to_be_noticed_by_nothing():
    found = effects("criteria/B2.yaml", DOUBT, DOUBT.replace("> 0 en", "> 0 en telling.te_laat >= 0 en"))
    assert [one and one.notice for one in found.of] == [Notice.UNNOTICED]
    assert found.agrees


def test_without_the_prover_such_a_condition_is_not_decided(monkeypatch):
    monkeypatch.setattr("spoortoets.engine.proofs.prover.solver_available", lambda: False, raising=False)
    monkeypatch.setattr("spoortoets.engine.proofs.solver.find_spec", lambda _: None, raising=False)
    found = effects("criteria/B2.yaml", DOUBT, DOUBT.replace("> 0 en", "> 0 en telling.te_laat >= 0 en"))
    assert [one and one.notice for one in found.of] == [Notice.UNDECIDED]
    assert not found.agrees and found.whole is None
    assert "z3-solver" in found.prover


def test_of_two_changes_in_one_rule_the_one_without_effect_is_told_apart():
    text = FILES["criteria/B2.yaml"].decode()
    text = text.replace("als: telling.te_laat = 0", "als: telling.te_laat = 0 en telling.te_laat = 0")
    text = text.replace(DOUBT, DOUBT.replace("> 0", "> 1"))
    late = dossier(DOSSIER.replace("2026-01-10", "2026-01-02"))
    compared = compare(OLD, book(FILES | {"criteria/B2.yaml": text.encode()}))
    (effect,) = EffectFinder(compared, (Candidate(late, "het dossier"),)).find().of
    assert effect is not None and effect.notice is Notice.NOTICED
    assert [part.notice for _, part in effect.parts] == [Notice.SAME, Notice.NOTICED]


def test_a_new_criterion_is_noticed_as_a_finding_that_was_not_there():
    added = FILES | {"criteria/B9.yaml": FILES["criteria/B2.yaml"].replace(b"criterium: B2", b"criterium: B9")}
    compared = compare(OLD, book(added))
    found = EffectFinder(compared, (Candidate(dossier(), "het dossier"),)).find()
    (effect,) = (one for one in found.of if one is not None)
    assert effect.notice is Notice.NOTICED and effect.witness is not None
    assert (Key("B9", "bevinding"), Special.ABSENT) in [(one.key, one.before) for one in effect.witness.changes]


def test_the_tests_of_the_rules_are_tried_too():
    story = b"""toetsen: B2
gevallen:
  - naam: Acht dagen te laat
    feiten: {punt.soort: wijk, punt.geopend_op: 2025-10-01, punt.geteld_op: 2026-01-09}
    verwacht: {B2: voldoet_niet}
"""
    tests = BASE | {"toetsen/B2.yaml": story}
    compared = compare(book(FILES, tests), book(edited("parameters.yaml", "waarde: 7", "waarde: 9"), tests))
    (effect,) = EffectFinder(compared).find().of
    assert effect is not None and effect.witness is not None
    assert effect.witness.origin == "de toets 'Acht dagen te laat' van B2"


def test_a_dossier_of_a_folder_that_one_rulebook_refuses_is_told():
    new = book(edited("begrippen/punt.yaml", "  soort:", "  bijnaam: {type: tekst, titel: de bijnaam}\n  soort:"))
    data = DOSSIER.replace("  opmerking: iets\n", "  bijnaam: iets\n").encode()
    (one,) = outcomes([read_both("U-1.yaml", data, OLD.rulebook, new.rulebook)], OLD.rulebook, new.rulebook)
    assert one.refused[0] and not one.refused[1] and not one.changes


# --- the laws ---------------------------------------------------------------------------------------------------------

BENCH = Workbench()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_what_has_the_same_signature_comes_out_the_same_for_every_dossier(seed):
    """Two rulebooks that share some rules: only what is not known to be the same may differ, whatever the dossier."""
    chance = random.Random(seed)
    one = laws.rulebook_texts(seed, BENCH)
    other = laws.rulebook_texts(seed + 1, BENCH)
    mixed = {name: other.get(name, text) if chance.random() < 0.3 else text for name, text in one.items()}
    try:
        old, new = BENCH.book(one), BENCH.book(mixed)
    except Exception:
        return
    noticing = Noticing.of(old, new)
    auditors: list[Auditor] = []
    for _ in range(4):
        text = laws.written(laws.some_facts(chance))
        case = BENCH.dossier(old, text)
        if not auditors:
            auditors = [Auditor(each, case.reference_date, DIRECT) for each in (old, new)]
        open_keys = noticing.open_keys(case.reference_date)
        changed = {each.key for each in noticing.changed(case)}
        assert changed <= open_keys
        runs = [(each.layout, evaluate(each.layout.plan, case)) for each in auditors]
        keys = [Key(id, "bevinding") for id in runs[0][0].criteria] + [Key("oordeel/eindoordeel")]
        for key in keys:
            before, after = (value(key, *run) for run in runs)
            same = type(before) is type(after) and before == after
            assert same is (key not in changed), (key, before, after)
