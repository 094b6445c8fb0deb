"""A dossier beside its variants as a piece: what changes, what gets worse first, and what has no effect and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...engine import dutch
from ...engine.language.terms import Outcome
from ...engine.whatif.changes import Variant
from ...engine.whatif.compare import Block as Held
from ...engine.whatif.compare import Comparison, Comparisons, Direction, FindingChange, Idle
from ..pieces.blocks import (
    Block,
    Bullets,
    Heading,
    Notice,
    Paragraph,
    Piece,
    Signature,
    Span,
    Table,
    Terms,
    Text,
    text,
)
from ..words import HUMAN_DECIDES, OUTCOMES, WEIGHTS, Tone, in_table, sentence_case, subtitle
from .words import (
    BEARINGS,
    NOT_THERE,
    UNTOUCHED,
    change_word,
    change_words,
    found_word,
    is_synthetic,
    question_word,
    standstills_told,
    turns_told,
    verdict_word,
)

BESIDE = 3
"""So many variants fit beside the dossier on one page."""

DETAILED = 6
"""Of more variants than these only the overview is given; one by name gives the rest."""

PROPOSAL, HINDSIGHT, WHAT_IF = "Voorstel tot bijstelling", "Terugblik", "Wat als"
HINDSIGHT_ONLY = "Alleen om van te leren. Dit is geen plan en geen wijziging van het dossier."
NO_CHANGE = "Geen bevinding verandert en het oordeel blijft gelijk."
SECTIONS = (
    (Direction.WORSE, "Wat slechter wordt"),
    (Direction.BETTER, "Wat beter wordt"),
    (Direction.OTHER, "Wat anders wordt"),
)
ARROWS = {Direction.WORSE: " (slechter)", Direction.BETTER: " (beter)", Direction.OTHER: ""}
CARRIES = {True: "draagt", False: "draagt niet", None: "onbekend"}


def comparison_piece(found: Comparisons, *, on_paper: bool) -> Piece:
    """The piece. On paper it can be signed, unless a variant changes what lies fixed: that is no plan."""
    backward = any(one.variant.looks_back for one in found.variants)
    title = HINDSIGHT if backward else PROPOSAL if on_paper else WHAT_IF
    dossier = found.dossier
    return Piece(
        "watals",
        title,
        subtitle(dossier.id, dossier.reference_date, found.rulebook.rules_day),
        found.rulebook.main_reader,
        dossier.id,
        dossier.reference_date,
        ("SYNTHETISCH",) if is_synthetic(dossier) else (),
        f"{title} · dossier {dossier.id}",
        HUMAN_DECIDES,
        tuple(_blocks(found, backward, on_paper)),
    )


def _blocks(found: Comparisons, backward: bool, on_paper: bool) -> Iterator[Block]:
    if backward:
        names = [f"'{one.variant.name}'" for one in found.variants if one.variant.looks_back]
        which = "De variant" if len(names) == 1 else "De varianten"
        verb = "verandert" if len(names) == 1 else "veranderen"
        what = text(f"{which} {dutch.listing(names)} {verb} wat vastligt.")
        yield Notice(Tone.DOUBT, HINDSIGHT, (what, text(HINDSIGHT_ONLY)))
    yield Paragraph(text(UNTOUCHED), quiet=True)
    many = len(found.variants) > DETAILED
    yield Heading(1, "", "Overzicht", "overzicht")
    if many:
        yield _overview(found)
    else:
        for start in range(0, len(found.variants), BESIDE):
            yield _side_by_side(found, found.variants[start : start + BESIDE])
    if many:
        yield Paragraph(text("Met --variant NAAM staat hier de uitleg bij één variant."), quiet=True)
    else:
        for number, one in enumerate(found.variants, start=1):
            yield from _variant(one, number)
    if on_paper and not backward:
        yield Heading(1, "", "Ondertekening", "ondertekening")
        yield Signature(("Opsteller", "Werkgever", "Werknemer"), ("Naam", "Datum", "Handtekening"))


# --- overviews ---


def _side_by_side(found: Comparisons, some: Sequence[Comparison]) -> Table:
    rows: list[tuple[Text, ...]] = [
        _row("Peildatum", dutch.day(found.dossier.reference_date), [_day(one.variant) for one in some]),
        _row("Oordeel", verdict_word(found.before.verdict), [verdict_word(one.after.verdict) for one in some]),
    ]
    changed = {change.criterion: change.title for one in some for change in one.findings}
    for code, title in sorted(changed.items()):
        cells = []
        for one in some:
            change = next((each for each in one.findings if each.criterion == code), None)
            cells.append("gelijk" if change is None else found_word(change.after) + ARROWS[change.direction])
        now = found.before.findings.get(code)
        rows.append(_row(f"{code} {title}", found_word(now) if now else NOT_THERE, cells))
    rows.append(_row("Zonder effect", "–", [_idle_names(one) or "geen" for one in some]))
    header = ("Bevinding", "Nu", *(one.variant.name for one in some))
    return Table(header, tuple(rows), (3, *(2 for _ in header[1:])), "Nu en in elke variant")


def _overview(found: Comparisons) -> Table:
    now = (text("Nu"), text(verdict_word(found.before.verdict)), text("–"), text("–"), text("–"))
    rows = [
        (
            text(one.variant.name + (" (terugblik)" if one.variant.looks_back else "")),
            text(verdict_word(one.after.verdict)),
            text(_codes(one.of(Direction.WORSE))),
            text(_codes(one.of(Direction.BETTER))),
            text(_idle_names(one) or "–"),
        )
        for one in found.variants
    ]
    header = ("Variant", "Oordeel", "Slechter", "Beter", "Zonder effect")
    return Table(header, (now, *rows), (3, 3, 2, 2, 4), "Alle varianten")


def _row(label: str, now: str, cells: Sequence[str]) -> tuple[Text, ...]:
    return text(label), text(now), *(text(one) for one in cells)


def _codes(changes: Sequence[FindingChange]) -> str:
    return ", ".join(one.criterion for one in changes) or "–"


def _idle_names(one: Comparison) -> str:
    return "; ".join(in_table(idle.change.concept.title) for idle in one.idle)


def _day(variant: Variant) -> str:
    return dutch.day(variant.dossier.reference_date)


# --- one variant ---


def _variant(one: Comparison, number: int) -> Iterator[Block]:
    variant, lead = one.variant, f"variant-{number}"
    yield Heading(1, "", f"Variant '{variant.name}'", lead)
    if variant.remark:
        yield Paragraph(text(sentence_case(variant.remark)))
    rows = []
    for change in variant.changes:
        before, after = change_words(change)
        title = in_table(change.concept.title)
        rows.append((text(title), text(before), text(after), text(BEARINGS[change.bearing])))
    yield Table(("Wijziging", "Nu", "In de variant", "Soort"), tuple(rows), (3, 2, 3, 3), "Wat de variant verandert")
    yield Terms(tuple(_outcomes(one)))
    if not one.findings and one.before.verdict == one.after.verdict:
        yield Paragraph(text(NO_CHANGE))
    for direction, title in SECTIONS:
        changes = one.of(direction)
        if changes:
            yield Heading(2, "", title, f"{lead}-{direction.value}")
            yield Terms(tuple(map(_finding, changes)))
    if one.nogos:
        yield Heading(2, "", "No-gogronden", f"{lead}-nogo")
        yield Bullets(
            tuple(text(f"{one.nogo} {one.title}: {CARRIES[one.before]} → {CARRIES[one.after]}") for one in one.nogos)
        )
    if one.idle:
        yield Heading(2, "", "Zonder effect", f"{lead}-zonder-effect")
        for idle in one.idle:
            yield from _idle(idle)


def _outcomes(one: Comparison) -> Iterator[tuple[str, tuple[Text, ...]]]:
    before, after = verdict_word(one.before.verdict), verdict_word(one.after.verdict)
    told = f"{before} (blijft gelijk)" if before == after else f"{before} → {after}"
    yield "Oordeel", (text(Span(told, strong=True)), *((text(one.reason),) if one.reason else ()))
    for each in one.questions:
        if each.before != each.after:
            yield "Vraag", (text(f"{each.title} {question_word(each.before)} → {question_word(each.after)}"),)


def _finding(change: FindingChange) -> tuple[str, tuple[Text, ...]]:
    weight = f" · {WEIGHTS[change.after.weight]}" if change.after else ""
    lines = [text(f"{change.title}: ", Span(change_word(change), strong=True), weight)]
    lines += [text(reason) for reason in change.reasons]
    lines += [text(one) for one in turns_told(change.through)]
    return change.criterion, tuple(lines)


def _idle(idle: Idle) -> Iterator[Block]:
    title = in_table(idle.change.concept.title)
    if not idle.blocks:
        yield Paragraph(text(Span(title, strong=True), ": geen bevinding leunt op dit feit."))
        return
    more = " Alleen zou deze wijziging wel iets veranderen." if idle.alone else ""
    yield Paragraph(text(Span(title, strong=True), f": geen bevinding verandert hierdoor.{more}"))
    yield Bullets(tuple(text(_held(one)) for one in idle.blocks))


def _held(block: Held) -> str:
    """Why a finding stays where it is."""
    lead = f"{block.criterion} {block.title} blijft '{OUTCOMES[block.outcome].word}'"
    if block.open_facts:
        return f"{lead}; nog niet bekend: {'; '.join(one.title for one in block.open_facts)}"
    if block.outcome is Outcome.MET:
        return lead
    if block.conditions:
        return f"{lead}, door: {standstills_told(block.conditions)}"
    return f"{lead}: {' '.join(block.reasons)}" if block.reasons else lead
