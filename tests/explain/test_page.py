"""Wrapping a page: no word is lost, no line is too wide, and styles stay where they were."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spoortoets.explain.screen.page import PageBuilder, Span, Style, page_text, plain_letters

SPANS = st.lists(
    st.builds(Span, st.text("abcdé ✔\n\t", max_size=40), st.sampled_from([Style.PLAIN, Style.STRONG, Style.DIM])),
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(SPANS, st.integers(20, 60), st.integers(0, 6))
def test_elk_woord_blijft_en_geen_regel_is_te_breed(spans: list[Span], width: int, indent: int) -> None:
    builder = PageBuilder(width)
    builder.text(*spans, indent=indent)
    text = page_text(builder.page())
    assert all(len(line) <= width for line in text.splitlines())
    assert "".join(text.split()) == "".join("".join(one.text for one in spans).split())


@settings(max_examples=100, deadline=None)
@given(SPANS)
def test_woorden_van_hoogstens_de_breedte_worden_niet_gebroken(spans: list[Span]) -> None:
    words = "".join(one.text for one in spans).split()
    builder = PageBuilder(max(20, *map(len, words), 20))
    builder.text(*spans)
    assert page_text(builder.page()).split() == words


def test_een_te_lang_woord_wordt_gebroken() -> None:
    builder = PageBuilder(20)
    builder.text("kort", Span(" " + "x" * 45, Style.STRONG))
    assert page_text(builder.page()) == "kort\n" + "x" * 20 + "\n" + "x" * 20 + "\n" + "x" * 5 + "\n"


def test_elk_woord_houdt_zijn_stijl() -> None:
    builder = PageBuilder(40)
    builder.text("een ", Span("twee drie", Style.STRONG), " vier")
    assert builder.page() == ((Span("een "), Span("twee drie", Style.STRONG), Span(" vier")),)


def test_letters_die_een_terminal_niet_kent_krijgen_een_vervanger() -> None:
    assert plain_letters("✘ één – “café” · 漢") == '"x een - "cafe" - ?'.removeprefix('"')
