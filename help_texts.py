"""The explanation of every command, as `--hulp` shows it."""

from __future__ import annotations

from typing import Any

from .engine.frozen import Frozen


class HelpText(Frozen):
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
    """Elke opdracht heeft een eigen uitleg, zoals spoortoets toets --hulp.

Als afsluitcode geeft een opdracht 0 (klaar), 1 (klaar, en er is iets om naar te kijken: met --streng een ander
oordeel dan adequaat of niet aan de orde, bij 'nogo --definitief' geen grond die draagt, bij 'regels test' een
toets die zakt, bij 'regels dekking' een deel dat geen toets laat zien, bij jurisprudentie een uitspraak die
anders uitkomt), 2 (invoer met fouten) of 3 (de redeneermachine en de directe lezing verschillen; er komt dan geen
oordeel).""",
)

TOETS = HelpText(
    "Toets een dossier: het oordeel en elke bevinding.",
    """Toetst een dossier en toont eerst het oordeel, dan per vraag van UWV de bevindingen, elk met de redenen, de
feiten met document en pagina, de bronnen met hun gezag, de gronden die zijn bezien, de open vragen en het
herstel.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer.

Met --formaat docx, pdf, html of md komt er een rapport om over te dragen, in de volgorde van een arbeidsdeskundig
rapport. --lezer zegt voor wie: een van de lezers die de regelset noemt, standaard de eerste. Bij een naam die er
niet bij is, noemt Spoortoets ze alle.

Met --streng is de afsluitcode 1 bij elk ander oordeel dan 'adequaat' en 'niet aan de orde', dus ook bij 'twijfel'
en 'onvoldoende gegevens'. Ook weigert Spoortoets dan een dossier waarin iets lijkt op een BSN, een adres om iemand te
bereiken, een geboortedatum of een medische term, met afsluitcode 2; zonder --streng is dat een waarschuwing.""",
    (
        "spoortoets toets S-014.yaml",
        "spoortoets toets S-014.yaml --peildatum 2026-05-18",
        "spoortoets toets S-014.yaml --formaat json --uit S-014.json",
        "spoortoets toets S-014.yaml --formaat docx --uit S-014.docx",
        "spoortoets toets S-014.yaml --formaat pdf --lezer werknemer --uit w.pdf",
        "spoortoets toets - --streng < S-014.yaml",
    ),
)

WAAROM = HelpText(
    "Toon de hele redenering van één criterium of één no-gogrond.",
    """Toont de hele redenering van één criterium of één no-gogrond: elke voorwaarde, ook die niet opgaat, met
ernaast of zij waar, onwaar of onbekend is en welke waarde het dossier geeft, met document en pagina. Aan het eind
van elke regel staat tussen haken het kenmerk van die voorwaarde in de regelset.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer. CRITERIUM is een
code zoals K24 (een criterium) of NG1 (een no-gogrond), of het woord oordeel voor de redenering van het oordeel
als geheel.""",
    ("spoortoets waarom S-014.yaml K24", "spoortoets waarom S-014.yaml NG1", "spoortoets waarom S-014.yaml oordeel"),
)

NOGO = HelpText(
    "Schrijf een concept voor de onderbouwing van een no-go.",
    """Schrijft de onderbouwing waarom het tweede spoor niet is gestart, is onderbroken of is gestopt, met de gegevens
uit het dossier: de gronden waarop een beroep is gedaan, elke voorwaarde met haar bewijs, de alternatieven, de
risico's, de herbeoordeling, de bewijslijst en de vragen aan de bedrijfsarts waar bewijs ontbreekt.

Het stuk is gemerkt als CONCEPT. Met --definitief vervalt dat merk, maar alleen als een grond de hele periode draagt.
Zo niet, dan staat er wat ontbreekt en wat nodig is om te starten, en is de afsluitcode 1. Met --toch en een reden
komt het stuk er toch; de reden staat er dan in. Een zwakke grond draagt nooit.

Met --streng weigert Spoortoets, met afsluitcode 2, een dossier of een stuk waarin iets lijkt op een BSN, een adres om
iemand te bereiken, een geboortedatum of een medische term; zonder --streng is dat een waarschuwing.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer.""",
    (
        "spoortoets nogo S-014.yaml",
        "spoortoets nogo S-014.yaml --formaat docx --uit no-go.docx",
        "spoortoets nogo S-014.yaml --definitief --formaat pdf --uit no-go.pdf",
    ),
)

