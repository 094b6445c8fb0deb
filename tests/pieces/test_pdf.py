"""A PDF can be kept (PDF/A-2a) and read aloud (PDF/UA-1), is the same everywhere and tells nothing of who made it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from pypdf.generic import ContentStream
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.explain.pieces.blocks import (
    Bullets,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Piece,
    Signature,
    Span,
    Table,
    Terms,
    Text,
    plain,
    text,
)
from spoortoets.explain.pieces.pdf import pdf_bytes
from spoortoets.explain.words import Tone

from .voorbeeldstuk import PIECE, SVG

A4_POINTS = (595, 842)


def read(piece: Piece) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf_bytes(piece)))


@pytest.fixture(scope="module")
def sample() -> pypdf.PdfReader:
    return read(PIECE)


def nodes(node: Any) -> Iterator[Any]:
    """All elements of the tree of structure, in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)
    elif isinstance(node, dict) and "/S" in node:
        yield node
        yield from nodes(node.get("/K", []))


def roles(document: pypdf.PdfReader) -> list[str]:
    return [one["/S"][1:] for one in nodes(document.trailer["/Root"]["/StructTreeRoot"]["/K"])]


def test_it_is_marked_as_readable_aloud_in_dutch(sample: pypdf.PdfReader) -> None:
    root = sample.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert sample.metadata is not None
    assert sample.metadata.title == PIECE.title


