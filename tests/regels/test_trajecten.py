"""The five providers over two very different people: lagere school with many limits, hbo with physical limits."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.terms import Authority
from spoortoets.engine.offer import Offer
from spoortoets.engine.offer_audit import OfferAudit, OfferAuditor, lay_over, too_early
from spoortoets.explain.traject_text import Standing, offer_findings, trial_end

from .zaak import ROOT, rulebook

LAGERE_SCHOOL, HBO = "lagere_school_drie_maanden", "hbo_drie_maanden"
ON_TIME = {LAGERE_SCHOOL: date(2025, 10, 20), HBO: date(2026, 1, 12)}
"""The intake in each example: before 11 November 2025 and 15 January 2026, six weeks after the evaluation."""

PROVIDERS = ("ag_adviesbureau", "de_overstap", "intree", "optimaal_werk", "stam")


@cache
def person(name: str) -> Dossier:
    path = ROOT / "voorbeelden" / f"{name}.yaml"
    return read_dossier(path.read_bytes(), path.name, rulebook().concepts)


@cache
def auditor(name: str, start: date) -> OfferAuditor:
    return OfferAuditor(rulebook(), person(name), start, DIRECT)


def offer(provider: str) -> Offer:
    return next(one for one in rulebook().offers if one.id == provider)


@cache
def audited(provider: str, name: str, start: date | None = None) -> OfferAudit:
    return auditor(name, start or ON_TIME[name]).audit(offer(provider))


def standings(audit: OfferAudit) -> dict[str, Standing]:
    assert rulebook().overlay is not None
    return {one.finding.criterion: one.standing for one in offer_findings(audit, rulebook().overlay)}


def duration(provider: str, name: str) -> dict[str, str]:
    return {one.value: one.finding.outcome.value for one in audited(provider, name).trials if one.trial == "Duur"}


def shown(audit: OfferAudit) -> dict[str, str]:
    return {one.name: one.value for one in audit.facts}


def test_the_five_providers_are_there():
    assert tuple(one.id for one in rulebook().offers) == PROVIDERS


# --- duration ---------------------------------------------------------------------------------------------------


def test_three_months_of_intree_are_too_short_for_lagere_school_with_many_limits():
    """UWV's own example; a year would fit."""
    assert duration("intree", LAGERE_SCHOOL) == {
        "3 maanden (kortste)": "voldoet_niet",
        "12 maanden (langste)": "voldoet",
    }


def test_three_months_of_intree_may_be_enough_for_hbo_with_physical_limits():
    assert duration("intree", HBO) == {"3 maanden (kortste)": "voldoet", "12 maanden (langste)": "voldoet"}


def test_six_months_leave_doubt_for_the_one_and_are_enough_for_the_other():
    """Half of what is expected, but only by our own table: never more than doubt."""
    assert duration("ag_adviesbureau", LAGERE_SCHOOL)["6 maanden (kortste)"] == "twijfel"
    assert duration("ag_adviesbureau", HBO)["6 maanden (kortste)"] == "voldoet"


@pytest.mark.parametrize("provider", ["de_overstap", "optimaal_werk"])
def test_a_provider_that_publishes_no_length_is_not_given_one(provider: str):
    assert duration(provider, HBO) == {}
    assert offer(provider).length is None


def test_the_time_that_a_person_needs_and_has_does_not_depend_on_the_provider():
    for name, expected in ((LAGERE_SCHOOL, "14 maanden"), (HBO, "3 maanden")):
        found = {shown(audited(one, name))["traject.verwachte_duur"] for one in PROVIDERS}
        assert found == {expected}


def test_a_year_may_end_after_the_wachttijd():
    audit = audited("stam", HBO)
    (trial,) = (one for one in audit.trials if one.trial == "Duur")
    assert trial.end == date(2027, 1, 11)
    assert rulebook().overlay is not None
    text = trial_end(trial, audit, rulebook().overlay, rulebook())
    assert "later dan de laatste dag van de wachttijd (3 januari 2027)" in text


# --- light or intensive -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [LAGERE_SCHOOL, HBO])
def test_a_light_traject_leaves_doubt_for_both_and_an_intensive_one_for_neither(name: str):
    """One of seven traits, and six of seven: a light traject asks for all seven."""
    found = {one.value: one.finding for one in audited("stam", name).trials if one.trial == "Zwaarte"}
    assert found["licht traject"].outcome.value == "twijfel"
    assert found["intensief traject"].outcome.value == "voldoet"
    assert found["licht traject"].provisional is (name == LAGERE_SCHOOL)


# --- criteria ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("name", [LAGERE_SCHOOL, HBO])
def test_the_silence_of_a_brochure_is_never_a_shortcoming(provider: str, name: str):
    """With a start in time, nothing that these five publish falls short: what they do not say must be agreed."""
    assert Standing.NEEDS_MORE not in standings(audited(provider, name)).values()


