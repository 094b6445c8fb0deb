"""The pages of `trajecten`: the list, one offer in full, one laid over a dossier, and all of them side by side."""

from __future__ import annotations

from itertools import groupby

from ...engine import dutch
from ...engine.dossier import Dossier
from ...engine.offer import Offer, OfferPhase, Overlay
from ...engine.offer_audit import OfferAudit, TrialResult
from ...engine.rulebook import Rulebook
from ..argument import HASH_SHOWN, Labelled, engine_text, finding_mark, open_fact_text
from ..traject_text import (
    LEGEND,
    MARKS,
    NOT_SAID,
    OfferFinding,
    Standing,
    kinds_text,
    length_text,
    listed_text,
    lowered,
    offer_findings,
    offered_text,
    shown_fact,
    standing_counts,
    stated_text,
    step_count,
    trial_end,
)
from ..words import AUTHORITIES, Mark, Tone, sentence_case, sources_text
from .page import Page, PageBuilder, Span, Style, mark_span
from .table import Cell, Row, write_table
from .verdict import write_heading

_INDENT = 4


def list_page(rulebook: Rulebook, *, width: int, ascii_only: bool = False) -> Page:
    """All offers in short."""
    builder = PageBuilder(width, ascii_only)
    builder.text(Span("Trajecten van aanbieders", Style.HEADING))
    if rulebook.overlay is not None:
        builder.text(rulebook.overlay.caveat)
    for offer in rulebook.offers:
        builder.blank()
        builder.text(Span(offer.id, Style.STRONG), f" · {offer.title}", hanging=2)
        builder.text(offer.summary, indent=_INDENT)
        parts = (
            f"looptijd: {length_text(offer.length)}",
            f"prijs: {offer.price.text or NOT_SAID}",
            step_count(offer),
            f"wijkt af van wet of beleid: {len(offer.differences)} van {len(offer.claims)} beweringen",
        )
        builder.text(Span(" · ".join(parts), Style.DIM), indent=_INDENT)
    if not rulebook.offers:
        builder.text("Deze regelset beschrijft geen trajecten.")
    return builder.page()


# --- one offer --------------------------------------------------------------------------------------------------


def offer_page(offer: Offer, rulebook: Rulebook, *, width: int, ascii_only: bool = False) -> Page:
    """One offer in full: phases, properties, what it fixes, and its claims."""
    builder = PageBuilder(width, ascii_only)
    source = next(one for one in rulebook.sources if one.id == offer.source)
    builder.text(Span(f"Traject van {offer.title}", Style.HEADING))
    builder.labelled("In het kort", offer.summary)
    builder.labelled("Bron", f"{source.title} ({AUTHORITIES[source.authority]})")
    if offer.remark:
        builder.labelled("Let op", offer.remark)
    builder.text(_overlay(rulebook).caveat)
    builder.blank()
    for label, text in _properties(offer):
        builder.labelled(label, text)
    for number, phase in enumerate(offer.phases, start=1):
        _write_phase(builder, number, phase, rulebook)
    _write_fixed(builder, offer, rulebook)
    _write_claims(builder, offer, rulebook)
    return builder.page()


def _properties(offer: Offer) -> tuple[tuple[str, str], ...]:
    remark = f" ({lowered(offer.length.remark)})" if offer.length is not None and offer.length.remark else ""
    return (
        ("Looptijd", length_text(offer.length) + remark),
        ("Uren", stated_text(offer.hours)),
        ("Prijs", stated_text(offer.price)),
        ("Rapportage", stated_text(offer.report)),
        ("Team", listed_text(offer.team)),
        ("Doelgroepen", listed_text(offer.groups)),
    )


def _write_phase(builder: PageBuilder, number: int, phase: OfferPhase, rulebook: Rulebook) -> None:
    builder.blank()
    builder.text(Span(f"{number}. {phase.title}", Style.HEADING), hanging=3)
    if phase.remark:
        builder.text(Span(phase.remark, Style.DIM), indent=3)
    for step in phase.steps:
        kinds = kinds_text(step, rulebook)
        details = ["altijd" if step.always else "zo nodig", *([f"telt als: {kinds}"] if kinds else [])]
        builder.text(f"- {sentence_case(step.title)} ", Span(f"[{'; '.join(details)}]", Style.DIM), indent=3, hanging=5)
        if step.remark:
            builder.text(Span(step.remark, Style.DIM), indent=5)


def _write_fixed(builder: PageBuilder, offer: Offer, rulebook: Rulebook) -> None:
    concepts = {one.name: one for one in rulebook.concepts}
    builder.blank()
    builder.text(Span("Wat dit aanbod vastlegt van een dossier", Style.HEADING))
    for fact in offer.facts:
        builder.text(f"- {offered_text(fact, concepts[fact.name])}", indent=3, hanging=5)
    builder.text(Span("Al het andere over het plan is daarmee nog niet afgesproken.", Style.DIM), indent=3)


