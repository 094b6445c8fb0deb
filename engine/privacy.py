"""Keys for which this program has no field, on purpose: whatever names, reaches or medically describes a person."""

from __future__ import annotations

import re

_IDENTIFYING = (
    "bsn burgerservicenummer sofinummer sofi paspoort paspoortnummer identiteitsnummer personeelsnummer "
    "naam namen voornaam voornamen achternaam voorletters initialen werknemersnaam "
    "geboortedatum geboortedag geboorteplaats geboorteland nationaliteit geslacht afkomst religie"
)
_REACHING = (
    "adres woonadres straat huisnummer postcode woonplaats email mail emailadres mailadres "
    "telefoon telefoonnummer telnr mobiel gsm iban rekeningnummer bankrekening"
)
_MEDICAL = (
    "diagnose diagnoses diagnosecode icd icd10 dsm ziektebeeld aandoening aandoeningen stoornis klachten "
    "medicatie medicijn medicijnen medicament behandeling behandelingen behandelaar therapie anamnese symptomen"
)
_WORDS = frozenset(" ".join((_IDENTIFYING, _REACHING, _MEDICAL)).split())
_JOINED = frozenset({"geboortedatum", "emailadres", "email", "burgerservicenummer", "telefoonnummer"})


def is_private(key: str) -> bool:
    """Whether a key asks for personal or medical data, alone or as part of a longer name (`naam_werknemer`).

    Ask only about keys that no rulebook declares: there a word such as `behandeling` can mean something else.

    >>> is_private("Geboorte-datum"), is_private("intake_datum")
    (True, False)
    """
    parts = [part for part in re.split(r"[\W_]+", key.lower()) if part]
    return "".join(parts) in _JOINED or any(part in _WORDS for part in parts)