TIJDLIJN = HelpText(
    "Toon de gedateerde stappen van het dossier.",
    """Toont alle stappen met een datum, op volgorde van de uiterste dag: gehaald, te laat, komt nog, onbekend of
niet van toepassing, met wie aan zet is, wat er volgt als de stap te laat is en de bron.

Met --formaat svg of png komt er een beeld voor op papier: de uiterste dagen en wat is gebeurd, wat liep en wat
stillag, de peildatum, en wat nog komt. Het is gemaakt voor de breedte van een A4 en leest ook in zwart-wit. De
nummers in het beeld zijn die van de stappen. Bij png hoort --uit.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer.""",
    (
        "spoortoets tijdlijn S-014.yaml",
        "spoortoets tijdlijn S-014.yaml --peildatum 2026-05-18",
        "spoortoets tijdlijn S-014.yaml --formaat png --uit S-014-tijdlijn.png",
    ),
)

GEVOLGEN = HelpText(
    "Toon de datums, de bekorting en de kosten van een loonsanctie.",
    """Toont wat er nu geldt, elke datum tot en met en tijdens een loonsanctie met hoe die is berekend en op welke
bron, hoe en tot wanneer herstel de loonsanctie bekort, wat een te late WIA-aanvraag kost, en de kosten bij 10, 26
en 52 weken met de aannamen ernaast. Wat niet bekend is, staat er als vraag bij. Er staat geen kans en geen
verwachting.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer. De eigen
loongegevens staan in het dossier bij de groep kosten.""",
    (
        "spoortoets gevolgen S-014.yaml",
        "spoortoets gevolgen S-014.yaml --peildatum 2026-11-30",
        "spoortoets gevolgen S-014.yaml --formaat json --uit gevolgen.json",
    ),
)

VOORBEELD = HelpText(
    "Toets een meegeleverd, verzonnen dossier.",
    "Toetst een van de meegeleverde dossiers, alle verzonnen. Zonder NAAM is dat het eerste; --lijst noemt ze alle.",
    ("spoortoets voorbeeld", "spoortoets voorbeeld --lijst"),
)

NIEUW = HelpText(
    "Maak een leeg dossier met uitleg bij elk gegeven.",
    """Maakt een leeg dossier. Elk gegeven dat de regels kennen staat erin, leeg, met de vraag erbij, wat er mag
staan, wie het weet en in welk stuk het te vinden is. Vul in wat bekend is; wat leeg blijft telt als niet
ingevuld.""",
    ("spoortoets nieuw --id S-014 --peildatum 2026-09-14 --uit S-014.yaml",),
)

REGELS = HelpText(
    "Lees, controleer en toets de regelset.",
    """Opdrachten voor wie wil lezen hoe een regel beslist, en voor wie de regels beheert.""",
    (
        "spoortoets regels toon K24",
        "spoortoets regels controleer --regels mijn-regels",
        "spoortoets regels test K24 --regels mijn-regels",
    ),
)

