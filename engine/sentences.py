"""Sentences of the rules, with facts in them, and the reasons for which a rule does not apply."""

from __future__ import annotations

from .frozen import Frozen
from .language.tree import Condition, Value


class Sentence(Frozen):
    """A Dutch sentence with typed placeholders: text and references in turn."""

    parts: tuple[str | Value, ...]


class Exclusion(Frozen):
    """A reason for which a criterion, question or step does not apply."""

    condition: Condition
    reason: Sentence
