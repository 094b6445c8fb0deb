"""Help and wrong command lines: all in Dutch, each mistake with the nearest right word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spoortoets

from .opdrachtregel import Terminal

COMMANDS = (
    "",
    "toets",
    "waarom",
    "tijdlijn",
    "gevolgen",
    "voorbeeld",
    "nieuw",
    "regels",
    "regels controleer",
    "regels test",
    "regels dekking",
    "regels toon",
    "regels documenteer",
    "regels schema",
    "regels nieuw",
    "regels formatteer",
    "trajecten",
    "trajecten lijst",
    "trajecten toon",
    "trajecten toets",
    "trajecten vergelijk",
    "jurisprudentie",
    "sjabloon",
    "sjabloon controleer",
    "sjabloon nieuw",
)
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show|this|message|and|exit|error|try|for|the|missing|argument required|invalid|value|"
    r"no such|default|required|file|directory|path|does not|unexpected|extra|got|print|traceback|aborted|version)\b",
    re.IGNORECASE,
)


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--hulp", "--help", "-h"])
def test_elke_opdracht_legt_zich_uit_in_het_nederlands(run: Terminal, command: str, option: str) -> None:
    ran = run(*command.split(), option)
    assert (ran.status, ran.errors) == (0, "")
    assert ran.out.startswith(f"Gebruik: {' '.join(['spoortoets', *command.split()])} [OPTIES]")
    assert "Voorbeelden:\n" in ran.out
    assert "Toon deze uitleg." in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert ENGLISH.findall(ran.out) == []


def test_de_uitleg_breekt_geen_woord_af_bij_een_streepje(run: Terminal) -> None:
    shown = " ".join(run(*command.split(), "--hulp").out for command in COMMANDS)
    assert re.findall(r"\w-\n.*", shown) == []
    assert "\u2011" not in shown


@pytest.mark.parametrize("words", [(), ("regels",)])
def test_zonder_opdracht_verschijnt_de_uitleg(run: Terminal, words: tuple[str, ...]) -> None:
    assert run(*words) == run(*words, "--hulp")


def test_de_versie(run: Terminal) -> None:
    assert run("--versie").out == f"spoortoets, versie {spoortoets.__version__}\n"


# --- usage mistakes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("toest", "x"), "onbekende opdracht 'toest'; bedoelde u 'toets'?"),
        (("regels", "controler"), "onbekende opdracht 'controler'; bedoelde u 'controleer'?"),
        (("S-014.yaml",), "onbekende opdracht 'S-014.yaml'; bedoelde u 'spoortoets toets S-014.yaml'?"),
        (("qqqq",), "onbekende opdracht 'qqqq'"),
        (("hulp",), "onbekende opdracht 'hulp'; bedoelde u 'spoortoets --hulp'?"),
        (("regels", "help"), "onbekende opdracht 'help'; bedoelde u 'spoortoets regels --hulp'?"),
        (("toets",), "het argument DOSSIER ontbreekt"),
        (("waarom", "x"), "het argument CRITERIUM ontbreekt"),
        (("toets", "x", "y", "z"), "te veel argumenten: 'y', 'z' hoort hier niet"),
        (("toets", "x", "--formaatt", "json"), "onbekende optie '--formaatt'; bedoelde u '--formaat'?"),
        (("toets", "x", "-q"), "onbekende optie '-q'"),
        (("toets", "x", "--formaat"), "de optie '--formaat' vraagt een waarde"),
        (("toets", "x", "--streng=ja"), "de optie '--streng' neemt geen waarde"),
        (
            ("toets", "x", "--formaat", "jsn"),
            "ongeldige waarde voor '--formaat': 'jsn' kan hier niet; kies uit: tekst, json, md, html, docx, pdf;"
            " bedoelde u 'json'?",
        ),
        (
            ("toets", "x", "--motor", "diesel"),
            "ongeldige waarde voor '--motor': 'diesel' kan hier niet; kies uit: durable, direct",
        ),
        *(
            (
                ("tijdlijn", "x", "--peildatum", day),
                f"ongeldige waarde voor '--peildatum': '{day}' is geen datum; schrijf jaar-maand-dag, zoals 2026-09-14",
            )
            for day in ("14-9-2026", "2026-02-30", "20260914", "2026-W38-1", "")
        ),
        (
            ("voorbeeld", "bestaat-niet"),
            "voorbeeld 'bestaat-niet' bestaat niet; 'spoortoets voorbeeld --lijst' noemt ze alle",
        ),
        (("voorbeeld", "adequaat", "--lijst"), "bij --lijst hoort geen naam"),
        (
            ("regels", "dekking", "traject.duurnorn"),
            "'traject.duurnorn' is geen regel met voorwaarden in deze regelset; bedoelde u 'traject.duurnorm'?",
        ),
    ],
)
def test_een_verkeerde_opdrachtregel_geeft_een_nederlandse_melding(
    run: Terminal, words: tuple[str, ...], message: str
) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    usage, explanation, told = ran.errors.splitlines()
    assert usage.startswith("Gebruik: spoortoets")
    assert explanation.endswith("--hulp")
    assert told == f"Fout: {message}"
    assert ENGLISH.findall(ran.errors) == []


@pytest.mark.usefixtures("late")
def test_een_onbekend_criterium_noemt_het_naaste(run: Terminal) -> None:
    ran = run("waarom", "x.yaml", "K244")
    assert (ran.status, ran.out) == (2, "")
    assert "criterium 'K244' bestaat niet in deze regelset; bedoelde u 'K24'?" in ran.errors
    ran = run("waarom", "x.yaml", "ordeel")
    assert "criterium 'ordeel' bestaat niet in deze regelset; bedoelde u 'oordeel'?" in ran.errors
    assert "grond 'NG99' bestaat niet in deze regelset" in run("waarom", "x", "NG99").errors


@pytest.mark.usefixtures("late")
def test_een_uitgeschakeld_criterium_bestaat_wel(run: Terminal) -> None:
    ran = run("waarom", "x.yaml", "w01")
    assert ran.status == 2
    assert (
        "criterium 'W01' is uitgeschakeld en is niet getoetst; 'spoortoets regels toon W01' laat het zien" in ran.errors
    )


def test_zonder_toetsen_is_de_dekking_niet_volledig(run: Terminal, tmp_path: Path) -> None:
    ran = run("regels", "dekking", "--regels", str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert f"geen toets gevonden; zet toetsen in de map {tmp_path.name}/toetsen" in ran.errors
