"""The page of `jurisprudentie`: each decided case beside what the rules find, the tables, and each reason's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...engine import dutch
from ...engine.result import Finding, Truth
from ...engine.rulebook import Rulebook
from ...engine.rulings.comparing import Comparison, Confusion, Found, LabelReading, Reading, confusion
from ...engine.rulings.ruling import Agreement, GroundLabel, Ruling, Rulings, Side
from ..argument import HASH_SHOWN, finding_mark
from ..ruling_words import AGREEMENTS, FOUND, RICHNESS, STANDINGS, rule_outcome
from ..words import VERDICTS, WEIGHTS, count_of, sentence_case
from .page import Page, PageBuilder, Span, Style, mark_span
from .table import Cell, Row, write_table

INDENT, LABEL = 2, 15
SHOWN_FACTS = 6
"""Open facts that are named of a case whose file names none; the rest is counted. JSON has them all."""

MEASURE = (
    "Een tekort is een dragend criterium dat niet is vervuld, niet is verschoond en te herstellen is, of een dragend "
    "criterium met twijfel. Was een sanctie volgens de rechter gerechtvaardigd, dan is een tekort overeenstemming; "
    "anders geen enkel tekort. "
    "Zonder tekort en met een dragend criterium dat onbekend is, is niet beslist. Dat telt nooit als overeenstemming."
)
ALONE, SUPPOSED = "Met de feiten alleen", "Met de veronderstellingen erbij"
SIDES = {Side.AGAINST: "Gronden tegen de werkgever", Side.FOR: "Gronden voor de werkgever"}


def rulings_page(
    rulebook: Rulebook,
    rulings: Rulings,
    comparisons: Sequence[Comparison],
    *,
    short: bool,
    width: int,
    ascii_only: bool = False,
) -> Page:
    """Every case, unless `short`; then the tables and the reasons."""
    builder = PageBuilder(width, ascii_only)
    number = count_of(len(comparisons), "uitspraak", "uitspraken")
    builder.text(Span(f"Jurisprudentie · {number}", Style.HEADING))
    builder.labelled("Regelset", f"{rulebook.name} {rulebook.version} · {rulebook.hash[:HASH_SHOWN]}")
    builder.text(MEASURE)
    for shared in rulings.shared:
        builder.blank()
        builder.text(Span(f"Veronderstelling {shared.name}. ", Style.STRONG), shared.because)
    for one in () if short else comparisons:
        _write_case(builder, one)
    for title, supposed in ((ALONE, False), (SUPPOSED, True)):
        _write_confusion(builder, title, confusion(comparisons, supposed=supposed))
    _write_richness(builder)
    _write_grounds(builder, rulings, comparisons)
    _write_unexpected(builder, comparisons)
    return builder.page()


# --- one case ---


def _write_case(builder: PageBuilder, one: Comparison) -> None:
    ruling = one.ruling
    builder.blank()
    builder.rule()
    builder.text(Span(ruling.id, Style.HEADING))
    when = "dag niet gezien" if ruling.day is None else dutch.day(ruling.day)
    builder.text(
        Span(f"{ruling.court}, {when} · {ruling.procedure} · feiten: {RICHNESS[ruling.richness][0]}", Style.DIM)
    )
    held = f"Een sanctie was {STANDINGS[ruling.standing]}. {ruling.held}"
    _labelled(builder, "Rechter", held)
    _write_readings(builder, one)
    _write_labels(builder, one.best.labels)
    if one.best.found is Found.UNDECIDED:
        _write_deciding(builder, one.best, ruling.deciding)
    _write_inexpressible(builder, ruling)
    _labelled(builder, "Uitleg", ruling.explanation)
    if one.unexpected:
        builder.text(Span(_stated(one), Style.BAD), indent=INDENT)


def _write_readings(builder: PageBuilder, one: Comparison) -> None:
    """What is found with the facts alone and with suppositions; once, where these change nothing."""
    facts, supposed = one.facts, one.supposed
    if supposed is None:
        _write_reading(builder, "Feiten alleen", facts)
    elif _same(facts, supposed):
        undecided = mark_span(FOUND[supposed.found])
        _labelled(builder, "Regels", undecided, ", ook met de veronderstellingen", _verdict(supposed))
    else:
        _write_reading(builder, "Feiten alleen", facts)
        _write_reading(builder, "Verondersteld", supposed)
    names = [*one.ruling.shared, *([one.ruling.supposition] if one.ruling.supposition else [])]
    if names:
        _labelled(builder, "Aangevuld met", Span(". ".join(names), Style.DIM))


def _same(facts: Reading, supposed: Reading) -> bool:
    """Whether both are undecided and have no point to show."""
    both = (facts, supposed)
    return all(one.found is Found.UNDECIDED and not one.shortcomings and not one.others for one in both)


def _verdict(reading: Reading) -> str:
    return f" · oordeel: {VERDICTS[reading.verdict].word if reading.verdict in VERDICTS else reading.verdict}"


def _write_reading(builder: PageBuilder, label: str, reading: Reading) -> None:
    """What is found and whether it agrees, then the criteria that carry it and the other points."""
    spans: list[Span | str] = [mark_span(FOUND[reading.found])]
    if reading.found is not Found.UNDECIDED:
        spans += [" · met de rechter ", mark_span(AGREEMENTS[reading.agreement])]
    _labelled(builder, label, *spans, _verdict(reading))
    for finding in (*reading.shortcomings, *reading.others):
        _write_point(builder, finding, counts=finding in reading.shortcomings)


def _write_point(builder: PageBuilder, finding: Finding, *, counts: bool) -> None:
    about = [WEIGHTS[finding.weight]]
    if not finding.repairable:
        about.append("niet te herstellen")
    if not counts:
        about.append("telt niet als tekort")
    text = f" {finding.title} ({', '.join(about)})"
    mark = mark_span(finding_mark(finding))
    builder.text(
        Span(finding.criterion, Style.STRONG), text, " ", mark, indent=INDENT + LABEL, hanging=INDENT + LABEL + 2
    )
    open_grounds = [one.title for one in finding.grounds if one.truth is Truth.UNKNOWN]
    if open_grounds and not finding.excused:
        told = f"Zou verontschuldigen indien aangetoond: {dutch.listing(open_grounds, 'of')}."
        builder.text(Span(told, Style.DIM), indent=INDENT + LABEL + 2)


def _write_labels(builder: PageBuilder, labels: Sequence[LabelReading]) -> None:
    for number, one in enumerate(labels):
        by_outcome: dict[str, list[str]] = {}
        for rule in one.rules:
            by_outcome.setdefault(rule_outcome(rule), []).append(rule.rule)
        rules = "; ".join(f"{', '.join(names)} {outcome}" for outcome, names in by_outcome.items())
        rules = rules or "buiten het dossier"
        _labelled(builder, "" if number else "Gronden", Span(one.ground.label), Span(f": {rules}", Style.DIM))


def _write_deciding(builder: PageBuilder, reading: Reading, deciding: Sequence[str]) -> None:
    named = [one for one in reading.open_facts if one.name in deciding] or list(reading.open_facts[:SHOWN_FACTS])
    rest = len(reading.open_facts) - len(named)
    told = f"{sentence_case(dutch.listing(one.title for one in named))}. " if named else ""
    also = f"Bij deze gronden zijn nog {rest} andere gegevens onbekend. " if rest else ""
    unknown = count_of(reading.undecided, "dragend criterium is", "dragende criteria zijn")
    _labelled(builder, "Zou beslissen", Span(told, Style.OPEN), f"{also}{unknown} onbekend.")


def _write_inexpressible(builder: PageBuilder, ruling: Ruling) -> None:
    for number, one in enumerate(ruling.inexpressible):
        label = "" if number else "Geen invoer"
        _labelled(builder, label, sentence_case(one.fact), Span(f" ({one.reason})", Style.DIM))


def _stated(one: Comparison) -> str:
    """The difference with what the file of the case says."""
    words = [AGREEMENTS[stated].word if stated else "niets" for stated in one.ruling.expected]
    return (
        f"Dit is anders dan in {one.ruling.name}.uitkomst.yaml staat: met de feiten alleen {words[0]}, "
        f"met veronderstellingen {words[1]}."
    )


# --- all cases together ---


def _write_confusion(builder: PageBuilder, title: str, rows: Sequence[Confusion]) -> None:
    builder.blank()
    builder.rule()
    builder.text(Span(title, Style.HEADING))
    incomparable = any(row.agreement[Agreement.INCOMPARABLE] for row in rows)
    agreements = [one for one in Agreement if one is not Agreement.INCOMPARABLE or incomparable]
    agreements.remove(Agreement.UNDECIDED)
    columns = [*(FOUND[one].word for one in Found), *(AGREEMENTS[one].word for one in agreements)]
    table: list[Row] = []
    for number, row in enumerate(rows):
        if not number or rows[number - 1].richness is not row.richness:
            table.append(Row(f"Feiten: {RICHNESS[row.richness][0]}"))
        table.append(_row(STANDINGS[row.standing], [row], agreements))
    table.append(Row("Samen"))
    table.append(
        _row(count_of(sum(sum(row.found.values()) for row in rows), "uitspraak", "uitspraken"), rows, agreements)
    )
    write_table(builder, columns, table)


def _row(label: str, rows: Sequence[Confusion], agreements: Sequence[Agreement]) -> Row:
    counts = [sum(row.found[one] for row in rows) for one in Found]
    counts += [sum(row.agreement[one] for row in rows) for one in agreements]
    return Row(label, tuple(Cell(str(one)) for one in counts))


def _write_richness(builder: PageBuilder) -> None:
    builder.blank()
    told = "; ".join(f"{word}: {meaning}" for word, meaning in RICHNESS.values())
    builder.text(Span(f"Feiten {told}.", Style.DIM))


def _write_grounds(builder: PageBuilder, rulings: Rulings, comparisons: Sequence[Comparison]) -> None:
    counts = Counter(label for one in comparisons for label in one.ruling.labels)
    for side, title in SIDES.items():
        grounds = [one for one in rulings.grounds if one.side is side]
        if grounds:
            builder.blank()
            builder.rule()
            builder.text(Span(title, Style.HEADING))
        for one in grounds:
            _write_ground(builder, one, counts[one.label])


def _write_ground(builder: PageBuilder, ground: GroundLabel, number: int) -> None:
    times = "komt niet voor" if not number else f"{number} keer"
    builder.text(Span(ground.label, Style.STRONG), Span(f" · {times}", Style.DIM))
    builder.text(ground.meaning, indent=INDENT)
    if ground.rules:
        builder.text(f"Uitgedrukt door {dutch.listing(ground.rules)}.", indent=INDENT)
    else:
        builder.text(f"Buiten het dossier: {ground.outside}", indent=INDENT)
    if ground.remark:
        builder.text(Span(ground.remark, Style.DIM), indent=INDENT)


def _write_unexpected(builder: PageBuilder, comparisons: Sequence[Comparison]) -> None:
    different = [one.ruling.name for one in comparisons if one.unexpected]
    if different:
        builder.blank()
        text = f"Anders dan in hun bestand staat: {dutch.listing(different)}."
        builder.text(Span(text, Style.BAD))


def _labelled(builder: PageBuilder, label: str, *spans: Span | str) -> None:
    builder.labelled(label, *spans, indent=INDENT, width=LABEL)
