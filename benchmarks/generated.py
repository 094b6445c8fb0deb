"""A rulebook of any size and a dossier for it: to see how cost grows with the number of criteria."""

from __future__ import annotations

from spoortoets.engine.rule_files import Files

HEADER = {
    "regelset.yaml": "regelset: {naam: gegenereerd, titel: Gegenereerde regelset, versie: '1'}\n",
    "bronnen.yaml": "bronnen:\n  bron: {titel: Bron, kort: Bron, gezag: beleid, versie: '1', nagelezen: ja}\n",
    "parameters.yaml": (
        "parameters:\n  grens: {titel: de grens, waarde: 14, eenheid: dagen, gezag: beleid, bronnen: [{bron: a}]}\n"
    ),
    "oordeel/vragen.yaml": "vragen:\n  - {vraag: alles, titel: Alles}\n",
    "oordeel/per_vraag.yaml": (
        "oordeel: per_vraag\ngevallen:\n"
        "  - {dan: tekort, als: aantal(bevindingen waarvoor vraag = deze_vraag en bevinding = voldoet_niet) >= 1}\n"
        "  - anders: voldoet\n"
    ),
    "oordeel/eindoordeel.yaml": (
        "oordeel: eindoordeel\ngevallen:\n"
        "  - dan: niet_adequaat\n"
        "    als: aantal(bevindingen waarvoor zwaarte = dragend en bevinding = voldoet_niet en niet verschoond) >= 1\n"
        "  - anders: adequaat\n"
    ),
    "begrippen/dossier.yaml": (
        "groep: dossier\ntitel: Dossier\nbegrippen:\n"
        "  id: {type: tekst, titel: het kenmerk}\n"
        "  peildatum: {type: datum, titel: de peildatum}\n"
    ),
}

CONCEPTS = """\
  begin{n}: {{type: datum, titel: het begin, vraag: Wanneer?}}
  eind{n}: {{type: datum, titel: het eind, vraag: Wanneer?}}
  akkoord{n}: {{type: ja_nee, titel: het akkoord, vraag: Akkoord?}}
  soort{n}: {{type: keuze, titel: de soort, vraag: Welke?, waarden: {{rood: rood, groen: groen, blauw: blauw}}}}
  stappen{n}:
    type: lijst
    titel: de stappen
    vraag: Welke?
    element: stap
    velden:
      datum: {{type: datum, titel: de datum}}
      soort: {{type: keuze, titel: de soort, waarden: {{een: een, twee: twee, drie: drie}}}}
"""

CRITERION = """\
criterium: K{n}
titel: Criterium {n}
vraag: alles
zwaarte: dragend
gezag: beleid
bronnen: [{{bron: a}}]
norm: Een norm.
niet_van_toepassing_als:
  - {{als: {g}.soort{n} = blauw, omdat: Geldt niet.}}
uitkomsten:
  voldoet:
    als:
      alle:
        - {g}.eind{n} <= uiterlijk.dag{n}
        - aantal({g}.stappen{n} waarvoor soort in [een, twee] en datum >= {g}.begin{n}) >= 2
        - een_van: [{g}.akkoord{n}, {g}.soort{n} = groen]
    uitleg: In orde.
  twijfel:
    als:
      alle:
        - {g}.eind{n} <= uiterlijk.dag{n}
        - niet:
            alle:
              - aantal({g}.stappen{n} waarvoor soort in [een, twee] en datum >= {g}.begin{n}) >= 2
              - een_van: [{g}.akkoord{n}, {g}.soort{n} = groen]
    uitleg: Niet duidelijk.
  voldoet_niet: {{als: "{g}.eind{n} > uiterlijk.dag{n}", uitleg: Te laat.}}
deugdelijke_gronden:
  - {{grond: akkoord, titel: akkoord, als: {g}.akkoord{n} en {g}.soort{n} = rood, uitleg: Er was akkoord.}}
"""


GROUP_SIZE = 400
"""Criteria whose facts share one file: a file may not be larger than the reader allows."""


def group(number: int) -> str:
    return f"geval{number // GROUP_SIZE}"


def rulebook_files(size: int) -> Files:
    """Rule files of a rulebook with `size` criteria of about fifteen nodes each."""
    files = dict(HEADER)
    deadlines = ["afleidingen:\n"]
    for n in range(1, size + 1):
        g = group(n)
        name = f"begrippen/{g}.yaml"
        files[name] = files.get(name, f"groep: {g}\ntitel: Geval\nbegrippen:\n") + CONCEPTS.format(n=n)
        files[f"criteria/K{n}.yaml"] = CRITERION.format(n=n, g=g)
        deadlines.append(
            f"  uiterlijk.dag{n}: {{titel: de uiterste dag, type: datum, formule: {g}.begin{n} + parameter.grens}}\n"
        )
    files["afleidingen/termijnen.yaml"] = "".join(deadlines)
    return {name: text.encode() for name, text in files.items()}


def dossier_text(size: int) -> bytes:
    """A dossier that fills three of every four criteria."""
    lines = ["dossier: {id: G-001, peildatum: 2026-06-01}"]
    for n in range(1, size + 1):
        if n == 1 or n % GROUP_SIZE == 0:
            lines.append(f"{group(n)}:")
        if n % 4 == 0:
            continue
        lines += [
            f"  begin{n}: 2026-01-05",
            f"  eind{n}: 2026-01-{10 + n % 15}",
            f"  akkoord{n}: {'ja' if n % 2 else 'nee'}",
            f"  soort{n}: {'rood' if n % 3 else 'groen'}",
            f"  stappen{n}: [{{datum: 2026-01-06, soort: een}}, {{datum: 2026-02-01, soort: twee}}, {{soort: drie}}]",
        ]
    return ("\n".join(lines) + "\n").encode()
