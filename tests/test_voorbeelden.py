"""The nine synthetic dossiers: each says in its first lines what the audit should find and why, and is held to that.

The expectations come from the norms and the stories, not from output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from spoortoets.engine.audit import DIRECT, DURABLE, Auditor
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.terms import Outcome, Weight
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.privacy import is_private
from spoortoets.engine.result import FactState, Finding, Result, StepState, Truth
from spoortoets.engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "voorbeelden"
MET, NOT_MET, DOUBT, UNKNOWN, NA = "voldoet", "voldoet_niet", "twijfel", "onbekend", "nvt"


def each(criteria: str, outcome: str) -> dict[str, str]:
    """The same outcome for several criteria, written by number: `"1 2 7"` or with a range `"27-30"`.

    >>> each("1 3-4", "voldoet")
    {'K01': 'voldoet', 'K03': 'voldoet', 'K04': 'voldoet'}
    """
    numbers: list[int] = []
    for part in criteria.split():
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return {f"K{number:02}": outcome for number in numbers}


def all_as(*groups: dict[str, str]) -> dict[str, str]:
    """The groups together; no criterion may stand in two of them, and none of the sixty may be left out."""
    joined = {criterion: outcome for group in groups for criterion, outcome in group.items()}
    assert sum(map(len, groups)) == len(joined) and set(joined) == set(each("1-60", MET))
    return joined


IN_ORDER = all_as(
    each("1-3 8-15 17-19 21 24-25 27-48 51 59-60", MET),
    each("7", NOT_MET),
    each("4-6 16 20 22-23 26 49-50 52-58", NA),
)
"""A traject in which nothing is missing and which still runs. No work has been found yet, so the efforts are tested.

