"""The page that goes with a release of the rulebook: what a policy owner hands over, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ... import __version__
from ...engine import dutch
from ...engine.differences.changes import Kind
from ...engine.differences.compare import Compared
from ...engine.proofs.findings import Proofs
from ...engine.release.inspecting import Inspection, Solver, counted
from ..argument import HASH_SHOWN
from ..pieces.blocks import Block, Bullets, Heading, Notice, Paragraph, Piece, Span, Table, Terms, Text, text
from ..screen.coverage import KINDS as COVERED
from ..words import Tone, count_of
from .difference_words import KINDS, difference_lines, rule_title, version_text
from .release_json import Release, extent

WITHOUT_DAY = date(2000, 1, 1)
"""What the properties of a file hold where a release has no date of its own."""

FOOTER = "Wie een uitgave heeft, kan elke toets die haar noemt herhalen met 'spoortoets naspelen'."
FIRST = "Dit is de eerste uitgave in deze map. Er is geen vorige om haar naast te leggen."
SAME = "De regels zijn dezelfde als in de vorige uitgave; alleen opmaak of opmerkingen verschillen."
NOT_ASKED = (
    "Deze uitgave is gemaakt met --snel. Niet nagegaan is of uitkomsten elkaar overlappen of een gat laten, of elke"
    " voorwaarde en grond iets kan doen, en of de eigenschappen gelden."
)
ASKED = (
    "Nagegaan is, voor elk dossier dat kan bestaan, of uitkomsten elkaar overlappen of een gat laten, of elke"
    " voorwaarde, elk geval, elke cel, elke grond en elke uitzondering iets kan doen, of criteria elkaar tegenspreken,"
    " en of elk oordeel kan worden bereikt. Er is niets gevonden dat niet is verklaard."
)
LIMITS = (
    "Een vraag die meer stappen kost dan de grens, is niet beslist; dat staat er dan bij. Elk dossier dat iets laat"
    " zien, is door de motor zelf nagerekend."
)
EXCUSED = "Verklaard: geen dossier kan het laten zien; de reden staat in toetsen/onbereikbaar.yaml."
NO_PROPERTIES = "De regelset heeft geen eigenschappen."


def release_piece(release: Release) -> Piece:
    """The page, for Markdown and Word."""
    book = release.found.rulebook
    when = f" van {dutch.day(release.day)}" if release.day else ""
    return Piece(
        "uitgave",
        f"Uitgave {book.version} van de regelset",
        f"{book.title}{when and ','}{when}",
        None,
        "",
        release.day or WITHOUT_DAY,
        (),
        f"{book.name} {book.version}",
        FOOTER,
        tuple(_blocks(release)),
    )


def _blocks(release: Release) -> Iterator[Block]:
    found = release.found
    yield Terms(tuple((label, (text(said),)) for label, said in _receipt(release)))
    if release.note:
        yield Heading(1, "", "Toelichting", "toelichting")
        yield from (Paragraph(text(line)) for line in release.note.splitlines() if line.strip())
    yield Heading(1, "", "Wat is veranderd", "veranderd")
    yield from _changes(found.compared)
    yield Heading(1, "", "Toetsen van de regels", "toetsen")
    yield from _tests(found)
    yield Heading(1, "", "Wat de regels betekenen", "betekenis")
    yield from _meaning(found.proofs, found.solver)


def _receipt(release: Release) -> Iterator[tuple[str, str]]:
    found, book = release.found, release.found.rulebook
    yield "Regelset", f"{book.name}, versie {book.version}"
    yield "Kenmerk", f"{book.hash[:HASH_SHOWN]} (de eerste {HASH_SHOWN} tekens van het controlegetal)"
    yield "Controlegetal", book.hash
    if release.day:
        yield "Datum", dutch.day(release.day)
    if found.compared is not None:
        old = found.compared.old.rulebook
        yield "Vorige", f"{old.name} {old.version} · {old.hash[:HASH_SHOWN]}"
    yield "Omvang", ", ".join(f"{sort} {dutch.number(number)}" for sort, number in extent(found))
    yield "Programma", f"spoortoets, versie {__version__}"


def _changes(compared: Compared | None) -> Iterator[Block]:
    if compared is None:
        yield Paragraph(text(FIRST))
        return
    if not compared.rules:
        yield Paragraph(text(SAME))
        return
    for kind, (title, remark) in KINDS.items():
        rules = compared.of(kind)
        if not rules:
            continue
        yield Heading(2, "", title, f"veranderd-{kind.value}")
        yield Paragraph(text(remark), quiet=True)
        if kind is Kind.TESTS:
            yield Bullets(tuple(text(rule_title(one)) for one in rules))
            continue
        for number, one in enumerate(rules, start=1):
            yield Heading(3, "", rule_title(one), f"{kind.value}-{number}")
            if versions := version_text(one):
                yield Paragraph(text(versions), quiet=True)
            own = [each for each in one.differences if each.kind is kind]
            yield Terms(tuple((each.part, tuple(map(text, difference_lines(each)))) for each in own))


def _tests(found: Inspection) -> Iterator[Block]:
    passed = count_of(found.passed, "toets", "toetsen")
    yield Paragraph(text(f"{passed} gedraaid en geslaagd. Dit is wat zij van de regels laten zien:"))
    rows = tuple(
        (
            text(COVERED.get(one.kind, one.kind)),
            text(dutch.number(one.total)),
            text(dutch.number(one.shown)),
            text(dutch.number(one.excused)),
        )
        for one in counted(found.coverage)
    )
    header = ("Onderdelen", "Aantal", "Gezien", "Verklaard")
    yield Table(header, rows, (52, 16, 16, 16), "Hoeveel van de regels de toetsen laten zien")
    if any(one.excused for one in counted(found.coverage)):
        yield Paragraph(text(EXCUSED))
    if found.skipped:
        yield Paragraph(text("Overgeslagen, met de reden:"))
        yield Bullets(tuple(text(f"{one.test.tested} {one.test.name}: {one.message}") for one in found.skipped))


def _meaning(proofs: Proofs | None, solver: Solver | None) -> Iterator[Block]:
    if proofs is None:
        yield Notice(Tone.OPEN, "Niet nagegaan", (text(NOT_ASKED),))
        return
    yield Paragraph(text(ASKED))
    rows: list[tuple[str, tuple[Text, ...]]] = [("Vragen", (text(dutch.number(proofs.asked)),))]
    if solver is not None:
        question, statement = dutch.number(solver.steps), dutch.number(solver.property_steps)
        limit = f"{question} stappen voor een vraag, {statement} voor een eigenschap"
        rows.append(("Bewijzen met", (text(f"{solver.library} {solver.version}".rstrip()),)))
        rows.append(("Grens", (text(limit), text(LIMITS))))
    yield Terms(tuple(rows))
    if proofs.explained:
        yield Paragraph(text("Wat opvalt en zo is bedoeld:"))
        yield Bullets(tuple(text(f"{one.code} {one.id}: {one.sentence}. {one.reason}") for one in proofs.explained))
    if proofs.undecided:
        yield Paragraph(text("Niet beslist:"))
        yield Bullets(tuple(text(f"{one.code} {one.id}: {one.sentence} ({one.why})") for one in proofs.undecided))
    yield Heading(1, "", "Eigenschappen", "eigenschappen")
    if not proofs.properties:
        yield Paragraph(text(NO_PROPERTIES))
        return
    yield Paragraph(text("Wat voor elk dossier geldt, met of het is bewezen."), quiet=True)
    yield Bullets(
        tuple(
            text(
                Span("bewezen" if one.proved else "niet beslist", strong=True),
                f" · {one.title} ({one.name})" + (f". {one.why_open}" if one.why_open else ""),
            )
            for one in proofs.properties
        )
    )
