"""Everyday words for the person whom a dossier is about. They stand outside the compiled rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class PlainCriterion(NamedTuple):
    """A criterion in everyday words: a question to which "yes" means that it is met, and why it matters."""

    question: str
    why: str


class PlainLanguage(NamedTuple):
    """Everyday words for the person whom a dossier is about, by criterion, question, answer and verdict.

    `answers` holds the outcomes of a criterion as well as those of a question. `facts` holds the question for a fact of
    the dossier, by its name, as one puts it to that person; not every fact has one.
    """

    criteria: Mapping[str, PlainCriterion]
    questions: Mapping[str, str]
    answers: Mapping[str, str]
    verdicts: Mapping[str, str]
    facts: Mapping[str, str]
