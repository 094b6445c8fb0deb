"""The page of `regels verschil`: what changed per kind, what notices it, and which dossiers come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...engine import dutch
from ...engine.differences.changes import Kind, RuleDifference
from ...engine.differences.compare import Book, Compared
from ...engine.differences.dossiers import Outcome
from ...engine.differences.effects import Effect, Effects, Notice, Witnessed
from ...engine.differences.noticing import Changed
from ...engine.differences.sameness import FINDING
from ...engine.differences.through import Through
from ...engine.rulebook import Rulebook
from ..argument import HASH_SHOWN
from ..pieces.blocks import Block, Bullets, Heading, Paragraph, Piece, Span, Terms, Text, text
from ..pieces.blocks import Notice as Framed
from ..words import Tone, count_of
from .difference_words import (
    KINDS,
    NOTICES,
    change_text,
    difference_lines,
    dossier_lines,
    rule_title,
    through_texts,
    version_text,
)

TITLE = "Verschil tussen twee regelsets"
FOOTER = "Een wijziging geldt pas als de regelset is uitgegeven."
SAME_BYTES = "Beide regelsets zijn byte voor byte gelijk."
ONLY_LAYOUT = "Alleen opmaak en opmerkingen in de bestanden verschillen. Geen regel, tekst of toets is anders."
AGREE = (
    "Bewezen: voor elk dossier dat beide regelsets aannemen, komen dezelfde bevindingen, dezelfde tijdlijn en hetzelfde"
    " oordeel uit beide."
)
DIFFER = "De regelsets geven niet voor elk dossier hetzelfde. Bij een wijziging staat een klein dossier dat haar merkt."
OPEN = (
    "Niet beslist of de regelsets voor elk dossier hetzelfde geven: er is geen dossier gevonden waarvoor zij"
    " verschillen, en niet bewezen dat het er niet is."
)
UNASKED = "Wat een wijziging met dossiers doet, is met --snel niet gezocht."
MOST_CHANGES = 12
"""So many outcomes of one dossier are told; the JSON has them all."""

ALONE = "Samen met de andere wijzigingen verandert dit dossier niet; dit is het verschil van deze wijziging alleen."


class Report(NamedTuple):
    """All that is told: what is written otherwise, what notices it (None = not asked), and the dossiers of a folder."""

    compared: Compared
    effects: Effects | None
    dossiers: tuple[Outcome, ...] | None


def conclusion(report: Report) -> tuple[Tone, str]:
    """Whether the two rulebooks agree, in one sentence."""
    if report.compared.same_bytes:
        return Tone.GOOD, SAME_BYTES
    if not report.compared.rules:
        return Tone.GOOD, ONLY_LAYOUT
    if report.effects is None:
        return Tone.NEUTRAL, UNASKED
    if report.effects.agrees:
        return Tone.GOOD, AGREE
    noticed = report.effects.whole is not None or any(one.changes for one in report.dossiers or ())
    return (Tone.DOUBT, DIFFER) if noticed else (Tone.OPEN, OPEN)


def difference_piece(report: Report) -> Piece:
    """The page, for the screen and as Markdown."""
    compared = report.compared
    return Piece(
        "verschil",
        TITLE,
        f"Van {_book(compared.old)} naar {_book(compared.new)}",
        None,
        "",
        date.min,
        (),
        "",
        FOOTER,
        tuple(_blocks(report)),
    )


def _book(book: Book) -> str:
    rules = book.rulebook
    return f"{book.name} ({rules.name} {rules.version} · {rules.hash[:HASH_SHOWN]})"


def _blocks(report: Report) -> Iterator[Block]:
    tone, said = conclusion(report)
    yield Framed(tone, "In het kort", (text(said), *_counts(report)))
    for kind, (title, remark) in KINDS.items():
        rules = [
            (one, None if report.effects is None else report.effects.of[number])
            for number, one in enumerate(report.compared.rules)
            if kind in one.kinds
        ]
        if not rules:
            continue
        yield Heading(1, "", title, kind.value)
        yield Paragraph(text(remark), quiet=True)
        for number, (one, effect) in enumerate(rules, start=1):
            yield from _rule(one, kind, effect if kind is Kind.MEANING else None, number, report)
    yield from _dossiers(report)


def _counts(report: Report) -> Iterator[Text]:
    compared = report.compared
    parts = [
        f"{title.lower()}: {count_of(len(compared.of(kind)), 'onderdeel', 'onderdelen')}"
        for kind, (title, _) in KINDS.items()
        if compared.of(kind)
    ]
    if parts:
        yield text(f"Anders geschreven: {'; '.join(parts)}.")
    if report.dossiers is not None:
        changed = sum(bool(one.changes) for one in report.dossiers)
        yield text(f"Van {count_of(len(report.dossiers), 'dossier', 'dossiers')} {_verb(changed)} een uitkomst.")
    if report.effects is not None and report.effects.prover:
        yield text(f"Let op: {report.effects.prover}.")


def _verb(number: int) -> str:
    return "verandert er 1" if number == 1 else f"veranderen er {number}" if number else "verandert er geen"


def _rule(one: RuleDifference, kind: Kind, effect: Effect | None, number: int, report: Report) -> Iterator[Block]:
    yield Heading(2, "", rule_title(one), f"{kind.value}-{number}")
    versions = version_text(one)
    if versions:
        yield Paragraph(text(versions), quiet=True)
    own = [(index, each) for index, each in enumerate(one.differences) if each.kind is kind]
    parts = {} if effect is None else dict(effect.parts)
    rows = []
    for index, each in own:
        lines = difference_lines(each)
        if index in parts and parts[index].notice is not Notice.NOTICED:
            lines.append(NOTICES[parts[index].notice])
        rows.append((each.part, tuple(map(text, lines))))
    yield Terms(tuple(rows))
    if effect is not None:
        yield from _effect(effect, report)


def _effect(effect: Effect, report: Report) -> Iterator[Block]:
    reason = f" Reden: {effect.reason}." if effect.reason else ""
    yield Paragraph(text(Span(NOTICES[effect.notice], strong=True), reason))
    if effect.witness is not None:
        yield from _witness(effect.witness, report)


def _witness(witness: Witnessed, report: Report) -> Iterator[Block]:
    yield Bullets(tuple(map(text, _changes(witness.changes, witness.through, report.compared.new.rulebook))))
    if witness.alone:
        yield Paragraph(text(ALONE))
    yield Terms(((f"Het dossier (gemaakt uit {witness.origin})", tuple(map(text, dossier_lines(witness.text)))),))


def _changes(changes: Sequence[Changed], through: Mapping[str, tuple[Through, ...]], book: Rulebook) -> Iterator[str]:
    """What comes out otherwise, each finding with the conditions through which it does."""
    for change in changes[:MOST_CHANGES]:
        yield change_text(change, book)
        if change.key.aspect == FINDING:
            yield from through_texts(through, change.key.id)
    left = len(changes) - MOST_CHANGES
    if left > 0:
        yield f"En nog {count_of(left, 'uitkomst verandert', 'uitkomsten veranderen')} mee."


def _dossiers(report: Report) -> Iterator[Block]:
    if report.dossiers is None:
        return
    yield Heading(1, "", "Dossiers", "dossiers")
    book = report.compared.new.rulebook
    for one in report.dossiers:
        if one.changes:
            lines = [*_changes(one.changes, one.through, book), *([one.conflict] if one.conflict else [])]
            yield Terms(((f"{one.id} ({one.file})", tuple(map(text, lines))),))
    same = [one.id for one in report.dossiers if not one.changes and not any(one.refused)]
    if same:
        yield Paragraph(text(f"Gelijk: {dutch.listing(same)}."))
    for one in report.dossiers:
        for name, mistakes in zip(("de oude", "de nieuwe"), one.refused, strict=True):
            if mistakes:
                yield Paragraph(text(f"{one.file} wordt door {name} regelset niet aangenomen: {mistakes[0]}"))


def witness_files(report: Report) -> dict[str, str]:
    """The small dossiers by the name of a file: one per rule whose change a dossier notices."""
    if report.effects is None:
        return {}
    book = report.compared.new.rulebook
    files: dict[str, str] = {}
    for one, effect in zip(report.compared.rules, report.effects.of, strict=True):
        if effect is None or effect.witness is None:
            continue
        witness = effect.witness
        head = [f"Merkt de wijziging van {rule_title(one)}.", *(change_text(each, book) for each in witness.changes)]
        remarks = "".join(f"# {line}\n" for line in head[: MOST_CHANGES + 1])
        files[f"{one.id.replace('/', '-')}.yaml"] = remarks + witness.text
    return files
