"""What is confidential is so for all that leans on it, until somebody says that an outcome gives nothing away."""

from __future__ import annotations

from datetime import date

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.confidential import without_secrets
from spoortoets.engine.language.terms import Outcome
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.pieces import FactsLine, ListLine, SentenceLine, piece_facts
from spoortoets.engine.result import HumanVerdict, Truth

RULES = {
    "regelset.yaml": """
regelset:
  naam: proef
  titel: Proefregels
  versie: '1'
  lezers: [{lezer: ik, titel: ik, stuk: proef}, {lezer: ander, titel: de ander, stuk: proef}]
""",
    "begrippen/g.yaml": """
groep: g
titel: Geheim
begrippen:
  zaak: {type: keuze, titel: de zaak, vraag: Welke zaak?, vertrouwelijk: ja, waarden: {rood: rood, groen: groen}}
  werk:
    type: lijst
    titel: het geheime werk
    element: klus
    velden:
      dag: {type: datum, titel: de dag}
      soort: {type: keuze, titel: de soort, vertrouwelijk: ja, waarden: {kort: kort, lang: lang}}
""",
    "afleidingen/g.yaml": """
afleidingen:
  g.is_rood: {titel: een rode zaak, type: ja_nee, formule: g.zaak = rood}
  g.vlag: {titel: de vlag, type: ja_nee, formule: g.is_rood of p.a}
  g.open: {titel: het openbare, type: ja_nee, vertrouwelijk: nee, formule: g.is_rood}
  g.daarna: {titel: wat daarna komt, type: ja_nee, formule: g.open en p.b}
  g.lange: {titel: de lange klussen, type: getal, formule: aantal(g.werk waarvoor soort = lang)}
  g.dagen: {titel: de klussen, type: getal, formule: aantal(g.werk waarvoor dag is bekend)}
""",
    "stukken/proef.yaml": """
stuk: proef
titel: Proef
hoofdstukken:
  - hoofdstuk: een
    titel: Een
    inhoud:
      - feiten: [g.zaak, p.a]
      - feiten: [g.zaak]
      - zin: De zaak is {g.zaak}.
      - zin: Of het zo is staat in {p.a}.
      - lijst: g.werk
""",
}
MET = """
uitkomsten:
  voldoet: {{als: {condition}, uitleg: "{sentence}"}}
  voldoet_niet: {{anders: ja, uitleg: Niet goed.}}
"""


def met(condition: str, sentence: str = "Het is goed.") -> str:
    return MET.format(condition=condition, sentence=sentence)


SECRET = "\ng: {zaak: rood, werk: [{dag: 2026-01-05, soort: lang}]}\np: {a: ja, b: ja}"


@pytest.mark.parametrize(
    ("body", "confidential"),
    [
        (met("g.zaak = rood"), True),
        (met("g.vlag"), True),
        (met("g.lange >= 1"), True),
        (met("aantal(g.werk waarvoor soort = lang) >= 1"), True),
        (met("elk(g.werk waarvoor soort = lang)"), True),
        (met("p.a", "De zaak is {g.zaak}."), True),
        (met("p.a") + "deugdelijke_gronden: [{grond: x, titel: x, als: g.vlag, uitleg: Zo.}]", True),
        (met("p.a") + "van_toepassing_als: g.vlag", True),
        (met("p.a") + "herstel: [{wat: 'Maak {g.zaak} anders.', wie: iemand}]", True),
        (met("p.a"), False),
        (met("g.open"), False),
        (met("g.daarna"), False),
        (met("g.dagen >= 1"), False),
        (met("geen(g.werk) of p.a"), False),
    ],
)
def test_a_finding_is_confidential_when_it_can_lean_on_something_confidential(bench, body, confidential):
    assert bench.finding(body, SECRET, RULES).confidential is confidential


def test_only_what_the_dossier_states_can_be_given_away(bench):
    for said in ("", "\ng: {zaak: onbekend}", "\ng: {zaak: {nvt: er is geen zaak}}", "\ng: {werk: []}"):
        assert not bench.finding(met("g.vlag of g.lange >= 1"), said, RULES).confidential


def test_the_finding_of_a_confidential_criterion_may_be_named(bench):
    other = {"criteria/A2.yaml": bench.criterion(met("g.vlag"), "A2"), **RULES}
    assert not bench.finding(met("A2.bevinding = voldoet"), SECRET, other).confidential


def test_facts_say_whether_they_are_confidential(bench):
    finding = bench.finding(met("g.daarna"), SECRET, RULES)
    assert {one.name: one.confidential for one in finding.facts} == {"g.daarna": False, "g.zaak": True, "p.b": False}


def test_what_is_still_to_be_asked_says_so_too(bench):
    finding = bench.finding(met("g.zaak = rood en p.a"), "", RULES)
    assert {one.name: one.confidential for one in finding.open_facts} == {"g.zaak": True, "p.a": False}


def test_a_list_is_confidential_when_documents_contradict_each_other_on_a_confidential_field(bench):
    stated = "{verklaringen: [{waarde: kort, bron: {document: D01}}, {waarde: lang, bron: {document: D01, pagina: 2}}]}"
    result = bench.audit(RULES, f"\ng: {{werk: [{{dag: 2026-01-05, soort: {stated}}}]}}")
    assert [(one.name, one.confidential) for one in result.disputed] == [("g.werk", True)]


