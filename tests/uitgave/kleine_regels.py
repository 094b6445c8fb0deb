"""A rulebook of one criterion that may go out: its tests show everything, and its property can be proved."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "regelset.yaml": 'regelset: {naam: proef, titel: Kleine regelset, versie: "2026.1"}\n',
    "bronnen.yaml": """\
bronnen:
  reglement: {titel: Reglement, kort: Reglement, gezag: beleid, versie: "2025", nagelezen: ja}
""",
    "parameters.yaml": """\
parameters:
  kortste_duur:
    titel: de kortste duur die past
    waarde: 6
    eenheid: maanden
    gezag: beleid
    bronnen: [{reglement: art. 2}]
""",
    "begrippen/dossier.yaml": """\
groep: dossier
titel: Het dossier
begrippen:
  id: {type: tekst, titel: het kenmerk}
  peildatum: {type: datum, titel: de peildatum}
""",
    "begrippen/traject.yaml": """\
groep: traject
titel: Het traject
begrippen:
  duur: {type: getal, eenheid: maanden, titel: de duur, vraag: Hoe lang duurt het?, minimum: 0, maximum: 60}
""",
    "criteria/A2.yaml": """\
criterium: A2
titel: Duur
vraag: duur
zwaarte: dragend
gezag: beleid
bronnen: [{reglement: art. 2}]
norm: Het traject duurt lang genoeg.
uitkomsten:
  voldoet:
    als: traject.duur >= parameter.kortste_duur
    uitleg: Het duurt lang genoeg.
  voldoet_niet:
    als: traject.duur < parameter.kortste_duur
    uitleg: Het duurt te kort.
""",
    "oordeel/vragen.yaml": "vragen:\n  - {vraag: duur, titel: Duurt het lang genoeg?}\n",
    "oordeel/per_vraag.yaml": """\
oordeel: per_vraag
gevallen:
  - dan: tekort
    als: A2.bevinding = voldoet_niet
  - anders: voldoet
""",
    "oordeel/eindoordeel.yaml": """\
oordeel: eindoordeel
gevallen:
  - dan: niet_adequaat
    als: A2.bevinding = voldoet_niet
  - anders: adequaat
""",
    "eigenschappen.yaml": """\
eigenschappen:
  - eigenschap: langer_is_niet_slechter
    titel: Een langere duur maakt A2 nooit slechter
    verschil: {traject.duur: hoger}
    nooit_slechter: A2
    bronnen: [{reglement: art. 2}]
""",
    "toetsen/A2.yaml": """\
toetsen: A2
gevallen:
  - naam: Precies lang genoeg
    feiten: {traject.duur: 6}
    verwacht: {A2: voldoet}
  - naam: Een maand te kort
    feiten: {traject.duur: 5}
    verwacht: {A2: voldoet_niet}
  - naam: De duur is niet bekend
    feiten: {traject.duur: onbekend}
    verwacht: {A2: onbekend}
""",
    "toetsen/basis/goed.yaml": "dossier: {id: goed, peildatum: 2026-01-01}\ntraject: {duur: 12}\n",
}
DOSSIER = "dossier: {id: U-1, peildatum: 2026-02-01}\ntraject: {duur: 4}\n"


def write_rules(folder: Path) -> Path:
    """The rulebook in a new folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Put one text in a file in place of another, that stands there once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
