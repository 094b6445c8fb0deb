"""Markdown is clean to read as it is, and holds what stands on every page once."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from spoortoets.explain.pieces.blocks import Bullets, Heading, Paragraph, Span, text
from spoortoets.explain.pieces.markdown import markdown_text

from .voorbeeldstuk import PIECE


def body(*blocks: Paragraph | Bullets | Heading) -> str:
    """What follows the title."""
    return markdown_text(PIECE._replace(labels=(), header="", footer="", subtitle="", blocks=blocks)).split("\n\n", 1)[
        1
    ]


def test_the_sample_piece_as_it_is_written() -> None:
    page = markdown_text(PIECE)
    assert page.startswith("**SYNTHETISCH** · Toets van het tweede spoor · S-014\n\n# Toets van het tweede spoor\n\n")
    assert page.endswith("\n\n---\n\nUWV oordeelt zelf. Dit is een concept-oordeel.\n")
    assert "\n#### 3.1.1 K24 Tijdige start: **voldoet niet**\n" in page
    assert "\n> **Concept-oordeel**\n>\n> Een mens bevestigt het" in page
    assert "\n> Afbeelding: Tijdlijn van 104 weken\n\nFiguur 1. Het verloop" in page
    assert "\n| Start tweede spoor | 5 maart 2026 | **13 april 2026** |\n" in page
    assert "\n- [ ] Zienswijze van de werknemer gevraagd\n" in page
    assert "50 % \\& \\<meer\\> dan \\*dat\\*." in page


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Sinds 13 april 2026 (D08, p. 7)", "Sinds 13 april 2026 (D08, p. 7)"),
        ("1. Dit is geen lijst", "1\\. Dit is geen lijst"),
        ("2026) ook niet", "2026\\) ook niet"),
        ("3.1 is een nummer", "3.1 is een nummer"),
        ("- geen punt", "\\- geen punt"),
        ("-12 graden", "-12 graden"),
        ("---", "\\---"),
        ("# geen kop", "\\# geen kop"),
        ("a_b * c | d", "a\\_b \\* c \\| d"),
        ("<b>[x](y)</b>", "\\<b\\>\\[x\\](y)\\</b\\>"),
        ("zie https://uwv.nl/a_b", "zie https\\://uwv.nl/a\\_b"),
    ],
)
def test_a_text_shows_literally(words: str, written: str) -> None:
    assert body(Paragraph(text(words))) == f"{written}\n"


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        (("een ", Span("vet", True), " woord"), "een **vet** woord"),
        (("een", Span(" vet ", True), "woord"), "een **vet** woord"),
        ((Span("vet", True), Span("ter", True)), "**vetter**"),
        (("on", Span("(vet)", True), "e"), "on<strong>(vet)</strong>e"),
        ((Span(" ", True), "niets vets"), "niets vets"),
    ],
)
def test_strong_words_are_strong_wherever_they_stand(spans: tuple[str | Span, ...], written: str) -> None:
    assert body(Paragraph(text(*spans))) == f"{written}\n"


def test_two_lists_are_two_lists() -> None:
    page = body(Bullets((text("een"), text("twee"))), Bullets((text("drie"),)))
    assert MarkdownIt().render(page).count("<ul>") == 2


def test_a_table_has_a_line_for_each_row_and_the_same_columns_everywhere() -> None:
    lines = [line for line in markdown_text(PIECE).splitlines() if line.startswith("|")]
    assert [line.count("|") for line in lines[:4]] == [4, 4, 4, 4]
