"""The forms of what is written for readers: consequences, pieces, everyday words, and words to watch for."""

from __future__ import annotations

from ..language.terms import Outcome
from .form import (
    CONDITION,
    NEW_NAME,
    SENTENCE,
    TEXT,
    YES_NO,
    Block,
    Entries,
    Form,
    Key,
    Known,
    Listed,
    Word,
    block,
    must,
    names,
)
from .shared import APPLIES, AUTHORITY, EXCLUSIONS, SOURCES, VALIDITY
from .verdicts import QUESTION_VERDICTS, VERDICTS

SCOPE = {
    "titel": must(TEXT, "De kop."),
    "toelichting": Key(SENTENCE, "Een zin onder de kop."),
    "van_toepassing_als": APPLIES,
    "niet_van_toepassing_als": EXCLUSIONS,
    **VALIDITY,
}
"""What a section of the page of consequences and a chapter of a piece share."""

SHOWN_IF = Key(CONDITION, "Deze regel staat er alleen als de voorwaarde waar is.")
AMOUNT = Form(
    "een bedrag",
    "Een bedrag tussen twee grenzen.",
    {
        "van": must(Known("feit"), "Het feit met het laagste bedrag, in euro."),
        "tot": must(Known("feit"), "Het feit met het hoogste bedrag, in euro."),
    },
)
SECTION_LINE = Form(
    "een regel van een sectie",
    "Eén regel: een zin, een feit, een bedrag of een aanname.",
    {
        "als": SHOWN_IF,
        "zin": Key(SENTENCE, "Een hele zin; {groep.naam} wordt de waarde."),
        "feit": Key(Known("feit"), "Een feit, met zijn formule en bronnen."),
        "titel": Key(TEXT, "Bij een bedrag: wat het is."),
        "bedrag": Key(Block(AMOUNT), "Twee feiten in euro."),
        "aanname": Key(Known("feit"), "Een feit dat het dossier misschien niet noemt."),
        "parameters": Key(names(least=1), "Bij een aanname: wat er dan voor in de plaats komt (parameter.naam)."),
        "gezag": Key(AUTHORITY, "Bij een zin: hoe hard zij is."),
        "bronnen": SOURCES,
    },
    needs={"zin": "gezag", "bedrag": "titel", "aanname": "parameters"},
    kinds={"zin": ("gezag", "bronnen"), "feit": (), "bedrag": ("titel",), "aanname": ("parameters",)},
)
SECTION = Form(
    "een sectie",
    "Een deel van de bladzijde van de gevolgen.",
    {
        "sectie": must(NEW_NAME, "Een eigen naam."),
        **SCOPE,
        "regels": must(Listed(Block(SECTION_LINE), least=1), "De regels, in volgorde."),
    },
)
SECTIONS_FILE = Form(
    "een bestand met gevolgen",
    "Secties van de bladzijde van de gevolgen.",
    {"secties": must(Listed(Block(SECTION), least=1), "De secties, in volgorde.")},
)

# --- pieces ---------------------------------------------------------------------------------------------------------

FINDINGS, SIGNING = "bevindingen", "ondertekening"
PARTS = (
    "conclusie",
    "tijdlijnbeeld",
    "tijdlijn",
    FINDINGS,
    "weging",
    "herstelplan",
    "open_vragen",
    "tegenstrijdigheden",
    "menselijk_oordeel",
    "verantwoording",
    "regels",
    SIGNING,
    "gronden",
    "overige_gronden",
    "ontbrekend_bewijs",
    "bewijslijst",
    "herbeoordeling",
    "vragen_bij_bewijs",
    "risico",
)
"""The parts that can be made from a result."""

OF_ONE_PART = {"vragen": FINDINGS, "criteria": FINDINGS, "partijen": SIGNING}
"""Keys that go with one part only."""

