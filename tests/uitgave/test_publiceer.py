"""`regels publiceer`: what goes out, why it may not, and how an audit names it and is repeated with it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import spoortoets.explain
from docx import Document
from spoortoets.engine.rule_files import content_hash, read_folder

from ..commands.opdrachtregel import Ran, Terminal
from .kleine_regels import DOSSIER, FILES, change, write_rules

SCHEMA = Path(spoortoets.explain.__file__).parent / "schema" / "uitgave-1.schema.json"
NOTE = ("--toelichting", "De duur volgt het nieuwe reglement; akkoord van de commissie.")
LONGER = (("parameters.yaml", "waarde: 6", "waarde: 9"), ("toetsen/A2.yaml", "duur: 6}", "duur: 9}"))


class Room:
    """A folder with a rulebook and its releases, and what is done in it."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.folder, self.terminal = folder, terminal
        self.rules = write_rules(folder / "regels")

    def publish(self, *more: str) -> Ran:
        return self.terminal(
            "regels", "publiceer", "--uitgaven", str(self.folder / "uitgaven"), "--regels", str(self.rules), *more
        )

    def release(self, version: str) -> Path:
        return self.folder / "uitgaven" / version

    def receipt(self, version: str) -> dict[str, object]:
        content = json.loads((self.release(version) / "uitgave.json").read_text(encoding="utf-8"))
        assert isinstance(content, dict)
        return content

    def lengthen(self) -> None:
        """The threshold goes from six to nine months, with its tests, in a new version."""
        for file, old, new in (*LONGER, ("toetsen/A2.yaml", "duur: 5}", "duur: 8}")):
            change(self.rules, file, old, new)
        change(self.rules, "regelset.yaml", "2026.1", "2026.2")


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("SPOORTOETS_CACHE", str(tmp_path / "cache"))
    return Room(tmp_path, Terminal(capsys))


def test_a_release_holds_the_rules_byte_for_byte_and_what_was_looked_at(room):
    ran = room.publish("--datum", "2026-03-02")
    assert ran.status == 0 and ran.errors == "" and "uitgegeven" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines() if str(room.folder) not in line)
    out = room.release("2026.1")
    for name in FILES:
        assert (out / "regels" / name).read_bytes() == (room.rules / name).read_bytes()
    receipt = room.receipt("2026.1")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(receipt, schema)
    assert receipt["regelset"]["hash"] == content_hash(read_folder(room.rules))
    assert receipt["datum"] == "2026-03-02" and receipt["vorige"] is None
    assert receipt["toetsen"]["geslaagd"] == 3
    assert [one["uitkomst"] for one in receipt["eigenschappen"]] == ["bewezen"]
    page = (out / "uitgave.md").read_text(encoding="utf-8")
    words = "\n".join(one.text for one in Document(str(out / "uitgave.docx")).paragraphs)
    for shown in (page, words):
        assert "Een langere duur maakt A2 nooit slechter" in shown
        assert "van 2 maart 2026" in shown


