"""The styles of a piece: those that a template has, and a definition of our own for every one that it lacks.

A definition of our own leaves font and colour to the default paragraph style, so that it fits an office's letter.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from ..columns import CELL_POINTS
from .markup import NAMESPACES, W


class Role(Enum):
    """What a style is for: the name that we give to it when a template does not have it."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    TEXT = "Spoortoets tekst"
    QUIET = "Spoortoets toelichting"
    BULLET = "List Bullet"
    CHECKBOX = "Spoortoets aanvinklijst"
    CAPTION = "caption"
    FIGURE = "Spoortoets figuur"
    CELL = "Spoortoets tabeltekst"
    SPACER = "Spoortoets witregel"
    NOTICE_TITLE = "Spoortoets kaderkop"
    NOTICE = "Spoortoets kader"
    LABELS = "Spoortoets merken"
    NOTE = "Spoortoets uitleg"
    COMMENT = "annotation text"
    TABLE = "Spoortoets tabel"
    TERMS = "Spoortoets begrippen"
    SIGNATURE = "Spoortoets ondertekening"


HEADINGS = {1: Role.HEADING_1, 2: Role.HEADING_2, 3: Role.HEADING_3}


class _Definition(NamedTuple):
    """`other_names`: what the style is called in files that were not made by Word. Properties are markup."""

    id: str
    other_names: tuple[str, ...] = ()
    paragraph: str = ""
    run: str = ""
    table: str = ""
    base: str = ""
    list_format: str = ""


CELL_MARGIN = 85
"""The space on either side of a text in a table, in twips."""

_KEPT = "<w:keepNext/><w:keepLines/>"
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
_FRAME = (
    '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="404040"/>'
    '<w:left w:val="single" w:sz="24" w:space="8" w:color="404040"/>'
    '<w:bottom w:val="single" w:sz="6" w:space="4" w:color="404040"/>'
    '<w:right w:val="single" w:sz="6" w:space="8" w:color="404040"/></w:pBdr>'
)
_FRAMED = '<w:ind w:left="227" w:right="198"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _bold(half_points: int) -> str:
    return f"<w:b/><w:bCs/>{_size(half_points)}"


