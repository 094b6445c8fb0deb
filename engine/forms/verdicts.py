"""The forms of what comes of findings: the questions, the verdict, and the dated steps with their picture."""

from __future__ import annotations

from ..picture_rule import Shape
from .form import (
    CONDITION,
    NEW_NAME,
    SENTENCE,
    TEXT,
    VALUE,
    Block,
    Form,
    Key,
    Known,
    Listed,
    Word,
    YesNo,
    must,
    words_of,
)
from .shared import APPLIES, AUTHORITY, EXCLUSIONS, SOURCES, VALIDITY

WHOLE, PER_QUESTION = "eindoordeel", "per_vraag"
VERDICTS = ("adequaat", "niet_adequaat", "twijfel", "onvoldoende_gegevens", "niet_aan_de_orde")
QUESTION_VERDICTS = ("voldoet", "ja", "nee", "tekort", "twijfel", "onbekend", "niet_getoetst", "nvt")
_OUTCOMES = Word(tuple(dict.fromkeys((*VERDICTS, *QUESTION_VERDICTS))))

QUESTION = Form(
    "een vraag",
    "Een vraag waarbij criteria horen.",
    {
        "vraag": must(NEW_NAME, "De naam waarmee criteria naar de vraag verwijzen."),
        "titel": must(TEXT, "De vraag zelf."),
        "toelichting": Key(TEXT, "Een zin uitleg voor de lezer."),
        "niet_van_toepassing_als": Key(EXCLUSIONS.shape, "Wanneer geen criterium bij deze vraag geldt, met een reden."),
    },
)
QUESTIONS_FILE = Form(
    "vragen.yaml",
    "De vragen, in de volgorde waarin zij worden gesteld.",
    {"vragen": must(Listed(Block(QUESTION), least=1), "De vragen.")},
)
VERDICT_CASE = Form(
    "een geval van het oordeel",
    "Een uitkomst en wanneer zij geldt; het eerste geval dat waar is telt.",
    {
        "dan": Key(_OUTCOMES, "De uitkomst."),
        "als": Key(CONDITION, "Wanneer deze uitkomst geldt."),
        "anders": Key(_OUTCOMES, "In plaats van 'als' en 'dan', alleen in het laatste geval: de uitkomst."),
        "uitleg": Key(SENTENCE, "Waarom, als hele zin."),
    },
    one_of=(("als", "anders"),),
    together=(("als", "dan"),),
)
VERDICT_FILE = Form(
    "een oordeel",
    "Hoe bevindingen een oordeel worden.",
    {
        "oordeel": must(Word((WHOLE, PER_QUESTION)), "Over het geheel, of per vraag."),
        "gevallen": must(Listed(Block(VERDICT_CASE), least=1), "De uitkomsten; de laatste is 'anders'."),
    },
)

# --- the timeline ---------------------------------------------------------------------------------------------------

WAYS = ("gebeurd_op", "mijlpaal", "gehaald_als")
"""The ways in which a step can be done; a step has one."""

PARTNERS = {"mijlpaal": "uiterlijk", "niet_gebeurd_als": "gebeurd_op", "te_laat_als": "gehaald_als"}
"""Keys of a step that have a meaning only beside another."""

STEP = Form(
    "een stap",
    "Een gedateerde stap van de tijdlijn.",
    {
        "stap": must(TEXT, "De code van de stap."),
        "titel": must(TEXT, "Wat er gebeurt, in een paar woorden."),
        "wie": must(TEXT, "Wie het doet."),
        "van_toepassing_als": APPLIES,
        "niet_van_toepassing_als": EXCLUSIONS,
        "vanaf": Key(VALUE, "Het begin van het venster: een uitdrukking met een datum."),
        "uiterlijk": Key(VALUE, "De uiterste dag: een uitdrukking met een datum."),
        "gebeurd_op": Key(VALUE, "Wanneer het gebeurde: een uitdrukking met een datum."),
        "niet_gebeurd_als": Key(CONDITION, "Wanneer het dossier zegt dat het niet is gebeurd; samen met gebeurd_op."),
        "gehaald_als": Key(CONDITION, "Bij een stap die zich herhaalt: wanneer hij is gehaald."),
        "te_laat_als": Key(CONDITION, "Bij een stap die zich herhaalt: wanneer hij te laat is; samen met gehaald_als."),
        "mijlpaal": Key(YesNo("ja"), "ja = een datum die vanzelf komt; samen met uiterlijk."),
        "gezag": must(AUTHORITY, "Hoe hard de termijn is."),
        "bronnen": SOURCES,
        "gevolg": must(SENTENCE, "Wat er volgt als de stap te laat is, als hele zin."),
        "afwijking": Key(TEXT, "Waar bronnen elkaar tegenspreken; zonder {velden}."),
        **VALIDITY,
    },
    one_of=(WAYS,),
    needs=PARTNERS,
)
STEPS_FILE = Form(
    "een bestand met stappen",
    "De gedateerde stappen van de tijdlijn.",
    {"stappen": Key(Listed(Block(STEP)), "De stappen, in volgorde.")},
)

SHOWN_IF = Key(CONDITION, "Alleen getekend als deze voorwaarde waar is.")
LINE = Form(
    "een lijn van het beeld",
    "Een staande lijn op één dag.",
    {
        "titel": must(TEXT, "Wat erbij staat."),
        "op": must(VALUE, "De dag: een uitdrukking met een datum."),
        "als": SHOWN_IF,
    },
)
BAND = Form(
    "een balk van het beeld",
    "Een rij met één periode, of met alle periodes van een lijst.",
    {
        "titel": must(TEXT, "Wat voor de balk staat."),
        "vorm": must(words_of(Shape), "Hoe de balk is gevuld."),
        "als": SHOWN_IF,
        "lijst": Key(Known("lijst"), "Een lijst van het dossier; 'van' en 'tot' zijn dan velden daarvan."),
        "van": must(VALUE, "De eerste dag: een uitdrukking met een datum, of een veld van de lijst."),
        "tot": must(VALUE, "De laatste dag: een uitdrukking met een datum, of een veld van de lijst."),
        "loopt_als": Key(CONDITION, "Zolang dit waar is, is er nog geen laatste dag; niet bij een lijst."),
    },
)
SERIES = Form(
    "een reeks van het beeld",
    "Een rij met losse dagen uit een lijst.",
    {
        "titel": must(TEXT, "Wat voor de reeks staat."),
        "lijst": must(Known("lijst"), "Een lijst van het dossier."),
        "op": must(TEXT, "Het veld van de lijst met de dag."),
        "als": SHOWN_IF,
    },
)
PICTURE_NAME = "beeld"
"""The top key by which the file is known."""

PICTURE = Form(
    "een beeld",
    "Wat het beeld van de tijdlijn laat zien naast de stappen.",
    {
        "begin": must(VALUE, "De eerste dag: een uitdrukking met een datum."),
        "einde": must(VALUE, "De laatste dag: een uitdrukking met een datum."),
        "lijnen": Key(Listed(Block(LINE)), "Staande lijnen."),
        "balken": Key(Listed(Block(BAND)), "Periodes, elk op een rij."),
        "reeksen": Key(Listed(Block(SERIES)), "Losse dagen uit een lijst, elk op een rij."),
    },
)
PICTURE_FILE = Form(
    "een bestand met een beeld",
    "Wat het beeld van de tijdlijn laat zien.",
    {PICTURE_NAME: must(Block(PICTURE), "Wat het beeld van de tijdlijn laat zien naast de stappen.")},
)