CONTROLEER = HelpText(
    "Lees alle regels na en meld elke fout.",
    """Leest alle regelbestanden en meldt elke fout met bestand, regel en kolom. Zonder fouten: hoeveel er
van alles is, hoe hard de parameters zijn en of zij zijn bevestigd, welke bronnen zijn nagelezen, en elke plaats
waar de regels het zwijgen van een dossier beoordelen ('is bekend' en 'is onbekend').

Daarna gaat het na wat de regels betekenen, voor elk dossier dat kan bestaan: uitkomsten die overlappen of een gat
laten, voorwaarden, gevallen, cellen, gronden en uitzonderingen die nooit iets doen, criteria die elkaar
tegenspreken, een oordeel dat niemand krijgt, en de eigenschappen uit eigenschappen.yaml. Bij elke bevinding staat
een klein dossier dat haar laat zien. Dat vraagt z3-solver (pip install 'spoortoets[bewijs]') en duurt de eerste
keer ongeveer een minuut; wat bewezen is, wordt onthouden.

NAAM beperkt het tot die regels en eigenschappen, zoals K37 of traject.duurnorm. De afsluitcode is 1 bij een
bevinding of een weerlegde eigenschap, en 2 bij een fout in een bestand.""",
    (
        "spoortoets regels controleer",
        "spoortoets regels controleer --snel --regels mijn-regels",
        "spoortoets regels controleer K37 traject.duurnorm",
        "spoortoets regels controleer --bewijs-uit bewijs --formaat json",
    ),
)

REGELTEST = HelpText(
    "Draai de toetsen van de regels.",
    """Draait de toetsen in de map 'toetsen' van de regelset: verhalen met feiten en de uitkomst die daarbij
hoort. Van elke toets die zakt, staat er wat is verwacht en gevonden, met bij elke voorwaarde de waarden eronder.

NAAM beperkt het tot de toetsen van één regel, zoals K24. De afsluitcode is 1 als een toets zakt of niet te
draaien is, en 2 als er geen toets is.

Met --volg blijft de opdracht kijken. Na elke keer bewaren staat er wat in de regels is veranderd en welke regels dat
raakt, en draaien de toetsen daarvan, met die welke de vorige keer zakten.""",
    (
        "spoortoets regels test",
        "spoortoets regels test K24",
        "spoortoets regels test --regels mijn-regels",
        "spoortoets regels test --volg --regels mijn-regels",
    ),
)

DEKKING = HelpText(
    "Toon wat de toetsen van de regels hebben gezien.",
    """Draait alle toetsen en toont per voorwaarde of zij waar, onwaar en onbekend is gezien, per grens of zij aan
beide kanten is beproefd, per grond of die is toegepast en niet, per cel van een tabel of zij is geraakt, en per
criterium of elke uitkomst in een toets staat. Wat geen dossier kan laten zien, staat met de reden in
toetsen/onbereikbaar.yaml.

NAAM beperkt het overzicht tot één regel, zoals K24. Dan draaien alleen de toetsen die voor die regel iets
verschillen, en dat duurt enkele seconden; alles duurt ongeveer tien seconden. Ook een toets van een andere regel
kan een onderdeel laten zien; het overzicht zegt waar de eigen toetsen niet genoeg zijn.
De afsluitcode is 1 als de dekking niet volledig is.""",
    ("spoortoets regels dekking", "spoortoets regels dekking K24"),
)

MUTATIE = HelpText(
    "Zoek wat in de regels kan veranderen zonder dat een toets het merkt.",
    """Wijzigt elk onderdeel van de regels een voor een en kijkt of er een toets zakt: elke drempel en parameter één
eenheid hoger en lager, elke vergelijking (< wordt <=, = wordt !=), elke verbinding (alle wordt een_van), elke
ontkenning, elke cel van een tabel, en elke grond, uitkomst, uitzondering en elk bewijs weggelaten. Wat geen toets
merkt, staat er met bestand en regel, met wat er staat en wat er zou staan.

Kan geen dossier het verschil laten zien, zet dat dan met de reden in toetsen/gelijkwaardig.yaml. Klopt zo'n reden niet
meer, dan staat dat er ook.

REGEL beperkt het tot een of meer regels, zoals K24, traject.duurnorm of parameter.plan_termijn. Alles duurt op twee
rustige processorkernen een tot twee minuten, op drukke langer; een regel een kwart tot een halve minuut. Er verandert
niets in de regels zelf.
De afsluitcode is 1 als een wijziging door geen toets wordt gemerkt en niet is verklaard, of een reden niet klopt.""",
    (
        "spoortoets regels mutatie",
        "spoortoets regels mutatie K24",
        "spoortoets regels mutatie K24 parameter.plan_termijn",
        "spoortoets regels mutatie --formaat json",
    ),
)

