"""What the interview says, the words that a reply may be, and where a reply leads."""

from __future__ import annotations

from enum import Enum, auto

STOP, BACK, WHY, UNKNOWN, DONE, NONE, ANEW = "stop", "terug", "?", "onbekend", "klaar", "geen", "opnieuw"
NOT_APPLICABLE = ("nvt", "n.v.t.", "n.v.t")
YES, NO = ("ja", "j"), ("nee", "n")
WELCOME = (
    "Typ een antwoord, of: ? (waarom dit wordt gevraagd), onbekend, nvt, terug, stop. Met Enter slaat u een vraag over."
)
PRIVACY = "Noteer geen diagnose, behandeling, BSN, naam, adres of geboortedatum."
FIRST_QUESTION = "Dit is de eerste vraag."
FIRST_OF_ALL = "Naar de stand van welke dag wordt getoetst? (JJJJ-MM-DD)"
THE_DAY = "Dit is de peildatum. ? = waarom dit wordt gevraagd; stop = ophouden."
SOURCE = "Waar staat dat? (stuk en bladzijde, zoals D04 2; Enter = later)"
REASON = "Waarom is dit niet van toepassing? (Enter = toch niet)"
WHY_THIS_ONE = "Waarom telt deze verklaring? (Enter = toch een andere)"
DIFFERENT = "De stukken verschillen. Typ het nummer van de verklaring die telt."
LIST_ONLY = "'klaar' hoort bij een lijst. Met stop houdt u op."
NO_DOCUMENTS = (
    "Er staan nog geen stukken in het dossier. Zet ze in het bestand, in de lijst 'documenten' van de groep 'dossier'."
    " Met Enter gaat u verder zonder vindplaats."
)
NO_MORE_FOR_VERDICT = (
    "Geen antwoord kan het oordeel nog veranderen. De vragen hierna gaan over losse bevindingen. Typ stop om op te"
    " houden."
)
ONLY_TURNING = (
    "Er staat niets meer open. De vragen hierna kunnen alleen nog iets omkeren dat vaststaat. Typ stop om op te houden."
)
ALL_ASKED = "Alle vragen zijn gesteld."
SAVE_ANYWAY = "Het is nog niet opgeslagen. Typ ja om het toch op te slaan; met Enter schrijft u het opnieuw."
KEPT = "Alles wat u antwoordde, staat in het bestand. Met dezelfde opdracht gaat u later verder."
NOTHING_GIVEN = "Er is niets ingevuld, en dit telt dus niet mee."


class Move(Enum):
    """Where to go after a question; AGAIN is to the same one."""

    ON = auto()
    AGAIN = auto()
    BACK = auto()
    STOP = auto()


class Ended(Exception):
    """There are no more replies."""
