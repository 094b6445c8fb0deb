"""The forms of norms: criteria, and grounds on which what they ask may be left undone."""

from __future__ import annotations

from ..language.terms import Strength, Weight
from .form import (
    CONDITION,
    NEW_NAME,
    RULE_ID,
    SENTENCE,
    TEXT,
    VALUE,
    YES_NO,
    Block,
    Either,
    Form,
    Key,
    Known,
    Listed,
    Name,
    YesNo,
    block,
    must,
    names,
    words_of,
)
from .shared import APPLIES, AUTHORITY, EXCLUSIONS, FROM, OWN_AUTHORITY, SOURCES, UNTIL

OUTCOMES = ("voldoet", "twijfel", "voldoet_niet")
"""The findings that have cases of their own."""

TABLE_AUTHORITY = block(
    "gezag",
    "Het gezag van de cel van een tabel die is geraakt.",
    {"tabel": must(Known("afleiding"), "De afleiding met de tabel.")},
)
CASE = Form(
    "een geval",
    "Wanneer deze uitkomst geldt, en wat het verslag dan zegt.",
    {
        "als": Key(CONDITION, "De voorwaarde van deze uitkomst."),
        "anders": Key(YesNo("ja"), "In plaats van 'als': geen van de andere uitkomsten."),
        "gezag": Key(
            Either((AUTHORITY, TABLE_AUTHORITY)), "Hoe hard dit geval is, als het anders is dan bij het criterium."
        ),
        "zwaarte": Key(words_of(Weight), "Hoe zwaar dit geval is, als het anders is dan bij het criterium."),
        "verzachtend": Key(
            names("parameter"), "Bij voldoet_niet: de ontwerp-parameters die een hardere norm alleen milder maken."
        ),
        "bronnen": SOURCES,
        "uitleg": must(SENTENCE, "Wat is gevonden, als hele zin; {groep.naam} wordt de waarde."),
        "af_te_wegen": Key(Listed(SENTENCE), "Vragen die een mens hierbij nog weegt."),
    },
    one_of=(("als", "anders"),),
)
GROUND = Form(
    "een deugdelijke grond",
    "Een uitzondering die een voldoet_niet verontschuldigt als zij is aangetoond.",
    {
        "grond": must(TEXT, "Een eigen naam."),
        "titel": must(TEXT, "Hoe de grond heet, in een paar woorden."),
        "als": must(CONDITION, "Wanneer de grond is aangetoond."),
        "uitleg": must(SENTENCE, "Waarom het verontschuldigt, als hele zin."),
        "gezag": OWN_AUTHORITY,
        "bronnen": SOURCES,
    },
)
REPAIR = Form(
    "een maatregel",
    "Wat de tekortkoming kan herstellen.",
    {
        "wat": must(SENTENCE, "Wat er moet gebeuren, als hele zin."),
        "wie": must(TEXT, "Wie het doet."),
        "als": Key(CONDITION, "Wanneer deze maatregel past."),
        "tijd": Key(
            Either(
                (TEXT, block("tijd", "Een tijd die alleen het dossier bepaalt.", {"tekst": must(TEXT, "In woorden.")}))
            ),
            "Hoe lang het duurt: direct, 2 weken, 1 tot 3 weken of enkele dagen tot 2 weken.",
        ),
        "uiterlijk": Key(VALUE, "De uiterste dag: een uitdrukking met een datum."),
        "feiten": Key(
            names("begrip"), "De feiten waarvan een wijziging deze maatregel is; zonder deze sleutel elk feit."
        ),
    },
)
_CASES = Either((Block(CASE), Listed(Block(CASE), alone=False)))
OUTCOME = Form(
    "de uitkomsten",
    "Per uitkomst een geval of een lijst van gevallen; precies één uitkomst is waar.",
    {
        "voldoet": Key(_CASES, "Wanneer aan de norm is voldaan."),
        "twijfel": Key(_CASES, "Wanneer een mens het moet wegen."),
        "voldoet_niet": Key(_CASES, "Wanneer aan de norm niet is voldaan."),
    },
)
CRITERION = Form(
    "een criterium",
    "Een norm waaraan een dossier voldoet of niet, met haar bron.",
    {
        "criterium": must(Name(RULE_ID), "De code van het criterium, zoals in de bestandsnaam."),
        "titel": must(TEXT, "Waar het criterium over gaat, in een paar woorden."),
        "vraag": must(Known("vraag"), "Bij welke vraag uit oordeel/vragen.yaml het hoort."),
        "zwaarte": must(words_of(Weight), "Hoe zwaar een tekortkoming weegt in het oordeel."),
        "gezag": must(AUTHORITY, "Hoe hard de norm is, tenzij een uitkomst iets anders zegt."),
        "geldig_van": FROM,
        "geldig_tot": UNTIL,
        "ingeschakeld": Key(YES_NO, "nee = de regel doet nog niet mee, bijvoorbeeld omdat hij nog geen recht is."),
        "bronnen": SOURCES,
        "norm": must(SENTENCE, "Wat wordt gevraagd, als hele zin."),
        "van_toepassing_als": APPLIES,
        "niet_van_toepassing_als": EXCLUSIONS,
        "uitkomsten": must(Block(OUTCOME), "Wanneer het voldoet, wanneer het twijfel is en wanneer niet."),
        "deugdelijke_gronden": Key(Listed(Block(GROUND)), "Wat een voldoet_niet verontschuldigt."),
        "herstel": Key(Listed(Block(REPAIR)), "Wat de tekortkoming kan herstellen."),
        "herstelbaar": Key(CONDITION, "Wanneer herstel nog kan; zonder deze sleutel altijd."),
    },
)

