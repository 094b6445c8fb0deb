"""The forms of the tests of the rules."""

from __future__ import annotations

from .form import TEXT, Anything, Block, Entries, Form, Key, Known, Listed, must

CASE = Form(
    "een toets",
    "Een verhaal met de uitkomst die erbij hoort.",
    {
        "naam": must(TEXT, "Wat er aan de hand is, in een zin."),
        "basis": Key(TEXT, "Het basisdossier in toetsen/basis; zonder deze sleutel dat van het bestand."),
        "feiten": Key(
            Entries(Known("verandering"), Anything()), "Wat anders is dan in het basisdossier; 'weg' haalt iets weg."
        ),
        "verwacht": must(Entries(Known("uitkomst"), Anything()), "Wat eruit hoort te komen."),
        "overgeslagen": Key(TEXT, "De reden waarom deze toets niet draait."),
    },
)
STORIES_FILE = Form(
    "een bestand met toetsen",
    "Verhalen met de uitkomst die erbij hoort.",
    {
        "toetsen": must(TEXT, "Het criterium, de grond of het feit waar de toetsen over gaan."),
        "basis": Key(TEXT, "Het basisdossier in toetsen/basis; zonder deze sleutel 'goed'."),
        "gevallen": must(Listed(Block(CASE), least=1, alone=False), "De toetsen."),
    },
)
EXCEPTION = Form(
    "een uitzondering",
    "Wat geen dossier kan laten zien.",
    {
        "deel": must(TEXT, "Het onderdeel, zoals 'regels dekking' het noemt."),
        "nooit": Key(Listed(TEXT), "Wat het nooit kan zijn."),
        "omdat": must(TEXT, "De reden."),
    },
)
EXCEPTIONS_FILE = Form(
    "een bestand met uitzonderingen",
    "Wat geen dossier kan laten zien, met de reden.",
    {"onbereikbaar": Key(Listed(Block(EXCEPTION), alone=False), "De uitzonderingen.")},
)
EQUIVALENT = Form(
    "een verklaring",
    "Een wijziging van een regel die geen toets merkt, en waarom dat klopt.",
    {
        "deel": must(Listed(TEXT, least=1), "De onderdelen, zoals 'regels mutatie' ze noemt."),
        "wordt": Key(Listed(TEXT), "Wat er dan staat, zoals 'regels mutatie' het noemt; zonder deze sleutel alles."),
        "omdat": must(TEXT, "De reden."),
    },
)
EQUIVALENTS_FILE = Form(
    "een bestand met verklaringen",
    "Wijzigingen van regels die geen toets merkt, met de reden.",
    {"gelijkwaardig": Key(Listed(Block(EQUIVALENT), alone=False), "De verklaringen.")},
)