READERS = Key(names("lezer", 1), "Wie dit mag lezen; zonder deze sleutel alle lezers uit regelset.yaml.")
CHAPTER_LINE = Form(
    "een regel van een hoofdstuk",
    "Eén regel: een kop, een zin, een tabel van feiten, een lijst of een deel uit de toets.",
    {
        "als": SHOWN_IF,
        "lezers": READERS,
        "kop": Key(TEXT, "Een tussenkop."),
        "zin": Key(SENTENCE, "Een hele zin; {groep.naam} wordt de waarde."),
        "deel": Key(Word(PARTS), "Een deel dat uit de toets volgt."),
        "lijst": Key(Known("lijst"), "Een lijst van het dossier, als tabel."),
        "kolommen": Key(names(least=1), "Bij een lijst: welke velden; zonder deze sleutel alle."),
        "feiten": Key(names("feit", 1), "Een tabel van deze feiten, met waarde en vindplaats."),
        "titel": Key(TEXT, "Bij feiten en bij een lijst: de kop van de tabel."),
        "vragen": Key(names("vraag", 1), f"Bij 'deel: {FINDINGS}': van welke vragen."),
        "criteria": Key(names("criterium", 1), f"Bij 'deel: {FINDINGS}': welke criteria."),
        "partijen": Key(Listed(TEXT), f"Bij 'deel: {SIGNING}': wie tekent."),
    },
    kinds={
        "kop": (),
        "zin": (),
        "feiten": ("titel",),
        "lijst": ("titel", "kolommen"),
        "deel": ("vragen", "criteria", "partijen"),
    },
    only_if={"deel": {key: (part,) for key, part in OF_ONE_PART.items()}},
    also={"deel": {SIGNING: ("partijen",)}},
)
CHAPTER = Form(
    "een hoofdstuk",
    "Een hoofdstuk van een stuk.",
    {
        "hoofdstuk": must(NEW_NAME, "Een eigen naam."),
        **SCOPE,
        "lezers": READERS,
        "inhoud": must(Listed(Block(CHAPTER_LINE), least=1), "De regels, in volgorde."),
    },
)
PIECE_FILE = Form(
    "een stuk",
    "Wat op papier gaat, met zijn hoofdstukken in volgorde.",
    {
        "stuk": must(NEW_NAME, "De naam van het stuk."),
        "titel": must(TEXT, "De titel op papier."),
        "gewone_taal": Key(YES_NO, "ja = wat uit de toets volgt staat er in gewone taal."),
        "hoofdstukken": must(Listed(Block(CHAPTER), least=1), "De hoofdstukken, in volgorde."),
    },
)

# --- everyday words -------------------------------------------------------------------------------------------------

ANSWERS = tuple(dict.fromkeys((*(one.value for one in Outcome), *QUESTION_VERDICTS)))
"""What can come out of a criterion or of a question."""


def _told(words: tuple[str, ...], about: str) -> Key:
    return must(block("gewone taal", about, {word: must(TEXT, f"Wat er staat bij {word}.") for word in words}), about)


PLAIN_CRITERION = Form(
    "de gewone taal van een criterium",
    "Een criterium in gewone woorden.",
    {
        "vraag": must(TEXT, "De vraag, zo gesteld dat 'ja' hoort bij voldoet."),
        "uitleg": must(TEXT, "Waarom het ertoe doet, in gewone woorden."),
    },
)
PLAIN_FILE = Form(
    "gewone taal",
    "De gewone taal van het stuk voor wie het dossier gaat.",
    {
        "uitkomsten": _told(ANSWERS, "Elke uitkomst van een criterium en van een vraag."),
        "oordeel": _told(VERDICTS, "Elk eindoordeel."),
        "vragen": must(Entries(Known("vraag"), TEXT), "Elke vraag uit oordeel/vragen.yaml."),
        "criteria": must(Entries(Known("criterium"), Block(PLAIN_CRITERION)), "Elk criterium dat meedoet."),
        "gegevens": Key(Entries(Known("begrip"), TEXT), "Vragen aan wie het dossier gaat, per gegeven."),
    },
)

WATCH_FILE = Form(
    "een bewakingsbestand",
    "Woorden die niet in een dossier of stuk horen.",
    {
        "soort": must(TEXT, "Waar de woorden over gaan; alleen voor wie het bestand leest."),
        "woorden": must(Listed(TEXT, alone=False), "Elk woord eenmaal, hoogstens met één * vooraan of achteraan."),
    },
)
