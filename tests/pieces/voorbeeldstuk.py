"""A piece with every kind of block, for the tests of the views."""

from datetime import date

from spoortoets.engine.piece_rule import ReaderRule
from spoortoets.explain.pieces.blocks import (
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
    text,
)
from spoortoets.explain.words import Tone

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 120" width="680" height="120">'
    '<rect x="10" y="50" width="660" height="20" fill="#ddd" stroke="#000"/>'
    '<text x="340" y="65" text-anchor="middle" font-family="Carlito" font-size="12">104 weken</text></svg>'
)

PIECE = Piece(
    id="auditrapport",
    title="Toets van het tweede spoor",
    subtitle="Dossier S-014, naar de stand van 14 september 2026",
    reader=ReaderRule("arbeidsdeskundige", "de arbeidsdeskundige", "auditrapport", strict=False),
    dossier="S-014",
    reference_date=date(2026, 9, 14),
    labels=("SYNTHETISCH",),
    header="Toets van het tweede spoor · S-014",
    footer="UWV oordeelt zelf. Dit is een concept-oordeel.",
    blocks=(
        Notice(Tone.DOUBT, "Concept-oordeel", (text("Een mens bevestigt het of wijkt er met redenen van af."),)),
        Heading(1, "1", "Vraagstelling", "vraagstelling"),
        Paragraph(text("Is er in dit dossier ", Span("genoeg", strong=True), " gedaan? 50 % & <meer> dan *dat*.")),
        Paragraph(text("Alle datums zijn in het dossier nagezien."), quiet=True),
        Heading(1, "2", "Verloop", "verloop"),
        Figure(SVG, "Tijdlijn van 104 weken", "Figuur 1. Het verloop van eerste ziektedag tot einde wachttijd"),
        Table(
            ("Stap", "Uiterlijk", "Gebeurd op"),
            (
                (text("Probleemanalyse"), text("17 maart 2025"), text("12 maart 2025")),
                (text("Start tweede spoor"), text("5 maart 2026"), text(Span("13 april 2026", strong=True))),
            ),
            (4, 2, 2),
            "De stappen met hun uiterste dag",
        ),
        Heading(1, "3", "Spoor 2", "spoor-2"),
        Heading(2, "3.1", "Zijn de inspanningen bij een andere werkgever voldoende?", "spoor2"),
        Heading(
            3,
            "3.1.1",
            "K24 Tijdige start",
            "k24",
            Span("voldoet niet"),
            Tone.BAD,
            Remark("K24", ("Beleidsregels, tweede spoor (beleid)", "D08 p. 7")),
        ),
        Terms(
            (
                ("Norm", (text("Het tweede spoor begint binnen zes weken na de eerstejaarsevaluatie."),)),
                ("Feiten", (text("de intake: 13 april 2026 (D08 p. 7)"), text("de evaluatie: 22 januari 2026 (D05)"))),
            )
        ),
        Bullets((text("Leg de reden van de late start vast."), text("Vul het zoekprofiel aan."))),
        Bullets((text("Zienswijze van de werknemer gevraagd"),), checkbox=True),
        Heading(1, "4", "Ondertekening", "ondertekening"),
        Signature(("Arbeidsdeskundige", "Werkgever"), ("Naam", "Datum", "Handtekening")),
    ),
)
