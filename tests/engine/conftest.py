"""A small rulebook around the sentence under test: facts of every type in group `p`, and whatever rules a test adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from spoortoets.engine.audit import DIRECT, Auditor
from spoortoets.engine.dossier import Dossier
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.result import Finding, Result
from spoortoets.engine.rulebook import Rulebook

BASE: dict[str, str] = {
    "regelset.yaml": "regelset: {naam: proef, titel: Proefregels, versie: '1'}",
    "bronnen.yaml": """
bronnen:
  boek: {titel: Het boek, kort: Boek, gezag: wet, versie: '1', nagelezen: ja}
""",
    "parameters.yaml": """
parameters:
  grens: {titel: de grens, waarde: 10, eenheid: dagen, gezag: ontwerp, toelichting: Eigen keuze.}
  vaste_dag: {titel: de vaste dag, waarde: 2026-03-01, gezag: beleid, bronnen: [{boek: p. 1}]}
  tarief:
    titel: het tarief
    eenheid: euro
    gezag: wet
    bronnen: [{boek: p. 2}]
    versies:
      - {waarde: 10, geldig_tot: 2025-12-31}
      - {waarde: 20, geldig_van: 2026-01-01, geldig_tot: 2026-12-31}
""",
    "begrippen/dossier.yaml": """
groep: dossier
titel: Het dossier
begrippen:
  id: {type: tekst, titel: het kenmerk}
  peildatum: {type: datum, titel: de peildatum}
  documenten:
    type: lijst
    titel: de stukken
    element: stuk
    velden:
      id: {type: tekst, titel: het kenmerk}
      paginas: {type: getal, titel: de bladzijden}
""",
    "begrippen/p.yaml": """
groep: p
titel: Proef
begrippen:
  a: {type: ja_nee, titel: punt a, vraag: Geldt a?, wie: iemand, stuk: brief}
  b: {type: ja_nee, titel: punt b, vraag: Geldt b?}
  c: {type: ja_nee, titel: punt c, vraag: Geldt c?}
  begin: {type: datum, titel: het begin, vraag: Wanneer begon het?, toekomst: ja}
  einde: {type: datum, titel: het einde, vraag: Wanneer eindigde het?, toekomst: ja}
  n: {type: getal, eenheid: dagen, titel: de dagen, vraag: Hoeveel dagen?}
  m: {type: getal, eenheid: dagen, titel: de andere dagen, vraag: Hoeveel andere dagen?}
  x: {type: getal, titel: het aantal, vraag: Hoeveel?}
  wk: {type: getal, eenheid: weken, titel: de weken, vraag: Hoeveel weken?}
  mnd: {type: getal, eenheid: maanden, titel: de maanden, vraag: Hoeveel maanden?}
  maat:
    type: keuze
    geordend: ja
    titel: de maat
    vraag: Welke maat?
    waarden: {klein: klein, midden: middelgroot, groot: groot}
  kleur: {type: keuze, titel: de kleur, vraag: Welke kleur?, waarden: {rood: rood, groen: groen, blauw: blauw}}
  talen: {type: meerkeuze, titel: de talen, vraag: Welke talen?, waarden: {nl: Nederlands, fr: Frans, de: Duits}}
  noot: {type: tekst, titel: de noot}
  werk:
    type: lijst
    titel: het werk
    vraag: Welk werk?
    element: klus
    velden:
      soort: {type: keuze, titel: de soort, waarden: {kort: kort werk, lang: lang werk, geen: geen werk}}
      dag: {type: datum, titel: de dag, toekomst: ja}
      uren: {type: getal, eenheid: uren, titel: de uren}
      goed: {type: ja_nee, titel: goed gedaan}
""",
    "oordeel/vragen.yaml": "vragen: [{vraag: een, titel: De eerste vraag}, {vraag: twee, titel: De tweede vraag}]",
    "oordeel/per_vraag.yaml": """
oordeel: per_vraag
gevallen:
  - dan: tekort
    als: >-
      aantal(bevindingen waarvoor vraag = deze_vraag en bevinding is bekend
      en bevinding = voldoet_niet en niet verschoond) >= 1
  - dan: onbekend
    als: aantal(bevindingen waarvoor vraag = deze_vraag en bevinding is onbekend) >= 1
  - anders: voldoet