def _spacing(before: int, after: int, line: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (
        f' w:line="{line}" w:lineRule="exact"/>' if line else "/>"
    )


def _margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


_GREY = '<w:color w:val="404040"/>'

_DEFINITIONS: dict[Role, _Definition] = {
    Role.TITLE: _Definition("Title", ("Titel",), f"{_KEPT}{_spacing(0, 60)}", _bold(46)),
    Role.SUBTITLE: _Definition("Subtitle", ("Ondertitel",), f"{_KEPT}{_spacing(0, 300)}", f"{_GREY}{_size(24)}"),
    Role.HEADING_1: _Definition(
        "Heading1", ("Kop 1",), f'{_KEPT}{_spacing(440, 140)}<w:outlineLvl w:val="0"/>', _bold(32)
    ),
    Role.HEADING_2: _Definition(
        "Heading2", ("Kop 2",), f'{_KEPT}{_spacing(300, 100)}<w:outlineLvl w:val="1"/>', _bold(26)
    ),
    Role.HEADING_3: _Definition(
        "Heading3", ("Kop 3",), f'{_KEPT}{_spacing(260, 80)}<w:outlineLvl w:val="2"/>', _bold(22)
    ),
    Role.TEXT: _Definition("SpoortoetsTekst", (), _spacing(0, 120)),
    Role.QUIET: _Definition("SpoortoetsToelichting", (), _spacing(0, 120), f"{_GREY}{_size(19)}"),
    Role.BULLET: _Definition(
        "ListBullet", ("Lijst opsom.teken",), f"{_spacing(0, 120)}<w:contextualSpacing/>", list_format="•"
    ),
    Role.CHECKBOX: _Definition("SpoortoetsAanvinklijst", (), _spacing(0, 100), list_format="☐"),
    Role.CAPTION: _Definition("Caption", ("Bijschrift",), _spacing(180, 80), _bold(19)),
    Role.FIGURE: _Definition("SpoortoetsFiguur", (), f"<w:keepNext/>{_spacing(120, 40)}"),
    Role.CELL: _Definition("SpoortoetsTabeltekst", (), _spacing(0, 40), _size(round(2 * CELL_POINTS))),
    Role.SPACER: _Definition("SpoortoetsWitregel", (), _spacing(0, 0, 160), _size(8)),
    Role.NOTICE_TITLE: _Definition(
        "SpoortoetsKaderkop", (), f"{_KEPT}{_FRAME}{_spacing(160, 40)}{_FRAMED}", "<w:b/><w:bCs/>"
    ),
    Role.NOTICE: _Definition("SpoortoetsKader", (), f"<w:keepLines/>{_FRAME}{_spacing(0, 160)}{_FRAMED}"),
    Role.LABELS: _Definition("SpoortoetsMerken", (), f'{_spacing(0, 60)}<w:jc w:val="right"/>', _bold(19)),
    Role.NOTE: _Definition(
        "SpoortoetsUitleg",
        (),
        f'<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>{_spacing(0, 40)}',
        f"<w:i/><w:iCs/>{_size(19)}",
    ),
    Role.COMMENT: _Definition("CommentText", ("Tekst opmerking",), _spacing(0, 40), _size(20)),
    Role.TABLE: _Definition(
        "SpoortoetsTabel",
        table=f"<w:tblPr><w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
        f'{_margins(CELL_MARGIN)}</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="404040"/></w:tcBorders>'
        '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/></w:tcPr></w:tblStylePr>',
    ),
    Role.TERMS: _Definition(
        "SpoortoetsBegrippen",
        table=f"<w:tblPr><w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
        f"{_margins(57)}</w:tblPr>"
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>',
    ),
    Role.SIGNATURE: _Definition(
        "SpoortoetsOndertekening",
        table="<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + f"</w:tblBorders>{_margins(CELL_MARGIN)}</w:tblPr>",
    ),
}


class Styles:
    """The styles of one document, by role."""

    def __init__(self, document: Document) -> None:
        """Look up the style for every role. Those that the template lacks are added to the document."""
        self._document = document
        self._sheet: Any = document.styles.element
        self._by_name = {_name(one): one for one in self._sheet.iter(f"{W}style")}
        self._default = self._default_style("paragraph")
        self._default_table = self._default_style("table")
        self._ids = {role: self._found(role) or self._added(role) for role in _DEFINITIONS}

    def __getitem__(self, role: Role) -> str:
        """The id of the style in this document."""
        return self._ids[role]

    def _found(self, role: Role) -> str:
        """The id of the template's own style, "" when it has none that will do."""
        definition = _DEFINITIONS[role]
        for name in (role.value, *definition.other_names):
            style = self._by_name.get(name.lower())
            if style is not None and not (definition.list_format and not _is_numbered(style)):
                return str(style.get(f"{W}styleId"))
        return self._only_own_table() if role is Role.TABLE else ""

    def _only_own_table(self) -> str:
        """The id of the office's table style, when it made precisely one."""
        own = [
            one
            for name, one in self._by_name.items()
            if one.get(f"{W}type") == "table"
            and one.get(f"{W}customStyle") in ("1", "true", "on")
            and not name.startswith("spoortoets ")
        ]
        return str(own[0].get(f"{W}styleId")) if len(own) == 1 else ""

    def _added(self, role: Role) -> str:
        definition = _DEFINITIONS[role]
        taken = {one.get(f"{W}styleId") for one in self._sheet.iter(f"{W}style")}
        # A list style without numbering keeps its name and id; ours stands beside it.
        twin = role.value.lower() in self._by_name
        name = f"Spoortoets {role.value}" if twin else role.value
        id = definition.id
        while id in taken:
            id = f"Spoortoets{id}"
        kind, base = ("table", self._default_table) if definition.table else ("paragraph", self._default)
        custom = ' w:customStyle="1"' if name.startswith("Spoortoets") else ""
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        listed = definition.paragraph
        if definition.list_format:
            number = _numbering(self._document, definition.list_format)
            listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>{listed}'
        paragraph = f"<w:pPr>{listed}</w:pPr>" if listed else ""
        look = f"<w:rPr>{definition.run}</w:rPr>" if definition.run else ""
        style = parse_xml(
            f'<w:style {NAMESPACES} w:type="{kind}"{custom} w:styleId="{id}"><w:name w:val="{name}"/>{based}'
            f"<w:qFormat/>{paragraph}{look}{definition.table}</w:style>"
        )
        self._sheet.append(style)
        self._by_name[name.lower()] = style
        return id

    def _default_style(self, kind: str) -> str:
        """The id of the default style of that kind, "" when the template does not name one."""
        for one in self._sheet.iter(f"{W}style"):
            if one.get(f"{W}type") == kind and one.get(f"{W}default") in ("1", "true", "on"):
                return str(one.get(f"{W}styleId"))
        return ""


def set_language(document: Document, language: str) -> None:
    """Make this the language of all text that does not name its own."""
    sheet: Any = document.styles.element
    defaults = sheet.find(f"{W}docDefaults")
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {NAMESPACES}/>")
        sheet.insert(0, defaults)
    look: Any = defaults
    for name in ("rPrDefault", "rPr", "lang"):
        found = look.find(f"{W}{name}")
        if found is None:
            found = parse_xml(f"<w:{name} {NAMESPACES}/>")
            look.insert(0, found) if name == "rPrDefault" else look.append(found)
        look = found
    look.set(f"{W}val", language)


def _name(style: Any) -> str:
    """Names of styles are the same whatever their case: Word writes "heading 1", others "Heading 1"."""
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val", "")).lower()


def _is_numbered(style: Any) -> bool:
    return style.find(f"{W}pPr/{W}numPr") is not None


def _numbering(document: Document, symbol: str) -> int:
    """The number of a new list format with this symbol before each item."""
    root = _numbering_root(document)
    abstract = 1 + max((int(one.get(f"{W}abstractNumId")) for one in root.iter(f"{W}abstractNum")), default=0)
    number = 1 + max((int(one.get(f"{W}numId")) for one in root.iter(f"{W}num")), default=0)
    font = "Segoe UI Symbol" if symbol == "☐" else "Calibri"
    definition = parse_xml(
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{symbol}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="340"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/></w:rPr></w:lvl>'
        "</w:abstractNum>"
    )
    # The schema has all definitions before all numbers.
    first = root.find(f"{W}num")
    if first is None:
        root.append(definition)
    else:
        first.addprevious(definition)
    last = root.findall(f"{W}num")
    entry = parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
    if last:
        last[-1].addnext(entry)
    else:
        definition.addnext(entry)
    return number


def _numbering_root(document: Document) -> Any:
    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        empty = parse_xml(f"<w:numbering {NAMESPACES}/>")
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return empty
