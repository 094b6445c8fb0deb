"""The commands as a user meets them: what they print, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import spoortoets
from spoortoets import cli
from spoortoets.commands import dossier as commands
from spoortoets.engine.infer import ReadingsDisagree
from spoortoets.engine.mistakes import Mistake, MistakesFound, Place

from .explain.resultaten import ONVOLDOENDE, RESULTAAT_BEHAALD, TE_LAAT, VERSCHOOND

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
    "trajecten",
    "trajecten lijst",
    "trajecten toon",
    "trajecten toets",
    "trajecten vergelijk",
    "jurisprudentie",
)
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show|this|message|and|exit|error|try|for|the|missing|argument required|invalid|value|"
    r"no such|default|required|file|directory|path|does not|unexpected|extra|got|print|traceback|aborted|version)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ran:
    """What one command gave back."""

    status: int
    out: str
    errors: str


class Terminal:
    """Runs command lines in this process and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str) -> Ran:
        status = cli.main(words)
        captured = self.capsys.readouterr()
        return Ran(status, captured.out, captured.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def process(*words: str, env: dict[str, str] | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does, in a process of its own."""
    root = str(Path(spoortoets.__file__).parent.parent)
    whole = os.environ | {"PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])} | (env or {})
    return subprocess.run(
        [sys.executable, "-m", "spoortoets", *words], input=stdin, capture_output=True, env=whole, check=False
    )


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "audit_file", lambda *_: TE_LAAT)


# --- help ---------------------------------------------------------------------------------------------------------


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


# --- usage mistakes -----------------------------------------------------------------------------------------------


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
            "ongeldige waarde voor '--formaat': 'jsn' kan hier niet; kies uit: tekst, json; bedoelde u 'json'?",
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


# --- files --------------------------------------------------------------------------------------------------------


def test_een_bestand_dat_er_niet_is_noemt_het_bestand_dat_erop_lijkt(run: Terminal, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier:\n")
    ran = run("toets", str(tmp_path / "dosier.yaml"))
    assert ran.status == 2
    assert ran.errors == (
        f"{tmp_path}/dosier.yaml: B01 dit bestand is niet gevonden; bedoelde u '{tmp_path}/dossier.yaml'?\n"
        f"1 fout in {tmp_path}/dosier.yaml\n"
    )


def test_een_map_is_geen_dossier(run: Terminal, tmp_path: Path) -> None:
    ran = run("toets", str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "B02 dit is een map, geen bestand" in ran.errors


def test_een_bestand_dat_niet_te_openen_is(run: Terminal, tmp_path: Path) -> None:
    circle = tmp_path / "dossier.yaml"
    circle.symlink_to(circle)
    assert "B03 dit bestand is niet te lezen" in run("toets", str(circle)).errors


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000])
def test_een_onmogelijke_bestandsnaam(run: Terminal, name: str) -> None:
    ran = run("toets", name)
    assert ran.status == 2
    assert "B03" in ran.errors


def test_een_map_met_regels_die_er_niet_is(run: Terminal, tmp_path: Path) -> None:
    for words in (("regels", "controleer"), ("nieuw",)):
        ran = run(*words, "--regels", str(tmp_path / "weg"))
        assert ran.status == 2
        assert "B05 deze map is niet gevonden" in ran.errors


def test_fouten_staan_elk_op_een_regel_met_het_aantal_eronder(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    mistakes = [Mistake(Place("d.yaml", line, 3), "D07", f"fout {line}") for line in (9, 2, 4)]

    def refuse(*_: object) -> None:
        raise MistakesFound(mistakes)

    monkeypatch.setattr(commands, "audit_file", refuse)
    ran = run("toets", "d.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert ran.errors.splitlines() == [
        "d.yaml:2:3: D07 fout 2",
        "d.yaml:4:3: D07 fout 4",
        "d.yaml:9:3: D07 fout 9",
        "3 fouten in d.yaml",
    ]


# --- results ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("late")
def test_toets_waarom_en_tijdlijn_tonen_elk_hun_bladzijde(run: Terminal) -> None:
    assert "Oordeel: ✘ niet adequaat" in run("toets", "x.yaml").out
    assert "Wat de bevinding draagt" in run("waarom", "x.yaml", "k24").out
    assert "Oordeel ✘ niet adequaat" in run("waarom", "x.yaml", "oordeel").out
    assert "T10 ✘ te laat" in run("tijdlijn", "x.yaml").out


@pytest.mark.usefixtures("late")
def test_json_op_de_uitvoer(run: Terminal) -> None:
    ran = run("toets", "x.yaml", "--formaat", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["oordeel"]["uitkomst"] == "niet_adequaat"


@pytest.mark.parametrize(
    ("result", "status"), [(TE_LAAT, 1), (ONVOLDOENDE, 1), (VERSCHOOND, 0), (RESULTAAT_BEHAALD, 0)]
)
def test_streng_geeft_een_als_het_oordeel_niet_adequaat_is(
    run: Terminal, monkeypatch: pytest.MonkeyPatch, result: object, status: int
) -> None:
    monkeypatch.setattr(commands, "audit_file", lambda *_: result)
    assert run("toets", "x.yaml", "--streng").status == status
    assert run("toets", "x.yaml").status == 0


def test_verschillen_de_lezingen_dan_komt_er_geen_oordeel(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(*_: object) -> None:
        raise ReadingsDisagree("K24/voldoet/1", True, None)

    monkeypatch.setattr(commands, "audit_file", disagree)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.out) == (3, "")
    assert "K24/voldoet/1" in ran.errors
    assert "geen oordeel" in ran.errors


def test_een_onverwachte_fout_geeft_een_nederlandse_regel(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(commands, "audit_file", fail)
    monkeypatch.delenv("SPOORTOETS_DEBUG", raising=False)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.out) == (70, "")
    assert ran.errors.startswith("onverwachte fout") and "division" not in ran.errors
    monkeypatch.setenv("SPOORTOETS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["toets", "x.yaml"])


def test_afbreken_geeft_130(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "audit_file", interrupt)
    ran = run("toets", "x.yaml")
    assert (ran.status, ran.errors) == (130, "Afgebroken.\n")


# --- output files -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("late")
def test_uit_schrijft_hetzelfde_als_op_het_scherm(run: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "verslag.txt"
    ran = run("toets", "x.yaml", "--uit", str(target))
    assert (ran.status, ran.out, ran.errors) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run("toets", "x.yaml").out
    assert [one.name for one in tmp_path.iterdir()] == ["verslag.txt"]


@pytest.mark.usefixtures("late")
def test_een_bestaand_bestand_blijft_staan_zonder_overschrijf(run: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "verslag.txt"
    target.write_text("van mij")
    ran = run("toets", "x.yaml", "--uit", str(target))
    assert ran.status == 2
    assert "B06 dit bestand bestaat al; met --overschrijf wordt het vervangen" in ran.errors
    assert target.read_text() == "van mij"
    assert run("toets", "x.yaml", "--uit", str(target), "--overschrijf").status == 0
    assert "Oordeel" in target.read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("late")
def test_het_dossier_zelf_wordt_nooit_overschreven(run: Terminal, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("dossier:\n")
    link = tmp_path / "koppeling"
    link.symlink_to(dossier)
    for target in (dossier, link):
        ran = run("toets", str(dossier), "--uit", str(target), "--overschrijf")
        assert ran.status == 2
        assert "B08 dit is het dossier zelf" in ran.errors
    assert dossier.read_text() == "dossier:\n"


@pytest.mark.usefixtures("late")
def test_schrijven_waar_het_niet_kan(run: Terminal, tmp_path: Path) -> None:
    assert "B07 dit is een map" in run("toets", "x.yaml", "--uit", str(tmp_path)).errors
    missing = run("toets", "x.yaml", "--uit", str(tmp_path / "weg" / "verslag.txt"))
    assert (missing.status, "B07" in missing.errors, "de map bestaat niet" in missing.errors) == (2, True, True)


# --- streams ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"COLUMNS": "40", "TERM": "xterm-256color", "FORCE_COLOR": "1", "LINES": "5"},
        {"NO_COLOR": "1", "TERM": "dumb"},
    ],
)
def test_in_een_pijp_hangt_niets_af_van_de_omgeving(env: dict[str, str]) -> None:
    plain, other = process("waarom", "--hulp"), process("waarom", "--hulp", env=env)
    assert other.stdout == plain.stdout
    assert "één criterium".encode() in plain.stdout


def test_een_lezer_die_ophoudt_geeft_geen_traceback() -> None:
    root = str(Path(spoortoets.__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-m", "spoortoets", "toets", "--hulp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": root},
    ) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="alleen waar /dev/full bestaat")
def test_een_volle_schijf_geeft_een_nederlandse_regel() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "spoortoets", "toets", "--hulp"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(spoortoets.__file__).parent.parent)},
            check=False,
        )
    assert ran.returncode == 74
    assert ran.stderr.decode().startswith("De uitvoer is niet volledig geschreven")


def test_zonder_tekst_op_een_terminal_wordt_rich_niet_geladen() -> None:
    root = str(Path(spoortoets.__file__).parent.parent)
    code = (
        "import sys; from spoortoets.cli import main; main(['toets', '--hulp']);"
        "print([one for one in ('rich', 'lark', 'jinja2', 'yaml') if one in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": root}, check=True
    )
    assert ran.stderr.decode().strip() == "[]"


def test_een_gesloten_uitvoer_is_geen_fout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["--versie"]) == 0


@pytest.mark.usefixtures("late")
def test_op_een_terminal_zonder_onze_tekens_blijft_het_leesbaar(monkeypatch: pytest.MonkeyPatch) -> None:
    class AsciiTerminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", AsciiTerminal(raw, encoding="ascii"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert cli.main(["toets", "x.yaml"]) == 0
    shown = raw.getvalue().decode("ascii")
    assert "Oordeel: x niet adequaat" in shown
    assert "\x1b" not in shown


@pytest.mark.usefixtures("late")
def test_op_een_terminal_is_er_kleur(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal80(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal80(raw, encoding="utf-8"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert cli.main(["toets", "x.yaml"]) == 0
    assert "\x1b[" in raw.getvalue().decode()
