"""An offer over a dossier, in a rulebook of another domain: what stays, what comes in its place, what stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spoortoets.engine.dossier import Dossier, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.offer import AtLeast, Between, OfferedFact, Planned, Shift
from spoortoets.engine.offer_audit import OfferAudit, OfferAuditor, agreed_later, lay_over, too_early
from spoortoets.engine.packing import pack, unpack
from spoortoets.engine.result import FactState
from spoortoets.engine.values import Interval, OpenSet

BOOK = load_rulebook(Path(__file__).parents[1] / "andere_regels")
OFFER = BOOK.offers[0]
START = date(2026, 1, 5)

DOSSIER = """
dossier: {id: U-1, peildatum: 2026-06-01}
punt:
  geopend_op: 2025-03-01
  geteld_op: 2025-04-01
  soort: school
  omvang: klein
  uren_per_week: 2
  talen: [fr]
  opmerking: van vroeger
  boeken: []
"""


def dossier(text: str = DOSSIER) -> Dossier:
    return read_dossier(text.encode(), "punt.yaml", BOOK.concepts)


def laid() -> Dossier:
    assert BOOK.overlay is not None
    return lay_over(BOOK, BOOK.overlay, OFFER, dossier(), START)


def audited(motor: str = "durable", start: date | None = START) -> OfferAudit:
    return OfferAuditor(BOOK, dossier(), start, motor).audit(OFFER)


def test_an_offer_holds_its_own_facts_its_steps_and_its_length():
    assert OFFER.facts == (
        OfferedFact("punt.talen", AtLeast(("nl",))),
        OfferedFact("punt.geteld_op", Shift(14, "weken")),
        OfferedFact(
            "punt.boeken",
            (
                Planned((("soort", "roman"), ("sinds", Shift(2, "weken")))),
                Planned((("soort", "strip"), ("sinds", Shift(2, "weken")))),
            ),
        ),
        OfferedFact("punt.uren_per_week", Between(4, 10)),
    )


def test_a_step_that_not_everybody_gets_is_not_laid_over_the_dossier():
    boeken = laid().fact("punt.boeken").value
    assert isinstance(boeken, Records)
    assert [one.values["soort"] for one in boeken.items] == ["roman", "strip"]
    assert not boeken.complete


def test_what_the_offer_fixes_takes_the_place_of_the_plan_in_the_dossier():
    case = laid()
    assert case.fact("punt.geopend_op").value == START
    assert case.fact("punt.geteld_op").value == date(2026, 4, 13)
    assert case.fact("punt.talen").value == OpenSet(frozenset({"nl"}), None)
    assert case.fact("punt.uren_per_week").value == Interval(4, 10)
    assert case.fact("punt.geteld_op").provenance.document == "Folder"


def test_what_the_dossier_says_of_the_plan_is_unknown_where_the_offer_is_silent():
    assert laid().fact("punt.opmerking").state is FactState.ABSENT


def test_what_is_not_about_the_plan_stays():
    assert laid().fact("punt.soort").value == "school"
    assert laid().id == "U-1"


def test_the_audit_is_as_of_a_day_after_the_start():
    assert laid().reference_date == date(2026, 5, 5)


def test_without_a_start_the_peildatum_is_the_start():
    assert audited(start=None).start == date(2026, 6, 1)


def test_a_deadline_is_judged_with_the_day_that_the_offer_fixes():
    """Three months after 5 January is 5 April; fourteen weeks are 13 April, and a week of grace ends on the 12th."""
    found = {one.criterion: one for one in audited().findings}
    assert found["B2"].outcome.value == "voldoet_niet"
    assert found["B2"].reasons == ("De telling was 8 dagen te laat.",)


def test_a_criterion_left_out_of_consideration_is_not_shown():
    assert [one.criterion for one in audited().findings] == ["B2", "B3", "B4"]


def test_a_number_within_two_ends_decides_only_where_both_ends_agree():
    """Four hours are enough for a small school; the offer gives four to ten."""
    found = {one.criterion: one.outcome.value for one in audited().findings}
    assert found["B4"] == "voldoet"


def test_what_is_open_about_the_plan_can_be_agreed():
    assert BOOK.overlay is not None
    finding = next(one for one in audited().findings if one.criterion == "B3")
    plan, missing = agreed_later(BOOK.overlay, finding.open_facts)
    assert finding.outcome.value == "onbekend"
    assert [one.name for one in plan] == ["punt.boeken"]
    assert missing == ()


def test_each_published_length_is_tried():
    assert [(one.trial, one.value, one.finding.outcome.value) for one in audited().trials] == [
        ("Openingsuren", "4 uur per week (kortste)", "voldoet"),
        ("Openingsuren", "10 uur per week (langste)", "voldoet"),
    ]


def test_both_readings_of_the_rules_agree_on_an_offer():
    durable, direct = audited(), audited("direct")
    assert durable.findings == direct.findings
    assert durable.trials == direct.trials


def test_a_difference_carries_its_sources():
    (claim,) = audited().differences
    assert claim.difference == "Het statuut vraagt een beheerder."
    assert [(one.short, one.place) for one in claim.sources] == [("Statuut", "art. 1")]


def test_a_start_that_need_not_follow_any_day_is_never_too_early():
    assert too_early(BOOK, dossier(), START) is None


def test_offers_survive_the_cache():
    copy = unpack(pack(BOOK))
    assert copy.offers == BOOK.offers
    assert copy.overlay == BOOK.overlay


def test_a_rulebook_without_offers_cannot_lay_one_over_a_dossier():
    with pytest.raises(ValueError, match="does not say"):
        OfferAuditor(BOOK._replace(overlay=None), dossier(), START)