Not applicable: other routes (4-6), the application (16: its term still runs), no changed capacity (20), no work at the
own employer and no view of it (22-23), capacity from the start (26), no end (49), no placement (50), nobody who
refuses, no opinion of UWV, no conflict (52-54), no study of feasibility, no decision to refrain, no reasons to weigh
(55-58).
"""

NO_REPORT_YET = each("8-9 14", NA)
"""The report is not due yet."""

NO_WORKPLACE = each("45", NA)
"""Only the first story has a work placement."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a story should lead to.

    `carried_by`: the criteria the verdict rests on. `rests_on`: facts behind a finding that must name their document.
    `late_steps`: the dated steps that are late. `no_go`: what is claimed to carry the absence of a second track.
    """

    verdict: str
    findings: dict[str, str]
    carried_by: tuple[str, ...] = ()
    rests_on: dict[str, tuple[str, ...]] = field(default_factory=dict)
    late_steps: tuple[str, ...] = ()
    no_go: tuple[str, ...] = ()


STORIES = {
    "adequaat": Story(
        "adequaat",
        IN_ORDER,
        rests_on={
            "K08": ("riv.onderdelen",),
            "K19": ("bedrijfsarts.spreekuren",),
            "K24": ("traject.intake_datum", "eerstejaarsevaluatie.datum"),
            "K32": ("zoekprofiel.beroepen",),
            "K40": ("traject.activiteiten",),
            "K42": ("uitvoering.sollicitaties", "uitvoering.zoekfase_van"),
            "K45": ("uitvoering.werkplekken",),
        },
    ),
    # The reasons that the employer gives do not count (58); the study of the own employer came too late for 25.
    "te_late_start": Story(
        "niet_adequaat",
        IN_ORDER | NO_REPORT_YET | NO_WORKPLACE | each("24 58", NOT_MET) | each("25", NA),
        ("K24",),
        {
            "K24": ("traject.intake_datum", "eerstejaarsevaluatie.datum", "traject.vertragingsredenen"),
            "K58": ("afweging.redenen",),
        },
        ("T08", "T10"),
    ),
    # What follows from a plan that was not carried out: no step for the obstacle (41), few hours (39), no application
    # shown (42), no employer approached (43), reports that say little (46), a remark left unanswered (47), trust in the
    # agency as the reason (58). No career study (35) and no training (44) were needed for this profile.
    "alleen_vacatures": Story(
        "niet_adequaat",
        IN_ORDER
        | NO_REPORT_YET
        | NO_WORKPLACE
        | each("40-41 47 58", NOT_MET)
        | each("39 42-43 46", DOUBT)
        | each("35 44", NA),
        ("K40",),
        {"K40": ("traject.activiteiten",), "K47": ("uitvoering.signalen",)},
    ),
    # Without an occupation the fit (33) cannot be judged and vacancies (34) are lacking; the career study was not
    # discussed (35); half of the applications do not fit (42). She worked some weeks at her own employer (22).
    "geen_beroepen": Story(
        "niet_adequaat",
        IN_ORDER
        | NO_REPORT_YET
        | NO_WORKPLACE
        | each("32 34", NOT_MET)
        | each("35 42", DOUBT)
        | each("33", UNKNOWN)
        | each("22", MET),
        ("K32",),
        {"K32": ("zoekprofiel.beroepen", "zoekprofiel.richtingen")},
    ),
    # The final report says that the employee cannot go on alone, and nothing followed (47); what the agency expected is
    # no reason (58).
    "lagere_school_drie_maanden": Story(
        "niet_adequaat",
        IN_ORDER | NO_REPORT_YET | NO_WORKPLACE | each("37 47 49 58", NOT_MET),
        ("K37", "K49"),
        {
            "K37": ("persoon.opleiding", "traject.intake_datum", "traject.einddatum", "belastbaarheid.uren_per_dag"),
            "K49": ("traject.eindreden", "traject.zelfredzaam_bij_einde"),
        },
    ),
    # Ended with all steps done (49), five weeks of work at the school (22), no training needed (44).
    "hbo_drie_maanden": Story(
        "adequaat",
        IN_ORDER | NO_WORKPLACE | each("22 49", MET) | each("44", NA),
        rests_on={
            "K22": ("spoor1.urenverloop",),
            "K37": ("persoon.opleiding", "traject.intake_datum", "traject.einddatum"),
        },
    ),
    # The first year's steps were taken; whether anything could be repaired now is for a human to weigh (59).
    "no_go_gbm": Story(
        "niet_aan_de_orde",
        dict.fromkeys(IN_ORDER, NA) | each("1-4 10-12 15 17 56 60", MET) | each("7", NOT_MET) | each("59", DOUBT),
        ("K04", "K24"),
        {"K04": ("gbm.oordelen",), "K56": ("nogo.datum_besluit", "nogo.besluit_door")},
        no_go=("NG1",),
    ),
    # Only what the papers of the first year show is certain. Not applicable: a term that still runs (8-9, 14, 16), the
    # AOW (6), no claim of a view of return (23), capacity before the evaluation (26), a traject that runs (49, 56-57),
    # no placement (50).
    "half_ingevuld": Story(
        "onvoldoende_gegevens",
        dict.fromkeys(IN_ORDER, UNKNOWN)
        | each("1-2 10 12-13", MET)
        | each("7", NOT_MET)
        | each("6 8-9 14 16 23 26 49-50 56-57", NA),
    ),
    # What counts from the intake waits for the day of it (18, 24, 29, 32-33, 41, 46-48); the rest is in order, as ten
    # months is enough from either day (37). The study of the own employer came after the evaluation (25).
    "tegenstrijdige_stukken": Story(
        "onvoldoende_gegevens",
        IN_ORDER
        | NO_REPORT_YET
        | NO_WORKPLACE
        | each("18 24 29 32-33 41 46-48", UNKNOWN)
        | each("60", DOUBT)
        | each("25", NA),
        rests_on={"K02": ("verzuim.eerste_ziektedag",), "K36": ("traject.trajecttype",)},
        late_steps=("T08",),
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "rules")


@lru_cache(maxsize=len(STORIES))
def dossier(name: str) -> Dossier:
    path = EXAMPLES / f"{name}.yaml"
    return read_dossier(path.read_bytes(), path.name, rulebook().concepts)


@lru_cache(maxsize=len(STORIES))
def result(name: str) -> Result:
    one = dossier(name)
    return Auditor(rulebook(), one.reference_date, DIRECT).audit(one)


@lru_cache(maxsize=len(STORIES))
def written(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")))


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    """All mappings in what was written, at any depth."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from mappings(one)


stories = pytest.mark.parametrize("name", STORIES)


def test_there_is_a_story_for_every_example() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(STORIES)


@stories
def test_the_verdict_is_what_the_story_argues(name: str) -> None:
    verdict = result(name).verdict
    assert verdict.outcome == STORIES[name].verdict
    if STORIES[name].carried_by:
        assert verdict.carried_by == STORIES[name].carried_by


