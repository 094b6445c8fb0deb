"""The screen of `--volg`: what was saved, what that changed in the rules, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.differences.changes import Kind, RuleSort
from ...engine.editing.watching import Touched
from ...engine.mistakes import Mistake
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone, count_of
from .difference_words import difference_lines, rule_title

MANY = 8
"""How many names are listed before the others are only counted."""

STOP = "Wacht op een wijziging. Stop met Ctrl-C."


def head_page(folder: str, files: Sequence[str], *, width: int, ascii_only: bool = False) -> Page:
    """What is followed, and what was saved."""
    builder = PageBuilder(width, ascii_only)
    builder.text(Span(f"Volgt {folder}", Style.HEADING))
    if files:
        builder.labelled("Bewaard", _listed(files))
    builder.blank()
    return builder.page()


def touched_page(touched: Touched, *, width: int, ascii_only: bool = False) -> Page:
    """What the save changed in the rules, and which rules lean on it."""
    builder = PageBuilder(width, ascii_only)
    changes = [one for one in touched.changes if one.sort is not RuleSort.TEST]
    tests = len(touched.changes) - len(changes)
    for one in changes:
        builder.text(Span(rule_title(one), Style.STRONG), hanging=2)
        for difference in one.differences:
            what = "" if difference.kind is Kind.MEANING else f" ({difference.kind.value})"
            builder.text(Span(f"{difference.part}{what}", Style.DIM), indent=2)
            for line in difference_lines(difference):
                builder.text(line, indent=4, hanging=6)
    if tests:
        builder.text(f"{count_of(tests, 'toets is', 'toetsen zijn')} anders.")
    if not touched.changes:
        builder.text("Aan de regels is niets veranderd.")
    elif touched.rules:
        builder.labelled("Raakt", _listed(touched.rules))
    builder.blank()
    return builder.page()


def mistakes_page(mistakes: Sequence[Mistake], *, width: int, ascii_only: bool = False) -> Page:
    """The mistakes that keep the rulebook from being read."""
    builder = PageBuilder(width, ascii_only)
    found = count_of(len(mistakes), "fout", "fouten")
    builder.text(mark_span(Mark(found, Tone.BAD)), hanging=2)
    for one in mistakes:
        builder.text(str(one), indent=2, hanging=4)
    return builder.page()


def good_page(rules: int, *, width: int, ascii_only: bool = False) -> Page:
    """The rulebook can be read; `rules` is how many criteria and grounds it has."""
    builder = PageBuilder(width, ascii_only)
    builder.text(mark_span(Mark("geen fouten", Tone.GOOD)), f" in {count_of(rules, 'criterium', 'criteria')}")
    return builder.page()


def no_tests_page(*, start: bool, width: int, ascii_only: bool = False) -> Page:
    """No test has to run (again)."""
    builder = PageBuilder(width, ascii_only)
    builder.text("Na elke keer bewaren draaien de toetsen die geraakt zijn." if start else "Geen toets is geraakt.")
    return builder.page()


def foot_page(*, width: int, ascii_only: bool = False) -> Page:
    builder = PageBuilder(width, ascii_only)
    builder.blank()
    builder.text(Span(STOP, Style.DIM))
    return builder.page()


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MANY])
    return f"{shown} en nog {len(names) - MANY}" if len(names) > MANY else shown
