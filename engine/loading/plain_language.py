"""Reads `stukken/gewone_taal.yaml`: everyday words for the person whom a dossier is about.

The file stands outside the compiled rulebook: most commands never need it. It is checked with every loading, and read
when a piece in everyday words is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..forms.pages import ANSWERS, PLAIN_CRITERION, PLAIN_FILE
from ..forms.verdicts import VERDICTS
from ..mistakes import Collector, Mistake, MistakesFound, Place
from ..plain_language import PlainCriterion, PlainLanguage
from ..rulebook import Criterion, Rulebook
from ..text.text_tree import Node
from ..text.yaml_text import read_text
from .fields import Fields

FILE = "stukken/gewone_taal.yaml"


def load_plain_language(folder: Path, rulebook: Rulebook) -> PlainLanguage:
    """The everyday words that go with a rulebook, from its folder.

    Raises: MistakesFound when the file is missing, cannot be read or does not fit the rulebook.
    """
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        hint = "zonder dit bestand is er geen stuk in gewone taal"
        raise MistakesFound([Mistake(Place(FILE), "R93", "dit bestand ontbreekt", hint)]) from None
    except OSError:
        raise MistakesFound([Mistake(Place(FILE), "R92", "dit bestand is niet te lezen")]) from None
    problems = Collector()
    names = {one.id for one in rulebook.criteria}
    questions = tuple(one.id for one in rulebook.questions)
    facts = [one.name for one in rulebook.concepts]
    found = read_plain_language(read_text(data, FILE), names, in_force(rulebook.criteria), questions, facts, problems)
    problems.raise_if_any()
    return found


def in_force(criteria: Iterable[Criterion]) -> frozenset[str]:
    """The criteria that are not switched off."""
    return frozenset(one.id for one in criteria if one.enabled)


def read_plain_language(
    node: Node,
    criteria: Iterable[str],
    needed: frozenset[str],
    questions: tuple[str, ...],
    facts: Iterable[str],
    problems: Collector,
) -> PlainLanguage:
    """A text for each criterion that is `needed`, each question, each answer and each verdict; nothing else.

    `criteria` and `facts` are all that may have one.
    """
    top = Fields.of(node, node.place, "gewone taal", PLAIN_FILE, problems)
    rules = {name: name in needed for name in sorted(criteria)}
    return PlainLanguage(
        _criteria(top, rules, problems),
        _texts(top, "vragen", questions, problems),
        _texts(top, "uitkomsten", ANSWERS, problems),
        _texts(top, "oordeel", VERDICTS, problems),
        _fact_questions(top, tuple(sorted(facts)), problems),
    )


def _criteria(top: Fields | None, rules: dict[str, bool], problems: Collector) -> Mapping[str, PlainCriterion]:
    """`rules`: the criteria that may have a text, and whether they must."""
    fields = _block(top, "criteria", tuple(rules), problems)
    if fields is None:
        return MappingProxyType({})
    for name, needed in rules.items():
        if needed and not fields.has(name):
            fields.missing(name)
    found: dict[str, PlainCriterion] = {}
    for name in (one for one in rules if fields.has(one)):
        own = Fields.of(fields.get(name), fields.at(name), f"de gewone taal van {name}", PLAIN_CRITERION, problems)
        if own is not None:
            found[name] = PlainCriterion(_text(own, "vraag"), _text(own, "uitleg"))
    return MappingProxyType(found)


def _texts(top: Fields | None, key: str, names: tuple[str, ...], problems: Collector) -> Mapping[str, str]:
    """One text for each of the names."""
    fields = _block(top, key, names, problems)
    return MappingProxyType({} if fields is None else {name: _text(fields, name) for name in names})


def _fact_questions(top: Fields | None, names: tuple[str, ...], problems: Collector) -> Mapping[str, str]:
    """The questions for facts; the whole block may be left out."""
    if top is None or not top.has("gegevens"):
        return MappingProxyType({})
    fields = Fields.of(top.get("gegevens"), top.at("gegevens"), "'gegevens' in gewone taal", names, problems)
    asked = [] if fields is None else [name for name in names if fields.has(name)]
    return MappingProxyType({name: _text(fields, name) for name in asked if fields is not None})


def _block(top: Fields | None, key: str, names: tuple[str, ...], problems: Collector) -> Fields | None:
    if top is None:
        return None
    if not top.has(key):
        top.missing(key)
        return None
    return Fields.of(top.get(key), top.at(key), f"'{key}' in gewone taal", names, problems)


def _text(fields: Fields, key: str) -> str:
    """The text under a key that must be there: everyday words hold no placeholders."""
    text = fields.text(key, required=True)
    if "{" in text or "}" in text:
        fields.problems.add(fields.at(key), "R71", "in gewone taal staan geen velden", "laat de accolades weg")
    return text
