"""An HTML page stands on its own, runs nothing, and says what everything is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from spoortoets.explain.pieces.blocks import Figure, Heading, Paragraph, Piece, Span, Table, Terms, text
from spoortoets.explain.pieces.html import html_text
from spoortoets.explain.words import Tone

from .voorbeeldstuk import PIECE, SVG

VOID = ("meta", "col", "br", "hr", "img", "link", "input")
Attributes = dict[str, str | None]


class Elements(HTMLParser):
    """Every element with its attributes, and whether each was closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.found if name == tag]


def elements(piece: Piece) -> Elements:
    return Elements(html_text(piece))


def test_the_page_is_whole_and_in_dutch() -> None:
    page = elements(PIECE)
    assert html_text(PIECE).startswith("<!DOCTYPE html>\n")
    assert page.open == []
    assert page.named("html") == [{"lang": "nl"}]
    assert {"charset": "utf-8"} in page.named("meta")


def test_only_style_inside_the_page_is_allowed() -> None:
    (policy,) = [one["content"] for one in elements(PIECE).named("meta") if "http-equiv" in one]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = elements(PIECE)
    assert {tag for tag, _ in page.found}.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    for _, attributes in page.found:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    outside = re.findall(r"(?:https?:)?//[\w.]+", html_text(PIECE))
    assert set(outside) == {"http://www.w3.org"}  # the name space of the picture, which is no address to fetch
    assert "@import" not in html_text(PIECE)


def test_the_contents_lead_to_the_chapters() -> None:
    page = elements(PIECE)
    assert [one["href"] for one in page.named("a")] == ["#vraagstelling", "#verloop", "#spoor-2", "#ondertekening"]
    anchors = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert anchors == ["vraagstelling", "verloop", "spoor-2", "spoor2", "k24", "ondertekening"]


def test_a_short_piece_has_no_contents() -> None:
    assert elements(PIECE._replace(blocks=PIECE.blocks[:4])).named("nav") == []


def test_headings_follow_each_other_without_a_gap() -> None:
    headings = tuple(Heading(level, "", "Kop", f"kop-{at}") for at, level in enumerate((1, 3, 3, 2, 3, 1)))
    found = [tag for tag, _ in elements(PIECE._replace(blocks=headings)).found if re.fullmatch("h[1-6]", tag)]
    assert found == ["h1", "h2", "h3", "h3", "h3", "h4", "h2"]


def test_tables_lists_and_pictures_say_what_they_are() -> None:
    page = elements(PIECE)
    tags = [tag for tag, _ in page.found]
    assert [one["scope"] for one in page.named("th")] == ["col"] * 3
    assert [tags.count(tag) for tag in ("caption", "dl", "dt", "dd", "aside", "figcaption", "nav", "main")] == [
        1, 1, 2, 3, 1, 1, 1, 1,
    ]  # fmt: skip
    assert {"class": "picture", "role": "img", "aria-label": "Tijdlijn van 104 weken"} in page.named("div")


def test_an_outcome_is_a_word_and_looks_different_without_colour() -> None:
    assert ': <span class="mark fout">voldoet niet</span></h4>' in html_text(PIECE)


def test_pictures_share_no_names() -> None:
    picture = SVG.replace("<rect", '<defs><pattern id="k24"/></defs><rect').replace('fill="#ddd"', 'fill="url(#k24)"')
    figures = (Figure(picture, "een", "Figuur 1"), Figure(picture, "twee", "Figuur 2"))
    page = html_text(PIECE._replace(blocks=(*PIECE.blocks, *figures)))
    names = [attributes["id"] for _, attributes in Elements(page).found if "id" in attributes]
    assert len(set(names)) == len(names)
    assert all(f'id="figuur{number}-k24"' in page and f"url(#figuur{number}-k24)" in page for number in (2, 3))


HOSTILE = """</style></title><script>alert(1)</script>" onload="x" '\\ \n}@import "//x"; *{color:red} & {{ 7 * 7 }}"""


@pytest.mark.parametrize("field", ["title", "subtitle", "header", "footer", "labels"])
def test_a_text_on_every_page_stays_text(field: str) -> None:
    page = elements(PIECE._replace(**{field: (HOSTILE,) if field == "labels" else HOSTILE}))
    assert [tag for tag, _ in page.found] == [tag for tag, _ in elements(PIECE).found]
    assert page.open == []


def test_a_text_in_a_block_stays_text() -> None:
    def made(words: str) -> Elements:
        return elements(
            PIECE._replace(
                blocks=(
                    Heading(1, words, words, "kop", Span(words), Tone.BAD),
                    Paragraph(text(words, Span(words, strong=True))),
                    Table((words,), ((text(words),),), (1,), words),
                    Figure(SVG, words, words),
                )
            )
        )

    plain, hostile = made("gewoon"), made(HOSTILE)
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in plain.found]
    assert [sorted(attributes) for _, attributes in hostile.found] == [
        sorted(attributes) for _, attributes in plain.found
    ]


def test_the_printed_page_repeats_labels_header_and_footer() -> None:
    page = html_text(PIECE._replace(labels=("CONCEPT", "SYNTHETISCH"), header="Toets 3", footer="UWV & u"))
    assert '@top-left { content: "Toets\\0000203"' in page
    assert '@top-right { content: "CONCEPT\\000020\\0000b7\\000020SYNTHETISCH"' in page
    assert '@bottom-left { content: "UWV\\000020\\000026\\000020u"' in page
    assert '"Bladzijde " counter(page) " van " counter(pages)' in page


def test_what_leads_on_stays_with_what_follows_on_the_printed_page() -> None:
    quiet = Paragraph(text("Waarom dit telt."), quiet=True)
    lead = Paragraph(text(Span("Niet van toepassing", strong=True)))
    page = html_text(PIECE._replace(blocks=(Heading(1, "1", "Vraag", "v"), quiet, lead, quiet)))
    assert page.count('<p class="quiet leads">') == 1
    assert '<p class="leads"><strong>Niet van toepassing' in page
    assert '<p class="quiet">Waarom' in page


def test_a_short_text_stays_on_one_page_and_a_long_one_does_not() -> None:
    page = html_text(PIECE._replace(blocks=(Terms((("Kort", (text("kort"),)), ("Lang", (text("lang " * 300),)))),)))
    assert '<div class="whole">\n<dt>Kort</dt>' in page
    assert "<div>\n<dt>Lang</dt>" in page


def test_a_column_of_dates_is_wide_enough_for_a_date() -> None:
    rows = ((text("Een lange uitleg die over de regel loopt en verder gaat."), text("30 september 2026")),)
    page = html_text(PIECE._replace(blocks=(Table(("Uitleg", "Datum"), rows, (9, 1)),)))
    widths = [float(one) for one in re.findall(r'<col style="width: ([\d.]+)%">', page)]
    assert round(sum(widths)) == 100
    assert widths[1] > 17


def test_the_same_piece_gives_the_same_page() -> None:
    assert html_text(PIECE) == html_text(PIECE)
