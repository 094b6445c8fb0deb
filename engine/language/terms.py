"""The closed vocabularies of the rule language: how hard a norm is, what a criterion can carry, what is found."""

from __future__ import annotations

from enum import Enum


class Authority(Enum):
    """How hard a norm is, hardest first."""

    LAW = "wet"
    POLICY = "beleid"
    CASE_LAW = "rechtspraak"
    PRACTICE = "praktijk"
    DESIGN = "ontwerp"


class Strength(Enum):
    """What a no-go ground can carry: by its evidence alone, only with further conditions, or never."""

    STRONG = "sterk"
    CONDITIONAL = "voorwaardelijk"
    WEAK = "zwak"


class Weight(Enum):
    """What a criterion can carry, heaviest first after `route`."""

    ROUTE = "route"
    CARRYING = "dragend"
    CONTRIBUTING = "bijdragend"
    ADMINISTRATIVE = "admin"
    QUALITY = "kwaliteit"


class Outcome(Enum):
    """The finding of one criterion."""

    MET = "voldoet"
    DOUBT = "twijfel"
    NOT_MET = "voldoet_niet"
    UNKNOWN = "onbekend"
    NOT_APPLICABLE = "nvt"


INVOKED, SHOWN, CARRIES, CARRIES_PARTLY = "beroep", "bewezen", "draagkrachtig", "draagkrachtig_deels"
NOGO_ASPECTS = (INVOKED, SHOWN, CARRIES, CARRIES_PARTLY)
"""What a rule may ask of a no-go ground, each a yes or no."""
