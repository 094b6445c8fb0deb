"""Dossiers: every form of a fact, every mistake with its whole message, and no input that breaks the reader."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoortoets.engine.dossier import Dossier, Fact, Records
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.types import (
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    YesNoType,
)
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.result import FactState, Provenance

FIXTURES = Path(__file__).parent / "fouten" / "dossier"


def labelled(*values: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return values, tuple(value.replace("_", " ") for value in values)


LOAN = ListType(
    "uitlening",
    (
        Concept("datum", DateType(), "de datum"),
        Concept("soort", ChoiceType(*labelled("boek", "film", "muziek")), "de soort"),
        Concept("aantal", NumberType("stuks"), "het aantal", minimum=1),
        Concept("terug_op", DateType(), "de dag van teruggave", future=True, not_before="datum"),
        Concept("talen", ChoicesType(*labelled("nederlands", "fries")), "de talen"),
    ),
)
DOCUMENT = ListType(
    "document",
    (
        Concept("id", TextType(), "het kenmerk"),
        Concept("datum", DateType(), "de datum"),
        Concept("paginas", NumberType(), "het aantal pagina's", minimum=1),
    ),
)
WEEKDAYS = labelled(
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "feestdag", "vakantie"
)
CONCEPTS = (
    Concept("dossier.id", TextType(), "het kenmerk"),
    Concept("dossier.peildatum", DateType(), "de peildatum"),
    Concept("dossier.synthetisch", YesNoType(), "of het verzonnen is"),
    Concept("dossier.documenten", DOCUMENT, "de documenten"),
    Concept("lid.sinds", DateType(), "de dag van inschrijving"),
    Concept("lid.tot", DateType(), "het einde", future=True, not_before="lid.sinds"),
    Concept("lid.pas", ChoiceType(*labelled("jeugd", "gewoon", "op_proef")), "de pas"),
    Concept("lid.actief", YesNoType(), "of het lid actief is"),
    Concept("lid.toelichting", TextType(), "de toelichting"),
    Concept("kamer.uren", NumberType("uren per dag"), "de uren", minimum=0, maximum=24),
    Concept("kamer.dagen", ChoicesType(*WEEKDAYS), "de dagen"),
    Concept("kamer.vergund_op", DateType(), "de dag van de vergunning", not_before="lid.sinds"),
    Concept("kamer.uitleningen", LOAN, "de uitleningen"),
)
HEAD = """\
dossier:
  id: B-001
  peildatum: 2026-09-14
  documenten:
    - {id: D01, datum: 2026-01-05, paginas: 4}
    - {id: D02}
"""
STORY = (
    HEAD
    + """\
lid:
  sinds: 2026-01-05
  tot: {waarde: 2027-01-05, bron: {document: D01, pagina: 2}, zekerheid: vastgesteld}
  pas: op_proef
  actief: ja
  toelichting: >-
    Een lid dat vooral
    muziek leent.
kamer:
  uren: 4.5
  dagen: [maandag, zaterdag]
  vergund_op: onbekend
  uitleningen:
    volledig: nee
    bron: {document: D02}
    waarde:
      - {datum: 2026-02-01, soort: boek, aantal: 3, bron: {document: D01, pagina: 3-4}}
      - datum: {waarde: 2026-03-01, zekerheid: verklaard_wn}
        soort: onbekend
        terug_op: {nvt: het was een tijdschrift}