""",
    "oordeel/eind.yaml": """
oordeel: eindoordeel
gevallen:
  - dan: niet_adequaat
    als: >-
      aantal(bevindingen waarvoor zwaarte = dragend en bevinding is bekend
      en bevinding = voldoet_niet en niet verschoond) >= 1
    uitleg: Er is een tekort.
  - dan: onvoldoende_gegevens
    als: aantal(bevindingen waarvoor zwaarte = dragend en bevinding is onbekend) >= 1
    uitleg: Niet alles is bekend.
  - anders: adequaat
    uitleg: Er is geen tekort.
""",
}

CRITERION = """
criterium: {id}
titel: Proef {id}
vraag: een
zwaarte: dragend
gezag: beleid
bronnen: [{{boek: p. 3}}]
norm: Het is goed.
{body}
"""


def criterion(body: str, id: str = "A1") -> str:
    return CRITERION.format(id=id, body=body.strip("\n"))


def files_of(extra: Mapping[str, str] | None = None) -> dict[str, bytes]:
    return {name: text.encode() for name, text in {**BASE, **(extra or {})}.items()}


class Workbench:
    """Rules and facts as text in, values and results out; always by way of the loader and the dossier reader."""

    criterion = staticmethod(criterion)
    files = staticmethod(files_of)

    @staticmethod
    def compiled(files: Mapping[str, bytes]) -> Rulebook:
        return compile_rulebook(dict(files))

    def book(self, extra: Mapping[str, str] | None = None) -> Rulebook:
        return compile_rulebook(files_of(extra))

    def dossier(self, book: Rulebook, facts: str = "", day: str = "2026-06-01") -> Dossier:
        """`facts` is the inside of group `p` as one flow mapping, or whole groups when it starts on a new line."""
        groups = facts if facts.startswith("\n") else f"p: {{{facts}}}" if facts else ""
        text = f"dossier: {{id: T-1, peildatum: {day}, documenten: [{{id: D01, paginas: 3}}]}}\n{groups}\n"
        return read_dossier(text.encode(), "proef.yaml", book.concepts)

    def fact(self, name: str, extra: Mapping[str, str], facts: str = "", day: str = "2026-06-01") -> Any:
        """The value of one fact, by the direct reading."""
        book = self.book(extra)
        dossier = self.dossier(book, facts, day)
        auditor = Auditor(book, dossier.reference_date, DIRECT)
        registers, _ = auditor.run(dossier)
        return registers[auditor.layout.names.facts[name]]

    def truth(self, expression: str, facts: str = "", day: str = "2026-06-01") -> bool | None:
        rule = f"afleidingen: {{q.uit: {{titel: de uitkomst, type: ja_nee, formule: {quoted(expression)}}}}}"
        return self.fact("q.uit", {"afleidingen/q.yaml": rule}, facts, day)

    def value(self, expression: str, kind: str, facts: str = "", day: str = "2026-06-01") -> Any:
        """The value of an expression of a type as written in rule files ("getal", "getal dagen", "datum")."""
        name, _, unit = kind.partition(" ")
        unit = f", eenheid: {unit}" if unit else ""
        waarden = ", waarden: [nl, fr, de]" if name == "meerkeuze" else ""
        rule = f"q.uit: {{titel: de uitkomst, type: {name}{unit}{waarden}, formule: {quoted(expression)}}}"
        return self.fact("q.uit", {"afleidingen/q.yaml": f"afleidingen: {{{rule}}}"}, facts, day)

    def audit(self, extra: Mapping[str, str], facts: str = "", day: str = "2026-06-01", motor: str = DIRECT) -> Result:
        book = self.book(extra)
        dossier = self.dossier(book, facts, day)
        return Auditor(book, dossier.reference_date, motor).audit(dossier)

    def finding(
        self, body: str, facts: str = "", extra: Mapping[str, str] | None = None, day: str = "2026-06-01"
    ) -> Finding:
        """The finding of one criterion A1, given the part of its file below `norm`."""
        found = self.audit({"criteria/A1.yaml": criterion(body), **(extra or {})}, facts, day).finding("A1")
        assert found is not None
        return found


def quoted(expression: str) -> str:
    return "'" + expression.replace("'", "''") + "'"


@pytest.fixture(scope="session")
def bench() -> Workbench:
    return Workbench()
