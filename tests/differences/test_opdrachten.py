"""The commands on versions of rules: verschil, versies, naspelen and --regels-op, as they are used."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import spoortoets.explain
from referencing import Registry, Resource
from spoortoets.engine.rule_files import content_hash, read_folder

from ..commands.opdrachtregel import Terminal

RULES = Path(__file__).parents[1] / "andere_regels"
SCHEMAS = Path(spoortoets.explain.__file__).parent / "schema"
DOSSIER = """\
dossier: {id: U-1, peildatum: 2026-06-01, documenten: [{id: D01}]}
punt:
  soort: wijk
  geopend_op: {waarde: 2025-10-01, bron: {document: D01}}
  geteld_op: 2026-01-09
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the small rulebook, to be kept as it is."""
    return Path(shutil.copytree(RULES, tmp_path / "oud"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A copy in which the leeway is nine days in place of seven."""
    folder = Path(shutil.copytree(RULES, tmp_path / "nieuw"))
    file = folder / "parameters.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("waarde: 7", "waarde: 9"), encoding="utf-8")
    return folder


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    (folder / "U-1.yaml").write_text(DOSSIER, encoding="utf-8")
    (folder / "U-2.yaml").write_text(DOSSIER.replace("U-1", "U-2").replace("-09", "-03"), encoding="utf-8")
    return folder


def valid(name: str, text: str) -> dict[str, object]:
    schemas = [json.loads(one.read_text(encoding="utf-8")) for one in sorted(SCHEMAS.glob("*-1.schema.json"))]
    schema = next(one for one in schemas if one["$id"] == f"urn:spoortoets:{name}:1")
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(text)
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas)
    jsonschema.Draft202012Validator(schema, registry=registry).validate(content)
    assert isinstance(content, dict)
    return content


# --- verschil ---------------------------------------------------------------------------------------------------------


def test_verschil_says_what_changed_what_notices_it_and_which_dossiers(run, old, new, dossiers, tmp_path):
    ran = run("regels", "verschil", str(old), str(new), "--dossiers", str(dossiers), "--uit", str(tmp_path / "uit"))
    assert ran.status == 1 and ran.errors == ""
    assert "was: 7 dagen" in ran.out and "wordt: 9 dagen" in ran.out
    assert "B2 Tijdige telling: voldoet niet → twijfel" in ran.out
    assert "U-1 (U-1.yaml)" in ran.out and "Gelijk: U-2." in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines() if str(tmp_path) not in line)
    (witness,) = (tmp_path / "uit").iterdir()
    for rules, expected in ((old, "voldoet niet"), (new, "twijfel")):
        assert "B2 Tijdige telling" in (text := run("toets", str(witness), "--regels", str(rules)).out)
        assert f"{expected}: B2" in text


def test_verschil_as_json_and_markdown(run, old, new, dossiers):
    words = ("regels", "verschil", str(old), str(new), "--dossiers", str(dossiers))
    found = valid("verschil", run(*words, "--formaat", "json").out)
    assert found["conclusie"]["verschil_getoond"] and not found["conclusie"]["bewezen_gelijk"]
    assert [one["gevolg"] for one in found["regels"]] == ["gemerkt"]
    assert [bool(one["veranderd"]) for one in found["dossiers"]] == [True, False]
    assert run(*words, "--formaat", "json").out == run(*words, "--formaat", "json").out
    assert run(*words, "--formaat", "md").out.startswith("# Verschil tussen twee regelsets")


def test_verschil_of_a_text_alone_is_a_proof_of_agreement(run, old, new):
    shutil.copy(old / "parameters.yaml", new / "parameters.yaml")
    file = new / "criteria" / "B1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("norm: Een", "norm: Elk"), encoding="utf-8")
    ran = run("regels", "verschil", str(old), str(new))
    assert ran.status == 0 and "Bewezen" in ran.out and "wordt: Elk uitleenpunt" in ran.out
    assert run("regels", "verschil", str(old), str(old)).status == 0
    assert "byte voor byte gelijk" in run("regels", "verschil", str(old), str(old)).out


