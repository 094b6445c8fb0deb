"""A new block of a rule file as text: what must be filled in with nothing behind it, what may be there as a comment,
each with what it is for. It is made of the form that the loader checks with, so it never asks for a key that is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..forms.form import Block, Either, Form, Key, Known, Listed, Shape, Word, YesNo

COLUMN = 28
"""Where the remarks begin, so that they stand below each other."""

COMMENT = "# "
MOST_WORDS = 9
"""Longest list of words in a remark."""


def skeleton(
    form: Form,
    given: Mapping[str, str],
    shown: Collection[str] = (),
    known: Mapping[str, Collection[str]] | None = None,
    indent: int = 0,
) -> list[str]:
    """The lines of a block. `given` has what is known already, by key; `shown` names keys that may be left out and are
    yet to be filled in, by their path (`uitkomsten.voldoet`); `known` are the names that a remark can list.
    """
    return _Skeleton(given, frozenset(shown), known or {}).block(form, "", indent)


def remark(key: Key, known: Mapping[str, Collection[str]]) -> str:
    """What a key is for, and the words that can stand behind it."""
    words = _words(key.shape, known)
    choice = f" Kies uit: {', '.join(words)}." if 1 < len(words) <= MOST_WORDS else ""
    return f"# {key.about}{choice}"


def _words(shape: Shape, known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    match shape:
        case Word(words):
            return words
        case YesNo(""):
            return ("ja", "nee")
        case Known(what):
            return tuple(known.get(what, ()))
        case Either((first, *_)):
            return _words(first, known)
    return ()


class _Skeleton:
    def __init__(self, given: Mapping[str, str], shown: frozenset[str], known: Mapping[str, Collection[str]]) -> None:
        self.given, self.shown, self.known = given, shown, known

    def block(self, form: Form, path: str, indent: int, column: int = COLUMN) -> list[str]:
        """The keys of one block; of an inner one only those that must be filled in."""
        lines: list[str] = []
        for name, key in form.keys.items():
            full = f"{path}.{name}" if path else name
            if full in self.given:
                lines.append(f"{' ' * indent}{name}: {self.given[full]}")
            elif key.required or full in self.shown:
                lines += self.entry(name, key, full, indent, column)
            elif not path:
                below = self.entry(name, key, full, indent, COLUMN - len(COMMENT))
                lines += [line[:indent] + COMMENT + line[indent:] for line in below]
        return lines

    def entry(self, name: str, key: Key, path: str, indent: int, column: int = COLUMN) -> list[str]:
        """One key that is to be filled in, with what must stand below it."""
        head = f"{' ' * indent}{name}: "
        inner = _inner(key.shape)
        lines = [f"{head:<{column}}{remark(key, self.known)}"]
        if inner is None:
            return lines
        form, listed = inner
        below = self.block(form, path, indent + (4 if listed else 2), column)
        if listed and below:
            below[0] = f"{' ' * (indent + 2)}- {below[0].lstrip()}"
        return [*lines, *below]


def _inner(shape: Shape) -> tuple[Form, bool] | None:
    """The form of the blocks below a key, and whether they are a list."""
    match shape:
        case Block(form):
            return form, False
        case Listed(Block(form)):
            return form, True
        case Either(options):
            found = [_inner(one) for one in options]
            return found[-1] if all(found) else None
    return None
