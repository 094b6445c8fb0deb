"""Dutch on the screen: values by type, and conditions as sentences."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from spoortoets.engine import dutch, render
from spoortoets.engine.dossier import Record, Records
from spoortoets.engine.language.types import ChoicesType, ChoiceType, DateType, ListType, NumberType, YesNoType
from spoortoets.engine.values import Interval, OpenSet

COLOUR = ChoiceType(("rood", "groen"), ("rood van kleur", "groen van kleur"))
TONGUES = ChoicesType(("nl", "fr", "de"), ("Nederlands", "Frans", "Duits"))
WORK = ListType("klus", ())

VALUES = [
    (date(2026, 4, 13), DateType(), "13 april 2026"),
    (date(2026, 8, 1), DateType(), "1 augustus 2026"),
    (39, NumberType("dagen"), "39 dagen"),
    (1, NumberType("dagen"), "1 dag"),
    (-1, NumberType("dagen"), "-1 dagen"),
    (0, NumberType("weken"), "0 weken"),
    (1, NumberType("weken"), "1 week"),
    (1, NumberType("maanden"), "1 maand"),
    (2, NumberType("jaren"), "2 jaar"),
    (8, NumberType("uren"), "8 uur"),
    (Fraction(9, 2), NumberType("uren per dag"), "4,5 uur per dag"),
    (Fraction(10, 7), NumberType("weken"), "1,43 weken"),
    (Fraction(-1, 2), NumberType("uren"), "-0,5 uur"),
    (65, NumberType("procent"), "65%"),
    (1250, NumberType("euro"), "€ 1.250"),
    (1234567, NumberType(), "1.234.567"),
    (Fraction(5, 1000), NumberType(), "0,01"),
    (True, YesNoType(), "ja"),
    (False, YesNoType(), "nee"),
    ("rood", COLOUR, "rood van kleur"),
    (frozenset({"fr", "nl"}), TONGUES, "Nederlands en Frans"),
    (frozenset({"fr", "nl", "de"}), TONGUES, "Nederlands, Frans en Duits"),
    (frozenset(), TONGUES, "geen"),
    (OpenSet(frozenset({"nl"}), None), TONGUES, "in elk geval Nederlands"),
    (OpenSet(frozenset(), 1), TONGUES, "niet volledig bekend"),
    (None, DateType(), "onbekend"),
    (Interval(2, None), NumberType("dagen"), "minstens 2 dagen"),
    (Interval(None, 1), NumberType("dagen"), "hoogstens 1 dag"),
    (Interval(6, 12), NumberType("maanden"), "6 tot en met 12 maanden"),
    (Interval(None, None), NumberType("maanden"), "onbekend"),
    (Records((Record({}), Record({}))), WORK, "2 vermeld"),
    (Records((Record({}),), complete=False), WORK, "minstens 1 vermeld"),
    (Records(()), WORK, "geen vermeld"),
]


@pytest.mark.parametrize(("value", "kind", "expected"), VALUES)
def test_a_value_is_written_by_its_type(value, kind, expected):
    assert dutch.text(value, kind) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_listing(words, expected):
    assert dutch.listing(words) == expected


SENTENCES = [
    ("p.n = 5", "de dagen is 5 dagen"),
    ("p.n >= 1 dag", "de dagen is minstens 1 dag"),
    ("p.n < parameter.grens", "de dagen is minder dan de grens"),
    ("p.begin <= p.einde", "het begin ligt op of vóór het einde"),
    ("p.begin > 2026-01-02", "het begin ligt na 2 januari 2026"),
    ("p.begin + 6 weken < p.einde", "het begin plus 6 weken ligt vóór het einde"),
    ("p.kleur = rood", "de kleur is rood"),
    ("p.kleur != rood", "de kleur is niet rood"),
    ("p.kleur in [rood, groen]", "de kleur is rood of groen"),
    ("p.kleur niet in [rood, groen]", "de kleur is niet rood of groen"),
    ("p.maat >= midden", "de maat is minstens middelgroot"),
    ("p.talen bevat nl", "de talen: daarbij hoort Nederlands"),
    ("p.a", "punt a: ja"),
    ("niet p.a", "punt a: nee"),
    ("p.a = nee", "punt a: nee"),
    ("p.n is bekend", "bekend is de dagen"),
    ("p.n is onbekend", "niet bekend is de dagen"),
    ("p.a en p.b", "punt a: ja en punt b: ja"),
    ("p.a en (p.b of p.c)", "punt a: ja en (punt b: ja of punt c: ja)"),
    ("niet (p.a of p.b)", "niet: (punt a: ja of punt b: ja)"),
    ("geen(p.werk)", "er is geen klus"),
    ("geen(p.werk waarvoor goed)", "er is geen klus waarvoor geldt: goed: ja"),
    ("elk(p.werk waarvoor uren > 2)", "elke klus voldoet aan: uren is meer dan 2 uur"),
    ("aantal(p.werk waarvoor goed) >= 2", "het aantal keer klus waarvoor geldt: goed: ja is minstens 2"),
    ("eerste(p.werk.dag) < p.begin", "de eerste dag bij klus ligt vóór het begin"),
    ("maanden(p.begin, p.einde) >= 6", "het aantal maanden van het begin tot het einde is minstens 6 maanden"),
    ("max(p.n, p.m) > 3", "de grootste van de dagen en de andere dagen is meer dan 3 dagen"),
    ("min(p.begin, p.einde) < 2026-01-02", "de vroegste van het begin en het einde ligt vóór 2 januari 2026"),
    ("p.n * 2 - 1 > 3", "de dagen maal 2 min 1 dag is meer dan 3 dagen"),
    ("(p.n + 1) * 2 > 3", "(de dagen plus 1 dag) maal 2 is meer dan 3 dagen"),
    ("p.n - (p.m - 1) > 3", "de dagen min (de andere dagen min 1 dag) is meer dan 3 dagen"),
    ("max(0, p.n) > 3", "de grootste van 0 dagen en de dagen is meer dan 3 dagen"),
]


@pytest.mark.parametrize(("expression", "sentence"), SENTENCES)
def test_a_condition_reads_as_dutch(bench, expression, sentence):
    rule = f"afleidingen: {{q.uit: {{titel: uit, type: ja_nee, formule: '{expression}'}}}}"
    book = bench.book({"afleidingen/q.yaml": rule})
    words = render.Words(
        {one.name: one.title for one in book.concepts}, {one.name: one.title for one in book.parameters}
    )
    assert render.condition(book.derivations[0].method.condition, words) == sentence


CLUBS = """
groep: q
titel: Clubs
eenheden: {avonden: avond}
begrippen:
  bezoeken: {type: getal, eenheid: avonden, titel: het aantal avonden, vraag: Hoeveel avonden?}
  leden:
    type: lijst
    titel: de leden
    element: het lid
    elementen: leden
    velden:
      sinds: {type: datum, titel: de eerste dag als lid}
      laatst: {type: datum, titel: de datum van het laatste bezoek}
      jaar: {type: getal, titel: het aantal jaren}
      actief: {type: ja_nee, titel: actief}
  dubbel: {type: getal, eenheid: leden, titel: het aantal leden dat twee keer is ingeschreven, vraag: Hoeveel?}
