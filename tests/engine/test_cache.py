"""A compiled rulebook on disk: it saves time, and nothing that happens to it is ever noticed otherwise."""

from __future__ import annotations

import json
import os
import shutil
from array import array
from hashlib import sha256
from pathlib import Path

import pytest
from spoortoets.engine import cache
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.load import load_rulebook
from spoortoets.engine.mistakes import MistakesFound

BOOK = Path(__file__).parents[1] / "andere_regels"


def sealed(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode() + body


def written(atoms: list[object], kinds: list[str], *rows: int) -> bytes:
    return sealed(json.dumps({"losse": atoms, "soorten": kinds}).encode() + b"\n" + array("i", rows).tobytes())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_what_was_compiled(folder):
    assert cached_rulebook(BOOK) == cached_rulebook(BOOK) == load_rulebook(BOOK)
    assert [path.suffix for path in folder.iterdir()] == [cache.SUFFIX]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no seal at all",
        sealed(b"\xff"),
        sealed(b"null"),
        sealed(b"[]"),
        sealed(b"[1]"),
        sealed(b'{"losse": []}'),
        written([], []),
        written([], ["tuple"], 0, 1, 7),
        written([], ["tuple"], 0, 2**31 - 1),
        written([], ["tuple"], 0, -2),
        written([], ["tuple"], 3, 0),
        written([], ["tuple"], 0, 0),
        written([], ["tuple"], 0),
        written([1, 0], ["Fraction"], 0, 2, 0, 1),
        written([], ["Rulebook"], 0, 0),
        written(["x"], ["print"], 0, 1, 0),
        sealed(b"[" * 200_000),
    ],
)
def test_a_damaged_or_foreign_file_is_compiled_anew(folder, content):
    book = cached_rulebook(BOOK)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(content)
    assert cached_rulebook(BOOK) == book
    assert kept.read_bytes() == whole


def test_a_truncated_file_is_compiled_anew(folder):
    book = cached_rulebook(BOOK)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert cached_rulebook(BOOK) == book


def test_a_place_that_cannot_be_written_leaves_nothing_behind(folder):
    book = cached_rulebook(BOOK)
    (kept,) = folder.iterdir()
    kept.unlink()
    kept.mkdir()
    assert cached_rulebook(BOOK) == book
    assert list(folder.iterdir()) == [kept]


def test_of_old_rulebooks_only_the_newest_stay_and_nothing_of_the_user_goes(folder):
    folder.mkdir()
    for age, name in enumerate(("nieuw.regels", "brief.docx", "dossier.yaml", "oud.regels", "ouder.regels")):
        (folder / name).write_text(name, encoding="utf-8")
        os.utime(folder / name, (10_000 - age, 10_000 - age))
    cache.drop_oldest(folder / "nieuw.regels", 2)
    assert {path.name for path in folder.iterdir()} == {"nieuw.regels", "oud.regels", "brief.docx", "dossier.yaml"}


def test_a_user_without_a_home_folder_has_no_cache(monkeypatch):
    def no_home():
        raise RuntimeError

    for name in (cache.ENVIRONMENT, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert cached_rulebook(BOOK) == load_rulebook(BOOK)


def test_a_rule_file_with_another_ending_is_told_not_skipped(tmp_path):
    rules = shutil.copytree(BOOK, tmp_path / "regels")
    (rules / "criteria" / "B9.yml").write_text("criterium: B9\n", encoding="utf-8")
    with pytest.raises(MistakesFound, match=r"^criteria/B9\.yml: R94 .*\.yaml"):
        load_rulebook(rules)
