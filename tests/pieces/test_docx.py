"""A piece as a Word document: its text, its structure, what the file says of itself, and the office's own template."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
import spoortoets
from docx.document import Document
from docx.shared import Cm, Pt
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.explain.pieces.blocks import (
    Bullets,
    Heading,
    Notice,
    Paragraph,
    Remark,
    Signature,
    Table,
    Terms,
    lines_of,
    text,
)
from spoortoets.explain.pieces.docx import docx_bytes
from spoortoets.explain.words import Tone

from .kantoorsjabloon import CONTENT, as_file, letter, office, part, read, replaced
from .voorbeeldstuk import PIECE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = docx_bytes(PIECE, None)


def texts(document: Document) -> list[str]:
    """The texts of the body in reading order, cells included, without empty lines."""
    found = ("".join(t.text or "" for t in one.iter(f"{W}t")) for one in document.element.body.iter(f"{W}p"))
    return [one for one in found if one]


def styles(document: Document) -> dict[str, str]:
    """The name of the style of each paragraph outside tables, by its text."""
    return {one.text: one.style.name for one in document.paragraphs if one.text and one.style}


def running(document: Document) -> str:
    """What stands in the header and the footer of the first section."""
    section = document.sections[0]
    return "\n".join(one.text for half in (section.header, section.footer) for one in half.paragraphs)


# --- text and structure -----------------------------------------------------------------------------------------------


def test_elke_regel_van_het_stuk_staat_er_in_volgorde() -> None:
    assert texts(read(MADE)) == list(lines_of(PIECE))


def test_koppen_titel_en_bijschriften_hebben_echte_stijlen() -> None:
    found = styles(read(MADE))
    assert found["Toets van het tweede spoor"] == "Title"
    assert found["Dossier S-014, naar de stand van 14 september 2026"] == "Subtitle"
    assert found["2 Verloop"] == "Heading 1"
    assert found["3.1 Zijn de inspanningen bij een andere werkgever voldoende?"] == "Heading 2"
    assert found["3.1.1 K24 Tijdige start: voldoet niet"] == "Heading 3"
    assert found["De stappen met hun uiterste dag"] == "Caption"
    assert found["Leg de reden van de late start vast."] == "List Bullet"


def test_een_bevinding_direct_onder_een_hoofdstuk_slaat_geen_kopniveau_over() -> None:
    piece = PIECE._replace(blocks=(Heading(1, "1", "Vraag", "vraag"), Heading(3, "", "K24", "k24")))
    assert styles(read(docx_bytes(piece, None)))["K24"] == "Heading 2"


def test_een_kop_blijft_bij_wat_volgt_en_telt_niet_zelf() -> None:
    headings = [one for one in read(MADE).paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings and all(one.paragraph_format.keep_with_next for one in headings)
    assert all(one._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0" for one in headings)


def test_een_toelichting_blijft_bij_de_kop_erboven() -> None:
    blocks = (Heading(1, "1", "Vraag", "vraag"), Paragraph(text("Waarom dit telt."), quiet=True), PIECE.blocks[3])
    document = read(docx_bytes(PIECE._replace(blocks=blocks), None))
    note = next(one for one in document.paragraphs if one.text == "Waarom dit telt.")
    assert note.paragraph_format.keep_with_next


def test_een_lang_label_staat_boven_zijn_tekst_op_de_hele_regel() -> None:
    label = "; ".join(f"K{number} Een criterium dat niet van toepassing is" for number in range(20, 24))
    blocks = (Terms(((label, (text("De reden."),)), ("K30 Intake", (text("Een andere reden."),)))),)
    table = read(docx_bytes(PIECE._replace(blocks=blocks), None)).tables[0]
    (one,) = table.rows[0]._tr.tc_lst
    assert one.grid_span == 2
    assert [paragraph.text for paragraph in table.rows[0].cells[0].paragraphs] == [label, "De reden."]
    assert [paragraph.runs[0].bold for paragraph in table.rows[0].cells[0].paragraphs] == [True, False]
    assert len(table.rows[1]._tr.tc_lst) == 2


def test_een_regel_die_een_opsomming_aankondigt_blijft_erbij() -> None:
    blocks = (Paragraph(text("Dit berust op:")), Bullets((text("K24."),)), Paragraph(text("Meer niet.")))
    document = read(docx_bytes(PIECE._replace(blocks=blocks), None))
    kept = {one.text: bool(one.paragraph_format.keep_with_next) for one in document.paragraphs}
    assert kept["Dit berust op:"] and not kept["Meer niet."]


def test_een_tabel_herhaalt_haar_kop_en_breekt_geen_rij() -> None:
    table = read(MADE).tables[0]
    header, *rows = table._tbl.tr_lst
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *rows))
    assert [cell.text for cell in table.rows[0].cells] == ["Stap", "Uiterlijk", "Gebeurd op"]


def test_twee_tabellen_na_elkaar_blijven_twee_tabellen() -> None:
    table = Table(("Stap",), ((text("Start"),),), (1,))
    document = read(docx_bytes(PIECE._replace(blocks=(table, table)), None))
    kinds = [one.tag for one in document.element.body]
    assert all(pair != (f"{W}tbl", f"{W}tbl") for pair in pairwise(kinds))
    assert len(document.tables) == 2


def test_een_lang_woord_krijgt_een_kolom_waarin_het_past() -> None:
    rows = ((text("Een lange uitleg die over de regel loopt en verder gaat."), text("arbeidsdeskundige")),)
    document = read(docx_bytes(PIECE._replace(blocks=(Table(("Uitleg", "Wie"), rows, (9, 1)),)), None))
    widths = [int(one.get(f"{W}w")) for one in document.tables[0]._tbl.iter(f"{W}gridCol")]
    assert sum(widths) == 9638
    assert widths[1] > 1600


def test_een_aanvinklijst_heeft_een_vakje_en_een_opsomming_een_punt() -> None:
    numbering = part(MADE, "word/numbering.xml")
    assert re.findall(r'lvlText w:val="(.)"', numbering) == ["•", "☐"]


def test_nadruk_is_vet_en_de_rest_niet() -> None:
    line = next(one for one in read(MADE).paragraphs if one.text.startswith("Is er in dit dossier"))
    assert [(run.text, bool(run.bold)) for run in line.runs] == [
        ("Is er in dit dossier ", False),
        ("genoeg", True),
        (" gedaan? 50 % & <meer> dan *dat*.", False),
    ]


def test_de_figuur_heeft_een_alternatieve_tekst_en_past_op_de_regel() -> None:
    document = read(MADE)
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Tijdlijn van 104 weken"
    assert Cm(16.9) < shape.width <= Cm(17.01)
    (picture,) = document.part.package.image_parts
    assert picture.image.px_width * 25.4 / 170 >= 299


def test_tekens_die_word_niet_kent_maken_het_bestand_niet_stuk() -> None:
    blocks = (
        Heading(1, "1", "Kop\x01", "kop", remark=Remark("K\x0224", ("D01\x0b p. 7",))),
        Paragraph(text("voor\x0b\x00\ud800na")),
        Bullets((text("a\x1fb"),)),
    )
    document = read(docx_bytes(PIECE._replace(title="Titel\x02", subtitle="", blocks=blocks), None))
    assert texts(document) == ["Titel ", "1 Kop ", "voor   na", "a b"]
    assert document.core_properties.title == "Titel "


def test_een_titel_mag_langer_zijn_dan_een_eigenschap_van_het_bestand() -> None:
    document = read(docx_bytes(PIECE._replace(title="woord " * 60), None))
    assert document.core_properties.title == ("woord " * 60)[:255]


def test_er_is_plaats_om_te_tekenen() -> None:
    table = read(MADE).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Naam", "Datum", "Handtekening"]
    height = table.rows[0].height
    assert height is not None and height >= Cm(1.5)


# --- every page -------------------------------------------------------------------------------------------------------


def test_de_ondertekening_komt_als_geheel_op_een_bladzijde() -> None:
    blocks = (
        Heading(1, "1", "Verantwoording", "v"),
        Heading(1, "2", "Ondertekening", "o"),
        Paragraph(text("U tekent voor gezien.")),
        Signature(("Werkgever",), ("Naam", "Handtekening")),
        Paragraph(text("Keuze")),
        Bullets((text("gezien"), text("niet akkoord")), checkbox=True),
    )
    document = read(docx_bytes(PIECE._replace(blocks=blocks), None))
    kept = {one.text: bool(one.paragraph_format.keep_with_next) for one in document.paragraphs}
    boxes = [one for cell in document.tables[0].rows[0].cells for one in cell.paragraphs]
    assert kept["U tekent voor gezien."] and kept["Keuze"] and all(one.paragraph_format.keep_with_next for one in boxes)
    assert not kept["niet akkoord"], "daarna mag de bladzijde eindigen"
    breaks = {one.text: bool(one.paragraph_format.page_break_before) for one in document.paragraphs}
    assert breaks["2 Ondertekening"] and not breaks["1 Verantwoording"]


def test_op_elke_bladzijde_staan_kop_voet_merken_en_het_nummer() -> None:
    shown = running(read(MADE))
    assert "Toets van het tweede spoor · S-014\tSYNTHETISCH" in shown
    assert "UWV oordeelt zelf. Dit is een concept-oordeel." in shown
    assert "Bladzijde" in shown
    footer = part(MADE, "word/footer.xml")
    assert re.findall(r'w:instr=" (\w+) "', footer) == ["PAGE", "NUMPAGES"]


def test_een_stuk_zonder_ondertitel_of_voettekst_heeft_geen_lege_regel() -> None:
    document = read(docx_bytes(PIECE._replace(subtitle="", labels=(), footer=""), None))
    assert [one.text for one in document.paragraphs[:2]] == ["Toets van het tweede spoor", "Concept-oordeel"]
    (line,) = document.sections[0].footer.paragraphs
    assert line.text.startswith("Bladzijde")


def test_de_taal_is_nederlands() -> None:
    assert 'w:lang w:val="nl-NL"' in part(MADE, "word/styles.xml")
    assert read(MADE).core_properties.language == "nl-NL"


# --- remarks in the margin --------------------------------------------------------------------------------------------


def test_bij_een_bevinding_staat_een_opmerking_met_criterium_bron_en_bladzijde() -> None:
    document = read(MADE)
    (comment,) = document.comments
    assert comment.text.splitlines() == ["K24", "Beleidsregels, tweede spoor (beleid)", "D08 p. 7"]
    assert (comment.author, comment.initials) == ("Spoortoets", "ST")
    assert comment.timestamp is not None and comment.timestamp.date() == PIECE.reference_date
    marked = [one.text for one in document.paragraphs if one._p.find(f"{W}commentRangeStart") is not None]
    assert marked == ["3.1.1 K24 Tijdige start: voldoet niet"]


# --- the file itself --------------------------------------------------------------------------------------------------


def test_het_bestand_noemt_niemand_en_geen_andere_dag_dan_de_peildatum() -> None:
    properties = read(MADE).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified
    assert properties.created is not None and properties.created.replace(tzinfo=None) == datetime(2026, 9, 14)
    with ZipFile(BytesIO(MADE)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in file.namelist() if name.startswith("docProps/")] == ["docProps/core.xml"]


@pytest.mark.parametrize(
    "place", [{"TZ": "Asia/Tokyo", "LANG": "nl_NL.UTF-8"}, {"TZ": "America/New_York", "LANG": "C"}]
)
def test_hetzelfde_stuk_geeft_overal_dezelfde_bytes(place: dict[str, str]) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from voorbeeldstuk import PIECE\n"
        "from spoortoets.explain.pieces.docx import docx_bytes\n"
        "sys.stdout.buffer.write(docx_bytes(PIECE, None))\n"
    )
    root = str(Path(spoortoets.__file__).parent.parent)
    env = os.environ | {"PYTHONPATH": root, "PYTHONHASHSEED": str(len(place["TZ"]))} | place
    words = [sys.executable, "-c", program, str(Path(__file__).parent)]
    assert subprocess.run(words, capture_output=True, env=env, check=True).stdout == MADE


# --- the template of an office ----------------------------------------------------------------------------------------


def test_het_sjabloon_van_een_kantoor_krijgt_de_velden_en_de_inhoud() -> None:
    made = docx_bytes(PIECE, office("Bureau Spoor", "Betreft: {{ dossier }} per {{ peildatum }}", CONTENT, "Met groet"))
    shown = texts(read(made))
    assert shown[:3] == ["Bureau Spoor", "Betreft: S-014 per 14 september 2026", "Concept-oordeel"]
    assert shown[-1] == "Met groet"
    assert shown[2:-1] == list(lines_of(PIECE))[2:]


def test_de_eigen_stijlen_van_het_kantoor_blijven() -> None:
    template = letter("{{ titel }}", CONTENT)
    template.styles["Heading 1"].font.size = Pt(31)
    document = read(docx_bytes(PIECE, as_file(template)))
    heading = next(one for one in document.paragraphs if one.text == "2 Verloop")
    assert heading.style is not None and heading.style.font.size == Pt(31)


def test_koppen_met_een_nederlandse_naam_of_kenmerk_worden_gevonden() -> None:
    for old, new in (
        ('w:name w:val="heading 1"', 'w:name w:val="Kop 1"'),
        ('w:styleId="Heading1"', 'w:styleId="Kop1"'),
    ):
        template = replaced(office("{{ titel }}", CONTENT), "word/styles.xml", old, new)
        document = read(docx_bytes(PIECE, template))
        used = next(one for one in document.paragraphs if one.text == "2 Verloop").style
        assert used is not None and (used.style_id in ("Kop1", "Heading1")) and used.font.size == Pt(14)


def test_de_enige_eigen_tabelstijl_van_het_kantoor_wordt_gebruikt() -> None:
    own = '<w:style w:type="table" w:customStyle="1" w:styleId="Huis"><w:name w:val="Huistabel"/></w:style></w:styles>'
    template = replaced(office(CONTENT), "word/styles.xml", "</w:styles>", own)
    table = read(docx_bytes(PIECE, template)).tables[0]
    assert table.style is not None and table.style.name == "Huistabel"


def test_een_hoofdstuk_met_een_eigen_plaats_komt_daar_en_de_rest_bij_de_inhoud() -> None:
    template = office("{{p vooraf }}", "Bijlage", "{{p hoofdstuk_verloop }}", "Rapport", CONTENT)
    shown = texts(read(docx_bytes(PIECE, template)))
    assert shown[:2] == ["Concept-oordeel", "Een mens bevestigt het of wijkt er met redenen van af."]
    order = [shown.index(one) for one in ("Bijlage", "2 Verloop", "Start tweede spoor", "Rapport", "1 Vraagstelling")]
    assert order == sorted(order)
    assert set(shown) >= set(list(lines_of(PIECE))[2:])


def test_zonder_plaats_voor_de_rest_komt_zij_na_de_laatste_plaats() -> None:
    shown = texts(
        read(docx_bytes(PIECE, office("Een", "{{p hoofdstuk_verloop }}", "Twee", "{{p hoofdstuk_spoor_2 }}", "Eind")))
    )
    order = [
        shown.index(one) for one in ("Een", "Concept-oordeel", "2 Verloop", "Twee", "3 Spoor 2", "4 Ondertekening")
    ]
    assert order == sorted(order)
    assert shown[-1] == "Eind"


def test_de_plaats_van_een_hoofdstuk_dat_er_niet_is_blijft_leeg() -> None:
    shown = texts(read(docx_bytes(PIECE, office("Een", "{{p hoofdstuk_risico }}", CONTENT))))
    assert shown == ["Een", *list(lines_of(PIECE))[2:]]


def test_merken_staan_ook_op_elke_bladzijde_van_een_sjabloon_dat_er_geen_plaats_voor_heeft() -> None:
    template = letter(CONTENT)
    template.sections[0].different_first_page_header_footer = True
    template.sections[0].header.paragraphs[0].text = "Bureau Spoor"
    section = read(docx_bytes(PIECE._replace(labels=("CONCEPT", "SYNTHETISCH")), as_file(template))).sections[0]
    assert [one.text for one in section.header.paragraphs] == ["CONCEPT · SYNTHETISCH", "Bureau Spoor"]
    assert section.first_page_header.paragraphs[0].text == "CONCEPT · SYNTHETISCH"


def test_merken_staan_er_maar_een_keer_als_het_sjabloon_er_een_plaats_voor_heeft() -> None:
    template = letter(CONTENT)
    template.sections[0].footer.paragraphs[0].text = "{{ voet }} {{ merken }}"
    section = read(docx_bytes(PIECE, as_file(template))).sections[0]
    assert "SYNTHETISCH" in section.footer.paragraphs[0].text
    assert not any(one.text for one in section.header.paragraphs)


def test_van_het_sjabloon_blijft_geen_naam_in_het_bestand() -> None:
    made = docx_bytes(PIECE, office(CONTENT))
    with ZipFile(BytesIO(made)) as file:
        names = file.namelist()
        assert not any(b"de Vries" in file.read(one) for one in names)
    assert not [one for one in names if "thumbnail" in one or one.endswith(("app.xml", "custom.xml"))]


def test_een_figuur_past_op_de_smalle_bladzijde_van_een_kantoor() -> None:
    template = letter(CONTENT)
    template.sections[0].page_width, template.sections[0].left_margin, template.sections[0].right_margin = (
        Cm(15),
        Cm(2),
        Cm(2),
    )
    (shape,) = read(docx_bytes(PIECE, as_file(template))).inline_shapes
    assert Cm(10.9) < shape.width <= Cm(11)


def test_wat_in_een_veld_komt_wordt_nooit_als_opdracht_gelezen() -> None:
    piece = PIECE._replace(title="{{ dossier }} <w:b/> & {% raw %}")
    assert texts(read(docx_bytes(piece, None)))[0] == "{{ dossier }} <w:b/> & {% raw %}"


def test_een_sjabloon_met_een_fout_wordt_geweigerd() -> None:
    with pytest.raises(MistakesFound, match=r"huis\.docx, alinea 1: W05 .*bedoelde u 'titel'"):
        docx_bytes(PIECE, office("{{ titl }}", CONTENT), template_name="huis.docx")


def test_een_waarschuwing_staat_in_een_kader() -> None:
    document = read(
        docx_bytes(PIECE._replace(blocks=(Notice(Tone.BAD, "Let op", (text("Een."), text("Twee."))),)), None)
    )
    found = styles(document)
    assert (found["Let op"], found["Een."], found["Twee."]) == (
        "Spoortoets kaderkop",
        "Spoortoets kader",
        "Spoortoets kader",
    )
    first = next(one for one in document.paragraphs if one.text == "Een.")
    assert first.paragraph_format.keep_with_next