def test_the_change_log_says_what_changed_since_the_version_before(room):
    room.publish()
    room.lengthen()
    ran = room.publish(*NOTE)
    assert ran.status == 0, ran.out + ran.errors
    receipt = room.receipt("2026.2")
    jsonschema.validate(receipt, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert receipt["vorige"]["versie"] == "2026.1"
    told = [one for one in receipt["wijzigingen"] if "betekenis" in one["aard"]]
    assert [one["regel"] for one in told] == ["kortste_duur"]
    assert [one["zinnen"] for one in told[0]["verschillen"]] == [["was: 6 maanden", "wordt: 9 maanden"]]
    page = (room.release("2026.2") / "uitgave.md").read_text(encoding="utf-8")
    assert "was: 6 maanden" in page and "akkoord van de commissie" in page


def test_the_version_before_is_by_number_and_not_by_letter(room):
    for old, new in (("2026.1", "2026.9"), ("2026.9", "2026.10"), ("2026.10", "2026.11")):
        change(room.rules, "regelset.yaml", old, new)
        assert room.publish("--snel", *NOTE).status == 0
    assert room.receipt("2026.11")["vorige"]["versie"] == "2026.10"


def test_every_reason_is_told_at_once_and_nothing_is_written(room):
    room.publish()
    change(room.rules, "parameters.yaml", "waarde: 6", "waarde: 9")
    change(room.rules, "eigenschappen.yaml", "hoger", "lager")
    ran = room.publish()
    said = " ".join(ran.out.split())
    assert ran.status == 1 and "niet uitgegeven" in said
    assert "Versie 2026.1 is al uitgegeven met andere regels" in said
    assert "A2: Precies lang genoeg" in said
    assert "De dekking is niet volledig" in said
    assert "1 eigenschap is weerlegd: langer_is_niet_slechter" in said
    assert len(list((room.folder / "uitgaven").iterdir())) == 1


def test_a_release_with_a_version_before_needs_a_note(room):
    room.publish("--snel")
    room.lengthen()
    ran = room.publish("--snel")
    assert ran.status == 1 and "--toelichting" in ran.out and "om 1 reden:" in ran.out


def test_the_same_rules_go_out_once(room):
    room.publish("--snel")
    before = (room.release("2026.1") / "uitgave.json").read_bytes()
    ran = room.publish("--datum", "2026-05-05")
    assert ran.status == 0 and "al uitgegeven" in ran.out
    assert (room.release("2026.1") / "uitgave.json").read_bytes() == before


def test_a_release_that_was_changed_is_no_version_before(room):
    room.publish("--snel")
    change(room.release("2026.1") / "regels", "parameters.yaml", "waarde: 6", "waarde: 7")
    room.lengthen()
    ran = room.publish("--snel", *NOTE)
    assert ran.status == 1 and "is gewijzigd nadat zij is uitgegeven" in " ".join(ran.out.split())


def test_another_rulebook_may_be_named_as_the_one_before(room):
    own = write_rules(room.folder / "oud")
    room.lengthen()
    assert room.publish("--snel", "--vorige", str(own), *NOTE).status == 0
    assert room.receipt("2026.2")["vorige"]["hash"] == content_hash(read_folder(own))
    change(room.rules, "regelset.yaml", "2026.2", "2026.1")
    ran = room.publish("--snel", "--vorige", str(own), *NOTE)
    assert ran.status == 1 and "Verhoog 'versie'" in " ".join(ran.out.split())


def test_what_was_not_proved_is_said_in_the_release(room):
    assert room.publish("--snel").status == 0
    receipt = room.receipt("2026.1")
    assert receipt["betekenis"] is None and receipt["eigenschappen"] == [] and receipt["bewijs"] is None
    assert "Deze uitgave is gemaakt met --snel" in (room.release("2026.1") / "uitgave.md").read_text(encoding="utf-8")


def test_the_same_rules_give_the_same_bytes(room):
    room.publish("--snel")
    first = {one.name: one.read_bytes() for one in room.release("2026.1").glob("uitgave.*")}
    (room.folder / "uitgaven").rename(room.folder / "eerder")
    room.publish("--snel")
    assert {one.name: one.read_bytes() for one in room.release("2026.1").glob("uitgave.*")} == first


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("regelset.yaml", '"2026.1"', "2026/1", "kan geen map worden genoemd"),
        ("criteria/A2.yaml", "traject.duur <", "traject.dur <", "bedoelde u 'traject.duur'?"),
        ("toetsen/A2.yaml", "A2: onbekend", "", "G"),
        ("eigenschappen.yaml", "nooit_slechter: A2", "nooit_slechter: A3", "het criterium 'A3' bestaat niet"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(room, file, old, new, told):
    change(room.rules, file, old, new)
    ran = room.publish("--snel")
    assert ran.status == 2 and told in ran.errors and file in ran.errors and "Traceback" not in ran.errors
    assert not (room.folder / "uitgaven").exists()


def test_a_person_in_the_note_is_refused(room):
    ran = room.publish("--snel", "--toelichting", "Akkoord van jan@voorbeeld.nl")
    assert ran.status == 2 and "een e-mailadres" in ran.errors and "jan@" not in ran.errors


def test_a_file_is_no_folder_of_releases(room):
    (room.folder / "uitgaven").write_text("", encoding="utf-8")
    ran = room.publish("--snel")
    assert ran.status == 2 and "dit is een bestand, geen map" in ran.errors


# --- an audit with a release ------------------------------------------------------------------------------------------


@pytest.fixture
def case(room: Room) -> Path:
    file = room.folder / "U-1.yaml"
    file.write_text(DOSSIER, encoding="utf-8")
    return file


def audited(room: Room, case: Path, rules: Path, *more: str) -> Ran:
    ran = room.terminal("toets", str(case), "--regels", str(rules), *more)
    assert ran.status == 0, ran.errors
    return ran


def test_an_audit_names_the_release(room, case):
    room.publish("--snel", "--datum", "2026-03-02")
    release = room.release("2026.1")
    assert "2026.1 van 2 maart 2026" in audited(room, case, release).out
    found = json.loads(audited(room, case, release, "--formaat", "json").out)
    assert (found["uitgave"]["versie"], found["uitgave"]["datum"]) == ("2026.1", "2026-03-02")
    found = json.loads(audited(room, case, room.rules, "--formaat", "json").out)
    assert found["uitgave"] is None


def test_a_folder_of_releases_is_no_release(room, case):
    room.publish("--snel")
    ran = room.terminal("toets", str(case), "--regels", str(room.folder / "uitgaven"))
    assert ran.status == 2 and "noem er één, zoals" in ran.errors and "2026.1" in ran.errors


def test_a_release_that_was_changed_audits_nothing(room, case):
    room.publish("--snel")
    change(room.release("2026.1") / "regels", "parameters.yaml", "waarde: 6", "waarde: 3")
    ran = room.terminal("toets", str(case), "--regels", str(room.release("2026.1")))
    assert ran.status == 2 and "gewijzigd na deze uitgave" in ran.errors


@pytest.fixture
def result(room: Room, case: Path) -> Path:
    """What an audit with the first release wrote, when the rules have moved on since."""
    room.publish("--snel")
    file = room.folder / "U-1.json"
    audited(room, case, room.release("2026.1"), "--formaat", "json", "--uit", str(file))
    room.lengthen()
    assert room.publish("--snel", *NOTE).status == 0
    return file


def replayed(room: Room, result: Path, *more: str) -> Ran:
    return room.terminal("naspelen", str(result), *(more or ("--uitgaven", str(room.folder / "uitgaven"))))


def test_an_audit_with_an_old_release_is_repeated_when_the_rules_have_moved_on(room, result):
    ran = replayed(room, result)
    assert ran.status == 0 and "byte voor byte dezelfde" in ran.out and "2026.1, dezelfde als toen" in ran.out


def test_the_same_rules_from_elsewhere_are_the_same_rules(room, result):
    ran = replayed(room, result, "--regels", str(write_rules(room.folder / "oud")))
    assert ran.status == 0 and "nu niet uit een uitgave gelezen" in " ".join(ran.out.split())


def test_rules_that_were_read_before_are_found_by_their_hash(room, result, monkeypatch):
    assert replayed(room, result, "--dossier", str(room.folder / "U-1.yaml")).status == 0
    monkeypatch.setenv("SPOORTOETS_CACHE", str(room.folder / "andere_cache"))
    ran = replayed(room, result, "--dossier", str(room.folder / "U-1.yaml"))
    assert ran.status == 2 and "N02" in ran.errors and "--uitgaven" in ran.errors


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        ('"versie": "2026.1",\n    "datum"', '"versie": "2025.9",\n    "datum"', 1, "nu: 2026.1"),
        ('"naam": "durable"', '"naam": "stoom"', 2, "niet volledig of is gewijzigd"),
        ('"bevinding": "voldoet_niet"', '"bevinding": "voldoet", "bevinding": "voldoet_niet"', 2, "is gewijzigd"),
        ('"tijdlijn"', '"tijdlijn', 2, "geen JSON-bestand, of het is niet volledig"),
        ('spoortoets.toets/1"', 'spoortoets.toets/0"', 2, "vorm 0, en dit programma kent alleen vorm 1"),
    ],
)
def test_a_result_that_says_something_else_is_not_taken_for_the_audit(room, result, old, new, status, told):
    change(room.folder, result.name, old, new)
    ran = replayed(room, result)
    assert ran.status == status and told in ran.out + ran.errors and "Traceback" not in ran.errors