TOON = HelpText(
    "Toon één regel als leesbaar Nederlands.",
    """Toont een criterium, grond, afleiding, begrip, stap, parameter of bron zoals die in de regelset staat: de
norm, wanneer de regel geldt, wat beslist, de uitzonderingen, de drempels met hun gezag, de bronnen en de toetsen.
Het boek van de hele regelset maakt 'spoortoets regels documenteer'.

NAAM is een code zoals K24 of T10, een naam zoals traject.duurnorm of parameter.start_kleine_vertraging, of
bron.wet_wia, gevolgen.bezwaar (een deel van de gevolgen) of trajecten.stam (een traject van een aanbieder).""",
    ("spoortoets regels toon K24", "spoortoets regels toon traject.duurnorm", "spoortoets regels toon bron.werkwijzer"),
)

DOCUMENTEER = HelpText(
    "Maak van de hele regelset een boek met verwijzingen.",
    """Schrijft de hele regelset als Markdown: een bestand per criterium en per no-gogrond, de afleidingen,
begrippen, parameters, de tijdlijn, de gevolgen en de trajecten van aanbieders, en een register van bron naar
regel. Elk bestand verwijst naar wat het noemt.""",
    ("spoortoets regels documenteer --uit regelboek", "spoortoets regels documenteer --uit regelboek --overschrijf"),
)

VERSIES = HelpText(
    "Zeg welke versie van een regel wanneer geldt, en waarom.",
    """Noemt elke regel, parameter en bron die in de tijd verandert, met de periode van elke versie en wat er anders is
dan in de vorige. Met --op of --dossier staat erbij welke versie die dag geldt en waarom. De peildatum van een dossier
kiest de versie; met --regels-op toetst u met de regels van een andere dag.

NAAM is een code zoals K24 of T10, een naam zoals traject.duurnorm, parameter.wia_beslistermijn of bron.werkwijzer.""",
    (
        "spoortoets regels versies",
        "spoortoets regels versies wia_beslistermijn --op 2026-02-01",
        "spoortoets regels versies K24 --dossier S-014.yaml",
    ),
)

VERSCHIL = HelpText(
    "Laat zien wat er tussen twee regelsets is veranderd, en wat dat doet.",
    """Zegt per regel wat er is veranderd, geordend naar betekenis, gezag en bron, tekst, weergave en toetsen. Bij elke
wijziging van betekenis staat een klein dossier dat haar merkt, met wat er voor en na uitkomt en door welke voorwaarde;
of dat bewezen is dat niets haar merkt. Verandert er voor geen enkel dossier iets, dan staat dat er als bewijs.

Het dossier komt uit de map van --dossiers, uit de toetsen van de regels, uit waarden bij een grens, of uit een bewijs
met z3-solver (pip install 'spoortoets[bewijs]'). Wat niet te beslissen is, staat er zo.

OUD en NIEUW zijn elk een map met regels, een uitgave ('spoortoets regels publiceer'), of een revisie in git zoals
HEAD~3 of de naam van een tag. REVISIE:MAP noemt de map in die revisie; zonder MAP is dat dezelfde map als de andere
regelset, en anders rules of regels. Zonder NIEUW wordt vergeleken met de meegeleverde regels.

De afsluitcode is 0 als is bewezen dat geen uitkomst verandert, en 1 als er iets verandert of dat niet is beslist.""",
    (
        "spoortoets regels verschil HEAD~3 rules",
        "spoortoets regels verschil rules mijn-regels --voorbeelden",
        "spoortoets regels verschil v2026.11 rules --dossiers map --formaat md",
        "spoortoets regels verschil rules mijn-regels --uit getuigen",
        "spoortoets regels verschil rules mijn-regels --snel",
    ),
)

