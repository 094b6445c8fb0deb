"""The Dutch words and symbols of every status. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from ..engine import dutch
from ..engine.frozen import Frozen
from ..engine.language.terms import Authority, Outcome, Weight
from ..engine.result import CitedSource, FactState, HumanVerdict, Provenance, StatementText, StepState, Truth, UsedFact

HUMAN_DECIDES = "UWV oordeelt zelf. Dit is een concept-oordeel: een mens bevestigt het of wijkt er met redenen van af."


class Tone(Enum):
    """How a word reads at a glance; each tone has a symbol of its own, so colour is never needed."""

    GOOD = "goed"
    BAD = "fout"
    DOUBT = "twijfel"
    OPEN = "open"
    COMING = "komend"
    NEUTRAL = "neutraal"


SYMBOLS: dict[Tone, str] = {
    Tone.GOOD: "✔",
    Tone.BAD: "✘",
    Tone.DOUBT: "±",
    Tone.OPEN: "?",
    Tone.COMING: "→",
    Tone.NEUTRAL: "–",
}


class Mark(Frozen):
    """A status as it is shown: always a word, with a tone that adds a symbol and a colour."""

    word: str
    tone: Tone

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.tone]


OUTCOMES: dict[Outcome, Mark] = {
    Outcome.MET: Mark("voldoet", Tone.GOOD),
    Outcome.DOUBT: Mark("twijfel", Tone.DOUBT),
    Outcome.NOT_MET: Mark("voldoet niet", Tone.BAD),
    Outcome.UNKNOWN: Mark("onbekend", Tone.OPEN),
    Outcome.NOT_APPLICABLE: Mark("niet van toepassing", Tone.NEUTRAL),
}

NOT_REACHED = Mark("voldoet niet", Tone.NEUTRAL)
"""Of a criterion that only decides the route: the test goes on, nothing is amiss."""

QUESTION_OUTCOMES: dict[str, Mark] = {
    "voldoet": Mark("voldoet", Tone.GOOD),
    "ja": Mark("ja", Tone.GOOD),
    "nee": Mark("nee", Tone.NEUTRAL),
    "niet_getoetst": Mark("niet getoetst met deze regelset", Tone.NEUTRAL),
    "tekort": Mark("tekort", Tone.BAD),
    "twijfel": Mark("twijfel", Tone.DOUBT),
    "onbekend": Mark("onbekend", Tone.OPEN),
    "nvt": Mark("niet van toepassing", Tone.NEUTRAL),
}

VERDICTS: dict[str, Mark] = {
    "adequaat": Mark("adequaat", Tone.GOOD),
    "niet_adequaat": Mark("niet adequaat", Tone.BAD),
    "twijfel": Mark("twijfel", Tone.DOUBT),
    "onvoldoende_gegevens": Mark("onvoldoende gegevens", Tone.OPEN),
    "niet_aan_de_orde": Mark("niet aan de orde", Tone.NEUTRAL),
}

TRUTHS: dict[Truth, Mark] = {
    Truth.TRUE: Mark("waar", Tone.GOOD),
    Truth.FALSE: Mark("onwaar", Tone.BAD),
    Truth.UNKNOWN: Mark("onbekend", Tone.OPEN),
}

GROUND_TRUTHS: dict[Truth, Mark] = {
    Truth.TRUE: Mark("aangetoond, verschoont", Tone.GOOD),
    Truth.FALSE: Mark("doet zich niet voor", Tone.NEUTRAL),
    Truth.UNKNOWN: Mark("zou verontschuldigen indien aangetoond", Tone.OPEN),
}

STEP_STATES: dict[StepState, Mark] = {
    StepState.DONE: Mark("gehaald", Tone.GOOD),
    StepState.LATE: Mark("te laat", Tone.BAD),
    StepState.COMING: Mark("komt nog", Tone.COMING),
    StepState.UNKNOWN: Mark("onbekend", Tone.OPEN),
    StepState.NOT_APPLICABLE: Mark("niet van toepassing", Tone.NEUTRAL),
}

FACT_STATES: dict[FactState, str] = {
    FactState.KNOWN: "bekend",
    FactState.ABSENT: "niet ingevuld",
    FactState.PARTIAL: "niet volledig ingevuld",
    FactState.ASKED: "onbekend (wel gevraagd)",
    FactState.CONTRADICTED: "tegenstrijdig",
    FactState.NOT_APPLICABLE: "niet van toepassing",
    FactState.NOT_DERIVABLE: "niet af te leiden (een gegeven ontbreekt of staat niet vast)",
}

WEIGHTS: dict[Weight, str] = {
    Weight.ROUTE: "bepaalt de route",
    Weight.CARRYING: "dragend",
    Weight.CONTRIBUTING: "bijdragend",
    Weight.ADMINISTRATIVE: "administratief",
    Weight.QUALITY: "kwaliteit",
}

AUTHORITIES: dict[Authority, str] = {
    Authority.LAW: "wet",
    Authority.POLICY: "beleid",
    Authority.CASE_LAW: "rechtspraak",
    Authority.PRACTICE: "praktijk",
    Authority.DESIGN: "eigen ontwerp",
}

CERTAINTIES: dict[str, str] = {
    "vastgesteld": "vastgesteld",
    "verklaard_wg": "volgens de werkgever",
    "verklaard_wn": "volgens de werknemer",
    "afgeleid": "afgeleid",
}

ARTICLES = ("de", "het", "een")

GROUP_TEXTS: dict[str, str] = {
    "alle": "al deze voorwaarden",
    "een_van": "een van deze voorwaarden",
    "niet": "het tegendeel van",
}


def count_of(number: int, singular: str, plural: str) -> str:
    """A number with its noun.

    >>> count_of(1, "dag", "dagen"), count_of(1923, "punt", "punten")
    ('1 dag', '1.923 punten')
    """
    return f"{dutch.number(number)} {singular if number == 1 else plural}"


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital; the rest stays."""
    return text[:1].upper() + text[1:]


