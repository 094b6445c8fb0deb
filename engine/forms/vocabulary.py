"""The forms of what rules speak about: sources, parameters, concepts, and what follows from these."""

from __future__ import annotations

from ..language.scope import RESERVED
from ..language.types import TYPE_NAMES, Influence, Mending
from .form import (
    CHOICE_NAME,
    CONDITION,
    DAY,
    FULL_NAME,
    NEW_NAME,
    NUMBER,
    SENTENCE,
    TEXT,
    VALUE,
    WHOLE,
    YES_NO,
    Block,
    Either,
    Entries,
    Form,
    Key,
    Known,
    Listed,
    Name,
    Word,
    YesNo,
    must,
    names,
    words_of,
)
from .shared import AUTHORITY, SOURCES, VALIDITY

SINGULARS = "eenheden"
"""The key under which a file of concepts gives the singular of units."""

FACT_NAME = Name(but_not=RESERVED)

READER = Form(
    "een lezer",
    "Voor wie een stuk kan worden geschreven.",
    {
        "lezer": must(NEW_NAME, "Een eigen naam."),
        "titel": must(TEXT, "Hoe een zin deze lezer noemt, met lidwoord."),
        "stuk": must(Known("stuk"), "Het stuk dat een toets voor deze lezer schrijft."),
        "streng": Key(YES_NO, "ja = nooit een stuk met persoonlijke of medische gegevens."),
    },
)
RULEBOOK = Form(
    "de regelset",
    "Hoe deze regelset heet.",
    {
        "naam": must(TEXT, "De korte naam."),
        "titel": must(TEXT, "De naam voor lezers."),
        "versie": must(TEXT, "De versie; verhoog haar bij elke wijziging."),
        "lezers": Key(Listed(Block(READER)), "Voor wie een stuk kan worden geschreven; de eerste mag alles lezen."),
    },
)
RULEBOOK_FILE = Form(
    "regelset.yaml", "Naam en versie van de regelset.", {"regelset": must(Block(RULEBOOK), "Naam en versie.")}
)

SOURCE_VERSION = Form(
    "een versie van een bron",
    "De tekst die in één periode geldt.",
    {
        "versie": must(TEXT, "Welke tekst is gelezen."),
        "adres": Key(TEXT, "Het adres op internet."),
        "nagelezen": Key(YES_NO, "ja = een mens heeft de geldende tekst gelezen; anders nee."),
        "opmerking": Key(TEXT, "Wat nog moet worden nagelezen."),
        **VALIDITY,
    },
)
SOURCE = Form(
    "een bron",
    "Een wet, beleidsregel, uitspraak of andere tekst waarop regels steunen.",
    {
        "titel": must(TEXT, "De volledige naam."),
        "kort": must(TEXT, "Zo staat de bron in een verslag."),
        "gezag": must(AUTHORITY, "Hoe hard de bron is."),
        **SOURCE_VERSION.keys,
        "versie": SOURCE_VERSION.keys["versie"]._replace(required=False),
        "versies": Key(Listed(Block(SOURCE_VERSION)), "In plaats van 'versie': de tekst per periode."),
    },
    one_of=(("versie", "versies"),),
    not_with={"versies": tuple(SOURCE_VERSION)},
)
SOURCES_FILE = Form(
    "bronnen.yaml",
    "Elke bron eenmaal.",
    {"bronnen": must(Entries(NEW_NAME, Block(SOURCE)), "De bronnen, elk onder een eigen naam.")},
)

CONFIRMATION = {
    "bevestigd_door": Key(TEXT, "De beleidseigenaar die deze waarde heeft bevestigd; samen met 'op'."),
    "op": Key(DAY, "De dag van die bevestiging (JJJJ-MM-DD)."),
}
PARAMETER_VALUE = Either((NUMBER, DAY))
PARAMETER_VERSION = Form(
    "een versie van een parameter",
    "De waarde in één periode.",
    {"waarde": must(PARAMETER_VALUE, "Een getal zonder eenheid, of een datum."), **VALIDITY, **CONFIRMATION},
    together=(("bevestigd_door", "op"),),
)
PARAMETER = Form(
    "een parameter",
    "Een drempel die een beleidseigenaar mag zetten; in een uitdrukking parameter.naam.",
    {
        "titel": must(TEXT, "Wat de drempel is, in een paar woorden."),
        "waarde": Key(PARAMETER_VALUE, "Een getal zonder eenheid, of een datum."),
        "eenheid": Key(TEXT, "De eenheid van het getal, in het meervoud (dagen, weken, keer)."),
        "gezag": must(AUTHORITY, "Hoe hard de drempel is; ontwerp = een keuze die geen bron noemt."),
        "bronnen": SOURCES,
        "toelichting": Key(TEXT, "Waarom deze waarde."),
        **VALIDITY,
        **CONFIRMATION,
        "versies": Key(Listed(Block(PARAMETER_VERSION)), "In plaats van 'waarde': de waarde per periode."),
    },
    one_of=(("waarde", "versies"),),
    together=(("bevestigd_door", "op"),),
    not_with={"versies": tuple(PARAMETER_VERSION)},
)
PARAMETERS_FILE = Form(
    "parameters.yaml",
    "Elke drempel die een beleidseigenaar mag zetten.",
    {"parameters": must(Entries(NEW_NAME, Block(PARAMETER)), "De parameters, elk onder een eigen naam.")},
)

