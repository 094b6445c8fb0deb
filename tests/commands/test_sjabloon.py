"""The Word template of an office: every mistake at its place, hostile files refused, and a template to start from."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import spoortoets
from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.explain.pieces.blocks import lines_of
from spoortoets.explain.pieces.docx import docx_bytes
from spoortoets.explain.pieces.word.markup import NAMESPACES

from ..pieces.kantoorsjabloon import CONTENT, as_file, letter, office, part, read, replaced, with_parts
from ..pieces.voorbeeldstuk import PIECE
from .opdrachtregel import Ran, Terminal

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

Check = Callable[[bytes], Ran]


@pytest.fixture
def check(run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Write a template and have it read through."""
    monkeypatch.chdir(tmp_path)

    def checked(template: bytes) -> Ran:
        Path("huis.docx").write_bytes(template)
        return run("sjabloon", "controleer", "huis.docx")

    return checked


def mistakes(ran: Ran) -> list[str]:
    """The mistakes that were told, without the line that counts them."""
    assert (ran.status, ran.out) == (2, "")
    *told, count = ran.errors.splitlines()
    assert count == (f"{len(told)} fouten in huis.docx" if len(told) > 1 else "1 fout in huis.docx")
    return told


def split(paragraph: Paragraph, *runs: tuple[str, bool]) -> None:
    """Text in runs of their own, each bold or not."""
    for text, bold in runs:
        paragraph.add_run(text).bold = bold or None


# --- fields -----------------------------------------------------------------------------------------------------------


def test_een_goed_sjabloon_noemt_zijn_velden_en_de_hoofdstukken_zonder_plaats(check: Check) -> None:
    template = letter("{{ titel }}", "", "{{p hoofdstuk_verloop }}", CONTENT)
    template.sections[0].header.paragraphs[0].text = "{{ kop }}"
    template.add_table(1, 2).cell(0, 1).text = "{{ dossier }}"
    ran = check(as_file(template))
    assert (ran.status, ran.errors) == (0, "")
    found = dict(re.findall(r"^  (\{\{.*?\}\}) +(.*)$", ran.out, re.MULTILINE))
    assert found == {
        "{{ titel }}": "alinea 1",
        "{{p hoofdstuk_verloop }}": "alinea 2",
        "{{p inhoud }}": "alinea 3",
        "{{ dossier }}": "tabel 1, rij 1, kolom 2",
        "{{ kop }}": "koptekst, alinea 1",
    }
    assert "Niet gebruikt: {{ ondertitel }}, {{ peildatum }}, {{ lezer }}, {{ voet }}" in ran.out
    assert "hoofdstukken zonder eigen plaats; zij komen bij {{p inhoud }}:" in ran.out
    assert "- Vraagstelling" in ran.out and "- Verloop" not in ran.out.split("Onderbouwing")[0]


def test_alle_fouten_komen_in_een_keer_met_hun_plaats_en_het_juiste_woord(check: Check) -> None:
    template = letter(
        "Geachte {{ naam }}", "", "{{ titl }} en {{ pijldatum }}", "{{p hoofdstuk_belastbaarhied }}", CONTENT
    )
    split(template.paragraphs[0].insert_paragraph_before(), ("{{ dos", False), ("sier }}", True))
    template.add_table(2, 2).cell(1, 0).text = "{{ Titel }}"
    template.sections[0].footer.paragraphs[0].text = "{{ voettekst }} {{ merk }}"
    assert mistakes(check(as_file(template))) == [
        "huis.docx, alinea 1: W06 het veld '{{ dossier }}' is in Word over stukken met verschillende opmaak verdeeld; "
        "haal het hele veld weg, typ het in één keer opnieuw en geef het daarna pas zijn opmaak",
        "huis.docx, alinea 2: W05 het veld '{{ naam }}' is onbekend; 'spoortoets sjabloon nieuw' geeft een sjabloon "
        "waarin alle velden staan",
        "huis.docx, alinea 3: W05 het veld '{{ pijldatum }}' is onbekend; bedoelde u 'peildatum'?",
        "huis.docx, alinea 3: W05 het veld '{{ titl }}' is onbekend; bedoelde u 'titel'?",
        "huis.docx, alinea 4: W05 het veld '{{p hoofdstuk_belastbaarhied }}' is onbekend; bedoelde u "
        "'hoofdstuk_belastbaarheid'?",
        "huis.docx, tabel 1, rij 2, kolom 1: W05 het veld '{{ Titel }}' is onbekend; bedoelde u 'titel'?",
        "huis.docx, voettekst, alinea 1: W05 het veld '{{ merk }}' is onbekend; bedoelde u 'merken'?",
        "huis.docx, voettekst, alinea 1: W05 het veld '{{ voettekst }}' is onbekend; bedoelde u 'voet'?",
    ]


