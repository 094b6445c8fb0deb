"""The page of `regels test`: what failed and why, then how many tests ended how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...engine import dutch, notation
from ...engine.date_bounds import days_of, days_text
from ...engine.language.tree import All, AnyOf, Condition, Not, Value
from ...engine.language.types import DateType
from ...engine.layout import StatedCondition
from ...engine.premises import TRUTHS, Premises
from ...engine.rule_tests.running import CaseResult, Difference, State
from ..words import Mark, Tone
from .page import Page, PageBuilder, Span, Style, mark_span

TONES = {State.PASSED: Tone.GOOD, State.FAILED: Tone.BAD, State.ERROR: Tone.BAD, State.SKIPPED: Tone.NEUTRAL}
INDENT, TRUTH_WIDTH = 4, 10


def tests_page(results: Sequence[CaseResult], *, width: int, ascii_only: bool = False) -> Page:
    """Every test that did not pass, in the order of the files, and the counts."""
    builder = PageBuilder(width, ascii_only)
    for result in results:
        if result.state is not State.PASSED:
            _write_result(builder, result)
    counts = Counter(result.state for result in results)
    whole = "1 toets" if len(results) == 1 else f"{len(results)} toetsen"
    builder.text(whole + ": ", *_counts(counts))
    return builder.page()


def _counts(counts: Counter[State]) -> Iterator[Span]:
    for number, state in enumerate(State):
        yield Span(", " if number else "")
        tone = Style(TONES[state].value) if counts[state] else Style.PLAIN
        yield Span(f"{counts[state]} {state.value}", tone)


def _write_result(builder: PageBuilder, result: CaseResult) -> None:
    test = result.test
    mark = mark_span(Mark(result.state.value, TONES[result.state]))
    builder.text(mark, f"  {test.tested}: {test.name}", hanging=2)
    builder.text(Span(str(test.place), Style.DIM), indent=2)
    for line in result.message.splitlines():
        builder.text(line, indent=2, hanging=4)
    for difference in result.differences:
        found = f"verwacht {difference.expected or 'niets'}, gevonden {difference.found or 'niets'}"
        found += f" ({difference.more})" if difference.more else ""
        builder.text(Span(difference.subject, Style.STRONG), f": {found}", indent=2, hanging=4)
        if result.premises is not None:
            _write_conditions(builder, difference, result.premises)
    builder.blank()


def _telling(difference: Difference) -> list[str]:
    """The conditions of the outcome that was expected and of the one that was found; all, where neither has its own."""
    name = difference.subject.partition(".")[0]
    parts = [f"{name}/{one}" for one in (difference.expected, difference.found)]
    own = [id for id in difference.conditions if any(f"{id}/".startswith(f"{part}/") for part in parts)]
    return own or list(difference.conditions)


def _write_conditions(builder: PageBuilder, difference: Difference, premises: Premises) -> None:
    """The elementary conditions, under the name of the case that they belong to."""
    case = ""
    for id in _telling(difference):
        stated = premises.layout.conditions[id]
        if _is_elementary(stated.condition):
            head = "/".join(id.split("/")[:3])
            if head != case:
                case = head
                builder.text(Span(case, Style.DIM), indent=INDENT)
            _write_condition(builder, stated, premises)


def _is_elementary(condition: Condition) -> bool:
    inner = condition.part if isinstance(condition, Not) else condition
    return not isinstance(inner, All | AnyOf | Not)


def _write_condition(builder: PageBuilder, stated: StatedCondition, premises: Premises) -> None:
    """One condition with its truth, and the value of each term under it as far as the width allows."""
    terms = notation.terms(stated.condition)
    words = "".join(one.text for one in terms)
    truth = TRUTHS[premises.registers[stated.register]].value
    builder.labelled(truth, words, indent=INDENT, width=TRUTH_WIDTH)
    told = [(notation.label(one.node), _value(one.node, premises)) for one in terms if one.node is not None]
    margin = INDENT + TRUTH_WIDTH
    row = _row(terms, premises)
    if row is not None and margin + max(len(words), len(row)) <= builder.width:
        builder.lines.append((Span(" " * margin), Span(row, Style.DIM)))
    elif told:
        builder.text(Span("; ".join(f"{name} = {value}" for name, value in told), Style.DIM), indent=margin)


def _row(terms: Sequence[notation.Term], premises: Premises) -> str | None:
    """The values, each under its own term; None when one would be pushed aside by the one before."""
    row, start = "", 0
    for term in terms:
        if term.node is not None:
            if row and len(row) >= start:
                return None
            row = row.ljust(start) + _value(term.node, premises)
        start += len(term.text)
    return row


def _value(node: Value, premises: Premises) -> str:
    """The value; of a date that is not known the days between which it lies, where they are."""
    value = premises.layout.value(node, premises.registers, premises.dossier)
    between = days_text(days_of(node, premises)) if value is None and isinstance(node.type, DateType) else ""
    return between or dutch.text(value, node.type)