PUBLICEER = HelpText(
    "Geef de regelset uit: een map met de regels en wat erover is nagegaan.",
    """Schrijft een uitgave in de map van --uitgaven, onder de versie in regelset.yaml. In de uitgave staan 'regels'
(elk bestand, byte voor byte), 'uitgave.json' voor andere programma's, en 'uitgave.md' en 'uitgave.docx' om over te
dragen: de versie en het controlegetal, wat er sinds de vorige is veranderd, hoeveel toetsen zijn gedraaid en wat zij
van de regels laten zien, wat is nagegaan, welke eigenschappen zijn bewezen en met welke grens.

De vorige is de laatste uitgave in die map met een lagere versie; --vorige noemt een andere. Is er een vorige, dan hoort
er een toelichting bij. Een uitgave wordt nooit overschreven: wie iets wil herstellen, geeft een nieuwe versie uit.
De computerklok wordt niet gebruikt: zonder --datum heeft de uitgave alleen een versie.

Er wordt niets geschreven als een toets zakt, de dekking niet volledig is, 'regels controleer' iets vindt, een
eigenschap is weerlegd, of de versie al bestaat met andere regels. Alle redenen staan er dan tegelijk. Het duurt
ongeveer een minuut, en de eerste keer langer; met --snel is niet nagegaan wat de regels betekenen.

De uitgave is te gebruiken met --regels, en elke toets noemt haar dan. De afsluitcode is 1 als er niet is uitgegeven, en
2 bij een fout in een bestand.""",
    (
        'spoortoets regels publiceer --uitgaven uitgaven --regels mijn-regels --datum 2026-12-01 --toelichting "..."',
        'spoortoets regels publiceer --uitgaven uitgaven --vorige rules --regels mijn-regels --toelichting "..."',
        "spoortoets toets S-014.yaml --regels uitgaven/2026.12.1",
    ),
)
NASPELEN = HelpText(
    "Herhaal een eerdere toets met de regels van toen.",
    """Herhaalt de toets waarvan RESULTAAT de uitkomst is, met hetzelfde dossier en dezelfde regelset, en zegt of elke
byte dezelfde is, of precies wat verschilt: per bevinding en per veld. Zo is jaren later na te gaan of een toets klopt
met wat er toen is opgeschreven.

RESULTAAT is een bestand dat 'spoortoets toets --formaat json' schreef. Daarin staan de peildatum, de regels die zijn
toegepast, de motor, en een controlegetal van de regelset en van het dossier. Is de regelset of het dossier niet
hetzelfde als toen, dan wordt er niet nagespeeld.

Zonder --regels en --uitgaven probeert Spoortoets de meegeleverde regels, en de regels die het op deze computer eerder
las. BRON is een map met regels, een uitgave, of een revisie in git zoals v2026.11. Het programma mag een andere versie
hebben dan toen; dat staat erbij.

De afsluitcode is 0 als de toets dezelfde is en 1 als er iets verschilt.""",
    (
        "spoortoets naspelen S-014.json",
        "spoortoets naspelen S-014.json --dossier S-014.yaml --uitgaven uitgaven",
        "spoortoets naspelen S-014.json --regels v2026.11",
    ),
)

REGELSCHEMA = HelpText(
    "Maak schema's waarmee een editor regelbestanden aanvult en nakijkt.",
    """Schrijft JSON-schema's (draft-07) voor elk soort regelbestand en voor een dossier in de map van --uit. Een
editor zoals VS Code met de extensie YAML vult daarmee sleutels, keuzes en namen aan, toont bij elke sleutel waar die
voor is, en streept aan wat niet kan.

De schema's komen uit dezelfde tabellen als waarmee Spoortoets de regels leest, en uit de namen in de regelset van
--regels. Namen uit andere bestanden biedt een schema aan zonder ze te eisen: een nieuw criterium is dus nooit
'fout'. Maak ze opnieuw (--overschrijf) als er veel namen zijn bijgekomen. Uitdrukkingen kijkt alleen 'spoortoets
regels controleer' na.

Zonder --modeline toont de opdracht de instelling voor VS Code. Met --modeline zet zij in elk bestand van uw eigen
regelset als eerste regel waar het schema is.""",
    (
        "spoortoets regels schema --uit schemas",
        "spoortoets regels schema --uit schemas --regels mijn-regels --modeline",
    ),
)

