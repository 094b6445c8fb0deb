"""The page of `regels controleer` about what the rules mean, and the files with the dossiers that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...engine import dutch
from ...engine.proofs.findings import Example, Finding, Open, Proofs, PropertyResult
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone, count_of

CODE_WIDTH = 5
NOT_INSTALLED = (
    "Niet nagegaan is wat de regels betekenen: of uitkomsten elkaar overlappen, of elke voorwaarde en grond iets kan"
    " doen, en of de eigenschappen gelden. Daarvoor is z3-solver nodig: pip install 'spoortoets[bewijs]'"
)
_PLAIN = re.compile(r"[^A-Za-z0-9_]+")


def not_installed_page(*, width: int, ascii_only: bool = False) -> Page:
    """What was left out, and how it can be had."""
    builder = PageBuilder(width, ascii_only)
    builder.blank()
    builder.text(mark_span(Mark("alleen typen en namen", Tone.OPEN)), hanging=2)
    builder.text(NOT_INSTALLED, indent=2)
    return builder.page()


def meaning_page(proofs: Proofs, *, width: int, ascii_only: bool = False, folder: str | None = None) -> Page:
    """Everything that was found. With a `folder` the dossiers are in its files, otherwise on the page."""
    builder = PageBuilder(width, ascii_only)
    _write_head(builder, proofs)
    if folder is not None and example_files(proofs):
        builder.labelled("dossiers", f"in {folder}", width=16)
    _write_findings(builder, proofs.findings, folder)
    _write_properties(builder, proofs.properties, folder)
    _write_undecided(builder, proofs.undecided)
    _write_explained(builder, proofs.explained)
    return builder.page()


def example_files(proofs: Proofs) -> dict[str, str]:
    """The dossiers that show something, by the name of a file for each; what they show stands above them."""
    files: dict[str, str] = {}
    for one in proofs.findings:
        if one.example is not None:
            about = (f"{one.code} {one.place}", one.sentence)
            files.update(_files(_name(one), about, one.example))
    for prop in proofs.properties:
        if prop.refuted is not None:
            files.update(_files(prop.name, (f"eigenschap {prop.name}", prop.title), prop.refuted))
    return files


def _files(name: str, about: tuple[str, ...], example: Example) -> Iterator[tuple[str, str]]:
    several = len(example.texts) > 1
    for number, text in enumerate(example.texts, start=1):
        lines = [*about, example.caption if not several else f"{example.caption} dit is dossier {number}"]
        yield f"{name}-{number}.yaml" if several else f"{name}.yaml", "".join(f"# {one}\n" for one in lines) + text


def _name(one: Finding) -> str:
    """A name for a file, from the code and the id: letters, digits and hyphens."""
    return f"{one.code}-{_PLAIN.sub('-', one.id).strip('-')}"


# --- parts of the page ---


def _write_head(builder: PageBuilder, proofs: Proofs) -> None:
    refuted = sum(one.refuted is not None for one in proofs.properties)
    amiss = len(proofs.findings)
    told = []
    if amiss:
        told.append(count_of(amiss, "bevinding", "bevindingen"))
    if refuted:
        told.append(f"{count_of(refuted, 'eigenschap', 'eigenschappen')} weerlegd")
    mark = Mark(dutch.listing(told), Tone.BAD) if told else Mark("geen bevindingen", Tone.GOOD)
    builder.text(mark_span(mark), " over wat de regels betekenen", hanging=2)
    builder.labelled("vragen", f"{proofs.asked}, over alle dossiers die kunnen bestaan", width=16)
    if proofs.explained:
        builder.labelled("verklaard", f"{len(proofs.explained)}, met een reden", width=16)
    if proofs.exceptions:
        builder.labelled("uitzonderingen", f"{proofs.exceptions} uit toetsen/onbereikbaar.yaml nagegaan", width=16)
    if proofs.undecided:
        builder.labelled("niet beslist", str(len(proofs.undecided)), width=16)


def _write_findings(builder: PageBuilder, findings: tuple[Finding, ...], folder: str | None) -> None:
    for one in findings:
        builder.blank()
        builder.text(Span(one.code, Style.BAD), f" {one.place}", hanging=CODE_WIDTH)
        builder.text(f"{one.sentence}.", indent=CODE_WIDTH - 1)
        _write_example(builder, one.example, _name(one), folder)


def _write_example(builder: PageBuilder, example: Example | None, name: str, folder: str | None) -> None:
    if example is None:
        return
    indent = CODE_WIDTH - 1
    if folder is not None:
        files = [file for file, _ in _files(name, (), example)]
        builder.text(Span(f"{example.caption} {dutch.listing(files)}", Style.DIM), indent=indent)
        return
    builder.text(Span(example.caption, Style.DIM), indent=indent)
    for number, text in enumerate(example.texts):
        if number:
            builder.text(Span("en:", Style.DIM), indent=indent)
        for line in text.splitlines():
            margin = indent + 2 + len(line) - len(line.lstrip())
            builder.text(line.lstrip(), indent=margin, hanging=margin + 2)


def _write_properties(builder: PageBuilder, properties: tuple[PropertyResult, ...], folder: str | None) -> None:
    if not properties:
        return
    builder.blank()
    builder.text(Span("Eigenschappen", Style.HEADING))
    for one in properties:
        if one.refuted is not None:
            mark = Mark("weerlegd", Tone.BAD)
        elif one.why_open:
            mark = Mark("niet beslist", Tone.OPEN)
        else:
            mark = Mark("bewezen", Tone.GOOD)
        builder.text(mark_span(mark), "  ", Span(one.name, Style.STRONG), indent=2, hanging=4)
        builder.text(f"{one.title}.", indent=4)
        if one.why_open:
            builder.text(Span(one.why_open, Style.DIM), indent=4)
        _write_example(builder, one.refuted, one.name, folder)


def _write_undecided(builder: PageBuilder, undecided: tuple[Open, ...]) -> None:
    if not undecided:
        return
    builder.blank()
    builder.text(Span("Niet beslist", Style.HEADING))
    for one in undecided:
        builder.text(Span(one.code, Style.STRONG), f" {one.place}  {one.sentence}", indent=2, hanging=2 + CODE_WIDTH)
        builder.text(Span(one.why, Style.DIM), indent=2 + CODE_WIDTH)


def _write_explained(builder: PageBuilder, explained: tuple[Finding, ...]) -> None:
    if not explained:
        return
    builder.blank()
    builder.text(Span("Verklaard", Style.HEADING))
    by_reason: dict[str, list[Finding]] = {}
    for one in explained:
        by_reason.setdefault(one.reason, []).append(one)
    for reason, some in by_reason.items():
        builder.text(reason, indent=2)
        for one in some:
            builder.text(Span(f"{one.code} {one.id}", Style.DIM), indent=4)