"""
)


def read(text: str, reference_date: date | None = None, file: str = "lid.yaml") -> Dossier:
    return read_dossier(text.encode(), file, CONCEPTS, reference_date)


def mistakes(text: str, reference_date: date | None = None, file: str = "lid.yaml") -> list[str]:
    with pytest.raises(MistakesFound) as caught:
        read(text, reference_date, file)
    return [str(one) for one in caught.value.mistakes]


def fact_of(value: str, name: str) -> Fact:
    """The fact `name` in a dossier that gives it as `value`, written in YAML."""
    group, _, key = name.partition(".")
    return read(f"{HEAD}{group}:\n  {key}: {value}\n").fact(name)


# --- what is read -------------------------------------------------------------------------------------------------


def test_a_whole_dossier() -> None:
    dossier = read(STORY)

    assert (dossier.id, dossier.reference_date) == ("B-001", date(2026, 9, 14))
    assert dossier.hash == hashlib.sha256(STORY.encode()).hexdigest()
    assert list(dossier.facts) == [one.name for one in CONCEPTS if one.name != "dossier.synthetisch"]
    assert dossier.fact("lid.tot") == Fact(FactState.KNOWN, date(2027, 1, 5), Provenance("D01", "2", "vastgesteld"))
    assert dossier.fact("lid.toelichting").value == "Een lid dat vooral muziek leent."
    assert dossier.fact("dossier.synthetisch").state is FactState.ABSENT
    loans = dossier.fact("kamer.uitleningen")
    assert loans.provenance == Provenance("D02")
    assert isinstance(loans.value, Records)
    assert not loans.value.complete
    first, second = loans.value.items
    assert first.values == {"datum": date(2026, 2, 1), "soort": "boek", "aantal": 3}
    assert first.provenance == Provenance("D01", "3-4")
    assert second.values == {"datum": date(2026, 3, 1)}
    assert second.missing == {"soort": FactState.ASKED, "terug_op": FactState.NOT_APPLICABLE}
    assert second.field_provenance == {"datum": Provenance(certainty="verklaard_wn")}


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("lid.sinds", "2026-01-05", date(2026, 1, 5)),
        ("lid.sinds", "'2026-01-05'", date(2026, 1, 5)),
        ("lid.actief", "ja", True),
        ("lid.actief", "false", False),
        ("lid.pas", "gewoon", "gewoon"),
        ("kamer.uren", "4", 4),
        ("kamer.uren", "4.50", Fraction(9, 2)),
        ("kamer.uren", "4.0", 4),
        ("kamer.uren", "{waarde: 0}", 0),
        ("kamer.dagen", "maandag", frozenset({"maandag"})),
        ("kamer.dagen", "[]", frozenset()),
        ("kamer.dagen", "{waarde: [zondag, zondag]}", frozenset({"zondag"})),
        ("kamer.uitleningen", "[]", Records(())),
        ("kamer.uitleningen", "{waarde: [], volledig: nee}", Records((), complete=False)),
        ("lid.toelichting", "14", "14"),
        ("lid.toelichting", "'ja: nee'", "ja: nee"),
    ],
)
def test_a_known_value(name: str, written: str, value: object) -> None:
    assert fact_of(written, name) == Fact(FactState.KNOWN, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["lid.sinds", "lid.pas", "lid.toelichting", "kamer.dagen", "kamer.uitleningen"])
@pytest.mark.parametrize(
    ("written", "fact"),
    [
        ("", Fact(FactState.ABSENT)),
        ("null", Fact(FactState.ABSENT)),
        ("''", Fact(FactState.ABSENT)),
        ("{waarde: , bron: {document: D01}}", Fact(FactState.ABSENT)),
        ("onbekend", Fact(FactState.ASKED)),
        (
            "{waarde: onbekend, zekerheid: verklaard_wg}",
            Fact(FactState.ASKED, None, Provenance(certainty="verklaard_wg")),
        ),
        ("{nvt: nooit  gevraagd}", Fact(FactState.NOT_APPLICABLE, None, Provenance(), "nooit gevraagd")),
        (
            "{waarde: , nvt: niet gevraagd, bron: {document: D02}}",
            Fact(FactState.NOT_APPLICABLE, None, Provenance("D02"), "niet gevraagd"),
        ),
    ],
)
def test_a_fact_without_a_value(name: str, written: str, fact: Fact) -> None:
    assert fact_of(written, name) == fact


def test_onbekend_is_reserved_also_for_a_choice_that_lists_it() -> None:
    kind = Concept("lid.pas", ChoiceType(*labelled("jeugd", "onbekend")), "de pas")
    text = "dossier: {id: B-1, peildatum: 2026-01-01}\nlid: {pas: onbekend}\n"
    assert read_dossier(text.encode(), "lid.yaml", [kind]).fact("lid.pas").state is FactState.ASKED


def test_the_order_of_keys_does_not_matter() -> None:
    turned = HEAD + "kamer:\n  uren: 2\nlid:\n  actief: ja\n  sinds: 2026-01-05\n"
    straight = HEAD + "lid:\n  sinds: 2026-01-05\n  actief: ja\nkamer:\n  uren: 2\n"
    assert list(read(turned).facts.items()) == list(read(straight).facts.items())


def test_a_given_reference_date_takes_the_place_of_the_written_one() -> None:
    dossier = read(STORY, date(2026, 12, 1))
    assert dossier.reference_date == date(2026, 12, 1)
    assert dossier.fact("dossier.peildatum").value == date(2026, 12, 1)
    assert list(dossier.facts) == list(read(STORY).facts)


def test_a_given_reference_date_is_enough() -> None:
    dossier = read("dossier:\n  id: B-001\n", date(2026, 12, 1))
    assert dossier.fact("dossier.peildatum").value == date(2026, 12, 1)


def test_a_date_after_the_given_reference_date_is_a_mistake_that_names_both() -> None:
    text = HEAD + "lid:\n  sinds: 2026-05-01\n"
    assert mistakes(text, date(2026, 3, 1)) == [
        "lid.yaml:8:10: D09 bij 'sinds' staat 2026-05-01, en dat is na de peildatum 2026-03-01, "
        "die met --peildatum is opgegeven; in het dossier zelf is de peildatum 2026-09-14"
    ]


def test_a_rulebook_need_not_describe_what_every_dossier_has() -> None:
    dossier = read_dossier(HEAD.replace(", datum: 2026-01-05", "").encode(), "lid.yaml", [])
    assert list(dossier.facts) == ["dossier.id", "dossier.peildatum", "dossier.documenten"]


def test_json_of_the_same_shape() -> None:
    story = {
        "dossier": {
            "id": "B-001",
            "peildatum": "2026-09-14",
            "synthetisch": True,
            "documenten": [{"id": "D01", "paginas": 4}],
        },
        "lid": {"sinds": "2026-01-05", "tot": None, "pas": "onbekend", "actief": False},
        "kamer": {
            "uren": 4.5,
            "dagen": ["maandag"],
            "uitleningen": [{"datum": "2026-02-01", "bron": {"document": "D01", "pagina": 4}}],
        },
    }
    dossier = read(json.dumps(story, indent="\t"), file="lid.json")
    assert dossier.fact("dossier.synthetisch").value is True
    assert dossier.fact("lid.tot").state is FactState.ABSENT
    assert dossier.fact("lid.pas").state is FactState.ASKED
    assert dossier.fact("lid.actief").value is False
    assert dossier.fact("kamer.uren").value == Fraction(9, 2)


# --- what is refused ----------------------------------------------------------------------------------------------


# --- several statements of one fact -------------------------------------------------------------------------------


def stated(name: str, *values: str, chosen: str = "") -> Fact:
    """A fact of which each of the values was said, by turns in D01 and in D02."""
    said = "".join(f", {{waarde: {one}, bron: {{document: D0{1 + n % 2}}}}}" for n, one in enumerate(values))
    return fact_of(f"{{verklaringen: [{said[2:]}]{chosen and f', gekozen: {chosen}'}}}", name)


DIFFERENT = [
    ("lid.sinds", "2026-01-05", "2026-01-06"),
    ("lid.actief", "ja", "nee"),
    ("lid.pas", "jeugd", "gewoon"),
    ("lid.toelichting", "leent boeken", "leent films"),
    ("kamer.uren", "4", "4.5"),
    ("kamer.dagen", "[maandag]", "[maandag, dinsdag]"),
]


@pytest.mark.parametrize(("name", "one"), [(name, one) for name, one, _ in DIFFERENT])
def test_statements_that_agree_make_a_known_fact_with_the_places_of_both(name: str, one: str) -> None:
    fact = stated(name, one, one)
    assert fact.state is FactState.KNOWN
    assert fact.value == fact_of(one, name).value
    assert [said.provenance.document for said in fact.statements] == ["D01", "D02"]


@pytest.mark.parametrize(("name", "one", "other"), DIFFERENT)
def test_statements_that_differ_leave_a_fact_without_a_value(name: str, one: str, other: str) -> None:
    fact = stated(name, one, other)
    assert (fact.state, fact.value) == (FactState.CONTRADICTED, None)
    assert [said.value for said in fact.statements] == [fact_of(text, name).value for text in (one, other)]


@pytest.mark.parametrize(("name", "one", "other"), DIFFERENT)
def test_one_of_two_statements_can_be_chosen_with_a_reason(name: str, one: str, other: str) -> None:
    fact = stated(name, one, other, chosen=f"{{waarde: {other}, reden: dat stuk is  nieuwer}}")
    assert (fact.state, fact.value) == (FactState.KNOWN, fact_of(other, name).value)
    assert (fact.reason, fact.provenance) == ("dat stuk is nieuwer", Provenance("D02"))
    assert len(fact.statements) == 2


def test_equal_numbers_and_equal_choices_agree_however_they_are_written() -> None:
    assert stated("kamer.uren", "4", "4.0").value == 4
    assert stated("kamer.dagen", "[maandag, dinsdag]", "[dinsdag, maandag]").state is FactState.KNOWN


def test_two_of_three_that_agree_do_not_outvote_the_third() -> None:
    assert stated("kamer.uren", "4", "4", "6").state is FactState.CONTRADICTED


@pytest.mark.parametrize("written", ["{verklaringen: }", "{verklaringen: , gekozen: }"])
def test_statements_that_were_not_filled_in_are_no_fact(written: str) -> None:
    assert fact_of(written, "kamer.uren").state is FactState.ABSENT


def test_only_the_date_that_counts_is_held_against_other_dates() -> None:
    told = "lid: {sinds: 2026-02-01, tot: {verklaringen: [%s, %s]%s}}"
    before = "{waarde: 2026-01-05, bron: {document: D01}}"
    after = "{waarde: 2026-03-05, bron: {document: D02}}"
    assert read(HEAD + told % (before, after, "")).fact("lid.tot").state is FactState.CONTRADICTED
    chosen = ", gekozen: {waarde: 2026-03-05, reden: nieuwer}"
    assert read(HEAD + told % (before, after, chosen)).fact("lid.tot").value == date(2026, 3, 5)
    assert " D10 " in mistakes(HEAD + told % (before, before, ""))[0]


def test_statements_about_a_field_of_one_element() -> None:
    said = "[{waarde: 2026-02-01, bron: {document: D01}}, {waarde: 2026-02-03, zekerheid: verklaard_wn}]"
    chosen = "gekozen: {waarde: 2026-02-03, reden: gezien}"
    loans = fact_of(
        f"[{{datum: {{verklaringen: {said}}}}}, {{datum: {{verklaringen: {said}, {chosen}}}}}]", "kamer.uitleningen"
    )
    assert isinstance(loans.value, Records)
    open_one, chosen_one = loans.value.items
    assert (open_one.values, open_one.missing) == ({}, {"datum": FactState.CONTRADICTED})
    assert chosen_one.values == {"datum": date(2026, 2, 3)}
    assert chosen_one.field_provenance == {"datum": Provenance(certainty="verklaard_wn")}
    assert [len(one.stated["datum"].statements) for one in loans.value.items] == [2, 2]


def test_how_many_facts_are_contradicted_is_counted_and_never_written() -> None:
    counted = Concept("dossier.tegenstrijdige_feiten", NumberType(), "het aantal")
    said = "{verklaringen: [{waarde: %s, bron: {document: D01}}, {waarde: %s, bron: {document: D02}}]}"
    text = f"{HEAD}lid: {{pas: {said % ('jeugd', 'gewoon')}, actief: {said % ('ja', 'ja')}}}\n"
    text += f"kamer: {{uitleningen: [{{soort: {said % ('boek', 'film')}}}]}}\n"
    dossier = read_dossier(text.encode(), "lid.yaml", (*CONCEPTS, counted))
    assert dossier.fact("dossier.tegenstrijdige_feiten") == Fact(FactState.KNOWN, 2)
    with pytest.raises(MistakesFound, match="sleutel 'tegenstrijdige_feiten' niet bekend"):
        read_dossier(HEAD.encode() + b"  tegenstrijdige_feiten: 0\n", "lid.yaml", (*CONCEPTS, counted))


def test_statements_in_json() -> None:
    said = [{"waarde": True, "bron": {"document": "D01"}}, {"waarde": False, "zekerheid": "verklaard_wg"}]
    documents = [{"id": "D01"}]
    story = {
        "dossier": {"id": "B-001", "peildatum": "2026-09-14", "documenten": documents},
        "lid": {"actief": {"verklaringen": said, "gekozen": {"waarde": False, "reden": "recenter"}}},
    }
    assert read(json.dumps(story), file="lid.json").fact("lid.actief").value is False


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_mistake_has_its_message(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    with pytest.raises(MistakesFound) as caught:
        read_dossier(path.read_bytes(), path.name, CONCEPTS)
    assert f"{caught.value}\n" == expected


def test_every_expected_text_has_its_dossier() -> None:
    assert {one.stem for one in FIXTURES.glob("*.txt")} == {one.stem for one in FIXTURES.glob("*.yaml")}


@pytest.mark.parametrize("secret", ["123456782", "J. Jansen"])
def test_a_message_about_a_forbidden_key_does_not_repeat_its_value(secret: str) -> None:
    [told] = mistakes(f"{HEAD}lid:\n  bsn: {secret}\n")
    assert secret not in told


def test_a_mistake_in_json_has_its_place() -> None:
    text = '{"dossier": {"id": "B-001",\n "peildatum": "2026-02-30"}}'
    assert mistakes(text, file="lid.json") == [
        "lid.json:2:15: Y21 bij 'peildatum' staat 2026-02-30, en die dag bestaat niet; die maand heeft 28 dagen"
    ]


# --- whatever is written ------------------------------------------------------------------------------------------

SPECIALS = [
    *("{", "}", "[", "]", "&x ", "*x ", "!t ", "<<: ", "---", "\t", ": ", "- ", "# ", "|", ">", "'", '"', "\\", "%"),
    *("@", "? ", ",", "\x00", "\u00a0", "é", "\n", "onbekend", "nvt", "null", "~", "1e9", "-", "0x1F"),
    *("2026-13-45", ".inf"),
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good dossier after a few slips of the hand."""
    lines = STORY.split("\n")
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "duplicate", "swap", "indent", "insert", "replace", "cut"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "duplicate":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].lstrip()
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case kind:
                column = draw(st.integers(0, len(lines[at])))
                extra = draw(st.sampled_from(SPECIALS) | st.text(max_size=3))
                tail = lines[at][column + (kind == "replace") :]
                lines[at] = lines[at][:column] + extra + tail
    return "\n".join(lines)


@settings(max_examples=400, deadline=None)
@given(mutated(), st.sampled_from([None, date(2026, 6, 1), date(2027, 6, 1)]))
def test_any_text_gives_a_dossier_or_mistakes(text: str, reference_date: date | None) -> None:
    try:
        dossier = read_dossier(text.encode("utf-8", "replace"), "lid.yaml", CONCEPTS, reference_date)
    except MistakesFound as found:
        assert found.mistakes
        assert all(one.message and one.place.file == "lid.yaml" for one in found.mistakes)
    else:
        assert reference_date in (None, dossier.reference_date)


KEYS = st.sampled_from(["dossier", "lid", "kamer", "id", "uren", "documenten", "waarde", "bron", "nvt", "tot"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON_VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@settings(max_examples=200, deadline=None)
@given(JSON_VALUES)
def test_any_json_gives_a_dossier_or_mistakes(value: object) -> None:
    try:
        read_dossier(json.dumps(value).encode(), "lid.json", CONCEPTS)
    except MistakesFound as found:
        assert found.mistakes
