"""The pages of the commands that help to write rules: `schema`, `nieuw` and `formatteer`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..screen.page import Page, PageBuilder, Span, Style
from ..words import count_of


def schema_page(
    number: int, folder: str, settings: str, written: int | None, *, width: int, ascii_only: bool = False
) -> Page:
    """Where the schemas are and how an editor finds them. `written`: how many files got a line that says so."""
    builder = PageBuilder(width, ascii_only)
    builder.text(f"{number} schema's geschreven in {folder}.")
    if written is not None:
        files = count_of(written, "regelbestand", "regelbestanden")
        told = f"In {files} staat nu bovenaan waar het schema is." if written else "Elk regelbestand zei dat al."
        builder.text(told)
        return builder.page()
    builder.blank()
    builder.text("VS Code met de extensie YAML vindt ze met deze instelling in .vscode/settings.json:")
    builder.blank()
    builder.lines.extend((Span("  " + line),) for line in settings.splitlines())
    return builder.page()


def new_page(
    files: Sequence[tuple[str, bool]], folder: str, tested: str, *, width: int, ascii_only: bool = False
) -> Page:
    """The files that were written, each with whether it is new, and what to do next."""
    builder = PageBuilder(width, ascii_only)
    for file, is_new in files:
        builder.labelled("nieuw" if is_new else "aangevuld", file, width=11)
    builder.blank()
    builder.text("Vul de lege sleutels in. Wat er nog ontbreekt, zegt:")
    commands = [f"spoortoets regels controleer --snel --regels {folder}"]
    commands += [f"spoortoets regels test {tested} --regels {folder}"] if tested else []
    for command in commands:
        builder.text(Span(command, Style.STRONG), indent=2, hanging=4)
    return builder.page()


def format_page(
    changed: Sequence[str],
    left: Collection[str],
    total: int,
    *,
    check: bool,
    width: int,
    ascii_only: bool = False,
) -> Page:
    """Which files were written anew (with `check`: would be), and which could not be."""
    builder = PageBuilder(width, ascii_only)
    for file in changed:
        builder.labelled("anders" if check else "geschreven", file, width=12)
    for file in sorted(left):
        builder.labelled("gelaten", f"{file}: dit bestand is niet veilig anders te schrijven", width=12)
    told = count_of(total, "bestand", "bestanden")
    done = "zou veranderen" if len(changed) == 1 else "zouden veranderen"
    if check:
        builder.text(f"{told} bekeken, {len(changed)} {done}." if changed else f"{told} bekeken, geen verandert.")
    else:
        builder.text(f"{told} bekeken, {len(changed)} geschreven." if changed else f"{told} bekeken, niets veranderd.")
    return builder.page()
