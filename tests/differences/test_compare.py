"""What changed between two rulebooks, in the words of the policy owner."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoortoets.engine.differences.changes import Kind, RuleSort, State
from spoortoets.engine.differences.compare import Book, Compared, compare
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.mistakes import MistakesFound
from spoortoets.engine.rule_files import read_folder
from spoortoets.engine.rule_tests import reading
from spoortoets.engine.text.text_tree import Mapping, Node, Scalar, Sequence
from spoortoets.engine.text.yaml_text import read_text

FILES = read_folder(Path(__file__).parents[1] / "andere_regels")
STORY = b"""toetsen: B2
gevallen:
  - naam: Op tijd
    feiten: {punt.geteld_op: 2026-01-05}
    verwacht: {B2: voldoet}
"""


BASE = {"toetsen/basis/goed.yaml": b"dossier: {id: T-1, peildatum: 2026-06-01}\n"}


def book(files: dict[str, bytes], tests: dict[str, bytes] | None = None) -> Book:
    return Book("regels", compile_rulebook(files), files, reading.tests_from(tests or {}))


OLD = book(FILES)


def edited(name: str, old: str, new: str) -> dict[str, bytes]:
    text = FILES[name].decode()
    assert old in text
    return FILES | {name: text.replace(old, new, 1).encode()}


def changed(name: str, old: str, new: str) -> Compared:
    return compare(OLD, book(edited(name, old, new)))


def told(found: Compared) -> list[tuple[str, Kind, str, str, str]]:
    return [(rule.id, one.kind, one.part, one.before, one.after) for rule in found.rules for one in rule.differences]


CASES = {
    "een drempel": (
        ("parameters.yaml", "waarde: 7", "waarde: 9"),
        ("speling_telling", Kind.MEANING, "waarde", "7 dagen", "9 dagen"),
    ),
    "een norm": (
        ("criteria/B1.yaml", "heeft een beheerder.", "heeft een vaste beheerder."),
        (
            "B1",
            Kind.TEXT,
            "norm",
            "Een uitleenpunt heeft een beheerder.",
            "Een uitleenpunt heeft een vaste beheerder.",
        ),
    ),
    "de zwaarte": (
        ("criteria/B2.yaml", "zwaarte: dragend", "zwaarte: bijdragend"),
        ("B2", Kind.MEANING, "zwaarte", "dragend", "bijdragend"),
    ),
    "een bron": (
        ("criteria/B2.yaml", "art. 5", "art. 6"),
        ("B2", Kind.AUTHORITY, "bronnen", "Reglement, art. 5", "Reglement, art. 6"),
    ),
    "een grond": (
        ("criteria/B1.yaml", "dossier.peildatum) < 2", "dossier.peildatum) < 3"),
        (
            "B1",
            Kind.MEANING,
            "grond 'pas geopend'",
            "het aantal maanden van de dag van opening tot de peildatum is minder dan 2 maanden",
            "het aantal maanden van de dag van opening tot de peildatum is minder dan 3 maanden",
        ),
    ),
    "een bron die is nagelezen": (
        ("bronnen.yaml", 'versie: "2020", nagelezen: ja', 'versie: "2020"'),
        ("statuut", Kind.AUTHORITY, "nagelezen", "ja", "nee"),
    ),
    "een zin van de gevolgen": (
        ("gevolgen/sluiting.yaml", "titel:", "titel: De"),
        None,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_change_is_told_in_words_with_its_kind(case):
    edit, expected = case
    found = told(changed(*edit))
    if expected is None:
        assert [one[1] for one in found] == [Kind.DISPLAY]
    else:
        assert [one for one in found if one[0] == expected[0]] == [expected]


def test_a_cell_of_a_table_is_told_by_its_row_and_column():
    ((id, kind, part, before, after),) = told(changed("afleidingen/telling.yaml", "wijk: {klein: 8", "wijk: {klein: 9"))
    assert (id, kind, part) == ("punt.openingsnorm", Kind.MEANING, "cel wijk, klein")
    assert (before.split()[0], after.split()[0]) == ("8", "9")


def test_of_a_long_condition_only_the_part_that_differs_is_told():
    new = "telling.te_laat > 0 en telling.te_laat <= parameter.speling_telling en punt.soort = wijk"
    found = changed("criteria/B2.yaml", "telling.te_laat > 0 en telling.te_laat <= parameter.speling_telling", new)
    (rule,) = found.rules
    (difference,) = rule.differences
    assert difference.written_after == new
    assert [(one.inside, one.kept, one.before) for one in difference.narrowed] == [("alle", 2, "")]
    assert difference.narrowed[0].after.endswith("is wijkpunt") or "wijk" in difference.narrowed[0].after


def test_a_rule_that_comes_and_one_that_goes():
    added = FILES | {"criteria/B9.yaml": FILES["criteria/B2.yaml"].replace(b"criterium: B2", b"criterium: B9")}
    states = {(one.id, one.state) for one in compare(OLD, book(added)).rules}
    assert ("B9", State.NEW) in states
    states = {(one.id, one.state) for one in compare(book(added), OLD).rules}
    assert ("B9", State.GONE) in states


def test_a_second_version_lies_beside_the_one_whose_place_it_takes():
    text = FILES["criteria/B2.yaml"].decode()
    files = FILES | {
        "criteria/B2.yaml": text.replace("norm:", "geldig_tot: 2026-12-31\nnorm:").encode(),
        "criteria/B2_2027.yaml": text.replace("norm:", "geldig_van: 2027-01-01\nnorm:")
        .replace("zwaarte: dragend", "zwaarte: bijdragend")
        .encode(),
    }
    parts = {(one.part, one.before, one.after) for rule in compare(OLD, book(files)).rules for one in rule.differences}
    assert parts == {
        ("geldig", "altijd", "tot en met 31 december 2026"),
        ("geldig", "altijd", "vanaf 1 januari 2027"),
        ("zwaarte", "dragend", "bijdragend"),
    }


def test_confirming_a_threshold_tells_what_now_counts():
    text = FILES["criteria/B2.yaml"].decode().replace("verzachtend: [speling_telling]", "gezag: ontwerp")
    old = FILES | {"criteria/B2.yaml": text.encode()}
    confirmed = "waarde: 7\n    bevestigd_door: mevrouw De Wit\n    op: 2026-05-01"
    new = old | {"parameters.yaml": FILES["parameters.yaml"].replace(b"waarde: 7", confirmed.encode())}
    found = told(compare(book(old), book(new)))
    assert ("B2", Kind.MEANING, "voldoet niet: telt als", "twijfel (voorlopig)", "voldoet niet") in found
    assert ("speling_telling", Kind.AUTHORITY, "bevestigd door", "", "mevrouw De Wit, 1 mei 2026") in found


def test_tests_of_the_rules_are_told_apart():
    other = STORY.replace(b"B2: voldoet", b"B2: twijfel")
    found = compare(book(FILES, BASE | {"toetsen/B2.yaml": STORY}), book(FILES, BASE | {"toetsen/B2.yaml": other}))
    assert told(found) == [("B2", Kind.TESTS, "verwacht B2", "voldoet", "twijfel")]
    assert found.rules[0].sort is RuleSort.TEST


def test_a_remark_or_another_layout_is_no_change():
    files = FILES | {"criteria/B2.yaml": b"# een opmerking\n" + FILES["criteria/B2.yaml"]}
    found = compare(OLD, book(files))
    assert found.rules == () and not found.same_bytes


def test_a_file_with_another_name_is_no_change():
    files = dict(FILES)
    files["criteria/map/anders.yaml"] = files.pop("criteria/B2.yaml")
    files["gevolgen/anders.yaml"] = files.pop("gevolgen/sluiting.yaml")
    assert compare(OLD, book(files)).rules == ()


def scalars(node: Node):
    match node:
        case Scalar():
            yield node
        case Sequence(items):
            for one in items:
                yield from scalars(one)
        case Mapping(entries):
            for _, value in entries:
                yield from scalars(value)


def every_scalar():
    for name, data in sorted(FILES.items()):
        for one in scalars(read_text(data, name)):
            if not one.empty:
                yield name, one


def with_other(name: str, one: Scalar) -> dict[str, bytes] | None:
    """The files with one value written otherwise; None where it is not on one line as it stands."""
    lines = FILES[name].decode().split("\n")
    line = lines[one.place.line - 1]
    at = line.find(one.text, one.place.column - 1)
    if at < 0:
        return None
    other = str(int(one.text) + 1) if one.text.isdigit() else f"{one.text} anders"
    lines[one.place.line - 1] = line[:at] + other + line[at + len(one.text) :]
    return FILES | {name: "\n".join(lines).encode()}


@pytest.mark.parametrize("start", range(4))
def test_nothing_that_a_rulebook_says_can_change_unnoticed(start):
    """Each value in turn: where the rulebook still loads, the comparison says what changed."""
    tried = 0
    for name, one in list(every_scalar())[start * 5 :: 20]:
        files = with_other(name, one)
        try:
            new = None if files is None else book(files)
        except MistakesFound:
            continue
        if new is None:
            continue
        tried += 1
        assert compare(OLD, new).rules, f"{name}:{one.place.line} {one.text}"
    assert tried >= 3
