"""Our own template: an A4 page with a header, a footer and numbered pages. Its fields are those of any template."""

from __future__ import annotations

from .markup import NAMESPACES, field, paragraph, run
from .package import Parts

FONT = "Calibri"
LANGUAGE = "nl-NL"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "header": "header",
    "footer": "footer",
}

_PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1134" w:bottom="1588" w:left="1134" '
    'w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_LINE = 'w:val="single" w:sz="4" w:space="4" w:color="7F7F7F"'
_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'


def house_parts() -> Parts:
    """The parts of the template. The styles of a piece are not in it: every document gets those that it lacks."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                "rId3": ("header", "header.xml"),
                "rId4": ("footer", "footer.xml"),
            }
        ),
        "word/document.xml": _part("document", f"<w:body>{_body()}{_PAGE}</w:body>"),
        "word/header.xml": _part("hdr", _header()),
        "word/footer.xml": _part("ftr", _footer()),
        "word/styles.xml": _part("styles", _styles()),
        "word/settings.xml": _part("settings", _settings()),
    }


def _body() -> str:
    fields = (("Title", "{{ titel }}"), ("Subtitle", "{{ ondertitel }}"), ("Normal", "{{p inhoud }}"))
    return "".join(paragraph(style, run(shown)) for style, shown in fields)


def _header() -> str:
    line = run("{{ kop }}") + "<w:r><w:tab/></w:r>" + run("{{ merken }}", "<w:b/>")
    return paragraph("Header", line)


def _footer() -> str:
    number = run("Bladzijde ") + field("PAGE", "1") + run(" van ") + field("NUMPAGES", "1")
    return paragraph("Footer", run("{{ voet }}")) + paragraph("Footer", number, properties='<w:jc w:val="right"/>')


def _styles() -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    small = '<w:rPr><w:color w:val="404040"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr><w:pBdr><w:bottom {_LINE}/></w:pBdr>{_RIGHT}</w:pPr>{small}</w:style>"
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{_RIGHT}</w:pPr>{small}</w:style>"
    )


def _settings() -> str:
    """Compatibility mode 15 is that of every Word since 2013; without it Word opens a file as an old one."""
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/>'
    )


def _part(root: str, content: str) -> bytes:
    return f"{_XML}<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()


def _relations(targets: dict[str, tuple[str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, (kind, target) in targets.items()
    )
    schema = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML}<Relationships xmlns="{schema}">{rows}</Relationships>'.encode()


def _content_types() -> bytes:
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in _PARTS.items()
    )
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()
