"""The forms of what providers offer, and of how an offer is laid over a dossier."""

from __future__ import annotations

from .form import (
    NEW_NAME,
    NUMBER,
    TEXT,
    WHOLE,
    Anything,
    Block,
    Either,
    Entries,
    Form,
    Key,
    Known,
    Listed,
    Text,
    Word,
    must,
    names,
)
from .shared import SOURCES

NOT_SAID = "niet genoemd"
"""How a rule file says that a provider is silent; it must be said, so that nobody forgets to look."""

AFTER = "na_start"
WHEN = {"altijd": True, "zo_nodig": False}
REMARK = Key(TEXT, "Een opmerking voor de lezer.")

OFFER_STEP = Form(
    "een stap",
    "Een stap van het aanbod.",
    {
        "titel": must(TEXT, "Hoe de aanbieder de stap noemt."),
        "activiteiten": Key(names(), "De soorten activiteit waarvoor de stap staat, of []."),
        "wanneer": must(Word(tuple(WHEN)), "altijd = voor iedereen; alleen die stappen komen in het dossier."),
        AFTER: Key(TEXT, "Hoe lang na de start, zoals '4 weken'; alleen als de aanbieder dat zegt."),
        "opmerking": REMARK,
    },
)
PHASE = Form(
    "een fase",
    "Een fase van het aanbod.",
    {
        "titel": must(TEXT, "Hoe de aanbieder de fase noemt."),
        "stappen": Key(Listed(Block(OFFER_STEP)), "De stappen, in volgorde."),
        "opmerking": REMARK,
    },
)
LENGTH = Form(
    "de looptijd",
    "Hoe lang het traject duurt, in de eenheid van het begrip.",
    {
        "minimum": Key(NUMBER, "De kortste duur."),
        "maximum": Key(NUMBER, "De langste duur."),
        "gemiddeld": Key(NUMBER, "De gemiddelde duur; legt niets vast."),
        "toelichting": REMARK,
    },
)
STATED = Form(
    "een eigenschap",
    "Een eigenschap in woorden.",
    {"tekst": must(TEXT, "Wat de aanbieder zegt."), "toelichting": REMARK},
)
STATED_DAYS = Form(
    "een eigenschap",
    "Een eigenschap in woorden, met een aantal dagen.",
    {
        "tekst": must(TEXT, "Wat de aanbieder zegt."),
        "dagen": Key(WHOLE, "Hetzelfde in dagen."),
        "toelichting": REMARK,
    },
)
CLAIM = Form(
    "een bewering",
    "Wat de aanbieder beweert, en waarin dat verschilt van de norm.",
    {
        "tekst": must(TEXT, "De bewering."),
        "verschil": Key(TEXT, "Waarin zij verschilt van wat de norm zegt; dan ook met bronnen."),
        "bronnen": SOURCES,
    },
    needs={"bronnen": "verschil"},
)


def _said(form: Form, about: str) -> Key:
    return must(Either((TEXT, Block(form))), f"{about}, of '{NOT_SAID}'.")


def _listed(about: str) -> Key:
    return must(Listed(TEXT, least=1), f"{about}, of '{NOT_SAID}'.")


OFFER_FILE = Form(
    "een traject",
    "Wat een aanbieder over zijn traject publiceert: praktijk, nooit een norm.",
    {
        "traject": must(NEW_NAME, "De naam waarmee het traject wordt getoond."),
        "titel": must(TEXT, "De naam van het aanbod."),
        "kort": must(TEXT, "De kop van de kolom in een vergelijking."),
        "bron": must(Known("bron"), "De tekst van de aanbieder, in bronnen.yaml met gezag praktijk."),
        "omschrijving": must(TEXT, "Wat het aanbod is, in een paar zinnen."),
        "fasen": must(Listed(Block(PHASE), least=1), "De fasen, in volgorde."),
        "looptijd": must(Either((Word((NOT_SAID,)), Block(LENGTH))), f"Hoe lang het duurt, of '{NOT_SAID}'."),
        "uren": _said(STATED, "Hoeveel uren"),
        "prijs": _said(STATED, "Wat het kost"),
        "rapportage": _said(STATED_DAYS, "Hoe vaak er verslag is"),
        "team": _listed("Wie er begeleiden"),
        "doelgroepen": _listed("Voor wie het is"),
        "opmerking": REMARK,
        "beweringen": Key(Listed(Block(CLAIM)), "Wat de aanbieder beweert."),
        "aanbod": Key(Entries(Known("begrip"), Anything()), "Wat het aanbod van een dossier vastlegt."),
    },
)

# --- laying an offer over a dossier ---------------------------------------------------------------------------------

OVERLAY_NAME = "trajecttoets"
STEP_LIST = Form(
    "de stappen",
    "In welke lijst van het dossier de stappen komen.",
    {
        "lijst": must(Known("lijst"), "De lijst van het dossier."),
        "soort": must(TEXT, "Het veld met de soort."),
        "datum": must(TEXT, "Het veld met de datum."),
    },
)
TRIAL = Form(
    "een proef",
    "Een open feit dat met elke mogelijke waarde wordt geprobeerd.",
    {
        "titel": must(TEXT, "Wat wordt geprobeerd."),
        "begrip": must(Known("begrip"), "Het feit."),
        "criterium": must(Known("criterium"), "Het criterium waarvan de bevinding wordt getoond."),
        "met": Key(Entries(Known("begrip"), Anything()), "Feiten die bij de proef vaststaan."),
    },
)
OVERLAY = Form(
    OVERLAY_NAME,
    "Hoe een aanbod op een dossier wordt gelegd.",
    {
        "uitleg": must(TEXT, "Wat waarop is gelegd, voor de lezer."),
        "voorbehoud": must(TEXT, "Wat een aanbod waard is, voor de lezer."),
        "begin": must(Known("begrip"), "Het feit dat de dag van de start krijgt."),
        "peildatum": must(TEXT, "Zo lang na de start wordt getoetst, zoals '9 weken'."),
        "vervalt": Key(names(), "Groepen, begrippen of velden die van het dossier niet meetellen."),
        "behalve": Key(names("begrip"), "Wat daarvan wel meetelt."),
        "uitgangspunten": Key(Entries(Known("begrip"), Anything()), "Feiten die elk aanbod krijgt."),
        "vragen": Key(names("vraag"), "Van welke vragen de criteria worden getoond."),
        "buiten_beschouwing": Key(names("criterium"), "Behalve deze criteria."),
        "stappen": must(Block(STEP_LIST), "In welke lijst van het dossier de stappen komen."),
        "looptijd": must(Known("begrip"), "Het feit met de looptijd."),
        "einde": must(Known("feit"), "Het feit met de laatste dag."),
        "proeven": Key(Listed(Block(TRIAL)), "Open feiten die met elke waarde worden geprobeerd."),
        "tonen": Key(names("feit"), "Feiten over dit dossier die erbij staan."),
        "afspreken": Key(Entries(Known("begrip"), Text()), "Andere woorden dan de titel, voor wat af te spreken is."),
    },
)
OVERLAY_FILE = Form(
    "een bestand met een trajecttoets",
    "Hoe een aanbod op een dossier wordt gelegd.",
    {OVERLAY_NAME: must(Block(OVERLAY), "Hoe een aanbod op een dossier wordt gelegd.")},
)