def test_een_veld_dat_word_zonder_verschil_in_opmaak_heeft_geknipt_is_goed(check: Check) -> None:
    template = letter(CONTENT)
    line = template.add_paragraph()
    for text in ("Betreft {", "{ dos", "sier }", "}."):
        line.add_run(text)
    line.runs[1]._r.get_or_add_rPr().append(parse_xml(f'<w:lang {NAMESPACES} w:val="en-US"/>'))
    data = as_file(template)
    assert check(data).status == 0
    assert read(docx_bytes(PIECE, data)).paragraphs[-1].text == "Betreft S-014."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ titel", "W07 het veld '{{ titel' is niet gesloten met }}"),
        ("{{ titel } en {{ dossier }}", "W07 het veld '{{ titel } en {{ dossier }}' is niet gesloten met }}"),
        ("{ titel }", "W07 '{ titel }' heeft enkele accolades; een veld heeft er twee; schrijf {{ titel }}"),
        ("{{ inhoud }}", "W07 het veld '{{ inhoud }}' vervangt een hele alinea; schrijf {{p inhoud }}"),
        ("{{p titel }}", "W07 het veld '{{p titel }}' staat binnen een regel; schrijf {{ titel }}"),
        ("Zie {{p vooraf }}", "W07 het veld '{{p vooraf }}' vervangt een hele alinea, en daarin staat meer"),
        (CONTENT, "W07 het veld '{{p inhoud }}' staat er twee keer (ook in alinea 1)"),
        ("{% for x in bevindingen %}", "W04 '{% for x in bevindingen %}' is een opdracht"),
        ("{# uitleg #}", "W04 '{# uitleg #}' is een opdracht"),
        ("{{ titel.__class__ }}", "W04 '{{ titel.__class__ }}' is geen veld; een veld is niet meer dan een naam"),
        ("{{ titel|upper }}", "W04 '{{ titel|upper }}' is geen veld"),
        ("{{ 'a' * 10**10 }}", "W04 '{{ 'a' * 10**10 }}' is geen veld"),
        ("{{{ titel }}}", "W04 '{{{ titel }}' is geen veld"),
        ("{{r titel }}", "W04 '{{r titel }}' is geen veld"),
        ("{{ hoofdstuk verloop }}", "bedoelde u 'hoofdstuk_verloop'?"),
    ],
)
def test_een_veld_dat_zo_niet_kan_wordt_genoemd(check: Check, line: str, told: str) -> None:
    found = mistakes(check(office(CONTENT, line)))
    assert told in found[0]
    assert found[0].startswith("huis.docx, alinea 2: ")


def test_een_sjabloon_zonder_plaats_voor_de_inhoud_wordt_geweigerd(check: Check) -> None:
    (told,) = mistakes(check(office("{{ titel }}")))
    assert (
        "W08 dit sjabloon heeft geen plaats voor de inhoud van het stuk; zet op een eigen regel {{p inhoud }}" in told
    )


def test_de_inhoud_kan_niet_in_een_tabel_en_niet_met_een_sectie_einde(check: Check) -> None:
    template = letter(CONTENT)
    template.add_section()
    template.add_table(1, 1).cell(0, 0).text = "{{p vooraf }}"
    last = template.paragraphs[0]._p
    last.get_or_add_pPr().append(template.paragraphs[1]._p.pPr.find(".//{*}sectPr"))
    told = mistakes(check(as_file(template)))
    assert len(told) == 2
    assert "alinea 1: W07" in told[0] and "zonder afbeelding of sectie-einde" in told[0]
    assert "tabel 1, rij 1, kolom 1: W07" in told[1] and "alleen in de gewone tekst" in told[1]