@pytest.mark.usefixtures("old", "new")
@pytest.mark.skipif(shutil.which("git") is None, reason="git ontbreekt")
def test_verschil_reads_a_revision_of_git_and_names_what_it_does_not_find(run, tmp_path, monkeypatch):
    def git(*words: str) -> None:
        mail = ("-c", "user.email=a@b.nl", "-c", "user.name=a", "-c", "core.autocrlf=true")
        subprocess.run(["git", *mail, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "hoofd")
    git("add", "oud")
    git("commit", "-q", "-m", "eerste")
    git("tag", "v1")
    monkeypatch.chdir(tmp_path)
    assert "byte voor byte gelijk" in run("regels", "verschil", "v1", "oud").out
    assert "9 dagen" in run("regels", "verschil", "v1:oud", "nieuw", "--snel").out
    ran = run("regels", "verschil", "v2", "oud")
    assert ran.status == 2 and "'v2' is geen map en geen revisie in git" in ran.errors
    ran = run("regels", "verschil", "v1:regels", "oud")
    assert ran.status == 2 and "oud" in ran.errors


def test_verschil_without_git_or_without_rules_says_so(run, old, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run("regels", "verschil", "HEAD~3", str(old))
    assert ran.status == 2 and "git" in ran.errors and "Traceback" not in ran.errors
    ran = run("regels", "verschil", str(tmp_path), str(old))
    assert ran.status == 2 and "regelset.yaml" in ran.errors


def test_a_mistake_in_one_of_the_rulebooks_says_in_which(run, old, new):
    (new / "criteria" / "B1.yaml").write_text("criterium: B1\n", encoding="utf-8")
    ran = run("regels", "verschil", str(old), str(new))
    assert ran.status == 2 and f"{new}/criteria/B1.yaml:" in ran.errors


# --- versies and --regels-op ------------------------------------------------------------------------------------------


def test_versies_says_which_version_applies_and_why(run, dossiers):
    ran = run("regels", "versies", "--regels", str(RULES), "--op", "2026-02-01")
    assert "✔ geldt, want 1 februari 2026 ligt op of na 1 januari 2026" in ran.out
    assert "vanaf 1 januari 2026: 80" in ran.out and "was: 50" in ran.out
    ran = run("regels", "versies", "minimum_boeken", "--regels", str(RULES), "--dossier", str(dossiers / "U-1.yaml"))
    assert "de peildatum van dossier U-1" in ran.out
    ran = run("regels", "versies", "minimum_boekn", "--regels", str(RULES))
    assert ran.status == 2 and "minimum_boeken" in ran.errors


WHAT_IF = ("watals", "--stel", "punt.soort=school")


@pytest.mark.parametrize(
    "words",
    [("toets",), ("waarom", "B2"), ("tijdlijn",), ("gevolgen",), ("vragen",), WHAT_IF],
    ids=lambda words: words[0],
)
def test_the_rules_of_another_day_are_said_in_every_output(run, dossiers, words):
    command, *rest = words
    line = (command, str(dossiers / "U-1.yaml"), *rest, "--regels", str(RULES))
    ran = run(*line, "--regels-op", "2025-06-01")
    assert ran.status == 0, ran.errors
    assert "1 juni 2025" in " ".join(ran.out.split())
    assert "1 juni 2025" not in run(*line).out


@pytest.mark.parametrize("words", [("toets",), ("gevolgen",), ("vragen",), WHAT_IF], ids=lambda words: words[0])
def test_the_rules_of_another_day_are_a_field_of_every_json(run, dossiers, words):
    command, *rest = words
    line = (command, str(dossiers / "U-1.yaml"), *rest, "--regels", str(RULES), "--formaat", "json")
    assert valid(command, run(*line, "--regels-op", "2025-06-01").out)["regels_op"] == "2025-06-01"
    assert valid(command, run(*line).out)["regels_op"] is None


# --- naspelen ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def result(run, old, dossiers) -> Path:
    file = dossiers / "U-1.json"
    words = ("toets", str(dossiers / "U-1.yaml"), "--regels", str(old), "--formaat", "json", "--uit", str(file))
    assert run(*words).status == 0
    return file


def test_an_audit_is_repeated_byte_for_byte(run, result, old):
    ran = run("naspelen", str(result), "--regels", str(old))
    assert ran.status == 0 and "byte voor byte dezelfde" in ran.out


@pytest.mark.parametrize("more", [("--peildatum", "2026-06-01"), ("--motor", "direct"), ("--regels-op", "2025-06-01")])
def test_what_shaped_the_audit_is_known_from_the_result(run, old, dossiers, tmp_path, more):
    file = tmp_path / "later.json"
    words = ("toets", str(dossiers / "U-1.yaml"), "--regels", str(old), "--formaat", "json", "--uit", str(file))
    assert run(*words, *more).status == 0
    ran = run("naspelen", str(file), "--regels", str(old), "--dossier", str(dossiers / "U-1.yaml"))
    assert ran.status == 0 and "byte voor byte dezelfde" in ran.out
    found = valid("naspelen", run(*ran_again(file, old, dossiers), "--formaat", "json").out)
    assert found["uitkomst"] == "gelijk" and found["verschillen"] == []


def ran_again(file: Path, rules: Path, dossiers: Path) -> tuple[str, ...]:
    return ("naspelen", str(file), "--regels", str(rules), "--dossier", str(dossiers / "U-1.yaml"))


def test_a_result_that_was_tampered_with_shows_exactly_what_differs(run, result, old):
    content = json.loads(result.read_text(encoding="utf-8"))
    finding = next(one for one in content["bevindingen"] if one["criterium"] == "B2")
    finding["bevinding"] = "voldoet"
    result.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    ran = run("naspelen", str(result), "--regels", str(old))
    assert ran.status == 1
    assert " ".join(ran.out.split()).endswith("B2 bevinding toen: voldoet nu: voldoet_niet Samen 1 verschil.")


def test_another_version_of_the_program_is_said_and_is_no_other_audit(run, result, old):
    content = json.loads(result.read_text(encoding="utf-8"))
    then = content["programma"]["versie"]
    content["programma"]["versie"] = "0.0.1"
    result.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    ran = run("naspelen", str(result), "--regels", str(old))
    assert ran.status == 0 and f"toen versie 0.0.1, nu versie {then}" in ran.out


def test_an_older_result_without_these_fields_is_repeated_as_well(run, result, old):
    content = json.loads(result.read_text(encoding="utf-8"))
    del content["regels_op"], content["programma"]
    result.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    ran = run("naspelen", str(result), "--regels", str(old))
    assert ran.status == 0 and "byte voor byte dezelfde" in ran.out


def test_the_rulebook_is_found_among_releases_by_its_hash(run, result, old, new, tmp_path):
    for folder, name in ((new, "2"), (old, "1")):
        shutil.copytree(folder, tmp_path / "uitgaven" / name / "regels")
        stated = {"versie": name, "hash": content_hash(read_folder(folder))}
        (tmp_path / "uitgaven" / name / "uitgave.json").write_text(json.dumps(stated), encoding="utf-8")
    ran = run("naspelen", str(result), "--uitgaven", str(tmp_path / "uitgaven"))
    assert ran.status == 0 and "byte voor byte dezelfde" in ran.out
    (tmp_path / "uitgaven" / "1" / "regels" / "regelset.yaml").write_bytes(
        (old / "regelset.yaml").read_bytes() + b"# gewijzigd\n"
    )
    ran = run("naspelen", str(result), "--uitgaven", str(tmp_path / "uitgaven"))
    assert ran.status == 2 and "gewijzigd na de uitgave" in ran.errors


def test_another_rulebook_or_dossier_is_refused_with_both_hashes(run, result, old, new, dossiers):
    ran = run("naspelen", str(result), "--regels", str(new))
    wanted, other = (content_hash(read_folder(one))[:12] for one in (old, new))
    assert ran.status == 2 and wanted in ran.errors and other in ran.errors
    ran = run("naspelen", str(result), "--regels", str(old), "--dossier", str(dossiers / "U-2.yaml"))
    assert ran.status == 2 and "dit bestand is een ander" in ran.errors
    (dossiers / "U-1.yaml").write_text(DOSSIER + "# gewijzigd\n", encoding="utf-8")
    ran = run("naspelen", str(result), "--regels", str(old))
    assert ran.status == 2 and "noem het met --dossier" in ran.errors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("geen json", "geen JSON-bestand"),
        ("{}", "geen resultaat van Spoortoets"),
        ('{"schema": "spoortoets.vragen/1"}', "een resultaat van 'vragen'"),
        ('{"schema": "spoortoets.toets/9"}', "vorm 9"),
        ('{"schema": "spoortoets.toets/1"}', "niet volledig of is gewijzigd"),
        ("[1, 2]", "geen resultaat van Spoortoets"),
    ],
)
def test_what_is_no_result_is_refused(run, tmp_path, text, told):
    file = tmp_path / "iets.json"
    file.write_text(text, encoding="utf-8")
    ran = run("naspelen", str(file))
    assert ran.status == 2 and told in ran.errors and "N01" in ran.errors
