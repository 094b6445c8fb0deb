"""The text of a piece is the same in Markdown, HTML, Word and PDF: exactly its lines, in their order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoortoets.explain.pieces import glyphs
from spoortoets.explain.pieces.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Piece,
    Remark,
    Signature,
    Span,
    Table,
    Terms,
    Text,
    block_lines,
    lines_of,
    text,
)
from spoortoets.explain.pieces.docx import docx_bytes
from spoortoets.explain.pieces.html import html_text
from spoortoets.explain.pieces.markdown import PICTURE, markdown_text
from spoortoets.explain.pieces.pdf import pdf_bytes
from spoortoets.explain.words import Tone

from .teksten import docx_words, html_words, markdown_words, pdf_words, words
from .voorbeeldstuk import PIECE, SVG

Words = Callable[[Piece], list[str]]

FORMATS: dict[str, Words] = {
    "md": lambda piece: markdown_words(markdown_text(piece)),
    "html": lambda piece: html_words(html_text(piece)),
    "docx": lambda piece: docx_words(docx_bytes(piece, None)),
    "pdf": lambda piece: pdf_words(pdf_bytes(piece)),
}

BARE = PIECE._replace(labels=(), header="", footer="")
"""Without what stands on every page; that is looked at per format."""

NASTY = (
    "1. geen lijst", "2026. Een jaar", "12) punt", "- geen punt", "+ plus", "* ster", "# geen kop", "> geen citaat",
    "---", "===", "```python", "~~~", "**niet vet**", "_niet_schuin_", "~~weg~~", "[link](http://x.nl/a_b)",
    "![b](c.png)", "a|b", "\\|", "\\", "`code`", "<b>vet</b>", "<script>alert(1)</script>", "&amp;", "&",
    "<!-- niets -->", "]]>", "$x^2$", "{{ 7 * 7 }}", "{% raw %}", "#let x = 1", "@naam", '#import "x"',
    "'enkel' en \"dubbel\"", "50 %", "€ 1.250,00", "[ ] geen vakje", "| --- |", "www.uwv.nl/a_b*c",
    "re-integratie/herplaatsing", "werk\u00adnemer", "x" * 130, "é ö ï ç", "a_b_c*d",
    "arbeidsongeschiktheidsverzekeringsmaatschappij",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)  # fmt: skip


def expected(piece: Piece, form: str) -> list[str]:
    """The words of a piece; in Markdown a picture cannot stand, and is told in words above its caption."""
    lines = [piece.title, piece.subtitle]
    for block in piece.blocks:
        if form == "md" and isinstance(block, Figure):
            lines.append(f"{PICTURE}: {block.alt}")
        lines.extend(block_lines(block))
    return words(*lines)


each_format = pytest.mark.parametrize("form", FORMATS)


@each_format
def test_the_sample_piece_reads_the_same(form: str) -> None:
    assert words(*lines_of(BARE)) == expected(BARE, "pdf")
    assert FORMATS[form](BARE) == expected(BARE, form)


@each_format
def test_no_text_is_taken_for_markup(form: str) -> None:
    nasty = [text(one) for one in NASTY]
    pairs = [text(one, Span(one, strong=True), one) for one in NASTY]
    piece = BARE._replace(
        blocks=(
            *(Heading(2, "", one, f"kop-{at}", Span(one)) for at, one in enumerate(NASTY)),
            *map(Paragraph, nasty),
            *map(Paragraph, pairs),
            Bullets(tuple(nasty)),
            Bullets(tuple(pairs), checkbox=True),
            Table(
                NASTY[:3], tuple((one, two, one) for one, two in zip(nasty, pairs, strict=True)), (1, 2, 1), NASTY[-1]
            ),
            Terms(tuple((one, (text(one), text(one))) for one in NASTY)),
            *(Notice(Tone.BAD, one, (text(one),)) for one in NASTY),
            *(Figure(SVG, one, one) for one in NASTY),
            Signature(NASTY, NASTY[:2]),
        )
    )
    assert FORMATS[form](piece) == expected(piece, form)


@each_format
def test_lists_that_follow_each_other_stay_apart(form: str) -> None:
    piece = BARE._replace(blocks=(Bullets((text("een"),)), Bullets((text("twee"), text("drie")))) * 2)
    assert FORMATS[form](piece) == expected(piece, form)


@each_format
def test_a_long_table_is_told_once(form: str) -> None:
    rows = tuple(
        (text(f"stap {at}"), text("Een zin die in de tweede kolom niet op één regel past.")) for at in range(90)
    )
    piece = BARE._replace(blocks=(Table(("Stap", "Wat"), rows, (1, 2), "De stappen"),))
    assert FORMATS[form](piece) == expected(piece, form)


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEëéïüö0123456789"
SIGNS = " .,;:!?*_#|<>[](){}`~\\/&%$€@^=+-'\"“”‘’…–•±≥→\u00a0"
phrases = (
    st.one_of(st.text(LETTERS + SIGNS, min_size=1, max_size=30), st.sampled_from(NASTY))
    .map(str.strip)
    .filter(lambda one: words(one) != [])
)
spans = st.lists(st.builds(Span, st.one_of(phrases, phrases.map(" {} ".format)), st.booleans()), min_size=1, max_size=4)
texts: st.SearchStrategy[Text] = spans.map(tuple)
several = partial(st.lists, min_size=1, max_size=3)
remarks = st.one_of(phrases, st.text(min_size=1, max_size=20))
"""What stands in the margin may hold any sign, also one that no file can hold."""


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.tuples(*[texts] * width)
    header = draw(st.tuples(*[phrases] * width))
    return Table(header, tuple(draw(several(row))), tuple(draw(st.tuples(*[st.integers(1, 4)] * width))), draw(phrases))


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Bullets, several(texts).map(tuple), st.booleans()),
    tables(),
    st.builds(Terms, several(st.tuples(phrases, several(texts).map(tuple))).map(tuple)),
    st.builds(Notice, st.sampled_from(Tone), phrases, several(texts).map(tuple)),
    st.builds(Figure, st.just(SVG), phrases, phrases),
    st.builds(Signature, several(phrases).map(tuple), several(phrases).map(tuple)),
    st.builds(
        Heading,
        st.integers(1, 3),
        st.sampled_from(["", "1", "4.2"]),
        phrases,
        st.just(""),
        st.none() | st.builds(Span, phrases),
        st.sampled_from(Tone),
        st.none() | st.builds(Remark, remarks, several(remarks).map(tuple)),
    ),
)


def anchored(some: list[Block]) -> Iterator[Block]:
    """Every heading with an anchor of its own."""
    for at, one in enumerate(some):
        yield one._replace(anchor=f"kop-{at}") if isinstance(one, Heading) else one


@each_format
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(title=phrases, some=st.lists(blocks, min_size=1, max_size=8))
def test_any_piece_reads_the_same(form: str, title: str, some: list[Block]) -> None:
    piece = BARE._replace(title=title, subtitle="", blocks=tuple(anchored(some)))
    bullet = "•"  # a marker of a list in a PDF is the same character as the one a text may hold
    assert [one for one in FORMATS[form](piece) if one != bullet] == [
        one for one in expected(piece, form) if one != bullet
    ]


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        ("✔ akkoord", "□ akkoord"),
        ("漢字 en 😀", "□□ en □"),
        ("cafe\u0301", "café"),
        ("x\u0302", "x"),
        ("nul\u200bbreed werk\u00adnemer", "nulbreed werknemer"),
        ("twee\nregels\ten een tab", "twee regels en een tab"),
        ("≥ 12 uur → € 10 “goed”", "≥ 12 uur → € 10 “goed”"),
    ],
)
def test_a_pdf_shows_a_square_for_what_its_font_lacks(told: str, drawn: str) -> None:
    piece = BARE._replace(blocks=(Paragraph(text(told)),))
    assert pdf_words(pdf_bytes(piece)) == words(BARE.title, BARE.subtitle, drawn)
    assert html_words(html_text(piece)) == words(BARE.title, BARE.subtitle, told)


def test_a_text_of_ordinary_dutch_is_drawn_as_it_is() -> None:
    told = "Geïnformeerd, coöperatie, ’s middags, één – “ja” … ½ × 3 ≤ 4 °C"
    assert glyphs.drawable(told) == unicodedata.normalize("NFC", told)
