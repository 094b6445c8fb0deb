"""The explanation of every command, as `--hulp` shows it."""

from __future__ import annotations

from typing import Any, NamedTuple


class HelpText(NamedTuple):
    """One line for the list of commands, the whole text, examples, and a closing remark."""

    short: str
    text: str
    examples: tuple[str, ...]
    closing: str = ""

    def settings(self) -> dict[str, Any]:
        """The texts as click takes them."""
        return {"short_help": self.short, "help": self.text, "examples": self.examples, "epilog": self.closing}


SPOORTOETS = HelpText(
    "Toets een dossier van een tweede-spoortraject.",
    """Spoortoets toetst een dossier van een tweede-spoortraject aan de criteria van UWV. Per criterium staat er wat
is gevonden, waarom, op welk feit en op welke bron, wat ontbreekt en wat nog te herstellen is. Het oordeel is een
concept-oordeel: een mens bevestigt het of wijkt er met redenen van af. Alles blijft op deze computer.""",
    (
        "spoortoets voorbeeld",
        "spoortoets nieuw --peildatum 2026-09-14 --uit S-014.yaml",
        "spoortoets toets S-014.yaml",
        "spoortoets waarom S-014.yaml K24",
    ),
    """Als afsluitcode geeft een opdracht 0 (klaar), 1 (alleen met --streng: het oordeel is niet adequaat), 2 (invoer
met fouten) of 3 (de redeneermachine en de directe lezing verschillen; er komt dan geen oordeel).""",
)

TOETS = HelpText(
    "Toets een dossier: het oordeel en elke bevinding.",
    """Toetst een dossier en toont eerst het oordeel, dan per vraag van UWV de bevindingen, elk met de redenen, de
feiten met document en pagina, de bronnen met hun gezag, de gronden die zijn bezien, de open vragen en het herstel.

DOSSIER is een YAML- of JSON-bestand; - leest het dossier van de standaardinvoer.

Met --streng is de afsluitcode 1 als het oordeel niet 'adequaat' is. 'Niet aan de orde' telt dan als goed: er is
niets te toetsen. 'Twijfel' en 'onvoldoende gegevens' tellen niet als goed.""",
    (
        "spoortoets toets S-014.yaml",
        "spoortoets toets S-014.yaml --peildatum 2026-05-18",
        "spoortoets toets S-014.yaml --formaat json --uit S-014.json",
        "spoortoets toets - --streng < S-014.yaml",
    ),
)

WAAROM = HelpText(
    "Toon de hele redenering van één criterium.",
    """Toont de hele redenering van één criterium: elke voorwaarde, ook die niet opgaat, met ernaast of zij waar,
onwaar of onbekend is en welke waarde het dossier geeft, met document en pagina. Aan het eind van elke regel staat
tussen haken het kenmerk van die voorwaarde in de regelset.

DOSSIER is een YAML- of JSON-bestand; - leest het dossier van de standaardinvoer. CRITERIUM is een code zoals K24, of
het woord oordeel voor de redenering van het oordeel als geheel.""",
    ("spoortoets waarom S-014.yaml K24", "spoortoets waarom S-014.yaml oordeel"),
)

TIJDLIJN = HelpText(
    "Toon de gedateerde stappen van het dossier.",
    """Toont alle stappen met een datum, op volgorde van de uiterste dag: gehaald, te laat, komt nog, onbekend of niet
van toepassing, met wie aan zet is, wat er volgt als de stap te laat is en de bron.

DOSSIER is een YAML- of JSON-bestand; - leest het dossier van de standaardinvoer.""",
    ("spoortoets tijdlijn S-014.yaml", "spoortoets tijdlijn S-014.yaml --peildatum 2026-05-18"),
)

VOORBEELD = HelpText(
    "Toets een meegeleverd, verzonnen dossier.",
    "Toetst een van de meegeleverde dossiers, alle verzonnen. Zonder NAAM is dat het eerste; --lijst noemt ze alle.",
    ("spoortoets voorbeeld", "spoortoets voorbeeld --lijst"),
)

NIEUW = HelpText(
    "Maak een leeg dossier met uitleg bij elk gegeven.",
    """Maakt een leeg dossier. Elk gegeven dat de regels kennen staat erin, leeg, met de vraag erbij, wat er mag staan,
wie het weet en in welk stuk het te vinden is. Vul in wat bekend is; wat leeg blijft telt als niet ingevuld.""",
    ("spoortoets nieuw --id S-014 --peildatum 2026-09-14 --uit S-014.yaml",),
)

REGELS = HelpText(
    "Lees de regelset na.",
    "Opdrachten voor wie de regels beheert.",
    ("spoortoets regels controleer", "spoortoets regels controleer --regels mijn-regels"),
)

CONTROLEER = HelpText(
    "Lees alle regels na en meld elke fout.",
    """Leest alle regelbestanden opnieuw en meldt elke fout met bestand, regel en kolom. Zonder fouten: hoeveel er van
alles is, hoe hard de parameters zijn en of zij zijn bevestigd, welke bronnen zijn nagelezen, en elke plaats waar de
regels het zwijgen van een dossier beoordelen ('is bekend' en 'is onbekend').""",
    ("spoortoets regels controleer", "spoortoets regels controleer --regels mijn-regels"),
)