def test_it_claims_pdf_a_2a_and_pdf_ua_1(sample: pypdf.PdfReader) -> None:
    claims = ElementTree.fromstring(sample.trailer["/Root"]["/Metadata"].get_data().decode().strip("\ufeff"))
    names = {one.tag: one.text for one in claims.iter()}
    assert names["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert names["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert names["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_the_only_date_is_the_reference_date_and_nobody_is_named(sample: pypdf.PdfReader) -> None:
    properties = sample.metadata
    assert properties is not None
    assert properties["/CreationDate"].startswith("D:20260914120000")
    assert properties["/ModDate"].startswith("D:20260914120000")
    assert not {"/Author", "/Company", "/Subject", "/Keywords"} & set(properties)
    claims = sample.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "creator>" not in claims
    assert {part[:10] for part in claims.split("Date>")[1::2]} == {"2026-09-14"}


def test_all_fonts_are_the_shipped_ones_and_are_inside(sample: pypdf.PdfReader) -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in sample.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    names = {font["/BaseFont"].rpartition("+")[2] for font in fonts}
    assert names == {"Carlito", "Carlito-Bold"}
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in fonts)


def test_the_structure_says_what_everything_is(sample: pypdf.PdfReader) -> None:
    found = roles(sample)
    assert found[:2] == ["Document", "Title"]
    assert found.count("TOCI") == 4
    assert [one for one in found if one in ("H1", "H2", "H3")] == ["H1", "H1", "H1", "H1", "H2", "H3", "H1"]
    assert found.count("TH") == 3
    assert found.count("TD") == 6
    assert found.count("LI") == 2 + 2 + 1
    pictures = [one for one in nodes(sample.trailer["/Root"]["/StructTreeRoot"]["/K"]) if one["/S"] == "/Figure"]
    assert [one["/Alt"] for one in pictures] == ["Tijdlijn van 104 weken"]


def test_the_chapters_are_bookmarks(sample: pypdf.PdfReader) -> None:
    outline = [one for one in sample.outline if isinstance(one, dict)]
    assert [one["/Title"] for one in outline] == ["1 Vraagstelling", "2 Verloop", "3 Spoor 2", "4 Ondertekening"]


def test_every_page_is_a4_with_labels_header_footer_and_number(sample: pypdf.PdfReader) -> None:
    assert len(sample.pages) == 2
    for number, page in enumerate(sample.pages, 1):
        shown = " ".join(page.extract_text().split())
        assert tuple(round(float(one)) for one in page.mediabox[2:]) == A4_POINTS
        for part in (*PIECE.labels, PIECE.header, PIECE.footer, f"Bladzijde {number} van 2"):
            assert part in shown


def test_a_skipped_level_is_closed_and_siblings_stay_siblings() -> None:
    levels = (1, 3, 3, 2, 3, 1)
    headings = tuple(Heading(level, "", f"Kop {at}", f"kop-{at}") for at, level in enumerate(levels))
    found = [one for one in roles(read(PIECE._replace(blocks=headings))) if one.startswith("H")]
    assert found == ["H1", "H2", "H2", "H2", "H3", "H1"]


def test_the_header_of_a_long_table_stands_on_each_page_and_is_read_once() -> None:
    rows = tuple((text(f"stap {at}"), text("gedaan")) for at in range(120))
    document = read(PIECE._replace(blocks=(Table(("Kolomkop", "Uitkomst"), rows, (1, 1), "De stappen"),)))
    assert len(document.pages) > 2
    assert all("Kolomkop" in page.extract_text() for page in document.pages)
    assert roles(document).count("TH") == 2


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    finding = (
        Heading(1, "", "Hoofdstuk", "h"),
        Heading(2, "", "Vraag", "v"),
        Heading(3, "", "Bevinding", "b", Span("voldoet")),
        Paragraph(text("De eerste zin eronder.")),
    )
    for lines in range(34, 46):
        blocks = (*(Paragraph(text(f"regel {at}")) for at in range(lines)), *finding)
        pages = [page.extract_text() for page in read(PIECE._replace(blocks=blocks)).pages]
        (own,) = [page for page in pages if "De eerste zin eronder." in page]
        assert all(title in own for title in ("Hoofdstuk", "Vraag", "Bevinding"))


@pytest.mark.parametrize("lead", [text("Dit berust op:"), text(Span("Niet van toepassing", strong=True))])
def test_no_line_that_leads_on_stands_alone_at_the_foot_of_a_page(lead: Text) -> None:
    for lines in range(38, 50):
        blocks = (
            *(Paragraph(text(f"regel {at}")) for at in range(lines)),
            Paragraph(lead),
            Paragraph(text("Het vervolg.")),
        )
        pages = [page.extract_text() for page in read(PIECE._replace(blocks=blocks)).pages]
        (own,) = [page for page in pages if "Het vervolg." in page]
        assert plain(lead) in own


def test_a_heading_with_its_quiet_line_stays_with_the_first_finding() -> None:
    for lines in range(36, 48):
        blocks = (
            *(Paragraph(text(f"regel {at}")) for at in range(lines)),
            Heading(2, "", "Vraag", "v"),
            Paragraph(text("Waarom dit telt."), quiet=True),
            Heading(3, "", "Bevinding", "b", Span("voldoet")),
            Paragraph(text("De eerste zin eronder.")),
        )
        pages = [page.extract_text() for page in read(PIECE._replace(blocks=blocks)).pages]
        (own,) = [page for page in pages if "De eerste zin eronder." in page]
        assert "Waarom dit telt." in own and "Vraag" in own


def test_the_lines_to_sign_on_stay_with_what_they_are_for_and_with_the_boxes_below() -> None:
    for lines in range(24, 48, 3):
        blocks = (
            *(Paragraph(text(f"regel {at}")) for at in range(lines)),
            Heading(1, "", "Ondertekening", "o"),
            Paragraph(text("Wie tekent, tekent voor gezien.")),
            Signature(("Werkgever", "Werknemer"), ("Naam", "Handtekening")),
            Paragraph(text("Werknemer:")),
            Bullets((text("gezien"), text("niet akkoord")), checkbox=True),
        )
        pages = [page.extract_text() for page in read(PIECE._replace(blocks=blocks)).pages]
        (own,) = [page for page in pages if "Handtekening" in page]
        assert all(part in own for part in ("Ondertekening", "tekent voor gezien", "niet akkoord")), lines


def test_a_claim_stays_with_the_first_of_its_evidence() -> None:
    for lines in range(36, 48):
        blocks = (
            *(Paragraph(text(f"regel {at}")) for at in range(lines)),
            Heading(3, "", "Bevinding", "b", Span("voldoet")),
            Paragraph(text("De bewering.")),
            Terms((("Norm", (text("De norm."),)),)),
        )
        pages = [page.extract_text() for page in read(PIECE._replace(blocks=blocks)).pages]
        (own,) = [page for page in pages if "De norm." in page]
        assert "De bewering." in own and "Bevinding" in own


def test_a_word_in_a_table_is_not_broken_where_there_is_room() -> None:
    header = ("Datum van het oordeel", "Geplande herbeoordeling", "Genoemde grond", "Vindplaats")
    row = (text("6 oktober 2026"), text("6 januari 2027"), text("algemene dagelijkse levensverrichtingen"), text("D09"))
    shown = read(PIECE._replace(blocks=(Table(header, (row,), (1, 1, 9, 1)),))).pages[0].extract_text()
    assert all(word in shown for word in ("herbeoordeling", "Vindplaats", "levensverrichtingen", "6 oktober 2026"))


def test_nothing_reaches_over_the_margins() -> None:
    long = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" * 3
    blocks = (
        Paragraph(text(long)),
        Table(("Woord", "Waarde", long), ((text("m" * 50), text(long), text("W" * 39)),), (1, 1, 1)),
        Notice(Tone.BAD, long, (text(long),)),
        Heading(1, "1", long, "lang", Span("voldoet niet"), Tone.BAD),
    )
    ends = [end for page in read(PIECE._replace(blocks=blocks)).pages for end in text_ends(page)]
    right = A4_POINTS[0] - 20 / 25.4 * 72
    assert right - 20 < max(ends) < right + 1


def text_ends(page: pypdf.PageObject) -> Iterator[float]:
    """Where each run of text on a page ends, in points from the left."""
    assert page.pdf is not None
    widths = {name: glyph_widths(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    left = at = size = 0.0
    font: dict[int, float] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"cm":
            left = float(operands[4])
        elif operator == b"Tm":
            at = left + float(operands[4])
        elif operator == b"Tf":
            font, size = widths[operands[0]], float(operands[1])
        elif operator in (b"Tj", b"TJ"):
            for part in operands[0] if operator == b"TJ" else operands:
                if isinstance(part, (int, float)):
                    at -= float(part) / 1000 * size
                else:
                    raw = part if isinstance(part, bytes) else part.original_bytes
                    glyphs = (int.from_bytes(raw[byte : byte + 2], "big") for byte in range(0, len(raw), 2))
                    at += sum(font[glyph] for glyph in glyphs) / 1000 * size
            yield at


def glyph_widths(font: Any) -> dict[int, float]:
    """The width of each glyph in thousandths of the size, by the W array of the font (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    array = list(font["/DescendantFonts"][0].get_object()["/W"])
    while array:
        first, second = int(array.pop(0)), array.pop(0)
        if isinstance(second, list):
            found |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(array.pop(0)))
    return found


IN_ANOTHER_PROCESS = """
import sys
sys.path.insert(0, sys.argv[1])
from voorbeeldstuk import PIECE
from spoortoets.explain.pieces.pdf import pdf_bytes
sys.stdout.buffer.write(pdf_bytes(PIECE))
"""


def test_the_same_piece_gives_the_same_bytes_in_another_process_time_zone_and_language() -> None:
    def made(seed: str, zone: str, language: str) -> bytes:
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "SOURCE_DATE_EPOCH": seed}
        command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(Path(__file__).parent)]
        return subprocess.run(command, env=settings, check=True, capture_output=True).stdout

    first = made("1", "Europe/Amsterdam", "nl_NL.UTF-8")
    assert first.startswith(b"%PDF-1.7")
    assert first == made("2", "Pacific/Kiritimati", "C") == pdf_bytes(PIECE)


def test_another_reference_date_gives_another_file() -> None:
    assert pdf_bytes(PIECE) != pdf_bytes(PIECE._replace(reference_date=date(2026, 9, 15)))


def test_a_picture_with_a_sign_that_the_font_lacks_is_no_problem() -> None:
    picture = Figure(SVG.replace("104 weken", "104 weken ✔"), "Tijdlijn", "Figuur 1")
    assert pdf_bytes(PIECE._replace(blocks=(picture,))).startswith(b"%PDF")


def test_without_typst_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MistakesFound, match=r"pakket typst is niet geïnstalleerd; .* install '\.\[pdf\]'"):
        pdf_bytes(PIECE)