REGELNIEUW = HelpText(
    "Begin een nieuwe regel, met een toets die zakt tot zij af is.",
    """Schrijft het begin van een nieuwe regel: elke sleutel die nodig is, leeg, met waar zij voor is, en wat mag als
commentaar. Er komt een toets bij die zakt tot de regel en de toets zijn ingevuld. Wat er nog ontbreekt, zegt
'spoortoets regels controleer --snel'.

SOORT is criterium, nogo, grond, afleiding, begrip, parameter, bron, traject of toets. NAAM is een code (K61, NG17), een
naam (speling_intake) of groep.naam (traject.nieuwe_datum). Een deugdelijke grond heet naar zijn criterium:
K24.ziekenhuisopname.""",
    (
        "spoortoets regels nieuw criterium K61",
        "spoortoets regels nieuw grond K24.ziekenhuisopname --map mijn-regels",
        "spoortoets regels nieuw begrip traject.reisafstand --map mijn-regels",
        "spoortoets regels nieuw toets K24 --map mijn-regels",
    ),
)

FORMATTEER = HelpText(
    "Schrijf regelbestanden in hun vaste vorm.",
    """Zet sleutels in de vaste volgorde, inspringing op twee spaties en aanhalingstekens alleen waar zij nodig zijn,
en breekt een uitdrukking van meer dan 150 tekens af. Een zin blijft op één regel. Commentaar blijft staan waar het bij
hoort, en de betekenis blijft gelijk: elk bestand wordt opnieuw gelezen voordat het wordt vervangen.

Zonder BESTAND gaat het om elk bestand in de map van --regels, of anders in rules. Met --controle verandert er niets,
en is de afsluitcode 1 als een bestand zou veranderen.""",
    (
        "spoortoets regels formatteer --regels mijn-regels",
        "spoortoets regels formatteer --controle --regels mijn-regels",
        "spoortoets regels formatteer mijn-regels/parameters.yaml",
    ),
)

JURISPRUDENTIE = HelpText(
    "Leg de regels naast gepubliceerde uitspraken.",
    """Toetst dossiers die uit de feiten van uitspraken zijn gemaakt. Per uitspraak staat er wat de rechter
besliste, wat de regels vinden en of dat overeenstemt: met de feiten alleen, en met de veronderstellingen die
erbij staan. Wat niet te beslissen is, telt apart. Daarna volgen de tabellen, naar hoeveel de feiten zeggen, en
per grond van een rechter welke regels haar uitdrukken of waarom zij buiten een dossier ligt.

MAP is een map van dezelfde vorm als de meegeleverde: per uitspraak NAAM.yaml en NAAM.uitkomst.yaml, en
gronden.yaml. De afsluitcode is 1 als een uitspraak anders uitkomt dan in haar bestand staat.""",
    (
        "spoortoets jurisprudentie",
        "spoortoets jurisprudentie --kort",
        "spoortoets jurisprudentie uitspraken --formaat json --uit uitspraken.json",
    ),
)

TRAJECTEN = HelpText(
    "Lees wat aanbieders aanbieden, en leg het naast een dossier.",
    """Laat zien wat aanbieders over hun eigen traject publiceren, wat daarvan van wet of beleid verschilt, en hoe
zo'n standaardaanbod bij één persoon staat. Zonder opdracht: de lijst van aanbieders. Niets hiervan is een
aanbeveling; een brochure is praktijk en geen norm.""",
    (
        "spoortoets trajecten",
        "spoortoets trajecten toon stam",
        "spoortoets trajecten toets stam --dossier S-014.yaml",
        "spoortoets trajecten vergelijk --dossier S-014.yaml --start 2026-03-02",
    ),
)

TRAJECTLIJST = HelpText(
    "Noem de aanbieders in het kort.",
    "Noemt elk traject in de regelset: de naam voor de andere opdrachten, wat het is, de looptijd en de prijs.",
    ("spoortoets trajecten", "spoortoets trajecten --formaat json"),
)

