"""Reads the tests of the rules: the folder `toetsen` of a rules folder, one file per rule, and its base dossiers.

Mistakes have codes G..; those inside a fact are the reader's own, of the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..forms.stories import CASE, EQUIVALENT, EQUIVALENTS_FILE, EXCEPTION, EXCEPTIONS_FILE, STORIES_FILE
from ..mistakes import Collector, Mistake, MistakesFound, Place, did_you_mean
from ..rule_files import TESTS, Files
from ..text.blocks import Blocks
from ..text.text_tree import Mapping, Node, Scalar, Sequence
from ..text.yaml_text import read_text

BASES = "basis"
"""The folder inside `toetsen` with the dossiers that tests start from."""

DEFAULT_BASE = "goed"

EXCEPTIONS = "onbereikbaar.yaml"
"""The file inside `toetsen` with what no dossier can show."""

EQUIVALENTS = "gelijkwaardig.yaml"
"""The file inside `toetsen` with changes of rules that no test need notice."""

_FACT = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class Expectation(NamedTuple):
    """One line under `verwacht`: what it is about, and the value as it was written."""

    subject: str
    value: Node
    place: Place


class RuleTest(NamedTuple):
    """A story: facts that differ from a base dossier, and what is expected. `skipped` is the reason, "" = it runs."""

    file: str
    tested: str
    name: str
    base: str
    facts: Mapping
    expected: tuple[Expectation, ...]
    place: Place
    skipped: str = ""


class Unreachable(NamedTuple):
    """What no dossier can show of a part of a rule: `never` names it, `reason` says why."""

    id: str
    never: tuple[str, ...]
    reason: str
    place: Place


class Equivalent(NamedTuple):
    """Changes of parts of rules that no test need notice: `becomes` names them, () = all of these parts."""

    parts: tuple[str, ...]
    becomes: tuple[str, ...]
    reason: str
    place: Place


class RuleTests(NamedTuple):
    """All tests of a rules folder, in the order of the files, the base dossiers by name as (file, bytes), what no
    dossier can show, and which changes of rules no test need notice.
    """

    tests: tuple[RuleTest, ...]
    bases: dict[str, tuple[str, bytes]]
    unreachable: tuple[Unreachable, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()


def read_tests(folder: Path) -> RuleTests:
    """The tests in the `toetsen` of a rules folder; none when there is no such folder.

    Raises: MistakesFound.
    """
    room = folder / TESTS
    paths = sorted(room.rglob("*.yaml"), key=lambda path: path.relative_to(room).as_posix()) if room.is_dir() else []
    return tests_from({_shown(path, folder): _bytes(path) for path in paths})


def tests_from(files: Files) -> RuleTests:
    """As `read_tests`, from the bytes of the files in `toetsen` by their path in the rules folder, in order."""
    paths = {name: PurePosixPath(name) for name in files}
    bases = {path.stem: (name, files[name]) for name, path in paths.items() if path.parent.name == BASES}
    problems = Collector()
    blocks = Blocks(problems, no_block="G02", strange_key="G04", no_text="G03")
    tests: list[RuleTest] = []
    unreachable: list[Unreachable] = []
    equivalent: list[Equivalent] = []
    for name, path in paths.items():
        if path.parent.name == BASES:
            continue
        try:
            tree = read_text(files[name], name)
        except MistakesFound as found:
            problems.mistakes.extend(found.mistakes)
            continue
        if path.name == EXCEPTIONS:
            unreachable.extend(_unreachable(tree, blocks))
        elif path.name == EQUIVALENTS:
            equivalent.extend(_equivalent(tree, blocks))
        else:
            tests.extend(_tests(tree, name, bases, blocks))
    problems.raise_if_any()
    return RuleTests(tuple(tests), bases, tuple(unreachable), tuple(equivalent))


def written(node: Node) -> str:
    """A value as it was written; of a list the words in alphabetical order."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    return ", ".join(sorted(map(written, node.items))) if isinstance(node, Sequence) else ""


def words(node: Node | None) -> tuple[str, ...]:
    """One word, or a list of them."""
    if isinstance(node, Sequence):
        return tuple(map(written, node.items))
    return () if node is None else (written(node),)


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise MistakesFound([Mistake(Place(path.name), "G01", "dit bestand is niet te lezen")]) from None