def text_box(document: Document, text: str) -> None:
    """A text box as Word writes it: once for itself and once for older versions."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:r {NAMESPACES} xmlns:mc="{compatible}"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}'
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def test_een_veld_in_een_tekstvak_wordt_gelezen_en_ingevuld(check: Check) -> None:
    template = letter(CONTENT, "Bureau")
    text_box(template, "{{ dosier }}")
    assert mistakes(check(as_file(template))) == [
        "huis.docx, tekstvak bij alinea 2: W05 het veld '{{ dosier }}' is onbekend; bedoelde u 'dossier'?"
    ]
    good = letter(CONTENT, "Bureau")
    text_box(good, "{{ dossier }}")
    assert part(docx_bytes(PIECE, as_file(good)), "word/document.xml").count(">S-014<") == 2


def test_wijzigingen_en_opmerkingen_van_mensen_gaan_niet_mee(check: Check) -> None:
    template = letter(CONTENT)
    line = template.add_paragraph("Bureau")
    template.add_comment(line.runs, "nakijken", author="J. de Vries")
    told = mistakes(check(as_file(template)))
    assert len(told) == 1 and "W09 dit sjabloon heeft opmerkingen in de kantlijn" in told[0]


def test_een_hoofdstuk_dat_er_niet_is_wordt_bij_het_schrijven_van_een_stuk_ook_geweigerd(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("huis.docx").write_bytes(office(CONTENT, "{{p hoofdstuk_belastbaarhied }}"))
    dossier = str(Path(spoortoets.__file__).parent / "voorbeelden" / "te_late_start.yaml")
    write = ["--formaat", "docx", "--sjabloon", "huis.docx", "--uit", "stuk.docx", "--motor", "direct"]
    for command in ("toets", "nogo"):
        ran = run(command, dossier, *write)
        assert mistakes(ran) == mistakes(run("sjabloon", "controleer", "huis.docx"))
        assert "bedoelde u 'hoofdstuk_belastbaarheid'?" in ran.errors
        assert not Path("stuk.docx").exists()


# --- hostile and broken files -----------------------------------------------------------------------------------------


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


GOOD = office(CONTENT)
RELATIONS = "word/_rels/document.xml.rels"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
OUTSIDE = (
    f'<Relationship Id="rId99" Type="{IMAGE}" Target="https://x.example/a.png" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "W01", "geen Word-bestand"),
        (b"%PDF-1.7", "W01", "geen Word-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "W01", "oud Word-bestand (.doc)"),
        (GOOD[: len(GOOD) // 2], "W01", "beschadigd"),
        (zipped({"a.txt": b"tekst"}), "W01", "[Content_Types].xml ontbreekt"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "W01", "geen Word-bestand"),
        (with_parts(GOOD, {"word/document.xml": "<w:document"}), "W01", "word/document.xml"),
        (with_parts(GOOD, {"word/document.xml": "<a>" * 5000}), "W01", "word/document.xml"),
        (with_parts(GOOD, {"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "W01", "hoort niet"),
        (
            with_parts(GOOD, {"word/document.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>".encode("utf-16")}),
            "W01",
            "hoort niet",
        ),
        (
            replaced(GOOD, "[Content_Types].xml", MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
            "W02",
            "macro's",
        ),
        (replaced(GOOD, "[Content_Types].xml", MAIN, MAIN.replace("document.main", "template.main")), "W01", ".dotx"),
        (replaced(GOOD, RELATIONS, "</Relationships>", OUTSIDE), "W02", "van buiten het bestand"),
        (with_parts(GOOD, {"word/media/groot.bin": bytes(60_000_000)}), "W03", "te groot"),
        (with_parts(GOOD, {"word/document.xml": b" " * 9_000_000}), "W03", "te groot"),
        (with_parts(GOOD, {f"word/media/{number}": b"" for number in range(1100)}), "W03", "te groot"),
    ],
)
def test_een_bestand_dat_geen_veilig_word_bestand_is_wordt_geweigerd(
    check: Check, data: bytes, code: str, told: str
) -> None:
    (shown,) = mistakes(check(data))
    assert shown.startswith(f"huis.docx: {code} ")
    assert told in shown


@pytest.mark.parametrize(
    "hidden",
    [
        "{{ titel.__class__.__mro__ }}",
        "{% for a in range(9) %}x{% endfor %}",
        "{{ geheim }}",
        "{{ ((((((titel)))))) }}",
    ],
)
def test_een_opdracht_in_een_onzichtbaar_deel_wordt_niet_uitgevoerd(hidden: str) -> None:
    template = letter(CONTENT)
    template.paragraphs[0].insert_paragraph_before("Logo")._p.append(
        parse_xml(f'<w:bookmarkStart {NAMESPACES} w:id="7" w:name="{hidden}"/>')
    )
    with pytest.raises(MistakesFound, match="W04 in een onderdeel dat geen gewone tekst is"):
        docx_bytes(PIECE, as_file(template))


def test_een_map_of_een_bestand_dat_er_niet_is(run: Terminal, tmp_path: Path) -> None:
    ran = run("sjabloon", "controleer", str(tmp_path))
    assert (ran.status, "noem het sjabloonbestand in die map" in ran.errors) == (2, True)
    assert "B01" in run("sjabloon", "controleer", str(tmp_path / "geen.docx")).errors


def test_de_map_van_het_sjabloon_van_het_kantoor_komt_niet_in_het_stuk() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    target = 'Target="file:///C:/Users/kantoornaam/huis.dotm" TargetMode="External"'
    relation = f'<Relationship Id="rId1" Type="{kind}" {target}/>'
    schema = "http://schemas.openxmlformats.org/package/2006/relationships"
    settings = part(GOOD, "word/settings.xml").replace("<w:zoom", '<w:attachedTemplate r:id="rId1"/><w:zoom', 1)
    assert "attachedTemplate" in settings
    template = with_parts(
        GOOD,
        {
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{schema}">{relation}</Relationships>',
        },
    )
    with ZipFile(BytesIO(docx_bytes(PIECE, template))) as file:
        whole = b"".join(file.read(one) for one in file.namelist())
    assert b"attachedTemplate" not in whole and b"kantoornaam" not in whole


# --- a template to start from -----------------------------------------------------------------------------------------


def test_het_beginsjabloon_is_goed_en_geeft_een_stuk_zonder_de_uitleg(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("sjabloon", "nieuw", "--uit", "huis.docx").status == 0
    template = Path("huis.docx").read_bytes()
    explained = "\n".join(one.text for one in read(template).paragraphs)
    assert "{{ peildatum }}: de peildatum, zoals 14 september 2026" in explained
    assert "{{p hoofdstuk_belastbaarheid }}: " in explained
    assert {"Heading 1", "Spoortoets tabel", "Spoortoets kader"} <= {one.name for one in read(template).styles}
    assert run("sjabloon", "controleer", "huis.docx").status == 0
    made = read(docx_bytes(PIECE, template))
    shown = [one.text for one in made.paragraphs if one.text]
    assert shown[:3] == ["Toets van het tweede spoor", PIECE.subtitle, "Concept-oordeel"]
    words = "\n".join("".join(one.itertext()) for one in made.element.body.iter("{*}p"))
    assert all(line in words for line in lines_of(PIECE))
    assert "spoortoets sjabloon" not in words


def test_het_beginsjabloon_overschrijft_niets_en_is_altijd_hetzelfde(run: Terminal, tmp_path: Path) -> None:
    first, second = tmp_path / "een.docx", tmp_path / "twee.docx"
    assert run("sjabloon", "nieuw", "--uit", str(first)).status == 0
    assert run("sjabloon", "nieuw", "--uit", str(second)).status == 0
    assert first.read_bytes() == second.read_bytes()
    ran = run("sjabloon", "nieuw", "--uit", str(first))
    assert (ran.status, "B06" in ran.errors) == (2, True)
