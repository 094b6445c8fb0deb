"""The Dutch words of a comparison with decided cases. Nothing is decided here."""

from __future__ import annotations

from ..engine.language.terms import Outcome
from ..engine.result import Truth
from ..engine.rulings.comparing import Found, RuleReading
from ..engine.rulings.ruling import Agreement, Richness, Standing
from .words import OUTCOMES, Mark, Tone

FOUND: dict[Found, Mark] = {
    Found.SHORTCOMING: Mark("tekort", Tone.BAD),
    Found.NONE: Mark("geen tekort", Tone.GOOD),
    Found.UNDECIDED: Mark("niet beslist", Tone.OPEN),
}

AGREEMENTS: dict[Agreement, Mark] = {
    Agreement.AGREES: Mark("eens", Tone.GOOD),
    Agreement.DISAGREES: Mark("oneens", Tone.BAD),
    Agreement.UNDECIDED: Mark("niet beslist", Tone.OPEN),
    Agreement.INCOMPARABLE: Mark("niet te vergelijken", Tone.NEUTRAL),
}

STANDINGS: dict[Standing, str] = {
    Standing.UPHELD: "gerechtvaardigd",
    Standing.ANNULLED: "niet gerechtvaardigd",
    Standing.PARTLY: "deels gerechtvaardigd",
}

RICHNESS: dict[Richness, tuple[str, str]] = {
    Richness.RICH: ("rijk", "de afloop volgt volgens de verzamelaar uit de feiten"),
    Richness.WITH_FINDINGS: ("met vaststellingen", "de afloop volgt pas met wat de rechter vaststelde"),
    Richness.THIN: ("mager", "enkele feiten"),
    Richness.NONE: ("geen", "vrijwel geen feiten"),
}
"""The word of each class, and what it means."""

CARRIES: dict[str, str] = {
    Truth.TRUE.value: "draagt",
    Truth.FALSE.value: "draagt niet",
    Truth.UNKNOWN.value: "onbekend",
}


def rule_outcome(reading: RuleReading) -> str:
    """The outcome of a rule in words: of a criterion as everywhere, of a no-go ground whether it carries."""
    if reading.outcome in CARRIES and reading.nogo:
        return CARRIES[reading.outcome]
    return OUTCOMES[Outcome(reading.outcome)].word