# --- concepts -----------------------------------------------------------------------------------------------------

OF_TYPE = {
    "eenheid": ("getal",),
    "waarden": ("keuze", "meerkeuze"),
    "geordend": ("keuze",),
    "velden": ("lijst",),
    "minimum": ("getal",),
    "maximum": ("getal",),
}
"""The types with which a key has a meaning."""

CHOICES = Either((Entries(CHOICE_NAME, TEXT), Listed(CHOICE_NAME, alone=False)))
TYPE = must(Word(tuple(TYPE_NAMES)), "Wat voor waarde het is; tekst beslist nooit een regel.")
UNIT = Key(TEXT, "Bij een getal: de eenheid, in het meervoud.")
ORDERED = Key(YES_NO, "Bij een keuze: ja = de keuzes staan van laag naar hoog.")
VALUES = Key(CHOICES, "Bij een keuze of meerkeuze: elke mogelijkheid met haar omschrijving.")
TITLE = must(TEXT, "Hoe het heet, in kleine letters met een lidwoord, zodat het in een zin past.")

_VALUE = {"eenheid": UNIT, "minimum": Key(WHOLE, "Bij een getal: de kleinste waarde."),
          "maximum": Key(WHOLE, "Bij een getal: de grootste waarde."), "geordend": ORDERED,
          "toekomst": Key(YES_NO, "Bij een datum: ja = de dag mag na de peildatum liggen."),
          "niet_voor": Key(TEXT, "Bij een datum: de datum waarvoor deze dag niet mag liggen."),
          "titel": TITLE}  # fmt: skip
_TOLD = {
    "vertrouwelijk": Key(YES_NO, "ja = alleen voor de eerste lezer van een stuk."),
    "vraag": Key(TEXT, "De vraag die dit feit beantwoordt; nodig, behalve bij een lijst of tekst."),
    "uitleg": Key(TEXT, "Wat wel en niet meetelt."),
    "invloed": Key(
        words_of(Influence), "vast = geschiedenis, planbaar = een plan, aan_te_vullen = bewijs dat nog kan blijken."
    ),
}
_MENDING = {
    "herstel": Key(
        words_of((Mending.ASK, Mending.NEVER)), "vraag = alleen als vraag voorstellen, nooit = nooit voorstellen."
    ),
    "alsnog": Key(Either((YesNo("ja"), Listed(TEXT, alone=False))), "Wat na de peildatum nog kan ontstaan."),
    "nieuw": Key(
        Either((TEXT, Listed(TEXT, alone=False))), "Bij een veld van een lijst: wat er in een nieuw element staat."
    ),
    "terugblik": Key(
        Either((TEXT, Listed(TEXT, alone=False))),
        "Wat in het verleden anders had gekund: nooit, waarden, bij een datum eerder of later, bij een getal meer of"
        " minder.",
    ),
    "vervalt_dan": Key(names(), "De feiten die niet meer gelden als wat bij 'alsnog' staat, is gebeurd."),
    "ook_bij": Key(names(), "Bij een datum: waar in een lijst dezelfde dag ook staat, als lijst.veld."),
    "voorstel": Key(Entries(Name(""), TEXT), "Per waarde hoe de wijziging naar die waarde heet, als opdracht."),
}
_ASKED = {"wie": Key(TEXT, "Wie dit kan beantwoorden."), "stuk": Key(TEXT, "Welk stuk het laat zien.")}
MENDING_KEYS = tuple(_MENDING)