TRAJECTTOON = HelpText(
    "Toon één aanbod helemaal.",
    """Toont fasen en stappen, looptijd, uren, prijs, rapportage, team en doelgroepen, wat het aanbod van een
dossier vastlegt, en elke bewering met waar wet of beleid verschilt.

NAAM is de naam uit 'spoortoets trajecten', zoals stam.""",
    ("spoortoets trajecten toon stam", "spoortoets trajecten toon intree --formaat json"),
)

TRAJECTTOETS = HelpText(
    "Toets één aanbod alsof het het plan van een dossier is.",
    """Legt het standaardaanbod over een dossier en toetst de twee samen. De feiten over de persoon, de
belastbaarheid, de route en het eerste spoor blijven; wat het aanbod van het plan vastlegt komt in de plaats van
het plan in het dossier; de rest van het plan is onbekend. Per criterium staat er of het aanbod voldoet, wat er
meer nodig is, of wat nog moet worden afgesproken. Ook staat er of de looptijd past bij deze persoon en welke
datums gelden bij deze start.

NAAM is de naam uit 'spoortoets trajecten', zoals stam.""",
    (
        "spoortoets trajecten toets stam --dossier S-014.yaml",
        "spoortoets trajecten toets stam --dossier S-014.yaml --start 2026-03-02",
    ),
)

TRAJECTVERGELIJK = HelpText(
    "Zet alle aanbieders naast elkaar bij één dossier.",
    """Legt elk aanbod over hetzelfde dossier, zoals 'spoortoets trajecten toets', en zet de uitkomsten in een
tabel: een rij per eigenschap en per criterium, een kolom per aanbieder. De volgorde zegt niets.""",
    ("spoortoets trajecten vergelijk --dossier S-014.yaml",),
)

WATALS = HelpText(
    "Toon wat er verandert als een feit anders was of wordt.",
    """Legt varianten naast het dossier: welke bevindingen veranderen, van wat naar wat en door welke voorwaarde; wat
slechter wordt staat voorop; wat geen effect heeft, met waarom; en het oordeel nu en in de variant. Het dossierbestand
verandert nooit.

Met --stel krijgt een feit een andere waarde, in de vorm van een dossier: een getal, een datum, een keuze, onbekend, een
lijst als [a, b]; of weg om het weg te laten. Meer opties --stel vormen samen één variant.

Met --scenario leest Spoortoets een bestand met varianten, elk met een naam. Wat er kan staan, staat in de handleiding.

Wat vastligt, kan niet meer veranderen. Zo'n wijziging wordt wel doorgerekend, gemerkt als terugblik: om van te leren,
geen plan.

Met --gevoelig staat er van elk getal en elke datum hoe ver die mag schuiven voordat een bevinding omslaat, en welke
bevinding het eerst omslaat als er niets verandert.

Met --herstel zoekt Spoortoets de kleinste combinaties van wijzigingen die nu nog kunnen en het oordeel keren, met wie
iets doet, hoe lang het duurt en tot wanneer het helpt. Wat niet meer op tijd klaar kan zijn, staat apart. Met
--terugblik zoekt het wat het verschil had gemaakt: om van te leren, geen plan.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer.""",
    (
        "spoortoets watals S-014.yaml --herstel",
        "spoortoets watals S-014.yaml --herstel --terugblik --formaat docx --uit herstel.docx",
        "spoortoets watals S-014.yaml --stel traject.looptijd_gepland=12",
        "spoortoets watals S-014.yaml --stel traject.generiek=onbekend",
        "spoortoets watals S-014.yaml --scenario plannen.yaml",
        "spoortoets watals S-014.yaml --scenario plannen.yaml --formaat docx --uit v.docx",
        "spoortoets watals S-014.yaml --gevoelig",
    ),
)

