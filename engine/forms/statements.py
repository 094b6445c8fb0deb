"""The forms of what must hold for every dossier, and of findings about the rules that are meant to be so."""

from __future__ import annotations

from .form import CONDITION, NEW_NAME, TEXT, Block, Entries, Form, Key, Known, Listed, must, names
from .shared import SOURCES

WAYS = ("altijd", "nooit", "daarna_nooit", "nooit_slechter")
"""The ways in which a property can be stated; a property has one."""

PROPERTY = Form(
    "een eigenschap",
    "Wat voor elk dossier geldt; 'regels controleer' bewijst of weerlegt het.",
    {
        "eigenschap": must(NEW_NAME, "Een eigen naam."),
        "titel": must(TEXT, "Wat er geldt, als zin zonder punt."),
        "toelichting": Key(TEXT, "Waarom het zo hoort te zijn."),
        "als": Key(CONDITION, "Bij altijd en nooit: voor welke dossiers."),
        "altijd": Key(CONDITION, "Wat dan altijd waar is."),
        "nooit": Key(CONDITION, "Wat dan nooit waar is."),
        "verschil": Key(
            Entries(Known("begrip"), Known("soort_verschil")), "In welk feit een tweede dossier anders is, en hoe."
        ),
        "eerst": Key(CONDITION, "Bij daarna_nooit: wat in het eerste dossier geldt."),
        "daarna_nooit": Key(CONDITION, "Wat in het tweede dossier nooit waar is."),
        "nooit_slechter": Key(names("criterium"), "Criteria die in het tweede dossier nooit slechter uitkomen."),
        "criteria": Key(names("criterium"), "Over welke criteria het gaat, of 'alle'."),
        "bronnen": SOURCES,
    },
    one_of=(WAYS,),
)
EXCEPTION = Form(
    "een uitzondering",
    "Een bevinding van 'regels controleer' die zo bedoeld is.",
    {
        "code": must(Known("bevindingcode"), "De code van de bevinding."),
        "deel": must(TEXT, "Het onderdeel, zoals 'regels controleer' het noemt."),
        "omdat": must(TEXT, "De reden."),
    },
)
STATEMENTS_FILE = Form(
    "eigenschappen.yaml",
    "Wat voor elk dossier geldt.",
    {
        "eigenschappen": Key(Listed(Block(PROPERTY)), "De eigenschappen."),
        "uitzonderingen": Key(Listed(Block(EXCEPTION)), "Bevindingen die zo bedoeld zijn."),
    },
)