def _tests(tree: Node, file: str, bases: Iterable[str], blocks: Blocks) -> list[RuleTest]:
    problems = blocks.problems
    if not blocks.is_block(tree, "een bestand met toetsen", STORIES_FILE):
        return []
    tested = blocks.text(tree, "toetsen")
    base = blocks.text(tree, "basis") if "basis" in tree else DEFAULT_BASE
    cases = tree.get("gevallen")
    if not isinstance(cases, Sequence) or not cases.items:
        place = tree.place if cases is None else cases.place
        problems.add(place, "G02", "onder 'gevallen' hoort een lijst met toetsen", "begin elke toets met '- naam:'")
        return []
    tests: list[RuleTest] = []
    names: set[str] = set()
    for node in cases.items:
        if not blocks.is_block(node, "een toets", CASE):
            continue
        test = _test(node, file, tested, base, bases, blocks)
        if test.name in names:
            problems.add(node.key_place("naam"), "G05", f"er is al een toets met de naam '{test.name}'")
        names.add(test.name)
        tests.append(test)
    return tests


def _test(node: Mapping, file: str, tested: str, base: str, bases: Iterable[str], blocks: Blocks) -> RuleTest:
    problems = blocks.problems
    own = blocks.text(node, "basis") if "basis" in node else base
    if own not in bases:
        hint = did_you_mean(own, bases) or f"zet het dossier in {TESTS}/{BASES}/{own}.yaml"
        problems.add(node.key_place("basis"), "G06", f"het basisdossier '{own}' bestaat niet", hint)
    facts = node.get("feiten")
    if facts is None or (isinstance(facts, Scalar) and facts.empty):
        facts = Mapping((), node.place)
    if not isinstance(facts, Mapping):
        problems.add(facts.place, "G02", "onder 'feiten' horen regels 'groep.naam: waarde'")
        facts = Mapping((), node.place)
    for key, _ in facts.entries:
        if not _FACT.fullmatch(key.text):
            problems.add(key.place, "G07", f"'{key.text}' is geen naam van een feit", "schrijf groep.naam")
    return RuleTest(
        file,
        tested,
        blocks.text(node, "naam"),
        own,
        facts,
        _expectations(node, problems),
        node.place,
        blocks.optional_text(node, "overgeslagen"),
    )


def _expectations(node: Mapping, problems: Collector) -> tuple[Expectation, ...]:
    expected = node.get("verwacht")
    if not isinstance(expected, Mapping) or not expected.entries:
        place = node.place if expected is None else expected.place
        problems.add(
            place, "G03", "bij een toets hoort 'verwacht', met ten minste één regel", "bijvoorbeeld K24: voldoet"
        )
        return ()
    return tuple(Expectation(key.text, value, key.place) for key, value in expected.entries)


def _unreachable(tree: Node, blocks: Blocks) -> list[Unreachable]:
    """`onbereikbaar: [{deel: K36/twijfel, nooit: [onbekend], omdat: ...}]`"""
    if not blocks.is_block(tree, "dit bestand", EXCEPTIONS_FILE):
        return []
    listed = tree.get("onbereikbaar")
    found: list[Unreachable] = []
    for node in listed.items if isinstance(listed, Sequence) else ():
        if blocks.is_block(node, "een uitzondering", EXCEPTION):
            never = words(node.get("nooit"))
            found.append(Unreachable(blocks.text(node, "deel"), never, blocks.text(node, "omdat"), node.place))
    return found


def _equivalent(tree: Node, blocks: Blocks) -> list[Equivalent]:
    """`gelijkwaardig: [{deel: [K24/voldoet/1/als], wordt: [een_van], omdat: ...}]`"""
    if not blocks.is_block(tree, "dit bestand", EQUIVALENTS_FILE):
        return []
    listed = tree.get("gelijkwaardig")
    found: list[Equivalent] = []
    for node in listed.items if isinstance(listed, Sequence) else ():
        if blocks.is_block(node, "een verklaring", EQUIVALENT):
            parts, changes = words(node.get("deel")), words(node.get("wordt"))
            found.append(Equivalent(parts, changes, blocks.text(node, "omdat"), node.place))
    return found
