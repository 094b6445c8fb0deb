"""The timeline as a picture: every day at its place, every text legible and apart, and all of it also told in words."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from spoortoets.engine.audit import DIRECT
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.language.terms import Authority
from spoortoets.engine.picture import DayLine, DaySeries, Period, PeriodBand, Picture, timeline_picture
from spoortoets.engine.picture_rule import Shape
from spoortoets.engine.result import FactState, OpenFact, StepState, TimelineStep
from spoortoets.explain.pieces.blocks import Figure, Paragraph, plain
from spoortoets.explain.timeline.lanes import spread
from spoortoets.explain.timeline.picture import MILLIMETRES, figure_png, timeline_figure
from spoortoets.explain.timeline.text_width import text_width, wrapped
from spoortoets.explain.timeline.words import TimelineData

from .letters import real_width, widths

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "voorbeelden").glob("*.yaml"))
SVG = "{http://www.w3.org/2000/svg}"

BEGIN, END, TODAY = date(2025, 2, 3), date(2027, 1, 31), date(2026, 9, 14)


def a_step(
    number: int,
    state: StepState,
    deadline: date | None = None,
    happened: date | None = None,
    *,
    title: str = "Plan van aanpak",
    late: int | None = None,
    start: date | None = None,
) -> TimelineStep:
    return TimelineStep(
        f"T{number:02}", title, "werkgever", state, start, deadline, happened, late, "", "", "", Authority.LAW, ()
    )


def told(*steps: TimelineStep, picture: Picture | None = None, today: date = TODAY) -> TimelineData:
    return TimelineData("S-014", today, steps, picture or Picture(BEGIN, END))


def figure(data: TimelineData) -> Figure:
    made = timeline_figure(data)
    assert isinstance(made, Figure)
    return made


def root(data: TimelineData) -> ET.Element:
    return ET.fromstring(figure(data).svg)


@cache
def example(path: Path) -> TimelineData:
    book = cached_rulebook(ROOT / "rules")
    dossier = read_dossier(path.read_bytes(), path.name, book.concepts)
    return TimelineData.of(*timeline_picture(book, dossier, motor=DIRECT))


def chance(seed: int) -> TimelineData:
    """A picture with up to forty steps, bands, lines and series on days that may lie close together or far away."""
    some = random.Random(seed)
    near = some.choice([20, 200, 728, 1500])

    def day() -> date:
        return BEGIN + timedelta(days=some.randint(-30, near))

    def maybe() -> date | None:
        return day() if some.random() < 0.7 else None

    titles = [
        "Plan van aanpak",
        "Laatste dag waarop een loonsanctie kan worden opgelegd",
        "Bijstelling van het plan van aanpak na een nieuw advies van de bedrijfsarts en de arbeidsdeskundige",
        "Arbeidsongeschiktheidsverzekeringsmaatschappijvoorwaardenwijziging",
    ]
    states = [one for one in StepState if one is not StepState.NOT_APPLICABLE]
    steps = []
    for number in range(some.choice([0, 3, 12, 34, 60])):
        state, deadline = some.choice(states), maybe()
        happened = maybe() if state in (StepState.DONE, StepState.LATE) else None
        late = some.randint(1, 2000) if state is StepState.LATE and some.random() < 0.7 else None
        steps.append(a_step(number, state, deadline, happened, title=some.choice(titles), late=late, start=maybe()))
    bands = []
    for number in range(some.randint(0, 6)):
        periods = []
        for _ in range(some.choice([1, 1, 3])):
            start = day()
            end = start + timedelta(days=some.randint(0, 400)) if some.random() < 0.7 else None
            periods.append(Period(start, end, end is None and some.random() < 0.5))
        bands.append(PeriodBand(some.choice(titles), some.choice(list(Shape)), tuple(periods), number % 2 == 0))
    names = ["eerste ziektedag", "einde wachttijd", "einde"]
    lines = tuple(DayLine(some.choice(names), day()) for _ in range(some.randint(0, 6)))
    series = []
    for _ in range(some.randint(0, 3)):
        days = [day() for _ in range(some.randint(1, 40))]
        series.append(DaySeries(some.choice(titles), tuple(sorted(days))))
    end = END if some.random() < 0.8 else None
    missing = OpenFact("a.b", "het einde van de wachttijd", "", "", "", FactState.ABSENT)
    picture = Picture(BEGIN, end, lines, tuple(bands), tuple(series), (missing,) if end is None else ())
    return told(*steps, picture=picture, today=day())


def rooms(svg: ET.Element) -> list[tuple[float, float, float, float, str]]:
    """Where each text stands, by the widths of the font itself."""
    found = []
    for one in svg.iter(f"{SVG}text"):
        words = one.text or ""
        wide = real_width(words, 8, strong=one.get("font-weight") == "bold")
        x, y = float(one.attrib["x"]), float(one.attrib["y"])
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        found.append((left, y - 5.8, left + wide, y + 1.8, words))
    return found


def size(svg: ET.Element) -> tuple[float, float]:
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    return width, height


def marks(svg: ET.Element) -> dict[str, tuple[str, float]]:
    """Each titled sign in the lanes: its shape, and the middle of it."""
    found = {}
    for one in svg.iter(f"{SVG}g"):
        title = one.find(f"{SVG}title")
        shape = next((part for part in one if part.tag != f"{SVG}title"), None)
        if title is None or shape is None or "id" in one.attrib:
            continue
        name = shape.tag.removeprefix(SVG)
        if name == "circle":
            middle = float(shape.attrib["cx"])
        elif name == "rect":
            middle = float(shape.attrib["x"]) + 3
        else:
            middle = float(shape.attrib["d"][1:].split()[0]) + 3.4
        found[title.text or ""] = (f"{name} {shape.get('fill')}", middle)
    return found


# --- legible ------------------------------------------------------------------------------------------------------


def refuse_bad_places(svg: ET.Element) -> None:
    width, height = size(svg)
    texts = rooms(svg)
    for left, top, right, bottom, words in texts:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height, words
    for one, other in combinations(texts, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_in_every_example_no_text_touches_another_or_leaves_the_picture(path: Path) -> None:
    refuse_bad_places(root(example(path)))


@pytest.mark.parametrize("seed", range(60))
def test_no_text_touches_another_or_leaves_the_picture(seed: int) -> None:
    refuse_bad_places(root(chance(seed)))


def test_thirty_four_steps_on_one_day_all_keep_a_number_of_their_own() -> None:
    steps = [a_step(one, StepState.DONE, date(2026, 3, 5), date(2026, 3, 5)) for one in range(1, 35)]
    svg = root(told(*steps))
    refuse_bad_places(svg)
    numbers = [words for *_, words in rooms(svg) if re.fullmatch(r"T\d\d", words)]
    assert sorted(numbers) == sorted([f"T{one:02}" for one in range(1, 35)] * 2)


def test_of_too_many_steps_those_that_are_late_or_to_come_stay() -> None:
    steps = [a_step(one, StepState.DONE, BEGIN + timedelta(days=one)) for one in range(1, 91)]
    steps += [a_step(91, StepState.LATE, date(2026, 3, 5), late=3), a_step(92, StepState.COMING, date(2027, 1, 5))]
    shown = marks(root(told(*steps)))
    assert {"T91 uiterlijk 5 maart 2026", "T92 uiterlijk 5 januari 2027"} <= shown.keys()
    assert len(shown) < 92


def test_no_stump_of_a_line_is_left_between_two_rows_of_text() -> None:
    steps = [a_step(number, StepState.COMING, TODAY + timedelta(days=30)) for number in (16, 17, 18)]
    (group,) = [one for one in root(told(*steps)).iter(f"{SVG}g") if one.get("id") == "tijdlijn-komt-nog"]
    painted = [(float(one.get("y", "")), float(one.get("height", ""))) for one in group.findall(f"{SVG}rect")]
    assert len(painted) == len(steps)
    assert all(top + height >= below - 0.02 for (top, height), (below, _) in pairwise(sorted(painted)))


def test_on_a_page_the_letters_are_eight_points() -> None:
    svg = root(told())
    assert svg.attrib["width"] == f"{MILLIMETRES}mm"
    points_per_unit = MILLIMETRES / 25.4 * 72 / size(svg)[0]
    letters = {float(one.attrib["font-size"]) for one in svg.iter() if "font-size" in one.attrib}
    assert letters == {8.0} and 8.0 * points_per_unit >= 7.99


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_text_is_never_wider_than_is_reckoned_with(weight: str) -> None:
    strong = weight == "Bold"
    written = {chr(one) for one in range(32, 127)} | set("’‘“”–—…€éèëïöüáàóêç›‹")
    for one in written & widths(weight).keys():
        assert text_width(one, 8, strong=strong) >= real_width(one, 8, strong=strong) - 1e-9, one
    for words in ("Re-integratieverslag gemaakt en afschrift gegeven: 5 jul 2026", "peildatum 14 september 2026"):
        assert text_width(words, 8, strong=strong) <= 1.08 * real_width(words, 8, strong=strong)


@pytest.mark.parametrize("seed", range(30))
def test_spread_keeps_order_and_bounds_and_overlaps_nothing(seed: int) -> None:
    some = random.Random(seed)
    wanted = sorted(some.uniform(0, 100) for _ in range(some.randint(1, 12)))
    sizes = [some.uniform(1, 8) for _ in wanted]
    found = spread(wanted, sizes, 0, 100)
    edges = [(x - wide / 2, x + wide / 2) for x, wide in zip(found, sizes, strict=True)]
    assert edges[0][0] >= -1e-9 and edges[-1][1] <= 100 + 1e-9
    assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(edges))


def test_what_is_far_apart_stands_exactly_where_it_is_wanted() -> None:
    assert spread([10, 50, 90], [5, 5, 5], 0, 100) == [10, 50, 90]


def test_a_line_is_broken_at_words_and_only_a_word_that_is_too_wide_within() -> None:
    assert wrapped("een twee drie", 40, 8) == ("een twee", "drie")
    pieces = wrapped("Arbeidsongeschiktheidsverzekering", 60, 8)
    assert len(pieces) > 1 and all(text_width(one, 8) <= 60 for one in pieces)
    assert "".join(one.rstrip("-") for one in pieces) == "Arbeidsongeschiktheidsverzekering"


# --- true ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_days_stand_in_proportion(path: Path) -> None:
    data = example(path)
    shown = marks(root(data))
    days = {
        f"{one.id} {word} {day.day} ": day
        for one in data.steps
        for word, day in (("uiterlijk", one.deadline), ("gebeurd op", one.happened))
        if day is not None
    }
    placed = [(day, x) for start, day in days.items() for title, (_, x) in shown.items() if title.startswith(start)]
    (first, left), (last, right) = min(placed), max(placed)
    for day, x in placed:
        assert x == pytest.approx(left + (right - left) * (day - first).days / (last - first).days, abs=0.02)


def test_every_state_has_a_shape_of_its_own() -> None:
    states = [one for one in StepState if one is not StepState.NOT_APPLICABLE]
    steps = [a_step(number, one, BEGIN + timedelta(days=90 * number)) for number, one in enumerate(states, start=1)]
    shown = marks(root(told(*steps)))
    assert len({shape for shape, _ in shown.values()}) == len(states) == 4
    words = " ".join(words for *_, words in rooms(root(told(*steps))))
    assert all(word in words for word in ("gehaald", "te laat", "komt nog", "onbekend"))


def test_a_step_that_does_not_apply_is_not_in_the_picture() -> None:
    assert marks(root(told(a_step(1, StepState.NOT_APPLICABLE, date(2026, 3, 5))))) == {}


def test_a_late_step_says_by_how_much_and_a_coming_one_until_when() -> None:
    late = a_step(10, StepState.LATE, date(2026, 3, 5), date(2026, 4, 13), title="Tweede spoor gestart", late=39)
    coming = a_step(20, StepState.COMING, date(2026, 11, 15), title="WIA-aanvraag")
    said = " ".join(words for *_, words in rooms(root(told(late, coming))))
    assert "T10 Tweede spoor gestart: 39 dagen te laat (uiterlijk 5 mrt 2026)" in said
    assert "T20 WIA-aanvraag: 15 nov 2026" in said


def test_of_what_did_not_happen_it_says_so_and_of_a_rhythm_only_that_it_was_late() -> None:
    never = a_step(9, StepState.LATE, date(2026, 2, 1), title="Evaluatie", late=1)
    rhythm = a_step(4, StepState.LATE, date(2025, 5, 7), title="Ritme")
    said = figure(told(never, rhythm)).alt
    assert "T09 Evaluatie (uiterlijk 1 februari 2026, niet gebeurd, op de peildatum 1 dag te laat)" in said
    assert "T04 Ritme (uiterlijk 7 mei 2025)" in said


def test_a_coming_step_without_a_last_day_is_there_all_the_same() -> None:
    said = " ".join(words for *_, words in rooms(root(told(a_step(27, StepState.COMING, title="Melding van herstel")))))
    assert "T27 Melding van herstel: geen vaste dag" in said


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2026, 4, 13), None, runs=True), "loopt sinds 13 apr 2026"),
        (Period(date(2026, 4, 13), None), "vanaf 13 apr 2026 (einde niet bekend)"),
        (Period(date(2026, 4, 13), date(2026, 8, 1)), "13 apr 2026 – 1 aug 2026"),
        (Period(date(2026, 4, 13), date(2026, 4, 13)), "13 apr 2026"),
    ],
)
def test_a_period_says_whether_it_is_over(period: Period, words: str) -> None:
    band = PeriodBand("Traject", Shape.SOLID, (period,))
    assert words in [text for *_, text in rooms(root(told(picture=Picture(BEGIN, END, bands=(band,)))))]


def test_a_list_that_is_not_whole_says_so() -> None:
    series = DaySeries("Evaluaties", (date(2025, 8, 11),), complete=False)
    band = PeriodBand("Verlof", Shape.STRIPED, (Period(BEGIN, END),), complete=False)
    said = figure(told(picture=Picture(BEGIN, END, (), (band,), (series,)))).alt
    assert "Evaluaties (minstens 1): op 11 augustus 2025." in said and "Verlof (niet volledig): van" in said


def test_the_picture_goes_on_for_as_long_as_there_is_something_to_show() -> None:
    sanction = PeriodBand("Loonsanctie", Shape.SOLID, (Period(date(2027, 2, 1), date(2028, 1, 30)),))
    svg = root(told(picture=Picture(BEGIN, END, bands=(sanction,))))
    weeks = {words for *_, words in rooms(svg)}
    assert {"0", "52", "104", "156"} <= weeks


def test_a_day_far_outside_stands_at_the_edge_with_an_arrow() -> None:
    far = a_step(1, StepState.DONE, date(2062, 1, 1))
    svg = root(told(far, picture=Picture(BEGIN, END), today=date(1995, 1, 1)))
    words = {text for *_, text in rooms(svg)}
    assert {"T01 ›", "‹ peildatum 1 januari 1995"} <= words
    refuse_bad_places(svg)


def test_without_a_first_day_there_is_a_sentence_instead() -> None:
    missing = OpenFact("verzuim.eerste_ziektedag", "de eerste ziektedag", "", "", "", FactState.ABSENT)
    made = timeline_figure(told(picture=Picture(None, None, open_facts=(missing,))))
    assert isinstance(made, Paragraph)
    assert plain(made.text) == "De tijdlijn is niet te tekenen, omdat een gegeven ontbreekt: de eerste ziektedag."


def test_without_a_last_day_the_picture_says_what_is_missing() -> None:
    missing = OpenFact("a.b", "de perioden van herstel", "", "", "", FactState.ABSENT)
    data = told(picture=Picture(BEGIN, None, open_facts=(missing,)))
    sentence = "Het einde van de periode is niet te berekenen. Onbekend: de perioden van herstel."
    assert sentence in figure(data).alt
    assert sentence in " ".join(words for *_, words in rooms(root(data)))


# --- for everybody, everywhere ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_who_cannot_see_it_hears_every_late_and_coming_step(path: Path) -> None:
    data = example(path)
    said = figure(data).alt
    for state in (StepState.LATE, StepState.COMING):
        for one in data.in_state(state):
            assert f"{one.id} {one.title} (" in said
    for one in data.in_state(StepState.LATE):
        assert one.days_late is None or f"{one.days_late} dag" in said
    assert root(data).findtext(f"{SVG}desc") == said


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_text_is_dutch_and_there(path: Path) -> None:
    words = " ".join((figure(example(path)).alt, *(text for *_, text in rooms(root(example(path))))))
    assert not re.search(r"\b(None|nan|True|False|week |late|coming|done|deadline|today|the|of the)\b", words)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_picture_needs_nothing_else_and_runs_nothing(seed: int) -> None:
    svg = figure(chance(seed)).svg
    tree = ET.fromstring(svg)
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "g", "line", "rect", "circle", "path", "text")
    }
    assert not re.search(r"href|url\((?!#)|<style|\son\w+=|@import", svg)
    ids = re.findall(r'\sid="([^"]*)"', svg)
    assert len(ids) == len(set(ids)) and all(one.startswith("tijdlijn-") for one in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)


def test_signs_of_xml_and_unseen_signs_in_a_title_do_no_harm() -> None:
    title = 'A & B <b> "x" \x07\x0b'
    svg = root(told(a_step(1, StepState.COMING, date(2026, 11, 1), title=title)))
    assert 'A & B <b> "x"' in (svg.findtext(f"{SVG}desc") or "")


def test_the_same_timeline_gives_the_same_bytes() -> None:
    assert figure(chance(7)).svg == figure(chance(7)).svg
    svg = figure(chance(7)).svg
    assert figure_png(svg, 400) == figure_png(svg, 400)


@pytest.mark.parametrize("wide", [400, 964])
def test_the_png_is_as_wide_as_asked_and_not_empty(wide: int) -> None:
    data = figure_png(figure(example(EXAMPLES[-1])).svg, wide)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20], "big") == wide
    assert len(data) > 10_000