FIELD = Form(
    "een veld",
    "Eén gegeven van elk element van een lijst.",
    {"type": TYPE, **_VALUE, **_TOLD, **_MENDING, **_ASKED, "waarden": VALUES},
    only_if={"type": OF_TYPE},
)
CONCEPT = Form(
    "een begrip",
    "Een feit dat een dossier kan bevatten; in een uitdrukking groep.naam.",
    {
        "type": TYPE,
        "element": Key(TEXT, "Bij een lijst: hoe één regel heet, met 'de' of 'het'."),
        "elementen": Key(TEXT, "Bij een lijst: hoe meer regels heten."),
        **_VALUE,
        **_TOLD,
        **_MENDING,
        **_ASKED,
        "waarden": VALUES,
        "velden": Key(Entries(FACT_NAME, Block(FIELD)), "Bij een lijst: de gegevens van één regel."),
    },
    only_if={"type": OF_TYPE},
    also={"type": {"keuze": ("waarden",), "meerkeuze": ("waarden",), "lijst": ("velden",)}},
)
CONCEPTS_FILE = Form(
    "een begrippenbestand",
    "De begrippen van één groep.",
    {
        "groep": must(FACT_NAME, "De naam van de groep; in een uitdrukking staat hij voor de punt."),
        "titel": must(TEXT, "De groep voor lezers."),
        SINGULARS: Key(Entries(Name(""), TEXT), "Het enkelvoud van eigen eenheden: {rubrieken: rubriek}."),
        "begrippen": must(Entries(FACT_NAME, Block(CONCEPT)), "De begrippen, elk onder een eigen naam."),
    },
)

# --- derivations --------------------------------------------------------------------------------------------------

METHODS = ("formule", "gevallen", "tabel")
"""The ways in which a fact can follow from others; a derivation has one."""

BRANCH = Form(
    "een geval",
    "Wat eruit komt als de voorwaarde waar is; het eerste geval dat waar is telt.",
    {
        "als": Key(CONDITION, "De voorwaarde van dit geval."),
        "dan": Key(VALUE, "Wat er dan uit komt, of nvt."),
        "anders": Key(VALUE, "In plaats van 'als' en 'dan', alleen in het laatste geval: wat er anders uit komt."),
        "omdat": Key(SENTENCE, "Bij nvt: de reden."),
    },
    one_of=(("als", "anders"),),
    together=(("als", "dan"),),
)
CELL = Form(
    "een cel",
    "Eén uitkomst van een tabel met een eigen gezag of bron.",
    {
        "waarde": must(TEXT, "De uitkomst, of nvt."),
        "gezag": Key(AUTHORITY, "Hoe hard deze cel is, als het anders is dan bij de tabel."),
        "bronnen": SOURCES,
        "opmerking": Key(TEXT, "Waarom deze waarde."),
    },
)
TABLE = Form(
    "een tabel",
    "Een uitkomst per combinatie van twee keuzes.",
    {
        "rij": must(VALUE, "De keuze die de rij bepaalt."),
        "kolom": must(VALUE, "De keuze die de kolom bepaalt."),
        "gezag": must(AUTHORITY, "Hoe hard elke cel is, tenzij de cel zelf iets anders zegt."),
        "bronnen": SOURCES,
        "cellen": must(
            Entries(Name(""), Entries(Name(""), Either((TEXT, Block(CELL))))), "Per rij, per kolom de uitkomst."
        ),
    },
)
DERIVED_TYPES = ("datum", "getal", "keuze", "ja_nee")
DERIVATION = Form(
    "een afleiding",
    "Een feit dat uit andere feiten volgt; in een uitdrukking groep.naam.",
    {
        "titel": TITLE,
        "vertrouwelijk": Key(YesNo("nee"), "nee = de uitkomst verraadt niet wat er vertrouwelijk achter zit."),
        "type": must(Word(DERIVED_TYPES), "Wat voor waarde eruit komt."),
        "eenheid": UNIT,
        "geordend": ORDERED,
        "waarden": VALUES,
        "formule": Key(Either((VALUE, CONDITION)), "De uitdrukking die het feit berekent; bij ja_nee een voorwaarde."),
        "gevallen": Key(Listed(Block(BRANCH), least=1), "Een lijst van als en dan; het laatste geval is 'anders'."),
        "tabel": Key(Block(TABLE), "Een uitkomst per combinatie van twee keuzes."),
        "uitleg": Key(TEXT, "Hoe het is berekend, voor de lezer."),
        "bronnen": SOURCES,
        "gezag": Key(AUTHORITY, "Hoe hard de afleiding is."),
        **VALIDITY,
    },
    one_of=(METHODS,),
    only_if={"type": {key: OF_TYPE[key] for key in ("eenheid", "waarden", "geordend")}},
    also={"type": {"keuze": ("waarden",)}},
)
DERIVATIONS_FILE = Form(
    "een bestand met afleidingen",
    "Feiten die uit andere feiten volgen.",
    {"afleidingen": must(Entries(Name(FULL_NAME), Block(DERIVATION)), "De afleidingen, elk onder groep.naam.")},
)