def _write_claims(builder: PageBuilder, offer: Offer, rulebook: Rulebook) -> None:
    sources = {one.id: one for one in rulebook.sources}
    builder.blank()
    builder.text(Span("Wat de brochure beweert", Style.HEADING))
    for claim in offer.claims:
        mark = _DIFFERS if claim.difference else _PRACTICE
        builder.text(mark_span(mark), f" · {claim.text}", indent=3, hanging=5)
        if claim.difference:
            builder.labelled("Verschil", claim.difference, indent=5)
            places = [f"{sources[one.source].short}, {one.place}" for one in claim.citations]
            builder.labelled("Bron", Span("; ".join(places), Style.DIM), indent=5)


_DIFFERS = Mark("wet of beleid verschilt", Tone.DOUBT)
_PRACTICE = Mark("praktijk", Tone.NEUTRAL)


# --- one offer over a dossier -----------------------------------------------------------------------------------


def audit_page(
    audit: OfferAudit, rulebook: Rulebook, dossier: Dossier, *, width: int, ascii_only: bool = False
) -> Page:
    """One offer laid over one dossier: the person and the dates, the trials, each criterion, the claims that differ."""
    builder = PageBuilder(width, ascii_only)
    overlay = _overlay(rulebook)
    found = offer_findings(audit, overlay)
    title = f"Traject van {audit.offer.title} bij dossier {dossier.id}"
    write_heading(builder, _titled(title, dossier), _heading(audit, rulebook, dossier))
    builder.labelled("Overzicht", Span(standing_counts(found), Style.STRONG))
    builder.text(overlay.caveat)
    builder.text(Span(overlay.explanation, Style.DIM))
    _write_person(builder, audit)
    _write_trials(builder, audit, overlay, rulebook)
    for standing in Standing:
        _write_standing(builder, standing, [one for one in found if one.standing is standing])
    _write_differences(builder, audit)
    return builder.page()


def _overlay(rulebook: Rulebook) -> Overlay:
    assert rulebook.overlay is not None
    return rulebook.overlay


def _titled(title: str, dossier: Dossier) -> str:
    return title + (" · SYNTHETISCH" if dossier.fact("dossier.synthetisch").value is True else "")


def _heading(audit: OfferAudit, rulebook: Rulebook, dossier: Dossier) -> tuple[Labelled, ...]:
    description = dossier.fact("dossier.omschrijving").value
    lines = [Labelled("Casus", str(description))] if description else []
    lines.append(Labelled("Start", dutch.day(audit.start)))
    lines.append(Labelled("Getoetst op", dutch.day(audit.audited_on)))
    lines.append(Labelled("Regelset", f"{rulebook.name} {rulebook.version} · {rulebook.hash[:HASH_SHOWN]}"))
    lines.append(Labelled("Motor", engine_text(audit.engine)))
    if audit.engine.notice:
        lines.append(Labelled("Let op", audit.engine.notice, Mark("let op", Tone.DOUBT)))
    return tuple(lines)


def _write_person(builder: PageBuilder, audit: OfferAudit) -> None:
    builder.blank()
    builder.text(Span("Deze persoon en deze datums", Style.HEADING))
    for fact in audit.facts:
        builder.text(f"- {shown_fact(fact)}", indent=2, hanging=4)


def _write_trials(builder: PageBuilder, audit: OfferAudit, overlay: Overlay, rulebook: Rulebook) -> None:
    """What the criteria find with each value that the offer leaves open."""
    for trial in overlay.trials:
        results = [one for one in audit.trials if one.trial == trial.title]
        of_length = trial.fact == overlay.length
        if not results and not of_length:
            continue
        builder.blank()
        builder.text(Span(f"{trial.title} voor deze persoon ({trial.criterion})", Style.HEADING))
        if of_length:
            builder.text(f"Looptijd volgens de aanbieder: {length_text(audit.offer.length)}.", indent=2)
        for one in results:
            _write_trial(builder, one, trial_end(one, audit, overlay, rulebook))


def _write_trial(builder: PageBuilder, trial: TrialResult, end: str) -> None:
    builder.text(f"{sentence_case(trial.value)}: ", mark_span(finding_mark(trial.finding)), indent=2, hanging=4)
    for text in (*trial.finding.reasons, *([end] if end else [])):
        builder.text(text, indent=_INDENT)


def _write_standing(builder: PageBuilder, standing: Standing, found: list[OfferFinding]) -> None:
    if not found:
        return
    builder.blank()
    builder.rule()
    meaning = dict(LEGEND)[standing].partition(";")[0]
    builder.text(mark_span(MARKS[standing]), Span(f": {meaning}", Style.DIM), hanging=2)
    if standing is Standing.NOT_APPLICABLE:
        _write_not_applicable(builder, found)
        return
    for one in found:
        _write_finding(builder, one)


def _write_not_applicable(builder: PageBuilder, found: list[OfferFinding]) -> None:
    by_reason = sorted(found, key=lambda one: one.finding.reasons)
    for reasons, group in groupby(by_reason, key=lambda one: one.finding.reasons):
        builder.text(" ".join(reasons), indent=_INDENT)
        names = "; ".join(f"{one.finding.criterion} {one.finding.title}" for one in group)
        builder.text(Span(names, Style.DIM), indent=_INDENT + 4)