GROUND = """
nogo: N1
titel: De grond
sterkte: sterk
gezag: wet
bronnen: [{boek: p. 1}]
norm: Dan hoeft het niet.
beroep_als: p.a
bewijs: [{bewijs: x, wat: De zaak is bekend., als: CONDITION, opsteller: iemand}]
dekt: p.a
tijdig: p.a
vragen: [Wie weet van de zaak?]
"""


def test_a_nogo_ground_is_confidential_as_a_finding_is(bench):
    for condition, confidential in (("g.vlag", True), ("g.open", False)):
        rules = {"nogo/N1.yaml": GROUND.replace("CONDITION", condition), **RULES}
        assert bench.audit(rules, SECRET).nogos[0].confidential is confidential


def test_the_proof_marks_the_confidential_values(bench):
    finding = bench.finding(met("aantal(g.werk waarvoor soort = lang) >= 1 en p.a"), SECRET, RULES)
    nodes, values = [finding.proof], {}
    while nodes:
        node = nodes.pop()
        nodes += node.children
        values.update({one.title: one.confidential for one in node.values})
    assert values["de soort"] and not values["punt a"]
    assert any(secret and "klus" in title for title, secret in values.items())


def test_a_norm_may_not_tell_what_is_confidential_as_every_reader_reads_it(bench):
    text = bench.criterion(met("p.a")).replace("norm: ", "norm: 'Bij {g.zaak} hoort dit.' #", 1)
    with pytest.raises(MistakesFound, match=r"A1\.yaml:\d+:\d+: R109 de norm van A1 leunt op 'g.zaak'"):
        bench.book({**RULES, "criteria/A1.yaml": text})


# --- pieces ---


def piece_for(bench, reader: str, body: str = met("g.zaak = rood", "Het is {g.zaak}.")):
    rules = {
        **RULES,
        "criteria/A1.yaml": bench.criterion(body),
        "criteria/A2.yaml": bench.criterion(met("g.open"), "A2"),
        "nogo/N1.yaml": GROUND.replace("CONDITION", "g.vlag"),
    }
    book = bench.book(rules)
    return piece_facts(book, bench.dossier(book, SECRET), "proef", reader, motor=DIRECT)


def test_the_first_reader_gets_the_whole_result(bench):
    finding = piece_for(bench, "ik").result.finding("A1")
    assert (finding.reasons, [one.value for one in finding.facts]) == (("Het is rood.",), ["rood"])
    assert not finding.withheld


def test_other_readers_get_the_outcome_and_nothing_of_what_it_leans_on(bench):
    result = piece_for(bench, "ander").result
    finding = result.finding("A1")
    assert (finding.outcome, finding.withheld) == (Outcome.MET, True)
    assert (finding.reasons, finding.facts, finding.proof) == ((), (), None)
    assert "rood" not in str(result)


def test_other_readers_are_not_told_that_something_of_it_cannot_be_mended(bench):
    gone = """
uitkomsten:
  voldoet_niet: {als: g.vlag, uitleg: "Het is {g.zaak}."}
  voldoet: {anders: ja, uitleg: Goed.}
herstelbaar: niet g.vlag
"""
    own, other = (piece_for(bench, reader, gone).result.finding("A1") for reader in ("ik", "ander"))
    assert (own.outcome, own.repairable) == (other.outcome, False) == (Outcome.NOT_MET, False)
    assert (other.repairable, other.repairs) == (True, ())


def test_of_what_a_person_decided_about_it_other_readers_get_the_outcome(bench):
    human = HumanVerdict("twijfel", "Het was de rode zaak.", "jurist", date(2026, 5, 1))
    result = piece_for(bench, "ik").result
    result = result._replace(findings=tuple(one._replace(human=human) for one in result.findings))
    told = {one.criterion: one.human for one in without_secrets(result).findings}
    assert told == {"A1": human._replace(reason=""), "A2": human}


def test_of_a_ground_other_readers_get_whether_it_carries(bench):
    own, other = (piece_for(bench, reader).result.nogos[0] for reader in ("ik", "ander"))
    assert own.evidence and own.to_ask and not own.withheld
    assert (other.invoked, other.carries) == (own.invoked, own.carries) == (Truth.TRUE, Truth.TRUE)
    assert other.withheld
    assert (other.evidence, other.to_ask, other.in_time, other.covered) == ((), (), None, None)


def test_other_readers_get_the_reasons_of_what_gives_nothing_away(bench):
    finding = piece_for(bench, "ander").result.finding("A2")
    assert (finding.reasons, [one.name for one in finding.facts]) == (("Het is goed.",), ["g.open"])


def test_sentences_tables_and_columns_with_what_is_confidential_are_only_for_the_first_reader(bench):
    own, other = (piece_for(bench, reader).chapters[0].lines for reader in ("ik", "ander"))
    assert [type(one) for one in own] == [FactsLine, FactsLine, SentenceLine, SentenceLine, ListLine]
    assert [type(one) for one in other] == [FactsLine, SentenceLine, ListLine]
    facts, sentence, listed = other
    assert [one.name for one in facts.facts] == ["p.a"]
    assert sentence.text.startswith("Of het zo is")
    assert listed.columns == ("de dag",)
    assert "rood" not in str(other)
