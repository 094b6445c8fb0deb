"""A copy of the small rulebook with one mistake in it, and what is found about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.planning import lay_out
from spoortoets.engine.proofs.findings import Example, Proofs
from spoortoets.engine.proofs.properties import read_statements
from spoortoets.engine.proofs.proving import Subject, prove
from spoortoets.engine.rule_files import STATEMENTS, read_folder
from spoortoets.engine.rule_tests.reading import read_tests
from spoortoets.engine.rulebook import Rulebook

SMALL = Path(__file__).parent / "regels"


class Change(NamedTuple):
    """A text of a rule file that is replaced, or a file that is added (`old` "")."""

    file: str
    old: str
    new: str


def seeded(folder: Path, *changes: Change) -> Path:
    """A copy of the small rulebook in `folder`, with these changes."""
    for path in SMALL.rglob("*.yaml"):
        copy = folder / path.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    for one in changes:
        path = folder / one.file
        text = path.read_text("utf-8") if path.exists() else ""
        assert one.old in text, f"{one.file} heeft geen '{one.old}'"
        path.write_text(text.replace(one.old, one.new) if one.old else text + one.new, "utf-8")
    return folder


def subject_of(folder: Path) -> Subject:
    files = read_folder(folder)
    rulebook = compile_rulebook(files)
    statements = read_statements((folder / STATEMENTS).read_bytes(), rulebook)
    return Subject(rulebook, files, read_tests(folder), statements)


def proved(folder: Path, *names: str) -> Proofs:
    """What is found about the rules with these names, in this process."""
    return prove(subject_of(folder), names, processes=1)


def found_in(rulebook: Rulebook, text: str, *ids: str) -> list[object]:
    """What the engine itself makes of the nodes of a dossier."""
    dossier = read_dossier(text.encode(), "bewijs.yaml", rulebook.concepts)
    layout = lay_out(rulebook, dossier.reference_date)
    registers = evaluate(layout.plan, dossier)
    return [registers[layout.nodes[one]] for one in ids]


def text_of(example: Example | None, number: int = 0) -> str:
    assert example is not None
    return example.texts[number]


ANY_DAY = date(2026, 1, 1)
