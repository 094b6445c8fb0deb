"""Keys that many rules have: where a rule comes from, when it holds, and when it does not apply."""

from __future__ import annotations

from ..language.terms import Authority
from .form import CONDITION, DAY, SENTENCE, Block, Either, Entries, Form, Key, Known, Listed, Text, must, words_of

AUTHORITY = words_of(Authority)
_PLACE = Text(empty=True)
CITATIONS = Listed(Entries(Known("bron"), Either((_PLACE, Listed(_PLACE, alone=False)))))

EXCLUSION = Form(
    "een uitzondering",
    "Wanneer een regel niet geldt, met de reden.",
    {
        "als": must(CONDITION, "De voorwaarde waaronder de regel niet geldt."),
        "omdat": must(SENTENCE, "De reden, als hele zin; {groep.naam} wordt de waarde."),
    },
)
APPLIES = Key(CONDITION, "De regel geldt alleen als deze voorwaarde waar is.")
EXCLUSIONS = Key(Listed(Block(EXCLUSION)), "Wanneer de regel niet geldt, elk met een reden.")
FROM = Key(DAY, "De eerste dag waarop dit geldt (JJJJ-MM-DD).")
UNTIL = Key(DAY, "De laatste dag waarop dit geldt (JJJJ-MM-DD).")
VALIDITY = {"geldig_van": FROM, "geldig_tot": UNTIL}
SOURCES = Key(CITATIONS, "Waar dit staat: [{bron: plaats}], met bronnen uit bronnen.yaml.")
OWN_AUTHORITY = Key(AUTHORITY, "Hoe hard dit is, als het anders is dan bij de hele regel.")