@stories
def test_the_findings_are_what_the_story_argues(name: str) -> None:
    found = {one.criterion: one.outcome.value for one in result(name).findings}
    assert found == STORIES[name].findings


@stories
def test_nothing_but_the_story_s_own_shortcoming_carries_weight(name: str) -> None:
    carrying = [
        one.criterion
        for one in result(name).findings
        if one.weight is Weight.CARRYING and one.outcome is Outcome.NOT_MET
    ]
    assert carrying == [criterion for criterion in STORIES[name].carried_by if STORIES[name].verdict == "niet_adequaat"]


@stories
def test_a_shortcoming_is_firm_unexcused_and_comes_with_a_repair(name: str) -> None:
    for one in result(name).findings:
        if one.weight is Weight.CARRYING and one.outcome is Outcome.NOT_MET:
            assert not one.provisional and not one.excused and one.repairable
            assert one.repairs


@stories
def test_a_no_go_is_invoked_and_carries_only_where_the_story_has_one(name: str) -> None:
    nogos = result(name).nogos
    assert tuple(one.nogo for one in nogos if one.invoked is Truth.TRUE) == STORIES[name].no_go
    assert tuple(one.nogo for one in nogos if one.carries is Truth.TRUE) == STORIES[name].no_go


@pytest.mark.usefixtures("engine_present")
@stories
def test_both_readings_agree(name: str) -> None:
    one = dossier(name)
    inferred = Auditor(rulebook(), one.reference_date, DURABLE).audit(one)
    assert inferred.engine.compared > 0
    assert inferred.findings == result(name).findings
    assert inferred.verdict == result(name).verdict


@stories
def test_no_step_is_late_but_those_of_the_story(name: str) -> None:
    late = tuple(one.id for one in result(name).timeline if one.state is StepState.LATE)
    assert late == STORIES[name].late_steps


@pytest.mark.parametrize(
    ("name", "criterion"), [(name, key) for name, story in STORIES.items() for key in story.rests_on]
)
def test_a_deciding_fact_says_where_it_was_read(name: str, criterion: str) -> None:
    finding = result(name).finding(criterion)
    assert finding is not None
    used = {one.name: one for one in finding.facts}
    for fact in STORIES[name].rests_on[criterion]:
        assert fact in used and used[fact].provenance.document, f"{fact}: geen document bij {criterion}"


@stories
def test_nearly_every_fact_says_where_it_was_read(name: str) -> None:
    known = [
        (key, fact)
        for key, fact in dossier(name).facts.items()
        if fact.state is FactState.KNOWN and not key.startswith("dossier.")
    ]
    assert len(known) >= 20
    assert [key for key, fact in known if not fact.provenance.document] == []


@stories
def test_every_document_is_listed_in_full_and_is_referred_to(name: str) -> None:
    documents = written(name)["dossier"]["documenten"]
    for one in documents:
        assert set(one) == {"id", "soort", "datum", "opsteller", "paginas"}
        assert one["datum"] <= written(name)["dossier"]["peildatum"]
    listed = [one["id"] for one in documents]
    referred = {one["bron"]["document"] for one in mappings(written(name)) if "bron" in one}
    assert len(listed) == len(set(listed))
    assert referred <= set(listed)


@stories
def test_it_is_synthetic_and_tells_its_story(name: str) -> None:
    head = written(name)["dossier"]
    assert result(name).synthetic
    assert re.fullmatch(r"[A-Z]-\d{3,}", head["id"])
    assert 2 <= len(re.findall(r"[.](?:\s|$)", head["omschrijving"])) <= 4
    first = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    assert first.startswith("# Voorbeeld ") and "Wat de toets hoort te vinden" in first


@stories
def test_it_holds_no_personal_or_medical_key(name: str) -> None:
    assert [key for one in mappings(written(name)) for key in one if is_private(key)] == ["naam_concreet"] * sum(
        "naam_concreet" in one for one in mappings(written(name))
    )


def test_the_half_filled_dossier_has_all_three_kinds_of_gap() -> None:
    states = {fact.state for fact in dossier("half_ingevuld").facts.values()}
    assert {FactState.KNOWN, FactState.ASKED, FactState.NOT_APPLICABLE} <= states
    assert dossier("half_ingevuld").fact("traject.intake_datum").state is FactState.ASKED
    assert dossier("half_ingevuld").fact("traject.einddatum").state is FactState.NOT_APPLICABLE
    assert dossier("half_ingevuld").fact("belastbaarheid.fml_datum").state is FactState.ABSENT