def in_table(title: str) -> str:
    """A title as it stands in a table: without its article, with a capital.

    >>> in_table("de datum van de FML"), in_table("deeltijdwerk")
    ('Datum van de FML', 'Deeltijdwerk')
    """
    article, space, rest = title.partition(" ")
    return sentence_case(rest if space and article.lower() in ARTICLES else title)


def provenance_text(provenance: Provenance) -> str:
    """Where a fact was read: "D08, p. 2, vastgesteld"; "" when the dossier does not say."""
    parts = (
        provenance.document,
        f"p. {provenance.page}" if provenance.page else "",
        CERTAINTIES.get(provenance.certainty, provenance.certainty),
    )
    return ", ".join(part for part in parts if part)


def statements_text(statements: Sequence[StatementText]) -> str:
    """What the documents say, each with its place: "20 uur per week (D02, p. 3) tegenover 16 uur per week (D08)"."""
    told = ((subject, _side_by_side(own)) for subject, own in _by_subject(statements).items())
    return "; ".join(f"{subject}: {text}" if subject else text for subject, text in told)


def is_undecided(statements: Sequence[StatementText]) -> bool:
    """Whether they differ about something while nobody chose."""
    return any(not any(one.counts for one in own) for own in _by_subject(statements).values())


def _by_subject(statements: Sequence[StatementText]) -> dict[str, list[StatementText]]:
    """What is said of the fact itself, or per field of an element."""
    groups: dict[str, list[StatementText]] = {}
    for one in statements:
        groups.setdefault(one.subject, []).append(one)
    return groups


def _side_by_side(statements: Sequence[StatementText]) -> str:
    """The statements about one thing; where somebody chose, that one first."""
    counting = [one for one in statements if one.counts]
    if not counting:
        return " tegenover ".join(map(_statement_text, statements))
    return " en ".join(map(_statement_text, counting)) + _choice_text(statements)


def _choice_text(statements: Sequence[StatementText]) -> str:
    """Why a statement was chosen, and which ones were not; "" when all say the same."""
    passed = [_statement_text(one) for one in statements if not one.counts]
    reason = next((one.reason for one in statements if one.reason), "").rstrip(".")
    return f"; gekozen: {reason}; niet gekozen: {' en '.join(passed)}" if passed else ""