# --- no-go grounds --------------------------------------------------------------------------------------------------

CARRYING = ("bewijs", "dekt", "tijdig")
"""What a ground needs to be able to carry; a weak ground has none of these, nor a period."""

_ABLE = (Strength.STRONG.value, Strength.CONDITIONAL.value)
EVIDENCE = Form(
    "een bewijsstuk",
    "Iets wat moet zijn aangetoond voordat de grond draagt.",
    {
        "bewijs": must(NEW_NAME, "Een eigen naam."),
        "wat": must(SENTENCE, "Wat moet zijn aangetoond, als hele zin."),
        "als": must(CONDITION, "Wanneer het is aangetoond."),
        "opsteller": must(TEXT, "Van wie het bewijs moet komen."),
        "stuk": Key(TEXT, "Welk stuk het laat zien."),
    },
)
PERIOD = Form(
    "de periode",
    "De dagen die de grond dekt.",
    {
        "van": Key(VALUE, "De eerste dag: een uitdrukking met een datum."),
        "tot": Key(VALUE, "De laatste dag: een uitdrukking met een datum."),
    },
)
REVIEW = Form(
    "de herbeoordeling",
    "Wanneer opnieuw naar de grond wordt gekeken.",
    {
        "wat": must(SENTENCE, "Wat dan wordt bekeken, als hele zin."),
        "uiterlijk": Key(VALUE, "De uiterste dag: een uitdrukking met een datum."),
    },
)
OBJECTION = Form(
    "een reden van afwijzing",
    "Waarom zo'n grond vaak wordt afgewezen.",
    {
        "als": Key(CONDITION, "Wanneer deze reden speelt; zonder 'als' staat zij er alleen als waarschuwing."),
        "omdat": must(SENTENCE, "De reden, als hele zin."),
    },
)
NOGO = Form(
    "een no-gogrond",
    "Een reden om achterwege te laten wat de criteria vragen, met het bewijs dat daarvoor nodig is.",
    {
        "nogo": must(Name(RULE_ID), "De code van de grond, zoals in de bestandsnaam."),
        "titel": must(TEXT, "Hoe de grond heet, in een paar woorden."),
        "sterkte": must(words_of(Strength), "sterk, voorwaardelijk (met herbeoordeling) of zwak (draagt nooit)."),
        "gezag": must(AUTHORITY, "Hoe hard de grond is."),
        "geldig_van": FROM,
        "geldig_tot": UNTIL,
        "bronnen": SOURCES,
        "norm": must(SENTENCE, "Wanneer het achterwege mag blijven, als hele zin."),
        "van_toepassing_als": APPLIES,
        "niet_van_toepassing_als": EXCLUSIONS,
        "beroep_als": must(CONDITION, "Wanneer het dossier een beroep op de grond doet."),
        "bewijs": Key(Listed(Block(EVIDENCE)), "Wat moet zijn aangetoond; niet bij een zwakke grond."),
        "periode": Key(Block(PERIOD), "De dagen die de grond dekt."),
        "dekt": Key(CONDITION, "Wanneer de hele periode waarin iets ontbreekt, is gedekt; niet bij een zwakke grond."),
        "tijdig": Key(CONDITION, "Wanneer het bewijs er op tijd was; niet bij een zwakke grond."),
        "herbeoordeling": Key(Block(REVIEW), "Wanneer opnieuw wordt gekeken; nodig bij een voorwaardelijke grond."),
        "afwijzing": Key(Listed(Block(OBJECTION)), "Waarom zo'n grond vaak wordt afgewezen."),
        "vragen": Key(Listed(SENTENCE), "Wat te vragen om de grond te beoordelen."),
    },
    only_if={"sterkte": dict.fromkeys((*CARRYING, "periode"), _ABLE)},
    also={"sterkte": {"sterk": CARRYING, "voorwaardelijk": (*CARRYING, "herbeoordeling")}},
)