def test_what_is_unknown_leads_to_a_question_and_never_to_a_shortcoming() -> None:
    for one in result("half_ingevuld").findings:
        if one.outcome is Outcome.UNKNOWN:
            assert one.open_facts and all(fact.question for fact in one.open_facts)


def test_two_documents_that_differ_leave_a_fact_open_until_somebody_chooses() -> None:
    whole = result("tegenstrijdige_stukken")
    disputed = {one.name: one for one in whole.disputed}
    assert set(disputed) == {"traject.intake_datum", "traject.activiteiten", "persoon.opleiding"}
    assert disputed["traject.intake_datum"].state is FactState.CONTRADICTED
    assert (disputed["persoon.opleiding"].state, disputed["persoon.opleiding"].value) == (
        FactState.KNOWN,
        "mbo niveau 2",
    )
    waiting = {one.criterion for one in whole.findings if "traject.intake_datum" in _open_names(one)}
    assert "K24" in waiting
    contradiction = whole.finding("K60")
    assert contradiction is not None and "Aantal feiten: 2." in " ".join(contradiction.reasons)


@pytest.mark.parametrize(
    ("day", "start", "verdict"),
    [("2026-03-23", Outcome.MET, "adequaat"), ("2026-04-14", Outcome.NOT_MET, "niet_adequaat")],
)
def test_the_day_that_is_chosen_decides_whether_the_start_was_in_time(day: str, start: Outcome, verdict: str) -> None:
    """Six weeks after the evaluation of 12 February 2026 is 26 March: three days after the one, 19 before the other."""
    text = (EXAMPLES / "tegenstrijdige_stukken.yaml").read_text("utf-8")
    statement = re.compile(r"^( *)  - {waarde: 2026-04-14,.*\n", re.MULTILINE)
    choice = rf"\g<0>\g<1>gekozen: {{waarde: {day}, reden: De werknemer bevestigt deze dag.}}\n"
    text, number = statement.subn(choice, text)
    assert number == 2  # as a fact, and as the day of the first activity
    chosen = read_dossier(text.encode(), "keuze.yaml", rulebook().concepts)
    audited = Auditor(rulebook(), chosen.reference_date, DIRECT).audit(chosen)
    found = {one.criterion: one.outcome for one in audited.findings}
    assert (found["K24"], audited.verdict.outcome) == (start, verdict)
    assert Outcome.UNKNOWN not in found.values()


def _open_names(finding: Finding) -> set[str]:
    return {one.name for one in finding.open_facts}


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if story.verdict == "niet_adequaat"])
def test_forgetting_any_fact_never_makes_an_inadequate_traject_adequate(name: str) -> None:
    whole = dossier(name)
    auditor = Auditor(rulebook(), whole.reference_date, DIRECT)
    cleared = []
    for forgotten in whole.facts:
        if not forgotten.startswith("dossier."):
            rest = {key: fact for key, fact in whole.facts.items() if key != forgotten}
            registers, _ = auditor.run(whole._replace(facts=rest))
            if registers[auditor.layout.verdict.outcome] in ("adequaat", "niet_aan_de_orde"):
                cleared.append(forgotten)
    assert cleared == []


def test_the_start_was_thirty_nine_days_late() -> None:
    start = next(one for one in result("te_late_start").timeline if one.id == "T10")
    assert (str(start.deadline), str(start.happened), start.days_late) == ("2026-03-05", "2026-04-13", 39)
    late = result("te_late_start").finding("K24")
    assert late is not None and "39 dagen" in " ".join(late.reasons)


def test_the_same_three_months_are_too_short_for_one_and_enough_for_the_other() -> None:
    short, enough = result("lagere_school_drie_maanden").finding("K37"), result("hbo_drie_maanden").finding("K37")
    assert short is not None and enough is not None
    assert (short.outcome, enough.outcome) == (Outcome.NOT_MET, Outcome.MET)
    for one in (short, enough):
        assert "3 maanden" in one.reasons[0]
        assert one.authority.value == "beleid"


def test_vague_work_is_not_held_to_fit() -> None:
    fit = result("geen_beroepen").finding("K33")
    assert fit is not None and fit.outcome in (Outcome.UNKNOWN, Outcome.DOUBT)