def _statement_text(statement: StatementText) -> str:
    return f"{statement.value} ({provenance_text(statement.provenance)})"


def fact_value(fact: UsedFact) -> str:
    """The value of a fact, or why there is none; the ways of having none stay apart."""
    if fact.state is FactState.KNOWN:
        return "niet van toepassing" if fact.value == Outcome.NOT_APPLICABLE.value else fact.value
    return FACT_STATES[fact.state] + (f" ({_inside(fact.reason)})" if fact.reason else "")


def _inside(sentence: str) -> str:
    """One sentence as it stands between brackets: without its full stop, without a capital of its own.

    >>> _inside("Er is geen intake."), _inside("UWV vroeg er niet om."), _inside("Eerst dit. Dan dat.")
    ('er is geen intake', 'UWV vroeg er niet om', 'Eerst dit. Dan dat.')
    """
    one = sentence.removesuffix(".")
    if ". " in one:
        return sentence
    return one[:1].lower() + one[1:] if one[1:2].islower() or one[1:2] == " " else one


def fact_origin(fact: UsedFact) -> str:
    """Document, page and who said it; what the rules computed or set says so, and so does a fact without any."""
    if fact.name.startswith("parameter."):
        return "drempel van de regelset"
    if fact.name.startswith("dossier."):
        return ""
    if fact.derived:
        return "berekend" if fact.state is FactState.KNOWN else ""
    if fact.state is FactState.CONTRADICTED:
        return statements_text(fact.statements)
    own = [one for one in fact.statements if not one.subject]
    read_in = [one.provenance for one in own if one.counts] or [fact.provenance]
    where = "; ".join(map(provenance_text, read_in)) or (
        "geen vindplaats vermeld" if fact.state is FactState.KNOWN else ""
    )
    inside = statements_text([one for one in fact.statements if one.subject])
    return "; ".join(part for part in (where + _choice_text(own), inside) if part)


def fact_text(fact: UsedFact) -> str:
    """A fact on one line: title, value, origin.

    >>> fact_text(UsedFact("a.b", "de intake", FactState.KNOWN, "13 april 2026", Provenance("D08", "2"), False))
    'De intake: 13 april 2026 [D08, p. 2]'
    """
    origin = fact_origin(fact)
    return f"{sentence_case(fact.title)}: {fact_value(fact)}" + (f" [{origin}]" if origin else "")


def human_text(human: HumanVerdict) -> str:
    """What a person decided: "Voldoet niet, 14 september 2026, arbeidsdeskundige: de reden staat in D09".

    Without a reason (one that not every reader may see) it ends before it.
    """
    day = dutch.day(human.day) if human.day else ""
    parts = (human.outcome.replace("_", " "), day, human.role.replace("_", " "))
    return sentence_case(", ".join(part for part in parts if part)) + (f": {human.reason}" if human.reason else "")


def subtitle(dossier: str, day: date, rules_day: date | None) -> str:
    """Which dossier, as of which day; and of which other day the rules are, when that was asked.

    >>> subtitle("S-014", date(2026, 9, 14), None)
    'Dossier S-014, naar de stand van 14 september 2026'
    """
    rules = "" if rules_day is None else f", volgens de regels van {dutch.day(rules_day)}"
    return f"Dossier {dossier}, naar de stand van {dutch.day(day)}{rules}"


def source_text(source: CitedSource) -> str:
    """A source with its place, authority and whether a person read it: "Wet WIA, art. 65 (wet; niet nagelezen)"."""
    place = f", {source.place}" if source.place else ""
    unread = "" if source.verified else "; niet nagelezen"
    return f"{source.short}{place} ({AUTHORITIES[source.authority]}{unread})"


def sources_text(sources: Sequence[CitedSource]) -> str:
    """All sources of a norm on one line; says so when there is none."""
    return "; ".join(source_text(one) for one in sources) or "geen bron vermeld"