@pytest.mark.parametrize(
    ("provider", "standing"),
    [
        ("stam", Standing.MEETS),
        ("intree", Standing.MEETS),
        ("optimaal_werk", Standing.MEETS),
        ("de_overstap", Standing.SILENT),
        ("ag_adviesbureau", Standing.SILENT),
    ],
)
def test_more_than_vacancies_needs_mediation_for_everybody(provider: str, standing: Standing):
    """At De Overstap jobhunting is an option; AG publishes neither letters nor employers."""
    assert standings(audited(provider, HBO))["K40"] is standing


def test_a_plan_that_no_brochure_describes_must_be_agreed():
    assert rulebook().overlay is not None
    found = {one.finding.criterion: one for one in offer_findings(audited("stam", HBO), rulebook().overlay)}
    assert found["K29"].standing is Standing.SILENT
    assert "een trajectplan in het dossier" in found["K29"].to_agree
    assert "de beroepen in het zoekprofiel" in found["K32"].to_agree


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_late_start_is_late_with_every_provider(provider: str):
    """12 January 2026 is 62 days after 11 November 2025."""
    audit = audited(provider, LAGERE_SCHOOL, date(2026, 1, 12))
    assert shown(audit)["spoor2.start_vertraging"] == "62 dagen"
    assert standings(audit)["K24"] is Standing.NEEDS_MORE


def test_what_the_dossier_says_of_its_own_plan_makes_no_difference():
    book, case = rulebook(), person(LAGERE_SCHOOL)
    assert book.overlay is not None
    without = {name: fact for name, fact in case.facts.items() if not book.overlay.drops(name)}
    bare = OfferAuditor(book, case._replace(facts=without), ON_TIME[LAGERE_SCHOOL], DIRECT).audit(offer("stam"))
    assert bare == audited("stam", LAGERE_SCHOOL)


def test_the_person_the_capacity_and_the_first_spoor_stay():
    book, case = rulebook(), person(LAGERE_SCHOOL)
    assert book.overlay is not None
    laid = lay_over(book, book.overlay, offer("stam"), case, ON_TIME[LAGERE_SCHOOL])
    groups = {"belastbaarheid", "spoor1", "verzuim", "dienstverband", "eerstejaarsevaluatie", "gbm"}
    kept = [name for name in case.facts if name.partition(".")[0] in groups]
    assert kept
    assert all(laid.facts[name] == case.facts[name] for name in kept)
    assert laid.fact("persoon.opleiding") == case.fact("persoon.opleiding")
    assert laid.fact("begeleiding.behoefte") == case.fact("begeleiding.behoefte")


def test_a_start_before_the_first_day_of_illness_is_refused():
    found = too_early(rulebook(), person(HBO), date(2025, 1, 5))
    assert found is not None
    assert found[1] == date(2025, 1, 6)


# --- claims -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("provider", "words", "source"),
    [
        ("stam", "zes weken", "werkwijzer"),
        ("stam", "ongeveer een jaar", "wet_wia"),
        ("intree", "zes weken", "werkwijzer"),
        ("intree", "drie tot twaalf maanden", "wet_wia"),
        ("de_overstap", "week 1 ", "ziektewet"),
        ("de_overstap", "week 41", "ziektewet"),
        ("de_overstap", "week 87", "wet_wia"),
        ("de_overstap", "week 93", "wet_wia"),
        ("ag_adviesbureau", "vaardigheden of taal", "beleidsregels"),
        ("ag_adviesbureau", "met de WIA-aanvraag mee", "regeling_procesgang"),
        ("ag_adviesbureau", "zes tot twaalf maanden", "wet_wia"),
        ("optimaal_werk", "re-integratiebedrijf is ingeschakeld", "beleidsregels"),
        ("optimaal_werk", "niet in behandeling", "wet_wia"),
        ("optimaal_werk", "minstens zes maanden", "beleidsregels"),
        ("optimaal_werk", "lagere school", "beleidsregels"),
        ("optimaal_werk", "13 weken", "bw7"),
        ("optimaal_werk", "no-riskpolis", "ziektewet"),
    ],
)
def test_where_a_brochure_and_the_law_differ_the_law_is_named(provider: str, words: str, source: str):
    claims = [one for one in offer(provider).differences if words in one.text]
    assert [source in {citation.source for citation in one.citations} for one in claims] == [True]


def test_a_brochure_is_practice_and_never_a_norm():
    sources = {one.id: one for one in rulebook().sources}
    assert {sources[one.source].authority for one in rulebook().offers} == {Authority.PRACTICE}
