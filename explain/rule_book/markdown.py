"""The whole rulebook as a linked Markdown book: every rule, and an index by source, so that law -> rule and rule -> law
can both be walked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from ...engine.rule_tests.reading import RuleTest
from ...engine.rulebook import Rulebook
from .rows import Row
from .text import RuleText, Teller

T = TypeVar("T")

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


class Chapter(NamedTuple):
    """One file of the book. `listed`: the contents name each of its rules too."""

    file: str
    title: str
    rules: tuple[RuleText, ...]
    listed: bool = False


def markdown_book(rulebook: Rulebook, tests: Iterable[RuleTest]) -> dict[str, str]:
    """The text of every file by its path inside the book, with / between parts. The same rulebook: the same bytes."""
    tests = tuple(tests)
    chapters = _chapters(rulebook, Teller(rulebook, tests))
    where = {rule.id: (chapter.file, _anchor(rule.id)) for chapter in chapters for rule in chapter.rules}
    files = {chapter.file: _chapter(chapter, where) for chapter in chapters}
    files["index.md"] = _index(rulebook, chapters, len(tests))
    return files


def _chapters(book: Rulebook, teller: Teller) -> list[Chapter]:
    chapters = [
        Chapter("oordeel.md", "Vragen en oordeel", (*map(teller.question, book.questions), teller.per_question(),
                                                     teller.verdict())),
    ]  # fmt: skip
    chapters += _by_name(book.criteria, lambda one: one.id, "criteria", teller.criterion)
    chapters += _by_name(book.nogos, lambda one: one.id, "nogo", teller.ground)
    chapters.append(Chapter("tijdlijn.md", "De tijdlijn", tuple(map(teller.step, book.steps)), True))
    if book.sections:
        chapters.append(Chapter("gevolgen.md", "De gevolgen", tuple(map(teller.section, book.sections)), True))
    chapters += [
        Chapter(f"stukken/{one.id}.md", one.title, tuple(teller.chapter(one, each) for each in one.chapters), True)
        for one in book.pieces
    ]
    offers = (*map(teller.offer, book.offers), *teller.overlay())
    if offers:
        chapters.append(Chapter("trajecten.md", "Trajecten van aanbieders", offers, True))
    titles = dict(book.groups)
    groups: dict[str, list[RuleText]] = {}
    for derivation in book.derivations:
        groups.setdefault(_group(derivation.concept.name), []).append(teller.derivation(derivation))
    chapters += [
        Chapter(f"afleidingen/{group}.md", f"Afleidingen: {titles.get(group, group)}", tuple(rules))
        for group, rules in sorted(groups.items())
    ]
    facts: dict[str, list[RuleText]] = {}
    for concept in book.concepts:
        facts.setdefault(_group(concept.name), []).append(teller.concept(concept))
    chapters += [
        Chapter(f"begrippen/{group}.md", f"Begrippen: {titles.get(group, group)}", tuple(rules))
        for group, rules in sorted(facts.items())
    ]
    chapters.append(Chapter("parameters.md", "Parameters", tuple(map(teller.parameter, book.parameters))))
    chapters.append(Chapter("bronnen.md", "Van bron naar regel", tuple(map(teller.source, book.sources))))
    return chapters


def _by_name(rules: Iterable[T], name: Callable[[T], str], folder: str, tell: Callable[[T], RuleText]) -> list[Chapter]:
    """One file per rule; versions of one rule stand in one file."""
    found: dict[str, list[RuleText]] = {}
    for rule in rules:
        found.setdefault(name(rule), []).append(tell(rule))
    return [Chapter(f"{folder}/{id}.md", f"{id} {told[0].title}", tuple(told)) for id, told in found.items()]


def _group(name: str) -> str:
    return name.rpartition(".")[0]


def _anchor(id: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", id.lower())


def _chapter(chapter: Chapter, where: dict[str, tuple[str, str]]) -> str:
    up = "../" * chapter.file.count("/")
    lines = [f"# {_plain(chapter.title)}", "", f"[Inhoud]({up}index.md)", ""]
    for rule in chapter.rules:
        alone = len(chapter.rules) == 1
        lines.append(f'<a id="{_anchor(rule.id)}"></a>')
        lines.append("")
        if not alone:
            lines += [f"## {_plain(rule.id)}", "", _plain(rule.title), ""]
        lines += [f"* **{one.label}**: {_linked(one.text, one.names, chapter.file, where)}" for one in rule.facts]
        for part in rule.parts:
            lines += ["", f"{'##' if alone else '###'} {_plain(part.heading)}", ""]
            lines += [_row(row, chapter.file, where) for row in part.rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(row: Row, file: str, where: dict[str, tuple[str, str]]) -> str:
    return f"{'  ' * row.depth}* {_linked(row.text, row.names, file, where)}"


def _linked(words: str, names: tuple[str, ...], file: str, where: dict[str, tuple[str, str]]) -> str:
    """The words, and between brackets a link to each thing that they name; only the links where there are no words."""
    links = ", ".join(_link(name, file, where) for name in names)
    text = _plain(words)
    return f"{text} ({links})" if text and links else text or links


def _link(name: str, file: str, where: dict[str, tuple[str, str]]) -> str:
    """A link to the rule; a name that has no text of its own stays a word."""
    found = where.get(name) or where.get(name.removesuffix(".gezag"))
    if found is None:
        return _plain(name)
    target, anchor = found
    up = "../" * file.count("/")
    return f"[{_plain(name)}]({up}{target}#{anchor})"


def _index(book: Rulebook, chapters: list[Chapter], tests: int) -> str:
    lines = [
        f"# {_plain(book.title or book.name)}",
        "",
        f"Regelset {_plain(book.name)}, versie {_plain(book.version)}, kenmerk {book.hash}.",
        "",
        f"{len({one.id for one in book.criteria})} criteria, {len(book.derivations)} afleidingen, "
        f"{len(book.concepts)} begrippen, {len(book.sources)} bronnen, {tests} toetsen.",
        "",
    ]
    for chapter in chapters:
        lines.append(f"* [{_plain(chapter.title)}]({chapter.file})")
        for rule in chapter.rules if chapter.listed else ():
            lines.append(f"  * [{_plain(rule.title)}]({chapter.file}#{_anchor(rule.id)})")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which nothing is read as markup."""
    return _SPECIAL.sub(r"\\\1", text)