def _write_finding(builder: PageBuilder, one: OfferFinding) -> None:
    finding = one.finding
    builder.blank()
    shown: list[Span | str] = [Span(f"{finding.criterion} {finding.title}", Style.STRONG)]
    if one.standing is Standing.NEEDS_MORE:
        shown += [" · ", mark_span(finding_mark(finding))]
    builder.text(*shown, indent=2, hanging=_INDENT)
    for reason in finding.reasons:
        builder.text(reason, indent=_INDENT)
    lines: list[tuple[str, tuple[str, ...]]] = []
    if one.standing is not Standing.MEETS:
        lines.append(("Norm", (finding.norm,)))
    lines.append(("Afspreken", one.to_agree))
    lines.append(("In dossier", tuple(open_fact_text(fact) for fact in one.missing)))
    if one.standing is Standing.NEEDS_MORE:
        lines.append(("Nodig", tuple(repair.what for repair in finding.repairs)))
    lines.append(("Af te wegen", finding.to_weigh))
    for label, texts in lines:
        for number, text in enumerate(texts):
            builder.labelled("" if number else label, text, indent=_INDENT)


def _write_differences(builder: PageBuilder, audit: OfferAudit) -> None:
    if not audit.differences:
        return
    builder.blank()
    builder.rule()
    builder.text(Span("Waar de brochure van wet of beleid verschilt", Style.HEADING))
    for claim in audit.differences:
        builder.text(f"- {claim.text}", indent=2, hanging=_INDENT)
        builder.labelled("Verschil", claim.difference, indent=_INDENT)
        builder.labelled("Bron", Span(sources_text(claim.sources), Style.DIM), indent=_INDENT)


# --- all offers side by side ------------------------------------------------------------------------------------


def comparison_page(
    audits: tuple[OfferAudit, ...], rulebook: Rulebook, dossier: Dossier, *, width: int, ascii_only: bool = False
) -> Page:
    """All offers over one dossier: rows are properties, trials and criteria, columns the providers."""
    builder = PageBuilder(width, ascii_only)
    overlay = _overlay(rulebook)
    first = audits[0]
    title = f"Trajecten naast elkaar bij dossier {dossier.id}"
    write_heading(builder, _titled(title, dossier), _heading(first, rulebook, dossier))
    builder.text(overlay.caveat)
    builder.text(Span(overlay.explanation, Style.DIM))
    _write_person(builder, first)
    builder.blank()
    rows = [*_property_rows(audits), *_trial_rows(audits, overlay), *_criterion_rows(audits, overlay)]
    write_table(builder, [one.offer.short for one in audits], rows)
    builder.blank()
    builder.rule()
    for standing, meaning in LEGEND:
        builder.text(mark_span(MARKS[standing]), f": {meaning}", hanging=2)
    builder.text(Span("Wat er per criterium nodig is of ontbreekt: spoortoets trajecten toets NAAM.", Style.DIM))
    return builder.page()


def _property_rows(audits: tuple[OfferAudit, ...]) -> list[Row]:
    offers = [one.offer for one in audits]
    texts = (
        ("looptijd", [length_text(one.length) for one in offers]),
        ("uren", [one.hours.text or NOT_SAID for one in offers]),
        ("prijs", [one.price.text or NOT_SAID for one in offers]),
        ("rapportage", [one.report.text or NOT_SAID for one in offers]),
        ("opbouw", [step_count(one) for one in offers]),
        ("beweringen die van wet of beleid verschillen", [str(len(one.differences)) for one in offers]),
    )
    return [
        Row("Wat de aanbieder zegt"),
        *(Row(label, tuple(Cell(text) for text in cells)) for label, cells in texts),
    ]


def _trial_rows(audits: tuple[OfferAudit, ...], overlay: Overlay) -> list[Row]:
    """Per trial what the criterion finds with each value, in one cell per provider."""
    rows = [Row("Wat openstaat, met elke mogelijke waarde")]
    for trial in overlay.trials:
        cells = []
        for audit in audits:
            results = [one for one in audit.trials if one.trial == trial.title]
            texts = [f"{_short(one.value)}:\n{_marked(finding_mark(one.finding))}" for one in results]
            cells.append(Cell("\n".join(texts) or NOT_SAID))
        rows.append(Row(f"{trial.criterion} {trial.title}", tuple(cells)))
    return rows


def _criterion_rows(audits: tuple[OfferAudit, ...], overlay: Overlay) -> list[Row]:
    found = [offer_findings(one, overlay) for one in audits]
    rows = [Row("Criteria")]
    for same in zip(*found, strict=True):
        finding = same[0].finding
        rows.append(Row(f"{finding.criterion} {finding.title}", tuple(_standing_cell(one) for one in same)))
    return rows


def _standing_cell(one: OfferFinding) -> Cell:
    mark = MARKS[one.standing]
    number = f" ({len(one.to_agree)})" if one.standing is Standing.SILENT else ""
    return Cell(_marked(mark) + number, Style(mark.tone.value))


def _marked(mark: Mark) -> str:
    return f"{mark.symbol} {mark.word}"


def _short(value: str) -> str:
    """A value without what stands between brackets."""
    return value.partition(" (")[0]
