"""What the pieces on paper hold: every finding once, the headings of a no-go, and plain Dutch for the person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.tree import FactRef
from spoortoets.engine.loading.plain_language import load_plain_language
from spoortoets.engine.piece_rule import Part, Piece, PlainSentence
from spoortoets.engine.pieces import Chapter, FactsLine, ListLine, SentenceLine, piece_facts
from spoortoets.engine.sentences import Sentence
from spoortoets.explain.words import fact_value

from .zaak import ROOT, rulebook

RULES = ROOT / "rules"
EXPERT, EMPLOYER, EMPLOYEE = "arbeidsdeskundige", "werkgever", "werknemer"

NOGO_HEADINGS = (
    "Gegevens van dit stuk",
    "Vraagstelling en conclusie in het kort",
    "Wettelijk kader",
    "Verloop van de arbeidsongeschiktheid",
    "Belastbaarheid",
    "Het eerste spoor",
    "Persoonsprofiel",
    "Arbeidsmarkt",
    "Toets per aspect",
    "Ondernomen activiteiten en interventies",
    "Afgewogen alternatieven",
    "Visie van werknemer en werkgever",
    "Toets aan de gronden",
    "Conclusie, advies en risico",
    "Herbeoordeling",
    "Bijlagen en bewijslijst",
    "Ondertekening",
)
REPORT_ORDER = (
    "vraagstelling",
    "conclusie",
    "stukken",
    "verloop",
    "belastbaarheid",
    "spoor1",
    "spoor2",
    "weging",
    "herstelplan",
    "ontbrekend",
    "visie",
    "verantwoording",
    "ondertekening",
)


def piece(name: str) -> Piece:
    return next(one for one in rulebook().pieces if one.id == name)


def chapters(name: str, example: str, reader: str) -> tuple[Chapter, ...]:
    path = ROOT / "voorbeelden" / f"{example}.yaml"
    dossier = read_dossier(path.read_bytes(), path.name, rulebook().concepts)
    return piece_facts(rulebook(), dossier, name, reader, motor=DIRECT).chapters


def shown(chapter: Chapter) -> Iterator[str]:
    """What a chapter tells of the dossier, without the parts that are made from the result."""
    for line in chapter.lines:
        match line:
            case SentenceLine(text):
                yield text
            case FactsLine(title, facts):
                yield title
                yield from map(fact_value, facts)
            case ListLine(title=title, rows=rows):
                yield title
                yield from (cell for row in rows for cell in row.cells)


def said(sentence: Sentence) -> str:
    return "".join("3 maart 2026" if isinstance(part, FactRef) else str(part) for part in sentence.parts)


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])\s+", text) if one]


# --- the audit report ---


@pytest.mark.parametrize("reader", [EXPERT, EMPLOYER])
def test_the_report_tells_each_finding_of_each_question_once(reader: str):
    asked = Counter(
        question
        for chapter in piece("auditrapport").chapters
        for line in chapter.lines
        if isinstance(line.content, Part) and (not line.readers or reader in line.readers)
        for question in line.content.questions
    )
    assert asked == Counter(one.id for one in rulebook().questions)


def test_the_report_follows_the_order_of_a_labour_expert_report():
    order = [one.id for one in piece("auditrapport").chapters if one.id in REPORT_ORDER]
    assert tuple(order) == REPORT_ORDER


def test_only_the_labour_expert_reads_on_which_ground_there_were_no_possibilities():
    told = {
        reader: "\n".join(text for one in chapters("auditrapport", "no_go_gbm", reader) for text in shown(one))
        for reader in (EXPERT, EMPLOYER)
    }
    assert "opname in een ziekenhuis" in told[EXPERT]
    assert "afhankelijkheid bij de algemene dagelijkse" in told[EXPERT]
    assert "opname" not in told[EMPLOYER]
    assert "afhankelijkheid" not in told[EMPLOYER]
    assert "De grond van deze oordelen hoort niet in dit exemplaar." in told[EMPLOYER]
    assert "6 januari 2027" in told[EMPLOYER], "de werkgever weet wanneer de bedrijfsarts opnieuw kijkt"


# --- the no-go justification ---


def test_a_nogo_has_its_seventeen_headings_in_order_and_something_to_say_below_each():
    found = chapters("nogo", "no_go_gbm", EXPERT)
    assert tuple(one.title for one in found) == NOGO_HEADINGS
    assert all(one.lines for one in found)


def test_a_nogo_without_a_decision_says_that_there_is_nothing_to_justify():
    conclusion = next(one for one in chapters("nogo", "adequaat", EXPERT) if one.id == "conclusie")
    assert "In het dossier staat geen besluit om van het tweede spoor af te zien." in "\n".join(shown(conclusion))


def test_a_nogo_that_carries_expects_and_never_promises():
    told = "\n".join(text for one in chapters("nogo", "no_go_gbm", EXPERT) for text in shown(one))
    assert "Wij verwachten dat hij het besluit kan dragen. UWV beslist zelf en kan anders oordelen." in told
    assert "komt dat voor risico van de werkgever" in told


FORBIDDEN = re.compile(
    r"UWV (zal|accepteert|keurt|erkent|wijst|honoreert)\b|nagelaten|verzuimd|schuld\b|gegarandeerd|poortwachtersproof"
)


def test_no_piece_accuses_or_says_what_uwv_will_do():
    fixed = [
        said(line.content.sentence)
        for one in rulebook().pieces
        for chapter in one.chapters
        for line in chapter.lines
        if isinstance(line.content, PlainSentence)
    ]
    assert [one for one in fixed if FORBIDDEN.search(one)] == []


# --- everyday words for the person ---

JARGON = re.compile(
    r"K\d\d|loonsanctie|belastbaarheid|functionele|FML|criteri|dragend|adequa|poortwachter|benutbare|arbeidsongeschikt"
    r"|deugdelijk|interventie|peildatum|arbeidsmarkt|zelfredzaam"
)
STERN = re.compile(r"\b(moet|moest|verplicht|straf|boete|weiger\w*|fout bent|eigen schuld)\b")
"""Words that frighten or command. What has to be right in a paper may be said of that paper."""


def everyday() -> dict[str, str]:
    """Every everyday text by where it stands."""
    words = load_plain_language(RULES, rulebook())
    found = {f"{code}.vraag": one.question for code, one in words.criteria.items()}
    found |= {f"{code}.uitleg": one.why for code, one in words.criteria.items()}
    for name, texts in (("vragen", words.questions), ("uitkomsten", words.answers), ("oordeel", words.verdicts)):
        found |= {f"{name}.{key}": text for key, text in texts.items()}
    own = [
        line.content.sentence
        for chapter in piece("werknemer").chapters
        for line in chapter.lines
        if isinstance(line.content, PlainSentence)
    ]
    return found | {f"werknemer.{number}": said(one) for number, one in enumerate(own)}


def test_every_criterion_in_force_is_asked_in_everyday_words():
    words = load_plain_language(RULES, rulebook())
    assert set(words.criteria) >= {one.id for one in rulebook().criteria if one.enabled}
    assert all(one.question.endswith("?") and one.why.endswith(".") for one in words.criteria.values())


def test_everyday_sentences_are_short():
    lengths = {one: len(one.split()) for text in everyday().values() for one in sentences(text)}
    assert max(lengths.values()) <= 20, max(lengths, key=lengths.__getitem__)
    assert sum(lengths.values()) / len(lengths) <= 12


@pytest.mark.parametrize("pattern", [JARGON, STERN, FORBIDDEN], ids=["jargon", "stern", "forbidden"])
def test_everyday_words_are_everyday_and_kind(pattern: re.Pattern[str]):
    assert {place: text for place, text in everyday().items() if pattern.search(text)} == {}


def test_the_person_reads_by_when_to_apply_and_where_to_ask():
    told = "\n".join(text for one in chapters("werknemer", "te_late_start", EMPLOYEE) for text in shown(one))
    assert "uiterlijk op 15 november 2026" in told
    assert "Uw mening telt." in told
    assert "Juridisch Loket" in told


def test_nobody_without_possibilities_is_told_to_look_for_work():
    told = "\n".join(text for one in chapters("werknemer", "no_go_gbm", EMPLOYEE) for text in shown(one))
    assert "Weet u zelf werk dat bij u past?" not in told