"""


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("elk(q.leden waarvoor actief)", "elk lid voldoet aan: actief: ja"),
        ("geen(q.leden)", "er is geen lid"),
        ("aantal(q.leden waarvoor actief) >= 1", "het aantal leden waarvoor geldt: actief: ja is minstens 1"),
        ("q.dubbel >= 1", "het aantal leden dat twee keer is ingeschreven is minstens 1 lid"),
        ("q.dubbel > 2", "het aantal leden dat twee keer is ingeschreven is meer dan 2 leden"),
        ("q.dubbel - 1 >= 1 lid", "het aantal leden dat twee keer is ingeschreven min 1 lid is minstens 1 lid"),
        ("q.bezoeken = 1 avond", "het aantal avonden is 1 avond"),
        ("max(q.bezoeken, 1) * 2 = 1", "de grootste van het aantal avonden en 1 avond maal 2 is 1 avond"),
        ("max(q.leden.jaar) > 1", "het hoogste aantal jaren bij de leden is meer dan 1"),
        ("eerste(q.leden.sinds) < p.begin", "de eerste dag als lid bij de leden ligt vóór het begin"),
        ("laatste(q.leden.sinds) < p.begin", "de laatste eerste dag als lid bij de leden ligt vóór het begin"),
        ("som(q.leden.jaar waarvoor actief) = 1",
         "het totaal van het aantal jaren bij de leden waarvoor geldt: actief: ja is 1"),
    ],
)  # fmt: skip
def test_one_and_several_and_de_and_het_follow_the_words_of_the_rulebook(bench, expression, sentence):
    """`elk` or `elke`, and "1 lid" or "2 leden", come from what the concepts say of themselves."""
    rule = f"afleidingen: {{r.uit: {{titel: uit, type: ja_nee, formule: '{expression}'}}}}"
    book = bench.book({"begrippen/q.yaml": CLUBS, "afleidingen/q.yaml": rule})
    words = render.Words(
        {one.name: one.title for one in book.concepts}, {one.name: one.title for one in book.parameters}
    )
    assert render.condition(book.derivations[0].method.condition, words) == sentence


def test_the_singular_of_a_unit_makes_no_other_type():
    assert NumberType("leden", "lid") == NumberType("leden")
    assert dutch.text(1, NumberType("leden", "lid")) == "1 lid"
    assert dutch.text(Interval(1, None), NumberType("leden", "lid")) == "minstens 1 lid"
    assert dutch.text(Interval(1, 3), NumberType("leden", "lid")) == "1 tot en met 3 leden"
