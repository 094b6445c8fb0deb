"""Reads `oordeel/`: the questions in order, and how findings become a verdict per question and as a whole."""

from __future__ import annotations

from dataclasses import replace

from ..forms.verdicts import (
    PER_QUESTION,
    QUESTION,
    QUESTION_VERDICTS,
    QUESTIONS_FILE,
    VERDICT_CASE,
    VERDICT_FILE,
    VERDICTS,
    WHOLE,
)
from ..language.walk import simplify
from ..mistakes import Collector
from ..rulebook import Question, QuestionVerdict, VerdictCase
from ..text.text_tree import Node
from .criteria import read_exclusions
from .expressions import Reader
from .fields import Fields, check_name


def question_names(node: Node, problems: Collector) -> tuple[str, ...]:
    """The ids in `vragen:`, in order."""
    names: list[str] = []
    questions = _questions(node, problems)
    if not questions:
        problems.add(node.place, "R89", "hier staat geen enkele vraag")
    for fields in questions:
        key = fields.scalar("vraag", required=True)
        if key is not None and check_name(key, "een vraag", problems):
            if key.text in names:
                problems.add(key.place, "R89", f"de vraag '{key.text}' staat er twee keer")
            names.append(key.text)
    return tuple(names)


def _questions(node: Node, problems: Collector) -> list[Fields]:
    top = Fields.of(node, node.place, "vragen.yaml", QUESTIONS_FILE, problems)
    if top is None:
        return []
    found = [Fields.of(item, top.place, "een vraag", QUESTION, problems) for item in top.items("vragen")]
    return [one for one in found if one is not None]


def read_questions(node: Node, reader: Reader) -> tuple[Question, ...]:
    """`vragen.yaml` with the exclusions that hold for all criteria of a question."""
    return tuple(
        Question(
            fields.text("vraag"),
            fields.text("titel", required=True),
            fields.text("toelichting"),
            read_exclusions(fields, reader),
        )
        for fields in _questions(node, Collector())
        if fields.text("vraag")
        for fields in [replace(fields, problems=reader.problems)]
    )


def read_verdict(
    node: Node, reader: Reader, questions: tuple[str, ...]
) -> tuple[tuple[VerdictCase, ...], tuple[QuestionVerdict, ...]]:
    """One file with `oordeel: eindoordeel` or `oordeel: per_vraag`; the other half of the result is empty."""
    fields = Fields.of(node, node.place, "een oordeel", VERDICT_FILE, reader.problems)
    kind = fields.option("oordeel", {one: one for one in (WHOLE, PER_QUESTION)}, required=True) if fields else None
    if fields is None or kind is None:
        return (), ()
    scope = replace(reader.scope, findings=True, questions=questions)
    if kind == WHOLE:
        return _cases(fields, replace(reader, scope=scope), VERDICTS), ()
    expanded: list[QuestionVerdict] = []
    for index, question in enumerate(questions):
        one = replace(
            reader,
            scope=replace(scope, this_question=question),
            problems=reader.problems if index == 0 else Collector(),
        )
        quiet = fields if index == 0 else replace(fields, problems=Collector())
        expanded.append(QuestionVerdict(question, _cases(quiet, one, QUESTION_VERDICTS)))
    return (), tuple(expanded)


def _cases(fields: Fields, reader: Reader, outcomes: tuple[str, ...]) -> tuple[VerdictCase, ...]:
    cases: list[VerdictCase] = []
    items = fields.items("gevallen")
    if not items:
        fields.missing("gevallen")
    for index, item in enumerate(items):
        one = Fields.of(
            item,
            fields.at("gevallen"),
            "een geval van het oordeel",
            VERDICT_CASE,
            fields.problems,
        )
        if one is None:
            continue
        last = index == len(items) - 1
        if one.has("anders") != last or one.has("als") == one.has("anders") or (last and one.has("dan")):
            fields.problems.add(
                one.place, "R75", "elk geval heeft 'als' en 'dan', en alleen het laatste heeft 'anders'"
            )
            continue
        outcome = one.option("anders" if last else "dan", {name: name for name in outcomes}, required=True)
        condition = None if last else reader.condition(one.get("als"), one.at("als"))
        sentence = reader.sentence_of(one, "uitleg") if one.has("uitleg") else None
        if outcome is not None and (last or condition is not None):
            cases.append(VerdictCase(outcome, None if condition is None else simplify(condition), sentence))
    return tuple(cases)