VRAGEN = HelpText(
    "Noem de gegevens die nog de moeite van het vragen waard zijn.",
    """Noemt elk gegeven dat een bevinding of het oordeel nog kan veranderen, en geen ander: de vraag, welke bevindingen
erop wachten en welke uitkomsten die nog kunnen krijgen, wie het weet en in welk stuk het staat.

De volgorde is die van de kracht om het oordeel vast te leggen. Eerst komt wat het oordeel kan veranderen, dan waar
alleen een bevinding op wacht, dan wat niets open houdt maar een vaststaande bevinding nog kan omkeren. Daarbinnen gaat
voor waar de meeste bevindingen op wachten, te beginnen met wat de route bepaalt, dan wat dragend is, en zo verder. Bij
gelijke stand telt de volgorde van de vragen van UWV. Er is geen score.

Een antwoord kan een vervolgvraag openen. Zijn alle vragen beantwoord, ook die, dan is er geen bevinding meer onbekend,
behalve waar het dossier zelf zegt dat een gegeven niet van toepassing is; die staan apart.

Met --aan komt er een lijst voor één persoon, om op te sturen: zet er --formaat docx bij. Zo'n lijst noemt niets wat
het dossier in vertrouwen zegt.

DOSSIER is een YAML- of JSON-bestand; met - leest Spoortoets het dossier van de standaardinvoer.""",
    (
        "spoortoets vragen S-014.yaml",
        "spoortoets vragen S-014.yaml --aan werkgever --formaat docx --uit vragen.docx",
        "spoortoets vragen S-014.yaml --formaat json",
    ),
)

INVULLEN = HelpText(
    "Vul een dossier in, vraag voor vraag.",
    """Stelt de vragen van 'spoortoets vragen' één voor één, de belangrijkste eerst, en zet elk antwoord meteen in het
bestand. Opmerkingen en indeling van het bestand blijven staan. Na elk antwoord staat er hoe het oordeel er voor staat
en hoeveel vragen er nog zijn.

Typ in plaats van een antwoord:

\b
?          waarom dit wordt gevraagd, en wat er kan staan
onbekend   gevraagd, maar niet bekend
nvt        niet van toepassing; daarna vraagt Spoortoets de reden
terug      naar de vorige vraag; later gegeven antwoorden blijven
klaar      bij een lijst: er zijn er niet meer
stop       ophouden; alles is al opgeslagen
Enter      deze vraag nu overslaan

DOSSIER is een YAML-bestand, zoals 'spoortoets nieuw' het maakt; ook een leeg. Zonder toetsenbord leest Spoortoets de
antwoorden regel voor regel van de standaardinvoer.""",
    ("spoortoets nieuw --peildatum 2026-09-14 --uit S-014.yaml", "spoortoets invullen S-014.yaml"),
)

SJABLOON = HelpText(
    "Maak en controleer een Word-sjabloon in uw huisstijl.",
    """Met --sjabloon bij 'spoortoets toets --formaat docx' en 'spoortoets nogo --formaat docx' komt een stuk in uw
eigen huisstijl: een gewoon Word-bestand (.docx) met velden zoals {{ titel }} en {{p inhoud }}. Deze opdrachten geven
een sjabloon om mee te beginnen en lezen uw sjabloon na.""",
    ("spoortoets sjabloon nieuw --uit huisstijl.docx", "spoortoets sjabloon controleer huisstijl.docx"),
)

SJABLOONCONTROLE = HelpText(
    "Lees een Word-sjabloon na en noem elk veld dat niet klopt.",
    """Noemt elk veld dat onbekend is, verkeerd gespeld of op een verkeerde plaats staat, en elk veld dat Word over
stukken met verschillende opmaak heeft verdeeld: met de alinea, de cel, de koptekst of de voettekst waarin het staat.
Alinea's zonder tekst tellen niet mee. Zonder fouten: welke velden er zijn, en welke hoofdstukken geen eigen plaats
hebben.

SJABLOON is een Word-bestand (.docx).""",
    ("spoortoets sjabloon controleer huisstijl.docx",),
)

SJABLOONNIEUW = HelpText(
    "Schrijf een Word-sjabloon om mee te beginnen.",
    """Schrijft een Word-bestand met alle stijlen en velden, en met uitleg erbij. Pas het in Word aan uw huisstijl aan.
De uitleg komt nooit in een stuk.""",
    ("spoortoets sjabloon nieuw --uit huisstijl.docx",),
)
