"""What a dossier should not hold is told, or refused with --streng, and no message repeats it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spoortoets

from .opdrachtregel import Terminal

HOME = Path(spoortoets.__file__).parent
SMALL = "dossier:\n  id: S-1\n  peildatum: 2026-09-14\n"
SECRETS = ("jan@voorbeeld.nl", "0612345678", "111222333", "depressie")


def file(folder: Path, text: str, name: str = "d.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def told(errors: str) -> list[str]:
    """The line and the kind of each warning or refusal, as in `4: een e-mailadres`."""
    lines = [one.removeprefix("let op: ") for one in errors.splitlines() if " S01 " in one]
    return [f"{one.split(':')[1]}: {one.partition('misschien ')[2].partition(';')[0]}" for one in lines]


@pytest.mark.parametrize(
    "command",
    [
        ["toets"],
        ["waarom", "K24"],
        ["tijdlijn"],
        ["gevolgen"],
        ["nogo"],
        ["trajecten", "vergelijk", "--dossier"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_reads_a_dossier_warns_and_goes_on(
    run: Terminal, tmp_path: Path, command: list[str]
) -> None:
    name = file(tmp_path, f'{SMALL}  omschrijving: "zie jan\\x40voorbeeld.nl"  # na een depressie\n')
    ran = run(*command, name) if command[0] != "waarom" else run("waarom", name, "K24", "--motor", "direct")
    assert ran.status == 0
    assert told(ran.errors) == ["4: een e-mailadres", "4: een medische term"]
    assert not any(one in ran.errors for one in SECRETS)


def test_streng_refuses_with_everything_at_once_and_repeats_nothing(run: Terminal, tmp_path: Path) -> None:
    name = file(
        tmp_path,
        SMALL + "verzuim:\n"
        "  eerste_ziektedag: jan@voorbeeld.nl\n"
        "  eerste_ziektedag_betwist: {waarde: nee, bron: {document: 0612345678}}\n"
        "  zelfde_oorzaak: {nvt: een depressie}\n"
        "belastbaarheid:\n"
        "  uren_per_week: 111.222.333\n"
        "mens_oordeel:\n"
        "  motivering: >-\n    bel 06 12\n    34 56 78\n",
    )
    ran = run("toets", name, "--streng")
    assert (ran.status, ran.out) == (2, "")
    assert told(ran.errors) == [
        "5: een e-mailadres",
        "6: een telefoonnummer",
        "7: een medische term",
        "9: een burgerservicenummer (BSN)",
        "12: een telefoonnummer",
    ]
    assert [code for code in ("Y21", "D12", "Y22", "D18") if f" {code} " in ran.errors] == ["Y21", "D12", "Y22", "D18"]
    assert not any(one in ran.errors for one in SECRETS)


def test_json_with_escapes(run: Terminal, tmp_path: Path) -> None:
    text = '{"dossier": {"id": "S-1",\n "peildatum": "2026-09-14",\n "omschrijving": "BSN 1112\\u00322333"}}'
    assert json.loads(text)["dossier"]["omschrijving"] == "BSN 111222333"
    ran = run("nogo", file(tmp_path, text, "d.json"), "--streng")
    assert (ran.status, told(ran.errors)) == (2, ["3: een burgerservicenummer (BSN)"])


def test_a_piece_for_the_employer_is_refused_and_the_same_piece_for_the_expert_is_not(
    run: Terminal, tmp_path: Path
) -> None:
    text = (HOME / "voorbeelden" / "te_late_start.yaml").read_text(encoding="utf-8")
    name = file(tmp_path, text.replace("id: S-014", "id: '111222333'", 1))
    target = tmp_path / "stuk.md"
    words = ["toets", name, "--motor", "direct", "--formaat", "md", "--uit", str(target)]
    refused = run(*words, "--lezer", "werkgever")
    assert refused.status == 2
    assert not target.exists()
    assert "het stuk voor de werkgever: S02 in het begin, de kop of de voet van het stuk" in refused.errors
    assert "111222333" not in refused.errors
    written = run(*words)
    assert written.status == 0
    assert "let op: het stuk voor de arbeidsdeskundige: S02" in written.errors
    assert target.exists()


def test_what_stands_in_the_reason_of_an_option_is_told_as_such(run: Terminal, tmp_path: Path) -> None:
    words = ["nogo", str(HOME / "voorbeelden" / "te_late_start.yaml"), "--motor", "direct", "--definitief"]
    reason = ["--toch", "Bel Jan op 0612345678."]
    warned = run(*words, *reason)
    only = "let op: --toch: S02 in de reden staat misschien een telefoonnummer; haal het weg uit de reden\n"
    assert (warned.status, warned.errors) == (0, only)
    text = (HOME / "voorbeelden" / "te_late_start.yaml").read_text(encoding="utf-8")
    name = file(tmp_path, text.replace("id: S-014", "id: '111222333'", 1))
    refused = run("nogo", name, "--motor", "direct", "--definitief", "--toch", "Op verzoek.", "--streng")
    assert refused.status == 2
    assert "--toch" not in refused.errors
    both = run("nogo", name, "--motor", "direct", "--definitief", *reason)
    assert "in het begin, de kop of de voet van het stuk staat misschien een burgerservicenummer" in both.errors
    assert "haal het weg uit het dossier en maak het stuk opnieuw" in both.errors
    assert "--toch: S02 in de reden staat misschien een telefoonnummer" in both.errors
    assert "staat misschien een telefoonnummer; haal het weg uit het dossier" not in both.errors


@pytest.mark.parametrize(
    "words",
    ["waarom D K24", "tijdlijn D", "tijdlijn D --formaat svg", "gevolgen D", "trajecten vergelijk --dossier D"],
)
def test_streng_refuses_a_dossier_wherever_it_is_read(run: Terminal, tmp_path: Path, words: str) -> None:
    names = file(tmp_path, f"{SMALL}  omschrijving: jan@voorbeeld.nl\n"), str(HOME / "voorbeelden" / "adequaat.yaml")
    found, clean = (
        run(*(name if one == "D" else one for one in words.split()), "--motor", "direct", "--streng") for name in names
    )
    assert (found.status, found.out, told(found.errors)) == (2, "", ["4: een e-mailadres"])
    assert (clean.status, clean.errors) == (0, "")
